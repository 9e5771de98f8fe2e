/* Questions on both engines: scope, the connection of the ask, and the cache of prepared statements. */
#include "data/engine.h"

#include <stdlib.h>
#include <string.h>

/* (1) of ask.h: without the scope that the query needs there is nothing to see. */
static rc in_scope(struct ask *a, const struct query *q)
{
    bool has = q->scope == SCOPE_SCHOOL  ? a->scope.school.v != 0
             : q->scope == SCOPE_PERSONS ? a->scope.persons_n > 0
             : q->scope == SCOPE_AREA    ? a->scope.area_n > 0 : true;
    return has ? OK : fault_detail(a, NOT_FOUND, "%s: asked without its scope", q->name);
}

static rc take_reader(struct ask *a)
{
    struct conn *c;
    try(pool_take(a->db, a, &c));
    a->conn = c;
    c->until_ns = a->until_ns;
    c->over = a->over;
    if (a->no_snapshot) return OK;
    rc r = a->db->ops->snapshot(a, c);
    if (r != OK) ask_done(a);
    return r;
}

static bool grow(struct conn *c, int slot)
{
    if (slot < c->cache_n) return true;
    int n = slot + 64;
    struct stmt **cache = realloc(c->cache, (size_t)n * sizeof *cache);
    if (!cache) return false;
    memset(cache + c->cache_n, 0, (size_t)(n - c->cache_n) * sizeof *cache);
    c->cache = cache;
    c->cache_n = n;
    return true;
}

/* The cached statement, made when new; a spare one while the cached one is being read. */
static rc find(struct ask *a, const struct query *q, struct stmt **s)
{
    struct conn *c = a->conn;
    int slot = q->index + OWN_QUERIES;
    if (!grow(c, slot)) return fault_detail(a, LIMIT, "%s: no memory", q->name);
    struct stmt *cached = c->cache[slot];
    if (cached && cached->q != q && !cached->busy) {
        a->db->ops->drop(cached);
        cached = c->cache[slot] = NULL;
    }
    *s = cached;
    if (cached && !cached->busy) return OK;
    try(a->db->ops->prepare(a, c, q, s));
    (*s)->q = q;
    (*s)->conn = c;
    (*s)->spare = cached != NULL;
    if (!cached) c->cache[slot] = *s;
    return OK;
}

rc stmt_open(struct ask *a, const struct query *q, struct stmt **s)
{
    *s = NULL;
    try(in_scope(a, q));
    if (!a->conn) try(take_reader(a));
    if (q->writes && !a->conn->in_closure) return fault_detail(a, BUG, "%s: writes outside a closure", q->name);
    try(find(a, q, s));
    atomic_fetch_add_explicit(&a->db->questions, 1, memory_order_relaxed);
    (*s)->ask = a;
    (*s)->busy = true;
    return OK;
}

static const struct engine_ops *ops(const struct stmt *s) { return s->conn->db->ops; }

void stmt_int(struct stmt *s, int i, int64_t v)                         { ops(s)->set_int(s, i, v); }
void stmt_bool(struct stmt *s, int i, bool v)                           { ops(s)->set_int(s, i, v); }
void stmt_real(struct stmt *s, int i, double v)                         { ops(s)->set_real(s, i, v); }
void stmt_null(struct stmt *s, int i)                                   { ops(s)->set_null(s, i); }
void stmt_ints(struct stmt *s, int i, const int64_t *v, size_t n)       { ops(s)->set_ints(s, i, v, n); }

void stmt_text(struct stmt *s, int i, const char *v)
{
    if (v) ops(s)->set_text(s, i, v);
    else   ops(s)->set_null(s, i);
}

void stmt_bytes(struct stmt *s, int i, struct bytes v)
{
    if (v.p) ops(s)->set_bytes(s, i, v);
    else     ops(s)->set_null(s, i);
}

static atomic_long fail_left;                 /* 0: disarmed */

static atomic_int statement_most = 5000;

void db_statement_most(int ms) { atomic_store(&statement_most, ms); }

int statement_ms(void) { return atomic_load_explicit(&statement_most, memory_order_relaxed); }

void db_fail_after(long n) { atomic_store(&fail_left, n); }
bool db_fail_armed(void)   { return atomic_load(&fail_left) > 0; }

static bool fail_now(void)
{
    return atomic_load_explicit(&fail_left, memory_order_relaxed) > 0 && atomic_fetch_sub(&fail_left, 1) == 1;
}

/* (2) of engine.h. */
rc stmt_step(struct stmt *s, bool *row)
{
    bool ignored;
    if (row) *row = false;
    rc r = fail_now() ? fault_detail(s->ask, DOWN, "%s: failed on purpose", s->q->name) : ops(s)->step(s, row ? row : &ignored);
    if (r != OK && s->conn->in_closure && s->conn->spoiled == OK) s->conn->spoiled = r;
    return r;
}

rc stmt_run(struct stmt *s, int64_t *changed)
{
    rc r;
    struct conn *c = s->conn;
    if (!changed && c->behind && c->in_closure && ops(s)->run_behind && !db_fail_armed()) {
        r = ops(s)->run_behind(s);
        if (r != OK && c->spoiled == OK) c->spoiled = r;
        return r;
    }
    r = stmt_step(s, NULL);
    if (changed) *changed = r == OK ? stmt_changes(s) : 0;
    return r;
}

bool col_null(struct stmt *s, int i)            { return ops(s)->is_null(s, i); }
int64_t col_int(struct stmt *s, int i)          { return ops(s)->get_int(s, i); }
double col_real(struct stmt *s, int i)          { return ops(s)->get_real(s, i); }
const char *col_text(struct stmt *s, int i)     { return ops(s)->get_text(s, i); }

const char *col_words(struct stmt *s, int i)
{
    const char *text = col_text(s, i);
    return text ? text : "";
}

struct bytes col_bytes(struct stmt *s, int i)   { return ops(s)->is_null(s, i) ? (struct bytes){ 0 } : ops(s)->get_bytes(s, i); }
int64_t stmt_changes(struct stmt *s)            { return ops(s)->changes(s); }

void stmt_close(struct stmt *s)
{
    if (!s) return;
    s->busy = false;
    if (s->spare) ops(s)->drop(s);
    else          ops(s)->reset(s);
}
