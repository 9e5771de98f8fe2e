/* Handlers and forms of the room, for its table of routes. */
#ifndef KHUE_ROOMS_NOTICES_PAGES_H
#define KHUE_ROOMS_NOTICES_PAGES_H

#include "notices/inside.h"
#include "web/reply.h"

extern const struct form_spec notices_all_form, ways_form, browser_form, browser_end_form, phone_form, phone_code_form;

rc notices_page(struct ctx *c, struct reply *r);
rc bell_page(struct ctx *c, struct reply *r);
rc open_action(struct ctx *c, struct reply *r);
rc all_action(struct ctx *c, struct reply *r);
rc ways_page(struct ctx *c, struct reply *r);            /* ways_pages.c */
rc ways_action(struct ctx *c, struct reply *r);
rc browser_action(struct ctx *c, struct reply *r);
rc browser_end_action(struct ctx *c, struct reply *r);
rc phone_action(struct ctx *c, struct reply *r);         /* phone_pages.c */
rc phone_code_action(struct ctx *c, struct reply *r);
rc phone_end_action(struct ctx *c, struct reply *r);
rc sent_page(struct ctx *c, struct reply *r);            /* sent_pages.c */

#endif
