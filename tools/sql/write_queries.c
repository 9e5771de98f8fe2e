/* generated/<room>_queries.h and .c: one typed function a question, standing on data/stmt.h. */
#include "tools/sql/sql.h"

#include <string.h>

/* ---- types in C ---- */

static const char *c_type(struct type t, bool nullable)
{
    switch (t.kind) {
    case TYPE_ID:    return keep_print("%s_id ", t.of);
    case TYPE_REF:   return "int64_t ";
    case TYPE_INT:   return nullable ? "opt_int " : "int64_t ";
    case TYPE_REAL:  return "double ";
    case TYPE_TEXT:  return "const char *";
    case TYPE_TIME:  return nullable ? "opt_instant " : "instant ";
    case TYPE_DATE:  return nullable ? "opt_day " : "day ";
    case TYPE_BOOL:  return nullable ? "opt_int " : "bool ";
    case TYPE_BYTES: return "struct bytes ";
    case TYPE_ENUM:  return keep_print("enum %s ", t.of);
    }
    return "";
}

static void comment_lines(struct text *b, const char *s)
{
    for (; *s; s++) {
        text_char(b, *s);
        if (*s == '\n') text_print(b, "** ");
    }
}

static const char *argument(const struct param *p)
{
    if (p->list) return keep_print("const %s*%s, size_t %s_n", c_type(p->type, false), p->c_name, p->c_name);
    return keep_print("%s%s", c_type(p->type, p->nullable), p->c_name);
}

/* `rc name(…)` in lines of at most 130 characters. */
static void signature(struct text *b, const struct query *q)
{
    const char *part[MAX_PARAMS + 2], *head = keep_print("rc %s(", q->name);
    size_t n = 0;
    part[n++] = q->writes ? "struct tx *t" : "struct ask *a";
    for (size_t i = 0; i < q->params; i++)
        if (q->param[i].filled == BY_CALLER) part[n++] = argument(&q->param[i]);
    if (q->kind == QUERY_RUN) part[n++] = "int64_t *changed";
    else if (q->kind == QUERY_MANY) part[n++] = keep_print("struct %s_row **rows, size_t *n", q->name);
    else if (q->outs) part[n++] = keep_print("struct %s_row *out%s", q->name, q->kind == QUERY_MAYBE ? ", bool *found" : "");
    text_print(b, "%s", head);
    size_t line = strlen(head);
    for (size_t i = 0; i < n; i++) {
        size_t more = strlen(part[i]) + 2;
        bool wrap = i && line + more > 130;
        text_print(b, "%s%s", !i ? "" : wrap ? ",\n    " : ", ", part[i]);
        line = wrap ? 4 + more : line + more;
    }
    text_print(b, ")");
}

static void declaration(struct text *b, const struct query *q)
{
    if (q->outs) {
        text_print(b, "struct %s_row {\n", q->name);
        for (size_t i = 0; i < q->outs; i++)
            text_print(b, "    %s%s;%s\n", c_type(q->out[i].type, q->out[i].nullable), q->out[i].name,
                       !q->out[i].nullable ? "" : q->out[i].type.kind == TYPE_ID || q->out[i].type.kind == TYPE_ENUM ||
                       q->out[i].type.kind == TYPE_REF ? "    /* 0: none */" : q->out[i].type.kind == TYPE_TEXT ? "    /* or NULL */" : "");
        text_print(b, "};\n");
    }
    text_print(b, "/* ");
    comment_lines(b, q->doc);
    text_print(b, " */\n");
    signature(b, q);
    text_print(b, ";\n\n");
}

/* ---- binding ---- */

static const char *bind_nullable(const struct param *p, size_t i)
{
    const char *name = p->c_name;
    switch (p->type.kind) {
    case TYPE_ID:   return keep_print("if (%s.v) stmt_int(s, %zu, %s.v);", name, i, name);
    case TYPE_REF:  return keep_print("if (%s) stmt_int(s, %zu, %s);", name, i, name);
    case TYPE_BOOL:
    case TYPE_INT:  return keep_print("if (%s.has) stmt_int(s, %zu, %s.v);", name, i, name);
    case TYPE_TIME: return keep_print("if (%s.has) stmt_int(s, %zu, %s.v.ms);", name, i, name);
    case TYPE_DATE: return keep_print("if (%s.has) stmt_int(s, %zu, %s.v.n);", name, i, name);
    case TYPE_ENUM: return keep_print("if (%s) stmt_text(s, %zu, %s_code(%s));", name, i, p->type.of, name);
    case TYPE_BYTES: return keep_print("stmt_bytes(s, %zu, %s);", i, name);
    default:        return keep_print("stmt_text(s, %zu, %s);", i, name);
    }
}

