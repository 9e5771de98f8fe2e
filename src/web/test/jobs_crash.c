/* kill -9 of a server while its threads run jobs: every job that was queued runs to its end on one of the next servers, and the
** step under its key is committed once. KHUE_CRASHES says how often (2; test/crash/run says more). */
#include "base/log.h"
#include "generated/web_queries.h"
#include "test/harness/db.h"
#include "test/harness/wait.h"
#include "web/test/jobs.h"
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { JOBS_A_ROUND = 60 };

/* "ran ID" stands there with 1; a second run of the step would make it 2. */
static rc leave_mark(struct tx *t, const job_id *in, void *out)
{
    const char *mark = arena_print(t->ask->arena, "ran %lld", (long long)in->v);
    int64_t added;
    (void)out;
    try(job_schedule_add(t, mark, (instant){ 1 }, &added));
    return added ? OK : job_schedule_move(t, mark, (instant){ 1 }, (instant){ 2 }, NULL);
}
CLOSURE(leave_mark, job_id, void)

static rc marked(struct job *j)
{
    for (int i = 0; i < 3; i++) {
        let_pass(2);
        try(job_step(j, i, 3));
        if (i == 1) try(transact(j->ask, job_key(j, "mark"), leave_mark, &j->id, NULL));
    }
    return OK;
}

static const struct job_kind kinds[] = { { .name = "test.marked", .run = marked, .words = "Việc thử", .attempts = 1000 }, { 0 } };
static const struct job_table tables[] = { { "test", kinds }, { NULL, NULL } };

static bool app_open(struct app *app, struct db_config config)
{
    char why[512] = "";
    *app = (struct app){ .job_tables = tables, .config = { .data = config.folder, .test = true } };
    return db_open(&config, true, &app->db, why, sizeof why) == OK;
}

static _Noreturn void run_until_killed(struct db_config config)
{
    struct app app;
    struct jobs *jobs;
    char why[512] = "";
    log_set_level(LOG_ERROR);
    if (!app_open(&app, config) || jobs_start(&app, &jobs, why, sizeof why) != OK) _exit(2);
    for (;;) pause();
}

static rc queue_one(struct tx *t, const void *in, job_id *out)
{
    (void)in;
    return job_add(t, &(struct new_job){ .kind = &kinds[0] }, out);
}
CLOSURE(queue_one, void, job_id)

static const char *count_of(struct test *t, struct db *db, const char *sql)
{
    const char *text = NULL;
    is_rc(t, OK, db_plain(db, t->arena, sql, &text));
    return text ? text : "";
}

static void all_run_to_their_end(struct test *t, struct db_config config, int jobs_n)
{
    struct app app;
    struct jobs *jobs;
    char why[512] = "";
    const char *all = arena_print(t->arena, "%d", jobs_n), *left;
    if (!is_true(t, app_open(&app, config)) || !is_rc(t, OK, jobs_start(&app, &jobs, why, sizeof why))) return;
    do left = count_of(t, app.db, "SELECT count(*) FROM job WHERE state <> 'done'");
    while (!str_is(left, "0") && wait_more(t));
    jobs_stop(jobs);
    is_text(t, "0", left);
    is_text(t, all, count_of(t, app.db, "SELECT count(*) FROM job_schedule WHERE kind LIKE 'ran %' AND next_at = 1"));
    is_text(t, "0", count_of(t, app.db, "SELECT count(*) FROM job_schedule WHERE kind LIKE 'ran %' AND next_at <> 1"));
    db_close(app.db);
}

TEST(kill_9_under_jobs_loses_none_and_runs_no_step_twice)
{
    const char *often = getenv("KHUE_CRASHES");
    int rounds = often ? atoi(often) : 2, queued = 0;
    struct db *db = test_db_open(t);
    struct db_config config = { .folder = test_db_folder(t), .url = test_db_url(t), .node = -1, .durable = true };
    test_db_close(db);
    log_set_level(LOG_ERROR);
    srand((unsigned)getpid());
    for (int round = 0; round < rounds; round++) {
        struct app app;
        job_id id;
        int status;
        if (!is_true(t, app_open(&app, config))) return;
        struct ask *a = test_ask(t, app.db);
        rc added = OK;
        for (int i = 0; i < JOBS_A_ROUND && added == OK; i++) {
            added = transact(a, NULL, queue_one, NULL, &id);
            queued += added == OK;
        }
        is_true(t, added == OK || added == CONFLICT);                 /* so many wait, on a busy machine, that the queue takes no more */
        db_close(app.db);
        pid_t child = fork();
        if (child == 0) run_until_killed(config);
        let_pass(40 + rand() % 250);
        kill(child, SIGKILL);
        is_true(t, waitpid(child, &status, 0) == child && WIFSIGNALED(status));
    }
    all_run_to_their_end(t, config, queued);
}
