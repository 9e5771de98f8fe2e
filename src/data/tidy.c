/* This floor's own nightly work: request keys are kept as long as the job says (web/job_tidy.c), then forgotten; months of tables that are cut
** by month on PostgreSQL are made ahead (sql/0003_months.sql). */
#include "data/engine.h"

enum { AT_ONCE = 500, BACK_DAYS = 31, AHEAD_DAYS = 70 };
static const int64_t day_ms = 86400000;

static const unsigned char kinds[] = { PARAM_INT, PARAM_INT };
static const struct query forget_keys = {
    .name = "request_done forget", .index = -14, .params = 2, .kinds = kinds, .writes = true, .scope = SCOPE_SYSTEM,
    .sqlite   = "DELETE FROM request_done WHERE (person_id, visitor, key) IN"
                " (SELECT person_id, visitor, key FROM request_done WHERE done_at < ?1 ORDER BY done_at LIMIT ?2)",
    .postgres = "DELETE FROM request_done WHERE (person_id, visitor, key) IN"
                " (SELECT person_id, visitor, key FROM request_done WHERE done_at < $1 ORDER BY done_at LIMIT $2)",
};

static rc forget_some(struct tx *t, const instant *before, int64_t *changed)
{
    struct stmt *s;
    try(stmt_open(t->ask, &forget_keys, &s));
    stmt_int(s, 0, before->ms);
    stmt_int(s, 1, AT_ONCE);
    rc r = stmt_step(s, NULL);
    *changed = stmt_changes(s);
    stmt_close(s);
    return r;
}
CLOSURE(forget_some, instant, int64_t)

static const struct query make_months = {
    .name = "months make", .index = -16, .params = 2, .kinds = kinds, .writes = true, .scope = SCOPE_SYSTEM,
    .sqlite   = "SELECT 0 WHERE ?1 > ?2",                  /* nothing is cut there */
    .postgres = "SELECT khue_months_cut(NULL, $1, $2)",
};

/* This month too, should the last one have passed without a night. */
static rc months_ahead(struct tx *t, const void *in, int64_t *made)
{
    struct stmt *s;
    bool row = false;
    (void)in;
    try(stmt_open(t->ask, &make_months, &s));
    stmt_int(s, 0, t->now.ms - BACK_DAYS * day_ms);
    stmt_int(s, 1, t->now.ms + AHEAD_DAYS * day_ms);
    rc r = stmt_step(s, &row);
    *made = r == OK && row ? col_int(s, 0) : 0;
    stmt_close(s);
    return r;
}
CLOSURE(months_ahead, void, int64_t)

rc db_tidy(struct db *db, instant before, int64_t *forgotten)
{
    struct arena arena;
    struct fault fault;
    struct ask a;
    rc r;
    int64_t changed = 0, all = 0, made;
    arena_init(&arena, 64 * 1024);
    ask_init(&a, db, &arena, &fault, db_now(db));
    do {
        r = transact(&a, NULL, forget_some, &before, &changed);
        all += changed;
    } while (r == OK && changed == AT_ONCE);
    if (r == OK) r = transact(&a, NULL, months_ahead, NULL, &made);
    arena_finish(&arena);
    if (forgotten) *forgotten = all;
    return r;
}
