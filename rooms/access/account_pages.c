/* One's own account: password, devices, role. */
#include "access/links.h"
#include "access/sign_in.h"
#include "generated/access_queries.h"
#include "generated/access_views.h"
#include "people/people.h"
#include "schools/schools.h"
#include "web/hash.h"
#include "web/mail.h"

const struct field password_fields[] = {
    FIELD(struct password_in, former, FIELD_SECRET, OPTIONAL, .name = "mat_khau_cu", .max = 200, .label = N_("Mật khẩu đang dùng")),
    FIELD(struct password_in, fresh, FIELD_SECRET, REQUIRED, .name = "mat_khau", .max = 200, .label = N_("Mật khẩu mới")),
    FIELD(struct password_in, again, FIELD_SECRET, REQUIRED, .name = "nhac_lai", .max = 200, .label = N_("Gõ lại mật khẩu mới")), { 0 } };

static rc user_name_mine(struct ctx *c, const char **name)
{
    struct user_name_of_row row;
    bool found;
    try(user_name_of(c->ask, c->who->person, &row, &found));
    *name = found ? row.user_name : "";
    return OK;
}

rc password_page(struct ctx *c, struct reply *r)
{
    struct password_view v = { .first = c->who->must_choose_password };
    try(user_name_mine(c, &v.user_name));
    return show(r, view_password, &v);
}

struct password_new { person_id person; bool again; /* there was one */ const char *hash; const struct fresh_session *session; school_id school; /* where somebody comes in with it; 0 = nowhere anew */ };

/* The first school of one's own, else that of a child. */
static rc school_of_mine(struct ctx *c, school_id *out)
{
    const struct who *w = c->who;
    struct membership *m;
    size_t n;
    if (w->roles > 0) return *out = w->role[0].school.id, OK;
    for (size_t i = 0; i < w->children && out->v == 0; i++) {
        try(memberships_of(c->ask, w->child[i], &m, &n));
        if (n > 0) *out = m[0].school.id;
    }
    return OK;
}

/* Every sign-in ends, and one begins anew for this device: whoever knew the former password is out. */
static rc password_store(struct tx *t, const struct password_new *in, void *out)
{
    (void)out;
    try(account_password_set(t, in->person, in->hash));
    if (in->school.v) try(account_begun(t, in->person, in->school));
    if (in->again) try(password_told(t, in->person, _("Mật khẩu tài khoản Khuê của bạn vừa được đổi ở trang Tài khoản. Nếu không phải bạn, xin nhà trường phiếu đăng nhập mới ngay.")));
    try(session_end_all(t, in->person));
    return session_store(t, in->session);
}
CLOSURE(password_store, struct password_new, void)

rc password_is_mine(struct ctx *c, const char *typed, const char *field)
{
    struct account_of_user_row row;
    const char *name;
    bool found, same = false;
    try(user_name_mine(c, &name));
    try(account_of_user(c->ask, name, &row, &found));
    try(own_tries_left(c, field));
    ask_done(c->ask);
    if (found && row.password_hash) try(secret_verify(c->app, typed, row.password_hash, &same));
    if (same) return OK;
    try(own_try_wrong(c));
    return form_wrong(c, field, _("Mật khẩu đang dùng chưa đúng."));
}

rc password_action(struct ctx *c, struct reply *r)
{
    struct password_in in;
    char hash[SECRET_HASH_SIZE];
    try(form_read(c, c->route->form, &in));
    try(password_is_good(c, c->who->person, in.fresh, in.again));
    struct password_new fresh = { .person = c->who->person, .again = !c->who->must_choose_password };
    if (!c->who->must_choose_password) try(password_is_mine(c, in.former, "mat_khau_cu"));
    else try(school_of_mine(c, &fresh.school));
    ask_done(c->ask);                                   /* a hash may wait for seconds, a connection may not */
    try(secret_hash(c->app, in.fresh, hash));
    struct fresh_session session;
    try(session_make(c, c->who->person, session_shared(c), &session));
    session.by_key = c->who->by_key;
    fresh.hash = hash;
    fresh.session = &session;
    try(transact(c->ask, c->key, password_store, &fresh, NULL));
    if (!c->key->repeated) try(session_hand_over(r, &session));
    return see_other_flash(r, "/hom-nay", _("Đã lưu mật khẩu mới."), NULL);
}

rc account_page(struct ctx *c, struct reply *r)
{
    struct account_view v = { .mail_works = mail_works(c) };
    struct session_line *row;
    try(email_of(c->ask, c->who->person, &v.address));
    try(user_name_mine(c, &v.user_name));
    try(session_list(c, &row, &v.n));
    v.device = row;
    return show(r, view_account, &v);
}

static rc everywhere_out(struct tx *t, const person_id *in, void *out)
{
    (void)out;
    return session_end_all(t, *in);
}
CLOSURE(everywhere_out, person_id, void)

rc everywhere_out_action(struct ctx *c, struct reply *r)
{
    try(transact(c->ask, c->key, everywhere_out, &c->who->person, NULL));
    return see_other(r, "/dang-nhap");
}

rc role_action(struct ctx *c, struct reply *r)
{
    struct role_in in;
    const char *mine[UI_ROLES];
    size_t n = ui_roles(c, mine), at = 0;
    try(form_read(c, c->route->form, &in));
    while (at < n && !str_is(mine[at], in.role)) at++;
    if (at == n) return form_wrong(c, "vai", _("Bạn không còn vai trò này. Tải lại trang rồi chọn."));
    try(session_choose_role(c, mine[at]));
    return see_other(r, "/hom-nay");
}
