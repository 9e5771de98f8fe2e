/* Inside of announcements: what its files share. */
#ifndef KHUE_ROOMS_ANNOUNCEMENTS_INSIDE_H
#define KHUE_ROOMS_ANNOUNCEMENTS_INSIDE_H

#include "announcements/announcements.h"
#include "announcements/views.h"
#include "generated/announcements_queries.h"
#include "web/form.h"
#include "web/reply.h"

enum { TELL_JOB, REMIND_JOB, DUE_JOB, TIDY_JOB };                  /* announcements_jobs */
enum { ACT_WRITE, ACT_CHANGE, ACT_SEND, ACT_CORRECT, ACT_RECALL, ACT_REMIND, ACT_PAPER, ACT_WAIT, ACT_UNWAIT, ACT_HELD, ACT_LIST };   /* announcements_acts */
enum { TITLE_MOST = 120, BODY_MOST = 4000, LINE_MOST = 300, LAST_DAY_MOST = 365 };

/* The rules that sending now and sending later share (announcements.c); told_over_on: (7), of what goes out on that day. */
rc told_one(struct ask *a, announcement_id id, struct announcement_one_row *row);                   /* NOT_FOUND */
rc told_stale(struct tx *t);
day told_over_on(day from, opt_day last);
rc told_text_fits(struct tx *t, const struct told_text *text);
rc told_group_goes_on(struct tx *t, study_group_id group);
rc told_whole(struct tx *t, const struct announcement_one_row *a);
rc told_out(struct tx *t, const struct announcement_one_row *now, const struct announcement_step *in, job_id *job);
rc told_waits_fit(struct tx *t, instant at, opt_day last);                                            /* later.c: it may wait until then */
rc announcements_due_job(struct job *j);

extern const struct form_spec read_form;                  /* read_pages.c */
rc mine_page(struct ctx *c, struct reply *r);
rc mine_one_page(struct ctx *c, struct reply *r);
rc mine_read_action(struct ctx *c, struct reply *r);
rc paragraphs_of(struct arena *a, const char *body, const char *const **paragraph, size_t *n);

struct step_in { int64_t rev; const char *reason /* only of recall_form */; };
extern const struct form_spec compose_form, compose_change_form, told_step_form, recall_form;         /* write_pages.c */
rc told_list_page(struct ctx *c, struct reply *r);
rc compose_page(struct ctx *c, struct reply *r);
rc compose_action(struct ctx *c, struct reply *r);
rc compose_change_page(struct ctx *c, struct reply *r);
rc compose_change_action(struct ctx *c, struct reply *r);
rc told_send_action(struct ctx *c, struct reply *r);
rc recall_action(struct ctx *c, struct reply *r);
/* Where the path is: a class, a group, or the school. */
rc place_fill(struct ctx *c, struct told_place *p);
/* The message of the path as it may be seen there; own: it may be changed there. NOT_FOUND. */
rc told_here(struct ctx *c, const struct told_place *p, struct announcement_one_row *row, bool *own);
/* The message of the path, in its own place: only there it may be changed. NOT_FOUND. */
rc told_own(struct ctx *c, struct told_place *p, struct announcement_one_row *row);
/* In a closure: may who asks still write there? */
rc told_recheck(struct tx *t, struct whom whom);
/* The path of its messages, without the end. */
const char *told_base(struct arena *a, const char *school, struct whom whom);
static inline bool whole_school(struct whom whom) { return !whom.class_id.v && !whom.group.v; }

extern const struct form_spec wait_form;                   /* later_pages.c */
rc wait_action(struct ctx *c, struct reply *r);
rc wait_end_action(struct ctx *c, struct reply *r);
rc unsent_page(struct ctx *c, struct reply *r);
/* The days and hours to choose from for this message, and those that stand there at first. */
rc wait_fill(struct ctx *c, const struct announcement_one_row *a, struct wait_choices *w);
/* What waits at the place of the list, the next first. */
rc waiting_lines(struct ctx *c, struct told_list_view *v);
const char *when_words(struct ctx *c, instant at);         /* "07:00 thứ Hai, ngày 30/11/2026" */

extern const struct form_spec signed_form;                 /* list_pages.c */
rc told_page(struct ctx *c, struct reply *r);
rc remind_action(struct ctx *c, struct reply *r);
rc signed_action(struct ctx *c, struct reply *r);
rc told_slips_page(struct ctx *c, struct reply *r);
rc told_list_action(struct ctx *c, struct reply *r);
/* Its lines, of a class with who of the guardians has read, in one list; neither class nor group = all. lists.c */
rc family_lines(struct ctx *c, const struct announcement_one_row *a, struct whom whom, struct family_line **line, size_t *n);

#endif
