/* Doubles: two rows for one human being made one, and two again. Tables: merger, merger_place, namesakes.
** What stays true: (1) only two pupils of this school, two colleagues (staff.c), or a guardian of its pupils folded into another guardian or a colleague; both of this school
** alone, of one name, and of one birth date where both are known; (2) no order stands about either: what a court decided is settled
** first; (3) nobody folds themselves or into themselves, or a row of
** their own family; a child about whom an order stands, or a second account in use, needs the heads' word; (4) who is told: the kept one, and a pupil's guardians; (5) what tells who did
** what stays where it was written (people/fold.c), and all else is taken back as a bulk act, within UNDO_DAYS; (6) of several rows folded into one
** the newest is taken back first: what it gave stands on what the older ones gave; (7) what was erased since is opened by no undo, and
** taking back asks the same word as the merge did.
** Source: requirements R18, R56. */
#ifndef KHUE_ROOMS_DOUBLES_H
#define KHUE_ROOMS_DOUBLES_H

#include "audit/audit.h"
#include "web/route.h"

extern const struct route doubles_routes[];
extern const struct undoer doubles_undoers[];
extern const struct act doubles_acts[];

enum { DOUBLES_UNDO_DAYS = 60 };

struct double_merge { person_id kept, folded; const char *reason, *next; };
/* In a->scope.school; the batch by which it is taken back. CONFLICT with words when (1)-(3) do not hold. */
rc double_merge(struct tx *t, const struct double_merge *in, batch_id *out);

#endif
