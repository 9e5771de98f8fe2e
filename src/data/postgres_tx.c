/* Closures on PostgreSQL: each in a transaction of its own, READ COMMITTED, on the caller's thread.
**
** What stays true:
** (1) a deadlock, a serialization failure or a lost connection rolls everything back and runs the closure again, at most
**     TRIES times;
** (2) when the connection is lost while COMMIT runs, nobody knows whether it was done. With a request key the closure runs
**     again: the key is found (it was done: OK), waited for (the old session still ends), or inserted anew. Without a key
**     the caller hears DOWN;
** (3) with synchronous replication OK means: on the standby too. Who cancels the session while COMMIT waits for the standby makes PostgreSQL
**     answer that it is done, with a warning; such an answer is (2). A repeat, which writes nothing, locks the row of its key, so that its own COMMIT
**     has something to pass on and waits for all before it: what it found may be of a primary that came back alone;
** (4) ids are reserved on a connection of their own before COMMIT, so that a rollback cannot undo the reservation. */
#include "data/postgres.h"

#include "base/log.h"
#include <stdlib.h>
#include <time.h>

enum { TRIES = 9 };
enum outcome { ANSWERED, AGAIN, UNKNOWN };

static void rest(int64_t ms)
{
    nanosleep(&(struct timespec){ .tv_sec = ms / 1000, .tv_nsec = ms % 1000 * 1000000 }, NULL);
}

/* After a loss the server needs seconds to come back: 0, 50, 100, 200 … ms. After a deadlock a few are enough, different
** for each of the two. */
static void rest_before(int runs, bool lost)
{
    if (lost) rest(runs > 1 ? 25LL << (runs - 1) : 0);
    else      rest(monotonic_ns() / 1000 % (4 << (runs < 5 ? runs : 5)));
}

/* (4) */
static rc cover_ids(struct db *db)
{
    struct postgres *p = db->engine_state;
    char why[WHY_SIZE];
    pthread_mutex_lock(&db->node.lock);
    rc r = OK;
    if (p->lease && p->lease->conn.broken) {
        pg_close(p->lease);
        p->lease = NULL;
    }
    if (!p->lease) r = pg_open(db, &p->lease, why, sizeof why);
    if (r == OK) r = node_cover(db, &p->lease->conn);
    node_settled(db, r == OK);
    pthread_mutex_unlock(&db->node.lock);
    return r;
}

static void roll_back(struct work *w, struct pg_conn *c)
{
    struct fault ignored = { 0 };
    struct ask quiet = w->ask;
    quiet.fault = &ignored;
    if (c->behind_n && !c->conn.broken) (void)(pg_settle(&quiet) == OK);    /* or ROLLBACK would be skipped with the rest of the pipeline */
    if (c->in_transaction && !c->conn.broken && pg_command(&quiet, c, "ROLLBACK") != OK) c->conn.broken = true;
    c->in_transaction = false;
    c->begin = NULL;
}

/* COMMIT, as (3) has it. */
static rc commit_everywhere(struct work *w, struct pg_conn *c)
{
    c->warned = false;
    try(pg_command(&w->ask, c, "COMMIT"));                  /* hears of what was sent behind; where that failed, nothing is committed */
    return c->warned ? fault_detail(&w->ask, DOWN, "%s: COMMIT answered with a warning", w->name) : OK;
}

static enum outcome commit(struct work *w, struct pg_conn *c)
{
    if (c->in_transaction) {
        rc r = cover_ids(w->ask.db);
        if (r != OK) {
            roll_back(w, c);
            w->answer = fault_detail(&w->ask, r == CONFLICT ? BUSY : DOWN, "%s: ids could not be reserved", w->name);
            return AGAIN;                                    /* nothing was done; a connection that died idle is opened anew by the next run */
        }
        w->answer = commit_everywhere(w, c);
        if (w->answer != OK) {
            bool lost = pg_lost(c) || c->warned, again = c->conn.again;
            if (c->warned) c->in_transaction = false;
            roll_back(w, c);
            return lost ? UNKNOWN : again ? AGAIN : ANSWERED;
        }
        c->in_transaction = false;
    }
    c->begin = NULL;
    atomic_fetch_add(&w->ask.db->groups, 1);
    return ANSWERED;
}

