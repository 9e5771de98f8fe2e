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
    return cp == 0x200C || cp == 0x200D || viet_is_unseen(cp);
}

/* What is read as a Latin letter, small or capital, and is none: a word of nothing but such and Latin letters is the word that it looks like; one with a letter
** that is like none stays what it is. Source: Unicode TS 39,
** confusables.txt, the Cyrillic, Greek and Latin letters of one look with a-z or A-Z; folded already, so the capital decides where the small one is another. */
static uint32_t looks_like(uint32_t cp)
{
    static const struct { uint16_t cp; char as; } alike[] = {
        { 0x131, 'i' }, { 0x251, 'a' }, { 0x261, 'g' }, { 0x269, 'i' }, { 0x28B, 'v' }, { 0x3B1, 'a' }, { 0x3B2, 'b' }, { 0x3B5, 'e' }, { 0x3B6, 'z' }, { 0x3B7, 'h' },
        { 0x3B9, 'i' }, { 0x3BA, 'k' }, { 0x3BC, 'm' }, { 0x3BD, 'n' }, { 0x3BF, 'o' }, { 0x3C1, 'p' }, { 0x3C4, 't' }, { 0x3C5, 'y' }, { 0x3C7, 'x' }, { 0x3F2, 'c' },
        { 0x3F3, 'j' }, { 0x430, 'a' }, { 0x432, 'b' }, { 0x435, 'e' }, { 0x43A, 'k' }, { 0x43C, 'm' }, { 0x43D, 'h' }, { 0x43E, 'o' }, { 0x440, 'p' }, { 0x441, 'c' },
        { 0x442, 't' }, { 0x443, 'y' }, { 0x445, 'x' }, { 0x455, 's' }, { 0x456, 'i' }, { 0x458, 'j' }, { 0x475, 'v' }, { 0x4AF, 'y' }, { 0x4BB, 'h' }, { 0x4CF, 'l' },
        { 0x501, 'd' }, { 0x51B, 'q' }, { 0x51D, 'w' } };
    for (size_t i = 0; cp >= 0x131 && cp <= 0x51D && i < sizeof alike / sizeof *alike; i++)
        if (alike[i].cp == cp) return (uint32_t)alike[i].as;
    return cp;
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

static bool is_likeness(const char *word, const char *end)
{
    while (word < end) {
        uint32_t cp = utf8_next(&word, end);
        if (cp >= 0x80 && looks_like(cp) == cp) return false;
    }
    return true;
}

/* In place: what it looks like is shorter. */
static void likenesses_fold(char *s)
{
    char *w = s;
    const char *end = s + strlen(s);
    for (const char *p = s; p < end;) {
        const char *stop = memchr(p, ' ', (size_t)(end - p));
        if (!stop) stop = end;
        bool fold = is_likeness(p, stop);
        while (p < stop) {
            uint32_t cp = utf8_next(&p, stop);
            w += utf8_put(w, fold ? looks_like(cp) : cp);
        }
        if (p < end) *w++ = *p++;
    }
    *w = 0;
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
    likenesses_fold(out);
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
