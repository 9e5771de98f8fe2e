/* Words: what search_key() makes of a text, cut at everything that is no letter and no digit. FTS5's tokenizer `ascii` cuts at
** ASCII signs only and PostgreSQL's tsvector takes what it is given, so whatever could be a sign to one of them is cut here. */
#include "base/viet.h"
#include "search/inside.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Signs and blanks outside ASCII; everything else there is part of a word. */
static bool is_sign(uint32_t cp)
{
    static const struct { uint32_t from, to; } signs[] = {
        { 0x80, 0xA9 }, { 0xAB, 0xB4 }, { 0xB6, 0xB9 }, { 0xBB, 0xBF }, { 0xD7, 0xD7 }, { 0xF7, 0xF7 }, { 0x2000, 0x206F }, { 0x20A0, 0x20CF },
        { 0x2190, 0x2BFF }, { 0x2E00, 0x2E7F }, { 0x3000, 0x3004 }, { 0x3008, 0x3020 }, { 0xD800, 0xF8FF }, { 0xFE00, 0xFE6F },
        { 0xFFE0, 0xFFFF }, { 0x1F000, 0x1FAFF }, { 0xE0000, 0x10FFFF } };
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (cp >= signs[i].from && cp <= signs[i].to) return true;
    return false;
}

static bool in_word(uint32_t cp) { return cp < 0x80 ? isalnum((int)cp) != 0 : !is_sign(cp); }

bool word_next(struct span *rest, struct span *word)
{
    const char *p = rest->p, *end = rest->p + rest->n;
    *word = (struct span){ end, 0 };
    while (p < end) {
        const char *before = p;
        bool inside = in_word(utf8_next(&p, end));
        if (!inside && word->n > 0) break;
        if (!inside) continue;
        if (word->n == 0) word->p = before;
        if ((size_t)(p - word->p) <= WORD_BYTES) word->n = (size_t)(p - word->p);
    }
    *rest = (struct span){ p, (size_t)(end - p) };
    return word->n > 0;
}

/* By bytes, the shorter first. */
static int by_bytes(const void *x, const void *y)
{
    const struct span *a = x, *b = y;
    int order = memcmp(a->p, b->p, a->n < b->n ? a->n : b->n);
    return order ? order : (a->n > b->n) - (a->n < b->n);
}

/* The beginning of a text, cut between letters. */
static const char *beginning(struct arena *a, const char *s, size_t most)
{
    size_t n = strnlen(s, most + 1);
    if (n <= most) return s;
    for (n = most; n > 0 && ((unsigned char)s[n] & 0xC0) == 0x80;) n--;
    return arena_text_n(a, s, n);
}

static size_t words_cut(const char *folded, struct span *out, size_t n, size_t room)
{
    struct span rest = span_of(folded), word;
    while (n < room && word_next(&rest, &word))
        out[n++] = word;
    return n;
}

/* Sorts them and leaves out repetitions; how many stay. */
static size_t words_once(struct span *word, size_t n)
{
    size_t kept = 0;
    if (n) qsort(word, n, sizeof *word, by_bytes);
    for (size_t i = 0; i < n && kept < WORDS_MOST; i++)
        if (kept == 0 || by_bytes(&word[i], &word[kept - 1]) != 0) word[kept++] = word[i];
    return kept;
}

const char *words_in_line(struct arena *a, const char *text)
{
    const char *folded = search_key(a, text);
    struct span rest = span_of(folded), word;
    char *out = arena_take(a, strlen(folded) + 2), *w = out;
    if (!out) return "";
    while (word_next(&rest, &word)) {
        if (w > out) *w++ = ' ';
        memcpy(w, word.p, word.n);
        w += word.n;
    }
    return out;
}

const char *words_of(struct arena *a, const char *title, const char *text)
{
    const char *name = search_key(a, beginning(a, title ? title : "", TEXT_BYTES)), *more = text ? search_key(a, beginning(a, text, TEXT_BYTES)) : "";
    size_t room = (strlen(name) + strlen(more)) / 2 + 2, bytes = 1;
    struct span *word = ARENA_MANY(a, struct span, room);
    if (!word) return "";
    size_t n = words_cut(name, word, 0, room);
    n = words_once(word, words_cut(more, word, n, room));
    for (size_t i = 0; i < n; i++) bytes += word[i].n + 1;
    char *out = arena_take(a, bytes), *w = out;
    if (!out) return "";
    for (size_t i = 0; i < n; i++) {
        if (i) *w++ = ' ';
        memcpy(w, word[i].p, word[i].n);
        w += word[i].n;
    }
    return out;
}
