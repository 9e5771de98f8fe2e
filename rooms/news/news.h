/* News of a school: written by the office, read by everybody or inside only. Tables: news, news_read.
** What stays true: (1) what is not published is read by the office alone; what is for the inside only by those who belong there,
** and by the families of its pupils; (2) a piece that is withdrawn is gone from pages and search at once, and stays on file with the
** reason; (3) everybody is told at most once of a publication, whatever happens to the job; (4) that somebody has read it is said
** by that person, once. Source: requirements R18, R21, R70. */
#ifndef KHUE_ROOMS_NEWS_H
#define KHUE_ROOMS_NEWS_H

#include "audit/audit.h"
#include "consent/consent.h"
#include "record/record.h"
#include "search/search.h"
#include "settings/settings.h"
#include "web/job.h"
#include "web/route.h"

extern const struct route news_routes[];
extern const struct person_part news_parts[];        /* rooms/consent: what is held of a person */
extern const struct job_kind news_jobs[];
extern const struct setting news_settings[];
extern const struct act news_acts[];
extern const struct object_kind news_objects[];
extern const struct search_kind news_search[];

struct news_text { enum news_audience audience; const char *title, *body; };
/* A draft in a->scope.school. */
rc news_add(struct tx *t, const struct news_text *in, person_id by, news_id *out);
/* Also of a published piece: the search hears of it. CONFLICT by rev. */
struct news_change { news_id id; struct news_text text; int64_t rev; };
rc news_change(struct tx *t, const struct news_change *in);
/* From now on it is read, found and, where the school's setting says so, told by a job (*job, else 0). CONFLICT by rev. */
struct news_publish { news_id id; person_id by; int64_t rev; };
rc news_publish(struct tx *t, const struct news_publish *in, job_id *job);
/* Taken back, with the reason; CONFLICT by rev. */
struct news_withdraw { news_id id; const char *reason; int64_t rev; };
rc news_withdraw(struct tx *t, const struct news_withdraw *in);
/* I have read it; the deed is written the first time. */
struct news_have_read { news_id id; school_id school; const char *title; person_id me; };
rc news_have_read(struct tx *t, const struct news_have_read *in);

/* For homes: news of the last NEWS_LATELY_DAYS days. lead: the beginning of a piece, cut between words. */
enum { NEWS_LATELY_DAYS = 14 };
struct news_line { news_id id; const char *title, *lead, *school_code, *school_name; instant at; };
const char *news_lead(struct arena *a, const char *body);
/* What everybody may read of them in these schools: for who belongs to none. */
rc news_open_lately(struct ask *a, const school_id *schools, size_t schools_n, int64_t limit, struct news_line **rows, size_t *n);
/* What a school published for everybody, the newest first, whole. */
struct news_piece { news_id id; const char *title, *body; instant at, updated /* the same, or when it was changed since */; };
rc news_open_pieces(struct ask *a, school_id school, int64_t limit, struct news_piece **rows, size_t *n);

#endif
