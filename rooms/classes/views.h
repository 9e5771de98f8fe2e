/* What the views of classes show. */
#ifndef KHUE_ROOMS_CLASSES_VIEWS_H
#define KHUE_ROOMS_CLASSES_VIEWS_H

#include "classes/carry.h"
#include "classes/classes.h"
#include "classes/move.h"
#include "classes/transfer.h"
#include "consent/consent.h"
#include "generated/classes_queries.h"
#include "files/files.h"
#include "people/people.h"
#include "schools/schools.h"
#include "base/contact.h"
#include "ui/ui.h"

struct taught_group { struct school_brief school; const struct taught_line *line; size_t n; bool office; };
struct my_classes_view {
    const struct taught_group *group; size_t groups;        /* where I work */
    const struct child_place *place; size_t places;         /* where I or my children are in class */
    const struct person_brief *child; size_t children;      /* names of those places, by index */
    bool self;                                              /* the places are the reader's own */
};

struct classes_view { const char *school_code; const struct year_brief *year; const struct class_line *line; const int64_t *norm; /* beside each line; 0 = none */ const bool *opens; /* likewise: the reader may open it */ size_t n; bool can_import; };

struct leave_view { struct person_brief pupil; const char *back, *action; day today; };
struct move_view { struct person_brief pupil; const char *back, *action; day today; struct place_now now; const struct ui_choice *choice; size_t choices; const struct place_had *had; size_t n; };
struct move_pick_view { const char *school_code; struct class_face face; const struct pupil_line *pupil; size_t n; };
struct left_view { const char *school_code, *school_name, *action; const struct left_line *line; size_t n; bool more; };

struct carry_view { const struct school_brief *school; const char *action; struct carry_plan plan; bool can_commit; };
struct carry_line { member_id member; const char *name, *field; enum pupil_fate fate; };
struct carry_class_view {
    struct class_face face; const char *back, *action, *next; /* NULL = no grade after it */ int64_t rev;
    enum pupil_fate fate[3]; size_t fates;                  /* what may be chosen */
    const struct carry_line *line; size_t n;
};

struct subjects_view { const struct school_brief *school; const char *action; const struct subject_line *line; size_t n; };
struct departments_view {
    const struct school_brief *school; const char *base; const struct departments_of_school_row *line; size_t n;
    const struct department_people_row *person; size_t people; const struct ui_choice *who; size_t whos; bool can_change;
};
struct work_line { const struct department_duties_row *of; const char *classes; };      /* all classes in which one person does one thing in one time */
struct department_view { const struct school_brief *school; const char *base, *name; const struct work_line *line; size_t n; };
struct duties_view {
    const struct school_brief *school; struct class_face face; const char *action; day today;
    const struct duty_line *line; size_t n;
    const struct ui_choice *who, *subject; size_t whos, subjects; bool can_stand_in;
};

struct transfer_view { const struct school_brief *school; struct transfer_state state; const char *action, *to_name, *code, *address; day today, until; };
struct taking_view { const struct school_brief *school; const char *action, *code; struct transfer_face face; const struct ui_choice *choice; size_t choices; };

struct class_view {
    const char *school_code;
    struct class_face face;
    const struct teacher_line *teacher; size_t teachers;
    const struct pupil_line *pupil; size_t pupils;
    int64_t norm;                                           /* most pupils by the rules; 0 = none */
    const struct ui_choice *choice; size_t choices;         /* who may become homeroom teacher; 0 = may not choose */
    const char *homeroom;                                   /* id of the present one in short form, or "" */
    bool can_print, can_card, can_open, can_import, can_move, can_consents, can_history, can_tell;
};

struct family_class_view {
    const char *name, *school_name, *school_code; int64_t pupils;
    const struct teacher_line *teacher; size_t teachers;
    const struct child_place *mate; size_t mates;           /* names only; for pupils of the class */
    bool classmate;
};

struct seer { person_id person; const char *name, *as, *school; };      /* school: "" where it is clear */
struct pupil_view {
    struct person_brief pupil;
    const char *school_code, *school_name, *class_name; class_id class_id;
    const struct child_place *place; size_t places;         /* family: every school of the child */
    const struct contact_line *contact; size_t contacts;
    const struct guardian_line *guardian; size_t guardians;
    const struct seer *seer; size_t seers;
    const struct look_line *look; size_t looks;             /* family only */
    bool sees_alone /* an order left who reads it the sight, and no more */, family, self, grown, restricted, can_family, can_correct, can_leave, can_move, can_history;
    /* self, family: one reads its own; grown: who does is no pupil anywhere */
    const char *picture;                                    /* NULL = none */
    const char *photo_href, *photo_action;                  /* where the photo is given, for who may; NULL = may not */
};

#endif
