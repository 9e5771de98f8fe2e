#include "test/harness/db.h"
#include "test/harness/wait.h"

#include <dirent.h>
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

const char *test_bytes(struct test *t, const char *hex) { return arena_print(t->arena, server() ? "'\\x%s'::bytea" : "x'%s'", hex); }

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
    if (remove(to) != 0 && errno != ENOENT) give_up(to, strerror(errno));            /* what the store of files wrote is read-only, also for its owner */
    FILE *in = fopen(from, "r"), *out = fopen(to, "w");
    if (!in || !out) give_up(in ? to : from, strerror(errno));
    for (size_t n; (n = fread(part, 1, sizeof part, in)) > 0;) fwrite(part, 1, n, out);
    fclose(in);
    if (fclose(out) != 0) give_up(to, strerror(errno));
}

/* A folder and all below it; nothing where it is not there. */
static void copy_folder(struct test *t, const char *from, const char *to)
{
    DIR *all = opendir(from);
    if (!all) return;
    if (mkdir(to, 0700) != 0 && errno != EEXIST) give_up(to, strerror(errno));
    for (struct dirent *one; (one = readdir(all));) {
        if (strcmp(one->d_name, ".") == 0 || strcmp(one->d_name, "..") == 0) continue;
        const char *source = arena_print(t->arena, "%s/%s", from, one->d_name), *target = arena_print(t->arena, "%s/%s", to, one->d_name);
        if (one->d_type == DT_DIR) copy_folder(t, source, target);
        else                       copy_file(source, target);
    }
    closedir(all);
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

/* ---- PostgreSQL: a slot is held for the life of the test process. Its database is a copy of files, as on SQLite: 40 ms, and never full of what
** tests before it deleted. */

static int held_slot = -1;

/* An address with this database. */
static const char *with_database(struct test *t, const char *url, const char *name)
{
    const char *out = "";
    PQconninfoOption *all = PQconninfoParse(url, NULL);
    if (!all) give_up(url, "not a postgres address");
    for (PQconninfoOption *one = all; one->keyword; one++)
        if (one->val && strcmp(one->keyword, "dbname") != 0) out = arena_print(t->arena, "%s%s='%s' ", out, one->keyword, one->val);
    PQconninfoFree(all);
    return arena_print(t->arena, "%sdbname=%s", out, name);
}

static const char *slot_name(struct test *t)      { return arena_print(t->arena, "khue_slot_%d", held_slot); }
static const char *slot_url(struct test *t)       { return with_database(t, server(), slot_name(t)); }
static const char *slot_owner_url(struct test *t) { return with_database(t, owner(), slot_name(t)); }

static void take_slot(struct test *t)
{
    for (int slot = 0; slot < SLOTS; slot++) {
        int fd = open(arena_print(t->arena, "%s/slot_%d", run_folder(t), slot), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (fd >= 0 && flock(fd, LOCK_EX | LOCK_NB) == 0) { held_slot = slot; return; }    /* never closed: the process ends with the test */
        if (fd >= 0) close(fd);
    }
    give_up("slots", "all taken");
}

static void command(PGconn *pg, const char *sql)
{
    PGresult *r = PQexec(pg, sql);
    ExecStatusType status = PQresultStatus(r);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) give_up(sql, PQerrorMessage(pg));
    PQclear(r);
}

static PGconn *connected(const char *url)
{
    PGconn *pg = PQconnectdb(url);
    if (PQstatus(pg) != CONNECTION_OK) give_up("connect", PQerrorMessage(pg));
    command(pg, "SET client_min_messages = error");
    command(pg, "SET khue.reach = 'all'");                   /* looks over the wall of row level security */
    return pg;
}

static const char *user_of(struct test *t, const char *url)
{
    const char *out = "";
    PQconninfoOption *all = PQconninfoParse(url, NULL);
    for (PQconninfoOption *one = all; one && one->keyword; one++)
        if (strcmp(one->keyword, "user") == 0 && one->val) out = arena_print(t->arena, "%s", one->val);
    PQconninfoFree(all);
    return out;
}

/* What a migration says of the database itself (postgres_role.c) is no part of a copy. */
static void copy_database(struct test *t, const char *from, const char *to)
{
    PGconn *pg = connected(keeper());
    command(pg, arena_print(t->arena, "DROP DATABASE IF EXISTS %s WITH (FORCE)", to));
    command(pg, arena_print(t->arena, "CREATE DATABASE %s TEMPLATE %s STRATEGY file_copy OWNER \"%s\"", to, from, user_of(t, owner())));
    command(pg, arena_print(t->arena, "REVOKE CREATE, TEMPORARY ON DATABASE %s FROM PUBLIC", to));
    PQfinish(pg);
}

/* Once a run, by the first that asks. */
static void postgres_migrated(struct test *t)
{
    char why[WHY];
    const char *done = arena_print(t->arena, "%s/migrated", run_folder(t));
    int lock = locked(arena_print(t->arena, "%s/migrated.lock", run_folder(t)));
    if (access(done, F_OK) != 0) {
        PGconn *pg = connected(owner());
        command(pg, "DROP DATABASE IF EXISTS khue_migrated WITH (FORCE)");
        command(pg, "CREATE DATABASE khue_migrated TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C.UTF-8'");
        PQfinish(pg);
        struct db *db = open_at(test_db_folder(t), with_database(t, owner(), "khue_migrated"), with_database(t, server(), "khue_migrated"));
        if (db_migrate(db, NULL, why, sizeof why) != OK) give_up("migrate", why);
        db_close(db);
        close(open(done, O_CREAT | O_WRONLY | O_CLOEXEC, 0600));
    }
    close(lock);
}

static void postgres_fresh(struct test *t, const char *from)
{
    if (held_slot < 0) take_slot(t);
    postgres_migrated(t);
    copy_database(t, from, slot_name(t));
}

/* ---- kept things: the bytes lie in the run's folder under their name, the data folder beside them; on PostgreSQL the data are a database of that
** name. Where the bytes are, all is whole. */

static const char *kept_path(struct test *t, const char *name, const char *ending)
{
    return arena_print(t->arena, "%s/kept_%s%s", run_folder(t), name, ending);
}

static const char *kept_database(struct test *t, const char *name) { return arena_print(t->arena, "khue_kept_%s", name); }

static bool kept(struct test *t, const char *name, void *beside, size_t n)
{
    FILE *f = fopen(kept_path(t, name, ".bytes"), "r");
    if (!f) return false;
    if (fread(beside, 1, n, f) != n) give_up(name, "what was kept beside it is short");
    fclose(f);
    copy_folder(t, kept_path(t, name, ".data"), test_db_folder(t));
    if (test_on_postgres()) postgres_fresh(t, kept_database(t, name));
    return true;
}

static void keep(struct test *t, const char *name, const void *beside, size_t n)
{
    const char *fresh = kept_path(t, name, ".new");
    copy_folder(t, test_db_folder(t), kept_path(t, name, ".data"));
    if (test_on_postgres()) copy_database(t, slot_name(t), kept_database(t, name));
    FILE *f = fopen(fresh, "w");
    if (!f || fwrite(beside, 1, n, f) != n || fclose(f) != 0) give_up(name, strerror(errno));
    if (rename(fresh, kept_path(t, name, ".bytes")) != 0) give_up(name, strerror(errno));
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

const char *test_db_owner_url(struct test *t)
{
    return held_slot >= 0 ? slot_owner_url(t) : NULL;
}

struct db *test_db_bare(struct test *t)
{
    if (test_on_postgres()) postgres_fresh(t, "template0");
    return open_at(test_db_folder(t), test_db_owner_url(t), test_db_url(t));
}

struct db *test_db_open(struct test *t)
{
    if (test_on_postgres()) postgres_fresh(t, "khue_migrated");
    else                    sqlite_fresh(t);
    return open_at(test_db_folder(t), test_db_url(t), NULL);
}

struct db *test_db_open_kept(struct test *t, const char *name, void *beside, size_t n, bool *found)
{
    *found = kept(t, name, beside, n);
    return *found ? open_at(test_db_folder(t), test_db_url(t), NULL) : test_db_open(t);
}

/* Two tests may keep the same at once: what the first one kept stays, whole. */
void test_db_keep(struct test *t, const char *name, const void *beside, size_t n)
{
    int lock = locked(kept_path(t, name, ".lock"));
    if (access(kept_path(t, name, ".bytes"), F_OK) != 0) keep(t, name, beside, n);
    close(lock);
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
        command(pg, sql);
        command(pg, arena_print(t->arena, "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO \"%1$s\";"
                                          " REVOKE INSERT, UPDATE, DELETE ON schema_migration FROM \"%1$s\";"
                                          " GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO \"%1$s\"", user_of(t, server())));
        PQfinish(pg);
    } else if (db_plain(db, t->arena, sql, NULL) != OK) give_up("build", sql);
}

void test_db_close(struct db *db) { db_close(db); }

void test_db_alone(struct test *t)
{
    if (!test_on_postgres() || held_slot < 0) return;
    PGconn *pg = connected(keeper());
    const char *sql = arena_print(t->arena, "SELECT count(*) FROM pg_stat_activity WHERE datname = '%s'", slot_name(t));
    bool alone = false;
    do {
        PGresult *r = PQexec(pg, sql);
        alone = PQresultStatus(r) == PGRES_TUPLES_OK && strcmp(PQgetvalue(r, 0, 0), "0") == 0;
        PQclear(r);
    } while (!alone && wait_more(t));
    if (!alone) give_up(slot_name(t), "somebody is still at work in it");
    PQfinish(pg);
}

struct ask *test_ask(struct test *t, struct db *db)
{
    struct ask *a = ARENA_NEW(t->arena, struct ask);
    struct fault *fault = ARENA_NEW(t->arena, struct fault);
    if (!a || !fault) give_up("ask", "arena is full");
    ask_init(a, db, t->arena, fault, db_now(db));
    return a;
}
