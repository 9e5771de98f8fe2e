/* This floor's own nightly work: what is over and kept for nobody is forgotten. */
#include "data/db.h"
#include "generated/web_queries.h"
#include "web/job_run.h"

enum { AT_ONCE = 500, SESSION_DAYS = 1, POST_MIN = 30 };
#define DAY_MS 86400000LL

static rc visits_forget(struct tx *t, const instant *now, void *out)
{
    (void)out;
    try(sessions_drop_over(t, (instant){ now->ms - SESSION_DAYS * DAY_MS }, NULL));
    return kept_posts_drop_old(t, (instant){ now->ms - POST_MIN * 60000LL }, NULL);
}
CLOSURE(visits_forget, instant, void)

static rc some_jobs_forget(struct tx *t, const instant *now, int64_t *changed)
{
    return jobs_forget(t, (instant){ now->ms - JOB_KEPT_DAYS * DAY_MS }, (instant){ now->ms - JOB_FAILED_DAYS * DAY_MS }, AT_ONCE, changed);
}
CLOSURE(some_jobs_forget, instant, int64_t)

static rc tidy(struct job *j)
{
    int64_t changed = 0;
    instant now = j->ask->now;
    try(db_tidy(j->app->db, NULL));
    try(job_step(j, 1, 3));
    try(transact(j->ask, NULL, visits_forget, &now, NULL));
    try(job_step(j, 2, 3));
    do {
        try(transact(j->ask, NULL, some_jobs_forget, &now, &changed));
        try(job_step(j, 2, 3));
    } while (changed == AT_ONCE);
    return job_step(j, 3, 3);
}

const struct job_kind web_jobs[] = {
    { .name = "web.tidy", .run = tidy, .words = N_("Dọn dữ liệu đã hết hạn giữ"), .priority = JOB_LATER, .at_once = 1, .daily_at = "02:30" },
    { 0 }
};
