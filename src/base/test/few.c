/* Figures of few people. */
#include "base/few.h"
#include "test/harness/test.h"
#include <string.h>

TEST(a_rounded_figure_moves_by_no_single_person_but_at_a_step)
{
    (void)t;
    is_int(t, FEW_NONE, few_rounded(0, 10).is);
    for (int64_t n = 1; n < 10; n++) is_int(t, FEW_UNDER, few_rounded(n, 10).is), is_int(t, 0, few_rounded(n, 10).n);
    for (int64_t n = 10; n < 20; n++) is_int(t, FEW_FROM, few_rounded(n, 10).is), is_int(t, 10, few_rounded(n, 10).n);
    is_int(t, 1740, few_rounded(1742, 5).n);
    is_int(t, 7, few_rounded(7, 1).n);                    /* 1: exact */
    is_true(t, few_told(0, 10) && few_told(10, 10) && !few_told(1, 10) && !few_told(9, 10));
}

/* parts; what is hidden, as letters: x hidden, . told */
static const struct { int64_t part[5]; size_t n; const char *hidden; } tables[] = {
    { { 40, 25, 12 },        3, "..." },
    { { 40, 25, 0 },         3, "..." },                  /* nought tells of nobody */
    { { 40, 25, 3 },         3, ".xx" },                  /* one alone could be subtracted: the smallest other goes with it */
    { { 40, 3, 4, 0 },       4, "xxx." },                 /* two that are together seven of fewer than ten */
    { { 40, 6, 7, 0 },       4, ".xx." },                 /* two that are thirteen: either may be 4 to 9 */
    { { 9, 9, 9, 50, 60 },   5, "xxx.." },
    { { 3 },                 1, "x" },
    { { 3, 0, 0 },           3, "x.." },                  /* nothing is left to hide with it: whoever shows it hides the total, too */
    { { 1, 10, 10 },         3, "xx." },
};

TEST(no_hidden_part_can_be_reckoned_from_a_total_and_the_parts_that_are_told)
{
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        bool hidden[5];
        char said[6] = "";
        few_hide(tables[i].part, tables[i].n, 10, hidden);
        for (size_t k = 0; k < tables[i].n; k++) said[k] = hidden[k] ? 'x' : '.';
        is_text(t, tables[i].hidden, said);
    }
}

/* Every table of four parts up to 13: of what is hidden, what an onlooker can reckon is the sum, and it holds the threshold or all there is. */
TEST(what_is_hidden_is_together_as_much_as_the_threshold_or_everything)
{
    int64_t p[4];
    bool hidden[4];
    size_t tables_seen = 0;
    for (int64_t all = 0; all < 14 * 14 * 14 * 14; all++) {
        int64_t rest = all, sum = 0;
        size_t many = 0, told = 0;
        for (int k = 0; k < 4; k++) p[k] = rest % 14, rest /= 14;
        bool some = few_hide(p, 4, 10, hidden);
        for (int k = 0; k < 4; k++) {
            if (hidden[k]) sum += p[k], many++;
            else told += p[k] > 0;
            if (!hidden[k] && p[k] > 0 && p[k] < 10) { fail(t, "a part of few is told"); return; }
        }
        if (some != (many > 0) || (many > 0 && told > 0 && (many < 2 || sum < 10))) { fail(t, "%lld %lld %lld %lld", (long long)p[0], (long long)p[1], (long long)p[2], (long long)p[3]); return; }
        tables_seen++;
    }
    is_int(t, 14 * 14 * 14 * 14, (int64_t)tables_seen);
}