static const char *bind_plain(const struct param *p, size_t i)
{
    const char *name = p->c_name;
    switch (p->type.kind) {
    case TYPE_ID:    return keep_print("stmt_int(s, %zu, %s.v);", i, name);
    case TYPE_TIME:  return keep_print("stmt_int(s, %zu, %s.ms);", i, name);
    case TYPE_DATE:  return keep_print("stmt_int(s, %zu, %s.n);", i, name);
    case TYPE_REAL:  return keep_print("stmt_real(s, %zu, %s);", i, name);
    case TYPE_BOOL:  return keep_print("stmt_bool(s, %zu, %s);", i, name);
    case TYPE_TEXT:  return keep_print("stmt_text(s, %zu, %s);", i, name);
    case TYPE_BYTES: return keep_print("stmt_bytes(s, %zu, bytes_or_empty(%s));", i, name);
    case TYPE_ENUM:  return keep_print("stmt_text(s, %zu, %s_code(%s));", i, p->type.of, name);
    default:         return keep_print("stmt_int(s, %zu, %s);", i, name);
    }
}

/* The columns by which a row may name somebody whom an order keeps from who asks: "scope_bars(…) || scope_bars(…)", "" for none. */
static const char *bars(const struct query *q, const char *ask, const char *row)
{
    const char *all = "";
    if (q->bars_nobody || q->scope == SCOPE_PUBLIC || q->scope == SCOPE_SYSTEM) return "";
    for (size_t i = 0; i < q->outs; i++)
        if (q->out[i].type.kind == TYPE_ID && same(q->out[i].type.of, "person"))
            all = keep_print("%s%sscope_bars(&%s->scope, %s%s)", all, *all ? " || " : "", ask, row, q->out[i].name);
    return all;
}

/* A page of a list is read so much longer that it is as full without the rows left out. */
static bool pages_past_bars(const struct query *q, const struct param *p)
{
    return same(p->name, "limit") && q->kind == QUERY_MANY && *bars(q, "a", "r.");
}

static const char *bind(const struct query *q, size_t i)
{
    const struct param *p = &q->param[i];
    const char *ask = q->writes ? "t->ask" : "a";
    switch (p->filled) {
    case BY_SCHOOL:  return keep_print("stmt_int(s, %zu, %s->scope.school.v);", i, ask);
    case BY_PERSONS: return keep_print("stmt_ints(s, %zu, (const int64_t *)%s->scope.persons, %s->scope.persons_n);", i, ask, ask);
    case BY_AREA:    return keep_print("stmt_ints(s, %zu, (const int64_t *)%s->scope.area, %s->scope.area_n);", i, ask, ask);
    case BY_NOW:     return keep_print("stmt_int(s, %zu, %s->now.ms);", i, ask);
    case BY_CALLER:  break;
    }
    if (pages_past_bars(q, p)) return keep_print("stmt_int(s, %zu, %s + (int64_t)%s->scope.barred_n);", i, p->c_name, ask);
    if (p->list) return keep_print("stmt_ints(s, %zu, (const int64_t *)%s, %s_n);", i, p->c_name, p->c_name);
    return p->nullable ? bind_nullable(p, i) : bind_plain(p, i);
}

/* ---- reading a row ---- */

static void column_code(struct text *b, const struct out_column *o, size_t i)
{
    const char *n = o->name;
    text_print(b, "    ");
    switch (o->type.kind) {
    case TYPE_ID:    text_print(b, "r->%s = (%s_id){ col_int(s, %zu) };\n", n, o->type.of, i); return;
    case TYPE_REAL:  text_print(b, "r->%s = col_real(s, %zu);\n", n, i); return;
    case TYPE_BOOL:
        if (o->nullable) break;
        text_print(b, "r->%s = col_int(s, %zu) != 0;\n", n, i);
        return;
    case TYPE_BYTES: text_print(b, "r->%s = col_bytes(s, %zu);\n", n, i); return;
    case TYPE_ENUM:  text_print(b, "if (!col_null(s, %zu) && !%s_read(col_text(s, %zu), &r->%s)) return false;\n", i, o->type.of, i, n); return;
    case TYPE_TEXT:  text_print(b, o->nullable ? "r->%s = col_text(s, %zu);\n" : "r->%s = col_words(s, %zu);\n", n, i); return;
    default: break;
    }
    const char *value = o->type.kind == TYPE_TIME ? keep_print("(instant){ col_int(s, %zu) }", i)
                      : o->type.kind == TYPE_DATE ? keep_print("(day){ (int32_t)col_int(s, %zu) }", i)
                                                  : keep_print("col_int(s, %zu)", i);
    const char *opt = o->type.kind == TYPE_TIME ? "opt_instant" : o->type.kind == TYPE_DATE ? "opt_day" : "opt_int";
    if (o->nullable && o->type.kind != TYPE_REF) text_print(b, "if (!col_null(s, %zu)) r->%s = (%s){ true, %s };\n", i, n, opt, value);
    else text_print(b, "r->%s = %s;\n", n, value);
}

