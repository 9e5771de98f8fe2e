/* Forms with which the office, homeroom teachers and everybody for themselves plan something, change it, call it off. */
#include "access/access.h"
#include "access/permission.h"
#include "base/ids.h"
#include "calendar/inside.h"
#include "classes/classes.h"
#include "generated/calendar_queries.h"
#include "generated/calendar_views.h"

#define WHEN_FIELDS(type) \
    FIELD(type, when.from, FIELD_DAY, REQUIRED, .name = "tu_ngay", .label = N_("Ngày")), \
    FIELD(type, when.to, FIELD_DAY, OPTIONAL, .name = "den_ngay", .label = N_("Đến hết ngày")), \
    FIELD(type, when.from_time, FIELD_TEXT, OPTIONAL, .name = "tu_gio", .max = 5, .label = N_("Từ giờ")), \
    FIELD(type, when.to_time, FIELD_TEXT, OPTIONAL, .name = "den_gio", .max = 5, .label = N_("Đến giờ"))

struct event_in { const char *title, *place, *note, *audience; struct when_in when; int64_t rev; };
static const struct field event_fields[] = {
    FIELD(struct event_in, title, FIELD_TEXT, REQUIRED, .name = "viec", .max = 120, .label = N_("Việc gì")),
    FIELD(struct event_in, place, FIELD_TEXT, OPTIONAL, .name = "noi", .max = 120, .label = N_("Nơi")),
    FIELD(struct event_in, note, FIELD_LONG, OPTIONAL, .name = "ghi_chu", .max = 1000, .label = N_("Ghi chú")),
    FIELD(struct event_in, audience, FIELD_CHOICE, OPTIONAL, .name = "ai_xem", .choices = "everybody inside staff", .label = N_("Ai xem được")),
    WHEN_FIELDS(struct event_in),
    FIELD(struct event_in, rev, FIELD_INT, REQUIRED, .name = "rev"), { 0 } };
const struct form_spec event_form = { event_fields };

struct step_in { const char *reason; int64_t rev; };
static const struct field step_fields[] = {
    FIELD(struct step_in, reason, FIELD_TEXT, REQUIRED, .name = "li_do", .max = 200, .label = N_("Lí do hủy")),
    FIELD(struct step_in, rev, FIELD_INT, REQUIRED, .name = "rev"), { 0 } };
const struct form_spec event_step_form = { step_fields };

static const struct field own_fields[] = {
    FIELD(struct event_in, title, FIELD_TEXT, REQUIRED, .name = "viec", .max = 120, .label = N_("Việc gì")),
    FIELD(struct event_in, place, FIELD_TEXT, OPTIONAL, .name = "noi", .max = 120, .label = N_("Nơi")),
    FIELD(struct event_in, note, FIELD_LONG, OPTIONAL, .name = "ghi_chu", .max = 1000, .label = N_("Ghi chú")),
    WHEN_FIELDS(struct event_in),
    FIELD(struct event_in, rev, FIELD_INT, REQUIRED, .name = "rev"), { 0 } };
const struct form_spec own_form = { own_fields };

static const struct field own_step_fields[] = { FIELD(struct step_in, rev, FIELD_INT, REQUIRED, .name = "rev"), { 0 } };
const struct form_spec own_step_form = { own_step_fields };

static const struct ui_choice audiences[] = {
    { "inside", N_("Thầy cô, học sinh, gia đình"), N_("Hiện ở lịch của mọi người trong trường và của phụ huynh.") },
    { "everybody", N_("Ai cũng xem được"), N_("Hiện cả ở lịch chung trên trang công khai của trường.") },
    { "staff", N_("Chỉ thầy cô, nhân viên"), NULL },
};

/* "7:30", "07:30", "7h30", "7h": what people write. */
static rc minute_read(struct ctx *c, const char *name, const char *text, opt_int *out)
{
    struct span rest = span_of(text), hour;
    int64_t h = 0, m = 0;
    *out = (opt_int){ 0 };
    if (!*text) return OK;
    bool colon = span_cut(&rest, ':', &hour) && rest.p;
    if (!colon) rest = span_of(text), colon = span_cut(&rest, 'h', &hour);
    if (!colon || !span_int(hour, &h) || (rest.n && !span_int(rest, &m)) || h < 0 || h > 23 || m < 0 || m > 59)
        return form_wrong(c, name, _("Giờ viết như 07:30."));
    *out = (opt_int){ true, h * 60 + m };
    return OK;
}

rc when_read(struct ctx *c, const struct when_in *in, struct when *out)
{
    *out = (struct when){ .from = in->from, .to = in->to.has ? in->to.v : in->from };
    try(minute_read(c, "tu_gio", in->from_time, &out->from_minute));
    return minute_read(c, "den_gio", in->to_time, &out->to_minute);
}

/* ---- of a school and its classes: with :lop in the path of that class alone */

