/* Classes: classes of a year, pupils in them, who teaches. Tables: class, enrolment, teaching, leaving, carry_class,
** carry_line, carry_over, school_subject,
** transfer, transfer_miss, department, department_member. Pages: the class page, my
** classes, a pupil's page (staff and family).
** What stays true: (1) a class name is one a year and school by its folded key, whatever the spelling ("Lớp 6 A1" = 6A1,
** but 6A10 is another); (2) a pupil has at most one open enrolment a school; (3) a class has at most one open homeroom
** teacher; (4) nothing is deleted. Source: domain rules 2.13 (sizes only warn); requirements R1, R9, R10, R18. */
#ifndef KHUE_ROOMS_CLASSES_H
#define KHUE_ROOMS_CLASSES_H

#include "audit/audit.h"
#include "consent/consent.h"
#include "data/tx.h"
#include "data/verify.h"
#include "generated/enums.h"
#include "schools/schools.h"
#include "search/search.h"
#include "settings/settings.h"
#include "web/route.h"

extern const struct route classes_routes[];
extern const struct person_part classes_parts[];        /* rooms/consent: what is held of a person */
extern const struct search_kind classes_search[];     /* persons of a school, classes */
extern const struct verify_check classes_checks[];
extern const struct act classes_acts[];        /* rooms/audit */
extern const struct setting classes_settings[];        /* rooms/settings */
enum { CLASSES_MATES /* may pupils read the names of their class? */, CLASSES_CARRY_DAYS /* how long a change of year can be taken back */ };
extern const struct undoer classes_undoers[];  /* rooms/audit */
/* How many children a class of this grade has at most, as the school has set it for the year (NULL = today's), else the regulation
** (data/class_sizes.tsv); 0 = nothing says. It only warns. */
rc class_size_norm(struct ask *a, const struct year_brief *year, int64_t grade, int64_t *norm);

/* "Lớp 6 A1" -> key "6a1", shown "6A1", grade 6. false: no grade can be read from it (preschool names: grade by their words
** nhà trẻ, bé, nhỡ, lớn / MGL, MGN, MGB, NT). */
struct class_name { const char *shown, *key; int64_t grade; struct bytes sort_key; };
bool class_name_read(struct arena *a, const char *typed, struct class_name *out);
bool class_name_of_grade(struct arena *a, const char *typed, int64_t grade, struct class_name *out);    /* the grade is known otherwise */
enum school_level level_of_grade(int64_t grade);

/* grade 0: read from the name; else the name is kept as typed (preschool groups such as "Hoa Mai"). */
struct new_class { school_year_id year; const char *name; batch_id batch; int64_t grade; };
rc class_add(struct tx *t, const struct new_class *in, class_id *out);        /* CONFLICT when the name is taken; INVALID when unreadable */
rc class_by_name(struct ask *a, school_year_id year, const char *key, class_id *out);     /* NOT_FOUND */

struct class_line { class_id id; const char *name; int64_t grade, pupils; const char *homeroom; /* NULL = none */ };
rc classes_of_year(struct ask *a, school_year_id year, struct class_line **rows, size_t *n);      /* staff scope */
/* One line a class, however much one does there. is: duties as source texts, or the subject that one teaches, each once: "Chủ nhiệm", "Toán". */
struct taught_line { class_id id; const char *name; int64_t grade, pupils; const char **is; size_t n; };
rc classes_i_teach(struct ask *a, person_id me, struct taught_line **rows, size_t *n);            /* in a->scope.school */

struct class_face { class_id id; const char *name, *year_name; int64_t grade, pupils, rev; enum school_level level; };
rc class_face(struct ask *a, class_id id, struct class_face *out);
struct teacher_line { member_id member; person_id person; const char *name; enum duty duty; const char *subject; };
rc teachers_here(struct ask *a, class_id id, struct teacher_line **rows, size_t *n);              /* homeroom first */
struct pupil_line { person_id person; const char *name; enum sex sex; int64_t guardians; person_file_id photo; /* 0 = none */ bool restricted; /* its data is used only where it must be */ const char *shown; /* the name, told apart from a namesake of the class */ };
/* Names of one list, in place: who shares theirs with another one gets the day of birth beside it, the year too where the days are one (namesakes.c). */
struct namesake { const char **name; opt_day born; };
rc namesakes_part(struct arena *a, enum lang lang, struct namesake *all, size_t n);
rc pupils_of_class(struct ask *a, class_id id, struct pupil_line **rows, size_t *n);      /* in Vietnamese order */

