/* The laws of tables. */
#include "tools/sql/sql.h"

static void check_columns(const struct table *t, const struct key *k, struct place at)
{
    for (size_t i = 0; i < k->n; i++)
        if (!find_column(t, k->column[i])) wrong(at, "table %s has no column %s", t->name, k->column[i]);
}

/* A foreign key may look down or sideways, never up, and never out of its school. */
static void check_foreign(const struct house *h, const struct table *t, const struct foreign *f)
{
    const struct table *to = find_table(h, f->table);
    check_columns(t, &f->from, f->at);
    if (!to) { wrong(f->at, "there is no table %s", f->table); return; }
    check_columns(to, &f->to, f->at);
    if (to->room->rank > t->room->rank)
        wrong(f->at, "table %s lies on a higher floor (room %s): keep the id without a foreign key", to->name, to->room->name);
    if (to->scope != TABLE_SCHOOL) return;
    if (t->scope != TABLE_SCHOOL)
        wrong(f->at, "%s is a table of scope school: a key from %s would tie what is global to one school; keep the id without a foreign key",
              to->name, t->name);
    else if (!same(f->from.column[0], "school_id") || !same(f->to.column[0], "school_id"))
        wrong(f->at, "a foreign key stays inside one school: foreign key (school_id, …) references %s (school_id, …)", to->name);
}

static bool about_a_person(const struct table *t)
{
    for (size_t i = 0; i < t->columns_at_birth; i++)
        if (t->column[i].type.kind == TYPE_ID && t->column[i].type.of && same(t->column[i].type.of, "person")) return true;
    return false;
}

static void check_table(const struct house *h, const struct table *t)
{
    if (!t->primary.n) { wrong(t->at, "table %s needs a primary key", t->name); return; }
    check_columns(t, &t->primary, t->at);
    for (size_t i = 0; i < t->primary.n; i++) {
        const struct column *c = find_column(t, t->primary.column[i]);
        if (c && c->nullable) wrong(c->at, "%s is part of the primary key: say not null", c->name);
    }
    for (size_t i = 0; i < t->uniques; i++) check_columns(t, &t->unique[i], t->at);
    for (size_t i = 0; i < t->foreigns; i++) check_foreign(h, t, &t->foreign[i]);
    if (t->scope == TABLE_SCHOOL && !same(t->primary.column[0], "school_id"))
        wrong(t->at, "table %s is of scope school: its primary key begins with school_id", t->name);
    if (t->scope == TABLE_PERSON && !about_a_person(t))
        wrong(t->at, "table %s is of scope person: it needs the id of the person it is about, such as person_id id", t->name);
}

void check_tables(const struct house *h)
{
    for (size_t i = 0; i < h->tables; i++) check_table(h, h->table[i]);
}
