/* Inside of values: what of it can be found. */
#ifndef KHUE_ROOMS_VALUES_FOUND_H
#define KHUE_ROOMS_VALUES_FOUND_H

#include "values/values.h"

/* The published page of the scope's school, one a school: by the words of its newest version. */
rc values_be_found(struct tx *t, const struct values_text *text);

#endif
