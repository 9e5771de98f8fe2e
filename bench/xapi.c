/* The rows of statements from outside, written by the bare library: what bench/xapi.mjs compares the door with.
**   xapi FOLDER ROWS            FOLDER: a data folder with statements from outside; nobody serves it
**   xapi URL ROWS               the same in PostgreSQL, as the owner of the tables
** Copies ROWS of the statements that are there, under new numbers and names, with each its terms and its people, in groups of 100 (PostgreSQL: a
** group sent before any answer is read). Prints rows a second. */
#include "base/ids.h"
#include "base/str.h"
#include <libpq-fe.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { GROUP = 100, SAMPLE = 20000, TERM = 16, UUID = 16, TERMS_MOST = 200 };

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static _Noreturn void give_up(const char *why)
{
    fprintf(stderr, "bench/xapi: %s\n", why);
    exit(1);
}

struct row { int64_t school, key; int terms, bytes; uint8_t *term; char *document; };
static struct row sample[SAMPLE];
static int samples;

static uint64_t random_state;
static int64_t first_ms;                   /* of the new numbers: a later run makes others */
static uint64_t random_next(void)
{
    random_state ^= random_state << 13, random_state ^= random_state >> 7, random_state ^= random_state << 17;
    return random_state;
}

/* A statement's registration is its own: one of its terms is new, as is its name. */
struct fresh { int64_t id; uint8_t uuid[UUID], term[TERMS_MOST * TERM]; const struct row *row; };

static struct fresh fresh_one(int i)
{
    struct fresh f = { .id = id_at(first_ms + i / 4, 1, i % 4), .row = &sample[i % samples] };
    uint64_t a = random_next(), b = random_next();
    memcpy(f.term, f.row->term, (size_t)f.row->terms * TERM);
    memcpy(f.term, &a, 8), memcpy(f.term + 8, &b, 8);
    a = random_next(), b = random_next();
    memcpy(f.uuid, &a, 8), memcpy(f.uuid + 8, &b, 8);
    return f;
}

static void keep_sample(int64_t school, int64_t key, const void *terms, int term_bytes, const char *document, int bytes)
{
    if (samples == SAMPLE || term_bytes < TERM || term_bytes > TERMS_MOST * TERM) return;
    struct row *r = &sample[samples++];
    *r = (struct row){ school, key, term_bytes / TERM, bytes, malloc((size_t)term_bytes), malloc((size_t)bytes + 1) };
    if (!r->term || !r->document) give_up("no memory");
    memcpy(r->term, terms, (size_t)term_bytes);
    memcpy(r->document, document, (size_t)bytes);
    r->document[bytes] = 0;
}

/* ---- SQLite */

static const char *const inserts[] = {
    "INSERT INTO statement_key (school_id, uuid, statement_id) VALUES (?1, ?3, ?2)",
    "INSERT INTO outside_statement (school_id, id, uuid, key_id, at, timed, voids, terms, document) VALUES (?1, ?2, ?3, ?4, ?5, 1, 0, ?6, ?7)",
    "INSERT INTO outside_term (school_id, term, statement_id, source_id) VALUES (?1, ?3, ?2, ?2)",
};

static void bare(sqlite3 *sql, const char *text)
{
    if (sqlite3_exec(sql, text, NULL, NULL, NULL) != SQLITE_OK) give_up(sqlite3_errmsg(sql));
}

static void step(sqlite3 *sql, sqlite3_stmt *s)
{
    if (sqlite3_step(s) != SQLITE_DONE) give_up(sqlite3_errmsg(sql));
    sqlite3_reset(s);
}

static void sqlite_sample(sqlite3 *sql)
{
    sqlite3_stmt *s;
    if (sqlite3_prepare_v2(sql, "SELECT school_id, key_id, terms, document FROM outside_statement ORDER BY id DESC LIMIT 20000", -1, &s, NULL)) give_up(sqlite3_errmsg(sql));
    while (sqlite3_step(s) == SQLITE_ROW)
        keep_sample(sqlite3_column_int64(s, 0), sqlite3_column_int64(s, 1), sqlite3_column_blob(s, 2), sqlite3_column_bytes(s, 2),
                    (const char *)sqlite3_column_text(s, 3), sqlite3_column_bytes(s, 3));
    sqlite3_finalize(s);
}

static void sqlite_row(sqlite3 *sql, sqlite3_stmt **s, int i)
{
    struct fresh f = fresh_one(i);
    for (int k = 0; k < 3; k++) {
        sqlite3_bind_int64(s[k], 1, f.row->school);
        sqlite3_bind_int64(s[k], 2, f.id);
        sqlite3_bind_blob(s[k], 3, f.uuid, UUID, SQLITE_STATIC);
    }
    sqlite3_bind_int64(s[1], 4, f.row->key);
    sqlite3_bind_int64(s[1], 5, id_ms(f.id));
    sqlite3_bind_blob(s[1], 6, f.term, f.row->terms * TERM, SQLITE_STATIC);
    sqlite3_bind_text(s[1], 7, f.row->document, f.row->bytes, SQLITE_STATIC);
    step(sql, s[0]);
    step(sql, s[1]);
    for (int t = 0; t < f.row->terms; t++) {
        sqlite3_bind_blob(s[2], 3, f.term + t * TERM, TERM, SQLITE_STATIC);
        step(sql, s[2]);
    }
}

