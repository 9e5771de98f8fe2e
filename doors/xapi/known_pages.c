/* The page on which a head says whose an account in another system is. Which accounts there are is read from what was told here; who they are is typed by name and chosen. */
#include "access/access.h"
#include "generated/xapi_views.h"
#include "schools/schools.h"
#include "xapi/inside.h"
#include "xapi/operate.h"
#include "xapi/pages.h"
#include "base/ids.h"
#include <string.h>

enum { SHOWN = 50, FOUND_MOST = 12 };

struct known_in { const char *name, *typed /* what was looked for, to be shown again */; person_id person; const char *reason; };
static const struct field known_fields[] = {
    FIELD(struct known_in, name, FIELD_TEXT, REQUIRED, .name = "ma", .max = 40),
    FIELD(struct known_in, typed, FIELD_TEXT, OPTIONAL, .name = "ten", .max = 100),
    FIELD(struct known_in, person, FIELD_ID, REQUIRED, .name = "nguoi", .label = N_("Là ai")),
    FIELD(struct known_in, reason, FIELD_TEXT, REQUIRED, .name = "ly_do", .max = 200, .label = N_("Vì sao biết chắc")), { 0 } };
const struct form_spec known_form = { known_fields };

struct known_end_in { outside_known_id id; int64_t rev; };
static const struct field known_end_fields[] = { FIELD(struct known_end_in, id, FIELD_ID, REQUIRED, .name = "noi"), FIELD(struct known_end_in, rev, FIELD_INT, REQUIRED, .name = "rev", .max = INT32_MAX), { 0 } };
const struct form_spec known_end_form = { known_end_fields };

static const char *page_of(struct ctx *c) { return arena_print(c->arena, "/t/%s/khoa-he-thong/tai-khoan", c->school->code); }

/* ---- which account: that of who did it in a statement that was told here */

static rc account_read(struct ctx *c, const char *name, const char **agent, const char **called)
{
    struct statement_found found;
    uint8_t uuid[STATEMENT_UUID_SIZE];
    if (!uuid_read(name, uuid)) return NOT_FOUND;
    try(statement_find(c->ask, base_address(c), uuid, &found));
    if (!found.outside || statement_barred(c->ask, &found.line)) return NOT_FOUND;
    const struct json *actor = json_get(json_read(c->arena, found.line.document), "actor"), *said = json_get(actor, "name");
    *called = said && said->text ? said->text : "";
    *agent = actor && !json_is(json_get(actor, "objectType"), "Group") ? agent_of(c->arena, actor) : NULL;
    return *agent && !agent_person(*agent, base_address(c)).v ? OK : NOT_FOUND;
}

/* Two of one name are told apart by the day on which they were born. */
rc member_apart(struct ctx *c, const struct member_line *m, const char **out)
{
    struct person_brief who;
    char born[DAY_TEXT_SIZE];
    *out = tr(c->lang, m->title && *m->title ? m->title : member_role_label(m->role));
    try(person_here(c->ask, m->person, &who));
    if (who.born.has) *out = arena_print(c->arena, "%s · %s", *out, day_dmy(who.born.v, born));
    return OK;
}

/* Who of the school has that name, for a choice of one. */
static rc people_fill(struct ctx *c, struct known_view *v)
{
    struct member_line *row;
    size_t n;
    if (!*v->typed) return OK;
    try(members_find(c->ask, v->typed, FOUND_MOST + 1, &row, &n));
    if ((v->people_more = n > FOUND_MOST)) n = FOUND_MOST;
    struct ui_choice *choice = ARENA_MANY(c->arena, struct ui_choice, n);
    if (!choice) return LIMIT;
    for (size_t i = 0; i < n; i++) {
        char id[ID_TEXT_SIZE];
        id_text(row[i].person.v, id);
        choice[i] = (struct ui_choice){ arena_text(c->arena, id), row[i].name, NULL };
        try(member_apart(c, &row[i], &choice[i].hint));
    }
    v->people = choice, v->people_n = n;
    return OK;
}

static rc asked_fill(struct ctx *c, struct known_view *v)
{
    const char *agent, *called;
    rc read = account_read(c, v->name, &agent, &called);
    if (read == NOT_FOUND) v->missing = true;
    if (read != OK) return read == NOT_FOUND ? OK : read;
    struct known_account now;
    try(known_by(c->ask, agent, &now));
    v->account = agent_words(c->arena, agent, &v->where);
    v->called = called;
    v->taken = now.agent != NULL;
    return people_fill(c, v);
}

/* ---- the lists */

/* Joined a moment ago: what it told is tied in the minutes after, so its statements are still those of a stranger. */
static bool joined_now(const struct known_view *v, const char *agent)
{
    for (size_t i = 0; i < v->n; i++)
        if (str_is(v->line[i].agent, agent)) return true;
    return false;
}

