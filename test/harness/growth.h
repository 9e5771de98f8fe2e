/* What a question costs, counted and not timed: instructions of SQLite's machine, pages that PostgreSQL touches. So a test can plant ten times as
** much of what is not asked for and see that the question costs the same. */
#ifndef KHUE_TEST_GROWTH_H
#define KHUE_TEST_GROWTH_H

#include "test/harness/db.h"

struct query;
/* values: one text a parameter, in the order of q's SQL: a number as digits, else a text; NULL = null. Nothing that the question writes is kept. */
int64_t growth_cost(struct test *t, struct db *db, const struct query *q, const char *const *values);
/* Plain statements, `;` between them; fails the test where one does not work. On PostgreSQL the tables' figures are made anew behind it. */
void growth_plant(struct test *t, struct db *db, const char *sql);

#endif
