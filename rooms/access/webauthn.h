/* Inside of access: what a browser says about a passkey (WebAuthn level 2), read with limits and checked. Pure but for libcrypto; no I/O.
** What stays true: (1) every length is checked before anything behind it is read; CBOR is definite, four levels deep and short, and
** nothing may follow; (2) only ES256 on P-256 and RS256 of 2,048 to 4,096 bits, the point and the modulus checked; (3) the challenge,
** our origin, our rp id, presence and verification of the person are all looked at, and the signature last of all. */
#ifndef KHUE_ROOMS_ACCESS_WEBAUTHN_H
#define KHUE_ROOMS_ACCESS_WEBAUTHN_H

#include "base/arena.h"
#include "base/str.h"
#include "data/ask.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { WEBAUTHN_ES256 = -7, WEBAUTHN_RS256 = -257, WEBAUTHN_ID_MOST = 1023, WEBAUTHN_PART_MOST = 8192, WEBAUTHN_KEY_MOST = 600 };

enum webauthn_says { WEBAUTHN_FINE, WEBAUTHN_UNREADABLE, WEBAUTHN_OTHER_CHALLENGE, WEBAUTHN_OTHER_PLACE, WEBAUTHN_NOBODY /* presence or verification lacks */,
                     WEBAUTHN_OTHER_KEY /* a kind that we do not take */, WEBAUTHN_WRONG_SIGNATURE };

struct webauthn_want { const char *challenge /* as we gave it: ASCII */, *origin, *rp_id; };
struct webauthn_made { struct bytes id; int64_t alg; struct bytes spki; /* DER */ int64_t counter; };

/* A new one. What it points to lies in the arena. Attestation is not asked for and not looked at: who made the device is no matter. */
enum webauthn_says webauthn_create(struct arena *a, const struct webauthn_want *w, struct bytes client, struct bytes attestation, struct webauthn_made *out);
/* One that is used. */
enum webauthn_says webauthn_get(struct arena *a, const struct webauthn_want *w, struct bytes client, struct bytes data, struct bytes signature,
                                int64_t alg, struct bytes spki, int64_t *counter);

/* The rp id and the origin of a base-url; false where it is an address of digits, or http of another machine. */
bool webauthn_place(struct arena *a, const char *base_url, const char **rp_id, const char **origin);

#endif
