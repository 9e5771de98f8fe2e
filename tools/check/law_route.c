/* Law 6: every route is named by a test of its room, and stands in the test matrix.
** Law 12: a route row is complete: it can be read without looking anywhere else. */
#include "check.h"
#include <string.h>

static const char matrix[] = "test/matrix/expectations.tsv";
enum { PATH_MOST = 400 };
static const char any = '\x01';           /* stands for a macro between two pieces of a path */

/* ---- law 6 */

struct tested { struct span path; const struct place *place; /* NULL: a test of the whole program */ };
struct tests {
    struct tested *path; int n, cap;
    struct names *word;                   /* by place order, 0 = the whole program: names that tests say */
};

/* A path as a test writes it: "/t/%s/lop" or "/t/" CODE "/lop", up to ? or #, perhaps with the method in front. */
static struct span path_written(struct tree *t, const struct file *f, int *i)
{
    char out[PATH_MOST];
    size_t n = 0;
    for (; *i < f->tokens; ++*i) {
        bool word = f->token[*i].kind == TOKEN_NAME && *i + 1 < f->tokens && f->token[*i + 1].kind == TOKEN_STRING;
        if (f->token[*i].kind != TOKEN_STRING && !word) break;
        struct span s = word ? (struct span){ &any, 1 } : string_inside(f, *i);
        if (n + s.n >= sizeof out) continue;
        memcpy(out + n, s.p, s.n);
        n += s.n;
    }
    struct span path = { out, n };
    if (n > 4 && memcmp(out, "GET ", 4) == 0) path = (struct span){ out + 4, n - 4 };
    if (n > 5 && memcmp(out, "POST ", 5) == 0) path = (struct span){ out + 5, n - 5 };
    size_t end = 0;
    while (end < path.n && path.p[end] != '?' && path.p[end] != '#') end++;
    return (struct span){ arena_text_n(&t->arena, path.p, end), end };
}

static void read_test(struct tree *t, const struct file *f, struct tests *all)
{
    for (int i = 0; i < f->tokens; i++) {
        if (f->token[i].kind == TOKEN_NAME) name_put(t, &all->word[f->place ? f->place->order + 1 : 0], token_span(f, i), f);
        if (f->token[i].kind != TOKEN_STRING) continue;
        struct span path = path_written(t, f, &i);
        i--;
        if (path.n == 0 || (path.p[0] != '/' && path.p[0] != any)) continue;
        all->path = list_grow(t, all->path, all->n, &all->cap, sizeof *all->path);
        all->path[all->n++] = (struct tested){ path, f->place };
    }
}

/* One segment of a written path against one of the pattern: a :param takes anything, a word only itself. */
static bool segment_fits(struct span pattern, struct span written)
{
    if (pattern.n && pattern.p[0] == ':') return written.n > 0;
    return pattern.n == written.n && memcmp(pattern.p, written.p, pattern.n) == 0;
}

static bool path_fits(struct span pattern, struct span written)
{
    struct span a, b;
    if (written.n && written.p[0] == any) written.p++, written.n--;          /* BASE "/lop": any first part */
    bool more_a = span_cut(&pattern, '/', &a), more_b = span_cut(&written, '/', &b);
    while (more_a && more_b) {
        if (!segment_fits(a, b)) return false;
        more_a = span_cut(&pattern, '/', &a);
        more_b = span_cut(&written, '/', &b);
    }
    return more_a == more_b;
}

static bool in_text_of_tests(const struct tree *t, const struct route_row *row)
{
    for (int i = 0; i < t->files; i++) {
        const struct file *f = &t->file[i];
        bool own = f->is_c && f->is_test && (!f->place || f->place == row->file->place);
        for (const char *p = f->text; own && (p = memmem(p, (size_t)(f->text + f->n - p), row->path.p, row->path.n)); p++) {
            char next = p[row->path.n];
            if (strchr("\"' ?#,;:)`\n", next)) return true;
        }
    }
    return false;
}

static bool is_tested(const struct tree *t, const struct tests *all, const struct route_row *row)
{
    const struct place *place = row->file->place;
    if (name_find(&all->word[place->order + 1], row->run) || name_find(&all->word[0], row->run)) return true;
    for (int i = 0; i < all->n; i++) {
        const struct tested *x = &all->path[i];
        if ((!x->place || x->place == place) && path_fits(row->path, x->path)) return true;
    }
    return in_text_of_tests(t, row);
}

