/* Writing and reading through the data floor beside the bare engine library, on the same disk, in one run:
**   data FOLDER [URL]    FOLDER: empty, on the disk to be measured; URL: an empty PostgreSQL database instead of SQLite
** Prints rows or questions a second and ends with figures: NAME VALUE UNIT bar BAR ok|short. */
#include "base/ids.h"
#include "data/db.h"
#include "data/stmt.h"
#include <libpq-fe.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { RAW_ROWS = 60000, BODY = 600, SOME = 40000, READS = 300000, WHY = 512 };

static const char table_sql[] =
    "CREATE TABLE bench_row (id INTEGER PRIMARY KEY, school_id INTEGER NOT NULL, actor TEXT NOT NULL, body TEXT NOT NULL) STRICT;"
    "CREATE INDEX bench_by_school ON bench_row (school_id, id); CREATE INDEX bench_by_actor ON bench_row (actor, id);";
static const char insert_sql[] = "INSERT INTO bench_row (id, school_id, actor, body) VALUES (?1, ?2, ?3, ?4)";
static const char read_sql[] = "SELECT actor, body FROM bench_row WHERE id = ?1";

static const char table_pg[] =
    "DROP TABLE IF EXISTS bench_row;"
    "CREATE TABLE bench_row (id BIGINT PRIMARY KEY, school_id BIGINT NOT NULL, actor TEXT COLLATE \"C\" NOT NULL, body TEXT NOT NULL);"
    "CREATE INDEX bench_by_school ON bench_row (school_id, id); CREATE INDEX bench_by_actor ON bench_row (actor, id);";
static const char insert_pg[] = "INSERT INTO bench_row (id, school_id, actor, body) VALUES ($1, $2, $3, $4)";
static const char read_pg[] = "SELECT actor, body FROM bench_row WHERE id = $1";

static const unsigned char kinds[] = { PARAM_INT, PARAM_INT, PARAM_TEXT, PARAM_TEXT };
static const struct query insert_row = { .name = "bench insert", .index = 0, .sqlite = insert_sql, .postgres = insert_pg, .params = 4, .kinds = kinds,
                                         .writes = true, .scope = SCOPE_SYSTEM };
static const struct query read_row = { .name = "bench read", .index = 1, .sqlite = read_sql, .postgres = read_pg, .params = 1, .kinds = kinds,
                                       .scope = SCOPE_SYSTEM };

static char body[BODY + 1];

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static _Noreturn void give_up(const char *why)
{
    fprintf(stderr, "bench/data: %s\n", why);
    exit(1);
}

static void actor_of(int64_t n, char out[32]) { snprintf(out, 32, "actor-%06d", (int)(n * 7919 % 20000)); }

/* ---- the bare library */

static void bare(sqlite3 *sql, const char *text)
{
    if (sqlite3_exec(sql, text, NULL, NULL, NULL) != SQLITE_OK) give_up(sqlite3_errmsg(sql));
}

