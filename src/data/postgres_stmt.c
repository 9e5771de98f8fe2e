/* Questions on PostgreSQL: values go as text (bytes raw), results come as text, whole. */
#include "data/postgres.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OID_INT8 = 20, OID_TEXT = 25, OID_BYTEA = 17, OID_FLOAT8 = 701, OID_INT8_LIST = 1016, PARAMS_MOST = 64 };

static struct pg_stmt *mine(struct stmt *s) { return (struct pg_stmt *)s; }

/* ---- making */

static Oid type_of(unsigned char kind)
{
    switch ((enum param_kind)kind) {
    case PARAM_INT: case PARAM_BOOL: return OID_INT8;
    case PARAM_TEXT:                 return OID_TEXT;
    case PARAM_BYTES:                return OID_BYTEA;
    case PARAM_REAL:                 return OID_FLOAT8;
    case PARAM_INTS:                 return OID_INT8_LIST;
    }
    return 0;
}

rc pg_prepare(struct ask *a, struct conn *c, const struct query *q, struct stmt **out)
{
    size_t n = q->params > 0 ? (size_t)q->params : 1;
    struct pg_stmt *s = q->params <= PARAMS_MOST ? calloc(1, sizeof *s) : NULL;
    if (!s) return fault_detail(a, LIMIT, "%s: no memory or too many parameters", q->name);
    s->value = calloc(n, sizeof *s->value);
    s->length = calloc(n, sizeof *s->length);
    s->format = calloc(n, sizeof *s->format);
    s->digits = calloc(n, sizeof *s->digits);
    s->list = calloc(n, sizeof *s->list);
    s->stmt.q = q;
    if (!s->value || !s->length || !s->format || !s->digits || !s->list) {
        pg_drop(&s->stmt);
        return fault_detail(a, LIMIT, "%s: no memory", q->name);
    }
    snprintf(s->name, sizeof s->name, "q%u", ++pg_of(c)->names);
    *out = &s->stmt;
    return OK;
}

void pg_drop(struct stmt *st)
{
    struct pg_stmt *s = mine(st);
    PQclear(s->result);
    if (s->list) for (int i = 0; i < st->q->params; i++) free(s->list[i]);
    free(s->value);
    free(s->length);
    free(s->format);
    free(s->digits);
    free(s->list);
    free(s);
}

/* ---- values */

void pg_set_int(struct stmt *st, int i, int64_t v)
{
    struct pg_stmt *s = mine(st);
    snprintf(s->digits[i], sizeof s->digits[i], "%lld", (long long)v);
    s->value[i] = s->digits[i];
}

void pg_set_real(struct stmt *st, int i, double v)
{
    struct pg_stmt *s = mine(st);
    snprintf(s->digits[i], sizeof s->digits[i], "%.17g", v);
    s->value[i] = s->digits[i];
}

void pg_set_text(struct stmt *st, int i, const char *v) { mine(st)->value[i] = v; }
void pg_set_null(struct stmt *st, int i)                { mine(st)->value[i] = NULL; }

void pg_set_bytes(struct stmt *st, int i, struct bytes v)
{
    struct pg_stmt *s = mine(st);
    s->value[i] = (const char *)v.p;
    s->length[i] = (int)v.n;
    s->format[i] = 1;
}

/* '{1,2,3}' */
void pg_set_ints(struct stmt *st, int i, const int64_t *v, size_t n)
{
    struct pg_stmt *s = mine(st);
    size_t at = 0, room = n * 21 + 3;
    free(s->list[i]);
    char *list = s->list[i] = malloc(room);
    s->value[i] = list;
    st->conn->no_list = !list;
    if (!list) return;
    list[at++] = '{';
    for (size_t k = 0; k < n; k++) at += (size_t)snprintf(list + at, room - at, k ? ",%lld" : "%lld", (long long)v[k]);
    list[at++] = '}';
    list[at] = 0;
}

/* ---- running */

