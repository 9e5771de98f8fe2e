#include "test/harness/race.h"
#include "test/harness/wait.h"
#include <libpq-fe.h>

/* Until some session of this database waits for a lock. */
static bool somebody_waits(struct test *t)
{
    PGconn *pg = PQconnectdb(test_db_url(t));
    bool waits = false;
    do {
        PGresult *r = PQexec(pg, "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'");
        waits = PQntuples(r) > 0;
        PQclear(r);
    } while (!waits && wait_more(t));
    PQfinish(pg);
    return waits;
}

static rc acts(struct tx *t, const void *in, void *out)
{
    struct actor *k = out;
    (void)in;
    k->runs++;
    try(k->act(t, k));
    atomic_store(&k->acted, 1);
    if (k->then == WAITS_FOR_THE_OTHER && !somebody_waits(k->t)) return fault_detail(t->ask, BUG, "nobody waited");
    k->was_before = !atomic_load(&k->other->acted);
    return OK;
}

static void *goes(void *at)
{
    struct actor *k = at;
    struct arena arena;
    struct fault fault;
    struct ask a;
    arena_init(&arena, 4 << 20);
    ask_init(&a, k->s->app.db, &arena, &fault, db_now(k->s->app.db));
    a.scope.school = k->s->thcs.id;
    a.me = k->me;
    k->answered = transact_run(&a, NULL, "acts", acts, NULL, k);
    if (k->answered == BUG) fail(k->t, "%s", fault.detail ? fault.detail : "?");
    ask_done(&a);
    arena_finish(&arena);
    atomic_store(&k->acted, 1);
    return NULL;
}

void both_go(struct actor *first, struct actor *second)
{
    first->other = second;
    second->other = first;
    pthread_create(&first->thread, NULL, goes, first);
    while (!atomic_load(&first->acted) && wait_more(first->t)) continue;
    pthread_create(&second->thread, NULL, goes, second);
    pthread_join(first->thread, NULL);
    pthread_join(second->thread, NULL);
}

struct city *city_on_postgres(struct test *t)
{
    if (test_on_postgres()) return city_open(t);
    skip(t, "needs PostgreSQL (KHUE_TEST_DB)");
    return NULL;
}
