/* Inside of roster: one import in memory, and the steps from file to pupils. The reader (roster/read) is pure; these files
** keep what it says in tables and make people of it.
**
** What stays true:
** (1) Nothing of a file is in the school before intake(); intake() puts all ready rows in, or none.
** (2) What was checked against an older state of the school is never taken in: roster_gate and the import's rev say so.
** (3) A row is taken in once: its line has a batch, and staged lines have none.
** (4) Only the newest intake of a school can be undone, within the hours that the school sets, and only whole. */
#ifndef KHUE_ROOMS_ROSTER_INSIDE_H
#define KHUE_ROOMS_ROSTER_INSIDE_H

#include "audit/audit.h"
#include "classes/classes.h"
#include "files/files.h"
#include "generated/roster_queries.h"
#include "people/people.h"
#include "roster/read/read.h"
#include "schools/schools.h"
#include "web/job.h"

enum { WIDE_BYTES = 96 * 1024 * 1024, PROBLEMS_A_PAGE = 50 };

/* ---- wide.c: files and their rows need more memory than a request has. Between begin and end the ask's questions answer in
** the wide arena; a fault's words are carried over. */
struct wide { struct arena arena; struct arena *usual; };
void wide_begin(struct wide *w, struct ask *a);
void wide_end(struct wide *w, struct ask *a);

/* ---- pairs.c: small lists as one text, a line "key<tab>value" each. Values are single lines (viet_tidy). */
const char *pairs_get(struct arena *a, const char *packed, const char *key);                    /* NULL = not there */
const char *pairs_put(struct arena *a, const char *packed, const char *key, const char *value); /* NULL or "" removes, unless keep_empty */
const char *pairs_put_empty(struct arena *a, const char *packed, const char *key, const char *value);   /* "" is a value */
bool pairs_next(struct arena *a, struct span *rest, const char **key, const char **value);

/* ---- one import in memory (all in the ask's arena) */
struct staged { int64_t number; const char *fixed, *answers; bool touched; /* not stored yet */ };           /* beside each row of the roster */
struct opened {
    struct import_one_row face;
    struct roster roster;
    struct staged *line;
    const char *answers;                     /* of the whole file */
    struct pupil_now *pupil; size_t pupils;  /* the school today */
    struct class_line *class; size_t classes;
    bool level[SCHOOL_LEVEL_COUNT + 1];      /* that the school teaches */
    struct roster_context ctx;
    int64_t gate;
};
/* Reads it and checks its staged rows against the school of this moment. NOT_FOUND; LIMIT. */
rc opened_read(struct ask *a, roster_import_id id, struct opened *out);
/* The same for a roster that was just read and is not stored yet: year in face, rows in roster. */
rc opened_fill(struct ask *a, struct opened *o);
rc sheets_fill(struct ask *a, struct opened *o);                           /* its sheets alone, out of the tables */
rc opened_check(struct arena *a, struct opened *o);                       /* again, after line[] or answers changed */

/* Answers of the whole file that are ours, not the reader's. */
#define ANSWER_CLASS_FOR_ALL "class_for_all"
#define ANSWER_CLASS_GROUP   "class_group:"                               /* and the class name: which age group it is */
#define ANSWER_CLASS_LEVEL   "class_level:"                               /* and the class name: make or skip it */
int64_t group_grade(const char *option);                                  /* "be" -> -3; 0 = none */

/* ---- stage.c */
#define ROSTER_WORKBOOK "roster.workbook"        /* the file as it came is kept beside its import for WAIT_DAYS */
struct file_in { const char *name; const void *p; size_t n; person_id by; school_year_id year; struct app *app; /* NULL = the file itself is not kept */ };
/* Reads and stages a file; nothing of it is in the school then. INVALID or LIMIT with `why` filled when the file is refused. */
rc file_stage(struct ask *a, struct request_key *key, const char *path, const struct file_in *in, struct opened *o, struct read_fault *why);

/* ---- plan.c: who is new, who is known; all that must be looked up or computed before the closure */
enum { NONE_NEW = -1 };
struct plan_class { class_id id; const char *name; int64_t grade; };      /* id 0 = to be made */
struct plan_row { int64_t number; size_t class; const char *name, *search_key; struct bytes sort_key; int64_t pupil; /* index of a new person, or NONE_NEW */ person_id person; member_id member; bool enrols; size_t sheet; uint32_t at_row; const char *kept; /* what only the list says, packed */ const char *source, *class_source; /* as the sender calls them; NULL = it does not say */ };
struct plan_guardian { int64_t fresh; /* index of a new person, or NONE_NEW */ person_id person; const char *phone; bool account; const char *name; };
struct plan_link { size_t row, guardian; enum guardian_kind kind; bool tells; /* the child is known and has others, who hear of it */ };
struct plan {
    const struct opened *o;
    struct plan_class *class; size_t classes, classes_new;
    struct plan_row *row; size_t rows;
    struct ready_person *pupil; size_t pupils;            /* new persons */
    bool *pupil_account;                                  /* by row: gets an account */
    struct ready_person *adult; size_t adults;            /* new guardians */
    struct plan_guardian *guardian; size_t guardians;     /* each once, new or known */
    struct plan_link *link; size_t links;
    size_t members;                                       /* rows that become new members */
    opt_day from;                                         /* places begin on that day; has = false: today */
    size_t withheld;                                      /* guardians not put beside a pupil of another school, or one about whom an order stands */
};
rc plan_make(struct ask *a, const struct opened *o, struct plan *out);

