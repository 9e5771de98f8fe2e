/* Inside of privacy: a copy of all that the house holds of one person. */
#ifndef KHUE_ROOMS_PRIVACY_COPY_H
#define KHUE_ROOMS_PRIVACY_COPY_H

#include "base/buf.h"
#include "consent/consent.h"
#include "people/people.h"
#include "web/ctx.h"
#include "web/reply.h"

/* What is in no copy; source texts. */
struct left_out { const char *what, *why, *columns; };
extern const struct left_out left_out[];          /* ends with what NULL */

struct copy_part { const struct person_part *part; struct part_out out; bool others /* it is for the person alone, and another takes the copy */; };
struct copy {
    struct person_brief subject;
    bool self;
    instant at;
    struct copy_part *part; size_t parts;
    struct bytes said; bool said_cut;              /* statements of xAPI, a line each; none: no file */
    const char *photo; struct bytes photo_bytes;   /* its name in the archive; NULL = none */
};
/* Every part, in the order of main.c, of the person and of the rows that were folded into it. c->ask has the family's scope. */
rc copy_gather(struct ctx *c, person_id subject, struct copy *out);
/* The whole as one archive: du-lieu.json, doc-duoc.html, its sheet, hanh-trinh.ndjson and the photo. */
rc copy_zip(struct ctx *c, const struct copy *k, struct bytes *out);
void copy_json(struct buf *b, struct arena *a, enum lang lang, const struct copy *k);        /* copy_json.c */

enum { COPIES_A_DAY = 5 };
rc copy_action(struct ctx *c, struct reply *r);

#endif
