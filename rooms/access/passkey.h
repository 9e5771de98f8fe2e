/* Inside of access: passkeys (WebAuthn). What stays true (docs/decisions/0075-passkeys.md):
** (1) only on a domain name over https, or on localhost; elsewhere the pages say so and nothing is asked;
** (2) a key is added by whoever has just typed the password, PASSKEYS_MOST a person; its owner hears of it at the bell;
** (3) a challenge is ours, of this browser's session, ten minutes old at most, and answered once;
** (4) a key that says that it verified its owner stands for both steps of a sign-in; a refusal is one sentence, whatever was wrong;
** (5) a counter that goes back ends the key: somebody has a copy; (6) who begins anew by a slip or a letter has none left. */
#ifndef KHUE_ROOMS_ACCESS_PASSKEY_H
#define KHUE_ROOMS_ACCESS_PASSKEY_H

#include "access/access.h"
#include "access/webauthn.h"
#include "web/ctx.h"
#include "web/form.h"
#include "web/reply.h"
#include "web/token.h"

enum { PASSKEYS_MOST = 10, CHALLENGE_MS = 600000 };

/* purpose: "make" or "use". ASCII, to be sent along; NULL: no memory. */
const char *challenge_make(struct ctx *c, const char *purpose);
/* Ours, for this purpose and browser, and young enough? The hash under which it is used up. */
bool challenge_fits(const struct ctx *c, const char *purpose, const char *text, uint8_t hash[HASH_SIZE]);
/* Where browsers may use passkeys with us; false: nowhere. */
bool passkey_place(const struct ctx *c, struct webauthn_want *w);

struct passkey_begin_in { const char *secret; };
struct passkey_add_in { const char *name, *challenge, *client, *attestation; };
struct passkey_end_in { passkey_id id; };
struct passkey_use_in { const char *challenge, *credential, *client, *data, *signature, *next; bool shared; };
extern const struct field passkey_begin_fields[], passkey_add_fields[], passkey_end_fields[], passkey_use_fields[];
rc passkeys_page(struct ctx *c, struct reply *r);
rc passkey_begin_action(struct ctx *c, struct reply *r);
rc passkey_add_action(struct ctx *c, struct reply *r);
rc passkey_end_action(struct ctx *c, struct reply *r);
rc passkey_use_action(struct ctx *c, struct reply *r);

/* At night. */
struct job;
rc challenges_tidy(struct job *j);

/* Does a key of theirs have to be used before anything about steps may change? key_first: DENIED with words then. */
rc key_waits(struct ctx *c, bool *yes);
rc key_first(struct ctx *c);

#endif
