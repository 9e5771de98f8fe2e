/* The school year and its weeks, as the school sets them. */
#include "access/access.h"
#include "generated/schools_queries.h"
#include "generated/schools_views.h"
#include "schools/pages.h"
#include "schools/schools.h"
#include "schools/views.h"
#include "web/reply.h"

const struct field year_fields[] = {
    FIELD(struct new_year, name, FIELD_TEXT, REQUIRED, .name = "ten", .max = 20, .label = N_("Năm học")),
    FIELD(struct new_year, starts, FIELD_DAY, REQUIRED, .name = "bat_dau", .label = N_("Ngày bắt đầu")),
    FIELD(struct new_year, ends, FIELD_DAY, REQUIRED, .name = "ket_thuc", .label = N_("Ngày kết thúc")),
    FIELD(struct new_year, week1, FIELD_DAY, REQUIRED, .name = "tuan_1", .label = N_("Thứ Hai của tuần 1")),
    FIELD(struct new_year, term2, FIELD_DAY, REQUIRED, .name = "hoc_ki_2", .label = N_("Thứ Hai đầu học kì II")),
    FIELD(struct new_year, tet, FIELD_DAY, OPTIONAL, .name = "nghi_tet", .label = N_("Thứ Hai của tuần nghỉ Tết")), { 0 } };

static const char *dmy(struct ctx *c, day x)
{
    char text[DAY_TEXT_SIZE];
    return arena_text(c->arena, day_dmy(x, text));
}

/* What the form proposes: the year as most schools set it (domain rules 2.6). */
static void year_propose(struct ctx *c, struct year_view *v)
{
    struct new_year usual = year_usual(c->arena, c->today);
    v->name = usual.name;
    v->starts = dmy(c, usual.starts);
    v->ends = dmy(c, usual.ends);
    v->week1 = dmy(c, usual.week1);
    v->term2 = dmy(c, usual.term2);
    v->tet = dmy(c, usual.tet.v);
}

/* "Ngày Nhà giáo Việt Nam 20/11, …": what falls into the week that begins on `monday`. NULL = nothing. */
static const char *days_of_week(struct ctx *c, day monday)
{
    const char *all = NULL;
    struct holiday h;
    for (int i = 0; i < 7; i++) {
        if (!holiday_on((day){ monday.n + i }, &h)) continue;
        int y, m, d;
        day_parts(h.on, &y, &m, &d);
        const char *one = arena_print(c->arena, "%s %d/%d", tr(c->lang, h.name), d, m);
        all = all ? arena_print(c->arena, "%s, %s", all, one) : one;
    }
    return all;
}

rc year_page(struct ctx *c, struct reply *r)
{
    struct year_view v = { .school = c->school };
    struct year_brief year;
    struct weeks_of_year_row *row;
    year_propose(c, &v);
    try(school_first_way(c->ask, &v.first_way));
    rc found = year_at(c->ask, c->today, &year);
    if (found == NOT_FOUND) return show(r, view_year, &v);
    try(found);
    v.year = &year;
    try(weeks_of_year(c->ask, year.id, &row, &v.weeks));
    struct week_line *week = ARENA_MANY(c->arena, struct week_line, v.weeks);
    if (!week) return LIMIT;
    for (size_t i = 0; i < v.weeks; i++)
        week[i] = (struct week_line){ row[i].monday, row[i].number, row[i].term, row[i].note, days_of_week(c, row[i].monday) };
    v.week = week;
    return show(r, view_year, &v);
}

static rc year_store(struct tx *t, const struct new_year *in, school_year_id *out)
{
    try(access_recheck(t, YEAR_CHANGE, NULL, 0));
    return year_add(t, in, out);
}
CLOSURE(year_store, struct new_year, school_year_id)

rc year_action(struct ctx *c, struct reply *r)
{
    struct new_year in;
    school_year_id id;
    try(form_read(c, c->route->form, &in));
    try(transact(c->ask, c->key, year_store, &in, &id));
    return see_other_flash(r, arena_print(c->arena, "/t/%s/nam-hoc", c->school->code), _("Đã lưu năm học."), NULL);
}
