#include "base/str.h"

#include <string.h>

bool str_is(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

bool str_empty(const char *s)
{
    return !s || !*s;
}

bool str_starts(const char *s, const char *prefix)
{
    return s && strncmp(s, prefix, strlen(prefix)) == 0;
}

bool span_is(struct span a, const char *b)
{
    return a.n == strlen(b) && (a.n == 0 || memcmp(a.p, b, a.n) == 0);
}

struct span span_of(const char *s)
{
    return s ? (struct span){ s, strlen(s) } : (struct span){ "", 0 };
}

static bool is_blank(char ch)
{
    return ch == ' ' || (ch >= '\t' && ch <= '\r');
}

struct span span_trim(struct span s)
{
    while (s.n && is_blank(s.p[0]))       s.p++, s.n--;
    while (s.n && is_blank(s.p[s.n - 1])) s.n--;
    return s;
}

/* A used-up rest is marked by p == NULL, so that "a," gives "a" and "" and an empty text gives one empty part. */
bool span_cut(struct span *rest, char sep, struct span *part)
{
    if (!rest->p) return false;
    const char *at = rest->n ? memchr(rest->p, sep, rest->n) : NULL;
    if (!at) {
        *part = *rest;
        *rest = (struct span){ NULL, 0 };
        return true;
    }
    *part = (struct span){ rest->p, (size_t)(at - rest->p) };
    *rest = (struct span){ at + 1, rest->n - part->n - 1 };
    return true;
}

bool span_int(struct span s, int64_t *v)
{
    bool minus = s.n && s.p[0] == '-';
    if (s.n == (size_t)minus) return false;
    int64_t sum = 0;
    for (size_t i = minus; i < s.n; i++) {
        if (s.p[i] < '0' || s.p[i] > '9') return false;
        int64_t digit = s.p[i] - '0';
        if (__builtin_mul_overflow(sum, 10, &sum)) return false;
        if (__builtin_add_overflow(sum, minus ? -digit : digit, &sum)) return false;
    }
    *v = sum;
    return true;
}

/* One well-formed code point (Unicode 15, table 3-7): its length, or 0 when the bytes are not well formed. */
static size_t utf8_read(const uint8_t *p, size_t n, uint32_t *cp)
{
    if (p[0] < 0x80) {
        *cp = p[0];
        return 1;
    }
    size_t len = p[0] < 0xC2 ? 0 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : p[0] < 0xF5 ? 4 : 0;
    if (len == 0 || len > n) return 0;
    uint32_t u = p[0] & (0xFFu >> (len + 1));
    for (size_t i = 1; i < len; i++) {
        if ((p[i] & 0xC0) != 0x80) return 0;
        u = u << 6 | (p[i] & 0x3F);
    }
    if (len == 3 && (u < 0x800 || (u >= 0xD800 && u <= 0xDFFF))) return 0;
    if (len == 4 && (u < 0x10000 || u > 0x10FFFF)) return 0;
    *cp = u;
    return len;
}

bool utf8_valid(const char *text, size_t n)
{
    const uint8_t *p = (const uint8_t *)text;
    for (size_t i = 0; i < n; ) {
        uint32_t cp;
        size_t len = utf8_read(p + i, n - i, &cp);
        if (len == 0 || cp == 0) return false;
        i += len;
    }
    return true;
}

uint32_t utf8_next(const char **p, const char *end)
{
    uint32_t cp;
    if (*p >= end) return 0;
    size_t len = utf8_read((const uint8_t *)*p, (size_t)(end - *p), &cp);
    if (len == 0) {
        len = 1;
        cp = 0xFFFD;
    }
    *p += len;
    return cp;
}

size_t utf8_put(char out[4], uint32_t cp)
{
    if (cp < 0x80) {
        out[0] = (char)cp;
        return 1;
    }
    size_t len = cp < 0x800 ? 2 : cp < 0x10000 ? 3 : 4;
    for (size_t i = len - 1; i > 0; i--, cp >>= 6) out[i] = (char)(0x80 | (cp & 0x3F));
    out[0] = (char)((0xF00u >> len) | cp);
    return len;
}

size_t utf8_count(const char *s)
{
    size_t n = 0;
    for (; *s; s++) n += (*s & 0xC0) != 0x80;
    return n;
}

int bytes_order(struct bytes a, struct bytes b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int order = n ? memcmp(a.p, b.p, n) : 0;
    return order ? order : (a.n > b.n) - (a.n < b.n);
}

bool bytes_same(const void *a, const void *b, size_t n)
{
    const volatile uint8_t *x = a, *y = b;
    uint8_t differ = 0;
    for (size_t i = 0; i < n; i++) differ |= x[i] ^ y[i];
    return differ == 0;
}
