/* The .po files: reading them, and what must hold between a text and its English. */
#include "po.h"
#include "base/buf.h"
#include <glob.h>
#include <stdlib.h>
#include <string.h>

/* ---- reading ---- */

static void entry_add(struct po *po, const char *text, const char *english, const char *file, int line)
{
    if (po->entries == po->entries_room) {
        po->entries_room = po->entries_room ? po->entries_room * 2 : 512;
        po->entry = realloc(po->entry, po->entries_room * sizeof *po->entry);
        if (!po->entry) abort();
    }
    po->entry[po->entries++] = (struct entry){ text, english, arena_text(&po->arena, file), line, false };
}

/* Adds the content of the quoted line to *to; false when it is none. */
static bool quoted_line(struct span line, struct buf *to)
{
    line = span_trim(line);
    if (line.n < 2 || line.p[0] != '"' || line.p[line.n - 1] != '"') return false;
    for (size_t i = 1; i + 1 < line.n; i++) {
        char ch = line.p[i];
        if (ch == '"') return false;
        if (ch == '\\' && i + 2 < line.n) { ch = line.p[++i]; ch = ch == 'n' ? '\n' : ch == 't' ? '\t' : ch; }
        buf_char(to, ch);
    }
    return true;
}

static bool keyword(struct span *line, const char *word)
{
    size_t n = strlen(word);
    if (line->n < n || memcmp(line->p, word, n) != 0) return false;
    *line = (struct span){ line->p + n, line->n - n };
    return true;
}

void entries_read(struct po *po, const char *file, const char *text)
{
    struct span rest = span_of(text), line;
    struct buf id, str, *to = NULL;
    int at = 0, began = 0;
    buf_init(&id, 1 << 17);
    buf_init(&str, 1 << 17);
    while (span_cut(&rest, '\n', &line)) {
        at++;
        line = span_trim(line);
        if (line.n == 0 || line.p[0] == '#') continue;
        if (keyword(&line, "msgid ")) {
            if (id.n) entry_add(po, arena_text(&po->arena, id.p), arena_text(&po->arena, str.p), file, began);
            buf_clear(&id);
            buf_clear(&str);
            began = at;
            to = &id;
        } else if (keyword(&line, "msgstr ")) to = &str;
        if (!to || !quoted_line(line, to)) po_wrong(po, file, at, "this line is no msgid, no msgstr and no text: %.*s", (int)line.n, line.p);
    }
    if (id.n) entry_add(po, arena_text(&po->arena, id.p), arena_text(&po->arena, str.p), file, began);
    buf_finish(&id);
    buf_finish(&str);
}

void entries_read_all(struct po *po)
{
    glob_t files;
    if (glob("lang/en*.po", 0, NULL, &files) != 0) return;
    for (size_t i = 0; i < files.gl_pathc; i++) {
        const char *text = file_read(po, files.gl_pathv[i]);
        if (text) entries_read(po, files.gl_pathv[i], text);
    }
    globfree(&files);
}

struct entry *entry_of(struct po *po, const char *text)
{
    struct entry *empty = NULL;
    for (size_t i = 0; i < po->entries; i++) {
        if (strcmp(po->entry[i].text, text) != 0) continue;
        if (*po->entry[i].english) return &po->entry[i];
        empty = &po->entry[i];
    }
    return empty;
}

/* ---- checking ---- */

static bool part_in(const char *text, const char *part, size_t n)
{
    for (const char *p = strchr(text, '{'); p; p = strchr(p + 1, '{')) if (strncmp(p, part, n) == 0 && (part[n - 1] == '}' || strchr("?}", p[n]))) return true;
    return false;
}

/* Every {part} and <b> of `a` stands in `b`; of a choice {n?one:many} its {n}. */
static void check_parts(struct po *po, const struct entry *e, const char *a, const char *b, const char *where)
{
    for (const char *p = strchr(a, '{'); p; p = strchr(p + 1, '{')) {
        const char *close = strchr(p, '}');
        size_t n = close ? (size_t)(close - p + 1) : 1, name = strcspn(p, "?}");
        if (close && p[name] == '?') {
            if (!memchr(p, ':', n)) po_wrong(po, e->file, e->line, "%.*s is no choice {name?one:many}", (int)n, p);
            n = name;
        }
        if (!part_in(b, p, n)) po_wrong(po, e->file, e->line, "%.*s is missing in the %s", (int)n, p, where);
    }
}

static int bolds(const char *s)
{
    int n = 0;
    for (const char *p = strstr(s, "<b>"); p; p = strstr(p + 1, "<b>")) n++;
    for (const char *p = strstr(s, "</b>"); p; p = strstr(p + 1, "</b>")) n += 100;
    return n;
}

static void check_entry(struct po *po, struct entry *e)
{
    if (!*e->english) return;
    check_parts(po, e, e->text, e->english, "English");
    check_parts(po, e, e->english, e->text, "Vietnamese");
    if (bolds(e->text) != bolds(e->english)) po_wrong(po, e->file, e->line, "<b> and </b> differ between the languages");
    const struct entry *first = entry_of(po, e->text);
    if (first != e && strcmp(first->english, e->english) != 0)
        po_wrong(po, e->file, e->line, "\"%s\" is translated otherwise in %s:%d", e->text, first->file, first->line);
}

static void check_missing(struct po *po)
{
    for (size_t i = 0; i < po->used_n; i++) {
        const struct used *u = &po->used[i];
        const struct entry *e = entry_of(po, u->text);
        if (e && *e->english) continue;
        po_wrong(po, u->file, u->line, "no English; write in lang/en-%s.po:\nmsgid %s\nmsgstr \"\"", u->area, po_quote(po, u->text));
    }
}

void entries_check(struct po *po, bool complete)
{
    for (size_t i = 0; i < po->entries; i++) check_entry(po, &po->entry[i]);
    if (!complete) return;
    check_missing(po);
    for (size_t i = 0; i < po->entries; i++)
        if (!po->entry[i].used) po_wrong(po, po->entry[i].file, po->entry[i].line, "nothing uses this text any more; remove it (make lang does)");
}

const char *po_quote(struct po *po, const char *text)
{
    struct buf b;
    buf_init(&b, 1 << 18);
    buf_char(&b, '"');
    for (; *text; text++) {
        if (*text == '"' || *text == '\\') buf_char(&b, '\\');
        if (*text == '\n') buf_text(&b, "\\n");
        else buf_char(&b, *text);
    }
    buf_char(&b, '"');
    const char *s = arena_text(&po->arena, b.p);
    buf_finish(&b);
    return s;
}
