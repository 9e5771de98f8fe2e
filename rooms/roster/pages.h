/* Inside of roster: handlers and what they share. */
#ifndef KHUE_ROOMS_ROSTER_PAGES_H
#define KHUE_ROOMS_ROSTER_PAGES_H

#include "roster/inside.h"
#include "web/form.h"
#include "web/reply.h"

struct upload_in { school_year_id year; struct upload file; };
struct fix_in { int64_t rev; struct typed_list cells, answers; };
struct intake_in { int64_t rev, ready; struct typed_list cells, answers; };
struct drop_in { int64_t rev; };
extern const struct form_spec upload_form, fix_form, intake_form, drop_form, layout_form, class_list_form, by_hand_form, staff_in_form, staff_who_form;

rc imports_page(struct ctx *c, struct reply *r);
rc upload_action(struct ctx *c, struct reply *r);
rc import_page(struct ctx *c, struct reply *r);
rc import_slips_page(struct ctx *c, struct reply *r);
rc fix_action(struct ctx *c, struct reply *r);
rc intake_action(struct ctx *c, struct reply *r);
rc drop_action(struct ctx *c, struct reply *r);
rc template_file(struct ctx *c, struct reply *r);
rc waiting_file(struct ctx *c, struct reply *r);
rc layout_action(struct ctx *c, struct reply *r);
rc class_list_page(struct ctx *c, struct reply *r);
rc class_list_action(struct ctx *c, struct reply *r);
rc by_hand_page(struct ctx *c, struct reply *r);
rc by_hand_action(struct ctx *c, struct reply *r);

/* /t/<code>/nhap/<import><tail> */
const char *import_path(struct ctx *c, const char *tail);

#endif
