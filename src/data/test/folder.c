#include "data/engine.h"
#include "things.h"
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static struct db_config config_of(struct test *t)
{
    return (struct db_config){ .folder = test_db_folder(t), .url = test_db_url(t), .node = -1 };
}

TEST(a_second_holder_of_the_folder_is_refused_and_told_who_holds_it)
{
    char why[1024];
    struct db *db, *second;
    db_close(test_db_open(t));
    struct db_config config = config_of(t);
    if (!is_rc(t, OK, db_open(&config, true, &db, why, sizeof why))) return;
    is_rc(t, BUSY, db_open(&config, true, &second, why, sizeof why));
    is_true(t, second == NULL);
    has_text(t, arena_print(t->arena, "tiến trình %d", (int)getpid()), why);
    has_text(t, arena_print(t->arena, "process %d", (int)getpid()), why);
    db_close(db);
    is_rc(t, OK, db_open(&config, true, &second, why, sizeof why));
    db_close(second);
}

TEST(a_folder_that_cannot_be_is_told_why)
{
    char why[1024];
    struct db *db;
    struct db_config config = { .folder = "/proc/none/data", .node = -1 };
    is_rc(t, DOWN, db_open(&config, true, &db, why, sizeof why));
    has_text(t, "/proc/none/data", why);
    is_true(t, db == NULL);
}

/* ---- migrations */

static const struct migration first[] = {
    { "data", 1, "ground", "h1", "CREATE TABLE m_one (id INTEGER PRIMARY KEY); CREATE INDEX m_one_by_id ON m_one (id);",
                                 "CREATE TABLE m_one (id BIGINT PRIMARY KEY); CREATE INDEX m_one_by_id ON m_one (id);" },
    { 0 }
};
static const struct migration second[] = {
    { "data", 1, "ground", "h1", "SELECT nonsense", "SELECT nonsense" },
    { "people", 1, "people", "h2", "CREATE TABLE m_two (id INTEGER PRIMARY KEY)", "CREATE TABLE m_two (id BIGINT PRIMARY KEY)" },
    { 0 }
};
static const struct migration broken[] = {
    { "data", 1, "ground", "h1", "", "" },
    { "people", 1, "people", "h2", "", "" },
    { "people", 2, "more", "h3", "CREATE TABLE m_three (id INTEGER PRIMARY KEY)", "CREATE TABLE m_three (id BIGINT PRIMARY KEY)" },
    { "people", 3, "worse", "h4", "CREATE TABLE m_two (id INTEGER PRIMARY KEY)", "CREATE TABLE m_two (id BIGINT PRIMARY KEY)" },
    { 0 }
};
static const struct migration changed[] = { { "data", 1, "ground", "other", "", "" }, { 0 } };

static int lines;
static bool count_line(const char *line) { (void)line; lines++; return true; }

static int copies(struct test *t)
{
    FILE *ls = popen(arena_print(t->arena, "ls '%s' | grep -c '^khue-before-'", test_db_folder(t)), "r");
    int n = -1;
    if (ls && fscanf(ls, "%d", &n) != 1) n = -1;
    if (ls) pclose(ls);
    return n;
}

static bool table_is_there(struct test *t, struct db *db, const char *name)
{
    const char *found = NULL;
    db_plain(db, t->arena, arena_print(t->arena, test_on_postgres() ? "SELECT 1 WHERE to_regclass('%s') IS NOT NULL"
                                                                     : "SELECT 1 FROM sqlite_schema WHERE name = '%s'", name), &found);
    return found != NULL;
}

static void forget(struct test *t, struct db *db)
{
    is_rc(t, OK, db_plain(db, t->arena, "DROP TABLE IF EXISTS schema_migration; DROP TABLE IF EXISTS m_one;"
                                        "DROP TABLE IF EXISTS m_two; DROP TABLE IF EXISTS m_three", NULL));
}

TEST(migrations_are_applied_once_in_order_and_kept_whole)
{
    char why[512];
    int missing = -1;
    struct db *db = test_db_as_owner(t, test_db_open(t));
    is_rc(t, OK, db_plain(db, t->arena, test_on_postgres() ? "ALTER TABLE schema_migration RENAME TO schema_migration_kept"
                                                           : "DROP TABLE schema_migration", NULL));
    forget(t, db);
    is_rc(t, OK, migrate_missing(db, second, &missing));
    is_int(t, 2, missing);
    is_rc(t, OK, migrate_list(db, first, count_line, why, sizeof why));
    is_rc(t, OK, migrate_list(db, first, count_line, why, sizeof why));
    is_int(t, 1, lines);
    is_int(t, 0, copies(t));
    is_rc(t, OK, migrate_missing(db, second, &missing));
    is_int(t, 1, missing);
    is_rc(t, OK, migrate_list(db, second, count_line, why, sizeof why));
    is_int(t, 2, lines);
    is_int(t, test_on_postgres() ? 0 : 1, copies(t));
    is_true(t, table_is_there(t, db, "m_two"));
    is_true(t, migrate_list(db, broken, NULL, why, sizeof why) != OK);
    has_text(t, "m_two", why);
    is_false(t, table_is_there(t, db, "m_three"));
    is_rc(t, CONFLICT, migrate_list(db, changed, NULL, why, sizeof why));
    has_text(t, "data/0001 ground", why);
    is_rc(t, OK, migrate_missing(db, second, &missing));
    is_int(t, 0, missing);
    forget(t, db);
    if (test_on_postgres()) {
        is_rc(t, OK, db_plain(db, t->arena, "ALTER TABLE schema_migration_kept RENAME TO schema_migration", NULL));
        is_rc(t, OK, db_migrate(db, NULL, why, sizeof why));             /* the rights of the server's role as they were */
    }
    db_close(db);
}

