/* Groups: clubs, teams, projects and the like across the classes of a school. Tables: study_group, group_leader, group_member;
** group_share, group_term.
** What stays true: (1) a pupil has at most one wish or place at a time in a group; (2) a wish becomes a place by the word of a leader or of the
** office, never by itself, and the guardians of a pupil under age hear of both; (3) whoever leads reads names and classes, and no page of a
** pupil by it; a mentor names alone, and only while the school's check holds; (4) whom an order keeps from a child finds it in no group;
** (5) nothing is deleted: places and leaders end by a day; (6) of a group that several schools share (inside.h) another school reads no pupil.
** Source: requirements R12, R54; docs/decisions/0085, 0128. */
#ifndef KHUE_ROOMS_GROUPS_H
#define KHUE_ROOMS_GROUPS_H

#include "audit/audit.h"
#include "data/tx.h"
#include "data/verify.h"
#include "generated/enums.h"
#include "record/record.h"
#include "search/search.h"
#include "web/route.h"

extern const struct route groups_routes[];
extern const struct act groups_acts[];                 /* rooms/audit */
extern const struct search_kind groups_search[];
extern const struct object_kind groups_objects[];      /* rooms/record */
extern const struct verify_check groups_checks[];
extern const struct person_part groups_parts[];        /* rooms/consent */

struct new_group { enum group_kind kind; const char *name, *words /* NULL = none */; enum group_joining joining; };
rc group_add(struct tx *t, const struct new_group *in, study_group_id *out);           /* CONFLICT: the name is taken */
struct group_change { study_group_id id; const char *name, *words; enum group_joining joining; int64_t rev; };
rc group_change(struct tx *t, const struct group_change *in);
rc group_end(struct tx *t, study_group_id id, int64_t rev);            /* places, wishes and leaders end with it */
/* member: somebody of the school; or a mentor with a check that holds. *person: whose rights changed. */
struct new_leader { study_group_id group; member_id member; outsider_id mentor; };
rc group_leader_add(struct tx *t, const struct new_leader *in, person_id *person);
rc group_leader_end(struct tx *t, study_group_id group, group_leader_id id, int64_t rev, person_id *person);
/* Pupils of today are taken in; who is there already is passed over. *added may be NULL. */
rc group_take(struct tx *t, study_group_id group, const person_id *pupil, size_t n, int64_t *added);
enum group_word { GROUP_YES, GROUP_NO /* to a wish */, GROUP_OUT /* a place ends */ };
rc group_answer(struct tx *t, study_group_id group, group_member_id id, enum group_word word, int64_t rev);
/* In the scope of the family: a wish for a place, and the wish or the place given up. */
rc group_ask(struct tx *t, study_group_id group, person_id child);
rc group_give_up(struct tx *t, group_member_id id, person_id child, int64_t rev);

/* ---- of several schools (shared.c). In the scope of the school that acts; of the words for others NULL = none. */
struct new_share { study_group_id group; school_id school; const char *words; };
rc share_invite(struct tx *t, const struct new_share *in);             /* by the school that holds the group */
rc share_waiting(struct ask *a, study_group_id shared, group_share_id *id);              /* the invitation of a->scope.school to it; NOT_FOUND */
struct share_yes { group_share_id id; const char *name, *contact; enum group_joining joining; int64_t rev; };
rc share_accept(struct tx *t, const struct share_yes *in, study_group_id *group);      /* with a new group of the own school */
rc share_refuse(struct tx *t, group_share_id id, const char *reason, int64_t rev);
rc share_again(struct tx *t, group_share_id id, int64_t rev);           /* the no is taken back: the invitation waits again */
struct share_over { study_group_id group; group_share_id id; const char *reason; int64_t rev; };
rc share_end(struct tx *t, const struct share_over *in);               /* the own part; or, by who holds it, another's, or an invitation taken back */
rc share_reach(struct tx *t, study_group_id group, const char *contact, int64_t rev);
/* Terms (terms.c): when a group is at work, whatever the school year. CONFLICT: the days of a shared one are set by who holds it. */
struct new_term { study_group_id group; const char *name; day from, last; };
rc group_term_add(struct tx *t, const struct new_term *in);
rc group_term_drop(struct tx *t, study_group_id group, group_term_id id, int64_t rev);

/* Two rows of one pupil made one (rooms/doubles), before the folded one's place in the school ends; and two again. fold.c */
rc group_places_fold(struct tx *t, person_id folded, person_id kept, batch_id batch);
rc group_places_unfold(struct tx *t, batch_id batch);
/* Two rows of one colleague: who leads by the place `from` leads by `to`, a place of the kept row; and back, but for what somebody ended since. */
rc group_leads_fold(struct tx *t, member_id from, member_id to, person_id kept, batch_id batch);
rc group_leads_unfold(struct tx *t, batch_id batch, person_id kept);

/* For access. Leads it today, as somebody of the school; *found = false: no group of a->scope.school. As a mentor, without any scope: */
rc group_ties(struct ask *a, study_group_id id, person_id me, bool *leads, bool *found);
rc group_guided(struct ask *a, study_group_id id, person_id me, bool *yes);
struct group_brief { study_group_id id; enum group_kind kind; const char *name, *words /* NULL = none */, *school; };
rc groups_guided(struct ask *a, person_id me, struct group_brief **rows, size_t *n);       /* of a mentor, today */

#endif
