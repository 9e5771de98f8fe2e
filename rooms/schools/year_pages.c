/* The school year and its weeks, as the school sets them. */
#include "access/access.h"
#include "base/str.h"
#include "generated/schools_queries.h"
#include "generated/schools_views.h"
#include "schools/pages.h"
#include "schools/schools.h"
#include "schools/views.h"
#include "web/reply.h"

struct year_in { struct new_year of; school_year_id id; int64_t rev; };
const struct field year_fields[] = {
    FIELD(struct year_in, of.name, FIELD_TEXT, REQUIRED, .name = "ten", .max = 20, .label = N_("Năm học")),
    FIELD(struct year_in, of.starts, FIELD_DAY, REQUIRED, .name = "bat_dau", .label = N_("Ngày bắt đầu")),
    FIELD(struct year_in, of.ends, FIELD_DAY, REQUIRED, .name = "ket_thuc", .label = N_("Ngày kết thúc")),
    FIELD(struct year_in, of.week1, FIELD_DAY, REQUIRED, .name = "tuan_1", .label = N_("Thứ Hai của tuần 1")),
    FIELD(struct year_in, of.term2, FIELD_DAY, REQUIRED, .name = "hoc_ki_2", .label = N_("Thứ Hai đầu học kì II")),
    FIELD(struct year_in, of.tet, FIELD_DAY, OPTIONAL, .name = "nghi_tet", .label = N_("Thứ Hai của tuần nghỉ Tết")),
    FIELD(struct year_in, id, FIELD_ID, OPTIONAL, .name = "nam"),              /* of a year that is corrected */
    FIELD(struct year_in, rev, FIELD_INT, OPTIONAL, .name = "rev"), { 0 } };

static const char *dmy(struct ctx *c, day x)
{
    char text[DAY_TEXT_SIZE];
    return arena_text(c->arena, day_dmy(x, text));
}

static struct year_proposed proposed(struct ctx *c, const struct new_year *y)
{
    return (struct year_proposed){ y->name, dmy(c, y->starts), dmy(c, y->ends), dmy(c, y->week1), dmy(c, y->term2), y->tet.has ? dmy(c, y->tet.v) : "" };
}

/* The year as most schools set it (domain rules 2.6): that of the day, or the one after the year that the school has. */
static void year_propose(struct ctx *c, struct year_view *v)
{
    struct new_year usual = year_usual(c->arena, v->year ? (day){ v->year->ends.n + 10 } : c->today);
    v->next = proposed(c, &usual);
}

/* As it stands, to be corrected: the Mondays out of its weeks. */
static void year_stands(struct ctx *c, const struct weeks_of_year_row *week, size_t n, struct year_view *v)
{
    struct new_year now = { .name = v->year->name, .starts = v->year->starts, .ends = v->year->ends };
    for (size_t i = n; i-- > 0;) {
        if (week[i].number.has) now.week1 = week[i].monday;
        if (week[i].number.has && week[i].term == 2) now.term2 = week[i].monday;
        if (week[i].note && str_is(week[i].note, TET_NOTE)) now.tet = (opt_day){ true, week[i].monday };
    }
    v->now = proposed(c, &now);
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
    struct year_face_row face;
    bool known;
    size_t n;
    try(school_first_way(c->ask, &v.first_way));
    rc found = year_at(c->ask, c->today, &year);
    if (found != NOT_FOUND) try(found);
    if (found == OK) v.year = &year;
    year_propose(c, &v);
    if (!v.year) return show(r, view_year, &v);
    try(weeks_of_year(c->ask, year.id, &row, &n));
    try(year_face(c->ask, year.id, &face, &known));
    struct week_line *week = ARENA_MANY(c->arena, struct week_line, n);
    if (!week) return LIMIT;
    for (size_t i = 0; i < n; i++)
        if (row[i].number.has || !row[i].note || !str_is(row[i].note, "ngoài năm học"))     /* what a correction left outside is not shown */
            week[v.weeks++] = (struct week_line){ row[i].monday, row[i].number, row[i].term, row[i].note, days_of_week(c, row[i].monday) };
    v.week = week;
    v.rev = known ? face.rev : 0;
    v.changing = *form_typed(c, "nam", "") != 0;
    year_stands(c, row, n, &v);
    return show(r, view_year, &v);
}

static rc year_store(struct tx *t, const struct year_in *in, school_year_id *out)
{
    *out = in->id;
    try(access_recheck(t, YEAR_CHANGE, NULL, 0));
    return in->id.v ? year_change(t, in->id, in->rev, &in->of) : year_add(t, &in->of, out);
}
CLOSURE(year_store, struct year_in, school_year_id)

rc year_action(struct ctx *c, struct reply *r)
{
    struct year_in in;
    school_year_id id;
    try(form_read(c, c->route->form, &in));
    try(transact(c->ask, c->key, year_store, &in, &id));
    return see_other_flash(r, arena_print(c->arena, "/t/%s/nam-hoc", c->school->code), _("Đã lưu năm học."), NULL);
}
