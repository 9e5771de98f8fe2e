/* Deeds beside raw inserts of the same rows with the same indexes, on the same disk, in one run; and what it brings to write shared
** sums last and in one order:
**   record FOLDER [URL]    FOLDER: empty, on the disk to be measured; URL: an empty PostgreSQL database instead of SQLite
** Prints deeds a second and ends with figures: NAME VALUE UNIT bar BAR ok|short. The raw side writes statements and their names,
** without the sums: those are what the deeds cost more. */
#include "base/ids.h"
#include "base/log.h"
#include "data/db.h"
#include "data/stmt.h"
#include "record/record.h"
#include <libpq-fe.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { RAW_ROWS = 60000, SCHOOLS = 50, ACTORS = 20000, WHY = 512, MOST = 64 };

static const char name[] = "Ngày hội đọc sách của khối 6 và khối 7";
static char whole[901];                      /* as long as a whole statement of xAPI as text */

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static _Noreturn void give_up(const char *why)
{
    fprintf(stderr, "bench/record: %s\n", why);
    exit(1);
}

/* ---- the same rows by the bare library */

static const char key_sql[] = "INSERT INTO statement_key (school_id, uuid, statement_id) VALUES (?1, ?2, ?3)";
static const char row_sql[] = "INSERT INTO statement (school_id, id, uuid, actor_id, actor_as, verb, object_kind, object_id, object_name, component,"
                              " touches, at, room, written_by, result, context)"
                              " VALUES (?1, ?3, ?2, ?4, 'pupil', ?5, 'values_page', ?6, ?7, 'culture', 32, ?8, 'values', ?4, NULL, ?9)";
static const char *const verbs[] = { "wrote", "published", "read", "confirmed", "proposed", "approved", "commented", "began" };

static void uuid_at(int64_t id, uint8_t out[16])
{
    memset(out, 0, 16);
    for (int i = 0; i < 8; i++) out[i] = (uint8_t)(id >> (56 - 8 * i));
}

static void bare(sqlite3 *sql, const char *text)
{
    if (sqlite3_exec(sql, text, NULL, NULL, NULL) != SQLITE_OK) give_up(sqlite3_errmsg(sql));
}

