/* Inside of schools: what of it can be found. */
#ifndef KHUE_ROOMS_SCHOOLS_FOUND_H
#define KHUE_ROOMS_SCHOOLS_FOUND_H

#include "schools/schools.h"

/* A school, by its name, place and code. */
rc school_be_found(struct tx *t, school_id id, const char *name, const char *area, const char *address, const char *code);
/* Members, by their names and titles; they are read by the kind "person" of the room classes, which knows their classes. */
rc member_renamed(struct tx *t, school_id school, member_id id, const char *name, const char *title);      /* of any school */
rc member_be_found(struct tx *t, member_id id, const char *name, const char *title);
rc members_be_found(struct tx *t, const struct ready_member *rows, size_t n);

#endif
