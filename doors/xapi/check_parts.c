/* Parts of a statement: activities and their definitions, results, contexts, attachments. */
#include "xapi/inside.h"
#include <math.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

/* ---- activities */

static const struct { const char *type, *lists; } interactions[] = {
    { "true-false", "" }, { "choice", "choices" }, { "fill-in", "" }, { "long-fill-in", "" }, { "matching", "source target" }, { "performance", "steps" },
    { "sequencing", "choices" }, { "likert", "scale" }, { "numeric", "" }, { "other", "" },
};
static const char *const lists[] = { "choices", "scale", "source", "target", "steps" };

static rc each(struct check *k, const struct json *j, check_fn fn)
{
    size_t n = 0;
    if (j->kind != JSON_ARRAY) return must_be(k, _("một mảng JSON"));
    for (const struct json *m = j->first; m; m = m->next, n++) {
        size_t before = path_in(k, NULL, n);
        try(fn(k, m));
        path_out(k, before);
    }
    return OK;
}

static rc texts(struct check *k, const struct json *j) { return each(k, j, check_string); }

static rc component(struct check *k, const struct json *j)
{
    const struct json *id;
    try(members_among(k, j, "id description"));
    try(member_needed(k, j, "id", &id));
    try(member_checked(k, j, "id", check_string));
    return member_checked(k, j, "description", check_words);
}

static rc components(struct check *k, const struct json *j)
{
    try(each(k, j, component));
    for (const struct json *m = j->first; m; m = m->next)
        for (const struct json *o = j->first; o != m; o = o->next)
            if (str_is(json_get(m, "id")->text, json_get(o, "id")->text)) return must_be(k, _("những mục có id khác nhau"));
    return OK;
}

static bool fits_list(const char *allowed, const char *list)
{
    struct span rest = span_of(allowed), word;
    while (rest.n && span_cut(&rest, ' ', &word))
        if (span_is(word, list)) return true;
    return false;
}

static rc interaction(struct check *k, const struct json *j)
{
    const struct json *type = json_get(j, "interactionType"), *used = json_get(j, "correctResponsesPattern");
    const char *allowed = NULL;
    for (size_t i = 0; i < sizeof lists / sizeof *lists && !used; i++) used = json_get(j, lists[i]);
    if (!type) return used ? member_needed(k, j, "interactionType", &type) : OK;
    for (size_t i = 0; i < sizeof interactions / sizeof *interactions; i++)
        if (json_is(type, interactions[i].type)) allowed = interactions[i].lists;
    path_in(k, "interactionType", 0);
    if (!allowed) return must_be(k, _("một trong true-false, choice, fill-in, long-fill-in, matching, performance, sequencing, likert, numeric, other"));
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (json_get(j, lists[i]) && !fits_list(allowed, lists[i])) return must_be(k, _("loại có những mục ấy"));
    return OK;
}

static rc definition(struct check *k, const struct json *j)
{
    try(members_among(k, j, "name description type moreInfo extensions interactionType correctResponsesPattern choices scale source target steps"));
    try(member_checked(k, j, "name", check_words));
    try(member_checked(k, j, "description", check_words));
    try(member_checked(k, j, "type", check_iri));
    try(member_checked(k, j, "moreInfo", check_iri));
    try(member_checked(k, j, "extensions", check_extensions));
    try(member_checked(k, j, "correctResponsesPattern", texts));
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) try(member_checked(k, j, lists[i], components));
    size_t before = k->path_n;
    try(interaction(k, j));
    path_out(k, before);
    return OK;
}

/* A thing of the house is described by the house. */
static bool is_ours(const struct check *k, const char *id)
{
    size_t n = strlen(k->home);
    return strncmp(id, k->home, n) == 0 && str_starts(id + n, "/xapi/vat/");
}

static void activity_gather(struct check *k, const char *id, const struct json *said)
{
    if (!k->near) term_gather(k, TERM_ACTIVITY, id);
    term_gather(k, TERM_ACTIVITY_NEAR, id);
    if (!said || is_ours(k, id)) return;
    struct told_thing *list = grown(k->a->arena, k->thing, k->things, &k->things_room, sizeof *list);
    if (!list) return;
    k->thing = list;
    k->thing[k->things++] = (struct told_thing){ id, said };
}

