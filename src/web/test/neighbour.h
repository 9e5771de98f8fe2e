/* Another system, for tests: an HTTP server on a free port of 127.0.0.1 that keeps what it is sent, and answers as it is told, or is difficult. */
#ifndef KHUE_WEB_TEST_NEIGHBOUR_H
#define KHUE_WEB_TEST_NEIGHBOUR_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

enum neighbour_mood { NEIGHBOUR_KIND, NEIGHBOUR_GONE /* closes at once */, NEIGHBOUR_SLOW /* says nothing */, NEIGHBOUR_ENDLESS /* a body without end */, NEIGHBOUR_NO_HTTP };

struct neighbour {
    _Atomic enum neighbour_mood mood;
    atomic_int status;                                  /* 200 unless set */
    const char *_Atomic type, *_Atomic location, *_Atomic body;      /* "application/json", none, "" */
    /* Or it looks: called for each request, with head and body; answers the status and may set the answer's body (static or kept by the test). */
    int (*look)(struct neighbour *n, const char *head, const char *body, size_t size, const char **answer);
    void *with;
    int port;
    atomic_int asked;                                   /* requests that came whole */
    char head[8000];                                    /* of the last one */
    char *sent; size_t sent_n;                          /* its body */
    int fd;
    pthread_t thread;
    atomic_bool stop;
};

bool neighbour_open(struct neighbour *n);
void neighbour_close(struct neighbour *n);

#endif