static bool send_prepare(struct pg_conn *c, struct pg_stmt *s)
{
    Oid types[PARAMS_MOST];
    const struct query *q = s->stmt.q;
    for (int i = 0; i < q->params; i++) types[i] = type_of(q->kinds[i]);
    return PQsendPrepare(c->pg, s->name, q->postgres, q->params, types) == 1;
}

static PGresult *send_and_read(struct pg_conn *c, struct pg_stmt *s)
{
    int sent;
    const struct query *q = s->stmt.q;
    bool fresh = s->life != c->life;
    if (!pg_send_due(c, &sent) || !pg_send_scope(c, s->stmt.ask, q->scope, &sent)) return NULL;
    if (fresh && !send_prepare(c, s)) return NULL;
    if (PQsendQueryPrepared(c->pg, s->name, q->params, s->value, s->length, s->format, 0) != 1 || PQpipelineSync(c->pg) != 1) return NULL;
    return pg_read(c, sent + fresh + 1);
}

static bool went_well(const PGresult *r)
{
    ExecStatusType status = PQresultStatus(r);
    return status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK;
}

/* A reading transaction that failed is of no more use: the next question of the ask begins a new one. */
static void begin_anew(struct ask *a, struct pg_conn *c)
{
    struct fault ignored = *a->fault;
    struct ask quiet = *a;
    quiet.fault = &ignored;
    if (!c->conn.in_snapshot || c->conn.broken) return;
    if (c->in_transaction && pg_command(&quiet, c, "ROLLBACK") != OK) c->conn.broken = true;
    c->in_transaction = false;
    c->begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
}

/* The connection may have died while it lay idle: the first question of an ask is put once more on a new one. */
static PGresult *execute(struct pg_conn *c, struct pg_stmt *s)
{
    const char *begin = c->begin;
    bool first_question = !c->conn.in_closure && (begin || !c->in_transaction);
    PGresult *r = send_and_read(c, s);
    if (pg_lost(c) && first_question) {
        PQclear(r);
        if (!pg_reopen(c)) return NULL;
        c->begin = begin;
        r = send_and_read(c, s);
    }
    return r;
}

static rc run(struct pg_stmt *s)
{
    struct ask *a = s->stmt.ask;
    struct pg_conn *c = pg_of(s->stmt.conn);
    if (c->conn.no_list) {
        c->conn.no_list = false;
        return fault_detail(a, LIMIT, "%s: no memory for a list", s->stmt.q->name);
    }
    if (c->conn.broken) return fault_detail(a, DOWN, "%s: connection to PostgreSQL lost", s->stmt.q->name);
    s->result = execute(c, s);
    s->row = -1;
    s->rows = s->result ? PQntuples(s->result) : 0;
    if (went_well(s->result)) {
        s->life = c->life;
        return OK;
    }
    s->life = 0;
    snprintf(s->name, sizeof s->name, "q%u", ++c->names);         /* the old name may be taken, or not */
    rc r = pg_failed(a, c, s->result, s->stmt.q->name);
    begin_anew(a, c);
    return r;
}

rc pg_step(struct stmt *st, bool *row)
{
    struct pg_stmt *s = mine(st);
    *row = false;
    if (!s->result) try(run(s));
    *row = ++s->row < s->rows;
    return OK;
}

/* Once it is prepared: the answer is read before that of the next question, or of COMMIT. */
rc pg_run_behind(struct stmt *st)
{
    struct pg_stmt *s = mine(st);
    struct pg_conn *c = pg_of(st->conn);
    int sent = 0, scope = 0;
    if (s->life != c->life || st->conn->no_list) return pg_step(st, &(bool){ false });
    if (c->behind_n >= BEHIND_MOST - 3) try(pg_settle(st->ask));
    bool fine = pg_send_due(c, &sent) && pg_send_scope(c, st->ask, st->q->scope, &scope);
    for (sent += scope; sent > 0; sent--) c->behind[c->behind_n++] = st->q->name;
    fine = fine && PQsendQueryPrepared(c->pg, s->name, st->q->params, s->value, s->length, s->format, 0) == 1;
    if (!fine) return pg_failed(st->ask, c, NULL, st->q->name);
    c->behind[c->behind_n++] = st->q->name;
    return OK;
}

