/* The threads that run jobs, on a clock that goes. */
#include "generated/web_queries.h"
#include "test/harness/db.h"
#include "test/harness/wait.h"
#include "web/test/jobs.h"

static bool pool_open(struct test *t, struct floor *f)
{
    if (!jobs_open(t, f)) return false;
    db_set_clock(f->app.db, (opt_instant){ 0 });
    f->app.config.job_lease_ms = WAIT_MOST_MS;             /* a heart that is late loses no job */
    return true;
}

static struct jobs *start(struct test *t, struct floor *f)
{
    struct jobs *jobs = NULL;
    char why[200] = "";
    is_rc(t, OK, jobs_start(&f->app, &jobs, why, sizeof why));
    return jobs;
}

static bool ends_as(struct test *t, struct floor *f, job_id id, enum job_state state)
{
    while (face(t, f, id).state != state)
        if (!wait_more(t)) return false;
    return true;
}

static bool runs_by_now(struct test *t, int n)
{
    while (played.ran < n && wait_more(t)) continue;
    return played.ran >= n;
}

TEST(a_job_queued_while_the_threads_sleep_wakes_one)
{
    struct floor f;
    if (!pool_open(t, &f)) return;
    struct jobs *jobs = start(t, &f);
    is_true(t, ends_as(t, &f, queue(t, &f, (struct new_job){ .kind = &played_jobs[PLAIN], .args = "a" }), JOB_STATE_DONE));
    jobs_stop(jobs);
    floor_close(&f);
}

TEST(a_stop_puts_a_running_job_back_without_losing_an_attempt)
{
    struct floor f;
    if (!pool_open(t, &f)) return;
    played.hold = true;
    job_id id = queue(t, &f, (struct new_job){ .kind = &played_jobs[PATIENT] });
    struct jobs *jobs = start(t, &f);
    is_true(t, runs_by_now(t, 1));
    jobs_stop(jobs);
    is_rc(t, BUSY, played.heard);
    struct job_face one = face(t, &f, id);
    is_int(t, JOB_STATE_WAITING, one.state);
    is_int(t, 0, one.attempt);
    played.hold = false;
    jobs = start(t, &f);
    is_true(t, ends_as(t, &f, id, JOB_STATE_DONE));
    is_int(t, 1, played.attempt);
    jobs_stop(jobs);
    floor_close(&f);
}

TEST(of_a_kind_that_runs_alone_never_two_run_and_others_run_beside_it)
{
    struct floor f;
    job_id single[4];
    if (!pool_open(t, &f)) return;
    played.hold = true;
    for (int i = 0; i < 4; i++) single[i] = queue(t, &f, (struct new_job){ .kind = &played_jobs[SINGLE] });
    struct jobs *jobs = start(t, &f);
    is_true(t, runs_by_now(t, 1));
    is_true(t, ends_as(t, &f, queue(t, &f, (struct new_job){ .kind = &played_jobs[CAREFUL] }), JOB_STATE_DONE));
    played.hold = false;
    for (int i = 0; i < 4; i++) is_true(t, ends_as(t, &f, single[i], JOB_STATE_DONE));
    is_int(t, 1, played.most_at_once);
    jobs_stop(jobs);
    floor_close(&f);
}

TEST(no_more_jobs_run_than_there_are_threads)
{
    struct floor f;
    job_id id[8];
    if (!pool_open(t, &f)) return;
    f.app.config.job_threads = 3;
    played.hold = true;
    for (int i = 0; i < 8; i++) id[i] = queue(t, &f, (struct new_job){ .kind = &played_jobs[PATIENT] });
    struct jobs *jobs = start(t, &f);
    is_true(t, runs_by_now(t, 3));
    let_pass(100);
    is_int(t, 3, played.ran);
    played.hold = false;
    for (int i = 0; i < 8; i++) is_true(t, ends_as(t, &f, id[i], JOB_STATE_DONE));
    is_int(t, 3, played.most_at_once);
    jobs_stop(jobs);
    floor_close(&f);
}

static rc steer(struct tx *t, const job_id *in, void *out)
{
    (void)out;
    return job_cancel(t, *in, AN);
}
CLOSURE(steer, job_id, void)

TEST(the_heart_tells_a_running_job_that_it_was_cancelled_and_keeps_its_lease)
{
    struct floor f;
    if (!pool_open(t, &f)) return;
    played.hold = true;
    job_id id = queue(t, &f, (struct new_job){ .kind = &played_jobs[PATIENT] });
    struct jobs *jobs = start(t, &f);
    is_true(t, runs_by_now(t, 1));
    is_rc(t, OK, transact(test_ask(t, f.app.db), NULL, steer, &id, NULL));
    is_true(t, ends_as(t, &f, id, JOB_STATE_CANCELLED));
    jobs_stop(jobs);
    floor_close(&f);
}

TEST(two_pools_of_one_database_share_the_work_and_run_each_job_once)
{
    struct floor f;
    enum { MANY = 60 };
    job_id id[MANY];
    if (!pool_open(t, &f)) return;
    struct jobs *a = start(t, &f), *b = start(t, &f);
    for (int i = 0; i < MANY; i++) id[i] = queue(t, &f, (struct new_job){ .kind = &played_jobs[CAREFUL] });
    for (int i = 0; i < MANY; i++) is_true(t, ends_as(t, &f, id[i], JOB_STATE_DONE));
    is_int(t, MANY, played.ran);
    is_int(t, MANY, played.steps_done);
    jobs_stop(a);
    jobs_stop(b);
    floor_close(&f);
}

/* For a tenth of a second nobody looks for work: the heart does so a few times a second, threads that wake each other without end. */
static bool comes_to_rest(struct test *t, struct floor *f)
{
    for (;;) {
        int64_t before = db_stats(f->app.db).closures;
        let_pass(100);
        if (db_stats(f->app.db).closures == before) return true;
        if (!wait_more(t)) return false;
    }
}

TEST(threads_that_find_nothing_to_do_do_not_wake_each_other)
{
    struct floor f;
    if (!pool_open(t, &f)) return;
    struct jobs *jobs = start(t, &f);
    is_true(t, ends_as(t, &f, queue(t, &f, (struct new_job){ .kind = &played_jobs[PLAIN], .args = "a" }), JOB_STATE_DONE));
    for (int i = 0; i < 5; i++) {
        job_bell_ring(NULL, 0);
        is_true(t, comes_to_rest(t, &f));
    }
    jobs_stop(jobs);
    floor_close(&f);
}
