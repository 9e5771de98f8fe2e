/* Finds the texts: _("…") and N_("…") in C and templates, {{_ "…"}} in templates, labels of enums in SQL. */
#include "po.h"
#include <ctype.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>

struct scan { struct po *po; const char *file, *p; int line; };

static bool ident(char ch) { return isalnum((unsigned char)ch) || ch == '_'; }

static void step(struct scan *s)
{
    if (*s->p == '\n') s->line++;
    s->p++;
}

static void blanks(struct scan *s) { while (*s->p && isspace((unsigned char)*s->p)) step(s); }

/* The text of the adjacent literals that begin here, NULL when none does. */
static const char *literal(struct scan *s)
{
    if (*s->p != '"') return NULL;
    char *out = arena_take(&s->po->arena, strlen(s->p) < 70000 ? strlen(s->p) + 1 : 70001);
    size_t n = 0;
    while (*s->p == '"') {
        for (s->p++; *s->p && *s->p != '"' && n < 70000; step(s)) {
            if (*s->p == '\\' && s->p[1]) { s->p++; out[n++] = *s->p == 'n' ? '\n' : *s->p == 't' ? '\t' : *s->p; }
            else out[n++] = *s->p;
        }
        if (*s->p == '"') s->p++;
        blanks(s);
    }
    out[n] = 0;
    return arena_text_n(&s->po->arena, out, n);
}

static bool ends(const char *s, const char *tail)
{
    size_t n = strlen(s), m = strlen(tail);
    return n >= m && strcmp(s + n - m, tail) == 0;
}

/* "rooms/roster/pages.c" -> "roster", "ui/…" -> "ui", "src/…" -> "src" */
static const char *area_of(struct po *po, const char *file)
{
    struct span rest = span_of(file), part;
    span_cut(&rest, '/', &part);
    if (span_is(part, "rooms") || span_is(part, "doors")) span_cut(&rest, '/', &part);
    return arena_text_n(&po->arena, part.p, part.n);
}

void use(struct po *po, const char *text, const char *file, int line)
{
    for (size_t i = 0; i < po->used_n; i++) if (strcmp(po->used[i].text, text) == 0) return;
    if (po->used_n == po->used_room) {
        po->used_room = po->used_room ? po->used_room * 2 : 512;
        po->used = realloc(po->used, po->used_room * sizeof *po->used);
        if (!po->used) abort();
    }
    po->used[po->used_n++] = (struct used){ text, arena_text(&po->arena, file), area_of(po, file), line };
}

static void take(struct scan *s)
{
    int line = s->line;
    blanks(s);
    const char *text = literal(s);
    if (text && *text) use(s->po, text, s->file, line);
}

/* _( or N_( as a word of its own */
static bool marked(const struct scan *s, const char *begin)
{
    if (s->p > begin && ident(s->p[-1])) return false;
    return strncmp(s->p, "_(", 2) == 0 || strncmp(s->p, "N_(", 3) == 0;
}

static void skip_c_string(struct scan *s)
{
    char quote = *s->p;
    for (step(s); *s->p && *s->p != quote; step(s)) if (*s->p == '\\' && s->p[1]) step(s);
    if (*s->p) step(s);
}

static void skip_to(struct scan *s, const char *stop)
{
    while (*s->p && strncmp(s->p, stop, strlen(stop)) != 0) step(s);
}

static void scan_c(struct scan *s)
{
    const char *begin = s->p;
    while (*s->p) {
        if (strncmp(s->p, "//", 2) == 0) skip_to(s, "\n");
        else if (strncmp(s->p, "/*", 2) == 0) skip_to(s, "*/");
        else if (*s->p == '"' || *s->p == '\'') skip_c_string(s);
        else if (marked(s, begin)) { while (*s->p != '(') s->p++; s->p++; take(s); }
        else step(s);
    }
}

static void scan_html(struct scan *s)
{
    const char *begin = s->p;
    while (*s->p) {
        if (strncmp(s->p, "<!--", 4) == 0) skip_to(s, "-->");
        else if (strncmp(s->p, "{{_ ", 4) == 0 || strncmp(s->p, "{{_\"", 4) == 0) { s->p += 3; take(s); }
        else if (marked(s, begin)) { while (*s->p != '(') s->p++; s->p++; take(s); }
        else step(s);
    }
}

/* enum name (code "Nhãn", …);   alter enum name add (code "Nhãn"); */
static void scan_sql(struct scan *s)
{
    while (*s->p) {
        bool line_begins = strncmp(s->p, "enum ", 5) == 0 || strncmp(s->p, "alter enum ", 11) == 0;
        while (line_begins && *s->p && *s->p != ';') {
            if (*s->p == '"') take(s);
            else step(s);
        }
        while (*s->p && *s->p != '\n') step(s);
        if (*s->p) step(s);
    }
}

void collect_text(struct po *po, const char *file, const char *text)
{
    struct scan s = { .po = po, .file = file, .p = text, .line = 1 };
    if (ends(file, ".html")) scan_html(&s);
    else if (ends(file, ".sql")) scan_sql(&s);
    else scan_c(&s);
}

/* ---- the tree ---- */

static char **found;
static size_t found_n;

static int note(const char *path, const struct stat *st, int flag, struct FTW *where)
{
    (void)st; (void)where;
    if (flag != FTW_F || strstr(path, "/test/")) return 0;
    if (!ends(path, ".c") && !ends(path, ".h") && !ends(path, ".html") && !ends(path, ".sql")) return 0;
    found = realloc(found, (found_n + 1) * sizeof *found);
    if (!found || !(found[found_n++] = strdup(path))) abort();
    return 0;
}

static int by_name(const void *a, const void *b) { return strcmp(*(char *const *)a, *(char *const *)b); }

void collect_all(struct po *po)
{
    const char *const roots[] = { "src", "ui", "rooms", "doors" };
    for (size_t r = 0; r < sizeof roots / sizeof *roots; r++) {
        found_n = 0;
        nftw(roots[r], note, 16, FTW_PHYS);
        qsort(found, found_n, sizeof *found, by_name);
        for (size_t i = 0; i < found_n; i++) {
            const char *text = file_read(po, found[i]);
            if (text) collect_text(po, found[i], text);
            free(found[i]);
        }
    }
    free(found);
}
