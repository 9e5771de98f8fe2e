/* Statements from outside, forgotten: one by its age (keep.c), or all that tell of somebody who is erased. Its row and its name stay, empty, so that nothing
** else comes in under that name and what was counted stays so. */
#include "base/ids.h"
#include "generated/record_queries.h"
#include "record/inside.h"
#include "web/job.h"
#include <string.h>

enum { DOCUMENT_MOST = 1 << 20, NESTED_MOST = 40, FOUND_MOST = 2000 /* taken away by an erasure itself; a job takes the rest */,
       ERASED_MOST = 40 /* statements of the person, likewise, and of each closure of the job */ };

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

/* All of them, as far as there is room in this closure. `only`: by that term alone. */
static rc all_found_drop(struct tx *t, const struct forgotten *s, const uint8_t *only)
{
    static const uint8_t none[1];
    struct bytes term = { only, only ? TERM_SIZE : 0 };
    int64_t n = 1;
    while (n && (!s->room || *s->room > 0)) {
        try(found_drop(t, s, term, &n));
        if (s->room) *s->room -= n;
    }
    return n ? leftover_put(t, s->school, s->id, only ? term : (struct bytes){ none, 0 }, NULL) : OK;
}

/* By what a statement is found, also where others refer to it. `only`: that term alone; NULL = all. */
static rc terms_drop(struct tx *t, const struct forgotten *s, const uint8_t *only)
{
    for (size_t i = 0; i + TERM_SIZE <= s->terms.n; i += TERM_SIZE)
        if (!only || memcmp(s->terms.p + i, only, TERM_SIZE) == 0) try(outside_term_forget(t, s->school, term_at(s->terms, i), s->id, s->id, NULL));
    return all_found_drop(t, s, only);
}

rc statement_unfind(struct tx *t, const struct forgotten *s, int64_t *n) { return found_drop(t, s, (struct bytes){ NULL, 0 }, n); }

/* ---- what it said of activities: forgotten with the last statement that tells of them, since it may say whose they were */

struct thing_gone { school_id school; uint8_t hash[TERM_SIZE], near[TERM_SIZE]; };

static int by_thing(const void *a, const void *b)
{
    const struct thing_gone *x = a, *y = b;
    return x->school.v != y->school.v ? (x->school.v > y->school.v) - (x->school.v < y->school.v) : memcmp(x->hash, y->hash, TERM_SIZE);
}
static void once(void *into, const void *other) { (void)into, (void)other; }
static rc thing_write(struct tx *t, const void *item)
{
    const struct thing_gone *x = item;
    return outside_activity_forget(t, x->school, (struct bytes){ x->hash, TERM_SIZE }, (struct bytes){ x->near, TERM_SIZE }, NULL);
}
static const struct late_kind things_gone = { "record.3 outside activities", by_thing, once, thing_write };

static rc thing_leave(struct tx *t, school_id school, const char *id)
{
    struct thing_gone *x = ARENA_NEW(t->ask->arena, struct thing_gone);
    if (!x) return LIMIT;
    x->school = school;
    term_of(TERM_ACTIVITY, id, x->hash);
    term_of(TERM_ACTIVITY_NEAR, id, x->near);
    return before_commit(t, &things_gone, x);
}

/* Wherever one is described. */
static rc things_leave(struct tx *t, school_id school, const struct json *j, int depth)
{
    if (depth > NESTED_MOST || (j->kind != JSON_OBJECT && j->kind != JSON_ARRAY)) return OK;
    const struct json *id = j->kind == JSON_OBJECT && json_get(j, "definition") ? json_get(j, "id") : NULL;
    if (id && id->kind == JSON_STRING) try(thing_leave(t, school, id->text));
    for (const struct json *m = j->first; m; m = m->next) try(things_leave(t, school, m, depth + 1));
    return OK;
}

static rc described_leave(struct tx *t, const struct forgotten *s)
{
    struct told_document_row row;
    struct document_open d;
    try(told_document(t->ask, s->school, s->id, &row));
    if (!strstr(row.document, "\"definition\"")) return OK;
    rc left = document_open(&d, row.document) ? things_leave(t, s->school, d.said, 0) : OK;
    document_close(&d);
    return left;
}

