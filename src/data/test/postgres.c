/* What only PostgreSQL can do to a closure: deadlocks, lost connections, time running out. */
#include "base/log.h"
#include "things.h"
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

static const struct query kill_me = { .name = "kill me", .index = 40, .scope = SCOPE_SYSTEM, .sqlite = "SELECT 1",
                                      .postgres = "SELECT pg_terminate_backend(pg_backend_pid())" };
static const unsigned char one_int[] = { PARAM_INT };
static const struct query lock_one = { .name = "lock one", .index = 41, .params = 1, .kinds = one_int, .scope = SCOPE_SYSTEM,
                                       .sqlite = "SELECT id FROM thing WHERE id = ?1",
                                       .postgres = "SELECT id FROM thing WHERE id = $1 FOR UPDATE" };
static const struct query short_time = { .name = "short time", .index = 42, .scope = SCOPE_SYSTEM, .writes = true, .sqlite = "SELECT 1",
                                         .postgres = "SET LOCAL statement_timeout = 20" };
static const struct query sleep_long = { .name = "sleep", .index = 43, .scope = SCOPE_SYSTEM, .sqlite = "SELECT 1",
                                         .postgres = "SELECT pg_sleep(30)" };

static bool only_postgres(struct test *t)
{
    if (!test_on_postgres()) skip(t, "needs PostgreSQL (KHUE_TEST_DB)");
    log_set_level(LOG_ERROR + 1);
    return test_on_postgres();
}

static rc put(struct ask *a, const struct query *q, int64_t v)
{
    struct stmt *s;
    try(stmt_open(a, q, &s));
    if (q->params) stmt_int(s, 0, v);
    rc r = stmt_step(s, NULL);
    stmt_close(s);
    return r;
}

static rc add_and_lose_once(struct tx *t, int *runs, int64_t *id)
{
    try(add_thing(t, &(struct add_in){ "a", NULL }, id));
    return (*runs)++ == 0 ? put(t->ask, &kill_me, 0) : OK;
}
static rc lose_closure(struct tx *t, const void *in, void *out)
{
    int *const *runs = in;
    return add_and_lose_once(t, *runs, out);
}

TEST(a_closure_whose_connection_is_lost_runs_again)
{
    if (!only_postgres(t)) return;
    struct db *db = things_db(t);
    int runs = 0, *at = &runs;
    int64_t id;
    is_rc(t, OK, transact_run(test_ask(t, db), NULL, "lose", lose_closure, &at, &id));
    is_int(t, 2, runs);
    is_int(t, 1, things_now(t, db));
    db_close(db);
}

/* What a plan made for any values is reckoned to cost is a guess: compiling it took a page of search 30 ms, running it less than one. */
TEST(no_question_is_compiled_to_machine_code)
{
    if (!only_postgres(t)) return;
    struct db *db = things_db(t);
    const char *jit = NULL;
    is_rc(t, OK, db_plain(db, t->arena, "SHOW jit", &jit));
    is_text(t, "off", jit);
    db_close(db);
}

TEST(a_reader_whose_connection_died_idle_is_connected_anew)
{
    if (!only_postgres(t)) return;
    struct db *db = things_db(t);
    struct db *other;
    char why[512];
    struct db_config config = { .folder = test_db_folder(t), .url = test_db_url(t), .node = -1 };
    is_int(t, 0, things_now(t, db));
    if (!is_rc(t, OK, db_open(&config, false, &other, why, sizeof why))) return;
    is_rc(t, OK, db_plain(other, t->arena, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                           " WHERE datname = current_database() AND pid <> pg_backend_pid()", NULL));
    is_int(t, 0, things_now(t, db));
    db_close(other);
    db_close(db);
}

/* As after another server became the primary: the connection that reserves ids is used once in half a minute, and finds out last. */
TEST(ids_are_reserved_anew_when_the_connection_for_them_died_idle)
{
    if (!only_postgres(t)) return;
    struct db *db = things_db(t);
    struct db *other;
    char why[512];
    int64_t id;
    struct db_config config = { .folder = test_db_folder(t), .url = test_db_url(t), .node = -1 };
    is_rc(t, OK, transact_add(test_ask(t, db), NULL, &(struct add_in){ "a", NULL }, &id));
    if (!is_rc(t, OK, db_open(&config, false, &other, why, sizeof why))) return;
    is_rc(t, OK, db_plain(other, t->arena, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                           " WHERE datname = current_database() AND pid <> pg_backend_pid()", NULL));
    db_close(other);
    is_int(t, 1, things_now(t, db));                          /* the other connections have come back */
    db_set_clock(db, (opt_instant){ true, { db_now(db).ms + 600000 } });              /* past what was reserved */
    is_rc(t, OK, transact_add(test_ask(t, db), NULL, &(struct add_in){ "b", NULL }, &id));
    is_int(t, 2, things_now(t, db));
    db_close(db);
}

