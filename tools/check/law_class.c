/* Law 18: a class that a page names is in the style sheet, and a class of the style sheet is named somewhere: in a template, in C
** that hands one to a part, or in a script. A class with a wrong letter is a page that looks wrong on one screen only. */
#include "check.h"
#include <ctype.h>
#include <string.h>

struct classes {
    struct tree *t;
    struct names styled, said;         /* of the sheets; in any text of templates, C and scripts */
};

static bool letter(char ch) { return isalnum((unsigned char)ch) || ch == '-' || ch == '_'; }

/* ---- style sheets */

static const char *after_quoted(const char *p, const char *end)
{
    char quote = *p++;
    while (p < end && *p != quote) p += *p == '\\' ? 2 : 1;
    return p < end ? p + 1 : end;
}

static const char *after_comment(const char *p, const char *end)
{
    const char *stop = memmem(p + 2, (size_t)(end - p - 2), "*/", 2);
    return stop ? stop + 2 : end;
}

static int line_at(const struct file *f, const char *p)
{
    int line = 1;
    for (const char *q = f->text; q < p; q++) line += *q == '\n';
    return line;
}

static void selector(struct classes *c, const struct file *f, const char *p, const char *end, bool only_collect)
{
    for (; p < end; p++) {
        if (*p != '.' || p + 1 >= end || !(isalpha((unsigned char)p[1]) || p[1] == '-')) continue;
        const char *from = p + 1, *to = from;
        while (to < end && letter(*to)) to++;
        struct span name = { from, (size_t)(to - from) };
        if (only_collect) name_put(c->t, &c->styled, name, f);
        else if (!name_find(&c->said, name))
            breach(c->t, 18, f, line_at(f, from), "no page names .%.*s; take the rule out, or name what it is kept for in tools/check/law_class.c", (int)name.n, name.p);
        p = to - 1;
    }
}

/* Rules stand in the sheet or inside @media, @supports, @container; other @rules hold no selectors. */
static void sheet(struct classes *c, const struct file *f, bool only_collect)
{
    const char *p = f->text, *end = f->text + f->n, *from = p;
    while (p < end) {
        if (p[0] == '/' && p + 1 < end && p[1] == '*') { p = after_comment(p, end); from = p; continue; }
        if (*p == '"' || *p == '\'') { p = after_quoted(p, end); continue; }
        if (*p == ';' || *p == '}') from = ++p;
        else if (*p == '{') {
            struct span head = span_trim((struct span){ from, (size_t)(p - from) });
            bool group = head.n > 6 && (memcmp(head.p, "@media", 6) == 0 || memcmp(head.p, "@suppo", 6) == 0 || memcmp(head.p, "@conta", 6) == 0);
            if (!group) {
                if (head.n && head.p[0] != '@') selector(c, f, head.p, head.p + head.n, only_collect);
                int deep = 0;
                do { deep += *p == '{'; deep -= *p == '}'; p++; } while (p < end && deep > 0);
            } else p++;
            from = p;
        } else p++;
    }
}

/* ---- pages */

static void words_said(struct classes *c, const struct file *f, const char *p, const char *end)
{
    while (p < end) {
        const char *from = p;
        while (p < end && letter(*p)) p++;
        if (p > from) name_put(c->t, &c->said, (struct span){ from, (size_t)(p - from) }, f);
        else p++;
    }
}

/* The words of the texts in double quotes of a piece of C or script; a text ends on its line. */
static void quoted_words(struct classes *c, const struct file *f, const char *p, const char *end)
{
    while (p < end && (p = memchr(p, '"', (size_t)(end - p)))) {
        const char *line = memchr(p + 1, '\n', (size_t)(end - p - 1)), *stop = memchr(p + 1, '"', (size_t)(end - p - 1));
        if (!stop) return;
        if (line && line < stop) { p = line; continue; }
        words_said(c, f, p + 1, stop);
        p = stop + 1;
    }
}

/* Of a template: the values of class="…", and the texts in {{ }} and on lines of code. */
static void template_words(struct classes *c, const struct file *f)
{
    const char *end = f->text + f->n;
    bool in_class = false;
    for (const char *p = f->text, *from = p; p < end; p++) {
        if (p[0] == '{' && p + 1 < end && p[1] == '{') {
            const char *stop = memmem(p, (size_t)(end - p), "}}", 2);
            if (!stop) return;
            quoted_words(c, f, p, stop);
            p = stop + 1;
        } else if (*p == '%' && (p == f->text || p[-1] == '\n')) {
            const char *stop = memchr(p, '\n', (size_t)(end - p));
            if (!stop) stop = end;
            quoted_words(c, f, p, stop);
            p = stop - 1;
        } else if (*p == '"') {
            if (in_class) words_said(c, f, from, p);
            in_class = !in_class && p - f->text > 7 && memcmp(p - 7, " class=", 7) == 0;
            from = p + 1;
        }
    }
}

static void must_be_styled(struct classes *c, const struct file *f, const char *p, const char *end)
{
    while (p < end) {
        const char *from = p;
        while (p < end && letter(*p)) p++;
        struct span name = { from, (size_t)(p - from) };
        if (name.n && !name_find(&c->styled, name))
            breach(c->t, 18, f, line_at(f, from), "no style sheet has .%.*s; use a class that is there (/dev/parts), or write the rule", (int)name.n, name.p);
        if (p == from) p++;
    }
}

/* The value of class="…" from after its quote: words outside {{ }} and in texts inside; answers where it ends. */
static const char *class_value(struct classes *c, const struct file *f, const char *p, const char *end)
{
    const char *from = p;
    while (p < end && *p != '"') {
        if (p[0] != '{' || p + 1 >= end || p[1] != '{') { p++; continue; }
        must_be_styled(c, f, from, p);
        const char *stop = memmem(p, (size_t)(end - p), "}}", 2);
        if (!stop) return end;
        /* what follows ? or : is a class; what is compared (str_is(x, "bad")) is not, and a parenthesis holds it */
        int deep = 0;
        for (const char *q = p; q < stop; q++) {
            deep += *q == '(';
            deep -= *q == ')';
            if (*q != '"') continue;
            const char *close = memchr(q + 1, '"', (size_t)(stop - q - 1));
            if (!close) break;
            if (deep == 0) must_be_styled(c, f, q + 1, close);
            q = close;
        }
        from = p = stop + 2;
    }
    must_be_styled(c, f, from, p);
    return p;
}

static void template(struct classes *c, const struct file *f)
{
    const char *end = f->text + f->n;
    for (const char *p = f->text; (p = memmem(p, (size_t)(end - p), "class=\"", 7)); )
        p = isspace((unsigned char)p[-1]) ? class_value(c, f, p + 7, end) : p + 7;
}

void law_class(struct tree *t)
{
    struct classes c = { .t = t };
    for (int i = 0; i < t->files; i++) {
        const struct file *f = &t->file[i];
        if (!f->place || f->is_test) continue;
        if (path_ends(f->path, ".css")) sheet(&c, f, true);
        else if (path_ends(f->path, ".html")) template_words(&c, f);
        else if (path_ends(f->path, ".c") || path_ends(f->path, ".js")) quoted_words(&c, f, f->text, f->text + f->n);
    }
    for (int i = 0; i < t->files; i++) {
        const struct file *f = &t->file[i];
        if (!f->place || f->is_test) continue;
        if (path_ends(f->path, ".css")) sheet(&c, f, false);
        if (path_ends(f->path, ".html")) template(&c, f);
    }
}
