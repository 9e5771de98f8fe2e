/* Inside of roster_check. Each check_… looks at one thing of one row (or of all rows), fills the value and tells its problems.
**
** The codes, as stored in answers and shown in tests:
**   name_missing name_has_digits name_unreadable name_legacy_font name_all_caps name_lowercase_initial name_one_word name_spaces_collapsed name_odd_signs
**   birth_date_missing birth_date_invalid birth_date_in_future birth_date_implausible birth_date_us_order birth_date_two_digit_year
**   birth_date_incomplete birth_date_unreadable birth_date_from_serial age_unusual_for_grade
**   sex_missing sex_unrecognised sex_code_ambiguous
**   class_missing class_ambiguous class_name_suspect class_outside_school class_spelling_merged
**   phone_invalid phone_letter_o phone_leading_zero_restored phone_multiple phone_old_prefix phone_other_province phone_foreign
**   guardian_missing guardian_name_missing
**   national_id_mismatch national_id_length national_id_old national_id_invalid national_id_repeated moet_id_repeated
**   pupil_not_active status_unrecognised duplicate_in_file same_pupil_two_classes already_in_school
**   formula_without_value cell_error encoding_converted unicode_composed column_missing */
#ifndef KHUE_ROOMS_ROSTER_READ_CHECK_H
#define KHUE_ROOMS_ROSTER_READ_CHECK_H

#include "roster/read/class_spelling.h"
#include "roster/read/read.h"

enum { SPELLINGS_MAX = 12 };
struct class_seen {                          /* a class of the school, or of this file */
    struct class_spelling class;
    bool known;                              /* of the school */
    size_t rows, sheet;                      /* in the file; sheet of the first */
    const char *spelling[SPELLINGS_MAX]; size_t spellings;
};

struct checking {
    struct arena *a;
    struct roster *r;
    const struct roster_context *ctx;
    int school_year;
    struct roster_row *row;                  /* being checked; NULL for the file */
    const struct roster_sheet *sheet;
    struct class_seen *class; size_t classes, classes_cap;
    size_t problems_cap;
    struct roster_problem spare;             /* written to when the arena is full */
};

/* Adds a problem at a cell of the row; the caller fills in the rest at once (the next call may move it). `text` is N_(). The
** cell's text is its {value}. An answer given for this row (or for all) and code is put in ->answer. */
struct roster_problem *problem_at(struct checking *k, enum meaning m, enum roster_severity s, const char *code, const char *text);
struct roster_problem *problem_of_file(struct checking *k, size_t sheet, const char *code, const char *text);
void problem_part(struct roster_problem *p, const char *name, const char *value);
void problem_option(struct roster_problem *p, const char *code, const char *label);
/* A suggestion that a person must confirm: suggest, and an option that says it. Answers what the cell now stands for: the
** suggestion, or the chosen other option. */
const char *problem_suggest(struct roster_problem *p, const char *suggest, const char *label);

/* The cell with its correction; "" when empty. */
const char *cell_of(const struct checking *k, enum meaning m);
bool sheet_has(const struct roster_sheet *s, enum meaning m);

void check_name(struct checking *k);
void check_birth_date(struct checking *k);
void check_sex(struct checking *k);
void rows_sourced(struct checking *k);        /* and what the school knows of whom the row names by an id */
void classes_sourced(struct checking *k);    /* first of all: classes that are known by their ids elsewhere */
const struct roster_existing *sourced_in_school(const struct checking *k, const struct roster_row *row);      /* NULL = nobody */
void classes_collect(struct checking *k);    /* before the rows: the classes of the school and of the file */
void check_class(struct checking *k);        /* before check_birth_date: the grade decides the usual age */
void check_age(struct checking *k);
void check_guardians(struct checking *k);
void check_numbers(struct checking *k);      /* after sex and birth date */
void check_status(struct checking *k);
void check_pairs(struct checking *k);        /* all rows: doubles in the file, pupils of the school */
void check_file(struct checking *k);         /* what is said once */

#endif
