/* Arena: memory freed by lifetime (a request, a job, a test), never by object.
** Invariants: (1) nothing taken outlives arena_finish/arena_reset; (2) an arena never holds more than `max` bytes;
** (3) failure is sticky: once a take fails, `failed` stays true until reset, and the owner (web, transact, a command)
** turns it into LIMIT. So text helpers answer "" and never NULL, and only callers of arena_take test for NULL.
** One thread at a time. */
#ifndef KHUE_BASE_ARENA_H
#define KHUE_BASE_ARENA_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>

struct arena_block;
struct arena {
    struct arena_block *top;
    size_t used;      /* bytes asked of the system, all blocks */
    size_t max;
    bool failed;
};

void arena_init(struct arena *a, size_t max);      /* takes no memory yet */
void arena_finish(struct arena *a);                /* frees everything */
void arena_reset(struct arena *a);                 /* keeps the first block, clears `failed` */

/* `n` zeroed bytes, aligned to 16. NULL (and `failed`) when over max or out of memory. n = 0 gives a unique pointer. */
void *arena_take(struct arena *a, size_t n);
#define ARENA_NEW(a, type)      ((type *)arena_take((a), sizeof(type)))
/* `count` zeroed things; overflow of count * size counts as failure. */
void *arena_take_many(struct arena *a, size_t count, size_t size);
#define ARENA_MANY(a, type, n)  ((type *)arena_take_many((a), (n), sizeof(type)))

/* Copies; never NULL ("" on failure, and `failed` is set). */
const char *arena_text(struct arena *a, const char *s);                  /* NULL gives "" */
const char *arena_text_n(struct arena *a, const char *s, size_t n);
const char *arena_print(struct arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
const char *arena_vprint(struct arena *a, const char *fmt, va_list ap) __attribute__((format(printf, 2, 0)));

/* Failure on purpose, for tests: the n-th allocation from now on (1 = the next) in this thread fails, once, in an arena or
** a buf; 0 disarms. arena_fail_armed() is still true when fewer than n were asked for: a loop over n = 1, 2, 3 … ends there. */
void arena_fail_after(long n);
bool arena_fail_armed(void);
long arena_fail_left(void);                /* what is left of n; a closure that runs on another thread takes it along */
bool arena_fail_now(void);                 /* for allocators (arena, buf): counts one and answers whether it must fail */

#endif
