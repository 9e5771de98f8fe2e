/* What the views of schools show. */
#ifndef KHUE_ROOMS_SCHOOLS_VIEWS_H
#define KHUE_ROOMS_SCHOOLS_VIEWS_H

#include "schools/address.h"
#include "base/contact.h"
#include "schools/schools.h"
#include "ui/ui.h"

struct my_school { struct school_brief school; struct school_face face; /* where I do not work */ const char *as; struct year_brief year; bool has_year, staff, news; };
struct my_schools_view { const struct my_school *school; size_t n; };

struct role_count { enum member_role role; int64_t n; const char *words; /* how many of them: source text */ };
struct manage_view { const struct school_brief **other; size_t others; /* whose office one runs too */
    const struct school_brief *school;
    const struct year_brief *year;                           /* NULL = none yet */
    const struct role_count *count; size_t counts;
    bool can_import, can_export, can_keys, can_watch, can_record, can_staff, can_left, can_privacy, can_year, can_values, can_news, can_tell, can_settings, can_journal, can_partner, can_hand, can_face, can_share;
};

struct school_place_view { const struct school_brief *school; struct school_face face; struct school_address now; };

struct people_view {
    const struct school_brief *school;
    const char *query, *role;                                /* what was asked; "" = nothing */
    const struct ui_tab *tab; size_t tabs;
    const struct member_line *line; size_t n;
    const char *next; bool begun;
    bool can_open;                                           /* the office: a pupil's name leads to its page */
};

struct week_line { day monday; opt_int number; int64_t term; const char *note, *days; /* days of that week, in words; NULL = none */ };
struct year_view {
    const struct school_brief *school;
    bool first_way;
    const struct year_brief *year;
    const struct week_line *week; size_t weeks;
    struct year_proposed { const char *name, *starts, *ends, *week1, *term2, *tet; } next, now;      /* what the forms hold: of a new year, and of the one shown */
    int64_t rev;
    bool changing;                                                 /* the form that came back is that of the year shown */
};

#endif
