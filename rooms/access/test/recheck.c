/* A right that is taken away while somebody uses it: the one waits for the other, on PostgreSQL by the rows that decide. On SQLite
** closures come one after another anyway (rooms/audit/test/writes.c). */
#include "access/access.h"
#include "people/people.h"
#include "test/harness/city.h"
#include <libpq-fe.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <time.h>

enum step { WAITS_FOR_THE_OTHER = 1, LEAVES_AT_ONCE };

/* Somebody who does one thing in a closure of their own, on a thread of their own. */
struct actor {
    struct test *t;
    struct city *s;
    rc (*act)(struct tx *t, struct actor *k);
    person_id me;
    member_id victim; person_id victim_person; int64_t object;
    enum step then;                      /* after the act: until the other waits for a lock, or not */
    _Atomic int acted;                   /* the closure has got so far */
    _Atomic int64_t over_ns;             /* when it was answered */
    rc answered; int runs;
    pthread_t thread;
};

static int64_t now_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000000000LL + now.tv_nsec;
}

/* Until some session of this database waits for a lock; false after five seconds. */
static bool somebody_waits(struct test *t)
{
    PGconn *pg = PQconnectdb(test_db_url(t));
    bool waits = false;
    for (int i = 0; i < 500 && !waits; i++) {
        PGresult *r = PQexec(pg, "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'");
        waits = PQntuples(r) > 0;
        PQclear(r);
        if (!waits) nanosleep(&(struct timespec){ .tv_nsec = 10000000 }, NULL);
    }
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
    atomic_store(&k->over_ns, now_ns());
    if (k->answered == BUG) fail(k->t, "%s", fault.detail ? fault.detail : "?");
    ask_done(&a);
    arena_finish(&arena);
    atomic_store(&k->acted, 1);
    return NULL;
}

/* The second begins when the first has acted and not yet committed. */
static void both_go(struct actor *first, struct actor *second)
{
    pthread_create(&first->thread, NULL, goes, first);
    while (!atomic_load(&first->acted)) nanosleep(&(struct timespec){ .tv_nsec = 1000000 }, NULL);
    pthread_create(&second->thread, NULL, goes, second);
    pthread_join(first->thread, NULL);
    pthread_join(second->thread, NULL);
}

static struct city *city_on_postgres(struct test *t)
{
    if (test_on_postgres()) return city_open(t);
    skip(t, "needs PostgreSQL (KHUE_TEST_DB)");
    return NULL;
}

static rc uses_office(struct tx *t, struct actor *k) { (void)k; return access_recheck(t, STAFF_CHANGE, NULL, 0); }
static rc uses_class(struct tx *t, struct actor *k)  { return access_recheck(t, SLIPS_PRINT, "lop", k->object); }
static rc uses_pupil(struct tx *t, struct actor *k)  { return access_recheck(t, PHOTO_OF_PUPIL, "em", k->object); }
static rc ends_place(struct tx *t, struct actor *k)
{
    try(access_recheck_over(t, STAFF_CHANGE, k->victim_person));
    return member_end(t, k->victim, day_of(t->now), 1);
}
static rc is_barred(struct tx *t, struct actor *k)
{
    return order_put(t, &(struct new_order){ .child = { k->object }, .guardian = k->victim_person, .issuer = "T", .issued = day_of(t->now) });
}
static rc ends_homeroom(struct tx *t, struct actor *k)  { return homeroom_set(t, &(struct homeroom_change){ { k->object }, { 0 }, 1 }); }

static member_id place_of(struct test *t, struct city *s, person_id person)
{
    const char *id = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "SELECT id FROM member WHERE person_id = %lld", (long long)person.v), &id));
    return (member_id){ id ? atoll(id) : 0 };
}

TEST(who_takes_a_right_away_waits_for_who_uses_it)
{
    struct city *s = city_on_postgres(t);
    if (!s) return;
    struct actor uses = { t, s, uses_office, s->clerk, .then = WAITS_FOR_THE_OTHER };
    struct actor takes = { t, s, ends_place, s->principal, place_of(t, s, s->clerk), s->clerk, .then = LEAVES_AT_ONCE };
    both_go(&uses, &takes);
    is_rc(t, OK, uses.answered);
    is_rc(t, OK, takes.answered);
    is_true(t, uses.over_ns < takes.over_ns);
    is_int(t, 0, db_stats(s->app.db).again);
    city_close(s);
}

