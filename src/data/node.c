/* The node number that this server makes ids with, and the promise that no id is made twice.
**
** What stays true:
** (1) before a commit, server_node.high is at or above every id that this server has given out: after a crash, or with the
**     clock set back, the next start begins above high;
** (2) high moves by compare-and-set from the value that this server wrote last. Who finds another value has lost the number
**     to a second server (a copied folder, a long silence on PostgreSQL) and takes a new one before it commits anything;
** (3) a SQLite database has one number for life, given when it is made; on PostgreSQL each server leases a free one, and one
**     not renewed for LEASE_MS is free.
** Ids are reserved RESERVE_MS ahead, so that a busy server writes this row once in half a minute. */
#include "data/engine.h"

#include "base/log.h"
#include <stdio.h>

#define RETIRED_MS INT64_MAX           /* renewed_at of a number that is never leased again */
enum { RESERVE_MS = 60000, LEASE_MS = 600000 };

static const unsigned char ints[] = { PARAM_INT, PARAM_INT, PARAM_INT, PARAM_INT };
#define OWN(number, writing, count, on_sqlite, on_postgres) \
    { .name = "server_node " #number, .index = -(number), .params = (count), .kinds = ints, .writes = (writing), \
      .scope = SCOPE_SYSTEM, .sqlite = (on_sqlite), .postgres = (on_postgres) }

static const struct query node_any = OWN(4, false, 0,
    "SELECT node, high FROM server_node ORDER BY node", "SELECT node, high FROM server_node ORDER BY node");
static const struct query node_named = OWN(5, false, 1,
    "SELECT node, high FROM server_node WHERE node = ?1", "SELECT node, high FROM server_node WHERE node = $1");
static const struct query node_free = OWN(6, true, 2,
    "UPDATE server_node SET renewed_at = ?1 WHERE node = (SELECT min(node) FROM server_node WHERE renewed_at < ?2) RETURNING node, high",
    "UPDATE server_node SET renewed_at = $1 WHERE node = (SELECT node FROM server_node WHERE renewed_at < $2 ORDER BY node LIMIT 1"
    " FOR UPDATE SKIP LOCKED) RETURNING node, high");
static const struct query node_add = OWN(7, true, 2,
    "INSERT INTO server_node (node, high, renewed_at) VALUES (?1, 0, ?2) ON CONFLICT DO NOTHING",
    "INSERT INTO server_node (node, high, renewed_at) VALUES ($1, 0, $2) ON CONFLICT DO NOTHING");
/* The lowest that follows one in use and is free itself; 8192 when there is none. */
#define FREE_NUMBER \
    "SELECT coalesce(min(a.node) + 1, CASE WHEN EXISTS (SELECT 1 FROM server_node z WHERE z.node = 0) THEN 8192 ELSE 0 END)" \
    " FROM server_node a WHERE a.node < 8191 AND NOT EXISTS (SELECT 1 FROM server_node b WHERE b.node = a.node + 1)"
static const struct query node_count = OWN(10, false, 0,
    FREE_NUMBER, FREE_NUMBER);
static const struct query node_raise = OWN(11, true, 4,
    "UPDATE server_node SET high = ?3, renewed_at = ?4 WHERE node = ?1 AND high = ?2",
    "UPDATE server_node SET high = $3, renewed_at = $4 WHERE node = $1 AND high = $2");

/* An ask of our own over a connection that is already ours. */
struct own { struct ask ask; struct fault fault; struct arena arena; };

static void own_init(struct own *o, struct db *db, struct conn *c)
{
    arena_init(&o->arena, 16 * 1024);
    ask_init(&o->ask, db, &o->arena, &o->fault, db_now(db));
    o->ask.conn = c;
}

/* Runs the query with up to four numbers; *row with its first two columns, or what it changed in *changed. */
struct numbers { int64_t in[4]; int64_t out[2]; bool row; int64_t changed; };

