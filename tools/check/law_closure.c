/* Law 4: a closure (named in CLOSURE(fn, …)) runs while it holds the writer and may run twice: nothing that it reaches above
** the data floor touches files, network, clock, randomness, slow hashes, the log, or the request. */
#include "check.h"
#include <string.h>

static const char *const refused[] = {
    "fopen", "fclose", "fread", "fwrite", "fgets", "open", "openat", "close", "read", "write", "unlink", "remove", "rename", "mkdir", "stat",
    "printf", "fprintf", "puts", "getenv", "system", "popen", "socket", "connect", "send", "recv",
    "time", "clock", "clock_gettime", "gettimeofday", "time_now", "now_ms", "db_now", "sleep", "usleep", "nanosleep",
    "rand", "random", "srand", "getrandom", "secret_hash", "log_line", "transact", "transact_run", "transact_together", "transact_together_run", "db_plain", NULL
};
static const char *const refused_families[] = { "curl_", "crypto_pwhash", "randombytes", "pthread_", "loop_", "http_", NULL };

enum { DEEPEST = 12 };

struct reach {
    struct tree *t;
    const struct names *functions;        /* public ones, by name */
    const char *closure;                  /* where the walk began */
    struct span *seen; int n, cap;        /* names of functions walked, from whatever closure; by address */
};

struct place_of_function { const struct file *file; const struct item *item; };

static bool is_refused(struct span name)
{
    for (int i = 0; refused[i]; i++)
        if (span_is(name, refused[i])) return true;
    for (int i = 0; refused_families[i]; i++) {
        size_t n = strlen(refused_families[i]);
        if (name.n > n && memcmp(name.p, refused_families[i], n) == 0) return true;
    }
    return false;
}

static const struct item *function_in(const struct file *f, struct span name)
{
    for (int i = 0; i < f->items; i++) {
        const struct item *it = &f->item[i];
        if (it->kind != ITEM_FUNCTION) continue;
        struct span own = token_span(f, it->name);
        if (own.n == name.n && memcmp(own.p, name.p, name.n) == 0) return it;
    }
    return NULL;
}

/* The function of that name as this file sees it: its own, or a public one above the data floor. */
static struct place_of_function find_function(const struct reach *r, const struct file *f, struct span name)
{
    const struct item *own = function_in(f, name);
    if (own) return (struct place_of_function){ f, own };
    const struct file *other = name_find(r->functions, name);
    return (struct place_of_function){ other, other ? function_in(other, name) : NULL };
}

static bool first_visit(struct reach *r, struct span name)
{
    for (int i = 0; i < r->n; i++)
        if (r->seen[i].p == name.p) return false;
    r->seen = list_grow(r->t, r->seen, r->n, &r->cap, sizeof *r->seen);
    r->seen[r->n++] = name;
    return true;
}

static void walk(struct reach *r, struct place_of_function at, int depth)
{
    const struct file *f = at.file;
    struct span name = token_span(f, at.item->name);
    if (depth > DEEPEST || !first_visit(r, name)) return;
    for (int i = at.item->first; i <= at.item->last; i++) {
        int line = f->token[i].line;
        if (token_is(f, i, "struct") && token_is(f, i + 1, "ctx"))
            breach(r->t, 4, f, line, "%.*s() runs inside the closure %s and sees the request; give it plain data", (int)name.n, name.p, r->closure);
        if (i <= at.item->name || !token_calls(f, i)) continue;
        struct span called = token_span(f, i);
        struct place_of_function next = find_function(r, f, called);
        if (next.item) walk(r, next, depth + 1);
        else if (is_refused(called))
            breach(r->t, 4, f, line, "%.*s() inside the closure %s; do it before the transaction and hand in the result (time: t->now, ids: new_id)",
                   (int)called.n, called.p, r->closure);
    }
}

static bool holds_rules(const struct file *f)
{
    return f->is_c && !f->is_test && f->place && !str_is(f->place->name, "base") && !str_is(f->place->name, "data");
}

static void collect(struct tree *t, struct names *functions)
{
    for (int i = 0; i < t->files; i++) {
        const struct file *f = &t->file[i];
        for (int k = 0; holds_rules(f) && k < f->items; k++)
            if (f->item[k].kind == ITEM_FUNCTION && !f->item[k].is_static) name_put(t, functions, token_span(f, f->item[k].name), f);
    }
}

void law_closure(struct tree *t)
{
    struct names functions = { 0 };
    struct reach r = { .t = t, .functions = &functions };
    collect(t, &functions);
    for (int i = 0; i < t->files; i++) {
        const struct file *f = &t->file[i];
        for (int k = 0; holds_rules(f) && k < f->items; k++) {
            const struct item *it = &f->item[k];
            if (it->kind != ITEM_CALL || !token_is(f, it->name, "CLOSURE")) continue;
            struct span name = token_span(f, it->name + 2);
            r.closure = arena_text_n(&t->arena, name.p, name.n);
            struct place_of_function at = find_function(&r, f, name);
            if (at.item) walk(&r, at, 0);
        }
    }
}
