#include "web/hash.h"
#include "web/app.h"
#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { PASSES = 2, THREADS_MOST = 32 };
#define MEMORY (19u << 20)

/* One hash to make (`against` NULL) or to compare; lives on the waiting worker's stack. */
struct task {
    struct task *next;
    const char *secret, *against;
    char *out;
    bool done, good;
};

struct hash_pool {
    pthread_mutex_t lock;
    pthread_cond_t work, done;
    struct task *first, **last;
    int waiting, room, threads, nice;
    int64_t made;
    bool stopping;
    pthread_t thread[THREADS_MOST];
};

static bool compute(const struct task *t)
{
    size_t n = strlen(t->secret);

    if (t->against)
        return crypto_pwhash_str_verify(t->against, t->secret, n) == 0;
    return crypto_pwhash_str_alg(t->out, t->secret, n, PASSES, MEMORY, crypto_pwhash_ALG_ARGON2ID13) == 0;
}

static void *work(void *arg)
{
    struct hash_pool *p = arg;

    setpriority(PRIO_PROCESS, (id_t)syscall(SYS_gettid), p->nice);          /* on Linux: of this thread only */
    pthread_mutex_lock(&p->lock);
    for (;;) {
        while (!p->first && !p->stopping)
            pthread_cond_wait(&p->work, &p->lock);
        struct task *t = p->first;
        if (!t)
            break;
        if (!(p->first = t->next))
            p->last = &p->first;
        p->waiting--;
        pthread_mutex_unlock(&p->lock);
        bool good = compute(t);
        pthread_mutex_lock(&p->lock);
        t->good = good;
        t->done = true;
        p->made++;
        pthread_cond_broadcast(&p->done);
    }
    pthread_mutex_unlock(&p->lock);
    return NULL;
}

struct hash_pool *hash_pool_make(int waiting, int nice)
{
    struct hash_pool *p = calloc(1, sizeof *p);
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    int threads = cores < 4 ? 1 : cores / 2 > THREADS_MOST ? THREADS_MOST : (int)(cores / 2);

    if (!p)
        return NULL;
    p->last = &p->first;
    p->room = waiting;
    p->nice = nice;
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->work, NULL);
    pthread_cond_init(&p->done, NULL);
    while (p->threads < threads && pthread_create(&p->thread[p->threads], NULL, work, p) == 0)
        p->threads++;
    if (p->threads > 0)
        return p;
    hash_pool_drop(p);
    return NULL;
}

int hash_pool_waiting(struct hash_pool *p)
{
    pthread_mutex_lock(&p->lock);
    int n = p->waiting;
    pthread_mutex_unlock(&p->lock);
    return n;
}

int64_t hash_pool_made(struct hash_pool *p)
{
    pthread_mutex_lock(&p->lock);
    int64_t n = p->made;
    pthread_mutex_unlock(&p->lock);
    return n;
}

void hash_pool_drop(struct hash_pool *p)
{
    if (!p)
        return;
    pthread_mutex_lock(&p->lock);
    p->stopping = true;
    pthread_cond_broadcast(&p->work);
    pthread_mutex_unlock(&p->lock);
    for (int i = 0; i < p->threads; i++)
        pthread_join(p->thread[i], NULL);
    pthread_cond_destroy(&p->done);
    pthread_cond_destroy(&p->work);
    pthread_mutex_destroy(&p->lock);
    free(p);
}

static rc wait_for(struct hash_pool *p, struct task *t)
{
    pthread_mutex_lock(&p->lock);
    bool room = p->waiting < p->room && !p->stopping;
    if (room) {
        *p->last = t;
        p->last = &t->next;
        p->waiting++;
        pthread_cond_signal(&p->work);
        while (!t->done)
            pthread_cond_wait(&p->done, &p->lock);
    }
    pthread_mutex_unlock(&p->lock);
    return room ? OK : BUSY;
}

rc secret_hash(struct app *app, const char *secret, char out[SECRET_HASH_SIZE])
{
    struct task t = { .secret = secret, .out = out };

    try(wait_for(app->hashes, &t));
    return t.good ? OK : LIMIT;
}

rc secret_verify(struct app *app, const char *secret, const char *hash, bool *same)
{
    struct task t = { .secret = secret, .against = hash };

    *same = false;
    try(wait_for(app->hashes, &t));
    *same = t.good;
    return OK;
}
