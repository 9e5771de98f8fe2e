/* Inside of schools: where the school is, as everybody reads it. */
#ifndef KHUE_ROOMS_SCHOOLS_ADDRESS_H
#define KHUE_ROOMS_SCHOOLS_ADDRESS_H

#include "schools/schools.h"

/* Put right in t->ask->scope.school. CONFLICT when somebody else was faster. */
struct school_address { const char *address; int64_t rev; };
rc school_address_now(struct ask *a, school_id id, struct school_address *out);
rc school_address_put(struct tx *t, const struct school_address *in);

#endif