static double sqlite_rate(const char *folder, int rows)
{
    char path[4096];
    sqlite3 *sql;
    sqlite3_stmt *s[3];
    snprintf(path, sizeof path, "%s/khue.db", folder);
    if (sqlite3_open(path, &sql) != SQLITE_OK) give_up(path);
    bare(sql, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32768;");
    sqlite_sample(sql);
    if (!samples) give_up("no statements from outside are there");
    for (int k = 0; k < 3; k++)
        if (sqlite3_prepare_v2(sql, inserts[k], -1, &s[k], NULL)) give_up(sqlite3_errmsg(sql));
    double began = seconds();
    for (int i = 0; i < rows; i++) {
        if (i % GROUP == 0) bare(sql, i ? "COMMIT; BEGIN" : "BEGIN");
        sqlite_row(sql, s, i);
    }
    bare(sql, "COMMIT");
    double took = seconds() - began;
    for (int k = 0; k < 3; k++) sqlite3_finalize(s[k]);
    sqlite3_close(sql);
    return rows / took;
}

/* ---- PostgreSQL */

static const char *const pg_inserts[] = {
    "INSERT INTO statement_key (school_id, uuid, statement_id) VALUES ($1, $3, $2)",
    "INSERT INTO outside_statement (school_id, id, uuid, key_id, at, timed, voids, terms, document) VALUES ($1, $2, $3, $4, $5, 1, 0, $6, $7)",
    "INSERT INTO outside_term (school_id, term, statement_id, source_id) VALUES ($1, $3, $2, $2)",
};

static void hex(const uint8_t *p, int n, char *out)
{
    out += sprintf(out, "\\x");
    for (int i = 0; i < n; i++) out += sprintf(out, "%02x", p[i]);
}

static int unhex(const char *text, uint8_t *out, int most)
{
    int n = 0;
    for (text += 2; *text && n < most; text += 2) {
        unsigned v;
        if (sscanf(text, "%2x", &v) != 1) give_up("bytes of PostgreSQL");
        out[n++] = (uint8_t)v;
    }
    return n;
}

static void pg_sample(PGconn *pg)
{
    uint8_t terms[TERMS_MOST * TERM];
    int64_t school, key;
    PGresult *r = PQexec(pg, "SELECT school_id, key_id, terms, document FROM outside_statement ORDER BY id DESC LIMIT 20000");
    if (PQresultStatus(r) != PGRES_TUPLES_OK) give_up(PQerrorMessage(pg));
    for (int i = 0; i < PQntuples(r); i++) {
        if (!span_int(span_of(PQgetvalue(r, i, 0)), &school) || !span_int(span_of(PQgetvalue(r, i, 1)), &key)) give_up("numbers of PostgreSQL");
        keep_sample(school, key, terms, unhex(PQgetvalue(r, i, 2), terms, (int)sizeof terms), PQgetvalue(r, i, 3), PQgetlength(r, i, 3));
    }
    PQclear(r);
}

static void pg_row(PGconn *pg, int i)
{
    static char terms[2 * TERMS_MOST * TERM + 3];
    char school[24], id[24], key[24], at[24], uuid[2 * UUID + 3], term[2 * TERM + 3];
    struct fresh f = fresh_one(i);
    snprintf(school, sizeof school, "%lld", (long long)f.row->school);
    snprintf(id, sizeof id, "%lld", (long long)f.id);
    snprintf(key, sizeof key, "%lld", (long long)f.row->key);
    snprintf(at, sizeof at, "%lld", (long long)id_ms(f.id));
    hex(f.uuid, UUID, uuid);
    hex(f.term, f.row->terms * TERM, terms);
    PQsendQueryPrepared(pg, "i0", 3, (const char *[]){ school, id, uuid }, NULL, NULL, 0);
    PQsendQueryPrepared(pg, "i1", 7, (const char *[]){ school, id, uuid, key, at, terms, f.row->document }, NULL, NULL, 0);
    for (int t = 0; t < f.row->terms; t++) {
        hex(f.term + t * TERM, TERM, term);
        PQsendQueryPrepared(pg, "i2", 3, (const char *[]){ school, id, term }, NULL, NULL, 0);
    }
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

static double pg_rate(const char *url, int rows)
{
    PGconn *pg = PQconnectdb(url);
    char name[8];
    if (PQstatus(pg) != CONNECTION_OK) give_up(PQerrorMessage(pg));
    PQclear(PQexec(pg, "SET khue.reach = 'all'"));
    pg_sample(pg);
    if (!samples) give_up("no statements from outside are there");
    for (int k = 0; k < 3; k++) {
        snprintf(name, sizeof name, "i%d", k);
        PQclear(PQprepare(pg, name, pg_inserts[k], 0, NULL));
    }
    PQenterPipelineMode(pg);
    double began = seconds();
    for (int i = 0; i < rows; i++) {
        if (i % GROUP == 0) PQsendQueryParams(pg, "BEGIN", 0, NULL, NULL, NULL, NULL, 0);
        pg_row(pg, i);
        if (i % GROUP < GROUP - 1 && i < rows - 1) continue;
        PQsendQueryParams(pg, "COMMIT", 0, NULL, NULL, NULL, NULL, 0);
        PQpipelineSync(pg);
        read_until_sync(pg);
    }
    double took = seconds() - began;
    PQfinish(pg);
    return rows / took;
}

int main(int argc, char **argv)
{
    int64_t rows;
    if (argc != 3 || !span_int(span_of(argv[2]), &rows) || rows < GROUP || rows > 10000000) give_up("xapi FOLDER|URL ROWS");
    random_state = (uint64_t)time(NULL) * 0x9e3779b97f4a7c15;
    first_ms = 1900000000000 + (int64_t)(time(NULL) % 100000) * 1000000;
    printf("%.0f\n", str_starts(argv[1], "postgres") ? pg_rate(argv[1], (int)rows) : sqlite_rate(argv[1], (int)rows));
    return 0;
}
