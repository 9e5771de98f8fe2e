/* The school year and its weeks, as the school sets them. */
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
    FIELD(struct new_year, term2, FIELD_DAY, REQUIRED, .name = "hoc_ki_2", .label = N_("Thứ Hai đầu học kì II")), { 0 } };

static day monday_on_or_after(int y, int m, int d)
{
    day x;
    day_make(y, m, d, &x);
    while (day_weekday(x) != 1) x.n++;
    return x;
}

static const char *dmy(struct ctx *c, day x)
{
    char text[DAY_TEXT_SIZE];
    return arena_text(c->arena, day_dmy(x, text));
}

/* What the form proposes: opening on 05/9, week 1 on the Monday after, term II in the third week of January (domain rules 2.6). */
static void year_propose(struct ctx *c, struct year_view *v)
{
    int y, m, d;
    day starts, ends;
    day_parts(c->today, &y, &m, &d);
    if (m < 6) y--;
    day_make(y, 9, 5, &starts);
    day_make(y + 1, 6, 1, &ends);
    v->name = arena_print(c->arena, "%d-%d", y, y + 1);
    v->starts = dmy(c, starts);
    v->ends = dmy(c, ends);
    v->week1 = dmy(c, monday_on_or_after(y, 9, 6));
    v->term2 = dmy(c, monday_on_or_after(y + 1, 1, 18));
}

rc year_page(struct ctx *c, struct reply *r)
{
    struct year_view v = { .school = c->school };
    struct year_brief year;
    struct weeks_of_year_row *row;
    year_propose(c, &v);
    rc found = year_at(c->ask, c->today, &year);
    if (found == NOT_FOUND) return show(r, view_year, &v);
    try(found);
    v.year = &year;
    try(weeks_of_year(c->ask, year.id, &row, &v.weeks));
    struct week_line *week = ARENA_MANY(c->arena, struct week_line, v.weeks);
    if (!week) return LIMIT;
    for (size_t i = 0; i < v.weeks; i++)
        week[i] = (struct week_line){ row[i].monday, row[i].number, row[i].term, row[i].note };
    v.week = week;
    return show(r, view_year, &v);
}

CLOSURE(year_add, struct new_year, school_year_id)

rc year_action(struct ctx *c, struct reply *r)
{
    struct new_year in;
    school_year_id id;
    try(form_read(c, c->route->form, &in));
    try(transact(c->ask, c->key, year_add, &in, &id));
    return see_other_flash(r, arena_print(c->arena, "/t/%s/nam-hoc", c->school->code), _("Đã lưu năm học."), NULL);
}
