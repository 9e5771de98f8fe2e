/* Inside of doubles: what a colleague's two rows ask besides (staff.c). */
#ifndef KHUE_ROOMS_DOUBLES_INSIDE_H
#define KHUE_ROOMS_DOUBLES_INSIDE_H

#include "doubles/doubles.h"

struct standing_here_row;
/* CONFLICT with words, or DENIED where the heads must do it. */
rc staff_may_be_one(struct tx *t, const struct double_merge *in, const struct standing_here_row *kept, const struct standing_here_row *folded);
/* The folded one's open places end, with what is done in them going on under the kept one; and back. */
rc staff_fold(struct tx *t, const struct double_merge *in, batch_id batch, const char *name);
rc staff_unfold(struct tx *t, batch_id batch, person_id kept);

#endif
