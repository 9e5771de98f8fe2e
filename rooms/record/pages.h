/* Handlers of record that stand in files of their own. */
#ifndef KHUE_ROOMS_RECORD_PAGES_H
#define KHUE_ROOMS_RECORD_PAGES_H

#include "web/ctx.h"
#include "web/reply.h"

rc journey_page(struct ctx *c, struct reply *r);               /* journey.c */
rc child_journey_page(struct ctx *c, struct reply *r);
rc profile_file(struct ctx *c, struct reply *r);               /* profile.c */

#endif
