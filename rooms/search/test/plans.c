/* How the engines find: SQLite walks the index of words, shelf by shelf; PostgreSQL its GIN index, also when it must plan without
** knowing what is asked. Neither reads the table. */
#include "data/stmt.h"
#include "generated/search_queries.h"
#include "test/harness/db.h"
#include <sqlite3.h>
#include <string.h>

extern const struct query query_docs_found, query_docs_of_shelf, query_words_between;

/* All lines of the plan, one behind the other. */
static const char *plan_of(struct test *t, const struct query *q)
{
    sqlite3 *sql;
    sqlite3_stmt *s;
    const char *plan = "";
    const char *path = arena_print(t->arena, "%s/khue.db", test_db_folder(t));
    if (sqlite3_open_v2(path, &sql, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK) return "";
    if (sqlite3_prepare_v2(sql, arena_print(t->arena, "EXPLAIN QUERY PLAN %s", q->sqlite), -1, &s, NULL) == SQLITE_OK) {
        while (sqlite3_step(s) == SQLITE_ROW) plan = arena_print(t->arena, "%s%s; ", plan, (const char *)sqlite3_column_text(s, 3));
        sqlite3_finalize(s);
    }
    sqlite3_close(sql);
    return plan;
}

TEST(sqlite_finds_by_the_index_of_words)
{
    if (test_on_postgres()) return skip(t, "SQLite's plan");
    struct db *db = test_db_open(t);
    const char *plan = plan_of(t, &query_docs_found);
    has_text(t, "SCAN t VIRTUAL TABLE INDEX", plan);
    has_text(t, "M1", plan);                                           /* by MATCH, and from a row on */
    lacks_text(t, "TEMP B-TREE", plan);                                /* nothing is collected before the first is given */
    lacks_text(t, "search_doc", plan);
    has_text(t, "SEARCH d USING PRIMARY KEY (shelf=? AND object>?)", plan_of(t, &query_docs_of_shelf));
    has_text(t, "SEARCH w USING PRIMARY KEY (word>? AND word<?)", plan_of(t, &query_words_between));
    test_db_close(db);
}

/* Twenty thousand things on forty shelves, so that reading the table would look cheap to nobody. */
static const char many[] =
    "INSERT INTO search_doc (shelf, object, words) SELECT 'p' || lpad((n % 40)::text, 13, '0'), 1000 + n, 'hoc nguyen sinh w' || n % 500 FROM generate_series(1, 20000) n;"
    "ANALYZE search_doc;";

TEST(postgres_finds_by_the_index_of_words_whatever_is_asked)
{
    if (!test_on_postgres()) return skip(t, "PostgreSQL's plan");
    struct db *db = test_db_open(t);
    const char *first, *const modes[] = { "force_generic_plan", "force_custom_plan" };
    is_rc(t, OK, db_plain(db, t->arena, many, &first));
    for (int i = 0; i < 2; i++) {
        const char *plan = NULL;
        is_rc(t, OK, db_plain(db, t->arena, arena_print(t->arena,
            "SET LOCAL plan_cache_mode = %s; PREPARE ask%d AS %s; EXPLAIN (FORMAT JSON) EXECUTE ask%d('[\"p0000000000003\"]', '\"@hoc\" *', 9000000000, 50)",
            modes[i], i, query_docs_found.postgres, i), &plan));
        if (!is_true(t, plan != NULL)) break;
        has_text(t, "search_doc_tokens", plan);
        lacks_text(t, "Seq Scan", plan);
    }
    test_db_close(db);
}
