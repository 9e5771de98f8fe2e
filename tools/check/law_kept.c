/* Law 13: what is kept is kept, and found again by its index: rows end instead of being deleted, a change raises the row's rev, lists
** are paged by key, prefixes are ranges, and no number is a real one without its reason. */
#include "check.h"
#include <ctype.h>
#include <string.h>

/* ---- tables that have a rev */

static struct span next_word(struct span *rest)
{
    while (rest->n && !isalnum((unsigned char)*rest->p) && *rest->p != '_') rest->p++, rest->n--;
    size_t n = 0;
    while (n < rest->n && (isalnum((unsigned char)rest->p[n]) || rest->p[n] == '_')) n++;
    struct span word = { rest->p, n };
    rest->p += n, rest->n -= n;
    return word;
}

/* A line without its comment. */
static struct span code_of(struct span line)
{
    const char *at = memmem(line.p, line.n, "--", 2);
    return span_trim((struct span){ line.p, at ? (size_t)(at - line.p) : line.n });
}

static void read_tables(struct tree *t, const struct file *f, struct names *with_rev)
{
    struct span rest = { f->text, f->n }, line, table = { "", 0 };
    for (int number = 1; span_cut(&rest, '\n', &line); number++) {
        struct span code = code_of(line), words = code;
        struct span first = next_word(&words), second = next_word(&words);
        if (span_is(first, "table")) table = second;
        if (span_is(first, "alter") && span_is(second, "table")) {
            table = next_word(&words);
            if (span_is(next_word(&words), "add") && span_is(next_word(&words), "column")) first = next_word(&words), second = next_word(&words);
        }
        if (table.n && span_is(first, "rev")) name_put(t, with_rev, table, f);
        if (table.n && span_is(second, "real"))
            breach(t, 13, f, number, "a real number loses what is added to it; keep tenths or whole đồng as int, or say why it must be real");
    }
}

/* ---- questions */

static bool is_word(const char *from, const char *at, const char *end, const char *word)
{
    size_t n = strlen(word);
    if ((size_t)(end - at) < n || strncasecmp(at, word, n) != 0) return false;
    bool before = at == from || (!isalnum((unsigned char)at[-1]) && at[-1] != '_' && at[-1] != ':');
    bool after = at + n == end || (!isalnum((unsigned char)at[n]) && at[n] != '_');
    return before && after;
}

static bool has_word(struct span s, const char *word)
{
    for (const char *p = s.p; p < s.p + s.n; p++)
        if (is_word(s.p, p, s.p + s.n, word)) return true;
    return false;
}

static void look_at_line(struct tree *t, const struct file *f, int number, struct span code)
{
    if (has_word(code, "DELETE"))
        breach(t, 13, f, number, "rows end by a date and are not deleted; where the law on retention or erasure asks for it, say so");
    if (has_word(code, "OFFSET"))
        breach(t, 13, f, number, "OFFSET reads all that it skips; page by the last key seen");
    if (has_word(code, "LIKE") || has_word(code, "ILIKE"))
        breach(t, 13, f, number, "LIKE uses no index behind the walls; a prefix is a range on search_key");
}

/* The statement that begins at `line` with UPDATE: does it raise the rev? */
static void look_at_update(struct tree *t, const struct file *f, int number, struct span code, const struct names *with_rev, struct span rest)
{
    struct span words = code, verb = next_word(&words), table = next_word(&words);
    if (!span_is(verb, "UPDATE") || !name_find(with_rev, table)) return;
    const char *end = memchr(code.p, ';', (size_t)(rest.p + rest.n - code.p));
    struct span statement = { code.p, (size_t)((end ? end : rest.p + rest.n) - code.p) };
    if (!memmem(statement.p, statement.n, "rev = rev + 1", 13) && !memmem(statement.p, statement.n, ".rev + 1", 8))
        breach(t, 13, f, number, "%.*s has a rev and this change does not raise it, so a stale form would win; SET … rev = rev + 1", (int)table.n, table.p);
}

static void look_at_queries(struct tree *t, const struct file *f, const struct names *with_rev)
{
    struct span rest = { f->text, f->n }, line;
    for (int number = 1; span_cut(&rest, '\n', &line); number++) {
        struct span code = code_of(line);
        if (code.n == 0) continue;
        look_at_line(t, f, number, code);
        look_at_update(t, f, number, code, with_rev, rest);
    }
}

void law_kept(struct tree *t)
{
    struct names with_rev = { 0 };
    for (int i = 0; i < t->files; i++) {
        const struct file *f = &t->file[i];
        bool sql = f->place && path_ends(f->path, ".sql") && strstr(f->path, "/sql/") && !f->is_test;
        if (sql && !path_ends(f->path, "/queries.sql")) read_tables(t, f, &with_rev);
    }
    for (int i = 0; i < t->files; i++)
        if (t->file[i].place && path_ends(t->file[i].path, "sql/queries.sql")) look_at_queries(t, &t->file[i], &with_rev);
}
