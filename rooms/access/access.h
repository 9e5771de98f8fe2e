/* Access: accounts, sign-in, one-time codes on slips, and who may do what. Tables: account, one_time_code, slip_sheet,
** sign_in_failure, sign_in, second_step, recovery_code, sign_in_step, sign_in_card.
** What stays true: (1) a refusal never tells whether an account exists; (2) a password is kept only as Argon2id, a code only
** as keyed BLAKE2b; (3) a code works once, until its date, and a newer slip voids the older; (4) rights follow from
** relations that are open today, read anew for each request; (5) a foreign object is NOT_FOUND, not DENIED.
** Source: domain rules 2.9; OWASP ASVS 4 V2-V4; requirements R9, R13, R18. */
#ifndef KHUE_ROOMS_ACCESS_H
#define KHUE_ROOMS_ACCESS_H

#include "access/permission.h"
#include "audit/audit.h"
#include "consent/consent.h"
#include "data/tx.h"
#include "settings/settings.h"
#include "record/record.h"
#include "web/app.h"
#include "web/job.h"
#include "web/route.h"

extern const struct route access_routes[];
extern const struct person_part access_parts[];        /* rooms/consent: what is held of a person */
extern const struct keep access_keeps[];             /* what the account pages keep, how long */
extern const struct job_kind access_jobs[];          /* slips of a whole school; what is over is forgotten */
extern const struct act access_acts[];         /* rooms/audit */
extern const struct undoer access_undoers[];   /* slips of a class, of the whole school */
enum { UNDO_SLIPS, UNDO_SHEETS, UNDO_STAFF_SLIPS };                      /* places in access_undoers */
extern const struct setting access_settings[]; /* rooms/settings */
enum { ACCESS_SLIP_DAYS, ACCESS_SLIP_CONTACT, ACCESS_SLIP_NOTE, ACCESS_SHARED_HOURS, ACCESS_PASSWORD_LEAST, ACCESS_HISTORY_DAYS, ACCESS_SECOND_OFFICE, ACCESS_SECOND_ADMIN, ACCESS_CARD_DAYS,
       ACCESS_PASSWORD_STAFF, ACCESS_LOOKS_HOUR, ACCESS_EXPORTS_HOUR };
rc access_shared_hours(struct ask *a, int64_t *hours);      /* hook of web/app.h: how long a session on a shared device lasts */
extern const struct object_kind access_objects[];

/* Hooks of web/app.h. */
rc access_who_of(struct ask *a, person_id person, struct who *w);
/* Is the account of who was here before in use at another school by now, or over schools? */
rc is_away(struct ask *a, person_id person, bool *away);
/* May this school write a new place for who was here before? Not for who works at another school by now or is over schools (CONFLICT): what the school
** may do with the account (slips, the telephone) would open what it sees there. */
rc may_come_back(struct ask *a, person_id person, const char *name);
rc access_decide(struct ctx *c, const struct need *need);
bool access_may(struct ctx *c, int permission, const char *param, int64_t object);
rc access_still_may(struct ask *a, school_id school, person_id person, int permission, const char *param, int64_t object, bool *yes);

/* In a closure: may t->ask->me still do this in t->ask->scope.school, by the relations of this moment? param and object as in ON(), or
** NULL and 0. Rights may end between the page and the commit; every closure behind a permission of relations asks this first.
** OK (also for a command or a job, where me is nobody), or DENIED with words. What gave the right cannot be taken away before this
** closure commits: on PostgreSQL whoever wants to waits, or was first. So it comes before anything that the closure writes. */
rc access_recheck(struct tx *t, int permission, const char *param, int64_t object);
/* The same for an act that ends a place of another person in the school: of two who end each other's, one hears DENIED. */
rc access_recheck_over(struct tx *t, int permission, person_id other);

/* The whole table in words: permission, and the relations that give it (khue who-may). One line a pair. */
void access_print_grants(void (*line)(const char *permission, const char *relation));
const char *access_permission_name(int permission);         /* "CLASS_READ" … */
unsigned role_relation(const char *role);            /* what a place of this role is in its school; 0 = nothing */
unsigned access_grants(int permission);                     /* relations that give it, for the test matrix */

