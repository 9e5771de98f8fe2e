/* A person's journey, for oneself and for one's children, and the school's last weeks in figures, for its staff. */
#include "access/permission.h"
#include "base/ids.h"
#include "generated/record_queries.h"
#include "generated/record_views.h"
#include "record/inside.h"
#include "record/views.h"
#include "web/reply.h"
#include <ctype.h>

enum { PAGE = 50, WEEKS = 8 };

/* ---- a journey */

static const struct { const char *shape, *icon; } drawn[COMPONENT_COUNT + 1] = {
    [COMPONENT_PEOPLE] = { "people s", "users" }, [COMPONENT_KNOWLEDGE] = { "knowledge s", "book-open" }, [COMPONENT_TECHNOLOGY] = { "technology s", "cpu" },
    [COMPONENT_CONTEXT] = { "context s", "map-pin" }, [COMPONENT_CULTURE] = { "culture s", "landmark" },
};

static const char *day_words(struct ctx *c, day d)
{
    char text[DAY_TEXT_SIZE];
    if (c->lang == LANG_EN) day_with_weekday_en(d, text);
    else day_with_weekday(d, text);
    *text = (char)toupper((unsigned char)*text);                 /* a heading */
    return arena_text(c->arena, text);
}

static const char *writer_words(struct ctx *c, const struct deed_line *d, const char *subject)
{
    if (d->by_oneself) return say(c->arena, c->lang, _("{ten} tự ghi."), "ten", subject, NULL);
    if (d->writer) return say(c->arena, c->lang, _("Người ghi: {ten}."), "ten", d->writer, NULL);
    return tr(c->lang, _("Nhà trường ghi."));
}

static const char *sentence(struct ctx *c, const struct deed_line *d, const char *subject)
{
    const char *who = d->part ? d->actor ? d->actor : tr(c->lang, _("Một người của nhà trường")) : subject;
    const char *did = tr(c->lang, deed_verb_label(d->verb)), *what = tr(c->lang, d->kind);
    if (d->part == DEED_PART_WITH) return say(c->arena, c->lang, _("{ai} cùng {ten} {da_lam} {loai}"), "ai", who, "ten", subject, "da_lam", did, "loai", what, NULL);
    return say(c->arena, c->lang, _("{ai} {da_lam} {loai}"), "ai", who, "da_lam", did, "loai", what, NULL);
}

static rc days_fill(struct ctx *c, struct journey_view *v, const struct deed_line *deed, size_t n)
{
    struct journey_line *line = ARENA_MANY(c->arena, struct journey_line, n);
    struct journey_day *group = ARENA_MANY(c->arena, struct journey_day, n);
    if (!line || !group) return LIMIT;
    for (size_t i = 0; i < n; i++) {
        const struct deed_line *d = &deed[i];
        char text[DAY_TEXT_SIZE];
        if (i == 0 || day_of(d->at).n != day_of(deed[i - 1].at).n)
            group[v->days++] = (struct journey_day){ .day = day_words(c, day_of(d->at)), .line = &line[i] };
        group[v->days - 1].n++;
        line[i] = (struct journey_line){ .shape = drawn[d->component].shape, .icon = drawn[d->component].icon, .component = component_label(d->component),
            .sentence = sentence(c, d, v->subject.given), .object = d->object, .clock = arena_text(c->arena, instant_clock(d->at, text)),
            .after = d->part == DEED_PART_ABOUT ? say(c->arena, c->lang, _(", có nhắc tới {ten}"), "ten", v->subject.given, NULL) : "",
            .at = d->at, .school = d->school, .writer = writer_words(c, d, v->subject.given) };
    }
    v->day = group;
    return OK;
}

/* "1795395600000-0saphf26bzzg0": where the last page ended. */
static void cursor_read(struct ctx *c, instant *at, statement_id *id)
{
    struct span rest = span_of(query_text(c, "sau")), part;
    if (rest.n == 0 || !span_cut(&rest, '-', &part) || !span_int(part, &at->ms) || !id_read(arena_text_n(c->arena, rest.p, rest.n), &id->v)) id->v = 0;
}

