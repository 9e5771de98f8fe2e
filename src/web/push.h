/* Web push (RFC 8030): one message to one browser. The house's own key (VAPID, RFC 8292) is reckoned out of DATA/secret and kept nowhere else, so
** that all servers of a database have the same and a restored folder keeps its devices; the words are sealed for that browser alone (RFC 8291,
** aes128gcm of RFC 8188), so that the push service in between reads none of them. It leaves through web/outgoing.h.
**
** What stays true: (1) an address or a key that does not fit is refused before anything is sent to it; (2) each message has a key pair and a salt
** of its own; (3) what the push service answers becomes one of five ends, and no word of its answer is kept. */
#ifndef KHUE_WEB_PUSH_H
#define KHUE_WEB_PUSH_H

#include "base/str.h"
#include "data/ask.h"

struct app;
struct outgoing_lines;

enum { PUSH_ENDPOINT_MOST = 1000, PUSH_POINT = 65, PUSH_AUTH = 16, PUSH_SALT = 16, PUSH_SCALAR = 32, PUSH_WORDS_MOST = 2000 };

/* A browser that asked for it: where, its public point (P-256, not compressed) and its secret. */
struct push_to { const char *endpoint; struct bytes point, auth; };
/* As a browser sends them: base64url without padding. false: one of them is none, or the address is none that we may ask. In the arena. */
bool push_to_read(const struct app *app, struct arena *a, const char *endpoint, const char *p256dh, const char *auth, struct push_to *out);
/* Our public key, base64url, for applicationServerKey. NULL: no memory. */
const char *push_key(const struct app *app, struct arena *a);

/* LATER: 429, 5xx, no answer. OVER: that browser is gone (404, 410) or was told of another key (403): its row ends. NEVER: this message alone. */
enum push_end { PUSH_WENT = 1, PUSH_LATER, PUSH_OVER, PUSH_NEVER };
struct push { struct push_to to; const char *words; /* what the browser's worker gets, at most PUSH_WORDS_MOST bytes */ int64_t ttl_s; bool urgent; const char *topic; /* the next one of it takes the place of this one; NULL = none */ struct outgoing_lines *lines; /* web/outgoing.h, or NULL */ };
struct push_sent { enum push_end end; int status; /* 0 = no answer */ int64_t retry_after_s; };
rc push_send(const struct app *app, struct ask *a, const struct push *in, struct push_sent *out);

/* ---- the inside, for tests: with a key pair and a salt that are given. false: a point that is none, or no memory. */
struct push_seal { struct bytes point, auth; const uint8_t *scalar /* PUSH_SCALAR bytes of our side */, *salt; struct bytes words; };
bool push_seal(struct arena *a, const struct push_seal *in, struct bytes *out);
/* "vapid t=…, k=…" for an address until a time. NULL: no memory. */
const char *push_vapid(const struct app *app, struct arena *a, const char *endpoint, int64_t until_s);

#endif
