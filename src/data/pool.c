/* Connections that read (on PostgreSQL they also run closures). The one given back last is taken first: its statements
** are prepared and its pages warm. Never more than the setting db-connections are open; who finds none free waits, then hears BUSY. */
#include "data/engine.h"

#include <errno.h>
#include <stdlib.h>
#include <time.h>

/* With the lock held: an idle connection, or NULL with room made for a new one, or NULL with *full. */
static struct conn *idle_or_room(struct pool *p, bool *full)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += statement_ms() / 1000;
    int waited = 0;
    while (!p->idle && p->open >= p->most && waited != ETIMEDOUT)
        waited = pthread_cond_timedwait(&p->freed, &p->lock, &until);
    struct conn *c = p->idle;
    *full = !c && p->open >= p->most;
    if (c) p->idle = c->next;
    else if (!*full) p->open++;
    return c;
}

static void one_less(struct pool *p)
{
    pthread_mutex_lock(&p->lock);
    p->open--;
    pthread_cond_signal(&p->freed);
    pthread_mutex_unlock(&p->lock);
}

rc pool_take(struct db *db, struct ask *a, struct conn **c)
{
    bool full;
    pthread_mutex_lock(&db->pool.lock);
    *c = idle_or_room(&db->pool, &full);
    pthread_mutex_unlock(&db->pool.lock);
    if (full) return fault_detail(a, BUSY, "no free connection");
    if (*c) return OK;
    rc r = db->ops->connect(db, a, c);
    if (r != OK) one_less(&db->pool);
    return r;
}

void conn_forget(struct conn *c)
{
    for (int i = 0; i < c->cache_n; i++)
        if (c->cache[i]) c->db->ops->drop(c->cache[i]);
    free(c->cache);
    c->cache = NULL;
    c->cache_n = 0;
}

static void drop(struct conn *c)
{
    struct db *db = c->db;
    conn_forget(c);
    db->ops->disconnect(c);
    one_less(&db->pool);
}

void pool_give(struct conn *c)
{
    struct pool *p = &c->db->pool;
    if (c->broken) {
        drop(c);
        return;
    }
    pthread_mutex_lock(&p->lock);
    c->next = p->idle;
    p->idle = c;
    pthread_cond_signal(&p->freed);
    pthread_mutex_unlock(&p->lock);
}

static struct conn *pop(struct pool *p)
{
    pthread_mutex_lock(&p->lock);
    struct conn *c = p->idle;
    if (c) p->idle = c->next;
    pthread_mutex_unlock(&p->lock);
    return c;
}

void pool_trim(struct db *db)
{
    struct conn *c = pop(&db->pool);
    if (c) drop(c);
}

void pool_empty(struct db *db)
{
    for (struct conn *c; (c = pop(&db->pool));) drop(c);
}

void pool_count(struct pool *p, struct db_stats *out)
{
    pthread_mutex_lock(&p->lock);
    out->open = p->open;
    out->most = p->most;
    for (const struct conn *c = p->idle; c; c = c->next) out->idle++;
    pthread_mutex_unlock(&p->lock);
}
