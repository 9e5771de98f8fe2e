/* The letters that the fast paths of viet*.c and time.c know: ASCII, the 134 Vietnamese letters, the blanks and the few
** marks of names. Everything else goes the general way through utf8proc. Private to src/base. */
#ifndef KHUE_BASE_VIET_LETTERS_H
#define KHUE_BASE_VIET_LETTERS_H

#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>

enum { VIET_LETTERS = 0x2020 };

/* What stays true: every code point with a rank here is NFC by itself and has no mark that its row does not tell. */
struct viet_letter {
    char base;           /* what the search key makes of it; 0: not known here */
    uint8_t rank;        /* first level of the sort key; 0: not known here */
    uint8_t tone;        /* second level: 0, huyền 1, hỏi 2, ngã 3, sắc 4, nặng 5 */
    uint8_t upper;       /* third level: 1 for a capital */
};
extern const struct viet_letter viet_letters[VIET_LETTERS];

static inline const struct viet_letter *viet_letter(uint32_t cp)
{
    return &viet_letters[cp < VIET_LETTERS ? cp : 0];
}

static inline bool viet_is_mark(uint32_t cp)         /* combining diacritical marks */
{
    return cp >= 0x300 && cp <= 0x36F;
}

/* White_Space of Unicode. */
static inline bool viet_is_blank(uint32_t cp)
{
    if (cp < 0x80) return cp == ' ' || (cp >= 9 && cp <= 13);
    return cp == 0x85 || cp == 0xA0 || cp == 0x1680 || (cp >= 0x2000 && cp <= 0x200A) || cp == 0x2028 || cp == 0x2029
        || cp == 0x202F || cp == 0x205F || cp == 0x3000;
}

static inline bool viet_is_control(uint32_t cp)
{
    return cp < 0x20 || (cp >= 0x7F && cp < 0xA0);
}

/* Nobody sees it: marks of direction, blanks without width, fillers, tags. In a line of text it only makes two names of one, or turns letters around
** (Unicode TR 36). The joiners of U+200C and U+200D stay: pictures are made with them. */
static inline bool viet_is_unseen(uint32_t cp)
{
    return cp == 0xAD || cp == 0x61C || cp == 0x115F || cp == 0x1160 || cp == 0x180E || cp == 0x200B || cp == 0x200E || cp == 0x200F || (cp >= 0x202A && cp <= 0x202E) ||
           (cp >= 0x2060 && cp <= 0x206F) || cp == 0x2800 || cp == 0x3164 || cp == 0xFEFF || cp == 0xFFA0 || (cp >= 0xFFF9 && cp <= 0xFFFB) || (cp >= 0xE0000 && cp <= 0xE0FFF);
}

/* NFC of s: s itself when that is sure at a glance, otherwise a copy; "" when the arena fails or s is not UTF-8. */
const char *viet_compose(struct arena *a, const char *s);

#endif
