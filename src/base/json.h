/* A strict reader of JSON (RFC 8259) for what comes from outside, and what is needed to write some again.
** What stays true: (1) a text is read whole or refused: no comments, no trailing commas, nothing behind the value, no key twice in an
** object, no bad UTF-8, no half surrogate, no NUL; (2) depth, length, number of values and of members of an object are bounded, so that reading takes time in
** proportion to the length; (3) numbers keep their text, and each value the span where it stood, so that it can be handed on as sent.
** The tree lies in the arena; its spans point into the text that was read. */
#ifndef KHUE_BASE_JSON_H
#define KHUE_BASE_JSON_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/str.h"
#include <stdbool.h>
#include <stddef.h>

enum json_kind { JSON_NULL, JSON_FALSE, JSON_TRUE, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT };
struct json {
    enum json_kind kind;
    const char *text;              /* a string decoded, or a number as written; NULL for the others */
    const char *key;               /* of a member of an object, decoded */
    struct json *first, *next;     /* members or items, in the order of the text */
    struct span raw;               /* as it stood */
};

struct json_bounds { size_t bytes; int depth; int values; int members; /* of one object; 0 = as many as there are values */ };
/* What is wrong, in words for tr(), and how many bytes before it were fine. */
struct json_wrong { size_t at; const char *what; };

/* NULL: refused (*wrong says why, may be NULL) or the arena is full. */
const struct json *json_parse(struct arena *a, struct span text, const struct json_bounds *bounds, struct json_wrong *wrong);
/* Where that is: "$[1].result.score". Names as they stand in the text; of what lies deeper than 64 the first 64, long names as "…". */
const char *json_place(struct arena *a, struct span text, size_t at);
/* The same with bounds for what we made ourselves: 64 deep, as much as the arena holds. */
const struct json *json_read(struct arena *a, const char *text);

/* Member of an object; NULL when it has none, or j is NULL or no object. */
const struct json *json_get(const struct json *j, const char *key);
size_t json_count(const struct json *j);
bool json_is(const struct json *j, const char *text);        /* a string of exactly these characters */
/* Do two values say the same: members in any order, numbers by their value? `but` lists keys that do not count at the top level, NULL = none. */
bool json_same(const struct json *a, const struct json *b, const char *const *but);

/* A string between quotation marks, escaped. */
void json_put(struct buf *b, const char *s);
/* An object with the members of `new` over those of `old` (NULL = none), each as it stood. Under the keys of `deeper` (ends with NULL; NULL = none) where
** both have an object, their members are joined in the same way. */
void json_join(struct buf *b, const struct json *old, const struct json *new, const char *const *deeper);

#endif
