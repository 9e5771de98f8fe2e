/* All that leaves for everybody. A count below the threshold is "fewer"; any other is rounded down to a multiple of it, so that a number that changes
** by one, or two numbers of which one holds the other, tell of nobody. Pairs have a state and no number. An index is in steps that are worth `least` people each, and is
** left out where a few people did something, or where all but a few did. Nothing moves within a week.
** docs/decisions/0113-what-the-public-map-hides.md, 0122-what-an-index-of-a-small-school-tells.md. */
#include "base/buf.h"
#include "base/few.h"
#include "base/json.h"
#include "map/inside.h"

enum { DEEDS_A_PERSON = 10, DIVERSITY_STEP = 5 /* tenths */ };

/* Points of a hundred in which a share of so many may be told: a step is worth `least` of them, so that no step is one person. 0 = they are too few for any. */
static int64_t step_of(int64_t people, int64_t least)
{
    static const int64_t steps[] = { 5, 10, 20, 25 };
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        if (steps[i] * people >= 100 * least) return steps[i];
    return 0;
}

static int64_t stepped(int64_t value, int64_t step) { return value == INDEX_NONE || step <= 0 ? INDEX_NONE : value - value % step; }

/* Who came or left changes the number below the line only where it changes the public count too. */
static int64_t rounded_down(int64_t n, int64_t least) { return n - n % least; }

/* Every number of people that would read the same may be told, or none of them. */
static int64_t reach(int64_t active, int64_t everybody, int64_t least)
{
    int64_t people = rounded_down(everybody, least), step = step_of(people, least), v = stepped(index_reach(active, people), step);
    if (v == stepped(index_reach(least - 1, people), step) || v == stepped(index_reach(everybody - least + 1, people), step)) return INDEX_NONE;
    return v;
}

static int64_t agency(const struct map_facts *f, int64_t least)
{
    if (f->year.own_steps < least || f->year.pupil_deeds - f->year.own_steps < least) return INDEX_NONE;
    return stepped(map_index(f, INDEX_AGENCY), step_of(f->active_pupils, least));
}

/* A step is worth `least` deeds, and one more than each hundred people at least. */
static int64_t creation(const struct map_facts *f, int64_t people, int64_t least)
{
    int64_t step = (100 * least + people - 1) / people;
    return f->year.made < least ? INDEX_NONE : stepped(f->year.made * 100 / people, step);
}

int64_t map_public_index(const struct map_facts *f, enum map_index i, int64_t least)
{
    int64_t everybody = map_people(f, false), people = rounded_down(everybody, least);
    if (i == INDEX_CONNECTION) return map_index(f, i);
    if (people < least || f->active < least) return INDEX_NONE;
    switch (i) {
    case INDEX_REACH:    return everybody - f->active < least ? INDEX_NONE : reach(f->active, everybody, least);
    case INDEX_AGENCY:   return agency(f, least);
    case INDEX_CREATION: return creation(f, people, least);
    default:             return f->year.deeds < DEEDS_A_PERSON * least ? INDEX_NONE : stepped(map_index(f, i), DIVERSITY_STEP);
    }
}

/* Nothing moves within a week: what everybody sees is of the Sunday before. */
day map_public_day(day today) { return (day){ today.n - day_weekday(today) }; }

/* ---- JSON. A field that is there once stays. */

static void name(struct buf *b, const char *text)
{
    if (b->n && b->p[b->n - 1] != '{' && b->p[b->n - 1] != '[') buf_char(b, ',');
    json_put(b, text);
    buf_char(b, ':');
}

static void member(struct buf *b, const char *key, const char *text) { name(b, key), json_put(b, text); }
static void number(struct buf *b, const char *key, int64_t n) { name(b, key), buf_int(b, n); }

static void item(struct buf *b)
{
    if (b->n && b->p[b->n - 1] != '[') buf_char(b, ',');
    buf_char(b, '{');
}

static void count(struct buf *b, int64_t n, int64_t least, bool told)
{
    struct few shown = few_rounded(n, least);
    if (told || shown.is == FEW_NONE) number(b, "count", n);
    else if (shown.is == FEW_UNDER) number(b, "fewerThan", least);
    else number(b, "atLeast", shown.n);
}

static void components(struct buf *b, const struct map_facts *f, int64_t least)
{
    name(b, "components"), buf_char(b, '[');
    for (int c = 1; c <= COMPONENT_COUNT; c++) {
        item(b), member(b, "code", component_code((enum component)c)), name(b, "kinds"), buf_char(b, '[');
        for (int k = 0; k < MAP_KINDS; k++) {
            if ((int)map_kinds[k].component != c || !f->kind[k].on) continue;
            item(b), member(b, "code", map_kinds[k].code), count(b, f->kind[k].now, least, map_kinds[k].told), buf_char(b, '}');
        }
        buf_text(b, "]}");
    }
    buf_char(b, ']');
}

static void links(struct buf *b, const struct map_facts *f)
{
    static const char *const state[] = { "none", "loose", "joined" };
    name(b, "links"), buf_char(b, '[');
    for (int i = 0; i < MAP_PAIRS; i++) {
        enum component from, to;
        map_pair_ends(i, &from, &to);
        item(b), member(b, "from", component_code(from)), member(b, "to", component_code(to)), member(b, "state", state[map_bond(map_weight(f, i))]), buf_char(b, '}');
    }
    buf_char(b, ']');
}

static void indices(struct buf *b, const struct map_facts *f, int64_t least)
{
    name(b, "indices"), buf_char(b, '[');
    for (int i = 0; i < MAP_INDICES; i++) {
        int64_t v = map_public_index(f, (enum map_index)i, least);
        item(b), member(b, "code", map_index_faces[i].code), member(b, "unit", map_index_faces[i].unit);
        if (v == INDEX_NONE) name(b, "value"), buf_text(b, "null");
        else number(b, "value", v);
        buf_char(b, '}');
    }
    buf_char(b, ']');
}

void map_json(struct buf *b, const struct map_facts *f, const struct map_school *school, int64_t least)
{
    char iso[DAY_TEXT_SIZE];
    buf_char(b, '{');
    member(b, "identifier", school->code), member(b, "name", school->name), member(b, "url", school->url);
    member(b, "asOf", day_iso(f->today, iso)), number(b, "threshold", least);
    components(b, f, least);
    links(b, f);
    indices(b, f, least);
    name(b, "weeks"), buf_char(b, '[');
    for (int i = 0; i < MAP_WEEKS; i++)                  /* all are over: f is of a Sunday */
        item(b), member(b, "monday", day_iso(f->week[i].monday, iso)), count(b, f->week[i].deeds, least, false), buf_char(b, '}');
    buf_text(b, "]}");
}
