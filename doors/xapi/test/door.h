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
int found(struct program *p, const char *query);                 /* how many statements a filter finds */

#endif