static double bare_writes(const char *path, const char *stored)
{
    sqlite3 *sql;
    sqlite3_stmt *key, *row;
    if (sqlite3_open(path, &sql) != SQLITE_OK) give_up(path);
    bare(sql, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32768;");
    if (sqlite3_prepare_v2(sql, key_sql, -1, &key, NULL) || sqlite3_prepare_v2(sql, row_sql, -1, &row, NULL)) give_up(sqlite3_errmsg(sql));
    double began = seconds();
    for (int64_t i = 0; i < RAW_ROWS; i++) {
        uint8_t uuid[16];
        int64_t id = id_at(1760000000000 + i, 0, 0), school = i % SCHOOLS + 1;
        if (i % 100 == 0) bare(sql, i ? "COMMIT; BEGIN" : "BEGIN");
        uuid_at(id, uuid);
        sqlite3_stmt *both[] = { key, row };
        for (int k = 0; k < 2; k++) {
            sqlite3_bind_int64(both[k], 1, school);
            sqlite3_bind_blob(both[k], 2, uuid, 16, SQLITE_STATIC);
            sqlite3_bind_int64(both[k], 3, id);
        }
        sqlite3_bind_int64(row, 4, i * 7919 % ACTORS + 1);
        sqlite3_bind_text(row, 5, verbs[i % 8], -1, SQLITE_STATIC);
        sqlite3_bind_int64(row, 6, i);
        sqlite3_bind_text(row, 7, name, -1, SQLITE_STATIC);
        sqlite3_bind_int64(row, 8, 1760000000000 + i);
        if (stored) sqlite3_bind_text(row, 9, stored, -1, SQLITE_STATIC);
        if (sqlite3_step(key) != SQLITE_DONE || sqlite3_step(row) != SQLITE_DONE) give_up(sqlite3_errmsg(sql));
        sqlite3_reset(key);
        sqlite3_reset(row);
    }
    bare(sql, "COMMIT");
    double rate = RAW_ROWS / (seconds() - began);
    sqlite3_finalize(key);
    sqlite3_finalize(row);
    bare(sql, "PRAGMA wal_checkpoint(TRUNCATE)");
    sqlite3_close(sql);
    return rate;
}

static void read_until_sync(PGconn *pg)
{
    for (PGresult *r;;) {
        ExecStatusType status = PQresultStatus(r = PQgetResult(pg));
        PQclear(r);
        if (status == PGRES_PIPELINE_SYNC) return;
        if (r && status != PGRES_COMMAND_OK) give_up(PQerrorMessage(pg));
    }
}

/* Groups of 100 in one transaction, all sent before any answer is read: the fastest that libpq can do row by row. */
static double bare_pg_writes(const char *url)
{
    PGconn *pg = PQconnectdb(url);
    if (PQstatus(pg) != CONNECTION_OK) give_up(PQerrorMessage(pg));
    PQclear(PQexec(pg, "SET khue.reach = 'all'"));
    PQclear(PQprepare(pg, "key", "INSERT INTO statement_key (school_id, uuid, statement_id) VALUES ($1, $2, $3)", 3, NULL));
    PQclear(PQprepare(pg, "row", "INSERT INTO statement (school_id, id, uuid, actor_id, actor_as, verb, object_kind, object_id, object_name, component,"
        " touches, at, room, written_by) VALUES ($1, $3, $2, $4, 'pupil', $5, 'values_page', $6, $7, 'culture', 32, $8, 'values', $4)", 8, NULL));
    PQenterPipelineMode(pg);
    double began = seconds();
    for (int64_t i = 0; i < RAW_ROWS; i++) {
        char school[24], id[24], uuid[40], actor[24], number[24], at[24];
        int64_t key = id_at(1750000000000 + i, 0, 0);
        snprintf(school, sizeof school, "%d", (int)(i % SCHOOLS + 1));
        snprintf(id, sizeof id, "%lld", (long long)key);
        snprintf(uuid, sizeof uuid, "\\x%016llx0000000000000000", (unsigned long long)key);
        snprintf(actor, sizeof actor, "%d", (int)(i * 7919 % ACTORS + 1));
        snprintf(number, sizeof number, "%d", (int)i);
        snprintf(at, sizeof at, "%lld", 1750000000000LL + (long long)i);
        const char *value[] = { school, uuid, id, actor, verbs[i % 8], number, name, at };
        if (i % 100 == 0) PQsendQueryParams(pg, "BEGIN", 0, NULL, NULL, NULL, NULL, 0);
        PQsendQueryPrepared(pg, "key", 3, value, NULL, NULL, 0);
        PQsendQueryPrepared(pg, "row", 8, value, NULL, NULL, 0);
        if (i % 100 < 99) continue;
        PQsendQueryParams(pg, "COMMIT", 0, NULL, NULL, NULL, NULL, 0);
        PQpipelineSync(pg);
        read_until_sync(pg);
    }
    double rate = RAW_ROWS / (seconds() - began);
    PQfinish(pg);
    return rate;
}

/* ---- clients of the house */

struct client { struct db *db; int number, closures, size; closure_fn run; int failed; };

static rc deeds_done(struct tx *t, const void *in, void *out)
{
    const struct client *k = in;
    (void)out;
    for (int i = 0; i < k->size; i++) {
        int64_t n = t->now.ms % 100000 + k->number * 131 + i;
        struct deed d = { .school = { (k->number + i * (k->size > 1)) % SCHOOLS + 1 }, .actor = { n * 7919 % ACTORS + 1 }, .as = DEED_AS_PUPIL,
                          .verb = (enum deed_verb)(n % DEED_VERB_COUNT + 1), .object = { "values_page", n, name } };
        try(deed_add(t, &d));
    }
    return OK;
}

static const unsigned char two_ints[] = { PARAM_INT, PARAM_INT };
static const struct query add_to = { .name = "bench sum", .index = 0, .params = 2, .kinds = two_ints, .writes = true, .scope = SCOPE_SYSTEM,
    .sqlite   = "INSERT INTO bench_sum (id, n) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET n = bench_sum.n + excluded.n",
    .postgres = "INSERT INTO bench_sum (id, n) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET n = bench_sum.n + excluded.n" };

struct sum { int64_t id, n; };

static int by_id(const void *a, const void *b)
{
    int64_t x = ((const struct sum *)a)->id, y = ((const struct sum *)b)->id;
    return (x > y) - (x < y);
}
static void add_up(void *into, const void *other) { ((struct sum *)into)->n += ((const struct sum *)other)->n; }

static rc sum_write(struct tx *t, const void *item)
{
    const struct sum *x = item;
    struct stmt *s;
    try(stmt_open(t->ask, &add_to, &s));
    stmt_int(s, 0, x->id);
    stmt_int(s, 1, x->n);
    rc r = stmt_run(s, NULL);
    stmt_close(s);
    return r;
}
static const struct late_kind sums = { "bench.sums", by_id, add_up, sum_write };

/* Each client goes through the 50 sums in an order of its own. */
static struct sum sum_of(const struct client *k, int i) { return (struct sum){ 1 + (k->number * 17 + i * (k->number * 2 + 3)) % SCHOOLS, 1 }; }

static rc sums_in_call_order(struct tx *t, const void *in, void *out)
{
    const struct client *k = in;
    (void)out;
    for (int i = 0; i < k->size; i++) {
        struct sum x = sum_of(k, i);
        try(sum_write(t, &x));
    }
    return OK;
}

static rc sums_last(struct tx *t, const void *in, void *out)
{
    const struct client *k = in;
    (void)out;
    for (int i = 0; i < k->size; i++) {
        struct sum *x = ARENA_NEW(t->ask->arena, struct sum);
        if (x) *x = sum_of(k, i);
        try(before_commit(t, &sums, x));
    }
    return OK;
}

static void *client_runs(void *at)
{
    struct client *k = at;
    struct arena arena;
    struct fault fault;
    struct ask a;
    arena_init(&arena, 4 << 20);
    for (int i = 0; i < k->closures; i++) {
        char text[32];
        arena_reset(&arena);
        ask_init(&a, k->db, &arena, &fault, db_now(k->db));
        snprintf(text, sizeof text, "%d-%d-%lld", k->number, i, (long long)db_new_id(k->db));
        struct request_key key = { .person = { k->number + 1 }, .key = text };
        if (transact_run(&a, &key, "bench", k->run, k, NULL) != OK) k->failed++;
    }
    arena_finish(&arena);
    db_thread_end(k->db);
    return NULL;
}

struct run { double rate; int failed; int64_t again; };      /* closures a second */

static struct run clients_run(struct db *db, int clients, int closures, int size, closure_fn run)
{
    pthread_t thread[MOST];
    struct client k[MOST];
    struct run out = { 0 };
    int64_t again = db_stats(db).again;
    double began = seconds();
    for (int i = 0; i < clients; i++) {
        k[i] = (struct client){ .db = db, .number = i, .closures = closures, .size = size, .run = run };
        if (pthread_create(&thread[i], NULL, client_runs, &k[i]) != 0) give_up("threads");
    }
    for (int i = 0; i < clients; i++) {
        pthread_join(thread[i], NULL);
        out.failed += k[i].failed;
    }
    out.rate = clients * closures / (seconds() - began);
    out.again = db_stats(db).again - again;
    return out;
}

/* ---- the program */

static void figure(const char *what, bool pg, double value, double bar)
{
    printf("record-%s%s %.2f x-raw bar %.2f %s\n", pg ? "pg-" : "", what, value, bar, value >= bar ? "ok" : "short");
}

static void say_run(const char *what, struct run r)
{
    printf("  %s: %.0f transactions/s, %lld run again, %d failed\n", what, r.rate, (long long)r.again, r.failed);
}

static struct db *house_open(const char *folder, const char *url)
{
    char why[WHY];
    struct db *db;
    struct db_config config = { .folder = folder, .url = url, .node = 1, .durable = true };
    if (db_open(&config, true, &db, why, sizeof why) != OK || db_migrate(db, NULL, why, sizeof why) != OK) give_up(why);
    return db;
}

/* A migrated, empty database of its own, written to by the bare library. *bytes: how much a row takes in the end. */
static double raw_rate(const char *folder, const char *url, const char *stored, double *bytes)
{
    char path[4200];
    if (url) return bare_pg_writes(url);
    snprintf(path, sizeof path, "%s/%s", folder, stored ? "whole" : "raw");
    db_close(house_open(path, NULL));
    snprintf(path, sizeof path, "%s/%s/khue.db", folder, stored ? "whole" : "raw");
    double rate = bare_writes(path, stored);
    FILE *f = fopen(path, "r");
    if (!f || fseek(f, 0, SEEK_END) != 0) give_up(path);
    *bytes = (double)ftell(f) / RAW_ROWS;
    fclose(f);
    return rate;
}

int main(int argc, char **argv)
{
    char path[4200];
    double bytes = 0, whole_bytes = 0;
    if (argc < 2 || argc > 3) give_up("record FOLDER [URL]");
    const char *url = argc == 3 ? argv[2] : NULL;
    log_set_level(LOG_ERROR);
    memset(whole, 'x', sizeof whole - 1);
    snprintf(path, sizeof path, "%s/house", argv[1]);
    struct db *db = house_open(path, url);
    struct arena arena;
    arena_init(&arena, 1 << 20);
    if (db_plain(db, &arena, "CREATE TABLE bench_sum (id BIGINT NOT NULL PRIMARY KEY, n BIGINT NOT NULL)", NULL) != OK) give_up("table");
    double raw = raw_rate(argv[1], url, NULL, &bytes);
    if (!url) {
        double stored = raw_rate(argv[1], url, whole, &whole_bytes);
        printf("  a statement as columns: %.0f rows/s, %.0f bytes each; with 900 bytes of text beside them: %.0f rows/s, %.0f bytes\n", raw, bytes, stored, whole_bytes);
    }
    struct run batches = clients_run(db, 8, 150, 50, deeds_done), singles = clients_run(db, 64, url ? 100 : 400, 1, deeds_done);
    printf("  raw groups of 100: %.0f deeds/s; 8 x 50: %.0f (%lld run again, %d failed); 64 x 1: %.0f (%lld run again, %d failed)\n", raw, batches.rate * 50,
           (long long)batches.again, batches.failed, singles.rate, (long long)singles.again, singles.failed);
    say_run("8 clients, 20 sums in call order", clients_run(db, 8, url ? 15 : 100, 20, sums_in_call_order));     /* each deadlock costs a second */
    struct run last = clients_run(db, 8, 100, 20, sums_last);
    say_run("the same last and in one order", last);
    if (batches.failed + singles.failed + last.failed > 0) give_up("closures failed");
    figure("batches", url, batches.rate * 50 / raw, 0.6);
    figure("singles", url, singles.rate / raw, 0.3);
    arena_finish(&arena);
    db_close(db);
    return 0;
}
