/* Names of types become types, once every file has been read: `kind book_kind` is an enum or a mistake, `shelf_id id` an id
** of table shelf or a mistake. Also finds tables, columns and enums by name. */
#include "tools/sql/sql.h"

#include <string.h>

struct table *find_table(const struct house *h, const char *name)
{
    for (size_t i = 0; i < h->tables; i++)
        if (same_word(h->table[i]->name, name)) return h->table[i];
    return NULL;
}

const struct column *find_column(const struct table *t, const char *name)
{
    for (size_t i = 0; i < t->columns; i++)
        if (same_word(t->column[i].name, name)) return &t->column[i];
    return NULL;
}

const struct enumeration *find_enum(const struct house *h, const char *name)
{
    for (size_t i = 0; i < h->enums; i++)
        if (same(h->enumeration[i]->name, name)) return h->enumeration[i];
    return NULL;
}

bool type_same(struct type a, struct type b)
{
    if (a.kind != b.kind) return false;
    return a.kind != TYPE_ID && a.kind != TYPE_ENUM ? true : same(a.of, b.of);
}

const char *type_name(struct type t)
{
    static const char *names[] = { "id", "ref", "int", "real", "text", "time", "date", "bool", "bytes", "enum" };
    if (t.kind == TYPE_ID && t.of) return keep_print("%s_id", t.of);
    return t.kind == TYPE_ENUM ? t.of : names[t.kind];
}

static void resolve_type(const struct house *h, struct place at, const char *name, struct type t)
{
    if (t.kind == TYPE_ENUM && !find_enum(h, t.of))
        wrong(at, "%s: '%s' is no type: id ref int real text time date bool bytes, <table>_id, or the name of an enum", name, t.of);
    if (t.kind != TYPE_ID) return;
    const struct table *of = t.of ? find_table(h, t.of) : NULL;
    if (!t.of) wrong(at, "%s: whose id? Write %s id(table), or ref for an object of any kind", name, name);
    else if (!of) wrong(at, "%s: there is no table %s. Write id(table), or ref for an object of any kind", name, t.of);
    else if (!of->has_id) wrong(at, "%s: table %s has no column `id id`", name, t.of);
}

void resolve_house(struct house *h)
{
    for (size_t i = 0; i < h->tables; i++)
        for (size_t k = 0; k < h->table[i]->columns; k++) {
            const struct column *c = &h->table[i]->column[k];
            resolve_type(h, c->at, c->name, c->type);
        }
    for (size_t i = 0; i < h->queries; i++) {
        const struct query *q = h->query[i];
        for (size_t k = 0; k < q->params; k++) {
            resolve_type(h, q->at, q->param[k].name, q->param[k].type);
            enum type_kind kind = q->param[k].type.kind;
            if (q->param[k].list && kind != TYPE_ID && kind != TYPE_REF && kind != TYPE_INT)
                wrong(q->at, "%s: a list holds ids, refs or ints, not %s", q->param[k].name, type_name(q->param[k].type));
            if (q->param[k].nullable && kind == TYPE_REAL)
                wrong(q->at, "%s: a real cannot be NULL here; use an int", q->param[k].name);
        }
        for (size_t k = 0; k < q->outs; k++) {
            resolve_type(h, q->at, q->out[k].name, q->out[k].type);
            enum type_kind kind = q->out[k].type.kind;
            if (q->out[k].nullable && kind == TYPE_REAL)
                wrong(q->at, "%s: a real cannot be NULL here; give it a value with coalesce(…)", q->out[k].name);
        }
    }
}