static rc ask_numbers(struct ask *a, const struct query *q, struct numbers *x)
{
    struct stmt *s;
    try(stmt_open(a, q, &s));
    for (int i = 0; i < q->params; i++) stmt_int(s, i, x->in[i]);
    rc r = stmt_step(s, &x->row);
    if (r == OK && x->row) x->out[0] = col_int(s, 0);
    if (r == OK && x->row && q != &node_count) x->out[1] = col_int(s, 1);
    x->changed = r == OK ? stmt_changes(s) : 0;
    stmt_close(s);
    return r;
}

static const struct query node_move = OWN(15, true, 4,
    "UPDATE server_node SET node = ?2, high = max(high, ?3), renewed_at = ?4 WHERE node = ?1",
    "UPDATE server_node SET node = $2, high = greatest(high, $3), renewed_at = $4 WHERE node = $1");
static const struct query node_retire = OWN(16, true, 1,
    "UPDATE server_node SET renewed_at = ?1", "UPDATE server_node SET renewed_at = $1");

/* ---- finding our number */

static rc lease(struct ask *a, int64_t now, struct numbers *x)
{
    *x = (struct numbers){ .in = { now, now - LEASE_MS } };
    try(ask_numbers(a, &node_free, x));
    while (!x->row) {
        struct numbers next = { 0 };
        try(ask_numbers(a, &node_count, &next));
        if (next.out[0] >= ID_NODES) return refuse(a, LIMIT, 0, _("Hết số máy chủ cho cơ sở dữ liệu này."), NULL);
        struct numbers add = { .in = { next.out[0], now } };
        try(ask_numbers(a, &node_add, &add));
        *x = (struct numbers){ .out = { next.out[0], 0 }, .row = add.changed > 0 };
    }
    return OK;
}

static rc given(struct ask *a, int64_t node, struct numbers *x)
{
    struct numbers add = { .in = { node, a->now.ms } };
    try(ask_numbers(a, &node_add, &add));
    *x = (struct numbers){ .in = { node } };
    return ask_numbers(a, &node_named, x);
}

/* SQLite: the number of the folder; the first start gives it. */
static rc stored(struct ask *a, int wanted, struct numbers *x)
{
    *x = (struct numbers){ 0 };
    try(ask_numbers(a, &node_any, x));
    if (!x->row) return given(a, wanted < 0 ? 0 : wanted, x);
    if (wanted < 0 || wanted == x->out[0]) return OK;
    return fault_detail(a, CONFLICT, "dữ liệu này mang số máy %lld, không phải %d / these data have node number %lld, not %d",
                        (long long)x->out[0], wanted, (long long)x->out[0], wanted);
}

static rc find_number(struct ask *a, struct numbers *x)
{
    struct db *db = a->db;
    if (db->engine == ENGINE_SQLITE) return stored(a, db->node_wanted, x);
    return db->node_wanted >= 0 ? given(a, db->node_wanted, x) : lease(a, a->now.ms, x);
}

static void take_number(struct node *n, const struct numbers *x)
{
    int64_t given_out = atomic_load(&n->maker.last);
    bool same = atomic_load(&n->state) == NODE_OURS && n->maker.node == x->out[0];
    id_maker_init(&n->maker, (int)x->out[0], same && given_out > x->out[1] ? given_out : x->out[1]);
    atomic_store(&n->high, x->out[1]);
    n->pending = 0;
    atomic_store(&n->state, NODE_OURS);
}

static rc load_closure(struct tx *t, const void *in, void *out)
{
    (void)in;
    return find_number(t->ask, out);
}

static bool have_table(struct db *db, struct arena *arena)
{
    const char *found = NULL;
    const char *sql = db->engine == ENGINE_SQLITE ? "SELECT 1 FROM sqlite_schema WHERE name = 'server_node'"
                                                  : "SELECT 1 WHERE to_regclass('server_node') IS NOT NULL";
    return db_plain(db, arena, sql, &found) == OK && found;
}