static void reader_code(struct text *b, const struct query *q)
{
    text_print(b, "static bool %s_read(struct stmt *s, struct %s_row *r)\n{\n", q->name, q->name);
    for (size_t i = 0; i < q->outs; i++) column_code(b, &q->out[i], i);
    text_print(b, "    return true;\n}\n\n");
}

/* ---- the function ---- */

static void query_struct(struct text *b, const struct query *q)
{
    static const char *scopes[] = { [SCOPE_SCHOOL] = "SCOPE_SCHOOL", [SCOPE_PERSONS] = "SCOPE_PERSONS", [SCOPE_AREA] = "SCOPE_AREA",
                                    [SCOPE_PUBLIC] = "SCOPE_PUBLIC", [SCOPE_SYSTEM] = "SCOPE_SYSTEM" };
    text_print(b, "const struct query query_%s = {\n    .name = \"%s\", .index = %d,\n    .sqlite =\n", q->name, q->name, q->index);
    text_c_string(b, q->sqlite, "        ");
    text_print(b, ",\n    .postgres =\n");
    text_c_string(b, q->postgres, "        ");
    text_print(b, ",\n    .params = %zu, .kinds = (const unsigned char[]){ ", q->params);
    for (size_t i = 0; i < q->params; i++) {
        const struct param *p = &q->param[i];
        text_print(b, "%s, ", p->list ? "PARAM_INTS" : p->type.kind == TYPE_TEXT || p->type.kind == TYPE_ENUM ? "PARAM_TEXT" :
                   p->type.kind == TYPE_BYTES ? "PARAM_BYTES" : p->type.kind == TYPE_BOOL ? "PARAM_BOOL" :
                   p->type.kind == TYPE_REAL ? "PARAM_REAL" : "PARAM_INT");
    }
    text_print(b, "%s},\n    .writes = %s, .scope = %s\n};\n\n", q->params ? "" : "0 ", q->writes ? "true" : "false", scopes[q->scope]);
}

static void run_code(struct text *b, const struct query *q)
{
    if (q->kind == QUERY_RUN) text_print(b, "    rc result = stmt_run(s, changed);\n");
    else text_print(b, "    bool more;\n    rc result = stmt_step(s, &more);\n    if (result == OK && !more) result = NOT_FOUND;\n");
    text_print(b, "    stmt_close(s);\n    return result;\n");
}

static void row_code(struct text *b, const struct query *q, const char *ask)
{
    const char *barred = bars(q, ask, "out->");
    text_print(b, "    bool more;\n    rc result = stmt_step(s, &more);\n");
    text_print(b, "    if (result == OK && more && !%s_read(s, out)) result = unknown_code(%s, \"%s\");\n", q->name, ask, q->name);
    if (*barred) text_print(b, "    if (result == OK && more && (%s)) *out = (struct %s_row){ 0 }, more = false;\n", barred, q->name);
    if (q->kind == QUERY_MAYBE) text_print(b, "    *found = result == OK && more;\n");
    else text_print(b, "    if (result == OK && !more) result = NOT_FOUND;\n");
    text_print(b, "    stmt_close(s);\n    return result;\n");
}

static void rows_code(struct text *b, const struct query *q, const char *ask)
{
    const char *barred = bars(q, ask, "r[*n]."), *full = "";
    for (size_t i = 0; i < q->params; i++)
        if (pages_past_bars(q, &q->param[i])) full = keep_print("        if ((int64_t)*n == %s) break;\n", q->param[i].c_name);
    text_print(b,
        "    struct %s_row *r = NULL;\n    size_t room = 0;\n    bool more;\n    rc result;\n"
        "    while ((result = stmt_step(s, &more)) == OK && more) {\n%s"
        "        r = rows_room(%s, r, *n, &room, sizeof *r);\n"
        "        if (!r) { result = LIMIT; break; }\n"
        "        if (!%s_read(s, &r[*n])) { result = unknown_code(%s, \"%s\"); break; }\n"
        "%s        ++*n;\n    }\n    stmt_close(s);\n"
        "    if (result == OK) *rows = r;\n    else *n = 0;\n    return result;\n", q->name, full, ask, q->name, ask, q->name,
        *barred ? keep_print("        if (%s) { r[*n] = (struct %s_row){ 0 }; continue; }\n", barred, q->name) : "");
}

