/* CSV as schools have it: any encoding of Việt Nam, comma, semicolon or tab, quotes with line breaks inside.
** Order: bytes -> UTF-8 -> delimiter -> records. A record is a row; blank records count, as they do in Excel. */
#include "roster/read/sheet_in.h"
#include "roster/read/legacy.h"
#include "base/buf.h"
#include "base/str.h"
#include "base/viet.h"
#include <string.h>

enum { LOOK_LINES = 20 };

/* ---- bytes -> UTF-8 */

static rc refuse_binary(struct reading *r)
{
    return read_refuse(r, INVALID, 4607, "other_kind", N_("Đây không phải bảng tính. Hãy tải lên tệp .xlsx hoặc .csv."));
}

static rc refuse_encoding(struct reading *r)
{
    return read_refuse(r, INVALID, 4620, "encoding",
        N_("Không nhận ra bảng mã của tệp. Mở bằng Excel, chọn Lưu thành .xlsx (hoặc CSV UTF-8) rồi tải lên lại."));
}

static rc from_utf16(struct reading *r, const unsigned char *p, size_t n, bool big, char **text, size_t *text_n)
{
    struct buf b;
    if (n % 2) return refuse_encoding(r);
    buf_init(&b, n * 2 + 8);
    bool good = true;
    for (size_t i = 0; i < n && good; i += 2) {
        uint32_t u = big ? (uint32_t)(p[i] << 8 | p[i + 1]) : (uint32_t)(p[i + 1] << 8 | p[i]);
        if (u >= 0xD800 && u < 0xDC00 && i + 3 < n) {
            uint32_t low = big ? (uint32_t)(p[i + 2] << 8 | p[i + 3]) : (uint32_t)(p[i + 3] << 8 | p[i + 2]);
            good = low >= 0xDC00 && low < 0xE000;
            u = 0x10000 + ((u - 0xD800) << 10) + (low - 0xDC00);
            i += 2;
        } else good = u && (u < 0xD800 || u > 0xDFFF);
        char utf8[4];
        if (good) buf_add(&b, utf8, utf8_put(utf8, u));
    }
    *text_n = b.n;
    *text = (char *)arena_text_n(r->a, b.p, b.n);
    bool full = b.failed;
    buf_finish(&b);
    r->book->encoding = "UTF-16";
    return full ? read_full(r) : good ? OK : refuse_encoding(r);
}

/* UTF-16 without a mark: every other byte is zero in ASCII letters and digits. */
static bool wide_without_mark(const unsigned char *p, size_t n, bool *big)
{
    size_t even = 0, odd = 0, look = n < 400 ? n : 400;
    for (size_t i = 0; i < look; i++) if (!p[i]) { if (i % 2) odd++; else even++; }
    *big = even > odd;
    return even + odd > look / 4 && (even == 0 || odd == 0);
}

static rc from_bytes(struct reading *r, const unsigned char *p, size_t n, char **text, size_t *text_n)
{
    bool big;
    if (n >= 3 && !memcmp(p, "\xEF\xBB\xBF", 3)) { p += 3; n -= 3; }
    else if (n >= 2 && !memcmp(p, "\xFF\xFE", 2)) return from_utf16(r, p + 2, n - 2, false, text, text_n);
    else if (n >= 2 && !memcmp(p, "\xFE\xFF", 2)) return from_utf16(r, p + 2, n - 2, true, text, text_n);
    else if (wide_without_mark(p, n, &big)) return from_utf16(r, p, n, big, text, text_n);
    if (memchr(p, 0, n)) return refuse_binary(r);
    if (utf8_valid((const char *)p, n)) {
        *text = (char *)arena_text_n(r->a, (const char *)p, n);
        *text_n = n;
        return OK;
    }
    enum legacy kind = legacy_guess(p, n);
    bool clean;
    if (kind == LEGACY_UNKNOWN) return refuse_encoding(r);
    *text = (char *)legacy_decode(r->a, kind, p, n, &clean);
    *text_n = strlen(*text);
    r->book->encoding = legacy_name(kind);
    r->book->converted = true;
    return OK;
}

/* ---- the delimiter: the mark that most of the first lines have equally often */

static size_t count_in_line(const char *p, const char *end, char mark, const char **next)
{
    size_t n = 0;
    bool quoted = false;
    for (; p < end && (quoted || (*p != '\n' && *p != '\r')); p++) {
        if (*p == '"') quoted = !quoted;
        else if (*p == mark && !quoted) n++;
    }
    while (p < end && (*p == '\n' || *p == '\r')) p++;
    *next = p;
    return n;
}

static size_t weigh(const char *p, const char *end, char mark)
{
    size_t count[LOOK_LINES], lines = 0, best = 0;
    while (p < end && lines < LOOK_LINES) count[lines++] = count_in_line(p, end, mark, &p);
    for (size_t i = 0; i < lines; i++) {
        size_t same = 0;
        for (size_t k = 0; k < lines; k++) if (count[k] == count[i]) same++;
        if (count[i] && same * 1000 + count[i] > best) best = same * 1000 + count[i];
    }
    return best;
}