/* Where a child is today, for its family (scope persons): one line a school. */
struct child_place { person_id person; struct { school_id id; const char *code, *name; } school; class_id class_id; const char *class_name; enum school_level level;
    person_id homeroom; const char *homeroom_name;
    const char *year_name; int64_t week; /* of today; 0 = between weeks */ };
rc child_places(struct ask *a, struct child_place **rows, size_t *n);         /* of all a->scope.persons */

rc enrol(struct tx *t, class_id class_, member_id member, person_id person, day from, batch_id batch, enrolment_id *out);
struct homeroom_change { class_id class_id; member_id member; /* 0 = nobody; else a teacher of today */ int64_t rev; };
rc homeroom_set(struct tx *t, const struct homeroom_change *in);      /* ends the former one; CONFLICT by the class's rev */
/* A pupil leaves the school (leave.c): place and enrolment end on that day, at the latest today. And comes back, where it was a mistake:
** CONFLICT when it is a pupil here by another way, or somebody was faster. */
struct pupil_leave { person_id pupil; enum leave_kind why; day to; const char *note; /* may be NULL */ };
rc pupil_leave(struct tx *t, const struct pupil_leave *in);
rc pupil_return(struct tx *t, leaving_id id, int64_t rev, person_id *pupil);
/* The class that a pupil is in, and to another one of the school (move.h): CONFLICT when somebody moved the pupil since it was looked at. */
struct place_now { enrolment_id id; /* 0 = in no class */ class_id class_id; const char *class_name; day from; int64_t rev; };
rc place_now(struct ask *a, person_id pupil, struct place_now *out);
struct pupil_move { person_id pupil; class_id to; day from; enrolment_id place; int64_t rev; /* as the mover saw them */ };
rc pupil_move(struct tx *t, const struct pupil_move *in);
/* A second row for one pupil: its places end today, and its class is the kept one's where that has none. And back. */
rc pupil_fold(struct tx *t, person_id folded, person_id kept, batch_id batch, member_id *member);
rc pupil_unfold(struct tx *t, member_id member, batch_id batch);
/* Two rows of one colleague made one, and two again (fold.c): what is done in classes and departments by the place `from` of the folded row goes on by `to`, a
** place of the kept one. Back: once the folded row's places are open again, and but for what somebody ended since. */
struct staff_fold { person_id folded, kept; member_id from, to; batch_id batch; };
rc staff_duties_fold(struct tx *t, const struct staff_fold *in);
rc staff_duties_unfold(struct tx *t, batch_id batch, person_id kept);
struct left_line { leaving_id id; person_id pupil; const char *name, *class_name, *note, *by_name; enum leave_kind why; day to; instant at; int64_t rev; };
rc pupils_left(struct ask *a, leaving_id before, int64_t limit, struct left_line **rows, size_t *n);     /* newest first; before 0 = from the newest */
/* Subjects and duties (subjects.c). A subject is one by its folded name; a duty gives rights from its first day to its last, no longer. */
enum { SUBJECT_BYTES = 180 };
struct subject_line { school_subject_id id; const char *name; int64_t duties /* open ones */, rev; struct bytes key; };
rc subjects_here(struct ask *a, struct subject_line **rows, size_t *n);                 /* in Vietnamese order */
rc subjects_add(struct tx *t, const char *names, int64_t *added);                       /* a line each; known ones are passed over */
rc subject_change(struct tx *t, school_subject_id id, const char *name, int64_t rev);          /* and the duties of today with it */
rc subject_end(struct tx *t, school_subject_id id, int64_t rev);                               /* CONFLICT while somebody teaches it */
struct new_duty { class_id class_id; member_id member; enum duty duty; /* subject, assistant; stand_in: one at a time, with a last day */ school_subject_id subject; day from; opt_day last; /* the last day counts */ };
rc duty_add(struct tx *t, const struct new_duty *in, person_id *person);
struct duty_end { teaching_id id; class_id class_id; day last; int64_t rev; };
rc duty_close(struct tx *t, const struct duty_end *in, person_id *person);             /* today or before; today: from now on */
struct duty_line { teaching_id id; const char *name, *subject; enum duty duty; day from; opt_day to; int64_t rev; bool over; };
rc duties_here(struct ask *a, class_id id, struct duty_line **rows, size_t *n);
/* By the name of a subject, which is made where there is none. */
rc teaching_add(struct tx *t, class_id class_, member_id member, person_id person, enum duty duty, const char *subject, day from);
/* The same of a bulk act, which is taken back by duties_undo: what it gave never was, what it ended goes on where the teacher is here and nobody leads the class instead. */
struct batch_duty { class_id class_id; member_id member; person_id person; enum duty duty; const char *subject; day from; batch_id batch; };
rc batch_duty_add(struct tx *t, const struct batch_duty *in);
rc batch_duty_end(struct tx *t, teaching_id id, day to, batch_id batch);
rc batch_duties_end(struct tx *t, member_id member, day to, batch_id batch);           /* all of a place that ends */
rc duties_undo(struct tx *t, batch_id batch);
/* Somebody leaves the school: their duties end with the place, or they would come back with the next one. */
rc teachings_end(struct tx *t, member_id member, person_id person, day to);
/* Enrolments of an undone batch never were, those that it ended are open again, its classes close. */
rc classes_undo(struct tx *t, batch_id batch);

