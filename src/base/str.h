/* Small string helpers over NUL-terminated UTF-8 and over counted spans. No locale, no allocation. */
#ifndef KHUE_BASE_STR_H
#define KHUE_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct span { const char *p; size_t n; };                   /* not NUL-terminated, not owned */
struct bytes { const uint8_t *p; size_t n; };               /* a stored byte string (sort keys, hashes) */

#define SPAN(literal) ((struct span){ (literal), sizeof(literal) - 1 })

bool str_is(const char *a, const char *b);                  /* equal; NULL equals only NULL */
bool str_empty(const char *s);                              /* NULL or "" */
bool str_starts(const char *s, const char *prefix);
bool span_is(struct span a, const char *b);
struct span span_of(const char *s);                         /* NULL gives an empty span */
struct span span_trim(struct span s);                       /* ASCII blanks at both ends */
/* Takes the part before `sep` off the front of *rest; false when *rest is used up. */
bool span_cut(struct span *rest, char sep, struct span *part);
/* Whole decimal number with optional minus, nothing else around it, no overflow. */
bool span_int(struct span s, int64_t *v);
/* Valid UTF-8 (no surrogates, no overlong forms, no NUL, <= U+10FFFF). */
bool utf8_valid(const char *p, size_t n);
/* Decodes one code point at *p (valid UTF-8 expected; a bad byte gives U+FFFD) and moves on. 0 at the end. */
uint32_t utf8_next(const char **p, const char *end);
/* Writes 1-4 bytes, answers how many. */
size_t utf8_put(char out[4], uint32_t cp);
size_t utf8_count(const char *s);                           /* code points */
/* As both engines order them: by bytes, the shorter first. */
int bytes_order(struct bytes a, struct bytes b);
/* Constant-time comparison of secrets. */
bool bytes_same(const void *a, const void *b, size_t n);

#endif