/* `GET<tab>/t/:truong/…` at the beginning of a line of the matrix. */
static struct span matrix_key(struct span line)
{
    struct span rest = line, method, path;
    bool route = span_cut(&rest, '\t', &method) && span_cut(&rest, '\t', &path) && (span_is(method, "GET") || span_is(method, "POST") || span_is(method, "KEYED"));
    return route ? (struct span){ line.p, (size_t)(path.p + path.n - line.p) } : (struct span){ line.p, 0 };
}

static void look_at_matrix(struct tree *t, const struct file *f)
{
    struct names listed = { 0 }, routes = { 0 };
    struct span rest = { f->text, f->n }, line;
    for (int i = 0; i < t->rows; i++) {
        const struct route_row *row = &t->row[i];
        name_put(t, &routes, span_of(arena_print(&t->arena, "%.*s\t%.*s", (int)row->method.n, row->method.p, (int)row->path.n, row->path.p)), row);
    }
    for (int number = 1; span_cut(&rest, '\n', &line); number++) {
        struct span key = matrix_key(line);
        if (key.n == 0) continue;
        name_put(t, &listed, key, f);
        if (!name_find(&routes, key)) breach(t, 6, f, number, "no route has this method and path any more; remove the line");
    }
    for (int i = 0; i < t->rows; i++) {
        const struct route_row *row = &t->row[i];
        const char *key = arena_print(&t->arena, "%.*s\t%.*s", (int)row->method.n, row->method.p, (int)row->path.n, row->path.p);
        if (!name_find(&listed, span_of(key)))
            breach(t, 6, row->file, row->line, "%.*s %.*s is not in %s; add a line that says which role gets which answer",
                   (int)row->method.n, row->method.p, (int)row->path.n, row->path.p, matrix);
    }
}

void law_route_tested(struct tree *t)
{
    struct tests all = { .word = memory(t, t->places + 1, sizeof *all.word) };
    for (int i = 0; i < t->files; i++)
        if (t->file[i].is_c && t->file[i].is_test) read_test(t, &t->file[i], &all);
    for (int i = 0; i < t->rows; i++) {
        const struct route_row *row = &t->row[i];
        if (row->path.n && !is_tested(t, &all, row))
            breach(t, 6, row->file, row->line, "no test of %s asks for %.*s %.*s; write one as somebody who may and somebody who may not, with this path in it or in a comment beside it",
                   row->file->place->folder, (int)row->method.n, row->method.p, (int)row->path.n, row->path.p);
    }
    const struct file *f = tree_find(t, matrix);
    if (f) look_at_matrix(t, f);
}

/* ---- law 12 */

static bool has_param(struct span path, struct span param)
{
    struct span part;
    while (span_cut(&path, '/', &part))
        if (part.n == param.n + 1 && part.p[0] == ':' && memcmp(part.p + 1, param.p, param.n) == 0) return true;
    return false;
}

/* A comment on one of the row's lines, or alone on the line above. */
static bool has_comment(const struct route_row *row)
{
    for (int i = 0; i < row->file->comments; i++) {
        const struct comment *c = &row->file->comment[i];
        if (c->line >= row->line && c->line <= row->last) return true;
        if (c->alone && c->last == row->line - 1) return true;
    }
    return false;
}

static void look_at_running(struct tree *t, const struct route_row *row)
{
    bool get = span_is(row->method, "GET");
    bool reads = span_is(row->runs_on, "QUICK") || span_is(row->runs_on, "SLOW");
    bool writes = span_is(row->runs_on, "WRITE") || span_is(row->runs_on, "UPLOAD");
    if (get && !reads) breach(t, 12, row->file, row->line, "a GET changes nothing and runs QUICK or SLOW; say which, or make it a POST");
    if (span_is(row->method, "KEYED") && !span_is(row->runs_on, "UPLOAD")) breach(t, 12, row->file, row->line, "a KEYED row runs as UPLOAD: its door bounds what it reads");
    if (!get && !writes) breach(t, 12, row->file, row->line, "a POST runs as WRITE, or UPLOAD with files; say which");
}

