/* Result codes: the few kinds of outcome that every rule, query and handler speaks of.
** A kind says what the caller can do about it; the message for a person lives in struct fault
** (data/ask.h). A programming mistake is BUG, never one of the others. */
#ifndef KHUE_BASE_RC_H
#define KHUE_BASE_RC_H

typedef enum rc {
    OK = 0,
    NOT_FOUND,   /* no such thing, or not yours to know of: HTTP 404 */
    DENIED,      /* yours to know of, not yours to do: 403 */
    INVALID,     /* what was sent does not fit; the form says where: 422 */
    CONFLICT,    /* somebody else changed it, or a rule of the world forbids it: 409 */
    LIMIT,       /* too large or too often: 413 / 429 */
    BUSY,        /* try again shortly: 503 with Retry-After */
    DOWN,        /* database or disk does not answer: 503 */
    BUG          /* our mistake: 500 */
} rc;

/* "OK", "NOT_FOUND", … for logs and tests. Never NULL. */
const char *rc_name(rc kind);

/* The one macro with control flow that the house allows: hand on what the call answered unless it is OK. */
#define try(call) do { rc try_rc_ = (call); if (try_rc_ != OK) return try_rc_; } while (0)

#endif
