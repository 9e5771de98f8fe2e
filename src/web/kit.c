#include "web/kit.h"
#include "data/db.h"
#include "web/compress.h"
#include <pthread.h>
#include <stdlib.h>

void kit_init(struct kit *k, struct db *db, size_t arena_max)
{
    *k = (struct kit){ .db = db };
    arena_init(&k->arena, arena_max);
}

void kit_finish(struct kit *k)
{
    arena_finish(&k->arena);
    gzip_finish(k);
    if (k->db)
        db_thread_end(k->db);
}

/* libmicrohttpd starts the loops and tells nobody when they end; a thread-specific key does. */
static pthread_key_t key;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void thread_ends(void *p)
{
    kit_finish(p);
    free(p);
}

static void make_key(void)
{
    pthread_key_create(&key, thread_ends);
}

struct kit *kit_here(struct db *db)
{
    pthread_once(&once, make_key);
    struct kit *k = pthread_getspecific(key);
    if (k)
        return k;
    if (!(k = malloc(sizeof *k)))
        return NULL;
    kit_init(k, db, LOOP_ARENA);
    pthread_setspecific(key, k);
    return k;
}
