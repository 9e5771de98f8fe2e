/* Scanning what stands between {{ and }}: just enough of C's lexical grammar to find where an expression ends. */
#include "html.h"
#include <string.h>

static bool blank(char ch) { return ch == ' ' || ch == '\t' || ch == '\n' || ch == '\r'; }

/* Steps over a character constant or string that begins at p; answers the byte behind it. A string may hold a nested
** {{ … }} (attribute of {{? … }}), whose own quotes do not end it. */
static const char *over_quoted(const struct source *s, const char *p, const char *end)
{
    char quote = *p++;
    while (p < end && *p != quote) {
        if (*p == '\\' && p + 1 < end) p++;
        else if (quote == '"' && p + 1 < end && p[0] == '{' && p[1] == '{') {
            for (p += 2; p + 1 < end && !(p[0] == '}' && p[1] == '}'); )
                p = *p == '"' ? over_quoted(s, p, end) : p + 1;
            p++;
        }
        p++;
    }
    if (p >= end) refuse_at(s, "a quoted text in {{…}} does not end");
    return p + 1;
}

struct span expr_take(struct source *s)
{
    const char *from = s->p, *p = s->p;
    int braces = 0;
    while (p < s->end) {
        if (*p == '"' || *p == '\'') { p = over_quoted(s, p, s->end); continue; }
        if (*p == '}' && braces == 0) {
            if (p + 1 < s->end && p[1] == '}') break;
            refuse_at(s, "} without { in {{…}}");
        }
        if (*p == '{') braces++;
        if (*p == '}') braces--;
        p++;
    }
    if (p >= s->end) refuse_at(s, "{{ without }}");
    s->p = p + 2;
    return span_trim((struct span){ from, (size_t)(p - from) });
}

struct span expr_word(struct span *rest)
{
    *rest = span_trim(*rest);
    const char *p = rest->p, *end = rest->p + rest->n;
    const struct source nowhere = { "?", p, end, 0 };
    int depth = 0;
    while (p < end && !(depth == 0 && blank(*p))) {
        if (*p == '"' || *p == '\'') { p = over_quoted(&nowhere, p, end); continue; }
        if (strchr("([{", *p)) depth++;
        if (strchr(")]}", *p)) depth--;
        p++;
    }
    struct span word = { rest->p, (size_t)(p - rest->p) };
    *rest = (struct span){ p, (size_t)(end - p) };
    return word;
}

static char unescaped(char ch)
{
    switch (ch) {
    case 'n': return '\n';
    case 't': return '\t';
    default: return ch;
    }
}

bool expr_literal(struct span in, struct buf *text, struct span *rest)
{
    in = span_trim(in);
    if (in.n == 0 || in.p[0] != '"') return false;
    const char *p = in.p, *end = in.p + in.n;
    while (p < end && *p == '"') {
        for (p++; p < end && *p != '"'; p++) {
            if (*p == '\\' && p + 1 < end) buf_char(text, unescaped(*++p));
            else buf_char(text, *p);
        }
        if (p < end) p++;
        const char *next = p;
        while (next < end && blank(*next)) next++;
        if (next < end && *next == '"') p = next;          /* "a" "b" is one text */
    }
    *rest = (struct span){ p, (size_t)(end - p) };
    return true;
}
