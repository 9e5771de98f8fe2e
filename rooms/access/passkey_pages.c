/* One's own passkeys: added with the password, named, ended. */
#include "base/base64url.h"
#include "access/acts.h"
#include "access/links.h"
#include "access/passkey.h"
#include "access/sign_in.h"
#include "access/views.h"
#include "generated/access_queries.h"
#include "generated/access_views.h"
#include "notices/notices.h"
#include "people/people.h"
#include <stdio.h>

#define PAGE "/tai-khoan/khoa"

const struct field passkey_begin_fields[] = { FIELD(struct passkey_begin_in, secret, FIELD_SECRET, REQUIRED, .name = "mat_khau", .max = 200, .label = N_("Mật khẩu đang dùng")), { 0 } };
const struct field passkey_add_fields[] = {
    FIELD(struct passkey_add_in, name, FIELD_TEXT, REQUIRED, .name = "ten", .max = 60, .label = N_("Tên khóa")),
    FIELD(struct passkey_add_in, challenge, FIELD_SECRET, REQUIRED, .name = "thach", .max = 100),
    FIELD(struct passkey_add_in, client, FIELD_SECRET, REQUIRED, .name = "du_lieu", .max = 11000),
    FIELD(struct passkey_add_in, attestation, FIELD_SECRET, REQUIRED, .name = "chung_nhan", .max = 11000), { 0 } };
const struct field passkey_end_fields[] = { FIELD(struct passkey_end_in, id, FIELD_ID, REQUIRED, .name = "khoa"), { 0 } };

rc passkeys_page(struct ctx *c, struct reply *r)
{
    struct passkeys_mine_row *row;
    struct webauthn_want want;
    struct passkeys_view v = { .works = passkey_place(c, &want), .no_password = c->who->must_choose_password, .address = c->app->config.base_url };
    try(passkeys_mine(c->ask, c->who->person, &row, &v.n));
    v.line = row;
    v.full = v.n >= PASSKEYS_MOST;
    return show(r, view_passkeys, &v);
}

/* ---- adding: the password, then the device */

static rc place_or_words(struct ctx *c, struct webauthn_want *w)
{
    if (passkey_place(c, w)) return OK;
    return refuse(c->ask, CONFLICT, 5207, _("Khóa thiết bị cần Khuê chạy ở một tên miền có https, hoặc localhost; địa chỉ này thì không."), NULL);
}

/* Where a second step is required and there is a key, the password alone changes neither keys nor codes: else it would be both steps. */
rc key_waits(struct ctx *c, bool *yes)
{
    struct passkeys_count_row had = { 0 };
    *yes = false;
    if (c->who->second_step || c->who->by_key || !c->who->second_set) return OK;
    try(passkeys_count(c->ask, c->who->person, &had));
    return had.n ? second_required(c, yes) : OK;
}

rc key_first(struct ctx *c)
{
    bool waits;
    try(key_waits(c, &waits));
    return waits ? refuse(c->ask, DENIED, 5244, _("Nơi bạn làm việc yêu cầu bước thứ hai và tài khoản đã có khóa thiết bị. Ra rồi đăng nhập bằng khóa ấy; mất khóa thì xin phiếu đăng nhập mới."), NULL) : OK;
}

static rc room_left(struct ask *a, person_id person)
{
    struct passkeys_count_row had;
    try(passkeys_count(a, person, &had));
    if (had.n < PASSKEYS_MOST) return OK;
    return refuse(a, CONFLICT, 5230, _("Tài khoản đã có 10 khóa. Bỏ khóa không dùng nữa rồi thêm."), NULL);
}

rc passkey_begin_action(struct ctx *c, struct reply *r)
{
    struct passkey_begin_in in;
    struct webauthn_want want;
    struct passkeys_mine_row *row;
    struct user_name_of_row user;
    char id[24], handle[33];
    bool found;
    struct passkey_add_view v = { 0 };
    try(form_read(c, c->route->form, &in));
    try(key_first(c));
    try(password_is_mine(c, in.secret, "mat_khau"));
    try(place_or_words(c, &want));
    try(room_left(c->ask, c->who->person));
    try(user_name_of(c->ask, c->who->person, &user, &found));
    try(passkeys_mine(c->ask, c->who->person, &row, &v.n));
    const char **known = ARENA_MANY(c->arena, const char *, v.n);
    if (!known) return LIMIT;
    for (size_t i = 0; i < v.n; i++)
        if (!(known[i] = base64url_text(c->arena, row[i].credential))) return LIMIT;
    snprintf(id, sizeof id, "%lld", (long long)c->who->person.v);
    token_hex(c->app->secret, "passkey user", id, handle);             /* devices keep it: it names nobody elsewhere */
    v.known = known, v.rp_id = want.rp_id, v.user_name = found ? user.user_name : "", v.handle = arena_text(c->arena, handle);
    v.name = session_device(c);
    v.challenge = challenge_make(c, "make");
    return v.challenge && v.handle ? show(r, view_passkey_add, &v) : LIMIT;
}

