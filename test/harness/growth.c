/* See growth.h. */
#include "test/harness/growth.h"
#include "data/stmt.h"
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

static bool number(const char *v) { return v[strspn(v, "-0123456789")] == '\0' && *v; }

static int64_t sqlite_cost(struct test *t, const struct query *q, const char *const *values)
{
    sqlite3 *sql = NULL;
    sqlite3_stmt *s = NULL;
    int64_t steps = -1;
    int step = SQLITE_ERROR;
    if (sqlite3_open_v2(arena_print(t->arena, "%s/khue.db", test_db_folder(t)), &sql, SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK) return fail(t, "no database"), -1;
    sqlite3_exec(sql, "BEGIN", NULL, NULL, NULL);
    if (sqlite3_prepare_v2(sql, q->sqlite, -1, &s, NULL) == SQLITE_OK) {
        for (int i = 0; i < q->params; i++) {
            if (!values[i]) sqlite3_bind_null(s, i + 1);
            else if (number(values[i])) sqlite3_bind_int64(s, i + 1, strtoll(values[i], NULL, 10));
            else sqlite3_bind_text(s, i + 1, values[i], -1, SQLITE_STATIC);
        }
        while ((step = sqlite3_step(s)) == SQLITE_ROW) continue;
        steps = sqlite3_stmt_status(s, SQLITE_STMTSTATUS_VM_STEP, 0);
    }
    if (step != SQLITE_DONE) fail(t, "%s: %s", q->name, sqlite3_errmsg(sql));
    sqlite3_finalize(s);
    sqlite3_exec(sql, "ROLLBACK", NULL, NULL, NULL);
    sqlite3_close(sql);
    return steps;
}

static int64_t postgres_cost(struct test *t, struct db *db, const struct query *q, const char *const *values)
{
    const char *list = "", *plan = NULL;
    for (int i = 0; i < q->params; i++)
        list = arena_print(t->arena, "%s%s%s%s%s", list, i ? ", " : "(", values[i] && !number(values[i]) ? "'" : "", values[i] ? values[i] : "NULL", values[i] && !number(values[i]) ? "'" : "");
    if (q->params) list = arena_print(t->arena, "%s)", list);
    const char *ask = arena_print(t->arena, "SET LOCAL khue.reach = 'all'; SET LOCAL plan_cache_mode = force_generic_plan; DEALLOCATE ALL; PREPARE grown AS %s; EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) EXECUTE grown%s",
                                  q->postgres, list);
    if (db_plain(db, t->arena, ask, &plan) != OK || !plan) return fail(t, "%s: no plan", q->name), -1;
    const char *hit = strstr(plan, "\"Shared Hit Blocks\": "), *read = strstr(plan, "\"Shared Read Blocks\": ");
    return (hit ? strtoll(hit + strlen("\"Shared Hit Blocks\": "), NULL, 10) : 0) + (read ? strtoll(read + strlen("\"Shared Read Blocks\": "), NULL, 10) : 0);
}

int64_t growth_cost(struct test *t, struct db *db, const struct query *q, const char *const *values)
{
    return test_on_postgres() ? postgres_cost(t, db, q, values) : sqlite_cost(t, q, values);
}

void growth_plant(struct test *t, struct db *db, const char *sql)
{
    const char *first;
    for (const char *at = sql; *at;) {
        size_t n = strcspn(at, ";");
        is_rc(t, OK, db_plain(db, t->arena, test_on_postgres() ? arena_print(t->arena, "SET LOCAL khue.reach = 'all'; %.*s", (int)n, at) : arena_print(t->arena, "%.*s", (int)n, at), &first));
        at += n + (at[n] == ';');
        at += strspn(at, " \n");
    }
    if (test_on_postgres()) test_db_build(t, db, "ANALYZE");
}
