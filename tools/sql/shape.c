/* Reads the shape of a statement. Not a parser of SQL: it follows parentheses and the few words that begin a clause.
** SQLite has the last word on what is SQL; what is not understood here proves nothing, so the law refuses it. */
#include "tools/sql/shape.h"

#include <string.h>

enum clause { CLAUSE_OTHER, CLAUSE_FROM, CLAUSE_COND, CLAUSE_SET };

struct scan {
    const struct house *h;
    const struct query *q;
    const struct tok *tok;
    size_t i, end;
    struct shape *out;
};

/* Where we are in one block. */
struct at { int block; enum clause clause; bool proves; int joined; bool outer_join; };

static const struct tok *now(const struct scan *s) { return &s->tok[s->i]; }
static bool is(const struct scan *s, const char *w) { return s->i < s->end && tok_is(now(s), w); }
static bool next_is(const struct scan *s, size_t k, const char *w) { return s->i + k < s->end && tok_is(now(s) + k, w); }

static bool begins_block(const struct scan *s, size_t k)
{
    return next_is(s, k, "select") || next_is(s, k, "with") || next_is(s, k, "values");
}

static bool word_of(const struct tok *t, const char *const *words)
{
    for (size_t i = 0; words[i]; i++)
        if (tok_is(t, words[i])) return true;
    return false;
}

static const char *const clause_words[] = {
    "select", "from", "where", "group", "order", "having", "limit", "offset", "union", "except", "intersect", "join", "left", "right",
    "full", "inner", "cross", "natural", "on", "using", "set", "values", "returning", "window", "for", "do", "conflict", "default", NULL };

static int block_add(struct scan *s, int parent, bool binds_outer)
{
    if (s->out->blocks == MAX_BLOCKS) give_up("%s: over %d selects in one question", s->q->name, MAX_BLOCKS);
    s->out->block[s->out->blocks] = (struct block){ parent, binds_outer };
    return s->out->blocks++;
}

static void fact_add(struct scan *s, const struct at *at, struct side left, struct side right)
{
    if (s->out->facts == MAX_FACTS) give_up("%s: over %d conditions in one question", s->q->name, MAX_FACTS);
    s->out->fact[s->out->facts++] = (struct fact){ .block = at->block, .only = at->outer_join ? at->joined : -1, .left = left, .right = right };
}

/* ---- one side of an equality: alias.column, column, or :school ---- */

static struct side fixed_side(int fixed) { return (struct side){ .fixed = fixed, .ref = -1, .tokens = 1 }; }
static struct side column_of(int ref, const char *column) { return (struct side){ .column = column, .ref = ref, .tokens = 1 }; }

static struct side side_at(const struct scan *s, int block, const struct tok *t)
{
    const struct tok *end = s->tok + s->end;
    if (t >= end) return fixed_side(OF_NOBODY);
    if (t->kind == TOK_PARAM) return fixed_side(same(t->s, "school") ? OF_SCHOOL : OF_NOBODY);
    if (t->kind != TOK_WORD || (t + 1 < end && tok_is(t + 1, "("))) return fixed_side(OF_NOBODY);
    bool dotted = t + 2 < end && tok_is(t + 1, ".") && t[2].kind == TOK_WORD;
    return (struct side){ dotted ? t->s : NULL, dotted ? t[2].s : t->s, 0, -1, block, dotted ? 3 : 1 };
}

static int ref_of(const struct shape *s, const struct side *x)
{
    for (int block = x->block; block >= 0; block = s->block[block].parent)
        for (int i = 0; i < s->refs; i++) {
            const struct ref *r = &s->ref[i];
            if (r->block != block) continue;
            if (x->alias ? same_word(r->alias, x->alias) : r->table && find_column(r->table, x->column)) return i;
        }
    return OF_NOBODY;
}

static enum side_class class_of(const struct table *t, const char *column)
{
    const struct column *c = t ? find_column(t, column) : NULL;
    if (!c) return SIDE_NONE;
    if (same_word(column, "school_id") || (same(t->name, "school") && same_word(column, "id"))) return SIDE_SCHOOL;
    return c->type.kind == TYPE_ID && c->type.of && same(c->type.of, "person") ? SIDE_PERSON : SIDE_NONE;
}

