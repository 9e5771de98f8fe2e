#include "test/harness/db.h"

#include <errno.h>
#include <fcntl.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

enum { PATH_SIZE = 512, SLOTS = 16, WHY = 1024 };

static _Noreturn void give_up(const char *doing, const char *why)
{
    fprintf(stderr, "  test database: %s: %s\n", doing, why);
    exit(1);
}

static const char *run_folder(struct test *t)
{
    const char *run = getenv("KHUE_TEST_RUN");
    return run ? run : t->folder;
}

static const char *server(void)
{
    const char *url = getenv("KHUE_TEST_DB");
    return url && strcmp(url, "sqlite") != 0 && *url ? url : NULL;
}

/* The owner of the tables; the server's own role where there is no other. */
static const char *owner(void)
{
    const char *url = getenv("KHUE_TEST_DB_OWNER");
    return url && *url ? url : server();
}

/* Who stands above the walls: only empties the database between two tests. */
static const char *keeper(void)
{
    const char *url = getenv("KHUE_TEST_DB_KEEPER");
    return url && *url ? url : owner();
}

bool test_on_postgres(void) { return server() != NULL; }

static struct db *open_at(const char *folder, const char *url, const char *server_url)
{
    char why[WHY];
    struct db *db;
    struct db_config config = { .folder = folder, .url = url, .server_url = server_url, .node = -1, .durable = false };
    if (db_open(&config, false, &db, why, sizeof why) != OK) give_up("open", why);
    return db;
}

static int locked(const char *path)
{
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0 || flock(fd, LOCK_EX) != 0) give_up(path, strerror(errno));
    return fd;
}

/* ---- SQLite: one migrated file for the whole run */

static void make_template(const char *folder)
{
    char why[WHY];
    struct db *db = open_at(folder, NULL, NULL);
    if (db_migrate(db, NULL, why, sizeof why) != OK) give_up("migrate", why);
    db_close(db);
}

static void copy_file(const char *from, const char *to)
{
    char part[65536];
    FILE *in = fopen(from, "r"), *out = fopen(to, "w");
    if (!in || !out) give_up(in ? to : from, strerror(errno));
    for (size_t n; (n = fread(part, 1, sizeof part, in)) > 0;) fwrite(part, 1, n, out);
    fclose(in);
    if (fclose(out) != 0) give_up(to, strerror(errno));
}

static void sqlite_fresh(struct test *t)
{
    const char *run = run_folder(t);
    const char *file = arena_print(t->arena, "%s/template/khue.db", run);
    const char *done = arena_print(t->arena, "%s/template/done", run);
    int lock = locked(arena_print(t->arena, "%s/template.lock", run));
    if (access(done, F_OK) != 0) {
        make_template(arena_print(t->arena, "%s/template", run));
        close(open(done, O_CREAT | O_WRONLY | O_CLOEXEC, 0600));
    }
    close(lock);
    copy_file(file, arena_print(t->arena, "%s/khue.db", test_db_folder(t)));
}

/* Kept things lie in the run's folder under their name, the bytes beside them first: where the file of data is, both are whole. */

static const char *kept_path(struct test *t, const char *name, const char *ending)
{
    return arena_print(t->arena, "%s/kept_%s%s", run_folder(t), name, ending);
}

static bool sqlite_kept(struct test *t, const char *name, void *beside, size_t n)
{
    const char *data = kept_path(t, name, ".db");
    if (access(data, F_OK) != 0) return false;
    FILE *f = fopen(kept_path(t, name, ".bytes"), "r");
    if (!f || fread(beside, 1, n, f) != n) give_up(name, "what was kept beside it is short");
    fclose(f);
    copy_file(data, arena_print(t->arena, "%s/khue.db", test_db_folder(t)));
    return true;
}

/* Two tests may keep the same at once: what the first one kept stays, whole. */
static void sqlite_keep(struct test *t, const char *name, const void *beside, size_t n)
{
    int lock = locked(kept_path(t, name, ".lock"));
    const char *data = kept_path(t, name, ".db"), *fresh = kept_path(t, name, ".new");
    if (access(data, F_OK) != 0) {
        FILE *f = fopen(kept_path(t, name, ".bytes"), "w");
        if (!f || fwrite(beside, 1, n, f) != n || fclose(f) != 0) give_up(name, strerror(errno));
        copy_file(arena_print(t->arena, "%s/khue.db", test_db_folder(t)), fresh);
        if (rename(fresh, data) != 0) give_up(data, strerror(errno));
    }
    close(lock);
}

/* ---- PostgreSQL: a slot is held for the life of the test process */

static int held_slot = -1;

/* An address with the database of the slot. */
static const char *slot_of(struct test *t, const char *url, int slot)
{
    const char *out = "";
    PQconninfoOption *all = PQconninfoParse(url, NULL);
    if (!all) give_up(url, "not a postgres address");
    for (PQconninfoOption *one = all; one->keyword; one++)
        if (one->val && strcmp(one->keyword, "dbname") != 0) out = arena_print(t->arena, "%s%s='%s' ", out, one->keyword, one->val);
    PQconninfoFree(all);
    return arena_print(t->arena, "%sdbname=khue_slot_%d", out, slot);
}

static const char *slot_url(struct test *t)       { return slot_of(t, server(), held_slot); }
static const char *slot_owner_url(struct test *t) { return slot_of(t, owner(), held_slot); }

