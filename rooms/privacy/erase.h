/* Inside of privacy: a request as its rules and pages read it; erasure. */
#ifndef KHUE_ROOMS_PRIVACY_ERASE_H
#define KHUE_ROOMS_PRIVACY_ERASE_H

#include "generated/privacy_queries.h"
#include "privacy/privacy.h"
#include "web/form.h"
#include "web/reply.h"

/* One request of a->scope.school, for a->me. barred: an order keeps who asked from the subject, by whichever row of theirs; stands is false then. */
rc request_as_read(struct ask *a, privacy_request_id id, struct request_one_row *out, bool *found);

/* May the subject's data be erased upon this request today? CONFLICT in words. */
rc erasure_may(struct ask *a, const struct request_one_row *r);
struct new_erasure { privacy_request_id request; const char *reason; };
rc erasure_propose(struct tx *t, const struct new_erasure *in);
/* Decided by another one than who proposed. `erase`: it waits for its day, and whom it concerns hears; else it is given up, also while it waits.
** on_paper: a letter went to those who have no account. */
struct erasure_word { privacy_request_id request; bool erase, on_paper; const char *typed; int64_t rev; };
rc erasure_say(struct tx *t, const struct erasure_word *in);

/* ---- until its day (erase_wait.c). Working days that those concerned have: ten of what the school itself found due, five where another one than the person asked,
** or a paper did, two of what the person asked signed in. */
int erasure_wait_days(const struct request_one_row *r);
rc erasure_approve(struct tx *t, const struct request_one_row *r, const struct erasure_of_row *last, bool on_paper);
rc erasure_given_up(struct tx *t, const struct request_one_row *r, const struct erasure_of_row *last);
/* A word of t->ask->me, who may ask about the subject's data: it stops, which is an objection where another one asked; or they do not want to wait. */
struct erasure_concern { person_id subject; privacy_erasure_id id; const char *words; };
rc erasure_object(struct tx *t, const struct erasure_concern *in);
rc erasure_no_wait(struct tx *t, const struct erasure_concern *in);
/* Nobody gives up another one's time: the person does, or the only one who decides for a minor. */
rc erasure_time_is_theirs(struct ask *a, person_id subject, person_id me, bool *yes);
/* All parts drop what they need not keep, and the request ends. The job calls it, after asking erasure_may() again. */
rc erasure_carry_out(struct tx *t, const struct request_one_row *r, const struct erasure_of_row *last);

/* ---- adults (adults.c). is: no pupil of today's: who works or worked, or stands or stood for a child. */
struct adult { bool is, worked, studied; };
rc adult_look(struct ask *a, person_id person, struct adult *out);
/* CONFLICT in words that say what has to be done first; request: the one that waits for this. */
rc adult_may(struct ask *a, person_id person, privacy_request_id request);
rc adult_elsewhere(struct ask *a, person_id person, bool *yes);       /* does another school, or an authority, use the person today? */
rc adult_hold(struct tx *t, person_id person);                         /* the rows that decide, until the commit */
rc adult_drop(struct tx *t, person_id person, bool shared);            /* what this school holds; shared: and what all schools share */
/* What stays of an adult beside the parts. Ends with what NULL. */
struct adult_kept { const char *what, *why; const struct part_law *law; };
extern const struct adult_kept adult_kept[];

extern const struct form_spec erase_form, erase_word_form;
rc erase_page(struct ctx *c, struct reply *r);
rc erase_action(struct ctx *c, struct reply *r);
rc erase_word_action(struct ctx *c, struct reply *r);

#endif
