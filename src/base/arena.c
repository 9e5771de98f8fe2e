/* Blocks in a chain, newest first. A take comes from the newest block or from a new one; what is left in older blocks
** is given up. Blocks grow twofold from BLOCK_LEAST to BLOCK_MOST, but never past `max`; a large take gets a block of its
** own size. Under AddressSanitizer everything not given out is poisoned and 16 poisoned bytes stand behind every take,
** so that reading past the end of an arena object fails as it would with malloc. */
#include "base/arena.h"
#include "base/print.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#ifdef __has_feature
#  define HAS_FEATURE(x) __has_feature(x)
#else
#  define HAS_FEATURE(x) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || HAS_FEATURE(address_sanitizer)
#  include <sanitizer/asan_interface.h>
#  define HIDE(p, n) ASAN_POISON_MEMORY_REGION((p), (n))
#  define SHOW(p, n) ASAN_UNPOISON_MEMORY_REGION((p), (n))
enum { GAP = 16 };
#else
#  define HIDE(p, n) ((void)(p), (void)(n))
#  define SHOW(p, n) ((void)(p), (void)(n))
enum { GAP = 0 };
#endif

enum { ALIGN = 16, BLOCK_LEAST = 4096, BLOCK_MOST = 256 * 1024, PRINT_FIRST = 256 };

struct arena_block {
    struct arena_block *older;
    size_t size;                   /* of the whole block, this header included */
    size_t at;                     /* offset of the first free byte, a multiple of ALIGN */
};

static const size_t HEADER = (sizeof(struct arena_block) + ALIGN - 1) / ALIGN * ALIGN;

static _Thread_local long fail_left;          /* 0: disarmed */

void arena_fail_after(long n) { fail_left = n; }
bool arena_fail_armed(void)   { return fail_left > 0; }
long arena_fail_left(void)    { return fail_left; }
bool arena_fail_now(void)     { return fail_left > 0 && --fail_left == 0; }

void arena_init(struct arena *a, size_t max)
{
    *a = (struct arena){ .max = max };
}

static void block_drop(struct arena_block *b)
{
    SHOW(b, b->size);
    free(b);
}

static void block_clear(struct arena_block *b)
{
    b->at = HEADER;
    HIDE((char *)b + HEADER, b->size - HEADER);
}

void arena_finish(struct arena *a)
{
    for (struct arena_block *b = a->top, *older; b; b = older) {
        older = b->older;
        block_drop(b);
    }
    arena_init(a, a->max);
}

void arena_reset(struct arena *a)
{
    while (a->top && a->top->older) {
        struct arena_block *older = a->top->older;
        block_drop(a->top);
        a->top = older;
    }
    a->used = 0;
    a->failed = false;
    if (a->top) {
        a->used = a->top->size;
        block_clear(a->top);
    }
}

/* A block with room for `need` bytes after its header, or NULL. */
static struct arena_block *block_make(struct arena *a, size_t need)
{
    size_t room = a->max > a->used ? a->max - a->used : 0;
    if (need > SIZE_MAX / 2 || need + HEADER > room) return NULL;
    size_t size = a->top ? a->top->size * 2 : BLOCK_LEAST;
    if (size > BLOCK_MOST)    size = BLOCK_MOST;
    if (size > room)          size = room / ALIGN * ALIGN;
    if (size < need + HEADER) size = need + HEADER;
    struct arena_block *b = malloc(size);
    if (!b) return NULL;
    *b = (struct arena_block){ .older = a->top, .size = size };
    block_clear(b);
    a->used += size;
    a->top = b;
    return b;
}

static void *take(struct arena *a, size_t n)
{
    size_t need = n > SIZE_MAX / 4 ? n : (n + GAP + (n == 0) + ALIGN - 1) / ALIGN * ALIGN;
    struct arena_block *b = a->top;
    if (arena_fail_now()) goto fail;
    if (!b || b->size - b->at < need) b = block_make(a, need);
    if (!b) goto fail;
    char *p = (char *)b + b->at;
    b->at += need;
    SHOW(p, n);
    return p;
fail:
    a->failed = true;
    return NULL;
}

void *arena_take(struct arena *a, size_t n)
{
    void *p = take(a, n);
    return p ? memset(p, 0, n) : NULL;
}

void *arena_take_many(struct arena *a, size_t count, size_t size)
{
    size_t n;
    if (__builtin_mul_overflow(count, size, &n)) n = SIZE_MAX;      /* never fits, so it fails as any other */
    return arena_take(a, n);
}

const char *arena_text(struct arena *a, const char *s)
{
    return s ? arena_text_n(a, s, strlen(s)) : "";
}

const char *arena_text_n(struct arena *a, const char *s, size_t n)
{
    char *p = take(a, n < SIZE_MAX ? n + 1 : n);
    if (!p) return "";
    if (n) memcpy(p, s, n);
    p[n] = 0;
    return p;
}

const char *arena_vprint(struct arena *a, const char *fmt, va_list ap)
{
    char first[PRINT_FIRST];
    va_list again;
    size_t plain = print_plain(first, sizeof first, fmt, ap);
    if (plain != PRINT_NOT_PLAIN) return arena_text_n(a, first, plain);
    va_copy(again, ap);
    int n = vsnprintf(first, sizeof first, fmt, ap);
    const char *out = "";
    if (n < 0) {
        a->failed = true;
    } else if ((size_t)n < sizeof first) {
        out = arena_text_n(a, first, (size_t)n);
    } else {
        char *p = arena_take(a, (size_t)n + 1);
        if (p) vsnprintf(p, (size_t)n + 1, fmt, again);
        if (p) out = p;
    }
    va_end(again);
    return out;
}

const char *arena_print(struct arena *a, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    const char *s = arena_vprint(a, fmt, ap);
    va_end(ap);
    return s;
}
