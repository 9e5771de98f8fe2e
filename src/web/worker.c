#include "web/worker.h"
#include <pthread.h>
#include <stdlib.h>

struct job { worker_job run; void *arg; };

struct workers {
    pthread_mutex_t lock;
    pthread_cond_t work;
    bool stopping;
    struct db *db;
    struct job *ring;
    int room, first, waiting;
    pthread_t *thread;
    int threads;
};

static bool take(struct workers *w, struct job *job)
{
    pthread_mutex_lock(&w->lock);
    while (w->waiting == 0 && !w->stopping)
        pthread_cond_wait(&w->work, &w->lock);
    bool any = w->waiting > 0;
    if (any) {
        *job = w->ring[w->first];
        w->first = (w->first + 1) % w->room;
        w->waiting--;
    }
    pthread_mutex_unlock(&w->lock);
    return any;
}

static void *work(void *arg)
{
    struct workers *w = arg;
    struct kit kit;
    struct job job;

    kit_init(&kit, w->db, WORKER_ARENA);
    while (take(w, &job)) {
        job.run(&kit, job.arg);
        arena_reset(&kit.arena);
    }
    kit_finish(&kit);
    return NULL;
}

rc workers_start(struct workers **out, int threads, int queue, struct db *db)
{
    struct workers *w = calloc(1, sizeof *w);

    *out = w;
    if (!w)
        return LIMIT;
    pthread_mutex_init(&w->lock, NULL);
    pthread_cond_init(&w->work, NULL);
    w->db = db;
    w->room = queue;
    w->ring = calloc((size_t)queue, sizeof *w->ring);
    w->thread = calloc((size_t)threads, sizeof *w->thread);
    while (w->ring && w->thread && w->threads < threads && pthread_create(&w->thread[w->threads], NULL, work, w) == 0)
        w->threads++;
    if (w->threads == threads)
        return OK;
    workers_drop(w);
    *out = NULL;
    return LIMIT;
}

bool workers_give(struct workers *w, worker_job run, void *arg)
{
    pthread_mutex_lock(&w->lock);
    bool room = w->waiting < w->room && !w->stopping;
    if (room)
        w->ring[(w->first + w->waiting++) % w->room] = (struct job){ run, arg };
    pthread_mutex_unlock(&w->lock);
    if (room)
        pthread_cond_signal(&w->work);
    return room;
}

int workers_waiting(struct workers *w)
{
    pthread_mutex_lock(&w->lock);
    int n = w->waiting;
    pthread_mutex_unlock(&w->lock);
    return n;
}

void workers_stop(struct workers *w)
{
    pthread_mutex_lock(&w->lock);
    w->stopping = true;
    pthread_cond_broadcast(&w->work);
    pthread_mutex_unlock(&w->lock);
    for (int i = 0; i < w->threads; i++)
        pthread_join(w->thread[i], NULL);
    w->threads = 0;
}

void workers_drop(struct workers *w)
{
    if (!w)
        return;
    workers_stop(w);
    pthread_cond_destroy(&w->work);
    pthread_mutex_destroy(&w->lock);
    free(w->thread);
    free(w->ring);
    free(w);
}
