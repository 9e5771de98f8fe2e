/* How a compiled view puts a value out: by the type of the expression. Only generated code includes this.
** Types that have no case do not compile: double (say which digits: number_format), bool in text, enums (put their label:
** {{_ book_kind_label(x)}}; that is why `unsigned int`, which enums are, has no case), structs. Ids come from the tables. */
#ifndef KHUE_WEB_PUT_H
#define KHUE_WEB_PUT_H

#include "generated/put_ids.h"
#include "web/out.h"

#define PUT_TEXT(o, x) _Generic((x), \
    char *: put_text, const char *: put_text, \
    short: put_int, int: put_int, long: put_int, long long: put_int, \
    unsigned short: put_uint, unsigned long: put_uint, unsigned long long: put_uint, \
    day: put_day, instant: put_instant, opt_day: put_opt_day, opt_instant: put_opt_instant, opt_int: put_opt_int, \
    PUT_ID_CASES)(o, x)

#define PUT_PLAIN_CASES \
    short: put_int_plain, int: put_int_plain, long: put_int_plain, long long: put_int_plain, \
    unsigned short: put_uint_plain, unsigned long: put_uint_plain, unsigned long long: put_uint_plain, \
    bool: put_bool_plain, day: put_day_plain, instant: put_instant_plain, \
    opt_day: put_opt_day_plain, opt_instant: put_opt_instant_plain, opt_int: put_opt_int_plain

#define PUT_ATTR(o, x)     _Generic((x), char *: put_text, const char *: put_text, PUT_PLAIN_CASES, PUT_ID_CASES)(o, x)
#define PUT_URL(o, x)      _Generic((x), char *: put_url, const char *: put_url, PUT_PLAIN_CASES, PUT_ID_CASES)(o, x)
#define PUT_URL_PART(o, x) _Generic((x), char *: put_url_part, const char *: put_url_part, PUT_PLAIN_CASES, PUT_ID_CASES)(o, x)

/* A part of a message, as text. */
#define PART(o, x) _Generic((x), \
    char *: part_text, const char *: part_text, \
    short: part_int, int: part_int, long: part_int, long long: part_int, \
    unsigned short: part_uint, unsigned long: part_uint, unsigned long long: part_uint, \
    day: part_day, instant: part_instant, \
    PART_ID_CASES)(o, x)

#endif
