/* C cut into tokens and comments. A light cut: no trigraphs, no macro expansion, no branches of #if left out. Brackets are
** matched inside one directive or inside the plain text, never across. */
#include "check.h"
#include <ctype.h>
#include <string.h>

enum { DEEPEST = 200 };

struct lexer {
    struct tree *t;
    struct file *f;
    const char *p, *end;
    int line;
    int directive, directives;
    bool fresh;                           /* nothing but blanks and comments so far on this line */
    int tokens_cap, comments_cap;
    int open[DEEPEST], depth, depth_before;    /* brackets; depth_before: when the directive began */
};

static void add_token(struct lexer *x, enum token_kind kind, const char *from)
{
    struct file *f = x->f;
    f->token = list_grow(x->t, f->token, f->tokens, &x->tokens_cap, sizeof *f->token);
    f->token[f->tokens++] = (struct token){ .p = from, .n = (int)(x->p - from), .line = x->line, .match = -1,
                                            .directive = x->directive, .kind = kind };
    x->fresh = false;
}

static void new_line(struct lexer *x)
{
    x->line++;
    x->p++;
    x->fresh = true;
    if (x->directive) x->depth = x->depth_before;
    x->directive = 0;
}

static void lex_comment(struct lexer *x)
{
    struct file *f = x->f;
    struct comment c = { .p = x->p, .line = x->line, .alone = x->fresh };
    bool block = x->p[1] == '*';
    x->p += 2;
    while (x->p < x->end && !(block ? x->p[0] == '*' && x->p[1] == '/' : *x->p == '\n')) {
        if (*x->p == '\n') x->line++;
        x->p++;
    }
    if (block && x->p < x->end) x->p += 2;
    c.n = (int)(x->p - c.p);
    c.last = x->line;
    f->comment = list_grow(x->t, f->comment, f->comments, &x->comments_cap, sizeof *f->comment);
    f->comment[f->comments++] = c;
}

static void lex_quoted(struct lexer *x)
{
    const char *from = x->p;
    char quote = *x->p++;
    while (x->p < x->end && *x->p != quote && *x->p != '\n') x->p += *x->p == '\\' && x->p + 1 < x->end ? 2 : 1;
    if (x->p < x->end && *x->p == quote) x->p++;
    if (x->p > x->end) x->p = x->end;
    add_token(x, quote == '"' ? TOKEN_STRING : TOKEN_CHAR, from);
}

static bool name_char(char ch)
{
    return isalnum((unsigned char)ch) || ch == '_' || (unsigned char)ch >= 0x80;
}

static void lex_word(struct lexer *x)
{
    const char *from = x->p;
    bool number = isdigit((unsigned char)*x->p);
    while (x->p < x->end && (name_char(*x->p) || (number && *x->p == '.'))) x->p++;
    add_token(x, number ? TOKEN_NUMBER : TOKEN_NAME, from);
}

static void match_brackets(struct lexer *x)
{
    int i = x->f->tokens - 1;
    struct token *token = x->f->token;
    char ch = *token[i].p;
    if (strchr("([{", ch) && x->depth < DEEPEST) x->open[x->depth++] = i;
    if (!strchr(")]}", ch) || x->depth <= (x->directive ? x->depth_before : 0)) return;
    int open = x->open[--x->depth];
    token[i].match = open;
    token[open].match = i;
}

static void lex_punct(struct lexer *x)
{
    static const char *const longer[] = { "...", "->", "##", "==", "!=", "<=", ">=", "&&", "||", "++", "--", "+=", "-=", "<<", ">>", NULL };
    const char *from = x->p;
    size_t n = 1;
    for (int i = 0; longer[i] && n == 1; i++)
        if (strncmp(x->p, longer[i], strlen(longer[i])) == 0) n = strlen(longer[i]);
    x->p += n;
    add_token(x, TOKEN_PUNCT, from);
    if (n == 1) match_brackets(x);
}

/* #include <x.h> gives #, include and one string. */
static void lex_system_header(struct lexer *x)
{
    const char *from = x->p;
    while (x->p < x->end && *x->p != '\n' && *x->p != '>') x->p++;
    if (x->p < x->end && *x->p == '>') x->p++;
    add_token(x, TOKEN_STRING, from);
}

static void lex_one(struct lexer *x)
{
    char ch = *x->p;
    if (ch == '\n') new_line(x);
    else if (ch == '\\' && x->p[1] == '\n') { x->p += 2; x->line++; }
    else if (isspace((unsigned char)ch) || ch == '\\') x->p++;
    else if (ch == '/' && (x->p[1] == '*' || x->p[1] == '/')) lex_comment(x);
    else if (ch == '"' || ch == '\'') lex_quoted(x);
    else if (name_char(ch)) lex_word(x);
    else if (ch == '<' && x->directive && token_is(x->f, x->f->tokens - 1, "include")) lex_system_header(x);
    else {
        if (ch == '#' && x->fresh) {
            x->directive = ++x->directives;
            x->depth_before = x->depth;
        }
        lex_punct(x);
    }
}

void lex(struct tree *t, struct file *f)
{
    struct lexer x = { .t = t, .f = f, .p = f->text, .end = f->text + f->n, .line = 1, .fresh = true };
    while (x.p < x.end) lex_one(&x);
}

bool token_is(const struct file *f, int i, const char *text)
{
    return i >= 0 && i < f->tokens && span_is(token_span(f, i), text);
}

struct span token_span(const struct file *f, int i)
{
    return (struct span){ f->token[i].p, (size_t)f->token[i].n };
}

struct span string_inside(const struct file *f, int i)
{
    struct span s = token_span(f, i);
    return s.n >= 2 ? (struct span){ s.p + 1, s.n - 2 } : (struct span){ s.p, 0 };
}
