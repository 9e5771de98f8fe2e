/* The page on which the heads say which systems are told. */
#include "access/access.h"
#include "access/permission.h"
#include "generated/hooks_views.h"
#include "hooks/inside.h"
#include "hooks/views.h"
#include "web/form.h"
#include "web/outgoing.h"
#include "web/reply.h"

struct hook_in { const char *name, *address, *secret; };
static const struct field hook_fields[] = {
    FIELD(struct hook_in, name, FIELD_TEXT, REQUIRED, .name = "ten", .max = 80, .label = N_("Tên nơi được báo")),
    FIELD(struct hook_in, address, FIELD_TEXT, REQUIRED, .name = "dia_chi", .max = 500, .label = N_("Địa chỉ nhận")),
    FIELD(struct hook_in, secret, FIELD_SECRET, REQUIRED, .name = "bi_mat", .max = 200, .label = N_("Bí mật để kiểm chữ kí")), { 0 } };
static const struct form_spec hook_form = { hook_fields };

struct one_in { hook_id id; int64_t rev; };
static const struct field one_fields[] = { FIELD(struct one_in, id, FIELD_ID, REQUIRED, .name = "noi"), FIELD(struct one_in, rev, FIELD_INT, REQUIRED, .name = "rev"), { 0 } };
static const struct form_spec one_form = { one_fields };

static const char *event_words(const char *event)
{
    static const struct { const char *event, *words; } all[] = { { "news", N_("Tin") }, { "message", N_("Lời nhắn") }, { "message.corrected", N_("Đính chính lời nhắn") },
                                                                 { "message.recalled", N_("Thu hồi lời nhắn") } };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (str_is(event, all[i].event)) return all[i].words;
    return N_("Gửi thử");
}

static rc hooks_page(struct ctx *c, struct reply *r)
{
    struct hooks_view v = { .school_code = c->school->code };
    struct hooks_open_row *hook;
    struct hook_sends_lately_row *send;
    try(hooks_open(c->ask, &hook, &v.n));
    try(hook_sends_lately(c->ask, &send, &v.sends));
    for (size_t i = 0; i < v.sends; i++) {
        send[i].why = *send[i].why ? say_again(c->arena, c->lang, send[i].why) : "";
        send[i].event = tr(c->lang, event_words(send[i].event));
    }
    v.hook = hook, v.send = send;
    return show(r, view_hooks, &v);
}

static rc there(struct ctx *c, struct reply *r, const char *words)
{
    return see_other_flash(r, arena_print(c->arena, "/t/%s/bao-sang", c->school->code), words, NULL);
}

static rc add_store(struct tx *t, const struct new_hook *in, void *out)
{
    (void)out;
    try(access_recheck(t, DOOR_KEYS, NULL, 0));
    return hook_add(t, in);
}
CLOSURE(add_store, struct new_hook, void)

static rc add_action(struct ctx *c, struct reply *r)
{
    struct hook_in in;
    try(form_read(c, c->route->form, &in));
    if (!outgoing_address(c->app, in.address)) return refuse_field(c->ask, "dia_chi", 5645, _("Địa chỉ phải bắt đầu bằng https://, không có tên và mật khẩu trong đó."), NULL);
    if (strlen(in.secret) < HOOK_SECRET_LEAST) return refuse_field(c->ask, "bi_mat", 5647, _("Bí mật cần ít nhất 16 kí tự: nơi nhận dùng nó để biết tin là của trường."), NULL);
    struct new_hook what = { .name = in.name, .address = in.address };
    try(secret_seal(c->app, c->arena, hook_place(c->arena, c->school->id, in.address), in.secret, &what.sealed));
    try(transact(c->ask, c->key, add_store, &what, NULL));
    return there(c, r, _("Đã thêm. Bấm Gửi thử để xem nơi ấy có nhận không."));
}

static rc stop_store(struct tx *t, const struct hook_stop *in, void *out)
{
    (void)out;
    try(access_recheck(t, DOOR_KEYS, NULL, 0));
    return hook_stop(t, in);
}
CLOSURE(stop_store, struct hook_stop, void)

static rc stop_action(struct ctx *c, struct reply *r)
{
    struct one_in in;
    try(form_read(c, c->route->form, &in));
    struct hook_stop what = { in.id, in.rev };
    try(transact(c->ask, c->key, stop_store, &what, NULL));
    return there(c, r, _("Đã thôi. Nơi ấy không được báo gì nữa."));
}

struct trying { hook_id id; const char *path; };
static rc try_store(struct tx *t, const struct trying *in, void *out)
{
    (void)out;
    try(access_recheck(t, DOOR_KEYS, NULL, 0));
    return hook_try(t, in->id, in->path);
}
CLOSURE(try_store, struct trying, void)

static rc try_action(struct ctx *c, struct reply *r)
{
    struct one_in in;
    try(form_read(c, c->route->form, &in));
    struct trying what = { in.id, arena_print(c->arena, "/t/%s", c->school->code) };
    try(transact(c->ask, c->key, try_store, &what, NULL));
    return there(c, r, _("Đang gửi thử. Tải lại trang sau một lát để xem."));
}

const struct route hooks_routes[] = {
    { GET,  "/t/:truong/bao-sang",      MAY(DOOR_KEYS), NULL,       QUICK, hooks_page,  N_("Báo sang hệ thống khác"), NULL },
    { POST, "/t/:truong/bao-sang",      MAY(DOOR_KEYS), &hook_form, WRITE, add_action,  NULL, hooks_page },
    { POST, "/t/:truong/bao-sang/thu",  MAY(DOOR_KEYS), &one_form,  WRITE, try_action,  NULL, hooks_page },
    { POST, "/t/:truong/bao-sang/thoi", MAY(DOOR_KEYS), &one_form,  WRITE, stop_action, NULL, hooks_page },
    { 0 }
};
