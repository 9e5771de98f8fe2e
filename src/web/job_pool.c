/* The threads of `khue serve` that run jobs, and the heart: it keeps leases alive, hears of cancelling, brings back what a dead
** server left, and looks at the schedule.
** What stays true: (1) no more than at_once of a kind run here: a thread that takes holds a place in every bounded kind until it
** knows what it got; (2) only jobs that run here are kept alive, so a job taken by a commit of unknown end comes back by its lease;
** (3) jobs_stop asks every job to stop and waits for them; what does not ask (job_step) is waited for. */
#include "base/log.h"
#include "data/db.h"
#include "web/job_run.h"
#include "web/watch.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

enum { TURN_ARENA = 1 << 20, IDLE_MS = 5000, AGAIN_MS = 1000, LEASES_S = 10, SCHEDULE_S = 20 };

struct slot { struct jobs *pool; struct run run; bool busy; const struct job_kind *kind; pthread_t thread; };

struct jobs {
    struct app *app;
    struct runner runner;
    struct job_kinds kinds;
    pthread_mutex_t lock;
    struct slot slot[JOB_THREADS_MOST];
    int threads;
    int held[JOB_KINDS_MOST];              /* running, and places held while taking */
    bool denied;                           /* somebody found a bounded kind full and went to sleep */
    bool heart_on;
    pthread_t heart;
};

/* ---- places in bounded kinds */

struct places { int64_t key[JOB_KINDS_MOST]; size_t n; bool held[JOB_KINDS_MOST]; };

static void places_take(struct jobs *p, struct places *out)
{
    *out = (struct places){ .n = 0 };
    pthread_mutex_lock(&p->lock);
    for (size_t i = 0; i < p->kinds.n; i++) {
        int most = p->kinds.kind[i]->at_once;
        if (most && p->held[i] >= most) { p->denied = true; continue; }
        out->key[out->n++] = p->kinds.key[i];
        if (most) out->held[i] = true, p->held[i]++;
    }
    pthread_mutex_unlock(&p->lock);
}

/* Keeps the place of what was taken, gives back the others. */
static void places_settle(struct jobs *p, struct slot *s, const struct places *places, const struct job_kind *kind)
{
    bool given_back = false;
    pthread_mutex_lock(&p->lock);
    for (size_t i = 0; i < p->kinds.n; i++) {
        if (!places->held[i] || p->kinds.kind[i] == kind) continue;
        p->held[i]--;
        given_back = true;
    }
    s->kind = kind;
    bool ring = given_back && kind && p->denied;           /* who took nothing saw that nothing waits in those kinds: woken, all would only look, and deny each other, for ever */
    if (ring) p->denied = false;
    pthread_mutex_unlock(&p->lock);
    if (ring) job_bell_ring(NULL, 0);
}

/* Under the lock, since the heart looks at what runs. */
static void slot_begin(struct jobs *p, struct slot *s, struct arena *a, const struct taken *taken)
{
    pthread_mutex_lock(&p->lock);
    run_begin(&s->run, &p->runner, a, taken);
    s->busy = true;
    pthread_mutex_unlock(&p->lock);
}

static void place_leave(struct jobs *p, struct slot *s)
{
    pthread_mutex_lock(&p->lock);
    for (size_t i = 0; i < p->kinds.n; i++)
        if (p->kinds.kind[i] == s->kind && s->kind->at_once) p->held[i]--;
    s->busy = false;
    pthread_mutex_unlock(&p->lock);
}

/* ---- a thread */

/* Until the last ending is written and a job is taken, or there is none. A database that is down is asked again. */
static rc next_job(struct jobs *p, struct slot *s, struct arena *a, const struct ending *last, struct taken *taken)
{
    struct places places;
    static const struct places none;
    if (p->runner.stopping) places = none;
    else                    places_take(p, &places);
    arena_reset(a);
    rc answer = job_turn(&p->runner, a, last, places.key, places.n, taken);
    const struct job_kind *kind = answer == OK && taken->any ? job_kind_find(p->app, taken->kind) : NULL;
    places_settle(p, s, &places, kind);
    return answer;
}

static void run_jobs(struct slot *s, struct arena *turns, struct arena *work)
{
    struct jobs *p = s->pool;
    struct taken taken;
    struct ending ending;
    const struct ending *last = NULL;
    for (int failed = 0;;) {
        uint64_t heard = job_bell_heard();
        if (next_job(p, s, turns, last, &taken) != OK) {
            if (p->runner.stopping && ++failed == 3) return;          /* the lease will end */
            job_bell_wait(job_bell_heard(), AGAIN_MS);
            continue;
        }
        last = NULL;
        arena_reset(work);
        if (!taken.any && p->runner.stopping) return;
        if (!taken.any) {
            job_bell_wait(heard, IDLE_MS);
            continue;
        }
        slot_begin(p, s, work, &taken);
        job_run_one(&s->run, &taken, &ending);
        place_leave(p, s);
        last = &ending;
    }
}

