/* What tests ask of JSON beside base/json.h. */
#ifndef KHUE_TEST_JSON_H
#define KHUE_TEST_JSON_H

#include "base/json.h"

/* String or number text of a member; NULL when it is null or missing. */
const char *json_text(const struct json *j, const char *key);
long json_int(const struct json *j, const char *key);      /* 0 when missing */
/* A whole file, NUL-terminated; NULL when it cannot be read. *n may be NULL. */
char *file_text(struct arena *a, const char *path, size_t *n);

#endif
