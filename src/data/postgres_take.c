/* A SQLite database taken over into PostgreSQL: how a school that began on one machine moves on. Table by table by COPY, in one
** transaction of the owner of the tables.
**
** What stays true:
** (1) both stand at the same migrations, so tables and columns are the same by name; where they are not, nothing is taken;
** (2) all or nothing: every row that was read is counted again by the server, and only then committed;
** (3) what it goes into has no life of its own yet (no id was ever made there): what its migrations put in gives way to the file's;
** (4) memory does not grow with the data. */
#include "data/postgres.h"

#include "base/buf.h"
#include "base/str.h"
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TABLES_MOST = 512, PART = 256 * 1024, ROW_MOST = 256 << 20, SQL_MOST = 1 << 20 };

struct taking {
    sqlite3 *from;
    PGconn *to;
    struct arena *arena;
    struct buf out;                          /* rows on their way */
    char *why; size_t why_size;
    int64_t rows;
};

struct taken { const char *name; bool walled, cut /* by month of */; bool done; };

static rc said(struct taking *k, rc kind, const char *doing, const char *words)
{
    snprintf(k->why, k->why_size, "%s: %s", doing, words);
    return kind;
}

static rc said_by_sqlite(struct taking *k, const char *doing) { return said(k, DOWN, doing, sqlite3_errmsg(k->from)); }
static rc said_by_postgres(struct taking *k, const char *doing) { return said(k, DOWN, doing, PQerrorMessage(k->to)); }

static PGresult *asked(struct taking *k, const char *sql)
{
    PGresult *r = PQexec(k->to, sql);
    ExecStatusType status = PQresultStatus(r);
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return r;
    snprintf(k->why, k->why_size, "PostgreSQL: %s", PQerrorMessage(k->to));
    PQclear(r);
    return NULL;
}

static rc done(struct taking *k, const char *sql)
{
    PGresult *r = asked(k, sql);
    PQclear(r);
    return r ? OK : DOWN;
}

/* ---- which tables, in which order */

static const char tables_sql[] =
    "SELECT c.relname::text, c.relforcerowsecurity, c.relkind = 'p' FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace"
    " AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname <> 'schema_migration' ORDER BY 1";
static const char leans_sql[] =
    "SELECT DISTINCT a.relname::text, b.relname::text FROM pg_constraint x JOIN pg_class a ON a.oid = x.conrelid JOIN pg_class b ON b.oid = x.confrelid"
    " WHERE x.contype = 'f' AND a.oid <> b.oid AND NOT a.relispartition AND NOT b.relispartition AND a.relnamespace = 'public'::regnamespace";
static const char theirs_sql[] =
    "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' AND name <> 'schema_migration'";

static bool yes(const PGresult *r, int row, int column) { return *PQgetvalue(r, row, column) == 't'; }

static rc tables_read(struct taking *k, struct taken *t, int *n)
{
    PGresult *r = asked(k, tables_sql);
    if (!r) return DOWN;
    *n = PQntuples(r) <= TABLES_MOST ? PQntuples(r) : 0;
    for (int i = 0; i < *n; i++)
        t[i] = (struct taken){ .name = arena_text(k->arena, PQgetvalue(r, i, 0)), .walled = yes(r, i, 1), .cut = yes(r, i, 2) };
    PQclear(r);
    return *n && !k->arena->failed ? OK : said(k, LIMIT, "PostgreSQL", "too many tables");
}

static rc same_number_of_tables(struct taking *k, int n)
{
    sqlite3_stmt *s = NULL;
    bool read = sqlite3_prepare_v2(k->from, theirs_sql, -1, &s, NULL) == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW;
    int theirs = read ? sqlite3_column_int(s, 0) : 0;
    sqlite3_finalize(s);
    if (!read) return said_by_sqlite(k, "SQLite");
    return theirs == n ? OK : said(k, INVALID, "SQLite", arena_print(k->arena, "%d tables, and PostgreSQL has %d: not the same version", theirs, n));
}

