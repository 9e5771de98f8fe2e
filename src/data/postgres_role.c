/* Two roles: the owner makes and changes the tables, the server's role asks and writes. What stays true:
** (1) the server's role owns nothing and is given SELECT, INSERT, UPDATE and DELETE alone, so whoever speaks through the server can
**     neither change, empty nor make a table, nor take the wall down;
** (2) what was applied and by which hash is for the server to read, not to write;
** (3) the rights are given in the transaction of the migration: a table without them is never seen. */
#include "data/postgres.h"

#include "base/buf.h"

#include <stdio.h>
#include <string.h>

/* %1$s: the role as an identifier; %2$s: as a text. */
static const char grants[] =
    "DO $$ BEGIN IF current_user = '%2$s' THEN RAISE EXCEPTION 'db and db-owner are the same role'; END IF; END $$;"
    " GRANT USAGE ON SCHEMA public TO %1$s; REVOKE CREATE ON SCHEMA public FROM PUBLIC, %1$s;"
    " REVOKE ALL ON ALL TABLES IN SCHEMA public FROM %1$s;"
    " GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO %1$s;"
    " REVOKE INSERT, UPDATE, DELETE ON schema_migration FROM %1$s;"
    " DO $$ BEGIN IF to_regprocedure('khue_months_cut(text, bigint, bigint)') IS NOT NULL THEN"
    " EXECUTE format('GRANT EXECUTE ON FUNCTION khue_months_cut(text, bigint, bigint) TO %%I', '%2$s'); END IF; END $$;"
    " DO $$ BEGIN EXECUTE format('REVOKE CREATE, TEMPORARY ON DATABASE %%I FROM PUBLIC, %%I', current_database(), '%2$s'); END $$";

rc pg_grants(const char *server_url, char *sql, size_t size, char *why, size_t why_size)
{
    PGconn *pg = pg_dial(server_url);
    PGresult *r = PQstatus(pg) == CONNECTION_OK ? PQexec(pg, "SELECT quote_ident(current_user), replace(current_user, '''', '''''')") : NULL;
    bool known = PQresultStatus(r) == PGRES_TUPLES_OK;
    int n = known ? snprintf(sql, size, grants, PQgetvalue(r, 0, 0), PQgetvalue(r, 0, 1)) : 0;
    if (!known) snprintf(why, why_size, "tài khoản của db không vào được / the role of db cannot connect: %s", PQerrorMessage(pg));
    PQclear(r);
    PQfinish(pg);
    return !known ? DOWN : n < (int)size ? OK : LIMIT;
}

rc pg_grant(struct ask *a)
{
    char sql[GRANTS_SIZE], why[WHY_SIZE] = "";
    const char *ignored, *server_url = a->db->server_url;
    if (!server_url) return OK;
    rc r = pg_grants(server_url, sql, sizeof sql, why, sizeof why);
    if (r != OK) return fault_detail(a, r, "%s", why);
    return pg_plain(a, sql, &ignored);
}

/* ---- what our own role may */

static const char over_sql[] = "SELECT 1 FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls)";
#define OF_OURS "FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace WHERE s.nspname = 'public' AND c.relkind IN ('r', 'p')"
static const char owns_sql[] =
    "SELECT 1 WHERE has_schema_privilege('public', 'CREATE')"
    " OR EXISTS (SELECT 1 " OF_OURS " AND (pg_has_role(c.relowner, 'MEMBER') OR has_table_privilege(c.oid, 'TRUNCATE')))";
static const char shut_sql[] =
    "SELECT 1 " OF_OURS " AND NOT c.relispartition AND NOT (has_table_privilege(c.oid, 'SELECT') AND (c.relname = 'schema_migration'"
    " OR (has_table_privilege(c.oid, 'INSERT') AND has_table_privilege(c.oid, 'UPDATE') AND has_table_privilege(c.oid, 'DELETE')))) LIMIT 1";

static rc is_so(struct db *db, struct arena *a, const char *sql, bool *yes)
{
    const char *found = NULL;
    try(db_plain(db, a, sql, &found));
    *yes = found != NULL;
    return OK;
}

/* A table that is not there yet is another check's. */
static rc open_tables(struct db *db, struct arena *a, const char **names)
{
    struct buf b;
    buf_init(&b, 64 * 1024);
    buf_text(&b, "SELECT string_agg(t.name, ', ') FROM unnest('{");
    for (size_t i = 0; walled_tables[i]; i++) buf_print(&b, i ? ",%s" : "%s", walled_tables[i]);
    buf_text(&b, "}'::text[]) t (name) JOIN pg_class c ON c.oid = to_regclass(t.name) WHERE NOT (c.relrowsecurity AND c.relforcerowsecurity"
                 " AND EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'wall'))");
    rc r = b.failed ? LIMIT : db_plain(db, a, b.p, names);
    buf_finish(&b);
    return r;
}

rc db_role(struct db *db, struct arena *a, struct db_role *out)
{
    const char *most = NULL, *clock = NULL;
    int64_t n = 0, ms = 0, asked = db_now(db).ms;
    *out = (struct db_role){ 0 };
    try(is_so(db, a, over_sql, &out->over_the_wall));
    try(is_so(db, a, owns_sql, &out->owns));
    try(is_so(db, a, shut_sql, &out->shut_out));
    try(open_tables(db, a, &out->open));
    try(db_plain(db, a, "SELECT current_setting('max_connections')", &most));
    try(db_plain(db, a, "SELECT floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint", &clock));
    int64_t answered = db_now(db).ms;                         /* in between: the way there and back counts for nobody */
    if (clock && span_int(span_of(clock), &ms)) out->clock_off_ms = asked > ms ? asked - ms : answered < ms ? answered - ms : 0;
    out->connections_most = most && span_int(span_of(most), &n) ? (int)n : 0;
    return OK;
}
