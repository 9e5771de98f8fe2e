/* A template file into C: control lines, {{…}} and literal markup. */
#include "html.h"
#include <ctype.h>
#include <stdio.h>
#include <string.h>

enum block_kind { BLOCK_VIEW, BLOCK_IF, BLOCK_FOR };

struct block {
    enum block_kind kind;
    int line;
    bool has_else, ended_once, all_after_block;
    struct place start, end;               /* where the branches begin; where the first of them ended */
};

enum { BLOCKS_MAX = 32, PARTS_MAX = 8 };

struct work {
    struct unit *u;
    struct source s;
    struct place place;
    struct buf lit;                        /* markup not yet emitted */
    struct block block[BLOCKS_MAX];
    int blocks;
    char view[NAME_MAX_LEN];
};

static bool name_ends(const char *name, const char *tail)
{
    size_t n = strlen(name), m = strlen(tail);
    return n >= m && strcmp(name + n - m, tail) == 0;
}

/* ---- writing C ---- */

static void indent(struct work *w) { for (int i = 0; i < w->blocks; i++) buf_text(&w->u->c, "    "); }

static void line_mark(struct work *w) { buf_print(&w->u->c, "#line %d \"%s\"\n", w->s.line, w->s.name); }

static void c_string(struct buf *out, const char *p, size_t n)
{
    buf_char(out, '"');
    for (size_t i = 0; i < n; i++) {
        unsigned char ch = (unsigned char)p[i];
        if (ch == '"' || ch == '\\') { buf_char(out, '\\'); buf_char(out, (char)ch); }
        else if (ch == '\n') buf_text(out, "\\n");
        else if (ch < 32) buf_print(out, "\\%03o", ch);
        else buf_char(out, (char)ch);
        if (i % 120 == 119 && i + 1 < n && (p[i + 1] & 0xC0) != 0x80) buf_text(out, "\"\n        \"");
    }
    buf_char(out, '"');
}

/* Literal markup goes out in one call with its length. */
static void flush(struct work *w)
{
    if (w->lit.n == 0) return;
    indent(w);
    buf_text(&w->u->c, "put_raw(o, ");
    c_string(&w->u->c, w->lit.p, w->lit.n);
    buf_print(&w->u->c, ", %zu);\n", w->lit.n);
    buf_clear(&w->lit);
}

static void emit(struct work *w, const char *before, struct span expr, const char *after)
{
    flush(w);
    line_mark(w);
    indent(w);
    buf_text(&w->u->c, before);
    buf_add(&w->u->c, expr.p, expr.n);
    buf_text(&w->u->c, after);
}

/* ---- {{…}} ---- */

static bool at_literal(struct span s) { return s.n > 0 && s.p[0] == '"'; }

struct part { struct span name, expr; };

static size_t message_parts(struct work *w, struct span rest, struct part part[PARTS_MAX])
{
    size_t n = 0;
    for (struct span word; word = expr_word(&rest), word.n > 0; n++) {
        if (n == PARTS_MAX) refuse_at(&w->s, "a message has at most %d parts", PARTS_MAX);
        const char *eq = memchr(word.p, '=', word.n);
        if (!eq || eq == word.p || eq + 1 == word.p + word.n)
            refuse_at(&w->s, "\"%.*s\" is not a part of a message; write name=expression, without blanks", (int)word.n, word.p);
        part[n].name = (struct span){ word.p, (size_t)(eq - word.p) };
        part[n].expr = (struct span){ eq + 1, word.n - (size_t)(eq + 1 - word.p) };
    }
    return n;
}

/* Each {name} of the text has its part, each part its {name}. */
static void check_parts(struct work *w, const struct buf *text, const struct part *part, size_t n)
{
    bool used[PARTS_MAX] = { false };
    for (const char *p = text->p; (p = strchr(p, '{')) != NULL; p++) {
        const char *end = strchr(p, '}');
        size_t i = 0;
        if (!end) refuse_at(&w->s, "{ without } in a message");
        struct span name = { p + 1, (size_t)(end - p - 1) };
        while (i < n && !(part[i].name.n == name.n && memcmp(part[i].name.p, name.p, name.n) == 0)) i++;
        if (i == n) refuse_at(&w->s, "the message names {%.*s} but gets no such part", (int)name.n, name.p);
        used[i] = true;
    }
    for (size_t i = 0; i < n; i++)
        if (!used[i]) refuse_at(&w->s, "the part %.*s is not named in the message", (int)part[i].name.n, part[i].name.p);
}