/* The ref (or OF_…) that a side means, and its class. */
static int side_means(const struct shape *s, const struct side *x, enum side_class *kind)
{
    *kind = x->fixed == OF_PERSONS ? SIDE_PERSON : x->fixed == OF_NOBODY ? SIDE_NONE : SIDE_SCHOOL;
    if (!x->column) return x->fixed;
    int ref = x->ref >= 0 ? x->ref : ref_of(s, x);
    *kind = ref < 0 ? SIDE_NONE : class_of(s->ref[ref].table, x->column);
    return ref;
}

/* Looks up the names; what is no equality of two schools or two persons is dropped. */
static void resolve_facts(struct shape *s)
{
    int n = 0;
    for (int i = 0; i < s->facts; i++) {
        struct fact f = s->fact[i];
        enum side_class left, right;
        f.a = side_means(s, &f.left, &left);
        f.b = side_means(s, &f.right, &right);
        if (f.a < 0) { int b = f.b; f.b = f.a; f.a = b; }
        f.kind = left;
        if (left != SIDE_NONE && left == right && f.a >= 0) s->fact[n++] = f;
    }
    s->facts = n;
}

static bool computes(const struct tok *t)
{
    static const char *const signs[] = { "+", "-", "*", "/", "||", "%", ".", "::", "->", "->>", "not", NULL };
    return word_of(t, signs);
}

/* ---- clauses ---- */

static void block_scan(struct scan *s, int block);

/* From '(' to behind its ')': blocks inside are read, conditions inside prove nothing. */
static void parens(struct scan *s, int block)
{
    s->i++;
    if (begins_block(s, 0)) block_scan(s, block_add(s, block, false));
    while (s->i < s->end && !is(s, ")")) {
        if (is(s, "(")) parens(s, block);
        else s->i++;
    }
    s->i++;
}

/* Does the condition that begins here, up to the end of its clause, have an OR beside its ANDs? */
static bool has_or(const struct scan *s)
{
    int depth = 0;
    for (size_t i = s->i; i < s->end; i++) {
        const struct tok *t = &s->tok[i];
        if (tok_is(t, "(")) depth++;
        else if (tok_is(t, ")") && --depth < 0) return false;
        else if (!depth && tok_is(t, "or")) return true;
        else if (!depth && word_of(t, clause_words)) return false;
    }
    return false;
}

static void table_ref(struct scan *s, struct at *at, bool written)
{
    if (is(s, "(")) { parens(s, at->block); }
    else if (next_is(s, 1, "(") && !written) { s->i++; parens(s, at->block); }      /* json_each(…) */
    else {
        if (s->out->refs == MAX_REFS) give_up("%s: over %d tables in one question", s->q->name, MAX_REFS);
        struct ref r = { find_table(s->h, now(s)->s), now(s)->s, at->block, now(s)->line, written };
        s->i++;
        bool as = is(s, "as");
        if (as) s->i++;
        if (s->i < s->end && now(s)->kind == TOK_WORD && (as || !word_of(now(s), clause_words))) r.alias = now(s)->s, s->i++;
        at->joined = s->out->refs;
        s->out->ref[s->out->refs++] = r;
        return;
    }
    if (is(s, "as")) s->i++;
    if (s->i < s->end && now(s)->kind == TOK_WORD && !word_of(now(s), clause_words)) s->i++;
    at->joined = OF_NOBODY;
}

/* USING (school_id, …): the joined table agrees with one before it. */
static void using_columns(struct scan *s, struct at *at)
{
    for (s->i++; s->i < s->end && !is(s, ")"); s->i++)
        for (int i = 0; i < at->joined; i++) {
            const struct ref *r = &s->out->ref[i];
            if (r->block != at->block || class_of(r->table, now(s)->s) == SIDE_NONE) continue;
            fact_add(s, at, column_of(at->joined, now(s)->s), column_of(i, now(s)->s));
            break;
        }
    s->i++;
}

/* With a second arm, what the first one says does not hold for all rows. */
static bool has_arms(const struct scan *s, size_t from)
{
    for (size_t i = from; i < s->i; i++)
        if (tok_is(&s->tok[i], "union")) return true;
    return false;
}

