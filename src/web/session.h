/* Sessions inside this floor; what rooms call is in app.h.
** What stays true: (1) the token is only in the cookie, its keyed hash only in the database; (2) signing in always makes a new
** token and drops the old one; (3) a session is live while now < until and it was seen within its idle time: 30 days and
** 7 days, on a shared device 12 hours and 30 minutes; (4) the last sight is written at most once an hour (shared: 5 minutes). */
#ifndef KHUE_WEB_SESSION_H
#define KHUE_WEB_SESSION_H

#include "base/rc.h"
#include "generated/ids.h"
#include <stdbool.h>
#include <stddef.h>

struct session {
    const char *token;         /* of the cookie, or NULL; also of a session that is over */
    session_id id;
    person_id person;          /* whose it is or was; 0 = unknown token */
    bool live;
    bool stale;                /* last sight to be written */
    bool shared;               /* on a device of many hands */
    bool by_key;               /* began with a passkey */
    const char *chosen_role;
};

/* Which of these sessions still stand at a->now: for open streams. n <= 200. */
struct ask;
rc sessions_live(struct ask *a, const session_id *id, size_t n, bool *live);

#endif