static void check_markup(struct work *w, const struct buf *text, enum position at)
{
    int bold = 0;
    for (const char *p = text->p; (p = strchr(p, '<')) != NULL; p++) {
        if (at == AT_ATTR) refuse_at(&w->s, "markup in the message of an attribute");
        if (strncmp(p, "<b>", 3) == 0) bold++;
        else if (strncmp(p, "</b>", 4) == 0) bold--;
        else refuse_at(&w->s, "a message may hold <b>…</b> and no other markup");
        if (bold < 0 || bold > 1) break;
    }
    if (bold != 0) refuse_at(&w->s, "<b> and </b> of the message do not match");
}

static void put_parts(struct work *w, const struct part *part, size_t n)
{
    if (n == 0) { buf_text(&w->u->c, ", NULL, 0);\n"); return; }
    buf_text(&w->u->c, ",\n        (struct msg_part[]){ ");
    for (size_t i = 0; i < n; i++)
        buf_print(&w->u->c, "%s{ \"%.*s\", PART(o, (%.*s)) }", i ? ", " : "", (int)part[i].name.n, part[i].name.p,
                  (int)part[i].expr.n, part[i].expr.p);
    buf_print(&w->u->c, " }, %zu);\n", n);
}

/* {{_ "text" name=expr …}} or {{_ expr}}, a source text found at run time. */
static void message(struct work *w, struct span in)
{
    enum position at = place_value(&w->place, &w->s, &w->lit);
    struct part part[PARTS_MAX];
    struct buf text;
    struct span rest = span_trim(in), first;
    if (at == AT_URL) refuse_at(&w->s, "{{_ }} in the address of %s=", w->place.attr);
    buf_init(&text, 1 << 16);
    bool literal = expr_literal(rest, &text, &rest);
    if (literal) first = (struct span){ span_trim(in).p, (size_t)(rest.p - span_trim(in).p) };
    else first = expr_word(&rest);
    if (first.n == 0) refuse_at(&w->s, "{{_ }} without a text");
    size_t n = message_parts(w, rest, part);
    if (literal && strchr(".,;:", *text.p) && text.n)
        refuse_at(&w->s, "a sentence is one message: take what stands before \"%.20s…\" in as a {part}", text.p);
    if (literal) {
        check_parts(w, &text, part, n);
        check_markup(w, &text, at);
    }
    if (!literal && n == 0) {
        emit(w, "put_text(o, tr(o->lang, (", first, ")));\n");
    } else if (literal && n == 0 && !strpbrk(text.p, "&<>\"'{")) {
        emit(w, "put_said(o, ", first, "");
        buf_print(&w->u->c, ", %zu);\n", text.n);
    } else {
        emit(w, "put_message(o, ", first, "");
        put_parts(w, part, n);
    }
    w->place.value_begun = true;
    buf_finish(&text);
}

static void part_call(struct work *w, struct span in)
{
    if (w->place.state != IN_TEXT) refuse_at(&w->s, "{{> }} may stand between elements only");
    in = span_trim(in);
    const char *paren = memchr(in.p, '(', in.n);
    if (!paren || in.n < 3 || in.p[in.n - 1] != ')') refuse_at(&w->s, "a part is called as {{> name(…)}}");
    struct span name = span_trim((struct span){ in.p, (size_t)(paren - in.p) });
    struct span args = span_trim((struct span){ paren + 1, (size_t)(in.p + in.n - 1 - (paren + 1)) });
    if (w->place.gap == 2) w->place.gap = 0;
    place_value(&w->place, &w->s, &w->lit);
    w->place.after_part = true;
    emit(w, "view_", name, args.n ? "(o, " : "(o");
    buf_add(&w->u->c, args.p, args.n);
    buf_text(&w->u->c, ");\n");
}