/* x IN (…): a list of the ask, or a SELECT whose first column is a school or person of a ref in it. */
static void in_fact(struct scan *s, struct at *at, struct side left)
{
    s->i += left.tokens + 1;
    const struct tok *t = now(s) + 1;
    bool select = tok_is(t, "select");
    size_t from = s->i;
    int inner = s->out->blocks;
    const struct tok *first = t + 1 + (tok_is(t + 1, "distinct") ? 1 : 0);
    parens(s, at->block);
    if (t->kind == TOK_PARAM && same(t->s, "area")) fact_add(s, at, left, fixed_side(OF_AREA));
    if (t->kind == TOK_PARAM && same(t->s, "persons")) fact_add(s, at, left, fixed_side(OF_PERSONS));
    if (select && !has_arms(s, from)) fact_add(s, at, left, side_at(s, inner, first));
}

/* CASE … END proves nothing. */
static void skip_case(struct scan *s, int block)
{
    for (s->i++; s->i < s->end && !is(s, "end") && !is(s, ")"); ) {
        if (is(s, "(")) parens(s, block);
        else if (is(s, "case")) skip_case(s, block);
        else s->i++;
    }
    if (is(s, "end")) s->i++;
}

/* A condition may begin here. Answers true when it took tokens. */
static bool condition(struct scan *s, struct at *at)
{
    if (is(s, "case")) { skip_case(s, at->block); return true; }
    if (is(s, "exists") && next_is(s, 1, "(") && !tok_is(now(s) - 1, "not")) {
        s->i += 2;
        block_scan(s, block_add(s, at->block, true));
        s->i++;
        return true;
    }
    if (computes(now(s) - 1)) return false;
    struct side a = side_at(s, at->block, now(s));
    if (!a.column && a.fixed == OF_NOBODY) return false;
    if (a.column && next_is(s, a.tokens, "in") && next_is(s, a.tokens + 1, "(")) { in_fact(s, at, a); return true; }
    if (!next_is(s, a.tokens, "=")) return false;
    const struct tok *right = now(s) + a.tokens + 1;
    struct side b = side_at(s, at->block, right);
    if ((!b.column && b.fixed == OF_NOBODY) || (right + b.tokens < s->tok + s->end && computes(right + b.tokens))) return false;
    fact_add(s, at, a, b);
    s->i += a.tokens + 1 + b.tokens;
    return true;
}

/* Words that begin another clause of this block. Answers true when it took tokens. */
static bool clause_begins(struct scan *s, struct at *at)
{
    if (is(s, "from")) { s->i++; at->clause = CLAUSE_FROM; at->outer_join = false; table_ref(s, at, false); return true; }
    if (is(s, "join")) {
        static const char *const outer[] = { "left", "right", "full", "outer", NULL };
        if (!word_of(now(s) - 1, outer)) at->outer_join = false;
        s->i++;
        table_ref(s, at, false);
        return true;
    }
    if (at->clause == CLAUSE_FROM && is(s, ",")) { s->i++; at->outer_join = false; table_ref(s, at, false); return true; }
    if (is(s, "left") || is(s, "right") || is(s, "full")) {
        at->outer_join = true;
        if (!is(s, "left")) at->joined = OF_NOBODY;
        at->clause = CLAUSE_FROM;
        s->i++;
        return true;
    }
    if (is(s, "inner") || is(s, "cross")) { at->outer_join = false; at->clause = CLAUSE_FROM; s->i++; return true; }
    if (is(s, "using") && next_is(s, 1, "(")) { s->i++; using_columns(s, at); return true; }
    if (is(s, "where") || (is(s, "on") && !next_is(s, 1, "conflict"))) {
        if (is(s, "where")) at->outer_join = false;
        s->i++;
        at->clause = CLAUSE_COND;
        at->proves = !has_or(s);
        return true;
    }
    if (is(s, "set")) { s->i++; at->clause = CLAUSE_SET; return true; }
    if (!word_of(now(s), clause_words)) return false;
    at->clause = CLAUSE_OTHER;
    s->i++;
    return true;
}

/* ---- INSERT ---- */

