/* What the files of this room share. */
#ifndef KHUE_ROOMS_PEOPLE_INSIDE_H
#define KHUE_ROOMS_PEOPLE_INSIDE_H

#include "data/tx.h"
#include "generated/ids.h"

/* people_acts */
enum { ACT_PERSON, ACT_CONTACT, ACT_GUARDIAN_ON, ACT_GUARDIAN_OFF, ACT_ORDER_ON, ACT_ORDER_OFF, ACT_RESTRICT_ON, ACT_RESTRICT_OFF };

/* After a change of a link of the child: (6) of people.h. */
rc guardians_count(struct tx *t, person_id child);

#endif
