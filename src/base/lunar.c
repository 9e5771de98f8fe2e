#include "base/lunar.h"
#include <math.h>
#include <stdio.h>

/* Julian day of 1970-01-01T00:00Z, and of the new moon that Meeus counts from (2000-01-06). */
#define JD_1970 2440587.5
#define JDE_NEW_MOON 2451550.09766
#define SYNODIC 29.530588861
#define DEGREE (3.14159265358979323846 / 180)
#define HANOI (7.0 / 24)

enum { FIRST_YEAR = 1900, LAST_YEAR = 2100, MONTHS_MOST = 13 };

/* Terrestrial time runs ahead of universal time: seconds, good to some seconds in 1900-2100 (NASA, Espenak and Meeus). */
static double delta_t(double year)
{
    double t = year - 2000, u = (year - 1820) / 100;
    if (year < 1950) return -2.79 + 1.494119 * (year - 1900) - 0.0598939 * pow(year - 1900, 2) + 0.0061966 * pow(year - 1900, 3) - 0.000197 * pow(year - 1900, 4);
    if (year < 1986) return 29.07 + 0.407 * (year - 1950) - pow(year - 1950, 2) / 233 + pow(year - 1950, 3) / 2547;
    if (year < 2005) return 63.86 + 0.3345 * t - 0.060374 * t * t + 0.0017275 * t * t * t;
    if (year < 2050) return 62.92 + 0.32217 * t + 0.005589 * t * t;
    return -20 + 32 * u * u - 0.5628 * (2150 - year);
}

static double fold(double degrees) { return degrees - 360 * floor(degrees / 360); }

/* The new moon number k (0 = 2000-01-06) as a Julian day of universal time; Meeus chapter 49, periodic terms above 4 seconds. */
static double new_moon(double k)
{
    double t = k / 1236.85, e = 1 - 0.002516 * t - 0.0000074 * t * t;
    double m = fold(2.5534 + 29.10535670 * k - 0.0000014 * t * t) * DEGREE;
    double l = fold(201.5643 + 385.81693528 * k + 0.0107582 * t * t) * DEGREE;
    double f = fold(160.7108 + 390.67050284 * k - 0.0016118 * t * t) * DEGREE;
    double o = fold(124.7746 - 1.56375588 * k + 0.0020672 * t * t) * DEGREE;
    double jde = JDE_NEW_MOON + SYNODIC * k + 0.00015437 * t * t;
    jde += -0.40720 * sin(l) + 0.17241 * e * sin(m) + 0.01608 * sin(2 * l) + 0.01039 * sin(2 * f) + 0.00739 * e * sin(l - m)
         - 0.00514 * e * sin(l + m) + 0.00208 * e * e * sin(2 * m) - 0.00111 * sin(l - 2 * f) - 0.00057 * sin(l + 2 * f)
         + 0.00056 * e * sin(2 * l + m) - 0.00042 * sin(3 * l) + 0.00042 * e * sin(m + 2 * f) + 0.00038 * e * sin(m - 2 * f)
         - 0.00024 * e * sin(2 * l - m) - 0.00017 * sin(o) - 0.00007 * sin(l + 2 * m) + 0.00004 * sin(2 * l - 2 * f)
         + 0.00004 * sin(3 * m) + 0.00003 * sin(l + m - 2 * f) + 0.00003 * sin(2 * l + 2 * f);
    jde += 0.000325 * sin(fold(299.77 + 0.107408 * k - 0.009173 * t * t) * DEGREE) + 0.000165 * sin(fold(251.88 + 0.016321 * k) * DEGREE)
         + 0.000164 * sin(fold(251.83 + 26.651886 * k) * DEGREE) + 0.000126 * sin(fold(349.42 + 36.412478 * k) * DEGREE)
         + 0.000110 * sin(fold(84.66 + 18.206239 * k) * DEGREE);
    return jde - delta_t(2000 + (jde - 2451545) / 365.25) / 86400;
}