/* The item at position `want` of a list that begins at s->i, up to a ',' or the list's end; as a side when it is that simple. */
static struct side item_side(const struct scan *s, int block, int want)
{
    int depth = 0, item = 0;
    for (size_t i = s->i; i < s->end; i++) {
        const struct tok *t = &s->tok[i];
        if (item == want && !depth) {
            struct side x = side_at(s, block, t);
            const struct tok *after = t + x.tokens;
            bool whole = after >= s->tok + s->end || tok_is(after, ",") || tok_is(after, ")") || tok_is(after, "from") || tok_is(after, "as");
            return whole ? x : fixed_side(OF_NOBODY);
        }
        if (tok_is(t, "(")) depth++;
        else if (tok_is(t, ")") && --depth < 0) break;
        else if (!depth && tok_is(t, ",")) item++;
    }
    return fixed_side(OF_NOBODY);
}

static void insert_values(struct scan *s, struct at *at, int target, int want)
{
    bool all = want >= 0;
    while (is(s, "(")) {
        s->i++;
        struct side x = item_side(s, at->block, want);
        if (x.column || x.fixed != OF_SCHOOL) all = false;
        s->i--;
        parens(s, at->block);
        if (is(s, ",")) s->i++;
    }
    if (all) fact_add(s, at, column_of(target, "school_id"), fixed_side(OF_SCHOOL));
}

static void insert_select(struct scan *s, struct at *at, int target, int want)
{
    struct scan list = *s;
    int inner = block_add(s, at->block, false);
    list.i++;
    if (tok_is(now(&list), "distinct")) list.i++;
    block_scan(s, inner);
    if (want >= 0 && !has_arms(s, list.i)) fact_add(s, at, column_of(target, "school_id"), item_side(&list, inner, want));
}

static void insert_scan(struct scan *s, struct at *at)
{
    while (s->i < s->end && !is(s, "into")) s->i++;
    s->i++;
    int target = s->out->refs, want = -1;
    if (s->i >= s->end) return;
    table_ref(s, at, true);
    if (is(s, "(")) {
        int item = 0;
        for (s->i++; s->i < s->end && !is(s, ")"); s->i++) {
            if (is(s, ",")) item++;
            if (is(s, "school_id")) want = item;
        }
        s->i++;
    }
    if (is(s, "values")) { s->i++; insert_values(s, at, target, want); }
    else if (begins_block(s, 0)) insert_select(s, at, target, want);
}

/* ---- one block, up to the ')' that closes it or the end ---- */

static void block_scan(struct scan *s, int block)
{
    struct at at = { .block = block, .joined = OF_NOBODY };
    bool sets = false;
    while (s->i < s->end && !is(s, ")")) {
        if (is(s, "insert")) { insert_scan(s, &at); sets = true; }
        else if (is(s, "update") && !sets && !tok_is(now(s) - 1, "do") && !tok_is(now(s) - 1, "for")) { s->i++; table_ref(s, &at, true); sets = true; }
        else if (is(s, "delete") && next_is(s, 1, "from")) { s->i += 2; table_ref(s, &at, true); at.clause = CLAUSE_OTHER; }
        else if (is(s, "union") || is(s, "except") || is(s, "intersect")) {
            s->i++;
            s->out->block[at.block].binds_outer = false;           /* either arm may make it true */
            at = (struct at){ .block = block_add(s, s->out->block[block].parent, false), .joined = OF_NOBODY };
        } else if (clause_begins(s, &at)) continue;
        else if (at.clause == CLAUSE_SET && is(s, "school_id") && next_is(s, 1, "=")) { s->out->moves_school = now(s)->line; s->i++; }
        else if (at.clause == CLAUSE_COND && at.proves && condition(s, &at)) continue;
        else if (is(s, "(")) parens(s, at.block);
        else s->i++;
    }
}

void shape_of(const struct house *h, const struct query *q, const struct body *body, struct shape *out)
{
    struct scan s = { .h = h, .q = q, .tok = body->src->tok, .i = body->first, .end = body->end, .out = out };
    memset(out, 0, sizeof *out);
    while (s.i < s.end) {
        block_scan(&s, block_add(&s, -1, false));
        s.i++;
    }
    resolve_facts(out);
}
