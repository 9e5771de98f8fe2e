/* Inside of values: goals with indicators and evidence. What stays true:
** (1) a published goal and its indicators never change: it ends with a reason, and another is written; its number stays its own;
** (2) only the principal's word publishes a goal, or evidence for one; taking evidence down needs no word;
** (3) a value is added, never changed; of several of one day the newest counts. A counted one is never typed; it is counted once a week;
** (4) a value is of a day between the goal's beginning and today;
** (5) a count of people or of what they did is kept rounded down by the threshold of base/few.h, and below it not at all. Source: requirements R41. */
#ifndef KHUE_ROOMS_VALUES_GOALS_H
#define KHUE_ROOMS_VALUES_GOALS_H

#include "values/edit.h"
#include "values/views.h"
#include "web/ctx.h"
#include "web/form.h"
#include "web/reply.h"

struct goal_save { goal_id id; /* 0: a new one */ int64_t rev; struct goal_text text; person_id by; bool send; };
rc goal_save(struct tx *t, const struct goal_save *in, goal_id *out);
struct goal_say { goal_id id; int64_t rev; person_id by; bool publish; const char *reason; };
rc goal_say(struct tx *t, const struct goal_say *in);
/* A published one ends, by who has the word (`word`); one that was never published is dropped. */
struct goal_end { goal_id id; int64_t rev; person_id by; const char *reason; bool word; };
rc goal_end(struct tx *t, const struct goal_end *in);
struct evidence_say { evidence_id id; int64_t rev; person_id by; bool publish; };
rc evidence_say(struct tx *t, const struct evidence_say *in);

/* measure.c: counts what is counted in the school of the scope and was not within the last week. */
rc goals_count(struct tx *t);

rc goals_counted_check(struct ask *a, struct verify_report *out, void *to);

/* goals_shown.c: what everybody reads, and for the office one goal whatever its state. */
rc goals_shown_fill(struct ctx *c, const struct goal_shown **out, size_t *n);
rc goal_fill(struct ctx *c, goal_id id, struct goal_shown *out);

#endif
