/* What a closure does last: sorted, merged, once, and so without deadlocks. */
#include "base/log.h"
#include "things.h"
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

static const unsigned char two_ints[] = { PARAM_INT, PARAM_INT };
static const struct query q_count_up = {
    .name = "count_up", .index = 50, .params = 2, .kinds = two_ints, .writes = true, .scope = SCOPE_SYSTEM,
    .sqlite   = "INSERT INTO thing (id, code, size, lit) VALUES (?1, 'counter ' || ?1, ?2, 0) ON CONFLICT (id) DO UPDATE SET size = thing.size + excluded.size",
    /* The code is a second unique key: of two who insert the same row at once one would fail on it. Tables of sums have one key. */
    .postgres = "INSERT INTO thing (id, code, size, lit) VALUES ($1, gen_random_uuid()::text, $2::bigint, 0)"
                " ON CONFLICT (id) DO UPDATE SET size = thing.size + excluded.size",
};
static const struct query q_sum = { .name = "sum", .index = 51, .scope = SCOPE_SYSTEM,
    .sqlite = "SELECT coalesce(sum(size), 0) FROM thing", .postgres = "SELECT coalesce(sum(size), 0) FROM thing" };
static const struct query kill_me = { .name = "kill me", .index = 52, .scope = SCOPE_SYSTEM, .sqlite = "SELECT 1",
                                      .postgres = "SELECT pg_terminate_backend(pg_backend_pid())" };

struct step { int64_t counter, by; };

static struct step written[64];                /* by the closure that ran last; tests run in processes of their own */
static int writes;

static int by_counter(const void *a, const void *b)
{
    int64_t x = ((const struct step *)a)->counter, y = ((const struct step *)b)->counter;
    return (x > y) - (x < y);
}

static void add_up(void *into, const void *other) { ((struct step *)into)->by += ((const struct step *)other)->by; }

static rc count_up(struct tx *t, const void *item)
{
    const struct step *x = item;
    struct stmt *s;
    if (writes < 64) written[writes++] = *x;
    try(stmt_open(t->ask, &q_count_up, &s));
    stmt_int(s, 0, x->counter);
    stmt_int(s, 1, x->by);
    rc r = stmt_run(s, NULL);
    stmt_close(s);
    return r;
}

static const struct late_kind counters = { "test.counters", by_counter, add_up, count_up };
static const struct late_kind earlier = { "test.and before", by_counter, NULL, count_up };      /* by its name, before counters */

static rc collect(struct tx *t, const struct late_kind *kind, int64_t counter, int64_t by)
{
    struct step *x = ARENA_NEW(t->ask->arena, struct step);
    if (x) *x = (struct step){ counter, by };
    return before_commit(t, kind, x);
}

static int64_t asked(struct test *t, struct db *db, const struct query *q)
{
    struct ask *a = test_ask(t, db);
    struct stmt *s;
    bool row;
    int64_t n = -1;
    if (!is_rc(t, OK, stmt_open(a, q, &s))) return n;
    if (is_rc(t, OK, stmt_step(s, &row)) && row) n = (int64_t)col_real(s, 0);
    stmt_close(s);
    ask_done(a);
    return n;
}

static rc collect_some(struct tx *t, const char *in, int *seen)
{
    (void)in;
    writes = 0;
    try(collect(t, &counters, 9, 1));
    try(collect(t, &counters, 3, 1));
    try(collect(t, &earlier, 7, 5));
    try(collect(t, &counters, 9, 10));
    try(collect(t, &earlier, 7, 6));
    *seen = writes;
    return OK;
}
CLOSURE(collect_some, char, int)

TEST(what_is_collected_is_merged_and_written_last_in_one_order)
{
    struct db *db = things_db(t);
    int seen = -1;
    is_rc(t, OK, transact(test_ask(t, db), NULL, collect_some, "", &seen));
    is_int(t, 0, seen);
    is_int(t, 4, writes);
    is_int(t, 7, written[0].counter);
    is_int(t, 5, written[0].by);
    is_int(t, 6, written[1].by);
    is_int(t, 3, written[2].counter);
    is_int(t, 9, written[3].counter);
    is_int(t, 11, written[3].by);
    is_int(t, 23, asked(t, db, &q_sum));
    db_close(db);
}

static rc collect_and_refuse(struct tx *t, const char *in, int *out)
{
    try(collect_some(t, in, out));
    return refuse(t->ask, CONFLICT, 4711, _("Không được."), NULL);
}
CLOSURE(collect_and_refuse, char, int)

TEST(a_refused_closure_writes_nothing_of_what_it_collected)
{
    struct db *db = things_db(t);
    int seen;
    is_rc(t, CONFLICT, transact(test_ask(t, db), NULL, collect_and_refuse, "", &seen));
    is_int(t, 0, writes);
    is_int(t, 0, asked(t, db, &q_sum));
    db_close(db);
}

