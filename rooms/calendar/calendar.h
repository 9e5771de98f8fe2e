/* Calendar: what a school, a class and a person have planned, on one page a week, and as iCalendar for programs of one's own. Tables: calendar_event,
** calendar_own, calendar_feed, calendar_import, calendar_event_was, calendar_own_was.
** What stays true: (1) a person's own plans are seen by that person alone; (2) what is for the staff is seen by staff, what is of a class by who
** learns or teaches there today and their families, and by the staff of the school; (3) what is called off stays on the page as such, with the reason, and is
** told to programs as cancelled; (4) a class event is made by its homeroom teacher or the office, a school's by the office; (5) the address of a feed
** is a secret of one person: shown once, kept as a keyed hash, ended by a press, and it shows what that person may see at that moment, nothing after the account is closed.
** Source: requirements R13, R18, R41; RFC 5545. */
#ifndef KHUE_ROOMS_CALENDAR_H
#define KHUE_ROOMS_CALENDAR_H

#include "audit/audit.h"
#include "base/buf.h"
#include "consent/consent.h"
#include "web/route.h"

extern const struct route calendar_routes[];
extern const struct person_part calendar_parts[];        /* rooms/consent: what is held of a person */
extern const struct act calendar_acts[];
extern const struct undoer calendar_undoers[];
extern const struct job_kind calendar_jobs[];
extern const struct keep calendar_keeps[];

enum { EVENT_DAYS = 62 /* an event lasts so long at most */, OWN_MOST = 500 /* plans of one's own */ };

/* When: whole days, or from a minute of the first day to one of the last. */
struct when { day from, to; opt_int from_minute, to_minute; };

/* In a->scope.school; class_id 0 = of the whole school. */
struct event_text { enum event_audience audience; const char *title, *place, *note; struct when when; };
struct new_event { class_id class_id; struct event_text text; person_id by; };
rc event_add(struct tx *t, const struct new_event *in, calendar_event_id *out);
/* class_id: of which it must be (0 = the school's office, for any). CONFLICT by rev, or when it was called off. */
struct event_edit { calendar_event_id id; class_id class_id; struct event_text text; int64_t rev; };
rc event_edit(struct tx *t, const struct event_edit *in);
struct event_off { calendar_event_id id; class_id class_id; const char *reason; int64_t rev; };
rc event_off(struct tx *t, const struct event_off *in);

/* What everybody may know, by day: for open data. */
struct open_event { calendar_event_id id; const char *title, *place, *note, *reason /* why it was called off, or NULL */; struct when when; bool off; };
rc calendar_open(struct ask *a, school_id school, day from, day to, struct open_event **rows, size_t *n);

/* The same of some schools in the next days, without what was called off: for the homes of who belongs to none. */
struct open_soon { const char *title, *place, *school_code, *school_name; struct when when; };
rc calendar_open_soon(struct ask *a, const school_id *schools, size_t schools_n, day today, int days, int64_t limit, struct open_soon **rows, size_t *n);

/* A file of iCalendar taken in at once, without the page on which one looks at it first: for the demo. school 0: into the calendar of `me`. a->scope holds the school and `me`. */
struct calendar_file { school_id school; class_id class_id; person_id me; enum event_audience audience; const char *name, *text; };
rc calendar_bring(struct ask *a, const struct calendar_file *in);

/* ---- iCalendar (RFC 5545): one object, its lines folded at 75 octets */
struct ical_event {
    const char *uid, *title, *place, *note;
    struct when when;
    instant changed;
    bool called_off;
};
void ical_begin(struct buf *b, const char *name);
void ical_put(struct buf *b, const struct ical_event *e);
void ical_end(struct buf *b);

#endif
