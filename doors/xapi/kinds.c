/* The small values of xAPI: IRIs, languages, durations, times, UUIDs. */
#include "base/time.h"
#include "xapi/inside.h"
#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* A scheme, a colon and something behind it, without blanks and the marks that no IRI has (RFC 3987). */
bool is_iri(const char *s)
{
    size_t n = 0;
    if (!isalpha((unsigned char)s[0])) return false;
    while (isalnum((unsigned char)s[n]) || (s[n] && strchr("+-.", s[n]))) n++;
    if (s[n] != ':' || !s[n + 1]) return false;
    for (const char *p = s + n; *p; p++)
        if ((unsigned char)*p <= ' ' || strchr("<>\"{}|\\^`", *p)) return false;
    return true;
}

/* Subtags of RFC 5646: letters and digits, one to eight each; a language of two to eight letters in front, or "i", "x". */
bool is_language(const char *s)
{
    struct span rest = span_of(s), part;
    bool first = true;
    if (rest.n == 0 || rest.n > 100 || s[rest.n - 1] == '-') return false;
    while (span_cut(&rest, '-', &part)) {
        if (part.n < 1 || part.n > 8) return false;
        for (size_t i = 0; i < part.n; i++)
            if (first ? !isalpha((unsigned char)part.p[i]) : !isalnum((unsigned char)part.p[i])) return false;
        if (first && part.n == 1 && !strchr("ixIX", *part.p)) return false;
        first = false;
    }
    return true;
}

/* "P3Y1M29DT4H35M59.14S", "P4W" (ISO 8601). Only the last number may have a fraction. */
bool is_duration(const char *s)
{
    static const char date[] = "YMD", time[] = "HMS";
    const char *units = date;
    bool any = false, fraction = false;
    if (*s++ != 'P') return false;
    size_t weeks = strspn(s, "0123456789");
    if (weeks && s[weeks] == 'W') return s[weeks + 1] == 0;
    while (*s) {
        if (*s == 'T' && units >= date && units <= date + 3) {
            units = time, s++;
            if (!*s) return false;
            continue;
        }
        size_t n = strspn(s, "0123456789");
        if (!n || fraction) return false;
        s += n;
        if (*s == '.' || *s == ',') {
            if (!(n = strspn(s + 1, "0123456789"))) return false;
            s += n + 1, fraction = true;
        }
        const char *at = *s ? strchr(units, *s) : NULL;
        if (!at) return false;
        units = at + 1, s++, any = true;
    }
    return any;
}

bool uuid_read(const char *s, uint8_t out[STATEMENT_UUID_SIZE])
{
    int n = 0;
    for (int i = 0; i < 36; i++) {
        if (i == 8 || i == 13 || i == 18 || i == 23) {
            if (s[i] != '-') return false;
            continue;
        }
        if (!isxdigit((unsigned char)s[i])) return false;
        int v = isdigit((unsigned char)s[i]) ? s[i] - '0' : tolower((unsigned char)s[i]) - 'a' + 10;
        out[n / 2] = (uint8_t)(n % 2 ? out[n / 2] | v : v << 4);
        n++;
    }
    return s[36] == 0;
}

static bool number_at(const char **p, int digits, int *v)
{
    *v = 0;
    for (int i = 0; i < digits; i++, ++*p) {
        if (!isdigit((unsigned char)**p)) return false;
        *v = *v * 10 + (**p - '0');
    }
    return true;
}

/* "Z", "+07:00", "-0500", "+07"; "-00:00" says that it knows no zone, and is refused. */
static bool zone_read(const char *p, int *minutes)
{
    int hours, more = 0;
    bool west = *p == '-';
    *minutes = 0;
    if ((*p == 'Z' || *p == 'z') && p[1] == 0) return true;
    if (*p != '+' && *p != '-') return false;
    p++;
    if (!number_at(&p, 2, &hours)) return false;
    if (*p == ':') p++;
    if (*p && !number_at(&p, 2, &more)) return false;
    if (*p || hours > 23 || more > 59 || (west && hours == 0 && more == 0)) return false;
    *minutes = (hours * 60 + more) * (west ? -1 : 1);
    return true;
}

static bool clock_read(const char **p, int64_t *ms)
{
    int h, m = 0, s = 0;
    if (!number_at(p, 2, &h)) return false;
    bool colon = **p == ':';
    if (colon) ++*p;
    if (!number_at(p, 2, &m)) return false;
    if (colon ? **p == ':' : isdigit((unsigned char)**p)) {
        if (colon) ++*p;
        if (!number_at(p, 2, &s)) return false;
    }
    *ms = ((h * 60 + m) * 60 + s) * 1000LL;
    if (**p == '.' || **p == ',') {
        int64_t unit = 100;
        ++*p;
        if (!isdigit((unsigned char)**p)) return false;
        for (; isdigit((unsigned char)**p); ++*p, unit /= 10) *ms += (**p - '0') * unit;
    }
    return h <= 23 && m <= 59 && s <= 60;
}

bool time_read(const char *s, instant *out)
{
    int year, month, date, minutes;
    int64_t ms;
    day d;
    if (!number_at(&s, 4, &year)) return false;
    bool dash = *s == '-';
    if (dash) s++;
    if (!number_at(&s, 2, &month) || (dash && *s++ != '-') || !number_at(&s, 2, &date)) return false;
    if (*s != 'T' && *s != 't' && *s != ' ') return false;
    s++;
    if (!day_make(year, month, date, &d) || !clock_read(&s, &ms)) return false;
    minutes = 0;
    if (*s && !zone_read(s, &minutes)) return false;
    out->ms = d.n * 86400000LL + ms - minutes * 60000LL;
    return true;
}

bool statement_time(const char *text, instant *out) { return time_read(text, out); }

static day utc_day(instant at, int64_t *ms)
{
    *ms = ((at.ms % 86400000) + 86400000) % 86400000;
    return (day){ (int32_t)((at.ms - *ms) / 86400000) };
}

const char *http_date(struct arena *a, instant at)
{
    static const char *const weekdays[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
    static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
    int y, m, d;
    int64_t ms;
    day on = utc_day(at, &ms);
    day_parts(on, &y, &m, &d);
    return arena_print(a, "%s, %02d %s %04d %02d:%02d:%02d GMT", weekdays[day_weekday(on) - 1], d, months[m - 1], y, (int)(ms / 3600000), (int)(ms / 60000 % 60), (int)(ms / 1000 % 60));
}
