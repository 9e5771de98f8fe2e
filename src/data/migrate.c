/* Migrations: numbered per room, in the order of floors.txt, each known by its hash. What is missing is applied in one
** transaction: a failed migration leaves the data as they were. On SQLite existing data are copied to a file first.
** schema_migration is made here by hand, since it tells what the others have done. */
#include "data/engine.h"
#include "data/sqlite_plans.h"

#include "base/buf.h"
#include <stdio.h>
#include <string.h>

static const char table_sqlite[] =
    "CREATE TABLE IF NOT EXISTS schema_migration (room TEXT NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL, hash TEXT NOT NULL,"
    " applied_at INTEGER NOT NULL, PRIMARY KEY (room, number)) STRICT, WITHOUT ROWID";
static const char table_postgres[] =
    "CREATE TABLE IF NOT EXISTS schema_migration (room TEXT COLLATE \"C\" NOT NULL, number BIGINT NOT NULL, name TEXT NOT NULL,"
    " hash TEXT NOT NULL, applied_at BIGINT NOT NULL, PRIMARY KEY (room, number))";

static const unsigned char find_kinds[] = { PARAM_TEXT, PARAM_INT };
static const struct query find_one = {
    .name = "schema_migration find", .index = -12, .params = 2, .kinds = find_kinds, .scope = SCOPE_SYSTEM,
    .sqlite   = "SELECT hash FROM schema_migration WHERE room = ?1 AND number = ?2",
    .postgres = "SELECT hash FROM schema_migration WHERE room = $1 AND number = $2",
};
static const unsigned char add_kinds[] = { PARAM_TEXT, PARAM_INT, PARAM_TEXT, PARAM_TEXT, PARAM_INT };
static const struct query add_one = {
    .name = "schema_migration add", .index = -13, .params = 5, .kinds = add_kinds, .writes = true, .scope = SCOPE_SYSTEM,
    .sqlite   = "INSERT INTO schema_migration (room, number, name, hash, applied_at) VALUES (?1, ?2, ?3, ?4, ?5)",
    .postgres = "INSERT INTO schema_migration (room, number, name, hash, applied_at) VALUES ($1, $2, $3, $4, $5)",
};

/* *hash = NULL: not applied yet. */
static rc applied_hash(struct ask *a, const struct migration *m, const char **hash)
{
    struct stmt *s;
    bool row;
    *hash = NULL;
    try(stmt_open(a, &find_one, &s));
    stmt_text(s, 0, m->room);
    stmt_int(s, 1, m->number);
    rc r = stmt_step(s, &row);
    if (r == OK && row) *hash = col_text(s, 0);
    stmt_close(s);
    return r;
}

static rc note_applied(struct ask *a, const struct migration *m)
{
    struct stmt *s;
    try(stmt_open(a, &add_one, &s));
    stmt_text(s, 0, m->room);
    stmt_int(s, 1, m->number);
    stmt_text(s, 2, m->name);
    stmt_text(s, 3, m->hash);
    stmt_int(s, 4, a->now.ms);
    rc r = stmt_step(s, NULL);
    stmt_close(s);
    return r;
}

static const struct query list_all = {
    .name = "schema_migration list", .index = -14, .scope = SCOPE_SYSTEM,
    .sqlite   = "SELECT room, number, hash FROM schema_migration ORDER BY applied_at, room, number",
    .postgres = "SELECT room, number, hash FROM schema_migration ORDER BY applied_at, room, number",
};

static const char *for_engine(const struct ask *a, const char *sqlite, const char *postgres)
{
    return a->db->engine == ENGINE_SQLITE ? sqlite : postgres;
}

/* Counts what is applied and what is missing; CONFLICT when one was changed after it had been applied. */
static rc look(struct ask *a, const struct migration *list, int *applied, int *missing)
{
    const char *hash, *ignored;
    *applied = *missing = 0;
    try(a->db->ops->plain(a, for_engine(a, table_sqlite, table_postgres), &ignored));
    for (const struct migration *m = list; m->room; m++) {
        try(applied_hash(a, m, &hash));
        if (hash && strcmp(hash, m->hash) != 0)
            return fault_detail(a, CONFLICT, "migration %s/%04d %s was changed after it had been applied: add a new one instead",
                                m->room, m->number, m->name);
        *(hash ? applied : missing) += 1;
    }
    return OK;
}

