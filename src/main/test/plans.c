/* What stays true: (1) a home costs at most 8 questions, whoever opens it; (2) no question of the house reads a whole table of schools or
** persons: on SQLite no SCAN of one, on PostgreSQL, planned without knowing what is asked and with the walls up, no Seq Scan of one and no
** walk through a whole index of one. The few that must are named below, with the reason. */
#include "access/test/world.h"
#include "base/ids.h"
#include "data/stmt.h"
#include <sqlite3.h>
#include <string.h>

enum { HOME_MOST = 8 };

/* ---- (1) */

/* Questions of one GET, those that find out who asks included; asked a second time, so that nothing has to be made first. */
static int64_t questions(struct test *t, struct city *s, person_id who, const char *path)
{
    struct loop_client l;
    struct loop_reply r;
    int64_t before = 0;
    loop_open(&l, &s->app);
    loop_sign_in(&l, who);
    for (int i = 0; i < 2; i++) {
        before = db_stats(s->app.db).questions;
        is_rc(t, OK, loop_send(&l, t->arena, GET, path, NULL, &r));
        is_int(t, 200, r.status);
    }
    loop_close(&l);
    return db_stats(s->app.db).questions - before;
}

TEST(every_home_costs_at_most_eight_questions)
{
    struct world *w = world_open(t);
    is_rc(t, OK, db_plain(w->s->app.db, t->arena, "INSERT INTO programme_school (school_id, day, begun, published, quiet, pupils, deeds, joined, loose, gaps, gap_codes) "
                                                  "SELECT id, 20000, 1, 0, 1, 3, 0, 0, 0, 0, '' FROM school", NULL));               /* counted, so that its home asks all */
    for (size_t k = 0; k < ROLES; k++) {
        int64_t n = w->who[k].v ? questions(t, w->s, w->who[k], "/hom-nay") : HOME_MOST;
        if (n > HOME_MOST) fail(t, "the home of %c costs %lld questions", ROLE_LETTERS[k], (long long)n);
        is_true(t, n >= 4);                                  /* session, account, places, children */
    }
    is_true(t, questions(t, w->s, w->s->tuan, path_to(t, "/hom-nay?con=", w->s->bong.v, "")) <= HOME_MOST);
    city_close(w->s);
}

/* ---- (2) */

/* Asked by no page. */
static const struct { const char *name; bool on_sqlite, on_postgres; const char *why; } whole[] = {
    { "own_guardians",         true,  true,  "khue verify: is anybody their own guardian?" },
    { "orders_unlike_links",   true,  false, "khue verify: every link beside its order" },
    { "shelves_wrong",         true,  true,  "khue verify: sums of files" },
    { "person_shelves_wrong",  true,  true,  "khue verify: sums of files" },
    { "photos_beside_persons", false, true,  "khue verify: the copy in the person's row" },
    { "ways_counted",          true,  true,  "the operator's page: partial indexes of what is on its way, up to a bound" },
    { "leftover",              true,  true,  "a job: what erasures left, mostly nothing" },
    { "erasing",               true,  true,  "a job: of whom erasures left something, mostly nobody" },
    { "schools_of_old_texts",  true,  false, "a job, once a day: lists that nobody took in" },
    { "schools_of_old_kept",   true,  false, "a job, once a day: what old lists said besides" },
};

static void judge(struct test *t, const struct query *q, const char *table)
{
    bool named = false;
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        if (str_is(whole[i].name, q->name)) named = test_on_postgres() ? whole[i].on_postgres : whole[i].on_sqlite;
    if (table && !named) fail(t, "%s reads all of %s:\n%s", q->name, table, test_on_postgres() ? q->postgres : q->sqlite);
    if (!table && named) fail(t, "%s reads no whole table any more: say so in the list", q->name);
}

static bool walled(const char *name, size_t n)
{
    for (const char *const *t = walled_tables; *t; t++)
        if (strlen(*t) == n && memcmp(*t, name, n) == 0) return true;
    return false;
}

/* A question that must be caught on both engines, or the tests below see nothing. */
static const struct query bad = { .name = "bad", .index = 9999, .sqlite = "SELECT m.id FROM member m WHERE m.title = ?1",
                                  .postgres = "SELECT m.id FROM member m WHERE m.title = $1", .params = 1 };

/* "SCAN e" and "SCAN e USING COVERING INDEX …" name the alias. */
static bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; }

static size_t word_length(const char *p)
{
    size_t n = 0;
    while (letter(p[n])) n++;
    return n;
}

