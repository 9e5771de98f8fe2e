/* Exchange: the streams of the record store: statements out to a file, in from a file or from another store, and on to other systems as they come.
** What stays true: (1) what leaves is what /xapi gives, deeds in the same words; never anything of somebody whose data the school may not use (restriction), or
** who was erased; (2) what comes in is read, checked and taken by the code of the door xapi; a line is taken whole or refused with number, place and words;
** (3) everything goes on where it stopped: files and pages by a cursor that is committed with what was taken, a target by the number of the last
** statement that went, in order and at least once; the same statement again changes nothing; (4) what leaves is in the journal with its reason, and a file of
** statements on the ledger of everybody whom they name, before it is there; (5) secrets of other systems are kept under lock and shown to nobody; (6) nothing is
** sent on but where the principal said so, and may say otherwise at any time.
** Tables: exchange_run, exchange_refused, exchange_target, exchange_missed, exchange_owed. Source: requirements R26, R56; docs/doors/exchange.md. */
#ifndef KHUE_DOORS_EXCHANGE_H
#define KHUE_DOORS_EXCHANGE_H

#include "audit/audit.h"
#include "files/files.h"
#include "web/job.h"
#include "web/route.h"

extern const struct route exchange_routes[];
extern const struct job_kind exchange_jobs[];
extern const struct file_use exchange_files[];
extern const struct act exchange_acts[];
extern const struct keep exchange_keeps[];

/* In the closure in which a restriction ends, in the school of its scope: what was not sent on because of it will be. */
rc forward_owe(struct tx *t, person_id person);

/* For the page of who runs the record store: record_streams of xapi.h. */
struct ctx;
struct stream_line;
rc exchange_streams(struct ctx *c, struct stream_line **rows, size_t *n);
/* For the family's ledger: ledger_programs of consent.h. */
struct program_line;
rc exchange_programs(struct ctx *c, person_id person, struct program_line **rows, size_t *n);

/* ---- for commands: the school is that of the ask's scope, `home` the address of this house */
struct statements_out {
    const char *home, *reason;
    opt_instant from, until;                     /* stored from then on, and before then */
    statement_id after;                          /* go on behind this one; 0 = from the beginning */
    /* Hears each statement, a line without its end; false = it takes no more, and the cursor is the last one that it took. */
    bool (*line)(void *to, const char *text); void *to;
};
struct statements_went { int64_t n; statement_id last; bool whole; };
/* Writes down that it leaves, then what it is, oldest first, in bounded memory. A page may stand on the ledger and not be taken. */
rc statements_export(struct ask *a, const struct statements_out *in, struct statements_went *out);

struct statements_in { const char *home, *name, *reason /* NULL = the command */; struct bytes text; bool trial; void (*tell)(void *to, int64_t line, int number, const char *path, const char *words); void *to; };
struct statements_came { int64_t lines, fresh, known, refused; };
/* Takes in what is new; tells of what is refused. */
rc statements_import(struct app *app, struct ask *a, const struct statements_in *in, struct statements_came *out);

#endif