/* The attributes at the end of {{? condition name="value" …}}: the last word, and those before it that have a value. */
static struct span cut_attributes(struct work *w, struct span *in)
{
    struct span rest = *in, word;
    const char *attrs = NULL;
    struct span last = { NULL, 0 };
    while (word = expr_word(&rest), word.n > 0) {
        size_t name = 0;
        while (name < word.n && (isalnum((unsigned char)word.p[name]) || word.p[name] == '-')) name++;
        bool has_value = name > 0 && name + 2 < word.n && word.p[name] == '=' && word.p[name + 1] == '"';
        if (!has_value) attrs = NULL;
        else if (!attrs) attrs = word.p;
        last = word;
    }
    if (!attrs) attrs = last.p;
    if (!attrs || attrs == in->p) refuse_at(&w->s, "write {{? condition attribute}}");
    struct span out = { attrs, (size_t)(in->p + in->n - attrs) };
    *in = span_trim((struct span){ in->p, (size_t)(attrs - in->p) });
    return out;
}

static void run(struct work *w, bool whole_lines);

static void optional_attribute(struct work *w, struct span in)
{
    if (w->place.state != IN_TAG) refuse_at(&w->s, "{{? }} may stand between the attributes of a tag only");
    in = span_trim(in);
    struct span attrs = cut_attributes(w, &in);
    w->place.gap = 0;
    emit(w, "if (", in, ") {\n");
    struct source outer = w->s;
    w->s.p = attrs.p;
    w->s.end = attrs.p + attrs.n;
    w->place.gap = 1;
    w->blocks++;
    run(w, false);
    place_char(&w->place, &outer, &w->lit, ' ');
    if (w->place.state != IN_TAG) refuse_at(&outer, "the attribute in {{? }} does not end");
    flush(w);
    w->blocks--;
    indent(w);
    buf_text(&w->u->c, "}\n");
    w->s = outer;
}

static void value(struct work *w, struct span in)
{
    bool first = !w->place.value_begun;
    enum position at = place_value(&w->place, &w->s, &w->lit);
    bool whole = first && w->s.p < w->s.end && strchr("\"?#/", *w->s.p);
    const char *how = at == AT_TEXT ? "PUT_TEXT(o, (" : at == AT_ATTR ? "PUT_ATTR(o, (" : whole ? "PUT_URL(o, (" : "PUT_URL_PART(o, (";
    if (in.n == 0) refuse_at(&w->s, "{{}} is empty");
    emit(w, how, in, "));\n");
    w->place.value_begun = true;
}

static void braces(struct work *w)
{
    int line = w->s.line;
    struct span in = expr_take(&w->s);
    char kind = in.n ? in.p[0] : 0;
    struct span rest = { in.p + 1, in.n ? in.n - 1 : 0 };
    if (kind == '_' && rest.n && (at_literal(rest) || isspace((unsigned char)rest.p[0]))) message(w, rest);
    else if (kind == '>') part_call(w, rest);
    else if (kind == '?') optional_attribute(w, rest);
    else value(w, in);
    w->s.line = line;
    for (const char *p = in.p; p < in.p + in.n; p++) if (*p == '\n') w->s.line++;
}

/* ---- control lines ---- */

static struct block *top(struct work *w) { return w->blocks ? &w->block[w->blocks - 1] : NULL; }

static void block_push(struct work *w, enum block_kind kind)
{
    if (w->blocks == BLOCKS_MAX) refuse_at(&w->s, "blocks are nested deeper than %d", BLOCKS_MAX);
    struct block *b = &w->block[w->blocks++];
    *b = (struct block){ .kind = kind, .line = w->s.line, .all_after_block = true };
    b->start = w->place;
}

static void branch_settle(struct work *w)
{
    if (w->place.state == IN_TEXT) place_settle(&w->place, &w->lit);
    else if (w->place.state == IN_TAG) w->place.gap = 0;
    else if (w->place.state == TAG_NAME) place_char(&w->place, &w->s, &w->lit, ' ');
    else if (w->place.state == ATTR_NAME) place_char(&w->place, &w->s, &w->lit, ' ');
    else refuse_at(&w->s, "a control line inside a value; use {{? }} or an expression");
    if (w->place.state == IN_TAG) w->place.gap = 1;
    flush(w);
}

