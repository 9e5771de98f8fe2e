/* A question's SQL for each engine. :name becomes ?3 on SQLite and $3::bigint on PostgreSQL, cast by its declared type since
** PostgreSQL cannot always infer it. Lists: `IN (:xs*)` becomes IN (SELECT value FROM json_each(?3)) and = ANY($3::bigint[]);
** `FROM (:xs*) x` becomes a table with the one column value. Strings, comments and `::` are tokens and stay untouched. */
#include "tools/sql/sql.h"

#include <string.h>

struct out_sql { struct text b; struct query *q; const struct body *body; bool postgres; };

static struct place place_of(const struct body *body, const struct tok *t) { return (struct place){ body->src->file, t->line }; }

/* :school, :persons, :area and :now are there without being declared. */
static struct param *filled_param(struct query *q, const char *name)
{
    static const struct param filled[] = {
        { .name = "school", .type = { TYPE_ID, "school" }, .filled = BY_SCHOOL },
        { .name = "persons", .type = { TYPE_ID, "person" }, .list = true, .filled = BY_PERSONS },
        { .name = "area", .type = { TYPE_ID, "school" }, .list = true, .filled = BY_AREA },
        { .name = "now", .type = { TYPE_TIME, NULL }, .filled = BY_NOW },
    };
    for (size_t i = 0; i < sizeof filled / sizeof *filled; i++) {
        if (!same(filled[i].name, name)) continue;
        q->param[q->params] = filled[i];
        return &q->param[q->params++];
    }
    return NULL;
}

static int param_number(struct query *q, const struct body *body, const struct tok *t)
{
    struct param *p = NULL;
    for (size_t i = 0; i < q->params && !p; i++)
        if (same(q->param[i].name, t->s)) p = &q->param[i];
    if (!p) p = filled_param(q, t->s);
    if (!p) { wrong(place_of(body, t), ":%s is not declared: add `%s <type>` to the line `-- in:`", t->s, t->s); return 1; }
    if (p->list && !t->list && p->filled == BY_CALLER) wrong(place_of(body, t), ":%s is a list: write IN (:%s*)", t->s, t->s);
    if (!p->list && t->list) wrong(place_of(body, t), ":%s is not a list: declare it as `%s %s*`", t->s, t->s, type_name(p->type));
    p->uses++;
    return (int)(p - q->param) + 1;
}

static const char *postgres_type(const struct param *p)
{
    switch (p->type.kind) {
    case TYPE_REAL:  return "double precision";
    case TYPE_TEXT:
    case TYPE_ENUM:  return "text";
    case TYPE_BYTES: return "bytea";
    default:         return p->list ? "bigint[]" : "bigint";
    }
}

/* (:xs*); the star may be left out for the lists that are filled from the ask. */
static bool is_list_in_parens(const struct tok *t)
{
    if (!tok_is(t, "(") || t[1].kind != TOK_PARAM || !tok_is(t + 2, ")")) return false;
    return t[1].list || same(t[1].s, "persons") || same(t[1].s, "area");
}

/* Blanks between two tokens as written: none, one, or a new line (comments go). */
static void gap(struct out_sql *o, const struct tok *t)
{
    const struct tok *before = t - 1;
    if (t == &o->body->src->tok[o->body->first]) return;
    const char *p = before->p + before->n, *nl = memchr(p, '\n', (size_t)(t->p - p));
    if (nl) {
        if (!o->postgres && o->q->lines < MAX_LINES) o->q->line[o->q->lines++] = t->line;
        const char *indent = t->p;
        while (indent[-1] == ' ') indent--;
        text_char(&o->b, '\n');
        text_add(&o->b, indent, (size_t)(t->p - indent));
    } else if (t->p > p) text_char(&o->b, ' ');
}

/* Takes `in (:xs*)`, `not in (:xs*)`, `(:xs*)`; answers how many tokens it took, 0 when there is no list here. */
static size_t list_sql(struct out_sql *o, const struct tok *t)
{
    bool not_in = tok_is(t, "not") && tok_is(t + 1, "in") && is_list_in_parens(t + 2);
    bool in = tok_is(t, "in") && is_list_in_parens(t + 1);
    if (!not_in && !in && !is_list_in_parens(t)) return 0;
    size_t words = not_in ? 2 : in ? 1 : 0;
    int n = param_number(o->q, o->body, t + words + 1);
    if (!o->postgres) text_print(&o->b, "%s(SELECT value FROM json_each(?%d))", not_in ? "NOT IN " : in ? "IN " : "", n);
    else if (words) text_print(&o->b, "%s($%d::bigint[])", not_in ? "<> ALL" : "= ANY", n);
    else text_print(&o->b, "(SELECT unnest($%d::bigint[]) AS value)", n);
    return words + 3;
}

