/* The watchman: ends connections that are too slow, once a second. libmicrohttpd only ends those that are silent, so a client
** that sends one byte every ten seconds would stay for ever (slowloris).
** What stays true: (1) a head must be whole 15 s after the connection opened or the last answer left; (2) a body must come at
** 8 KB/s or more after its first 15 s; (3) while a request runs or its answer leaves, nobody is ended here; (4) a socket is shut
** down only under the lock that its owner takes before closing it, so never somebody else's. */
#ifndef KHUE_WEB_WATCH_H
#define KHUE_WEB_WATCH_H

#include "base/rc.h"
#include <stdatomic.h>
#include <stdint.h>

#define WATCH_HEAD_MS 15000
#define WATCH_BODY_BYTES_S 8192

enum watch_state { WATCH_HEAD, WATCH_BODY, WATCH_RUN };

struct watched {
    struct watched *next, **at;
    int fd;
    _Atomic int state;
    _Atomic int64_t since_ms;        /* of the state; monotonic clock */
    _Atomic int64_t received;        /* bytes of the body */
};

struct watch;
rc watch_start(struct watch **w, int head_ms);          /* head_ms: WATCH_HEAD_MS; tests take less */
void watch_stop(struct watch *w);                       /* all watched must be gone; NULL is fine */
struct watched *watch_add(struct watch *w, int fd);
void watch_remove(struct watch *w, struct watched *one);
void watch_state(struct watched *one, enum watch_state state);
int64_t watch_now_ms(void);

#endif
