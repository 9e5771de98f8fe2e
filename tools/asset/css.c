/* One pass over the style sheets. It knows comments, strings, url() and braces, and nothing else of CSS. */
#include "asset.h"
#include <stdio.h>
#include <string.h>

#define DARK_MARK "@dark"
#define BY_SYSTEM "@media screen and (prefers-color-scheme:dark){:root:not([data-theme=\"light\"]){"
#define BY_CHOICE "@media screen{:root[data-theme=\"dark\"]{"

struct css { const char *p, *end; const struct files *files; struct buf *out; char *why; bool blank; };

static bool wrong(struct css *c, const char *what, struct span where)
{
    snprintf(c->why, 200, "%s: %.*s", what, (int)(where.n < 100 ? where.n : 100), where.p);
    return false;
}

static bool tight(char ch) { return ch && strchr("{};,>", ch); }

/* A blank is written only where it may mean something. */
static void add(struct css *c, char ch)
{
    char last = c->out->n ? c->out->p[c->out->n - 1] : '{';
    if (c->blank && !tight(last) && !tight(ch)) buf_char(c->out, ' ');
    c->blank = false;
    if (ch == '}' && last == ';') c->out->p[c->out->n - 1] = '}';
    else buf_char(c->out, ch);
}

static bool quoted(struct css *c)
{
    const char *from = c->p;
    char quote = *c->p;
    add(c, *c->p++);
    while (c->p < c->end && *c->p != quote) {
        if (*c->p == '\\' && c->p + 1 < c->end) buf_char(c->out, *c->p++);
        buf_char(c->out, *c->p++);
    }
    if (c->p >= c->end) return wrong(c, "a text does not end", (struct span){ from, (size_t)(c->end - from) });
    buf_char(c->out, *c->p++);
    return true;
}

static bool url(struct css *c)
{
    const char *close = memchr(c->p, ')', (size_t)(c->end - c->p));
    if (!close) return wrong(c, "url( without )", (struct span){ c->p, (size_t)(c->end - c->p) });
    struct span name = { c->p + 4, (size_t)(close - c->p - 4) }, folder;
    while (memchr(name.p, '/', name.n)) span_cut(&name, '/', &folder);
    const struct file *f = file_named(c->files, name);
    if (!f) return wrong(c, "no such file in ui/static", name);
    add(c, 'u');
    buf_print(c->out, "rl(%s)", f->path);
    c->p = close + 1;
    return true;
}

static bool run(struct css *c, const char *end);

/* The block that follows, once for the system's setting and once for the person's choice; paper knows neither. */
static bool dark_twice(struct css *c)
{
    const char *open = memchr(c->p, '{', (size_t)(c->end - c->p));
    const char *close = open ? memchr(open, '}', (size_t)(c->end - open)) : NULL;
    if (!close) return wrong(c, "@dark without a rule", (struct span){ c->p, (size_t)(c->end - c->p) });
    const char *begins[] = { BY_SYSTEM, BY_CHOICE }, *ends[] = { "}}", "}}" };
    for (int i = 0; i < 2; i++) {
        buf_text(c->out, begins[i]);
        c->p = open + 1;
        c->blank = false;
        if (!run(c, close)) return false;
        if (c->out->p[c->out->n - 1] == ';') c->out->n--;
        buf_text(c->out, ends[i]);
    }
    c->p = close + 1;
    c->blank = false;
    return true;
}

static bool comment(struct css *c)
{
    const char *from = c->p + 2, *stop = memmem(from, (size_t)(c->end - from), "*/", 2);
    if (!stop) return wrong(c, "a comment does not end", (struct span){ from, (size_t)(c->end - from) });
    bool dark = stop - from > 6 && strncmp(from, " " DARK_MARK, 6) == 0;
    c->p = stop + 2;
    return dark ? dark_twice(c) : true;
}

static bool run(struct css *c, const char *end)
{
    while (c->p < end) {
        bool fine = true;
        if (strchr(" \t\r\n", *c->p)) { c->blank = true; c->p++; }
        else if (c->p + 1 < end && c->p[0] == '/' && c->p[1] == '*') fine = comment(c);
        else if (*c->p == '"' || *c->p == '\'') fine = quoted(c);
        else if (end - c->p > 4 && strncmp(c->p, "url(", 4) == 0) fine = url(c);
        else add(c, *c->p++);
        if (!fine) return false;
    }
    return true;
}

bool css_small(const char *p, size_t n, const struct files *files, struct buf *out, char why[200])
{
    struct css c = { .p = p, .end = p + n, .files = files, .out = out, .why = why };
    return run(&c, c.end);
}
