/* Inside of groups: handlers shared between its files. */
#ifndef KHUE_ROOMS_GROUPS_PAGES_H
#define KHUE_ROOMS_GROUPS_PAGES_H

#include "web/form.h"
#include "web/reply.h"

extern const struct form_spec group_form, group_change_form, group_end_form, leader_form, leader_end_form, take_pupils_form, member_answer_form, ask_form, give_up_form;

rc groups_page(struct ctx *c, struct reply *r);
rc group_action(struct ctx *c, struct reply *r);
rc group_page(struct ctx *c, struct reply *r);
rc group_change_action(struct ctx *c, struct reply *r);
rc group_end_action(struct ctx *c, struct reply *r);
rc leader_action(struct ctx *c, struct reply *r);
rc leader_end_action(struct ctx *c, struct reply *r);
rc take_pupils_action(struct ctx *c, struct reply *r);
rc member_answer_action(struct ctx *c, struct reply *r);

rc child_groups_page(struct ctx *c, struct reply *r);
rc ask_action(struct ctx *c, struct reply *r);
rc give_up_action(struct ctx *c, struct reply *r);
rc guided_page(struct ctx *c, struct reply *r);

#endif
