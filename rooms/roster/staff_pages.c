/* The page of the staff of a OneRoster export: row by row what it comes to, and one button that takes in all that can. */
#include "access/access.h"
#include "generated/roster_views.h"
#include "roster/pages.h"
#include "roster/staff.h"
#include "roster/views.h"

struct staff_in_in { int64_t seen; };
static const struct field staff_in_fields[] = { FIELD(struct staff_in_in, seen, FIELD_INT, REQUIRED, .name = "da_xem"), { 0 } };
const struct form_spec staff_in_form = { staff_in_fields };

static rc page_fill(struct ctx *c, struct staff_in_view *v)
{
    try(import_one(c->ask, PATH_ID(c, "lan", roster_import_id), &v->face));
    return staff_read(c->ask, v->face.id, v->face.year_id, may(c, OFFICE_CHANGE, NULL, 0), &v->list);
}

rc staff_in_page(struct ctx *c, struct reply *r)
{
    struct staff_in_view v = { .school_code = c->school->code, .path = import_path(c, "/thay-co"), .back = import_path(c, "") };
    struct wide wide;
    wide_begin(&wide, c->ask);
    rc done = page_fill(c, &v);
    v.can = done == OK && v.face.until_day.n > c->today.n && v.list.adds + v.list.gives + v.list.ends + v.list.takes > 0;
    if (done == OK) done = show(r, view_staff_in, &v);
    wide_end(&wide, c->ask);
    return done;
}

rc staff_in_action(struct ctx *c, struct reply *r)
{
    struct staff_in_in in;
    struct import_one_row face;
    struct wide wide;
    batch_id batch;
    const char *next = import_path(c, "/thay-co");
    try(import_one(c->ask, PATH_ID(c, "lan", roster_import_id), &face));
    try(form_read(c, c->route->form, &in));
    if (c->who->barred_n) return DENIED;                       /* a new account would be under no order */
    struct staff_take now = { face.id, in.seen, may(c, OFFICE_CHANGE, NULL, 0), next };
    wide_begin(&wide, c->ask);
    rc done = staff_take_in(c->ask, c->key, &now, &batch);
    c->key->answer = NULL;
    wide_end(&wide, c->ask);
    try(done);
    return see_other_flash(r, next, _("Đã nhập. Làm phiếu đăng nhập cho người mới ở trang Thầy cô và nhân viên."), NULL);
}
