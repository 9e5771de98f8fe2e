/* Many programs at once: batches that share names, references and activities neither fail nor wait for each other in a ring. */
#include "doors/xapi/test/door.h"
#include <pthread.h>
#include <stdio.h>
#include <string.h>

enum { CLIENTS = 8, EACH = 10, OWN = 12, SHARED = 4, THINGS = 9 };
struct client { struct program p; struct arena arena; int number, fine; pthread_barrier_t *start; };

/* Own statements, and some that everybody tells in the same words; each client goes through activities in an order of its own, and refers to one that
** another client may have told. */
static const char *batch(struct client *c, int round)
{
    struct arena *a = &c->arena;
    const char *text = "[";
    for (int i = 0; i < OWN + SHARED; i++) {
        bool own = i < OWN;
        int k = (c->number * 7 + i * (c->number % 2 ? 1 : THINGS - 1)) % THINGS;
        const char *id = own ? arena_print(a, "%08x-0000-4000-8000-00000000%04x", c->number * 1000 + round, i)
                             : arena_print(a, "ffffffff-0000-4000-8000-%08x%04x", round, (i + c->number) % SHARED);
        const char *about = own ? arena_print(a, "{\"id\":\"http://x.vn/bai/%d\",\"definition\":{\"name\":{\"vi\":\"Bài %d\"}}}", k, k) : "{\"id\":\"http://x.vn/chung\"}";
        if (own && i == 0) about = arena_print(a, "{\"objectType\":\"StatementRef\",\"id\":\"%08x-0000-4000-8000-00000000%04x\"}", (c->number + 1) % CLIENTS * 1000 + round, 5);
        text = arena_print(a, "%s%s{\"id\":\"%s\",\"actor\":{\"mbox\":\"mailto:em%d@x.vn\"},\"verb\":{\"id\":\"http://x.vn/lam\"},\"object\":%s}", text, i ? "," : "", id,
                           own ? (i + c->number) % 5 : 0, about);
    }
    return arena_print(a, "%s]", text);
}

static void *send_many(void *at)
{
    struct client *c = at;
    pthread_barrier_wait(c->start);
    for (int i = 0; i < EACH; i++) {
        struct loop_reply r;
        arena_reset(&c->arena);
        const char *body = batch(c, i);
        struct loop_request q = { POST, "/xapi/statements", arena_print(&c->arena, "%s\nContent-Type: application/json", c->p.headers), { (const uint8_t *)body, strlen(body) } };
        if (loop_ask(&c->p.l, &c->arena, &q, &r) == OK && r.status == 200) c->fine++;
        else fprintf(stderr, "%s\n", r.body);
    }
    db_thread_end(c->p.s->app.db);
    return NULL;
}

TEST(eight_programs_tell_batches_of_one_school_at_once_and_none_fails_or_runs_twice)
{
    struct city *s = city_open(t);
    pthread_t thread[CLIENTS];
    static struct client c[CLIENTS];
    pthread_barrier_t start;
    struct program first = program_in(t, s, s->thcs.id, "all", V2);
    int64_t again = db_stats(s->app.db).again;
    pthread_barrier_init(&start, NULL, CLIENTS);
    for (int i = 0; i < CLIENTS; i++) {
        c[i] = (struct client){ .p = first, .number = i, .start = &start };
        loop_open(&c[i].p.l, &s->app);
        arena_init(&c[i].arena, 4 << 20);
        is_int(t, 0, pthread_create(&thread[i], NULL, send_many, &c[i]));
    }
    for (int i = 0; i < CLIENTS; i++) {
        pthread_join(thread[i], NULL);
        is_int(t, EACH, c[i].fine);
        loop_close(&c[i].p.l);
        arena_finish(&c[i].arena);
    }
    is_int(t, 0, db_stats(s->app.db).again - again);
    is_int(t, CLIENTS * EACH * OWN + EACH * SHARED, rows_of(t, s, "SELECT count(*) FROM outside_statement"));
    is_int(t, CLIENTS * EACH * OWN + EACH * SHARED, rows_of(t, s, "SELECT count(*) FROM statement_key"));
    is_int(t, THINGS, rows_of(t, s, "SELECT count(*) FROM outside_activity"));
    pthread_barrier_destroy(&start);
    loop_close(&first.l);
    city_close(s);
}

