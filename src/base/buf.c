/* What stays true: n <= max; once `failed`, nothing is added any more, so the bytes are always a beginning of what was
** asked for; cap is 0 exactly while p is the shared empty text, which is never written. */
#include "base/buf.h"
#include "base/arena.h"
#include "base/print.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CAP_LEAST = 256 };

static char empty[1];

void buf_init(struct buf *b, size_t max)
{
    *b = (struct buf){ .p = empty, .max = max };
}

void buf_finish(struct buf *b)
{
    if (b->cap) free(b->p);
    buf_init(b, b->max);
}

void buf_clear(struct buf *b)
{
    b->n = 0;
    b->failed = false;
    if (b->cap) b->p[0] = 0;
}

/* Room for n more bytes and the NUL. */
static bool buf_room(struct buf *b, size_t n)
{
    if (b->failed) return false;
    if (b->n + n < b->cap && n < b->cap) return true;
    if (n > b->max - b->n || arena_fail_now()) return !(b->failed = true);
    size_t cap = b->cap ? b->cap : CAP_LEAST;
    while (cap <= b->n + n) cap *= 2;
    if (cap > b->max + 1) cap = b->max + 1;
    char *p = realloc(b->cap ? b->p : NULL, cap);
    if (!p) return !(b->failed = true);
    p[b->n] = 0;
    b->p = p;
    b->cap = cap;
    return true;
}

void buf_reserve(struct buf *b, size_t n)
{
    if (n > b->n) buf_room(b, n - b->n);
}

void buf_add_slow(struct buf *b, const void *p, size_t n)
{
    if (!n || !buf_room(b, n)) return;
    memcpy(b->p + b->n, p, n);
    b->n += n;
    b->p[b->n] = 0;
}

void buf_char(struct buf *b, char ch)
{
    buf_add(b, &ch, 1);
}

void buf_int(struct buf *b, int64_t v)
{
    char digits[20];
    size_t at = sizeof digits;
    uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
    do digits[--at] = (char)('0' + u % 10); while (u /= 10);
    if (v < 0) digits[--at] = '-';
    buf_add(b, digits + at, sizeof digits - at);
}

/* By printf itself: once to see how long it is, and again where that was more than there was room for. */
static void print_any(struct buf *b, const char *fmt, va_list ap) __attribute__((format(printf, 2, 0)));
static void print_any(struct buf *b, const char *fmt, va_list ap)
{
    va_list again;
    va_copy(again, ap);
    size_t room = b->cap ? b->cap - b->n : 0;
    int n = vsnprintf(room ? b->p + b->n : NULL, room, fmt, ap);
    if (b->cap) b->p[b->n] = 0;                                    /* until it is known to fit */
    if (n < 0) {
        b->failed = true;
    } else if (n > 0 && buf_room(b, (size_t)n)) {
        vsnprintf(b->p + b->n, (size_t)n + 1, fmt, again);
        b->n += (size_t)n;
    }
    va_end(again);
}

void buf_print(struct buf *b, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    size_t n = b->cap && !b->failed ? print_plain(b->p + b->n, b->cap - b->n - 1, fmt, ap) : PRINT_NOT_PLAIN;
    if (n == PRINT_NOT_PLAIN) {
        print_any(b, fmt, ap);
    } else {
        b->n += n;
        b->p[b->n] = 0;
    }
    va_end(ap);
}
