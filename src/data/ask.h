/* Who asks the database, and what a question carries. Rooms see `struct ask` (reading) and `struct tx` (inside a
** transaction closure, which also reads through t->ask); connections stay inside this floor.
**
** What stays true:
** (1) Scope: a query of scope `school` sees only a->scope.school; of scope `persons` only a->scope.persons; the generated
**     code fills :school / :persons / :area from here, never from a caller. With no such scope it answers NOT_FOUND. Rows
**     that name one of a->scope.barred are left out, unless the question says `bars: nobody` and why.
** (2) a->now is fixed for the whole request or closure.
** (3) The first fault is kept; later ones do not overwrite it. One exception: refuse() gives words to a fault of the same
**     kind that has none yet (a CONFLICT from a unique index, told by the rule that met it). */
#ifndef KHUE_DATA_ASK_H
#define KHUE_DATA_ASK_H

#include "base/arena.h"
#include "base/lang.h"
#include "base/rc.h"
#include "base/str.h"
#include "base/time.h"
#include "generated/ids.h"
#include <stddef.h>

struct db;
struct conn;

/* What a person is told when something is refused. */
struct fault {
    rc kind;
    int number;              /* stable, printed on the page: 4102. 0 = none */
    const char *message;     /* translated, says what to do next; in the ask's arena */
    const char *kept;        /* the same for readers to come: say_again() */
    const char *field;       /* form field it belongs to, or NULL */
    const char *detail;      /* for the log only, never for the page */
};

struct scope {
    school_id school;                        /* 0 = none */
    const person_id *persons; size_t persons_n;   /* myself and my children; folded_n of them other rows of these */
    size_t folded_n;
    const school_id *area; size_t area_n;    /* schools under an officer's area */
    const person_id *barred; size_t barred_n;     /* whom an order keeps from me: no question of scope school, persons or area answers a row of theirs */
};

struct ask {
    struct db *db;
    struct conn *conn;       /* this thread's reader, or the writer inside a closure; NULL until the first question */
    struct arena *arena;     /* rows and texts live here */
    struct scope scope;
    person_id me;            /* who asks; 0 = nobody: a command, a job, a public page */
    const char *instead;     /* in whose stead `me` does this closure's act, by a right that was handed over: a name; NULL = in nobody's */
    instant now;
    enum lang lang;
    struct fault *fault;     /* never NULL */
    bool no_snapshot;        /* reads outside one snapshot (long jobs) */
    int64_t until_ns;        /* ask_deadline's, monotonic; 0 = none */
    bool *over;
    const void *kept;        /* what a room above remembers for this request (rooms/settings); in the arena, gone with ask_done */
};

/* What the ask reads from now on (it begins anew, as after ask_done) is all that was ever written, or will be, under an id of before that moment: for those who read
** on by number. At worst it is older than it could be: of several servers on PostgreSQL by as much as their clocks may differ. */
enum { CLOCKS_APART_MS = 5000 };
instant ask_settled(struct ask *a);

/* Records the refusal (unless one is recorded) and answers `kind`. `text` is marked with _(); then name/value strings, NULL.
**   return refuse(t->ask, CONFLICT, 4103, _("Quyển {ten} đang có người mượn."), "ten", title, NULL);            */
rc refuse(struct ask *a, rc kind, int number, const char *text, ...) __attribute__((sentinel));
/* The same, at one field of the form: INVALID. */
rc refuse_field(struct ask *a, const char *field, int number, const char *text, ...) __attribute__((sentinel));
/* For faults of ours: keeps a log detail, shows the page of the kind. */
rc fault_detail(struct ask *a, rc kind, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

#endif
