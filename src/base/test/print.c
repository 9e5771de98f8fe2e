/* print_plain writes what vsnprintf writes, or leaves it to it. */
#include "base/print.h"
#include "test/harness/test.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

static size_t plain(char *out, size_t room, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
static size_t plain(char *out, size_t room, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    size_t n = print_plain(out, room, fmt, ap), again = print_plain(out, room, fmt, ap);       /* ap stays as it is */
    va_end(ap);
    return n == again ? n : 0;
}

#define SAME(...) do { \
        char ours[200] = { 0 }, theirs[200]; \
        int want = snprintf(theirs, sizeof theirs, __VA_ARGS__); \
        is_int(t, want, plain(ours, sizeof ours, __VA_ARGS__)); \
        is_text(t, theirs, ours); \
    } while (0)

TEST(the_plain_conversions_are_written_as_printf_writes_them)
{
    SAME("%s", "");
    SAME("/t/%s/lop/%s?tuan=%d", "thcs", "0sc8fc027zzg0", 12);
    SAME("%d %d %d %d", 0, -1, INT_MAX, INT_MIN);
    SAME("%lld|%lld|%lld", 0LL, LLONG_MAX, LLONG_MIN);
    SAME("%zu%%, %s…", SIZE_MAX, "học sinh");
    SAME("%d/%d", 5, 9);
}

TEST(what_is_not_plain_is_left_to_printf)
{
    char out[64];
    is_true(t, plain(out, sizeof out, "%02d", 5) == PRINT_NOT_PLAIN);
    is_true(t, plain(out, sizeof out, "%s %x", "a", 5) == PRINT_NOT_PLAIN);
    is_true(t, plain(out, sizeof out, "%.*s", 1, "abc") == PRINT_NOT_PLAIN);
    is_true(t, plain(out, sizeof out, "%ld", 5L) == PRINT_NOT_PLAIN);
    is_true(t, plain(out, sizeof out, "%c", 'x') == PRINT_NOT_PLAIN);
    is_true(t, plain(out, 4, "%s", "abcde") == PRINT_NOT_PLAIN);
    is_int(t, 4, plain(out, 4, "%s", "abcd"));
    is_true(t, plain(out, 4, "ab%d", 123) == PRINT_NOT_PLAIN);
    is_true(t, plain(out, sizeof out, "%s", *(const char *volatile *)&(const char *){ NULL }) == PRINT_NOT_PLAIN);
}
