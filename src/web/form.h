/* Typed forms. A spec says what each field is; form_read checks everything at once, keeps what was typed, and puts each
** error at its field. Texts arrive as NFC without NUL, lines tidied (viet_tidy), so a rule never sees raw input.
**
**   struct lend { person_id person; day due; int64_t rev; };
**   static const struct field lend_fields[] = {
**       FIELD(struct lend, person, FIELD_ID,   REQUIRED, .name = "nguoi"),
**       FIELD(struct lend, due,    FIELD_DAY,  REQUIRED, .name = "han"),
**       FIELD(struct lend, rev,    FIELD_INT,  REQUIRED, .name = "rev"), { 0 } };
**   static const struct form_spec lend_form = { lend_fields };
*/
#ifndef KHUE_WEB_FORM_H
#define KHUE_WEB_FORM_H

#include "base/rc.h"
#include "base/str.h"
#include "base/time.h"
#include <stdbool.h>
#include <stddef.h>

struct ctx;

enum field_kind {
    FIELD_TEXT,      /* const char *: one line; max = code points (default 200) */
    FIELD_LONG,      /* const char *: many lines; max default 5000; CRLF becomes LF */
    FIELD_INT,       /* int64_t; min/max inclusive when max > min */
    FIELD_DAY,       /* day, or opt_day when not REQUIRED: dd/MM/yyyy or yyyy-mm-dd */
    FIELD_ID,        /* any id type (int64_t inside): short form; "" gives 0 when not REQUIRED */
    FIELD_CHOICE,    /* const char *: one of .choices (codes, joined by ' ') */
    FIELD_TICK,      /* bool: present or not */
    FIELD_PHONE,     /* const char *: E.164, "" when not REQUIRED */
    FIELD_SECRET,    /* const char *: password or code; never shown again, never kept for resuming */
    FIELD_FILE,      /* struct upload; UPLOAD rows only */
    FIELD_MANY       /* struct typed_list: every field whose name starts with .name (grids: "sua-12-C=…"); lines are kept when max > 0 */
};

enum { OPTIONAL = 0, REQUIRED = 1 };

struct upload { const char *name; const char *type; const void *p; size_t n; };   /* client's name without folders; bytes live with the request */
struct typed { const char *name, *value; };
struct typed_list { struct typed *item; size_t n; };

struct field {
    const char *name;          /* in the HTML; Vietnamese without marks */
    enum field_kind kind;
    int required;
    size_t offset;             /* into the struct form_read fills */
    int64_t min, max;
    const char *choices;
    const char *label;         /* for messages: N_("Họ và tên"); NULL = "Ô này" */
};
#define FIELD(type, member, kind_, required_, ...) \
    { .kind = (kind_), .required = (required_), .offset = offsetof(type, member), __VA_ARGS__ }

struct form_spec { const struct field *fields; };

/* What was typed and what is wrong, for the page that is shown again (and prefill for GET). */
struct field_state { const char *name; const char *typed; const char *error; };
struct form_state { struct field_state *state; size_t n; const char *error; /* of the whole form, or NULL */ bool any; };

/* Reads c's body (or query for GET) by the route's own spec into `out`. INVALID with c->form filled when something is wrong. */
rc form_read(struct ctx *c, const struct form_spec *spec, void *out);
/* A rule of the action says what is wrong at a field (also done by web for a fault with .field). Answers INVALID. */
rc form_wrong(struct ctx *c, const char *field, const char *text);
/* What stands in the box: typed text if the form was sent, else `otherwise`. */
const char *form_typed(const struct ctx *c, const char *name, const char *otherwise);
const char *form_error(const struct ctx *c, const char *name);     /* NULL = fine */
const char *query_text(const struct ctx *c, const char *name);     /* raw query parameter, NFC, "" when missing */

#endif
