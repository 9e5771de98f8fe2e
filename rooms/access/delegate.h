/* Inside of access: rights that a principal hands to somebody of the school for a time. What stays true (docs/decisions/0057-handed-rights.md):
** (1) only rights that the giver has by the own place are handed, and only those of `rights`; one lapses with the giver's place;
** (2) it has two dates, DELEGATION_DAYS apart at most, and ends by itself; taken back, it ends with the next click, and at the commit;
** (3) who was handed a right hands nothing on: DELEGATE follows from a place alone;
** (4) the journal says who handed what to whom, and of each act by a handed right in whose stead it was;
** (5) nothing that decides who reaches a child is handed: orders, guardians, slips, cards, colleagues, pupils' pages. */
#ifndef KHUE_ROOMS_ACCESS_DELEGATE_H
#define KHUE_ROOMS_ACCESS_DELEGATE_H

#include "access/access.h"
#include "web/ctx.h"
#include "web/form.h"
#include "web/reply.h"

enum { DELEGATION_DAYS = 60, DELEGATIONS_SHOWN = 60, RIGHT_PERMISSIONS = 3 };

struct right { enum delegated_right what; const char *says, *tail; /* of the page where it is used, behind /t/CODE */ int permission[RIGHT_PERMISSIONS]; /* ends with 0 */ };
extern const struct right rights[DELEGATED_RIGHT_COUNT];
const struct right *right_of(enum delegated_right what);
bool right_gives(const struct right *r, int permission);
/* Everything that the right gives follows from these relations. */
bool right_follows(const struct right *r, unsigned relations);

/* decide.c: is this among the rights that were handed to the person? */
rc handed_right(struct ask *a, school_id school, person_id person, int permission, bool *yes);
rc handed_right_held(struct tx *t, person_id person, int permission, bool *yes);      /* and says in ask->instead in whose stead */

struct hand_in { member_id member; struct typed_list what; day from, last; const char *reason; };
struct hand_end_in { delegation_id id; int64_t rev; };
extern const struct field hand_fields[], hand_end_fields[];
rc hands_page(struct ctx *c, struct reply *r);
rc hand_action(struct ctx *c, struct reply *r);
rc hand_end_action(struct ctx *c, struct reply *r);
rc my_hands_page(struct ctx *c, struct reply *r);

#endif
