/* What the files of this room share. */
#ifndef KHUE_ROOMS_CLASSES_INSIDE_H
#define KHUE_ROOMS_CLASSES_INSIDE_H

#include "classes/classes.h"

/* classes_acts */
enum { ACT_CLASS, ACT_ENROL, ACT_HOMEROOM, ACT_TEACH, ACT_TEACH_END, ACT_LEAVE, ACT_RETURN, ACT_CARRY, ACT_SUBJECT, ACT_TEACH_STOP, ACT_TRANSFER, ACT_TAKEN, ACT_MOVE, ACT_DEPARTMENT };

/* Count the open places of classes anew (class.open_places), at the end of a closure that changed enrolments: of those in which the pupil has or had a place,
** or in which a bulk act gave or ended some. places_of_batch says which these are, for an act that is about to be forgotten. */
rc places_count_in(struct tx *t, const class_id *ids, size_t n);
rc places_count_of(struct tx *t, person_id pupil);
rc places_count_of_batch(struct tx *t, batch_id batch);
rc places_of_batch(struct ask *a, batch_id batch, class_id **ids, size_t *n);

#endif
