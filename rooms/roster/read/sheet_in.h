/* Inside of the sheet readers; nothing outside rooms/roster/read/ includes this. */
#ifndef KHUE_ROOMS_ROSTER_READ_SHEET_IN_H
#define KHUE_ROOMS_ROSTER_READ_SHEET_IN_H

#include "roster/read/sheet.h"

/* What one reading shares. `why` is filled once: the first fault stays. */
struct reading { struct arena *a; struct workbook *book; struct read_fault *why; };

rc read_refuse(struct reading *r, rc kind, int number, const char *code, const char *text);
rc read_refuse_with(struct reading *r, rc kind, int number, const char *code, const char *text, const char *name, const char *value);
rc read_full(struct reading *r);                      /* LIMIT: the arena is used up */

/* n bytes of valid UTF-8 -> NFC in the arena, without control characters; notes composing in r->book->composed. */
const char *read_text(struct reading *r, const char *p, size_t n);

/* A list in the arena that doubles: the new place, zeroed; NULL when the arena is full. */
void *list_add(struct arena *a, void **list, size_t *n, size_t *cap, size_t size);
/* The row's cells must ascend; a row is added when its first cell is. NULL: the arena is full. */
struct sheet_builder { struct sheet *sheet; size_t rows_cap, cells_cap; };
struct cell *sheet_add(struct reading *r, struct sheet_builder *b, uint32_t row, unsigned column);

rc xlsx_read(struct reading *r, const void *p, size_t n);
rc csv_read(struct reading *r, const void *p, size_t n);

#endif
