/* A pupil goes to another class of the school on a day, today or before (move.c). What stays true: (1) a pupil is in one class on a day;
** (2) what was stays: the former place ends, nothing is overwritten; (3) a place that ends on the day it began never was, and who is moved
** back on that day has never left; (4) of two who move a pupil at once the second hears CONFLICT. */
#ifndef KHUE_CLASSES_MOVE_H
#define KHUE_CLASSES_MOVE_H

#include "classes/classes.h"

struct place_had { const char *class_name, *year_name; day from; opt_day to; };
rc places_of_pupil(struct ask *a, person_id pupil, struct place_had **rows, size_t *n);       /* newest first */

#endif
