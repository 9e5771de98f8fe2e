/* Coming in: the session, and the browser. A browser that was never seen before is told to the person; the first one of all is
** no news. */
#include "access/links.h"
#include "generated/access_queries.h"
#include "notices/notices.h"
#include "web/reply.h"

static rc greet(struct tx *t, person_id person, struct bytes browser, const char *device, bool *known)
{
    struct browser_known_row row;
    struct browsers_count_row others;
    try(browser_known(t->ask, person, browser, &row, known));
    if (!*known) try(browsers_count(t->ask, person, &others));
    try(browser_put(t, person, browser, NULL));
    if (*known || others.n == 0) return OK;
    return notice_add(t, &(struct notice){ .to = person, .kind = NOTICE_KIND_ACCOUNT, .path = "/tai-khoan",
        .words = _("Tài khoản vừa đăng nhập trên một thiết bị mới: {may}. Nếu không phải bạn, hãy đăng xuất khỏi mọi nơi rồi đổi mật khẩu."),
        .with = { "may", device } });
}

rc arrival_make(struct ctx *c, struct reply *r, person_id person, bool shared, enum sign_in_how how, struct arrival *out)
{
    try(session_make(c, person, shared, &out->session));
    try(session_browser(c, r, out->hash));
    out->how = how;
    out->address = ctx_address(c);
    out->device = session_device(c);
    if (*out->device == 0) out->device = tr(c->lang, _("không rõ loại máy"));
    return OK;
}

rc arrive(struct tx *t, const struct arrival *in)
{
    bool known;
    try(greet(t, in->session.person, (struct bytes){ in->hash, sizeof in->hash }, in->device, &known));
    try(attempt_add(t, &(struct attempt){ in->session.person, in->how, true, known, in->session.device, in->address }));
    return session_store(t, &in->session);
}

static rc come_in(struct tx *t, const struct arrival *in, void *out)
{
    (void)out;
    return arrive(t, in);
}
CLOSURE(come_in, struct arrival, void)

rc arrive_now(struct ctx *c, struct reply *r, person_id person, bool shared, enum sign_in_how how)
{
    struct arrival in;
    try(arrival_make(c, r, person, shared, how, &in));
    try(transact(c->ask, NULL, come_in, &in, NULL));
    return session_hand_over(r, &in.session);
}
