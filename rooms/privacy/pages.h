/* Pages and forms of the room. */
#ifndef KHUE_PRIVACY_PAGES_H
#define KHUE_PRIVACY_PAGES_H

#include "generated/enums.h"
#include "web/form.h"
#include "web/reply.h"

extern const struct form_spec consent_word_form, request_form, answer_form, restrict_form, lift_form, words_paper_form, words_paper_drop_form, words_papers_form, entered_form;

bool kind_restricts(enum privacy_kind kind);          /* does it ask that a use stop? */

rc adults_page(struct ctx *c, struct reply *r);
rc entered_page(struct ctx *c, struct reply *r);
rc entered_action(struct ctx *c, struct reply *r);
rc asked_class_page(struct ctx *c, struct reply *r);
rc asked_paper_page(struct ctx *c, struct reply *r);
rc asked_school_page(struct ctx *c, struct reply *r);
rc kept_page(struct ctx *c, struct reply *r);
/* Who of a class has not answered all yet and stands next after somebody in its list, from the end to its beginning; *left counts all but that somebody. */
struct asked_pupil;
rc asked_next(struct ctx *c, class_id class, person_id after, struct asked_pupil *out, int64_t *left);
rc paper_page(struct ctx *c, struct reply *r);
rc paper_action(struct ctx *c, struct reply *r);
rc papers_page(struct ctx *c, struct reply *r);
rc papers_action(struct ctx *c, struct reply *r);
rc paper_drop_action(struct ctx *c, struct reply *r);
rc consents_page(struct ctx *c, struct reply *r);
rc consents_action(struct ctx *c, struct reply *r);
rc rights_page(struct ctx *c, struct reply *r);
rc rights_action(struct ctx *c, struct reply *r);
rc requests_page(struct ctx *c, struct reply *r);
rc request_page(struct ctx *c, struct reply *r);
rc restricted_page(struct ctx *c, struct reply *r);
rc restrict_action(struct ctx *c, struct reply *r);
rc lift_action(struct ctx *c, struct reply *r);
rc answer_action(struct ctx *c, struct reply *r);

extern const struct form_spec erasure_word_form;
rc erasure_concern_action(struct ctx *c, struct reply *r);

#endif
