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

/* '{1,2}' */
static void list(struct buf *b, const int64_t *v, size_t n)
{
    buf_text(b, "'{");
    for (size_t i = 0; i < n; i++) {
        if (i) buf_char(b, ',');
        buf_int(b, v[i]);
    }
    buf_text(b, "}'");
}

static const char reach_all[] = "SELECT set_config('khue.reach', 'all', true)";

static void settings(struct buf *b, enum query_scope kind, const struct scope *now)
{
    if (kind == SCOPE_PUBLIC || kind == SCOPE_SYSTEM) {
        buf_text(b, reach_all);
        return;
    }
    size_t persons_n = kind == SCOPE_PERSONS ? now->persons_n : 0;
    buf_text(b, reach_all);                                /* while khue_schools_of looks; columns are evaluated in order */
    buf_text(b, ", set_config('khue.persons', ");
    list(b, (const int64_t *)now->persons, persons_n);
    buf_text(b, ", true), set_config('khue.schools', ");
    if (kind == SCOPE_PERSONS) {
        buf_text(b, "coalesce(khue_schools_of(");
        list(b, (const int64_t *)now->persons, persons_n);
        buf_text(b, ")::text, '{}')");
    } else if (kind == SCOPE_AREA) list(b, (const int64_t *)now->area, now->area_n);
    else list(b, &now->school.v, 1);
    buf_text(b, ", true), set_config('khue.reach', 'some', true)");
}

bool pg_send_scope(struct pg_conn *c, const struct ask *a, enum query_scope kind, int *sent)
{
    struct buf b;
    if (c->in_transaction && same_scope(&c->scope, kind, &a->scope)) return true;
    buf_init(&b, 4 << 20);
    settings(&b, kind, &a->scope);
    bool fine = !b.failed && pg_send(c, b.p);
    buf_finish(&b);
    if (!fine) return false;
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
