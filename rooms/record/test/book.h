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

/* What another system tells, without its door: `statement` is JSON in which {an}, {binh} … stand for accounts of ours, at `at` (0: now), by a key of this
** number that the office called `teller`. */
struct telling { int64_t key; const char *teller; instant at; const char *statement; };
void told(struct test *t, struct city *s, school_id school, const struct telling *in);
void voided(struct test *t, struct city *s, school_id school, int64_t key, const uint8_t uuid[STATEMENT_UUID_SIZE]);
rc told_all(struct city *s, school_id school, const struct told *said, size_t n);      /* in one closure, by the key 71, which may void all */
static inline rc told_by(struct city *s, school_id school, const struct told *one) { return told_all(s, school, one, 1); }
void tidied(struct test *t, struct city *s);                         /* the nightly job, once */

#endif