/* ---- one by one: on PostgreSQL several go together (data/tx.h), and nobody hears it */

enum { SINGLES = 24, LIAR_EACH = 3 };

/* The first program tells, now and then, something else under a name that is taken. */
static bool lie(const struct client *c, int i) { return c->number == 0 && i % LIAR_EACH == 0; }

static void *send_singles(void *at)
{
    struct client *c = at;
    pthread_barrier_wait(c->start);
    for (int i = 0; i < SINGLES; i++) {
        struct loop_reply r;
        arena_reset(&c->arena);
        const char *id = lie(c, i) ? "eeeeeeee-0000-4000-8000-000000000001" : arena_print(&c->arena, "%08x-0000-4000-8000-00000000%04x", c->number, i);
        const char *body = arena_print(&c->arena, "{\"id\":\"%s\",\"actor\":{\"mbox\":\"mailto:em%d@x.vn\"},\"verb\":{\"id\":\"http://x.vn/lam\"},"
                                       "\"object\":{\"id\":\"http://x.vn/bai/%d\",\"definition\":{\"name\":{\"vi\":\"Bài %d\"}}}}", id, i, i % THINGS, i % THINGS);
        struct loop_request q = { POST, "/xapi/statements", arena_print(&c->arena, "%s\nContent-Type: application/json", c->p.headers), { (const uint8_t *)body, strlen(body) } };
        if (loop_ask(&c->p.l, &c->arena, &q, &r) == OK && r.status == (lie(c, i) ? 409 : 200)) c->fine++;
        else fprintf(stderr, "%d %s\n", r.status, r.body);
    }
    db_thread_end(c->p.s->app.db);
    return NULL;
}

TEST(eight_programs_tell_one_by_one_at_once_and_each_hears_of_its_own_alone)
{
    struct city *s = city_open(t);
    pthread_t thread[CLIENTS];
    static struct client c[CLIENTS];
    pthread_barrier_t start;
    struct program first = program_in(t, s, s->thcs.id, "all", V2);
    is_int(t, 200, says(&first, "{\"id\":\"eeeeeeee-0000-4000-8000-000000000001\",\"actor\":{\"mbox\":\"mailto:ai@x.vn\"},\"verb\":{\"id\":\"http://x.vn/khac\"},\"object\":{\"id\":\"http://x.vn/khac\"}}"));
    pthread_barrier_init(&start, NULL, CLIENTS);
    for (int i = 0; i < CLIENTS; i++) {
        c[i] = (struct client){ .p = first, .number = i, .start = &start };
        loop_open(&c[i].p.l, &s->app);
        arena_init(&c[i].arena, 4 << 20);
        is_int(t, 0, pthread_create(&thread[i], NULL, send_singles, &c[i]));
    }
    for (int i = 0; i < CLIENTS; i++) {
        pthread_join(thread[i], NULL);
        is_int(t, SINGLES, c[i].fine);
        loop_close(&c[i].p.l);
        arena_finish(&c[i].arena);
    }
    int told = CLIENTS * SINGLES - SINGLES / LIAR_EACH + 1;
    is_int(t, told, rows_of(t, s, "SELECT count(*) FROM outside_statement"));
    is_int(t, told, rows_of(t, s, "SELECT sum(n) FROM outside_stored"));
    is_int(t, told, rows_of(t, s, "SELECT sum(n) FROM outside_daily"));
    is_int(t, told, rows_of(t, s, "SELECT sum(n) FROM outside_kept"));
    is_int(t, THINGS, rows_of(t, s, "SELECT count(*) FROM outside_activity"));
    pthread_barrier_destroy(&start);
    loop_close(&first.l);
    city_close(s);
}
