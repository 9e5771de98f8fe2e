/* Holidays and school days of remembrance as rows with the years in which they hold; Tết by the lunar calendar.
** Sources: Bộ luật Lao động 2019 Điều 112 (days off); domain rules 2.6 (days that schools keep). What a school decides itself, how long
** its Tết break is, stands in its weeks and wins over these rows. */
#include "base/lunar.h"
#include "schools/schools.h"

enum calendar { SOLAR, LUNAR };
static const struct row { enum calendar by; int month, day; bool off; int from, to; const char *name; } rows[] = {
    { SOLAR,  1,  1, true,  1900, 2100, N_("Tết Dương lịch") },
    { SOLAR,  3,  8, false, 1900, 2100, N_("Ngày Quốc tế Phụ nữ") },
    { SOLAR,  3, 26, false, 1931, 2100, N_("Ngày thành lập Đoàn") },
    { SOLAR,  4, 21, false, 2014, 2100, N_("Ngày Sách và Văn hóa đọc") },
    { SOLAR,  4, 30, true,  1976, 2100, N_("Ngày Chiến thắng 30/4") },
    { SOLAR,  5,  1, true,  1946, 2100, N_("Ngày Quốc tế Lao động") },
    { SOLAR,  5, 15, false, 1941, 2100, N_("Ngày thành lập Đội") },
    { SOLAR,  5, 19, false, 1946, 2100, N_("Ngày sinh Chủ tịch Hồ Chí Minh") },
    { SOLAR,  6,  1, false, 1950, 2100, N_("Ngày Quốc tế Thiếu nhi") },
    { SOLAR,  9,  2, true,  1945, 2100, N_("Quốc khánh") },
    { SOLAR, 10, 10, false, 1954, 2100, N_("Ngày Giải phóng Thủ đô") },
    { SOLAR, 10, 20, false, 1930, 2100, N_("Ngày Phụ nữ Việt Nam") },
    { SOLAR, 11, 20, false, 1982, 2100, N_("Ngày Nhà giáo Việt Nam") },
    { SOLAR, 12, 22, false, 1989, 2100, N_("Ngày thành lập Quân đội nhân dân") },
    { LUNAR,  1,  1, true,  1900, 2100, N_("Mùng 1 Tết") },
    { LUNAR,  1,  2, true,  1900, 2100, N_("Mùng 2 Tết") },
    { LUNAR,  1,  3, true,  1900, 2100, N_("Mùng 3 Tết") },
    { LUNAR,  3, 10, true,  2007, 2100, N_("Giỗ Tổ Hùng Vương") },
    { LUNAR,  8, 15, false, 1900, 2100, N_("Tết Trung thu") },
};
#define ROWS (sizeof rows / sizeof *rows)

static bool holds(const struct row *r, int y, int m, int d, struct lunar l)
{
    if (y < r->from || y > r->to) return false;
    return r->by == SOLAR ? m == r->month && d == r->day : l.month == r->month && l.day == r->day && !l.leap;
}

static bool tet_eve(day on)
{
    struct lunar next = lunar_of((day){ on.n + 1 });
    return next.month == 1 && next.day == 1;
}

bool holiday_on(day on, struct holiday *out)
{
    int y, m, d;
    struct lunar l = lunar_of(on);
    day_parts(on, &y, &m, &d);
    for (size_t i = 0; i < ROWS; i++)
        if (holds(&rows[i], y, m, d, l)) return *out = (struct holiday){ on, rows[i].name, rows[i].off }, true;
    if (!tet_eve(on)) return false;
    *out = (struct holiday){ on, N_("Giao thừa"), true };
    return true;
}

bool holiday_next(day from, int days, struct holiday *out)
{
    for (int i = 0; i < days; i++)
        if (holiday_on((day){ from.n + i }, out)) return true;
    return false;
}

/* Schools close from about two days before mùng 1 to mùng 6: the week with most working days of these. */
#define BREAK_BEFORE 2
#define BREAK_AFTER 5

day tet_week(int lunar_year)
{
    day tet, best = { 0 };
    int most = 0;
    if (!lunar_day((struct lunar){ lunar_year, 1, 1, false }, &tet)) return best;
    for (int week = -1; week <= 1; week++) {
        day monday = { tet.n - (day_weekday(tet) - 1) + 7 * week };
        int within = 0;
        for (int i = 0; i < 5; i++)
            within += monday.n + i >= tet.n - BREAK_BEFORE && monday.n + i <= tet.n + BREAK_AFTER;
        if (within > most) most = within, best = monday;
    }
    return best;
}
