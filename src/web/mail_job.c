/* When mails are sent: at once by a job that mail_add queues, again when the next one is due, and every hour in any case. */
#include "base/log.h"
#include "web/job.h"
#include "web/mail_send.h"

enum { SEND, TIDY };
enum { AT_ONCE = 50, MINUTE_MS = 60000 };

static rc next_queue(struct tx *t, const instant *due, void *out)
{
    (void)out;
    job_id id;
    return job_add(t, &(struct new_job){ .kind = &mail_jobs[SEND], .not_before = { true, *due },
                                         .once = arena_print(t->ask->arena, "mail %lld", (long long)(due->ms / MINUTE_MS)) }, &id);
}
CLOSURE(next_queue, instant, void)

rc mail_soon(struct tx *t)
{
    job_id id;
    return job_add(t, &(struct new_job){ .kind = &mail_jobs[SEND], .once = "mail now" }, &id);
}

/* A whole minute, so that many that are due about then share one run; a server that does not talk to us rests that long. */
static rc next_plan(struct job *j, const struct mails_sent *sent)
{
    int64_t now = db_now(j->app->db).ms, due = sent->next_due.v.ms;

    if (!sent->next_due.has || !(sent->silent || due > now))
        return OK;
    instant at = { ((due > now + MINUTE_MS ? due : now + MINUTE_MS) / MINUTE_MS + 1) * MINUTE_MS };
    return transact(j->ask, NULL, next_queue, &at, (void *)NULL);
}

static rc send_job(struct job *j)
{
    struct mails_sent sent;
    int64_t went = 0;

    do {
        try(mails_send(j->app, j->ask, AT_ONCE, &sent));
        went += sent.went;
        try(job_step(j, went, 0));
    } while (sent.more && !sent.silent);
    return next_plan(j, &sent);
}

static rc tidy_job(struct job *j)
{
    int64_t rounds = 0;
    for (bool more = true; more;) {
        try(mails_tidy(j->ask, &more));
        try(job_step(j, ++rounds, 0));
    }
    return OK;
}

const struct job_kind mail_jobs[] = {
    [SEND] = { .name = "mail.send", .run = send_job, .outside = true, .words = N_("Gửi thư điện tử"), .at_once = 1, .priority = JOB_SOON, .every_min = 60, .attempts = 3 },
    [TIDY] = { .name = "mail.tidy", .run = tidy_job, .words = N_("Bỏ lời của thư đã gửi"), .at_once = 1, .priority = JOB_LATER, .daily_at = "02:40" },
    { 0 }
};