/* ---- intake.c */
struct intake { const struct plan *plan; person_id by; const char *next; };
struct intake_done { batch_id batch; int64_t lines, pupils, updated, guardians, classes, withheld; };
rc intake_run(struct ask *a, struct request_key *key, const struct intake *in, struct intake_done *out);
/* One pupil written by hand is a plan of one row: into a class that is there, as an act of its own (by_hand.c). */
rc intake_one(struct tx *t, const struct plan *p, class_id class_, batch_id batch, person_id *child);
/* ---- jobs.c: taking in runs as a job, so that its page shows how far it is, however long the list */
enum { JOB_INTAKE, JOB_TIDY };
struct intake_asked { roster_import_id import; int64_t rev, ready; school_id school; const char *school_code, *file_name; person_id by; };
/* Queues it and answers with the path of its page. CONFLICT when the list is not as it was read, or is being taken in. */
rc intake_ask(struct ask *a, struct request_key *key, const struct intake_asked *in, job_id *out);

rc gate_take(struct tx *t, int64_t rev);                                   /* CONFLICT: the school's lists have changed */
rc changed_meanwhile(struct tx *t);
rc drop_run(struct ask *a, struct request_key *key, roster_import_id import, int64_t rev, const char *next);

/* ---- fix.c: corrections and answers */
struct fix { const char *name, *value; };                                  /* form fields, see field_of_cell */
const char *field_of_cell(struct arena *a, int64_t number, enum meaning m);            /* o-12-birth_date */
const char *field_of_answer(struct arena *a, int64_t number, const char *code);        /* c-12-phone_multiple; 0 = the whole file */
/* Which cell a field of the form is; false when it is none of o's staged rows. */
bool field_target(const struct opened *o, const char *name, size_t *row, enum meaning *m);
/* What stands in that cell now, with its correction. Never NULL. */
const char *cell_now(struct arena *a, const struct opened *o, size_t row, enum meaning m);
/* Puts them over o and checks again; *changed = rows and answers that are not as they were. */
rc fixes_apply(struct arena *a, struct opened *o, const struct fix *fix, size_t n, size_t *changed);
rc fixes_store(struct ask *a, struct request_key *key, const struct opened *o, const char *next);

/* ---- layout_out.c: the school's pupils in the layout of a list that came in. pupil: whose data is
** in it; the caller writes the looks before the bytes leave. numbers: with số định danh cá nhân. */
struct layout_out { struct bytes book; person_id *pupil; size_t pupils; };
rc layout_write(struct ask *a, roster_import_id id, bool numbers, struct layout_out *out);
const char *layout_kept(struct arena *a, const struct roster_row *row);

/* ---- sheets_out.c: an Excel file in memory */
struct lxw_workbook; struct lxw_worksheet; struct lxw_format;
struct book { struct lxw_workbook *book; int fd; };
rc book_open(struct ask *a, struct book *b);
rc book_close(struct ask *a, struct book *b, struct bytes *out);
void book_put(struct lxw_worksheet *sheet, uint32_t row, size_t column, const char *text, struct lxw_format *format);
struct lxw_format *book_bold(struct lxw_workbook *book);
#define XLSX_TYPE "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

/* ---- settings.c: what the school decides (roster_settings), and the kinds of change (roster_acts) */
enum { WAIT_DAYS, KEPT_DAYS, UNDO_HOURS, LAST_DAY };
enum { ACT_UPLOAD, ACT_FIX, ACT_INTAKE, ACT_DROP, ACT_LAYOUT, ACT_LIST, ACT_BY_HAND, ACT_STAFF };
enum { UNDO_INTAKE, UNDO_BY_HAND, UNDO_STAFF };                                       /* places in roster_undoers */
rc undo_hours_of_lists(struct ask *a, int64_t *hours);
rc by_hand_undo_look(struct ask *a, batch_id batch, struct undo_view *out);
rc by_hand_undo(struct tx *t, batch_id batch);

#endif
