/* On the page of keys: sites whose programs may ask from a browser, and how often a key may ask. */
#include "access/access.h"
#include "xapi/inside.h"
#include "xapi/pages.h"

struct origin_in { const char *origin; };
static const struct field origin_fields[] = { FIELD(struct origin_in, origin, FIELD_TEXT, REQUIRED, .name = "goc", .max = 200, .label = N_("Địa chỉ trang web")), { 0 } };
const struct form_spec origin_form = { origin_fields };

struct origin_end_in { xapi_origin_id id; };
static const struct field origin_end_fields[] = { FIELD(struct origin_end_in, id, FIELD_ID, REQUIRED, .name = "trang"), { 0 } };
const struct form_spec origin_end_form = { origin_end_fields };

struct rate_in { xapi_key_id id; const char *rate; };
static const struct field rate_fields[] = {
    FIELD(struct rate_in, id, FIELD_ID, REQUIRED, .name = "khoa"),
    FIELD(struct rate_in, rate, FIELD_CHOICE, REQUIRED, .name = "muc", .choices = "0 60 600 6000", .label = N_("Nhiều nhất mỗi phút")), { 0 } };
const struct form_spec rate_form = { rate_fields };

static rc back(struct ctx *c, struct reply *r, const char *words)
{
    return see_other_flash(r, arena_print(c->arena, "/t/%s/khoa-he-thong", c->school->code), words, NULL);
}

static rc origin_store(struct tx *t, const struct origin_in *in, void *out)
{
    xapi_origin_id id;
    (void)out;
    try(access_recheck(t, DOOR_KEYS, NULL, 0));
    return origin_add(t, in->origin, &id);
}
CLOSURE(origin_store, struct origin_in, void)

rc origin_action(struct ctx *c, struct reply *r)
{
    struct origin_in in;
    try(form_read(c, c->route->form, &in));
    try(transact(c->ask, c->key, origin_store, &in, NULL));
    return back(c, r, _("Phần mềm trên trang web ấy gọi được kho hành trình từ trình duyệt, bằng khóa của trường."));
}

static rc origin_close_store(struct tx *t, const xapi_origin_id *in, void *out)
{
    (void)out;
    try(access_recheck(t, DOOR_KEYS, NULL, 0));
    return origin_end(t, *in);
}
CLOSURE(origin_close_store, xapi_origin_id, void)

rc origin_end_action(struct ctx *c, struct reply *r)
{
    struct origin_end_in in;
    try(form_read(c, c->route->form, &in));
    try(transact(c->ask, c->key, origin_close_store, &in.id, NULL));
    return back(c, r, _("Trang web ấy không gọi được từ trình duyệt nữa."));
}

struct rating { xapi_key_id id; int64_t per_minute; };
static rc rate_store(struct tx *t, const struct rating *in, void *out)
{
    (void)out;
    try(access_recheck(t, DOOR_KEYS, NULL, 0));
    return key_rate(t, in->id, in->per_minute);
}
CLOSURE(rate_store, struct rating, void)

rc rate_action(struct ctx *c, struct reply *r)
{
    struct rate_in in;
    struct rating what = { .per_minute = 0 };
    try(form_read(c, c->route->form, &in));
    what.id = in.id;
    if (!span_int(span_of(in.rate), &what.per_minute)) return INVALID;
    try(transact(c->ask, c->key, rate_store, &what, NULL));
    return back(c, r, _("Đã đổi mức gọi của khóa."));
}
