/* Words that a family signed on paper, written down by the class's homeroom teacher or the office. What stays true:
** (1) who signed is a guardian who may decide today, or the pupil of CHILD_SPEAKS years; (2) nobody writes down a paper of their own family;
** (3) all who stand for the child hear of it at once, and take a word back by a click (consent.h (7)).
** docs/decisions/0100-words-on-paper.md, 0165-papers-of-a-class.md */
#ifndef KHUE_PRIVACY_PAPER_H
#define KHUE_PRIVACY_PAPER_H

#include "consent/consent.h"
#include "people/people.h"

/* Of each purpose what stands on it: "co", "khong", or NULL or "" where it is empty. guardian: who signed what kin says; 0 = nobody did. */
struct paper_words { person_id subject, guardian; day signed_on; const char *kin[PURPOSES], *self[PURPOSES]; };

/* In a closure; asks for CONSENT_PAPER on the subject. INVALID at `field` where the guardian decides for the pupil no more; at "ngay" for a day that
** cannot be; CONFLICT as consent_put. */
rc paper_write(struct tx *t, const struct paper_words *in, const char *field, struct consent_paper *out);

/* May this guardian of the child sign today? No link held by an order, and none that names the adult by another row. */
rc paper_may_sign(struct ask *a, person_id child, const struct guardian_line *g, bool *yes);

#endif
