#include "base/log.h"
#include "things.h"
#include <math.h>
#include <string.h>

static rc add_closure(struct tx *t, const void *in, void *out)
{
    (void)out;
    return thing_add(t, in);
}

static void add(struct test *t, struct db *db, struct thing x)
{
    is_rc(t, OK, transact_run(test_ask(t, db), NULL, "add", add_closure, &x, NULL));
}

TEST(every_kind_of_value_comes_back_as_it_was)
{
    struct db *db = things_db(t);
    struct ask *a = test_ask(t, db);
    struct thing x;
    static const uint8_t raw[] = { 0, 1, '\\', '\'', 0xFF, 0, 'x' };
    add(t, db, (struct thing){ .id = INT64_MAX, .code = "Nguyễn 'Thị' \\ \"Ánh\"", .words = "", .raw = { raw, sizeof raw }, .size = -0.1, .on = true });
    add(t, db, (struct thing){ .id = -5, .code = "", .raw = { raw, 0 }, .size = 1e300, .parent = INT64_MAX });
    if (!is_rc(t, OK, thing_get(a, INT64_MAX, &x))) return;
    is_text(t, "Nguyễn 'Thị' \\ \"Ánh\"", x.code);
    is_text(t, "", x.words);
    is_bytes(t, raw, sizeof raw, x.raw.p, x.raw.n);
    is_true(t, x.size == -0.1);
    is_true(t, x.on);
    is_int(t, 0, x.parent);
    is_rc(t, OK, thing_get(a, -5, &x));
    is_text(t, NULL, x.words);
    is_true(t, x.raw.p && x.raw.n == 0);
    is_true(t, x.size == 1e300);
    is_false(t, x.on);
    is_int(t, INT64_MAX, x.parent);
    ask_done(a);
    db_close(db);
}

TEST(nothing_is_not_the_same_as_empty)
{
    struct db *db = things_db(t);
    struct ask *a = test_ask(t, db);
    struct thing x;
    add(t, db, (struct thing){ .id = 1, .code = "a" });
    is_rc(t, OK, thing_get(a, 1, &x));
    is_text(t, NULL, x.words);
    is_true(t, x.raw.p == NULL);
    is_rc(t, NOT_FOUND, thing_get(a, 2, &x));
    ask_done(a);
    db_close(db);
}

TEST(a_long_text_and_many_bytes_come_back_whole)
{
    enum { LONG = 3 << 20 };
    struct db *db = things_db(t);
    struct ask *a = test_ask(t, db);
    struct thing x;
    char *text = arena_take(t->arena, LONG + 1);
    uint8_t *raw = arena_take(t->arena, LONG);
    for (int i = 0; i < LONG; i++) { text[i] = (char)('a' + i % 26); raw[i] = (uint8_t)(i * 7); }
    add(t, db, (struct thing){ .id = 1, .code = "long", .words = text, .raw = { raw, LONG } });
    is_rc(t, OK, thing_get(a, 1, &x));
    is_true(t, x.words && strcmp(text, x.words) == 0);
    is_bytes(t, raw, LONG, x.raw.p, x.raw.n);
    ask_done(a);
    db_close(db);
}

TEST(a_list_finds_what_is_in_it)
{
    struct db *db = things_db(t);
    struct ask *a = test_ask(t, db);
    int64_t found = -1;
    for (int64_t i = 1; i <= 5; i++) add(t, db, (struct thing){ .id = i * 1000, .code = arena_print(t->arena, "%d", (int)i) });
    is_rc(t, OK, things_among(a, (int64_t[]){ 1000, 3000, 7000, -1 }, 4, &found));
    is_int(t, 2, found);
    is_rc(t, OK, things_among(a, NULL, 0, &found));
    is_int(t, 0, found);
    int64_t *many = ARENA_MANY(t->arena, int64_t, 20000);
    for (int i = 0; i < 20000; i++) many[i] = INT64_MAX - i;
    many[19999] = 5000;
    is_rc(t, OK, things_among(a, many, 20000, &found));
    is_int(t, 1, found);
    ask_done(a);
    db_close(db);
}

