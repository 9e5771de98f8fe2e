/* SQLite: connections, their settings, errors, and copies of the file. WAL; one writer, many readers. */
#include "data/sqlite.h"

#include "base/why_not.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PATH_SIZE = 4096, PROGRESS_STEPS = 1000 };

/* SQLite 3.40 with estimates (sqlite_plans.h) forgets the range behind an IN: a = ? AND b IN (…) AND c <= ? finds rows of any c
** when it walks an index instead of seeking in it. That walk is switched off; src/data/test/plans.c shows that it is. */
enum { SEEK_SCAN = 0x00020000 };

static bool file_path(const struct db *db, char out[PATH_SIZE])
{
    return snprintf(out, PATH_SIZE, "%s/khue.db", db->folder) < PATH_SIZE;
}

/* Memory counting takes a lock around every allocation: off. It must be said before the first use of the library. */
static void configure(void)
{
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    sqlite_memory();
    sqlite3_initialize();
}

void sqlite_configure(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, configure);
}

const char *sqlite_words(sqlite3 *sql)
{
    int code = sqlite3_errcode(sql) & 0xFF, error = sqlite3_system_errno(sql);
    if (code == SQLITE_FULL)     return why_not(ENOSPC);
    if (code == SQLITE_READONLY) return why_not(error ? error : EACCES);
    return (code == SQLITE_CANTOPEN || code == SQLITE_IOERR) && error ? why_not(error) : sqlite3_errmsg(sql);
}

