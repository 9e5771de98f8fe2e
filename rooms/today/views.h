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

/* The demo's people of one school, or of none (""). */
struct front_group { const char *school; const struct demo_card *card; size_t n; };

struct front_view {
    bool shows_mails;                         /* the page of invented mails is there */
    const struct school_brief *school; size_t schools; const char *next; bool begun;
    const struct front_group *group; size_t groups;
};

struct home_rows { struct ui_work row[WORK_MOST]; size_t n; };

/* Every home: four sections in this order, the first always there, the others when they hold something. */
struct home {
    const char *at;                            /* the school of this home, for who has places in several; else NULL */
    const char *role[UI_ROLES]; size_t roles;  /* in which one may look at the house, this one first */
    const char *greeting, *date;
    const struct ui_child *child; size_t children;           /* the switcher of a guardian */
    struct home_rows now;                                    /* needs me now */
    struct home_rows today;                                  /* today: rows, and what stands in cards below them */
    struct home_rows soon;                                   /* coming up */
    const struct news_line *news; size_t news_n; bool open_news;      /* open: what everybody may read, at the school's own address */
    /* in "today" */
    const char *today_href, *today_more;                     /* beside its heading, or NULL */
    const struct school_brief *school;                       /* of the classes and figures */
    const struct taught_line *line; size_t lines;
    bool office; int64_t classes;
    bool family, self;                                       /* a child's home; the child's own */
    struct person_brief subject;
    const struct child_place *place; size_t places;
    const struct outside_place *beside; size_t besides;
    const struct school_brief *overseen; size_t overseen_n;
    bool admin;                                              /* what only the system administrator has */
    const struct look_line *look; size_t looks;              /* beside a child's home */
};

/* The first way of a school: what is done is read from the data. href of a step: the page that there is. */
struct start_step { const char *what, *sub, *href, *action; bool done; };
enum { START_STEPS = 5 };
struct start_view { const struct school_brief *school; struct start_step step[START_STEPS]; size_t at; /* the first that is not done; START_STEPS = all are */ };

#endif