static void branch_check(struct work *w, const struct place *want)
{
    char here[80], there[80];
    if (!place_same(&w->place, want))
        refuse_at(&w->s, "the branch since line %d ends %s, it should end %s", top(w)->line,
                  place_words(&w->place, here, sizeof here), place_words(want, there, sizeof there));
}

static void branch_ends(struct work *w)
{
    struct block *b = top(w);
    branch_settle(w);
    if (b->ended_once) branch_check(w, &b->end);
    b->end = w->place;
    b->ended_once = true;
    b->all_after_block &= w->place.after_block;
}

static void view_ends(struct work *w)
{
    struct place *p = &w->place;
    p->gap = 0;
    flush(w);
    bool opens = name_ends(w->view, "_top") || name_ends(w->view, "_begin");
    if (p->state != IN_TEXT) refuse_at(&w->s, "the view ends inside <%s", p->tag);
    if (p->depth && !opens)
        refuse_at(&w->s, "<%s> of line %d is not closed", p->open[p->depth - 1].name, p->open[p->depth - 1].line);
    buf_text(&w->u->c, "}\n\n");
    w->blocks = 0;
}

static void block_ends(struct work *w)
{
    struct block *b = top(w);
    if (!b) refuse_at(&w->s, "%%end without %%view, %%if or %%for");
    if (b->kind == BLOCK_VIEW) { view_ends(w); return; }
    branch_ends(w);
    if (b->kind == BLOCK_FOR || !b->has_else) {
        branch_check(w, &b->start);
        b->all_after_block &= b->start.after_block;
    }
    w->place.after_block = b->all_after_block;
    w->blocks--;
    indent(w);
    buf_text(&w->u->c, "}\n");
}

static void need_parens(struct work *w, const char *word, struct span cond)
{
    if (cond.n < 3 || cond.p[0] != '(' || cond.p[cond.n - 1] != ')') refuse_at(&w->s, "write %%%s (…)", word);
}

/* %view name(arguments) */
static void view_begins(struct work *w, struct span rest)
{
    const char *paren = memchr(rest.p, '(', rest.n);
    if (w->blocks) refuse_at(&w->s, "%%view inside the view of line %d; is an %%end missing?", w->block[0].line);
    if (!paren || rest.p[rest.n - 1] != ')') refuse_at(&w->s, "write %%view name(const struct … *v)");
    struct span name = span_trim((struct span){ rest.p, (size_t)(paren - rest.p) });
    struct span args = span_trim((struct span){ paren + 1, (size_t)(rest.p + rest.n - 1 - (paren + 1)) });
    if (span_is(args, "void")) args.n = 0;
    if (name.n == 0 || name.n >= NAME_MAX_LEN) refuse_at(&w->s, "the view needs a name of at most %d letters", NAME_MAX_LEN - 1);
    memcpy(w->view, name.p, name.n);
    w->view[name.n] = 0;
    buf_print(&w->u->h, "void view_%s(struct out *o%s%.*s);\n", w->view, args.n ? ", " : "", (int)args.n, args.p);
    line_mark(w);
    buf_print(&w->u->c, "void view_%s(struct out *o%s%.*s)\n{\n", w->view, args.n ? ", " : "", (int)args.n, args.p);
    place_start(&w->place);
    w->place.may_close = name_ends(w->view, "_end");
    block_push(w, BLOCK_VIEW);
    w->u->views++;
}

static void else_branch(struct work *w, const char *before, struct span cond, const char *after)
{
    struct block *b = top(w);
    if (!b || b->kind != BLOCK_IF || b->has_else) refuse_at(&w->s, "%%else or %%elif without %%if");
    branch_ends(w);
    w->place = b->start;
    line_mark(w);
    w->blocks--;
    indent(w);
    w->blocks++;
    buf_text(&w->u->c, before);
    buf_add(&w->u->c, cond.p, cond.n);
    buf_text(&w->u->c, after);
}

