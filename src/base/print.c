#include "base/print.h"
#include "base/str.h"

#include <string.h>

enum { DIGITS = 20 };

/* The digits end at `end`: where they begin. */
static char *digits_of(uint64_t v, bool minus, char *end)
{
    do *--end = (char)('0' + v % 10); while (v /= 10);
    if (minus) *--end = '-';
    return end;
}

static struct span whole(int64_t v, char digits[DIGITS])
{
    char *from = digits_of(v < 0 ? 0 - (uint64_t)v : (uint64_t)v, v < 0, digits + DIGITS);
    return (struct span){ from, (size_t)(digits + DIGITS - from) };
}

/* What the conversion at fmt, behind its %, puts; *fmt goes behind it. .p is NULL when it is another one. */
static struct span converted(const char **fmt, va_list *ap, char digits[DIGITS])
{
    const char *f = *fmt;
    *fmt = f + 1;
    if (*f == 's') {
        const char *s = va_arg(*ap, const char *);
        return (struct span){ s, s ? strlen(s) : 0 };
    }
    if (*f == 'd') return whole(va_arg(*ap, int), digits);
    if (*f == '%') return (struct span){ "%", 1 };
    if (strncmp(f, "lld", 3) == 0) {
        *fmt = f + 3;
        return whole(va_arg(*ap, long long), digits);
    }
    if (strncmp(f, "zu", 2) == 0) {
        *fmt = f + 2;
        char *from = digits_of(va_arg(*ap, size_t), false, digits + DIGITS);
        return (struct span){ from, (size_t)(digits + DIGITS - from) };
    }
    return (struct span){ 0 };
}

size_t print_plain(char *out, size_t room, const char *fmt, va_list ap)
{
    size_t n = 0;
    va_list rest;
    char digits[DIGITS];
    va_copy(rest, ap);
    while (*fmt && n != PRINT_NOT_PLAIN) {
        size_t run = strcspn(fmt, "%");
        struct span part = { fmt, run };
        if (run) fmt += run;
        else fmt++, part = converted(&fmt, &rest, digits);
        if (!part.p || part.n > room - n) {
            n = PRINT_NOT_PLAIN;
        } else {
            memcpy(out + n, part.p, part.n);
            n += part.n;
        }
    }
    va_end(rest);
    return n;
}
