/* Old Vietnamese encodings that still arrive from schools: TCVN3 (ABC, fonts .VnTime), VNI-Windows and Windows-1258.
**
** What stays true:
** (1) Decoding never fails half-way: a byte without a meaning becomes U+FFFD and *clean turns false.
** (2) A guess is only made when the words of the sample read as Vietnamese syllables; otherwise the answer is "unknown",
**     and the file is refused rather than read wrongly.
** (3) TCVN3 has no capitals with tones: case is what the bytes say, "Ánh" arrives as "ánh" (domain rule 2.14). Where VN1 has them, in bytes that
**     the fonts leave free, they are read. */
#ifndef KHUE_ROOMS_ROSTER_READ_LEGACY_H
#define KHUE_ROOMS_ROSTER_READ_LEGACY_H

#include "base/arena.h"
#include <stdbool.h>
#include <stddef.h>

enum legacy { LEGACY_UNKNOWN = 0, LEGACY_TCVN3, LEGACY_VNI, LEGACY_1258 };
const char *legacy_name(enum legacy kind);                   /* "TCVN3 (ABC)", "VNI", "Windows-1258"; "" */

/* NFC UTF-8 in the arena. clean may be NULL. Bytes below 0x80 stay; NUL becomes U+FFFD. */
const char *legacy_decode(struct arena *a, enum legacy kind, const void *p, size_t n, bool *clean);
/* The encoding under which the bytes read as Vietnamese; looks at the first 64 KB at most. */
enum legacy legacy_guess(const void *p, size_t n);

/* Text of an old font inside a Unicode file ("NguyÔn V¨n Hïng"): every character is Latin-1 and stands for a byte.
** NULL when the text reads as it is, or reads in no old encoding either; else the text as it was meant. */
const char *legacy_font_text(struct arena *a, const char *s);
/* The same without the doubt: what the text is if it was typed with that font; NULL when it has other characters. */
const char *legacy_font_decode(struct arena *a, enum legacy kind, const char *s);
/* Only Latin-1 characters, at least one of them beyond ASCII. */
bool legacy_font_possible(const char *s);
/* Every word with a mark reads as a Vietnamese syllable (any case). For tests and guesses; NFC. */
bool vietnamese_words(struct arena *a, const char *s, size_t *good, size_t *bad);

#endif
