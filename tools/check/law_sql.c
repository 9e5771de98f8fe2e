/* Law 2: SQL stands in .sql files, where tools/sql checks it on both engines.
** Law 3: a question in queries.sql says in words what it asks, its name and kind, and whose rows it may see. */
#include "check.h"
#include <ctype.h>
#include <string.h>

/* ---- law 2 */

static bool is_sql(struct span s)
{
    static const char *const verbs[] = { "SELECT", "INSERT", "UPDATE", "DELETE", "CREATE", "DROP", "ALTER", "WITH", "PRAGMA", "REPLACE", "TRUNCATE", NULL };
    while (s.n && isspace((unsigned char)*s.p)) s = (struct span){ s.p + 1, s.n - 1 };
    for (int i = 0; verbs[i]; i++) {
        size_t n = strlen(verbs[i]);
        if (s.n > n && memcmp(s.p, verbs[i], n) == 0 && (s.p[n] == ' ' || s.p[n] == '\\')) return true;
    }
    return false;
}

void law_sql_in_c(struct tree *t)
{
    for (int i = 0; i < t->files; i++) {
        const struct file *f = &t->file[i];
        if (!f->is_c || f->is_test || !f->place || str_is(f->place->name, "data")) continue;
        bool main_file = f->place->kind == PLACE_MAIN;
        for (int k = 0; k < f->tokens; k++) {
            if (f->token[k].kind == TOKEN_STRING && is_sql(string_inside(f, k)))
                breach(t, 2, f, f->token[k].line, "SQL in C; write it as a named question in sql/queries.sql of this room");
            if (!main_file && token_is(f, k, "db_plain") && token_calls(f, k))
                breach(t, 2, f, f->token[k].line, "db_plain is for tests, tools and main; write a named question in sql/queries.sql");
        }
    }
}

/* ---- law 3 */

/* The comment block of one question, as far as it was read. */
struct question {
    int line;                    /* of its `-- name:` */
    struct span name;
    bool described, scoped, in_sql;
    int wordy;                   /* lines of prose right above, in this block */
};

static bool cut_key(struct span *line, const char *key)
{
    size_t n = strlen(key);
    if (line->n < n || memcmp(line->p, key, n) != 0) return false;
    *line = span_trim((struct span){ line->p + n, line->n - n });
    return true;
}

static struct span first_word(struct span s)
{
    size_t n = 0;
    while (n < s.n && !isspace((unsigned char)s.p[n])) n++;
    return (struct span){ s.p, n };
}

/* "system — sign-in": a dash and some words behind it. */
static bool has_reason(struct span s)
{
    size_t at = 0;
    while (at < s.n && (isalnum((unsigned char)s.p[at]) || s.p[at] == ' ')) at++;
    struct span reason = span_trim((struct span){ s.p + at, s.n - at });
    bool dash = reason.n && (reason.p[0] == '-' || (unsigned char)reason.p[0] == 0xE2);
    return dash && reason.n >= 8;
}

static void look_at_name(struct tree *t, const struct file *f, int line, struct span rest)
{
    static const char *const kinds[] = { ":one", ":maybe", ":many", ":run", NULL };
    struct span name = first_word(rest);
    struct span kind = first_word(span_trim((struct span){ rest.p + name.n, rest.n - name.n }));
    for (int i = 0; kinds[i]; i++)
        if (span_is(kind, kinds[i])) return;
    breach(t, 3, f, line, "the question has no kind; write `-- name:  %.*s :one`, :maybe, :many or :run", (int)name.n, name.p);
}

static void look_at_scope(struct tree *t, const struct file *f, int line, struct span rest)
{
    static const char *const scopes[] = { "school", "persons", "area", "public", "system", NULL };
    struct span scope = first_word(rest);
    int i = 0;
    while (scopes[i] && !span_is(scope, scopes[i])) i++;
    if (!scopes[i]) breach(t, 3, f, line, "`%.*s` is no scope; write school, persons or area, or public or system with the reason", (int)scope.n, scope.p);
    if (i >= 3 && scopes[i] && !has_reason(rest))
        breach(t, 3, f, line, "scope %s without its reason; write `-- scope: %s — why it may see rows of every school`", scopes[i], scopes[i]);
}

static void end_question(struct tree *t, const struct file *f, const struct question *q, int line)
{
    int at = q->line ? q->line : line;
    if (!q->line) breach(t, 3, f, at, "a question without a name; write `-- name:  thing_asked :many` above it");
    if (!q->described) breach(t, 3, f, at, "a question without a description; say in words above its name what it asks");
    if (!q->scoped) breach(t, 3, f, at, "a question without a scope; write `-- scope: school`, persons, area, or public or system with the reason");
}

static void read_comment(struct tree *t, const struct file *f, int line, struct span text, struct question *q)
{
    text = span_trim(text);
    if (cut_key(&text, "name:")) {
        q->line = line;
        q->described = q->wordy > 0;
        look_at_name(t, f, line, text);
    } else if (cut_key(&text, "scope:")) {
        q->scoped = true;
        look_at_scope(t, f, line, text);
    } else if (!cut_key(&text, "in:") && !cut_key(&text, "out:") && memchr(text.p, ' ', text.n)) q->wordy++;
}

/* Does the statement end on this line? Quotes do not span lines in our questions. */
static bool ends_statement(struct span line)
{
    bool quoted = false;
    for (size_t i = 0; i < line.n; i++) {
        if (line.p[i] == '\'') quoted = !quoted;
        if (!quoted && line.p[i] == '-' && i + 1 < line.n && line.p[i + 1] == '-') return false;
        if (!quoted && line.p[i] == ';') return true;
    }
    return false;
}

static void look_at_queries(struct tree *t, const struct file *f)
{
    struct question q = { 0 };
    struct span rest = { f->text, f->n }, line;
    bool variant = false;                      /* SQL for one engine, under the signature above */
    for (int number = 1; span_cut(&rest, '\n', &line); number++) {
        line = span_trim(line);
        bool comment = line.n >= 2 && line.p[0] == '-' && line.p[1] == '-';
        struct span text = { line.p + 2, comment ? line.n - 2 : 0 };
        struct span word = first_word(span_trim(text));
        if (line.n == 0 && !q.line) q.wordy = 0;
        else if (comment && !q.in_sql && (span_is(word, "postgres:") || span_is(word, "sqlite:"))) variant = true;
        else if (comment && !q.in_sql) read_comment(t, f, number, text, &q);
        else if (line.n && !comment) {
            if (!q.in_sql && !variant) end_question(t, f, &q, number);
            q.in_sql = true;
            if (ends_statement(line)) { q = (struct question){ 0 }; variant = false; }
        }
    }
}

void law_questions(struct tree *t)
{
    for (int i = 0; i < t->files; i++)
        if (path_ends(t->file[i].path, "sql/queries.sql") && t->file[i].place) look_at_queries(t, &t->file[i]);
}