static void control_line(struct work *w, struct span line)
{
    struct span rest = { line.p + 1, line.n - 1 };
    size_t n = 0;
    while (n < rest.n && isalpha((unsigned char)rest.p[n])) n++;
    struct span word = { rest.p, n }, nothing = { "", 0 };
    rest = span_trim((struct span){ rest.p + n, rest.n - n });
    if (span_is(word, "view")) { view_begins(w, rest); return; }
    if (!w->blocks) refuse_at(&w->s, "%%%.*s outside a view", (int)word.n, word.p);
    if (span_is(word, "if") || span_is(word, "for")) {
        bool loop = span_is(word, "for");
        need_parens(w, loop ? "for" : "if", rest);
        branch_settle(w);
        emit(w, loop ? "for " : "if ", rest, " {\n");
        block_push(w, loop ? BLOCK_FOR : BLOCK_IF);
    } else if (span_is(word, "elif")) {
        need_parens(w, "elif", rest);
        else_branch(w, "} else if ", rest, " {\n");
    } else if (span_is(word, "else")) {
        if (rest.n) refuse_at(&w->s, "%%else takes no condition; write %%elif (…)");
        else_branch(w, "} else {\n", nothing, "");
        top(w)->has_else = true;
    } else if (span_is(word, "end")) {
        if (rest.n) refuse_at(&w->s, "%%end stands alone on its line");
        block_ends(w);
    } else if (span_is(word, "code")) {
        emit(w, "", rest, "\n");
    } else {
        refuse_at(&w->s, "%%%.*s is not one of %%view %%if %%elif %%else %%for %%code %%end", (int)word.n, word.p);
    }
}

/* ---- the file ---- */

static void outside_views(struct work *w, char ch)
{
    if (w->place.state == IN_TEXT && (isspace((unsigned char)ch))) return;
    if (w->place.state == IN_TEXT && ch != '<') refuse_at(&w->s, "text outside a view");
    place_char(&w->place, &w->s, &w->lit, ch);
    if (w->place.state != IN_TEXT && w->place.state != TAG_START && w->place.state != IN_COMMENT)
        refuse_at(&w->s, "markup outside a view; only <!-- comments --> may stand there");
}

static void run(struct work *w, bool whole_lines)
{
    struct source *s = &w->s;
    bool line_starts = whole_lines;
    while (s->p < s->end) {
        if (line_starts && (w->place.state != IN_COMMENT)) {
            const char *eol = memchr(s->p, '\n', (size_t)(s->end - s->p));
            struct span line = span_trim((struct span){ s->p, (size_t)((eol ? eol : s->end) - s->p) });
            if (line.n && line.p[0] == '%') {
                control_line(w, line);
                s->p = eol ? eol + 1 : s->end;
                s->line++;
                continue;
            }
        }
        char ch = *s->p++;
        line_starts = whole_lines && ch == '\n';
        if (ch == '{' && s->p < s->end && *s->p == '{') {
            s->p++;
            if (w->place.state == IN_COMMENT) refuse_at(s, "{{ in a comment");
            if (!w->blocks) refuse_at(s, "{{ outside a view");
            braces(w);
        } else if (w->blocks) {
            place_char(&w->place, s, &w->lit, ch);
        } else {
            outside_views(w, ch);
        }
        if (ch == '\n') s->line++;
    }
}

void compile_file(struct unit *u, const char *path, const char *text, size_t n)
{
    static struct work w;                                 /* large: 32 blocks hold two places each */
    memset(&w, 0, sizeof w);
    w.u = u;
    w.s = (struct source){ .name = path, .p = text, .end = text + n, .line = 1 };
    buf_init(&w.lit, 1 << 22);
    place_start(&w.place);
    run(&w, true);
    if (w.blocks) refuse_at(&w.s, "the block of line %d has no %%end", w.block[w.blocks - 1].line);
    if (w.place.state == IN_COMMENT) refuse_at(&w.s, "a comment does not end");
    buf_finish(&w.lit);
}
