/* The page on which the office makes and revokes keys. The secret is shown on the answer to the very form that made it and never again; a
** form sent twice makes one key and says that its secret was shown. */
#include "access/access.h"
#include "generated/xapi_views.h"
#include "xapi/inside.h"
#include "xapi/pages.h"
#include "xapi/views.h"
#include <string.h>

struct key_in { const char *name; struct typed_list scope; };
static const struct field key_fields[] = {
    FIELD(struct key_in, name, FIELD_TEXT, REQUIRED, .name = "ten", .max = 80, .label = N_("Tên hệ thống")),
    FIELD(struct key_in, scope, FIELD_MANY, OPTIONAL, .name = "quyen-"), { 0 } };
const struct form_spec key_form = { key_fields };

struct key_end_in { xapi_key_id id; };
static const struct field key_end_fields[] = { FIELD(struct key_end_in, id, FIELD_ID, REQUIRED, .name = "khoa"), { 0 } };
const struct form_spec key_end_form = { key_end_fields };

struct key_secret_in { xapi_key_id id; bool leaked; };
static const struct field key_secret_fields[] = { FIELD(struct key_secret_in, id, FIELD_ID, REQUIRED, .name = "khoa"), FIELD(struct key_secret_in, leaked, FIELD_TICK, OPTIONAL, .name = "lo"), { 0 } };
const struct form_spec key_new_secret_form = { key_secret_fields };

static const struct ui_choice choices[] = {
    { "write", N_("Ghi phát biểu"), N_("statements/write: gửi hành trình học tập vào kho của trường.") },
    { "define", N_("Mô tả hoạt động"), N_("define: tên và mô tả hoạt động gửi kèm được ghi nhớ.") },
    { "mine", N_("Đọc phát biểu của chính khóa này"), N_("statements/read/mine") },
    { "read", N_("Đọc mọi phát biểu của trường"), N_("statements/read: cả hành trình học sinh ghi trong Khuê. Chỉ cấp khi trường đã quyết định.") },
    { "state", N_("Giữ trạng thái học"), N_("state: phần mềm nhớ người học đang ở đâu.") },
    { "profile", N_("Hồ sơ hoạt động và người học"), N_("profile: tài liệu riêng của phần mềm.") },
    { "all", N_("Tất cả"), N_("all: mọi quyền trên, và hủy phát biểu do bên khác gửi.") },
};
static const char *const scope_words[] = { "statements/write", "define", "statements/read/mine", "statements/read", "state", "profile", "all" };

static rc view_fill(struct ctx *c, struct keys_view *v)
{
    v->scope = choices;
    v->scopes = sizeof choices / sizeof *choices;
    struct key_line *key;
    v->school_code = c->school->code;
    v->address = arena_print(c->arena, "%s/xapi", base_address(c));
    try(keys_list(c->ask, &key, &v->n));
    v->key = key;
    struct origins_here_row *origin;
    try(origins_here(c->ask, &origin, &v->origins));
    v->origin = origin;
    return OK;
}

rc keys_page(struct ctx *c, struct reply *r)
{
    struct keys_view v = { .made = NULL };
    try(view_fill(c, &v));
    return show(r, view_keys, &v);
}

static rc made_store(struct tx *t, const struct fresh_key *in, xapi_key_id *out)
{
    try(access_recheck(t, DOOR_KEYS, NULL, 0));
    return key_store(t, in, out);
}
CLOSURE(made_store, struct fresh_key, xapi_key_id)

static int64_t scopes_ticked(struct ctx *c, const struct key_in *in)
{
    const char *text = "";
    for (size_t i = 0; i < in->scope.n; i++)
        for (size_t k = 0; k < sizeof choices / sizeof *choices; k++)
            if (str_is(in->scope.item[i].name + strlen("quyen-"), choices[k].code)) text = arena_print(c->arena, "%s %s", text, scope_words[k]);
    return scopes_read(text);
}

static rc secret_show(struct ctx *c, struct reply *r, xapi_key_id id, const char *secret, struct keys_view *v)
{
    try(view_fill(c, v));
    for (size_t i = 0; i < v->n; i++)
        if (v->key[i].id.v == id.v) v->made = &v->key[i], v->secret = secret;
    return show(r, view_keys, v);
}

rc key_action(struct ctx *c, struct reply *r)
{
    struct key_in in;
    struct keys_view v = { .made = NULL };
    xapi_key_id id = { 0 };
    try(form_read(c, c->route->form, &in));
    struct fresh_key key = { .name = in.name, .scopes = scopes_ticked(c, &in) };
    if (!key.scopes) return refuse_field(c->ask, "quyen", 5661, _("Chọn ít nhất một quyền cho khóa."), NULL);
    try(key_make(c->app, c->arena, &key));
    try(transact(c->ask, c->key, made_store, &key, &id));
    const char *page = arena_print(c->arena, "/t/%s/khoa-he-thong", c->school->code);
    if (c->key->repeated) return see_other_flash(r, page, _("Khóa đã được tạo và bí mật đã hiện một lần. Nếu chưa kịp chép, thu hồi khóa ấy và tạo khóa mới."), NULL);
    return secret_show(c, r, id, key.shown, &v);
}

struct rotating { xapi_key_id id; struct fresh_key key; instant until; };
static rc rotate_store(struct tx *t, const struct rotating *in, void *out)
{
    (void)out;
    try(access_recheck(t, DOOR_KEYS, NULL, 0));
    return key_rotated(t, in->id, &in->key, in->until);
}
CLOSURE(rotate_store, struct rotating, void)

rc key_new_secret_action(struct ctx *c, struct reply *r)
{
    struct key_secret_in in;
    struct keys_view v = { .made = NULL, .rotated = true };
    struct rotating what = { 0 };
    try(form_read(c, c->route->form, &in));
    what.id = in.id, what.until = in.leaked ? c->now : (instant){ c->now.ms + KEY_GRACE_DAYS * 86400000LL };
    try(key_make(c->app, c->arena, &what.key));
    try(transact(c->ask, c->key, rotate_store, &what, NULL));
    if (c->key->repeated)
        return see_other_flash(r, arena_print(c->arena, "/t/%s/khoa-he-thong", c->school->code), _("Bí mật mới đã được tạo và hiện một lần. Nếu chưa kịp chép, đổi bí mật lần nữa."), NULL);
    return secret_show(c, r, in.id, what.key.shown, &v);
}

static rc end_store(struct tx *t, const xapi_key_id *in, void *out)
{
    (void)out;
    try(access_recheck(t, DOOR_KEYS, NULL, 0));
    return key_end(t, *in);
}
CLOSURE(end_store, xapi_key_id, void)

rc key_end_action(struct ctx *c, struct reply *r)
{
    struct key_end_in in;
    try(form_read(c, c->route->form, &in));
    try(transact(c->ask, c->key, end_store, &in.id, NULL));
    return see_other_flash(r, arena_print(c->arena, "/t/%s/khoa-he-thong", c->school->code), _("Khóa đã thu hồi. Hệ thống ấy không vào được nữa."), NULL);
}
