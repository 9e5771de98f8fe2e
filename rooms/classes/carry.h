/* Inside of classes: the change of the school year. One plan is made of what stands in the tables; the page shows it, the closure makes
** it anew, compares and does it.
** What stays true: (1) nothing changes before carry_run(), which carries every pupil of the year over, or none; (2) what was looked at is
** what is done: a plan whose mark differs is refused; (3) no place is changed ahead of its day: the old year must be over; (4) duties end
** with the year, since rights follow from them; (5) it is taken back whole, while no pupil of it went another way. */
#ifndef KHUE_ROOMS_CLASSES_CARRY_H
#define KHUE_ROOMS_CLASSES_CARRY_H

#include "classes/classes.h"

enum { CARRY_NOWHERE = -1 };
struct carry_target { const char *name, *key; int64_t grade; class_id id; /* 0 = to be made */ int64_t here, pupils, norm; /* here: who is in it already */ bool clash; };
struct carry_source { class_id id; const char *name; int64_t grade, rev, pupils, up, stays, leaves; int64_t to /* of up: place in target, or CARRY_NOWHERE */; bool written; member_id lead_member; person_id lead_person; };
struct carry_pupil { member_id member; person_id person; int64_t member_rev; size_t from; int64_t to; /* place in target; CARRY_NOWHERE = leaves */ };
struct carry_plan {
    struct year_brief from, to; bool has_from, has_to, over;      /* over: the old year is, today */
    struct carry_source *source; size_t sources;
    struct carry_target *target; size_t targets;
    struct carry_pupil *pupil; size_t pupils;
    int64_t up, stays, leaves, fresh;                              /* fresh: classes to be made */
    bool clash;
    const char *mark;                                              /* changes with everything that the plan is made of */
};
rc carry_plan_make(struct ask *a, struct carry_plan *out);

/* The class after this one: false = the school has no grade after it. Its name follows the usual ones: 6A1, 7A1; MGB A2, MGN A2. */
bool carry_next(struct arena *a, const bool level[SCHOOL_LEVEL_COUNT + 1], int64_t grade, const char *name, const char **next_name, int64_t *next_grade);
/* Do pupils of this grade end a level, so that they may leave with it? */
bool carry_ends_level(int64_t grade);

/* What the office writes about one class: CONFLICT by rev (0 = nothing was written), INVALID when the name is none of the next grade. */
struct carry_choice { member_id member; enum pupil_fate fate; };
struct carry_words { class_id class_id; const char *to_name; int64_t rev; const struct carry_choice *pupil; size_t pupils; };
rc carry_write(struct tx *t, const struct carry_words *in);

struct carry_press { const char *mark, *next; bool keep_homeroom; };
rc carry_run(struct tx *t, const struct carry_press *in);

#endif
