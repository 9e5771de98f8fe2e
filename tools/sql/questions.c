/* Reads queries.sql: a head of comment lines (what it answers, name, in, out, scope), then SQL up to ';', then perhaps
** `-- postgres:` and the same for that engine. */
#include "tools/sql/sql.h"

#include <stdio.h>
#include <string.h>

/* Words that a C function or its fixed arguments need. */
static bool taken_name(const char *s)
{
    static const char *taken[] = {
        "a", "t", "s", "row", "rows", "n", "out", "found", "changed", "more", "cap", "kind_of", "auto", "bool", "break", "case", "char",
        "const", "continue", "default", "do", "double", "else", "enum", "extern", "float", "for", "goto", "if", "inline", "int", "long",
        "register", "return", "short", "signed", "sizeof", "static", "struct", "switch", "typedef", "union", "unsigned", "void",
        "volatile", "while", "true", "false", "day", "instant", "rc", "try", "_",
    };
    for (size_t i = 0; i < sizeof taken / sizeof *taken; i++)
        if (same(taken[i], s)) return true;
    return false;
}

static bool plain_name(const char *s)
{
    return *s >= 'a' && *s <= 'z' && strlen(s) <= 50 && strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(s);
}

/* "name type[?|*]" in words; the type's name is left in *type, resolved later by resolve.c. */
struct declared { const char *name, *type; bool nullable, list; };

static bool declared_read(struct place at, const char *s, size_t n, struct declared *d)
{
    while (n && s[n - 1] == ' ') n--;
    while (n && *s == ' ') s++, n--;
    size_t name = 0;
    while (name < n && s[name] != ' ') name++;
    size_t type = name;
    while (type < n && s[type] == ' ') type++;
    *d = (struct declared){ .name = keep_text(s, name) };
    if (type == n) { wrong(at, "'%.*s': write a name and a type, such as `id book_id` or `note text?`", (int)n, s); return false; }
    if (s[n - 1] == '?') d->nullable = true, n--;
    else if (s[n - 1] == '*') d->list = true, n--;
    d->type = keep_text(s + type, n - type);
    if (!plain_name(d->name) || !plain_name(d->type)) {
        wrong(at, "'%s %s': names and types are small letters, digits and _", d->name, d->type);
        return false;
    }
    return true;
}

