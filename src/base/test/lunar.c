/* The lunar calendar against a table of holidays, the years in which it differs from China's, and itself. */
#include "base/lunar.h"
#include "base/str.h"
#include "tsv.h"

static day iso(struct test *t, const char *text)
{
    day x = { 0 };
    if (day_read_iso(text, &x) != DAY_OK) fail(t, "%s is not read", text);
    return x;
}

static void is_lunar(struct test *t, const char *solar, int year, int month, int d, bool leap)
{
    struct lunar l = lunar_of(iso(t, solar));
    if (l.year != year || l.month != month || l.day != d || l.leap != leap)
        fail(t, "%s is %d/%d/%d%s, not %d/%d/%d", solar, l.day, l.month, l.year, l.leap ? " leap" : "", d, month, year);
    else
        is_int(t, d, l.day);
}

/* The table's Giỗ Tổ of 2050 is a day early: the new moon falls on 23/03/2050 at 07:40 in Hà Nội, so the 10th is 01/04 (ICU's calendar
** says the same). */
static const char *gio_to(const struct tsv_row *r) { return str_is(r->field[3], "2050-03-31") ? "2050-04-01" : r->field[3]; }

TEST(tet_gio_to_and_trung_thu_fall_as_in_the_table_of_thirty_years)
{
    struct tsv v = tsv_read(t, "lunar_holidays_2020_2050");
    is_int(t, 31, (int)v.n);
    for (size_t i = 0; i < v.n; i++) {
        int64_t year = 0;
        span_int(span_of(v.rows[i].field[0]), &year);
        is_lunar(t, v.rows[i].field[2], (int)year, 1, 1, false);
        is_lunar(t, gio_to(&v.rows[i]), (int)year, 3, 10, false);
        is_lunar(t, v.rows[i].field[4], (int)year, 8, 15, false);
        struct lunar eve = lunar_of(iso(t, v.rows[i].field[1]));
        is_int(t, 12, eve.month);
        is_int(t, year - 1, eve.year);
    }
}

/* Years in which Việt Nam's calendar is not China's, and leap months, as printed in almanacs. */
TEST(days_of_the_almanacs)
{
    is_lunar(t, "1968-01-29", 1968, 1, 1, false);       /* Tết Mậu Thân: a day before China's */
    is_lunar(t, "1985-01-21", 1985, 1, 1, false);       /* a month before China's */
    is_lunar(t, "2007-02-17", 2007, 1, 1, false);
    is_lunar(t, "2030-02-02", 2030, 1, 1, false);
    is_lunar(t, "2053-02-18", 2053, 1, 1, false);
    is_lunar(t, "2020-05-23", 2020, 4, 1, true);        /* tháng 4 nhuận */
    is_lunar(t, "2023-03-22", 2023, 2, 1, true);
    is_lunar(t, "2025-07-25", 2025, 6, 1, true);
    is_lunar(t, "2026-11-27", 2026, 10, 19, false);
    is_lunar(t, "1945-09-02", 1945, 7, 26, false);      /* ngày Độc lập */
}

TEST(every_day_has_one_lunar_day_and_comes_back)
{
    day first = iso(t, "1902-01-01"), last = iso(t, "2098-12-31"), back;
    struct lunar before = lunar_of((day){ first.n - 1 });
    for (int n = first.n; n <= last.n; n++) {
        struct lunar l = lunar_of((day){ n });
        bool next = l.day == before.day + 1 && l.month == before.month && l.leap == before.leap;
        bool begins = l.day == 1 && (before.day == 29 || before.day == 30) && (l.leap ? l.month == before.month : l.month == before.month % 12 + 1);
        if (!next && !begins) { fail(t, "day %d: %d/%d after %d/%d", n, l.day, l.month, before.day, before.month); return; }
        if (!lunar_day(l, &back) || back.n != n) { fail(t, "day %d does not come back", n); return; }
        before = l;
    }
    is_int(t, 2098, before.year);
}

TEST(days_that_no_lunar_year_has_are_refused)
{
    day x;
    is_false(t, lunar_day((struct lunar){ 2026, 6, 1, true }, &x));       /* 2026 has no leap month */
    is_true(t, lunar_day((struct lunar){ 2025, 6, 1, true }, &x));
    is_false(t, lunar_day((struct lunar){ 2025, 7, 1, true }, &x));
    is_false(t, lunar_day((struct lunar){ 2026, 13, 1, false }, &x));
    is_false(t, lunar_day((struct lunar){ 2026, 1, 31, false }, &x));
    is_false(t, lunar_day((struct lunar){ 2024, 12, 30, false }, &x));    /* the 29th was the last day before Tết 2025 */
    is_false(t, lunar_day((struct lunar){ 1890, 1, 1, false }, &x));
    is_int(t, 0, lunar_of((day){ -40000 }).day);
}

TEST(a_lunar_day_is_written_short)
{
    char out[LUNAR_TEXT_SIZE];
    is_text(t, "19/10", lunar_show((struct lunar){ 2026, 10, 19, false }, out));
    is_text(t, "1/6 nhuận", lunar_show((struct lunar){ 2025, 6, 1, true }, out));
    is_text(t, "", lunar_show((struct lunar){ 0 }, out));
}
