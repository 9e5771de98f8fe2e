/* Days, instants, numbers, phones, personal numbers: every row of the vectors and what the rows do not say. */
#include "base/contact.h"
#include "base/number.h"
#include "base/str.h"
#include "base/time.h"
#include "tsv.h"

#include <stdlib.h>
#include <string.h>

static const char *shown(day x, const char *kind, char out[DAY_TEXT_SIZE])
{
    if (str_is(kind, "dmy"))      return day_dmy(x, out);
    if (str_is(kind, "official")) return day_official(x, out);
    return day_with_weekday(x, out);
}

/* What reading gives, as the vectors write it: an ISO date or the code of the error. */
static const char *read_back(const char *kind, const char *text, char out[DAY_TEXT_SIZE])
{
    day x;
    char *end;
    double serial = strtod(text, &end);
    bool excel = str_is(kind, "excel1900");
    enum day_error e = !excel ? day_read(text, &x) : *text && !*end ? day_read_excel(serial, &x) : DAY_FORMAT;
    return e == DAY_OK ? day_iso(x, out) : day_error_code(e);
}

TEST(dates_are_shown_and_read_as_in_the_vectors)
{
    struct tsv v = tsv_read(t, "dates");
    int seen = 0;
    for (size_t i = 0; i < v.n; i++) {
        const char *const *f = v.rows[i].field, *got;
        char out[DAY_TEXT_SIZE];
        day x = { 0 };
        if (str_is(f[0], "week")) continue;
        if (str_is(f[0], "show") && day_read_iso(f[2], &x) != DAY_OK) fail(t, "line %d: %s is not read", v.rows[i].line, f[2]);
        got = str_is(f[0], "show") ? shown(x, f[1], out) : read_back(f[1], f[2], out);
        if (!str_is(f[3], got)) fail(t, "line %d: %s %s gives \"%s\", not \"%s\"", v.rows[i].line, f[1], f[2], got, f[3]);
        seen++;
    }
    is_int(t, 275, seen);
}

TEST(every_day_from_1900_to_2100_is_taken_apart_and_made_again)
{
    day first, last, x;
    is_true(t, day_make(1900, 1, 1, &first) && day_make(2100, 12, 31, &last));
    is_int(t, 73413, last.n - first.n);
    int weekday = 1;                                                /* 1900-01-01 was a Monday */
    for (int n = first.n; n <= last.n; n++, weekday = weekday % 7 + 1) {
        int y, m, d;
        day_parts((day){ n }, &y, &m, &d);
        if (!day_make(y, m, d, &x) || x.n != n || day_weekday(x) != weekday) { fail(t, "day %d: %d-%d-%d", n, y, m, d); return; }
    }
    is_false(t, day_make(1899, 12, 31, &x) || day_make(2101, 1, 1, &x) || day_make(1900, 2, 29, &x) || day_make(2025, 0, 1, &x) || day_make(2025, 13, 1, &x));
}

TEST(a_line_that_begins_with_a_day_begins_with_a_capital)
{
    char out[DAY_TEXT_SIZE];
    is_text(t, "Thứ Sáu, ngày 05/9/2025", day_heading((day){ 20336 }, out));
    is_text(t, "Chủ nhật, ngày 07/9/2025", day_heading((day){ 20338 }, out));
}

TEST(every_way_of_showing_a_day_reads_back)
{
    day first = { 0 }, x = { 0 };
    is_true(t, day_make(2025, 9, 1, &first));
    for (int n = first.n; n < first.n + 400; n++) {
        char out[DAY_TEXT_SIZE], back[DAY_TEXT_SIZE];
        const char *const shows[] = { day_with_weekday((day){ n }, out), strchr(day_official((day){ n }, back), ',') + 2 };
        for (int i = 0; i < 2; i++)
            if (day_read(shows[i], &x) != DAY_OK || x.n != n) fail(t, "%s", shows[i]);
    }
}