static class_id class_of(struct ctx *c) { return PATH_ID(c, "lop", class_id); }
static int permission_of(struct ctx *c) { return class_of(c).v ? CALENDAR_CLASS : CALENDAR_WRITE; }
static const char *list_path(struct ctx *c)
{
    return class_of(c).v ? arena_print(c->arena, "/t/%s/lop/%s/lich", c->school->code, path_text(c, "lop")) : arena_print(c->arena, "/t/%s/lich", c->school->code);
}
static const char *week_path(struct ctx *c, const char *list, day on)
{
    char text[DAY_TEXT_SIZE];
    return arena_print(c->arena, "%s?tuan=%s", list, day_iso(on, text));
}

static rc class_fill(struct ctx *c, struct event_view *v)
{
    struct class_face face;
    v->school_code = c->school->code;
    v->back = list_path(c);
    v->with_audience = !class_of(c).v;
    v->choice = audiences, v->choices = 3;
    if (!class_of(c).v) return OK;
    try(class_face(c->ask, class_of(c), &face));
    v->class_name = face.name;
    return OK;
}

rc event_new_page(struct ctx *c, struct reply *r)
{
    struct event_view v = { .title = "", .place = "", .note = "", .audience = "inside", .from_time = "", .to_time = "", .from = { true, c->today } };
    day on;
    if (day_read(query_text(c, "ngay"), &on) == DAY_OK) v.from.v = on;
    try(class_fill(c, &v));
    v.action = arena_print(c->arena, "%s/moi", v.back);
    return show(r, view_event, &v);
}

/* What is of another class than the path says, or of another school, is NOT_FOUND. */
static rc event_find(struct ctx *c, struct event_one_row *row)
{
    bool found;
    try(event_one(c->ask, PATH_ID(c, "su", calendar_event_id), row, &found));
    return found && (!class_of(c).v || row->class_id.v == class_of(c).v) ? OK : NOT_FOUND;
}

rc event_page(struct ctx *c, struct reply *r)
{
    struct event_one_row row;
    struct event_view v = { 0 };
    try(event_find(c, &row));
    try(class_fill(c, &v));
    v.with_audience &= row.class_id.v == 0;
    v.id = PATH_ID(c, "su", calendar_event_id).v, v.rev = row.rev;
    v.title = row.title, v.place = row.place, v.note = row.note, v.audience = event_audience_code(row.audience);
    v.from = (opt_day){ true, row.from_day };
    if (row.to_day.n != row.from_day.n) v.to = (opt_day){ true, row.to_day };
    v.from_time = minutes_said(c->arena, row.from_minute), v.to_time = minutes_said(c->arena, row.to_minute);
    v.called_off = row.called_off.has, v.reason = row.reason;
    v.action = arena_print(c->arena, "%s/%s", v.back, path_text(c, "su"));
    v.off_action = arena_print(c->arena, "%s/huy", v.action);
    return show(r, view_event, &v);
}

struct storing { struct event_edit edit; person_id by; int permission; };

static rc event_read(struct ctx *c, struct storing *in)
{
    struct event_in form;
    try(form_read(c, &event_form, &form));
    *in = (struct storing){ .edit = { .id = PATH_ID(c, "su", calendar_event_id), .class_id = class_of(c), .rev = form.rev }, .by = c->who->person, .permission = permission_of(c) };
    in->edit.text = (struct event_text){ .audience = EVENT_AUDIENCE_INSIDE, .title = form.title, .place = form.place, .note = form.note };
    if (!class_of(c).v && *form.audience && !event_audience_read(form.audience, &in->edit.text.audience)) return INVALID;
    return when_read(c, &form.when, &in->edit.text.when);
}

static rc recheck(struct tx *t, int permission, class_id class_)
{
    return class_.v ? access_recheck(t, permission, "lop", class_.v) : access_recheck(t, permission, NULL, 0);
}

static rc new_store(struct tx *t, const struct storing *in, void *out)
{
    calendar_event_id id;
    (void)out;
    try(recheck(t, in->permission, in->edit.class_id));
    return event_add(t, &(struct new_event){ in->edit.class_id, in->edit.text, in->by }, &id);
}
CLOSURE(new_store, struct storing, void)

rc event_new_action(struct ctx *c, struct reply *r)
{
    struct storing in;
    try(event_read(c, &in));
    try(transact(c->ask, c->key, new_store, &in, NULL));
    return see_other_flash(r, week_path(c, list_path(c), in.edit.text.when.from), _("Đã xếp vào lịch."), NULL);
}

static rc edit_store(struct tx *t, const struct storing *in, void *out)
{
    (void)out;
    try(recheck(t, in->permission, in->edit.class_id));
    return event_edit(t, &in->edit);
}
CLOSURE(edit_store, struct storing, void)

