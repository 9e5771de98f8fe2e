/* Outgoing HTTP: one request to another system, within bounds. For doors and rooms that fetch from, or send to, an address that somebody typed.
**
** What stays true:
** (1) only https, and only to addresses of the open internet: the address that is connected to is looked at, not the name, so that a name which
**     leads inward opens nothing; under --test also http to this very machine;
** (2) no redirect is followed (its status is the answer), no proxy of the environment, no cookie, no credential but the given ones;
** (3) time and size are bounded: a body of more than `most` bytes, a server that stays silent or drips, end the request;
** (4) the database is given back before it waits (ask_done); nothing of the answer is trusted, and what went wrong is an `end`, not an error of ours;
** (5) secrets of other systems are kept under lock (secret_seal): the key stands in DATA/secret, not in the database, and each place has its own. */
#ifndef KHUE_WEB_OUTGOING_H
#define KHUE_WEB_OUTGOING_H

#include "base/str.h"
#include "data/ask.h"
#include "web/route.h"

struct app;
struct sockaddr;

enum { OUTGOING_WAIT_MS = 30000, OUTGOING_URL_MOST = 2000, OUTGOING_BODY_MOST = 20 << 20 };
/* Connections that stay open from one request of a job to the next: many messages to the same few services. Of one thread; NULL = no memory, which is fine. */
struct outgoing_lines;
struct outgoing_lines *outgoing_lines_open(void);
void outgoing_lines_close(struct outgoing_lines *l);

struct outgoing {
    enum method method;             /* GET or POST */
    const char *url;
    const char *headers;            /* lines "Name: value", separated by a line break; NULL = none */
    struct bytes body;
    const char *user, *password;    /* Basic; NULL = none */
    size_t most;                    /* bytes of the answer; 0 = 64 KB */
    int wait_ms;                    /* for all of it; 0 = OUTGOING_WAIT_MS */
    struct outgoing_lines *lines;   /* of outgoing_lines_open; NULL = a connection of its own */
};
/* How it ended. ANSWERED: `status` says what the other side thinks, also 3xx to 5xx. All others: no whole answer came. */
enum outgoing_end { OUTGOING_ANSWERED = 1, OUTGOING_INWARD /* a private address */, OUTGOING_NO_NAME, OUTGOING_NO_ANSWER, OUTGOING_SLOW, OUTGOING_NO_TLS, OUTGOING_TOO_LONG, OUTGOING_BROKEN };
struct incoming { enum outgoing_end end; int status; const char *type; struct bytes body; int64_t retry_after_s; /* 0 = it said none */ };

/* OK: *out says how it went; body and type live in the ask's arena. INVALID: the address is none (outgoing_address). LIMIT: no memory. */
rc outgoing_send(const struct app *app, struct ask *a, const struct outgoing *in, struct incoming *out);
/* May that be asked at all: https://host/…, without user, password or fragment. false: it may not. */
bool outgoing_address(const struct app *app, const char *url);
/* Are two addresses of one place: scheme, host and port? */
bool outgoing_same_place(const char *one, const char *other);
/* `more` as another system gives it, absolute or a path, seen from `base`; NULL when it leads to another place or is no address. In the arena. */
const char *outgoing_follow(struct arena *a, const char *base, const char *more);
/* One sentence (a source text) for people. */
const char *outgoing_words(enum outgoing_end end);
/* Is that an address of the open internet? */
bool outgoing_open(const struct sockaddr *at);

/* ---- secrets of other systems, in the database under lock. `place`: whose, "exchange 12"; what is sealed for one place opens in no other. */
rc secret_seal(const struct app *app, struct arena *a, const char *place, const char *plain, struct bytes *out);
/* NULL: it was not sealed here, or DATA/secret is another one. In the arena. */
const char *secret_open(const struct app *app, struct arena *a, const char *place, struct bytes sealed);
/* Bytes of a body signed for the other side: lower-case hex of HMAC-SHA256 under the secret. In the arena. */
const char *body_signature(struct arena *a, const char *secret, const char *before, struct bytes body);

#endif
