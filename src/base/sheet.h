/* A table of texts with named columns, written as CSV and as JSON: open data, lists for a program of tables.
** CSV by RFC 4180 in UTF-8 with a byte order mark, for Excel opens it as gibberish without one; a text that a program of tables would take for a formula gets an
** apostrophe in front (of CSV alone: JSON says what is). Numbers stand bare in both. NULL is an empty cell, null in JSON. */
#ifndef KHUE_BASE_SHEET_H
#define KHUE_BASE_SHEET_H

#include "base/arena.h"
#include "base/buf.h"
#include <stdbool.h>

struct sheet_column { const char *name; bool number; const char *words; /* N_(): what it means */ };
struct sheet { const struct sheet_column *column; size_t columns; const char **cell; size_t rows, room; };

/* Room for so many rows; false: no memory. */
bool sheet_make(struct sheet *s, struct arena *a, const struct sheet_column *column, size_t columns, size_t most);
/* One text a column; they must live as long as the sheet. What is over `most` is left out. */
void sheet_row(struct sheet *s, const char *const *cell);
void sheet_csv(struct buf *b, const struct sheet *s);
void sheet_json(struct buf *b, const struct sheet *s);                 /* [{"name":"…"},…] */

#endif
