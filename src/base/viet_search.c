/* The search key. What stays true: search_key(search_key(x)) == search_key(x); the fast and the general way agree on
** every text that the fast way takes, which is what the combining marks allow: all of U+0300-036F are deleted in the
** end, except U+0345, which casefolding turns into a letter. */
#include "base/viet.h"
#include "base/viet_letters.h"

#include <string.h>
#include <utf8proc.h>

/* Fullwidth ASCII, before casefolding. */
static utf8proc_int32_t narrow(utf8proc_int32_t cp, void *unused)
{
    (void)unused;
    return cp >= 0xFF01 && cp <= 0xFF5E ? cp - 0xFEE0 : cp;
}

static bool is_zero_width(uint32_t cp)
{
    return (cp >= 0x200B && cp <= 0x200D) || cp == 0x2060 || cp == 0xFEFF || cp == 0xAD;
}

static uint32_t plain(uint32_t cp)
{
    switch (cp) {
    case 0x111: case 0xF0: case 0x256:      return 'd';
    case 0x2018: case 0x2019:               return '\'';
    case 0x2010: case 0x2011: case 0x2013:  return '-';
    default:                                return cp;
    }
}

/* Casefolded and decomposed code points, in the arena; *n of them. */
static int32_t *fold_points(struct arena *a, const char *s, size_t *n)
{
    const utf8proc_option_t how = UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD;
    const utf8proc_uint8_t *p = (const utf8proc_uint8_t *)s;
    utf8proc_ssize_t bytes = (utf8proc_ssize_t)strlen(s);
    utf8proc_ssize_t need = utf8proc_decompose_custom(p, bytes, NULL, 0, how, narrow, NULL);
    if (need < 0) return NULL;
    int32_t *points = ARENA_MANY(a, int32_t, (size_t)need + 1);
    if (!points) return NULL;
    *n = (size_t)utf8proc_decompose_custom(p, bytes, points, need, how, narrow, NULL);
    return points;
}

static const char *search_key_general(struct arena *a, const char *s)
{
    size_t n = 0;
    int32_t *points = fold_points(a, viet_compose(a, s), &n);
    char *out = points ? arena_take(a, n * 4 + 1) : NULL, *w = out;
    bool blank = false;
    if (!out) return "";
    for (size_t i = 0; i < n; i++) {
        uint32_t cp = (uint32_t)points[i];
        if (viet_is_mark(cp) || is_zero_width(cp)) continue;
        if (viet_is_blank(cp)) {
            blank = w > out;
            continue;
        }
        if (blank) *w++ = ' ';
        blank = false;
        w += utf8_put(w, plain(cp));
    }
    return viet_compose(a, out);
}

const char *search_key(struct arena *a, const char *s)
{
    const char *p = s, *end = s + strlen(s);
    char *out = arena_take(a, (size_t)(end - s) + 1), *w = out;
    bool blank = false;
    if (!out) return "";
    while (p < end) {
        uint32_t cp = utf8_next(&p, end);
        char base = viet_letter(cp)->base;
        if (base == ' ') {
            blank = w > out;
        } else if (base) {
            if (blank) *w++ = ' ';
            blank = false;
            *w++ = base;
        } else if (!viet_is_mark(cp) || cp == 0x345) {
            return search_key_general(a, s);
        }
    }
    *w = 0;
    return out;
}

/* How many words of `text` are `word`. */
static size_t times_in(struct span text, struct span word)
{
    size_t n = 0;
    struct span one;
    while (span_cut(&text, ' ', &one))
        n += one.n == word.n && memcmp(one.p, word.p, word.n) == 0;
    return n;
}

/* Equal words may stand for each other, so counting is enough: each whole word of the query must stand in the text at
** least as often as in the query, and the last begins some word that stands there more often still. */
bool search_matches(const char *query_key, const char *text_key)
{
    struct span text = span_of(text_key), whole = span_of(query_key), last = whole, word, rest;
    if (whole.n == 0) return false;
    const char *cut = strrchr(query_key, ' ');
    whole.n = cut ? (size_t)(cut - query_key) : 0;
    if (cut) last = span_of(cut + 1);
    for (rest = whole; whole.n && span_cut(&rest, ' ', &word); )
        if (times_in(text, word) < times_in(whole, word)) return false;
    for (rest = text; span_cut(&rest, ' ', &word); ) {
        if (word.n < last.n || memcmp(word.p, last.p, last.n) != 0) continue;
        if (whole.n == 0 || times_in(text, word) > times_in(whole, word)) return true;
    }
    return false;
}
