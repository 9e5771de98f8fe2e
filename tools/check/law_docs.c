/* Law 11: documents speak of what exists: paths and `name()` in backquotes, links, outside fenced blocks; in the tour also every
** line that is quoted as c, sql or html. */
#include "check.h"
#include <ctype.h>
#include <glob.h>
#include <string.h>

struct docs {
    struct tree *t;
    struct names called;          /* every name that is followed by ( somewhere */
    struct names said;            /* every line of the sources, trimmed */
};

static bool name_char(char ch)
{
    return isalnum((unsigned char)ch) || ch == '_';
}

/* Names followed by ( in any source but documents: C, SQL, templates, scripts. */
static void collect_names(struct docs *d, const struct file *f)
{
    if (path_ends(f->path, ".md")) return;
    const char *end = f->text + f->n;
    for (const char *p = f->text; (p = memchr(p, '(', (size_t)(end - p))); p++) {
        const char *from = p;
        while (from > f->text && name_char(from[-1])) from--;
        if (p > from) name_put(d->t, &d->called, (struct span){ from, (size_t)(p - from) }, f);
    }
}

/* ---- paths */

/* A path is checked when its first part is a folder of ours: others are examples, URLs or options. */
static bool speaks_of_tree(struct span s)
{
    static const char *const tops[] = { "src/", "rooms/", "doors/", "ui/", "tools/", "test/", "bench/", "docs/", "lang/", NULL };
    for (int i = 0; tops[i]; i++)
        if (s.n > strlen(tops[i]) && memcmp(s.p, tops[i], strlen(tops[i])) == 0) return true;
    return false;
}

/* <room>, NAME, NNNN, {…}, $X and … stand for anything. */
static bool has_placeholder(struct span s)
{
    int capitals = 0;
    for (size_t i = 0; i < s.n; i++) {
        capitals = isupper((unsigned char)s.p[i]) ? capitals + 1 : 0;
        if (strchr("<>{}$", s.p[i]) || (unsigned char)s.p[i] >= 0x80) return true;
        if (capitals >= 3 && !memmem(s.p, s.n, "README", 6) && !memmem(s.p, s.n, "LICENSE", 7)) return true;
    }
    return false;
}

static bool path_there(struct docs *d, const char *path)
{
    glob_t found;
    if (!strpbrk(path, "*?[")) return path_exists(path);
    int answer = glob(path, 0, NULL, &found);
    if (answer == 0) globfree(&found);
    return answer == 0 && d;
}

static void look_at_path(struct docs *d, const struct file *f, int line, struct span s)
{
    struct span path;
    if (!speaks_of_tree(s) || has_placeholder(s) || memchr(s.p, ' ', s.n)) return;
    struct span rest = s;
    span_cut(&rest, ':', &path);                                   /* file.c:12 */
    rest = path;
    span_cut(&rest, '#', &path);
    const char *name = arena_text_n(&d->t->arena, path.p, path.n);
    if (!path_there(d, name)) breach(d->t, 11, f, line, "`%s` does not exist; name what is there, or remove the sentence", name);
}

/* ---- symbols and links */

static void look_at_symbol(struct docs *d, const struct file *f, int line, struct span s)
{
    size_t n = 0;
    while (n < s.n && name_char(s.p[n])) n++;
    if (n == 0 || n + 2 != s.n || s.p[n] != '(' || s.p[n + 1] != ')') return;
    if (!name_find(&d->called, (struct span){ s.p, n }))
        breach(d->t, 11, f, line, "`%.*s` is nowhere in the sources; name what is there, or remove the sentence", (int)s.n, s.p);
}

static void look_at_link(struct docs *d, const struct file *f, int line, struct span target)
{
    struct span path, rest = target;
    span_cut(&rest, '#', &path);
    if (path.n == 0 || memmem(target.p, target.n, "://", 3) || memchr(target.p, ' ', target.n) || str_starts(path.p, "mailto:") || has_placeholder(path)) return;
    int folder = (int)(path_base(f->path) - f->path);
    const char *name = arena_print(&d->t->arena, "%.*s%.*s", folder, f->path, (int)path.n, path.p);
    if (!path_exists(name)) breach(d->t, 11, f, line, "the link to %s leads nowhere; correct or remove it", name);
}

static void look_at_line(struct docs *d, const struct file *f, int number, struct span line)
{
    struct span rest = line, part;
    for (int i = 0; span_cut(&rest, '`', &part); i++) {
        bool quoted = i % 2 == 1 && rest.p > part.p + part.n;
        if (quoted) look_at_path(d, f, number, part);
        if (quoted) look_at_symbol(d, f, number, part);
        for (const char *p = part.p; i % 2 == 0 && (p = memmem(p, (size_t)(part.p + part.n - p), "](", 2)); p += 2) {
            const char *close = memchr(p, ')', (size_t)(part.p + part.n - p));
            if (close) look_at_link(d, f, number, (struct span){ p + 2, (size_t)(close - p - 2) });
        }
    }
}

/* ---- what the tour quotes */

static void collect_lines(struct docs *d, const struct file *f)
{
    struct span rest = { f->text, f->n }, line;
    if (!path_ends(f->path, ".c") && !path_ends(f->path, ".h") && !path_ends(f->path, ".sql") && !path_ends(f->path, ".html")) return;
    while (span_cut(&rest, '\n', &line)) name_put(d->t, &d->said, span_trim(line), f);
}

static bool quotes(struct span fence)
{
    return span_is(fence, "```c") || span_is(fence, "```sql") || span_is(fence, "```html");
}

static void look_at_quote(struct docs *d, const struct file *f, int number, struct span line)
{
    if (line.n && !span_is(line, "…") && !name_find(&d->said, line))
        breach(d->t, 11, f, number, "this line is nowhere in the sources any more; quote what stands there now");
}

static void look_at_document(struct docs *d, const struct file *f)
{
    struct span rest = { f->text, f->n }, line;
    bool fenced = false, quoted = false, tour = strcmp(f->path, "docs/tour.md") == 0;
    for (int number = 1; span_cut(&rest, '\n', &line); number++) {
        bool fence = span_trim(line).n >= 3 && memcmp(span_trim(line).p, "```", 3) == 0;
        if (fence) fenced = !fenced;
        if (fence) quoted = fenced && tour && quotes(span_trim(line));
        else if (quoted) look_at_quote(d, f, number, span_trim(line));
        else if (!fenced) look_at_line(d, f, number, line);
    }
}

/* Decisions are history: they may speak of what is no more. */
void law_docs(struct tree *t)
{
    struct docs d = { .t = t };
    for (int i = 0; i < t->files; i++) collect_names(&d, &t->file[i]);
    if (tree_find(t, "docs/tour.md"))
        for (int i = 0; i < t->files; i++) collect_lines(&d, &t->file[i]);
    for (int i = 0; i < t->files; i++) {
        const struct file *f = &t->file[i];
        if (path_ends(f->path, ".md") && !path_in(f, "docs/decisions")) look_at_document(&d, f);
    }
}
