/* Numbers in words, spelled as the Ministry of Education spells them (nghìn, tỉ, linh; domain rule 2.11):
** (1) groups of three from the right; above tỉ the words begin again: 10^12 is "một nghìn tỉ";
** (2) after the first spoken group every group has its trăm ("không trăm linh năm"); a group of zeros is left out;
** (3) after mươi: mốt, tư, lăm; after mười: lăm. */
#include "base/number.h"
#include "base/viet.h"

#include <string.h>

static const char *const digits[] = { "không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín" };

enum { WORDS = 1024 };                   /* the longest 64-bit number needs less than 300 bytes */
struct words { char p[WORDS]; size_t n; };

static void add(struct words *w, const char *word)
{
    size_t n = strlen(word);
    if (w->n + n + 2 > WORDS) return;
    if (w->n) w->p[w->n++] = ' ';
    memcpy(w->p + w->n, word, n + 1);
    w->n += n;
}

/* 1 to 999; `whole`: with its trăm, even if that is không. */
static void add_group(struct words *w, int v, bool whole)
{
    int hundreds = v / 100, tens = v / 10 % 10, units = v % 10;
    if (hundreds || whole) {
        add(w, digits[hundreds]);
        add(w, "trăm");
        if (!tens && units) add(w, "linh");
    }
    if (tens == 1) add(w, "mười");
    if (tens > 1) {
        add(w, digits[tens]);
        add(w, "mươi");
    }
    if (!units) return;
    if (units == 1 && tens > 1)      add(w, "mốt");
    else if (units == 4 && tens > 1) add(w, "tư");
    else if (units == 5 && tens > 0) add(w, "lăm");
    else                             add(w, digits[units]);
}

static void add_number(struct words *w, uint64_t v)
{
    static const struct { uint64_t one; const char *name; } groups[] = { { 1000000, "triệu" }, { 1000, "nghìn" }, { 1, NULL } };
    if (v >= 1000000000) {
        add_number(w, v / 1000000000);
        add(w, "tỉ");
        v %= 1000000000;
    }
    for (int i = 0; i < 3; i++) {
        int group = (int)(v / groups[i].one % 1000);
        if (!group) continue;
        add_group(w, group, w->n > 0);
        if (groups[i].name) add(w, groups[i].name);
    }
}

const char *number_words(struct arena *a, int64_t v)
{
    struct words w = { .n = 0 };
    if (v == 0) return digits[0];
    add_number(&w, v < 0 ? 0 - (uint64_t)v : (uint64_t)v);
    return v < 0 ? arena_print(a, "âm %s", w.p) : arena_text_n(a, w.p, w.n);
}

const char *money_words(struct arena *a, int64_t dong)
{
    const char *words = number_words(a, dong), *p = words;
    char first[4];
    const char *letter = viet_upper(a, arena_text_n(a, first, utf8_put(first, utf8_next(&p, words + strlen(words)))));
    return arena_print(a, "%s%s đồng", letter, p);
}