rc check_activity(struct check *k, const struct json *j)
{
    const struct json *id;
    try(members_among(k, j, "objectType id definition"));
    const struct json *type = json_get(j, "objectType");
    if (type && !json_is(type, "Activity")) {
        path_in(k, "objectType", 0);
        return must_be(k, _("Activity"));
    }
    try(member_needed(k, j, "id", &id));
    try(member_checked(k, j, "id", check_iri));
    try(member_checked(k, j, "definition", definition));
    activity_gather(k, id->text, json_get(j, "definition"));
    return OK;
}

/* ---- results */

static rc number(struct check *k, const struct json *j) { return j->kind == JSON_NUMBER ? OK : must_be(k, _("một số")); }
static rc yes_or_no(struct check *k, const struct json *j) { return j->kind == JSON_TRUE || j->kind == JSON_FALSE ? OK : must_be(k, _("true hoặc false")); }
static rc duration(struct check *k, const struct json *j) { return j->kind == JSON_STRING && is_duration(j->text) ? OK : must_be(k, _("một khoảng thời gian theo ISO 8601")); }

static double value_of(const struct json *j, double otherwise) { return j ? strtod(j->text, NULL) : otherwise; }

static rc score(struct check *k, const struct json *j)
{
    static const char *const keys[] = { "scaled", "raw", "min", "max" };
    try(members_among(k, j, "scaled raw min max"));
    for (size_t i = 0; i < 4; i++) try(member_checked(k, j, keys[i], number));
    double scaled = value_of(json_get(j, "scaled"), 0), min = value_of(json_get(j, "min"), -INFINITY), max = value_of(json_get(j, "max"), INFINITY);
    double raw = value_of(json_get(j, "raw"), min > -INFINITY ? min : max);
    if (scaled < -1 || scaled > 1) return path_in(k, "scaled", 0), must_be(k, _("một số từ -1 đến 1"));
    if (json_get(j, "min") && json_get(j, "max") && min >= max) return path_in(k, "min", 0), must_be(k, _("một số nhỏ hơn max"));
    if (raw < min || raw > max) return path_in(k, "raw", 0), must_be(k, _("một số từ min đến max"));
    return OK;
}

rc check_result(struct check *k, const struct json *j)
{
    try(members_among(k, j, "score success completion response duration extensions"));
    try(member_checked(k, j, "score", score));
    try(member_checked(k, j, "success", yes_or_no));
    try(member_checked(k, j, "completion", yes_or_no));
    try(member_checked(k, j, "response", check_string));
    try(member_checked(k, j, "duration", duration));
    return member_checked(k, j, "extensions", check_extensions);
}

/* ---- contexts */

static rc activities(struct check *k, const struct json *j) { return j->kind == JSON_ARRAY ? each(k, j, check_activity) : check_activity(k, j); }

static rc context_activities(struct check *k, const struct json *j)
{
    static const char *const keys[] = { "parent", "grouping", "category", "other" };
    try(members_among(k, j, "parent grouping category other"));
    for (size_t i = 0; i < 4; i++) try(member_checked(k, j, keys[i], activities));
    return OK;
}

static rc instructor(struct check *k, const struct json *j) { return check_agent(k, j, true, NULL); }

static rc team(struct check *k, const struct json *j)
{
    if (!json_is(json_get(j, "objectType"), "Group")) return must_be(k, _("Group"));
    return check_agent(k, j, true, NULL);
}

static rc agent_alone(struct check *k, const struct json *j) { return check_agent(k, j, false, NULL); }

static rc relevant(struct check *k, const struct json *j)
{
    try(each(k, j, check_iri));
    return json_count(j) ? OK : must_be(k, _("ít nhất một IRI"));
}

/* contextAgents and contextGroups of 2.0. */
static rc related(struct check *k, const struct json *j, const char *type, const char *key, const char *known, check_fn fn)
{
    const struct json *any;
    try(members_among(k, j, known));
    if (!json_is(json_get(j, "objectType"), type)) return path_in(k, "objectType", 0), must_be(k, str_is(key, "agent") ? _("contextAgent") : _("contextGroup"));
    try(member_needed(k, j, key, &any));
    try(member_checked(k, j, key, fn));
    return member_checked(k, j, "relevantTypes", relevant);
}

static rc context_agent(struct check *k, const struct json *j) { return related(k, j, "contextAgent", "agent", "objectType agent relevantTypes", agent_alone); }
static rc context_group(struct check *k, const struct json *j) { return related(k, j, "contextGroup", "group", "objectType group relevantTypes", team); }
static rc context_agents(struct check *k, const struct json *j) { return each(k, j, context_agent); }
static rc context_groups(struct check *k, const struct json *j) { return each(k, j, context_group); }
static rc language(struct check *k, const struct json *j) { return j->kind == JSON_STRING && is_language(j->text) ? OK : must_be(k, _("mã ngôn ngữ theo RFC 5646")); }

