/* What the views of partners show. */
#ifndef KHUE_ROOMS_PARTNERS_VIEWS_H
#define KHUE_ROOMS_PARTNERS_VIEWS_H

#include "generated/partners_queries.h"
#include "groups/groups.h"
#include "schools/schools.h"
#include "ui/ui.h"

struct partners_view {
    const struct school_brief *school; const char *base;
    const struct partner_line *line; size_t n;
    const struct ui_tab *tab; size_t tabs;                   /* kinds of organisations that there are */
    const struct ui_choice *organisation; size_t organisations;
    bool small;                                              /* a form of one line came back: its errors stand on top */
};

struct outsider_shown { const struct outsiders_here_row *row; bool checked, partner_over; const char *id; };
struct outsiders_view {
    const struct school_brief *school; const char *base;
    enum outsider_kind kind;
    const struct ui_tab *tab; size_t tabs;
    const struct outsider_shown *line; size_t n;
    const struct ui_choice *partner; size_t partners;        /* of today */
    const struct ui_choice *graduate; size_t graduates;
    day today; bool small;
};

struct officers_view {
    const struct officers_now_row *line; size_t n;
    const struct ui_choice *commune; size_t communes;
};

struct network_view { const struct outside_place *place; size_t n; const struct group_brief *group; /* that I guide */ size_t groups; };

struct area_school { struct school_brief school; const char *year; /* NULL = none set */ int64_t classes; const char *pupils; bool values; };
struct area_view { const char *office; const struct area_school *line; size_t n; const char *next; int64_t least; bool begun; };

#endif