static int take_slot(struct test *t, bool *migrated)
{
    for (int slot = 0; slot < SLOTS; slot++) {
        struct stat st;
        int fd = open(arena_print(t->arena, "%s/slot_%d", run_folder(t), slot), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (fd < 0 || flock(fd, LOCK_EX | LOCK_NB) != 0) { if (fd >= 0) close(fd); continue; }
        *migrated = fstat(fd, &st) == 0 && st.st_size > 0;
        held_slot = slot;
        return fd;                                       /* never closed: the process ends with the test */
    }
    give_up("slots", "all taken");
}

static void command(PGconn *pg, const char *sql, bool must)
{
    PGresult *r = PQexec(pg, sql);
    ExecStatusType status = PQresultStatus(r);
    if (must && status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) give_up(sql, PQerrorMessage(pg));
    PQclear(r);
}

static PGconn *connected(const char *url)
{
    PGconn *pg = PQconnectdb(url);
    if (PQstatus(pg) != CONNECTION_OK) give_up("connect", PQerrorMessage(pg));
    command(pg, "SET client_min_messages = error", true);
    command(pg, "SET khue.reach = 'all'", true);             /* looks over the wall of row level security */
    return pg;
}

static void make_slot(struct test *t, int fd)
{
    char why[WHY];
    PGconn *pg = connected(owner());
    command(pg, arena_print(t->arena, "DROP DATABASE IF EXISTS khue_slot_%d WITH (FORCE)", held_slot), true);
    command(pg, arena_print(t->arena, "CREATE DATABASE khue_slot_%d TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'", held_slot), true);
    PQfinish(pg);
    struct db *db = open_at(test_db_folder(t), slot_owner_url(t), slot_url(t));
    if (db_migrate(db, NULL, why, sizeof why) != OK) give_up("migrate", why);
    db_close(db);
    if (write(fd, "migrated\n", 9) != 9) give_up("slot", strerror(errno));
}

static void postgres_fresh(struct test *t)
{
    /* Rows are deleted, with triggers and foreign keys asleep: a TRUNCATE makes new files for every table that hangs on those with
    ** rows, which took two thirds of the time of all tests. What grew large is cut off all the same. */
    static const char empty[] =
        "SET session_replication_role = replica;"
        "DO $$ DECLARE r record; large text := ''; BEGIN"
        " FOR r IN SELECT c.oid::regclass::text AS n, pg_relation_size(c.oid) AS size FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace"
        "  WHERE c.relkind = 'r' AND s.nspname = 'public' AND c.relname <> 'schema_migration' LOOP"
        "  IF r.size > 2000000 THEN large := large || ',' || r.n;"
        "  ELSIF r.size > 0 THEN EXECUTE 'DELETE FROM ' || r.n; END IF;"
        " END LOOP;"
        " IF large <> '' THEN EXECUTE 'TRUNCATE ' || substr(large, 2) || ' CASCADE'; END IF; END $$";
    bool migrated = held_slot >= 0;                         /* a test that opens one after another empties its own */
    int fd = migrated ? -1 : take_slot(t, &migrated);
    if (!migrated) make_slot(t, fd);
    PGconn *pg = connected(slot_of(t, keeper(), held_slot));
    command(pg, empty, true);
    PQfinish(pg);
}

/* ---- both */

const char *test_db_folder(struct test *t)
{
    const char *folder = arena_print(t->arena, "%s/data", t->folder);
    if (mkdir(folder, 0700) != 0 && errno != EEXIST) give_up(folder, strerror(errno));
    return folder;
}

const char *test_db_url(struct test *t)
{
    return held_slot >= 0 ? slot_url(t) : NULL;
}

struct db *test_db_open(struct test *t)
{
    if (test_on_postgres()) postgres_fresh(t);
    else                    sqlite_fresh(t);
    return open_at(test_db_folder(t), test_db_url(t), NULL);
}

struct db *test_db_open_kept(struct test *t, const char *name, void *beside, size_t n, bool *found)
{
    *found = !test_on_postgres() && sqlite_kept(t, name, beside, n);
    return *found ? open_at(test_db_folder(t), NULL, NULL) : test_db_open(t);
}

void test_db_keep(struct test *t, const char *name, const void *beside, size_t n)
{
    if (!test_on_postgres()) sqlite_keep(t, name, beside, n);
}

struct db *test_db_again(struct test *t, struct db *db)
{
    db_close(db);
    return open_at(test_db_folder(t), test_db_url(t), NULL);
}

struct db *test_db_as_owner(struct test *t, struct db *db)
{
    if (!test_on_postgres()) return db;
    db_close(db);
    return open_at(test_db_folder(t), slot_owner_url(t), slot_url(t));
}

/* What it makes is for the server's role as if a migration had made it. */
void test_db_build(struct test *t, struct db *db, const char *sql)
{
    if (test_on_postgres()) {
        PGconn *pg = connected(slot_owner_url(t));
        PQconninfoOption *all = PQconninfoParse(server(), NULL), *one = all;
        while (one->keyword && strcmp(one->keyword, "user") != 0) one++;
        command(pg, sql, true);
        command(pg, arena_print(t->arena, "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO \"%1$s\";"
                                          " REVOKE INSERT, UPDATE, DELETE ON schema_migration FROM \"%1$s\";"
                                          " GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO \"%1$s\"", one->val), true);
        PQconninfoFree(all);
        PQfinish(pg);
    } else if (db_plain(db, t->arena, sql, NULL) != OK) give_up("build", sql);
}

void test_db_close(struct db *db) { db_close(db); }

struct ask *test_ask(struct test *t, struct db *db)
{
    struct ask *a = ARENA_NEW(t->arena, struct ask);
    struct fault *fault = ARENA_NEW(t->arena, struct fault);
    if (!a || !fault) give_up("ask", "arena is full");
    ask_init(a, db, t->arena, fault, db_now(db));
    return a;
}