/* A deferred trigger ends the session in the middle of the first COMMIT. */
TEST(an_unknown_commit_is_settled_by_the_request_key)
{
    if (!only_postgres(t)) return;
    struct db *db = things_db(t);
    int64_t id;
    test_db_build(t, db,
        "DROP SEQUENCE IF EXISTS commits; CREATE SEQUENCE commits;"
        "CREATE OR REPLACE FUNCTION end_first_commit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " IF nextval('commits') % 2 = 1 THEN PERFORM pg_terminate_backend(pg_backend_pid()); END IF; RETURN NULL; END $$;"
        "CREATE CONSTRAINT TRIGGER end_first_commit AFTER INSERT ON thing DEFERRABLE INITIALLY DEFERRED"
        " FOR EACH ROW EXECUTE FUNCTION end_first_commit()");
    struct request_key key = { .person = { 7 }, .key = "k" };
    is_rc(t, OK, transact_add(test_ask(t, db), &key, &(struct add_in){ "a", "/noi" }, &id));
    is_text(t, "/noi", key.answer);
    is_false(t, key.repeated);
    is_int(t, 1, things_now(t, db));
    struct ask *a = test_ask(t, db);
    is_rc(t, DOWN, transact_add(a, NULL, &(struct add_in){ "b", NULL }, &id));
    is_int(t, DOWN, a->fault->kind);
    is_int(t, 1, things_now(t, db));
    db_close(db);
}

/* As PostgreSQL warns when somebody cancels the wait for a synchronous standby (test/crash/failover has the real one). */
TEST(a_commit_that_was_answered_with_a_warning_is_asked_for_again)
{
    if (!only_postgres(t)) return;
    struct db *db = things_db(t);
    int64_t id;
    test_db_build(t, db,
        "DROP SEQUENCE IF EXISTS commits; CREATE SEQUENCE commits;"
        "CREATE OR REPLACE FUNCTION warn_at_commit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " PERFORM nextval('commits'); RAISE WARNING 'committed here, perhaps not there'; RETURN NULL; END $$;"
        "CREATE CONSTRAINT TRIGGER warn_at_commit AFTER INSERT ON thing DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION warn_at_commit()");
    struct request_key key = { .person = { 7 }, .key = "k" };
    is_rc(t, OK, transact_add(test_ask(t, db), &key, &(struct add_in){ "a", "/noi" }, &id));
    is_text(t, "/noi", key.answer);
    is_false(t, key.repeated);
    is_int(t, 1, things_now(t, db));
    struct ask *a = test_ask(t, db);
    is_rc(t, DOWN, transact_add(a, NULL, &(struct add_in){ "b", NULL }, &id));
    has_text(t, "warning", a->fault->detail);
    is_int(t, 2, things_now(t, db));                          /* it is there, and nobody promised it */
    db_close(db);
}

static rc sleep_in(struct tx *t, const char *in, int64_t *out)
{
    (void)in; (void)out;
    try(put(t->ask, &short_time, 0));
    return put(t->ask, &sleep_long, 0);
}
CLOSURE(sleep_in, char, int64_t)

TEST(a_closure_out_of_time_is_busy_and_leaves_a_connection_that_works)
{
    if (!only_postgres(t)) return;
    struct db *db = things_db(t);
    struct ask *a = test_ask(t, db);
    int64_t n;
    is_rc(t, BUSY, transact(a, NULL, sleep_in, "", &n));
    has_text(t, "57014", a->fault->detail);
    is_int(t, 0, things_now(t, db));
    db_close(db);
}

/* ---- deadlock */

struct pair { struct db *db; int64_t first, second; rc answered; pthread_barrier_t *both; };

static rc lock_two(struct tx *t, const struct pair *in, int *runs)
{
    try(put(t->ask, &lock_one, in->first));
    if ((*runs)++ == 0) pthread_barrier_wait(in->both);
    try(put(t->ask, &lock_one, in->second));
    int64_t changed;
    return thing_rename(t, in->second, "khoá", &changed);
}
CLOSURE(lock_two, struct pair, int)

