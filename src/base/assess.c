/* What stays true: (1) only whole numbers: tenths, halves go up; (2) of the levels the first that fits from above wins;
** (3) the adjustment lifts by one level at most, and only where one single subject cost two levels or more. */
#include "base/assess.h"
#include <string.h>

enum { MARK_MOST = 100, TEST_MOST = 10, SUBJECTS_MOST = 40 };

const struct tt22_rules tt22_2021 = { .tot_all = 65, .tot_many = 80, .kha_all = 50, .kha_many = 65, .dat_many = 50, .dat_all = 35, .many = 6,
                                      .dat_not_passed = 1, .absent_most = 45, .excellent = 90 };
const struct tt27_rules tt27_2020 = { .excellent = 9, .good = 7, .enough = 5 };

static bool is_mark(int64_t v) { return v >= 0 && v <= MARK_MOST; }

int64_t tt22_term(const int64_t *regular, size_t n, int64_t middle, int64_t final)
{
    int64_t sum = 2 * middle + 3 * final, d = (int64_t)n + 5;
    if (n == 0 || n > SUBJECTS_MOST || !is_mark(middle) || !is_mark(final)) return -1;
    for (size_t i = 0; i < n; i++) {
        if (!is_mark(regular[i])) return -1;
        sum += regular[i];
    }
    return (2 * sum + d) / (2 * d);
}

int64_t tt22_year(int64_t term1, int64_t term2)
{
    return is_mark(term1) && is_mark(term2) ? (2 * (term1 + 2 * term2) + 3) / 6 : -1;
}

/* The subjects of a pupil, with one of them left out or imagined high (-1 = as they are). */
struct subjects { const int64_t *scored; size_t n; const bool *passed; size_t passed_n; int64_t skip_scored, skip_passed; bool high; };

static int64_t at_least(const struct subjects *s, int64_t mark)
{
    int64_t n = 0;
    for (size_t i = 0; i < s->n; i++)
        n += (int64_t)i == s->skip_scored ? s->high : s->scored[i] >= mark;
    return n;
}

static int64_t counted(const struct subjects *s) { return (int64_t)s->n - (s->skip_scored >= 0 && !s->high); }

static int64_t not_passed(const struct subjects *s)
{
    int64_t n = 0;
    for (size_t i = 0; i < s->passed_n; i++)
        n += (int64_t)i != s->skip_passed && !s->passed[i];
    return n;
}

static bool fits(const struct tt22_rules *r, const struct subjects *s, int64_t all, int64_t many, int64_t failed_most)
{
    return not_passed(s) <= failed_most && at_least(s, all) == counted(s) && at_least(s, many) >= r->many;
}

/* (2) */
static enum tt22_level level_of(const struct tt22_rules *r, const struct subjects *s)
{
    if (fits(r, s, r->tot_all, r->tot_many, 0)) return TT22_TOT;
    if (fits(r, s, r->kha_all, r->kha_many, 0)) return TT22_KHA;
    return fits(r, s, r->dat_all, r->dat_many, r->dat_not_passed) ? TT22_DAT : TT22_CHUA_DAT;
}

static enum tt22_level best_without_one(const struct tt22_rules *r, struct subjects s)
{
    enum tt22_level best = TT22_NONE, one;
    s.high = r->lift_imagines_high;
    for (s.skip_scored = 0; s.skip_scored < (int64_t)s.n; s.skip_scored++)
        if ((one = level_of(r, &s)) > best) best = one;
    s.skip_scored = -1;
    for (s.skip_passed = 0; s.skip_passed < (int64_t)s.passed_n; s.skip_passed++)
        if ((one = level_of(r, &s)) > best) best = one;
    return best;
}

