/* Rows about An (and nobody else) in every table that names a person and that the small city leaves empty, by SQL alone: for tests that ask whether
** all of it is told, dropped, or kept from strangers. Texts begin with "dau-". A new table that names a person gets a row here. */
#ifndef KHUE_TEST_PLANT_H
#define KHUE_TEST_PLANT_H

#include "test/harness/city.h"

void city_plant(struct test *t, struct city *s);
void city_plant_of(struct test *t, struct city *s, person_id whom);        /* the same about somebody else, as far as they can have such rows */

#endif
