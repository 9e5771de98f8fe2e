/* DDL of both engines from one text. SQLite: STRICT, WITHOUT ROWID unless the key is one integer. PostgreSQL: BIGINT, text
** by bytes (COLLATE "C"), and for tables of scope school and person the second wall: row level security (walls.c). */
#include "tools/sql/sql.h"

#include <string.h>

enum engine { SQLITE, POSTGRES };

static const char *sql_type(enum engine e, struct type t)
{
    switch (t.kind) {
    case TYPE_REAL:  return e == SQLITE ? "REAL" : "DOUBLE PRECISION";
    case TYPE_TEXT:
    case TYPE_ENUM:  return e == SQLITE ? "TEXT" : "TEXT COLLATE \"C\"";
    case TYPE_BYTES: return e == SQLITE ? "BLOB" : "BYTEA";
    default:         return e == SQLITE ? "INTEGER" : "BIGINT";
    }
}

/* For a text within '…'. */
static const char *doubled(const char *s)
{
    struct text b = { 0 };
    for (; *s; s++) {
        if (*s == '\'') text_char(&b, '\'');
        text_char(&b, *s);
    }
    return b.p;
}

static void codes_check(struct text *b, const char *column, const struct enumeration *e, size_t codes)
{
    text_print(b, "CHECK (%s IN (", column);
    for (size_t i = 0; i < codes; i++) text_print(b, "%s'%s'", i ? "," : "", e->code[i].code);
    text_print(b, "))");
}

/* Named, so that PostgreSQL can put a longer list in its place. */
static void enum_check(struct text *b, const struct house *h, const struct table *t, const struct column *c)
{
    const struct enumeration *e = find_enum(h, c->type.of);
    if (!e) return;
    text_print(b, " CONSTRAINT %s_%s_code ", t->name, c->name);
    codes_check(b, c->name, e, e->codes);
}

static void column_ddl(struct text *b, const struct house *h, enum engine e, const struct table *t, const struct column *c)
{
    text_print(b, "%s %s", c->name, sql_type(e, c->type));
    if (!c->nullable) text_print(b, " NOT NULL");
    if (c->unique) text_print(b, " UNIQUE");
    if (c->preset) text_print(b, " DEFAULT %s", c->preset);
    if (c->type.kind == TYPE_ENUM) enum_check(b, h, t, c);
    if (c->type.kind == TYPE_BOOL) text_print(b, " CHECK (%s IN (0,1))", c->name);
    if (c->check) text_print(b, " CHECK (%s)", c->check);
    if (c->added && c->ref_table) text_print(b, " REFERENCES %s (%s)", c->ref_table, c->ref_column);
}

static void key_ddl(struct text *b, const struct key *k)
{
    text_print(b, " (");
    for (size_t i = 0; i < k->n; i++) text_print(b, "%s%s", i ? ", " : "", k->column[i]);
    text_print(b, ")");
}

static bool keyed_by_one_integer(const struct table *t)
{
    if (t->primary.n != 1) return false;
    const struct column *c = find_column(t, t->primary.column[0]);
    return c && same(sql_type(SQLITE, c->type), "INTEGER");
}

static bool column_added(const struct table *t, const struct foreign *f)
{
    const struct column *c = find_column(t, f->from.column[0]);
    return c && c->added;
}

enum rows { SHORT_ROWS, LONG_ROWS };