static bool name_ends(struct span s, const char *ending)
{
    size_t n = strlen(ending);
    return s.n > n && memcmp(s.p + s.n - n, ending, n) == 0;
}

/* Path words are Vietnamese without marks, in small letters; a handler says by its name what it answers with. */
static void look_at_names(struct tree *t, const struct route_row *row)
{
    const struct file *f = row->file;
    for (size_t i = 0; i < row->path.n; i++)
        if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789-/:._", row->path.p[i])) {
            breach(t, 12, f, row->line, "a path has small letters without marks, digits and hyphens; people read it out");
            break;
        }
    bool get = span_is(row->method, "GET"), keyed = span_is(row->method, "KEYED");
    bool fits = keyed ? name_ends(row->run, "_door") : get ? name_ends(row->run, "_page") || name_ends(row->run, "_file") : name_ends(row->run, "_action");
    if (row->run.n && !fits)
        breach(t, 12, f, row->line, keyed ? "a handler of a KEYED row is called …_door" : get ? "a handler of a GET is called …_page, or …_file when it sends one" : "a handler of a POST is called …_action");
}

static void look_at_row(struct tree *t, const struct route_row *row)
{
    const struct file *f = row->file;
    if (!span_is(row->method, "GET") && !span_is(row->method, "POST") && !span_is(row->method, "KEYED")) {
        breach(t, 12, f, row->line, "a row begins with GET, POST or KEYED; write the method");
        return;
    }
    if (row->path.n == 0 || row->path.p[0] != '/') breach(t, 12, f, row->line, "the path is not one text that begins with /; write it out, so that it can be found");
    if (row->permission.n == 0) breach(t, 12, f, row->line, "nobody can see who may do this; write MAY(PERMISSION) or MAY(PERMISSION, ON(\"param\"))");
    if (row->on.n && !has_param(row->path, row->on))
        breach(t, 12, f, row->line, "ON(\"%.*s\") names no part of the path; write :%.*s in it", (int)row->on.n, row->on.p, (int)row->on.n, row->on.p);
    if (span_is(row->method, "POST") && row->has_form && !row->has_again)
        breach(t, 12, f, row->line, "a form that does not fit has no page to come back to; give `again`, so that nothing typed is lost");
    if (span_is(row->permission, "ANYBODY") && !has_comment(row))
        breach(t, 12, f, row->line, "open to anybody without a reason; say why in a comment on this row or right above it");
    if (row->no_token && !has_comment(row))
        breach(t, 12, f, row->line, "a POST without a token needs its reason; say in a comment why it is harmless and repeatable");
    look_at_names(t, row);
    look_at_running(t, row);
}

static bool same_span(struct span a, struct span b)
{
    return a.n == b.n && memcmp(a.p, b.p, a.n) == 0;
}

/* main.c lists every table by name; a room that it forgets answers 404 everywhere. */
static void look_at_list(struct tree *t, const struct file *list)
{
    struct names said = { 0 };
    for (int i = 0; i < list->tokens; i++)
        if (list->token[i].kind == TOKEN_NAME) name_put(t, &said, token_span(list, i), list);
    for (int i = 0; i < t->rows; i++) {
        const struct route_row *row = &t->row[i];
        if ((i == 0 || row->table.p != t->row[i - 1].table.p) && !name_find(&said, row->table))
            breach(t, 12, row->file, row->line, "nobody reaches the rows of %.*s: %s does not list it; add it to route_tables there",
                   (int)row->table.n, row->table.p, list->path);
    }
}

void law_route_row(struct tree *t)
{
    const struct file *list = tree_find(t, "src/main.c");
    if (list) look_at_list(t, list);
    for (int i = 0; i < t->rows; i++) {
        const struct route_row *row = &t->row[i];
        look_at_row(t, row);
        for (int k = 0; k < i; k++)
            if (row->path.n && same_span(row->path, t->row[k].path) && same_span(row->method, t->row[k].method))
                breach(t, 12, row->file, row->line, "the same method and path as %s:%d; only one of them would answer", t->row[k].file->path, t->row[k].line);
    }
}
