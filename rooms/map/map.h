/* Map: the five components of a school, what each holds, how they are joined. No table of its own.
** What stays true: (1) only kinds and ties are shown that some room of the house can write; a room that the school switched off is left out and is
** no gap; (2) numbers are counted for one school, none is about a person; (3) what everybody sees went through public.c: nothing below the
** threshold, and nothing from which one could subtract it; (4) the indices are those of docs/indices.md.
** Source: requirements R3, R8, R45. */
#ifndef KHUE_ROOMS_MAP_H
#define KHUE_ROOMS_MAP_H

#include "generated/enums.h"
#include "data/ask.h"
#include "settings/settings.h"
#include "web/route.h"

extern const struct route map_routes[];
extern const struct route map_public_routes[];          /* what a school may switch off: "map.public" */
extern const struct setting map_settings[];

/* ---- what there may be: one row each in map.c */
enum map_kind {
    MAP_PUPILS, MAP_TEACHERS, MAP_ASSISTANTS, MAP_STAFF, MAP_GUARDIANS, MAP_MENTORS, MAP_ALUMNI, MAP_GROUPS,
    MAP_SUBJECTS, MAP_NEWS, MAP_OUTSIDE, MAP_BEGAN, MAP_KEYS, MAP_FILES, MAP_BUSINESS, MAP_SCIENCE, MAP_SOCIAL, MAP_COMMUNITY,
    MAP_PAGE, MAP_VALUES, MAP_GOALS, MAP_EVIDENCE, MAP_KINDS
};
enum map_tie {
    TIE_TEACHING, TIE_LEARNING_GROUPS, TIE_CONTACTS, TIE_GUIDED, TIE_GUIDED_LEARNING, TIE_OUTSIDE, TIE_OUTSIDER_ACCOUNTS,
    TIE_GOAL_PEOPLE, TIE_GOAL_KNOWLEDGE, TIE_GOAL_TECHNOLOGY, TIE_GOAL_CONTEXT, MAP_TIES
};
enum { MAP_PAIRS = 10, MAP_WEEKS = 12, MAP_YEAR_WEEKS = 52, MAP_REACH_WEEKS = 4, MAP_COUNT_MOST = 1000, MAP_FEW_DEEDS = 20, MAP_MONTHLY = 12 };

/* The sums of deeds of one year. */
struct map_year { int64_t pair[MAP_PAIRS], component[COMPONENT_COUNT + 1], deeds, pupil_deeds, own_steps, made; };
/* Deeds of one sort: as in record_daily. */
struct map_sum { enum component component; unsigned touches; enum deed_verb verb; enum deed_as as; int64_t n; };
struct map_facts {
    day today;
    struct { int64_t now, before; bool on, dated; } kind[MAP_KINDS];    /* dated: it is known how many there were a year ago */
    struct { int64_t n; bool on; } tie[MAP_TIES];
    struct map_year year, before;
    struct { day monday; int64_t deeds; } week[MAP_WEEKS];              /* the oldest first; the last one is not over */
    int64_t active, active_before, active_pupils;                       /* people who did something in the four weeks */
};
/* What everybody may have of the map, as rows of a table (docs/indices.md): kinds (component, code, name, measure, value), pairs (from, to, state), indices (code,
** name, unit, value), weeks (monday, measure, value). measure: count, at_least, fewer_than. Of the Sunday before today; *of is that day. */
enum map_set { MAP_SET_KINDS, MAP_SET_PAIRS, MAP_SET_INDICES, MAP_SET_WEEKS };
struct ctx;
struct sheet;
rc map_open_rows(struct ctx *c, enum map_set set, struct sheet *out);
day map_public_day(day today);
/* All of one school on one day. */
rc map_read(struct ask *a, school_id school, day today, struct map_facts *out);

/* What may be told of a school's map to who may see figures of every school and none of its people: nothing that everybody may not have. Of a Sunday
** (map_public_day). An index is MAP_UNTOLD where there is nothing to say. gaps: a bit a kind that the school could have and has nothing of. */
enum { MAP_UNTOLD = -1 };
struct map_standing { int64_t least /* the school's threshold */, pupils /* exact: few_told() before it is shown */, pages /* published */; int joined, loose; uint32_t gaps; int64_t reach, diversity, connection, agency, creation;
    struct { day monday; int64_t deeds; } week[MAP_WEEKS]; /* all over; exact */ };
rc map_standing(struct ask *a, school_id school, day sunday, struct map_standing *out);
const char *map_kind_label(enum map_kind k);
const char *map_kind_code(enum map_kind k);

#endif