/* Accounts. A user name is made from the name (Nguyễn Thị Minh Anh -> anhntm + 4 digits); INVALID when it cannot be. */
rc account_add(struct tx *t, person_id person, const char *full_name, bool admin, batch_id batch, const char **user_name);
rc account_add_named(struct tx *t, person_id person, const char *user_name, bool admin);      /* CONFLICT when taken */
rc account_rename(struct tx *t, person_id person, const char *user_name);                      /* CONFLICT or INVALID as above */
rc account_by_user_name(struct ask *a, const char *user_name, person_id *out);                /* NOT_FOUND */
const char *user_name_make(struct arena *a, const char *full_name, int64_t seed, int attempt);        /* pure; more digits after some attempts */
rc account_password_set(struct tx *t, person_id person, const char *argon2id);                /* hash made before the closure */
/* For whoever has lost telephone and recovery codes: the next sign-in asks for the password alone. *was: it was on, or begun. */
rc second_step_reset(struct tx *t, person_id person, bool *was);
/* A person has chosen a password of their own: a deed, the first time. School: where they belong, or their child does. */
rc account_begun(struct tx *t, person_id person, school_id school);
/* Closes the accounts of an undone batch, but of those who belong to a school or stand for a child by another way by now.
** After members_undo and people_undo. */
rc account_close_batch(struct tx *t, batch_id batch);
/* Many at once, inside one closure (class lists). Fills in user_name. */
struct new_account { person_id person; const char *full_name; const char *user_name; };
rc accounts_add(struct tx *t, struct new_account *rows, size_t n, batch_id batch);
/* A second account of one human being: closed with all its sessions (*was: it was open), and open again. */
rc account_close(struct tx *t, person_id person, bool *was);
rc account_reopen(struct tx *t, person_id person);
rc account_known(struct ask *a, person_id person, bool *known);      /* also a closed one */

/* One-time codes: K7QM2-XW9PD, 10 Crockford characters = 50 bits. Made before the closure, stored hashed. */
struct fresh_code { person_id person; const char *shown; uint8_t hash[32]; batch_id batch; /* of slips that are one bulk act, or 0 */ };
rc code_make(struct app *app, struct arena *arena, person_id person, struct fresh_code *out);
rc code_store(struct tx *t, const struct fresh_code *code, person_id by, instant until);      /* voids older open ones of that person */

/* whose.c: may a->scope.school make a way into an account (as the place where somebody works, or in the list of a class), or correct by what its owner is known? */
enum account_for { ACCOUNT_BY_WORK, ACCOUNT_BY_CLASS, ACCOUNT_CORRECTED };
rc account_ours(struct ask *a, person_id who, enum account_for why, bool *ours);
rc accounts_ours(struct ask *a, const person_id *who, size_t n, enum account_for why, bool *ours);      /* n up to 1000; without an account: true */
/* What a school gave somebody to come in by (slips, letters) holds no longer: their place here ends, or begins anew. */
rc account_ways_void(struct tx *t, person_id who);

/* The page of a fresh slip for one person, whom the caller has decided on; shown once. `permission` is asked again in the closure, a look is
** written where it is a school's. whose: what the person is; of: the school or authority. NOT_FOUND: no open account. */
struct slip_wanted { person_id person; const char *name, *whose, *of, *back; int permission; };
rc slip_for_one(struct ctx *c, struct reply *r, const struct slip_wanted *in);

/* The hash of such a code as somebody typed it, for codes that another room keeps; false: it cannot be one. */
bool code_typed(const struct app *app, const char *typed, uint8_t hash[32]);

/* Those who stand for the child hear, but for `but` and for whom an order keeps away: words (source text, may hold {truong}), or NULL: that
** somebody was written down beside them. No name in it: whoever is kept from the child later still has the notice. */
rc guardians_hear(struct tx *t, person_id child, person_id but, const char *words);

/* Somebody's rights changed: cached answers are void from the next click on. */
rc access_changed(struct tx *t, person_id person);

/* Whoever runs the office sees every child: the principals of a->scope.school hear of each new one, but for who did it. */
rc heads_hear_of_office(struct tx *t, const char *name);

#endif