static void *runs(void *arg)
{
    struct slot *s = arg;
    struct arena turns, work;
    arena_init(&turns, TURN_ARENA);
    arena_init(&work, JOB_ARENA);
    run_jobs(s, &turns, &work);
    arena_finish(&work);
    arena_finish(&turns);
    db_thread_end(s->pool->app->db);
    return NULL;
}

/* ---- the heart */

static size_t running_now(struct jobs *p, job_id *ids)
{
    size_t n = 0;
    pthread_mutex_lock(&p->lock);
    for (int i = 0; i < p->threads; i++)
        if (p->slot[i].busy) ids[n++] = p->slot[i].run.j.id;
    pthread_mutex_unlock(&p->lock);
    return n;
}

static void cancelled_tell(struct jobs *p, const job_id *cancelled, size_t n)
{
    pthread_mutex_lock(&p->lock);
    for (size_t k = 0; k < n; k++)
        for (int i = 0; i < p->threads; i++)
            if (p->slot[i].busy && p->slot[i].run.j.id.v == cancelled[k].v) p->slot[i].run.cancelled = true;
    pthread_mutex_unlock(&p->lock);
}

/* Every task has its own beat; one that fails is tried again at its next. */
static void *beats(void *arg)
{
    struct jobs *p = arg;
    struct arena a;
    bool test = p->app->config.test;
    int look_ms = test ? 100 : 1000;
    int64_t lease_at = 0, lost_at = 0, schedule_at = 0, now;
    arena_init(&a, TURN_ARENA);
    for (; !p->runner.stopping; job_bell_wait(job_bell_heard(), look_ms)) {
        job_id ids[JOB_THREADS_MOST], *cancelled;
        size_t n = running_now(p, ids), cancelled_n = 0;
        bool due = false;
        arena_reset(&a);
        now = watch_now_ms();
        if (now >= lease_at) {
            if (job_heartbeat(&p->runner, &a, ids, n, &cancelled, &cancelled_n) == OK) cancelled_tell(p, cancelled, cancelled_n);
            lease_at = now + (test ? JOB_LEASE_TEST_S * 1000LL : p->runner.lease_ms) / 4;
        }
        if (now >= lost_at && job_lost_return(&p->runner, &a, false) == OK) lost_at = now + (test ? 1 : LEASES_S) * 1000LL;
        if (now >= schedule_at && job_schedule_look(&p->runner, &a) == OK) schedule_at = now + (test ? 1 : SCHEDULE_S) * 1000LL;
        if (n < (size_t)p->threads && job_is_due(&p->runner, &a, p->kinds.key, p->kinds.n, &due) == OK && due) job_bell_ring(NULL, 0);
    }
    arena_finish(&a);
    db_thread_end(p->app->db);
    return NULL;
}

/* ---- all of it */

static rc threads_start(struct jobs *p, int threads, char *why, size_t why_size)
{
    while (p->threads < threads) {
        struct slot *s = &p->slot[p->threads];
        s->pool = p;
        if (pthread_create(&s->thread, NULL, runs, s) != 0) break;
        p->threads++;
    }
    p->heart_on = p->threads == threads && pthread_create(&p->heart, NULL, beats, p) == 0;
    if (p->heart_on) return OK;
    snprintf(why, why_size, "out of threads for jobs");
    return LIMIT;
}

rc jobs_start(struct app *app, struct jobs **out, char *why, size_t why_size)
{
    struct arena a;
    int threads = app->config.job_threads > 0 ? app->config.job_threads : JOB_THREADS;
    struct jobs *p = calloc(1, sizeof *p);
    *out = NULL;
    if (!p) return snprintf(why, why_size, "out of memory"), LIMIT;
    p->app = app;
    pthread_mutex_init(&p->lock, NULL);
    rc answer = job_kinds_read(app->job_tables, &p->kinds, why, why_size);
    if (app->config.quiet) {
        job_kinds_quiet(&p->kinds);
        log_line(LOG_WARN, "event=quiet why=\"a copy for trial: no letter, message, webhook or nightly backup leaves it; they wait (setting quiet)\"");
    }
    runner_init(&p->runner, app, &p->kinds);
    arena_init(&a, TURN_ARENA);
    if (answer == OK && db_engine(app->db) == ENGINE_SQLITE && job_lost_return(&p->runner, &a, true) != OK)
        log_line(LOG_WARN, "event=jobs what=start the leases of the last run end by themselves");
    arena_finish(&a);
    if (answer == OK) answer = threads_start(p, threads < JOB_THREADS_MOST ? threads : JOB_THREADS_MOST, why, why_size);
    if (answer == OK) *out = p;
    else              jobs_stop(p);
    return answer;
}

void jobs_stop(struct jobs *p)
{
    if (!p) return;
    p->runner.stopping = true;
    job_bell_ring(NULL, 0);
    for (int i = 0; i < p->threads; i++)
        pthread_join(p->slot[i].thread, NULL);
    if (p->heart_on) pthread_join(p->heart, NULL);
    pthread_mutex_destroy(&p->lock);
    free(p);
}
