/* Inside of programme: handlers of its pages. */
#ifndef KHUE_ROOMS_PROGRAMME_INSIDE_H
#define KHUE_ROOMS_PROGRAMME_INSIDE_H

#include "web/reply.h"

enum { SCHOOLS_ON_PAGE = 50, SCHOOLS_MOST = 10000, GROWTH_WEEKS = 12 };

rc programme_page(struct ctx *c, struct reply *r);
rc programme_csv_file(struct ctx *c, struct reply *r);
rc programme_json_file(struct ctx *c, struct reply *r);

#endif
