/* A statement against the standard (IEEE 9274.1.1 §4.2; xAPI 1.0.3 Data 2.4), strictly: what is not named there is refused, and so is null. On the
** way it gathers by what the statement is found and whom of the house it names. Parts of a statement stand in check_parts.c. */
#include "base/ids.h"
#include "xapi/inside.h"
#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* ---- where we are */

size_t path_in(struct check *k, const char *key, size_t i)
{
    size_t before = k->path_n, room = sizeof k->path - k->path_n;
    int n = !key ? snprintf(k->path + before, room, "[%zu]", i) : before ? snprintf(k->path + before, room, ".%s", key) : snprintf(k->path, room, "%s", key);
    k->path_n = n < 0 || (size_t)n >= room ? sizeof k->path - 1 : before + (size_t)n;
    while (k->path_n > before && !utf8_valid(k->path + before, k->path_n - before)) k->path[--k->path_n] = 0;      /* no key ends within a letter */
    return before;
}

void path_out(struct check *k, size_t before)
{
    k->path_n = before;
    k->path[before] = 0;
}

static const char *here(struct check *k) { return arena_text(k->a->arena, k->path); }

rc must_be(struct check *k, const char *what)
{
    rc told = refuse_field(k->a, here(k), 5610, _("«{cho}» phải là {gi}."), "cho", here(k), "gi", tr(k->a->lang, what), NULL);
    if (k->a->fault->number == 5610) k->a->fault->kept = say_kept(k->a->arena, _("«{cho}» phải là {gi}."), "cho", here(k), "gi", what, NULL);
    return told;
}

static rc missing(struct check *k, const char *key)
{
    return refuse_field(k->a, here(k), 5611, _("«{cho}» thiếu «{ten}»."), "cho", here(k), "ten", key, NULL);
}

static rc unknown(struct check *k, const char *key)
{
    return refuse_field(k->a, here(k), 5612, _("«{cho}» không được có «{ten}»."), "cho", here(k), "ten", key, NULL);
}

static bool among(const char *known, const char *name)
{
    struct span rest = span_of(known), word;
    while (rest.n && span_cut(&rest, ' ', &word))
        if (span_is(word, name)) return true;
    return false;
}

/* An object, with members of these names alone and none of them null. */
rc members_among(struct check *k, const struct json *j, const char *known)
{
    if (j->kind != JSON_OBJECT) return must_be(k, _("một đối tượng JSON"));
    for (const struct json *m = j->first; m; m = m->next) {
        if (!among(known, m->key)) return unknown(k, m->key);
        if (m->kind == JSON_NULL) {
            path_in(k, m->key, 0);
            return must_be(k, _("một giá trị, không phải null"));
        }
    }
    return OK;
}

rc member_needed(struct check *k, const struct json *j, const char *key, const struct json **out)
{
    *out = json_get(j, key);
    return *out ? OK : missing(k, key);
}

rc member_checked(struct check *k, const struct json *j, const char *key, check_fn fn)
{
    const struct json *m = json_get(j, key);
    if (!m) return OK;
    size_t before = path_in(k, key, 0);
    try(fn(k, m));
    path_out(k, before);
    return OK;
}

/* ---- what is gathered */

void *grown(struct arena *a, void *list, size_t n, size_t *room, size_t size)
{
    if (n < *room) return list;
    size_t more = *room ? *room * 2 : 8;
    void *bigger = arena_take_many(a, more, size);
    if (!bigger) return NULL;
    if (n) memcpy(bigger, list, n * size);
    *room = more;
    return bigger;
}

void term_gather(struct check *k, enum term_kind kind, const char *text)
{
    uint8_t term[TERM_SIZE];
    if (k->terms > TERMS_MOST) return;                     /* it is refused at the end */
    term_of(kind, text, term);
    for (size_t i = 0; i < k->terms; i++)
        if (memcmp(k->term + i * TERM_SIZE, term, TERM_SIZE) == 0) return;
    uint8_t *list = grown(k->a->arena, k->term, k->terms, &k->terms_room, TERM_SIZE);
    if (!list) return;                                     /* the arena has failed: LIMIT */
    k->term = list;
    memcpy(k->term + k->terms++ * TERM_SIZE, term, TERM_SIZE);
}

static void agent_gather(struct check *k, const char *text)
{
    person_id person = agent_person(text, k->home);
    if (!k->near) term_gather(k, TERM_AGENT, text);
    term_gather(k, TERM_AGENT_NEAR, text);
    if (!person.v) return;
    person_id *list = grown(k->a->arena, k->person, k->persons, &k->persons_room, sizeof *list);
    if (list) k->person = list, k->person[k->persons++] = person;
}

/* ---- small values */

rc check_string(struct check *k, const struct json *j) { return j->kind == JSON_STRING ? OK : must_be(k, _("một chuỗi")); }
rc check_iri(struct check *k, const struct json *j) { return j->kind == JSON_STRING && is_iri(j->text) ? OK : must_be(k, _("một IRI có lược đồ")); }

