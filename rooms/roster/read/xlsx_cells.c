/* Worksheets and shared strings. See xlsx.h.
** A cell without a reference stands right of the one before it, a row without a number below it; rows and cells must ascend,
** as Excel itself demands: a file with the same cell twice is damaged, and guessing would import the wrong pupil. */
#include "roster/read/xlsx.h"
#include "base/time.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { EXCEL_ROWS = 1048576, EXCEL_COLUMNS = 16384, DAYS_1904 = 1462, FORMULA_SHOWN = 200 };

/* ---- text */

/* _x000D_ stands for a character that XML cannot write. */
static bool escape_at(const char *p, size_t n, uint32_t *cp)
{
    if (n < 7 || p[0] != '_' || p[1] != 'x' || p[6] != '_') return false;
    *cp = 0;
    for (int i = 2; i < 6; i++) {
        const char *digits = "0123456789abcdef", *d = strchr(digits, p[i] | 0x20);
        if (!d || !p[i]) return false;
        *cp = *cp * 16 + (uint32_t)(d - digits);
    }
    return true;
}

const char *xlsx_text(struct reading *r, const char *p, size_t n)
{
    if (!memmem(p, n, "_x", 2)) return read_text(r, p, n);
    char *out = arena_take(r->a, n + 1);
    if (!out) return "";
    size_t k = 0;
    for (size_t i = 0; i < n; ) {
        uint32_t cp;
        if (!escape_at(p + i, n - i, &cp)) { out[k++] = p[i++]; continue; }
        if (cp >= 0x20 || cp == '\n' || cp == '\t') { char utf8[4]; size_t m = cp < 0xD800 || cp > 0xDFFF ? utf8_put(utf8, cp) : 0; memcpy(out + k, utf8, m); k += m; }
        i += 7;
    }
    return read_text(r, out, k);
}

static bool too_long(const char *s) { return strlen(s) > SHEETS_CELL_MAX && utf8_count(s) > SHEETS_CELL_MAX; }

static void refuse_long(struct part *p)
{
    part_stop(p, read_refuse(p->x->r, LIMIT, 4609, "cell_too_long", N_("Có ô dài hơn 32.767 kí tự. Hãy xóa ô đó rồi tải lên lại.")));
}

/* ---- shared strings: <si> holds one <t>, or runs <r> of them; <rPh> is a reading aid of other scripts */

struct string_state { bool in_item, in_phonetic; };

static void string_start(struct part *p, const char *element, const xmlChar **attrs, int n)
{
    (void)attrs; (void)n;
    struct string_state *st = p->state;
    if (!strcmp(element, "si")) { st->in_item = true; buf_clear(&p->text); }
    else if (!strcmp(element, "rPh")) st->in_phonetic = true;
    else if (!strcmp(element, "t")) p->keep = st->in_item && !st->in_phonetic;
}

static void string_end(struct part *p, const char *element)
{
    struct string_state *st = p->state;
    struct xlsx *x = p->x;
    if (!strcmp(element, "t")) p->keep = false;
    else if (!strcmp(element, "rPh")) st->in_phonetic = false;
    else if (!strcmp(element, "si")) {
        const char **s = list_add(x->r->a, (void **)&x->string, &x->strings, &x->strings_cap, sizeof *s);
        if (!s) { part_stop(p, read_full(x->r)); return; }
        *s = xlsx_text(x->r, p->text.p, p->text.n);
        if (too_long(*s)) refuse_long(p);
        st->in_item = false;
    }
}

rc xlsx_strings(struct xlsx *x)
{
    struct string_state st = { 0 };
    struct part p = { .x = x, .name = x->strings_path, .start = string_start, .end = string_end, .state = &st };
    rc answer = part_parse(&p);
    return answer == NOT_FOUND ? OK : answer;
}

/* ---- a worksheet */

struct cells_state {
    struct sheet_builder b;
    size_t merges_cap;
    int64_t row, column;            /* of the last row and cell seen */
    char type;                      /* t=: n number, s shared, i inline, S formula text, b, e, d ISO date */
    int64_t style;
    bool has_value, has_formula, in_cell, in_phonetic;
    const char *formula;
};

static bool read_reference(struct span ref, int64_t *row, int64_t *column)
{
    size_t i = 0;
    *row = *column = 0;
    for (; i < ref.n && i < 3 && ref.p[i] >= 'A' && ref.p[i] <= 'Z'; i++) *column = *column * 26 + (ref.p[i] - 'A' + 1);
    if (i == 0 || i == ref.n || ref.n - i > 7 || ref.p[i] < '1' || ref.p[i] > '9') return false;
    return span_int((struct span){ ref.p + i, ref.n - i }, row) && *column <= EXCEL_COLUMNS && *row <= EXCEL_ROWS;
}