TEST(dates_are_read_in_more_ways_than_the_vectors_know)
{
    char out[DAY_TEXT_SIZE];
    is_text(t, "2025-09-05", read_back("text", "ngay 5 thang 9 nam 2025", out));
    is_text(t, "2025-09-05", read_back("text", "thu\u031b\u0301 Sa\u0301u, nga\u0300y 05/9/2025", out));
    is_text(t, "2025-09-05", read_back("text", "THỨ SÁU,\u00a005.09.2025", out));
    is_text(t, "E_FORMAT", read_back("text", "5/9/2025\xff", out));
    is_text(t, "E_FORMAT", read_back("text", "thứ Sáu", out));
    is_text(t, "E_YEAR2", read_back("text", "5 tháng 9 năm 25", out));
    day x = { 42 };
    is_int(t, DAY_FORMAT, day_read_iso("2025-09-05 ", &x));
    is_int(t, DAY_EMPTY, day_read_iso("", &x));
    is_int(t, DAY_FORMAT, day_read_excel(strtod("nan", NULL), &x));
    is_int(t, DAY_RANGE, day_read_excel(1e300, &x));
    is_int(t, 42, x.n);
}

TEST(an_instant_is_shown_in_the_zone_of_ha_noi)
{
    char out[DAY_TEXT_SIZE];
    instant t1 = { 1757055900000 };                                 /* 2025-09-05 07:05 UTC */
    is_text(t, "14:05 05/09/2025", instant_show(t1, out));
    is_text(t, "14:05", instant_clock(t1, out));
    day x = day_of(t1);
    is_text(t, "2025-09-05", day_iso(x, out));
    is_text(t, "00:00 05/09/2025", instant_show(day_start(x), out));
    is_int(t, x.n - 1, day_of((instant){ day_start(x).ms - 1 }).n);
    is_int(t, 0, day_of((instant){ 0 }).n);
    is_int(t, -1, day_of((instant){ -7 * 3600000LL - 1 }).n);
    is_text(t, "Friday 05/09/2025", day_with_weekday_en(x, out));
}

TEST(age_is_full_years)
{
    day born, on;
    is_true(t, day_make(2010, 9, 5, &born) && day_make(2025, 9, 4, &on));
    is_int(t, 14, day_age(born, on));
    is_int(t, 15, day_age(born, (day){ on.n + 1 }));
    is_true(t, day_make(2012, 2, 29, &born) && day_make(2025, 2, 28, &on));
    is_int(t, 12, day_age(born, on));
    is_int(t, 13, day_age(born, (day){ on.n + 1 }));
}

TEST(numbers_are_written_and_read_as_in_the_vectors)
{
    struct tsv v = tsv_read(t, "numbers_fmt");
    for (size_t i = 0; i < v.n; i++) {
        const char *const *f = v.rows[i].field, *got;
        if (str_is(f[0], "format")) {
            got = number_format(t->arena, f[1], f[2]);
        } else {
            enum number_error e = number_read(t->arena, f[1], f[2], &got);
            if (e != NUMBER_OK) got = number_error_code(e);
        }
        if (!str_is(f[3], got)) fail(t, "line %d: %s %s \"%s\" gives \"%s\", not \"%s\"", v.rows[i].line, f[0], f[1], f[2], got, f[3]);
    }
    is_int(t, 266, v.n);
}

TEST(whole_numbers_are_shown_and_read)
{
    char out[NUMBER_TEXT_SIZE];
    is_text(t, "2.044.006", number_show(2044006, out));
    is_text(t, "2,044,006", number_show_en(2044006, out));
    is_text(t, "-9.223.372.036.854.775.808", number_show(INT64_MIN, out));
    is_text(t, "-100", number_show(-100, out));
    is_text(t, "0", number_show(0, out));
    int64_t v = 42;
    is_int(t, NUMBER_OK, number_read_int(" 2.044.006 ", &v));
    is_int(t, 2044006, v);
    is_int(t, NUMBER_OK, number_read_int("-999999999999999", &v));
    is_int(t, -999999999999999, v);
    is_int(t, NUMBER_CHAR, number_read_int("mười", &v));
    is_int(t, -999999999999999, v);
    is_text(t, "", number_format(t->arena, "int", "1.") );
    is_text(t, "", number_format(t->arena, "int", "") );
    is_text(t, "", number_format(t->arena, "colour", "1") );
    is_text(t, "1.000.000.000.000.000.000.000.000.000", number_format(t->arena, "int", "999999999999999999999999999.9"));
}

