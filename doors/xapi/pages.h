/* The page of keys. */
#ifndef KHUE_DOORS_XAPI_PAGES_H
#define KHUE_DOORS_XAPI_PAGES_H

#include "web/form.h"
#include "web/reply.h"

extern const struct form_spec key_form, key_end_form, key_new_secret_form, origin_form, origin_end_form, rate_form, room_form, known_form, known_end_form;
rc keys_page(struct ctx *c, struct reply *r);
rc key_action(struct ctx *c, struct reply *r);
rc key_end_action(struct ctx *c, struct reply *r);
rc key_new_secret_action(struct ctx *c, struct reply *r);
rc origin_action(struct ctx *c, struct reply *r);             /* origin_pages.c */
rc origin_end_action(struct ctx *c, struct reply *r);
rc rate_action(struct ctx *c, struct reply *r);
rc room_action(struct ctx *c, struct reply *r);               /* room.c */

/* known_pages.c */
rc known_page(struct ctx *c, struct reply *r);
rc known_action(struct ctx *c, struct reply *r);
rc known_end_action(struct ctx *c, struct reply *r);

#endif
