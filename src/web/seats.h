/* The inside of live events: who holds a stream (a seat), and the thread that wakes them (live.c). http.c lends a seat to
** libmicrohttpd as the source of an answer without an end.
** What stays true: (1) a seat is taken by the answer of one request and given back when libmicrohttpd drops that answer, by
** whatever way; (2) a connection is suspended only while its seat has nothing to say; whoever gives it something to say, or
** ends it, resumes it under the same lock; (3) after seats_end nobody sits down any more, and nobody stays suspended; (4) a
** client that left is noticed at once, since the house watches its socket, one that fell silent by the second beat. */
#ifndef KHUE_WEB_SEATS_H
#define KHUE_WEB_SEATS_H

#include "web/app.h"
#include "web/session.h"
#include <pthread.h>

enum { SEATS_MOST = 2048, SEATS_A_PERSON = 6, SEATS_A_SESSION = 2, SEAT_OUT = 400, BEAT_MS = 15000, SEAT_LIFE_MS = 10 * 60000, ROWS = 1024 };

struct MHD_Connection;
struct MHD_Response;

struct seat {
    struct seat *next, **at;          /* in the row of its person */
    struct seats *house;
    struct MHD_Connection *connection;
    int fd;                           /* its socket; -1 = not known yet */
    int64_t id;                       /* counts up */
    person_id person;
    session_id session;
    int64_t begun_ms, due_ms;         /* monotonic; due: the next beat */
    bool suspended;
    bool beat, again, farewell;       /* what to say after `out`, in this order */
    bool owed;                        /* something was kept back since its session could not be looked at */
    bool ended, gone;                 /* to be ended when all is said; the client left */
    unsigned n;
    char out[SEAT_OUT];               /* whole events that wait */
};

struct told { struct told *next; person_id to; char event[25], data[65]; };

struct seats {
    struct app *app;
    pthread_mutex_t lock;             /* of all below, and of every seat */
    pthread_t thread;
    int epoll, wake;
    bool stopping, closing;           /* the thread is to end; nobody sits down any more */
    int taken;
    int64_t last_id, last_event;
    struct seat *row[ROWS];
    struct told *first, **last; int waiting;
    bool missed;                      /* tells were lost: everybody hears "again" */
};

rc seats_start(struct app *app, struct seats **out);
void seats_end(struct seats *s);                       /* ends all streams; new ones are refused; NULL is fine */
void seats_drop(struct seats *s);                      /* after the daemon has stopped; NULL is fine */
int seats_taken(struct seats *s);

/* A seat for this session, or NULL when the house is full or closing. */
struct seat *seat_take(struct seats *s, person_id person, session_id session);
void seat_leave(struct seat *seat);                    /* of an answer that was never queued; NULL is fine */
/* The answer that reads from the seat and gives it back in the end. NULL: out of memory, and the seat is given back. */
struct MHD_Response *seat_response(struct seat *seat);
/* Before the answer is queued: whose socket it will be. */
void seat_connection(struct seat *seat, struct MHD_Connection *connection);

/* Under the lock. */
void seat_wake(struct seat *seat);
void seat_say(struct seat *seat, const char *event, const char *data);
static inline struct seat **row_of_person(struct seats *s, person_id p) { return &s->row[((uint64_t)p.v * 0x9E3779B97F4A7C15u) >> 54]; }

void *seats_look_after(void *house);                   /* live.c: the thread */
void seats_heard(void *house, const char *text);       /* live.c: a tell of some server, or NULL */

#endif
