/* Programme: figures of all schools for the office of the programme (decision 4906/QĐ-UBND). Tables: programme_school, programme_week.
** What stays true: (1) nothing here is about a person: numbers of people are told from the threshold on, deeds and indices as everybody may have them, by each school's own threshold, and what all did together by the greatest of these;
** (2) nothing moves within a week: figures are of the Sunday before; (3) no sum stands here from which a number that is not told could be reckoned;
** (4) a page costs a row a school, whatever was done in them.
** Source: requirements R13, R61, R63, R74; docs/decisions/0113, 0129, 0151. */
#ifndef KHUE_ROOMS_PROGRAMME_H
#define KHUE_ROOMS_PROGRAMME_H

#include "data/ask.h"
#include "web/job.h"
#include "web/route.h"

extern const struct route programme_routes[];
extern const struct job_kind programme_jobs[];

/* All schools that have been counted; schools 0: none has been yet. gaps: schools that have nothing of some kind. */
struct programme_sums { opt_day day; int64_t schools, begun, published, quiet, gaps, least /* the greatest threshold of any */; };
rc programme_sums(struct ask *a, struct programme_sums *out);
/* Schools in which most was done in the last week. */
rc programme_busiest(struct ask *a, int64_t limit, school_id **rows, size_t *n);

#endif
