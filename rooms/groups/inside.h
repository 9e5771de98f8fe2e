/* Inside of groups: rules shared between its files; groups of several schools (shared.c) and terms (terms.c).
** What stays true of a shared group: (1) the school that holds it invites, each other one answers for itself, each may end its own part, and only the one that
** holds it ends another's; (2) each school writes its part, its group, leaders and pupils in its own scope alone; (3) of another school one reads the
** names of who leads there, the words written for the others, and how many pupils, rounded down by the threshold: never a pupil; (4) a group that ends,
** ends its part; that of who holds it, all of them; the groups of the others go on as their own; (5) a part is never deleted.
** docs/decisions/0128-groups-of-several-schools.md. */
#ifndef KHUE_ROOMS_GROUPS_INSIDE_H
#define KHUE_ROOMS_GROUPS_INSIDE_H

#include "generated/groups_queries.h"
#include "groups/groups.h"

enum group_act { ACT_ADD, ACT_CHANGE, ACT_END, ACT_LEAD, ACT_LEAD_END, ACT_TAKE, ACT_ANSWER, ACT_INVITE, ACT_SHARE_YES, ACT_SHARE_NO, ACT_SHARE_END, ACT_CONTACT, ACT_TERM, ACT_TERM_END };

rc group_open(struct ask *a, study_group_id id, struct group_one_row *out);                /* a group that is not over */
rc group_told(struct tx *t, enum group_act act, study_group_id id, const char *name, person_id about, const struct was *field, size_t fields);

/* A group of the own school ends: so does its part in a shared one, and with that of who holds it all the parts. */
rc share_group_over(struct tx *t, study_group_id group);

#endif