rc sqlite_open_file(struct db *db, sqlite3 **sql, const char **why)
{
    char path[PATH_SIZE];
    sqlite_configure();
    *sql = NULL;
    *why = "path too long";
    if (!file_path(db, path)) return INVALID;
    int code = sqlite3_open_v2(path, sql, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
    *why = *sql ? sqlite_words(*sql) : "out of memory";
    if (code != SQLITE_OK) return DOWN;
    sqlite3_busy_timeout(*sql, statement_ms());
    sqlite3_test_control(SQLITE_TESTCTRL_OPTIMIZATIONS, *sql, SEEK_SCAN);
    sqlite3_extended_result_codes(*sql, 1);
    return OK;
}

/* Deadlines: until_ns is the ask's or the closure's. */
static int out_of_time(void *at)
{
    struct conn *c = at;
    if (!c->until_ns || monotonic_ns() < c->until_ns) return 0;
    if (c->over) *c->over = true;
    return 1;
}

static const char *settings(const struct db *db, enum sqlite_use use)
{
    if (use == FOR_READING)   return "PRAGMA query_only=ON; PRAGMA cache_size=-4096; PRAGMA temp_store=MEMORY;";
    if (use == FOR_MIGRATING) return "PRAGMA foreign_keys=OFF; PRAGMA synchronous=FULL;";
    return db->durable
        ? "PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-16384; PRAGMA temp_store=MEMORY; PRAGMA synchronous=FULL;"
        : "PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-16384; PRAGMA temp_store=MEMORY; PRAGMA synchronous=OFF;";
}

rc sqlite_open_conn(struct db *db, enum sqlite_use use, struct sqlite_conn **out, char *why, size_t why_size)
{
    const char *text = "out of memory";
    struct sqlite_conn *c = calloc(1, sizeof *c);
    rc r = c ? sqlite_open_file(db, &c->sql, &text) : LIMIT;
    if (r == OK && sqlite3_exec(c->sql, settings(db, use), NULL, NULL, NULL) != SQLITE_OK) {
        r = DOWN;
        text = sqlite_words(c->sql);
    } else if (r == OK && use != FOR_READING && sqlite3_db_readonly(c->sql, "main") == 1) {       /* SQLite opens it for reading where it may not write */
        r = DOWN;
        text = why_not(access(sqlite3_db_filename(c->sql, "main"), W_OK) != 0 ? errno : EACCES);
    }
    if (r != OK) {
        snprintf(why, why_size, "%s/khue.db: %s", db->folder, text);
        if (c) sqlite3_close(c->sql);
        free(c);
        return r;
    }
    c->conn.db = db;
    sqlite3_progress_handler(c->sql, PROGRESS_STEPS, out_of_time, c);
    *out = c;
    return OK;
}

void sqlite_close_conn(struct sqlite_conn *c)
{
    if (!c) return;
    conn_forget(&c->conn);
    for (int i = 0; i < WORD_COUNT; i++) sqlite3_finalize(c->word[i]);
    sqlite3_close(c->sql);
    free(c);
}

static rc kind_of(int code)
{
    switch (code & 0xFF) {
    case SQLITE_BUSY: case SQLITE_LOCKED: case SQLITE_INTERRUPT:
        return BUSY;
    case SQLITE_FULL: case SQLITE_NOMEM: case SQLITE_TOOBIG:
        return LIMIT;
    case SQLITE_IOERR: case SQLITE_CORRUPT: case SQLITE_NOTADB: case SQLITE_CANTOPEN: case SQLITE_READONLY: case SQLITE_PROTOCOL:
        return DOWN;
    case SQLITE_CONSTRAINT:
        return code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY || code == SQLITE_CONSTRAINT_FOREIGNKEY
               || code == SQLITE_CONSTRAINT_ROWID ? CONFLICT : BUG;
    default:
        return BUG;
    }
}

/* A full disk, an I/O error or a transaction that SQLite itself ended takes the others' work with it. */
rc sqlite_failed(struct ask *a, struct conn *c, const char *doing)
{
    sqlite3 *sql = sqlite_of(c);
    int code = sqlite3_extended_errcode(sql);
    rc kind = kind_of(code);
    bool was_open = c->in_closure || c->in_snapshot;
    if (kind == DOWN || (kind == LIMIT && code != SQLITE_TOOBIG) || (was_open && sqlite3_get_autocommit(sql))) c->broken = true;
    return fault_detail(a, kind, "%s: %s", doing, sqlite_words(sql));
}

/* No deadline cuts these: a BEGIN that was told to stop has begun all the same, and its connection would answer nobody any more. */
bool sqlite_say(struct conn *c, enum sqlite_word word)
{
    static const char *const text[WORD_COUNT] = { "BEGIN", "BEGIN IMMEDIATE", "COMMIT", "ROLLBACK",
                                                  "SAVEPOINT one", "RELEASE one", "ROLLBACK TO one" };
    struct sqlite_conn *s = (struct sqlite_conn *)c;
    sqlite3_stmt **st = &s->word[word];
    if (!*st && sqlite3_prepare_v3(s->sql, text[word], -1, SQLITE_PREPARE_PERSISTENT, st, NULL) != SQLITE_OK) return false;
    int64_t until_ns = c->until_ns;
    c->until_ns = 0;
    bool done = sqlite3_step(*st) == SQLITE_DONE;
    c->until_ns = until_ns;
    sqlite3_reset(*st);                                   /* keeps the error code when the step failed */
    return done;
}

static rc connect_reader(struct db *db, struct ask *a, struct conn **c)
{
    char why[WHY_SIZE];
    struct sqlite_conn *made;
    rc r = sqlite_open_conn(db, FOR_READING, &made, why, sizeof why);
    if (r != OK) return fault_detail(a, r, "%s", why);
    *c = &made->conn;
    return OK;
}

static void disconnect(struct conn *c) { sqlite_close_conn((struct sqlite_conn *)c); }

static rc snapshot(struct ask *a, struct conn *c)
{
    if (!sqlite_say(c, WORD_BEGIN)) {
        rc r = sqlite_failed(a, c, "begin");
        c->broken = true;                                 /* it would fail for the next one too */
        return r;
    }
    c->in_snapshot = true;
    return OK;
}

static void snapshot_end(struct conn *c)
{
    if (!sqlite3_get_autocommit(sqlite_of(c)) && !sqlite_say(c, WORD_COMMIT)) c->broken = true;
}

static rc start(struct db *db, char *why, size_t why_size)
{
    struct sqlite *s = calloc(1, sizeof *s);
    if (!s) return LIMIT;
    db->engine_state = s;
    try(sqlite_open_conn(db, FOR_WRITING, &s->writer, why, why_size));
    try(checkpointer_start(db, why, why_size));
    return writer_start(db, why, why_size);
}

static void stop(struct db *db)
{
    struct sqlite *s = db->engine_state;
    if (!s) return;
    writer_stop(db);
    checkpointer_stop(db);
    if (s->writer) sqlite3_wal_checkpoint_v2(s->writer->sql, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
    sqlite_close_conn(s->writer);
    free(s);
    db->engine_state = NULL;
}

static rc migrate_begin(struct db *db, struct ask *a, struct conn **c)
{
    char why[WHY_SIZE];
    struct sqlite_conn *made;
    rc r = sqlite_open_conn(db, FOR_MIGRATING, &made, why, sizeof why);
    if (r != OK) return fault_detail(a, r, "%s", why);
    *c = &made->conn;
    if (sqlite_say(*c, WORD_BEGIN_WRITING)) return OK;
    r = sqlite_failed(a, *c, "migrate: begin");
    sqlite_close_conn(made);
    return r;
}

static rc migrate_end(struct ask *a, struct conn *c, bool commit)
{
    rc r = OK;
    if (commit && !sqlite_say(c, WORD_COMMIT)) r = sqlite_failed(a, c, "migrate: commit");
    sqlite_close_conn((struct sqlite_conn *)c);                      /* rolls back what was not committed */
    return r;
}

const struct engine_ops sqlite_ops = {
    .start = start, .stop = stop, .connect = connect_reader, .disconnect = disconnect,
    .snapshot = snapshot, .snapshot_end = snapshot_end,
    .prepare = sqlite_prepare, .drop = sqlite_drop,
    .set_int = sqlite_set_int, .set_real = sqlite_set_real, .set_text = sqlite_set_text,
    .set_bytes = sqlite_set_bytes, .set_ints = sqlite_set_ints, .set_null = sqlite_set_null,
    .step = sqlite_step, .is_null = sqlite_is_null, .get_int = sqlite_get_int, .get_real = sqlite_get_real,
    .get_text = sqlite_get_text, .get_bytes = sqlite_get_bytes, .changes = sqlite_changed, .reset = sqlite_reset,
    .run = writer_run, .plain = sqlite_plain,
    .migrate_begin = migrate_begin, .migrate_backup = sqlite_migrate_backup, .migrate_end = migrate_end, .backup = sqlite_backup, .sound = sqlite_sound, .settled = writer_settled,
};