static struct type type_of_word(const char *w)
{
    static const struct { const char *word; enum type_kind kind; } words[] = {
        { "ref", TYPE_REF }, { "int", TYPE_INT }, { "real", TYPE_REAL }, { "text", TYPE_TEXT }, { "time", TYPE_TIME }, { "date", TYPE_DATE },
        { "bool", TYPE_BOOL }, { "bytes", TYPE_BYTES },
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (same(w, words[i].word)) return (struct type){ words[i].kind, NULL };
    if (ends(w, "_id")) return (struct type){ TYPE_ID, keep_text(w, strlen(w) - 3) };
    return (struct type){ TYPE_ENUM, w };
}

static void param_add(struct query *q, struct place at, const char *s, size_t n)
{
    struct declared d;
    if (!declared_read(at, s, n, &d)) return;
    if (q->params == MAX_PARAMS - 4) { wrong(at, "over %d parameters", MAX_PARAMS - 4); return; }
    struct param p = { .name = d.name, .type = type_of_word(d.type), .nullable = d.nullable, .list = d.list };
    if (same(p.name, "school") || same(p.name, "persons") || same(p.name, "area") || same(p.name, "now"))
        wrong(at, ":%s is filled from the ask: do not declare it", p.name);
    else if (taken_name(p.name)) wrong(at, "a parameter cannot be called %s: the C function needs that word", p.name);
    for (size_t i = 0; i < q->params; i++)
        if (same(q->param[i].name, p.name)) wrong(at, "%s is declared twice", p.name);
    q->param[q->params++] = p;
}

static void out_add(struct query *q, struct place at, const char *s, size_t n)
{
    struct declared d;
    if (!declared_read(at, s, n, &d)) return;
    if (q->outs == MAX_OUTS) { wrong(at, "over %d columns", MAX_OUTS); return; }
    if (d.list) wrong(at, "a column of an answer cannot be a list");
    for (size_t i = 0; i < q->outs; i++)
        if (same(q->out[i].name, d.name)) wrong(at, "%s stands twice in out:", d.name);
    q->out[q->outs++] = (struct out_column){ d.name, type_of_word(d.type), d.nullable };
}

static void each_part(struct query *q, struct place at, const char *s, void (*add)(struct query *, struct place, const char *, size_t))
{
    if (!s[strspn(s, " ")]) return;
    for (;;) {
        size_t n = strcspn(s, ",");
        add(q, at, s, n);
        if (!s[n]) return;
        s += n + 1;
        if (!s[strspn(s, " ")]) return;      /* goes on in the next line */
    }
}

static void read_name(struct query *q, struct place at, const char *s)
{
    static const char *kinds[] = { [QUERY_ONE] = ":one", [QUERY_MAYBE] = ":maybe", [QUERY_MANY] = ":many", [QUERY_RUN] = ":run" };
    size_t n = strcspn(s, " ");
    q->name = keep_text(s, n);
    q->at = at;
    s += n + strspn(s + n, " ");
    for (size_t i = 0; i < 4; i++)
        if (same(s, kinds[i])) { q->kind = (enum query_kind)i; return; }
    wrong(at, "after the name stands :one, :maybe, :many or :run, not '%s'", s);
}

static void read_scope(struct query *q, struct place at, const char *s)
{
    static const char *scopes[] = { [SCOPE_NONE] = "", [SCOPE_SCHOOL] = "school", [SCOPE_PERSONS] = "persons", [SCOPE_AREA] = "area",
                                    [SCOPE_PUBLIC] = "public", [SCOPE_SYSTEM] = "system" };
    size_t n = strcspn(s, " ");
    const char *w = keep_text(s, n), *reason = s + n + strspn(s + n, " -–—:");
    for (int i = SCOPE_SCHOOL; i <= SCOPE_SYSTEM; i++)
        if (same(w, scopes[i])) q->scope = (enum scope_kind)i;
    q->reason = reason;
    if (q->scope == SCOPE_NONE) wrong(at, "scope is school, persons, area, public or system, not '%s'", w);
    if (q->scope >= SCOPE_PUBLIC && strlen(reason) < 4)
        wrong(at, "scope %s needs its reason: `-- scope: %s - anyone may read the list of schools`", w, w);
}

/* `bars: nobody - why`: the rows are also answered to whom an order keeps from one of the persons named in them. */
static void read_bars(struct query *q, struct place at, const char *s)
{
    size_t n = strcspn(s, " ");
    const char *reason = s + n + strspn(s + n, " -–—:");
    q->bars_nobody = true;
    if (!same(keep_text(s, n), "nobody") || strlen(reason) < 4)
        wrong(at, "bars says only `nobody - why`: `-- bars: nobody - it is matched, and shown to nobody`");
}

enum head_key { HEAD_DOC, HEAD_NAME, HEAD_TURNS, HEAD_IN, HEAD_OUT, HEAD_SCOPE, HEAD_BARS };

static enum head_key key_of(const char **s)
{
    static const char *keys[] = { [HEAD_NAME] = "name:", [HEAD_TURNS] = "turns:", [HEAD_IN] = "in:", [HEAD_OUT] = "out:", [HEAD_SCOPE] = "scope:", [HEAD_BARS] = "bars:" };
    for (int i = HEAD_NAME; i <= HEAD_BARS; i++) {
        if (!starts(*s, keys[i])) continue;
        *s += strlen(keys[i]);
        *s += strspn(*s, " ");
        return (enum head_key)i;
    }
    return HEAD_DOC;
}

static void head_line(struct query *q, struct place at, struct text *doc, enum head_key *last, const char *s)
{
    size_t blanks = strspn(s, " ");
    const char *rest = s + blanks;
    enum head_key key = key_of(&rest);
    if (key == HEAD_DOC && *last != HEAD_DOC) {
        if (blanks < 3) { wrong(at, "a line after %s should begin with name: turns: in: out: scope: or bars:, or go on three blanks deep", "the name"); return; }
        key = *last;
        if (key == HEAD_SCOPE || key == HEAD_NAME || key == HEAD_TURNS || key == HEAD_BARS) return;      /* the reason goes on */
    }
    *last = key;
    if (key == HEAD_DOC) text_print(doc, "%s%s", doc->n ? "\n" : "", rest);
    else if (key == HEAD_NAME) read_name(q, at, rest);
    else if (key == HEAD_TURNS) q->turns = keep_text(rest, strcspn(rest, " "));
    else if (key == HEAD_IN) each_part(q, at, rest, param_add);
    else if (key == HEAD_OUT) each_part(q, at, rest, out_add);
    else if (key == HEAD_BARS) read_bars(q, at, rest);
    else read_scope(q, at, rest);
}

static struct query *read_head(const struct source *src, size_t first, size_t n, int sql_line)
{
    struct query *q = keep(sizeof *q);
    struct text doc = { 0 };
    enum head_key last = HEAD_DOC;
    text_add(&doc, "", 0);
    q->at = (struct place){ src->file, sql_line };
    for (size_t i = first; i < first + n; i++)
        head_line(q, (struct place){ src->file, src->comment[i].line }, &doc, &last, src->comment[i].s);
    q->doc = doc.p;
    return q;
}

/* The tokens from *i up to the ';', which is left out; *i moves behind it. */
static struct body read_body(const struct source *src, size_t *i)
{
    struct body b = { src, *i, *i };
    while (src->tok[*i].kind != TOK_END && !tok_is(&src->tok[*i], ";")) ++*i;
    b.end = *i;
    if (src->tok[*i].kind == TOK_END) wrong((struct place){ src->file, src->tok[b.first].line }, "this question does not end with ';'");
    else ++*i;
    return b;
}

static bool is_variant(const struct source *src, size_t first, size_t n)
{
    const char *s = n ? src->comment[first + n - 1].s : "";
    s += strspn(s, " ");
    return starts(s, "postgres:");
}

static void question_add(struct house *h, struct room *room, struct query *q)
{
    if (!q->name) { wrong(q->at, "a question needs a line `-- name: what_it_asks :one|:maybe|:many|:run` above it"); return; }
    if (!plain_name(q->name) || taken_name(q->name)) { wrong(q->at, "'%s' cannot be the name of a C function", q->name); return; }
    if (q->scope == SCOPE_NONE) wrong(q->at, "%s says no scope: school, persons, area, or public / system with a reason", q->name);
    if (q->kind == QUERY_RUN && q->outs) wrong(q->at, "%s is :run and answers only how many rows changed: leave out `out:`", q->name);
    if (q->kind != QUERY_RUN && !q->outs) wrong(q->at, "%s needs `-- out:` with the columns it answers", q->name);
    for (size_t i = 0; i < h->queries; i++)
        if (same(h->query[i]->name, q->name))
            wrong(q->at, "there is already a question %s, at %s:%d", q->name, h->query[i]->at.file, h->query[i]->at.line);
    if (h->queries == MAX_QUERIES) give_up("over %d questions", MAX_QUERIES);
    q->room = room;
    q->index = (int)h->queries;
    h->query[h->queries++] = q;
}

/* A list that is read from both ends is one question: the other end is made from it. */
static void twin_add(struct house *h, struct room *room, const struct query *q)
{
    bool turns = false;
    if (!q->turns) return;
    for (size_t i = q->body.first; i < q->body.end; i++) turns = turns || tok_is(&q->body.src->tok[i], "asc") || tok_is(&q->body.src->tok[i], "desc");
    if (!turns) wrong(q->at, "%s turns, and says neither ASC nor DESC", q->name);
    struct query *twin = keep(sizeof *twin);
    *twin = *q;
    twin->name = q->turns;
    twin->doc = keep_print("%s\nThe same from the other end.", q->doc);
    twin->turned = true;
    question_add(h, room, twin);
}

void read_questions(struct house *h, struct room *room, const char *file)
{
    struct source *src = keep(sizeof *src);
    if (!lex(src, file)) return;
    room->has_queries = true;
    room->files = *room->files ? keep_print("%s, %s", room->files, file) : file;
    struct query *q = NULL;
    for (size_t i = 0; src->tok[i].kind != TOK_END; ) {
        size_t n, first = comments_above(src, src->tok[i].line, &n);
        int line = src->tok[i].line;
        if (is_variant(src, first, n)) {
            struct body b = read_body(src, &i);
            if (!q || q->body_postgres.src) wrong((struct place){ file, line }, "`-- postgres:` stands right behind the question it is a variant of");
            else if (q->turns) wrong((struct place){ file, line }, "a question that turns has no variant");
            else q->body_postgres = b;
            continue;
        }
        q = read_head(src, first, n, line);
        q->body = read_body(src, &i);
        question_add(h, room, q);
        twin_add(h, room, q);
    }
}
