/* Time. An instant is UTC milliseconds since 1970; a day is a day number since 1970-01-01 (no zone). People see
** Asia/Ho_Chi_Minh, UTC+7 without summer time (domain rule 2.11). Forms and tables show dd/MM/yyyy; official letters
** follow Nghị định 30/2020: a zero only before days < 10 and months 1, 2. Ranges are [from, to), open end = no value. */
#ifndef KHUE_BASE_TIME_H
#define KHUE_BASE_TIME_H

#include "base/arena.h"
#include "base/str.h"
#include <stdbool.h>
#include <stdint.h>

typedef struct { int64_t ms; } instant;
typedef struct { int32_t n; } day;
typedef struct { bool has; int64_t v; } opt_int;
typedef struct { bool has; instant v; } opt_instant;
typedef struct { bool has; day v; } opt_day;

enum day_error { DAY_OK = 0, DAY_EMPTY, DAY_FORMAT, DAY_NO_SUCH_DATE, DAY_TWO_DIGIT_YEAR, DAY_RANGE, DAY_SERIAL60, DAY_SERIAL0 };
const char *day_error_code(enum day_error e);               /* "E_EMPTY", "E_FORMAT", "E_DATE", … as in the vectors */

bool day_make(int y, int m, int d, day *out);               /* false: no such date or year outside 1900-2100 */
void day_parts(day x, int *y, int *m, int *d);
int day_weekday(day x);                                     /* 1 = Monday … 7 = Sunday */
day day_of(instant t);                                      /* the date in Hà Nội */
instant day_start(day x);                                   /* 00:00 in Hà Nội */
int day_age(day born, day today);                           /* full years */

/* Reads what people write: d/m/yyyy with / - or . (the same twice), yyyy-mm-dd, "[thứ …,] [ngày] d tháng m năm yyyy".
** Years 1900-2100; a two-digit year is DAY_TWO_DIGIT_YEAR. */
enum day_error day_read(const char *s, day *out);
/* Excel 1900 serial; the time of day is cut off; 60 (the false 29/02/1900) and 0 are errors. */
enum day_error day_read_excel(double serial, day *out);
enum day_error day_read_iso(const char *s, day *out);       /* yyyy-mm-dd only (input type=date) */

/* All write NUL-terminated UTF-8 and answer out. */
#define DAY_TEXT_SIZE 64
const char *day_dmy(day x, char out[DAY_TEXT_SIZE]);        /* 05/09/2025 */
const char *day_iso(day x, char out[DAY_TEXT_SIZE]);        /* 2025-09-05 */
const char *instant_iso(instant t, char out[DAY_TEXT_SIZE]);       /* 2025-09-05T07:05:00.000Z (RFC 3339), UTC */
const char *day_official(day x, char out[DAY_TEXT_SIZE]);   /* Hà Nội, ngày 05 tháng 9 năm 2025 */
const char *day_with_weekday(day x, char out[DAY_TEXT_SIZE]);      /* thứ Sáu, ngày 05/9/2025 */
const char *day_heading(day x, char out[DAY_TEXT_SIZE]);           /* the same at the beginning of a line: Thứ Sáu, ngày 05/9/2025 */
const char *day_with_weekday_en(day x, char out[DAY_TEXT_SIZE]);   /* Friday 05/09/2025 */
const char *instant_show(instant t, char out[DAY_TEXT_SIZE]);      /* 14:05 05/09/2025, Hà Nội */
const char *instant_clock(instant t, char out[DAY_TEXT_SIZE]);     /* 14:05 */

#endif
