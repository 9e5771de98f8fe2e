/* An erasure that was decided waits; here its day comes, and the job of the night. */
#ifndef KHUE_PRIVACY_TEST_DAY_H
#define KHUE_PRIVACY_TEST_DAY_H

#include "test/harness/city.h"

void night_passes(struct test *t, struct city *s);               /* runs the job, and what it queues */
int day_comes(struct test *t, struct city *s, int status);      /* does nothing unless the answer to the decision was 303; answers it */

#endif
