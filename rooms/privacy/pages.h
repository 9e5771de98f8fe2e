/* Pages and forms of the room. */
#ifndef KHUE_PRIVACY_PAGES_H
#define KHUE_PRIVACY_PAGES_H

#include "web/form.h"
#include "web/reply.h"

extern const struct form_spec consent_word_form, request_form, answer_form;

rc asked_class_page(struct ctx *c, struct reply *r);
rc asked_paper_page(struct ctx *c, struct reply *r);
rc asked_school_page(struct ctx *c, struct reply *r);
rc consents_page(struct ctx *c, struct reply *r);
rc consents_action(struct ctx *c, struct reply *r);
rc rights_page(struct ctx *c, struct reply *r);
rc rights_action(struct ctx *c, struct reply *r);
rc requests_page(struct ctx *c, struct reply *r);
rc request_page(struct ctx *c, struct reply *r);
rc answer_action(struct ctx *c, struct reply *r);

#endif
