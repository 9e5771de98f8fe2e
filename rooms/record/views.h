/* What the views of record show. */
#ifndef KHUE_ROOMS_RECORD_VIEWS_H
#define KHUE_ROOMS_RECORD_VIEWS_H

#include "people/people.h"
#include "record/record.h"
#include "ui/ui.h"

struct journey_line {
    const char *shape, *icon, *component;      /* of the component: class of its badge, icon, name */
    struct line_words words;
    instant at;
    const char *clock, *school, *writer;
    const char *topic, *topic_href, *competence, *competence_href;      /* and all lines of it; NULL = none */
    const char *mend;                          /* where one asks the school to correct the line; NULL = not for the reader */
};
struct journey_day { const char *day; const struct journey_line *line; size_t n; };
/* What stands in the form; codes "" = any. */
struct journey_filters {
    const char *when, *from, *to, *component, *kind, *by, *topic, *competence;
    const struct ui_choice *kind_choice; size_t kinds;
    const struct ui_choice *teller; size_t tellers;        /* systems that told something; 0 = no such filter */
    const struct ui_choice *topics, *competences; size_t topics_n, competences_n;      /* 0 = no such filter */
    bool any, open;                                        /* something is chosen; something of the drawer is */
};
struct journey_view {
    struct person_brief subject; bool self, mine /* the reader's own, beside children's */;
    const char *path;                                      /* of this page, without what was chosen */
    const struct ui_child *child; size_t children;         /* whose record to look at; 0 = only one's own */
    const struct ui_tab *span; size_t spans;
    struct journey_filters f;
    const char *schools;                                   /* of the lines below, where they are several; NULL = one */
    const struct journey_day *day; size_t days;
    const char *copy;                                      /* where one takes a copy; NULL = not for the reader */
    const char *first, *next, *looked_until;               /* the whole addresses; looked_until: nothing was found back to that day, and there is more */
    bool begun;
};

/* A week of a school, one cell a component (by enum component). */
struct week_cell { int64_t deeds, people; bool few; /* so few that the number is not told */ };
struct week_row { day monday; struct week_cell cell[COMPONENT_COUNT + 1]; int64_t deeds; };
struct standing_line { enum deed_as as; int64_t people; };            /* those that may be told */
struct weeks_view {
    const struct school_brief *school;
    const struct week_row *week; size_t weeks;             /* newest first, also those without a deed */
    int64_t deeds, people;                                 /* of all of them; people -1: so few that they are not told */
    int64_t least;                                         /* numbers of people below it are not told; 0 = who reads may see who they are */
    const struct standing_line *standing; size_t standings;
};

#endif