/* PostgreSQL: tables of another owner that did not give us our rights. */
static bool shut_out(struct db *db, struct arena *arena)
{
    const char *found = NULL;
    return db->engine == ENGINE_POSTGRES && db_plain(db, arena, "SELECT 1 WHERE NOT has_table_privilege('server_node', 'UPDATE')", &found) == OK && found;
}

rc node_load(struct db *db, char *why, size_t why_size)
{
    struct own o;
    struct numbers x = { 0 };
    own_init(&o, db, NULL);
    rc r = OK;
    bool there = have_table(db, &o.arena);
    if (there && shut_out(db, &o.arena)) {
        snprintf(why, why_size, "tài khoản của db chưa được dùng bảng của khue: chạy khue upgrade với db-owner"
                 " / the role of db was not given khue's tables yet: run khue upgrade with db-owner");
        r = DENIED;
    } else if (there) {
        r = transact_run(&o.ask, NULL, "node", load_closure, NULL, &x);
        if (r == OK) take_number(&db->node, &x);
        if (r != OK) snprintf(why, why_size, "%s", o.fault.detail ? o.fault.detail : o.fault.message ? o.fault.message : rc_name(r));
    }
    arena_finish(&o.arena);
    return r;
}

/* ---- keeping the promise */

/* (2): x tells what is stored now. */
static rc lost_number(struct ask *a, struct node *n)
{
    struct db *db = a->db;
    struct numbers x = { .in = { n->maker.node } };
    log_line(LOG_WARN, "event=node-number-taken node=%d", n->maker.node);
    if (db->engine == ENGINE_SQLITE || db->node_wanted >= 0) try(ask_numbers(a, &node_named, &x));
    else                                                     try(lease(a, a->now.ms, &x));
    if (!x.row) return fault_detail(a, DOWN, "server_node lost its row");
    take_number(n, &x);
    return CONFLICT;
}

static rc raise_high(struct ask *a, struct node *n, int64_t now, int64_t to)
{
    struct numbers x = { .in = { n->maker.node, atomic_load(&n->high), to, now } };
    try(ask_numbers(a, &node_raise, &x));
    if (x.changed == 0) return lost_number(a, n);
    n->pending = to;
    return OK;
}

static int64_t reserve_to(const struct node *n, int64_t now)
{
    int64_t last = id_ms(atomic_load(&n->maker.last)), from = last > now ? last : now;
    return id_at(from + RESERVE_MS, n->maker.node, 511);
}

static bool covered(const struct node *n)
{
    int64_t last = atomic_load(&n->maker.last), high = atomic_load(&n->high);
    return last == 0 || (last <= high && id_ms(last) + RESERVE_MS / 2 <= id_ms(high));
}

rc node_cover(struct db *db, struct conn *c)
{
    struct node *n = &db->node;
    if (atomic_load(&n->state) == NODE_NONE && atomic_load(&n->maker.last)) return DOWN;      /* ids, but no number: not migrated */
    if (atomic_load(&n->state) != NODE_OURS || covered(n)) return OK;
    struct own o;
    own_init(&o, db, c);
    bool was = c->in_closure;
    c->in_closure = true;
    int64_t now = db_now(db).ms;
    rc r = raise_high(&o.ask, n, now, reserve_to(n, now));
    c->in_closure = was;
    arena_finish(&o.arena);
    return r;
}

void node_settled(struct db *db, bool committed)
{
    if (committed && db->node.pending) atomic_store(&db->node.high, db->node.pending);
    db->node.pending = 0;
}

static rc give_back_closure(struct tx *t, const void *in, void *out)
{
    struct node *n = &t->ask->db->node;
    (void)in; (void)out;
    struct numbers x = { .in = { n->maker.node, atomic_load(&n->high), atomic_load(&n->maker.last), 0 } };
    return ask_numbers(t->ask, &node_raise, &x);
}

