/* Kinds of jobs for the tests of the queue; what they do is told by `played`, what they did stands there too. */
#ifndef KHUE_WEB_TEST_JOBS_H
#define KHUE_WEB_TEST_JOBS_H

#include "web/job_run.h"
#include "web/test/floor.h"

enum { PLAIN, CAREFUL, SINGLE, NIGHTLY, OFTEN, GUARDED, PATIENT, FEW, OUTSIDE };
enum { GONE = 66 };                    /* a person whose account was closed */
extern const struct job_kind played_jobs[];
extern const struct job_table played_tables[];

extern struct played {
    rc answer;                         /* of the next runs of PLAIN */
    bool says;                         /* … with words and a link */
    const char *words;                 /* … or refuses with these */
    atomic_int ran, steps_done, at_once, most_at_once;
    atomic_bool hold;                  /* PATIENT and SINGLE go on stepping while it is set */
    char order[64];                    /* args of each run of PLAIN, one character each */
    atomic_int heard;                  /* the rc that the last job_step answered */
    atomic_int attempt;
    job_id cancel_me;                  /* PLAIN cancels this one, between two steps */
    bool may;                          /* what still_may answers */
    size_t barred_n;                   /* how many the last run of PLAIN was barred from */
} played;

bool jobs_open(struct test *t, struct floor *f);        /* floor_open with these kinds and a clock that stands */
job_id queue(struct test *t, struct floor *f, struct new_job in);
rc queue_rc(struct test *t, struct floor *f, struct new_job in, job_id *out);
extern school_id queue_in;                              /* scope of the ask that queues; 0 = none */
struct job_face face(struct test *t, struct floor *f, job_id id);
void later(struct floor *f, int64_t ms);                /* moves the clock */

#endif
