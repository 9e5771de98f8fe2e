/* The front door of the sheet readers: what kind of file is it? Kinds that schools really send, though we cannot read them,
** get a message of their own that says how to make a file that we can. */
#include "roster/read/sheet_in.h"
#include "base/str.h"
#include "base/viet.h"
#include <string.h>
#include <strings.h>

rc read_refuse_with(struct reading *r, rc kind, int number, const char *code, const char *text, const char *name, const char *value)
{
    if (r->why->number) return kind;
    *r->why = (struct read_fault){ .number = number, .code = code, .text = text };
    if (name) { r->why->part[0] = name; r->why->part[1] = arena_text(r->a, value); }
    return kind;
}

rc read_refuse(struct reading *r, rc kind, int number, const char *code, const char *text)
{
    return read_refuse_with(r, kind, number, code, text, NULL, NULL);
}

rc read_full(struct reading *r)
{
    return read_refuse(r, LIMIT, 4602, "too_much",
        N_("Tệp chứa quá nhiều dữ liệu. Hãy tách thành nhiều tệp, mỗi tệp một khối, rồi tải lên lần lượt."));
}

const char *read_fault_say(struct arena *a, enum lang lang, const struct read_fault *why)
{
    if (!why->text) return "";
    return why->part[0] ? say(a, lang, why->text, why->part[0], why->part[1], why->part[2], why->part[3], NULL) : say(a, lang, why->text, NULL);
}

const char *read_text(struct reading *r, const char *p, size_t n)
{
    bool plain = true;
    for (size_t i = 0; i < n && plain; i++) plain = (unsigned char)p[i] < 0x80 && ((unsigned char)p[i] >= 0x20 || p[i] == '\n' || p[i] == '\t');
    const char *s = arena_text_n(r->a, p, n);
    if (plain) return s;
    if (!viet_is_nfc(s)) r->book->composed = true;
    return viet_nfc(r->a, s);
}

void *list_add(struct arena *a, void **list, size_t *n, size_t *cap, size_t size)
{
    if (*n == *cap) {
        size_t more = *cap ? *cap * 2 : 8;
        void *grown = arena_take_many(a, more, size);
        if (!grown) return NULL;
        if (*n) memcpy(grown, *list, *n * size);
        *list = grown;
        *cap = more;
    }
    return (char *)*list + (*n)++ * size;
}

struct cell *sheet_add(struct reading *r, struct sheet_builder *b, uint32_t row, unsigned column)
{
    struct sheet *s = b->sheet;
    struct sheet_row *last = s->n ? &s->row[s->n - 1] : NULL;
    if (!last || last->number != row) {
        last = list_add(r->a, (void **)&s->row, &s->n, &b->rows_cap, sizeof *last);
        if (!last) return NULL;
        last->number = row;
        b->cells_cap = 0;
    }
    size_t n = last->n;
    struct cell *c = list_add(r->a, (void **)&last->cell, &n, &b->cells_cap, sizeof *c);
    if (!c) return NULL;
    last->n = (uint32_t)n;
    c->column = (uint16_t)column;
    return c;
}

const struct cell *sheet_cell(const struct sheet_row *r, unsigned column)
{
    for (uint32_t i = 0; r && i < r->n && r->cell[i].column <= column; i++)
        if (r->cell[i].column == column) return &r->cell[i];
    return NULL;
}

const struct sheet_row *sheet_row_at(const struct sheet *s, uint32_t number)
{
    size_t low = 0, high = s->n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (s->row[mid].number < number) low = mid + 1; else high = mid;
    }
    return low < s->n && s->row[low].number == number ? &s->row[low] : NULL;
}

const struct merge *sheet_merge_at(const struct sheet *s, uint32_t row, unsigned column)
{
    for (size_t i = 0; i < s->merges; i++) {
        const struct merge *m = &s->merge[i];
        if (m->row1 <= row && row <= m->row2 && m->column1 <= column && column <= m->column2) return m;
    }
    return NULL;
}

const char *column_letters(unsigned column, char out[COLUMN_TEXT_SIZE])
{
    char back[COLUMN_TEXT_SIZE];
    size_t n = 0;
    for (; column > 0 && n < sizeof back - 1; column = (column - 1) / 26) back[n++] = (char)('A' + (column - 1) % 26);
    for (size_t i = 0; i < n; i++) out[i] = back[n - 1 - i];
    out[n] = '\0';
    return out;
}

