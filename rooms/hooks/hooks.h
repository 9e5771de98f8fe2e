/* Webhooks of a school: other systems hear that something was published. Tables: hook, hook_said, hook_send.
** What stays true: (1) what leaves names nobody: a title only of what everybody may read; (2) a hook is told each thing at least once, in no order, and no more from
** the moment it was ended; (3) whoever published waits for nobody: it is a job; (4) 10 hooks of a school at most.
** Source: requirements R23; docs/decisions/0127. */
#ifndef KHUE_ROOMS_HOOKS_HOOKS_H
#define KHUE_ROOMS_HOOKS_HOOKS_H

#include "audit/audit.h"
#include "web/job.h"
#include "web/route.h"

extern const struct route hooks_routes[];
extern const struct job_kind hooks_jobs[];
extern const struct act hooks_acts[];
extern const struct keep hooks_keeps[];

/* In the closure that publishes, in the scope of its school. event: "news", "message", "message.corrected", "message.recalled"; title: NULL where not everybody may read it;
** path: of its page. */
struct hook_event { const char *event, *title, *path; };
rc hooks_tell(struct tx *t, const struct hook_event *e);

#endif
