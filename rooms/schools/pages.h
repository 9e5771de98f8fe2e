/* Inside of schools: handlers shared between its files. */
#ifndef KHUE_ROOMS_SCHOOLS_PAGES_H
#define KHUE_ROOMS_SCHOOLS_PAGES_H

#include "web/form.h"
#include "web/reply.h"

extern const struct field year_fields[], place_fields[];

rc my_schools_page(struct ctx *c, struct reply *r);
rc manage_home_page(struct ctx *c, struct reply *r);
rc manage_page(struct ctx *c, struct reply *r);
rc people_page(struct ctx *c, struct reply *r);
rc place_page(struct ctx *c, struct reply *r);
rc place_action(struct ctx *c, struct reply *r);
rc year_page(struct ctx *c, struct reply *r);
rc year_action(struct ctx *c, struct reply *r);

#endif