static struct taken *named(struct taken *t, int n, const char *name)
{
    for (int i = 0; i < n; i++)
        if (strcmp(t[i].name, name) == 0) return &t[i];
    return NULL;
}

/* Does it lean (by a foreign key) on a table that is not taken yet? */
static bool leans(struct taken *t, int n, const PGresult *pairs, const char *name)
{
    for (int i = 0; i < PQntuples(pairs); i++) {
        if (strcmp(PQgetvalue(pairs, i, 0), name) != 0) continue;
        const struct taken *on = named(t, n, PQgetvalue(pairs, i, 1));
        if (on && !on->done) return true;
    }
    return false;
}

/* ---- one table */

static void text_escaped(struct buf *b, const char *s, size_t n)
{
    for (size_t i = 0, from = 0; i <= n; i++) {
        const char *as = i == n ? "" : s[i] == '\\' ? "\\\\" : s[i] == '\n' ? "\\n" : s[i] == '\r' ? "\\r" : s[i] == '\t' ? "\\t" : NULL;
        if (!as) continue;
        buf_add(b, s + from, i - from);
        buf_text(b, as);
        from = i + 1;
    }
}

static void bytes_escaped(struct buf *b, const unsigned char *p, size_t n)
{
    static const char hex[] = "0123456789abcdef";
    buf_text(b, "\\\\x");
    for (size_t i = 0; i < n; i++) {
        buf_char(b, hex[p[i] >> 4]);
        buf_char(b, hex[p[i] & 15]);
    }
}

/* As COPY reads it (text format). */
static void value_put(struct buf *b, sqlite3_stmt *s, int i)
{
    switch (sqlite3_column_type(s, i)) {
    case SQLITE_NULL:    buf_text(b, "\\N"); break;
    case SQLITE_INTEGER: buf_int(b, sqlite3_column_int64(s, i)); break;
    case SQLITE_FLOAT:   buf_print(b, "%.17g", sqlite3_column_double(s, i)); break;
    case SQLITE_BLOB: {
        const unsigned char *p = sqlite3_column_blob(s, i);
        bytes_escaped(b, p, (size_t)sqlite3_column_bytes(s, i));
        break;
    }
    default: {
        const char *p = (const char *)sqlite3_column_text(s, i);
        text_escaped(b, p ? p : "", (size_t)sqlite3_column_bytes(s, i));
    }
    }
}

static rc part_sent(struct taking *k, const char *table)
{
    if (k->out.failed) return said(k, LIMIT, table, "a row is too long");
    if (k->out.n && PQputCopyData(k->to, k->out.p, (int)k->out.n) != 1) return said_by_postgres(k, table);
    buf_clear(&k->out);
    return OK;
}

static rc rows_sent(struct taking *k, const char *table, sqlite3_stmt *s, int64_t *n)
{
    int code, columns = sqlite3_column_count(s);
    for (*n = 0; (code = sqlite3_step(s)) == SQLITE_ROW; ++*n) {
        for (int i = 0; i < columns; i++) {
            if (i) buf_char(&k->out, '\t');
            value_put(&k->out, s, i);
        }
        buf_char(&k->out, '\n');
        if (k->out.n >= PART || k->out.failed) try(part_sent(k, table));
    }
    return code == SQLITE_DONE ? part_sent(k, table) : said_by_sqlite(k, table);
}

/* Ends the COPY; the server says how many rows it took. */
static rc copy_ended(struct taking *k, const char *table, rc sent, int64_t n)
{
    if (PQputCopyEnd(k->to, sent == OK ? NULL : "the rows cannot be read") != 1) return sent == OK ? said_by_postgres(k, table) : sent;
    rc r = sent;
    for (PGresult *one; (one = PQgetResult(k->to)); PQclear(one)) {
        if (r != OK) continue;
        if (PQresultStatus(one) != PGRES_COMMAND_OK) r = said_by_postgres(k, table);
        else if (strtoll(PQcmdTuples(one), NULL, 10) != n) r = said(k, BUG, table, "not as many rows came in as went out");
    }
    return r;
}

