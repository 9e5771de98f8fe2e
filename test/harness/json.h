/* A small strict reader of JSON for tests: what fixtures say, as a tree in the arena. Numbers keep their text. */
#ifndef KHUE_TEST_JSON_H
#define KHUE_TEST_JSON_H

#include "base/arena.h"
#include <stdbool.h>
#include <stddef.h>

enum json_kind { JSON_NULL, JSON_FALSE, JSON_TRUE, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT };
struct json {
    enum json_kind kind;
    const char *text;              /* string value, or a number as written */
    const char *key;               /* of a member of an object */
    struct json *first, *next;     /* members or items */
};

/* NULL: not JSON (RFC 8259: no comments, no trailing commas, nothing after the value, no key twice). */
const struct json *json_read(struct arena *a, const char *text);
/* Member of an object; NULL when it has none, or j is NULL or no object. */
const struct json *json_get(const struct json *j, const char *key);
/* String or number text of a member; NULL when it is null or missing. */
const char *json_text(const struct json *j, const char *key);
long json_int(const struct json *j, const char *key);      /* 0 when missing */
size_t json_count(const struct json *j);
/* A whole file, NUL-terminated; NULL when it cannot be read. *n may be NULL. */
char *file_text(struct arena *a, const char *path, size_t *n);

#endif
