/* Privacy: where families speak about a pupil's data, and where the school answers. What is said about uses is kept by the hall consent;
** requests (see, copy, correct, withdraw, restrict, object, erase) are kept here; a copy is made here. Tables: privacy_request, privacy_answer, data_copy, privacy_erasure;
** what happened to data, in breaches.h: data_breach, data_breach_step.
** What stays true: (1) nothing is chosen beforehand: each answer is a button that was pressed; (2) a "no" is as easy as a
** "yes", at any time; (3) each reads the sentence written for them, the guardian or the pupil, and that sentence is kept;
** (4) a request is read by who asked and by the office, by nobody else of the family; whom an order keeps from a child neither
** asks, nor reads, nor is answered but by a refusal; (5) clocks begin on the day of the request and are never moved but by one
** extension with its reason, and where nobody but the school asked, by the time of those concerned; (6) what the school said is kept as it was said; nobody answers a request of their own; (7) a copy of a person's data is
** taken by the person, or by who decides for it today, is written down, and names no way to reach anybody else; (8) data are erased by two
** people of the school, upon a request it has accepted, when nothing uses them any more, and not before whom it concerns had days to stop it or to take a copy; what must be kept stays, and the page says so by which law;
** (9) of an adult a school erases what it holds alone; what all schools share goes when no other uses the person.
** Source: Luật 91/2025/QH15 Điều 24; NĐ 356/2025 (domain rules 2.9); requirements R9, R18, R56. */
#ifndef KHUE_ROOMS_PRIVACY_H
#define KHUE_ROOMS_PRIVACY_H

#include "audit/audit.h"
#include "consent/consent.h"
#include "data/tx.h"
#include "generated/enums.h"
#include "settings/settings.h"
#include "web/blob.h"
#include "web/job.h"
#include "web/route.h"

extern const struct route privacy_routes[];
extern const struct file_use privacy_files[];         /* pictures of signed papers */
extern const struct person_part privacy_parts[];       /* rooms/consent: what is held of a person */
extern const struct act privacy_acts[];                /* rooms/audit */
enum { ACT_ASK, ACT_STEP, ACT_COPY, ACT_ERASE_PROPOSE, ACT_ERASE, ACT_ERASE_NOT, ACT_ENTER, ACT_ERASE_DECIDE, ACT_ERASE_STOP, ACT_ERASE_NO_WAIT, ACT_BREACH, ACT_BREACH_STEP };
extern const struct job_kind privacy_jobs[];
extern const struct setting privacy_settings[];        /* rooms/settings */
enum { PRIVACY_DONE_DAYS };                            /* how long the school takes for what is neither withdrawal, restriction nor objection */

enum { ANSWER_WORKDAYS = 2, STOP_DAYS = 15, EXTENSION_DAYS = 15 };
/* The last days: of a first answer (working days), and of the end (days; where that is no working day, the one before it). */
struct privacy_clock { day answer, done; };
struct privacy_clock privacy_clock(enum privacy_kind kind, day made, int64_t done_days);

/* Asks a school; t->ask->me is who asks, and the caller has asked for the right over the subject in this closure. INVALID when the school
** holds nothing of the subject, CONFLICT while the same person waits for the same. Its heads are told. */
struct new_request { person_id subject; school_id school; enum privacy_kind kind; const char *words; };
rc request_add(struct tx *t, const struct new_request *in, privacy_request_id *out);

/* The office writes down what an adult asked on paper, or what the school itself finds due: as if the subject had asked, who hears of it. */
rc request_enter_for(struct tx *t, const struct new_request *in, enum privacy_source source, privacy_request_id *out);

/* The school answers, puts off (days of EXTENSION_DAYS at most), ends or refuses; t->ask->me is who does, in t->ask->scope.school. NOT_FOUND;
** CONFLICT when it is over, somebody was faster, or may not be. Who asked is told, where they still stand for the subject. */
struct request_answer { privacy_request_id id; enum privacy_did did; const char *words; int64_t days, rev; };
rc request_answer(struct tx *t, const struct request_answer *in);

rc request_answerable(struct tx *t, person_id by, person_id subject);      /* CONFLICT where it is the own one of t->ask->me */

#endif