static const char columns_sql[] =
    "SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum), string_agg('[' || attname || ']', ', ' ORDER BY attnum), count(*)"
    " FROM pg_attribute WHERE attrelid = 'public.%s'::regclass AND attnum > 0 AND NOT attisdropped";

/* What is read there and written here, by the columns' names; [name] is never taken for a text. */
static rc table_questions(struct taking *k, const char *table, const char **copy, sqlite3_stmt **read)
{
    PGresult *r = asked(k, arena_print(k->arena, columns_sql, table));
    sqlite3_stmt *all = NULL;
    if (!r) return DOWN;
    *copy = arena_print(k->arena, "COPY public.%s (%s) FROM STDIN", table, PQgetvalue(r, 0, 0));
    const char *sql = arena_print(k->arena, "SELECT %s FROM [%s]", PQgetvalue(r, 0, 1), table);
    int64_t columns = 0;
    bool counted = span_int(span_of(PQgetvalue(r, 0, 2)), &columns);
    PQclear(r);
    bool there = sqlite3_prepare_v2(k->from, arena_print(k->arena, "SELECT * FROM [%s]", table), -1, &all, NULL) == SQLITE_OK;
    int theirs = there ? sqlite3_column_count(all) : 0;
    sqlite3_finalize(all);
    if (!there || sqlite3_prepare_v2(k->from, sql, -1, read, NULL) != SQLITE_OK) return said_by_sqlite(k, table);
    return counted && theirs == columns ? OK : said(k, INVALID, table, "not the same columns on both sides");
}

/* Months of the table for all its rows, so that none stays in the rest. */
static rc months_made(struct taking *k, const struct taken *t)
{
    static const char key_sql[] =
        "SELECT a.attname::text FROM pg_partitioned_table p JOIN pg_attribute a ON a.attrelid = p.partrelid AND a.attnum = p.partattrs[0]"
        " WHERE p.partrelid = 'public.%s'::regclass";
    sqlite3_stmt *s = NULL;
    PGresult *r = t->cut ? asked(k, arena_print(k->arena, key_sql, t->name)) : NULL;
    if (!r) return t->cut ? DOWN : OK;
    const char *sql = arena_print(k->arena, "SELECT (min([%1$s]) >> 22) + 1577836800000, (max([%1$s]) >> 22) + 1577836800000 FROM [%2$s]",
                                  PQgetvalue(r, 0, 0), t->name);
    PQclear(r);
    bool any = sqlite3_prepare_v2(k->from, sql, -1, &s, NULL) == SQLITE_OK && sqlite3_step(s) == SQLITE_ROW && sqlite3_column_type(s, 0) != SQLITE_NULL;
    long long first = any ? sqlite3_column_int64(s, 0) : 0, last = any ? sqlite3_column_int64(s, 1) : 0;
    sqlite3_finalize(s);
    return any ? done(k, arena_print(k->arena, "SELECT khue_months_cut('%s', %lld, %lld)", t->name, first, last)) : OK;
}

/* The wall forbids COPY also to the owner; it is down for this table within this transaction, which nobody sees. */
static rc table_taken(struct taking *k, struct taken *t)
{
    const char *copy;
    sqlite3_stmt *s = NULL;
    int64_t n = 0;
    rc r = months_made(k, t);
    if (r == OK && t->walled) r = done(k, arena_print(k->arena, "ALTER TABLE public.%s NO FORCE ROW LEVEL SECURITY", t->name));
    if (r == OK) r = table_questions(k, t->name, &copy, &s);
    if (r == OK) {
        PGresult *begun = PQexec(k->to, copy);
        r = PQresultStatus(begun) == PGRES_COPY_IN ? OK : said_by_postgres(k, t->name);
        PQclear(begun);
        rc sent = r == OK ? rows_sent(k, t->name, s, &n) : r;
        if (r == OK) r = copy_ended(k, t->name, sent, n);
    }
    sqlite3_finalize(s);
    if (r == OK) r = done(k, arena_print(k->arena, "ANALYZE public.%s", t->name));
    if (r == OK && t->walled) r = done(k, arena_print(k->arena, "ALTER TABLE public.%s FORCE ROW LEVEL SECURITY", t->name));
    k->rows += n;
    t->done = true;
    return r;
}

