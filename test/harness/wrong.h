/* All that `khue verify` checks, on the small city: for tests of what must leave every sum and every reference right. */
#ifndef KHUE_TEST_WRONG_H
#define KHUE_TEST_WRONG_H

#include "data/verify.h"
#include "test/harness/city.h"

/* What these checks say, a line each; "" when all is well. *wrong grows by what they count. */
const char *checks_say(struct test *t, struct city *s, const struct verify_check *checks, int64_t *wrong);
const char *city_says(struct test *t, struct city *s, int64_t *wrong);              /* the checks of every room; *wrong begins at 0 */
/* The test fails with what they say when anything is wrong. */
void checks_agree(struct test *t, struct city *s, const struct verify_check *checks);
int64_t city_wrong(struct test *t, struct city *s);                                 /* every room's; how many are wrong */

#endif
