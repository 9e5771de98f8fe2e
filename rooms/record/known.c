/* Whose an account in another system is: a mail address, an account of a site. Nobody knows by itself (docs/decisions/0131), so a head of the school says it, of an account by
** which something was told here, with a reason; from then on what is told by it, and what was told before, is in the person's record. What stays true: (1) in the school
** that said it alone; (2) an account is one person's at a time; (3) taken back, nothing of it is in their record from that commit on, but for what names another account of theirs, and a job unties it statement by
** statement; (4) who said so stands in the journal, and in the person's own copy. docs/decisions/0108 */
#include "base/ids.h"
#include "generated/record_queries.h"
#include "record/inside.h"
#include <string.h>

enum { ACCOUNTS_MOST = 20 /* of one person in a school */ };

const char *agent_of(struct arena *a, const struct json *agent)
{
    static const char *const kinds[] = { "mbox", "mbox_sha1sum", "openid", NULL };
    const struct json *account = json_get(agent, "account"), *home = json_get(account, "homePage"), *name = json_get(account, "name");
    if (home && name && home->kind == JSON_STRING && name->kind == JSON_STRING) return agent_text(a, "account", name->text, home->text);
    for (const char *const *k = kinds; *k; k++) {
        const struct json *m = json_get(agent, *k);
        if (m && m->kind == JSON_STRING) return agent_text(a, *k, m->text, NULL);
    }
    return NULL;
}

const char *agent_words(struct arena *a, const char *agent, const char **where)
{
    struct span rest = span_of(agent), kind, home;
    *where = "";
    if (!span_cut(&rest, '\n', &kind)) return agent;
    if (span_is(kind, "account") && span_cut(&rest, '\n', &home)) *where = arena_text_n(a, home.p, home.n);
    const char *text = arena_text_n(a, rest.p, rest.n);
    return str_starts(text, "mailto:") ? text + strlen("mailto:") : text;
}

const char *agent_hint(struct arena *a, const char *agent)
{
    const char *where, *text = agent_words(a, agent, &where), *at = strrchr(text, '@');
    size_t n = strlen(text), shown = n > 4 ? 2 : 1;
    while (shown < n && ((unsigned char)text[shown] & 0xc0) == 0x80) shown++;            /* no half of a letter */
    return arena_print(a, "%.*s…%s", (int)(shown < n ? shown : n), text, at ? at : "");
}

static bool is_agent(struct arena *a, const struct json *j, const char *agent)
{
    const char *text = j && j->kind == JSON_OBJECT ? agent_of(a, j) : NULL;
    return text && str_is(text, agent);
}

enum deed_part known_part(struct arena *a, const struct json *said, const char *agent)
{
    const struct json *actor = json_get(said, "actor"), *members = json_get(actor, "member");
    if (is_agent(a, actor, agent)) return 0;
    for (const struct json *m = members ? members->first : NULL; m; m = m->next)
        if (is_agent(a, m, agent)) return DEED_PART_WITH;
    return DEED_PART_ABOUT;
}

/* ---- asked */

rc known_some(struct ask *a, bool *some)
{
    struct known_any_row row;
    try(known_any(a, &row));
    *some = row.n != 0;
    return OK;
}

rc known_in(struct ask *a, struct bytes terms, const struct known_account **out, size_t *n)
{
    struct known_among_row *row = NULL;
    *n = 0;
    if (terms.n) try(known_among(a, terms, &row, n));
    struct known_account *list = ARENA_MANY(a->arena, struct known_account, *n);
    if (!list) return LIMIT;
    for (size_t i = 0; i < *n; i++) list[i] = (struct known_account){ row[i].id, row[i].person_id, row[i].agent };
    *out = list;
    return OK;
}

rc known_by(struct ask *a, const char *agent, struct known_account *out)
{
    uint8_t term[TERM_SIZE];
    const struct known_account *row;
    size_t n;
    term_of(TERM_AGENT_NEAR, agent, term);
    try(known_in(a, (struct bytes){ term, TERM_SIZE }, &row, &n));
    *out = n ? row[0] : (struct known_account){ .agent = NULL };
    return OK;
}

rc known_find(struct ask *a, outside_known_id id, struct known_account *out, bool *open)
{
    struct known_one_row row;
    bool found;
    try(known_one(a, id, &row, &found));
    *open = found && !row.ended;
    *out = found ? (struct known_account){ id, row.person_id, row.agent } : (struct known_account){ .agent = NULL };
    return OK;
}

rc known_list(struct ask *a, outside_known_id before, int64_t limit, struct known_line **rows, size_t *n)
{
    struct known_open_row *row;
    try(known_open(a, before, limit, &row, n));
    *rows = ARENA_MANY(a->arena, struct known_line, *n);
    if (!*rows) return LIMIT;
    for (size_t i = 0; i < *n; i++) {
        const char *name = row[i].full_name ? row[i].full_name : tr(a->lang, N_("(đã gộp vào tên khác)"));
        (*rows)[i] = (struct known_line){ row[i].id, row[i].person_id, name, row[i].agent, row[i].reason, row[i].made_by_name, row[i].made_at, row[i].rev };
    }
    return OK;
}

/* ---- accounts of people by which the newest statements about nobody of the house were told */

enum { STRANGERS_LOOKED_AT = 300, STRANGERS_SHOWN = 60, STRANGERS_READ = 20 /* at once */ };