static rc apply_missing(struct ask *a, const struct migration *list, bool (*log)(const char *line))
{
    const char *hash, *ignored;
    for (const struct migration *m = list; m->room; m++) {
        try(applied_hash(a, m, &hash));
        if (hash) continue;
        if (a->db->ops->plain(a, for_engine(a, m->sqlite, m->postgres), &ignored) != OK)
            return a->fault->kind;
        try(note_applied(a, m));
        if (log && !log(arena_print(a->arena, "%s/%04d %s", m->room, m->number, m->name)))
            return fault_detail(a, CONFLICT, "stopped before %s/%04d was kept", m->room, m->number);
    }
    if (a->db->engine == ENGINE_SQLITE) try(a->db->ops->plain(a, sqlite_plans, &ignored));
    return a->arena->failed ? LIMIT : OK;
}

static rc migrate(struct ask *a, const struct migration *list, bool (*log)(const char *line))
{
    int applied, missing;
    struct conn *c;
    struct db *db = a->db;
    try(db->ops->migrate_begin(db, a, &c));
    a->conn = c;
    c->in_closure = true;
    rc r = look(a, list, &applied, &missing);
    if (r == OK && missing && applied && !db->copied) r = db->ops->migrate_backup(db, a);
    if (r == OK && missing) r = apply_missing(a, list, log);
    if (r == OK && db->ops->migrate_grant) r = db->ops->migrate_grant(a);
    c->in_closure = false;
    a->conn = NULL;
    rc end = db->ops->migrate_end(a, c, r == OK);
    return r == OK ? end : r;
}

rc migrate_list(struct db *db, const struct migration *list, bool (*log)(const char *line), char *why, size_t why_size)
{
    struct arena arena;
    struct fault fault;
    struct ask a;
    arena_init(&arena, 4 << 20);
    ask_init(&a, db, &arena, &fault, db_now(db));
    rc r = migrate(&a, list, log);
    const char *detail = fault.detail ? fault.detail : rc_name(r);
    bool stranger = db->engine == ENGINE_POSTGRES && strstr(detail, "42501");        /* insufficient_privilege */
    if (r != OK)
        snprintf(why, why_size, "%s%s", detail, stranger ? "; chỉ tài khoản giữ bảng mới đổi được bảng: ghi nó vào db-owner"
                 " / only the owner of the tables may change them: name it as db-owner (docs/deploy.md)" : "");
    arena_finish(&arena);
    if (r == OK && atomic_load(&db->node.state) == NODE_NONE) r = node_load(db, why, why_size);
    return r;
}

static bool have_table(struct ask *a)
{
    const char *found = NULL;
    const char *sql = for_engine(a, "SELECT 1 FROM sqlite_schema WHERE name = 'schema_migration'",
                                 "SELECT 1 WHERE to_regclass('schema_migration') IS NOT NULL");
    return db_plain(a->db, a->arena, sql, &found) == OK && found;
}

rc migrate_missing(struct db *db, const struct migration *list, int *missing)
{
    struct arena arena;
    struct fault fault;
    struct ask a;
    const char *hash;
    rc r = OK;
    arena_init(&arena, 1 << 20);
    ask_init(&a, db, &arena, &fault, db_now(db));
    bool table = have_table(&a);
    *missing = 0;
    for (const struct migration *m = list; r == OK && m->room; m++) {
        hash = NULL;
        if (table) r = applied_hash(&a, m, &hash);
        if (!hash) *missing += 1;
    }
    ask_done(&a);
    arena_finish(&arena);
    return r;
}

rc db_migrations_applied(struct db *db, struct arena *arena, const char **lines)
{
    struct fault fault;
    struct ask a;
    struct stmt *s;
    struct buf text;
    bool row = false;
    ask_init(&a, db, arena, &fault, db_now(db));
    buf_init(&text, 1 << 20);
    rc r = stmt_open(&a, &list_all, &s);
    if (r == OK) {
        while ((r = stmt_step(s, &row)) == OK && row)
            buf_print(&text, "migration %s/%04lld %s\n", col_text(s, 0), (long long)col_int(s, 1), col_text(s, 2));
        stmt_close(s);
    }
    ask_done(&a);
    if (r == OK && text.failed) r = LIMIT;
    *lines = arena_text(arena, text.p);
    buf_finish(&text);
    return r;
}
