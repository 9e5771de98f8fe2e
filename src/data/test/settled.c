/* Which writing is over, for those who read on by number. */
#include "base/ids.h"
#include "test/harness/wait.h"
#include "things.h"
#include <pthread.h>
#include <semaphore.h>

struct slow { struct db *db; struct test *t; sem_t begun, go_on; int64_t id; };

/* Holds its id for as long as somebody looks at what others see meanwhile. */
struct holding { struct slow *s; };
static rc add_slowly(struct tx *t, const struct holding *in, void *out)
{
    struct slow *s = in->s;
    struct thing x = { .id = new_id(t), .code = "slow", .size = 1 };
    (void)out;
    s->id = x.id;
    try(thing_add(t, &x));
    sem_post(&s->begun);
    while (sem_wait(&s->go_on) != 0) continue;
    return OK;
}
CLOSURE(add_slowly, struct holding, void)

static void *write_slowly(void *at)
{
    struct slow *s = at;
    struct arena arena;
    struct fault fault;
    struct ask a;
    arena_init(&arena, 1 << 20);
    ask_init(&a, s->db, &arena, &fault, db_now(s->db));
    is_rc(s->t, OK, transact(&a, NULL, add_slowly, (&(struct holding){ s }), NULL));
    arena_finish(&arena);
    db_thread_end(s->db);
    return NULL;
}

/* It goes with the clock, as nobody writes; an answer is good for a tenth of a second. */
static bool settles(struct test *t, struct db *db, int64_t after_ms)
{
    while (ask_settled(test_ask(t, db)).ms <= after_ms)
        if (!wait_more(t)) return false;
    return true;
}

TEST(what_is_still_being_written_is_not_settled_until_it_is_there)
{
    struct slow s = { .db = things_db(t), .t = t };
    pthread_t thread;
    sem_init(&s.begun, 0, 0), sem_init(&s.go_on, 0, 0);
    instant before = ask_settled(test_ask(t, s.db));
    is_true(t, settles(t, s.db, before.ms + 100));
    is_int(t, 0, pthread_create(&thread, NULL, write_slowly, &s));
    while (sem_wait(&s.begun) != 0) continue;
    for (int i = 0; i < 3; i++) {
        let_pass(120);
        is_true(t, ask_settled(test_ask(t, s.db)).ms <= id_ms(s.id));
        is_int(t, 0, things_now(t, s.db));
    }
    sem_post(&s.go_on);
    pthread_join(thread, NULL);
    is_true(t, settles(t, s.db, id_ms(s.id)));
    is_int(t, 1, things_now(t, s.db));
    sem_destroy(&s.begun), sem_destroy(&s.go_on);
    db_close(s.db);
}

/* A job reads who it is for, then up to where all is settled, then on by number: what came in between is not behind it. */
TEST(who_reads_already_sees_what_has_settled_since)
{
    struct slow s = { .db = things_db(t), .t = t };
    struct ask *a = test_ask(t, s.db);
    pthread_t thread;
    int64_t n;
    sem_init(&s.begun, 0, 0), sem_init(&s.go_on, 0, 0);
    is_int(t, 0, pthread_create(&thread, NULL, write_slowly, &s));
    while (sem_wait(&s.begun) != 0) continue;
    is_rc(t, OK, things_count(a, &n));
    is_int(t, 0, n);
    sem_post(&s.go_on);
    pthread_join(thread, NULL);
    while (ask_settled(a).ms <= id_ms(s.id) && wait_more(t)) continue;
    is_rc(t, OK, things_count(a, &n));
    is_int(t, 1, n);
    ask_done(a);
    sem_destroy(&s.begun), sem_destroy(&s.go_on);
    db_close(s.db);
}

/* Two servers of one database: the other's clock is a little behind, and it makes its ids before PostgreSQL hears that it has begun. */
TEST(nothing_comes_in_behind_what_is_settled_by_a_server_whose_clock_is_behind)
{
    if (!test_on_postgres()) return skip(t, "needs PostgreSQL (KHUE_TEST_DB)");
    struct db *db = things_db(t), *other;
    struct db_config config = { .folder = test_db_folder(t), .url = test_db_url(t), .node = -1 };
    char why[512];
    int64_t id;
    is_rc(t, OK, transact_add(test_ask(t, db), NULL, &(struct add_in){ "here", NULL }, &id));
    if (!is_rc(t, OK, db_open(&config, false, &other, why, sizeof why))) return;
    while (ask_settled(test_ask(t, db)).ms == 0 && wait_more(t)) continue;
    let_pass(120);                                             /* an answer is kept for a tenth of a second */
    instant settled = ask_settled(test_ask(t, db));
    db_set_clock(other, (opt_instant){ true, { db_now(db).ms - 1000 } });
    is_rc(t, OK, transact_add(test_ask(t, other), NULL, &(struct add_in){ "there", NULL }, &id));
    is_true(t, id_ms(id) >= settled.ms);
    db_close(other);
    db_close(db);
}