void node_give_back(struct db *db)
{
    struct own o;
    if (atomic_load(&db->node.state) != NODE_OURS) return;
    atomic_store(&db->node.state, NODE_CLOSING);
    own_init(&o, db, NULL);
    if (atomic_load(&db->node.maker.last) && transact_run(&o.ask, NULL, "node back", give_back_closure, NULL, NULL) != OK)
        log_line(LOG_WARN, "event=node-number-not-given-back");
    ask_done(&o.ask);
    arena_finish(&o.arena);
}

/* ---- after a restore */

struct renewed { int64_t at, high; struct numbers found; };

/* SQLite has one row, and it moves, so that an older program finds its number too; on PostgreSQL all numbers are retired and a
** fresh one is leased. */
static rc renew_closure(struct tx *t, const struct renewed *in, struct renewed *out)
{
    struct db *db = t->ask->db;
    struct numbers next = { 0 };
    *out = *in;
    if (db->engine == ENGINE_POSTGRES) {
        struct numbers retire = { .in = { RETIRED_MS } };
        try(ask_numbers(t->ask, &node_retire, &retire));
        return lease(t->ask, in->at, &out->found);
    }
    try(ask_numbers(t->ask, &node_count, &next));
    int64_t node = next.out[0];
    if (node >= ID_NODES) return fault_detail(t->ask, LIMIT, "no number is free");
    struct numbers move = { .in = { db->node.maker.node, node, in->high, in->at } };
    try(ask_numbers(t->ask, &node_move, &move));
    out->found = (struct numbers){ .in = { node } };
    return ask_numbers(t->ask, &node_named, &out->found);
}
CLOSURE(renew_closure, struct renewed, struct renewed)

static rc raise_closure(struct tx *t, const struct renewed *in, struct renewed *out)
{
    int64_t node = t->ask->db->node.maker.node;
    struct numbers move = { .in = { node, node, in->high, in->at } };
    *out = *in;
    try(ask_numbers(t->ask, &node_move, &move));
    out->found = (struct numbers){ .in = { node } };
    return ask_numbers(t->ask, &node_named, &out->found);
}
CLOSURE(raise_closure, struct renewed, struct renewed)

static rc number_change(struct db *db, bool other, int64_t high, char *why, size_t why_size)
{
    struct own o;
    int64_t now = db_now(db).ms;
    struct renewed x = { .at = now, .high = high > id_at(now, 0, 0) ? high : id_at(now, 0, 0) }, out;
    own_init(&o, db, NULL);
    atomic_store(&db->node.state, NODE_CLOSING);             /* no commit raises the number that is just being changed */
    rc r = other ? transact(&o.ask, NULL, renew_closure, &x, &out) : transact(&o.ask, NULL, raise_closure, &x, &out);
    if (r == OK && !out.found.row) r = DOWN;
    if (r == OK) {
        id_maker_init(&db->node.maker, 0, 0);                /* take_number keeps what another number has given out */
        atomic_store(&db->node.state, NODE_NONE);
        take_number(&db->node, &out.found);
    } else {
        atomic_store(&db->node.state, NODE_OURS);
        snprintf(why, why_size, "server_node: %s", o.fault.detail ? o.fault.detail : o.fault.message ? o.fault.message : rc_name(r));
    }
    arena_finish(&o.arena);
    return r;
}

rc db_node_renew(struct db *db, char *why, size_t why_size) { return number_change(db, true, 0, why, why_size); }
rc db_node_raise(struct db *db, int64_t high, char *why, size_t why_size) { return number_change(db, false, high, why, why_size); }
int db_node(const struct db *db) { return db->node.maker.node; }
int64_t db_node_high(const struct db *db) { return atomic_load(&db->node.high); }

bool db_lived(struct db *db)
{
    struct arena arena;
    const char *high = NULL;
    arena_init(&arena, 16 * 1024);
    bool any = db_plain(db, &arena, "SELECT max(high) FROM server_node", &high) == OK && high && !str_is(high, "0");
    arena_finish(&arena);
    return any;
}
