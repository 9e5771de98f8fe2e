/* Coming in: the session (or the way to the second step), and the browser. A browser that was never seen before is told to the person; the first one of all is
** no news. */
#include "access/second.h"
#include "generated/access_queries.h"
#include "notices/notices.h"
#include "web/reply.h"

static rc greet(struct tx *t, person_id person, struct bytes browser, const char *device, enum sign_in_how how, bool *known)
{
    struct browser_known_row row;
    struct browsers_count_row others;
    try(browser_known(t->ask, person, browser, &row, known));
    if (!*known) try(browsers_count(t->ask, person, &others));
    try(browser_put(t, person, browser, NULL));
    if (*known || others.n == 0 || how == SIGN_IN_HOW_CARD) return OK;      /* a young child has no bell */
    return notice_add(t, &(struct notice){ .to = person, .kind = NOTICE_KIND_ACCOUNT, .path = "/tai-khoan",
        .words = _("Tài khoản vừa đăng nhập trên một thiết bị mới: {may}. Nếu không phải bạn, hãy đăng xuất khỏi mọi nơi rồi đổi mật khẩu."),
        .with = { "may", device } });
}

rc arrival_make(struct ctx *c, struct reply *r, const struct coming *in, struct arrival *out)
{
    try(session_make(c, in->person, in->shared, &out->session));
    try(step_make(c, STEP_MINUTES * 60000LL, &out->step));
    try(session_browser(c, r, out->hash));
    out->session.by_key = in->how == SIGN_IN_HOW_PASSKEY;
    out->how = in->how;
    out->next = in->next;
    out->past_second = in->past_second;
    out->address = ctx_address(c);
    out->device = session_device(c);
    if (*out->device == 0) out->device = tr(c->lang, _("không rõ loại máy"));
    return OK;
}

static rc to_second(struct tx *t, const struct arrival *in)
{
    struct browser_known_row row;
    bool known;
    try(browser_known(t->ask, in->session.person, (struct bytes){ in->hash, sizeof in->hash }, &row, &known));
    return step_insert(t, in->step.token_hash, in->session.person, in->how, in->session.shared, in->next, known, in->address,
                       (instant){ t->now.ms + in->step.life_ms }, NULL);
}

rc arrive(struct tx *t, const struct arrival *in, bool *second)
{
    struct second_step_of_row row;
    bool found, known;
    try(second_step_of(t->ask, in->session.person, &row, &found));
    *second = found && row.confirmed_at.has && !in->past_second;
    if (*second) return to_second(t, in);
    try(greet(t, in->session.person, (struct bytes){ in->hash, sizeof in->hash }, in->device, in->how, &known));
    try(attempt_add(t, &(struct attempt){ in->session.person, in->how, true, known, in->session.device, in->address }));
    return session_store(t, &in->session);
}

rc arrived(struct reply *r, const struct arrival *in, bool second)
{
    if (second) {
        try(step_hand_over(r, &in->step));
        return see_other(r, "/dang-nhap/buoc-hai");
    }
    try(session_hand_over(r, &in->session));
    return see_other(r, in->next);
}

static rc come_in(struct tx *t, const struct arrival *in, bool *second) { return arrive(t, in, second); }
CLOSURE(come_in, struct arrival, bool)

rc arrive_now(struct ctx *c, struct reply *r, const struct coming *in)
{
    struct arrival arrival;
    bool second = false;
    try(arrival_make(c, r, in, &arrival));
    try(transact(c->ask, NULL, come_in, &arrival, &second));
    return arrived(r, &arrival, second);
}
