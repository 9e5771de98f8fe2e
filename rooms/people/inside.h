/* What the files of this room share. */
#ifndef KHUE_ROOMS_PEOPLE_INSIDE_H
#define KHUE_ROOMS_PEOPLE_INSIDE_H

#include "data/tx.h"
#include "generated/ids.h"

/* people_acts */
enum { ACT_PERSON, ACT_CONTACT, ACT_GUARDIAN_ON, ACT_GUARDIAN_OFF, ACT_ORDER_ON, ACT_ORDER_OFF, ACT_RESTRICT_ON, ACT_RESTRICT_OFF };

/* After a change of a link of the child: (6) of people.h. */
rc guardians_count(struct tx *t, person_id child);

/* What an order leaves of the links of a child, for every row of the adult whom it names (orders.c). After a change of an order or a link of the child, of the name
** or the phone of a person, and of what a batch brought; the numbers of guardians are counted with it. */
rc links_held(struct tx *t, person_id child);
rc orders_again(struct tx *t, person_id person);
rc orders_again_of_batch(struct tx *t, batch_id batch);

#endif