static void *lock_both(void *at)
{
    struct pair *p = at;
    struct arena arena;
    struct fault fault;
    struct ask a;
    int runs = 0;
    arena_init(&arena, 1 << 20);
    ask_init(&a, p->db, &arena, &fault, db_now(p->db));
    p->answered = transact(&a, NULL, lock_two, p, &runs);
    arena_finish(&arena);
    return NULL;
}

TEST(two_closures_in_a_deadlock_are_both_done)
{
    if (!only_postgres(t)) return;
    struct db *db = things_db(t);
    int64_t one, two;
    pthread_t thread[2];
    pthread_barrier_t both;
    is_rc(t, OK, transact_add(test_ask(t, db), NULL, &(struct add_in){ "1", NULL }, &one));
    is_rc(t, OK, transact_add(test_ask(t, db), NULL, &(struct add_in){ "2", NULL }, &two));
    pthread_barrier_init(&both, NULL, 2);
    struct pair p[2] = { { db, one, two, BUG, &both }, { db, two, one, BUG, &both } };
    for (int i = 0; i < 2; i++) pthread_create(&thread[i], NULL, lock_both, &p[i]);
    for (int i = 0; i < 2; i++) pthread_join(thread[i], NULL);
    is_rc(t, OK, p[0].answered);
    is_rc(t, OK, p[1].answered);
    is_true(t, db_stats(db).again >= 1);
    pthread_barrier_destroy(&both);
    db_close(db);
}

/* ---- writes that are not waited for */

struct many { int rows; int twice; int64_t unknown_parent; };

static const unsigned char behind_kinds[] = { PARAM_INT, PARAM_TEXT, PARAM_INT };
static const struct query add_behind = {
    .name = "add behind", .index = 44, .params = 3, .kinds = behind_kinds, .writes = true, .scope = SCOPE_SYSTEM,
    .sqlite = "INSERT INTO thing (id, code, size, lit, parent) VALUES (?1, ?2, 1, 0, ?3)",
    .postgres = "INSERT INTO thing (id, code, size, lit, parent) VALUES ($1, $2, 1, 0, $3)",
};

/* Row number `twice` comes two times. */
static rc add_many(struct tx *t, const struct many *in, int64_t *counted)
{
    write_behind(t);
    for (int i = 1; i <= in->rows; i++)
        for (int k = 0; k <= (i == in->twice); k++) {
            struct stmt *s;
            const char *code = arena_print(t->ask->arena, "%d", i);
            try(stmt_open(t->ask, &add_behind, &s));
            stmt_int(s, 0, i + 1000 * k);
            stmt_text(s, 1, code);
            if (in->unknown_parent) stmt_int(s, 2, in->unknown_parent);
            rc r = stmt_run(s, NULL);
            stmt_close(s);
            try(r);
        }
    return counted ? things_count(t->ask, counted) : OK;
}
CLOSURE(add_many, struct many, int64_t)

TEST(writes_that_are_not_waited_for_are_all_there)
{
    struct db *db = things_db(t);
    int64_t counted = 0;
    is_rc(t, OK, transact(test_ask(t, db), NULL, add_many, (&(struct many){ .rows = 700 }), &counted));
    is_int(t, 700, counted);
    is_int(t, 700, things_now(t, db));
    db_close(db);
}

TEST(one_bad_row_among_writes_that_are_not_waited_for_undoes_all)
{
    struct db *db = things_db(t);
    int64_t counted;
    for (int with_count = 0; with_count < 2; with_count++) {
        struct ask *a = test_ask(t, db);
        is_rc(t, CONFLICT, transact(a, NULL, add_many, (&(struct many){ .rows = 300, .twice = 299 - 298 * with_count }), with_count ? &counted : NULL));
        has_text(t, "add behind", a->fault->detail);
        is_int(t, 0, things_now(t, db));
    }
    struct ask *a = test_ask(t, db);
    is_rc(t, CONFLICT, transact(a, NULL, add_many, (&(struct many){ .rows = 2, .unknown_parent = 77 }), NULL));
    is_int(t, 0, things_now(t, db));
    is_rc(t, OK, transact(test_ask(t, db), NULL, add_many, (&(struct many){ .rows = 2 }), NULL));
    is_int(t, 2, things_now(t, db));
    db_close(db);
}
