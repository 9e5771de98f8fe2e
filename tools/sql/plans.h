/* How SQLite would run each question, for `sql --plans`. */
#ifndef KHUE_TOOLS_SQL_PLANS_H
#define KHUE_TOOLS_SQL_PLANS_H

#include "tools/sql/sql.h"
#include <sqlite3.h>

/* Prints the plan; a line that reads a whole table of scope school or person is marked with `!`. */
void print_plan(const struct house *h, sqlite3 *db, const struct query *q);
void print_scans(void);                                 /* the last line: how many were marked */

#endif
