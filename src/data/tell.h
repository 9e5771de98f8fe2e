/* Tells: short texts from a transaction to every server of the same database, for what is live (streams). Rooms do not see
** this header; web/live.h stands on it.
** What stays true:
** (1) a text is heard after its transaction committed, and never when that was rolled back;
** (2) on PostgreSQL it is heard by all servers that listen (NOTIFY inside the transaction), on SQLite by this process;
** (3) a tell is a hint, not a record: whoever could not listen for a while hears NULL once ("some may have been missed");
** (4) no personal data: ids and words of the program only. */
#ifndef KHUE_DATA_TELL_H
#define KHUE_DATA_TELL_H

#include "data/db.h"

#define TELL_MOST 200             /* bytes */

/* Called on the thread that committed (SQLite) or on the listening thread: be quick, ask no question. text lives for the call. */
typedef void (*tell_fn)(void *arg, const char *text);

/* One listener a process. On PostgreSQL a connection and a thread of its own, which come back after a loss. */
rc tells_hear(struct db *db, tell_fn fn, void *arg);
void tells_end(struct db *db);    /* after it, fn is not called any more; before db_close */

/* Inside a closure. One that cannot be told spoils the closure like any statement. Longer than TELL_MOST: not told. */
void tell_servers(struct tx *t, const char *text);

#endif
