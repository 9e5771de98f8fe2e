#include "web/range.h"
#include "base/str.h"
#include <string.h>
#include <strings.h>

static const char unit[] = "bytes=";

/* Digits only: "+5" and " 5" are no positions. */
static bool position(struct span s, int64_t *v)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9') return false;
    return s.n > 0 && span_int(s, v);
}

/* "-500": the last 500 bytes. */
static enum range suffix(struct span s, int64_t size, int64_t *from, int64_t *n)
{
    int64_t last;
    if (!position(s, &last)) return RANGE_WHOLE;
    if (last == 0 || size == 0) return RANGE_NONE;
    *n = last < size ? last : size;
    *from = size - *n;
    return RANGE_PART;
}

enum range range_read(const char *header, int64_t size, int64_t *from, int64_t *n)
{
    struct span rest, first;
    int64_t last = size - 1;
    *from = 0;
    *n = size;
    if (!header || strncasecmp(header, unit, sizeof unit - 1) != 0 || strchr(header, ',')) return RANGE_WHOLE;
    rest = span_trim(span_of(header + sizeof unit - 1));
    const char *dash = rest.n ? memchr(rest.p, '-', rest.n) : NULL;
    if (!dash) return RANGE_WHOLE;
    first = (struct span){ rest.p, (size_t)(dash - rest.p) };
    rest = (struct span){ dash + 1, rest.n - first.n - 1 };
    if (first.n == 0) return suffix(rest, size, from, n);
    int64_t begin;
    if (!position(first, &begin) || (rest.n && (!position(rest, &last) || last < begin))) return RANGE_WHOLE;
    if (begin >= size) return RANGE_NONE;
    if (last > size - 1) last = size - 1;
    *from = begin;
    *n = last - begin + 1;
    return RANGE_PART;
}
