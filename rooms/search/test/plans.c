/* How the engines find: SQLite walks the index of words, shelf by shelf; PostgreSQL its GIN index, also when it must plan without
** knowing what is asked. Neither reads the table. */
#include "data/stmt.h"
#include "generated/search_queries.h"
#include "test/harness/db.h"
#include <sqlite3.h>
#include <stdlib.h>
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

/* What a page of a common word reads: rows, not the time that it takes. The counter goes on from one transaction to the next. */
#define FETCHED "SELECT coalesce(sum(idx_tup_fetch), 0) FROM pg_stat_xact_user_tables WHERE relname = 'search_doc'"
static int64_t rows_read(struct test *t, struct db *db, const char *query, int name)
{
    const char *n = NULL;
    is_rc(t, OK, db_plain(db, t->arena, arena_print(t->arena,
        "SET LOCAL plan_cache_mode = force_generic_plan; PREPARE read%d AS %s;"
        "DO $do$ BEGIN PERFORM set_config('khue.read', (" FETCHED ")::text, true); EXECUTE $ask$ EXECUTE read%d('[\"p0000000000001\"]', '%s', 9000000000, 50) $ask$; END $do$;"
        "SELECT (" FETCHED ") - current_setting('khue.read')::bigint", name, query_docs_found.postgres, name, query), &n));
    return n ? strtoll(n, NULL, 10) : -1;
}

TEST(postgres_reads_no_more_than_the_newest_for_a_common_word)
{
    if (!test_on_postgres()) return skip(t, "SQLite's index gives its first hits at once");
    struct db *db = test_db_open(t);
    const char *first;
    is_rc(t, OK, db_plain(db, t->arena, "INSERT INTO search_doc (shelf, object, words) SELECT 'p0000000000001', 1000 + n, 'hoc w' || n % 500"
                                        " FROM generate_series(1, 20000) n; ANALYZE search_doc;", &first));
    int64_t common = rows_read(t, db, "\"@hoc\"", 1), rare = rows_read(t, db, "\"@w7\"", 2);
    is_true(t, common >= 50 && common <= 200);                 /* of 20,000 */
    is_true(t, rare >= 40 && rare <= 240);                     /* the newest, and what the index leads to */
    test_db_close(db);
}

/* Page by page from the newest on, nothing twice and nothing left out, whether the newest or the index gave it. */
TEST(common_and_rare_words_are_all_found_page_by_page)
{
    enum { DOCS = 1500, EVERY = 37, PAGE = 50 };
    static const char *const shelves[] = { "[\"p0000000000001\"]", "[\"p0000000000002\"]" };
    struct db *db = test_db_open(t);
    const char *first;
    const char *series = test_on_postgres() ? "SELECT n FROM generate_series(1, 1500) s(n)" : "WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 1500) SELECT n FROM s";
    is_rc(t, OK, db_plain(db, t->arena, arena_print(t->arena,
        "INSERT INTO search_doc (shelf, object, words) SELECT 'p000000000000' || (1 + n %% 2), 1000 + n, CASE n %% 37 WHEN 0 THEN 'hoc it' ELSE 'hoc' END FROM (%s) x", series), &first));
    struct ask *a = test_ask(t, db);
    for (int rare = 0; rare < 2; rare++)
        for (int shelf = 0; shelf < 2; shelf++) {
            int64_t before = 9000000000, want = DOCS;
            size_t n = PAGE;
            while (n == PAGE) {
                struct docs_found_row *row;
                is_rc(t, OK, docs_found(a, shelves[shelf], rare ? "\"@it\"" : "\"@hoc\"", before, PAGE, &row, &n));
                for (size_t i = 0; i < n; i++) {
                    while (want > 0 && (want % 2 != shelf || (rare && want % EVERY != 0))) want--;
                    is_int(t, 1000 + want, row[i].object);
                    want--;
                    before = row[i].object;
                }
            }
            while (want > 0 && (want % 2 != shelf || (rare && want % EVERY != 0))) want--;
            is_int(t, 0, want);                                /* all were given */
        }
    ask_done(a);
    test_db_close(db);
}