/* ---- ids */

static rc last_of_many(struct tx *t, const int *n, int64_t *id)
{
    for (int i = 0; i < *n; i++) *id = new_id(t);
    return OK;
}
CLOSURE(last_of_many, int, int64_t)

static opt_instant at(int64_t ms) { return (opt_instant){ true, { ms } }; }

TEST(ids_go_on_after_reopening_with_the_clock_set_back)
{
    enum { HOUR = 3600000 };
    const int64_t noon = 1760000000000;
    struct db *db = test_db_open(t);
    int64_t last = 0, next = 0;
    db_set_clock(db, at(noon));
    is_rc(t, OK, transact(test_ask(t, db), NULL, last_of_many, (&(int){ 5000 }), &last));
    is_true(t, db_new_id(db) > last);
    last = db_new_id(db);
    db = test_db_again(t, db);
    db_set_clock(db, at(noon - HOUR));
    next = db_new_id(db);
    is_true(t, next > last);
    is_true(t, next < id_at(noon + 60000, 0, 0));
    db_close(db);
}

/* The child gives ids out and dies without closing anything. */
TEST(ids_go_on_after_a_crash_with_the_clock_set_back)
{
    const int64_t noon = 1760000000000;
    db_close(test_db_open(t));
    int ends[2];
    is_int(t, 0, pipe(ends));
    pid_t child = fork();
    if (child == 0) {
        char why[512];
        struct db *db;
        struct db_config config = config_of(t);
        int64_t last = 0;
        if (db_open(&config, false, &db, why, sizeof why) != OK) _exit(1);
        db_set_clock(db, at(noon));
        if (transact(test_ask(t, db), NULL, last_of_many, (&(int){ 700 }), &last) != OK) _exit(1);
        last = db_new_id(db);
        if (write(ends[1], &last, sizeof last) != sizeof last) _exit(1);
        kill(getpid(), SIGKILL);
    }
    int64_t last = 0;
    is_int(t, sizeof last, read(ends[0], &last, sizeof last));
    waitpid(child, NULL, 0);
    struct db *db;
    char why[512];
    struct db_config config = config_of(t);
    if (!is_rc(t, OK, db_open(&config, false, &db, why, sizeof why))) return;
    db_set_clock(db, at(noon - 1000));
    int64_t next = db_new_id(db);
    if (!test_on_postgres()) is_true(t, next > last);
    is_true(t, next != last);
    db_close(db);
}

TEST(two_processes_on_one_database_never_make_the_same_id)
{
    struct db *one = test_db_open(t), *two;
    char why[512];
    struct db_config config = config_of(t);
    if (!is_rc(t, OK, db_open(&config, false, &two, why, sizeof why))) return;
    int64_t a = 0, b = 0, before = 0;
    for (int i = 0; i < 20; i++) {
        db_set_clock(one, at(1760000000000 + i * 20000));
        db_set_clock(two, at(1760000000000 + i * 20000));
        is_rc(t, OK, transact(test_ask(t, one), NULL, last_of_many, (&(int){ 100 }), &a));
        is_rc(t, OK, transact(test_ask(t, two), NULL, last_of_many, (&(int){ 100 }), &b));
        if (!is_true(t, a != b && a != before)) break;
        before = b;
    }
    db_close(two);
    db_close(one);
}

TEST(a_folder_keeps_the_node_number_it_was_made_with)
{
    if (test_on_postgres()) { skip(t, "PostgreSQL leases node numbers"); return; }
    char why[1024];
    struct db *db;
    struct db_config config = { .folder = arena_print(t->arena, "%s/new", t->folder), .node = 8191 };
    if (!is_rc(t, OK, db_open(&config, true, &db, why, sizeof why))) return;
    is_rc(t, OK, db_migrate(db, NULL, why, sizeof why));
    int64_t id = db_new_id(db);
    is_int(t, 8191, id >> 9 & 8191);
    db_close(db);
    config.node = 3;
    is_rc(t, CONFLICT, db_open(&config, true, &db, why, sizeof why));
    has_text(t, "8191", why);
    config.node = -1;
    is_rc(t, OK, db_open(&config, true, &db, why, sizeof why));
    is_int(t, 8191, db_new_id(db) >> 9 & 8191);
    db_close(db);
}
