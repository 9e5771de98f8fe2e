#include "data/sqlite.h"

#include <stdlib.h>
#include <string.h>

static struct sqlite_stmt *of(struct stmt *s) { return (struct sqlite_stmt *)s; }
static sqlite3_stmt *st(struct stmt *s) { return of(s)->now; }

/* ---- prepared */

static const char list[] = "(SELECT value FROM json_each(?";       /* tools/sql/translate.c writes it so */

static int lists_of(const struct query *q)
{
    int n = 0;
    for (int i = 0; i < q->params; i++) n += q->kinds[i] == PARAM_INTS;
    return n;
}

/* The question for lists of one: IN (?3), and FROM (SELECT ?3 AS value) x. NULL = no memory. */
static char *text_for_one(sqlite3 *db, const struct query *q, bool *only_in)
{
    *only_in = true;
    sqlite3_str *out = sqlite3_str_new(db);
    const char *from = q->sqlite, *at;
    for (const char *p = from; (at = strstr(p, list)); p = at + 1) {
        char *after;
        long number = strtol(at + sizeof list - 1, &after, 10);
        bool in = at - q->sqlite >= 3 && memcmp(at - 3, "IN ", 3) == 0;
        if (number < 1 || number > q->params || q->kinds[number - 1] != PARAM_INTS) continue;
        *only_in = *only_in && in;
        sqlite3_str_append(out, from, (int)(at - from));
        sqlite3_str_appendf(out, in ? "(?%ld)" : "(SELECT ?%ld AS value)", number);
        from = after + 2;
    }
    sqlite3_str_appendall(out, from);
    return sqlite3_str_finish(out);
}

static rc prepare(struct ask *a, struct conn *c, const char *text, const char *name, sqlite3_stmt **out)
{
    if (!text) return fault_detail(a, LIMIT, "%s: no memory", name);
    return sqlite3_prepare_v3(sqlite_of(c), text, -1, SQLITE_PREPARE_PERSISTENT, out, NULL) == SQLITE_OK ? OK : sqlite_failed(a, c, name);
}

rc sqlite_prepare(struct ask *a, struct conn *c, const struct query *q, struct stmt **s)
{
    struct sqlite_stmt *made = calloc(1, sizeof *made);
    if (!made) return fault_detail(a, LIMIT, "%s: no memory", q->name);
    made->lists = lists_of(q);
    rc r = prepare(a, c, q->sqlite, q->name, &made->full);
    if (r == OK && made->lists) {
        char *text = text_for_one(sqlite_of(c), q, &made->only_in);
        r = prepare(a, c, text, q->name, &made->one);
        sqlite3_free(text);
    }
    if (r != OK) {
        sqlite_drop(&made->stmt);
        return r;
    }
    *s = &made->stmt;
    return OK;
}

void sqlite_drop(struct stmt *s)
{
    sqlite3_finalize(of(s)->full);
    sqlite3_finalize(of(s)->one);
    free(s);
}

/* ---- parameters: of both, since which of them runs is known when all are there */

#define BIND(s, call) do { sqlite3_stmt *to = of(s)->full; call; if ((to = of(s)->one)) call; } while (0)

void sqlite_set_int(struct stmt *s, int i, int64_t v)         { BIND(s, sqlite3_bind_int64(to, i + 1, v)); }
void sqlite_set_real(struct stmt *s, int i, double v)         { BIND(s, sqlite3_bind_double(to, i + 1, v)); }
void sqlite_set_text(struct stmt *s, int i, const char *v)    { BIND(s, sqlite3_bind_text(to, i + 1, v, -1, SQLITE_STATIC)); }
void sqlite_set_bytes(struct stmt *s, int i, struct bytes v)  { BIND(s, sqlite3_bind_blob64(to, i + 1, v.p, v.n, SQLITE_STATIC)); }
void sqlite_set_null(struct stmt *s, int i)                   { BIND(s, sqlite3_bind_null(to, i + 1)); }

