/* generated/migrations.c: what db_migrate applies, the list of all questions, that of all tables behind the wall; schema.sql: all tables as they stand;
** the scripts of --sqlite and --postgres: all of it for sqlite3 or psql. */
#include "tools/sql/sql.h"

#include <stdio.h>
#include <string.h>

static const char *joined(const struct migration *m, bool postgres)
{
    struct text b = { 0 };
    text_add(&b, "", 0);
    for (const struct item *it = m->first; it; it = it->next) {
        const char *s = postgres ? it->postgres : it->sqlite;
        if (s) text_add(&b, s, strlen(s));
    }
    return b.p;
}

static void migration_row(struct text *b, const struct migration *m)
{
    text_print(b, "    { /* %s */\n        .room = \"%s\", .number = %d, .name = \"%s\", .hash = \"%s\",\n        .sqlite =\n",
               m->file, m->room->name, m->number, m->name, m->hash);
    const char *sql = joined(m, false), *pg = joined(m, true);
    text_c_string(b, *sql ? sql : " ", "            ");
    text_print(b, ",\n        .postgres =\n");
    text_c_string(b, *pg ? pg : " ", "            ");
    text_print(b, "\n    },\n");
}

/* Wherever a row names a person: what a copy of somebody's data has to tell, or to say why not (rooms/privacy). */
static void person_columns(struct text *b, const struct house *h)
{
    text_print(b, "\nconst char *const person_columns[] = {\n");
    for (size_t i = 0; i < h->tables; i++)
        for (size_t k = 0; k < h->table[i]->columns; k++) {
            const struct column *c = &h->table[i]->column[k];
            if (c->type.kind == TYPE_ID && strcmp(c->type.of, "person") == 0) text_print(b, "    \"%s.%s\",\n", h->table[i]->name, c->name);
        }
    text_print(b, "    NULL\n};\n");
}

void write_migrations(const struct house *h, const char *dir)
{
    struct text b = { 0 };
    text_print(&b, "/* Every migration in the order of the floors, and every question. Made by tools/sql. */\n#include \"data/stmt.h\"\n\n"
                   "const struct migration migrations[] = {\n");
    for (size_t i = 0; i < h->migrations; i++) migration_row(&b, &h->migration[i]);
    text_print(&b, "    { 0 }\n};\n\n");
    for (size_t i = 0; i < h->queries; i++) text_print(&b, "extern const struct query query_%s;\n", h->query[i]->name);
    text_print(&b, "\nconst struct query *const all_queries[] = {\n");
    for (size_t i = 0; i < h->queries; i++) text_print(&b, "    &query_%s,\n", h->query[i]->name);
    text_print(&b, "    NULL\n};\nconst int query_count = %zu;\n", h->queries);
    text_print(&b, "\nconst char *const walled_tables[] = {\n");
    for (size_t i = 0; i < h->tables; i++)
        if (*wall_ddl(h->table[i])) text_print(&b, "    \"%s\",\n", h->table[i]->name);
    text_print(&b, "    NULL\n};\n");
    person_columns(&b, h);
    write_file(keep_print("%s/migrations.c", dir), &b);
}

static void schema_key(struct text *b, const struct key *k)
{
    for (size_t i = 0; i < k->n; i++) text_print(b, "%s%s", i ? ", " : " (", k->column[i]);
    text_print(b, ")");
}

static void schema_column(struct text *b, const struct column *c)
{
    const char *type = c->type.kind == TYPE_ID ? keep_print("%s_id", c->type.of) : type_name(c->type);
    text_print(b, "  %-16s %s%*s%s", c->name, type, c->nullable || strlen(type) > 15 ? 0 : (int)(16 - strlen(type)), "",
               c->nullable ? "" : " not null");
    if (c->unique) text_print(b, " unique");
    if (c->preset) text_print(b, " default %s", c->preset);
    if (c->check) text_print(b, " check (%s)", c->check);
    text_print(b, ",");
    if (c->comment && *c->comment) text_print(b, "   -- %s", c->comment);
    text_print(b, "\n");
}

static void schema_table(struct text *b, const struct house *h, const struct table *t)
{
    static const char *scopes[] = { "?", "school", "person", "system", "public" };
    text_print(b, "-- ");
    for (const char *s = t->comment; *s; s++) {
        text_char(b, *s);
        if (*s == '\n') text_print(b, "-- ");
    }
    text_print(b, "\n-- scope: %s\ntable %s (\n", scopes[t->scope], t->name);
    for (size_t i = 0; i < t->columns; i++) schema_column(b, &t->column[i]);
    for (size_t i = 0; i < t->uniques; i++) { text_print(b, "  unique"); schema_key(b, &t->unique[i]); text_print(b, ",\n"); }
    for (size_t i = 0; i < t->checks; i++) text_print(b, "  check (%s),\n", t->check[i]);
    for (size_t i = 0; i < t->foreigns; i++) {
        text_print(b, "  foreign key");
        schema_key(b, &t->foreign[i].from);
        text_print(b, " references %s", t->foreign[i].table);
        schema_key(b, &t->foreign[i].to);
        text_print(b, ",\n");
    }
    text_print(b, "  primary key");
    schema_key(b, &t->primary);
    text_print(b, "\n);\n");
    for (size_t i = 0; i < h->indexes; i++)
        if (h->index[i]->table == t && !h->index[i]->dropped)
            text_print(b, "%sindex %s on %s (%s)%s%s;\n", h->index[i]->unique ? "unique " : "", h->index[i]->name, t->name, h->index[i]->columns,
                       h->index[i]->where ? " where " : "", h->index[i]->where ? h->index[i]->where : "");
    text_print(b, "\n");
}

void write_schema(const struct house *h, const char *path)
{
    struct text b = { 0 };
    text_print(&b, "-- All tables as they stand after every migration, in the order of the floors.\n"
                   "-- Made by tools/sql (`make schema`): change the rooms' sql/ instead.\n\n");
    const struct room *room = NULL;
    for (size_t i = 0; i < h->tables; i++) {
        if (h->table[i]->room != room) text_print(&b, "-- ==== %s ====\n\n", h->table[i]->room->name);
        room = h->table[i]->room;
        schema_table(&b, h, h->table[i]);
    }
    text_print(&b, "-- ==== enums ====\n\n");
    for (size_t i = 0; i < h->enums; i++) {
        const struct enumeration *e = h->enumeration[i];
        text_print(&b, "enum %s (", e->name);
        for (size_t k = 0; k < e->codes; k++) text_print(&b, "%s%s \"%s\"", k ? ", " : "", e->code[k].code, e->code[k].label);
        text_print(&b, ");\n");
    }
    write_file(path, &b);
}

void print_script(const struct house *h, bool postgres)
{
    printf("BEGIN;\n");
    for (size_t i = 0; i < h->migrations; i++) printf("-- %s\n%s", h->migration[i].file, joined(&h->migration[i], postgres));
    printf("COMMIT;\n");
    for (size_t i = 0; postgres && i < h->queries; i++) {
        const struct query *q = h->query[i];
        printf("-- %s:%d\nPREPARE %s AS\n%s;\n", q->at.file, q->at.line, q->name, q->postgres);
    }
}
