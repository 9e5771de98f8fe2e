/* What the tests of deeds share: writing one, counting rows. */
#ifndef KHUE_RECORD_TEST_BOOK_H
#define KHUE_RECORD_TEST_BOOK_H

#include "record/record.h"
#include "test/harness/city.h"

/* The only kind of thing that the tests write about. */
#define A_PAGE(id_, name_) { .kind = "values_page", .id = (id_), .name = (name_) }

struct deeds { const struct deed *deed; size_t n; bool refuse; };
rc deeds_write(struct ask *a, const struct deeds *in);               /* one closure; refuse: and then takes all back */
int64_t number(struct test *t, struct city *s, const char *sql);     /* the first column of the first row */
/* One deed of `who` in the lower secondary school, committed. */
void deed_done(struct test *t, struct city *s, person_id who, enum deed_verb verb, const char *name);

#endif
