/* Where the school is: what everybody reads on its public page, put right by the word of the principal. */
#include "access/access.h"
#include "generated/schools_views.h"
#include "schools/address.h"
#include "schools/pages.h"
#include "schools/views.h"
#include "web/reply.h"

const struct field place_fields[] = {
    FIELD(struct school_address, address, FIELD_TEXT, REQUIRED, .name = "dia_chi", .max = 200, .label = N_("Địa chỉ")),
    FIELD(struct school_address, rev, FIELD_INT, REQUIRED, .name = "rev"), { 0 } };

rc place_page(struct ctx *c, struct reply *r)
{
    struct school_place_view v = { .school = c->school };
    try(school_face(c->ask, c->school->id, &v.face));
    try(school_address_now(c->ask, c->school->id, &v.now));
    return show(r, view_school_place, &v);
}

static rc address_store(struct tx *t, const struct school_address *in, void *out)
{
    (void)out;
    try(access_recheck(t, SETTINGS_LEAD, NULL, 0));
    return school_address_put(t, in);
}
CLOSURE(address_store, struct school_address, void)

rc place_action(struct ctx *c, struct reply *r)
{
    struct school_address in;
    try(form_read(c, c->route->form, &in));
    try(transact(c->ask, c->key, address_store, &in, NULL));
    return see_other_flash(r, arena_print(c->arena, "/t/%s/dia-chi", c->school->code), _("Đã lưu địa chỉ. Trang công khai của trường hiện địa chỉ mới."), NULL);
}
