/* Growing buffer that is given its maximum when it is made. Failure is sticky (`failed`), as in the arena:
** check once at the end. The bytes are always followed by a NUL that is not counted. malloc'd, not arena'd,
** because page buffers outlive handlers. */
#ifndef KHUE_BASE_BUF_H
#define KHUE_BASE_BUF_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf {
    char *p;          /* "" before the first byte, never NULL after buf_init */
    size_t n, cap, max;
    bool failed;
};

void buf_init(struct buf *b, size_t max);
void buf_finish(struct buf *b);
void buf_clear(struct buf *b);                              /* keeps the memory */
void buf_add(struct buf *b, const void *p, size_t n);
void buf_text(struct buf *b, const char *s);
void buf_char(struct buf *b, char ch);
void buf_int(struct buf *b, int64_t v);                     /* decimal digits, no grouping */
void buf_print(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#endif
