/* Inviting by mail: whoever works at the school and has no password yet gets a link instead of a printed slip. */
#include "access/links.h"
#include "access/sign_in.h"
#include "consent/consent.h"
#include "generated/access_queries.h"
#include "generated/access_views.h"
#include "schools/schools.h"
#include "web/mail.h"

const struct field invite_fields[] = { FIELD(struct invite_in, address, FIELD_TEXT, REQUIRED, .name = "thu", .max = 254, .label = N_("Thư điện tử")), { 0 } };

rc invite_write(struct tx *t, const struct invitation *in, bool *sent)
{
    enum lang lang = t->ask->lang;
    struct mailed_link link = { .person = in->person, .kind = MAIL_LINK_KIND_INVITE, .address = in->address, .by = in->by,
        .subject = say(t->ask->arena, lang, _("Mời vào Khuê của {truong}"), "truong", in->school_name, NULL),
        .text = say(t->ask->arena, lang, _("Chào {ten},\n\n{truong} mời thầy cô dùng Khuê. Tên đăng nhập là {tai_khoan}. "
                                           "Mở đường dẫn này trong 7 ngày và tự chọn mật khẩu:\n\n{link}\n\nNếu thư gửi nhầm người, hãy bỏ qua và xóa thư."),
                    "ten", in->name, "truong", in->school_name, "tai_khoan", in->user_name, NULL) };
    return link_send(t, &link, sent);
}
CLOSURE(invite_write, struct invitation, bool)

/* Who is to be invited: somebody of the adults here who has an account and no password, and whom this school may let in. */
static rc invited(struct ctx *c, struct invitation *out)
{
    struct member_line line;
    struct user_name_of_row user;
    struct who who = { 0 };
    bool found;
    if (!mail_works(c)) return NOT_FOUND;
    try(member_find(c->ask, PATH_ID(c, "nguoi", member_id), &line));
    if (line.role == MEMBER_ROLE_PUPIL || line.to_day.has) return NOT_FOUND;
    try(office_guarded(c, &line));
    try(user_name_of(c->ask, line.person, &user, &found));
    if (!found) return NOT_FOUND;
    try(access_who_of(c->ask, line.person, &who));
    if (!who.must_choose_password)
        return refuse(c->ask, CONFLICT, 2052, _("{ten} đã có mật khẩu. Quên thì tự đặt lại qua thư, hoặc nhận phiếu mới."), "ten", line.name, NULL);
    *out = (struct invitation){ .person = line.person, .by = c->who->person, .name = line.name, .user_name = user.user_name, .school_name = c->school->name };
    return slip_allowed(c, line.person);
}

static const char *staff_path(struct ctx *c) { return arena_print(c->arena, "/t/%s/nhan-su", c->school->code); }

rc invite_page(struct ctx *c, struct reply *r)
{
    struct invitation in;
    try(invited(c, &in));
    struct invite_view v = { .name = in.name, .back = staff_path(c), .action = arena_print(c->arena, "%s/%s/moi", staff_path(c), path_text(c, "nguoi")) };
    return show(r, view_invite, &v);
}

rc invite_action(struct ctx *c, struct reply *r)
{
    struct invite_in in;
    struct invitation fresh;
    bool sent = true;
    try(invited(c, &fresh));
    try(form_read(c, c->route->form, &in));
    if (!(fresh.address = mail_address(c->arena, in.address)))
        return form_wrong(c, "thu", _("Địa chỉ thư có dạng ten@noi-nhan.vn, không dấu, không khoảng trắng."));
    try(look_write_all(c, &fresh.person, 1, LOOK_KIND_SIGN_IN, "slips"));
    try(transact(c->ask, c->key, invite_write, &fresh, &sent));
    if (!sent && !c->key->repeated) return form_wrong(c, "thu", _("Người này vừa được mời nhiều lần. Đợi một giờ rồi mời lại."));
    return see_other_flash(r, staff_path(c), _("Đã gửi thư mời. Đường dẫn trong thư dùng được 7 ngày."), NULL);
}