static rc refuse_last(struct tx *t, const void *item) { (void)item; return refuse(t->ask, LIMIT, 4712, _("Quá nhiều."), NULL); }
static const struct late_kind refused = { "test.refused", by_counter, NULL, refuse_last };
static rc collect_more(struct tx *t, const void *item) { (void)item; return collect(t, &counters, 1, 1); }
static const struct late_kind endless = { "test.endless", by_counter, NULL, collect_more };

static rc add_and_collect(struct tx *t, const struct late_kind *kind, int64_t *id)
{
    try(add_thing(t, &(struct add_in){ "a", NULL }, id));
    return collect(t, kind, 1, 1);
}
CLOSURE(add_and_collect, struct late_kind, int64_t)

TEST(what_fails_at_the_end_undoes_the_closure)
{
    struct db *db = things_db(t);
    struct ask *a = test_ask(t, db);
    int64_t id;
    is_rc(t, LIMIT, transact(a, NULL, add_and_collect, &refused, &id));
    is_int(t, 4712, a->fault->number);
    log_set_level(LOG_ERROR + 1);
    is_rc(t, BUG, transact(test_ask(t, db), NULL, add_and_collect, &endless, &id));
    is_int(t, 0, things_now(t, db));
    db_close(db);
}

struct twice { int *runs; };
static rc collect_twice(struct tx *t, const struct twice *in, int *seen)
{
    struct stmt *s;
    try(collect_some(t, "", seen));
    if ((*in->runs)++ > 0) return OK;
    try(stmt_open(t->ask, &kill_me, &s));
    rc r = stmt_step(s, NULL);
    stmt_close(s);
    return r;
}
CLOSURE(collect_twice, struct twice, int)

TEST(a_closure_that_runs_twice_counts_once)
{
    if (!test_on_postgres()) { skip(t, "needs PostgreSQL (KHUE_TEST_DB)"); return; }
    struct db *db = things_db(t);
    int runs = 0, seen;
    struct twice in = { &runs };
    log_set_level(LOG_ERROR + 1);
    is_rc(t, OK, transact(test_ask(t, db), NULL, collect_twice, &in, &seen));
    is_int(t, 2, runs);
    is_int(t, 23, asked(t, db, &q_sum));
    db_close(db);
}

TEST(when_any_statement_of_it_fails_nothing_is_half_done)
{
    struct db *db = things_db(t);
    int seen, n = 0;
    bool armed = false;
    log_set_level(LOG_ERROR + 1);
    while (!armed && ++n < 20) {
        is_int(t, 0, asked(t, db, &q_sum));
        db_fail_after(n);
        rc r = transact(test_ask(t, db), NULL, collect_some, "", &seen);
        armed = db_fail_armed();
        db_fail_after(0);
        is_rc(t, armed ? OK : DOWN, r);
    }
    is_int(t, 5, n);
    is_int(t, 23, asked(t, db, &q_sum));
    db_close(db);
}

/* ---- eight clients who add to the same rows, each in an order of its own */

enum { CLIENTS = 8, EACH = 60, ROWS = 12 };

struct client { struct test *t; struct db *db; unsigned seed; pthread_barrier_t *start; int fine; };

static rc shuffle(struct tx *t, const unsigned *seed, int *out)
{
    unsigned dice = *seed;
    (void)out;
    for (int i = 0; i < ROWS; i++)
        try(collect(t, &counters, 1 + rand_r(&dice) % ROWS, 1));
    return OK;
}
CLOSURE(shuffle, unsigned, int)

static void *shuffle_many(void *at)
{
    struct client *c = at;
    struct arena arena;
    struct fault fault;
    struct ask a;
    int none;
    arena_init(&arena, 1 << 20);
    pthread_barrier_wait(c->start);
    for (int i = 0; i < EACH; i++) {
        unsigned seed = c->seed * 1000 + (unsigned)i;
        arena_reset(&arena);
        ask_init(&a, c->db, &arena, &fault, db_now(c->db));
        if (is_rc(c->t, OK, transact(&a, NULL, shuffle, &seed, &none))) c->fine++;
    }
    arena_finish(&arena);
    db_thread_end(c->db);
    return NULL;
}

TEST(eight_clients_add_to_the_same_rows_without_a_deadlock)
{
    struct db *db = things_db(t);
    pthread_t thread[CLIENTS];
    struct client c[CLIENTS];
    pthread_barrier_t start;
    int64_t again = db_stats(db).again;
    pthread_barrier_init(&start, NULL, CLIENTS);
    for (int i = 0; i < CLIENTS; i++) {
        c[i] = (struct client){ .t = t, .db = db, .seed = (unsigned)i + 1, .start = &start };
        pthread_create(&thread[i], NULL, shuffle_many, &c[i]);
    }
    for (int i = 0; i < CLIENTS; i++) {
        pthread_join(thread[i], NULL);
        is_int(t, EACH, c[i].fine);
    }
    is_int(t, CLIENTS * EACH * ROWS, asked(t, db, &q_sum));
    is_int(t, 0, db_stats(db).again - again);
    pthread_barrier_destroy(&start);
    db_close(db);
}