/* The sun's apparent longitude in degrees; Meeus chapter 25, good to 0.01 degree (a quarter of an hour). */
static double sun_longitude(double jd)
{
    double t = (jd + delta_t(2000 + (jd - 2451545) / 365.25) / 86400 - 2451545) / 36525;
    double m = fold(357.52911 + 35999.05029 * t - 0.0001537 * t * t) * DEGREE;
    double c = (1.914602 - 0.004817 * t - 0.000014 * t * t) * sin(m) + (0.019993 - 0.000101 * t) * sin(2 * m) + 0.000289 * sin(3 * m);
    return fold(280.46646 + 36000.76983 * t + 0.0003032 * t * t + c - 0.00569 - 0.00478 * sin((125.04 - 1934.136 * t) * DEGREE));
}

/* The day in Hà Nội on which the k-th new moon falls. */
static int moon_day(int k) { return (int)floor(new_moon(k) - JD_1970 + HANOI); }

/* Which of the twelve principal terms has been reached when day n begins in Hà Nội: 0 = the spring equinox, 9 = winter solstice. */
static int term_at(int n) { return (int)floor(sun_longitude(JD_1970 + n - HANOI) / 30); }

static int number_of_moon(int n) { return (int)floor((n + JD_1970 - JDE_NEW_MOON) / SYNODIC); }

/* The moon that begins month 11 of the solar year: the last one that begins on or before the day of the winter solstice. */
static int moon_of_month_11(int year)
{
    day x;
    day_make(year, 12, 31, &x);
    int k = number_of_moon(x.n) + 1;
    while (moon_day(k) > x.n) k--;
    return term_at(moon_day(k)) >= 9 ? k - 1 : k;        /* the solstice was over before that month began */
}

/* Months from a month 11 to the next: 12, or 13 of which *leap is the leap one (0 = the month 11 itself is never it). */
static int months_from(int first, int next, int *leap)
{
    *leap = -1;
    if (next - first != MONTHS_MOST) return 12;
    for (int i = 1; i < MONTHS_MOST && *leap < 0; i++)
        if (term_at(moon_day(first + i)) == term_at(moon_day(first + i + 1))) *leap = i;
    return MONTHS_MOST;
}

static struct lunar reckon(day x)
{
    int y, m, d, leap;
    day_parts(x, &y, &m, &d);
    if (y < FIRST_YEAR || y > LAST_YEAR) return (struct lunar){ 0 };
    int k = number_of_moon(x.n) + 1;
    while (moon_day(k) > x.n) k--;
    if (k < moon_of_month_11(y)) y--;
    int first = moon_of_month_11(y);
    months_from(first, moon_of_month_11(y + 1), &leap);
    int at = k - first, month = 11 + at - (leap >= 0 && at >= leap);
    return (struct lunar){ .year = month > 12 ? y + 1 : y, .month = month > 12 ? month - 12 : month, .day = x.n - moon_day(k) + 1, .leap = at == leap };
}

/* A day takes some 300 sines and never changes: a thread keeps the last few, since pages speak of today and the week ahead. */
enum { KEPT = 16 };
static _Thread_local struct { bool known; int n; struct lunar is; } kept[KEPT];

struct lunar lunar_of(day x)
{
    unsigned at = (unsigned)x.n % KEPT;
    if (!kept[at].known || kept[at].n != x.n) {
        kept[at].is = reckon(x);
        kept[at].n = x.n;
        kept[at].known = true;
    }
    return kept[at].is;
}

bool lunar_day(struct lunar l, day *out)
{
    int leap;
    if (l.year <= FIRST_YEAR || l.year >= LAST_YEAR || l.month < 1 || l.month > 12 || l.day < 1 || l.day > 30) return false;
    int solar = l.month >= 11 ? l.year : l.year - 1;
    int first = moon_of_month_11(solar), at = l.month >= 11 ? l.month - 11 : l.month + 1;
    months_from(first, moon_of_month_11(solar + 1), &leap);
    if (l.leap && at + 1 != leap) return false;
    int k = first + at + (l.leap || (leap >= 0 && at >= leap));
    out->n = moon_day(k) + l.day - 1;
    return out->n < moon_day(k + 1);
}

const char *lunar_show(struct lunar l, char out[LUNAR_TEXT_SIZE])
{
    out[0] = 0;
    if (l.day) snprintf(out, LUNAR_TEXT_SIZE, "%d/%d%s", l.day, l.month, l.leap ? " nhuận" : "");
    return out;
}
