#include "test/harness/test.h"
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* One failed check is one write, so that lines of several threads do not mix. */
static bool note(struct test *t, const char *file, int line, bool held, const char *fmt, va_list ap)
{
    char text[4096];
    atomic_fetch_add(&t->checks, 1);
    if (held) return true;
    atomic_fetch_add(&t->failed, 1);
    vsnprintf(text, sizeof text, fmt, ap);
    fprintf(stderr, "  %s:%d: %s\n", file, line, text);
    return false;
}

__attribute__((format(printf, 5, 6)))
static bool check(struct test *t, const char *file, int line, bool held, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    bool answer = note(t, file, line, held, fmt, ap);
    va_end(ap);
    return answer;
}

bool check_true(struct test *t, const char *file, int line, bool held, const char *what)
{
    return check(t, file, line, held, "is not so: %s", what);
}

bool check_int(struct test *t, const char *file, int line, const char *what, int64_t want, int64_t got)
{
    return check(t, file, line, want == got, "%s\n    want %lld\n    got  %lld", what, (long long)want, (long long)got);
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

bool check_text(struct test *t, const char *file, int line, const char *what, const char *want, const char *got)
{
    return check(t, file, line, same_text(want, got), "%s\n    want %s%s%s\n    got  %s%s%s", what,
                 want ? "\"" : "", want ? want : "NULL", want ? "\"" : "",
                 got ? "\"" : "", got ? got : "NULL", got ? "\"" : "");
}

bool check_rc(struct test *t, const char *file, int line, const char *what, rc want, rc got)
{
    return check(t, file, line, want == got, "%s\n    want %s\n    got  %s", what, rc_name(want), rc_name(got));
}

static const char *hex(const void *p, size_t n, char *out, size_t size)
{
    static const char digit[] = "0123456789abcdef";
    const unsigned char *b = p;
    size_t at = 0;
    for (size_t i = 0; i < n && at + 6 < size; i++) {
        out[at++] = digit[b[i] >> 4];
        out[at++] = digit[b[i] & 15];
    }
    strcpy(out + at, at < 2 * n ? "..." : "");
    return out;
}

bool check_bytes(struct test *t, const char *file, int line, const char *what, const void *want, size_t want_n, const void *got, size_t got_n)
{
    char a[512], b[512];
    bool same = want_n == got_n && (want_n == 0 || memcmp(want, got, want_n) == 0);
    return check(t, file, line, same, "%s\n    want %zu: %s\n    got  %zu: %s", what,
                 want_n, hex(want, want_n, a, sizeof a), got_n, hex(got, got_n, b, sizeof b));
}

bool check_has(struct test *t, const char *file, int line, const char *what, const char *part, const char *whole, bool wanted)
{
    bool found = whole && strstr(whole, part);
    return check(t, file, line, found == wanted, "%s %s\n    \"%s\"\n    in   %.2000s", what, wanted ? "lacks" : "has",
                 part, whole ? whole : "NULL");
}

bool check_fail(struct test *t, const char *file, int line, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    note(t, file, line, false, fmt, ap);
    va_end(ap);
    return false;
}

void skip(struct test *t, const char *why)
{
    t->skipped = true;
    fprintf(stderr, "  skipped: %s\n", why);
}
