/* One's own second step: set up, new recovery codes, taken off. Whoever changes it types the password once more. */
#include "access/acts.h"
#include "access/passkey.h"
#include "access/second.h"
#include "access/sign_in.h"
#include "generated/access_queries.h"
#include "generated/access_views.h"
#include "notices/notices.h"
#include "people/people.h"
#include <sodium.h>

#define PAGE "/tai-khoan/buoc-hai"

const struct field second_begin_fields[] = { FIELD(struct second_secret_in, secret, FIELD_SECRET, REQUIRED, .name = "mat_khau", .max = 200, .label = N_("Mật khẩu đang dùng")), { 0 } };
const struct field second_end_fields[] = { FIELD(struct second_secret_in, secret, FIELD_SECRET, REQUIRED, .name = "mat_khau_bo", .max = 200, .label = N_("Mật khẩu đang dùng")), { 0 } };
const struct field second_codes_fields[] = { FIELD(struct second_secret_in, secret, FIELD_SECRET, REQUIRED, .name = "mat_khau_ma", .max = 200, .label = N_("Mật khẩu đang dùng")), { 0 } };
const struct field second_code_fields[] = { FIELD(struct second_code_in, code, FIELD_SECRET, REQUIRED, .name = "ma", .max = 40, .label = N_("Mã 6 số")), { 0 } };

static rc told(struct tx *t, enum access_act act, const char *words)
{
    person_id me = t->ask->me;
    const char *name;
    try(person_name(t->ask, me, &name));
    try(notice_add(t, &(struct notice){ .to = me, .kind = NOTICE_KIND_ACCOUNT, .path = PAGE, .words = words }));
    return audit_add(t, &(struct change){ .act = &access_acts[act], .kind = "account", .id = me.v, .name = name, .about = me });
}

rc second_page(struct ctx *c, struct reply *r)
{
    struct second_key key;
    struct second_view v = { .no_password = c->who->must_choose_password };
    bool found;
    try(second_required(c, &v.required));
    try(key_waits(c, &v.key_first));
    try(second_key_of(c->app, c->ask, c->who->person, &key, &found));
    v.on = found && key.counts;
    if (v.on) {
        struct recovery_left_row left;
        try(recovery_left(c->ask, c->who->person, &left));
        v.since = key.since;
        v.left = left.n;
    } else if (found) {
        struct user_name_of_row user;
        try(user_name_of(c->ask, c->who->person, &user, &found));
        v.key = totp_key_text(c->arena, key.key);
        v.address = totp_address(c->arena, user.user_name, key.key);
        v.qr = qr_path(c->arena, v.address, &v.squares);
        if (!v.qr) return LIMIT;
    }
    sodium_memzero(&key, sizeof key);
    return show(r, view_second, &v);
}

/* ---- a key */

struct beginning { person_id person; struct bytes sealed; };

static rc begin_it(struct tx *t, const struct beginning *in, void *out)
{
    (void)out;
    int64_t changed;
    try(second_step_put(t, in->person, in->sealed, &changed));
    if (changed > 0) return OK;
    return refuse(t->ask, CONFLICT, 5213, _("Bước thứ hai đang bật rồi. Muốn dùng điện thoại khác, bỏ bước thứ hai rồi đặt lại."), NULL);
}
CLOSURE(begin_it, struct beginning, void)

rc second_begin_action(struct ctx *c, struct reply *r)
{
    struct second_secret_in in;
    struct beginning fresh = { .person = c->who->person };
    uint8_t key[TOTP_KEY];
    try(form_read(c, c->route->form, &in));
    try(key_first(c));
    try(password_is_mine(c, in.secret, "mat_khau"));
    randombytes_buf(key, sizeof key);
    try(second_seal(c->app, c->arena, fresh.person, key, &fresh.sealed));
    sodium_memzero(key, sizeof key);
    try(transact(c->ask, c->key, begin_it, &fresh, NULL));
    return see_other(r, PAGE);
}

/* ---- it counts from its first code on; every other device signs in anew, with it */

struct confirming { person_id person; instant made_at; int64_t step; const struct recovery_codes *codes; session_id here; };

