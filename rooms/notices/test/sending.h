/* The small city with somebody who hears by letter, what is said to people in it, and what became of it: for tests of notices on their way. */
#ifndef KHUE_ROOMS_NOTICES_TEST_SENDING_H
#define KHUE_ROOMS_NOTICES_TEST_SENDING_H

#include "notices/inside.h"
#include "test/harness/city.h"

#define HOUR_MS 3600000LL

struct city *sends_city(struct test *t, const char *choice);                            /* Hoa has an address, and chooses so (a form's fields) */
void sends_said(struct test *t, struct city *s, struct notice n);
void sends_address(struct test *t, struct city *s, person_id who, const char *address);
struct notice sends_news(struct test *t, person_id to, int n);                          /* "Chào Tin<n>x!" */
void sends_later(struct test *t, struct city *s, int64_t ms);                           /* the clock goes on, and what is due leaves */
void sends_run(struct test *t, struct city *s, int job);                                  /* one of notices_jobs, now */
const char *sends_one(struct test *t, struct city *s, const char *sql);                 /* the first column of the first row */
const char *sends_mails(struct test *t, struct city *s);
const char *sends_newest(struct test *t, struct city *s);
const char *sends_in_state(struct test *t, struct city *s, const char *state, const char *why);        /* how many */

#endif
