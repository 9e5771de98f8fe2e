/* The one writer of a SQLite database: a thread that takes closures from a queue and commits them in groups, so that one
** wait for the disk serves all who asked meanwhile.
**
** What stays true:
** (1) a closure is answered OK only after the COMMIT of its group, which with synchronous=FULL is on disk;
** (2) what a closure refuses is undone, what the others of its group did stays: each runs under its own savepoint, but the first,
**     for which the transaction itself stands (SQLite's journal of a savepoint is walked by each statement: a closure that brings a
**     whole school in took four times as long);
** (3) a full disk or an I/O error throws the whole group away, and its closures run again one by one, so that only the one
**     that cannot be kept is refused;
** (4) after a failed COMMIT nobody of the group is told OK: they hear DOWN;
** (5) closures are answered in the order in which they came. */
#include "data/sqlite.h"

#include "base/log.h"
#include <stdio.h>

enum { GROUP_MOST = 100, GROUP_NS = 5000000, SLOW_NS = 20000000 };

/* The closures of the running transaction, in order. */
struct group { struct work *one[GROUP_MOST]; int n; int64_t began; };

/* ---- the queue */

static struct work *take(struct sqlite *s)
{
    struct work *w = s->queue;
    if (!w) return NULL;
    s->queue = w->next;
    if (!s->queue) s->tail = &s->queue;
    return w;
}

static struct work *take_if_any(struct sqlite *s)
{
    pthread_mutex_lock(&s->lock);
    struct work *w = take(s);
    pthread_mutex_unlock(&s->lock);
    return w;
}

/* NULL: stop, and nothing is left to do. */
static struct work *take_or_wait(struct sqlite *s)
{
    pthread_mutex_lock(&s->lock);
    while (!s->queue && !s->stop) pthread_cond_wait(&s->wake, &s->lock);
    struct work *w = take(s);
    pthread_mutex_unlock(&s->lock);
    return w;
}

/* ---- one closure */

static rc savepoint_end(struct work *w, struct conn *c, rc r)
{
    if ((r == OK || sqlite_say(c, WORD_ROLLBACK_TO)) && sqlite_say(c, WORD_RELEASE)) return r;
    c->broken = true;                                    /* never commit what could not be undone */
    return r == OK ? sqlite_failed(&w->ask, c, "savepoint") : r;
}

static void run_under_savepoint(struct work *w, struct conn *c)
{
    if (!sqlite_say(c, WORD_SAVEPOINT)) {
        c->broken = true;
        w->answer = sqlite_failed(&w->ask, c, "savepoint");
        return;
    }
    w->answer = work_run(w, c);
    if (!c->broken) w->answer = savepoint_end(w, c, w->answer);
}

static void roll_back(struct db *db, struct conn *c)
{
    if (!sqlite3_get_autocommit(sqlite_of(c))) sqlite_say(c, WORD_ROLLBACK);
    c->broken = false;
    node_settled(db, false);
}

/* Refused, it takes the transaction with it, and the others begin another. */
static void run_first(struct db *db, struct work *w, struct conn *c)
{
    w->answer = work_run(w, c);
    if (w->answer == OK || c->broken) return;
    roll_back(db, c);
    c->broken = !sqlite_say(c, WORD_BEGIN_WRITING);
}

/* Afterwards c->broken says whether the group is gone. */
static void run_closure(struct db *db, struct work *w, struct conn *c, bool first)
{
    int64_t began = monotonic_ns();
    if (first) run_first(db, w, c);
    else run_under_savepoint(w, c);
    int64_t took = monotonic_ns() - began;
    if (took > SLOW_NS) log_line(LOG_WARN, "event=slow-closure name=%s ms=%lld", w->name, (long long)(took / 1000000));
}

/* ---- a group */

static void answer_all(struct db *db, struct group *g)
{
    atomic_store(&((struct sqlite *)db->engine_state)->writing_ms, 0);
    for (int i = 0; i < g->n; i++) sem_post(&g->one[i]->done);          /* from here on *one[i] is gone */
}

static void fail_all(struct group *g, struct conn *c, const char *doing)
{
    char why[WHY_SIZE];
    int code = sqlite3_extended_errcode(sqlite_of(c));
    snprintf(why, sizeof why, "%s: %s", doing, sqlite_words(sqlite_of(c)));
    for (int i = 0; i < g->n; i++)
        if (g->one[i]->answer == OK) work_failed(g->one[i], (code & 0xFF) == SQLITE_BUSY ? BUSY : DOWN, "%s", why);
}

static bool any_to_keep(const struct group *g)
{
    for (int i = 0; i < g->n; i++)
        if (g->one[i]->answer == OK) return true;
    return false;
}

