/* Consent, as far as the ledger of looks: who looked at whose data. Table: look.
** What stays true: (1) a page with another person's contact, profile, health, … is sent only after its look is on disk;
** (2) one row a viewer, subject, kind and quarter hour; repeats are free (a cache of written slots); (3) looking at one's
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

struct look_line { person_id viewer; const char *viewer_name, *viewer_as, *school_name; enum look_kind kind; instant at; };
/* Newest first; subject must be in a->scope.persons. `before` = the last instant seen, or none. */
rc looks_at(struct ask *a, person_id subject, opt_instant before, int64_t limit, struct look_line **rows, size_t *n);
rc looks_since(struct ask *a, person_id subject, instant since, int64_t *count);

#endif
