/* Jobs of the whole program: the nightly backup. */
#include "base/log.h"
#include "main/backup.h"
#include "main/commands.h"
#include "web/job.h"

#define BACKUP_ARENA ((size_t)512 << 20)

/* A stop of the server ends the backup; it is made anew at the next start. */
static bool over(void *at) { return job_step(at, 0, 0) != OK; }

static rc backup_job(struct job *j)
{
    struct arena a;
    char why[1024] = "";
    struct db_patience patience = { over, j };
    if (j->app->config.demo) return OK;
    arena_init(&a, BACKUP_ARENA);
    ask_done(j->ask);
    rc r = backup_nightly(j->app, &a, &patience, why, sizeof why);
    arena_finish(&a);
    if (r == OK || r == BUSY) return r == OK ? OK : job_step(j, 0, 0) == OK ? BUSY : job_step(j, 0, 0);
    log_line(LOG_ERROR, "event=no-backup why=\"%s\"", why);
    return refuse(j->ask, DOWN, 2250, _("Không sao lưu được: {ly_do}. Xem khue doctor trên máy chủ."), "ly_do", arena_text(j->arena, why), NULL);
}

const struct job_kind main_jobs[] = {
    { .name = "main.backup", .run = backup_job, .outside = true, .words = N_("Sao lưu hằng đêm"), .daily_at = "01:30", .at_once = 1, .priority = JOB_LATER, .attempts = 3, .retry_s = 600 },
    { .name = NULL },
};

/* ---- their numbers at /so-lieu */

static rc jobs_print(struct app *app, struct ask *a, struct buf *out)
{
    struct job_counts n;
    (void)app;
    try(jobs_count(a, &n));
    metric_head(out, "khue_jobs", "gauge", "Jobs that are kept, by state.");
    for (int s = 1; s <= JOB_STATE_COUNT; s++)
        metric_value(out, "khue_jobs", arena_print(a->arena, "state=\"%s\"", job_state_code((enum job_state)s)), (double)n.n[s]);
    return OK;
}

static rc backup_print(struct app *app, struct ask *a, struct buf *out)
{
    int64_t last = backup_last(app).ms;
    if (last == 0) return NOT_FOUND;
    metric_head(out, "khue_backup_age_seconds", "gauge", "Since the last backup of this folder.");
    metric_value(out, "khue_backup_age_seconds", "", (double)(a->now.ms - last) / 1000);
    return OK;
}

const struct metric_source main_metrics[] = { { "jobs", jobs_print }, { "backup", backup_print }, { NULL, NULL } };
