/* Codes and labels of the model's small lists, and the text form of rows and columns. See read.h. */
#include "roster/read/read.h"
#include "base/buf.h"
#include "base/str.h"
#include <string.h>

static const struct { const char *code, *label; } meanings[MEANINGS] = {
    [MEANS_NOTHING] = { "nothing", N_("Không dùng") },
    [MEANS_NUMBER] = { "number", N_("Số thứ tự") },
    [MEANS_FULL_NAME] = { "full_name", N_("Họ và tên") },
    [MEANS_FAMILY_MIDDLE] = { "family_middle", N_("Họ và đệm") },
    [MEANS_MIDDLE] = { "middle", N_("Tên đệm") },
    [MEANS_GIVEN] = { "given", N_("Tên") },
    [MEANS_BIRTH_DATE] = { "birth_date", N_("Ngày sinh") },
    [MEANS_SEX] = { "sex", N_("Giới tính") },
    [MEANS_FEMALE_MARK] = { "female_mark", N_("Đánh dấu nữ") },
    [MEANS_MALE_MARK] = { "male_mark", N_("Đánh dấu nam") },
    [MEANS_CLASS] = { "class", N_("Lớp") },
    [MEANS_GRADE] = { "grade", N_("Khối") },
    [MEANS_NATIONAL_ID] = { "national_id", N_("Số định danh cá nhân") },
    [MEANS_MOET_ID] = { "moet_id", N_("Mã định danh học sinh") },
    [MEANS_PUPIL_CODE] = { "pupil_code", N_("Mã học sinh") },
    [MEANS_ETHNICITY] = { "ethnicity", N_("Dân tộc") },
    [MEANS_STATUS] = { "status", N_("Trạng thái") },
    [MEANS_BIRTH_PLACE] = { "birth_place", N_("Nơi sinh") },
    [MEANS_ADDRESS] = { "address", N_("Địa chỉ") },
    [MEANS_MOTHER_NAME] = { "mother_name", N_("Họ tên mẹ") },
    [MEANS_MOTHER_PHONE] = { "mother_phone", N_("Điện thoại mẹ") },
    [MEANS_FATHER_NAME] = { "father_name", N_("Họ tên bố") },
    [MEANS_FATHER_PHONE] = { "father_phone", N_("Điện thoại bố") },
    [MEANS_GUARDIAN_NAME] = { "guardian_name", N_("Họ tên phụ huynh") },
    [MEANS_GUARDIAN_PHONE] = { "guardian_phone", N_("Điện thoại phụ huynh") },
    [MEANS_GUARDIAN_RELATION] = { "guardian_relation", N_("Quan hệ") },
    [MEANS_NOTE] = { "note", N_("Ghi chú") },
    [MEANS_SOURCE_PERSON] = { "source_person", N_("Mã ở hệ thống gửi") },
    [MEANS_SOURCE_CLASS] = { "source_class", N_("Mã lớp ở hệ thống gửi") },
};

const char *roster_meaning_code(enum meaning m) { return meanings[m < MEANINGS ? m : MEANS_NOTHING].code; }
const char *roster_meaning_label(enum meaning m) { return meanings[m < MEANINGS ? m : MEANS_NOTHING].label; }

enum meaning roster_meaning_read(const char *code)
{
    for (enum meaning m = 0; m < MEANINGS; m++) if (str_is(code, meanings[m].code)) return m;
    return MEANS_NOTHING;
}

const char *roster_severity_code(enum roster_severity s)
{
    static const char *const code[] = { "warning", "choice", "error" };
    return code[s];
}

/* ---- text form: lines of fields parted by tabs; backslash escapes \\ \n \t */

enum { PACKED_MAX = 8 * 1024 * 1024 };

static void put_field(struct buf *b, const char *s)
{
    for (; *s; s++) {
        if (*s == '\\') buf_text(b, "\\\\");
        else if (*s == '\n') buf_text(b, "\\n");
        else if (*s == '\t') buf_text(b, "\\t");
        else buf_char(b, *s);
    }
}

static const char *take_field(struct arena *a, struct span field)
{
    char *out = arena_take(a, field.n + 1);
    size_t n = 0;
    if (!out) return "";
    for (size_t i = 0; i < field.n; i++) {
        if (field.p[i] != '\\' || i + 1 == field.n) { out[n++] = field.p[i]; continue; }
        i++;
        out[n++] = field.p[i] == 'n' ? '\n' : field.p[i] == 't' ? '\t' : field.p[i];
    }
    return out;
}

static const char *done(struct arena *a, struct buf *b)
{
    if (b->failed) a->failed = true;
    const char *s = arena_text_n(a, b->p, b->n);
    buf_finish(b);
    return s;
}

const char *roster_row_pack(struct arena *a, const struct roster_row *row)
{
    struct buf b;
    buf_init(&b, PACKED_MAX);
    for (enum meaning m = MEANS_NUMBER; m < MEANINGS; m++) {
        if (!row->said[m]) continue;
        buf_text(&b, meanings[m].code);
        buf_char(&b, '\t');
        put_field(&b, row->said[m]);
        buf_char(&b, '\n');
    }
    return done(a, &b);
}

void roster_row_unpack(struct arena *a, const char *packed, struct roster_row *row)
{
    struct span rest = span_of(packed), line, code;
    memset(row->said, 0, sizeof row->said);
    while (span_cut(&rest, '\n', &line)) {
        if (!line.n || !span_cut(&line, '\t', &code)) continue;
        enum meaning m = roster_meaning_read(arena_text_n(a, code.p, code.n));
        if (m) row->said[m] = take_field(a, line);
    }
}

const char *roster_columns_pack(struct arena *a, const struct roster_sheet *s)
{
    struct buf b;
    buf_init(&b, PACKED_MAX);
    for (size_t i = 0; i < s->columns; i++) {
        buf_print(&b, "%u\t%s\t", s->column[i].column, roster_meaning_code(s->column[i].means));
        put_field(&b, s->column[i].header);
        buf_char(&b, '\n');
    }
    return done(a, &b);
}

bool roster_columns_unpack(struct arena *a, const char *packed, struct roster_sheet *s)
{
    struct span rest = span_of(packed), line, number, code;
    s->columns = 0;
    s->column = ARENA_MANY(a, struct roster_column, SHEETS_COLUMNS_MAX);
    while (s->column && span_cut(&rest, '\n', &line)) {
        int64_t n;
        if (!line.n) continue;
        if (s->columns == SHEETS_COLUMNS_MAX || !span_cut(&line, '\t', &number) || !span_cut(&line, '\t', &code)) return false;
        if (!span_int(number, &n) || n < 1 || n > SHEETS_COLUMNS_MAX) return false;
        s->column[s->columns++] = (struct roster_column){ (uint16_t)n, roster_meaning_read(arena_text_n(a, code.p, code.n)), take_field(a, line) };
    }
    return s->column != NULL;
}
