/* Inside of classes: handlers shared between its files. */
#ifndef KHUE_ROOMS_CLASSES_PAGES_H
#define KHUE_ROOMS_CLASSES_PAGES_H

#include "web/form.h"
#include "web/reply.h"

extern const struct form_spec homeroom_form, move_form, department_form, leave_form, back_form, carry_form, carry_class_form, subjects_form, subject_form, subject_end_form, duty_form, duty_end_form, paper_form, code_form, take_form;

rc my_classes_page(struct ctx *c, struct reply *r);
rc classes_page(struct ctx *c, struct reply *r);
rc class_page(struct ctx *c, struct reply *r);
rc homeroom_action(struct ctx *c, struct reply *r);

rc departments_page(struct ctx *c, struct reply *r);
rc department_page(struct ctx *c, struct reply *r);
rc department_action(struct ctx *c, struct reply *r);

rc move_page(struct ctx *c, struct reply *r);
rc move_action(struct ctx *c, struct reply *r);
rc move_pick_page(struct ctx *c, struct reply *r);

rc leave_page(struct ctx *c, struct reply *r);
rc leave_action(struct ctx *c, struct reply *r);
rc left_page(struct ctx *c, struct reply *r);
rc back_action(struct ctx *c, struct reply *r);

rc carry_page(struct ctx *c, struct reply *r);
rc carry_action(struct ctx *c, struct reply *r);
rc carry_class_page(struct ctx *c, struct reply *r);
rc carry_class_action(struct ctx *c, struct reply *r);

rc subjects_page(struct ctx *c, struct reply *r);
rc subjects_action(struct ctx *c, struct reply *r);
rc subject_action(struct ctx *c, struct reply *r);
rc subject_end_action(struct ctx *c, struct reply *r);
rc duties_page(struct ctx *c, struct reply *r);
rc duty_action(struct ctx *c, struct reply *r);
rc duty_end_action(struct ctx *c, struct reply *r);

rc transfer_page(struct ctx *c, struct reply *r);
rc transfer_action(struct ctx *c, struct reply *r);
rc taking_page(struct ctx *c, struct reply *r);
rc taking_action(struct ctx *c, struct reply *r);
rc take_action(struct ctx *c, struct reply *r);

rc family_class_page(struct ctx *c, struct reply *r);
rc pupil_page(struct ctx *c, struct reply *r);
rc family_pupil_page(struct ctx *c, struct reply *r);

#endif
