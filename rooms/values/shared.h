/* Inside of values: what is for other sites, and what two versions differ in. */
#ifndef KHUE_ROOMS_VALUES_SHARED_H
#define KHUE_ROOMS_VALUES_SHARED_H

#include "values/views.h"
#include "web/ctx.h"
#include "web/reply.h"

/* The whole address of this school's page, and of what lies below it ("/nhung"). */
const char *own_address(const struct ctx *c, const char *tail);
rc values_json_file(struct ctx *c, struct reply *r);
rc framed_page(struct ctx *c, struct reply *r);

/* pages.c: what everybody reads of the school of the path today, but its picture. */
rc public_fill(struct ctx *c, struct public_view *v);

/* differ.c: the lines of two texts in one row, as they were read: what both have, what went, what came; a line that kept at least half of its
** words is told word by word. In the arena. */
rc words_differ(struct arena *a, const char *before, const char *after, struct differ_piece **out, size_t *n);
rc differ_page(struct ctx *c, struct reply *r);

#endif
