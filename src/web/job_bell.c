/* The bell of the queue: rung when a job was committed here, heard by the runners of this process. */
#include "web/job_run.h"
#include <pthread.h>
#include <time.h>

static struct { pthread_mutex_t lock; pthread_cond_t rung; uint64_t rings; } bell = { PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 0 };

uint64_t job_bell_heard(void)
{
    pthread_mutex_lock(&bell.lock);
    uint64_t rings = bell.rings;
    pthread_mutex_unlock(&bell.lock);
    return rings;
}

void job_bell_ring(struct db *db, int64_t unused)
{
    (void)db, (void)unused;
    pthread_mutex_lock(&bell.lock);
    bell.rings++;
    pthread_cond_broadcast(&bell.rung);
    pthread_mutex_unlock(&bell.lock);
}

void job_bell_wait(uint64_t heard, int ms)
{
    struct timespec until;

    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += ms / 1000;
    until.tv_nsec += (ms % 1000) * 1000000L;
    until.tv_sec += until.tv_nsec / 1000000000L;
    until.tv_nsec %= 1000000000L;
    pthread_mutex_lock(&bell.lock);
    while (bell.rings == heard && pthread_cond_timedwait(&bell.rung, &bell.lock, &until) == 0) { }
    pthread_mutex_unlock(&bell.lock);
}