TEST(numbers_are_said_as_in_the_vectors)
{
    struct tsv v = tsv_read(t, "money_words");
    for (size_t i = 0; i < v.n; i++) {
        const char *const *f = v.rows[i].field;
        int64_t n = strtoll(f[0], NULL, 10);
        if (!str_is(f[1], number_words(t->arena, n))) fail(t, "line %d: %s", v.rows[i].line, number_words(t->arena, n));
        if (!str_is(f[2], money_words(t->arena, n)))  fail(t, "line %d: %s", v.rows[i].line, money_words(t->arena, n));
    }
    is_int(t, 400, v.n);
    is_text(t, "âm hai mươi tư", number_words(t->arena, -24));
    is_text(t, "một nghìn tỉ không trăm linh một", number_words(t->arena, 1000000000001));
    is_true(t, strlen(number_words(t->arena, INT64_MIN)) > 200);
}

TEST(phones_are_judged_as_in_the_vectors)
{
    struct tsv v = tsv_read(t, "phones");
    for (size_t i = 0; i < v.n; i++) {
        const char *const *f = v.rows[i].field;
        struct contact_check c = phone_check(t->arena, tsv_unescape(t->arena, f[1]));
        if (!str_is(f[2], c.status) || !str_is(f[3], c.normal) || !str_is(f[4], c.warnings))
            fail(t, "line %d: %s gives %s \"%s\" %s", v.rows[i].line, f[1], c.status, c.normal, c.warnings);
    }
    is_int(t, 66, v.n);
    is_text(t, "0912 345 678", phone_show(t->arena, "+84912345678"));
    is_text(t, "024 3822 1234", phone_show(t->arena, "+842438221234"));
    is_text(t, "113", phone_show(t->arena, "113"));
}

TEST(mobile_prefixes_in_use_do_not_warn)
{
    int in_use = 0;
    for (int p = 30; p <= 99; p++) {
        struct contact_check c = phone_check(t->arena, arena_print(t->arena, "0%d1234567", p));
        if (str_is(c.status, "OK")) in_use += *c.warnings == 0;
        else if (strchr("35789", '0' + p / 10)) fail(t, "0%d is refused: %s", p, c.status);
    }
    is_int(t, 36, in_use);
    is_text(t, "", phone_check(t->arena, "0991234567").warnings);
    is_text(t, "W_PREFIX", phone_check(t->arena, "0951234567").warnings);
    is_text(t, "W_LOST_ZERO,W_PREFIX", phone_check(t->arena, "951234567").warnings);
}

TEST(personal_numbers_are_judged_as_in_the_vectors)
{
    struct tsv v = tsv_read(t, "ids");
    day today = { 0 };
    is_true(t, day_make(2026, 1, 1, &today));
    for (size_t i = 0; i < v.n; i++) {
        const char *const *f = v.rows[i].field;
        opt_day born = { 0 };
        born.has = day_read_iso(f[3], &born.v) == DAY_OK;           /* 2110 lies outside what a day may be: absent */
        struct contact_check c = personal_number_check(t->arena, f[0], f[1], f[2][0], born, today);
        if (!str_is(f[4], c.status) || !str_is(f[5], c.normal) || !str_is(f[6], c.warnings))
            fail(t, "line %d: %s gives %s \"%s\" %s", v.rows[i].line, f[1], c.status, c.normal, c.warnings);
    }
    is_int(t, 51, v.n);
}
