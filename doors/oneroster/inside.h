/* Inside of oneroster: lines of CSV, the ZIP, what is gathered of a school. */
#ifndef KHUE_DOORS_ONEROSTER_INSIDE_H
#define KHUE_DOORS_ONEROSTER_INSIDE_H

#include "base/buf.h"
#include "base/str.h"
#include "generated/oneroster_queries.h"
#include "oneroster/oneroster.h"

#define ONEROSTER_ZIP "oneroster.zip"            /* the use of the file that is made */
enum { JOB_OUT };
enum { ACT_ASK, ACT_OUT };
enum { SHEET_BYTES = 32 * 1024 * 1024 };

/* ---- columns.c */
const char *manifest_text(struct arena *a, const char *school_code);
size_t column_at(enum oneroster_file kind, const char *column);          /* ONEROSTER_COLUMNS_MOST = it has none of that name */

/* ---- csv_out.c: one file, line by line. A cell that nobody set is empty. Texts are kept until line_end(). */
struct sheet_out { enum oneroster_file kind; struct buf b; size_t lines; const char *cell[ONEROSTER_COLUMNS_MOST]; bool wrong; /* a column that is none */ };
void sheet_begin(struct sheet_out *s, enum oneroster_file kind);         /* with its heading */
void line_put(struct sheet_out *s, const char *column, const char *text);
void line_end(struct sheet_out *s);

/* ---- gather.c: the school of this moment as sheets */
struct leaving_out { school_id school; const char *school_code, *school_name; bool guardians, phones; };
struct left_out { struct bytes zip; const person_id *pupil; size_t pupils; int64_t staff, guardians, classes, withheld /* pupils whose guardians stay */, restricted /* people who stay */; };
rc roster_out(struct ask *a, const struct leaving_out *in, struct left_out *out);

#endif