/* A walled table that stands under this alias somewhere in the question. */
static const char *table_under(struct test *t, const char *sql, const char *alias, size_t n)
{
    for (const char *p = sql; *p; p++) {
        size_t k = word_length(p);
        if (k == 0 || (p > sql && letter(p[-1]))) continue;
        const char *next = p + k + strspn(p + k, " \n");
        if (strncmp(next, "AS ", 3) == 0) next += 3;
        size_t m = word_length(next);
        bool here = (m == n && memcmp(next, alias, n) == 0) || (k == n && memcmp(p, alias, n) == 0);
        if (here && walled(p, k)) return arena_text_n(t->arena, p, k);
        p += k - 1;
    }
    return NULL;
}

/* A walled table that SQLite reads from one end to the other for this question; NULL = none. */
static const char *scanned(struct test *t, sqlite3 *sql, const struct query *q)
{
    sqlite3_stmt *s;
    const char *table = NULL;
    if (sqlite3_prepare_v2(sql, arena_print(t->arena, "EXPLAIN QUERY PLAN %s", q->sqlite), -1, &s, NULL) != SQLITE_OK)
        return fail(t, "%s: %s", q->name, sqlite3_errmsg(sql)), NULL;
    while (!table && sqlite3_step(s) == SQLITE_ROW) {
        const char *line = (const char *)sqlite3_column_text(s, 3);
        if (strncmp(line, "SCAN ", 5) == 0) table = table_under(t, q->sqlite, line + 5, word_length(line + 5));
    }
    sqlite3_finalize(s);
    return table;
}

TEST(sqlite_reads_no_whole_table_of_schools_or_persons)
{
    if (test_on_postgres()) return skip(t, "SQLite's plan");
    struct db *db = test_db_open(t);
    sqlite3 *sql;
    is_int(t, SQLITE_OK, sqlite3_open_v2(arena_print(t->arena, "%s/khue.db", test_db_folder(t)), &sql, SQLITE_OPEN_READONLY, NULL));
    is_text(t, "member", scanned(t, sql, &bad));
    for (int i = 0; i < query_count; i++) judge(t, all_queries[i], scanned(t, sql, all_queries[i]));
    sqlite3_close(sql);
    test_db_close(db);
}

static const char explain[] =
    "SET LOCAL enable_seqscan = off; SET LOCAL plan_cache_mode = force_generic_plan;"
    "SET LOCAL khue.persons = '{1}'; SET LOCAL khue.schools = '{1}'; SET LOCAL khue.reach = 'some';"
    "PREPARE plan_%d AS %s; EXPLAIN (FORMAT JSON) EXECUTE plan_%d%s";

static const char *nothings(struct test *t, int n)
{
    const char *out = n ? "(NULL" : "";
    for (int i = 1; i < n; i++) out = arena_print(t->arena, "%s, NULL", out);
    return n ? arena_print(t->arena, "%s)", out) : "";
}

/* One node of the plan, from its type to that of the next: the walled table that it reads whole; NULL = none. */
static const char *node_reads(struct test *t, const char *node, size_t n)
{
    const char *text = arena_text_n(t->arena, node, n), *name = strstr(text, "\"Relation Name\": \"");
    if (!name) return NULL;
    name += strlen("\"Relation Name\": \"");
    bool all = strncmp(text, "\"Seq Scan\"", 10) == 0 || (strncmp(text, "\"Index", 6) == 0 && !strstr(text, "\"Index Cond\""));
    size_t length = strcspn(name, "\"");
    return all && walled(name, length) ? arena_text_n(t->arena, name, length) : NULL;
}

static const char *read_whole(struct test *t, struct db *db, const struct query *q)
{
    static const char mark[] = "\"Node Type\": ";
    const char *plan = NULL, *table = NULL;
    rc answer = db_plain(db, t->arena, arena_print(t->arena, explain, q->index, q->postgres, q->index, nothings(t, q->params)), &plan);
    if (answer != OK || !plan) return fail(t, "%s: %s, no plan", q->name, rc_name(answer)), NULL;
    for (const char *at = strstr(plan, mark), *next; at && !table; at = next) {
        at += strlen(mark);
        next = strstr(at, mark);
        table = node_reads(t, at, next ? (size_t)(next - at) : strlen(at));
    }
    return table;
}

TEST(postgres_reads_no_whole_table_of_schools_or_persons)
{
    if (!test_on_postgres()) return skip(t, "PostgreSQL's plan");
    struct db *db = test_db_open(t);
    is_text(t, "member", read_whole(t, db, &bad));
    for (int i = 0; i < query_count; i++) judge(t, all_queries[i], read_whole(t, db, all_queries[i]));
    test_db_close(db);
}
