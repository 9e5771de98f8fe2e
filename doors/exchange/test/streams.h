/* For the tests of exchange: statements in the record of the small city, jobs that run, a clock that goes on. */
#ifndef KHUE_DOORS_EXCHANGE_TEST_STREAMS_H
#define KHUE_DOORS_EXCHANGE_TEST_STREAMS_H

#include "exchange/inside.h"
#include "test/harness/city.h"
#include "web/test/neighbour.h"

struct city *streams_open(struct test *t);                   /* the city, under --test, so that a neighbour on this machine may be asked */
/* A deed of a pupil of thcs, and a statement from outside ("…-00000000000N" by x@x.vn), both stored at this moment. */
void deed_here(struct test *t, struct city *s, person_id who, const char *name);
void tells_here(struct test *t, struct city *s, school_id school, int n);
void tells_more(struct test *t, struct city *s, school_id school, int n, const char *more);      /* more members, beginning with a comma */
const char *statement_text(struct test *t, int n, const char *more);
void later_by(struct city *s, int64_t seconds);              /* the clock goes on */
int64_t count(struct test *t, struct city *s, const char *sql);
const char *text_of(struct test *t, struct city *s, const char *sql);
void restrict_here(struct test *t, struct city *s, person_id who);
/* The whole record of a school as a command gives it, a line each. */
const char *record_of(struct test *t, struct city *s, school_id school);
const char *encoded_text(struct test *t, const char *s);

#endif
