/* A program at the door, for the tests of xapi: a key of a school of the small city, and requests with it. */
#ifndef KHUE_DOORS_XAPI_TEST_DOOR_H
#define KHUE_DOORS_XAPI_TEST_DOOR_H

#include "test/harness/city.h"
#include "xapi/inside.h"

struct program { struct test *t; struct city *s; struct loop_client l; const char *headers; int version; xapi_key_id key; };

/* A key with these scopes; version V1 or V2. */
struct program program_in(struct test *t, struct city *s, school_id school, const char *scopes, int version);
/* "GET", path below /xapi, more headers ("" = none), body (NULL = none): the status. */
int asks(struct program *p, enum method m, const char *path, const char *more, const char *body, struct loop_reply *r);
int says(struct program *p, const char *statement);              /* POST of JSON: the status */
/* A statement of one line: who (an mbox), verb, activity; more members behind, beginning with a comma. */
const char *deed_said(struct test *t, const char *who, const char *verb, const char *thing, const char *more);
int64_t rows_of(struct test *t, struct city *s, const char *sql);
/* {"account":{"homePage":…,"name":…}} of ours. */
const char *account_of(struct test *t, struct program *p, person_id person);
/* {"account":…} encoded for an address. */
const char *encoded(struct test *t, const char *s);
/* The house agrees with itself: `khue verify` of what others told and keep here. */
void agrees(struct test *t, struct city *s);
job_id job_queue_now(struct test *t, struct city *s, const char *name);
void erased(struct test *t, struct city *s, person_id person);           /* all that record and xapi hold of them */
void job_done(struct test *t, struct city *s, const char *name);        /* one of xapi_jobs, once, to its end */
void restricted_here(struct test *t, struct city *s, person_id who);
int found(struct program *p, const char *query);                 /* how many statements a filter finds */

#endif
