/* Law 8: files and functions fit in the head, names say something, types and flow are plain to see. */
#include "check.h"
#include <string.h>

enum { FILE_LINES = 800, FILE_LINES_WARN = 600, FUNCTION_LINES = 80 };

static const char *const empty_names[] = { "util", "utils", "misc", "common", "helper", "helpers", "stuff", "lib", NULL };
static const char *const plain_types[] = { "instant", "day", NULL };      /* structs that are values, like numbers */
static const char *const flow_macros[] = { "try", NULL };

static bool in_list(const char *const *list, struct span name)
{
    while (*list && !span_is(name, *list)) list++;
    return *list;
}

static void look_at_file_size(struct tree *t, const struct file *f)
{
    const char *base = path_base(f->path);
    struct span stem = { base, strlen(base) - 2 };
    if (f->lines > FILE_LINES) breach(t, 8, f, 1, "%d lines; split the file by what its parts are about (at most %d)", f->lines, FILE_LINES);
    else if (f->lines > FILE_LINES_WARN) warning(t, 8, f, 1, "%d lines; soon too long (at most %d)", f->lines, FILE_LINES);
    if (in_list(empty_names, stem)) breach(t, 8, f, 1, "the name %s says nothing; name the file by what it is about", base);
}

static void look_at_functions(struct tree *t, const struct file *f)
{
    for (int i = 0; i < f->items; i++) {
        const struct item *it = &f->item[i];
        if (it->kind != ITEM_FUNCTION) continue;
        int first = f->token[it->first].line, lines = f->token[it->last].line - first + 1;
        struct span name = token_span(f, it->name);
        if (lines > FUNCTION_LINES)
            breach(t, 8, f, first, "%.*s() has %d lines; make it steps with names (at most %d)", (int)name.n, name.p, lines, FUNCTION_LINES);
    }
}

static bool ends_with(struct span s, const char *ending)
{
    size_t n = strlen(ending);
    return s.n > n && memcmp(s.p + s.n - n, ending, n) == 0;
}

/* typedef struct … NAME; : NAME is the last word of the item. */
static void look_at_types(struct tree *t, const struct file *f)
{
    for (int i = 0; i < f->items; i++) {
        const struct item *it = &f->item[i];
        if (!token_is(f, it->first, "typedef") || !(token_is(f, it->first + 1, "struct") || token_is(f, it->first + 1, "union"))) continue;
        if (it->last < it->first + 2 || f->token[it->last - 1].kind != TOKEN_NAME) continue;
        struct span name = token_span(f, it->last - 1);
        bool value = in_list(plain_types, name) || ends_with(name, "_id") || (name.n > 4 && memcmp(name.p, "opt_", 4) == 0);
        if (!value) breach(t, 8, f, f->token[it->first].line, "typedef hides that %.*s is a struct; write struct %.*s", (int)name.n, name.p, (int)name.n, name.p);
    }
}

/* ---- macros */

/* The macro defines a whole function (CLOSURE): its flow is not the caller's. */
static bool defines_function(const struct file *f, int from, int to)
{
    if (f->token[from].kind != TOKEN_NAME || in_list((const char *const[]){ "do", "if", "for", "while", "switch", NULL }, token_span(f, from))) return false;
    for (int i = from; i < to; i++) {
        if (token_is(f, i, "{")) return token_is(f, i - 1, ")");
        if (f->token[i].match > i && !token_is(f, i, "{")) i = f->token[i].match;
    }
    return false;
}

/* What in a macro's body moves its caller: a jump anywhere; a branch or a loop outside do { … } while (0). */
static struct span flow_in(const struct file *f, int from, int to)
{
    static const char *const jumps[] = { "return", "goto", "break", "continue", NULL };
    static const char *const branches[] = { "if", "else", "for", "while", "switch", NULL };
    bool closed = token_is(f, from, "do");
    for (int i = from; i < to; i++) {
        struct span word = token_span(f, i);
        if (f->token[i].kind != TOKEN_NAME) continue;
        if (in_list(jumps, word) || (!closed && in_list(branches, word))) return word;
    }
    return (struct span){ "", 0 };
}

static void look_at_macro(struct tree *t, const struct file *f, int name, int end)
{
    int body = name + 1;
    bool arguments = token_is(f, body, "(") && f->token[body].p == f->token[name].p + f->token[name].n && f->token[body].match > 0;
    if (arguments) body = f->token[body].match + 1;
    if (body >= end || in_list(flow_macros, token_span(f, name)) || defines_function(f, body, end)) return;
    struct span flow = flow_in(f, body, end);
    if (flow.n)
        breach(t, 8, f, f->token[name].line, "macro %.*s hides `%.*s`; write a function (try is the one macro with control flow)",
               f->token[name].n, f->token[name].p, (int)flow.n, flow.p);
}

static void look_at_directives(struct tree *t, const struct file *f)
{
    static const char *const conditions[] = { "if", "ifdef", "ifndef", "elif", NULL };
    for (int i = 0; i + 2 < f->tokens; i++) {
        int directive = f->token[i].directive, end = i;
        if (!directive || !token_is(f, i, "#")) continue;
        while (end < f->tokens && f->token[end].directive == directive) end++;
        if (token_is(f, i + 1, "define") && !f->is_test) look_at_macro(t, f, i + 2, end);
        bool guard = f->is_header && directive == 1 && token_is(f, i + 1, "ifndef");
        if (place_is_room(f->place) && !f->is_test && !guard && in_list(conditions, token_span(f, i + 1)))
            breach(t, 8, f, f->token[i].line, "#%.*s in a room; choose at run time, or below in src/", f->token[i + 1].n, f->token[i + 1].p);
        i = end - 1;
    }
}

void law_size(struct tree *t)
{
    for (int i = 0; i < t->files; i++) {
        const struct file *f = &t->file[i];
        if (!f->is_c) continue;
        look_at_file_size(t, f);
        look_at_functions(t, f);
        look_at_types(t, f);
        look_at_directives(t, f);
    }
}
