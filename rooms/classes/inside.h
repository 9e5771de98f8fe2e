/* What the files of this room share. */
#ifndef KHUE_ROOMS_CLASSES_INSIDE_H
#define KHUE_ROOMS_CLASSES_INSIDE_H

/* classes_acts */
enum { ACT_CLASS, ACT_ENROL, ACT_HOMEROOM, ACT_TEACH, ACT_TEACH_END, ACT_LEAVE, ACT_RETURN, ACT_CARRY };

#endif