TEST(who_uses_a_right_that_is_being_taken_away_waits_and_is_refused)
{
    struct city *s = city_on_postgres(t);
    if (!s) return;
    struct actor takes = { t, s, ends_place, s->principal, place_of(t, s, s->clerk), s->clerk, .then = WAITS_FOR_THE_OTHER };
    struct actor uses = { t, s, uses_office, s->clerk, .then = LEAVES_AT_ONCE };
    both_go(&takes, &uses);
    is_rc(t, OK, takes.answered);
    is_rc(t, DENIED, uses.answered);
    is_int(t, 0, db_stats(s->app.db).again);
    city_close(s);
}

TEST(a_homeroom_teacher_who_is_being_replaced_is_refused)
{
    struct city *s = city_on_postgres(t);
    if (!s) return;
    struct actor takes = { t, s, ends_homeroom, s->clerk, .object = s->a1.v, .then = WAITS_FOR_THE_OTHER };
    struct actor uses = { t, s, uses_class, s->hang, .object = s->a1.v, .then = LEAVES_AT_ONCE };
    both_go(&takes, &uses);
    is_rc(t, OK, takes.answered);
    is_rc(t, DENIED, uses.answered);
    struct actor again = { t, s, ends_homeroom, s->clerk, .object = s->a2.v, .then = WAITS_FOR_THE_OTHER };
    struct actor of_pupil = { t, s, uses_pupil, s->yen, .object = s->chi.v, .then = LEAVES_AT_ONCE };
    both_go(&again, &of_pupil);
    is_rc(t, OK, again.answered);
    is_rc(t, DENIED, of_pupil.answered);
    city_close(s);
}

TEST(of_two_who_end_each_others_places_one_hears_that_the_right_is_gone)
{
    struct city *s = city_on_postgres(t);
    if (!s) return;
    struct actor one = { t, s, ends_place, s->clerk, place_of(t, s, s->deputy), s->deputy, .then = WAITS_FOR_THE_OTHER };
    struct actor other = { t, s, ends_place, s->deputy, place_of(t, s, s->clerk), s->clerk, .then = LEAVES_AT_ONCE };
    both_go(&one, &other);
    is_rc(t, OK, one.answered);
    is_rc(t, DENIED, other.answered);
    is_int(t, 1, one.runs);
    is_int(t, 1, other.runs);                                    /* no deadlock in between */
    city_close(s);
}

TEST(who_loses_nothing_is_not_held_up)
{
    struct city *s = city_on_postgres(t);
    if (!s) return;
    struct actor one = { t, s, uses_office, s->clerk, .then = LEAVES_AT_ONCE }, other = one;
    struct actor pupil = { t, s, uses_pupil, s->hang, .object = s->an.v, .then = LEAVES_AT_ONCE };
    both_go(&one, &other);
    both_go(&pupil, &other);
    is_rc(t, OK, one.answered);
    is_rc(t, OK, other.answered);
    is_rc(t, OK, pupil.answered);
    is_int(t, 0, db_stats(s->app.db).again);
    city_close(s);
}

static rc stands_for_an(struct tx *t, const struct new_link *in, void *out) { (void)out; return guardian_link_open(t, in->child, in->guardian, in->kind); }
CLOSURE(stands_for_an, struct new_link, void)

TEST(a_teacher_whom_an_order_is_about_to_keep_from_the_child_waits_and_is_refused)
{
    struct city *s = city_on_postgres(t);
    if (!s) return;
    struct new_link link = { s->an, s->hang, GUARDIAN_KIND_MOTHER };
    is_rc(t, OK, transact(s->ask, NULL, stands_for_an, &link, NULL));
    struct actor takes = { t, s, is_barred, s->principal, .victim_person = s->hang, .object = s->an.v, .then = WAITS_FOR_THE_OTHER };
    struct actor uses = { t, s, uses_pupil, s->hang, .object = s->an.v, .then = LEAVES_AT_ONCE };
    both_go(&takes, &uses);
    is_rc(t, OK, takes.answered);
    is_rc(t, DENIED, uses.answered);
    city_close(s);
}
