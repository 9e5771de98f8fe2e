/* Inside of the reader of OneRoster 1.2 (CSV binding, a ZIP): its files become one sheet of pupils, a row for each, so that everything behind
** a workbook (checks, preview, choices, intake, undo) is the same as for a class list. What stays true: (1) entries are those of the standard,
** in no folder, within the limits of sheet.h and of here, whatever the archive says of itself; (2) a broken or dangling file is refused or listed
** with its name and line; (3) what a row of pupils has no place for is listed among what is no pupil: nothing is lost in silence.
** Source: 1EdTech OneRoster 1.2 CSV binding; docs/decisions/0086. */
#ifndef KHUE_ROOMS_ROSTER_READ_ONEROSTER_H
#define KHUE_ROOMS_ROSTER_READ_ONEROSTER_H

#include "roster/read/sheet_in.h"
#include <zip.h>

enum {
    ONEROSTER_ENTRIES_MAX = 64,
    ONEROSTER_COLUMNS_MAX_IN = 64,
    ONEROSTER_LINES_MAX = 80000        /* of one file: pupils, and as many guardians and enrollments again */
};

struct one_line { uint32_t number; const char **cell; };                 /* number: the record, the heading being 1 */
struct one_table { const char *name; bool there; const char **head; size_t columns; struct one_line *line; size_t lines; };
enum one_file { ONE_MANIFEST, ONE_USERS, ONE_ROLES, ONE_CLASSES, ONE_ENROLLMENTS, ONE_DEMOGRAPHICS, ONE_SESSIONS, ONE_ORGS, ONE_FILES };

struct one_department { const char *id, *name; };
struct one_archive { struct reading *r; zip_t *zip; uint64_t unpacked; struct one_table table[ONE_FILES]; struct one_department *department; size_t departments; /* by id */ const char *system; /* who wrote it, as the manifest says; "" = it does not */ };

bool oneroster_is(zip_t *zip);
rc oneroster_read(struct reading *r, zip_t *zip);                       /* fills r->book */

/* ---- oneroster_staff.c: from the lines to book->staff and book->session */
struct one_teacher { const char *source, *name, *role, *own, *phone; uint32_t row; bool gone; const char *id; struct book_seat *seat; size_t seats; };
struct one_duty { const char *user; const struct one_line *line, *class_; bool gone; };
struct one_staffing { struct one_archive *x; struct one_teacher *teacher; size_t teachers; struct one_duty *duty; size_t duties; const char *(*source)(void *to, const char *id); void *to; };
rc one_staff_put(struct one_staffing *s);
rc one_sessions_put(struct one_archive *x);
/* Fills x->department; the name of one of them, NULL: an org that is none. */
rc one_departments_read(struct one_archive *x);
const char *one_department(const struct one_archive *x, const char *id);
/* Places in departments: a role at an org of the kind "department" (metadata.khue.head: leads it), of each user in the order of ids. */
struct one_seat { const char *user; struct book_seat is; };
rc one_seats_read(struct one_archive *x, struct one_seat **seat, size_t *n);
void one_seats_of(const struct one_seat *seat, size_t n, const char *user, struct one_teacher *out, struct arena *a);

/* ---- oneroster_zip.c */
rc one_tables_read(struct one_archive *x);                              /* names, limits, the files that are used, the manifest */
/* The place of a column; SIZE_MAX where there is none. A cell, "" where the line or the column has none. */
size_t one_column(const struct one_table *t, const char *name);
const char *one_cell(const struct one_line *line, size_t column);
rc one_refuse_line(struct reading *r, int number, const char *code, const char *text, const char *file, uint32_t line);
/* Something that is no row of pupils. False: the arena is full. */
bool one_left(struct reading *r, uint32_t row, const char *reason, const char *text);

#endif
