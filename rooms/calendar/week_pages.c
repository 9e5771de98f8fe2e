/* Pages of a week and of a month: mine, a school's, a class's, and what everybody may know. */
#include "access/permission.h"
#include "base/ids.h"
#include "calendar/inside.h"
#include "classes/classes.h"
#include "generated/calendar_queries.h"
#include "generated/calendar_views.h"

static day week_from(const struct week_view *v) { return v->day[0].on; }
static day week_to(const struct week_view *v) { return (day){ v->day[v->days - 1].on.n + 1 }; }
static day week_since(const struct week_view *v) { return (day){ v->day[0].on.n - EVENT_DAYS }; }

static const char *id_of(struct ctx *c, int64_t id)
{
    char text[ID_TEXT_SIZE];
    id_text(id, text);
    return arena_text(c->arena, text);
}

static const char *class_said(struct ctx *c, const char *name) { return name ? say(c->arena, c->lang, _("Lớp {ten}"), "ten", name, NULL) : NULL; }

static rc my_days(struct ctx *c, struct reply *r, bool month)
{
    struct week_view v = { .path = "/lich", .month = month, .inside = true, .can_write = true, .add = "/lich/moi", .bring = "/lich/nhap" };
    struct events_of_mine_row *row;
    struct own_between_row *own;
    size_t n, owns;
    week_begin(c, &v);
    try(events_of_mine(c->ask, week_from(&v), week_to(&v), week_since(&v), c->today, &row, &n));
    bool many = false;
    for (size_t i = 1; i < n; i++) many |= row[i].school_id.v != row[0].school_id.v;
    for (size_t i = 0; i < n; i++) {
        const char *of = class_said(c, row[i].class_name);
        if (many) of = of ? arena_print(c->arena, "%s, %s", of, row[i].school_name) : row[i].school_name;
        try(week_item_add(c, &v, &(struct when){ row[i].from_day, row[i].to_day, row[i].from_minute, row[i].to_minute },
                          &(struct week_item){ .title = row[i].title, .place = row[i].place, .note = row[i].note, .of = of, .off = row[i].called_off.has, .reason = row[i].reason }));
    }
    try(own_between(c->ask, c->who->person, week_from(&v), week_to(&v), week_since(&v), &own, &owns));
    for (size_t i = 0; i < owns; i++)
        try(week_item_add(c, &v, &(struct when){ own[i].from_day, own[i].to_day, own[i].from_minute, own[i].to_minute },
                          &(struct week_item){ .title = own[i].title, .place = own[i].place, .note = own[i].note, .own = true, .href = arena_print(c->arena, "/lich/%s", id_of(c, own[i].id.v)) }));
    const struct school_brief *at = ui_school(c);
    if (!at && c->who->roles) at = &c->who->role[0].school;
    try(week_said(c, &v, at ? at->id : (school_id){ 0 }));
    if (at && !month && ui_many_schools(c)) v.said = arena_print(c->arena, "%s · %s", v.said, at->name);
    return show(r, view_my_week, &v);
}

rc my_week_page(struct ctx *c, struct reply *r) { return my_days(c, r, false); }
rc my_month_page(struct ctx *c, struct reply *r) { return my_days(c, r, true); }

/* class_id 0: all of the school. */
static rc here_fill(struct ctx *c, struct week_view *v, class_id class_)
{
    struct events_here_row *row;
    size_t n;
    v->school_code = c->school->code, v->school_name = c->school->name, v->inside = true;
    week_begin(c, v);
    try(events_here(c->ask, week_from(v), week_to(v), week_since(v), &row, &n));
    for (size_t i = 0; i < n; i++) {
        bool change = v->can_write && (!class_.v || row[i].class_id.v == class_.v);
        if (class_.v && row[i].class_id.v && row[i].class_id.v != class_.v) continue;
        try(week_item_add(c, v, &(struct when){ row[i].from_day, row[i].to_day, row[i].from_minute, row[i].to_minute },
                          &(struct week_item){ .title = row[i].title, .place = row[i].place, .note = row[i].note, .off = row[i].called_off.has, .reason = row[i].reason,
                                               .of = row[i].class_name ? class_said(c, row[i].class_name) : tr(c->lang, event_audience_label(row[i].audience)),
                                               .href = change ? arena_print(c->arena, "%s/%s", v->path, id_of(c, row[i].id.v)) : NULL }));
    }
    return week_said(c, v, c->school->id);
}

static rc school_days(struct ctx *c, struct reply *r, bool month)
{
    struct week_view v = { .month = month, .path = arena_print(c->arena, "/t/%s/lich", c->school->code), .can_write = may(c, CALENDAR_WRITE, NULL, 0) };
    if (v.can_write) v.add = arena_print(c->arena, "%s/moi", v.path), v.bring = arena_print(c->arena, "%s/nhap", v.path);
    try(here_fill(c, &v, (class_id){ 0 }));
    return show(r, view_school_week, &v);
}

rc school_week_page(struct ctx *c, struct reply *r) { return school_days(c, r, false); }
rc school_month_page(struct ctx *c, struct reply *r) { return school_days(c, r, true); }

static rc class_days(struct ctx *c, struct reply *r, bool month)
{
    class_id id = PATH_ID(c, "lop", class_id);
    struct class_face face;
    struct week_view v = { .month = month, .path = arena_print(c->arena, "/t/%s/lop/%s/lich", c->school->code, path_text(c, "lop")), .class_id = id, .can_write = may(c, CALENDAR_CLASS, "lop", id.v) };
    try(class_face(c->ask, id, &face));
    v.class_name = face.name;
    if (v.can_write) v.add = arena_print(c->arena, "%s/moi", v.path), v.bring = arena_print(c->arena, "%s/nhap", v.path);
    try(here_fill(c, &v, id));
    return show(r, view_class_week, &v);
}

rc class_week_page(struct ctx *c, struct reply *r) { return class_days(c, r, false); }
rc class_month_page(struct ctx *c, struct reply *r) { return class_days(c, r, true); }

static rc open_days(struct ctx *c, struct reply *r, bool month)
{
    struct week_view v = { .month = month, .path = arena_print(c->arena, "/t/%s/lich-chung", c->school->code), .school_code = c->school->code, .school_name = c->school->name };
    struct events_open_row *row;
    size_t n;
    week_begin(c, &v);
    try(events_open(c->ask, c->school->id, week_from(&v), week_to(&v), week_since(&v), &row, &n));
    for (size_t i = 0; i < n; i++)
        try(week_item_add(c, &v, &(struct when){ row[i].from_day, row[i].to_day, row[i].from_minute, row[i].to_minute },
                          &(struct week_item){ .title = row[i].title, .place = row[i].place, .note = row[i].note, .off = row[i].called_off.has, .reason = row[i].reason }));
    try(week_said(c, &v, c->school->id));
    r->public_cache = !signed_in(c->who);
    return show(r, view_open_week, &v);
}

rc open_week_page(struct ctx *c, struct reply *r) { return open_days(c, r, false); }
rc open_month_page(struct ctx *c, struct reply *r) { return open_days(c, r, true); }
