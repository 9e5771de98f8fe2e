/* Inside of exchange: runs, what is read of files and other stores, and targets. */
#ifndef KHUE_DOORS_EXCHANGE_INSIDE_H
#define KHUE_DOORS_EXCHANGE_INSIDE_H

#include "base/json.h"
#include "exchange/exchange.h"
#include "generated/exchange_queries.h"
#include "record/record.h"
#include "web/outgoing.h"
#include "xapi/xapi.h"

#define EXCHANGE_OUT "exchange.out"              /* uses of files */
#define EXCHANGE_IN  "exchange.in"
enum { JOB_OUT, JOB_FILE, JOB_STORE, JOB_DUE, JOB_FORWARD, JOB_TIDY };
enum { ACT_OUT_ASKED, ACT_OUT, ACT_IN_ASKED, ACT_IN, ACT_TARGET_MADE, ACT_TARGET_PAUSED, ACT_TARGET_ON, ACT_TARGET_ENDED };
enum { REFUSED_MOST = 10000, RUN_MOST = 1000000, TARGETS_MOST = 10,
       MISSED_MOST = 1000, PAUSED_AFTER_MS = 3 * 86400000, PAGE = 200, TAKE = 50, PART_BYTES = 15 << 20, RUNS_SHOWN = 20, REASON_MOST = 300 };

/* ---- aside.c: an arena of its own, emptied between pages, so that a school of any size needs no more than one */
struct aside { struct arena arena, *usual; };
void aside_begin(struct aside *x, struct ask *a);
void aside_turn(struct aside *x, struct ask *a);
rc aside_end(struct aside *x, struct ask *a, rc done);

/* ---- lines.c: what comes from outside, as text */
/* The next line that holds something, without its end and, at the very beginning, without a mark of byte order; *line counts all lines. false = no more. */
bool line_next(struct span *rest, int64_t *line, struct span *out);
/* A page of another store: its statements in an array, its files, and where the next page is ("" = there is none). INVALID in words. */
struct store_page { const struct json *statements; const char *more; struct mixed_part *part; size_t parts; };
rc store_page_read(struct ask *a, const char *type, struct bytes body, struct store_page *out);
/* "2026-11-23T08:00:00Z" or a date, in Hà Nội. */
bool moment_read(const char *text, opt_instant *out);

/* ---- runs.c */
struct new_run { enum exchange_kind kind; bool trial; const char *name, *reason; opt_instant from, until; struct bytes hash; const char *address, *account; struct bytes sealed; int version; statement_id after; };
/* A run and the line of the journal that says it was asked for. */
rc run_open(struct tx *t, const struct new_run *in, exchange_run_id *out);
rc run_queue(struct tx *t, exchange_run_id id, enum exchange_kind kind, const char *about, job_id *out);
rc run_find(struct ask *a, exchange_run_id id, struct run_of_row *out);          /* NOT_FOUND */
rc run_close(struct ask *a, const struct run_of_row *run, enum exchange_state state, struct request_key *key);
/* A secret opens for the address and the account that it was given for alone. */
const char *secret_place(struct arena *a, school_id school, const char *address, const char *account);

/* ---- intake.c: lines, fifty at a time, each with what it says of where it stood */
struct come { int64_t line; struct span text; const struct json *said; /* read already, or NULL */ };
struct place { const char *page; int64_t at, line; };
struct taking_in { struct ask *a; struct telling as; struct run_of_row *run; };
/* One closure: what is new, what was refused, and how far it is. CONFLICT when another attempt was faster. */
rc come_take(struct taking_in *k, const struct come *come, size_t n, const struct place *to);
void taking_begin(struct taking_in *k, struct ask *a, const char *home, struct run_of_row *run);

/* ---- out.c */
/* Statements below this number are settled, at a moment: nothing comes in between any more; and stored before `until`. */
int64_t upto_of(struct ask *a, opt_instant until);

/* ---- forward.c */
rc target_make(struct tx *t, const struct target_of_row *in);
/* What: "dung" pause, "tiep" go on and try again what failed, "thoi" end. CONFLICT by rev. */
rc target_turn(struct tx *t, exchange_target_id id, int64_t rev, const char *what);
rc due_job(struct job *j);
rc forward_job(struct job *j);

rc out_job(struct job *j);
rc file_job(struct job *j);
rc store_job(struct job *j);

#endif
