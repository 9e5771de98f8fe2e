/* Rows of test/vectors/NAME.tsv, for tests only. Tests run in the root of the repository. */
#ifndef KHUE_BASE_TEST_TSV_H
#define KHUE_BASE_TEST_TSV_H

#include "test/harness/test.h"

enum { TSV_FIELDS = 8 };
struct tsv_row { int line; const char *field[TSV_FIELDS]; };     /* missing fields are "" */
struct tsv { struct tsv_row *rows; size_t n; };

/* All rows without the header; fails the test when there are none. Everything lives in t->arena. */
struct tsv tsv_read(struct test *t, const char *name);
/* \uXXXX and \\ become the characters they stand for. */
const char *tsv_unescape(struct arena *a, const char *s);

#endif
