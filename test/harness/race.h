/* Two closures at once, each on a thread of its own: the second begins when the first has acted and not yet committed. On PostgreSQL alone;
** on SQLite closures come one after another anyway. */
#ifndef KHUE_TEST_RACE_H
#define KHUE_TEST_RACE_H

#include "test/harness/city.h"
#include <pthread.h>
#include <stdatomic.h>

enum step { WAITS_FOR_THE_OTHER = 1, LEAVES_AT_ONCE };

/* Somebody who does one thing in a closure of their own, on a thread of their own. */
struct actor {
    struct test *t;
    struct city *s;
    rc (*act)(struct tx *t, struct actor *k);
    person_id me;
    member_id victim; person_id victim_person; int64_t object;
    enum step then;                      /* after the act: until the other waits for a lock, or not */
    _Atomic int acted;                   /* the closure has got so far */
    struct actor *other;
    bool was_before;                     /* it waited for the other, and when that ended the other had not got so far */
    rc answered; int runs;
    pthread_t thread;
};

void both_go(struct actor *first, struct actor *second);
/* NULL, and the test is skipped, on SQLite. */
struct city *city_on_postgres(struct test *t);

#endif