struct tt22_result tt22_study(const struct tt22_rules *r, const int64_t *scored, size_t n, const bool *passed, size_t passed_n)
{
    struct subjects s = { scored, n, passed, passed_n, -1, -1, false };
    struct tt22_result out = { .base = level_of(r, &s) };
    enum tt22_level best = best_without_one(r, s);
    out.final = best >= TT22_KHA && best >= out.base + 2 ? out.base + 1 : out.base;      /* (3) */
    return out;
}

enum tt22_level tt22_conduct(enum tt22_level term1, enum tt22_level term2)
{
    static const enum tt22_level year[5][5] = {      /* [second term][first term]; the second decides */
        [TT22_TOT]      = { [TT22_TOT] = TT22_TOT,      [TT22_KHA] = TT22_TOT,      [TT22_DAT] = TT22_KHA,      [TT22_CHUA_DAT] = TT22_KHA },
        [TT22_KHA]      = { [TT22_TOT] = TT22_KHA,      [TT22_KHA] = TT22_KHA,      [TT22_DAT] = TT22_KHA,      [TT22_CHUA_DAT] = TT22_DAT },
        [TT22_DAT]      = { [TT22_TOT] = TT22_KHA,      [TT22_KHA] = TT22_DAT,      [TT22_DAT] = TT22_DAT,      [TT22_CHUA_DAT] = TT22_DAT },
        [TT22_CHUA_DAT] = { [TT22_TOT] = TT22_CHUA_DAT, [TT22_KHA] = TT22_CHUA_DAT, [TT22_DAT] = TT22_CHUA_DAT, [TT22_CHUA_DAT] = TT22_CHUA_DAT },
    };
    return term1 <= TT22_TOT && term2 <= TT22_TOT ? year[term2][term1] : TT22_NONE;
}

enum tt22_way tt22_promote(const struct tt22_rules *r, enum tt22_level conduct, enum tt22_level study, int64_t absent, enum tt22_level summer, enum tt22_level again)
{
    bool behaves = conduct >= TT22_DAT || summer >= TT22_DAT, learns = study >= TT22_DAT || again >= TT22_DAT;
    if (absent > r->absent_most) return TT22_O_LAI_LOP;
    if (behaves && learns) return TT22_LEN_LOP;
    if (conduct < TT22_DAT && study < TT22_DAT && !r->both_retry) return TT22_O_LAI_LOP;
    if (!behaves) return summer == TT22_NONE ? TT22_REN_LUYEN_HE : TT22_O_LAI_LOP;
    return again == TT22_NONE ? TT22_KIEM_TRA_LAI : TT22_O_LAI_LOP;
}

enum tt22_title tt22_title(const struct tt22_rules *r, enum tt22_level conduct, enum tt22_level study, const int64_t *scored, size_t n)
{
    struct subjects s = { scored, n, NULL, 0, -1, -1, false };
    if (conduct != TT22_TOT || study != TT22_TOT) return TT22_NO_TITLE;
    return at_least(&s, r->excellent) >= r->many ? TT22_XUAT_SAC : TT22_GIOI;
}

int64_t tt22_regular_marks(int64_t lessons_a_year)
{
    return lessons_a_year <= 35 ? 2 : lessons_a_year <= 70 ? 3 : 4;
}

/* ---- primary school */

static bool only(const char *letters, const char *allowed) { return letters[strspn(letters, allowed)] == 0; }

enum tt27_result tt27_year(const struct tt27_rules *r, const char *subjects, const char *qualities, const int64_t *test, size_t n)
{
    int64_t least = TEST_MOST;
    for (size_t i = 0; i < n; i++) {
        if (test[i] < 0 || test[i] > TEST_MOST) return TT27_E_MARK;
        if (test[i] < least) least = test[i];
    }
    bool best = only(subjects, "T") && only(qualities, "T");
    if (best && least >= r->excellent) return TT27_HT_XUAT_SAC;
    if (best && least >= r->good) return TT27_HT_TOT;
    return only(subjects, "TH") && only(qualities, "TD") && least >= r->enough ? TT27_HOAN_THANH : TT27_CHUA_HOAN_THANH;
}
