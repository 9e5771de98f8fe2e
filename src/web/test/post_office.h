/* A mail server for tests: a thread on a free port of 127.0.0.1 that takes mails, or is as difficult as asked. */
#ifndef KHUE_WEB_TEST_POST_OFFICE_H
#define KHUE_WEB_TEST_POST_OFFICE_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

enum post_mood { MOOD_KIND, MOOD_HANGS_UP /* in the middle of a mail */, MOOD_SLOW, MOOD_WRONG_PASSWORD, MOOD_GONE /* closes at once */ };

struct post_office {
    const char *_Atomic refuse;         /* recipients with this in their address hear refuse_with */
    int refuse_with;
    _Atomic enum post_mood mood;
    int port;
    atomic_int taken, connections;
    char last[8000];                    /* the last mail taken, as it came */
    char said[200];                     /* what was said to log in */
    int fd;
    pthread_t thread;
    atomic_bool stop;
};

bool post_office_open(struct post_office *p);
void post_office_close(struct post_office *p);

#endif
