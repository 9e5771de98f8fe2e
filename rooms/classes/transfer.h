/* Inside of classes: papers with which a child goes to another school. The rules stand at the top of transfer.c. */
#ifndef KHUE_ROOMS_CLASSES_TRANSFER_H
#define KHUE_ROOMS_CLASSES_TRANSFER_H

#include "classes/classes.h"

/* The former school: who left for another one; NOT_FOUND for anybody else. */
struct transfer_state {
    person_id pupil; const char *name, *class_name; opt_day born; day to_day;
    bool order;                                             /* an order stands about somebody and this child */
    bool made; const char *to_name, *taken_name; instant at, until; opt_instant taken_at;
};
rc transfer_look(struct ask *a, person_id pupil, struct transfer_state *out);
struct new_transfer { person_id pupil; const char *to_name; const uint8_t *hash; instant until; bool careful; };
rc transfer_make(struct tx *t, const struct new_transfer *in);
/* The child is taken back by the former school: its papers end. CONFLICT when another school has it by one. */
rc transfer_end(struct tx *t, person_id pupil);

/* The new school. */
struct transfer_face { transfer_id id; person_id person; const char *name, *class_name, *from_name; opt_day born; enum sex sex; day to_day; int64_t rev; };
rc transfer_tries(struct ask *a);                           /* INVALID when too many were wrong of late */
rc transfer_find(struct ask *a, const uint8_t hash[32], struct transfer_face *out, bool *found);
rc transfer_missed(struct tx *t);
rc transfer_unknown(struct ask *a);                         /* INVALID in words */
struct transfer_take { const uint8_t *hash; class_id class_id; /* 0 = in no class yet */ };
rc transfer_take(struct tx *t, const struct transfer_take *in);

#endif