static const char *body_sql(struct query *q, const struct body *body, bool postgres)
{
    struct out_sql o = { .q = q, .body = body, .postgres = postgres };
    text_add(&o.b, "", 0);
    for (size_t i = body->first; i < body->end; ) {
        const struct tok *t = &body->src->tok[i];
        gap(&o, t);
        size_t took = list_sql(&o, t);
        if (!took && t->kind == TOK_PARAM) {
            int n = param_number(q, body, t);
            if (q->param[n - 1].list) wrong(place_of(body, t), "a list stands alone in parentheses: IN (:%s*)", t->s);
            if (postgres) text_print(&o.b, "$%d::%s", n, postgres_type(&q->param[n - 1]));
            else text_print(&o.b, "?%d", n);
        } else if (!took && q->turned && (tok_is(t, "asc") || tok_is(t, "desc"))) text_print(&o.b, "%s", tok_is(t, "asc") ? "DESC" : "ASC");
        else if (!took) text_add(&o.b, t->p, t->n);
        i += took ? took : 1;
    }
    return o.b.p;
}

/* `person_id person_id` is written `person_id person` in C, where a parameter may not hide its own type. */
void name_arguments(struct query *q)
{
    for (size_t i = 0; i < q->params; i++) {
        struct param *p = &q->param[i];
        bool twin = false;
        p->c_name = p->name;
        if (p->type.kind != TYPE_ID || !same(p->name, type_name(p->type))) continue;
        for (size_t k = 0; k < q->params; k++) twin = twin || same(q->param[k].name, p->type.of);
        p->c_name = twin ? keep_print("the_%s", p->type.of) : p->type.of;
    }
}

/* `FOR UPDATE`, `FOR NO KEY UPDATE`, `FOR SHARE`, `FOR KEY SHARE` of PostgreSQL hold rows: only in a closure. */
static bool holds_rows(const struct body *b)
{
    if (!b->src) return false;
    for (size_t i = b->first; i + 1 < b->end; i++) {
        const struct tok *next = &b->src->tok[i + 1];
        if (!tok_is(&b->src->tok[i], "for")) continue;
        if (tok_is(next, "update") || tok_is(next, "no") || tok_is(next, "share") || tok_is(next, "key")) return true;
    }
    return false;
}

void translate_query(struct query *q)
{
    if (q->locks) return;
    q->writes = q->kind == QUERY_RUN || holds_rows(&q->body_postgres);
    q->line[q->lines++] = q->body.src->tok[q->body.first].line;
    q->sqlite = body_sql(q, &q->body, false);
    for (size_t i = 0; i < q->params; i++)
        if (!q->param[i].uses) wrong(q->at, "%s declares %s and does not use it", q->name, q->param[i].name);
    if (wrongs()) return;
    q->postgres = body_sql(q, q->body_postgres.src ? &q->body_postgres : &q->body, true);
    for (size_t i = q->body.first; i < q->body.end; i++) {
        const struct tok *t = &q->body.src->tok[i];
        if (tok_is(t, "insert") || tok_is(t, "update") || tok_is(t, "delete")) q->writes = true;
    }
}

/* lock_<table>: the row of this key is ours until the end of the transaction; NOT_FOUND when there is none. */
static void lock_add(struct house *h, const struct table *t)
{
    struct query *q = keep(sizeof *q);
    struct text sql = { 0 };
    text_print(&sql, "SELECT 1 FROM %s WHERE ", t->name);
    struct text postgres = { 0 };
    text_add(&postgres, sql.p, sql.n);
    q->name = keep_print("lock_%s", t->name);
    q->doc = keep_print("Holds this row of %s until the transaction ends, so that a rule may read and then write. Lock in the order of ids.\n"
                        "NOT_FOUND when there is no such row.", t->name);
    q->kind = QUERY_ONE;
    q->scope = t->scope == TABLE_SCHOOL ? SCOPE_SCHOOL : SCOPE_SYSTEM;
    q->reason = "a rule has decided";
    q->room = t->room;
    q->at = t->at;
    q->writes = true;
    q->locks = t;
    for (size_t i = 0; i < t->primary.n; i++) {
        const struct column *c = find_column(t, t->primary.column[i]);
        if (!c) return;
        bool tenant = t->scope == TABLE_SCHOOL && same(c->name, "school_id");
        struct param *p = &q->param[q->params++];
        *p = (struct param){ .name = c->name, .type = c->type, .filled = tenant ? BY_SCHOOL : BY_CALLER, .uses = 1 };
        if (same(c->name, "id")) p->name = t->name;
        text_print(&sql, "%s%s = ?%zu", i ? " AND " : "", c->name, i + 1);
        text_print(&postgres, "%s%s = $%zu::%s", i ? " AND " : "", c->name, i + 1, postgres_type(p));
    }
    text_print(&postgres, " FOR UPDATE");
    q->sqlite = sql.p;
    q->postgres = postgres.p;
    if (h->queries == MAX_QUERIES) give_up("over %d questions", MAX_QUERIES);
    q->index = (int)h->queries;
    h->query[h->queries++] = q;
}

void add_locks(struct house *h)
{
    for (size_t i = 0; i < h->tables; i++) lock_add(h, h->table[i]);
}