static rc emptied(struct taking *k, const struct taken *t, int n)
{
    struct buf b;
    buf_init(&b, SQL_MOST);
    for (int i = 0; i < n; i++) buf_print(&b, "%s public.%s", i ? "," : "TRUNCATE", t[i].name);
    rc r = b.failed ? LIMIT : done(k, b.p);
    buf_finish(&b);
    return r;
}

/* Rounds: each takes what leans on nothing that is still to come. */
static rc all_taken(struct taking *k, struct taken *t, int n)
{
    PGresult *pairs = asked(k, leans_sql);
    rc r = pairs ? OK : DOWN;
    for (int left = n; r == OK && left;) {
        int before = left;
        for (int i = 0; r == OK && i < n; i++) {
            if (t[i].done || leans(t, n, pairs, t[i].name)) continue;
            r = table_taken(k, &t[i]);
            left--;
        }
        if (r == OK && left == before) r = said(k, BUG, "PostgreSQL", "tables lean on each other in a circle");
    }
    PQclear(pairs);
    return r;
}

/* Asked once more where nobody can move in any more, until the end: a server may have begun since. */
static rc still_empty(struct taking *k)
{
    try(done(k, "LOCK TABLE public.server_node IN ACCESS EXCLUSIVE MODE"));
    PGresult *r = asked(k, "SELECT 1 FROM public.server_node WHERE high <> 0 LIMIT 1");
    bool lived = r && PQntuples(r) > 0, known = r != NULL;
    PQclear(r);
    if (!known) return DOWN;
    return lived ? said(k, CONFLICT, "PostgreSQL", "somebody's Khuê lives in this database: make an empty one (createdb)") : OK;
}

static rc take_all(struct taking *k, int *tables)
{
    struct taken *t = ARENA_MANY(k->arena, struct taken, TABLES_MOST);
    if (!t) return LIMIT;
    try(tables_read(k, t, tables));
    try(same_number_of_tables(k, *tables));
    try(done(k, "SELECT set_config('khue.reach', 'all', false), set_config('statement_timeout', '0', false)"));
    try(done(k, "BEGIN"));
    rc r = still_empty(k);
    if (r == OK) r = emptied(k, t, *tables);
    if (r == OK) r = all_taken(k, t, *tables);
    if (r == OK) return done(k, "COMMIT");
    PQclear(PQexec(k->to, "ROLLBACK"));
    return r;
}

/* Brings the tables there, and sees that nobody lives in them. */
rc pg_take_ready(const struct db_config *config, char *why, size_t why_size)
{
    struct db *db;
    try(db_open(config, true, &db, why, why_size));
    rc r = db_migrate(db, NULL, why, why_size);
    if (r == OK && db_lived(db)) {
        snprintf(why, why_size, "trong cơ sở dữ liệu này đã có người dùng Khuê: tạo cái mới (createdb) rồi ghi nó vào --db"
                                " / somebody's Khuê lives in this database: make an empty one (createdb) and name it with --db");
        r = CONFLICT;
    }
    db_close(db);
    return r;
}

rc pg_take_file(const char *url, const char *path, struct db_taken *out, char *why, size_t why_size)
{
    struct arena arena;
    struct taking k = { .arena = &arena, .to = pg_dial(url), .why = why, .why_size = why_size };
    arena_init(&arena, 16 << 20);
    buf_init(&k.out, ROW_MOST);
    rc r = OK;
    if (sqlite3_open_v2(path, &k.from, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK || sqlite3_exec(k.from, "BEGIN", NULL, NULL, NULL) != SQLITE_OK) r = said_by_sqlite(&k, path);
    if (r == OK && PQstatus(k.to) != CONNECTION_OK) r = said_by_postgres(&k, "PostgreSQL");
    if (r == OK) r = take_all(&k, &out->tables);
    out->rows = k.rows;
    sqlite3_close(k.from);
    PQfinish(k.to);
    buf_finish(&k.out);
    arena_finish(&arena);
    return r;
}
