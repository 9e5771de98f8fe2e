/* A statement and the one that voids it, told at the same moment by two programs. */
#include "book.h"
#include "data/db.h"
#include "test/harness/wait.h"
#include <pthread.h>
#include <semaphore.h>
#include <string.h>

static const uint8_t NAME[STATEMENT_UUID_SIZE] = { 0x11, 0x22 };

struct slow { struct test *t; struct city *s; sem_t begun, go_on; };
struct telling_slowly { struct slow *slow; const struct told_batch *batch; };

static rc tell_slowly(struct tx *t, const struct telling_slowly *in, void *out)
{
    (void)out;
    try(told_add(t, in->batch));
    sem_post(&in->slow->begun);
    while (sem_wait(&in->slow->go_on) != 0) continue;
    return OK;
}
CLOSURE(tell_slowly, struct telling_slowly, void)

static void *tells(void *at)
{
    struct slow *slow = at;
    struct arena arena;
    struct fault fault;
    struct ask a;
    uint8_t term[TERM_SIZE] = { 7 };
    arena_init(&arena, 4 << 20);
    ask_init(&a, slow->s->app.db, &arena, &fault, db_now(slow->s->app.db));
    a.scope.school = slow->s->thcs.id;
    struct told one = { .document = "{\"actor\":{\"mbox\":\"mailto:x@x.vn\"},\"verb\":{\"id\":\"http://x.vn/did\"},\"object\":{\"id\":\"http://x.vn/o\"}}", .term = term, .terms = 1 };
    memcpy(one.uuid, NAME, sizeof NAME);
    one.said = json_read(&arena, one.document);
    struct told_batch batch = { .said = &one, .n = 1, .key = 71, .teller = "" };
    is_rc(slow->t, OK, transact(&a, NULL, tell_slowly, (&(struct telling_slowly){ slow, &batch }), NULL));
    arena_finish(&arena);
    db_thread_end(slow->s->app.db);
    return NULL;
}

TEST(a_voiding_that_is_told_while_its_statement_is_being_told_holds_from_the_night_on)
{
    if (!test_on_postgres()) return skip(t, "SQLite writes one after the other");
    struct city *s = city_open(t);
    struct slow slow = { .t = t, .s = s };
    pthread_t thread;
    sem_init(&slow.begun, 0, 0), sem_init(&slow.go_on, 0, 0);
    is_int(t, 0, pthread_create(&thread, NULL, tells, &slow));
    while (sem_wait(&slow.begun) != 0) continue;
    voided(t, s, s->thcs.id, 71, NAME);                       /* neither sees the other yet */
    sem_post(&slow.go_on);
    pthread_join(thread, NULL);
    is_int(t, 2, number(t, s, "SELECT count(*) FROM outside_statement"));
    tidied(t, s);
    is_int(t, 1, number(t, s, "SELECT count(*) FROM outside_statement WHERE voids = 0 AND voided_by IS NOT NULL"));
    is_int(t, 0, number(t, s, "SELECT coalesce(sum(n), 0) FROM outside_daily"));
    sem_destroy(&slow.begun), sem_destroy(&slow.go_on);
    city_close(s);
}

/* What another key told is not voided that way either. */
TEST(a_voiding_by_another_key_does_not_hold_in_the_night_either)
{
    struct city *s = city_open(t);
    told(t, s, s->thcs.id, &(struct telling){ 71, "Kho", { 0 }, "{\"actor\":{\"mbox\":\"mailto:x@x.vn\"},\"verb\":{\"id\":\"http://x.vn/did\"},\"object\":{\"id\":\"http://x.vn/o\"}}" });
    const char *none = NULL;
    voided(t, s, s->thcs.id, 72, NAME);
    is_rc(t, OK, db_plain(s->app.db, t->arena, "UPDATE outside_statement SET target = (SELECT o.uuid FROM outside_statement o WHERE o.voids = 0) WHERE voids = 1", &none));
    tidied(t, s);
    is_int(t, 0, number(t, s, "SELECT count(*) FROM outside_statement WHERE voided_by IS NOT NULL"));
    city_close(s);
}
