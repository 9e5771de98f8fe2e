/* The queue, in the test's own thread. */
#include "web/test/jobs.h"
#include "generated/web_queries.h"
#include "test/harness/db.h"
#include "test/harness/wait.h"
#include <string.h>

TEST(a_job_runs_after_its_commit_and_tells_its_result)
{
    struct floor f;
    if (!jobs_open(t, &f)) return;
    played.says = true;
    job_id id = queue(t, &f, (struct new_job){ .kind = &played_jobs[PLAIN], .args = "a", .about = "6A1.xlsx", .school = { 7 }, .person = AN });
    struct job_face one = face(t, &f, id);
    is_int(t, JOB_STATE_WAITING, one.state);
    is_text(t, "6A1.xlsx", one.about);
    is_int(t, 1, jobs_run_all(&f.app));
    is_int(t, 1, played.ran);
    one = face(t, &f, id);
    is_int(t, JOB_STATE_DONE, one.state);
    is_text(t, "Đã làm 3 dòng.", one.says);
    is_int(t, 2, one.links);
    is_text(t, "/t/a/xong", one.link[0].path);
    is_text(t, "Xem kết quả", one.link[0].words);
    is_text(t, "In phiếu", one.link[1].words);
    is_true(t, one.ended_at.has);
    is_int(t, 0, jobs_run_all(&f.app));
    floor_close(&f);
}

TEST(a_job_of_a_closure_that_is_rolled_back_is_not_queued)
{
    struct floor f;
    job_id id;
    if (!jobs_open(t, &f)) return;
    is_rc(t, INVALID, queue_rc(t, &f, (struct new_job){ .kind = &played_jobs[PLAIN], .about = "never" }, &id));
    is_int(t, 0, jobs_run_all(&f.app));
    floor_close(&f);
}

TEST(a_job_for_another_school_than_the_one_asked_in_is_our_mistake)
{
    struct floor f;
    if (!jobs_open(t, &f)) return;
    queue_in = (school_id){ 8 };
    is_rc(t, BUG, queue_rc(t, &f, (struct new_job){ .kind = &played_jobs[PLAIN], .school = { 7 } }, &(job_id){ 0 }));
    is_rc(t, OK, queue_rc(t, &f, (struct new_job){ .kind = &played_jobs[PLAIN], .school = { 8 } }, &(job_id){ 0 }));
    floor_close(&f);
}

TEST(what_may_pass_is_tried_again_later_each_time_and_then_fails_with_its_words)
{
    struct floor f;
    if (!jobs_open(t, &f)) return;
    played.answer = DOWN;
    played.words = "Máy in không trả lời.";
    job_id id = queue(t, &f, (struct new_job){ .kind = &played_jobs[PLAIN] });
    int64_t begun = db_now(f.app.db).ms;
    is_int(t, 1, jobs_run_all(&f.app));
    struct job_face one = face(t, &f, id);
    is_int(t, JOB_STATE_WAITING, one.state);
    is_text(t, "Máy in không trả lời.", one.error);
    is_int(t, 4103, one.error_number);
    is_true(t, one.due_at.ms >= begun + 30000 && one.due_at.ms <= begun + 45000);
    is_int(t, 0, jobs_run_all(&f.app));
    later(&f, 45000);
    begun = db_now(f.app.db).ms;
    is_int(t, 1, jobs_run_all(&f.app));
    one = face(t, &f, id);
    is_true(t, one.due_at.ms >= begun + 60000 && one.due_at.ms <= begun + 90000);
    later(&f, 90000);
    is_int(t, 1, jobs_run_all(&f.app));
    one = face(t, &f, id);
    is_int(t, JOB_STATE_FAILED, one.state);
    is_int(t, 3, one.attempt);
    is_text(t, "Máy in không trả lời.", one.error);
    later(&f, 24 * 3600000LL);
    is_int(t, 0, jobs_run_all(&f.app));
    floor_close(&f);
}

