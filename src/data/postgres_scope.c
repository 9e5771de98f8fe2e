/* The second wall: row level security of PostgreSQL. The first is the law of the questions (tools/sql); this one stands
** behind it in the server, for the question that should never have been written. Policies are made by tools/sql and read
** three settings, which travel with the questions:
**     khue.reach    'all' for questions of scope public and system; anything else: only what follows
**     khue.schools  '{1,2}': rows of these schools; with scope persons the schools where those persons are or were members
**     khue.persons  '{1,2}': rows about these persons
**
** What stays true:
** (1) every setting ends with its transaction, and a transaction begins with none of them: nothing is seen by accident;
** (2) they are sent again whenever the scope of the next question differs from that of the one before it;
** (3) they go out together with the question, so they cost no wait. */
#include "data/postgres.h"

#include "base/buf.h"

static bool same_scope(const struct pg_scope *known, enum query_scope kind, const struct scope *now)
{
    if (!known->sent) return false;
    bool all = kind == SCOPE_PUBLIC || kind == SCOPE_SYSTEM;
    if (all || known->all) return all && known->all;
    return known->kind == kind && known->school == now->school.v && known->persons == now->persons && known->persons_n == now->persons_n &&
           known->area == now->area && known->area_n == now->area_n;
}

/* {1,2} */
static void list(struct buf *b, const int64_t *v, size_t n)
{
    buf_char(b, '{');
    for (size_t i = 0; i < n; i++) {
        if (i) buf_char(b, ',');
        buf_int(b, v[i]);
    }
    buf_char(b, '}');
}

/* Columns are evaluated in order. Two are prepared with the connection; the third asks a function of the house, which may not be
** there yet, while khue_schools_of looks the reach is 'all'. */
static const char reach_all[] = "SELECT set_config('khue.reach', 'all', true)";
static const char some_schools[] = "SELECT set_config('khue.persons', '{}', true), set_config('khue.schools', $1, true), set_config('khue.reach', 'some', true)";
static const char some_persons[] =
    "SELECT set_config('khue.reach', 'all', true), set_config('khue.persons', $1, true),"
    " set_config('khue.schools', coalesce(khue_schools_of($1::bigint[])::text, '{}'), true), set_config('khue.reach', 'some', true)";

bool pg_scopes_prepare(PGconn *pg)
{
    static const struct { const char *name, *sql; } both[] = { { "all", reach_all }, { "schools", some_schools } };
    bool fine = true;
    for (int i = 0; i < 2; i++) {
        PGresult *r = PQprepare(pg, both[i].name, both[i].sql, 0, NULL);
        fine = fine && PQresultStatus(r) == PGRES_COMMAND_OK;
        PQclear(r);
    }
    return fine;
}

static bool send(struct pg_conn *c, enum query_scope kind, const struct scope *now)
{
    struct buf b;
    if (kind == SCOPE_PUBLIC || kind == SCOPE_SYSTEM) return PQsendQueryPrepared(c->pg, "all", 0, NULL, NULL, NULL, 0) == 1;
    buf_init(&b, 4 << 20);
    if (kind == SCOPE_PERSONS) list(&b, (const int64_t *)now->persons, now->persons_n);
    else if (kind == SCOPE_AREA) list(&b, (const int64_t *)now->area, now->area_n);
    else list(&b, &now->school.v, 1);
    const char *value[] = { b.p };
    bool fine = !b.failed && (kind == SCOPE_PERSONS ? PQsendQueryParams(c->pg, some_persons, 1, (Oid[]){ 25 }, value, NULL, NULL, 0) == 1
                                                    : PQsendQueryPrepared(c->pg, "schools", 1, value, NULL, NULL, 0) == 1);
    buf_finish(&b);
    return fine;
}

bool pg_send_scope(struct pg_conn *c, const struct ask *a, enum query_scope kind, int *sent)
{
    if (c->in_transaction && same_scope(&c->scope, kind, &a->scope)) return true;
    if (!send(c, kind, &a->scope)) return false;
    c->scope = (struct pg_scope){ .sent = true, .all = kind == SCOPE_PUBLIC || kind == SCOPE_SYSTEM, .kind = kind, .school = a->scope.school.v,
                                  .persons = a->scope.persons, .persons_n = a->scope.persons_n, .area = a->scope.area, .area_n = a->scope.area_n };
    *sent += 1;
    return true;
}

rc pg_scope_all(struct ask *a, struct pg_conn *c)
{
    try(pg_command(a, c, reach_all));
    c->scope = (struct pg_scope){ .sent = true, .all = true, .kind = SCOPE_SYSTEM };
    return OK;
}