static bool has_bytes(const void *p, size_t n, const void *part, size_t part_n)
{
    return n >= part_n && memmem(p, n, part, part_n) != NULL;
}

/* OLE2: the container of .xls, of encrypted .xlsx, and of old Word files. */
static rc refuse_ole(struct reading *r, const void *p, size_t n)
{
    static const char encrypted[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
    if (has_bytes(p, n, encrypted, sizeof encrypted - 1))
        return read_refuse(r, INVALID, 4604, "encrypted",
            N_("Tệp có mật khẩu nên không đọc được. Mở bằng Excel, bỏ mật khẩu (Tệp, Thông tin, Bảo vệ sổ làm việc), lưu lại rồi tải lên lại."));
    return read_refuse(r, INVALID, 4603, "old_excel",
        N_("Đây là tệp Excel kiểu cũ (.xls). Mở bằng Excel, chọn Lưu thành .xlsx rồi tải lên lại."));
}

/* Web pages and XML that some systems export under the name .xls. */
static rc refuse_markup(struct reading *r)
{
    return read_refuse(r, INVALID, 4605, "markup",
        N_("Đây là trang web đặt tên thành tệp Excel, không phải bảng tính thật. Mở bằng Excel, chọn Lưu thành .xlsx rồi tải lên lại."));
}

static bool looks_like_markup(const char *p, size_t n)
{
    static const char *const marks[] = { "<html", "<!doctype", "<table", "<?xml", "<meta", "<head", "<style", "<workbook", "<!--", "<div" };
    size_t i = n >= 3 && !memcmp(p, "\xEF\xBB\xBF", 3) ? 3 : 0;
    while (i < n && (p[i] == ' ' || p[i] == '\t' || p[i] == '\r' || p[i] == '\n')) i++;
    for (size_t m = 0; m < sizeof marks / sizeof *marks; m++)
        if (n - i >= strlen(marks[m]) && !strncasecmp(p + i, marks[m], strlen(marks[m]))) return true;
    return false;
}

static bool starts(const void *p, size_t n, const char *magic, size_t magic_n) { return n >= magic_n && !memcmp(p, magic, magic_n); }

static rc read_by_kind(struct reading *r, const void *p, size_t n)
{
    if (starts(p, n, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8)) return refuse_ole(r, p, n);
    if (starts(p, n, "PK\x03\x04", 4)) return xlsx_read(r, p, n);
    if (starts(p, n, "PK\x05\x06", 4))
        return read_refuse(r, INVALID, 4606, "empty", N_("Tệp không có gì bên trong. Hãy chọn lại tệp danh sách."));
    if (starts(p, n, "%PDF", 4) || starts(p, n, "\x89PNG", 4) || starts(p, n, "\xFF\xD8\xFF", 3) || starts(p, n, "Rar!", 4) || starts(p, n, "7z\xBC\xAF", 4) || starts(p, n, "\x1F\x8B", 2))
        return read_refuse(r, INVALID, 4607, "other_kind", N_("Đây không phải bảng tính. Hãy tải lên tệp .xlsx hoặc .csv."));
    if (starts(p, n, "\x09\x08", 2) || starts(p, n, "\x09\x04", 2) || starts(p, n, "\x09\x02", 2)) return refuse_ole(r, "", 0);
    if (looks_like_markup(p, n)) return refuse_markup(r);
    return csv_read(r, p, n);
}

static bool all_blank(const unsigned char *p, size_t n)
{
    for (size_t i = 0; i < n; i++) if (p[i] != ' ' && p[i] != '\t' && p[i] != '\r' && p[i] != '\n') return false;
    return true;
}

rc sheets_read(struct arena *a, const void *p, size_t n, struct workbook *out, struct read_fault *why)
{
    *out = (struct workbook){ .encoding = "UTF-8" };
    *why = (struct read_fault){ 0 };
    struct reading r = { .a = a, .book = out, .why = why };
    if (n > SHEETS_FILE_MAX)
        return read_refuse(&r, LIMIT, 4601, "too_large", N_("Tệp lớn hơn 16 MB. Hãy xóa hình ảnh và trang không cần, hoặc tách thành nhiều tệp."));
    if (all_blank(p, n)) return read_refuse(&r, INVALID, 4606, "empty", N_("Tệp không có gì bên trong. Hãy chọn lại tệp danh sách."));
    rc answer = read_by_kind(&r, p, n);
    return answer == OK && a->failed ? read_full(&r) : answer;
}
