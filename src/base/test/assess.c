/* Thông tư 22 and 27: every row of the vectors, and both readings where the circular leaves one open. */
#include "base/assess.h"
#include "base/str.h"
#include "tsv.h"
#include <string.h>

enum { LIST_MOST = 20 };

/* The value of `name` in "tx=80,90;gk=75"; "" when it is not there. */
static const char *part_of(struct test *t, const char *input, const char *name)
{
    struct span rest = span_of(input), pair, key;
    while (rest.n && span_cut(&rest, ';', &pair)) {
        span_cut(&pair, '=', &key);
        if (span_is(key, name)) return arena_text_n(t->arena, pair.p, pair.n);
    }
    return "";
}

/* A decimal is no whole number: it comes back as -1, which no mark is. */
static size_t list_of(const char *text, int64_t v[LIST_MOST])
{
    struct span rest = span_of(text), one;
    size_t n = 0;
    while (rest.n && n < LIST_MOST && span_cut(&rest, ',', &one))
        if (!span_int(one, &v[n++])) v[n - 1] = -1;
    return n;
}

static int64_t number_of(struct test *t, const char *input, const char *name)
{
    int64_t v = -1;
    span_int(span_of(part_of(t, input, name)), &v);
    return v;
}

static enum tt22_level level_of(const char *letter)
{
    return *letter == 'T' ? TT22_TOT : *letter == 'K' ? TT22_KHA : *letter == 'D' ? TT22_DAT : *letter == 'C' ? TT22_CHUA_DAT : TT22_NONE;
}

static const char *const levels[] = { "", "CHUA_DAT", "DAT", "KHA", "TOT" };
static const char *const letters[] = { "", "C", "D", "K", "T" };
static const char *const ways[] = { "LEN_LOP", "REN_LUYEN_HE", "KIEM_TRA_LAI", "O_LAI_LOP" };
static const char *const titles[] = { "-", "GIOI", "XUAT_SAC" };

static const char *study(struct test *t, const struct tt22_rules *r, const char *in)
{
    int64_t scored[LIST_MOST];
    bool passed[LIST_MOST];
    const char *nx = part_of(t, in, "nx");
    size_t n = list_of(part_of(t, in, "scored"), scored), k = strlen(nx);
    for (size_t i = 0; i < k && i < LIST_MOST; i++) passed[i] = nx[i] == 'D';
    struct tt22_result got = tt22_study(r, scored, n, passed, k);
    return arena_print(t->arena, "%s>%s", levels[got.base], levels[got.final]);
}

static const char *answer_of(struct test *t, const char *op, const char *in)
{
    int64_t v[LIST_MOST];
    if (str_is(op, "hk")) {
        size_t n = list_of(part_of(t, in, "tx"), v);
        return arena_print(t->arena, "%d", (int)tt22_term(v, n, number_of(t, in, "gk"), number_of(t, in, "ck")));
    }
    if (str_is(op, "cn")) return arena_print(t->arena, "%d", (int)tt22_year(number_of(t, in, "h1"), number_of(t, in, "h2")));
    if (str_is(op, "txcount")) return arena_print(t->arena, "%d", (int)tt22_regular_marks(number_of(t, in, "tiet")));
    if (str_is(op, "result")) return study(t, &tt22_2021, in);
    if (str_is(op, "conduct")) return letters[tt22_conduct(level_of(part_of(t, in, "hk1")), level_of(part_of(t, in, "hk2")))];
    enum tt22_level rl = level_of(part_of(t, in, "rl")), ht = level_of(part_of(t, in, "ht"));
    if (str_is(op, "promote"))
        return ways[tt22_promote(&tt22_2021, rl, ht, number_of(t, in, "absent"), level_of(part_of(t, in, "rl_he")), level_of(part_of(t, in, "ht_lai")))];
    if (str_is(op, "title")) return titles[tt22_title(&tt22_2021, rl, ht, v, list_of(part_of(t, in, "scored"), v))];
    return "?";
}

TEST(thong_tu_22_gives_what_the_vectors_say)
{
    struct tsv v = tsv_read(t, "tt22");
    is_int(t, 447, (int)v.n);
    for (size_t i = 0; i < v.n; i++) {
        const char *const *f = v.rows[i].field, *got = answer_of(t, f[0], f[1]);
        if (!str_is(f[2], got)) fail(t, "line %d: %s %s gives %s, not %s", v.rows[i].line, f[0], f[1], got, f[2]);
    }
}

/* The three rows that the vectors call unsure, in the other reading; and the second chance in both. */
TEST(what_the_circular_leaves_open_is_a_field_of_the_rule_set)
{
    struct tt22_rules high = tt22_2021, retry = tt22_2021;
    high.lift_imagines_high = retry.both_retry = true;
    is_text(t, "DAT>KHA", study(t, &high, "scored=80,80,80,80,80,65,65,49;nx=DDDD"));
    is_text(t, "CHUA_DAT>DAT", study(t, &high, "scored=65,65,65,65,65,50,50,34;nx=DDDD"));
    is_text(t, "CHUA_DAT>DAT", study(t, &high, "scored=80,80,80,80,80,34;nx=DDDD"));
    is_text(t, "DAT>DAT", study(t, &high, "scored=80,80,80,80,80,80,49,49;nx=DDDD"));
    is_int(t, TT22_REN_LUYEN_HE, tt22_promote(&retry, TT22_CHUA_DAT, TT22_CHUA_DAT, 0, TT22_NONE, TT22_NONE));
    is_int(t, TT22_KIEM_TRA_LAI, tt22_promote(&retry, TT22_CHUA_DAT, TT22_CHUA_DAT, 0, TT22_DAT, TT22_NONE));
    is_int(t, TT22_LEN_LOP, tt22_promote(&retry, TT22_CHUA_DAT, TT22_CHUA_DAT, 0, TT22_DAT, TT22_DAT));
}

TEST(marks_that_are_none_give_no_mean)
{
    int64_t v[] = { 80, 101 };
    is_int(t, -1, tt22_term(v, 2, 80, 80));
    is_int(t, -1, tt22_term(v, 0, 80, 80));
    is_int(t, -1, tt22_term(v, 1, -1, 80));
    is_int(t, 80, tt22_term(v, 1, 80, 80));
    is_int(t, -1, tt22_year(101, 50));
    is_int(t, TT22_NONE, tt22_conduct(TT22_NONE, TT22_TOT));
}

TEST(thong_tu_27_gives_what_the_vectors_say)
{
    static const char *const results[] = { "E_MARK", "CHUA_HOAN_THANH", "HOAN_THANH", "HT_TOT", "HT_XUAT_SAC" };
    static const char *const awards[] = { "-", "-", "-", "TIEU_BIEU?", "XUAT_SAC" };
    struct tsv v = tsv_read(t, "tt27");
    is_int(t, 85, (int)v.n);
    for (size_t i = 0; i < v.n; i++) {
        const char *const *f = v.rows[i].field;
        int64_t test[LIST_MOST];
        enum tt27_result got = tt27_year(&tt27_2020, f[0], f[1], test, list_of(f[2], test));
        if (!str_is(f[3], results[got]) || !str_is(f[4], awards[got]))
            fail(t, "line %d: %s %s %s gives %s, not %s", v.rows[i].line, f[0], f[1], f[2], results[got], f[3]);
    }
}
