/* Values: what a school stands for, in four named parts, versioned, dated, approved by the principal, its goals with indicators and
** evidence, and the public page with its picture. Tables: values_page, values_picture, goal, indicator, indicator_value, evidence. Source: requirements R41; glossary 91. */
#ifndef KHUE_ROOMS_VALUES_H
#define KHUE_ROOMS_VALUES_H

#include "audit/audit.h"
#include "data/tx.h"
#include "files/files.h"
#include "generated/enums.h"
#include "data/verify.h"
#include "record/record.h"
#include "search/search.h"
#include "settings/settings.h"
#include "web/job.h"
#include "web/route.h"

extern const struct route values_routes[];
extern const struct route goals_routes[];
extern const struct job_kind values_jobs[];
extern const struct file_use values_files[];
extern const struct act values_acts[];         /* rooms/audit */
extern const struct object_kind values_objects[];
extern const struct search_kind values_search[];
extern const struct verify_check values_checks[];
extern const struct setting values_settings[];

struct values_text { const char *culture, *strategy, *motto, *core, *vision, *mission; /* the last two may be NULL */ };
/* For the demo and commands: writes, sends and approves in one go. */
rc values_publish(struct tx *t, const struct values_text *in, person_id written_by, person_id approved_by, int64_t *number);
/* A draft that waits for the principal's word. */
rc values_propose(struct tx *t, const struct values_text *in, person_id written_by);
/* A goal with its indicators, written, sent and approved in one go; for the demo. source 0: the place is empty. */
struct goal_indicator { const char *words, *unit; enum indicator_source source; int64_t begins, aim; };
enum { GOAL_INDICATORS = 3 };
struct goal_text { const char *words, *serves; day from, until; struct goal_indicator indicator[GOAL_INDICATORS]; };
rc goal_propose(struct tx *t, const struct goal_text *in, person_id written_by, goal_id *out);        /* written and sent: it waits */
rc goal_publish(struct tx *t, const struct goal_text *in, person_id written_by, person_id approved_by, goal_id *out);
/* A typed value of a published goal; evidence for it, which waits for the principal's word unless `publish`. */
struct goal_measure { goal_id goal; int64_t slot, value; day on; const char *note; person_id by; };
rc goal_measure(struct tx *t, const struct goal_measure *in);
struct goal_evidence { goal_id goal; const char *words, *link; person_id by; bool publish; };
rc goal_evidence(struct tx *t, const struct goal_evidence *in);
/* Published goals as everybody reads them on the school's page, a row a measured value of an indicator (one without where it was not measured yet). */
struct goal_open { int64_t number; const char *words, *serves /* or NULL */; day from, until; bool ended; const char *indicator /* or NULL: the goal has none */, *unit; bool typed; int64_t begins, aim, value; opt_day on; };
struct ctx;
rc goals_open(struct ctx *c, struct goal_open **rows, size_t *n);
/* A picture for the public page, taken in for the use VALUES_PICTURE_WAITS; alt says what it shows. It waits for the principal's word;
** `publish`: `by` has it, and the picture is shown at once. For the demo; the page goes by values/edit.h. */
#define VALUES_PICTURE_WAITS "values.picture_waits"
struct values_picture { const struct blob_taken *taken; const char *alt; person_id by; int64_t quota; bool publish; };
rc values_picture_give(struct tx *t, const struct values_picture *in);

#endif
