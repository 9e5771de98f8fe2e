/* What is written wrongly about a person is corrected by the office: of a pupil, of a guardian of one, of somebody who works here.
** What stays true: (1) the form shows what stands now, also when somebody else was faster; (2) nobody's data is corrected here whose account opens
** what is another school's or who runs a school or the system (whose.c), pupils apart: a telephone is a way to sign in; nor of whom an order keeps from a
** child: name and telephone are what the order is known by; (3) it is written down (audit). */
#include "access/access.h"
#include "access/family.h"
#include "access/sign_in.h"
#include "access/views.h"
#include "base/ids.h"
#include "base/viet.h"
#include "consent/consent.h"
#include "generated/access_queries.h"
#include "generated/access_views.h"
#include "schools/schools.h"
#include "web/reply.h"

const struct field correct_fields[] = {
    FIELD(struct correct_in, name, FIELD_TEXT, REQUIRED, .name = "ho_ten", .max = 120, .label = N_("Họ và tên")),
    FIELD(struct correct_in, born, FIELD_DAY, OPTIONAL, .name = "ngay_sinh", .label = N_("Ngày sinh")),
    FIELD(struct correct_in, sex, FIELD_CHOICE, OPTIONAL, .name = "gioi_tinh", .choices = "female male", .label = N_("Giới tính")),
    FIELD(struct correct_in, phone, FIELD_PHONE, OPTIONAL, .name = "dien_thoai", .label = N_("Số điện thoại")),
    FIELD(struct correct_in, rev, FIELD_INT, REQUIRED, .name = "rev"), { 0 } };

/* (2), by the rule of whose.c; the words are the same for all: they say nothing of an order. */
static rc ours_alone(struct ask *a, person_id person)
{
    struct membership *place;
    struct family family;
    size_t n;
    bool ours, other;
    try(account_ours(a, person, ACCOUNT_CORRECTED, &ours));
    try(stands_for_any(a, person, a->scope.barred, a->scope.barred_n, &other));
    try(memberships_of(a, person, &place, &n));
    for (size_t i = 0; i < n; i++) other = other || (place[i].school.id.v != a->scope.school.v);
    try(family_of(a, person, &family));
    other = other || !ours || family.barred_n + family.reads_n > 0;
    if (!other) return OK;
    return refuse(a, CONFLICT, 5120, _("Người này còn có mặt ở trường khác hoặc quản lý trường, hệ thống. Nhờ họ tự đổi, hoặc nhờ quản trị hệ thống."), NULL);
}

struct correction { struct person_change change; const char *phone, *next, *param; int64_t object; int permission; bool adult; person_id child; };

static rc still_guardian(struct ask *a, person_id child, person_id guardian)
{
    struct guardian_line *line;
    size_t n;
    try(guardians_of(a, child, &line, &n));
    for (size_t i = 0; i < n; i++)
        if (line[i].id.v == guardian.v) return OK;
    return NOT_FOUND;
}

static rc corrected(struct tx *t, const struct correction *in, void *out)
{
    (void)out;
    struct person_now was;
    try(access_recheck(t, in->permission, in->param, in->object));
    if (in->child.v) try(family_apart(t, in->child));
    if (in->child.v) try(still_guardian(t->ask, in->child, in->change.id));
    if (in->adult) try(ours_alone(t->ask, in->change.id));
    try(person_now(t->ask, in->change.id, &was));
    try(person_correct(t, &in->change));
    if (!str_is(was.phone ? was.phone : "", in->phone)) try(contact_set(t, in->change.id, CONTACT_KIND_PHONE, in->phone));
    return answer(t, "%s", in->next);
}
CLOSURE(corrected, struct correction, void)

static rc correct_show(struct ctx *c, struct reply *r, person_id person, struct correct_view *v)
{
    try(person_now(c->ask, person, &v->now));
    return show(r, view_correct, v);
}

static rc correct_do(struct ctx *c, struct reply *r, struct correction *in)
{
    struct correct_in typed;
    try(form_read(c, c->route->form, &typed));
    in->change.full_name = viet_tidy(c->arena, typed.name);
    in->change.born = typed.born;
    if (!str_empty(typed.sex) && !sex_read(typed.sex, &in->change.sex)) return INVALID;
    in->change.rev = typed.rev;
    in->phone = typed.phone ? typed.phone : "";
    try(transact(c->ask, c->key, corrected, in, NULL));
    return see_other_flash(r, in->next, _("Đã sửa."), NULL);
}

/* ---- a pupil */

static const char *pupil_path(struct ctx *c) { return arena_print(c->arena, "/t/%s/em/%s", c->school->code, path_text(c, "em")); }

rc pupil_correct_page(struct ctx *c, struct reply *r)
{
    person_id child = PATH_ID(c, "em", person_id);
    struct correct_view v = { .back = pupil_path(c), .action = arena_print(c->arena, "%s/sua", pupil_path(c)) };
    try(look_write(c, child, LOOK_KIND_CONTACT, looking_as(c)));
    return correct_show(c, r, child, &v);
}

rc pupil_correct_action(struct ctx *c, struct reply *r)
{
    person_id child = PATH_ID(c, "em", person_id);
    struct correction in = { .change.id = child, .next = pupil_path(c), .param = "em", .object = child.v, .permission = PERSON_CHANGE };
    return correct_do(c, r, &in);
}

/* ---- a guardian of the pupil */

rc guardian_correct_page(struct ctx *c, struct reply *r)
{
    person_id child = PATH_ID(c, "em", person_id), guardian = PATH_ID(c, "kin", person_id);
    struct correct_view v = { .back = family_path(c), .action = arena_print(c->arena, "%s/%s/sua", family_path(c), path_text(c, "kin")) };
    try(still_guardian(c->ask, child, guardian));
    try(look_write(c, child, LOOK_KIND_CONTACT, looking_as(c)));
    return correct_show(c, r, guardian, &v);
}

rc guardian_correct_action(struct ctx *c, struct reply *r)
{
    person_id child = PATH_ID(c, "em", person_id);
    struct correction in = { .change.id = PATH_ID(c, "kin", person_id), .next = family_path(c), .param = "em", .object = child.v, .permission = GUARDIAN_CHANGE,
                             .adult = true, .child = child };
    try(still_guardian(c->ask, child, in.change.id));
    return correct_do(c, r, &in);
}

/* ---- somebody who works here */

static rc worker(struct ctx *c, person_id *out)
{
    struct member_line line;
    try(member_find(c->ask, PATH_ID(c, "nguoi", member_id), &line));
    *out = line.person;
    return line.role == MEMBER_ROLE_PUPIL || line.to_day.has ? NOT_FOUND : OK;
}

rc staff_correct_page(struct ctx *c, struct reply *r)
{
    person_id person;
    const char *list = arena_print(c->arena, "/t/%s/nhan-su", c->school->code);
    struct correct_view v = { .back = list, .action = arena_print(c->arena, "%s/%s/sua", list, path_text(c, "nguoi")) };
    try(worker(c, &person));
    return correct_show(c, r, person, &v);
}

rc staff_correct_action(struct ctx *c, struct reply *r)
{
    struct correction in = { .next = arena_print(c->arena, "/t/%s/nhan-su", c->school->code), .permission = STAFF_CHANGE, .adult = true };
    try(worker(c, &in.change.id));
    return correct_do(c, r, &in);
}
