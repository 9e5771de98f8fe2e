/* Vietnamese text: normal form, search key, sort key, names. Everything is computed in C and stored, so that SQLite and
** PostgreSQL agree (domain rules 2.11, 2.14; cases in test/vectors). Input must be valid UTF-8 (str.h); results live in
** the arena and are "" (or empty bytes) when it fails. */
#ifndef KHUE_BASE_VIET_H
#define KHUE_BASE_VIET_H

#include "base/arena.h"
#include "base/str.h"

const char *viet_nfc(struct arena *a, const char *s);       /* NFC; control characters but \n and \t removed */
bool viet_is_nfc(const char *s);
/* What a form does with one line of text: NFC, white space of every kind to one space, trimmed; what nobody sees (viet_letters.h) is left out. */
const char *viet_tidy(struct arena *a, const char *s);

/* NFC; fullwidth to ASCII; casefold; marks off; đ eth ɖ -> d; Cyrillic and Greek letters that look like Latin ones are these; curly apostrophes; what nobody
** sees off; blanks to one; NFC. Two names that look alike have one key: orders are known by it. */
const char *search_key(struct arena *a, const char *s);
/* Both already folded: every word of the query but the last equals a different word of the text, in any order; the last
** one is the beginning of one that is left. An empty query matches nothing. */
bool search_matches(const char *query_key, const char *text_key);

/* Order of ICU 72 `vi` for Latin letters with Vietnamese marks, digits, space - ' . , ; anything else by code point.
** Compare with memcmp, shorter first. */
struct bytes sort_key(struct arena *a, const char *s);
/* People: key of the given name (Tên) whole, then 00, then key of Họ + Đệm. */
struct bytes sort_key_person(struct arena *a, const char *full_name);

/* "Nguyễn Thị Minh Anh" -> "Nguyễn Thị Minh" + "Anh". One word: "" + the word. */
void name_split(struct arena *a, const char *full_name, const char **family_middle, const char **given);
const char *name_given(struct arena *a, const char *full_name);
const char *name_initial(struct arena *a, const char *full_name);   /* first letter of the Tên, upper case */
bool name_all_caps(const char *s);                          /* two letters or more, none of them lower case */
const char *name_title_case(struct arena *a, const char *s);        /* "PHẠM THỊ LINH" -> "Phạm Thị Linh" */
const char *viet_upper(struct arena *a, const char *s);
const char *viet_lower(struct arena *a, const char *s);

#endif
