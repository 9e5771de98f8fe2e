/* Consent, as far as the ledger of looks: who looked at whose data. Table: look.
** What stays true: (1) a page with another person's contact, profile, health, … is sent only after its look is on disk;
** (2) one row a viewer, subject, kind and quarter hour; repeats cost one read and no write; (3) looking at one's
** own data is no look; a guardian's look at the own child is none either; (4) rows never change.
** Source: house rule 8; Luật 91/2025/QH15. */
#ifndef KHUE_ROOMS_CONSENT_H
#define KHUE_ROOMS_CONSENT_H

#include "data/ask.h"
#include "generated/enums.h"
#include "web/ctx.h"
#include "web/route.h"

extern const struct route consent_routes[];

/* Writes the look and waits for the commit; OK at once when this slot is written. Anything but OK: do not show the page.
** Needs a worker thread: pages that call it are SLOW rows (or WRITE). `as`: in what capacity ("homeroom", "principal" …). */
rc look_write(struct ctx *c, person_id subject, enum look_kind kind, const char *as);
/* The same for many subjects at once (a class export, slips), one transaction. */
rc look_write_all(struct ctx *c, const person_id *subject, size_t n, enum look_kind kind, const char *as);

struct look_line { person_id viewer; const char *viewer_name, *viewer_as, *school_name; enum look_kind kind; instant at; int64_t slot; };
/* Newest first; subject must be in a->scope.persons. before_slot = slot of the last row seen, 0 = from the newest. */
rc looks_at(struct ask *a, person_id subject, int64_t before_slot, int64_t limit, struct look_line **rows, size_t *n);
int64_t look_slot(instant at);                  /* quarter hours since 1970 */
rc looks_since(struct ask *a, person_id subject, instant since, int64_t *count);

/* "homeroom" -> "giáo viên chủ nhiệm": source text, translate with tr. */
const char *look_as_words(const char *as);

#endif
