/* FNV-1a, 64 bits (draft-eastlake-fnv-21): the same on every machine and in every run. Nothing that somebody attacks leans on it: no secrets, no signatures. */
#ifndef KHUE_BASE_HASH_H
#define KHUE_BASE_HASH_H

#include <stddef.h>
#include <stdint.h>

#define HASH_BEGIN UINT64_C(14695981039346656037)

/* Goes on with h. A text with its end, so that "ab", "c" is not "a", "bc"; a number by its value, whatever the machine's order of bytes. */
uint64_t hash_bytes(uint64_t h, const void *p, size_t n);
uint64_t hash_text(uint64_t h, const char *text);           /* NULL as "" */
uint64_t hash_int(uint64_t h, int64_t n);
/* What a form field and a column hold: 48 bits, never negative. */
int64_t hash_print(uint64_t h);

#endif