static rc confirm_it(struct tx *t, const struct confirming *in, void *out)
{
    (void)out;
    int64_t changed;
    try(second_step_confirm(t, in->person, in->made_at, in->step, &changed));
    if (changed == 0)
        return refuse(t->ask, CONFLICT, 5214, _("Khóa trên trang này đã thay đổi. Tải lại trang rồi quét mã mới."), NULL);
    try(recovery_store(t, in->person, in->codes));
    try(session_end_others(t, in->person, in->here));
    return told(t, ACT_SECOND_ON, _("Đã bật bước thứ hai. Các thiết bị khác phải đăng nhập lại."));
}
CLOSURE(confirm_it, struct confirming, void)

static rc codes_show(struct ctx *c, struct reply *r, const struct recovery_codes *codes)
{
    if (c->key->repeated)                               /* those of the first press cannot be shown again */
        return see_other_flash(r, PAGE, _("Mã dự phòng đã hiện ở lần bấm trước. Nếu chưa ghi lại, hãy làm mã mới."), NULL);
    struct recovery_view v = { .code = codes->shown, .n = RECOVERY_CODES };
    return show(r, view_recovery, &v);
}

rc second_confirm_action(struct ctx *c, struct reply *r)
{
    struct second_code_in in;
    struct second_key key;
    struct recovery_codes codes;
    struct confirming now = { .person = c->who->person, .codes = &codes, .here = session_here(c) };
    int64_t code;
    bool found;
    try(form_read(c, c->route->form, &in));
    try(second_key_of(c->app, c->ask, now.person, &key, &found));
    if (!found) return see_other(r, PAGE);
    if (!totp_read(in.code, &code)) return form_wrong(c, "ma", _("Gõ 6 số đang hiện trong ứng dụng."));
    bool right = totp_match(key.key, code, c->now, &now.step);
    sodium_memzero(key.key, sizeof key.key);
    if (!right && !key.counts) return second_code_wrong(c);
    now.made_at = key.made_at;
    try(recovery_make(c->app, c->arena, now.person, &codes));
    try(transact(c->ask, c->key, confirm_it, &now, NULL));
    return codes_show(c, r, &codes);
}

/* ---- new recovery codes; the way back */

struct recoding { person_id person; const struct recovery_codes *codes; };

static rc recode(struct tx *t, const struct recoding *in, void *out)
{
    (void)out;
    struct second_step_of_row row;
    bool found;
    try(second_step_of(t->ask, in->person, &row, &found));
    if (!found || !row.confirmed_at.has)
        return refuse(t->ask, CONFLICT, 5215, _("Bước thứ hai đang tắt nên chưa cần mã dự phòng. Đặt bước thứ hai trước."), NULL);
    try(recovery_store(t, in->person, in->codes));
    return told(t, ACT_RECOVERY_NEW, _("Đã làm mã dự phòng mới; mã cũ không còn dùng được."));
}
CLOSURE(recode, struct recoding, void)

rc recovery_action(struct ctx *c, struct reply *r)
{
    struct second_secret_in in;
    struct recovery_codes codes;
    struct recoding fresh = { c->who->person, &codes };
    try(form_read(c, c->route->form, &in));
    try(password_is_mine(c, in.secret, "mat_khau_ma"));
    try(recovery_make(c->app, c->arena, fresh.person, &codes));
    try(transact(c->ask, c->key, recode, &fresh, NULL));
    return codes_show(c, r, &codes);
}

/* Whoever took a telephone along is out everywhere at once. */
struct taking { person_id person; session_id here; };
static rc take_off(struct tx *t, const struct taking *in, void *out)
{
    (void)out;
    int64_t changed;
    try(second_step_end(t, in->person, &changed));
    if (changed == 0) return OK;
    try(recovery_void(t, in->person, NULL));
    try(session_end_others(t, in->person, in->here));
    return told(t, ACT_SECOND_OFF, _("Đã bỏ bước thứ hai của tài khoản. Nếu không phải bạn, hãy đổi mật khẩu ngay."));
}
CLOSURE(take_off, struct taking, void)

rc second_end_action(struct ctx *c, struct reply *r)
{
    struct second_secret_in in;
    bool required;
    try(form_read(c, c->route->form, &in));
    try(password_is_mine(c, in.secret, "mat_khau_bo"));
    try(second_required(c, &required));
    if (required) return form_wrong(c, "mat_khau_bo", _("Nơi bạn làm việc yêu cầu bước thứ hai nên không bỏ được. Đổi điện thoại thì nhờ quản trị hệ thống."));
    struct taking taking = { c->who->person, session_here(c) };
    try(transact(c->ask, c->key, take_off, &taking, NULL));
    return see_other_flash(r, PAGE, _("Đã bỏ bước thứ hai."), NULL);
}
