/* One's own e-mail address: asked for with the password, used only after its link was opened. */
#include "access/links.h"
#include "access/sign_in.h"
#include "generated/access_queries.h"
#include "generated/access_views.h"
#include "notices/notices.h"
#include "people/people.h"
#include "web/mail.h"

const struct field address_fields[] = {
    FIELD(struct address_in, address, FIELD_TEXT, REQUIRED, .name = "thu", .max = 254, .label = N_("Địa chỉ thư điện tử")),
    FIELD(struct address_in, secret, FIELD_SECRET, REQUIRED, .name = "mat_khau", .max = 200, .label = N_("Mật khẩu đang dùng")), { 0 } };

rc address_page(struct ctx *c, struct reply *r)
{
    struct mail_link_waiting_row waiting;
    struct address_view v = { .no_password = c->who->must_choose_password };
    bool found;
    if (!mail_works(c)) return NOT_FOUND;
    try(email_of(c->ask, c->who->person, &v.address));
    try(mail_link_waiting(c->ask, c->who->person, &waiting, &found));
    if (found) v.waiting = waiting.address, v.until = waiting.until;
    return show(r, view_address, &v);
}

struct addressing { person_id person; const char *address, *user_name; };

static rc address_ask(struct tx *t, const struct addressing *in, bool *sent)
{
    enum lang lang = t->ask->lang;
    struct mailed_link link = { .person = in->person, .kind = MAIL_LINK_KIND_CONFIRM, .address = in->address, .by = in->person,
        .subject = tr(lang, _("Xác nhận địa chỉ thư cho Khuê")),
        .text = say(t->ask->arena, lang, _("Chào bạn,\n\nTài khoản {ten} muốn dùng địa chỉ thư này để nhận thông báo và đặt lại mật khẩu khi quên. "
                                           "Nếu đúng là bạn, mở đường dẫn này trong 24 giờ rồi bấm xác nhận:\n\n{link}\n\nNếu không phải bạn, hãy bỏ qua thư này."),
                    "ten", in->user_name, NULL) };
    return link_send(t, &link, sent);
}
CLOSURE(address_ask, struct addressing, bool)

rc address_action(struct ctx *c, struct reply *r)
{
    struct address_in in;
    struct user_name_of_row user;
    bool found, sent = true;
    if (!mail_works(c)) return NOT_FOUND;
    try(form_read(c, c->route->form, &in));
    struct addressing ask = { .person = c->who->person, .address = mail_address(c->arena, in.address) };
    if (!ask.address) return form_wrong(c, "thu", _("Địa chỉ thư có dạng ten@noi-nhan.vn, không dấu, không khoảng trắng."));
    try(password_is_mine(c, in.secret, "mat_khau"));
    try(user_name_of(c->ask, c->who->person, &user, &found));
    ask.user_name = user.user_name;
    try(transact(c->ask, c->key, address_ask, &ask, &sent));
    if (!sent && !c->key->repeated) return form_wrong(c, "thu", _("Đã gửi nhiều thư xác nhận. Xem hộp thư, kể cả mục thư rác, hoặc đợi một giờ rồi gửi lại."));
    return see_other_flash(r, "/tai-khoan/thu", _("Đã gửi thư xác nhận. Mở thư rồi bấm đường dẫn trong đó."), NULL);
}

/* Whoever reads mail there hears of it, so that nobody takes away unnoticed what leads back into the account. */
static rc address_drop(struct tx *t, const person_id *in, void *out)
{
    const char *former;
    struct user_name_of_row user;
    enum lang lang = t->ask->lang;
    bool found;
    (void)out;
    try(email_of(t->ask, *in, &former));
    try(user_name_of(t->ask, *in, &user, &found));
    try(mail_links_void(t, *in, MAIL_LINK_KIND_CONFIRM, NULL));
    if (!*former) return OK;
    struct mail m = { .to = former, .lang = lang, .subject = tr(lang, _("Tài khoản Khuê đã bỏ địa chỉ thư này")),
        .text = say(t->ask->arena, lang, _("Chào bạn,\n\nTài khoản {ten} từ nay không dùng địa chỉ thư này nữa. Nếu không phải bạn bỏ, hãy báo ngay cho nhà trường."), "ten", found ? user.user_name : "", NULL) };
    try(mail_add(t, &m));
    try(notice_add(t, &(struct notice){ .to = *in, .kind = NOTICE_KIND_ACCOUNT, .path = "/tai-khoan/thu", .words = _("Đã bỏ địa chỉ thư điện tử của tài khoản.") }));
    return contact_set(t, *in, CONTACT_KIND_EMAIL, "");
}
CLOSURE(address_drop, person_id, void)

rc address_drop_action(struct ctx *c, struct reply *r)
{
    try(transact(c->ask, c->key, address_drop, &c->who->person, NULL));
    return see_other_flash(r, mail_works(c) ? "/tai-khoan/thu" : "/tai-khoan", _("Đã bỏ địa chỉ thư. Khi quên mật khẩu, xin nhà trường phiếu mới."), NULL);
}

/* ---- opening the link */

rc confirm_page(struct ctx *c, struct reply *r)
{
    mail_link_id id;
    struct open_link link;
    rc found = link_named(c, PATH_CONFIRM, path_text(c, "ma"), &id);
    if (found == OK) found = link_open(c->ask, PATH_CONFIRM, id, &link);
    if (found == NOT_FOUND) return link_over(r);
    try(found);
    struct confirm_view v = { .action = ctx_path(c), .address = link.address, .user_name = link.user_name };
    return show(r, view_address_confirm, &v);
}

/* Whoever read mail at the former address hears of it there, too. */
static rc former_told(struct tx *t, const struct open_link *link)
{
    const char *former;
    enum lang lang = t->ask->lang;
    try(email_of(t->ask, link->person, &former));
    if (!*former || str_is(former, link->address)) return OK;
    struct mail m = { .to = former, .lang = lang, .subject = tr(lang, _("Địa chỉ thư của tài khoản Khuê đã đổi")),
        .text = say(t->ask->arena, lang, _("Chào bạn,\n\nTài khoản {ten} từ nay dùng một địa chỉ thư khác. Nếu không phải bạn đổi, hãy báo ngay cho nhà trường."), "ten", link->user_name, NULL) };
    return mail_add(t, &m);
}

static rc confirm(struct tx *t, const mail_link_id *id, void *out)
{
    (void)out;
    struct open_link link;
    try(link_use(t, PATH_CONFIRM, *id, &link));
    try(former_told(t, &link));
    try(email_confirm(t, link.person, link.address));
    return notice_add(t, &(struct notice){ .to = link.person, .kind = NOTICE_KIND_ACCOUNT, .path = "/tai-khoan/thu", .words = _("Đã xác nhận địa chỉ thư điện tử của tài khoản.") });
}
CLOSURE(confirm, mail_link_id, void)

rc confirm_action(struct ctx *c, struct reply *r)
{
    mail_link_id id;
    rc done = link_named(c, PATH_CONFIRM, path_text(c, "ma"), &id);
    if (done == OK) done = transact(c->ask, c->key, confirm, &id, NULL);
    if (done == NOT_FOUND) return link_over(r);
    try(done);
    return see_other_flash(r, signed_in(c->who) ? "/tai-khoan/thu" : "/dang-nhap", _("Đã xác nhận địa chỉ thư."), NULL);
}
