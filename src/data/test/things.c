#include "things.h"

static const unsigned char add_kinds[] = { PARAM_INT, PARAM_TEXT, PARAM_TEXT, PARAM_BYTES, PARAM_REAL, PARAM_BOOL, PARAM_INT };
static const struct query q_add = {
    .name = "thing_add", .index = 0, .params = 7, .kinds = add_kinds, .writes = true, .scope = SCOPE_SYSTEM,
    .sqlite   = "INSERT INTO thing (id, code, words, raw, size, lit, parent) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    .postgres = "INSERT INTO thing (id, code, words, raw, size, lit, parent) VALUES ($1, $2, $3, $4, $5, $6, $7)",
};
static const unsigned char one_int[] = { PARAM_INT, PARAM_TEXT };
static const struct query q_get = {
    .name = "thing_get", .index = 1, .params = 1, .kinds = one_int, .scope = SCOPE_SYSTEM,
    .sqlite   = "SELECT code, words, raw, size, lit, parent FROM thing WHERE id = ?1",
    .postgres = "SELECT code, words, raw, size, lit, parent FROM thing WHERE id = $1",
};
static const struct query q_rename = {
    .name = "thing_rename", .index = 2, .params = 2, .kinds = one_int, .writes = true, .scope = SCOPE_SYSTEM,
    .sqlite   = "UPDATE thing SET words = ?2 WHERE id = ?1",
    .postgres = "UPDATE thing SET words = $2 WHERE id = $1",
};
static const unsigned char one_list[] = { PARAM_INTS };
static const struct query q_among = {
    .name = "things_among", .index = 3, .params = 1, .kinds = one_list, .scope = SCOPE_SYSTEM,
    .sqlite   = "SELECT count(*) FROM thing WHERE id IN (SELECT value FROM json_each(?1))",
    .postgres = "SELECT count(*) FROM thing WHERE id = ANY($1::bigint[])",
};
static const struct query q_count = {
    .name = "things_count", .index = 4, .scope = SCOPE_SYSTEM,
    .sqlite = "SELECT count(*) FROM thing", .postgres = "SELECT count(*) FROM thing",
};

struct db *things_db(struct test *t)
{
    struct db *db = test_db_open(t);
    test_db_build(t, db, test_on_postgres()
        ? "DROP TABLE IF EXISTS thing; CREATE TABLE thing (id BIGINT PRIMARY KEY, code TEXT COLLATE \"C\" NOT NULL UNIQUE, words TEXT,"
          " raw BYTEA, size DOUBLE PRECISION NOT NULL, lit BIGINT NOT NULL CHECK (lit IN (0, 1)), parent BIGINT REFERENCES thing (id))"
        : "CREATE TABLE thing (id INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE, words TEXT, raw BLOB, size REAL NOT NULL,"
          " lit INTEGER NOT NULL CHECK (lit IN (0, 1)), parent INTEGER REFERENCES thing (id)) STRICT");
    return db;
}

rc thing_add(struct tx *t, const struct thing *x)
{
    struct stmt *s;
    try(stmt_open(t->ask, &q_add, &s));
    stmt_int(s, 0, x->id);
    stmt_text(s, 1, x->code);
    stmt_text(s, 2, x->words);
    stmt_bytes(s, 3, x->raw);
    stmt_real(s, 4, x->size);
    stmt_bool(s, 5, x->on);
    if (x->parent) stmt_int(s, 6, x->parent);
    rc r = stmt_step(s, NULL);
    stmt_close(s);
    return r;
}

rc thing_get(struct ask *a, int64_t id, struct thing *x)
{
    struct stmt *s;
    bool row;
    try(stmt_open(a, &q_get, &s));
    stmt_int(s, 0, id);
    rc r = stmt_step(s, &row);
    if (r == OK && row) *x = (struct thing){ id, col_text(s, 0), col_text(s, 1), col_bytes(s, 2), col_real(s, 3), col_int(s, 4), col_int(s, 5) };
    stmt_close(s);
    return r == OK && !row ? NOT_FOUND : r;
}

rc thing_rename(struct tx *t, int64_t id, const char *words, int64_t *changed)
{
    struct stmt *s;
    try(stmt_open(t->ask, &q_rename, &s));
    stmt_int(s, 0, id);
    stmt_text(s, 1, words);
    rc r = stmt_step(s, NULL);
    *changed = stmt_changes(s);
    stmt_close(s);
    return r;
}

rc things_among(struct ask *a, const int64_t *ids, size_t n, int64_t *found)
{
    struct stmt *s;
    bool row;
    try(stmt_open(a, &q_among, &s));
    stmt_ints(s, 0, ids, n);
    rc r = stmt_step(s, &row);
    if (r == OK) *found = col_int(s, 0);
    stmt_close(s);
    return r;
}

rc things_count(struct ask *a, int64_t *n)
{
    struct stmt *s;
    bool row;
    try(stmt_open(a, &q_count, &s));
    rc r = stmt_step(s, &row);
    if (r == OK) *n = col_int(s, 0);
    stmt_close(s);
    return r;
}

int64_t things_now(struct test *t, struct db *db)
{
    int64_t n = -1;
    struct ask *a = test_ask(t, db);
    is_rc(t, OK, things_count(a, &n));
    ask_done(a);
    return n;
}

rc add_thing(struct tx *t, const struct add_in *in, int64_t *id)
{
    *id = new_id(t);
    try(thing_add(t, &(struct thing){ .id = *id, .code = in->code }));
    return in->where ? answer(t, "%s", in->where) : OK;
}
CLOSURE(add_thing, struct add_in, int64_t)

rc transact_add(struct ask *a, struct request_key *key, const struct add_in *in, int64_t *id)
{
    return transact(a, key, add_thing, in, id);
}