/* columns: so many of its columns are there by then. */
static const char *table_ddl(const struct house *h, enum engine e, const struct table *t, size_t columns, enum rows rows)
{
    struct text b = { 0 };
    text_print(&b, "CREATE TABLE %s (\n", t->name);
    for (size_t i = 0; i < columns; i++) {
        text_print(&b, "  ");
        column_ddl(&b, h, e, t, &t->column[i]);
        text_print(&b, ",\n");
    }
    for (size_t i = 0; i < t->uniques; i++) { text_print(&b, "  UNIQUE"); key_ddl(&b, &t->unique[i]); text_print(&b, ",\n"); }
    for (size_t i = 0; i < t->checks; i++) text_print(&b, "  CHECK (%s),\n", t->check[i]);
    for (size_t i = 0; i < t->foreigns; i++) {
        if (columns == t->columns_at_birth && column_added(t, &t->foreign[i])) continue;
        text_print(&b, "  FOREIGN KEY");
        key_ddl(&b, &t->foreign[i].from);
        text_print(&b, " REFERENCES %s", t->foreign[i].table);
        key_ddl(&b, &t->foreign[i].to);
        text_print(&b, ",\n");
    }
    text_print(&b, "  PRIMARY KEY");
    key_ddl(&b, &t->primary);
    text_print(&b, "\n)");
    if (e == SQLITE) text_print(&b, rows == LONG_ROWS || keyed_by_one_integer(t) ? " STRICT" : " STRICT, WITHOUT ROWID");
    text_print(&b, ";\n");
    if (e == POSTGRES) text_print(&b, "%s", wall_ddl(t));
    return b.p;
}

static const char *index_ddl(const struct index *x)
{
    return keep_print("CREATE %sINDEX %s ON %s (%s)%s%s;\n", x->unique ? "UNIQUE " : "", x->name, x->table->name, x->columns,
                      x->where ? " WHERE " : "", x->where ? x->where : "");
}

static const char *added_ddl(const struct house *h, enum engine e, const struct item *it)
{
    struct text b = { 0 };
    text_print(&b, "ALTER TABLE %s ADD COLUMN ", it->table->name);
    column_ddl(&b, h, e, it->table, it->column);
    text_print(&b, ";\n");
    return b.p;
}

/* New codes of an enum, in every table that has it. A table made by this program has them already, and a column may not be
** there yet (its migration comes later): then nothing changes. SQLite: the text of the check is replaced in the stored
** schema, as its documentation of ALTER TABLE describes; the table made and dropped tells other connections. */
static const char *codes_ddl(const struct house *h, enum engine engine, const struct item *it)
{
    struct text b = { 0 };
    if (engine == SQLITE) text_print(&b, "PRAGMA writable_schema = ON;\n");
    for (size_t i = 0; i < h->tables; i++)
        for (size_t k = 0; k < h->table[i]->columns; k++) {
            const struct table *t = h->table[i];
            const struct column *c = &t->column[k];
            if (c->type.kind != TYPE_ENUM || !same(c->type.of, it->of->name)) continue;
            struct text old = { 0 }, new = { 0 };
            codes_check(&old, c->name, it->of, it->codes_before);
            codes_check(&new, c->name, it->of, it->of->codes);
            if (engine == SQLITE)
                text_print(&b, "UPDATE sqlite_schema SET sql = replace(sql, '%s', '%s') WHERE type = 'table' AND name = '%s';\n",
                           doubled(old.p), doubled(new.p), t->name);
            else
                text_print(&b, "DO $$ BEGIN IF EXISTS (SELECT 1 FROM information_schema.columns WHERE table_schema = current_schema() "
                               "AND table_name = '%s' AND column_name = '%s') THEN\n"
                               "  ALTER TABLE %s DROP CONSTRAINT IF EXISTS %s_%s_code;\n"
                               "  ALTER TABLE %s ADD CONSTRAINT %s_%s_code %s;\nEND IF; END $$;\n",
                           t->name, c->name, t->name, t->name, c->name, t->name, t->name, c->name, new.p);
        }
    if (engine == SQLITE) text_print(&b, "PRAGMA writable_schema = RESET;\nCREATE TABLE codes_changed (x);\nDROP TABLE codes_changed;\n");
    return b.p ? b.p : "";
}

static void indexes_ddl(struct text *b, const struct house *h, const struct item *it)
{
    for (size_t i = 0; i < it->indexes_before; i++)
        if (h->index[i]->table == it->table && (!h->index[i]->dropped || h->index[i]->dropped > it->drops_before)) text_print(b, "%s", index_ddl(h->index[i]));
}