struct adding { person_id person; const struct webauthn_made *made; const char *name; struct bytes challenge; instant until; };

static rc told(struct tx *t, enum access_act act, const char *key_name, const char *words)
{
    person_id me = t->ask->me;
    const char *name;
    try(person_name(t->ask, me, &name));
    try(notice_add(t, &(struct notice){ .to = me, .kind = NOTICE_KIND_ACCOUNT, .path = PAGE, .words = words, .with = { "ten", key_name } }));
    return audit_add(t, &(struct change){ .act = &access_acts[act], .kind = "account", .id = me.v, .name = name, .about = me });
}

static rc add_it(struct tx *t, const struct adding *in, void *out)
{
    (void)out;
    struct passkey_known_row row;
    int64_t changed;
    bool known;
    try(lock_account(t, in->person));
    try(room_left(t->ask, in->person));
    try(challenge_use(t, in->challenge, in->until, &changed));
    if (changed == 0) return refuse(t->ask, CONFLICT, 5231, _("Lần thêm khóa này đã xong. Tải lại trang để xem."), NULL);
    try(passkey_known(t->ask, in->made->id, &row, &known));
    if (known) return refuse(t->ask, CONFLICT, 5232, _("Khóa này đã được thêm trước đây. Tạo khóa khác trên thiết bị."), NULL);
    try(passkey_insert(t, NEW_ID(t, passkey_id), in->person, in->made->id, in->made->alg, in->made->spki, in->made->counter, in->name, NULL));
    try(told(t, ACT_PASSKEY_ON, in->name, _("Đã thêm khóa thiết bị “{ten}” vào tài khoản. Nếu không phải bạn, bỏ khóa ấy rồi đổi mật khẩu ngay.")));
    return answer(t, PAGE);
}
CLOSURE(add_it, struct adding, void)

static rc made_or_words(struct ctx *c, enum webauthn_says says)
{
    if (c->arena->failed) return LIMIT;
    if (says == WEBAUTHN_FINE) return OK;
    if (says == WEBAUTHN_OTHER_KEY) return refuse_field(c->ask, "ten", 5233, _("Loại khóa này chưa dùng được (cần ES256 hoặc RS256). Thử thiết bị khác."), NULL);
    if (says == WEBAUTHN_NOBODY) return refuse_field(c->ask, "ten", 5234, _("Thiết bị chưa xác nhận là bạn (vân tay, khuôn mặt hoặc mã khóa máy). Bật khóa màn hình rồi thử lại."), NULL);
    return refuse_field(c->ask, "ten", 5235, _("Chưa nhận được khóa. Mở Khuê ở {dia_chi} rồi thêm lại từ đầu."), "dia_chi", c->app->config.base_url, NULL);
}

rc passkey_add_action(struct ctx *c, struct reply *r)
{
    struct passkey_add_in in;
    struct webauthn_want want;
    struct webauthn_made made;
    struct bytes client, attestation;
    uint8_t hash[HASH_SIZE];
    enum webauthn_says says = WEBAUTHN_UNREADABLE;
    try(form_read(c, c->route->form, &in));
    try(place_or_words(c, &want));
    want.challenge = in.challenge;
    if (challenge_fits(c, "make", in.challenge, hash) && base64url_read(c->arena, in.client, WEBAUTHN_PART_MOST, &client) && base64url_read(c->arena, in.attestation, WEBAUTHN_PART_MOST, &attestation))
        says = webauthn_create(c->arena, &want, client, attestation, &made);
    try(made_or_words(c, says));
    struct adding add = { c->who->person, &made, in.name, { hash, sizeof hash }, { c->now.ms + CHALLENGE_MS } };
    try(transact(c->ask, c->key, add_it, &add, NULL));
    return see_other_flash(r, PAGE, _("Đã thêm khóa thiết bị. Lần sau bấm “Đăng nhập bằng khóa thiết bị”."), NULL);
}

/* ---- ending */

struct ending { person_id person; passkey_id id; };

static rc end_it(struct tx *t, const struct ending *in, void *out)
{
    (void)out;
    int64_t changed;
    try(passkey_end(t, in->id, in->person, &changed));
    if (changed) try(told(t, ACT_PASSKEY_OFF, "", _("Đã bỏ một khóa thiết bị của tài khoản.")));
    return answer(t, PAGE);
}
CLOSURE(end_it, struct ending, void)

/* A list may be old: what has ended meanwhile has ended, and of somebody else's nothing is told. */
rc passkey_end_action(struct ctx *c, struct reply *r)
{
    struct passkey_end_in in;
    try(form_read(c, c->route->form, &in));
    try(key_first(c));
    struct ending end = { c->who->person, in.id };
    try(transact(c->ask, c->key, end_it, &end, NULL));
    return see_other_flash(r, PAGE, _("Khóa ấy không còn đăng nhập được."), NULL);
}
