/* A sign-in on a browser that was never seen before is told to the person; the first one of all is no news. */
#include "access/links.h"
#include "generated/access_queries.h"
#include "notices/notices.h"
#include "web/reply.h"

struct greeting { person_id person; struct bytes browser; const char *device; };

static rc greet(struct tx *t, const struct greeting *in, void *out)
{
    (void)out;
    struct browser_known_row row;
    struct browsers_count_row others;
    bool known;
    try(browser_known(t->ask, in->person, in->browser, &row, &known));
    if (!known) try(browsers_count(t->ask, in->person, &others));
    try(browser_put(t, in->person, in->browser, NULL));
    if (known || others.n == 0) return OK;
    return notice_add(t, &(struct notice){ .to = in->person, .kind = NOTICE_KIND_ACCOUNT, .path = "/tai-khoan",
        .words = _("Tài khoản vừa đăng nhập trên một thiết bị mới: {may}. Nếu không phải bạn, hãy đăng xuất khỏi mọi nơi rồi đổi mật khẩu."),
        .with = { "may", in->device } });
}
CLOSURE(greet, struct greeting, void)

rc browser_greet(struct ctx *c, struct reply *r, person_id person)
{
    uint8_t hash[32];
    struct greeting in = { .person = person, .device = session_device(c) };
    try(session_browser(c, r, hash));
    in.browser = (struct bytes){ hash, sizeof hash };
    if (*in.device == 0) in.device = tr(c->lang, _("không rõ loại máy"));
    return transact(c->ask, NULL, greet, &in, NULL);
}
