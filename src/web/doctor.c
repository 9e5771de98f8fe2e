#include "web/doctor.h"
#include "web/app.h"
#include "web/job.h"
#include "web/mail_send.h"
#include "web/sms.h"
#include <stdarg.h>

static void say_both(struct doctor *d, enum doctor_state state, const char *text, va_list ap)
{
    va_list again;

    va_copy(again, ap);
    const char *vi = vsay(d->arena, LANG_VI, text, ap), *en = vsay(d->arena, LANG_EN, text, again);
    va_end(again);
    if (state > d->state)
        d->state = state;
    d->tell(d->to, state, vi, en);
}

void doctor_wrong(struct doctor *d, const char *text, ...)
{
    va_list ap;

    va_start(ap, text);
    say_both(d, DOCTOR_WRONG, text, ap);
    va_end(ap);
}

void doctor_note(struct doctor *d, const char *text, ...)
{
    va_list ap;

    va_start(ap, text);
    say_both(d, DOCTOR_NOTE, text, ap);
    va_end(ap);
}

/* Requests that came for the public name from this machine, with nobody's address: the proxy does not pass it on. */
static rc proxy_check(struct doctor *d)
{
    if (d->serving && metrics_nameless(d->app->metrics) > 0)
        doctor_wrong(d, _("Proxy không chuyển địa chỉ người dùng (X-Forwarded-For), nên giới hạn đăng nhập tính chung mọi người là một. Thêm dòng đó vào proxy như trong docs/deploy.md."), NULL);
    return OK;
}

static rc job_check(struct doctor *d)
{
    struct job_counts n;

    if (!d->ask)
        return OK;
    try(jobs_count(d->ask, &n));
    if (n.n[JOB_STATE_FAILED] > 0)
        doctor_note(d, _("Có {n} việc nền không làm được. Đọc lí do trong nhật kí của máy chủ (journalctl -u khue), sửa rồi cho chạy lại trên trang của việc đó."),
                    "n", arena_print(d->arena, "%lld", (long long)n.n[JOB_STATE_FAILED]), NULL);
    return OK;
}

const struct doctor_check web_doctor[] = { { "proxy", proxy_check }, { "jobs", job_check }, { "mail", mail_check }, { "sms", sms_check }, { NULL, NULL } };