static char find_delimiter(const char *p, const char *end)
{
    static const char marks[] = { '\t', ';', ',' };
    char found = 0;
    size_t best = 0;
    for (size_t i = 0; i < sizeof marks; i++) {
        size_t w = weigh(p, end, marks[i]);
        if (w > best) { best = w; found = marks[i]; }
    }
    return found;
}

/* ---- records. Fields are unquoted in place: what is written is never longer than what was read. */

struct csv { struct reading *r; char *p, *end; char mark; struct sheet_builder b; uint32_t row; };

static rc refuse_open_quote(struct csv *v, uint32_t row)
{
    return read_refuse_with(v->r, INVALID, 4621, "open_quote",
        N_("Dấu ngoặc kép mở ở dòng {row} mà không đóng. Mở tệp, sửa dòng đó rồi tải lên lại."), "row", arena_print(v->r->a, "%u", row));
}

/* Takes one field; v->p stands after it, on the delimiter, the line end or the end. */
static rc take_field(struct csv *v, struct span *field)
{
    char *out = v->p, *from = v->p;
    if (v->p < v->end && *v->p == '"') {
        bool closed = false;
        for (v->p++; v->p < v->end; v->p++) {
            if (*v->p != '"') *out++ = *v->p;
            else if (v->p + 1 < v->end && v->p[1] == '"') { *out++ = '"'; v->p++; }
            else { closed = true; v->p++; break; }
        }
        if (!closed) return refuse_open_quote(v, v->row);
    }
    while (v->p < v->end && *v->p != '\n' && *v->p != '\r' && !(v->mark && *v->p == v->mark)) *out++ = *v->p++;
    *field = (struct span){ from, (size_t)(out - from) };
    return OK;
}

/* ="0912345678" is how some systems keep the zero from Excel. */
static struct span unwrap_formula(struct span f)
{
    if (f.n >= 3 && f.p[0] == '=' && f.p[1] == '"' && f.p[f.n - 1] == '"') return (struct span){ f.p + 2, f.n - 3 };
    return f;
}

static rc add_field(struct csv *v, unsigned column, struct span field)
{
    struct reading *r = v->r;
    field = unwrap_formula(field);
    if (!span_trim(field).n) return OK;
    if (v->row > SHEETS_ROWS_MAX)
        return read_refuse(r, LIMIT, 4618, "too_many_rows", N_("Tệp có hơn 20.000 dòng. Hãy tách thành nhiều tệp rồi tải lên lần lượt."));
    if (column > SHEETS_COLUMNS_MAX)
        return read_refuse(r, LIMIT, 4619, "too_many_columns", N_("Tệp có hơn 100 cột. Hãy xóa những cột không cần rồi tải lên lại."));
    struct cell *c = sheet_add(r, &v->b, v->row, column);
    if (!c) return read_full(r);
    c->text = read_text(r, field.p, field.n);
    if (field.p[0] == '=' && field.n > 1) c->kind = CELL_NO_VALUE;
    if (field.n > SHEETS_CELL_MAX && utf8_count(c->text) > SHEETS_CELL_MAX)
        return read_refuse(r, LIMIT, 4609, "cell_too_long", N_("Có ô dài hơn 32.767 kí tự. Hãy xóa ô đó rồi tải lên lại."));
    return OK;
}

static rc take_record(struct csv *v)
{
    v->row++;
    for (unsigned column = 1; ; column++) {
        struct span field = { v->p, 0 };
        try(take_field(v, &field));
        try(add_field(v, column, field));
        if (v->p >= v->end) return OK;
        if (v->mark && *v->p == v->mark) { v->p++; continue; }
        if (*v->p == '\r') { v->p++; if (v->p < v->end && *v->p == '\n') v->p++; return OK; }
        v->p++;
        return OK;
    }
}

/* "sep=;" in the first line tells Excel the delimiter and is no row. */
static void take_sep_line(struct csv *v)
{
    if (v->end - v->p < 5 || strncmp(v->p, "sep=", 4)) return;
    v->mark = v->p[4];
    v->p += 5;
    while (v->p < v->end && (*v->p == '\r' || *v->p == '\n')) v->p++;
}

rc csv_read(struct reading *r, const void *p, size_t n)
{
    char *text;
    size_t text_n;
    r->book->kind = SHEETS_CSV;
    try(from_bytes(r, p, n, &text, &text_n));
    if (r->a->failed) return read_full(r);
    struct sheet *s = ARENA_NEW(r->a, struct sheet);
    if (!s) return read_full(r);
    s->name = "";
    r->book->sheet = s;
    r->book->n = 1;
    struct csv v = { .r = r, .p = text, .end = text + text_n, .mark = find_delimiter(text, text + text_n), .b = { .sheet = s } };
    take_sep_line(&v);
    r->book->delimiter = v.mark;
    while (v.p < v.end) try(take_record(&v));
    return OK;
}
