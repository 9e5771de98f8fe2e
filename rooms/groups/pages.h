/* Inside of groups: handlers shared between its files. */
#ifndef KHUE_ROOMS_GROUPS_PAGES_H
#define KHUE_ROOMS_GROUPS_PAGES_H

#include "web/form.h"
#include "web/reply.h"

extern const struct form_spec group_form, group_change_form, group_end_form, leader_form, leader_end_form, take_pupils_form, member_answer_form, ask_form, give_up_form,
                              share_invite_form, share_end_form, share_reach_form, share_answer_form, group_term_form, group_term_end_form;

rc groups_page(struct ctx *c, struct reply *r);
rc group_action(struct ctx *c, struct reply *r);
rc group_page(struct ctx *c, struct reply *r);
rc group_change_action(struct ctx *c, struct reply *r);
rc group_end_action(struct ctx *c, struct reply *r);
rc leader_action(struct ctx *c, struct reply *r);
rc leader_end_action(struct ctx *c, struct reply *r);
rc take_pupils_action(struct ctx *c, struct reply *r);
rc member_answer_action(struct ctx *c, struct reply *r);

/* "12 em"; "ít hơn 10 em", "từ 10 em" for who may not see them. least 1: exact. */
const char *pupils_words(struct ctx *c, int64_t n, int64_t least);
rc shared_page(struct ctx *c, struct reply *r);
rc share_invite_action(struct ctx *c, struct reply *r);
rc share_end_action(struct ctx *c, struct reply *r);
rc share_reach_action(struct ctx *c, struct reply *r);
rc share_asked_page(struct ctx *c, struct reply *r);
rc share_asked_action(struct ctx *c, struct reply *r);
struct group_view;
rc terms_fill(struct ctx *c, struct group_view *v);
rc group_term_action(struct ctx *c, struct reply *r);
rc group_term_end_action(struct ctx *c, struct reply *r);

rc child_groups_page(struct ctx *c, struct reply *r);
rc ask_action(struct ctx *c, struct reply *r);
rc give_up_action(struct ctx *c, struct reply *r);
rc guided_page(struct ctx *c, struct reply *r);

#endif
