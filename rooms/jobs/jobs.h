/* Jobs: pages about the queue of web/job.h, and the notice to who asked when it ends. No table.
** What stays true: (1) a school's job is seen by who asked for it and by the school's office, one without a school by who asked
** alone (access, ON("viec")); (2) the page works without a script: while a job waits or runs it is asked for again by itself,
** ever less often; with one it goes on in its place and shows the result without being loaded again; (3) whoever asked for a job
** of a kind that says `tell` has a notice in the commit that ends it, also when it failed, was stopped by somebody else, or
** their right was gone; it leads to a page that they may open. */
#ifndef KHUE_ROOMS_JOBS_H
#define KHUE_ROOMS_JOBS_H

#include "web/job.h"
#include "web/live.h"
#include "web/route.h"

extern const struct route jobs_routes[];

/* Hooks of web/app.h. jobs_over: in the closure that ends a job; adds the notice. jobs_may_hear: may that person see the page of
** the job that the event is about? *yes is false for any event but "job". */
rc jobs_over(struct tx *t, const struct job_over *over);
rc jobs_may_hear(struct ask *a, person_id person, const char *event, const char *data, bool *yes);

#endif
