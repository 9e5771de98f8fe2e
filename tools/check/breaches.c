/* What the laws found, and what a reason in a comment lets pass.
** A waiver `law N: reason` stands alone in a comment, on the line it speaks of or right above it; it holds to the
** end of the statement that begins there, so for a whole table (`static … = {`). One that lets nothing pass is a breach itself. */
#include "check.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { REASON_LEAST = 10 };         /* letters; shorter is no reason */

static void add(struct tree *t, struct breach b, const char *fmt, va_list ap)
{
    if (t->only && b.law != t->only) return;
    b.text = arena_vprint(&t->arena, fmt, ap);
    t->breach = list_grow(t, t->breach, t->breaches, &t->breaches_cap, sizeof *t->breach);
    t->breach[t->breaches++] = b;
}

void breach(struct tree *t, int law, const struct file *f, int line, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    add(t, (struct breach){ .file = f, .path = f->path, .line = line, .law = law }, fmt, ap);
    va_end(ap);
}

void path_breach(struct tree *t, int law, const char *path, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    add(t, (struct breach){ .path = path, .line = 1, .law = law }, fmt, ap);
    va_end(ap);
}

void warning(struct tree *t, int law, const struct file *f, int line, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    add(t, (struct breach){ .file = f, .path = f->path, .line = line, .law = law, .warning = true }, fmt, ap);
    va_end(ap);
}

/* The first token on `line` or below. */
static int token_at_line(const struct file *f, int line)
{
    int low = 0, high = f->tokens;
    while (low < high) {
        int middle = (low + high) / 2;
        if (f->token[middle].line < line) low = middle + 1;
        else high = middle;
    }
    return low;
}

/* The last line of the statement or declaration that begins on `line`; the body of a function or a loop is no part of it. */
static int statement_end(const struct file *f, int line)
{
    int first = token_at_line(f, line), end = line;
    bool starts = first < f->tokens && f->token[first].line == line;
    if (starts && token_is(f, first, "{")) return f->token[f->token[first].match < 0 ? first : f->token[first].match].line;   /* a row */
    for (int i = first; starts && i < f->tokens; i++) {
        bool body = token_is(f, i, "{") && !token_is(f, i - 1, "=");
        if (body || token_is(f, i, "}")) break;
        if (f->token[i].match > i) i = f->token[i].match;
        end = f->token[i].line;
        if (token_is(f, i, ";")) break;
    }
    return end;
}

/* `text` is what stands behind the opening of the comment on `line`: law 5: words of imported files. It is about the
** statement on line `covers`. */
static void read_waiver(struct tree *t, struct file *f, struct span text, int line, int covers, int *cap)
{
    struct span number, rest = span_trim(text);
    int64_t law;
    if (rest.n < 4 || memcmp(rest.p, "law ", 4) != 0) return;
    rest = (struct span){ rest.p + 4, rest.n - 4 };
    if (!span_cut(&rest, ':', &number) || !span_int(number, &law)) return;
    if (law < 1 || law > LAWS || rest.n < REASON_LEAST) {
        breach(t, law < 1 || law > LAWS ? 1 : (int)law, f, line, "this waiver names no law or gives no reason; write `law N: why it must be so here`");
        return;
    }
    f->waiver = list_grow(t, f->waiver, f->waivers, cap, sizeof *f->waiver);
    f->waiver[f->waivers++] = (struct waiver){ .law = (int)law, .line = line, .last = statement_end(f, covers) };
}

/* Other files have waivers only as a comment at the end of a line or on a line of its own. */
static void read_line_waivers(struct tree *t, struct file *f, const char *opening)
{
    int cap = 0, number = 1;
    struct span rest = { f->text, f->n }, line;
    for (; span_cut(&rest, '\n', &line); number++) {
        const char *at = memmem(line.p, line.n, opening, strlen(opening));
        if (!at) continue;
        size_t skip = (size_t)(at - line.p) + strlen(opening);
        read_waiver(t, f, (struct span){ line.p + skip, line.n - skip }, number, number + 1, &cap);
    }
}

void waivers_read(struct tree *t, struct file *f)
{
    int cap = 0;
    for (int i = 0; i < f->comments; i++) {
        const struct comment *c = &f->comment[i];
        read_waiver(t, f, (struct span){ c->p + 2, (size_t)c->n - 2 }, c->line, c->alone ? c->last + 1 : c->line, &cap);
    }
    if (path_ends(f->path, ".sql")) read_line_waivers(t, f, "--");
    if (path_ends(f->path, ".md") || path_ends(f->path, ".html")) read_line_waivers(t, f, "<!--");
    if (path_ends(f->path, "Makefile") || path_ends(f->path, ".txt")) read_line_waivers(t, f, "#");
}

static bool waived(struct tree *t, const struct breach *b)
{
    bool any = false;
    for (int i = 0; b->file && i < b->file->waivers; i++) {
        struct waiver *w = &t->file[b->file - t->file].waiver[i];
        if (w->law == b->law && w->line <= b->line && b->line <= w->last) any = w->used = true;
    }
    return any;
}

static void refuse_idle_waivers(struct tree *t)
{
    for (int i = 0; i < t->files; i++)
        for (int k = 0; k < t->file[i].waivers; k++) {
            const struct waiver *w = &t->file[i].waiver[k];
            if (!w->used) breach(t, w->law, &t->file[i], w->line, "this waiver lets nothing pass; remove it");
        }
}

static int in_order(const void *pa, const void *pb)
{
    const struct breach *a = pa, *b = pb;
    int paths = strcmp(a->path, b->path);
    if (paths) return paths;
    return a->line != b->line ? (a->line > b->line) - (a->line < b->line) : a->law - b->law;
}

int breaches_print(struct tree *t)
{
    int kept = 0, breaches = 0;
    for (int i = 0; i < t->breaches; i++)
        if (!waived(t, &t->breach[i])) t->breach[kept++] = t->breach[i];
    t->breaches = kept;
    refuse_idle_waivers(t);
    if (t->breaches) qsort(t->breach, (size_t)t->breaches, sizeof *t->breach, in_order);
    for (int i = 0; i < t->breaches; i++) {
        const struct breach *b = &t->breach[i];
        printf("%s:%d: law %d: %s%s\n", b->path, b->line, b->law, b->warning ? "warning: " : "", b->text);
        breaches += !b->warning;
    }
    return breaches;
}
