/* Ways of looking at the figures that a school keeps under a name: made, named anew, taken out. */
#include "access/access.h"
#include "xapi/inside.h"
#include "xapi/operate.h"

enum { VIEWS_MOST = 40, NAME_MOST = 80 };

struct saved_in { const char *name, *by, *span, *from, *to, *key; };
static const struct field saved_fields[] = {
    FIELD(struct saved_in, name, FIELD_TEXT, REQUIRED, .name = "ten", .max = NAME_MOST, .label = N_("Tên cách xem")),
    FIELD(struct saved_in, by, FIELD_TEXT, OPTIONAL, .name = "nhom", .max = 20), FIELD(struct saved_in, span, FIELD_TEXT, OPTIONAL, .name = "ky", .max = 10),
    FIELD(struct saved_in, from, FIELD_TEXT, OPTIONAL, .name = "tu", .max = 40), FIELD(struct saved_in, to, FIELD_TEXT, OPTIONAL, .name = "den", .max = 40),
    FIELD(struct saved_in, key, FIELD_TEXT, OPTIONAL, .name = "khoa", .max = 13), { 0 } };
const struct form_spec saved_form = { saved_fields };

struct saved_name_in { xapi_view_id id; const char *name; int64_t rev; };
static const struct field saved_name_fields[] = {
    FIELD(struct saved_name_in, id, FIELD_ID, REQUIRED, .name = "cach"), FIELD(struct saved_name_in, name, FIELD_TEXT, REQUIRED, .name = "ten_moi", .max = NAME_MOST, .label = N_("Tên mới")),
    FIELD(struct saved_name_in, rev, FIELD_INT, REQUIRED, .name = "rev"), { 0 } };
const struct form_spec saved_name_form = { saved_name_fields };

struct saved_end_in { xapi_view_id id; };
static const struct field saved_end_fields[] = { FIELD(struct saved_end_in, id, FIELD_ID, REQUIRED, .name = "cach"), { 0 } };
const struct form_spec saved_end_form = { saved_end_fields };

static rc name_taken(struct ask *a, const char *field) { return refuse_field(a, field, 5615, _("Trường đã có cách xem mang tên ấy. Chọn tên khác."), NULL); }

static rc name_free(struct ask *a, const char *name, xapi_view_id except, const char *field)
{
    struct views_open_row open;
    try(views_open(a, name, except, &open));
    if (open.same) return name_taken(a, field);
    if (!except.v && open.n >= VIEWS_MOST) return refuse_field(a, field, 5616, _("Trường đã giữ 40 cách xem. Bỏ bớt cách không còn dùng rồi lưu."), NULL);
    return OK;
}

struct saving { const char *name, *asked; };
static rc saved_store(struct tx *t, const struct saving *in, void *out)
{
    (void)out;
    try(access_recheck(t, RECORD_WATCH, NULL, 0));
    try(name_free(t->ask, in->name, (xapi_view_id){ 0 }, "ten"));
    xapi_view_id id = NEW_ID(t, xapi_view_id);
    int64_t made;
    try(view_insert(t, id, in->name, in->asked, t->ask->me, &made));
    if (!made) return name_taken(t->ask, "ten");
    return audit_add(t, &(struct change){ .act = &xapi_acts[ACT_VIEW_SAVED], .kind = "xapi_view", .id = id.v, .name = in->name });
}
CLOSURE(saved_store, struct saving, void)

static rc there(struct ctx *c, struct reply *r, const char *asked, const char *words)
{
    return see_other_flash(r, arena_print(c->arena, "/t/%s/kho-phat-bieu/so-lieu?%s", c->school->code, asked), words, NULL);
}

rc saved_action(struct ctx *c, struct reply *r)
{
    struct saved_in in;
    struct arena *a = c->arena;
    try(form_read(c, c->route->form, &in));
    const char *asked = arena_print(a, "%s%s%s%s%s", asked_of_address(a, "nhom", in.by), asked_of_address(a, "ky", in.span), asked_of_address(a, "tu", in.from), asked_of_address(a, "den", in.to),
                                    asked_of_address(a, "khoa", in.key));
    struct saving what = { in.name, *asked ? asked + 1 : asked };
    try(transact(c->ask, c->key, saved_store, &what, NULL));
    return there(c, r, what.asked, _("Đã lưu cách xem."));
}

static rc renamed_store(struct tx *t, const struct saved_name_in *in, void *out)
{
    struct view_one_row row;
    bool found;
    int64_t changed;
    (void)out;
    try(access_recheck(t, RECORD_WATCH, NULL, 0));
    try(view_one(t->ask, in->id, &row, &found));
    if (!found) return NOT_FOUND;
    try(name_free(t->ask, in->name, in->id, "ten_moi"));
    try(view_rename(t, in->id, in->name, in->rev, &changed));
    if (!changed) return refuse(t->ask, CONFLICT, 5617, _("Có người vừa sửa cách xem này. Xem lại rồi đổi tên lần nữa."), NULL);
    return audit_add(t, &(struct change){ .act = &xapi_acts[ACT_VIEW_RENAMED], .kind = "xapi_view", .id = in->id.v, .name = in->name,
        WAS({ N_("Tên"), row.name, in->name, KEPT_AS_IS }) });
}
CLOSURE(renamed_store, struct saved_name_in, void)

rc saved_name_action(struct ctx *c, struct reply *r)
{
    struct saved_name_in in;
    try(form_read(c, c->route->form, &in));
    try(transact(c->ask, c->key, renamed_store, &in, NULL));
    return there(c, r, "", _("Đã đổi tên cách xem."));
}

static rc ended_store(struct tx *t, const xapi_view_id *in, void *out)
{
    struct view_one_row row;
    bool found;
    int64_t changed;
    (void)out;
    try(access_recheck(t, RECORD_WATCH, NULL, 0));
    try(view_one(t->ask, *in, &row, &found));
    if (!found) return NOT_FOUND;
    try(view_close(t, *in, &changed));
    return changed ? audit_add(t, &(struct change){ .act = &xapi_acts[ACT_VIEW_ENDED], .kind = "xapi_view", .id = in->v, .name = row.name }) : OK;
}
CLOSURE(ended_store, xapi_view_id, void)

rc saved_end_action(struct ctx *c, struct reply *r)
{
    struct saved_end_in in;
    try(form_read(c, c->route->form, &in));
    try(transact(c->ask, c->key, ended_store, &in.id, NULL));
    return there(c, r, "", _("Đã bỏ cách xem. Số liệu vẫn còn nguyên."));
}
