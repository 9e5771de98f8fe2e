/* Class lists: from sheets to pupils that may be imported, with every problem named by row and cell. No database, no HTML.
**
**   sheets_read (sheet.h)  bytes -> workbook                        may refuse the file
**   roster_find            workbook -> roster: tables, rows as texts by meaning; may refuse: no table found
**   roster_check           roster + corrections + answers + context -> values, problems, states
**
** roster_check is pure and may be called again and again: the room stores the texts of roster_find, the corrections and the
** answers, builds the struct again and asks anew. What stays true:
** (1) Warnings never block. A row waits while it has an unresolved error or choice; others are good, or skipped by an answer.
** (2) What the file said is kept in `said`; corrections are put over it, answers never change it.
** (3) A value is only filled when it was read without doubt, or is the obvious answer of an open choice (then the row waits).
** (4) Every problem says what to do next; texts are message ids with {parts}.
** (5) Nothing is lost in silence: rows that are no pupils are in `ignored`, columns without a known meaning in `column`.
** Sources: decisions.md "Imports", domain rules 2.10, 2.11, 2.13, 2.14; cases in test/rosters. */
#ifndef KHUE_ROOMS_ROSTER_READ_READ_H
#define KHUE_ROOMS_ROSTER_READ_READ_H

#include "base/arena.h"
#include "base/lang.h"
#include "base/rc.h"
#include "base/time.h"
#include "generated/enums.h"
#include "roster/read/sheet.h"

/* What a column holds. The codes (roster_meaning_code) are stored; add at the end only. */
enum meaning {
    MEANS_NOTHING, MEANS_NUMBER, MEANS_FULL_NAME, MEANS_FAMILY_MIDDLE, MEANS_MIDDLE, MEANS_GIVEN, MEANS_BIRTH_DATE, MEANS_SEX, MEANS_FEMALE_MARK,
    MEANS_MALE_MARK, MEANS_CLASS, MEANS_GRADE, MEANS_NATIONAL_ID, MEANS_MOET_ID, MEANS_PUPIL_CODE, MEANS_ETHNICITY, MEANS_STATUS, MEANS_BIRTH_PLACE,
    MEANS_ADDRESS, MEANS_MOTHER_NAME, MEANS_MOTHER_PHONE, MEANS_FATHER_NAME, MEANS_FATHER_PHONE, MEANS_GUARDIAN_NAME, MEANS_GUARDIAN_PHONE,
    MEANS_GUARDIAN_RELATION, MEANS_NOTE, MEANS_SOURCE_PERSON, MEANS_SOURCE_CLASS, MEANINGS
};
const char *roster_meaning_code(enum meaning m);              /* "full_name", "mother_phone" … */
enum meaning roster_meaning_read(const char *code);           /* MEANS_NOTHING for a code it does not know */
const char *roster_meaning_label(enum meaning m);             /* N_("Họ và tên") … for screens */

enum roster_severity { ROSTER_WARNING, ROSTER_CHOICE, ROSTER_ERROR };
const char *roster_severity_code(enum roster_severity s);                   /* "warning", "choice", "error" */

/* ---- what roster_find gives */

struct roster_column { uint16_t column; enum meaning means; const char *header; };    /* header as read, tiers joined by " / " */
struct roster_sheet {
    const char *name;                        /* "" for CSV */
    uint32_t header_row, header_rows;        /* first header row and how many (1, 2); 0 = no table here */
    uint32_t first_row, last_row;            /* of the rows below it that hold anything */
    const char *class_title;                 /* class of the whole sheet when there is no class column: as written; "" none */
    const char *class_from;                  /* "title", "sheet_name" or "" */
    struct roster_column *column; size_t columns;
};
struct roster_ignored { size_t sheet; uint32_t row, last_row; const char *reason; const char *text; };
                                             /* reason: title, sheet_without_table, hidden_sheet, column_numbers, repeated_header, footer, class_title, only_number */

/* ---- what the user adds */

struct roster_correction { size_t sheet; uint32_t row; enum meaning means; const char *text; };
/* Chosen option of the problem `code`; row 0 = for every row of the file that has this problem. */
struct roster_answer { size_t sheet; uint32_t row; const char *code, *option; };

/* ---- what roster_check gives */

struct roster_option { const char *code, *label; };           /* label: N_() text, or a name or number that stands for itself */
enum { ROSTER_OPTIONS_MAX = 12 };
struct roster_problem {
    size_t sheet;
    uint32_t row;                            /* as in the file; 0 = said once for the file or sheet */
    uint16_t column;                         /* 0 = no such column in the sheet */
    enum meaning means;
    const char *header, *value;              /* the cell as read (or as corrected) */
    const char *code;                        /* "birth_date_invalid" … the list is in problem.h */
    enum roster_severity severity;
    const char *text;                        /* N_() text with {parts} */
    const char *part[6];                     /* name, value …; NULL ends */
    const char *suggest;                     /* ready to be put into the cell; NULL */
    struct roster_option option[ROSTER_OPTIONS_MAX]; size_t options;
    uint32_t related_row; size_t related_sheet;          /* the other half of a pair; 0 = none */
    bool once;                               /* one answer with row 0 settles it for the whole file */
    const char *answer;                      /* the option that was chosen; NULL = open */
};
/* The problem's text in a language, parts filled in. In the arena. */
const char *roster_problem_say(struct arena *a, enum lang lang, const struct roster_problem *p);

