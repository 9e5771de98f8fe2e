/* A file of iCalendar (RFC 5545) as it comes from outside, read into events of days and minutes in Hà Nội.
** ics_lines.c takes the file apart within limits and hands on only what is read; ics.c has libical read the values and work out series.
** What stays true: (1) a file that is broken, too large or no iCalendar is refused as a whole, with the line; (2) an event that cannot be read is left
** out with its line and reason, the others are read; (3) nothing is read past the limits below, whatever the file says. */
#ifndef KHUE_ROOMS_CALENDAR_ICS_H
#define KHUE_ROOMS_CALENDAR_ICS_H

#include "calendar/calendar.h"

enum {
    ICS_BYTES = 1 << 20, ICS_LINES = 60000, ICS_LINE = 8000 /* octets of a line that is read, unfolded */, ICS_DEPTH = 4, ICS_EVENTS = 2000,
    ICS_SERIES = 300 /* events that repeat */, ICS_STEPS = 100000 /* of all series */, ICS_UID = 200, ICS_ZONES = 50
};

/* ---- ics_lines.c */
enum ics_time { ICS_DTSTART, ICS_DTEND, ICS_DURATION, ICS_RRULE, ICS_RDATE, ICS_EXDATE, ICS_RECURRENCE, ICS_TIMES };
struct ics_piece { const char *text /* for libical */, *uid; int64_t line, sequence, wrong /* a line of it that is none, or 0 */; int given[ICS_TIMES]; /* values of each */ bool cancel, secret; };
struct ics_zone { const char *name; int offset; /* minutes east */ bool fixed; };
struct ics_parts { struct ics_piece *piece; size_t n; struct ics_zone *zone; size_t zones; };
rc ics_split(struct ask *a, struct span file, struct ics_parts *out);

/* ---- ics.c */
struct ics_event {
    const char *uid, *key;                     /* key: the uid and which one of a series, "u@x#20261128T0030Z" */
    const char *title, *place, *note;
    struct when when;
    int64_t sequence, line;
    bool called_off, cut;                      /* cut: a text was longer than there is room */
};
struct ics_skipped { int64_t line; const char *title, *uid, *why; };
struct ics { struct ics_event *event; size_t n; struct ics_skipped *skipped; size_t skips; };
/* Events that touch [from, to); those that repeat are worked out up to `series_to`. for_others: what says it is private is left out;
** for_everybody: descriptions are, too, since nobody reads them before they are public. */
struct ics_wanted { day from, to, series_to; bool for_others, for_everybody; };
rc ics_read(struct ask *a, struct span file, const struct ics_wanted *wanted, struct ics *out);

#endif
