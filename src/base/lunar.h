/* The Vietnamese lunar calendar, for Hà Nội (UTC+7), 1900-2100. Source: the astronomical definition that Vietnamese almanacs
** use (Quyết định 121-CP, 08/8/1967): a month begins on the day of the new moon at UTC+7, the winter solstice falls in month 11,
** and of a lunar year with 13 months the first month after month 11 without a principal term of the sun is the leap one.
** New moons and the sun's longitude follow J. Meeus, Astronomical Algorithms, chapters 25 and 49; checked against a table of
** Tết, Giỗ Tổ and Trung thu 2020-2050 and the years in which Việt Nam and China differ.
** Before 1967 almanacs were reckoned for Beijing's time: dates of that age may differ by a day from what people then wrote. */
#ifndef KHUE_BASE_LUNAR_H
#define KHUE_BASE_LUNAR_H

#include "base/time.h"

struct lunar { int year, month, day; bool leap; };           /* leap: the second month of that number (tháng nhuận) */

struct lunar lunar_of(day x);                                 /* all 0 outside 1900-2100 */
/* false: no such day (a leap month that the year does not have, the 30th of a short month, a year outside 1901-2099). */
bool lunar_day(struct lunar l, day *out);

#define LUNAR_TEXT_SIZE 24
const char *lunar_show(struct lunar l, char out[LUNAR_TEXT_SIZE]);    /* 19/10, 15/6 nhuận; "" for all 0 */

#endif
