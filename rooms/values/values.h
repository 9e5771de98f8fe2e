/* Values: what a school stands for, in four named parts, versioned, dated, approved by the principal, and the public page
** with its picture. Tables: values_page, values_picture. Source: requirements R41; glossary 91. */
#ifndef KHUE_ROOMS_VALUES_H
#define KHUE_ROOMS_VALUES_H

#include "audit/audit.h"
#include "data/tx.h"
#include "files/files.h"
#include "generated/enums.h"
#include "data/verify.h"
#include "record/record.h"
#include "search/search.h"
#include "web/route.h"

extern const struct route values_routes[];
extern const struct file_use values_files[];
extern const struct act values_acts[];         /* rooms/audit */
extern const struct object_kind values_objects[];
extern const struct search_kind values_search[];
extern const struct verify_check values_checks[];

struct values_text { const char *culture, *strategy, *motto, *core; };
/* For the demo and commands: writes, sends and approves in one go. */
rc values_publish(struct tx *t, const struct values_text *in, person_id written_by, person_id approved_by, int64_t *number);
/* A draft that waits for the principal's word. */
rc values_propose(struct tx *t, const struct values_text *in, person_id written_by);
/* What waits for the principal's word in a->scope.school: 0 or 1. */
rc values_pending(struct ask *a, int64_t *count);
/* A picture for the public page, taken in for the use VALUES_PICTURE_WAITS; alt says what it shows. It waits for the principal's word;
** `publish`: `by` has it, and the picture is shown at once. For the demo; the page goes by values/edit.h. */
#define VALUES_PICTURE_WAITS "values.picture_waits"
struct values_picture { const struct blob_taken *taken; const char *alt; person_id by; int64_t quota; bool publish; };
rc values_picture_give(struct tx *t, const struct values_picture *in);
/* First line of the motto of the published version, "" when none. Public. */
rc values_motto(struct ask *a, school_id school, const char **motto);

#endif