TEST(the_wait_before_another_attempt_is_doubled_and_ends_at_six_hours)
{
    const struct job_kind usual = { .name = "x" }, slow = { .name = "y", .retry_s = 600 };
    is_int(t, 30000, job_retry_ms(&usual, 1, 0));
    is_int(t, 60000, job_retry_ms(&usual, 2, 0));
    is_true(t, job_retry_ms(&usual, 2, 999) < 90000 && job_retry_ms(&usual, 2, 999) > 89000);
    is_int(t, 6 * 3600000LL, job_retry_ms(&usual, 40, 0));
    is_int(t, 600000, job_retry_ms(&slow, 1, 0));
}

TEST(what_cannot_pass_ends_at_once_with_its_words)
{
    static const rc kinds[] = { INVALID, NOT_FOUND, CONFLICT, DENIED };
    struct floor f;
    if (!jobs_open(t, &f)) return;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        played.answer = kinds[i];
        job_id id = queue(t, &f, (struct new_job){ .kind = &played_jobs[PLAIN] });
        is_int(t, 1, jobs_run_all(&f.app));
        struct job_face one = face(t, &f, id);
        is_int(t, JOB_STATE_FAILED, one.state);
        is_true(t, *one.error != 0);
    }
    floor_close(&f);
}

TEST(a_step_that_was_committed_is_not_run_again)
{
    struct floor f;
    if (!jobs_open(t, &f)) return;
    played.answer = BUG;
    job_id id = queue(t, &f, (struct new_job){ .kind = &played_jobs[CAREFUL] });
    is_int(t, 1, jobs_run_all(&f.app));
    later(&f, 60000);
    played.answer = OK;
    is_int(t, 1, jobs_run_all(&f.app));
    is_int(t, 2, played.ran);
    is_int(t, 1, played.steps_done);
    is_int(t, JOB_STATE_DONE, face(t, &f, id).state);
    floor_close(&f);
}

TEST(soon_goes_before_usual_and_usual_before_later)
{
    struct floor f;
    if (!jobs_open(t, &f)) return;
    queue(t, &f, (struct new_job){ .kind = &played_jobs[PLAIN], .args = "c", .priority = JOB_LATER });
    queue(t, &f, (struct new_job){ .kind = &played_jobs[PLAIN], .args = "b" });
    queue(t, &f, (struct new_job){ .kind = &played_jobs[PLAIN], .args = "d", .priority = JOB_LATER });
    queue(t, &f, (struct new_job){ .kind = &played_jobs[PLAIN], .args = "a", .priority = JOB_SOON });
    is_int(t, 4, jobs_run_all(&f.app));
    is_text(t, "abcd", played.order);
    floor_close(&f);
}

TEST(a_job_waits_for_its_time)
{
    struct floor f;
    if (!jobs_open(t, &f)) return;
    queue(t, &f, (struct new_job){ .kind = &played_jobs[PLAIN], .not_before = { true, { db_now(f.app.db).ms + 60000 } } });
    is_int(t, 0, jobs_run_all(&f.app));
    later(&f, 60000);
    is_int(t, 1, jobs_run_all(&f.app));
    floor_close(&f);
}

TEST(of_two_jobs_that_may_wait_once_the_second_is_the_first)
{
    struct floor f;
    if (!jobs_open(t, &f)) return;
    job_id first = queue(t, &f, (struct new_job){ .kind = &played_jobs[PLAIN], .once = "index 7" });
    is_int(t, first.v, queue(t, &f, (struct new_job){ .kind = &played_jobs[PLAIN], .once = "index 7" }).v);
    is_true(t, first.v != queue(t, &f, (struct new_job){ .kind = &played_jobs[PLAIN], .once = "index 8" }).v);
    is_int(t, 2, jobs_run_all(&f.app));
    is_true(t, first.v != queue(t, &f, (struct new_job){ .kind = &played_jobs[PLAIN], .once = "index 7" }).v);
    floor_close(&f);
}

