/* Sheets: what a class-list file holds, cell by cell, before anybody asks what the columns mean.
**
** What stays true:
** (1) The file is hostile until read: no entity, no DTD, no network, no path outside the archive is ever followed, and every
**     number that the file states about itself (dimension, counts, sizes) is ignored in favour of what is counted here.
** (2) Nothing is dropped in silence: what does not fit the limits or the format refuses the whole file, and says why.
** (3) Text is NFC UTF-8 without control characters but \n and \t. A number or a date is shown as its cell shows it.
** (4) Rows ascend by number, cells ascend by column, and only cells with something in them are kept. */
#ifndef KHUE_ROOMS_ROSTER_READ_SHEET_H
#define KHUE_ROOMS_ROSTER_READ_SHEET_H

#include "base/arena.h"
#include "base/lang.h"
#include "base/rc.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Limits. A school of 5,000 pupils with 40 columns is about 1.5 MB of .xlsx. */
enum {
    SHEETS_FILE_MAX     = 16 * 1024 * 1024,   /* bytes as uploaded */
    SHEETS_UNPACKED_MAX = 64 * 1024 * 1024,   /* bytes of all parts of an .xlsx together */
    SHEETS_RATIO_MAX    = 200,                /* unpacked : packed of one part, once it is past SHEETS_RATIO_FROM */
    SHEETS_RATIO_FROM   = 1024 * 1024,
    SHEETS_PARTS_MAX    = 2000,               /* entries of the archive */
    SHEETS_MAX          = 50,
    SHEETS_ROWS_MAX     = 20000,              /* the highest row number that may hold something */
    SHEETS_COLUMNS_MAX  = 100,
    SHEETS_CELL_MAX     = 32767,              /* characters, Excel's own limit */
    SHEETS_MERGES_MAX   = 20000,
    SHEETS_STYLES_MAX   = 65536
};

enum cell_kind {
    CELL_TEXT,        /* also booleans (TRUE, FALSE) */
    CELL_NUMBER,      /* value holds it */
    CELL_DATE,        /* text is dd/MM/yyyy */
    CELL_ERROR,       /* text is #REF!, #N/A … */
    CELL_NO_VALUE     /* a formula that was never calculated: text is "=" and the formula */
};
struct cell { uint16_t column; uint8_t kind; const char *text; double value; };   /* column 1 = A */
struct sheet_row { uint32_t number; uint32_t n; struct cell *cell; };             /* number 1 = the first; for CSV the record */
struct merge { uint32_t row1, row2; uint16_t column1, column2; };                 /* all inclusive */
struct sheet {
    const char *name;             /* "" for CSV */
    bool hidden;
    struct sheet_row *row; size_t n;
    struct merge *merge; size_t merges;
};

/* A line of the file that is no row of pupils, with the reason that roster_find lists it under. Of OneRoster. */
struct book_left { uint32_t row; const char *reason, *text; };
/* Of OneRoster: who works at the school and what they teach, as written; texts never NULL and without line ends or tabs. */
struct book_duty { uint32_t row; const char *class_source, *class_title, *duty /* homeroom, subject, assistant */, *subject; bool gone, scheduled; };
struct book_seat { const char *name; bool head, gone; };                   /* a place in a department */
struct book_staff { uint32_t row; const char *source, *name, *role /* of the standard */, *own /* code of a role of ours */, *phone; bool gone; struct book_duty *duty; size_t duties; struct book_seat *seat; size_t seats; };
struct book_session { const char *type, *title, *from, *to; };
enum { BOOK_STAFF_MOST = 2000, BOOK_DUTIES_MOST = 20000, BOOK_SEATS_MOST = 8 /* of one person */, BOOK_SESSIONS_MOST = 12 };
enum sheets_kind { SHEETS_XLSX, SHEETS_CSV, SHEETS_ONEROSTER };
struct workbook {
    enum sheets_kind kind;
    const char *encoding;         /* CSV: "UTF-8", "UTF-16", "TCVN3 (ABC)", "VNI", "Windows-1258"; xlsx: "UTF-8", or the old font's */
    bool converted;               /* from an old encoding or font: a person should look at the marks */
    bool composed;                /* some text came decomposed (NFD) and was composed */
    char delimiter;               /* CSV: ';' ',' or tab; 0 when there is only one column */
    struct sheet *sheet; size_t n;
    struct book_left *left; size_t lefts, lefts_cap;
    struct book_staff *staff; size_t staffs;
    struct book_session *session; size_t sessions;
    bool delta;                   /* only what has changed since the last one */
};

/* Why a file was refused: a stable number, a text id (translate with tr, fill {parts}) and its name/value pairs. */
struct read_fault {
    int number;                   /* 4601 …; 0 = none */
    const char *code;             /* for tests and logs: "old_excel" */
    const char *text;             /* N_() text with {parts}; says what to do */
    const char *part[4];          /* name, value, name, value; NULL ends */
};
/* The fault in a language, parts filled in. In the arena. */
const char *read_fault_say(struct arena *a, enum lang lang, const struct read_fault *why);

/* Reads a whole file that lies in memory. The kind is found by looking at the bytes, never by the file's name.
** OK; INVALID (not such a file, broken, or nothing in it), LIMIT (too large), with *why filled. The caller's arena should
** allow 160 MB: the workbook, the roster and its problems live there; when it fills up the answer is LIMIT.
** Nothing of `p` is pointed to afterwards. Thread-safe. */
rc sheets_read(struct arena *a, const void *p, size_t n, struct workbook *out, struct read_fault *why);

/* The cell, or NULL where there is nothing. */
const struct cell *sheet_cell(const struct sheet_row *r, unsigned column);
const struct sheet_row *sheet_row_at(const struct sheet *s, uint32_t number);
/* The merged range that holds the cell, or NULL. */
const struct merge *sheet_merge_at(const struct sheet *s, uint32_t row, unsigned column);
/* 1 -> "A", 28 -> "AB"; 0 gives "". */
#define COLUMN_TEXT_SIZE 4
const char *column_letters(unsigned column, char out[COLUMN_TEXT_SIZE]);

#endif
