/* Statements from outside, forgotten: one by its age (keep.c), or all that tell of somebody who is erased. Its row and its name stay, empty, so that nothing
** else comes in under that name and what was counted stays so. */
#include "base/ids.h"
#include "generated/record_queries.h"
#include "record/inside.h"
#include <string.h>

enum { DOCUMENT_MOST = 1 << 20, NESTED_MOST = 40 };

static struct bytes term_at(struct bytes terms, size_t i) { return (struct bytes){ terms.p + i, TERM_SIZE }; }

/* Some of those that refer to it are found by it no more; *n: 0 when there were none left. */
static rc found_drop(struct tx *t, const struct forgotten *s, struct bytes term, int64_t *n)
{
    struct outside_found_there_row *row;
    size_t rows;
    try(outside_found_there(t->ask, s->school, s->id, term, &row, &rows));
    for (size_t i = 0; i < rows; i++) try(outside_term_forget(t, s->school, row[i].term, row[i].statement_id, s->id, NULL));
    *n = (int64_t)rows;
    return OK;
}

/* By what a statement is found, also where others refer to it. `only`: that term alone; NULL = all. */
static rc terms_drop(struct tx *t, const struct forgotten *s, const uint8_t *only)
{
    struct bytes term = { only, only ? TERM_SIZE : 0 };
    for (size_t i = 0; i + TERM_SIZE <= s->terms.n; i += TERM_SIZE)
        if (!only || memcmp(s->terms.p + i, only, TERM_SIZE) == 0) try(outside_term_forget(t, s->school, term_at(s->terms, i), s->id, s->id, NULL));
    for (int64_t n = 1; n;) try(found_drop(t, s, term, &n));
    return OK;
}

rc statement_unfind(struct tx *t, const struct forgotten *s, int64_t *n) { return found_drop(t, s, (struct bytes){ NULL, 0 }, n); }

rc statement_forget(struct tx *t, const struct forgotten *s)
{
    try(weight_forget(t, s->school, s->id));
    try(terms_drop(t, s, NULL));
    try(outside_target_forget(t, s->school, s->id, NULL));
    try(outside_files_forget(t, s->school, s->id, NULL));
    try(outside_attached_forget(t, s->school, s->id, NULL));
    try(outside_person_forget(t, s->school, s->id, NULL));
    return outside_unsay(t, s->school, s->id, NULL);
}

/* ---- a person becomes nobody, where others have a part in what was told */

struct unnaming { const char *name, *nobody; const char *home[NESTED_MOST]; size_t homes; struct buf b; bool fits; };

static const struct json *account_of(const struct json *j) { return j->kind == JSON_OBJECT ? json_get(j, "account") : NULL; }

/* As it stood, but for the agents with that account: of them nothing stays but that there was one. */
static void unnamed_put(struct unnaming *u, const struct json *j, int depth)
{
    const struct json *account = account_of(j), *home = json_get(account, "homePage");
    bool list = j->kind == JSON_ARRAY;
    if (depth > NESTED_MOST) u->fits = false;
    if (depth > NESTED_MOST || (!list && j->kind != JSON_OBJECT)) {
        buf_add(&u->b, j->raw.p, j->raw.n);
        return;
    }
    if (account && json_is(json_get(account, "name"), u->name)) {
        if (home && home->kind == JSON_STRING && u->homes < NESTED_MOST) u->home[u->homes++] = home->text;
        buf_text(&u->b, "{\"objectType\":\"Agent\",\"account\":{\"homePage\":"), json_put(&u->b, home && home->text ? home->text : "");
        buf_text(&u->b, ",\"name\":"), json_put(&u->b, u->nobody), buf_text(&u->b, "}}");
        return;
    }
    buf_char(&u->b, list ? '[' : '{');
    for (const struct json *m = j->first; m; m = m->next) {
        if (m != j->first) buf_char(&u->b, ',');
        if (!list) json_put(&u->b, m->key), buf_char(&u->b, ':');
        unnamed_put(u, m, depth + 1);
    }
    buf_char(&u->b, list ? ']' : '}');
}