TEST(a_full_queue_refuses_one_school_and_takes_another)
{
    struct floor f;
    job_id id;
    if (!jobs_open(t, &f)) return;
    for (int i = 0; i < 3; i++) queue(t, &f, (struct new_job){ .kind = &played_jobs[FEW], .school = { 7 } });
    is_rc(t, CONFLICT, queue_rc(t, &f, (struct new_job){ .kind = &played_jobs[FEW], .school = { 7 } }, &id));
    is_rc(t, OK, queue_rc(t, &f, (struct new_job){ .kind = &played_jobs[FEW], .school = { 8 } }, &id));
    is_int(t, 4, jobs_run_all(&f.app));
    is_rc(t, OK, queue_rc(t, &f, (struct new_job){ .kind = &played_jobs[FEW], .school = { 7 } }, &id));
    floor_close(&f);
}

static rc steer(struct tx *t, const job_id *in, void *out)
{
    (void)out;
    return job_cancel(t, *in, AN);
}
CLOSURE(steer, job_id, void)

static rc again(struct tx *t, const job_id *in, void *out)
{
    (void)out;
    return job_again(t, *in);
}
CLOSURE(again, job_id, void)

TEST(a_waiting_job_is_cancelled_once_and_may_be_asked_for_again)
{
    struct floor f;
    if (!jobs_open(t, &f)) return;
    job_id id = queue(t, &f, (struct new_job){ .kind = &played_jobs[PLAIN] });
    is_rc(t, CONFLICT, transact(test_ask(t, f.app.db), NULL, again, &id, NULL));
    is_rc(t, OK, transact(test_ask(t, f.app.db), NULL, steer, &id, NULL));
    is_int(t, JOB_STATE_CANCELLED, face(t, &f, id).state);
    is_rc(t, CONFLICT, transact(test_ask(t, f.app.db), NULL, steer, &id, NULL));
    is_int(t, 0, jobs_run_all(&f.app));
    is_rc(t, OK, transact(test_ask(t, f.app.db), NULL, again, &id, NULL));
    is_int(t, 1, jobs_run_all(&f.app));
    is_int(t, JOB_STATE_DONE, face(t, &f, id).state);
    floor_close(&f);
}

TEST(a_running_job_hears_at_its_next_step_that_it_was_cancelled)
{
    struct floor f;
    if (!jobs_open(t, &f)) return;
    job_id id = queue(t, &f, (struct new_job){ .kind = &played_jobs[PLAIN] });
    played.cancel_me = id;
    is_int(t, 1, jobs_run_all(&f.app));
    is_rc(t, CONFLICT, played.heard);
    struct job_face one = face(t, &f, id);
    is_int(t, JOB_STATE_CANCELLED, one.state);
    is_int(t, 1, one.done);
    floor_close(&f);
}

TEST(a_job_of_somebody_who_may_no_longer_ends_as_denied)
{
    struct floor f;
    if (!jobs_open(t, &f)) return;
    job_id id = queue(t, &f, (struct new_job){ .kind = &played_jobs[GUARDED], .person = AN });
    is_int(t, 1, jobs_run_all(&f.app));
    is_int(t, 0, played.ran);
    struct job_face one = face(t, &f, id);
    is_int(t, JOB_STATE_FAILED, one.state);
    is_int(t, 2007, one.error_number);
    played.may = true;
    id = queue(t, &f, (struct new_job){ .kind = &played_jobs[GUARDED], .person = AN });
    is_int(t, 1, jobs_run_all(&f.app));
    is_int(t, 1, played.ran);
    floor_close(&f);
}

TEST(a_job_reads_nothing_of_whom_an_order_keeps_from_who_asked_but_what_runs_at_night_reads_all)
{
    struct floor f;
    if (!jobs_open(t, &f)) return;
    queue(t, &f, (struct new_job){ .kind = &played_jobs[PLAIN], .person = AN });
    is_int(t, 1, jobs_run_all(&f.app));
    is_int(t, 1, (int64_t)played.barred_n);
    queue(t, &f, (struct new_job){ .kind = &played_jobs[PLAIN] });
    is_int(t, 1, jobs_run_all(&f.app));
    is_int(t, 0, (int64_t)played.barred_n);
    job_id id = queue(t, &f, (struct new_job){ .kind = &played_jobs[PLAIN], .person = { GONE } });
    is_int(t, 1, jobs_run_all(&f.app));
    is_int(t, 2007, face(t, &f, id).error_number);
    is_int(t, 2, played.ran);
    played.barred_n = 9;
    queue(t, &f, (struct new_job){ .kind = &played_jobs[NIGHTLY], .person = AN });           /* an operator starts it now */
    is_int(t, 1, jobs_run_all(&f.app));
    is_int(t, 0, (int64_t)played.barred_n);
    floor_close(&f);
}