/* Whose records this person may look at: children first, then oneself. */
static rc switch_fill(struct ctx *c, struct journey_view *v)
{
    struct person_brief *person;
    size_t n;
    if (c->who->children == 0) return OK;
    try(persons_mine(c->ask, &person, &n));
    struct ui_child *child = ARENA_MANY(c->arena, struct ui_child, n + 1);
    if (!child) return LIMIT;
    for (size_t i = 0; i < n; i++) {
        char id[ID_TEXT_SIZE];
        if (person[i].id.v == c->who->person.v) continue;
        id_text(person[i].id.v, id);
        child[v->children++] = (struct ui_child){ .href = arena_print(c->arena, "/hanh-trinh/%s", id), .initial = person[i].initial, .name = person[i].full_name,
                                                  .sub = _("Con"), .current = person[i].id.v == v->subject.id.v };
    }
    child[v->children++] = (struct ui_child){ .href = "/hanh-trinh?cua=toi", .initial = c->who->initial, .name = c->who->name, .sub = _("Chính mình"), .current = v->self };
    v->child = child;
    return OK;
}

static rc journey_show(struct ctx *c, struct reply *r, person_id of)
{
    struct journey_view v = { .self = of.v == c->who->person.v };
    struct deed_line *deed;
    statement_id before_id = { 0 };
    instant before = { 0 };
    size_t n;
    cursor_read(c, &before, &before_id);
    v.begun = before_id.v != 0;
    try(person_mine(c->ask, of, &v.subject));
    try(switch_fill(c, &v));
    try(deeds_of(c->ask, of, before, before_id, PAGE, &deed, &n));
    if (n == PAGE) {
        char id[ID_TEXT_SIZE];
        id_text(deed[PAGE - 1].id.v, id);
        v.next = arena_print(c->arena, "%lld-%s", (long long)deed[PAGE - 1].at.ms, id);
    }
    try(days_fill(c, &v, deed, n));
    return show(r, view_journey, &v);
}

/* Who is here as a guardian comes for the eldest child. */
static rc journey_page(struct ctx *c, struct reply *r)
{
    const struct who *w = c->who;
    bool guardian = w->children > 0 && (w->chosen_role ? str_is(w->chosen_role, "guardian") : w->roles == 0);
    return journey_show(c, r, guardian && !str_is(query_text(c, "cua"), "toi") ? w->child[0] : w->person);
}

static rc child_journey_page(struct ctx *c, struct reply *r) { return journey_show(c, r, PATH_ID(c, "em", person_id)); }

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

static rc standings_fill(struct ctx *c, struct weeks_view *v, day from, day to)
{
    struct people_by_standing_row *row;
    try(people_by_standing(c->ask, from, to, &row, &v->standings));
    struct standing_line *line = ARENA_MANY(c->arena, struct standing_line, v->standings);
    if (!line) return LIMIT;
    size_t n = 0;
    for (int as = 1; as <= DEED_AS_COUNT; as++)
        for (size_t i = 0; i < v->standings; i++)
            if ((int)row[i].actor_as == as) line[n++] = (struct standing_line){ row[i].actor_as, row[i].people };
    v->standing = line;
    return OK;
}

static rc weeks_page(struct ctx *c, struct reply *r)
{
    struct weeks_view v = { .school = c->school, .weeks = WEEKS };
    struct week_row *week = ARENA_MANY(c->arena, struct week_row, WEEKS);
    struct people_in_weeks_row people;
    if (!week) return LIMIT;
    day last = monday_of(c->today), from = { last.n - 7 * (WEEKS - 1) }, to = { last.n + 7 };
    for (int i = 0; i < WEEKS; i++) week[i].monday.n = last.n - 7 * i;
    try(cells_fill(c, &v, week, from, to));
    try(people_in_weeks(c->ask, from, to, &people));
    try(standings_fill(c, &v, from, to));
    v.people = people.people;
    v.week = week;
    return show(r, view_weeks, &v);
}

const struct route record_routes[] = {
    { GET, "/hanh-trinh",          MAY(SIGNED_IN),                   NULL, QUICK, journey_page,       N_("Hành trình"), NULL },
    { GET, "/hanh-trinh/:em",      MAY(PUPIL_OF_FAMILY, ON("em")),   NULL, QUICK, child_journey_page, N_("Hành trình"), NULL },
    { GET, "/t/:truong/hoat-dong", MAY(SCHOOL_INSIDE),               NULL, QUICK, weeks_page,         N_("Hoạt động theo tuần"), NULL },
    { 0 }
};