rc check_uuid(struct check *k, const struct json *j)
{
    uint8_t uuid[STATEMENT_UUID_SIZE];
    return j->kind == JSON_STRING && uuid_read(j->text, uuid) ? OK : must_be(k, _("một UUID"));
}

rc check_time(struct check *k, const struct json *j)
{
    instant at;
    return j->kind == JSON_STRING && time_read(j->text, &at) ? OK : must_be(k, _("một thời điểm theo RFC 3339"));
}

rc check_words(struct check *k, const struct json *j)
{
    if (j->kind != JSON_OBJECT) return must_be(k, _("một đối tượng JSON"));
    for (const struct json *m = j->first; m; m = m->next) {
        size_t before = path_in(k, m->key, 0);
        if (!is_language(m->key)) return must_be(k, _("lời của một ngôn ngữ theo RFC 5646"));
        try(check_string(k, m));
        path_out(k, before);
    }
    return OK;
}

rc check_extensions(struct check *k, const struct json *j)
{
    if (j->kind != JSON_OBJECT) return must_be(k, _("một đối tượng JSON"));
    for (const struct json *m = j->first; m; m = m->next) {
        if (is_iri(m->key)) continue;
        path_in(k, m->key, 0);
        return must_be(k, _("giá trị dưới một IRI có lược đồ"));
    }
    return OK;
}

/* ---- agents and groups */

static rc mbox(struct check *k, const struct json *j)
{
    const char *at = j->kind == JSON_STRING && str_starts(j->text, "mailto:") ? strchr(j->text, '@') : NULL;
    return at && at > j->text + 7 && at[1] && !strchr(at + 1, '@') && !strpbrk(j->text, " <>,\"") ? OK : must_be(k, _("mailto: và một địa chỉ thư"));
}

static rc sha1sum(struct check *k, const struct json *j)
{
    size_t n = 0;
    while (j->kind == JSON_STRING && isxdigit((unsigned char)j->text[n])) n++;
    return n == 40 && !j->text[40] ? OK : must_be(k, _("40 chữ số hệ 16"));
}

static rc account(struct check *k, const struct json *j)
{
    const struct json *name, *page;
    try(members_among(k, j, "homePage name"));
    try(member_needed(k, j, "homePage", &page));
    try(member_needed(k, j, "name", &name));
    try(member_checked(k, j, "homePage", check_iri));
    return member_checked(k, j, "name", check_string);
}

static const struct { const char *key; check_fn check; } identifiers[] = { { "mbox", mbox }, { "mbox_sha1sum", sha1sum }, { "openid", check_iri }, { "account", account } };

/* At most one identifier; its text as terms know it. */
static rc identifier(struct check *k, const struct json *j, const char **text)
{
    *text = NULL;
    for (size_t i = 0; i < sizeof identifiers / sizeof *identifiers; i++) {
        const struct json *m = json_get(j, identifiers[i].key);
        if (!m) continue;
        if (*text) return refuse_field(k->a, here(k), 5613, _("«{cho}» cần đúng một trong mbox, mbox_sha1sum, openid, account."), "cho", here(k), NULL);
        try(member_checked(k, j, identifiers[i].key, identifiers[i].check));
        *text = m->kind == JSON_OBJECT ? agent_text(k->a->arena, "account", json_get(m, "name")->text, json_get(m, "homePage")->text)
                                       : agent_text(k->a->arena, identifiers[i].key, m->text, NULL);
    }
    return OK;
}

static rc members(struct check *k, const struct json *j)
{
    size_t n = 0;
    if (j->kind != JSON_ARRAY) return must_be(k, _("một mảng JSON"));
    for (const struct json *m = j->first; m; m = m->next, n++) {
        size_t before = path_in(k, NULL, n);
        try(check_agent(k, m, false, NULL));
        path_out(k, before);
    }
    return OK;
}

rc check_agent(struct check *k, const struct json *j, bool group_too, const char **text)
{
    const char *own;
    try(members_among(k, j, "objectType name mbox mbox_sha1sum openid account member"));
    const struct json *type = json_get(j, "objectType"), *list = json_get(j, "member");
    bool group = json_is(type, "Group");
    if (type && !json_is(type, "Agent") && !(group && group_too)) {
        path_in(k, "objectType", 0);
        return must_be(k, group_too ? _("Agent hoặc Group") : _("Agent"));
    }
    if (list && !group) return unknown(k, "member");
    try(member_checked(k, j, "name", check_string));
    try(identifier(k, j, &own));
    if (!own && !group) return refuse_field(k->a, here(k), 5613, _("«{cho}» cần đúng một trong mbox, mbox_sha1sum, openid, account."), "cho", here(k), NULL);
    if (!own && !json_count(list)) return missing(k, "member");
    try(member_checked(k, j, "member", members));
    if (own) agent_gather(k, own);
    if (text) *text = own;
    return OK;
}

