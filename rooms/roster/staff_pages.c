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

struct staff_who_in { int64_t number; const char *who; member_id member; };
static const struct field staff_who_fields[] = {
    FIELD(struct staff_who_in, number, FIELD_INT, REQUIRED, .name = "dong", .min = 1, .max = BOOK_STAFF_MOST),
    FIELD(struct staff_who_in, who, FIELD_CHOICE, REQUIRED, .name = "la", .choices = "same another skip"),
    FIELD(struct staff_who_in, member, FIELD_ID, OPTIONAL, .name = "nguoi"), { 0 } };
const struct form_spec staff_who_form = { staff_who_fields };

/* Who a line is; the page then shows what the list comes to. */
rc staff_who_action(struct ctx *c, struct reply *r)
{
    struct staff_who_in in;
    struct staff_say now = { .import = PATH_ID(c, "lan", roster_import_id) };
    struct import_one_row face;
    try(import_one(c->ask, now.import, &face));
    try(form_read(c, c->route->form, &in));
    if (c->who->barred_n) return DENIED;                       /* as what it leads to */
    if (!staff_choice_read(in.who, &now.choice)) return INVALID;
    now.number = in.number, now.member = in.member;
    try(staff_say_who(c->ask, c->key, &now));
    return see_other(r, arena_print(c->arena, "%s#chon", import_path(c, "/thay-co")));
}

rc staff_in_page(struct ctx *c, struct reply *r)
{
    struct staff_in_view v = { .school_code = c->school->code, .path = import_path(c, "/thay-co"), .back = import_path(c, "") };
    struct wide wide;
    wide_begin(&wide, c->ask);
    rc done = page_fill(c, &v);
    v.open = done == OK && v.face.until_day.n > c->today.n;
    v.can = v.open && !staff_nothing(&v.list);
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