/* Two lists, one of them left out and read as a table, between other parameters: on SQLite lists of one number go another way than longer ones. */
static const unsigned char two_lists[] = { PARAM_INT, PARAM_INTS, PARAM_TEXT, PARAM_INTS };
static const struct query q_lists = {
    .name = "lists", .index = 25, .params = 4, .kinds = two_lists, .scope = SCOPE_SYSTEM,
    .sqlite = "SELECT count(*) * ?1 + (SELECT count(*) FROM (SELECT value FROM json_each(?4)) x WHERE x.value > 0) FROM thing t"
              " WHERE t.id IN (SELECT value FROM json_each(?2)) AND t.code <> ?3 AND t.id NOT IN (SELECT value FROM json_each(?4))",
    .postgres = "SELECT count(*) * $1::bigint + (SELECT count(*) FROM (SELECT unnest($4::bigint[]) AS value) x WHERE x.value > 0) FROM thing t"
                " WHERE t.id = ANY($2::bigint[]) AND t.code <> $3::text AND t.id <> ALL($4::bigint[])" };

static int64_t lists(struct test *t, struct ask *a, const int64_t *in, size_t in_n, const int64_t *out, size_t out_n)
{
    struct stmt *s;
    bool row = false;
    if (!is_rc(t, OK, stmt_open(a, &q_lists, &s))) return -1;
    stmt_int(s, 0, 100);
    stmt_ints(s, 1, in, in_n);
    stmt_text(s, 2, "4");
    stmt_ints(s, 3, out, out_n);
    is_rc(t, OK, stmt_step(s, &row));
    int64_t found = row ? col_int(s, 0) : -1;
    stmt_close(s);
    return found;
}

TEST(lists_of_none_one_and_many_are_the_same_question)
{
    struct db *db = things_db(t);
    struct ask *a = test_ask(t, db);
    const int64_t id[] = { 1, 2, 3, 4, 5 };
    for (int64_t i = 1; i <= 5; i++) add(t, db, (struct thing){ .id = i, .code = arena_print(t->arena, "%d", (int)i) });
    for (int again = 0; again < 2; again++) {
        is_int(t, 0, lists(t, a, id, 0, id, 0));
        is_int(t, 100, lists(t, a, id, 1, id, 0));
        is_int(t, 400, lists(t, a, id, 5, id, 0));
        is_int(t, 1, lists(t, a, id, 1, id, 1));
        is_int(t, 101, lists(t, a, &id[1], 1, id, 1));
        is_int(t, 301, lists(t, a, id, 5, id, 1));
        is_int(t, 102, lists(t, a, &id[4], 1, id, 2));
        is_int(t, 202, lists(t, a, id, 5, id, 2));
        is_int(t, 1, lists(t, a, &id[3], 1, id, 1));
    }
    ask_done(a);
    db_close(db);
}

struct rename { int64_t id; const char *words; };
static rc rename_thing(struct tx *t, const struct rename *in, int64_t *changed) { return thing_rename(t, in->id, in->words, changed); }
CLOSURE(rename_thing, struct rename, int64_t)

TEST(a_change_says_how_many_rows_it_touched)
{
    struct db *db = things_db(t);
    int64_t changed = -1;
    add(t, db, (struct thing){ .id = 1, .code = "a" });
    is_rc(t, OK, transact(test_ask(t, db), NULL, rename_thing, (&(struct rename){ 1, "mới" }), &changed));
    is_int(t, 1, changed);
    is_rc(t, OK, transact(test_ask(t, db), NULL, rename_thing, (&(struct rename){ 2, "mới" }), &changed));
    is_int(t, 0, changed);
    db_close(db);
}

TEST(a_row_that_is_there_already_is_a_conflict)
{
    struct db *db = things_db(t);
    struct ask *a = test_ask(t, db);
    add(t, db, (struct thing){ .id = 1, .code = "a" });
    is_rc(t, CONFLICT, transact_run(a, NULL, "add", add_closure, &(struct thing){ .id = 2, .code = "a" }, NULL));
    is_int(t, CONFLICT, a->fault->kind);
    has_text(t, "thing_add", a->fault->detail);
    is_rc(t, CONFLICT, transact_run(test_ask(t, db), NULL, "add", add_closure, &(struct thing){ .id = 1, .code = "b" }, NULL));
    is_rc(t, CONFLICT, transact_run(test_ask(t, db), NULL, "add", add_closure, &(struct thing){ .id = 3, .code = "c", .parent = 99 }, NULL));
    is_int(t, 1, things_now(t, db));
    db_close(db);
}

TEST(a_missing_value_is_our_bug)
{
    struct db *db = things_db(t);
    struct ask *a = test_ask(t, db);
    log_set_level(LOG_ERROR + 1);
    is_rc(t, BUG, transact_run(a, NULL, "add", add_closure, &(struct thing){ .id = 1, .code = NULL }, NULL));
    is_int(t, 0, things_now(t, db));
    db_close(db);
}

