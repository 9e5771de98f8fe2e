/* Phone numbers and personal numbers as the rules know them (domain rules 2.10, 2.11, 2.14; test/vectors/phones.tsv, ids.tsv).
** E_ codes block, W_ codes only warn. Results live in the arena. */
#ifndef KHUE_BASE_CONTACT_H
#define KHUE_BASE_CONTACT_H

#include "base/arena.h"
#include "base/time.h"

/* status: "OK" or one E_ code; normal: E.164 or the 12 digits ("" on error); warnings: W_ codes joined by ',' or "". */
struct contact_check { const char *status; const char *normal; const char *warnings; };

struct contact_check phone_check(struct arena *a, const char *text);
/* kind as in ids.tsv ("cccd", …); sex 'M', 'F' or 0; born may be absent; `today` decides what is in the future. */
struct contact_check personal_number_check(struct arena *a, const char *kind, const char *text, char sex, opt_day born, day today);
const char *phone_show(struct arena *a, const char *e164);          /* +84912345678 -> 0912 345 678 */

#endif