rc statement_forget(struct tx *t, const struct forgotten *s)
{
    try(weight_forget(t, s->school, s->id));
    try(described_leave(t, s));
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
    struct document_open d;
    const char *text = NULL;
    if (can_be_unnamed(document_open(&d, document), document)) {
        u->fits = true;
        buf_init(&u->b, DOCUMENT_MOST);
        unnamed_put(u, d.said, 0);
        if (!u->b.failed && u->fits && u->homes && !strstr(u->b.p, u->name)) text = arena_text_n(a, u->b.p, u->b.n);
        for (size_t i = 0; i < u->homes; i++) u->home[i] = arena_text(a, u->home[i]);
        buf_finish(&u->b);
    }
    document_close(&d);
    return text;
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

/* ---- the rest, closure by closure: cut anywhere, it goes on with what is there */

static rc leftovers_later(struct tx *t)
{
    job_id job;
    return job_add(t, &(struct new_job){ .kind = &record_jobs[JOB_UNFIND], .once = "record.unfind" }, &job);
}

/* The next statements of the person; *n: how many there were. */
static rc told_erase(struct tx *t, person_id person, school_id school, person_id nobody, int64_t *room, size_t *n)
{
    struct told_of_person_row *row;
    char name[ID_TEXT_SIZE];
    id_text(nobody.v, name);                                        /* the same one in all that stays */
    try(told_of_person(t->ask, person, school, ERASED_MOST, &row, n));
    for (size_t i = 0; i < *n; i++) {
        struct forgotten s = { row[i].school_id, row[i].id, row[i].uuid, row[i].terms, room };
        bool done = false;
        if (row[i].others && row[i].part && !row[i].known_id.v) try(statement_unname(t, &s, person, name, &done));
        if (!done) try(count_back(t, s.school, s.id, true));
        if (!done) try(statement_forget(t, &s));
    }
    return OK;
}

static rc erasing_some(struct tx *t, const struct erasing_row *e)
{
    int64_t room = FOUND_MOST;
    size_t n;
    try(told_erase(t, e->person_id, e->school_id, e->nobody, &room, &n));
    if (n) return OK;
    try(outside_tellers_forget(t, e->person_id, e->school_id, NULL));
    return erasing_end(t, e->school_id, e->person_id, NULL);
}

/* *n: 0 when nothing was left. */
rc leftover_some(struct tx *t, int64_t *n)
{
    struct erasing_row person;
    struct leftover_row row;
    bool found;
    int64_t dropped;
    *n = 1;
    try(erasing(t->ask, &person, &found));
    if (found) return erasing_some(t, &person);
    *n = 0;
    try(leftover(t->ask, &row, &found));
    if (!found) return OK;
    const struct forgotten s = { .school = row.school_id, .id = row.source_id };
    try(found_drop(t, &s, row.term.n ? row.term : (struct bytes){ NULL, 0 }, &dropped));
    *n = 1;
    return dropped ? OK : leftover_end(t, row.school_id, row.source_id, row.term, NULL);
}

rc drop_outside_here(struct tx *t, person_id person, school_id school)
{
    person_id nobody = NEW_ID(t, person_id);
    int64_t room = FOUND_MOST;
    size_t n;
    try(told_erase(t, person, school, nobody, &room, &n));
    if (n == ERASED_MOST) try(erasing_put(t, person, school, nobody, NULL));
    if (room <= 0 || n == ERASED_MOST) try(leftovers_later(t));
    return outside_tellers_forget(t, person, school, NULL);
}

rc drop_known_here(struct tx *t, person_id person, school_id school) { return known_forget(t, person, school, NULL); }
rc drop_known(struct tx *t, person_id person) { return drop_known_here(t, person, (school_id){ 0 }); }

rc drop_outside(struct tx *t, person_id person) { return drop_outside_here(t, person, (school_id){ 0 }); }
