/* The map of one school for who sees figures of all (rooms/programme): what everybody may have, and the gaps. docs/decisions/0113, 0151. */
#include "map/inside.h"
#include "settings/settings.h"

static uint32_t gaps_of(const struct map_facts *f)
{
    uint32_t gaps = 0;
    for (int k = 0; k < MAP_KINDS; k++)
        if (f->kind[k].on && f->kind[k].now == 0) gaps |= (uint32_t)1 << k;
    return gaps;
}

rc map_standing(struct ask *a, school_id school, day sunday, struct map_standing *out)
{
    struct map_facts f;
    int64_t least;
    try(few_least(a, school, &least));
    try(map_read(a, school, sunday, &f));
    *out = (struct map_standing){ .least = least, .pupils = f.kind[MAP_PUPILS].now, .pages = f.kind[MAP_PAGE].now, .gaps = gaps_of(&f),
        .reach = map_public_index(&f, INDEX_REACH, least), .diversity = map_public_index(&f, INDEX_DIVERSITY, least), .connection = map_public_index(&f, INDEX_CONNECTION, least),
        .agency = map_public_index(&f, INDEX_AGENCY, least), .creation = map_public_index(&f, INDEX_CREATION, least) };
    for (int i = 0; i < MAP_PAIRS; i++) {
        enum map_bond bond = map_bond(map_weight(&f, i));
        out->joined += bond == BOND_JOINED, out->loose += bond == BOND_LOOSE;
    }
    for (int i = 0; i < MAP_WEEKS; i++) out->week[i].monday = f.week[i].monday, out->week[i].deeds = f.week[i].deeds;
    return OK;
}

const char *map_kind_label(enum map_kind k) { return map_kinds[k].label; }
const char *map_kind_code(enum map_kind k) { return map_kinds[k].code; }
