/* What the views of roster show. */
#ifndef KHUE_ROOMS_ROSTER_VIEWS_H
#define KHUE_ROOMS_ROSTER_VIEWS_H

#include "base/contact.h"
#include "generated/roster_queries.h"
#include "roster/inside.h"
#include "roster/staff.h"
#include "ui/ui.h"

enum list_kind { LIST_SIGN, LIST_PHONES, LIST_BLANK };
struct class_list_view {
    const struct school_brief *school; struct class_face face; const char *path, *code /* of the kind */, *title; enum list_kind kind; int64_t blank /* columns */;
    const struct class_listed_row *row; size_t n;
    const struct class_guardians_row *guardian; size_t guardians;
    const struct ui_tab *tab; size_t tabs; bool can_phones;
};

/* Who has the name that was typed, or one like it and the same birthday, in the school today. */
struct alike { person_id person; const char *name, *class_name; /* NULL = in no class */ bool same_birth, other_birth; };
enum { ALIKE_MOST = 12 };
struct by_hand_view { const char *school_code; struct class_face face; const char *action; day today; int64_t hours; struct alike alike[ALIKE_MOST]; size_t n; };

struct imports_view {
    const char *school_code;
    bool first_way, any;                                /* any: a list was taken in */
    const struct imports_of_school_row *line; size_t n;
    day today;
    const struct ui_choice *year; size_t years;         /* 0 = the school has no year yet */
    const char *year_chosen;
};

/* A question about the whole file. */
struct file_question { const char *text, *field, *id; const struct ui_choice *choice; size_t choices; const char *chosen; /* "" = open */ };

/* A problem of one row, with what can be done about it right there. */
struct fix_line {
    int64_t row;
    const char *sheet;                                  /* NULL where the file has one sheet */
    const char *name;                                   /* whose row it is; "" = not known */
    const char *column, *value, *text, *suggest;        /* suggest NULL = none */
    const char *kind;                                   /* "bad" error, "wait" to choose or look at, "ok" answered */
    const char *cell_field, *cell;                      /* a box; NULL = none */
    const char *answer_field; const struct ui_choice *choice; size_t choices; const char *chosen;      /* a list; NULL = none */
};

/* A year or a term as the file has it. */
struct year_said { const char *title; day from, to; bool year, same /* as the school has it */; };

struct import_view {
    const char *school_code, *path;
    bool first_way;
    const struct import_one_row *face;
    const char *going;                                  /* page of the job that takes it in just now, or NULL */
    bool open;                                          /* rows may be corrected and taken in */
    int64_t rows, ready, errors, choices, looks, known; /* rows; looks: ready ones with a warning */
    const char *const *note; size_t notes;              /* said once, in words */
    const struct file_question *question; size_t questions;
    bool ask_class; const char *class_for_all;
    const struct fix_line *line; size_t lines;          /* this page of them */
    int64_t first, last, all, next;                     /* lines shown (from 1), how many there are; next 0 = last page */
    const struct roster_ignored *ignored; size_t ignored_n;
    const struct roster_sheet *sheet;
    const struct intakes_of_import_row *intake; size_t intakes;
    const struct file_line *file;                       /* the file as it came; NULL = kept no longer */
    batch_id undo; instant undo_until;                      /* the newest intake of the school, while it can be undone; 0 = none here */
    int64_t waits;                                      /* rows that stay behind */
    int64_t staff; const char *staff_href;              /* how many of the staff the file names; NULL: not for who reads */
    const struct year_said *session; size_t sessions;
};

struct staff_in_view { const char *school_code, *path, *back; struct import_one_row face; struct staff_list list; bool open /* its days are not over */, can; };

struct import_slips_view { const char *school_code, *back, *file_name; const struct classes_of_import_row *class; size_t n; };

/* "footer" -> "Dòng tổng cộng, chữ kí": why a row is no pupil. */
const char *ignored_words(const char *reason);

#endif
