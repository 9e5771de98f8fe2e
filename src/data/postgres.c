/* PostgreSQL: connections, transactions of reading, errors. */
#include "data/postgres.h"

#include "base/log.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- connections */

/* Notices are not read, but that there was a warning: postgres_tx.c asks after COMMIT. */
static void notice(void *at, const PGresult *r)
{
    struct pg_conn *c = at;
    const char *severity = PQresultErrorField(r, PG_DIAG_SEVERITY_NONLOCALIZED);
    if (severity && strcmp(severity, "WARNING") == 0) c->warned = true;
}

static bool run_now(PGconn *pg, const char *sql)
{
    PGresult *r = PQexec(pg, sql);
    ExecStatusType status = PQresultStatus(r);
    PQclear(r);
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

/* Settings of every connection; then pipeline mode until it closes. A question is planned once for a connection: the plan that runs is the one
** that tests read (src/main/test/plans.c), and the longest questions took longer to be planned for each of their values than to run. What such a plan is
** reckoned to cost is far from what it costs, and PostgreSQL compiled to machine code, anew each time, what then ran for a fraction of a millisecond. */
static bool settle(struct pg_conn *c)
{
    char sql[200];
    PGconn *pg = c->pg;
    PQsetNoticeReceiver(pg, notice, c);
    snprintf(sql, sizeof sql, "SET statement_timeout = %d; SET lock_timeout = %d; SET idle_in_transaction_session_timeout = 60000;"
             " SET plan_cache_mode = force_generic_plan; SET jit = off", statement_ms(), statement_ms());
    return run_now(pg, sql) && pg_scopes_prepare(pg) && PQenterPipelineMode(pg) == 1;
}

/* What the address says itself comes later in the list and wins. */
PGconn *pg_dial(const char *url)
{
    static const char *const names[] = { "connect_timeout", "tcp_user_timeout", "keepalives_idle", "keepalives_interval",
        "target_session_attrs", "application_name", "dbname", "client_encoding", NULL };
    const char *values[] = { "5", "10000", "5", "5", "read-write", "khue", url, "UTF8", NULL };
    return PQconnectdbParams(names, values, 1);
}

rc pg_open(struct db *db, struct pg_conn **out, char *why, size_t why_size)
{
    struct pg_conn *c = calloc(1, sizeof *c);
    PGconn *pg = c ? pg_dial(db->url) : NULL;
    if (c) *c = (struct pg_conn){ .conn = { .db = db }, .pg = pg, .life = 1 };
    if (!pg || PQstatus(pg) != CONNECTION_OK || !settle(c)) {
        snprintf(why, why_size, "PostgreSQL: %s", pg ? PQerrorMessage(pg) : "out of memory");
        PQfinish(pg);
        free(c);
        return DOWN;
    }
    *out = c;
    return OK;
}

void pg_close(struct pg_conn *c)
{
    if (!c) return;
    conn_forget(&c->conn);
    PQfinish(c->pg);
    free(c);
}

bool pg_reopen(struct pg_conn *c)
{
    PQreset(c->pg);
    c->life++;
    c->owed = c->behind_n = 0;
    c->in_transaction = false;
    c->conn.broken = PQstatus(c->pg) != CONNECTION_OK || !settle(c);
    return !c->conn.broken;
}

bool pg_lost(const struct pg_conn *c) { return PQstatus(c->pg) != CONNECTION_OK; }

/* ---- sending and reading */

static bool is_error(const PGresult *r)
{
    ExecStatusType status = PQresultStatus(r);
    return status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY && status != PGRES_PIPELINE_SYNC;
}

/* The whole answer to one command, as its last result; NULL when the connection is lost. */
static PGresult *next_answer(struct pg_conn *c)
{
    PGresult *r = PQgetResult(c->pg), *more;
    while (r && (more = PQgetResult(c->pg))) PQclear(more);
    return r;
}

PGresult *pg_read(struct pg_conn *c, int sent)
{
    PGresult *kept = NULL;
    c->blame = NULL;
    int all = c->behind_n + sent;
    for (int i = 0; i < all; i++) {
        PGresult *r = next_answer(c);
        if (!r) break;
        bool error = is_error(r);
        if (!kept && error && i < c->behind_n) c->blame = c->behind[i];
        if (!kept && (error || (sent && i == all - 1))) kept = r;
        else PQclear(r);
    }
    c->behind_n = 0;
    PQclear(PQgetResult(c->pg));                           /* the synchronization point */
    return kept;
}

static bool read_owed(struct pg_conn *c)
{
    for (; c->owed > 0 && !pg_lost(c); c->owed--) PQclear(pg_read(c, 1));
    return !pg_lost(c);
}

bool pg_send(struct pg_conn *c, const char *sql)
{
    return PQsendQueryParams(c->pg, sql, 0, NULL, NULL, NULL, NULL, 0) == 1;
}

bool pg_send_due(struct pg_conn *c, int *sent)
{
    *sent = 0;
    if (!read_owed(c)) return false;
    if (!c->begin) return true;
    if (!pg_send(c, c->begin)) return false;
    c->begin = NULL;
    c->in_transaction = true;
    c->scope.sent = false;
    *sent = 1;
    return true;
}

rc pg_command(struct ask *a, struct pg_conn *c, const char *sql)
{
    int sent;
    PGresult *r = NULL;
    if (pg_send_due(c, &sent) && pg_send(c, sql) && PQpipelineSync(c->pg) == 1) r = pg_read(c, sent + 1);
    rc answer = r && !is_error(r) ? OK : pg_failed(a, c, r, sql);
    PQclear(r);
    return answer;
}

void pg_command_later(struct pg_conn *c, const char *sql)
{
    if (pg_send(c, sql) && PQpipelineSync(c->pg) == 1) c->owed++;
    else c->conn.broken = true;
}

/* ---- errors */

static bool is_class(const char *state, const char *two) { return strncmp(state, two, 2) == 0; }

/* Codes of appendix A of the PostgreSQL manual. *again: the same closure may pass when it runs anew. */
static rc kind_of(const char *state, bool *again)
{
    static const struct { const char *state; rc kind; bool again; } known[] = {
        { "40001", BUSY, true }, { "40P01", BUSY, true },            /* serialization failure, deadlock */
        { "55P03", BUSY, false }, { "57014", BUSY, false },          /* lock timeout, statement timeout */
        { "23505", CONFLICT, false }, { "23503", CONFLICT, false }, { "23P01", CONFLICT, false },
        { "53100", LIMIT, false }, { "53200", LIMIT, false }, { "53300", BUSY, true }, { "54000", LIMIT, false },
        { "25006", DOWN, true },                                     /* read-only: the primary has moved */
        { "57P01", DOWN, true }, { "57P02", DOWN, true }, { "57P03", DOWN, true }, { "57P05", DOWN, true },
        { "26000", BUG, true },                                      /* the prepared statement is gone: a pooler in between */
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(state, known[i].state) == 0) {
            *again = known[i].again;
            return known[i].kind;
        }
    *again = is_class(state, "08");
    return is_class(state, "08") || is_class(state, "58") || is_class(state, "XX") ? DOWN : BUG;
}

/* Only the primary message: the detail of a unique violation has the row's values in it. */
rc pg_failed(struct ask *a, struct pg_conn *c, const PGresult *r, const char *doing)
{
    const char *state = r ? PQresultErrorField(r, PG_DIAG_SQLSTATE) : NULL;
    if (r && c->blame) doing = c->blame;
    const char *text = r ? PQresultErrorField(r, PG_DIAG_MESSAGE_PRIMARY) : NULL;
    bool again = true;
    rc kind = DOWN;
    if (state && !pg_lost(c)) kind = kind_of(state, &again);
    if (kind == DOWN || (state && strcmp(state, "26000") == 0)) c->conn.broken = true;
    c->conn.again = again;
    return fault_detail(a, kind, "%s: %s %s", doing, state ? state : "lost", text ? text : "connection to PostgreSQL lost");
}

/* ---- the rows of engine_ops that are about connections */

static rc start(struct db *db, char *why, size_t why_size)
{
    struct pg_conn *c;
    db->engine_state = calloc(1, sizeof(struct postgres));
    if (!db->engine_state) return LIMIT;
    pthread_mutex_init(&((struct postgres *)db->engine_state)->running.lock, NULL);
    try(pg_open(db, &c, why, why_size));
    int version = PQserverVersion(c->pg);
    if (version < 150000) snprintf(why, why_size, "PostgreSQL 15 hoặc mới hơn / PostgreSQL 15 or later is needed, this is %d", version / 10000);
    if (version < 150000) {
        pg_close(c);
        return INVALID;
    }
    const char *super = PQparameterStatus(c->pg, "is_superuser");
    if (super && strcmp(super, "on") == 0)
        log_line(LOG_WARN, "event=no-second-wall why=\"this role is a superuser: row level security does not hold for it\"");
    db->pool.open++;
    pool_give(&c->conn);
    return OK;
}

static void stop(struct db *db)
{
    struct postgres *p = db->engine_state;
    pg_close(p->lease);
    free(p);
    db->engine_state = NULL;
}

static rc connect_one(struct db *db, struct ask *a, struct conn **c)
{
    char why[WHY_SIZE];
    struct pg_conn *made;
    rc r = pg_open(db, &made, why, sizeof why);
    if (r != OK) return fault_detail(a, r, "%s", why);
    *c = &made->conn;
    return OK;
}

static void disconnect(struct conn *c) { pg_close(pg_of(c)); }

/* One state of the data for a whole request. BEGIN travels with the first question, COMMIT is not waited for. */
static rc snapshot(struct ask *a, struct conn *c)
{
    (void)a;
    pg_of(c)->begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
    c->in_snapshot = true;
    return OK;
}

static void snapshot_end(struct conn *c)
{
    struct pg_conn *p = pg_of(c);
    if (p->in_transaction && !c->broken) pg_command_later(p, "COMMIT");
    p->in_transaction = false;
    p->begin = NULL;
}

static rc migrate_begin(struct db *db, struct ask *a, struct conn **c)
{
    struct pg_conn *p;
    try(connect_one(db, a, c));
    p = pg_of(*c);
    p->begin = "BEGIN";
    rc r = pg_command(a, p, "SET LOCAL statement_timeout = 0");
    if (r == OK) r = pg_command(a, p, "SET LOCAL lock_timeout = 0");
    if (r == OK) r = pg_command(a, p, "SELECT pg_advisory_xact_lock(8262651720)");
    if (r != OK) pg_close(p);
    return r;
}

static rc migrate_backup(struct db *db, struct ask *a)
{
    (void)db; (void)a;
    return OK;                                            /* the person who runs PostgreSQL has one; the command asks */
}

/* Its pages and keys are PostgreSQL's own affair; that it answers is all that we can see. */
static rc sound(struct db *db, bool whole, struct verify_report *out, char *why, size_t why_size)
{
    (void)db; (void)whole; (void)why; (void)why_size;
    verify_looked(out, 1);
    return OK;
}

static rc migrate_end(struct ask *a, struct conn *c, bool commit)
{
    rc r = commit ? pg_command(a, pg_of(c), "COMMIT") : OK;
    pg_close(pg_of(c));
    return r;
}

const struct engine_ops postgres_ops = {
    .start = start, .stop = stop, .connect = connect_one, .disconnect = disconnect,
    .snapshot = snapshot, .snapshot_end = snapshot_end,
    .prepare = pg_prepare, .drop = pg_drop,
    .set_int = pg_set_int, .set_real = pg_set_real, .set_text = pg_set_text,
    .set_bytes = pg_set_bytes, .set_ints = pg_set_ints, .set_null = pg_set_null,
    .step = pg_step, .is_null = pg_is_null, .get_int = pg_get_int, .get_real = pg_get_real,
    .get_text = pg_get_text, .get_bytes = pg_get_bytes, .changes = pg_changed, .reset = pg_reset,
    .run_behind = pg_run_behind, .run = pg_run, .plain = pg_plain,
    .migrate_begin = migrate_begin, .migrate_backup = migrate_backup, .migrate_grant = pg_grant, .migrate_end = migrate_end, .backup = pg_dump_to, .sound = sound,
    .settled = pg_settled, .tell = pg_tell, .hear = pg_hear, .hear_end = pg_hear_end,
};
