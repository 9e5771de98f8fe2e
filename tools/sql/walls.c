/* The second wall: policies of row level security for tables of scope school and person. They hold for the owner too
** (FORCE), so that one role may migrate and serve; only superusers and BYPASSRLS look over the wall. What the functions
** mean: src/data/sql/0002_walls.sql. The scalar sub-selects are run once a question, not once a row. */
#include "tools/sql/sql.h"

static bool of_person(const struct column *c) { return c->type.kind == TYPE_ID && c->type.of && same(c->type.of, "person"); }

/* A row about several persons is seen by whoever may see one of them. */
static const char *person_condition(const struct table *t)
{
    struct text b = { 0 };
    text_print(&b, "(SELECT khue_open())");
    for (size_t i = 0; i < t->columns_at_birth; i++)
        if (of_person(&t->column[i])) text_print(&b, " OR khue_knows(%s)", t->column[i].name);
    return b.p;
}

const char *wall_ddl(const struct table *t)
{
    if (t->scope != TABLE_SCHOOL && t->scope != TABLE_PERSON) return "";
    const char *condition = t->scope == TABLE_PERSON ? person_condition(t)
        : "(SELECT khue_open()) OR school_id = ANY ((SELECT khue_schools())::bigint[])";
    return keep_print("ALTER TABLE %s ENABLE ROW LEVEL SECURITY;\nALTER TABLE %s FORCE ROW LEVEL SECURITY;\n"
                      "CREATE POLICY wall ON %s USING (%s);\n", t->name, t->name, t->name, condition);
}
