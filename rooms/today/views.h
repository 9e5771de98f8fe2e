/* What the views of today show. */
#ifndef KHUE_ROOMS_TODAY_VIEWS_H
#define KHUE_ROOMS_TODAY_VIEWS_H

#include "access/access.h"
#include "classes/classes.h"
#include "consent/consent.h"
#include "news/news.h"
#include "people/people.h"
#include "schools/schools.h"
#include "ui/ui.h"

#define WORK_MOST 16

struct front_view {
    bool shows_mails;                         /* the page of invented mails is there */
    const struct school_brief *school; size_t schools; const char *next; bool begun;
    const struct demo_card *card; size_t cards;
};

/* The head of every home: greeting, date and week. */
struct home_news { const struct news_line *line; size_t n; };
struct home_head { const char *greeting, *date, *holiday; /* the next within a week, or NULL */ const struct year_brief *year; };

struct staff_home {
    struct home_head head;
    const struct school_brief *school;
    struct ui_work work[WORK_MOST]; size_t works;
    const struct taught_line *line; size_t lines;
    bool office;
    int64_t classes;
    struct home_news news;
};

struct family_home {
    struct home_head head;
    const struct ui_child *child; size_t children;           /* the switcher; 0 for a pupil's own home */
    struct person_brief subject;                              /* the child shown, or the pupil */
    const struct child_place *place; size_t places;
    const struct look_line *look; size_t looks;
    struct ui_work work[WORK_MOST]; size_t works;
    bool self;
    struct home_news news;
};

#endif
