/* Ranges of RFC 9110: which bytes, and what is as if nothing had been asked. */
#include "test/harness/test.h"
#include "web/range.h"

struct asked { const char *header; int64_t size; enum range want; int64_t from, n; };

TEST(a_range_is_read_as_the_standard_says)
{
    static const struct asked cases[] = {
        { NULL, 100, RANGE_WHOLE, 0, 100 },           { "bytes=0-0", 100, RANGE_PART, 0, 1 },          { "bytes=0-99", 100, RANGE_PART, 0, 100 },
        { "bytes=10-", 100, RANGE_PART, 10, 90 },     { "bytes=90-200", 100, RANGE_PART, 90, 10 },     { "bytes=-1", 100, RANGE_PART, 99, 1 },
        { "bytes=-500", 100, RANGE_PART, 0, 100 },    { "BYTES=5-9", 100, RANGE_PART, 5, 5 },          { "bytes= 5-9 ", 100, RANGE_PART, 5, 5 },
        { "bytes=100-", 100, RANGE_NONE, 0, 100 },    { "bytes=100-200", 100, RANGE_NONE, 0, 100 },    { "bytes=-0", 100, RANGE_NONE, 0, 100 },
        { "bytes=0-", 0, RANGE_NONE, 0, 0 },          { "bytes=-5", 0, RANGE_NONE, 0, 0 },             { "bytes=9-5", 100, RANGE_WHOLE, 0, 100 },
        { "bytes=0-1,3-4", 100, RANGE_WHOLE, 0, 100 },{ "bytes=", 100, RANGE_WHOLE, 0, 100 },          { "bytes=-", 100, RANGE_WHOLE, 0, 100 },
        { "bytes=a-b", 100, RANGE_WHOLE, 0, 100 },    { "bytes=+1-2", 100, RANGE_WHOLE, 0, 100 },      { "bytes=1 -2", 100, RANGE_WHOLE, 0, 100 },
        { "bytes=1--2", 100, RANGE_WHOLE, 0, 100 },   { "lines=1-2", 100, RANGE_WHOLE, 0, 100 },       { "", 100, RANGE_WHOLE, 0, 100 },
        { "bytes=99999999999999999999-", 100, RANGE_WHOLE, 0, 100 }, { "bytes=0-99999999999999999999", 100, RANGE_WHOLE, 0, 100 },
        { "bytes=9223372036854775807-", 100, RANGE_NONE, 0, 100 },   { "bytes=1-9223372036854775807", 100, RANGE_PART, 1, 99 },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int64_t from, n;
        enum range got = range_read(cases[i].header, cases[i].size, &from, &n);
        if (got != cases[i].want || from != cases[i].from || n != cases[i].n)
            fail(t, "%s of %lld: %d, %lld+%lld", cases[i].header, (long long)cases[i].size, got, (long long)from, (long long)n);
    }
    is_true(t, true);
}