static void row_start(struct part *p, const xmlChar **attrs, int n)
{
    struct cells_state *st = p->state;
    struct span v;
    int64_t row = st->row + 1;
    if (part_attr(attrs, n, "r", &v) && !span_int(v, &row)) { part_broken(p); return; }
    if (row <= st->row || row > EXCEL_ROWS) { part_broken(p); return; }
    st->row = row;
    st->column = 0;
}

static char cell_type(struct span t)
{
    static const struct { const char *name; char type; } types[] = { { "n", 'n' }, { "s", 's' }, { "str", 'S' }, { "inlineStr", 'i' }, { "b", 'b' }, { "e", 'e' }, { "d", 'd' } };
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) if (span_is(t, types[i].name)) return types[i].type;
    return 0;
}

static void cell_start(struct part *p, const xmlChar **attrs, int n)
{
    struct cells_state *st = p->state;
    struct span v;
    int64_t row = st->row, column = st->column + 1;
    st->type = part_attr(attrs, n, "t", &v) ? cell_type(v) : 'n';
    st->style = 0;
    bool fits = st->type && (!part_attr(attrs, n, "s", &v) || (span_int(v, &st->style) && st->style >= 0))
             && (!part_attr(attrs, n, "r", &v) || read_reference(v, &row, &column));
    if (!fits || row != st->row || column <= st->column) { part_broken(p); return; }
    st->column = column;
    st->in_cell = true;
    st->has_value = st->has_formula = st->in_phonetic = false;
    st->formula = "";
    buf_clear(&p->text);
}

static void merge_add(struct part *p, const xmlChar **attrs, int n)
{
    struct cells_state *st = p->state;
    struct span ref, from;
    int64_t row1, column1, row2, column2;
    if (!part_attr(attrs, n, "ref", &ref) || !span_cut(&ref, ':', &from)) return;
    if (!read_reference(from, &row1, &column1) || !read_reference(ref, &row2, &column2) || row2 < row1 || column2 < column1) { part_broken(p); return; }
    if (st->b.sheet->merges == SHEETS_MERGES_MAX) { part_stop(p, read_full(p->x->r)); return; }
    struct merge *m = list_add(p->x->r->a, (void **)&st->b.sheet->merge, &st->b.sheet->merges, &st->merges_cap, sizeof *m);
    if (!m) { part_stop(p, read_full(p->x->r)); return; }
    *m = (struct merge){ (uint32_t)row1, (uint32_t)row2, (uint16_t)column1, (uint16_t)column2 };
}

static void sheet_start(struct part *p, const char *element, const xmlChar **attrs, int n)
{
    struct cells_state *st = p->state;
    if (!strcmp(element, "row")) row_start(p, attrs, n);
    else if (!strcmp(element, "c")) cell_start(p, attrs, n);
    else if (!strcmp(element, "mergeCell")) merge_add(p, attrs, n);
    else if (!st->in_cell) return;
    else if (!strcmp(element, "v")) { p->keep = st->has_value = true; buf_clear(&p->text); }
    else if (!strcmp(element, "f")) { p->keep = st->has_formula = true; buf_clear(&p->text); }
    else if (!strcmp(element, "rPh")) st->in_phonetic = true;
    else if (!strcmp(element, "t")) p->keep = st->has_value = !st->in_phonetic;
}

/* Digits as Excel's number formats General, 0 and 000… would show them; a whole number keeps all its digits. */
static const char *number_text(struct arena *a, double v, int zeros)
{
    if (v == floor(v) && fabs(v) < 1e15) return zeros && v >= 0 ? arena_print(a, "%0*.0f", zeros, v) : arena_print(a, "%.0f", v == 0 ? 0.0 : v);
    return arena_print(a, "%.15g", v);
}

static void fill_date(struct cell *c, struct arena *a, day d)
{
    char text[DAY_TEXT_SIZE];
    c->kind = CELL_DATE;
    c->text = arena_text(a, day_dmy(d, text));
    c->value = d.n;
}

