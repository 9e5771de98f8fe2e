/* Inside of partners: handlers and forms shared between its files. */
#ifndef KHUE_ROOMS_PARTNERS_PAGES_H
#define KHUE_ROOMS_PARTNERS_PAGES_H

#include "access/access.h"
#include "web/form.h"
#include "web/reply.h"

struct place_in { int64_t id, rev; };                    /* of a partner, a place beside a school, an officer */

extern const struct form_spec partner_form, term_form, outsider_form, check_form, place_form, word_form, officer_form;

rc partners_page(struct ctx *c, struct reply *r);
rc partner_action(struct ctx *c, struct reply *r);
rc term_action(struct ctx *c, struct reply *r);
rc partner_end_action(struct ctx *c, struct reply *r);
rc outsiders_page(struct ctx *c, struct reply *r);
rc outsider_action(struct ctx *c, struct reply *r);
rc check_action(struct ctx *c, struct reply *r);
rc outsider_end_action(struct ctx *c, struct reply *r);
rc outsider_slip_action(struct ctx *c, struct reply *r);
rc officers_page(struct ctx *c, struct reply *r);
rc officer_action(struct ctx *c, struct reply *r);
rc officer_end_action(struct ctx *c, struct reply *r);
rc officer_slip_action(struct ctx *c, struct reply *r);
rc network_page(struct ctx *c, struct reply *r);
rc word_action(struct ctx *c, struct reply *r);
rc area_page(struct ctx *c, struct reply *r);

/* DENIED with words when the person signs in for something else than `outside`, or is an alumnus who has come in already. */
rc slip_only_for(struct ctx *c, person_id person, unsigned outside);

#endif
