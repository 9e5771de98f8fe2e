/* po GEN      lang/en*.po into GEN/generated/lang.c; entries that cannot be right are errors, missing ones are not.
** po --check  also: every text of the sources has its English, every entry is used.
** po --add    (make lang) writes what is missing, with an empty msgstr, into lang/en-AREA.po, and takes stale entries out. */
#include "po.h"
#include "base/buf.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void po_wrong(struct po *po, const char *file, int line, const char *fmt, ...)
{
    va_list ap;
    fprintf(stderr, "%s:%d: ", file, line);
    va_start(ap, fmt);
    vfprintf(stderr, fmt, ap);
    va_end(ap);
    fputc('\n', stderr);
    po->wrong++;
}

const char *file_read(struct po *po, const char *path)
{
    char block[65536];
    struct buf b;
    size_t n;
    FILE *f = fopen(path, "rb");
    if (!f) return NULL;
    buf_init(&b, 4 << 20);
    while ((n = fread(block, 1, sizeof block, f)) > 0) buf_add(&b, block, n);
    fclose(f);
    const char *text = arena_text_n(&po->arena, b.p, b.n);
    if (b.failed || !utf8_valid(b.p, b.n)) po_wrong(po, path, 1, "larger than 4 MB, or not valid UTF-8");
    buf_finish(&b);
    return text;
}

static void write_file(const char *path, const struct buf *b)
{
    FILE *f = fopen(path, "wb");
    if (!f || fwrite(b->p, 1, b->n, f) != b->n || fclose(f) != 0) { perror(path); exit(1); }
}

/* ---- the table of the program ---- */

static int by_text(const void *a, const void *b) { return strcmp((*(struct entry *const *)a)->text, (*(struct entry *const *)b)->text); }

static void c_quote(struct buf *c, const char *s)
{
    buf_char(c, '"');
    for (; *s; s++) {
        if (*s == '"' || *s == '\\') buf_char(c, '\\');
        if (*s == '\n') buf_text(c, "\\n");
        else if (*s == '?') buf_text(c, "\\?");
        else buf_char(c, *s);
    }
    buf_char(c, '"');
}

static void write_table(struct po *po, const char *gen)
{
    struct entry **sorted = calloc(po->entries + 1, sizeof *sorted);
    struct buf c;
    size_t n = 0;
    char path[4096];
    if (!sorted) abort();
    for (size_t i = 0; i < po->entries; i++)
        if (*po->entry[i].english && entry_of(po, po->entry[i].text) == &po->entry[i]) sorted[n++] = &po->entry[i];
    qsort(sorted, n, sizeof *sorted, by_text);
    buf_init(&c, 64 << 20);
    buf_text(&c, "/* Made by tools/po from lang/en*.po; do not edit. */\n#include \"base/lang_table.h\"\n\nconst struct lang_entry lang_en[] = {\n");
    for (size_t i = 0; i < n; i++) {
        buf_text(&c, "{ ");
        c_quote(&c, sorted[i]->text);
        buf_text(&c, ",\n  ");
        c_quote(&c, sorted[i]->english);
        buf_text(&c, " },\n");
    }
    buf_print(&c, "{ \"\", \"\" }\n};\nconst size_t lang_en_n = %zu;\n", n);
    snprintf(path, sizeof path, "%s/generated/lang.c", gen);
    const char *old = file_read(po, path);
    if (!str_is(old, c.p)) write_file(path, &c);
    buf_finish(&c);
    free(sorted);
}

/* ---- make lang ---- */

static void put_entry(struct po *po, struct buf *b, const char *comment, const char *text, const char *english)
{
    buf_print(b, "\n%smsgid %s\n", comment, po_quote(po, text));
    buf_print(b, "msgstr %s\n", po_quote(po, english));
}

/* The entries of this file that are still used, then what its area misses. */
static void rewrite(struct po *po, const char *file, const char *area)
{
    struct buf b;
    size_t entries = 0;
    buf_init(&b, 16 << 20);
    buf_text(&b, "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\nLanguage: en\\n\"\n");
    for (size_t i = 0; i < po->entries; i++) {
        const struct entry *e = &po->entry[i];
        if (strcmp(e->file, file) != 0 || !e->used || entry_of(po, e->text) != e) continue;
        put_entry(po, &b, "", e->text, e->english);
        entries++;
    }
    for (size_t i = 0; i < po->used_n; i++) {
        const struct used *u = &po->used[i];
        if (!area || strcmp(u->area, area) != 0 || entry_of(po, u->text)) continue;
        put_entry(po, &b, arena_print(&po->arena, "#: %s\n", u->file), u->text, "");
        entries++;
    }
    if (entries) write_file(file, &b);
    else remove(file);
    buf_finish(&b);
}

static bool done_before(const char *const *list, size_t n, const char *s)
{
    for (size_t i = 0; i < n; i++) if (strcmp(list[i], s) == 0) return true;
    return false;
}

static void add_missing(struct po *po)
{
    const char *done[200];
    size_t n = 0;
    for (size_t i = 0; i < po->used_n && n < 199; i++) {
        const char *file = arena_print(&po->arena, "lang/en-%s.po", po->used[i].area);
        if (done_before(done, n, file)) continue;
        done[n++] = file;
        rewrite(po, file, po->used[i].area);
    }
    for (size_t i = 0; i < po->entries && n < 199; i++) {
        if (done_before(done, n, po->entry[i].file)) continue;
        done[n++] = po->entry[i].file;
        rewrite(po, po->entry[i].file, NULL);
    }
}

static int one_file(struct po *po, const char *path)          /* for the tests: what is found in a source */
{
    const char *text = file_read(po, path);
    if (text) collect_text(po, path, text);
    for (size_t i = 0; i < po->used_n; i++) printf("%d %s\n", po->used[i].line, po_quote(po, po->used[i].text));
    return 0;
}

int main(int argc, char **argv)
{
    struct po po = { .wrong = 0 };
    const char *how = argc > 1 ? argv[1] : "";
    arena_init(&po.arena, (size_t)1 << 30);
    if (argc == 3 && strcmp(how, "--texts") == 0) return one_file(&po, argv[2]);
    if (argc != 2) { fprintf(stderr, "usage: po GEN | po --check | po --add\n"); return 2; }
    entries_read_all(&po);
    collect_all(&po);
    for (size_t i = 0; i < po.used_n; i++)
        for (size_t e = 0; e < po.entries; e++)
            if (strcmp(po.entry[e].text, po.used[i].text) == 0) po.entry[e].used = true;
    if (strcmp(how, "--add") == 0) { add_missing(&po); return po.wrong != 0; }
    entries_check(&po, strcmp(how, "--check") == 0);
    if (strcmp(how, "--check") != 0 && !po.wrong) write_table(&po, how);
    else if (!po.wrong) printf("%zu texts, all in English\n", po.used_n);
    if (po.wrong) fprintf(stderr, "po: %d wrong\n", po.wrong);
    return po.wrong != 0;
}
