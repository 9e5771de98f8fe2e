#include "web/watch.h"
#include "web/accesslog.h"
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>

struct watch {
    pthread_mutex_t lock;
    pthread_cond_t stop;
    pthread_t thread;
    bool stopping;
    int head_ms;
    struct watched *first;
};

int64_t watch_now_ms(void)
{
    struct timespec ts;

    clock_gettime(CLOCK_MONOTONIC_COARSE, &ts);
    return ts.tv_sec * 1000LL + ts.tv_nsec / 1000000;
}

static bool too_slow(const struct watch *w, const struct watched *one, int64_t now)
{
    int64_t late = now - atomic_load(&one->since_ms) - w->head_ms;

    switch (atomic_load(&one->state)) {
    case WATCH_HEAD: return late > 0;
    case WATCH_BODY: return late > 0 && atomic_load(&one->received) < late * WATCH_BODY_BYTES_S / 1000;
    default:         return false;
    }
}

static void *look(void *arg)
{
    struct watch *w = arg;

    pthread_mutex_lock(&w->lock);
    while (!w->stopping) {
        struct timespec until;
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_nsec += (w->head_ms < 1000 ? w->head_ms : 1000) * 1000000L - 1;
        until.tv_sec += until.tv_nsec / 1000000000L;
        until.tv_nsec %= 1000000000L;
        pthread_cond_timedwait(&w->stop, &w->lock, &until);
        int64_t now = watch_now_ms();
        for (struct watched *one = w->first; one; one = one->next)
            if (too_slow(w, one, now))
                shutdown(one->fd, SHUT_RDWR);
        pthread_mutex_unlock(&w->lock);
        access_log_flush();
        pthread_mutex_lock(&w->lock);
    }
    pthread_mutex_unlock(&w->lock);
    return NULL;
}

rc watch_start(struct watch **out, int head_ms)
{
    struct watch *w = calloc(1, sizeof *w);

    *out = NULL;
    if (!w)
        return LIMIT;
    pthread_mutex_init(&w->lock, NULL);
    pthread_cond_init(&w->stop, NULL);
    w->head_ms = head_ms;
    if (pthread_create(&w->thread, NULL, look, w) != 0) {
        free(w);
        return LIMIT;
    }
    *out = w;
    return OK;
}

void watch_stop(struct watch *w)
{
    if (!w)
        return;
    pthread_mutex_lock(&w->lock);
    w->stopping = true;
    pthread_cond_signal(&w->stop);
    pthread_mutex_unlock(&w->lock);
    pthread_join(w->thread, NULL);
    access_log_flush();
    pthread_cond_destroy(&w->stop);
    pthread_mutex_destroy(&w->lock);
    free(w);
}

struct watched *watch_add(struct watch *w, int fd)
{
    struct watched *one = calloc(1, sizeof *one);

    if (!one)
        return NULL;
    one->fd = fd;
    watch_state(one, WATCH_HEAD);
    pthread_mutex_lock(&w->lock);
    one->next = w->first;
    one->at = &w->first;
    if (w->first)
        w->first->at = &one->next;
    w->first = one;
    pthread_mutex_unlock(&w->lock);
    return one;
}

void watch_remove(struct watch *w, struct watched *one)
{
    if (!one)
        return;
    pthread_mutex_lock(&w->lock);
    *one->at = one->next;
    if (one->next)
        one->next->at = one->at;
    pthread_mutex_unlock(&w->lock);
    free(one);
}

void watch_state(struct watched *one, enum watch_state state)
{
    if (!one)
        return;
    atomic_store(&one->since_ms, watch_now_ms());
    atomic_store(&one->received, 0);
    atomic_store(&one->state, (int)state);
}