/* COMMIT and what follows it; answers false when the group has to run again (another process took our ids). */
static bool finish(struct db *db, struct group *g, struct conn *c)
{
    rc r = any_to_keep(g) ? node_cover(db, c) : OK;
    if (r == CONFLICT) return false;
    if (r != OK || (any_to_keep(g) && !sqlite_say(c, WORD_COMMIT))) {
        fail_all(g, c, r == OK ? "commit" : "ids");
        roll_back(db, c);
    } else if (!any_to_keep(g)) {
        roll_back(db, c);
    } else {
        node_settled(db, true);
        atomic_fetch_add(&db->groups, 1);
        for (int i = 0; i < g->n; i++)
            if (g->one[i]->answer == OK) work_committed(g->one[i]);
    }
    return true;
}

static bool begin(struct group *g, struct conn *c)
{
    c->broken = false;
    g->began = monotonic_ns();
    atomic_store(&((struct sqlite *)c->db->engine_state)->writing_ms, db_now(c->db).ms);
    if (sqlite_say(c, WORD_BEGIN_WRITING)) return true;
    for (int i = 0; i < g->n; i++) g->one[i]->answer = OK;
    fail_all(g, c, "begin");
    return false;
}

/* A transaction for one closure alone: what fails here is refused for good. */
static void run_alone(struct db *db, struct work *w, struct conn *c)
{
    struct group g = { .one = { w }, .n = 1 };
    for (int tries = 0; tries < 3; tries++) {
        if (!begin(&g, c)) break;
        run_closure(db, w, c, true);
        if (c->broken) {
            roll_back(db, c);
            break;
        }
        if (finish(db, &g, c)) break;
        roll_back(db, c);
        work_failed(w, BUSY, "ids of another process");
    }
    answer_all(db, &g);
}

/* (3) */
static void one_by_one(struct db *db, struct group *g, struct conn *c)
{
    roll_back(db, c);
    for (int i = 0; i < g->n; i++) run_alone(db, g->one[i], c);
}

static void run_group(struct db *db, struct work *first)
{
    struct sqlite *s = db->engine_state;
    struct conn *c = &s->writer->conn;
    struct group g = { .one = { first }, .n = 1 };
    if (!begin(&g, c)) {
        answer_all(db, &g);
        return;
    }
    for (struct work *w = first; w; w = take_if_any(s)) {
        if (w != first) g.one[g.n++] = w;
        run_closure(db, w, c, w == first);
        if (c->broken || g.n == GROUP_MOST || monotonic_ns() - g.began > GROUP_NS) break;
    }
    if (c->broken || !finish(db, &g, c)) one_by_one(db, &g, c);
    else answer_all(db, &g);
}

static void *writer_thread(void *at)
{
    struct db *db = at;
    for (struct work *w; (w = take_or_wait(db->engine_state));) {
        run_group(db, w);
        checkpointer_finish_log(db->engine_state);
    }
    return NULL;
}

/* ---- from outside */

rc writer_start(struct db *db, char *why, size_t why_size)
{
    struct sqlite *s = db->engine_state;
    pthread_mutex_init(&s->lock, NULL);
    pthread_cond_init(&s->wake, NULL);
    s->tail = &s->queue;
    s->runs = pthread_create(&s->thread, NULL, writer_thread, db) == 0;
    if (s->runs) return OK;
    snprintf(why, why_size, "cannot start the writer's thread");
    return DOWN;
}

void writer_stop(struct db *db)
{
    struct sqlite *s = db->engine_state;
    if (!s->runs) return;
    pthread_mutex_lock(&s->lock);
    s->stop = true;
    pthread_cond_signal(&s->wake);
    pthread_mutex_unlock(&s->lock);
    pthread_join(s->thread, NULL);
    s->runs = false;
}

void writer_run(struct db *db, struct work *w)
{
    struct sqlite *s = db->engine_state;
    sem_init(&w->done, 0, 0);
    pthread_mutex_lock(&s->lock);
    *s->tail = w;
    s->tail = &w->next;
    pthread_cond_signal(&s->wake);
    pthread_mutex_unlock(&s->lock);
    while (sem_wait(&w->done) != 0) continue;            /* a signal came */
    sem_destroy(&w->done);
}

/* What is written from now on has ids of now or later. */
rc writer_settled(struct db *db, instant *out)
{
    instant now = db_now(db);
    int64_t since = atomic_load(&((struct sqlite *)db->engine_state)->writing_ms);
    *out = since && since < now.ms ? (instant){ since } : now;
    return OK;
}