static rc agent_or_group(struct check *k, const struct json *j) { return check_agent(k, j, true, NULL); }

/* ---- the verb, and what it is about */

rc check_verb(struct check *k, const struct json *j)
{
    const struct json *id;
    try(members_among(k, j, "id display"));
    try(member_needed(k, j, "id", &id));
    try(member_checked(k, j, "id", check_iri));
    if (!k->sub) term_gather(k, TERM_VERB, id->text);
    return member_checked(k, j, "display", check_words);
}

rc check_reference(struct check *k, const struct json *j)
{
    const struct json *id;
    try(members_among(k, j, "objectType id"));
    if (!json_is(json_get(j, "objectType"), "StatementRef")) {
        path_in(k, "objectType", 0);
        return must_be(k, _("StatementRef"));
    }
    try(member_needed(k, j, "id", &id));
    return member_checked(k, j, "id", check_uuid);
}

static rc check_core(struct check *k, const struct json *j);

static rc sub_statement(struct check *k, const struct json *j)
{
    bool near = k->near;
    if (k->sub) return must_be(k, _("thứ khác SubStatement"));
    k->sub = k->near = true;
    try(members_among(k, j, "objectType actor verb object result context timestamp attachments"));
    try(check_core(k, j));
    k->sub = false, k->near = near;
    return OK;
}

static rc object(struct check *k, const struct json *j)
{
    const struct json *type = json_get(j, "objectType");
    if (j->kind != JSON_OBJECT) return must_be(k, _("một đối tượng JSON"));
    if (!type || json_is(type, "Activity")) return check_activity(k, j);
    if (json_is(type, "Agent") || json_is(type, "Group")) return check_agent(k, j, true, NULL);
    if (json_is(type, "SubStatement")) return sub_statement(k, j);
    if (json_is(type, "StatementRef")) {
        try(check_reference(k, j));
        if (k->sub) return OK;
        k->refers = true;
        return uuid_read(json_get(j, "id")->text, k->target) ? OK : BUG;
    }
    path_in(k, "objectType", 0);
    return must_be(k, _("Activity, Agent, Group, SubStatement hoặc StatementRef"));
}

/* revision and platform speak of an activity. */
static rc context_fits(struct check *k, const struct json *j)
{
    const struct json *type = json_get(json_get(j, "object"), "objectType"), *context = json_get(j, "context");
    if (!type || json_is(type, "Activity")) return OK;
    size_t before = path_in(k, "context", 0);
    if (json_get(context, "revision")) return unknown(k, "revision");
    if (json_get(context, "platform")) return unknown(k, "platform");
    path_out(k, before);
    return OK;
}

/* What statements and statements inside of statements have in common. */
static rc check_core(struct check *k, const struct json *j)
{
    static const char *const needed[] = { "actor", "verb", "object" };
    const struct json *any;
    for (size_t i = 0; i < 3; i++) try(member_needed(k, j, needed[i], &any));
    try(member_checked(k, j, "actor", agent_or_group));
    try(member_checked(k, j, "verb", check_verb));
    try(member_checked(k, j, "object", object));
    try(member_checked(k, j, "result", check_result));
    bool near = k->near;
    k->near = true;
    try(member_checked(k, j, "context", check_context));
    k->near = near;
    try(context_fits(k, j));
    try(member_checked(k, j, "timestamp", check_time));
    return member_checked(k, j, "attachments", check_attachments);
}

/* A group as authority is an application (by its account) and a person (OAuth). */
static rc authority(struct check *k, const struct json *j)
{
    const char *text;
    struct check own = *k;                                  /* who is told to say so is not gathered: we say who it was */
    own.near = true;
    try(check_agent(&own, j, true, &text));
    if (json_is(json_get(j, "objectType"), "Group") && (text || json_count(json_get(j, "member")) != 2)) return must_be(k, _("một Agent, hoặc một Group không tên có đúng hai thành viên"));
    return OK;
}

static rc version(struct check *k, const struct json *j)
{
    const char *s = j->kind == JSON_STRING ? j->text : "";
    bool fits = (*s == '1' || *s == '2') && s[1] == '.' && s[2] == '0' && (!s[3] || (s[3] == '.' && s[4] && strspn(s + 4, "0123456789") == strlen(s + 4)));
    return fits ? OK : must_be(k, _("1.0.x hoặc 2.0.x"));
}

rc check_statement(struct check *k, const struct json *j)
{
    try(members_among(k, j, "id actor verb object result context timestamp stored authority version attachments"));
    try(member_checked(k, j, "id", check_uuid));
    try(check_core(k, j));
    try(member_checked(k, j, "stored", check_time));
    try(member_checked(k, j, "version", version));
    try(member_checked(k, j, "authority", authority));
    k->voids = json_is(json_get(json_get(j, "verb"), "id"), "http://adlnet.gov/expapi/verbs/voided");
    if (!k->voids || k->refers) return OK;
    path_in(k, "object", 0);
    return must_be(k, _("StatementRef"));
}
