/* Forms and pages of orders about a guardian and a child (orders.c). */
#ifndef KHUE_ACCESS_ORDERS_H
#define KHUE_ACCESS_ORDERS_H

#include "people/people.h"
#include "web/ctx.h"
#include "web/form.h"
#include "web/reply.h"

struct order_in { person_id guardian; const char *issuer, *number, *note; day issued; opt_day review; };
struct order_end_in { guardian_order_id order; int64_t rev; const char *reason; };
extern const struct field order_fields[], order_end_fields[];
rc orders_page(struct ctx *c, struct reply *r);
rc order_action(struct ctx *c, struct reply *r);
rc order_end_action(struct ctx *c, struct reply *r);

#endif
