/* For tests: does a statement keep to our published profile? */
#ifndef KHUE_RECORD_TEST_CONFORM_H
#define KHUE_RECORD_TEST_CONFORM_H

#include "base/json.h"
#include "test/harness/test.h"

/* A concept of that name and type, NULL = there is none. */
const struct json *concept_of(const struct json *profile, const char *id, const char *type);
/* Its verb, its type of thing and its extensions are in the profile, and where the template asks for something there is something. */
bool conforms(struct test *t, const struct json *profile, const char *statement);

#endif
