#include "web/ratelimit.h"
#include <pthread.h>
#include <sodium.h>
#include <stdlib.h>

enum { LINES = 4096, WAYS = 4, LOCKS = 16 };

const struct rate rate_of_address = { .burst = 3000, .per_minute = 12000 };
const struct rate rate_of_account = { .burst = 200, .per_minute = 600 };
const struct rate rate_of_key = { .burst = 2000, .per_minute = 60000 };
const struct rate rate_of_notes = { .burst = 20, .per_minute = 20 };
const struct rate rate_of_strangers = { .burst = 60, .per_minute = 60 };

/* Tokens in thousandths, so that slow rates fill up smoothly. */
struct bucket { uint64_t key; int64_t at_ms; int64_t milli; };
struct rate_limits {
    pthread_mutex_t lock[LOCKS];
    struct bucket bucket[LINES][WAYS];
};

struct rate_limits *rate_limits_make(void)
{
    struct rate_limits *l = calloc(1, sizeof *l);

    for (int i = 0; l && i < LOCKS; i++)
        pthread_mutex_init(&l->lock[i], NULL);
    return l;
}

void rate_limits_drop(struct rate_limits *l)
{
    for (int i = 0; l && i < LOCKS; i++)
        pthread_mutex_destroy(&l->lock[i]);
    free(l);
}

static struct bucket *bucket_of(struct bucket *line, uint64_t key, struct rate rate, int64_t now_ms)
{
    struct bucket *oldest = line;

    for (int i = 0; i < WAYS; i++) {
        if (line[i].key == key)
            return &line[i];
        if (line[i].at_ms < oldest->at_ms)
            oldest = &line[i];
    }
    *oldest = (struct bucket){ key, now_ms, rate.burst * 1000LL };
    return oldest;
}

bool rate_take(struct rate_limits *l, uint64_t key, struct rate rate, int64_t now_ms)
{
    if (!l || key == 0)
        return true;
    size_t line = key % LINES;
    pthread_mutex_lock(&l->lock[line % LOCKS]);
    struct bucket *b = bucket_of(l->bucket[line], key, rate, now_ms);
    int64_t most = rate.burst * 1000LL, gone = now_ms > b->at_ms ? now_ms - b->at_ms : 0;
    b->milli = gone > 3600000 ? most : b->milli + gone * rate.per_minute / 60;
    if (b->milli > most)
        b->milli = most;
    if (now_ms > b->at_ms)
        b->at_ms = now_ms;
    bool any = b->milli >= 1000;
    if (any)
        b->milli -= 1000;
    pthread_mutex_unlock(&l->lock[line % LOCKS]);
    return any;
}

uint64_t address_hash(const uint8_t key[16], const void *p, size_t n)
{
    union { uint64_t v; uint8_t byte[crypto_shorthash_BYTES]; } hash;

    crypto_shorthash(hash.byte, p, n, key);
    return hash.v ? hash.v : 1;
}
