/* Inside of audit: a change as it is read again, the undoers, the handlers. */
#ifndef KHUE_ROOMS_AUDIT_INSIDE_H
#define KHUE_ROOMS_AUDIT_INSIDE_H

#include "audit/audit.h"
#include "web/form.h"
#include "web/reply.h"

/* One field of a change, in the reader's language; "" = nothing stood there. hidden: that it changed is all that is known. */
struct changed {
    const char *label, *before, *after; bool hidden;
    bool picture, was_there, is_there;   /* picture: which of the two can still be shown */
};
rc changed_read(struct arena *a, enum lang lang, const char *packed, struct changed **rows, size_t *n);

/* ---- journal.c: rows of the journal as people read them */
struct journal_line {
    audit_id id; instant at;
    const char *who;                     /* "Cô Nguyễn Thị Thu Hằng", "Hệ thống" */
    person_id by, about;
    const char *said;                    /* "đổi giáo viên chủ nhiệm lớp 6A1" */
    const struct changed *field; size_t fields;
    const char *reason;                  /* NULL = none */
    batch_id batch;                      /* 0 = none: a bulk act that its room can take back */
    const char *pictures;                /* where its pictures are, "/t/thcs/nhat-ky/0saph…/anh"; NULL = none of the fields is one */
    bool personal;                       /* it tells of a person's data: to open it is a look */
};
const char *act_words(const char *code);                                             /* source text with {vat}; the code itself when no room declares it */
/* What is asked for; 0 and "" = everything. Rows of ids in (after, before), the newest first. */
struct journal_wanted { person_id by, about; const char *kind; int64_t object; const char *room; audit_id after, before; };
rc journal_read(struct ask *a, const struct journal_wanted *w, int64_t limit, struct journal_line **rows, size_t *n);
rc journal_of_system(struct ask *a, audit_id before, int64_t limit, struct journal_line **rows, size_t *n);     /* what was done in no school */
rc journal_one(struct ask *a, audit_id id, struct journal_line *out);                /* NOT_FOUND */

/* ---- undo.c */
const struct undoer *undoer_of(const char *act);                                     /* NULL = no such bulk act */
rc undo_until(struct ask *a, const struct undoer *u, instant at, instant *until);

extern const struct form_spec undo_form;
rc journal_page(struct ctx *c, struct reply *r);
rc entry_page(struct ctx *c, struct reply *r);
rc entry_picture_file(struct ctx *c, struct reply *r);
rc pupil_picture_file(struct ctx *c, struct reply *r);
rc class_history_page(struct ctx *c, struct reply *r);
rc pupil_history_page(struct ctx *c, struct reply *r);
rc system_journal_page(struct ctx *c, struct reply *r);
rc undos_page(struct ctx *c, struct reply *r);
rc undo_page(struct ctx *c, struct reply *r);
rc undo_action(struct ctx *c, struct reply *r);

#endif