static const struct query scoped[] = {
    { .name = "of school", .index = 20, .sqlite = "SELECT 1", .postgres = "SELECT 1", .scope = SCOPE_SCHOOL },
    { .name = "of persons", .index = 21, .sqlite = "SELECT 1", .postgres = "SELECT 1", .scope = SCOPE_PERSONS },
    { .name = "of area", .index = 22, .sqlite = "SELECT 1", .postgres = "SELECT 1", .scope = SCOPE_AREA },
};

TEST(without_its_scope_a_question_finds_nothing)
{
    struct db *db = things_db(t);
    struct stmt *s;
    for (int i = 0; i < 3; i++) {
        struct ask *a = test_ask(t, db);
        is_rc(t, NOT_FOUND, stmt_open(a, &scoped[i], &s));
        is_true(t, s == NULL);
        a->scope = (struct scope){ .school = { 1 }, .persons = &(person_id){ 1 }, .persons_n = 1, .area = &(school_id){ 1 }, .area_n = 1 };
        is_rc(t, OK, stmt_open(a, &scoped[i], &s));
        stmt_close(s);
        ask_done(a);
    }
    db_close(db);
}

static const struct query writes = { .name = "stray", .index = 23, .sqlite = "DELETE FROM thing", .postgres = "DELETE FROM thing",
                                     .writes = true, .scope = SCOPE_SYSTEM };

TEST(nothing_is_written_outside_a_closure)
{
    struct db *db = things_db(t);
    struct ask *a = test_ask(t, db);
    struct stmt *s;
    log_set_level(LOG_ERROR + 1);
    is_rc(t, BUG, stmt_open(a, &writes, &s));
    ask_done(a);
    db_close(db);
}

TEST(a_question_may_be_asked_while_it_is_being_read)
{
    static const struct query q = { .name = "ids", .index = 24, .sqlite = "SELECT id FROM thing ORDER BY id",
                                    .postgres = "SELECT id FROM thing ORDER BY id", .scope = SCOPE_SYSTEM };
    struct db *db = things_db(t);
    struct ask *a = test_ask(t, db);
    struct stmt *outer, *inner;
    int64_t seen = 0;
    bool row;
    for (int64_t i = 1; i <= 3; i++) add(t, db, (struct thing){ .id = i, .code = arena_print(t->arena, "%d", (int)i) });
    is_rc(t, OK, stmt_open(a, &q, &outer));
    while (stmt_step(outer, &row) == OK && row) {
        is_rc(t, OK, stmt_open(a, &q, &inner));
        is_rc(t, OK, stmt_step(inner, &row));
        seen = seen * 100 + col_int(outer, 0) * 10 + col_int(inner, 0);
        stmt_close(inner);
    }
    stmt_close(outer);
    is_int(t, 112131, seen);
    ask_done(a);
    db_close(db);
}

TEST(one_request_sees_one_state_of_the_data)
{
    struct db *db = things_db(t);
    struct ask *a = test_ask(t, db);
    int64_t before = -1, after = -1;
    is_rc(t, OK, things_count(a, &before));
    add(t, db, (struct thing){ .id = 1, .code = "a" });
    is_rc(t, OK, things_count(a, &after));
    is_int(t, 0, after);
    ask_done(a);
    is_rc(t, OK, things_count(a, &after));
    is_int(t, 1, after);
    ask_done(a);
    db_close(db);
}

static const struct query endless = {
    .name = "endless", .index = 25, .scope = SCOPE_SYSTEM,
    .sqlite = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n",
    .postgres = "SELECT pg_sleep(60)",
};

TEST(a_question_past_its_deadline_is_stopped)
{
    if (test_on_postgres()) { skip(t, "deadlines in milliseconds are for the loops, which do not ask PostgreSQL"); return; }
    struct db *db = things_db(t);
    struct ask *a = test_ask(t, db);
    struct stmt *s;
    bool over = false, row;
    int64_t n;
    ask_deadline(a, 5, &over);
    is_rc(t, OK, stmt_open(a, &endless, &s));
    is_rc(t, BUSY, stmt_step(s, &row));
    stmt_close(s);
    is_true(t, over);
    is_rc(t, BUSY, things_count(a, &n));
    ask_done(a);
    struct ask *again = test_ask(t, db);
    is_rc(t, OK, things_count(again, &n));
    ask_done(again);
    db_close(db);
}