rc pg_settle(struct ask *a)
{
    struct pg_conn *c = pg_of(a->conn);
    if (c->behind_n == 0) return OK;
    bool sent = PQpipelineSync(c->pg) == 1;
    PGresult *r = sent ? pg_read(c, 0) : NULL;
    rc answer = r || !sent || pg_lost(c) ? pg_failed(a, c, r, "writes") : OK;
    PQclear(r);
    return answer;
}

void pg_reset(struct stmt *st)
{
    struct pg_stmt *s = mine(st);
    PQclear(s->result);
    s->result = NULL;
    for (int i = 0; i < st->q->params; i++) {
        free(s->list[i]);
        s->list[i] = NULL;
        s->value[i] = NULL;
        s->format[i] = 0;
    }
}

/* ---- results */

bool pg_is_null(struct stmt *st, int i) { return PQgetisnull(mine(st)->result, mine(st)->row, i); }

/* Numbers of every kind, and true and false. */
int64_t pg_get_int(struct stmt *st, int i)
{
    const char *text = PQgetvalue(mine(st)->result, mine(st)->row, i);
    return *text == 't' ? 1 : strtoll(text, NULL, 10);
}

double pg_get_real(struct stmt *st, int i) { return strtod(PQgetvalue(mine(st)->result, mine(st)->row, i), NULL); }

const char *pg_get_text(struct stmt *st, int i)
{
    struct pg_stmt *s = mine(st);
    if (pg_is_null(st, i)) return NULL;
    return arena_text_n(st->ask->arena, PQgetvalue(s->result, s->row, i), (size_t)PQgetlength(s->result, s->row, i));
}

static uint8_t hex_digit(char ch) { return (uint8_t)(ch <= '9' ? ch - '0' : ch - 'a' + 10); }

/* \x00ff… */
struct bytes pg_get_bytes(struct stmt *st, int i)
{
    struct pg_stmt *s = mine(st);
    const char *text = PQgetvalue(s->result, s->row, i);
    int length = PQgetlength(s->result, s->row, i);
    size_t n = length > 2 ? (size_t)(length - 2) / 2 : 0;
    uint8_t *p = arena_take(st->ask->arena, n);
    if (!p) return (struct bytes){ 0 };
    for (size_t k = 0; k < n; k++) p[k] = (uint8_t)(hex_digit(text[2 + 2 * k]) << 4 | hex_digit(text[3 + 2 * k]));
    return (struct bytes){ p, n };
}

int64_t pg_changed(struct stmt *st) { return mine(st)->result ? atoll(PQcmdTuples(mine(st)->result)) : 0; }

/* ---- many statements at once: outside pipeline mode */

static rc read_all(struct ask *a, struct pg_conn *c, const char **first)
{
    rc answer = OK;
    for (PGresult *r; (r = PQgetResult(c->pg)); PQclear(r)) {
        if (answer == OK && !went_well(r) && PQresultStatus(r) != PGRES_EMPTY_QUERY) answer = pg_failed(a, c, r, "plain SQL");
        if (!*first && PQntuples(r) > 0 && PQnfields(r) > 0 && !PQgetisnull(r, 0, 0)) *first = arena_text(a->arena, PQgetvalue(r, 0, 0));
    }
    return answer;
}

rc pg_plain(struct ask *a, const char *sql, const char **first)
{
    struct pg_conn *c = pg_of(a->conn);
    *first = NULL;
    try(pg_settle(a));
    try(pg_scope_all(a, c));
    if (PQexitPipelineMode(c->pg) != 1 || PQsendQuery(c->pg, sql) != 1) return pg_failed(a, c, NULL, "plain SQL");
    rc r = read_all(a, c, first);
    if (!c->conn.broken && PQenterPipelineMode(c->pg) != 1) c->conn.broken = true;
    return r;
}