static void stranger_add(struct ask *a, const struct strangers_told_row *told, struct stranger *list, size_t *n)
{
    struct document_open d;
    const struct json *said = document_open(&d, told->document), *actor = json_get(said, "actor"), *name = json_get(actor, "name");
    const char *agent = actor && !json_is(json_get(actor, "objectType"), "Group") ? agent_of(&d.arena, actor) : NULL;
    size_t at = 0;
    while (agent && at < *n && !str_is(list[at].agent, agent)) at++;
    if (agent && at < STRANGERS_SHOWN) {
        struct stranger *s = &list[at];
        if (at == *n) *s = (struct stranger){ .agent = arena_text(a->arena, agent), .at = told->at, .key = told->key_id }, memcpy(s->uuid, told->uuid.p, STATEMENT_UUID_SIZE), ++*n;
        if (!s->name && name && name->kind == JSON_STRING) s->name = arena_text(a->arena, name->text);
        s->told++;
    }
    document_close(&d);
}

rc strangers_list(struct ask *a, struct stranger **rows, size_t *n)
{
    statement_id before = { INT64_MAX };
    size_t told = 1;
    *n = 0;
    *rows = ARENA_MANY(a->arena, struct stranger, STRANGERS_SHOWN);
    if (!*rows) return LIMIT;
    for (size_t looked = 0; told && looked < STRANGERS_LOOKED_AT; looked += told) {
        struct strangers_told_row *row;
        struct rows_aside aside;
        rows_aside_begin(&aside, a);
        rc read = strangers_told(a, before, STRANGERS_READ, &row, &told);
        rows_aside_leave(&aside);
        for (size_t i = 0; read == OK && i < told; i++) stranger_add(a, &row[i], *rows, n), before = row[i].id;
        rows_aside_end(&aside);
        try(read);
    }
    return a->arena->failed ? LIMIT : OK;
}

rc known_of_statement(struct ask *a, statement_id id, person_id **rows, size_t *n)
{
    struct statement_ties_row *row;
    try(statement_ties(a, id, &row, n));
    *rows = ARENA_MANY(a->arena, person_id, *n);
    if (!*rows) return LIMIT;
    for (size_t i = 0; i < *n; i++) (*rows)[i] = row[i].person_id;
    return OK;
}

/* ---- said, and taken back */

static rc known_fits(struct tx *t, const struct new_known *in)
{
    struct known_count_row count;
    if (agent_person(in->agent, in->home).v)
        return refuse(t->ask, INVALID, 5995, _("Tài khoản này do Khuê cấp: nó đã là của đúng một người, không cần nối."), NULL);
    if (strlen(in->agent) > KNOWN_AGENT_MOST) return refuse(t->ask, INVALID, 5999, _("Tài khoản này có tên quá dài để nối."), NULL);
    try(known_count(t->ask, in->person, &count));
    return count.n < ACCOUNTS_MOST ? OK : refuse(t->ask, CONFLICT, 5996, _("Người này đã có 20 tài khoản được nối. Bỏ bớt tài khoản không dùng rồi nối tiếp."), NULL);
}

rc known_say(struct tx *t, const struct new_known *in, outside_known_id *out)
{
    uint8_t *term = arena_take(t->ask->arena, TERM_SIZE);
    int64_t made;
    if (!term) return LIMIT;
    try(known_fits(t, in));
    term_of(TERM_AGENT_NEAR, in->agent, term);
    *out = NEW_ID(t, outside_known_id);
    try(known_insert(t, *out, (struct bytes){ term, TERM_SIZE }, in->agent, in->person, in->reason, t->ask->me, &made));
    return made ? OK : refuse(t->ask, CONFLICT, 5997, _("Tài khoản này đã được nối với một người. Bỏ nối ở danh sách dưới đây rồi nối lại."), NULL);
}

rc known_end(struct tx *t, outside_known_id id, int64_t rev, struct known_account *was, const char **name)
{
    struct known_whose_row row;
    int64_t changed;
    bool found;
    try(known_whose(t->ask, id, &row, &found));
    if (!found) return NOT_FOUND;
    *was = (struct known_account){ id, row.person_id, row.agent };
    *name = row.full_name ? row.full_name : "";
    try(known_close(t, id, t->ask->me, rev, &changed));
    return changed ? known_keep(t, was) : refuse(t->ask, CONFLICT, 5998, _("Mối nối này vừa được bỏ hoặc đã đổi. Tải lại trang để xem."), NULL);
}

/* ---- for the job: what was told before, and what is untied */

rc known_untied(struct ask *a, const struct known_account *k, statement_id *after, struct untied **rows, size_t *n)
{
    struct known_undone_row *row;
    uint8_t term[TERM_SIZE];
    term_of(TERM_AGENT_NEAR, k->agent, term);
    try(known_undone(a, (struct bytes){ term, TERM_SIZE }, k->person, *after, &row, n));
    *rows = ARENA_MANY(a->arena, struct untied, *n);
    if (!*rows) return LIMIT;
    for (size_t i = 0; i < *n; i++) (*rows)[i] = (struct untied){ row[i].id, row[i].at, json_read(a->arena, row[i].document), row[i].key_id, 0, NULL }, *after = row[i].id;
    return a->arena->failed ? LIMIT : OK;
}

rc known_after_list(struct ask *a, school_id school, outside_known_id after, struct known_place **rows, size_t *n)
{
    struct known_after_row *row;
    try(known_after(a, school, after, &row, n));
    *rows = ARENA_MANY(a->arena, struct known_place, *n);
    if (!*rows) return LIMIT;
    for (size_t i = 0; i < *n; i++) (*rows)[i] = (struct known_place){ row[i].school_id, row[i].id };
    return OK;
}
