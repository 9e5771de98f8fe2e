/* Jobs: pages about the queue of web/job.h. No table.
** What stays true: (1) a school's job is seen by who asked for it and by the school's office, no one else (access, ON("viec"));
** (2) the page works without a script: while a job waits or runs it is asked for again by itself, ever less often. */
#ifndef KHUE_ROOMS_JOBS_H
#define KHUE_ROOMS_JOBS_H

#include "web/route.h"

extern const struct route jobs_routes[];

#endif