static enum outcome attempt(struct work *w, struct pg_conn *c)
{
    c->begin = "BEGIN";
    w->answer = work_run(w, &c->conn);
    if (w->answer == OK) return commit(w, c);
    bool again = c->conn.again || c->conn.broken;
    roll_back(w, c);
    return again ? AGAIN : ANSWERED;
}

static enum outcome on_a_connection(struct db *db, struct work *w, bool *lost)
{
    struct conn *c;
    *lost = false;
    *w->ask.fault = w->before;
    w->answer = pool_take(db, &w->ask, &c);
    if (w->answer != OK) {
        *lost = w->answer == DOWN;
        return *lost ? AGAIN : ANSWERED;
    }
    enum outcome how = attempt(w, pg_of(c));
    *lost = c->broken;
    pool_give(c);
    if (*lost) pool_empty(db);                           /* the others lie on the same dead server */
    return how;
}

/* ---- which run */

static void enter(struct postgres *p, struct work *w)
{
    pthread_mutex_lock(&p->running.lock);
    w->began_ms = db_now(w->ask.db).ms;
    w->elder = p->running.youngest, w->next = NULL;
    *(w->elder ? &w->elder->next : &p->running.oldest) = w;
    p->running.youngest = w;
    pthread_mutex_unlock(&p->running.lock);
}

static void leave(struct postgres *p, struct work *w)
{
    pthread_mutex_lock(&p->running.lock);
    *(w->elder ? &w->elder->next : &p->running.oldest) = w->next;
    *(w->next ? &w->next->elder : &p->running.youngest) = w->elder;
    pthread_mutex_unlock(&p->running.lock);
}

/* Of other servers by how much their oldest transaction is older than the question: so the clock of PostgreSQL's machine need not agree. pg_dump writes nothing. Where another server
** wrote within a day (it renews its number), that far back also as their clocks may differ: it makes ids by its own, and a moment before PostgreSQL hears of its BEGIN. */
static const char held_by_others[] =
    "SELECT coalesce(ceil(extract(epoch FROM clock_timestamp() - min(xact_start)) * 1000), 0)::bigint"
    " + CASE WHEN EXISTS (SELECT 1 FROM server_node WHERE node <> %d AND renewed_at BETWEEN %lld AND %lld) THEN %d ELSE 0 END FROM pg_stat_activity"
    " WHERE datname = current_database() AND backend_type = 'client backend' AND application_name <> 'pg_dump' AND pid <> pg_backend_pid()";

rc pg_settled(struct db *db, instant *out)
{
    enum { DAY_MS = 86400000 };
    struct postgres *p = db->engine_state;
    struct arena arena;
    const char *age = NULL;
    instant asked = db_now(db);
    arena_init(&arena, 1 << 16);
    const char *sql = arena_print(&arena, held_by_others, db_node(db), (long long)asked.ms - DAY_MS, (long long)asked.ms + DAY_MS, CLOCKS_APART_MS);
    rc r = sql ? db_plain(db, &arena, sql, &age) : LIMIT;
    int64_t upto = asked.ms - (age ? strtoll(age, NULL, 10) : 0);
    pthread_mutex_lock(&p->running.lock);
    if (p->running.oldest && p->running.oldest->began_ms < upto) upto = p->running.oldest->began_ms;
    pthread_mutex_unlock(&p->running.lock);
    *out = (instant){ upto };
    arena_finish(&arena);
    return r;
}

static void run(struct db *db, struct work *w)
{
    bool unknown = false, lost = false;
    struct after *first_run = NULL;
    enum outcome how = AGAIN;
    for (int i = 0; i < TRIES && how == AGAIN; i++) {
        if (i) rest_before(i, lost);
        how = on_a_connection(db, w, &lost);
        if (how == ANSWERED && w->answer == OK && unknown && w->tx.key->repeated) {       /* (2): the lost COMMIT was done */
            w->tx.key->repeated = false;
            w->after = first_run;
        }
        if (how != UNKNOWN) continue;
        unknown = true;
        first_run = w->after;
        how = w->tx.key->key ? AGAIN : ANSWERED;
    }
    w->ask.conn = NULL;
    if (w->answer == OK) work_committed(w);
    else if (how == AGAIN) log_line(LOG_WARN, "event=closure-given-up name=%s runs=%d", w->name, w->runs);
}

void pg_run(struct db *db, struct work *w)
{
    enter(db->engine_state, w);
    run(db, w);
    leave(db->engine_state, w);
}
