/* Announcements (lời nhắn): messages of a school, a class or a group to its families, pupils or staff, and who has not read them. Tables: announcement,
** announcement_reader, announcement_family, announcement_reminder.
** What stays true: (1) a draft, and what waits for its time, is seen by those who may write there alone, and of a group nobody from outside the school writes; (2) whom it goes to is written down when it is sent, a row a person
** and child; who comes later reads it on the page while it is not over, and is written down by saying so; (3) whom an order keeps from a child
** is told nothing about it and reads nothing of it, whoever sends; (4) everybody is told at most once of an edition, whatever happens to the
** job, and reminded at most once a day; (5) a correction says that it is one, is told again and asked for again; what was taken back is shown
** to nobody but as its reason; (6) a family has confirmed when one of its guardians has, or signed a slip; (7) a message is over after its last
** day, or OPEN_DAYS after it was sent: then nothing is asked; (8) what waits for its time goes out once and never before it, late when the house was shut
** then, and only if who said so may still write there: else it is a draft again, and who wrote it and the heads hear why (docs/decisions/0155). Source: requirements R18, R21, R41, R70. */
#ifndef KHUE_ROOMS_ANNOUNCEMENTS_H
#define KHUE_ROOMS_ANNOUNCEMENTS_H

#include "audit/audit.h"
#include "consent/consent.h"
#include "data/verify.h"
#include "record/record.h"
#include "web/job.h"
#include "web/route.h"

extern const struct route announcements_routes[];
extern const struct person_part announcements_parts[];        /* rooms/consent: what is held of a person */
extern const struct job_kind announcements_jobs[];
extern const struct keep announcements_keeps[];
extern const struct act announcements_acts[];
extern const struct object_kind announcements_objects[];
extern const struct verify_check announcements_checks[];

enum { OPEN_DAYS = 60, WAIT_DAYS = 60 };

/* To whom a message goes: one class, one group, or the school where both are 0. */
struct whom { class_id class_id; study_group_id group; };
/* The same with the sides. Staff are told by the school alone. */
struct told_to { class_id class_id; study_group_id group; bool families, pupils, staff; };
struct told_text { const char *title, *body; bool must_confirm; opt_day last_day; };
/* A draft in a->scope.school. INVALID at a field: nobody is meant, the last day is none. unfinished: put away as it is, also without words or receivers. */
struct new_announcement { struct told_to to; struct told_text text; person_id by; bool unfinished; };
rc announcement_add(struct tx *t, const struct new_announcement *in, announcement_id *out);
/* Of a draft, and of what waits for its time: all of it but the place. Of one that was sent: the words and the last day; says so, and is told again by a job (*job, else 0).
** correction: what was corrected, as readers read it. CONFLICT by rev, and for what was taken back. */
struct announcement_change { announcement_id id; struct told_to to; struct told_text text; const char *correction; person_id by; int64_t rev; bool unfinished /* only a draft */; };
rc announcement_change(struct tx *t, const struct announcement_change *in, job_id *job);
/* It goes out now, told by a job. CONFLICT by rev; INVALID while words or receivers are missing. */
struct announcement_step { announcement_id id; person_id by; const char *reason; int64_t rev; };
rc announcement_send(struct tx *t, const struct announcement_step *in, job_id *job);
/* (8) It waits until `at`, in the future and at most WAIT_DAYS away, or for this time instead of another one. INVALID at a field; CONFLICT by rev. */
struct announcement_plan { announcement_id id; person_id by; instant at; int64_t rev; };
rc announcement_wait_until(struct tx *t, const struct announcement_plan *in);
/* It waits no more, and is a draft. CONFLICT: it has gone out, or by rev. */
rc announcement_wait_end(struct tx *t, const struct announcement_step *in);
/* Taken back with the reason; those who were told of it hear so. CONFLICT by rev. */
rc announcement_recall(struct tx *t, const struct announcement_step *in, job_id *job);
/* Those who have not read are reminded, by a job; of a class (also of what went to the whole school), else all of them. CONFLICT: was done today, it is over or taken back. */
struct announcement_nudge { announcement_id id; class_id class_id; person_id by; };
rc announcement_remind(struct tx *t, const struct announcement_nudge *in, job_id *job);
/* Slips that came back signed, of children in that class or group; off: ticked by mistake. *n: how many it changed. */
struct announcement_slips { announcement_id id; struct whom whom; const person_id *child; size_t n; person_id by; int64_t edition /* that was signed; not read with off */; bool off; };
rc announcement_paper(struct tx *t, const struct announcement_slips *in, int64_t *n);
/* In the scope of the reader: I have read this edition, for myself and each child that it is about. CONFLICT: it was corrected or taken back. */
struct announcement_reading { announcement_id id; person_id me; int64_t edition; };
rc announcement_have_read(struct tx *t, const struct announcement_reading *in);

#endif