rc check_context(struct check *k, const struct json *j)
{
    static const char both[] = "registration instructor team contextActivities revision platform language statement extensions contextAgents contextGroups";
    static const char first[] = "registration instructor team contextActivities revision platform language statement extensions";
    try(members_among(k, j, k->version == V1 ? first : both));
    try(member_checked(k, j, "registration", check_uuid));
    try(member_checked(k, j, "instructor", instructor));
    try(member_checked(k, j, "team", team));
    try(member_checked(k, j, "contextActivities", context_activities));
    try(member_checked(k, j, "revision", check_string));
    try(member_checked(k, j, "platform", check_string));
    try(member_checked(k, j, "language", language));
    try(member_checked(k, j, "statement", check_reference));
    try(member_checked(k, j, "extensions", check_extensions));
    try(member_checked(k, j, "contextAgents", context_agents));
    try(member_checked(k, j, "contextGroups", context_groups));
    const struct json *registration = json_get(j, "registration");
    uint8_t uuid[STATEMENT_UUID_SIZE];
    char small[STATEMENT_UUID_TEXT];
    if (!registration || k->sub || !uuid_read(registration->text, uuid)) return OK;
    statement_uuid_text(uuid, small);
    term_gather(k, TERM_REGISTRATION, small);
    return OK;
}

/* ---- attachments */

static rc media_type(struct check *k, const struct json *j)
{
    const char *slash = j->kind == JSON_STRING ? strchr(j->text, '/') : NULL;
    bool fits = slash && slash > j->text && slash[1] && !strpbrk(j->text, "\r\n") && strcspn(j->text, " <>@,") > (size_t)(slash - j->text);
    return fits ? OK : must_be(k, _("một kiểu nội dung, như application/pdf"));
}

static rc length(struct check *k, const struct json *j)
{
    int64_t n;
    return j->kind == JSON_NUMBER && span_int(span_of(j->text), &n) && n >= 0 ? OK : must_be(k, _("một số nguyên không âm"));
}

static rc sha2(struct check *k, const struct json *j)
{
    uint8_t hash[FILE_HASH_SIZE];
    size_t n = 0;
    bool fits = j->kind == JSON_STRING && sodium_hex2bin(hash, sizeof hash, j->text, strlen(j->text), NULL, &n, NULL) == 0 && n == sizeof hash;
    return fits ? OK : must_be(k, _("64 chữ số hệ 16 của SHA-256"));
}

static rc attachment_gather(struct check *k, const struct json *j)
{
    struct attachment at = { .usage = json_get(j, "usageType")->text, .type = json_get(j, "contentType")->text, .elsewhere = json_get(j, "fileUrl") != NULL };
    const char *hex = json_get(j, "sha2")->text;
    if (!span_int(span_of(json_get(j, "length")->text), &at.length) || sodium_hex2bin(at.hash, sizeof at.hash, hex, strlen(hex), NULL, NULL, NULL) != 0) return BUG;
    if (k->attachments == k->attachments_room) {
        size_t more = k->attachments_room ? k->attachments_room * 2 : 4;
        struct attachment *list = ARENA_MANY(k->a->arena, struct attachment, more);
        if (!list) return LIMIT;
        if (k->attachments) memcpy(list, k->attachment, k->attachments * sizeof *list);
        k->attachment = list, k->attachments_room = more;
    }
    k->attachment[k->attachments++] = at;
    return OK;
}

static rc attachment(struct check *k, const struct json *j)
{
    static const char *const needed[] = { "usageType", "display", "contentType", "length", "sha2" };
    const struct json *any;
    try(members_among(k, j, "usageType display description contentType length sha2 fileUrl"));
    for (size_t i = 0; i < sizeof needed / sizeof *needed; i++) try(member_needed(k, j, needed[i], &any));
    try(member_checked(k, j, "usageType", check_iri));
    try(member_checked(k, j, "display", check_words));
    try(member_checked(k, j, "description", check_words));
    try(member_checked(k, j, "contentType", media_type));
    try(member_checked(k, j, "length", length));
    try(member_checked(k, j, "sha2", sha2));
    try(member_checked(k, j, "fileUrl", check_iri));
    return attachment_gather(k, j);
}

rc check_attachments(struct check *k, const struct json *j) { return each(k, j, attachment); }
