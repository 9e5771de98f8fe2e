/* What the views of the calendar show. */
#ifndef KHUE_ROOMS_CALENDAR_VIEWS_H
#define KHUE_ROOMS_CALENDAR_VIEWS_H

#include "calendar/calendar.h"
#include "ui/ui.h"

/* One thing on one day. */
struct week_item { const char *title, *place, *note, *of /* "Lớp 6A1", a school's name, or NULL */, *href /* where it is changed, or NULL */, *time; bool own, off; const char *reason; };
struct week_day { day on; const char *said, *lunar, *name /* of a holiday: source text, or NULL */; bool today; struct week_item *item; size_t n, room; };
struct week_view {
    const char *school_code, *school_name, *path;      /* path: of this page, without its query */
    class_id class_id; const char *class_name;
    struct week_day day[7];
    size_t items;
    const char *before, *after;                         /* ?tuan= of the weeks beside */
    bool this_week, can_write, inside;
    const char *said;                                   /* Tuần 12, học kì I; NULL */
    const char *add;                                    /* where something is added, or NULL */
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

struct feed_view { const char *address; /* just made, shown this once; else NULL */ opt_instant made_at; };

#endif
