/* A list of the staff as schools keep it in Excel: a row a person, with what they do, teach and lead. Pure text, no database.
** What stays true: (1) a sheet is one of staff only where its own words say so; a list of pupils (a family's columns, a pupil's code, a grade) never is;
** (2) a person is one row; what a cell does not say for certain is left out, and the page shows what was read before anything is written. */
#ifndef KHUE_ROOMS_ROSTER_READ_STAFF_LIST_H
#define KHUE_ROOMS_ROSTER_READ_STAFF_LIST_H

#include "roster/read/read.h"
#include "roster/read/sheet_in.h"

/* The staff of all sheets so far. */
struct staff_found { struct book_staff *staff; size_t n, cap, duties; };
/* Adds the people of the sheet where it is a list of staff (*is): LIMIT with the reason where there are more than BOOK_STAFF_MOST or
** BOOK_DUTIES_MOST. */
rc staff_sheet_read(struct reading *r, const struct sheet *s, struct staff_found *out, bool *is);

#endif
