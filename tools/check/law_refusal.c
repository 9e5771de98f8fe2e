/* Law 14: a refusal has a number of its own, so that somebody who reads it out is understood: one number, one sentence. */
#include "check.h"
#include <string.h>

static const struct { const char *name; int number, text; } calls[] = { { "refuse", 2, 3 }, { "refuse_field", 2, 3 }, { NULL, 0, 0 } };

struct said { struct span number, text; const struct file *file; int line; };
struct all { struct said *one; int n, cap; };

/* The text argument without its _( ). */
static struct span text_of(const struct file *f, int from, int to)
{
    for (int i = from; i < to; i++)
        if (f->token[i].kind == TOKEN_STRING) return string_inside(f, i);
    return (struct span){ "", 0 };
}

static bool same(struct span a, struct span b) { return a.n == b.n && memcmp(a.p, b.p, a.n) == 0; }

static void look_at_call(struct tree *t, const struct file *f, int i, struct all *all)
{
    for (int k = 0; calls[k].name; k++) {
        int from, to, text, text_to;
        if (!token_is(f, i, calls[k].name) || !token_calls(f, i)) continue;
        if (!call_argument(f, i + 1, calls[k].number, &from, &to) || !call_argument(f, i + 1, calls[k].text, &text, &text_to)) return;
        if (to != from + 1 || f->token[from].kind != TOKEN_NUMBER) return;          /* handed on: the caller gave the number */
        struct said one = { token_span(f, from), text_of(f, text, text_to), f, f->token[from].line };
        if (one.text.n == 0) return;
        for (int o = 0; o < all->n; o++)
            if (same(all->one[o].number, one.number) && !same(all->one[o].text, one.text)) {
                breach(t, 14, f, one.line, "%.*s says something else at %s:%d; take a number that is free", (int)one.number.n, one.number.p, all->one[o].file->path, all->one[o].line);
                return;
            }
        all->one = list_grow(t, all->one, all->n, &all->cap, sizeof *all->one);
        all->one[all->n++] = one;
        return;
    }
}

void law_refusal(struct tree *t)
{
    struct all all = { 0 };
    for (int i = 0; i < t->files; i++) {
        const struct file *f = &t->file[i];
        if (!f->is_c || f->is_test || !f->place || path_in(f, "src/data")) continue;
        for (int k = 0; k < f->tokens; k++) look_at_call(t, f, k, &all);
    }
}
