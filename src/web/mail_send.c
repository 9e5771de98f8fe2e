/* A batch of mails: claimed one by one, sent, and written down one by one, so that a server that dies sends at most one twice. */
#include "web/mail_send.h"
#include "base/ids.h"
#include "base/log.h"
#include "generated/web_queries.h"
#include "web/mail_text.h"
#include "web/job.h"
#include <string.h>

#define MINUTE_MS 60000LL
#define DAY_MS    86400000LL
enum { CLAIM_MINUTES = 10, DUE_AT_ONCE = 20, MESSAGE_MOST = 64 * 1024 };

/* 1, 5, 15 minutes, 1, 2, 4, 8, 12, 12 hours: two days in all, over a server's bad weekend day. */
static int64_t wait_after(int64_t attempt)
{
    static const int minutes[] = { 1, 5, 15, 60, 120, 240, 480, 720 };
    size_t n = sizeof minutes / sizeof *minutes, i = attempt < 1 ? 0 : (size_t)attempt - 1;
    return minutes[i < n ? i : n - 1] * MINUTE_MS;
}

struct claim { mail_id id; instant seen, until; };
static rc claim(struct tx *t, const struct claim *in, bool *ours)
{
    int64_t changed;
    try(mail_claim(t, in->id, in->seen, in->until, &changed));
    *ours = changed > 0;
    return OK;
}
CLOSURE(claim, struct claim, bool)

/* over: hooks.mail_over, where the writer of the mail asks; else NULL. */
struct outcome { mail_id id; enum mail_fate fate; bool gives_up; instant again; int answer; enum mail_state shown; rc (*over)(struct tx *t, int64_t mail, enum mail_state state); };
static rc write_down(struct tx *t, const struct outcome *in, void *out)
{
    enum mail_state state = in->shown ? in->shown : in->fate == MAIL_WENT ? MAIL_STATE_SENT : MAIL_STATE_FAILED;
    int64_t changed;
    (void)out;
    if (!in->shown && in->fate != MAIL_WENT && in->fate != MAIL_NEVER && !in->gives_up) return mail_later(t, in->id, in->again, in->answer, 0, NULL);
    try(mail_over(t, in->id, state, in->shown ? 0 : in->answer, &changed));
    return changed && in->over ? in->over(t, in->id.v, state) : OK;
}
CLOSURE(write_down, struct outcome, void)

/* The mail as bytes. The id stays the same over all attempts, so that a second copy is known as one. */
static void compose(const struct app *app, struct arena *a, const struct mails_due_row *row, struct buf *b)
{
    char id[ID_TEXT_SIZE];
    const char *at = strchr(app->config.mail_from, '@');

    id_text(row->id.v, id);
    struct mail_parts m = { .from_name = "Khuê", .from = app->config.mail_from, .to = row->to_address, .subject = row->subject, .at = row->made_at,
                            .text = mail_text_whole(app, a, row->body, (enum lang)row->lang, row->link, row->link_id),
                            .message_id = arena_print(a, "%s%s", id, at ? at : "@localhost") };
    mail_compose(b, &m);
}

static rc one_send(struct app *app, struct ask *a, struct smtp *smtp, const struct mails_due_row *row, struct mails_sent *out, bool *stop)
{
    struct claim c = { row->id, row->due_at, { a->now.ms + CLAIM_MINUTES * MINUTE_MS } };
    struct outcome o = { .id = row->id, .over = row->asks ? app->hooks.mail_over : NULL };
    bool ours = false;
    struct buf message;

    try(transact(a, NULL, claim, &c, &ours));
    if (!ours)
        return OK;
    bool may = true;
    if (row->asks && app->hooks.mail_may)
        try(app->hooks.mail_may(a, row->id.v, &may));
    if (!smtp || !may) {
        o.shown = may ? MAIL_STATE_KEPT : MAIL_STATE_STOPPED;
        return transact(a, NULL, write_down, &o, (void *)NULL);
    }
    buf_init(&message, MESSAGE_MOST);
    compose(app, a->arena, row, &message);
    ask_done(a);                                       /* a mail server may take its time, a connection may not */
    o.fate = message.failed ? MAIL_NEVER : smtp_send(smtp, row->to_address, message.p, message.n, &o.answer);
    buf_finish(&message);
    o.gives_up = row->attempt + 1 >= MAIL_ATTEMPTS;
    o.again = (instant){ a->now.ms + wait_after(row->attempt + 1) };
    *(o.fate == MAIL_WENT ? &out->went : o.fate == MAIL_NEVER || o.gives_up ? &out->never : &out->later) += 1;
    *stop = out->silent = o.fate == MAIL_LATER_ALL;
    return transact(a, NULL, write_down, &o, (void *)NULL);
}

static rc due_send(struct app *app, struct ask *a, struct smtp *smtp, int most, struct mails_sent *out)
{
    bool over = false;

    while (!over) {
        struct mails_due_row *row;
        size_t n;
        a->now = db_now(app->db);
        try(mails_due(a, DUE_AT_ONCE, &row, &n));
        for (size_t i = 0; i < n && !over; i++) {
            if (most-- <= 0) {
                out->more = true;
                return OK;
            }
            try(one_send(app, a, smtp, &row[i], out, &over));
        }
        over = over || n < DUE_AT_ONCE;
    }
    return OK;
}

rc mails_send(struct app *app, struct ask *a, int most, struct mails_sent *out)
{
    struct smtp *smtp = NULL;
    struct mail_next_due_row next;

    *out = (struct mails_sent){ 0 };
    if (app->config.quiet) return OK;                     /* letters wait */
    if (!str_empty(app->config.smtp_url) && !(smtp = smtp_open(&app->config)))
        return fault_detail(a, LIMIT, "smtp: settings or memory");
    if (smtp)
        smtp_of(smtp, app);
    rc done = smtp || mails_shown(app) ? due_send(app, a, smtp, most, out) : OK;
    smtp_close(smtp);
    try(done);
    ask_done(a);
    done = mail_next_due(a, &next, &out->next_due.has);
    out->next_due.v = next.due_at;
    ask_done(a);
    return done;
}

struct tidying { instant texts, all; };
enum { TIDY_AT_ONCE = 500 };
static rc tidy(struct tx *t, const struct tidying *in, int64_t *changed)
{
    int64_t forgotten;
    try(mails_bare(t, in->texts, TIDY_AT_ONCE, changed));
    try(mails_forget(t, in->all, TIDY_AT_ONCE, &forgotten));
    if (forgotten > *changed) *changed = forgotten;
    return OK;
}
CLOSURE(tidy, struct tidying, int64_t)

enum { KEEP_TEXT, KEEP_ROW };
const struct keep mail_keeps[] = {
    [KEEP_TEXT] = { .what = N_("Địa chỉ và lời của thư đã gửi"), .why = N_("Để biết thư đã đi đâu khi có người hỏi."), .days = MAIL_TEXT_DAYS, .job = "mail.tidy" },
    [KEEP_ROW]  = { .what = N_("Một dòng rằng có thư đã gửi, không còn địa chỉ"), .why = N_("Để đếm và chặn gửi quá nhiều."), .days = MAIL_DAYS, .job = "mail.tidy" },
    { 0 }
};

rc mails_tidy(struct ask *a, bool *more)
{
    int64_t changed = 0;
    struct tidying in = { keep_before(&mail_keeps[KEEP_TEXT], a->now), keep_before(&mail_keeps[KEEP_ROW], a->now) };
    try(transact(a, NULL, tidy, &in, &changed));
    *more = changed == TIDY_AT_ONCE;
    return OK;
}
