/* Styles: all that is asked of them is whether a number is a date, and whether zeros were put before it. See xlsx.h. */
#include "roster/read/xlsx.h"
#include <string.h>

struct format { int64_t id; struct xlsx_style style; };
struct style_state { struct format *format; size_t formats, formats_cap; bool in_cells; };

/* The formats that Excel does not write out (ECMA-376 part 1, 18.8.30), those of East Asia included. */
static bool builtin_date(int64_t id) { return (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58); }

/* A format speaks of a day when it has y or d outside quotes, brackets and escapes, in its first section. */
static struct xlsx_style read_format(struct span code)
{
    struct xlsx_style s = { 0 };
    size_t zeros = 0;
    for (size_t i = 0; i < code.n && code.p[i] != ';'; i++) {
        char ch = code.p[i];
        if (ch == '"') { do i++; while (i < code.n && code.p[i] != '"'); }
        else if (ch == '[') { while (i < code.n && code.p[i] != ']') i++; }
        else if (ch == '\\' || ch == '_' || ch == '*') i++;
        else if (strchr("ydYD", ch)) s.date = true;
        else if (ch == '0') zeros++;
    }
    if (zeros == code.n && zeros >= 2 && zeros <= 20) s.zeros = (uint8_t)zeros;
    return s;
}

static struct xlsx_style style_of(const struct style_state *st, int64_t id)
{
    for (size_t i = 0; i < st->formats; i++) if (st->format[i].id == id) return st->format[i].style;
    return (struct xlsx_style){ .date = builtin_date(id) };
}

static void style_start(struct part *p, const char *element, const xmlChar **attrs, int n)
{
    struct style_state *st = p->state;
    struct xlsx *x = p->x;
    struct span v, code;
    int64_t id = 0;
    if (!strcmp(element, "cellXfs")) st->in_cells = true;
    if (x->styles >= SHEETS_STYLES_MAX || st->formats >= SHEETS_STYLES_MAX) { part_broken(p); return; }
    if (!strcmp(element, "numFmt") && part_attr(attrs, n, "numFmtId", &v) && span_int(v, &id) && part_attr(attrs, n, "formatCode", &code)) {
        struct format *f = list_add(x->r->a, (void **)&st->format, &st->formats, &st->formats_cap, sizeof *f);
        if (f) *f = (struct format){ id, read_format(code) };
    }
    if (st->in_cells && !strcmp(element, "xf")) {
        struct xlsx_style *s = list_add(x->r->a, (void **)&x->style, &x->styles, &x->styles_cap, sizeof *s);
        if (s) *s = style_of(st, part_attr(attrs, n, "numFmtId", &v) && span_int(v, &id) ? id : 0);
    }
}

static void style_end(struct part *p, const char *element)
{
    struct style_state *st = p->state;
    if (!strcmp(element, "cellXfs")) st->in_cells = false;
}

/* A file without styles is read without dates. */
rc xlsx_styles(struct xlsx *x)
{
    struct style_state st = { 0 };
    struct part p = { .x = x, .name = x->styles_path, .start = style_start, .end = style_end, .state = &st };
    rc answer = part_parse(&p);
    return answer == NOT_FOUND ? OK : answer;
}
