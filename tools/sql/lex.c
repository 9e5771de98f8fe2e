/* Tokens: one lexer serves the table language and SQL. Comments (-- to the end of the line) are kept beside the tokens,
** because they carry documentation, scopes and the heads of questions. */
#include "tools/sql/sql.h"

#include <string.h>
#include <strings.h>

bool tok_is(const struct tok *t, const char *s)
{
    return (t->kind == TOK_WORD || t->kind == TOK_SIGN) && same_word(t->s, s);
}

static bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
static bool digit(char c) { return c >= '0' && c <= '9'; }

static void comment_add(struct source *src, size_t at, size_t end, int line, bool alone)
{
    size_t from = at + 2;
    while (end > from && (src->p[end - 1] == ' ' || src->p[end - 1] == '\r')) end--;
    src->comment[src->comments++] = (struct comment){ line, alone, keep_text(src->p + from, end - from) };
}

/* '…' and "…", the quote doubled inside; answers the index after it, or 0 when it does not end. */
static size_t quoted(const struct source *src, size_t at, int *line)
{
    char q = src->p[at];
    for (size_t i = at + 1; i < src->bytes; i++) {
        if (src->p[i] == '\n') ++*line;
        if (src->p[i] != q) continue;
        if (src->p[i + 1] != q) return i + 1;
        i++;
    }
    return 0;
}

static const char *unquote(const char *p, size_t n)
{
    char *s = keep(n + 1);
    size_t k = 0;
    for (size_t i = 1; i + 1 < n; i++) {
        s[k++] = p[i];
        if (p[i] == p[0]) i++;
    }
    return s;
}

/* $$ … $$, the body of a function of PostgreSQL: one sign, taken as it stands. */
static size_t dollar_length(const char *p, int *line)
{
    const char *end = strncmp(p, "$$", 2) == 0 ? strstr(p + 2, "$$") : NULL;
    if (!end) return 1;
    for (const char *s = p; s < end; s++) *line += *s == '\n';
    return (size_t)(end + 2 - p);
}

static size_t sign_length(const char *p)
{
    static const char *two[] = { "::", "<=", ">=", "<>", "!=", "||", "==", "->" };
    if (strncmp(p, "->>", 3) == 0) return 3;
    for (size_t i = 0; i < sizeof two / sizeof *two; i++)
        if (strncmp(p, two[i], 2) == 0) return 2;
    return 1;
}

/* The token that begins at `at`; answers the index after it, 0 on an error that was reported. */
static size_t token(struct source *src, size_t at, int *line)
{
    const char *p = src->p + at;
    struct tok t = { .p = p, .line = *line };
    size_t n = 1;
    if (*p == '\'' || *p == '"') {
        size_t end = quoted(src, at, line);
        if (!end) { wrong((struct place){ src->file, t.line }, "this quote does not end"); return 0; }
        n = end - at;
        t.kind = *p == '"' ? TOK_LABEL : TOK_STRING;
        t.s = unquote(p, n);
    } else if (letter(*p)) {
        while (letter(p[n]) || digit(p[n])) n++;
        t.kind = TOK_WORD;
    } else if (digit(*p)) {
        while (digit(p[n]) || letter(p[n]) || (p[n] == '.' && digit(p[n + 1]))) n++;
        t.kind = TOK_NUMBER;
    } else if (*p == ':' && letter(p[1])) {
        while (letter(p[n]) || digit(p[n])) n++;
        t.kind = TOK_PARAM;
        t.s = keep_text(p + 1, n - 1);
        if (p[n] == '*') t.list = true, n++;
    } else {
        n = *p == '$' ? dollar_length(p, line) : sign_length(p);
        t.kind = TOK_SIGN;
    }
    t.n = n;
    if (!t.s) t.s = keep_text(p, n);
    src->tok[src->toks++] = t;
    return at + n;
}

bool lex(struct source *src, const char *file)
{
    src->file = file;
    src->p = read_file(file, &src->bytes);
    if (!src->p) { wrong((struct place){ file, 1 }, "cannot be read"); return false; }
    src->tok = (struct tok *)keep((src->bytes + 8) * sizeof *src->tok) + 1;       /* one may look back and a few forward */
    src->comment = keep((src->bytes / 2 + 1) * sizeof *src->comment);
    int line = 1;
    bool alone = true;
    for (size_t i = 0; i < src->bytes; ) {
        char c = src->p[i];
        if (c == '\n') line++, alone = true, i++;
        else if (c == ' ' || c == '\t' || c == '\r') i++;
        else if (c == '-' && src->p[i + 1] == '-') {
            size_t end = i + strcspn(src->p + i, "\n");
            comment_add(src, i, end, line, alone);
            i = end;
        } else {
            alone = false;
            if (!(i = token(src, i, &line))) return false;
        }
    }
    src->tok[src->toks++] = (struct tok){ .kind = TOK_END, .s = "the end of the file", .p = src->p + src->bytes, .line = line };
    return true;
}

size_t comments_above(const struct source *src, int line, size_t *n)
{
    size_t end = 0;
    while (end < src->comments && src->comment[end].line < line) end++;
    size_t first = end;
    while (first > 0 && src->comment[first - 1].alone && src->comment[first - 1].line == line - 1) first--, line--;
    *n = end - first;
    return first;
}

const char *comment_beside(const struct source *src, int line)
{
    for (size_t i = 0; i < src->comments; i++)
        if (src->comment[i].line == line && !src->comment[i].alone) return src->comment[i].s;
    return "";
}
