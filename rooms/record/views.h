/* What the views of record show. */
#ifndef KHUE_ROOMS_RECORD_VIEWS_H
#define KHUE_ROOMS_RECORD_VIEWS_H

#include "people/people.h"
#include "record/record.h"
#include "ui/ui.h"

struct journey_line {
    const char *shape, *icon, *component;      /* of the component: class of its badge, icon, name */
    const char *sentence, *object;             /* "An đã đọc tin", and the name of the thing */
    const char *after;                         /* ", có nhắc tới An", or "" */
    instant at;
    const char *clock, *school, *writer;
};
struct journey_day { const char *day; const struct journey_line *line; size_t n; };
struct journey_view {
    struct person_brief subject; bool self;
    const struct ui_child *child; size_t children;         /* whose record to look at; 0 = only one's own */
    const struct journey_day *day; size_t days;
    const char *next; bool begun;
};

/* A week of a school, one cell a component (by enum component). */
struct week_cell { int64_t deeds, people; };
struct week_row { day monday; struct week_cell cell[COMPONENT_COUNT + 1]; int64_t deeds; };
struct standing_line { enum deed_as as; int64_t people; };
struct weeks_view {
    const struct school_brief *school;
    const struct week_row *week; size_t weeks;             /* newest first, also those without a deed */
    int64_t deeds, people;                                 /* of all of them */
    const struct standing_line *standing; size_t standings;
};

#endif