static sqlite3 *bare_open(const char *folder)
{
    char path[4096];
    sqlite3 *sql;
    snprintf(path, sizeof path, "%s/bare.db", folder);
    if (sqlite3_open(path, &sql) != SQLITE_OK) give_up(path);
    bare(sql, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32768;");
    bare(sql, table_sql);
    return sql;
}

static double bare_writes(sqlite3 *sql)
{
    sqlite3_stmt *insert;
    char actor[32];
    double began = seconds();
    if (sqlite3_prepare_v2(sql, insert_sql, -1, &insert, NULL) != SQLITE_OK) give_up(sqlite3_errmsg(sql));
    for (int i = 0; i < RAW_ROWS; i++) {
        if (i % 100 == 0) bare(sql, i ? "COMMIT; BEGIN" : "BEGIN");
        actor_of(i, actor);
        sqlite3_bind_int64(insert, 1, id_at(1760000000000 + i, 0, 0));
        sqlite3_bind_int64(insert, 2, i % 50);
        sqlite3_bind_text(insert, 3, actor, -1, SQLITE_STATIC);
        sqlite3_bind_text(insert, 4, body, BODY, SQLITE_STATIC);
        if (sqlite3_step(insert) != SQLITE_DONE) give_up(sqlite3_errmsg(sql));
        sqlite3_reset(insert);
    }
    bare(sql, "COMMIT");
    sqlite3_finalize(insert);
    return RAW_ROWS / (seconds() - began);
}

static double bare_reads(sqlite3 *sql)
{
    sqlite3_stmt *read;
    size_t seen = 0;
    double began = seconds();
    sqlite3_prepare_v2(sql, read_sql, -1, &read, NULL);
    for (int64_t i = 0; i < READS; i++) {
        sqlite3_bind_int64(read, 1, id_at(1760000000000 + i * 7919 % RAW_ROWS, 0, 0));
        if (sqlite3_step(read) == SQLITE_ROW) seen += strlen((const char *)sqlite3_column_text(read, 1));
        sqlite3_reset(read);
    }
    sqlite3_finalize(read);
    if (seen != (size_t)READS * BODY) give_up("bare reads came short");
    return READS / (seconds() - began);
}

/* Groups of 100 in one transaction, all sent before any answer is read: the fastest that libpq can do row by row. */
static double bare_pg_writes(const char *url)
{
    PGconn *pg = PQconnectdb(url);
    if (PQstatus(pg) != CONNECTION_OK) give_up(PQerrorMessage(pg));
    PQclear(PQexec(pg, "SET client_min_messages = error"));
    PQclear(PQexec(pg, table_pg));
    PQclear(PQprepare(pg, "insert", insert_pg, 4, NULL));
    PQenterPipelineMode(pg);
    double began = seconds();
    for (int i = 0; i < RAW_ROWS; i++) {
        char id[24], school[24], actor[32];
        snprintf(id, sizeof id, "%lld", (long long)id_at(1750000000000 + i, 0, 0));
        snprintf(school, sizeof school, "%d", i % 50);
        actor_of(i, actor);
        if (i % 100 == 0) PQsendQueryParams(pg, "BEGIN", 0, NULL, NULL, NULL, NULL, 0);
        PQsendQueryPrepared(pg, "insert", 4, (const char *[]){ id, school, actor, body }, NULL, NULL, 0);
        if (i % 100 < 99) continue;
        PQsendQueryParams(pg, "COMMIT", 0, NULL, NULL, NULL, NULL, 0);
        PQpipelineSync(pg);
        for (PGresult *r;;) {
            ExecStatusType status = PQresultStatus(r = PQgetResult(pg));
            PQclear(r);
            if (status == PGRES_PIPELINE_SYNC) break;
            if (r && status != PGRES_COMMAND_OK) give_up(PQerrorMessage(pg));
        }
    }
    double took = seconds() - began;
    PQfinish(pg);
    return RAW_ROWS / took;
}

/* ---- the floor */

struct batch { int number, rows; };

static rc add_batch(struct tx *t, const struct batch *in, int64_t *last)
{
    struct stmt *s;
    char actor[32];
    if (in->rows > 1) write_behind(t);
    for (int i = 0; i < in->rows; i++) {
        *last = new_id(t);
        actor_of(in->number + i, actor);
        try(stmt_open(t->ask, &insert_row, &s));
        stmt_int(s, 0, *last);
        stmt_int(s, 1, in->number % 50);
        stmt_text(s, 2, actor);
        stmt_text(s, 3, body);
        rc r = stmt_run(s, NULL);
        stmt_close(s);
        try(r);
    }
    return OK;
}
CLOSURE(add_batch, struct batch, int64_t)

struct client { struct db *db; int number, closures, rows; int failed; };

static void *write_as_client(void *at)
{
    struct client *k = at;
    struct arena arena;
    struct fault fault;
    struct ask a;
    arena_init(&arena, 1 << 20);
    for (int i = 0; i < k->closures; i++) {
        int64_t last;
        char text[32];
        snprintf(text, sizeof text, "%d/%d/%d", k->rows, k->number, i);
        struct batch in = { k->number * 1000 + i, k->rows };
        struct request_key key = { .person = { 1 }, .key = text };
        arena_reset(&arena);
        ask_init(&a, k->db, &arena, &fault, db_now(k->db));
        if (transact(&a, &key, add_batch, &in, &last) != OK) k->failed++;
    }
    arena_finish(&arena);
    return NULL;
}

/* Rows a second. */
static double clients_write(struct db *db, int clients, int closures, int rows)
{
    enum { MOST = 64 };
    pthread_t thread[MOST];
    struct client k[MOST];
    struct db_stats before = db_stats(db);
    double began = seconds();
    for (int i = 0; i < clients; i++) {
        k[i] = (struct client){ db, i, closures, rows, 0 };
        if (pthread_create(&thread[i], NULL, write_as_client, &k[i]) != 0) give_up("threads");
    }
    for (int i = 0; i < clients; i++) {
        pthread_join(thread[i], NULL);
        if (k[i].failed) give_up("a closure failed");
    }
    double took = seconds() - began;
    struct db_stats after = db_stats(db);
    printf("  %d clients, %d rows a closure: %lld closures in %lld commits\n", clients, rows,
           (long long)(after.closures - before.closures), (long long)(after.groups - before.groups));
    return (double)clients * closures * rows / took;
}

static const struct query some_ids = { .name = "bench ids", .index = 2, .scope = SCOPE_SYSTEM,
                                       .sqlite = "SELECT id FROM bench_row ORDER BY id LIMIT 40000",
                                       .postgres = "SELECT id FROM bench_row ORDER BY id LIMIT 40000" };

static void read_ids(struct db *db, struct arena *arena, int64_t *ids)
{
    struct fault fault;
    struct ask a;
    struct stmt *s;
    bool row;
    int n = 0;
    ask_init(&a, db, arena, &fault, (instant){ 0 });
    if (stmt_open(&a, &some_ids, &s) != OK) give_up("ids");
    while (n < SOME && stmt_step(s, &row) == OK && row) ids[n++] = col_int(s, 0);
    stmt_close(s);
    ask_done(&a);
    if (n < SOME) give_up("too few rows");
}

static double floor_reads(struct db *db, const int64_t *ids)
{
    struct arena arena;
    struct fault fault;
    struct ask a;
    size_t seen = 0;
    arena_init(&arena, 1 << 20);
    double began = seconds();
    for (int64_t i = 0; i < READS; i++) {
        struct stmt *s;
        bool row;
        if (i % 5 == 0) {                                /* a page asks five */
            if (i) ask_done(&a);
            arena_reset(&arena);
            ask_init(&a, db, &arena, &fault, (instant){ 0 });
        }
        if (stmt_open(&a, &read_row, &s) != OK) give_up("read");
        stmt_int(s, 0, ids[i * 7919 % SOME]);
        if (stmt_step(s, &row) == OK && row) seen += strlen(col_text(s, 1));
        stmt_close(s);
    }
    ask_done(&a);
    double took = seconds() - began;
    arena_finish(&arena);
    if (seen != (size_t)READS * BODY) give_up("reads came short");
    return READS / took;
}

static void figure(const char *name, double value, double bar)
{
    printf("%s %.2f x-raw bar %.2f %s\n", name, value, bar, value >= bar ? "ok" : "short");
}

static struct db *floor_open(const char *folder, const char *url)
{
    char why[WHY], inside[4096];
    struct db *db;
    snprintf(inside, sizeof inside, "%s/floor", folder);
    struct db_config config = { .folder = inside, .url = url, .node = 1, .durable = true };
    if (db_open(&config, true, &db, why, sizeof why) != OK || db_migrate(db, NULL, why, sizeof why) != OK) give_up(why);
    return db;
}

int main(int argc, char **argv)
{
    static int64_t ids[SOME];
    struct arena arena;
    if (argc < 2 || argc > 3) give_up("data FOLDER [URL]");
    const char *url = argc == 3 ? argv[2] : NULL;
    memset(body, 'x', BODY);
    arena_init(&arena, 1 << 20);
    sqlite3 *sql = bare_open(argv[1]);
    struct db *db = floor_open(argv[1], url);
    if (!url && db_plain(db, &arena, table_sql, NULL) != OK) give_up("table");
    double raw = url ? bare_pg_writes(url) : bare_writes(sql);
    double batches = clients_write(db, 8, 200, 50);
    double singles = clients_write(db, 64, url ? 200 : 800, 1);
    read_ids(db, &arena, ids);
    double reads = floor_reads(db, ids), raw_reads = url ? 0 : bare_reads(sql);
    printf("  raw groups of 100: %.0f rows/s; 8 x 50: %.0f; 64 x 1: %.0f; reads %.0f/s\n", raw, batches, singles, reads);
    figure(url ? "data-pg-batches" : "data-batches", batches / raw, 0.6);
    if (!url) figure("data-singles", singles / raw, 0.3);
    if (!url) figure("data-reads", reads / raw_reads, 0.5);
    arena_finish(&arena);
    db_close(db);
    sqlite3_close(sql);
    return 0;
}
