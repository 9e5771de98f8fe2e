/* The door of the house: one thread takes connections in and hands them to the loops in turn. libmicrohttpd's loops would each
** take in as many as wait; a browser's or a proxy's burst then lands in one loop and the other core looks on.
** What stays true: (1) no more connections than the limit are in at once, the others wait before the door (the system's backlog);
** (2) out of descriptors, the door waits a little instead of spinning; (3) who stood before the door when it closes is let in. */
#ifndef KHUE_WEB_LISTEN_H
#define KHUE_WEB_LISTEN_H

#include "base/rc.h"
#include <stdbool.h>

struct MHD_Daemon;
struct listener;

/* address: "HOST:PORT", "[::1]:PORT", ":PORT"; port 0 is any that is free. INVALID: no address; DOWN: it cannot be listened on. */
rc listen_open(const char *address, struct listener **out);
int listen_port(const struct listener *l);
/* Each loop must itself allow `most` connections: libmicrohttpd 0.9.75 locks itself up when one that was handed over finds its loop
** full. So a daemon of N loops gets the limit N * most, and the door alone counts. */
rc listen_begin(struct listener *l, struct MHD_Daemon *loops, int most);
/* A loop has begun with a connection; it has closed. Both from the loops, in MHD_OPTION_NOTIFY_CONNECTION: who is let in and never begun is lost, and counted out. */
void listen_came(struct listener *l);
void listen_left(struct listener *l);
void listen_close(struct listener *l);      /* nobody comes in after it */
void listen_drop(struct listener *l);       /* closes too; the loops must have stopped; NULL is fine */

#endif
