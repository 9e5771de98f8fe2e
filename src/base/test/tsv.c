#include "tsv.h"
#include "base/str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FILE_MOST = 256 * 1024 };

static struct tsv_row tsv_fields(struct arena *a, struct span line, int number)
{
    struct tsv_row row = { .line = number };
    struct span part;
    for (int i = 0; i < TSV_FIELDS; i++)
        row.field[i] = span_cut(&line, '\t', &part) ? arena_text_n(a, part.p, part.n) : "";
    return row;
}

struct tsv tsv_read(struct test *t, const char *name)
{
    const char *path = arena_print(t->arena, "test/vectors/%s.tsv", name);
    char *text = arena_take(t->arena, FILE_MOST);
    FILE *f = fopen(path, "r");
    size_t n = f && text ? fread(text, 1, FILE_MOST, f) : 0, lines = 0;
    if (f) fclose(f);
    for (size_t i = 0; i < n; i++) lines += text[i] == '\n';
    struct tsv all = { .rows = ARENA_MANY(t->arena, struct tsv_row, lines + 1) };
    struct span rest = { text, n }, line;
    for (int number = 1; span_cut(&rest, '\n', &line); number++)
        if (number > 1 && line.n) all.rows[all.n++] = tsv_fields(t->arena, line, number);
    if (all.n == 0 || n == FILE_MOST) fail(t, "%s has no rows, or too many", path);
    return all;
}

const char *tsv_unescape(struct arena *a, const char *s)
{
    char *out = arena_take(a, strlen(s) + 1), *w = out;
    while (*s) {
        if (s[0] == '\\' && s[1] == 'u') {
            char hex[5] = { s[2], s[3], s[4], s[5], 0 };
            w += utf8_put(w, (uint32_t)strtoul(hex, NULL, 16));
            s += 6;
        } else {
            s += s[0] == '\\' && s[1] == '\\';
            *w++ = *s++;
        }
    }
    return out;
}
