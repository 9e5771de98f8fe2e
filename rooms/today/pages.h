/* Inside of today: handlers shared between its files. */
#ifndef KHUE_ROOMS_TODAY_PAGES_H
#define KHUE_ROOMS_TODAY_PAGES_H

#include "web/reply.h"

rc front_page(struct ctx *c, struct reply *r);
rc today_page(struct ctx *c, struct reply *r);
rc start_page(struct ctx *c, struct reply *r);

#endif
