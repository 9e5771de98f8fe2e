/* The room's rows, and the school's last weeks in figures, for its staff. */
#include "access/permission.h"
#include "base/few.h"
#include "generated/record_queries.h"
#include "generated/record_views.h"
#include "record/inside.h"
#include "record/pages.h"
#include "record/views.h"
#include "settings/settings.h"
#include "web/reply.h"

enum { WEEKS = 8 };

/* ---- the school's weeks */

static struct week_row *week_of(struct week_row *week, day monday)
{
    for (size_t i = 0; i < WEEKS; i++)
        if (week[i].monday.n == monday.n) return &week[i];
    return NULL;
}

static rc cells_fill(struct ctx *c, struct weeks_view *v, struct week_row *week, day from, day to)
{
    struct weeks_by_component_row *deeds;
    struct people_by_component_row *people;
    size_t n;
    try(weeks_by_component(c->ask, from, to, &deeds, &n));
    for (size_t i = 0; i < n; i++) {
        struct week_row *w = week_of(week, deeds[i].monday);
        if (!w) continue;
        w->cell[deeds[i].component].deeds = deeds[i].n;
        w->deeds += deeds[i].n;
        v->deeds += deeds[i].n;
    }
    try(people_by_component(c->ask, from, to, &people, &n));
    for (size_t i = 0; i < n; i++) {
        struct week_row *w = week_of(week, people[i].monday);
        if (w) w->cell[people[i].component].people = people[i].people;
    }
    return OK;
}

static rc standings_fill(struct ctx *c, struct weeks_view *v, day from, day to, struct standing_line **out)
{
    struct people_by_standing_row *row;
    try(people_by_standing(c->ask, from, to, &row, &v->standings));
    struct standing_line *line = ARENA_MANY(c->arena, struct standing_line, v->standings);
    if (!line) return LIMIT;
    size_t n = 0;
    for (int as = 1; as <= DEED_AS_COUNT; as++)
        for (size_t i = 0; i < v->standings; i++)
            if ((int)row[i].actor_as == as) line[n++] = (struct standing_line){ row[i].actor_as, row[i].people };
    v->standing = *out = line;
    return OK;
}

/* Whoever may not see who they are reads no number of few people, and no others from which one could be reckoned. */
static rc few_leave(struct ctx *c, struct weeks_view *v, struct week_row *week, struct standing_line *line)
{
    bool hidden[DEED_AS_COUNT];
    int64_t part[DEED_AS_COUNT];
    size_t n = 0;
    if (may(c, RECORD_WATCH, NULL, 0)) return OK;
    try(few_least(c->ask, c->school->id, &v->least));
    for (int i = 0; i < WEEKS; i++)
        for (int k = 1; k <= COMPONENT_COUNT; k++) week[i].cell[k].few = !few_told(week[i].cell[k].people, v->least);
    if (!few_told(v->people, v->least)) v->people = -1;
    for (size_t i = 0; i < v->standings; i++) part[i] = line[i].people;
    few_hide(part, v->standings, v->least, hidden);
    for (size_t i = 0; i < v->standings; i++)
        if (!hidden[i]) line[n++] = line[i];
    v->standings = n;
    return OK;
}

static rc weeks_page(struct ctx *c, struct reply *r)
{
    struct weeks_view v = { .school = c->school, .weeks = WEEKS };
    struct week_row *week = ARENA_MANY(c->arena, struct week_row, WEEKS);
    struct people_in_weeks_row people;
    struct standing_line *line;
    if (!week) return LIMIT;
    day last = monday_of(c->today), from = { last.n - 7 * (WEEKS - 1) }, to = { last.n + 7 };
    for (int i = 0; i < WEEKS; i++) week[i].monday.n = last.n - 7 * i;
    try(cells_fill(c, &v, week, from, to));
    try(people_in_weeks(c->ask, from, to, &people));
    try(standings_fill(c, &v, from, to, &line));
    v.people = people.people;
    try(few_leave(c, &v, week, line));
    v.week = week;
    return show(r, view_weeks, &v);
}

const struct route record_routes[] = {
    { GET, "/hanh-trinh",          MAY(SIGNED_IN),                   NULL, QUICK, journey_page,       N_("Hành trình"), NULL },
    { GET, "/hanh-trinh/:em",      MAY(PUPIL_OF_FAMILY, ON("em")),   NULL, QUICK, child_journey_page, N_("Hành trình"), NULL },
    { GET, "/xapi/profile.json",   MAY(ANYBODY) /* words that programs speak; says nothing of anybody */, NULL, QUICK, profile_file, NULL, NULL },
    { GET, "/t/:truong/hoat-dong", MAY(SCHOOL_INSIDE),               NULL, QUICK, weeks_page,         N_("Hoạt động theo tuần"), NULL },
    { 0 }
};