/* Departments of teachers (departments.h). */
rc department_add(struct tx *t, const char *name, department_id *out);
rc department_end(struct tx *t, department_id id, int64_t rev);
/* Somebody of the staff is in it from today, as its head or not; who is there already the other way goes over. */
struct department_place { department_id department; member_id member; bool head; };
rc department_put(struct tx *t, const struct department_place *in);
rc department_out(struct tx *t, department_id department, department_member_id id, int64_t rev);
/* For lists that come by a file, as one act with its own row in the journal. Departments of today, in order; then places in them. */
struct department_line { department_id id; const char *name; };
struct department_seat { department_member_id id; department_id department; member_id member; const char *name; bool head; };
rc departments_now(struct ask *a, struct department_line **out, size_t *n);
rc department_seats(struct ask *a, struct department_seat **out, size_t *n);
rc batch_department_add(struct tx *t, const char *name, department_id *out);
rc batch_seat_add(struct tx *t, const struct department_place *in, person_id person, department_member_id *out);
rc batch_seat_end(struct tx *t, department_member_id id);
/* Taken back: a place that was given ends, one that ended goes on where nobody has taken it since, a department that was made ends while it is empty. */
rc batch_seat_back(struct tx *t, department_member_id id);
rc batch_department_back(struct tx *t, department_id id);

/* Many at once, inside one closure (class lists). `moves`: the pupil's open enrolment of this school ends. */
struct new_enrolment { class_id class_id; member_id member; person_id person; bool moves; };
rc enrolments_add(struct tx *t, day from, batch_id batch, const struct new_enrolment *rows, size_t n);
/* Pupils of the batch who were put into a class by somebody else since. */
rc batch_moved_on(struct ask *a, batch_id batch, int64_t *pupils);
/* Every pupil of the school today, by search_key; class_id 0 = in no class. */
struct pupil_now { member_id member; person_id person; const char *full_name, *search_key, *class_name; opt_day born; class_id class_id; };
rc pupils_now(struct ask *a, struct pupil_now **rows, size_t *n);

/* In which class each of them was on its day, in a->scope.school: class_ is filled in, 0 where in none. One question. */
struct class_then { person_id person; day on; class_id class_; };
rc classes_then(struct ask *a, struct class_then *rows, size_t n);

/* How a person stands to a class or a pupil today; for access. Of a pupil: homeroom and teaching only; *found = false when
** it is no pupil of a->scope.school. */
struct class_ties { bool homeroom, teaching, pupil, guardian; };
rc class_ties(struct ask *a, class_id id, person_id me, struct class_ties *out);
rc class_exists(struct ask *a, class_id id, bool *found);              /* in a->scope.school */
rc pupil_ties(struct ask *a, person_id pupil, person_id me, struct class_ties *out, bool *found);

#endif