static void function(struct text *b, const struct query *q)
{
    const char *ask = q->writes ? "t->ask" : "a";
    query_struct(b, q);
    if (q->outs) reader_code(b, q);
    text_print(b, "/* ");
    comment_lines(b, q->doc);
    text_print(b, "\n** %s:%d */\n", q->at.file, q->at.line);
    signature(b, q);
    text_print(b, "\n{\n    struct stmt *s;\n");
    if (q->kind == QUERY_MANY) text_print(b, "    *rows = NULL;\n    *n = 0;\n");
    else if (q->outs) text_print(b, "    *out = (struct %s_row){ 0 };\n", q->name);
    if (q->kind == QUERY_MAYBE) text_print(b, "    *found = false;\n");
    if (q->kind == QUERY_RUN) text_print(b, "    if (changed) *changed = 0;\n");
    text_print(b, "    try(stmt_open(%s, &query_%s, &s));\n", ask, q->name);
    for (size_t i = 0; i < q->params; i++) text_print(b, "    %s\n", bind(q, i));
    if (q->kind == QUERY_RUN || q->locks) run_code(b, q);
    else if (q->kind == QUERY_MANY) rows_code(b, q, ask);
    else row_code(b, q, ask);
    text_print(b, "}\n\n");
}

static void room_files(const struct house *h, const struct room *room, const char *dir)
{
    struct text b = { 0 }, c = { 0 };
    const char *big = upper(room->name);
    text_print(&b, "/* What room %s asks of its tables. Rows and texts live in the ask's arena. Made by tools/sql from\n** %s. */\n"
                   "#ifndef KHUE_GENERATED_%s_QUERIES_H\n#define KHUE_GENERATED_%s_QUERIES_H\n\n"
                   "#include \"data/ask.h\"\n#include \"data/tx.h\"\n#include \"generated/enums.h\"\n#include \"generated/ids.h\"\n\n",
               room->name, *room->files ? room->files : "its tables", big, big);
    text_print(&c, "/* Made by tools/sql. */\n#include \"generated/%s_queries.h\"\n#include \"generated/rows.h\"\n#include \"data/stmt.h\"\n\n",
               room->name);
    for (size_t i = 0; i < h->queries; i++) {
        if (h->query[i]->room != room) continue;
        declaration(&b, h->query[i]);
        function(&c, h->query[i]);
    }
    text_print(&b, "#endif\n");
    write_file(keep_print("%s/%s_queries.h", dir, room->name), &b);
    write_file(keep_print("%s/%s_queries.c", dir, room->name), &c);
}

static void write_rows(const char *dir)
{
    struct text b = { 0 };
    text_print(&b, "%s",
        "/* What the generated :many functions share. Made by tools/sql. */\n"
        "#ifndef KHUE_GENERATED_ROWS_H\n#define KHUE_GENERATED_ROWS_H\n\n#include \"data/ask.h\"\n#include <string.h>\n\n"
        "/* Room for one more row behind the n at p: doubles the block in the arena. NULL when the arena is full. */\n"
        "static inline void *rows_room(struct ask *a, void *p, size_t n, size_t *room, size_t size)\n{\n"
        "    if (n < *room) return p;\n"
        "    size_t more = *room ? *room * 2 : 8;\n"
        "    void *bigger = arena_take_many(a->arena, more, size);\n"
        "    if (!bigger) return NULL;\n"
        "    if (n) memcpy(bigger, p, n * size);\n"
        "    *room = more;\n"
        "    return bigger;\n}\n\n"
        "/* Is this person kept from who asks, by an order? */\n"
        "static inline bool scope_bars(const struct scope *s, person_id person)\n{\n"
        "    for (size_t i = 0; i < s->barred_n; i++)\n"
        "        if (s->barred[i].v == person.v) return true;\n"
        "    return false;\n}\n\n"
        "static inline rc unknown_code(struct ask *a, const char *query)\n{\n"
        "    return fault_detail(a, BUG, \"%s: a code that is not in its enum\", query);\n}\n\n"
        "/* No bytes are empty bytes, not NULL, where NULL may not stand: the first page of a list ordered by a sort key. */\n"
        "static inline struct bytes bytes_or_empty(struct bytes x)\n{\n"
        "    return x.p ? x : (struct bytes){ (const uint8_t *)\"\", 0 };\n}\n\n#endif\n");
    write_file(keep_print("%s/rows.h", dir), &b);
}

void write_queries(const struct house *h, const char *dir)
{
    for (size_t i = 0; i < h->rooms; i++)
        if (h->room[i].has_queries || h->room[i].has_tables) room_files(h, &h->room[i], dir);
    write_rows(dir);
}
