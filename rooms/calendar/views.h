/* What the views of the calendar show. */
#ifndef KHUE_ROOMS_CALENDAR_VIEWS_H
#define KHUE_ROOMS_CALENDAR_VIEWS_H

#include "calendar/calendar.h"
#include "base/number.h"
#include "ui/ui.h"

/* One thing on one day. */
struct week_item { const char *title, *place, *note, *of /* "Lớp 6A1", a school's name, or NULL */, *href /* where it is changed, or NULL */, *time; bool own, off; const char *reason; };
struct week_day { day on; const char *said, *weekday /* source text */, *short_day /* "30/11" */, *brief /* "T2 30/11" */, *lunar, *name /* of a holiday: source text, or NULL */; bool today, beside /* the month */; struct week_item *item; size_t n, room; };
enum { WEEK_DAYS = 7, MONTH_DAYS = 42, MONTH_SHOWN = 4 /* things of a day of a month; the week has them all */ };
struct week_view {
    const char *school_code, *school_name, *path;      /* path: of the page, without its query */
    class_id class_id; const char *class_name;
    struct week_day day[MONTH_DAYS]; size_t days;       /* of a month: whole weeks, the days beside it among them */
    size_t items;
    bool month; day first, end;                         /* of the month itself: [first, end) */
    const char *before, *after, *now;                   /* addresses of what lies beside, and of what is today */
    const char *before_said, *after_said;               /* what the two are called: source text */
    const char *other;                                  /* the same days as a month, or as a week */
    bool current, can_write, inside;
    const char *said;                                   /* 23/11 – 29/11/2026. Tuần 12, năm học 2026-2027; Tháng 11/2026 */
    const char *add, *bring;                            /* where something is added, where a file is; or NULL */
};

struct event_view {
    const char *school_code, *class_name, *action, *back, *off_action;
    int64_t id, rev;                                    /* id 0: a new one */
    const char *title, *place, *note, *audience, *from_time, *to_time;
    opt_day from, to;
    bool with_audience, own, called_off;
    const char *reason;
    const struct ui_choice *choice; size_t choices;
};

/* A file that is brought. */
struct bring_line;
struct bring_said { const char *title, *place, *when, *why, *last; int64_t times; /* of a series: up to `last` */ };
struct bring_group { const char *title; struct bring_said *line; const struct bring_line **of; size_t n, more /* not shown */, all /* with each of a series */; };
struct bring_earlier { calendar_import_id id; const char *file_name; instant at; int64_t added, changed, called_off; bool undone; };
enum { BRING_GROUPS = 5 };
struct bring_view {
    const char *base, *school_code, *class_name, *file_name, *action, *back_action, *undo_path;
    bool own, taken, undone, open, for_everybody;
    const struct bring_earlier *earlier; size_t earliers;
    struct bring_group group[BRING_GROUPS];
    int64_t adds, changes, offs, same, skips, print, rev;
};

struct feed_view { const char *address; /* just made, shown this once; else NULL */ opt_instant made_at; };

#endif
