/* Roster in: a school's class lists from .xlsx and CSV, previewed row by row, committed whole or not at all, undone whole.
** Source: requirements R26 (Excel), decisions.md "Imports"; domain rules 2.10, 2.11, 2.13. */
#ifndef KHUE_ROOMS_ROSTER_H
#define KHUE_ROOMS_ROSTER_H

#include "audit/audit.h"
#include "consent/consent.h"
#include "data/tx.h"
#include "settings/settings.h"
#include "files/files.h"
#include "web/job.h"
#include "web/route.h"

extern const struct route roster_routes[];
extern const struct person_part roster_parts[];        /* rooms/consent: what is held of a person */
extern const struct file_use roster_files[];
extern const struct keep roster_keeps[];
extern const struct job_kind roster_jobs[];          /* lists taken in; at night, what waited too long is forgotten */
extern const struct setting roster_settings[];
extern const struct act roster_acts[];
extern const struct undoer roster_undoers[];

/* `khue import FILE --school CODE`: reads, stages, commits what is ready; what waits is told line by line. */
struct app;
struct roster_told { void (*line)(void *to, const char *text); void *to; };
struct roster_outcome { roster_import_id import; int64_t good, waiting, pupils, guardians, classes; const char *message; };
rc roster_import_file(struct app *app, struct ask *a, person_id by, const char *file_name, const void *p, size_t n, bool commit,
                      const struct roster_told *told /* or NULL */, struct roster_outcome *out);

/* A table of texts as an Excel file, for lists of other rooms: rows times columns, the first row is the head. Texts stay texts, never formulas. In the
** ask's arena. name: of the sheet, a source text. */
rc roster_sheet_of(struct ask *a, const char *name, const char *const *cell, size_t rows, size_t columns, struct bytes *out);
#define ROSTER_XLSX_TYPE "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

#endif
