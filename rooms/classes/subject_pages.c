/* What the school teaches, and who teaches it in one class: pages of the office. */
#include "access/access.h"
#include "base/ids.h"
#include "classes/pages.h"
#include "classes/views.h"
#include "generated/classes_queries.h"
#include "generated/classes_views.h"
#include "web/reply.h"

struct subjects_in { const char *names; };
struct subject_in { school_subject_id id; const char *name; int64_t rev; };
struct duty_in { member_id member; const char *duty; school_subject_id subject; day from; opt_day last; };
struct duty_end_in { teaching_id id; int64_t rev; day last; };
static const struct field subjects_fields[] = {
    FIELD(struct subjects_in, names, FIELD_LONG, REQUIRED, .name = "mon", .max = 3000, .label = N_("Môn học")), { 0 } };
static const struct field subject_fields[] = {
    FIELD(struct subject_in, id, FIELD_ID, REQUIRED, .name = "ma_mon"),
    FIELD(struct subject_in, name, FIELD_TEXT, REQUIRED, .name = "ten", .max = 60, .label = N_("Tên môn")),
    FIELD(struct subject_in, rev, FIELD_INT, REQUIRED, .name = "rev"), { 0 } };
static const struct field subject_end_fields[] = {
    FIELD(struct subject_in, id, FIELD_ID, REQUIRED, .name = "ma_mon"),
    FIELD(struct subject_in, rev, FIELD_INT, REQUIRED, .name = "rev"), { 0 } };
static const struct field duty_fields[] = {
    FIELD(struct duty_in, member, FIELD_ID, REQUIRED, .name = "giao_vien", .label = N_("Thầy cô")),
    FIELD(struct duty_in, duty, FIELD_CHOICE, REQUIRED, .name = "viec", .choices = "subject assistant stand_in", .label = N_("Việc ở lớp")),
    FIELD(struct duty_in, subject, FIELD_ID, OPTIONAL, .name = "mon", .label = N_("Môn học")),
    FIELD(struct duty_in, from, FIELD_DAY, REQUIRED, .name = "tu_ngay", .label = N_("Từ ngày")),
    FIELD(struct duty_in, last, FIELD_DAY, OPTIONAL, .name = "den_ngay", .label = N_("Đến hết ngày")), { 0 } };
static const struct field duty_end_fields[] = {
    FIELD(struct duty_end_in, id, FIELD_ID, REQUIRED, .name = "phan_cong"),
    FIELD(struct duty_end_in, rev, FIELD_INT, REQUIRED, .name = "rev"),
    FIELD(struct duty_end_in, last, FIELD_DAY, REQUIRED, .name = "den_ngay", .label = N_("Ngày dạy cuối")), { 0 } };
const struct form_spec subjects_form = { subjects_fields }, subject_form = { subject_fields }, subject_end_form = { subject_end_fields },
                       duty_form = { duty_fields }, duty_end_form = { duty_end_fields };

/* ---- subjects */

static const char *subjects_path(struct ctx *c) { return arena_print(c->arena, "/t/%s/mon-hoc", c->school->code); }

rc subjects_page(struct ctx *c, struct reply *r)
{
    struct subject_line *line;
    struct subjects_view v = { .school = c->school, .action = subjects_path(c) };
    try(subjects_here(c->ask, &line, &v.n));
    v.line = line;
    return show(r, view_subjects, &v);
}

struct subject_now { const char *names, *name, *next; school_subject_id id; int64_t rev; };

static rc subjects_store(struct tx *t, const struct subject_now *in, void *out)
{
    int64_t added;
    (void)out;
    try(access_recheck(t, SUBJECT_CHANGE, NULL, 0));
    try(subjects_add(t, in->names, &added));
    return answer(t, "%s", in->next);
}
CLOSURE(subjects_store, struct subject_now, void)

static rc subject_store(struct tx *t, const struct subject_now *in, void *out)
{
    (void)out;
    try(access_recheck(t, SUBJECT_CHANGE, NULL, 0));
    try(in->name ? subject_change(t, in->id, in->name, in->rev) : subject_end(t, in->id, in->rev));
    return answer(t, "%s", in->next);
}
CLOSURE(subject_store, struct subject_now, void)

rc subjects_action(struct ctx *c, struct reply *r)
{
    struct subjects_in in;
    try(form_read(c, c->route->form, &in));
    struct subject_now now = { .names = in.names, .next = subjects_path(c) };
    try(transact(c->ask, c->key, subjects_store, &now, NULL));
    return see_other_flash(r, now.next, _("Đã thêm môn."), NULL);
}

