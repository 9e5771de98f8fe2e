/* Days by the civil calendar's arithmetic: years begin in March, so that the leap day is the last of its year; eras of
** 400 years have 146,097 days. Nothing here asks the C library for zones or locales. */
#include "base/time.h"
#include <stdio.h>
#include "base/viet_letters.h"

#include <string.h>

enum { YEAR_LEAST = 1900, YEAR_MOST = 2100, ERA_DAYS = 146097, MARCH_0000 = 719468 /* days before 1970-01-01 */ };

static const int64_t DAY_MS = 86400000, HANOI_MS = 7 * 3600000;

const char *day_error_code(enum day_error e)
{
    switch (e) {
    case DAY_OK:             return "OK";
    case DAY_EMPTY:          return "E_EMPTY";
    case DAY_FORMAT:         return "E_FORMAT";
    case DAY_NO_SUCH_DATE:   return "E_DATE";
    case DAY_TWO_DIGIT_YEAR: return "E_YEAR2";
    case DAY_RANGE:          return "E_RANGE";
    case DAY_SERIAL60:       return "E_SERIAL60";
    case DAY_SERIAL0:        return "E_SERIAL0";
    }
    return "?";
}

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

static int month_days(int y, int m)
{
    static const int8_t days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    bool leap = y % 4 == 0 && (y % 100 != 0 || y % 400 == 0);
    return days[m - 1] + (m == 2 && leap);
}

bool day_make(int y, int m, int d, day *out)
{
    if (y < YEAR_LEAST || y > YEAR_MOST || m < 1 || m > 12 || d < 1 || d > month_days(y, m)) return false;
    int year = m > 2 ? y : y - 1;
    int era = year / 400, in_era = year % 400;
    int in_year = (153 * (m > 2 ? m - 3 : m + 9) + 2) / 5 + d - 1;
    out->n = era * ERA_DAYS + in_era * 365 + in_era / 4 - in_era / 100 + in_year - MARCH_0000;
    return true;
}

void day_parts(day x, int *y, int *m, int *d)
{
    int64_t n = (int64_t)x.n + MARCH_0000;
    int64_t era = floor_div(n, ERA_DAYS);
    int in = (int)(n - era * ERA_DAYS);
    int in_era = (in - in / 1460 + in / 36524 - in / 146096) / 365;
    int in_year = in - (365 * in_era + in_era / 4 - in_era / 100);
    int month = (5 * in_year + 2) / 153;
    *d = in_year - (153 * month + 2) / 5 + 1;
    *m = month < 10 ? month + 3 : month - 9;
    *y = (int)(in_era + era * 400) + (*m <= 2);
}

int day_weekday(day x)
{
    int r = (int)(((int64_t)x.n + 3) % 7);                    /* 1970-01-01 was a Thursday */
    return (r < 0 ? r + 7 : r) + 1;
}

day day_of(instant t)
{
    return (day){ (int32_t)floor_div(t.ms + HANOI_MS, DAY_MS) };
}

instant day_start(day x)
{
    return (instant){ x.n * DAY_MS - HANOI_MS };
}

int day_age(day born, day today)
{
    int y, m, d, ty, tm, td;
    day_parts(born, &y, &m, &d);
    day_parts(today, &ty, &tm, &td);
    return ty - y - (tm < m || (tm == m && td < d));
}

/* ---- writing ---- */

static char *put_text(char *w, const char *s)
{
    size_t n = strlen(s);
    memcpy(w, s, n + 1);
    return w + n;
}

static char *put_two(char *w, int v)
{
    *w++ = (char)('0' + v / 10);
    *w++ = (char)('0' + v % 10);
    *w = 0;
    return w;
}

/* Official letters: 1 and 2 with a zero, other months plain. */
static char *put_month(char *w, int m)
{
    if (m <= 2 || m >= 10) return put_two(w, m);
    *w++ = (char)('0' + m);
    *w = 0;
    return w;
}

static char *put_year(char *w, int y)
{
    int four = y < 0 ? 0 : y > 9999 ? 9999 : y;               /* day_make makes only 1900-2100 */
    return put_two(put_two(w, four / 100), four % 100);
}

static char *put_dmy(char *w, day x)
{
    int y, m, d;
    day_parts(x, &y, &m, &d);
    w = put_text(put_two(w, d), "/");
    w = put_text(put_two(w, m), "/");
    return put_year(w, y);
}

static char *put_clock(char *w, instant t)
{
    int minutes = (int)((t.ms - day_start(day_of(t)).ms) / 60000);
    w = put_text(put_two(w, minutes / 60), ":");
    return put_two(w, minutes % 60);
}

const char *day_dmy(day x, char out[DAY_TEXT_SIZE])
{
    put_dmy(out, x);
    return out;
}

const char *day_iso(day x, char out[DAY_TEXT_SIZE])
{
    int y, m, d;
    day_parts(x, &y, &m, &d);
    char *w = put_text(put_year(out, y), "-");
    w = put_text(put_two(w, m), "-");
    put_two(w, d);
    return out;
}

const char *instant_iso(instant t, char out[DAY_TEXT_SIZE])
{
    int64_t ms = ((t.ms % 86400000) + 86400000) % 86400000;
    day_iso((day){ (int32_t)((t.ms - ms) / 86400000) }, out);
    size_t n = strlen(out);
    snprintf(out + n, DAY_TEXT_SIZE - n, "T%02d:%02d:%02d.%03dZ", (int)(ms / 3600000), (int)(ms / 60000 % 60), (int)(ms / 1000 % 60), (int)(ms % 1000));
    return out;
}

const char *day_official(day x, char out[DAY_TEXT_SIZE])
{
    int y, m, d;
    day_parts(x, &y, &m, &d);
    char *w = put_two(put_text(out, "Hà Nội, ngày "), d);
    w = put_month(put_text(w, " tháng "), m);
    put_year(put_text(w, " năm "), y);
    return out;
}

const char *day_with_weekday(day x, char out[DAY_TEXT_SIZE])
{
    static const char *const names[] = { "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật" };
    int y, m, d;
    day_parts(x, &y, &m, &d);
    char *w = put_text(out, names[day_weekday(x) - 1]);
    w = put_text(put_two(put_text(w, ", ngày "), d), "/");
    w = put_text(put_month(w, m), "/");
    put_year(w, y);
    return out;
}

const char *day_heading(day x, char out[DAY_TEXT_SIZE])
{
    day_with_weekday(x, out);
    if (*out == 't') *out = 'T';
    return out;
}

const char *day_with_weekday_en(day x, char out[DAY_TEXT_SIZE])
{
    static const char *const names[] = { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" };
    put_dmy(put_text(put_text(out, names[day_weekday(x) - 1]), " "), x);
    return out;
}

const char *instant_show(instant t, char out[DAY_TEXT_SIZE])
{
    put_dmy(put_text(put_clock(out, t), " "), day_of(t));
    return out;
}

const char *instant_clock(instant t, char out[DAY_TEXT_SIZE])
{
    put_clock(out, t);
    return out;
}
