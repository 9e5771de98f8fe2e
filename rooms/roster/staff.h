/* Inside of roster: who works at the school, as a OneRoster export or a list of staff says it, against the school of this moment.
** What stays true: (1) a row is nobody but whom its id was before under the same name, or the only one here of just that name whose telephone does not say
** otherwise; where somebody alike is here (the name but for marks, order or a middle name, or the telephone), or twice in the file, a person says who it is and it waits till then; (2) a role is given to who comes in anew alone, and never changed by a file; none makes a principal, and only the heads bring in who runs the office;
** (3) a place ends, and so do duties, only where the file marks them as deleted, and never those of a principal or of who presses, and of who runs the office by the heads alone; (4) all that a list brings is one batch; (5) nobody
** loses the lead of a department by a file; (6) taken back, no place is opened again of whom the school dismissed or took on anew since. */
#ifndef KHUE_ROOMS_ROSTER_STAFF_H
#define KHUE_ROOMS_ROSTER_STAFF_H

#include "roster/inside.h"

enum staff_state { STAFF_ADD, STAFF_KNOWN, STAFF_END, STAFF_NONE /* marked as gone, and not here */, STAFF_WAITS, STAFF_ASKS /* somebody alike is here: who presses says who it is */, STAFF_SKIP };
enum staff_duty_state { DUTY_ADD, DUTY_THERE, DUTY_END, DUTY_NONE, DUTY_WAITS };
struct staff_duty { const char *class_name, *subject, *why; /* why: of one that waits */ class_id class_id; enum duty duty; enum staff_duty_state state; teaching_id id; };
/* Somebody here who may be the one of a row. */
struct staff_alike { const char *name; enum member_role role; const char *title; member_id member; person_id person; bool over /* was here before */, shut /* and has no open account to come back to */, away /* and it is in use elsewhere by now */, same_phone, same_name; };
enum { STAFF_ALIKE_MOST = 6 };
enum seat_state { SEAT_THERE, SEAT_ADD, SEAT_MAKE /* and its department */, SEAT_END, SEAT_NONE };
struct staff_seat { const char *name, *note; bool head; enum seat_state state; department_id department; department_member_id id; };
struct staff_row {
    int64_t number, at_row;
    const char *name, *source, *phone /* E.164, "" */, *why /* it waits */, *note /* to know */;
    enum member_role role; enum staff_state state;
    person_id person; member_id member; int64_t rev;
    struct staff_duty *duty; size_t duties;
    struct staff_seat *seat; size_t seats;
    struct staff_alike alike[STAFF_ALIKE_MOST]; size_t alikes; uint32_t twin /* line of the file that is alike; 0 = none */;
    enum staff_choice choice; bool by_name /* known by the name alone */, back /* of STAFF_ADD: was here before, and comes back as the same person */;
};
struct staff_list { struct staff_row *row; size_t n; int64_t adds, backs /* of adds */, gives, ends /* places */, takes /* duties that end */, waits, asks, seats /* places in departments that are given */, makes /* departments */, leaves /* such places that end */; bool office /* somebody who runs the office is among the new */; int64_t print /* equal for who and what are equal */; };

/* heads: whoever presses may bring in who runs the office. me: is not ended. */
rc staff_read(struct ask *a, roster_import_id id, school_year_id year, bool heads, struct staff_list *out);

bool staff_nothing(const struct staff_list *l);
/* All that can go in now, as one act; `seen` is the list that the page showed, CONFLICT when it is another by now. */
struct staff_take { roster_import_id import; int64_t seen /* a list's print */; bool heads; const char *next; };
rc staff_take_in(struct ask *a, struct request_key *key, const struct staff_take *in, batch_id *out);
rc staff_undo_look(struct ask *a, batch_id batch, struct undo_view *out);
rc staff_undo(struct tx *t, batch_id batch);

/* What somebody said who a line is. `member`: of SAME. */
struct staff_say { roster_import_id import; int64_t number; enum staff_choice choice; member_id member; };
rc staff_say_who(struct ask *a, struct request_key *key, const struct staff_say *in);

/* Staging (stage.c), and sessions as one text. */
rc staff_stage(struct tx *t, roster_import_id id, const struct roster *r);
const char *duties_pack(struct arena *a, const struct book_staff *s);
/* staff_alike.c: may these be names of one human being (folded keys)? Then lines of the file beside each other. */
bool names_alike(const char *key, const char *other);
rc twins_ask(struct arena *a, struct staff_list *out);
/* staff_seats.c: departments. After the rows are settled; in the closure, row by row; and back. */
struct staff_lines_row;
struct seats_in;
rc seats_read(struct ask *a, const struct staff_lines_row *line, struct staff_list *out);
struct seats_in *seats_begin(struct arena *a);
rc row_seats_in(struct tx *t, struct seats_in *in, const struct staff_row *r, batch_id batch);
rc seats_undo(struct tx *t, batch_id batch);
const char *seats_pack(struct arena *a, const struct book_staff *s);
const char *sessions_pack(struct arena *a, const struct roster *r);

rc staff_in_page(struct ctx *c, struct reply *r);
rc staff_in_action(struct ctx *c, struct reply *r);
rc staff_who_action(struct ctx *c, struct reply *r);

#endif