/* ---- leases */

static struct job_kinds kinds;

static struct runner runner(struct test *t, struct floor *f)
{
    struct runner r;
    char why[200];
    is_rc(t, OK, job_kinds_read(played_tables, &kinds, why, sizeof why));
    runner_init(&r, &f->app, &kinds);
    return r;
}

TEST(the_job_of_a_server_that_died_runs_again_and_its_progress_is_still_there)
{
    struct floor f;
    struct taken taken;
    struct run run;
    if (!jobs_open(t, &f)) return;
    job_id id = queue(t, &f, (struct new_job){ .kind = &played_jobs[PATIENT] });
    struct runner dead = runner(t, &f);
    is_rc(t, OK, job_turn(&dead, t->arena, NULL, kinds.key, kinds.n, &taken));
    is_true(t, taken.any);
    run_begin(&run, &dead, t->arena, &taken);
    is_rc(t, OK, job_step(&run.j, 3, 10));
    ask_done(&run.ask);
    f.app.db = test_db_again(t, f.app.db);
    struct job_face one = face(t, &f, id);
    is_int(t, JOB_STATE_RUNNING, one.state);
    is_int(t, 3, one.done);
    is_int(t, 10, one.of);
    db_set_clock(f.app.db, (opt_instant){ true, { 1795395600000 + 1000 } });
    struct runner next = runner(t, &f);
    is_rc(t, OK, job_lost_return(&next, t->arena, false));
    is_int(t, 0, jobs_run_all(&f.app));                              /* the lease still holds */
    later(&f, JOB_LEASE_TEST_S * 1000LL);
    is_rc(t, OK, job_lost_return(&next, t->arena, false));
    one = face(t, &f, id);
    is_int(t, JOB_STATE_WAITING, one.state);
    is_int(t, 3, one.done);
    is_true(t, *one.error != 0);
    is_int(t, 1, jobs_run_all(&f.app));
    is_int(t, 2, played.attempt);
    is_int(t, JOB_STATE_DONE, face(t, &f, id).state);
    floor_close(&f);
}

TEST(a_run_that_lost_its_lease_hears_so_and_writes_nothing)
{
    struct floor f;
    struct taken taken;
    struct run run;
    if (!jobs_open(t, &f)) return;
    job_id id = queue(t, &f, (struct new_job){ .kind = &played_jobs[PATIENT] });
    struct runner slow = runner(t, &f), next = runner(t, &f);
    is_rc(t, OK, job_turn(&slow, t->arena, NULL, kinds.key, kinds.n, &taken));
    run_begin(&run, &slow, t->arena, &taken);
    later(&f, 60000);
    is_rc(t, OK, job_lost_return(&next, t->arena, false));
    is_int(t, 1, jobs_run_all(&f.app));
    is_rc(t, CONFLICT, job_step(&run.j, 1, 2));
    struct ending late = { .id = id, .attempt = 1, .state = JOB_STATE_FAILED, .due_at = run.ask.now, .says = "", .links = "", .error = "x" };
    is_rc(t, OK, job_turn(&slow, t->arena, &late, NULL, 0, &taken));
    is_int(t, JOB_STATE_DONE, face(t, &f, id).state);
    floor_close(&f);
}

TEST(a_job_that_kills_its_server_each_time_fails_in_the_end)
{
    struct floor f;
    struct taken taken;
    if (!jobs_open(t, &f)) return;
    job_id id = queue(t, &f, (struct new_job){ .kind = &played_jobs[PATIENT] });      /* two attempts */
    for (int i = 0; i < 2; i++) {
        struct runner r = runner(t, &f);
        is_rc(t, OK, job_turn(&r, t->arena, NULL, kinds.key, kinds.n, &taken));
        is_true(t, taken.any);
        is_rc(t, OK, job_lost_return(&r, t->arena, true));
    }
    is_int(t, JOB_STATE_FAILED, face(t, &f, id).state);
    floor_close(&f);
}

