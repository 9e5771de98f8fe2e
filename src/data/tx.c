/* Transactions on both engines: what surrounds the run of a closure. Where and how often it runs is the engine's
** (sqlite_writer.c, postgres_tx.c).
**
** What stays true:
** (1) the request key is inserted first, in the closure's own transaction: of two runs with the same key one waits for the
**     other (PostgreSQL) or follows it (SQLite) and then finds the first answer;
** (2) before every run the caller's fault, the answer and the lists of what is done last and after the commit are as they
**     were before the first. */
#include "data/engine.h"

struct after { struct after *next; void (*fn)(struct db *db, int64_t arg); int64_t arg; };

static const unsigned char key_kinds[] = { PARAM_INT, PARAM_TEXT, PARAM_TEXT, PARAM_INT };
static const unsigned char answer_kinds[] = { PARAM_INT, PARAM_TEXT, PARAM_TEXT, PARAM_TEXT };

static const struct query key_add = {
    .name = "request_done add", .index = -1, .params = 4, .kinds = key_kinds, .writes = true, .scope = SCOPE_SYSTEM,
    .sqlite   = "INSERT INTO request_done (person_id, visitor, key, done_at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
    .postgres = "INSERT INTO request_done (person_id, visitor, key, done_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
};
static const struct query key_find = {
    .name = "request_done find", .index = -2, .params = 3, .kinds = key_kinds, .scope = SCOPE_SYSTEM,
    .sqlite   = "SELECT answer FROM request_done WHERE person_id = ?1 AND visitor = ?2 AND key = ?3",
    .postgres = "SELECT answer FROM request_done WHERE person_id = $1 AND visitor = $2 AND key = $3 FOR UPDATE",        /* postgres_tx.c (3) */
};
static const struct query key_answer = {
    .name = "request_done answer", .index = -3, .params = 4, .kinds = answer_kinds, .writes = true, .scope = SCOPE_SYSTEM,
    .sqlite   = "UPDATE request_done SET answer = ?4 WHERE person_id = ?1 AND visitor = ?2 AND key = ?3",
    .postgres = "UPDATE request_done SET answer = $4 WHERE person_id = $1 AND visitor = $2 AND key = $3",
};

static rc key_open(struct work *w, const struct query *q, struct stmt **s)
{
    const struct request_key *key = w->tx.key;
    try(stmt_open(&w->ask, q, s));
    stmt_int(*s, 0, key->person.v);
    stmt_text(*s, 1, key->visitor ? key->visitor : "");
    stmt_text(*s, 2, key->key);
    return OK;
}

/* *first = false when this key was committed before. */
static rc key_begin(struct work *w, bool *first)
{
    struct stmt *s;
    bool row;
    *first = true;
    if (!w->tx.key->key) return OK;
    try(key_open(w, &key_add, &s));
    stmt_int(s, 3, w->tx.now.ms);
    rc r = stmt_step(s, NULL);
    *first = r != OK || stmt_changes(s) > 0;
    stmt_close(s);
    if (r != OK || *first) return r;
    try(key_open(w, &key_find, &s));
    r = stmt_step(s, &row);
    if (r == OK && row) w->tx.key->answer = col_text(s, 0);
    stmt_close(s);
    return r;
}

static rc key_end(struct work *w)
{
    struct stmt *s;
    if (!w->tx.key->key || !w->tx.key->answer) return OK;
    try(key_open(w, &key_answer, &s));
    stmt_text(s, 3, w->tx.key->answer);
    rc r = stmt_step(s, NULL);
    stmt_close(s);
    return r;
}

static rc run_once(struct work *w)
{
    bool first;
    struct conn *c = w->ask.conn;
    try(key_begin(w, &first));
    w->tx.key->repeated = !first;
    if (!first) return OK;
    try(w->fn(&w->tx, w->in, w->out));
    try(late_run(w));
    if (c->spoiled != OK) return c->spoiled;
    if (w->ask.arena->failed) return fault_detail(&w->ask, LIMIT, "%s: arena is full", w->name);
    return key_end(w);
}

/* (2) */
static void as_before(struct work *w)
{
    *w->ask.fault = w->before;
    w->tx.key->answer = NULL;
    w->tx.key->repeated = false;
    w->tx.bulk = false;
    w->after = NULL;
    w->late = NULL;
    w->lates = 0;
}

rc work_run(struct work *w, struct conn *c)
{
    as_before(w);
    if (w->runs++) atomic_fetch_add(&c->db->again, 1);
    w->ask.conn = c;
    c->in_closure = true;
    c->spoiled = OK;
    c->again = c->behind = false;
    long here = arena_fail_left();
    arena_fail_after(w->fail_left);
    rc r = run_once(w);
    w->fail_left = arena_fail_left();
    arena_fail_after(here);
    c->in_closure = false;
    if (r != OK) w->tx.key->answer = NULL;
    return r;
}

void work_committed(struct work *w)
{
    w->answer = OK;
    atomic_fetch_add(&w->ask.db->closures, 1);
    struct after *in_order = NULL;
    for (struct after *a = w->after, *next; a; a = next) {
        next = a->next;
        a->next = in_order;
        in_order = a;
    }
    for (; in_order; in_order = in_order->next) in_order->fn(w->ask.db, in_order->arg);
}

void work_failed(struct work *w, rc kind, const char *fmt, ...)
{
    va_list ap;
    as_before(w);
    va_start(ap, fmt);
    const char *detail = arena_vprint(w->ask.arena, fmt, ap);
    va_end(ap);
    w->answer = fault_detail(&w->ask, kind, "%s: %s", w->name, detail);
}

rc transact_run(struct ask *a, struct request_key *key, const char *name, closure_fn fn, const void *in, void *out)
{
    if (a->conn && a->conn->in_closure) return fault_detail(a, BUG, "%s: transact inside a closure", name);
    ask_done(a);                       /* later questions see what was committed; on PostgreSQL one connection is enough */
    struct work w = { .ask = *a, .name = name, .fn = fn, .in = in, .out = out, .before = *a->fault };
    w.tx = (struct tx){ .ask = &w.ask, .now = a->now, .key = key ? key : &w.mine };
    w.ask.until_ns = 0;
    w.fail_left = arena_fail_left();
    a->db->ops->run(a->db, &w);
    arena_fail_after(w.fail_left);
    return w.answer;
}

rc answer(struct tx *t, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    t->key->answer = arena_vprint(t->ask->arena, fmt, ap);
    va_end(ap);
    return OK;                         /* a full arena is found by run_once */
}

void write_behind(struct tx *t) { t->ask->conn->behind = true; }

int64_t new_id(struct tx *t)
{
    return id_next(&t->ask->db->node.maker, db_now(t->ask->db).ms);
}

void after_commit(struct tx *t, void (*fn)(struct db *db, int64_t arg), int64_t arg)
{
    struct work *w = (struct work *)t;
    struct after *a = ARENA_NEW(t->ask->arena, struct after);
    if (!a) return;                    /* run_once rolls back: the arena has failed */
    *a = (struct after){ .next = w->after, .fn = fn, .arg = arg };
    w->after = a;
}