rc subject_action(struct ctx *c, struct reply *r)
{
    struct subject_in in;
    try(form_read(c, c->route->form, &in));
    struct subject_now now = { .id = in.id, .name = in.name, .rev = in.rev, .next = subjects_path(c) };
    try(transact(c->ask, c->key, subject_store, &now, NULL));
    return see_other_flash(r, now.next, _("Đã đổi tên môn, cả ở các phân công đang có."), NULL);
}

rc subject_end_action(struct ctx *c, struct reply *r)
{
    struct subject_in in = { 0 };
    try(form_read(c, c->route->form, &in));
    struct subject_now now = { .id = in.id, .rev = in.rev, .next = subjects_path(c) };
    try(transact(c->ask, c->key, subject_store, &now, NULL));
    return see_other_flash(r, now.next, _("Môn này không dạy nữa. Những gì đã ghi vẫn giữ tên môn."), NULL);
}

/* ---- who teaches a class */

static const char *duties_path(struct ctx *c) { return arena_print(c->arena, "/t/%s/lop/%s/phan-cong", c->school->code, path_text(c, "lop")); }

static const char *id_shown(struct ctx *c, int64_t id)
{
    char text[ID_TEXT_SIZE];
    id_text(id, text);
    return arena_text(c->arena, text);
}

static rc choices_fill(struct ctx *c, struct duties_view *v)
{
    struct who_may_teach_row *who;
    struct subject_line *subject;
    try(who_may_teach(c->ask, c->today, &who, &v->whos));
    try(subjects_here(c->ask, &subject, &v->subjects));
    struct ui_choice *one = ARENA_MANY(c->arena, struct ui_choice, v->whos), *two = ARENA_MANY(c->arena, struct ui_choice, v->subjects);
    if (!one || !two) return LIMIT;
    for (size_t i = 0; i < v->whos; i++) one[i] = (struct ui_choice){ .code = id_shown(c, who[i].id.v), .label = who[i].name };
    for (size_t i = 0; i < v->subjects; i++) two[i] = (struct ui_choice){ .code = id_shown(c, subject[i].id.v), .label = subject[i].name };
    v->who = one;
    v->subject = two;
    return OK;
}

rc duties_page(struct ctx *c, struct reply *r)
{
    class_id id = PATH_ID(c, "lop", class_id);
    struct duty_line *line;
    struct duties_view v = { .school = c->school, .action = duties_path(c), .today = c->today };
    v.can_stand_in = may(c, STAND_IN, "lop", id.v);
    try(class_face(c->ask, id, &v.face));
    try(duties_here(c->ask, id, &line, &v.n));
    v.line = line;
    try(choices_fill(c, &v));
    return show(r, view_duties, &v);
}

struct duty_now { struct new_duty duty; struct duty_end end; bool ends; class_id class_id; const char *next; };

static rc duty_store(struct tx *t, const struct duty_now *in, void *out)
{
    person_id person;
    (void)out;
    try(access_recheck(t, !in->ends && in->duty.duty == DUTY_STAND_IN ? STAND_IN : TEACHING_CHANGE, "lop", in->class_id.v));
    try(in->ends ? duty_close(t, &in->end, &person) : duty_add(t, &in->duty, &person));
    try(access_changed(t, person));
    return answer(t, "%s", in->next);
}
CLOSURE(duty_store, struct duty_now, void)

rc duty_action(struct ctx *c, struct reply *r)
{
    struct duty_in in;
    class_id id = PATH_ID(c, "lop", class_id);
    struct duty_now now = { .class_id = id, .next = duties_path(c) };
    try(form_read(c, c->route->form, &in));
    now.duty = (struct new_duty){ .class_id = id, .member = in.member, .subject = in.subject, .from = in.from, .last = in.last };
    if (!duty_read(in.duty, &now.duty.duty)) return INVALID;
    if (now.duty.duty == DUTY_STAND_IN && !may(c, STAND_IN, "lop", id.v)) return DENIED;           /* the word of the heads */
    try(transact(c->ask, c->key, duty_store, &now, NULL));
    return see_other_flash(r, now.next, _("Đã phân công. Người ấy mở được lớp trong những ngày đã ghi."), NULL);
}

rc duty_end_action(struct ctx *c, struct reply *r)
{
    struct duty_end_in in;
    class_id id = PATH_ID(c, "lop", class_id);
    try(form_read(c, c->route->form, &in));
    struct duty_now now = { .class_id = id, .ends = true, .end = { in.id, id, in.last, in.rev }, .next = duties_path(c) };
    try(transact(c->ask, c->key, duty_store, &now, NULL));
    return see_other_flash(r, now.next, _("Đã ghi thôi phân công. Người ấy không mở được lớp bằng việc này nữa."), NULL);
}
