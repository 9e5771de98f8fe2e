/* Who stands for a child and who is kept from it: forms and pages (family.c: guardians; orders.c: orders about them); and what is
** written wrongly about a person (correct.c). */
#ifndef KHUE_ACCESS_FAMILY_H
#define KHUE_ACCESS_FAMILY_H

#include "people/people.h"
#include "web/ctx.h"
#include "web/form.h"
#include "web/reply.h"

/* In a closure: one who stands for the child from now on, and an order; who may is asked there. */
struct guardian_new { person_id child; const char *name, *phone; enum guardian_kind kind; const char *next; };
rc guardian_write(struct tx *t, const struct guardian_new *in);
struct order_new { struct new_order order; const char *name, *phone, *user_name /* of a stranger */, *next; };
rc order_write(struct tx *t, const struct order_new *in);

struct guardian_in { const char *name, *kind, *phone; };
struct guardian_end_in { person_id guardian; const char *reason; };
struct guardian_leave_in { bool sure; };
extern const struct field guardian_fields[], guardian_end_fields[], guardian_leave_fields[];
rc family_page(struct ctx *c, struct reply *r);              /* the office sees who stands for the child; the heads also the orders */
rc guardian_action(struct ctx *c, struct reply *r);
rc guardian_end_action(struct ctx *c, struct reply *r);
rc guardian_leave_page(struct ctx *c, struct reply *r);      /* a guardian's own page */
rc guardian_leave_action(struct ctx *c, struct reply *r);
rc school_heads_hear(struct tx *t, school_id school, const char *words, const char *path);      /* the principals; not who acts */
const char *family_path(struct ctx *c);                      /* of the pupil of this request */

struct correct_in { const char *name, *sex, *phone; opt_day born; int64_t rev; };
extern const struct field correct_fields[];
rc pupil_correct_page(struct ctx *c, struct reply *r);
rc pupil_correct_action(struct ctx *c, struct reply *r);
rc guardian_correct_page(struct ctx *c, struct reply *r);
rc guardian_correct_action(struct ctx *c, struct reply *r);
rc staff_correct_page(struct ctx *c, struct reply *r);
rc staff_correct_action(struct ctx *c, struct reply *r);

struct order_in { person_id guardian; const char *holds, *name, *phone, *user_name, *issuer, *number, *note; day issued; opt_day review; };
struct order_end_in { guardian_order_id order; int64_t rev; const char *reason; };
extern const struct field order_fields[], order_end_fields[];
struct family_view;
rc orders_fill(struct ctx *c, person_id child, struct family_view *v);
rc order_action(struct ctx *c, struct reply *r);
rc order_end_action(struct ctx *c, struct reply *r);

#endif
