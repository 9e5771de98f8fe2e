/* The sort key: bytes whose memcmp order is the order of ICU 72 `vi` (default strength, punctuation not ignored).
**
**   first level   one rank byte a character; code points without a rank: F0 and three bytes, so they come last
**   01            second level: the tones, each as (FF - characters without tone before it), (2 + tone).
**                 The list it stands for is 0 for each character and the tone after its character, so an earlier tone is
**                 the larger key. 200 characters without a tone give one byte of their own (37), lower than any tone.
**   01            third level: one bit a character, 1 for a capital, seven to a byte under 80, zeros at the end left out
**
** An empty level at the end is left out together with its 01. Every byte of a key is at least 01, so 00 can join keys.
** Keys are equal on a level only if the characters are as many, which is why the bits of the third level stay in step. */
#include "base/viet.h"
#include "base/viet_letters.h"

#include <string.h>
#include <utf8proc.h>

enum { FOREIGN = 0xF0, LEVEL = 0x01, FAR = 200, SHORT_TEXT = 128 };

struct levels {
    uint8_t *one, *two, *three;
    size_t n1, n2, chars, plain;         /* plain: characters since the last tone */
};

static void add_char(struct levels *k, uint8_t rank, uint8_t upper)
{
    k->one[k->n1++] = rank;
    k->three[k->chars / 7] |= (uint8_t)(upper << (6 - k->chars % 7));
    k->chars++;
    k->plain++;
}

static void add_tone(struct levels *k, uint8_t tone)
{
    for (; k->plain >= FAR; k->plain -= FAR) k->two[k->n2++] = 0xFF - FAR;
    k->two[k->n2++] = (uint8_t)(0xFF - k->plain);
    k->two[k->n2++] = (uint8_t)(2 + tone);
    k->plain = 0;
}

/* Marks in ICU's order: the five tones, then breve, circumflex, caron, ring, …; the rest by code point. */
static uint8_t mark_tone(uint32_t cp)
{
    static const uint16_t order[] = { 0x300, 0x309, 0x303, 0x301, 0x323, 0x306, 0x302, 0x30C, 0x30A, 0x308, 0x30B, 0x307, 0x327, 0x328, 0x304 };
    enum { KNOWN = sizeof order / sizeof *order };
    for (uint8_t i = 0; i < KNOWN; i++)
        if (order[i] == cp) return (uint8_t)(i + 1);
    return (uint8_t)(KNOWN + 1 + (cp - 0x300));
}

static bool is_ignored(uint32_t cp)
{
    return viet_is_control(cp) || (cp >= 0x200B && cp <= 0x200F) || cp == 0x2060 || cp == 0xFEFF || cp == 0xAD;
}

/* A code point that the table does not rank: a mark, a Latin letter with foreign marks, or something else. */
static void add_foreign(struct levels *k, uint32_t cp)
{
    if (is_ignored(cp)) return;
    if (viet_is_mark(cp)) {
        add_tone(k, mark_tone(cp));
        return;
    }
    utf8proc_int32_t part[8];
    int boundary = 0;
    utf8proc_ssize_t n = utf8proc_decompose_char((utf8proc_int32_t)cp, part, 8, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE, &boundary);
    const struct viet_letter *base = viet_letter(n > 1 && n <= 8 ? (uint32_t)part[0] : 0);
    if (base->rank) {
        add_char(k, base->rank, base->upper);
        for (int i = 1; i < n; i++)
            if (viet_is_mark((uint32_t)part[i])) add_tone(k, mark_tone((uint32_t)part[i]));
        return;
    }
    uint32_t small = (uint32_t)utf8proc_tolower((utf8proc_int32_t)cp);
    add_char(k, FOREIGN, small != cp);
    for (int shift = 14; shift >= 0; shift -= 7) k->one[k->n1++] = (uint8_t)(0x80 | ((small >> shift) & 0x7F));
}

static void read_levels(struct levels *k, const char *s, const char *end)
{
    while (s < end) {
        uint32_t cp = utf8_next(&s, end);
        const struct viet_letter *l = viet_letter(cp);
        if (!l->rank) {
            add_foreign(k, cp);
            continue;
        }
        add_char(k, l->rank, l->upper);
        if (l->tone) add_tone(k, l->tone);
    }
}

/* The three levels in one copy of the right size. */
static struct bytes join_levels(struct arena *a, struct levels *k)
{
    size_t n3 = (k->chars + 6) / 7;
    while (n3 && k->three[n3 - 1] == 0) n3--;
    size_t n = k->n1 + (k->n2 || n3 ? 1 + k->n2 : 0) + (n3 ? 1 + n3 : 0);
    uint8_t *out = arena_take(a, n), *w = out;
    if (!out) return (struct bytes){ (const uint8_t *)"", 0 };
    memcpy(w, k->one, k->n1);
    w += k->n1;
    if (k->n2 || n3) {
        *w++ = LEVEL;
        memcpy(w, k->two, k->n2);
        w += k->n2;
    }
    if (n3) *w++ = LEVEL;
    for (size_t i = 0; i < n3; i++) *w++ = 0x80 | k->three[i];
    return (struct bytes){ out, n };
}

/* Key of the NFC text s. Room: a character of b bytes needs at most 4b on the first level (F0 and three bytes, even for a
** broken byte) and 3b on the second (a letter of two bytes has at most two marks, a mark alone has two bytes itself). */
static struct bytes key_of(struct arena *a, const char *s, size_t n)
{
    uint8_t here[SHORT_TEXT * 8 + 16];
    uint8_t *room = n <= SHORT_TEXT ? here : arena_take(a, n * 8 + 16);
    if (!room) return (struct bytes){ (const uint8_t *)"", 0 };
    struct levels k = { .one = room, .two = room + 4 * n, .three = room + 7 * n + 8 };
    memset(k.three, 0, n / 7 + 1);
    read_levels(&k, s, s + n);
    return join_levels(a, &k);
}

struct bytes sort_key(struct arena *a, const char *s)
{
    s = viet_compose(a, s);
    return key_of(a, s, strlen(s));
}

struct bytes sort_key_person(struct arena *a, const char *full_name)
{
    const char *name = viet_tidy(a, full_name), *cut = strrchr(name, ' ');
    const char *given = cut ? cut + 1 : name;
    struct bytes ten = key_of(a, given, strlen(given));
    struct bytes rest = key_of(a, name, cut ? (size_t)(cut - name) : 0);
    uint8_t *out = arena_take(a, ten.n + 1 + rest.n);
    if (!out) return (struct bytes){ (const uint8_t *)"", 0 };
    memcpy(out, ten.p, ten.n);
    memcpy(out + ten.n + 1, rest.p, rest.n);                    /* the 00 between is there: takes are zeroed */
    return (struct bytes){ out, ten.n + 1 + rest.n };
}
