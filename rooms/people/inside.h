/* What the files of this room share. */
#ifndef KHUE_ROOMS_PEOPLE_INSIDE_H
#define KHUE_ROOMS_PEOPLE_INSIDE_H

/* people_acts */
enum { ACT_PERSON, ACT_CONTACT, ACT_GUARDIAN_ON, ACT_GUARDIAN_OFF, ACT_ORDER_ON, ACT_ORDER_OFF };

#endif
