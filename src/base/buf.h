/* Growing buffer that is given its maximum when it is made. Failure is sticky (`failed`), as in the arena:
** check once at the end. The bytes are always followed by a NUL that is not counted. malloc'd, not arena'd,
** because page buffers outlive handlers. */
#ifndef KHUE_BASE_BUF_H
#define KHUE_BASE_BUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct buf {
    char *p;          /* "" before the first byte, never NULL after buf_init */
    size_t n, cap, max;
    bool failed;
};

void buf_init(struct buf *b, size_t max);
void buf_finish(struct buf *b);
void buf_clear(struct buf *b);                              /* keeps the memory */
void buf_reserve(struct buf *b, size_t n);                  /* room for n bytes at least, so that growing costs nothing */
void buf_add_slow(struct buf *b, const void *p, size_t n);  /* buf_add where the room may be missing */
void buf_char(struct buf *b, char ch);
void buf_int(struct buf *b, int64_t v);                     /* decimal digits, no grouping */
void buf_print(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* In line, because pages are made of thousands of short pieces. */
static inline void buf_add(struct buf *b, const void *p, size_t n)
{
    if (b->failed || !n || n >= b->cap - b->n) {
        buf_add_slow(b, p, n);
        return;
    }
    memcpy(b->p + b->n, p, n);
    b->n += n;
    b->p[b->n] = 0;
}

static inline void buf_text(struct buf *b, const char *s)
{
    buf_add(b, s, strlen(s));
}

#endif
