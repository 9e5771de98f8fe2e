/* Birth dates, and the age that goes with a grade (Luật Giáo dục 2019, Điều 28: lớp 1 at 6 years; a year of birth, not a day,
** decides). An age is unusual from 2 years above or 1 below; it is implausible from 12 above or 3 below: then a year was mistyped. */
#include "roster/read/check.h"
#include "base/str.h"
#include "base/viet.h"
#include <stdio.h>
#include <string.h>

enum { FIRST_GRADE_OFFSET = 5, OLDER_UNUSUAL = 2, YOUNGER_UNUSUAL = 1, OLDER_MAX = 12, YOUNGER_MAX = 3, SERIAL_FROM = 20000, SERIAL_TO = 60000, OLDEST = 30, PRESCHOOL_AGE = 6 };

/* Blanks round the separators, an apostrophe before, midnight after: what Excel and people leave in a date. */
static const char *clean(struct arena *a, const char *raw)
{
    const char *s = viet_tidy(a, raw);
    if (*s == '\'') s++;
    size_t day_part = strcspn(s, " T");
    if (day_part >= 8 && s[day_part] && strspn(s + day_part + 1, "0123456789:. APMapm") == strlen(s + day_part + 1) && strchr(s + day_part, ':')) s = arena_text_n(a, s, day_part);
    if (s[strspn(s, "0123456789/.- ")]) return s;
    char *out = arena_take(a, strlen(s) + 1), *w = out;
    if (!out) return "";
    for (; *s; s++) if (*s != ' ') *w++ = *s;
    return out;
}

/* Three numbers with any separators. */
static bool three_numbers(const char *s, int *x, int *y, int *z)
{
    char mark1, mark2, more;
    return sscanf(s, "%4d%c%4d%c%4d%c", x, &mark1, y, &mark2, z, &more) == 5 && mark1 == mark2 && strchr("/.-", mark1) && *x >= 0 && *y >= 0 && *z >= 0;
}

static const char *dmy(struct arena *a, int d, int m, int y) { return arena_print(a, "%02d/%02d/%04d", d, m, y); }

static const char *past_year(const struct checking *k, int d, int m, int yy)
{
    int year, month, today;
    day_parts(k->ctx->today, &year, &month, &today);
    return dmy(k->a, d, m, 2000 + yy <= year ? 2000 + yy : 1900 + yy);
}

static bool take(struct checking *k, const char *text)
{
    day d;
    if (day_read(text, &d) != DAY_OK) return false;
    k->row->birth_date = (opt_day){ true, d };
    return true;
}

static void confirm(struct checking *k, const char *suggest, const char *code, const char *text)
{
    day d;
    if (day_read(suggest, &d) != DAY_OK || d.n > k->ctx->today.n) {
        problem_at(k, MEANS_BIRTH_DATE, ROSTER_ERROR, "birth_date_invalid", N_("Ngày sinh “{value}” không có trong lịch. Hãy xem lại giấy khai sinh và sửa ô này."));
        return;
    }
    take(k, problem_suggest(problem_at(k, MEANS_BIRTH_DATE, ROSTER_CHOICE, code, text), suggest, suggest));
}

static void no_such_date(struct checking *k, const char *s)
{
    int x, y, z;
    if (three_numbers(s, &x, &y, &z) && x >= 1 && x <= 12 && y > 12 && y <= 31 && z >= 1900)
        confirm(k, dmy(k->a, y, x, z), "birth_date_us_order", N_("Ngày sinh “{value}” có vẻ ghi theo thứ tự tháng/ngày/năm. Có phải ý thầy cô là ngày gợi ý bên cạnh không?"));
    else
        problem_at(k, MEANS_BIRTH_DATE, ROSTER_ERROR, "birth_date_invalid", N_("Ngày sinh “{value}” không có trong lịch. Hãy xem lại giấy khai sinh và sửa ô này."));
}