/* A row of a table WITHOUT ROWID that is longer than a quarter of a page takes a page of its own; a table with row numbers holds such rows side by
** side, with its key as an index. */
static const char *long_ddl(const struct house *h, const struct item *it)
{
    struct text b = { 0 };
    const struct table *t = it->table;
    text_print(&b, "ALTER TABLE %s RENAME TO %s_short;\n%s", t->name, t->name, table_ddl(h, SQLITE, t, it->columns_before, LONG_ROWS));
    text_print(&b, "INSERT INTO %s SELECT * FROM %s_short;\nDROP TABLE %s_short;\n", t->name, t->name, t->name);
    indexes_ddl(&b, h, it);
    return b.p;
}

/* PostgreSQL makes no whole table out of one: a new one takes its rows, then gets what the old one had: key, foreign keys, those indexes
** that were there by then, the wall (before its months, which take it over). Policies of its own are said again in the migration. Months: src/data/sql/0003_months.sql. */
static const char *cut_ddl(const struct house *h, const struct item *it)
{
    struct text b = { 0 };
    const struct table *t = it->table;
    const char *name = t->name, *by = it->column->name;
    text_print(&b, "ALTER TABLE %s RENAME TO %s_whole;\nCREATE TABLE %s (LIKE %s_whole INCLUDING DEFAULTS INCLUDING CONSTRAINTS) PARTITION BY RANGE (%s);\n"
                   "CREATE TABLE %s_rest PARTITION OF %s DEFAULT;\n%sSELECT khue_month_wall('%s', '%s_rest');\n", name, name, name, name, by, name, name, wall_ddl(t), name, name);
    text_print(&b, "SELECT khue_months_cut('%s', coalesce((SELECT (min(%s) >> 22) + 1577836800000 FROM %s_whole), (extract(epoch FROM now()) * 1000)::bigint),"
                   " (extract(epoch FROM now() + interval '2 months') * 1000)::bigint);\n", name, by, name);
    text_print(&b, "INSERT INTO %s SELECT * FROM %s_whole;\nDROP TABLE %s_whole;\nALTER TABLE %s ADD PRIMARY KEY", name, name, name, name);
    key_ddl(&b, &t->primary);
    text_print(&b, ";\n");
    for (size_t i = 0; i < t->foreigns; i++) {
        text_print(&b, "ALTER TABLE %s ADD FOREIGN KEY", name);
        key_ddl(&b, &t->foreign[i].from);
        text_print(&b, " REFERENCES %s", t->foreign[i].table);
        key_ddl(&b, &t->foreign[i].to);
        text_print(&b, ";\n");
    }
    indexes_ddl(&b, h, it);
    return b.p;
}

static void item_ddl(const struct house *h, struct item *it)
{
    switch (it->kind) {
    case ITEM_ENUM:
        break;
    case ITEM_CODES:
        it->sqlite = codes_ddl(h, SQLITE, it);
        it->postgres = codes_ddl(h, POSTGRES, it);
        break;
    case ITEM_TABLE:
        it->sqlite = table_ddl(h, SQLITE, it->table, it->table->columns_at_birth, SHORT_ROWS);
        it->postgres = table_ddl(h, POSTGRES, it->table, it->table->columns_at_birth, SHORT_ROWS);
        break;
    case ITEM_INDEX:
        it->sqlite = it->postgres = index_ddl(it->index);
        break;
    case ITEM_DROP:
        it->sqlite = it->postgres = keep_print("DROP INDEX %s;\n", it->index->name);
        break;
    case ITEM_COLUMN:
        it->sqlite = added_ddl(h, SQLITE, it);
        it->postgres = added_ddl(h, POSTGRES, it);
        break;
    case ITEM_CUT:
        it->postgres = cut_ddl(h, it);
        break;
    case ITEM_LONG:
        it->sqlite = long_ddl(h, it);
        break;
    case ITEM_PLAIN:
        if (!it->only_postgres) it->sqlite = keep_print("%s;\n", it->plain);
        if (!it->only_sqlite) it->postgres = keep_print("%s;\n", it->plain);
        break;
    }
}

void make_ddl(struct house *h)
{
    for (size_t i = 0; i < h->migrations; i++)
        for (struct item *it = h->migration[i].first; it; it = it->next) item_ddl(h, it);
}
