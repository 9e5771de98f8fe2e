/* Arena, buffer and the allocation failures that tests make on purpose. */
#include "base/arena.h"
#include "base/buf.h"
#include "test/harness/test.h"

#include <string.h>

TEST(an_arena_gives_zeroed_aligned_memory)
{
    struct arena a;
    arena_init(&a, 1 << 20);
    for (size_t n = 0; n < 600; n++) {
        char *p = arena_take(&a, n);
        if (!is_true(t, p && (uintptr_t)p % 16 == 0)) return;
        for (size_t i = 0; i < n; i++) if (p[i]) { fail(t, "byte %zu of %zu is not zero", i, n); return; }
        memset(p, 0xAA, n);
    }
    arena_reset(&a);
    char *again = arena_take(&a, 64);
    is_int(t, 0, again[0] | again[63]);
    arena_finish(&a);
}

TEST(an_arena_never_holds_more_than_its_maximum)
{
    struct arena a;
    arena_init(&a, 10000);
    size_t taken = 0;
    while (arena_take(&a, 100)) taken++;
    is_true(t, taken > 70 && taken < 100);
    is_true(t, a.failed && a.used <= a.max);
    is_text(t, "", arena_text_n(&a, (char[9000]){ 0 }, 9000));
    arena_reset(&a);
    is_false(t, a.failed);
    is_true(t, arena_take(&a, 100) != NULL);
    is_true(t, arena_take_many(&a, SIZE_MAX / 2, 3) == NULL);
    is_true(t, arena_take(&a, SIZE_MAX) == NULL);
    is_true(t, arena_take(&a, SIZE_MAX - 20) == NULL);
    arena_finish(&a);
    is_int(t, 0, a.used);
}

TEST(a_large_take_gets_its_own_block)
{
    struct arena a;
    arena_init(&a, 4 << 20);
    const char *small = arena_text(&a, "trước");
    char *large = arena_take(&a, 3 << 20);
    if (!is_true(t, large != NULL)) return;
    large[(3 << 20) - 1] = 1;
    is_text(t, "trước", small);
    arena_finish(&a);
}

TEST(arena_texts_are_copies_of_any_length)
{
    char word[] = "Khuê", long_text[1000];
    const char *copy = arena_text(t->arena, word);
    word[0] = 'x';
    is_text(t, "Khuê", copy);
    is_text(t, "", arena_text(t->arena, NULL));
    is_text(t, "Kh", arena_text_n(t->arena, "Khuê", 2));
    is_text(t, "3 của 40", arena_print(t->arena, "%d của %d", 3, 40));
    memset(long_text, 'a', sizeof long_text - 1);
    long_text[999] = 0;
    is_int(t, 1004, strlen(arena_print(t->arena, "<%s>%03d", long_text, 7)));
}

TEST(the_nth_allocation_fails_once_and_the_arena_remembers)
{
    struct arena a;
    arena_init(&a, 1 << 20);
    arena_fail_after(2);
    is_true(t, arena_take(&a, 8) != NULL);
    is_true(t, arena_fail_armed());
    is_text(t, "", arena_text(&a, "mất"));
    is_false(t, arena_fail_armed());
    is_text(t, "còn", arena_text(&a, "còn"));
    is_true(t, a.failed);
    arena_finish(&a);
}

TEST(a_buffer_grows_to_its_maximum_and_keeps_a_beginning)
{
    struct buf b;
    buf_init(&b, 1000);
    is_text(t, "", b.p);
    for (int i = 0; i < 400; i++) buf_text(&b, "abc");
    is_true(t, b.failed && b.n == 999 && strlen(b.p) == 999);
    buf_char(&b, 'x');
    is_int(t, 999, b.n);
    buf_clear(&b);
    is_text(t, "", b.p);
    for (int i = 0; i < 1000; i++) buf_char(&b, 'y');
    is_true(t, !b.failed && b.n == 1000 && b.p[1000] == 0);
    buf_finish(&b);
}

TEST(plain_conversions_fill_a_buffer_to_its_last_byte_and_no_further)
{
    struct buf b;
    buf_init(&b, 20);
    buf_reserve(&b, 20);
    buf_print(&b, "%s-%d-%lld", "lớp", 6, -1234567890LL);
    is_text(t, "lớp-6--1234567890", b.p);
    buf_print(&b, "%d", 7);
    is_int(t, 20, b.n);
    is_false(t, b.failed);
    is_text(t, "lớp-6--12345678907", b.p);
    buf_print(&b, "%d", 8);
    is_true(t, b.failed && b.n == 20);
    is_text(t, "lớp-6--12345678907", b.p);
    buf_finish(&b);
}

TEST(a_buffer_writes_numbers_and_formats)
{
    struct buf b;
    buf_init(&b, 4096);
    buf_int(&b, 0);
    buf_char(&b, ' ');
    buf_int(&b, INT64_MIN);
    buf_char(&b, ' ');
    buf_int(&b, INT64_MAX);
    is_text(t, "0 -9223372036854775808 9223372036854775807", b.p);
    buf_clear(&b);
    buf_print(&b, "%s", "");
    for (int i = 0; i < 3; i++) buf_print(&b, "[%300d]", i);
    is_int(t, 906, b.n);
    is_true(t, !b.failed && b.p[905] == ']');
    buf_print(&b, "%4000d", 1);
    is_true(t, b.failed && b.n == 906 && strlen(b.p) == 906);
    buf_finish(&b);
}

TEST(a_buffer_fails_as_an_arena_does)
{
    struct buf b;
    buf_init(&b, 4096);
    arena_fail_after(1);
    buf_text(&b, "không vào");
    is_true(t, b.failed && b.n == 0);
    is_text(t, "", b.p);
    buf_finish(&b);
}