rc event_edit_action(struct ctx *c, struct reply *r)
{
    struct event_one_row row;
    struct storing in;
    try(event_find(c, &row));
    try(event_read(c, &in));
    try(transact(c->ask, c->key, edit_store, &in, NULL));
    return see_other_flash(r, week_path(c, list_path(c), in.edit.text.when.from), _("Đã đổi lịch."), NULL);
}

struct calling_off { struct event_off off; int permission; };
static rc off_store(struct tx *t, const struct calling_off *in, void *out)
{
    (void)out;
    try(recheck(t, in->permission, in->off.class_id));
    return event_off(t, &in->off);
}
CLOSURE(off_store, struct calling_off, void)

rc event_off_action(struct ctx *c, struct reply *r)
{
    struct event_one_row row;
    struct step_in form;
    try(event_find(c, &row));
    try(form_read(c, &event_step_form, &form));
    struct calling_off in = { { PATH_ID(c, "su", calendar_event_id), class_of(c), form.reason, form.rev }, permission_of(c) };
    try(transact(c->ask, c->key, off_store, &in, NULL));
    return see_other_flash(r, week_path(c, list_path(c), row.from_day), _("Đã hủy. Việc vẫn ở trong lịch, gạch ngang, kèm lí do."), NULL);
}

/* ---- one's own */

rc own_event_new_page(struct ctx *c, struct reply *r)
{
    struct event_view v = { .title = "", .place = "", .note = "", .from_time = "", .to_time = "", .from = { true, c->today }, .own = true, .back = "/lich", .action = "/lich/moi" };
    day on;
    if (day_read(query_text(c, "ngay"), &on) == DAY_OK) v.from.v = on;
    return show(r, view_event, &v);
}

static rc own_find(struct ctx *c, bool gone_too, struct own_one_row *row)
{
    bool found;
    try(own_one(c->ask, c->who->person, PATH_ID(c, "lich", calendar_own_id), row, &found));
    return found && (gone_too || !row->gone_at.has) ? OK : NOT_FOUND;
}

rc own_event_page(struct ctx *c, struct reply *r)
{
    struct own_one_row row;
    struct event_view v = { .note = "", .own = true, .back = "/lich", .action = arena_print(c->arena, "/lich/%s", path_text(c, "lich")) };
    try(own_find(c, false, &row));
    v.id = PATH_ID(c, "lich", calendar_own_id).v, v.rev = row.rev, v.title = row.title, v.place = row.place, v.note = row.note;
    v.from = (opt_day){ true, row.from_day };
    if (row.to_day.n != row.from_day.n) v.to = (opt_day){ true, row.to_day };
    v.from_time = minutes_said(c->arena, row.from_minute), v.to_time = minutes_said(c->arena, row.to_minute);
    v.off_action = arena_print(c->arena, "%s/bo", v.action);
    return show(r, view_event, &v);
}

static rc own_read(struct ctx *c, struct own_edit *in)
{
    struct event_in form = { 0 };
    try(form_read(c, &own_form, &form));
    *in = (struct own_edit){ .me = c->who->person, .id = PATH_ID(c, "lich", calendar_own_id), .title = form.title, .place = form.place, .note = form.note, .rev = form.rev };
    return when_read(c, &form.when, &in->when);
}

static rc own_store(struct tx *t, const struct own_edit *in, void *out) { return (void)out, own_put(t, in); }
CLOSURE(own_store, struct own_edit, void)

rc own_new_action(struct ctx *c, struct reply *r)
{
    struct own_edit in;
    try(own_read(c, &in));
    try(transact(c->ask, c->key, own_store, &in, NULL));
    return see_other_flash(r, week_path(c, "/lich", in.when.from), _("Đã ghi vào lịch riêng. Chỉ mình bạn thấy."), NULL);
}

rc own_edit_action(struct ctx *c, struct reply *r)
{
    struct own_one_row row;
    struct own_edit in;
    try(own_find(c, false, &row));
    try(own_read(c, &in));
    try(transact(c->ask, c->key, own_store, &in, NULL));
    return see_other_flash(r, week_path(c, "/lich", in.when.from), _("Đã đổi lịch."), NULL);
}

static rc gone_store(struct tx *t, const struct own_edit *in, void *out) { return (void)out, own_gone(t, in); }
CLOSURE(gone_store, struct own_edit, void)

rc own_gone_action(struct ctx *c, struct reply *r)
{
    struct own_one_row row;
    struct step_in form = { 0 };
    try(own_find(c, true, &row));
    try(form_read(c, &own_step_form, &form));
    struct own_edit in = { .me = c->who->person, .id = PATH_ID(c, "lich", calendar_own_id), .rev = form.rev };
    try(transact(c->ask, c->key, gone_store, &in, NULL));
    return see_other_flash(r, week_path(c, "/lich", row.from_day), _("Đã bỏ khỏi lịch riêng."), NULL);
}