/* A group of that account has members whom nobody may take away; a signature is the statement once more. */
static bool can_be_unnamed(const struct json *said, const char *document)
{
    return said && !strstr(document, "expapi/attachments/signature");
}

static const char *unname(struct arena *a, const char *document, struct unnaming *u)
{
    const struct json *said = json_read(a, document);
    if (!can_be_unnamed(said, document)) return NULL;
    u->fits = true;
    buf_init(&u->b, DOCUMENT_MOST);
    unnamed_put(u, said, 0);
    const char *text = u->b.failed || !u->fits ? NULL : arena_text_n(a, u->b.p, u->b.n);
    buf_finish(&u->b);
    return text && !strstr(text, u->name) ? text : NULL;
}

const char *document_unnamed(struct arena *a, const char *document, const char *name, const char *nobody)
{
    return unname(a, document, &(struct unnaming){ .name = name, .nobody = nobody });
}

/* The terms without those of the agent. */
static rc agent_forget(struct tx *t, const struct forgotten *s, const char *agent, struct bytes *left)
{
    static const enum term_kind kinds[] = { TERM_AGENT, TERM_AGENT_NEAR };
    uint8_t *terms = arena_take(t->ask->arena, left->n), term[TERM_SIZE];
    size_t n = 0;
    if (!terms) return LIMIT;
    for (size_t k = 0; k < 2; k++) {
        term_of(kinds[k], agent, term);
        try(terms_drop(t, s, term));
    }
    for (size_t i = 0; i + TERM_SIZE <= left->n; i += TERM_SIZE) {
        bool his = false;
        for (size_t k = 0; k < 2; k++) term_of(kinds[k], agent, term), his = his || memcmp(left->p + i, term, TERM_SIZE) == 0;
        if (!his) memcpy(terms + n, left->p + i, TERM_SIZE), n += TERM_SIZE;
    }
    *left = (struct bytes){ terms, n };
    return OK;
}

static rc statement_unname(struct tx *t, const struct forgotten *s, person_id person, const char *nobody, bool *done)
{
    struct told_document_row row;
    struct bytes left = s->terms;
    char name[ID_TEXT_SIZE];
    id_text(person.v, name);
    struct unnaming u = { .name = name, .nobody = nobody };
    try(told_document(t->ask, s->school, s->id, &row));
    const char *document = unname(t->ask->arena, row.document, &u);
    *done = document != NULL;
    if (!document) return OK;
    for (size_t i = 0; i < u.homes; i++) try(agent_forget(t, s, agent_text(t->ask->arena, "account", name, u.home[i]), &left));
    try(outside_resay(t, s->school, s->id, left, document, NULL));
    try(kept_add(t, &(struct kept_change){ .school = s->school, .key = row.key_id, .bytes = (int64_t)strlen(document) - (int64_t)strlen(row.document) }));
    return outside_person_leave(t, s->school, s->id, person, NULL);
}

rc drop_outside_here(struct tx *t, person_id person, school_id school)
{
    struct told_of_person_row *row;
    size_t n;
    char nobody[ID_TEXT_SIZE];
    id_text(NEW_ID(t, person_id).v, nobody);                        /* the same one in all that stays */
    try(told_of_person(t->ask, person, school, &row, &n));
    for (size_t i = 0; i < n; i++) {
        struct forgotten s = { row[i].school_id, row[i].id, row[i].uuid, row[i].terms };
        bool done = false;
        if (row[i].others && row[i].part) try(statement_unname(t, &s, person, nobody, &done));
        if (!done) try(count_back(t, s.school, s.id, true));
        if (!done) try(statement_forget(t, &s));
    }
    return outside_tellers_forget(t, person, school, NULL);
}

rc drop_outside(struct tx *t, person_id person) { return drop_outside_here(t, person, (school_id){ 0 }); }
