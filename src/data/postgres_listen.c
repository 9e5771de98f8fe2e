/* LISTEN and NOTIFY: how what one server commits is heard by the others. A thread with a connection of its own waits; when
** the connection is lost it comes back by itself, and the listener hears that some may have been missed. */
#include "data/postgres.h"
#include "data/engine.h"

#include "base/log.h"
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

enum { AGAIN_MS = 500, AGAIN_MOST_MS = 15000, LOOK_MS = 60000 };

struct pg_ear {
    struct db *db;
    PGconn *pg;                   /* NULL while there is no connection */
    pthread_t thread;
    int stop;                     /* eventfd */
};

static const unsigned char one_text[] = { PARAM_TEXT };
static const struct query notify = {
    .name = "tell", .index = -15, .params = 1, .kinds = one_text, .writes = true, .scope = SCOPE_SYSTEM,
    .sqlite = "SELECT ?1", .postgres = "SELECT pg_notify('khue', x) FROM unnest(string_to_array($1, chr(10))) AS x",
};

static void tell_now(struct tx *t, const char *text)
{
    struct stmt *s;
    if (stmt_open(t->ask, &notify, &s) != OK) return;            /* the closure is spoiled: nothing of it will be */
    stmt_text(s, 0, text);
    if (stmt_step(s, NULL) != OK) log_line(LOG_WARN, "event=tell-failed");
    stmt_close(s);
}

/* All that a closure tells goes in one statement, last: a job that tells thousands would wait for each. A tell has no line break in it. */
struct telling { const char *text; struct telling *next, *last; };

static int telling_order(const void *a, const void *b) { return (void)a, (void)b, 0; }

static void telling_merge(void *into, const void *other)
{
    struct telling *all = into, *more = (struct telling *)(uintptr_t)other;
    all->last->next = more;
    all->last = more->last;
}

static rc telling_write(struct tx *t, const void *item)
{
    size_t n = 0;
    for (const struct telling *one = item; one; one = one->next) n += strlen(one->text) + 1;
    char *text = arena_take(t->ask->arena, n), *at = text;
    if (!text) return LIMIT;
    for (const struct telling *one = item; one; one = one->next) {
        size_t length = strlen(one->text);
        memcpy(at, one->text, length);
        at += length;
        *at++ = one->next ? '\n' : 0;
    }
    tell_now(t, text);
    return OK;
}

static const struct late_kind tellings = { "data.tell", telling_order, telling_merge, telling_write };

void pg_tell(struct tx *t, const char *text)
{
    struct telling *one = ((struct work *)t)->late_runs || strchr(text, '\n') ? NULL : ARENA_NEW(t->ask->arena, struct telling);
    if (one) *one = (struct telling){ .text = arena_text(t->ask->arena, text), .last = one };
    if (!one || before_commit(t, &tellings, one) != OK) tell_now(t, text);
}

static PGconn *ear_dial(const char *url)
{
    PGconn *pg = pg_dial(url);
    if (pg && PQstatus(pg) == CONNECTION_OK) {
        PGresult *r = PQexec(pg, "LISTEN khue");
        bool listens = PQresultStatus(r) == PGRES_COMMAND_OK;
        PQclear(r);
        if (listens) return pg;
    }
    PQfinish(pg);
    return NULL;
}

/* false: it is time to stop. */
static bool wait_for(struct pg_ear *e, int ms)
{
    struct pollfd at[2] = { { .fd = e->stop, .events = POLLIN }, { .fd = e->pg ? PQsocket(e->pg) : -1, .events = POLLIN } };
    poll(at, 2, ms);
    return !(at[0].revents & POLLIN);
}

static void hear_all(struct pg_ear *e)
{
    PGnotify *n;
    bool alive = PQconsumeInput(e->pg) == 1;
    while ((n = PQnotifies(e->pg))) {
        tells_pass(e->db, n->extra);
        PQfreemem(n);
    }
    if (alive && PQstatus(e->pg) == CONNECTION_OK) return;
    PQfinish(e->pg);
    e->pg = NULL;
    log_line(LOG_WARN, "event=listener-lost");
}

static void *listen_on(void *arg)
{
    struct pg_ear *e = arg;
    int rest_ms = 0;
    while (wait_for(e, e->pg ? LOOK_MS : rest_ms)) {
        if (e->pg) {
            hear_all(e);
            rest_ms = 0;
            continue;
        }
        e->pg = ear_dial(e->db->url);
        rest_ms = rest_ms == 0 ? AGAIN_MS : rest_ms * 2 < AGAIN_MOST_MS ? rest_ms * 2 : AGAIN_MOST_MS;
        if (e->pg) tells_pass(e->db, NULL);
    }
    return NULL;
}

rc pg_hear(struct db *db)
{
    struct postgres *p = db->engine_state;
    struct pg_ear *e = calloc(1, sizeof *e);
    if (!e) return LIMIT;
    *e = (struct pg_ear){ .db = db, .pg = ear_dial(db->url), .stop = eventfd(0, EFD_CLOEXEC) };
    if (e->stop < 0 || pthread_create(&e->thread, NULL, listen_on, e) != 0) {
        PQfinish(e->pg);
        if (e->stop >= 0) close(e->stop);
        free(e);
        return LIMIT;
    }
    p->ear = e;
    return OK;
}

void pg_hear_end(struct db *db)
{
    struct postgres *p = db->engine_state;
    struct pg_ear *e = p->ear;
    if (!e) return;
    eventfd_write(e->stop, 1);
    pthread_join(e->thread, NULL);
    PQfinish(e->pg);
    close(e->stop);
    free(e);
    p->ear = NULL;
}
