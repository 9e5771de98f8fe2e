/* All that `khue verify` checks, on the small city: for tests of what must leave every sum and every reference right. */
#ifndef KHUE_TEST_WRONG_H
#define KHUE_TEST_WRONG_H

#include "test/harness/city.h"

int64_t city_wrong(struct test *t, struct city *s);         /* how many are wrong; each check that found some has failed the test by name */

#endif