struct roster_guardian { const char *name; enum guardian_kind relation; const char *relation_said; const char *phone; };   /* name "" unknown; phone E.164 or "" */
enum row_state { ROW_GOOD, ROW_WAITING, ROW_SKIPPED };
enum row_action { ROW_NEW, ROW_UPDATE };                      /* UPDATE: the person `existing` is already in the school */
enum { ROSTER_GUARDIANS_MAX = 3 };

struct roster_row {
    size_t sheet;
    uint32_t row;
    const char *said[MEANINGS];              /* as in the file; NULL = nothing in the cell. Kept by the room */
    const char *cell[MEANINGS];              /* with corrections; filled by roster_check, like everything below */
    const char *full_name, *name_key;        /* NFC, single spaces; folded. "" when not known */
    opt_day birth_date;
    enum sex sex;                            /* 0 = not known */
    const char *class_name;                  /* "" when not known */
    struct roster_guardian guardian[ROSTER_GUARDIANS_MAX]; size_t guardians;
    const char *national_id, *moet_id, *ethnicity, *status;   /* "" */
    enum row_state state;
    enum row_action action;
    int64_t existing;                        /* id given in the context; 0 */
    enum roster_severity worst;                     /* of the open problems; meaningful when problems > 0 */
    size_t problems;                         /* open and answered ones of this row */
};

struct roster {
    struct roster_sheet *sheet; size_t sheets;
    struct roster_row *row; size_t rows;     /* by sheet, then by row */
    struct roster_ignored *ignored; size_t ignored_n;
    const char *encoding; bool converted, composed, delta;    /* of the workbook */
    const struct book_staff *staff; size_t staffs;            /* of OneRoster, or of sheets that list the staff (staff_list.h) */
    const struct book_session *session; size_t sessions;
    /* inputs of roster_check */
    const struct roster_correction *correction; size_t corrections;
    const struct roster_answer *answer; size_t answers;
    /* outputs of roster_check */
    struct roster_problem *problem; size_t problems;          /* the file's first, then by row */
    size_t good, waiting, skipped;
};

/* A pupil who is in the school now. */
struct roster_existing { const char *name_key; opt_day birth_date; const char *class_name; int64_t id; const char *full_name; /* NULL = not told */ };

/* What the system that a list comes from calls a pupil (at: its place in existing) or a class of the school. */
struct roster_source { const char *id; size_t at; const char *class_name; };

struct roster_context {
    day today;
    int school_year;                         /* first year: 2026 for 2026-2027; 0 = by today (from June on: this year) */
    int grade_from, grade_to;                /* of the school: 6, 9 for THCS; 0, 0 = not known or preschool only */
    bool preschool;                          /* has nursery or kindergarten classes: free class names */
    const char *const *class_name; size_t classes;            /* of the school in that year */
    const struct roster_existing *existing; size_t existing_n;    /* ordered by name_key (strcmp) */
    const struct roster_source *person; size_t persons;           /* ordered by id (strcmp), as classes_sourced are */
    const struct roster_source *class_sourced; size_t classes_sourced;
    const char *class_for_all;               /* the user's answer where the file names no class; NULL or "" = none */
};

/* Finds the tables. OK; INVALID: no table of pupils found (*why says what a table needs), LIMIT: the arena is full. */
rc roster_find(struct arena *a, const struct workbook *w, struct roster *out, struct read_fault *why);
/* Fills the outputs anew. OK or LIMIT. Reading, finding and checking 2,000 rows of 13 columns takes about 20 ms and 8 MB of
** arena; 20,000 rows 0.2 s and 90 MB (140 MB when every row is wrong): give it an arena of its own, not a request's. */
rc roster_check(struct arena *a, struct roster *r, const struct roster_context *ctx);
/* The same as roster_check: the name that says what it is for after a correction. */
static inline rc roster_recheck(struct arena *a, struct roster *r, const struct roster_context *ctx) { return roster_check(a, r, ctx); }

/* A row's texts, and a sheet's columns, as one text for the database: lines "code<tab>value", \ escaped. */
const char *roster_row_pack(struct arena *a, const struct roster_row *row);
void roster_row_unpack(struct arena *a, const char *packed, struct roster_row *row);
const char *roster_columns_pack(struct arena *a, const struct roster_sheet *s);
bool roster_columns_unpack(struct arena *a, const char *packed, struct roster_sheet *s);      /* false: not written by pack */
const char *roster_column_header(const struct roster_sheet *s, enum meaning m, uint16_t *column);    /* "" and 0: no such column */

#endif
