/* Audit: who changed what, before and after, and why. Tables: audit, audit_seal.
** What stays true: (1) the row stands in the transaction of the change: no change without it, none without the change;
** (2) rows are only added: there is no question that changes or drops one, and both engines refuse it; (3) how a person is
** reached or numbered is kept by its end only (phone, e-mail, national id), a password or code never; (4) audit_seal()
** covers the rows older than SEAL_AFTER_MS, each seal the one before it, so that audit_check() finds a row that was changed,
** dropped or slipped in; (5) a bulk act is undone once, whole, by the rule of the room that did it, with a reason.
** Source: requirements R13, R18; Luật 91/2025/QH15; docs/floors/audit.md. */
#ifndef KHUE_ROOMS_AUDIT_H
#define KHUE_ROOMS_AUDIT_H

#include "data/tx.h"
#include "data/verify.h"
#include "web/job.h"
#include "web/route.h"

extern const struct route audit_routes[];
extern const struct job_kind audit_jobs[];     /* seals, every hour */

/* A kind of change, declared by the room whose rule makes it and listed in src/main.c. The code is kept for ever; the words
** stand behind the name of whoever did it: N_("đổi giáo viên chủ nhiệm lớp {vat}"), {vat} being the name of the object. */
struct act { const char *code, *words; };
struct act_table { const char *room, *label; const struct act *rows; };       /* codes begin with "room."; label N_(), for the filter; rows end with code NULL */
extern const struct act_table act_tables[];                           /* src/main.c; ends with room NULL */
extern const struct act people_acts[], schools_acts[];                /* of the rooms below this one */

/* One field, before and after. NULL = nothing stood there; equal ones are left out. */
enum kept_as {
    KEPT_AS_IS,
    KEPT_AS_WORDS,       /* source texts, N_(): shown in the reader's language */
    KEPT_END,            /* phone, e-mail, number: only its end */
    KEPT_PICTURE,        /* what file_content() says of a file: shown as the picture, while its bytes are kept */
    KEPT_NOT             /* that it changed, never what: passwords, codes */
};
struct was { const char *label; const char *before, *after; enum kept_as how; };     /* label: source text, N_() */
#define WAS(...) .field = (const struct was[]){ __VA_ARGS__ }, .fields = sizeof((const struct was[]){ __VA_ARGS__ }) / sizeof(struct was)

struct change {
    const struct act *act;
    const char *kind; int64_t id; const char *name;    /* the object: "class", its id, "6A1"; name NULL = none */
    person_id by;                                      /* who, where it is not t->ask->me: a job in somebody's name */
    person_id about;                                   /* whose data it is; 0 = nobody's */
    const struct was *field; size_t fields;            /* WAS({ N_("Chức danh"), before, after }, …) */
    const char *reason;                                /* as written, or NULL */
    batch_id batch;
};
/* In the transaction of the change. Where it was done by a right that was handed over (t->ask->instead), the row says in whose stead. Who: t->ask->me (0 = a command or a job); where: t->ask->scope.school (0 = the system).
** With fields of which none differs nothing is written: nothing changed. */
rc audit_add(struct tx *t, const struct change *ch);

/* The closure is a bulk act (a class list, slips of a class): this row tells all of it, and from here on audit_add() of the
** rules that it calls writes nothing. */
rc audit_bulk(struct tx *t, const struct change *ch);

/* ---- seals. What they prove stands in docs/floors/audit.md. */
enum { SEAL_AFTER_MS = 3600000, SEAL_ROWS = 500 };
/* Seals what is old enough in one school (0 = the rows of the system), SEAL_ROWS at a time; *sealed = rows covered now. */
rc audit_seal_school(struct ask *a, school_id school, int64_t *sealed);
/* The same for every school; a job does it every hour. */
rc audit_seal_all(struct ask *a);
/* Reads every sealed row again. *looked = seals, *wrong = those that no longer fit; tell (may be NULL) hears of each. */
struct seal_wrong { school_id school; int64_t number; instant from, to; };
rc audit_check(struct ask *a, void (*tell)(void *with, const struct seal_wrong *wrong), void *with, int64_t *looked, int64_t *wrong);
extern const struct verify_check audit_checks[];                      /* khue verify */

/* ---- the way back of bulk acts. A room declares how one of its bulk acts (batch_open of schools) is taken back and lists it in
** src/main.c; the pages, the reason, the deadline, the mark and the row of the journal are of this room. */
enum { UNDO_LINES = 6 };
struct undo_view {                      /* what an undo would do at this moment, in the reader's words; in the ask's arena */
    const char *what;                   /* "danh-sach-6.xlsx" */
    person_id about;                    /* whose data it is, where it is of one person; the journal of that person tells the undo too */
    const char *back[UNDO_LINES]; size_t backs;        /* what it takes back: "61 em mới rời lớp" */
    const char *stays[UNDO_LINES]; size_t stay;        /* what has changed since and therefore stays */
    const char *not_now;                /* why it cannot be undone at all, or NULL */
};
struct undoer {
    const char *act;                    /* as given to batch_open: "roster.intake" */
    const char *label;                  /* N_("Nhập danh sách") */
    int permission;                     /* who may, besides UNDO_BULK of the page; without an object */
    rc (*hours)(struct ask *a, int64_t *hours);                                    /* how long it can be undone */
    rc (*look)(struct ask *a, batch_id batch, struct undo_view *out);
    rc (*run)(struct tx *t, batch_id batch);           /* in the closure; refuses what may not be; its single changes are not written down */
};
struct undoer_table { const char *room; const struct undoer *rows; };              /* rows end with act NULL */
extern const struct undoer_table undoer_tables[];                                  /* src/main.c; ends with room NULL */
extern const struct act audit_acts[];

/* Takes a bulk act of t->ask->scope.school back: NOT_FOUND; DENIED when t->ask->me may not (any more); CONFLICT when it is too late,
** done already, or its room refuses; INVALID without a reason. Once, whole, written down. */
struct undo_wanted { batch_id batch; const char *reason, *next; };
rc undo_batch(struct tx *t, const struct undo_wanted *in);

#endif
