/* The scope law: nobody sees rows of a school or a person without being asked for them by that school, that person's family
** or that area. Public and system questions say why instead.
**
** A table of scope school is bound when its school_id must equal :school (or be IN (:area*)), or the school_id of a bound
** table. With scope persons a table is bound when one of its person ids is IN (:persons*) or equals a person id of a bound
** table; tables of the same school may follow it. A table of scope person must hang on a bound table by a person id. */
#include "tools/sql/shape.h"

struct bound { bool by_school[MAX_REFS], by_person[MAX_REFS]; };

/* May this fact bind this ref? Only rows of its own block, or of the block outside an EXISTS that must hold. */
static bool may_bind(const struct shape *s, const struct fact *f, int ref)
{
    if (f->only == OF_NOBODY || (f->only >= 0 && f->only != ref)) return false;
    int block = s->ref[ref].block;
    if (block == f->block) return true;
    return s->block[f->block].binds_outer && block == s->block[f->block].parent;
}

static bool personal(const struct shape *s, int ref) { return s->ref[ref].table && s->ref[ref].table->scope == TABLE_PERSON; }

/* What follows for `ref` when it agrees with `other` in the fact's class. Answers true when something new is known. */
static bool follow(const struct query *q, const struct shape *s, struct bound *b, const struct fact *f, int ref, int other)
{
    if (ref < 0 || !may_bind(s, f, ref)) return false;
    bool *known = f->kind == SIDE_SCHOOL ? &b->by_school[ref] : &b->by_person[ref];
    if (*known) return false;
    if (other < 0)
        *known = (other == OF_SCHOOL && q->scope == SCOPE_SCHOOL) || (other == OF_AREA && q->scope == SCOPE_AREA) ||
                 (other == OF_PERSONS && q->scope == SCOPE_PERSONS);
    else if (f->kind == SIDE_SCHOOL) *known = b->by_school[other] || (q->scope == SCOPE_PERSONS && b->by_person[other]);
    else *known = b->by_person[other] || (personal(s, ref) && b->by_school[other]);
    if (*known && f->kind == SIDE_PERSON && q->scope != SCOPE_PERSONS && !personal(s, ref)) *known = false;
    return *known;
}

static struct bound bind_all(const struct query *q, const struct shape *s)
{
    struct bound b = { 0 };
    for (bool more = true; more; ) {
        more = false;
        for (int i = 0; i < s->facts; i++) {
            const struct fact *f = &s->fact[i];
            more = follow(q, s, &b, f, f->a, f->b) || more;
            more = (f->b >= 0 && follow(q, s, &b, f, f->b, f->a)) || more;
        }
    }
    return b;
}

static const char *cure(const struct query *q, const struct ref *r)
{
    if (r->table->scope == TABLE_PERSON)
        return q->scope == SCOPE_PERSONS ? keep_print("say which of its persons is IN (:persons*)")
                                         : keep_print("join it to a bound table by a person id, such as %s.… = m.person_id", r->alias);
    if (q->scope == SCOPE_PERSONS) return keep_print("add %s.person_id IN (:persons*), or join it by school_id to a table that has it", r->alias);
    if (q->scope == SCOPE_AREA) return keep_print("add %s.school_id IN (:area*)", r->alias);
    if (r->written) return "its school_id is :school";
    return keep_print("add %s.school_id = :school", r->alias);
}

/* The tables of a variant for PostgreSQL; those of SQLite's text are seen by verify.c, which is surer. */
static void check_variant_owner(const struct query *q, const struct shape *s)
{
    for (int i = 0; i < s->refs; i++) {
        const struct ref *r = &s->ref[i];
        if (r->table && r->table->room != q->room && (r->written || r->table->room->rank > q->room->rank))
            wrong((struct place){ q->at.file, r->line }, "%s: the variant for PostgreSQL %s %s, a table of room %s", q->name,
                  r->written ? "writes" : "reads", r->table->name, r->table->room->name);
    }
}

static void check_body(const struct house *h, const struct query *q, const struct body *body)
{
    static struct shape s;
    shape_of(h, q, body, &s);
    if (body == &q->body_postgres) check_variant_owner(q, &s);
    if (s.moves_school) wrong((struct place){ q->at.file, s.moves_school }, "%s: what happened in a school stays there: school_id is never changed",
                              q->name);
    if (q->scope >= SCOPE_PUBLIC) return;
    struct bound b = bind_all(q, &s);
    for (int i = 0; i < s.refs; i++) {
        const struct ref *r = &s.ref[i];
        if (!r->table || (r->table->scope != TABLE_SCHOOL && r->table->scope != TABLE_PERSON)) continue;
        bool free = b.by_school[i] || b.by_person[i];
        if (!free)
            wrong((struct place){ q->at.file, r->line }, "%s: table %s is not bound to the scope: %s (in WHERE or ON, beside AND only)", q->name,
                  r->table->name, cure(q, r));
    }
}

static bool uses(const struct query *q, enum filled filled)
{
    for (size_t i = 0; i < q->params; i++)
        if (q->param[i].filled == filled) return true;
    return false;
}

void check_scope(const struct house *h, const struct query *q)
{
    if (q->locks) return;
    check_body(h, q, &q->body);
    if (q->body_postgres.src) check_body(h, q, &q->body_postgres);
    if (q->scope == SCOPE_SCHOOL && !uses(q, BY_SCHOOL)) wrong(q->at, "%s says scope school and does not use :school", q->name);
    if (q->scope == SCOPE_PERSONS && !uses(q, BY_PERSONS)) wrong(q->at, "%s says scope persons and does not use IN (:persons*)", q->name);
    if (q->scope == SCOPE_AREA && !uses(q, BY_AREA)) wrong(q->at, "%s says scope area and does not use IN (:area*)", q->name);
}
