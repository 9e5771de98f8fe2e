/* Every generated question on the engine at hand: SQLite has seen them when they were built, PostgreSQL sees them here. Each
** runs once in a transaction that is rolled back, with every parameter NULL, no list, and the ids of nobody as its scope: what is
** told apart is SQL that an engine cannot prepare or run from SQL that finds nothing or may not write NULL. */
#include "base/log.h"
#include "data/stmt.h"
#include "data/tx.h"
#include "test/harness/db.h"
#include <string.h>

static const person_id nobody = { 1 };
static const school_id nowhere = { 1 };

static rc run_nowhere(struct tx *t, const struct query *q, bool *row)
{
    struct stmt *s;
    try(stmt_open(t->ask, q, &s));
    for (int i = 0; i < q->params; i++)
        if (q->kinds[i] == PARAM_INTS) stmt_ints(s, i, NULL, 0);
    rc answer = stmt_step(s, row);
    stmt_close(s);
    return answer == OK ? NOT_FOUND : answer;               /* rolls back in any case */
}
CLOSURE(run_nowhere, struct query, bool)

static struct ask *scoped_ask(struct test *t, struct db *db)
{
    struct ask *a = test_ask(t, db);
    a->scope = (struct scope){ .school = nowhere, .persons = &nobody, .persons_n = 1, .area = &nowhere, .area_n = 1 };
    return a;
}

/* NULL where it may not be, or as the school of a new row, is no fault of the question. */
static bool refused_null(const struct ask *a)
{
    const char *detail = a->fault->detail ? a->fault->detail : "";
    return strstr(detail, "NOT NULL") || strstr(detail, "23502") || strstr(detail, "CHECK") || strstr(detail, "datatype mismatch") ||
           strstr(detail, "row-level security");
}

TEST(every_question_can_be_asked_on_this_engine)
{
    struct db *db = test_db_open(t);
    log_set_level(LOG_ERROR + 1);
    is_true(t, query_count > 0);
    for (int i = 0; i < query_count; i++) {
        const struct query *q = all_queries[i];
        struct ask *a = scoped_ask(t, db);
        bool row = false;
        if (!is_int(t, i, q->index)) break;
        rc answer = transact(a, NULL, run_nowhere, q, &row);
        if (answer != NOT_FOUND && answer != CONFLICT && !refused_null(a))
            fail(t, "%s: %s %s", q->name, rc_name(answer), a->fault->detail ? a->fault->detail : "");
    }
    is_true(t, all_queries[query_count] == NULL);
    test_db_close(db);
}

TEST(migrations_are_in_order_and_each_has_its_hash)
{
    for (const struct migration *m = migrations; m->room; m++) {
        is_int(t, 32, strlen(m->hash));
        is_true(t, *m->sqlite && *m->postgres);
        if (m > migrations && str_is(m->room, m[-1].room)) is_true(t, m[-1].number < m->number);
    }
}
