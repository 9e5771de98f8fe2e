/* The formulas of docs/indices.md. Whole numbers alone, rounded half up. */
#include "map/inside.h"
#include "record/record.h"

static int64_t rounded(int64_t part, int64_t whole) { return (2 * part + whole) / (2 * whole); }

/* 0: people-knowledge, 1: people-technology … 9: context-culture. */
static const struct { enum component from, to; } ends[MAP_PAIRS] = {
    { COMPONENT_PEOPLE, COMPONENT_KNOWLEDGE }, { COMPONENT_PEOPLE, COMPONENT_TECHNOLOGY }, { COMPONENT_PEOPLE, COMPONENT_CONTEXT }, { COMPONENT_PEOPLE, COMPONENT_CULTURE },
    { COMPONENT_KNOWLEDGE, COMPONENT_TECHNOLOGY }, { COMPONENT_KNOWLEDGE, COMPONENT_CONTEXT }, { COMPONENT_KNOWLEDGE, COMPONENT_CULTURE },
    { COMPONENT_TECHNOLOGY, COMPONENT_CONTEXT }, { COMPONENT_TECHNOLOGY, COMPONENT_CULTURE }, { COMPONENT_CONTEXT, COMPONENT_CULTURE },
};

int map_pair(enum component a, enum component b)
{
    for (int i = 0; i < MAP_PAIRS; i++)
        if ((ends[i].from == a && ends[i].to == b) || (ends[i].from == b && ends[i].to == a)) return i;
    return -1;
}

void map_pair_ends(int pair, enum component *from, enum component *to) { *from = ends[pair].from, *to = ends[pair].to; }

static bool own_step(enum deed_verb v)
{
    return v == DEED_VERB_WROTE || v == DEED_VERB_PUBLISHED || v == DEED_VERB_PROPOSED || v == DEED_VERB_COMMENTED || v == DEED_VERB_APPROVED || v == DEED_VERB_JOINED;
}

static bool makes(enum deed_verb v) { return v == DEED_VERB_WROTE || v == DEED_VERB_PUBLISHED; }

void map_add(struct map_year *y, const struct map_sum *s)
{
    unsigned touches = s->touches | COMPONENT_BIT(s->component) | COMPONENT_BIT(COMPONENT_PEOPLE);
    for (int i = 0; i < MAP_PAIRS; i++)
        if (touches & COMPONENT_BIT(ends[i].from) && touches & COMPONENT_BIT(ends[i].to)) y->pair[i] += s->n;
    y->component[s->component] += s->n;
    y->deeds += s->n;
    if (s->as == DEED_AS_PUPIL) y->pupil_deeds += s->n;
    if (s->as == DEED_AS_PUPIL && own_step(s->verb)) y->own_steps += s->n;
    if (makes(s->verb)) y->made += s->n;
}

int64_t map_weight(const struct map_facts *f, int pair)
{
    int64_t n = f->year.pair[pair];
    for (int i = 0; i < MAP_TIES; i++)
        if (f->tie[i].on && map_pair(map_ties[i].from, map_ties[i].to) == pair) n += f->tie[i].n;
    return n;
}

enum map_bond map_bond(int64_t weight) { return weight >= MAP_MONTHLY ? BOND_JOINED : weight > 0 ? BOND_LOOSE : BOND_NONE; }

int64_t map_people(const struct map_facts *f, bool before)
{
    static const enum map_kind own[] = { MAP_PUPILS, MAP_TEACHERS, MAP_ASSISTANTS, MAP_STAFF };
    int64_t n = 0;
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) n += before ? f->kind[own[i]].before : f->kind[own[i]].now;
    return n;
}

/* Who took part and has left since is counted above the line and not below. */
int64_t index_reach(int64_t active, int64_t people)
{
    if (people == 0) return INDEX_NONE;
    return active >= people ? 100 : rounded(active * 100, people);
}

int64_t index_diversity(const int64_t component[COMPONENT_COUNT + 1])
{
    int64_t sum = 0, squares = 0;
    for (int i = 1; i <= COMPONENT_COUNT; i++) sum += component[i], squares += component[i] * component[i];
    return sum == 0 ? INDEX_NONE : rounded(10 * sum * sum, squares);
}

int64_t index_connection(int joined, int loose) { return (2 * joined + loose) * 100 / (2 * MAP_PAIRS); }
int64_t index_agency(int64_t own_steps, int64_t pupil_deeds) { return pupil_deeds == 0 ? INDEX_NONE : rounded(own_steps * 100, pupil_deeds); }
int64_t index_creation(int64_t made, int64_t people) { return people == 0 ? INDEX_NONE : rounded(made * 1000, people); }

static int64_t connection_now(const struct map_facts *f)
{
    int of[BOND_JOINED + 1] = { 0 };
    for (int i = 0; i < MAP_PAIRS; i++) of[map_bond(map_weight(f, i))]++;
    return index_connection(of[BOND_JOINED], of[BOND_LOOSE]);
}

int64_t map_index(const struct map_facts *f, enum map_index i)
{
    switch (i) {
    case INDEX_REACH:      return index_reach(f->active, map_people(f, false));
    case INDEX_DIVERSITY:  return index_diversity(f->year.component);
    case INDEX_CONNECTION: return connection_now(f);
    case INDEX_AGENCY:     return index_agency(f->year.own_steps, f->year.pupil_deeds);
    default:               return index_creation(f->year.made, map_people(f, false));
    }
}

int64_t map_index_before(const struct map_facts *f, enum map_index i)
{
    if (f->before.deeds == 0) return INDEX_NONE;
    switch (i) {
    case INDEX_REACH:      return f->active_before == 0 ? INDEX_NONE : index_reach(f->active_before, map_people(f, true));
    case INDEX_DIVERSITY:  return index_diversity(f->before.component);
    case INDEX_CONNECTION: return INDEX_NONE;
    case INDEX_AGENCY:     return index_agency(f->before.own_steps, f->before.pupil_deeds);
    default:               return index_creation(f->before.made, map_people(f, true));
    }
}
