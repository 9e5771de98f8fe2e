/* A pupil leaves (one page a pupil), and the list of who left, from which a mistake is taken back. For the office. */
#include "access/access.h"
#include "base/ids.h"
#include "classes/pages.h"
#include "classes/views.h"
#include "generated/classes_views.h"
#include "web/reply.h"

enum { PAGE_OF = 50 };
struct leave_in { const char *why, *note; day to; };
struct back_in { leaving_id id; int64_t rev; };
static const struct field leave_fields[] = {
    FIELD(struct leave_in, why, FIELD_CHOICE, REQUIRED, .name = "vi_sao", .choices = "transferred dropped graduated", .label = N_("Rời trường vì")),
    FIELD(struct leave_in, to, FIELD_DAY, REQUIRED, .name = "ngay", .label = N_("Từ ngày")),
    FIELD(struct leave_in, note, FIELD_LONG, OPTIONAL, .name = "ghi_chu", .max = 500, .label = N_("Ghi chú")), { 0 } };
static const struct field back_fields[] = {
    FIELD(struct back_in, id, FIELD_ID, REQUIRED, .name = "lan"),
    FIELD(struct back_in, rev, FIELD_INT, REQUIRED, .name = "rev"), { 0 } };
const struct form_spec leave_form = { leave_fields }, back_form = { back_fields };

static const char *left_path(struct ctx *c) { return arena_print(c->arena, "/t/%s/da-roi", c->school->code); }

rc leave_page(struct ctx *c, struct reply *r)
{
    const char *page = arena_print(c->arena, "/t/%s/em/%s", c->school->code, path_text(c, "em"));
    struct leave_view v = { .back = page, .action = arena_print(c->arena, "%s/roi-truong", page), .today = c->today };
    try(person_here(c->ask, PATH_ID(c, "em", person_id), &v.pupil));
    return show(r, view_leave, &v);
}

struct leave_now { struct pupil_leave leave; const char *next; };

static rc leave_store(struct tx *t, const struct leave_now *in, void *out)
{
    (void)out;
    try(access_recheck(t, PUPIL_MOVE, NULL, 0));
    try(pupil_leave(t, &in->leave));
    try(access_changed(t, in->leave.pupil));
    return answer(t, "%s", in->next);
}
CLOSURE(leave_store, struct leave_now, void)

rc leave_action(struct ctx *c, struct reply *r)
{
    struct leave_in in;
    struct person_brief pupil;
    struct leave_now now = { .next = left_path(c), .leave.pupil = PATH_ID(c, "em", person_id) };
    try(person_here(c->ask, now.leave.pupil, &pupil));              /* a stranger is NOT_FOUND */
    try(form_read(c, c->route->form, &in));
    if (!leave_kind_read(in.why, &now.leave.why)) return INVALID;
    now.leave.to = in.to;
    now.leave.note = str_empty(in.note) ? NULL : in.note;
    try(transact(c->ask, c->key, leave_store, &now, NULL));
    return see_other_flash(r, now.next, _("Đã ghi. Em không còn trong danh sách của trường; tài khoản và hồ sơ vẫn là của em."), NULL);
}

rc left_page(struct ctx *c, struct reply *r)
{
    struct left_view v = { .school_code = c->school->code, .school_name = c->school->name, .action = arena_print(c->arena, "%s/nhan-lai", left_path(c)) };
    struct left_line *line;
    leaving_id before = { 0 };
    (void)id_read(query_text(c, "sau"), &before.v);          /* not an id: from the newest */
    try(pupils_left(c->ask, before, PAGE_OF + 1, &line, &v.n));
    v.more = v.n > PAGE_OF;
    if (v.more) v.n = PAGE_OF;
    v.line = line;
    return show(r, view_left, &v);
}

struct back_now { leaving_id id; int64_t rev; const char *next; };

static rc back_store(struct tx *t, const struct back_now *in, void *out)
{
    person_id pupil;
    (void)out;
    try(access_recheck(t, PUPIL_MOVE, NULL, 0));
    try(pupil_return(t, in->id, in->rev, &pupil));
    try(access_changed(t, pupil));
    return answer(t, "%s", in->next);
}
CLOSURE(back_store, struct back_now, void)

rc back_action(struct ctx *c, struct reply *r)
{
    struct back_in in;
    try(form_read(c, c->route->form, &in));
    struct back_now now = { in.id, in.rev, left_path(c) };
    try(transact(c->ask, c->key, back_store, &now, NULL));
    return see_other_flash(r, now.next, _("Đã nhận lại em. Nếu lớp cũ còn mở, em về lớp ấy."), NULL);
}
