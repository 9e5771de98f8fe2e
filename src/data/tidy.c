/* Retention of this floor's own rows: request keys are kept as long as the job says (web/job_tidy.c), then forgotten. */
#include "data/engine.h"

enum { AT_ONCE = 500 };

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

rc db_tidy(struct db *db, instant before, int64_t *forgotten)
{
    struct arena arena;
    struct fault fault;
    struct ask a;
    rc r;
    int64_t changed = 0, all = 0;
    arena_init(&arena, 64 * 1024);
    ask_init(&a, db, &arena, &fault, db_now(db));
    do {
        r = transact(&a, NULL, forget_some, &before, &changed);
        all += changed;
    } while (r == OK && changed == AT_ONCE);
    arena_finish(&arena);
    if (forgotten) *forgotten = all;
    return r;
}
