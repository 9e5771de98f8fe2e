/* Inside of classes: what of it can be found. */
#ifndef KHUE_ROOMS_CLASSES_FOUND_H
#define KHUE_ROOMS_CLASSES_FOUND_H

#include "classes/classes.h"

/* A class, by its name and year. */
rc class_be_found(struct tx *t, class_id id, const char *name, school_year_id year);
/* The classes of the batch that are closed are found no more. */
rc classes_be_lost(struct tx *t, batch_id batch);

#endif
