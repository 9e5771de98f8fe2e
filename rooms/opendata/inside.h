/* Inside of opendata: the sets, one row each. */
#ifndef KHUE_ROOMS_OPENDATA_INSIDE_H
#define KHUE_ROOMS_OPENDATA_INSIDE_H

#include "base/sheet.h"
#include "web/ctx.h"

/* room: which the school may switch off, or NULL. most: rows. */
struct data_set { const char *code, *title, *what, *room; const struct sheet_column *column; size_t columns, most; rc (*fill)(struct ctx *c, struct sheet *out); };
extern const struct data_set data_sets[];                                /* ends with code NULL */

#endif
