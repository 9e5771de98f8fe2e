/* Files of iCalendar that are brought into a calendar: seen before they are taken in, taken in whole or not at all, taken back whole.
** What stays true: (1) an event of a file is known by its uid and which one of a series it is, within one calendar (a school's, a class's, a person's):
** the same file again changes and never doubles; (2) an older edition (SEQUENCE) changes nothing, nor does a file of the same edition what was changed by hand since;
** (3) what a series no longer holds is called off, from today on; (4) what the page showed is what is done, or nothing is; (5) an undo leaves what was changed since.
** docs/decisions/0121. */
#ifndef KHUE_ROOMS_CALENDAR_BRING_H
#define KHUE_ROOMS_CALENDAR_BRING_H

#include "calendar/ics.h"
#include "calendar/inside.h"

enum bring_kind { BRING_ADD, BRING_CHANGE, BRING_OFF, BRING_SAME, BRING_BY_HAND, BRING_OLD, BRING_NOT_HERE, BRING_KINDS };
enum { STOCK_MOST = 10000, BRING_UNDO_DAYS = 14 };

/* What an import brought earlier. */
struct stock { int64_t id, seq, print, import_rev, rev; const char *key, *title; day from; bool off, met; };
struct bring_line { enum bring_kind kind; const struct ics_event *event; /* NULL: no longer in the file */ const struct stock *was; int64_t print; };
/* Where to: school 0 = one's own. */
struct bring_target { school_id school; class_id class_id; person_id me; enum event_audience audience; };
static inline bool bring_for_everybody(const struct bring_target *to) { return to->school.v && !to->class_id.v && to->audience == EVENT_AUDIENCE_EVERYBODY; }
struct bring_plan { struct ics ics; struct bring_line *line; size_t n, count[BRING_KINDS]; int64_t print; /* of all of it: what the page showed */ };
rc bring_plan(struct ask *a, const struct bring_target *to, struct span file, const struct ics_wanted *wanted, struct bring_plan *out);
/* The time in which events are taken: the school year of that day, singly a year beyond. */
rc bring_window(struct ask *a, school_id school, day today, struct ics_wanted *out);

struct bring_staging { struct bring_target to; const char *file_name; struct bytes body; const char *base; };
rc bring_stage(struct tx *t, const struct bring_staging *in);
struct bring_taking { struct bring_target to; calendar_import_id id; int64_t rev; const char *file_name; const struct bring_plan *plan; };
rc bring_take(struct tx *t, const struct bring_taking *in);                     /* the right has been asked */
rc bring_back_batch(struct tx *t, batch_id batch);                              /* of a->scope.school */
rc bring_back_own(struct tx *t, person_id me, calendar_import_id id);

rc bring_page(struct ctx *c, struct reply *r);
rc bring_stage_action(struct ctx *c, struct reply *r);
rc bring_seen_page(struct ctx *c, struct reply *r);
rc bring_take_action(struct ctx *c, struct reply *r);
rc bring_back_action(struct ctx *c, struct reply *r);
extern const struct form_spec bring_form, bring_take_form, bring_back_form;

#endif
