/* What was tried on an account: its owner reads it, nobody else. Kept for the days of a setting, then dropped at night. */
#include "access/slips.h"
#include "access/access.h"
#include "access/links.h"
#include "access/passkey.h"
#include "access/sign_in.h"
#include "base/ids.h"
#include "generated/access_queries.h"
#include "generated/access_views.h"
#include "web/job.h"

enum { PAGE_LINES = 30, REFUSED_MOST = 100, FORGET_AT_ONCE = 500 };
#define DAY_MS 86400000LL

rc attempt_add(struct tx *t, const struct attempt *in)
{
    struct sign_ins_refused_since_row lately;
    if (!in->ok) {                                      /* whoever guesses does not fill the table */
        try(sign_ins_refused_since(t->ask, in->person, (instant){ t->now.ms - DAY_MS }, REFUSED_MOST, &lately));
        if (lately.n >= REFUSED_MOST) return OK;
    }
    return sign_in_insert(t, in->person, NEW_ID(t, sign_in_id), in->how, in->ok, in->known, in->device, in->address, NULL);
}

static rc history_days(struct ask *a, int64_t *days)
{
    struct setting_value v;
    try(setting_of(a, (school_id){ 0 }, NULL, &access_settings[ACCESS_HISTORY_DAYS], &v));
    *days = v.n;
    return OK;
}

static rc forget(struct tx *t, const instant *before, int64_t *changed) { return sign_ins_forget(t, *before, FORGET_AT_ONCE, changed); }
CLOSURE(forget, instant, int64_t)
static rc forget_steps(struct tx *t, const instant *before, int64_t *changed) { return steps_forget(t, *before, FORGET_AT_ONCE, changed); }
CLOSURE(forget_steps, instant, int64_t)

const struct keep access_keeps[] = {
    [KEEP_FAILURE] = { .what = N_("Lần đăng nhập không được, để chặn dò mật khẩu"), .why = N_("Giới hạn số lần thử trong một ngày."), .days = 1, .job = "access.failures-tidy" },
    [KEEP_LINK]    = { .what = N_("Đường dẫn đã gửi qua thư, đã hết hạn"), .why = N_("Để nói rõ đường dẫn cũ vì sao không dùng được."), .days = LINK_DAYS, .job = "access.tidy" },
    [KEEP_BROWSER] = { .what = N_("Trình duyệt đã dùng"), .why = N_("Để báo khi có trình duyệt lạ."), .days = BROWSER_DAYS, .job = "access.tidy" },
    [KEEP_HISTORY] = { .what = N_("Lịch sử đăng nhập"), .why = N_("Để chủ tài khoản thấy người lạ."), .asked = history_days, .job = "access.history-tidy" },
    [KEEP_STEP]    = { .what = N_("Bước thứ hai dở dang của một lần đăng nhập"), .why = N_("Đếm số lần gõ sai."), .days = 1, .job = "access.history-tidy" },
    [KEEP_SHEET]   = { .what = N_("Mã trên phiếu cả trường, chờ in"), .why = N_("Chỉ để in; in xong hay hết giờ thì Khuê quên."), .days = SHEET_HOURS / 24, .job = "access.sheets-tidy" },
    { 0 }
};

rc history_tidy_job(struct job *j)
{
    int64_t days, done = 0, changed = FORGET_AT_ONCE;
    try(history_days(j->ask, &days));
    instant before = { j->ask->now.ms - days * DAY_MS }, day_ago = keep_before(&access_keeps[KEEP_STEP], j->ask->now);
    for (; changed == FORGET_AT_ONCE; done += changed) {
        try(job_step(j, done, 0));
        try(transact(j->ask, NULL, forget, &before, &changed));
    }
    for (changed = FORGET_AT_ONCE; changed == FORGET_AT_ONCE; done += changed) {
        try(job_step(j, done, 0));
        try(transact(j->ask, NULL, forget_steps, &day_ago, &changed));
    }
    return challenges_tidy(j);
}

rc history_page(struct ctx *c, struct reply *r)
{
    struct sign_ins_mine_row *row;
    struct history_view v = { .here = ctx_address(c) };
    sign_in_id before = { INT64_MAX };
    v.begun = id_read(query_text(c, "sau"), &before.v);
    try(history_days(c->ask, &v.days));
    try(sign_ins_mine(c->ask, c->who->person, before, PAGE_LINES + 1, &row, &v.n));
    v.line = row;
    if (v.n > PAGE_LINES) {
        char id[ID_TEXT_SIZE];
        v.n = PAGE_LINES;
        id_text(row[PAGE_LINES - 1].id.v, id);
        v.next = arena_text(c->arena, id);
    }
    return show(r, view_sign_ins, &v);
}

/* ---- one device of the list */

struct ending { person_id person; session_id session; };

static rc one_out(struct tx *t, const struct ending *in, void *out)
{
    (void)out;
    return session_end_one(t, in->person, in->session);
}
CLOSURE(one_out, struct ending, void)

/* A list may be old: what has ended meanwhile has ended, and of somebody else's nothing is told. */
rc one_out_action(struct ctx *c, struct reply *r)
{
    struct ending in = { c->who->person, PATH_ID(c, "phien", session_id) };
    rc done = transact(c->ask, c->key, one_out, &in, NULL);
    if (done != NOT_FOUND) try(done);
    return see_other_flash(r, "/tai-khoan", _("Thiết bị đó không còn đăng nhập."), NULL);
}