static rc strangers_fill(struct ctx *c, struct known_view *v)
{
    struct stranger *row;
    struct key_line *key;
    size_t n, keys;
    try(strangers_list(c->ask, &row, &n));
    try(keys_list(c->ask, &key, &keys));
    struct stranger_line *line = ARENA_MANY(c->arena, struct stranger_line, n);
    if (!line) return LIMIT;
    for (size_t i = 0; i < n; i++) {
        struct stranger_line *to = &line[v->strangers];
        char name[STATEMENT_UUID_TEXT];
        if (joined_now(v, row[i].agent)) continue;
        v->strangers++;
        statement_uuid_text(row[i].uuid, name);
        *to = (struct stranger_line){ .called = row[i].name ? row[i].name : "", .at = row[i].at, .told = row[i].told, .name = arena_text(c->arena, name), .key = "" };
        to->account = agent_words(c->arena, row[i].agent, &to->where);
        for (size_t k = 0; k < keys; k++)
            if (key[k].id.v == row[i].key) to->key = key[k].name;
    }
    v->stranger = line;
    return OK;
}

rc known_page(struct ctx *c, struct reply *r)
{
    struct known_view v = { .school_code = c->school->code, .name = query_text(c, "ma"), .typed = query_text(c, "ten") };
    struct known_line *line;
    outside_known_id before = { 0 };
    const char *behind = query_text(c, "sau");
    v.name = form_typed(c, "ma", v.name), v.typed = form_typed(c, "ten", v.typed);
    if (*behind && !id_read(behind, &before.v)) return NOT_FOUND;
    if (*v.name) try(asked_fill(c, &v));
    try(known_list(c->ask, before, SHOWN + 1, &line, &v.n));
    if (v.n > SHOWN) {
        char id[ID_TEXT_SIZE];
        v.n = SHOWN;
        id_text(line[SHOWN - 1].id.v, id);
        v.next = arena_text(c->arena, id);
    }
    v.line = line;
    if (!*v.name && !before.v) try(strangers_fill(c, &v));
    return show(r, view_known, &v);
}

/* ---- said, and taken back */

struct saying { struct new_known known; const char *called; };

static rc job_for(struct tx *t, outside_known_id id)
{
    job_id job;
    return job_add(t, &(struct new_job){ .kind = &xapi_jobs[JOB_KNOWN], .args = arena_print(t->ask->arena, "known=%lld", (long long)id.v), .school = t->ask->scope.school }, &job);
}

static rc known_store(struct tx *t, const struct saying *in, void *out)
{
    struct belongs_here_row here;
    struct person_brief person;
    outside_known_id id;
    (void)out;
    try(access_recheck(t, DOOR_KEYS, NULL, 0));
    try(belongs_here(t->ask, t->ask->scope.school, in->known.person, &here));
    if (!here.n) return NOT_FOUND;
    try(person_here(t->ask, in->known.person, &person));
    try(known_say(t, &in->known, &id));
    try(audit_add(t, &(struct change){ .act = &xapi_acts[ACT_KNOWN], .kind = "person", .id = in->known.person.v, .name = person.full_name, .about = in->known.person, .reason = in->known.reason,
        WAS({ N_("Tài khoản"), NULL, agent_hint(t->ask->arena, in->known.agent), KEPT_AS_IS }) }));
    return job_for(t, id);
}
CLOSURE(known_store, struct saying, void)

rc known_action(struct ctx *c, struct reply *r)
{
    struct known_in in;
    struct saying what = { .called = NULL };
    try(form_read(c, c->route->form, &in));
    try(account_read(c, in.name, &what.known.agent, &what.called));
    what.known.home = base_address(c), what.known.person = in.person, what.known.reason = in.reason;
    try(transact(c->ask, c->key, known_store, &what, NULL));
    return see_other_flash(r, page_of(c), _("Đã nối. Những gì tài khoản ấy đã học vào hành trình của người này trong vài phút, cả những gì đến từ nay."), NULL);
}

static rc known_end_store(struct tx *t, const struct known_end_in *in, void *out)
{
    struct known_account was;
    const char *name;
    (void)out;
    try(access_recheck(t, DOOR_KEYS, NULL, 0));
    try(known_end(t, in->id, in->rev, &was, &name));
    try(audit_add(t, &(struct change){ .act = &xapi_acts[ACT_KNOWN_ENDED], .kind = "person", .id = was.person.v, .name = name, .about = was.person,
        WAS({ N_("Tài khoản"), agent_hint(t->ask->arena, was.agent), NULL, KEPT_AS_IS }) }));
    return job_for(t, in->id);
}
CLOSURE(known_end_store, struct known_end_in, void)

rc known_end_action(struct ctx *c, struct reply *r)
{
    struct known_end_in in;
    try(form_read(c, c->route->form, &in));
    try(transact(c->ask, c->key, known_end_store, &in, NULL));
    return see_other_flash(r, page_of(c), _("Đã bỏ nối. Những gì chỉ tài khoản ấy kể không còn trong hành trình của người này."), NULL);
}
