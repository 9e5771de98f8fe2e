/* Inside of the queue: what a runner needs. A runner is one process's threads, or a test's own thread, with a number of its own;
** the database knows by it who holds a lease. */
#ifndef KHUE_WEB_JOB_RUN_H
#define KHUE_WEB_JOB_RUN_H

#include "web/app.h"
#include "web/job.h"
#include <stdatomic.h>

enum { JOB_KINDS_MOST = 128, JOB_THREADS = 4, JOB_THREADS_MOST = 32, JOB_LEASE_S = 60, JOB_LEASE_TEST_S = 6 };
#define JOB_ARENA ((size_t)64 << 20)

/* All kinds of the program. */
struct job_kinds { const struct job_kind *kind[JOB_KINDS_MOST]; int64_t key[JOB_KINDS_MOST]; size_t n; };
int64_t job_kind_key(const char *name);
/* INVALID with a reason: two of one name, a time of day that is none, too many. */
rc job_kinds_read(const struct job_table *tables, struct job_kinds *out, char *why, size_t why_size);
void job_kinds_quiet(struct job_kinds *all);                                          /* drops what reaches outside: a copy for trial */
const struct job_kind *job_kind_find(const struct app *app, const char *name);      /* NULL: of another version */
instant job_next_time(const struct job_kind *kind, instant now);                     /* of its schedule */
int64_t job_retry_ms(const struct job_kind *kind, int64_t attempt, uint32_t dice);   /* before the next attempt; dice = any number */

struct runner {
    struct app *app;
    const struct job_kinds *kinds;
    int64_t number;
    int64_t lease_ms;
    int step_ms;                       /* progress is written no more often */
    atomic_bool stopping;
};
void runner_init(struct runner *r, struct app *app, const struct job_kinds *kinds);

/* How a run ended; texts in the job's arena. */
struct ending {
    job_id id;
    person_id by;
    int64_t attempt;
    const struct job_kind *kind;       /* NULL: of another version */
    bool give_back;                    /* the server stops */
    enum job_state state;
    instant due_at;
    opt_instant ended_at;
    const char *says, *links, *error;
    int error_number;
};

/* One running job. `j` comes first: rooms see only it. */
struct run {
    struct job j;
    struct runner *runner;
    struct ask ask;
    struct fault fault;
    atomic_bool cancelled, lost;
    int64_t stepped_ms, done, of;
    const char *says, *links;
    size_t links_n;
};

/* ---- job_turn.c: the runner's closures */
struct taken { bool any; job_id id; const char *kind, *args; school_id school; person_id by; int64_t lang, attempt, done, of; };
/* Writes how the last run ended (NULL = none) and takes the next job of the kinds named, in one commit. Texts in the arena. */
rc job_turn(struct runner *r, struct arena *a, const struct ending *last, const int64_t *kinds, size_t n, struct taken *out);
rc job_step_write(struct run *run, int64_t done, int64_t of);                   /* sets cancelled, lost */
rc job_heartbeat(struct runner *r, struct arena *a, const job_id *ids, size_t n, job_id **cancelled, size_t *cancelled_n);
/* Jobs whose lease is over wait again, or fail when they have no attempt left. all: whatever runs is lost (the only server starts). */
rc job_lost_return(struct runner *r, struct arena *a, bool all);
rc job_schedule_look(struct runner *r, struct arena *a);                        /* queues what is due by its schedule */
rc job_is_due(struct runner *r, struct arena *a, const int64_t *kinds, size_t n, bool *due);

/* ---- job_run.c: one attempt of what was taken. The arena is the job's and must live until its ending is written. */
void run_begin(struct run *run, struct runner *r, struct arena *a, const struct taken *taken);
void job_run_one(struct run *run, const struct taken *taken, struct ending *out);

/* ---- job_bell.c: whoever waits for jobs in this process wakes up */
uint64_t job_bell_heard(void);                                /* rings so far */
void job_bell_wait(uint64_t heard, int ms);                   /* until it has rung since, or the time is over */
void job_bell_ring(struct db *db, int64_t unused);

/* Told with every change of a job's row, inside the closure. */
void job_changed(struct tx *t, job_id id, person_id by);
/* Its end was written in this closure: who asked is told, where its kind says so. */
rc job_over_tell(struct tx *t, const struct app *app, job_id id, const struct job_kind *kind, enum job_state state);

#endif