static void other_form(struct checking *k, const char *s)
{
    int x, y, z;
    int64_t n;
    char more;
    day d;
    if (span_int(span_of(s), &n) && n >= SERIAL_FROM && n <= SERIAL_TO && day_read_excel((double)n, &d) == DAY_OK) {
        char shown[DAY_TEXT_SIZE];
        k->row->birth_date = (opt_day){ true, d };
        struct roster_problem *p = problem_at(k, MEANS_BIRTH_DATE, ROSTER_WARNING, "birth_date_from_serial", N_("Ô ngày sinh ghi số “{value}” của Excel, đọc ra là {suggest}. Hãy xem có đúng không."));
        p->suggest = arena_text(k->a, day_dmy(d, shown));
        problem_part(p, "suggest", p->suggest);
    } else if (three_numbers(s, &x, &y, &z) && x >= 1900 && take(k, dmy(k->a, z, y, x))) {
        return;                                                  /* 2015/05/17, 2015-5-17 */
    } else if (sscanf(s, "%4d%c", &x, &more) == 1 || sscanf(s, "%2d%*1[/.-]%4d%c", &x, &y, &more) == 2) {
        problem_at(k, MEANS_BIRTH_DATE, ROSTER_ERROR, "birth_date_incomplete", N_("Ô ngày sinh chỉ ghi “{value}”, thiếu ngày hoặc tháng. Hãy ghi đủ ngày/tháng/năm."));
    } else {
        problem_at(k, MEANS_BIRTH_DATE, ROSTER_ERROR, "birth_date_unreadable", N_("Không đọc được ngày sinh “{value}”. Hãy ghi dạng ngày/tháng/năm, ví dụ 05/09/2015."));
    }
}

void check_birth_date(struct checking *k)
{
    const char *s = clean(k->a, cell_of(k, MEANS_BIRTH_DATE));
    day d;
    int x, y, z;
    if (!*s) {
        if (sheet_has(k->sheet, MEANS_BIRTH_DATE))
            problem_at(k, MEANS_BIRTH_DATE, ROSTER_ERROR, "birth_date_missing", N_("Chưa có ngày sinh. Hãy bổ sung để tránh nhầm với em khác trùng tên."));
        return;
    }
    switch (day_read(s, &d)) {
    case DAY_OK: k->row->birth_date = (opt_day){ true, d }; break;
    case DAY_NO_SUCH_DATE: no_such_date(k, s); break;
    case DAY_TWO_DIGIT_YEAR:
        if (three_numbers(s, &x, &y, &z))
            confirm(k, past_year(k, x, y, z), "birth_date_two_digit_year", N_("Năm sinh trong “{value}” chỉ có hai chữ số. Hãy xác nhận năm gợi ý."));
        else other_form(k, s);
        break;
    case DAY_RANGE: problem_at(k, MEANS_BIRTH_DATE, ROSTER_ERROR, "birth_date_implausible", N_("Năm sinh trong “{value}” không thể đúng. Hãy xem lại giấy khai sinh và sửa ô này.")); break;
    default: other_form(k, s);
    }
    if (k->row->birth_date.has && k->row->birth_date.v.n > k->ctx->today.n) {
        k->row->birth_date = (opt_day){ 0 };
        problem_at(k, MEANS_BIRTH_DATE, ROSTER_ERROR, "birth_date_in_future", N_("Ngày sinh “{value}” ở tương lai. Hãy sửa lại năm sinh."));
    }
}

/* Years above the usual age of the row's grade, negative below. Without a grade, of the nearest grade of the school. */
static int years_older(const struct checking *k, int year)
{
    int grade = class_spelling_read(k->a, k->row->class_name).grade, from = grade, to = grade;
    if (!grade) {
        from = k->ctx->preschool || !k->ctx->grade_from ? -FIRST_GRADE_OFFSET : k->ctx->grade_from;
        to = k->ctx->grade_to ? k->ctx->grade_to : k->ctx->preschool ? PRESCHOOL_AGE - FIRST_GRADE_OFFSET : OLDEST - OLDER_MAX - FIRST_GRADE_OFFSET;
    }
    int age = k->school_year - year - FIRST_GRADE_OFFSET;
    return age > to ? age - to : age < from ? age - from : 0;
}

void check_age(struct checking *k)
{
    int y, m, d;
    if (!k->row->birth_date.has) return;
    day_parts(k->row->birth_date.v, &y, &m, &d);
    int older = years_older(k, y);
    if (older > OLDER_MAX)
        problem_at(k, MEANS_BIRTH_DATE, ROSTER_ERROR, "birth_date_implausible", N_("Ngày sinh “{value}” cho thấy học sinh đã quá nhiều tuổi so với lớp hoặc bậc học. Hãy kiểm tra năm sinh."));
    else if (older < -YOUNGER_MAX)
        problem_at(k, MEANS_BIRTH_DATE, ROSTER_ERROR, "birth_date_implausible", N_("Ngày sinh “{value}” cho thấy học sinh còn quá ít tuổi so với lớp hoặc bậc học. Hãy kiểm tra năm sinh."));
    else if (older >= OLDER_UNUSUAL || older <= -YOUNGER_UNUSUAL)
        problem_at(k, MEANS_BIRTH_DATE, ROSTER_WARNING, "age_unusual_for_grade", N_("Tuổi của em (sinh {value}) khác tuổi thường gặp của khối lớp này. Vẫn nhập được; hãy xem lại nếu gõ nhầm."));
}
