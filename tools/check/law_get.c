/* Law 15: a GET changes nothing. It may run twice (on a loop, then on a worker), be fetched ahead by a browser and repeated by anybody,
** so no handler of a GET row reaches a transaction through the files of its own room. The look at a child's data, which is written
** before the page is shown, lies in another room (consent) and is asked for by its public function. */
#include "check.h"
#include <string.h>

static const char *const writes[] = { "transact", "transact_run", "transact_together", "transact_together_run", "session_begin", "session_end", NULL };
enum { DEEPEST = 10 };

struct walk { struct tree *t; const struct route_row *row; const struct names *functions; struct span seen[400]; int n; };
struct found { const struct file *file; const struct item *item; };

static const struct item *function_of(const struct file *f, struct span name)
{
    for (int i = 0; i < f->items; i++) {
        const struct item *it = &f->item[i];
        if (it->kind != ITEM_FUNCTION) continue;
        struct span own = token_span(f, it->name);
        if (own.n == name.n && memcmp(own.p, name.p, name.n) == 0) return it;
    }
    return NULL;
}

/* Its own, or one of another file of the same room. */
static struct found function_here(struct walk *w, const struct file *f, struct span name)
{
    const struct item *own = function_of(f, name);
    if (own) return (struct found){ f, own };
    const struct file *other = name_find(w->functions, name);
    bool near = other && other->place == w->row->file->place;
    return (struct found){ other, near ? function_of(other, name) : NULL };
}

static bool first_visit(struct walk *w, struct span name)
{
    for (int i = 0; i < w->n; i++)
        if (w->seen[i].n == name.n && memcmp(w->seen[i].p, name.p, name.n) == 0) return false;
    if (w->n == sizeof w->seen / sizeof *w->seen) return false;
    w->seen[w->n++] = name;
    return true;
}

static bool is_write(struct span name)
{
    for (int i = 0; writes[i]; i++)
        if (span_is(name, writes[i])) return true;
    return false;
}

static void walk(struct walk *w, struct found at, int depth)
{
    const struct file *f = at.file;
    for (int i = at.item->open; i < at.item->last; i++) {
        if (!token_calls(f, i)) continue;
        struct span name = token_span(f, i);
        if (is_write(name))
            breach(w->t, 15, f, f->token[i].line, "%.*s() is reached by GET %.*s (%.*s); a GET changes nothing: make it a POST", (int)name.n, name.p,
                   (int)w->row->path.n, w->row->path.p, (int)w->row->run.n, w->row->run.p);
        if (depth == DEEPEST || !first_visit(w, name)) continue;
        struct found next = function_here(w, f, name);
        if (next.item) walk(w, next, depth + 1);
    }
}

void law_get(struct tree *t)
{
    struct names functions = { 0 };
    for (int i = 0; i < t->files; i++) {
        const struct file *f = &t->file[i];
        for (int k = 0; f->is_c && !f->is_test && f->place && k < f->items; k++)
            if (f->item[k].kind == ITEM_FUNCTION && !f->item[k].is_static) name_put(t, &functions, token_span(f, f->item[k].name), f);
    }
    for (int i = 0; i < t->rows; i++) {
        struct walk w = { .t = t, .row = &t->row[i], .functions = &functions };
        if (!span_is(t->row[i].method, "GET") || !t->row[i].run.n) continue;
        struct found at = function_here(&w, t->row[i].file, t->row[i].run);
        if (at.item) walk(&w, at, 0);
    }
}