TEST(two_runners_of_one_database_never_take_the_same_job)
{
    struct floor f;
    struct taken taken;
    int64_t seen[20];
    if (!jobs_open(t, &f)) return;
    for (int i = 0; i < 20; i++) queue(t, &f, (struct new_job){ .kind = &played_jobs[PLAIN] });
    struct runner r[2] = { runner(t, &f), runner(t, &f) };
    is_true(t, r[0].number != r[1].number);
    for (int i = 0; i < 20; i++) {
        is_rc(t, OK, job_turn(&r[i % 2], t->arena, NULL, kinds.key, kinds.n, &taken));
        is_true(t, taken.any);
        for (int k = 0; k < i; k++) is_true(t, seen[k] != taken.id.v);
        seen[i] = taken.id.v;
    }
    is_rc(t, OK, job_turn(&r[0], t->arena, NULL, kinds.key, kinds.n, &taken));
    is_false(t, taken.any);
    floor_close(&f);
}

/* ---- schedule */

TEST(a_nightly_job_is_queued_once_however_many_servers_look)
{
    struct floor f;
    if (!jobs_open(t, &f)) return;
    struct runner r[2] = { runner(t, &f), runner(t, &f) };
    for (int i = 0; i < 4; i++) is_rc(t, OK, job_schedule_look(&r[i % 2], t->arena));
    is_int(t, 0, jobs_run_all(&f.app));
    later(&f, 18 * 3600000LL);                                         /* 02:00: the hourly one, missed 18 times, runs once */
    for (int i = 0; i < 4; i++) is_rc(t, OK, job_schedule_look(&r[i % 2], t->arena));
    is_int(t, 1, jobs_run_all(&f.app));
    later(&f, 1800000);
    for (int i = 0; i < 4; i++) is_rc(t, OK, job_schedule_look(&r[i % 2], t->arena));
    is_int(t, 2, jobs_run_all(&f.app));                                /* the test's nightly one and web.tidy */
    later(&f, 1800000);
    for (int i = 0; i < 4; i++) is_rc(t, OK, job_schedule_look(&r[i % 2], t->arena));
    is_int(t, 1, jobs_run_all(&f.app));
    floor_close(&f);
}

TEST(a_clock_that_was_a_year_ahead_stops_no_schedule_and_holds_no_job)
{
    struct floor f;
    struct taken taken;
    if (!jobs_open(t, &f)) return;
    int64_t year = 365 * 86400000LL;
    later(&f, year);
    struct runner r = runner(t, &f);
    is_rc(t, OK, job_schedule_look(&r, t->arena));                     /* the next night is one of next year */
    job_id id = queue(t, &f, (struct new_job){ .kind = &played_jobs[PATIENT] });
    is_rc(t, OK, job_turn(&r, t->arena, NULL, kinds.key, kinds.n, &taken));
    is_true(t, taken.any);                                             /* its server dies here, and its lease is of next year */
    later(&f, -year);
    is_rc(t, OK, job_schedule_look(&r, t->arena));
    is_rc(t, OK, job_lost_return(&r, t->arena, false));
    is_int(t, JOB_STATE_WAITING, face(t, &f, id).state);
    later(&f, 18 * 3600000LL + 1800000);                               /* 02:30 */
    for (int i = 0; i < 4; i++) is_rc(t, OK, job_schedule_look(&r, t->arena));
    jobs_run_all(&f.app);
    is_int(t, 3, played.ran);                                          /* it, the nightly and the hourly one */
    floor_close(&f);
}

TEST(a_copy_for_trial_reaches_nobody_and_what_waits_goes_out_when_it_is_one_no_more)
{
    struct floor f;
    if (!jobs_open(t, &f)) return;
    job_id id = queue(t, &f, (struct new_job){ .kind = &played_jobs[OUTSIDE] });
    f.app.config.quiet = true;
    is_int(t, 0, jobs_run_all(&f.app));
    is_int(t, JOB_STATE_WAITING, face(t, &f, id).state);
    struct jobs *pool;
    char why[200] = "";
    if (is_rc(t, OK, jobs_start(&f.app, &pool, why, sizeof why))) {
        let_pass(300);
        jobs_stop(pool);
    }
    is_int(t, JOB_STATE_WAITING, face(t, &f, id).state);
    is_int(t, 0, played.ran);
    f.app.config.quiet = false;
    is_int(t, 1, jobs_run_all(&f.app));
    is_int(t, JOB_STATE_DONE, face(t, &f, id).state);
    floor_close(&f);
}

