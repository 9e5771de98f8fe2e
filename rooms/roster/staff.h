/* Inside of roster: who works at the school, as a OneRoster export says it, against the school of this moment.
** What stays true: (1) a row is nobody but whom its id was before under the same name, or the only one here of that name: else it waits for a person to
** decide; (2) a role is given to who comes in anew alone, and never changed by a file; none makes a principal, and only the heads bring in who runs the office;
** (3) a place ends, and so do duties, only where the file marks them as deleted, and never those of a principal or of who presses; (4) all that a list brings is one batch. */
#ifndef KHUE_ROOMS_ROSTER_STAFF_H
#define KHUE_ROOMS_ROSTER_STAFF_H

#include "roster/inside.h"

enum staff_state { STAFF_ADD, STAFF_KNOWN, STAFF_END, STAFF_NONE /* marked as gone, and not here */, STAFF_WAITS };
enum staff_duty_state { DUTY_ADD, DUTY_THERE, DUTY_END, DUTY_NONE, DUTY_WAITS };
struct staff_duty { const char *class_name, *subject, *why; /* why: of one that waits */ class_id class_id; enum duty duty; enum staff_duty_state state; teaching_id id; };
struct staff_row {
    int64_t number, at_row;
    const char *name, *source, *phone /* E.164, "" */, *why /* it waits */, *note /* to know */;
    enum member_role role; enum staff_state state;
    person_id person; member_id member; int64_t rev;
    struct staff_duty *duty; size_t duties;
};
struct staff_list { struct staff_row *row; size_t n; int64_t adds, gives, ends /* places */, takes /* duties that end */, waits; bool office /* somebody who runs the office is among the new */; int64_t print /* equal for who and what are equal */; };

/* heads: whoever presses may bring in who runs the office. me: is not ended. */
rc staff_read(struct ask *a, roster_import_id id, school_year_id year, bool heads, struct staff_list *out);

/* All that can go in now, as one act; `seen` is the list that the page showed, CONFLICT when it is another by now. */
struct staff_take { roster_import_id import; int64_t seen /* a list's print */; bool heads; const char *next; };
rc staff_take_in(struct ask *a, struct request_key *key, const struct staff_take *in, batch_id *out);
rc staff_undo_look(struct ask *a, batch_id batch, struct undo_view *out);
rc staff_undo(struct tx *t, batch_id batch);

/* Staging (stage.c), and sessions as one text. */
rc staff_stage(struct tx *t, roster_import_id id, const struct roster *r);
const char *duties_pack(struct arena *a, const struct book_staff *s);
const char *sessions_pack(struct arena *a, const struct roster *r);

rc staff_in_page(struct ctx *c, struct reply *r);
rc staff_in_action(struct ctx *c, struct reply *r);

#endif
