/* Everything against a real SQLite in memory: all migrations run, every question is prepared, and its columns, tables and
** types are compared with what it declares. */
#include "data/sqlite_plans.h"
#include "tools/sql/plans.h"

#include <string.h>

struct seen { const char *table; bool write; };
struct checker { const struct house *h; sqlite3 *db; struct seen seen[200]; size_t n; };

static void run_items(struct checker *k, const struct migration *m)
{
    for (const struct item *it = m->first; it; it = it->next) {
        char *why = NULL;
        if (it->sqlite && sqlite3_exec(k->db, it->sqlite, NULL, NULL, &why) != SQLITE_OK) wrong(it->at, "SQLite says: %s", why);
        sqlite3_free(why);
    }
}

/* Notes which tables a statement reads and writes while it is prepared. */
static int authorize(void *data, int action, const char *a, const char *b, const char *db, const char *trigger)
{
    struct checker *k = data;
    (void)b; (void)db; (void)trigger;
    bool write = action == SQLITE_INSERT || action == SQLITE_UPDATE || action == SQLITE_DELETE;
    if ((!write && action != SQLITE_READ) || k->n == sizeof k->seen / sizeof *k->seen) return SQLITE_OK;
    k->seen[k->n++] = (struct seen){ keep_text(a, strlen(a)), write };
    return SQLITE_OK;
}

/* A room writes only its own tables, and reads its own and those of floors below. */
static void check_owner(const struct checker *k, const struct query *q)
{
    for (size_t i = 0; i < k->n; i++) {
        const struct table *t = find_table(k->h, k->seen[i].table);
        bool twice = false;
        for (size_t j = 0; j < i; j++) twice = twice || (same(k->seen[j].table, k->seen[i].table) && k->seen[j].write == k->seen[i].write);
        if (!t || t->room == q->room || twice) continue;
        if (k->seen[i].write)
            wrong(q->at, "%s writes %s, a table of room %s: call a function of %s/%s.h", q->name, t->name, t->room->name, t->room->name,
                  t->room->name);
        else if (t->room->rank > q->room->rank)
            wrong(q->at, "%s reads %s, a table of room %s, which lies above room %s in floors.txt", q->name, t->name, t->room->name,
                  q->room->name);
    }
}

static void check_column(const struct checker *k, const struct query *q, sqlite3_stmt *s, int i)
{
    const struct out_column *o = &q->out[i];
    const char *name = sqlite3_column_name(s, i);
    if (!same(name, o->name)) {
        wrong(q->at, "%s: column %d is called %s and `out:` says %s: add AS %s", q->name, i + 1, name, o->name, o->name);
        return;
    }
    const char *table = sqlite3_column_table_name(s, i), *origin = sqlite3_column_origin_name(s, i);
    const struct table *t = table ? find_table(k->h, table) : NULL;
    const struct column *c = t && origin ? find_column(t, origin) : NULL;
    if (!c) return;
    if (!type_same(c->type, o->type))
        wrong(q->at, "%s: %s is %s.%s of type %s, and `out:` says %s", q->name, o->name, t->name, c->name, type_name(c->type), type_name(o->type));
    else if (c->nullable && !o->nullable)
        wrong(q->at, "%s: %s.%s may be NULL: declare `%s %s?`, or give it a value with coalesce(…)", q->name, t->name, c->name, o->name,
              type_name(o->type));
}

/* The line of the file that SQLite's last error speaks of. */
static struct place error_place(const struct checker *k, const struct query *q)
{
    struct place at = q->at;
    int offset = sqlite3_error_offset(k->db), line = 0;
    for (int i = 0; i < offset && q->sqlite[i]; i++) line += q->sqlite[i] == '\n';
    if (offset >= 0 && line < q->lines) at.line = q->line[line];
    return at;
}

static void check_query(struct checker *k, const struct query *q, bool plans)
{
    sqlite3_stmt *s;
    const char *rest;
    k->n = 0;
    if (sqlite3_prepare_v2(k->db, q->sqlite, -1, &s, &rest) != SQLITE_OK) {
        wrong(error_place(k, q), "%s: SQLite says: %s", q->name, sqlite3_errmsg(k->db));
        return;
    }
    check_owner(k, q);
    int columns = sqlite3_column_count(s);
    if (q->kind == QUERY_RUN && columns) wrong(q->at, "%s is :run but answers columns: make it :one, :maybe or :many", q->name);
    if (!q->locks && q->kind != QUERY_RUN) {
        if ((size_t)columns != q->outs) wrong(q->at, "%s answers %d columns, and `out:` names %zu", q->name, columns, q->outs);
        for (int i = 0; i < columns && (size_t)i < q->outs; i++) check_column(k, q, s, i);
    }
    if (plans) print_plan(k->h, k->db, q);
    sqlite3_finalize(s);
}

void verify(struct house *h, bool plans)
{
    struct checker k = { .h = h };
    if (sqlite3_open(":memory:", &k.db) != SQLITE_OK) give_up("SQLite does not open");
    sqlite3_db_config(k.db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(k.db, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    for (size_t i = 0; i < h->migrations; i++) run_items(&k, &h->migration[i]);
    sqlite3_exec(k.db, sqlite_plans, NULL, NULL, NULL);
    sqlite3_set_authorizer(k.db, authorize, &k);
    for (size_t i = 0; i < h->queries && !(i == 0 && wrongs()); i++) check_query(&k, h->query[i], plans);
    if (plans) print_scans();
    sqlite3_close(k.db);
}