TEST(a_schedule_names_the_next_time_in_ha_noi)
{
    const struct job_kind nightly = { .name = "x", .daily_at = "02:30" }, often = { .name = "y", .every_min = 15 };
    instant eight = { 1795395600000 };
    is_int(t, eight.ms + (18 * 60 + 30) * 60000LL, job_next_time(&nightly, eight).ms);
    is_int(t, eight.ms + (18 * 60 + 30) * 60000LL, job_next_time(&nightly, (instant){ eight.ms + 18 * 3600000LL }).ms);
    is_int(t, eight.ms + 15 * 60000LL, job_next_time(&often, eight).ms);
}

TEST(a_kind_twice_or_at_no_time_of_day_is_refused_at_the_start)
{
    static struct job_kinds all;
    char why[200] = "";
    struct job_kind odd[] = { played_jobs[PLAIN], { 0 }, { 0 } };
    struct job_table tables[] = { { "test", odd }, { NULL, NULL } };
    is_rc(t, OK, job_kinds_read(tables, &all, why, sizeof why));
    odd[1] = odd[0];
    is_rc(t, INVALID, job_kinds_read(tables, &all, why, sizeof why));
    odd[1].name = "test.other", odd[1].daily_at = "24:00";
    is_rc(t, INVALID, job_kinds_read(tables, &all, why, sizeof why));
    has_text(t, "test.other", why);
}

/* ---- retention, faults */

TEST(what_is_over_is_forgotten_after_its_days_and_failures_later)
{
    struct floor f;
    struct ask *a;
    struct job_counts n;
    if (!jobs_open(t, &f)) return;
    queue(t, &f, (struct new_job){ .kind = &played_jobs[PLAIN] });
    jobs_run_all(&f.app);
    played.answer = INVALID;
    queue(t, &f, (struct new_job){ .kind = &played_jobs[PLAIN] });
    jobs_run_all(&f.app);
    later(&f, (JOB_KEPT_DAYS + 1) * 86400000LL);
    queue(t, &f, (struct new_job){ .kind = &web_jobs[0] });
    is_int(t, 1, jobs_run_all(&f.app));
    is_rc(t, OK, jobs_count(a = test_ask(t, f.app.db), &n));
    ask_done(a);
    is_int(t, 1, n.n[JOB_STATE_DONE]);                                 /* the tidying itself */
    is_int(t, 1, n.n[JOB_STATE_FAILED]);
    later(&f, JOB_FAILED_DAYS * 86400000LL);
    queue(t, &f, (struct new_job){ .kind = &web_jobs[0] });
    is_int(t, 1, jobs_run_all(&f.app));
    is_rc(t, OK, jobs_count(a = test_ask(t, f.app.db), &n));
    ask_done(a);
    is_int(t, 0, n.n[JOB_STATE_FAILED]);
    floor_close(&f);
}

TEST(whichever_statement_fails_the_job_ends_well_later_and_its_step_counts_once)
{
    struct floor f;
    bool armed = false;
    if (!jobs_open(t, &f)) return;
    for (int n = 1; !armed && n < 60; n++) {
        played.steps_done = 0;
        job_id id = queue(t, &f, (struct new_job){ .kind = &played_jobs[CAREFUL] });
        db_fail_after(n);
        jobs_run_all(&f.app);
        armed = db_fail_armed();
        db_fail_after(0);
        struct runner r = runner(t, &f);
        is_rc(t, OK, job_lost_return(&r, t->arena, true));
        later(&f, 60000);
        jobs_run_all(&f.app);
        is_int(t, JOB_STATE_DONE, face(t, &f, id).state);
        is_int(t, 1, played.steps_done);
    }
    is_true(t, armed);
    floor_close(&f);
}