static void fill_number(struct part *p, struct cell *c)
{
    const struct cells_state *st = p->state;
    struct xlsx *x = p->x;
    char *end;
    double v = strtod(p->text.p, &end);
    if (end == p->text.p || *end || !isfinite(v)) { c->text = read_text(x->r, p->text.p, p->text.n); return; }
    struct xlsx_style style = (size_t)st->style < x->styles ? x->style[st->style] : (struct xlsx_style){ 0 };
    day d;
    if (style.date && day_read_excel(v + (x->date1904 ? DAYS_1904 : 0), &d) == DAY_OK) { fill_date(c, x->r->a, d); return; }
    c->kind = CELL_NUMBER;
    c->value = v;
    c->text = number_text(x->r->a, v, style.zeros);
}

static void fill_iso_date(struct part *p, struct cell *c)
{
    day d;
    const char *s = arena_text_n(p->x->r->a, p->text.p, p->text.n < 10 ? p->text.n : 10);
    if (day_read_iso(s, &d) == DAY_OK) fill_date(c, p->x->r->a, d);
    else c->text = read_text(p->x->r, p->text.p, p->text.n);
}

static void fill_shared(struct part *p, struct cell *c)
{
    int64_t i;
    if (span_int((struct span){ p->text.p, p->text.n }, &i) && i >= 0 && (uint64_t)i < p->x->strings) c->text = p->x->string[i];
    else part_broken(p);
}

static struct cell fill(struct part *p)
{
    struct cells_state *st = p->state;
    struct reading *r = p->x->r;
    struct cell c = { .kind = CELL_TEXT, .text = "" };
    if (!st->has_value) {
        if (st->has_formula) { c.kind = CELL_NO_VALUE; c.text = arena_print(r->a, "=%s", st->formula); }
        return c;
    }
    switch (st->type) {
    case 's': fill_shared(p, &c); break;
    case 'n': fill_number(p, &c); break;
    case 'd': fill_iso_date(p, &c); break;
    case 'b': c.text = p->text.n && p->text.p[0] == '1' ? "TRUE" : "FALSE"; break;
    case 'e': c.kind = CELL_ERROR; c.text = read_text(r, p->text.p, p->text.n); break;
    default:  c.text = xlsx_text(r, p->text.p, p->text.n);
    }
    return c;
}

static bool blank(const char *s) { return s[strspn(s, " \t\r\n")] == '\0'; }

static void cell_end(struct part *p)
{
    struct cells_state *st = p->state;
    struct reading *r = p->x->r;
    st->in_cell = false;
    struct cell c = fill(p);
    if (p->stopped != OK || blank(c.text)) return;
    if (too_long(c.text)) { refuse_long(p); return; }
    if (st->row > SHEETS_ROWS_MAX)
        part_stop(p, read_refuse(r, LIMIT, 4618, "too_many_rows", N_("Một trang tính có hơn 20.000 dòng. Hãy xóa những gì nằm dưới danh sách, hoặc tách thành nhiều tệp.")));
    else if (st->column > SHEETS_COLUMNS_MAX)
        part_stop(p, read_refuse(r, LIMIT, 4619, "too_many_columns", N_("Một trang tính có hơn 100 cột. Hãy xóa những cột không cần rồi tải lên lại.")));
    else {
        struct cell *into = sheet_add(r, &st->b, (uint32_t)st->row, (unsigned)st->column);
        if (!into) { part_stop(p, read_full(r)); return; }
        c.column = into->column;
        *into = c;
    }
}

static void sheet_end(struct part *p, const char *element)
{
    struct cells_state *st = p->state;
    if (!strcmp(element, "c") && st->in_cell) cell_end(p);
    else if (!strcmp(element, "v") || !strcmp(element, "t")) p->keep = false;
    else if (!strcmp(element, "rPh")) st->in_phonetic = false;
    else if (!strcmp(element, "f") && p->keep) {
        p->keep = false;
        size_t n = p->text.n < FORMULA_SHOWN ? p->text.n : FORMULA_SHOWN;
        while (n && n < p->text.n && ((unsigned char)p->text.p[n] & 0xC0) == 0x80) n--;     /* not inside a character */
        st->formula = read_text(p->x->r, p->text.p, n);
        buf_clear(&p->text);
    }
}

rc xlsx_cells(struct xlsx *x, const struct xlsx_sheet *from, struct sheet *into)
{
    struct cells_state st = { .b = { .sheet = into } };
    struct part p = { .x = x, .name = from->path, .start = sheet_start, .end = sheet_end, .state = &st };
    rc answer = part_parse(&p);
    return answer == NOT_FOUND ? xlsx_broken(x, from->path) : answer;
}
