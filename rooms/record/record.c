/* Writing deeds. What stays true stands in record.h. Nothing is written where deed_add is called: the statements and what they
** add to the sums are collected and come last, statements first (only this closure knows them), then the sums in the order of
** their keys, which every closure of the school wants. */
#include "record/record.h"
#include "base/ids.h"
#include "generated/record_queries.h"
#include "record/inside.h"
#include <string.h>

/* ---- the statement */

struct statement {
    statement_id id;
    school_id school;
    struct deed deed;
    const struct object_kind *kind;
    const char *room;
    unsigned touches;
    instant at;
    person_id by;
};

static int by_id(const void *a, const void *b)
{
    int64_t x = ((const struct statement *)a)->id.v, y = ((const struct statement *)b)->id.v;
    return (x > y) - (x < y);
}

static rc others_write(struct tx *t, const struct statement *s, const person_id *person, size_t n, enum deed_part part)
{
    for (size_t i = 0; i < n; i++)
        if (person[i].v != s->deed.actor.v) try(statement_with_insert(t, s->school, s->id, person[i], part, s->at, NULL));
    return OK;
}

static rc statement_write(struct tx *t, const void *item)
{
    const struct statement *s = item;
    const struct deed *d = &s->deed;
    uint8_t *uuid = arena_take(t->ask->arena, UUID_SIZE);
    if (!uuid) return LIMIT;
    uuid_of(s->school, s->id, uuid);
    try(statement_key_insert(t, s->school, (struct bytes){ uuid, UUID_SIZE }, s->id, NULL));
    try(statement_insert(t, s->school, s->id, (struct bytes){ uuid, UUID_SIZE }, d->actor, d->as, d->verb, d->object.kind, d->object.id, d->object.name,
                         s->kind->component, s->touches, s->at, s->room, s->by, d->result, d->context, NULL));
    try(others_write(t, s, d->with, d->with_n, DEED_PART_WITH));
    return others_write(t, s, d->about, d->about_n, DEED_PART_ABOUT);
}

/* ---- the sums */

struct daily { school_id school; day day; enum component component; unsigned touches; enum deed_verb verb; const char *kind; enum deed_as as; int64_t n; };
struct weekly { school_id school; day monday; enum component component; enum deed_as as; person_id person; int64_t n; };

static int number_order(int64_t a, int64_t b) { return (a > b) - (a < b); }

static int by_daily_key(const void *at, const void *other)
{
    const struct daily *a = at, *b = other;
    int order = number_order(a->school.v, b->school.v);
    if (!order) order = number_order(a->day.n, b->day.n);
    if (!order) order = number_order(a->component, b->component);
    if (!order) order = number_order(a->touches, b->touches);
    if (!order) order = number_order(a->verb, b->verb);
    if (!order) order = strcmp(a->kind, b->kind);
    return order ? order : number_order(a->as, b->as);
}

static void daily_merge(void *into, const void *other) { ((struct daily *)into)->n += ((const struct daily *)other)->n; }

static rc daily_write(struct tx *t, const void *item)
{
    const struct daily *d = item;
    return daily_add(t, d->school, d->day, d->component, d->touches, d->verb, d->kind, d->as, d->n, NULL);
}

static int by_weekly_key(const void *at, const void *other)
{
    const struct weekly *a = at, *b = other;
    int order = number_order(a->school.v, b->school.v);
    if (!order) order = number_order(a->monday.n, b->monday.n);
    if (!order) order = number_order(a->component, b->component);
    if (!order) order = number_order(a->as, b->as);
    return order ? order : number_order(a->person.v, b->person.v);
}

static void weekly_merge(void *into, const void *other) { ((struct weekly *)into)->n += ((const struct weekly *)other)->n; }

static rc weekly_write(struct tx *t, const void *item)
{
    const struct weekly *w = item;
    return weekly_person_add(t, w->school, w->monday, w->component, w->as, w->person, w->n, NULL);
}

/* In this order. */
static const struct late_kind statements = { "record.1 statement", by_id, NULL, statement_write };
static const struct late_kind weeklies   = { "record.2 weekly", by_weekly_key, weekly_merge, weekly_write };
static const struct late_kind dailies    = { "record.3 daily", by_daily_key, daily_merge, daily_write };

static rc sums_add(struct tx *t, const struct statement *s)
{
    struct daily *d = ARENA_NEW(t->ask->arena, struct daily);
    struct weekly *w = ARENA_NEW(t->ask->arena, struct weekly);
    if (!d || !w) return LIMIT;
    day on = day_of(s->at);
    *d = (struct daily){ s->school, on, s->kind->component, s->touches, s->deed.verb, s->kind->code, s->deed.as, 1 };
    *w = (struct weekly){ s->school, monday_of(on), s->kind->component, s->deed.as, s->deed.actor, 1 };
    try(before_commit(t, &weeklies, w));
    return before_commit(t, &dailies, d);
}

/* ---- the door */

rc deed_standing(struct ask *a, school_id school, person_id person, enum deed_as *as)
{
    struct standing_of_row row;
    try(standing_of(a, school, person, day_of(a->now), &row));
    *as = row.pupil > 0 ? DEED_AS_PUPIL : row.staff > 0 ? DEED_AS_STAFF : row.family > 0 ? DEED_AS_FAMILY : DEED_AS_OTHER;
    return OK;
}

rc deed_add(struct tx *t, const struct deed *d)
{
    struct ask *a = t->ask;
    struct statement *s = ARENA_NEW(a->arena, struct statement);
    if (!s) return LIMIT;
    *s = (struct statement){ .id = NEW_ID(t, statement_id), .school = d->school.v ? d->school : a->scope.school, .deed = *d,
                             .at = d->at.has ? d->at.v : t->now, .by = a->me };
    s->kind = object_kind_of(d->object.kind, &s->room);
    if (!s->kind) return fault_detail(a, BUG, "deed about \"%s\": a kind that no room lists", d->object.kind ? d->object.kind : "");
    if (!s->school.v || !d->actor.v || !d->verb || !d->object.name) return fault_detail(a, BUG, "deed about %s without school, actor, verb or name", s->kind->code);
    if (!d->as) try(deed_standing(a, s->school, d->actor, &s->deed.as));
    s->touches = COMPONENT_BIT(s->kind->component) | d->also | (d->with_n ? COMPONENT_BIT(COMPONENT_PEOPLE) : 0);
    try(before_commit(t, &statements, s));
    return sums_add(t, s);
}

rc deed_known(struct ask *a, person_id actor, enum deed_verb verb, const char *kind, int64_t object, bool *known)
{
    struct done_before_row row;
    return done_before(a, actor, verb, kind, object, &row, known);
}
