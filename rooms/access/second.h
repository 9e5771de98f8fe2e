/* Inside of access: the second step of a sign-in. What stays true:
** (1) where a key counts, no way of signing in (password, slip, letter) makes a session before a code of it, or a recovery code;
** (2) a code works once: its step and all older ones are refused after it; one step before and after the server's counts;
** (3) every code that is typed is counted before it is looked at, so that many at once guess no better;
** (4) whoever guesses locks nobody else out: codes are counted by sign-in, by address, and altogether only on browsers where the
**     person never signed in; a known browser has a count of its own, and recovery codes (50 bits) have no count but the sign-in's;
** (5) the key lies sealed under one of the program's secret and the person; recovery codes lie as keyed hashes. */
#ifndef KHUE_ROOMS_ACCESS_SECOND_H
#define KHUE_ROOMS_ACCESS_SECOND_H

#include "access/links.h"
#include "access/totp.h"

enum { STEP_MINUTES = 10, STEP_TRIES = 10, STEP_TRIES_ELSEWHERE = 100 /* a day */, STEP_WARNS_AT = 5, RECOVERY_CODES = 10 };

struct second_key { bool counts; instant made_at, since; int64_t last_step; uint8_t key[TOTP_KEY]; };
/* The person's key, opened; *found = false where there is none, or where it was sealed under another secret and does not count yet. */
rc second_key_of(const struct app *app, struct ask *a, person_id person, struct second_key *out, bool *found);
rc second_seal(const struct app *app, struct arena *a, person_id person, const uint8_t key[TOTP_KEY], struct bytes *out);

/* Ten new ones, as they are shown; stored by recovery_store, which voids the older. */
struct recovery_codes { const char *shown[RECOVERY_CODES]; uint8_t hash[RECOVERY_CODES][32]; };
rc recovery_make(const struct app *app, struct arena *a, person_id person, struct recovery_codes *out);
rc recovery_store(struct tx *t, person_id person, const struct recovery_codes *in);
/* false: it cannot be one. */
bool recovery_read(const struct app *app, struct arena *a, person_id person, const char *typed, uint8_t hash[32]);

/* The sentence for a code that is not right, with the server's time. */
rc second_code_wrong(struct ctx *c);

#endif
