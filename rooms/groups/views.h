/* What the views of groups show. */
#ifndef KHUE_ROOMS_GROUPS_VIEWS_H
#define KHUE_ROOMS_GROUPS_VIEWS_H

#include "generated/groups_queries.h"
#include "groups/groups.h"
#include "schools/schools.h"
#include "ui/ui.h"

struct group_line { const struct groups_here_row *row; const char *leaders; /* "" = none */ const char *pupils; bool opens; };
struct groups_view { const struct school_brief *school; const char *base; const struct group_line *line; size_t n; bool can_add, can_share; };

struct group_view {
    const struct school_brief *school; const char *base, *id_text; struct group_one_row face;
    const struct leaders_of_group_row *leader; size_t leaders;
    const struct members_of_group_row *member; size_t members, asking;    /* those who ask first */
    const struct members_before_row *before; size_t befores;
    const struct ui_choice *class_; size_t classes; const char *class_id;  /* the class chosen to take pupils from; "" = none yet */
    const struct ui_choice *pupil; size_t pupils;
    const struct ui_choice *staff, *mentor; size_t staffs, mentors;
    const struct shared_terms_row *term; size_t terms;
    bool shared, can_term;                                 /* shared with other schools; the terms are set here */
    bool can_change, small;                                /* small: a form of one line came back, its errors stand on top */
};

struct child_group { const struct groups_of_child_row *row; const char *leaders, *schools /* "" = of this school alone */; const struct terms_for_child_row *term; size_t terms; };
struct open_group { const struct groups_to_ask_row *row; const char *leaders; };
struct child_groups_view { const char *base, *name; bool self, can_ask; const struct child_group *line; size_t n; const struct open_group *open; size_t opens; };

struct shared_part { const struct shares_of_row *row; const char *leaders /* "" = none */, *pupils /* NULL = takes no part */; bool mine, holds, may_end; };
struct shared_view {
    const struct school_brief *school; const char *base, *group; struct group_one_row own; struct share_of_group_row mine; struct shared_face_row face;
    const struct shared_part *part; size_t n;
    const struct shared_terms_row *term; size_t terms;
    const char *typed; const struct ui_choice *hit; size_t hits;         /* schools that fit what was typed */
    bool shared, holds, can_share, can_change, looked, small;
};
struct asked_view {
    const struct school_brief *school; const char *base; const struct shares_asked_row *line, *one /* the one that is open; or NULL */; size_t n;
    const struct shares_before_row *before; size_t befores; struct shared_view shared;
};

struct guided_view { struct group_brief group; const struct names_guided_row *name; size_t n; };

#endif