/* A JSON list for json_each. Without memory the list stays NULL, which json_each reads as no rows; the step then says LIMIT. */
void sqlite_set_ints(struct stmt *s, int i, const int64_t *v, size_t n)
{
    bool one = n == 1 || (n == 0 && of(s)->only_in);
    if (one) sqlite3_bind_int64(of(s)->one, i + 1, n ? v[0] : INT64_MIN);
    else     of(s)->many = true;
    if (one && of(s)->lists == 1) return;
    sqlite3_str *text = sqlite3_str_new(sqlite_of(s->conn));
    sqlite3_str_appendchar(text, 1, '[');
    for (size_t k = 0; k < n; k++) sqlite3_str_appendf(text, k ? ",%lld" : "%lld", (long long)v[k]);
    sqlite3_str_appendchar(text, 1, ']');
    char *all = sqlite3_str_finish(text);
    if (all) sqlite3_bind_text(of(s)->full, i + 1, all, -1, sqlite3_free);
    else     s->conn->no_list = true;
}

/* ---- running */

rc sqlite_step(struct stmt *s, bool *row)
{
    *row = false;
    if (!of(s)->now) of(s)->now = of(s)->one && !of(s)->many ? of(s)->one : of(s)->full;
    if (s->conn->no_list) {
        s->conn->no_list = false;
        return fault_detail(s->ask, LIMIT, "%s: no memory for a list", s->q->name);
    }
    if (s->conn->until_ns && s->conn->over && *s->conn->over) return fault_detail(s->ask, BUSY, "%s: past its deadline", s->q->name);
    if (s->conn->in_closure) s->conn->until_ns = monotonic_ns() + statement_ms() * 1000000LL;     /* as statement_timeout on PostgreSQL */
    int code = sqlite3_step(st(s));
    if (s->conn->in_closure) s->conn->until_ns = 0;
    *row = code == SQLITE_ROW;
    if (code == SQLITE_ROW || code == SQLITE_DONE) return OK;
    return sqlite_failed(s->ask, s->conn, s->q->name);
}

bool sqlite_is_null(struct stmt *s, int i)     { return sqlite3_column_type(st(s), i) == SQLITE_NULL; }
int64_t sqlite_get_int(struct stmt *s, int i)  { return sqlite3_column_int64(st(s), i); }
double sqlite_get_real(struct stmt *s, int i)  { return sqlite3_column_double(st(s), i); }

const char *sqlite_get_text(struct stmt *s, int i)
{
    const char *text = (const char *)sqlite3_column_text(st(s), i);
    return text ? arena_text_n(s->ask->arena, text, (size_t)sqlite3_column_bytes(st(s), i)) : NULL;
}

struct bytes sqlite_get_bytes(struct stmt *s, int i)
{
    const void *p = sqlite3_column_blob(st(s), i);
    size_t n = (size_t)sqlite3_column_bytes(st(s), i);
    uint8_t *copy = arena_take(s->ask->arena, n);
    if (!copy) return (struct bytes){ 0 };
    if (n) memcpy(copy, p, n);
    return (struct bytes){ copy, n };
}

int64_t sqlite_changed(struct stmt *s) { return sqlite3_changes64(sqlite_of(s->conn)); }

void sqlite_reset(struct stmt *s)
{
    if (of(s)->now) sqlite3_reset(of(s)->now);
    sqlite3_clear_bindings(of(s)->full);
    if (of(s)->one) sqlite3_clear_bindings(of(s)->one);
    of(s)->now = NULL;
    of(s)->many = false;
}

static rc run_one(struct ask *a, sqlite3_stmt *one, const char **first)
{
    int code;
    while ((code = sqlite3_step(one)) == SQLITE_ROW)
        if (!*first && sqlite3_column_type(one, 0) != SQLITE_NULL)
            *first = arena_text(a->arena, (const char *)sqlite3_column_text(one, 0));
    return code == SQLITE_DONE ? OK : sqlite_failed(a, a->conn, "plain SQL");
}

rc sqlite_plain(struct ask *a, const char *sql, const char **first)
{
    rc r = OK;
    *first = NULL;
    while (r == OK && *sql) {
        sqlite3_stmt *one = NULL;
        if (sqlite3_prepare_v2(sqlite_of(a->conn), sql, -1, &one, &sql) != SQLITE_OK) r = sqlite_failed(a, a->conn, "plain SQL");
        else if (one) r = run_one(a, one, first);
        sqlite3_finalize(one);
    }
    return r;
}
