/* Inside of map: the rows of what there may be, the rules of pairs and indices, what the public sees. */
#ifndef KHUE_ROOMS_MAP_INSIDE_H
#define KHUE_ROOMS_MAP_INSIDE_H

#include "map/map.h"
#include "web/ctx.h"

/* tail: the list below /t/<code>, "" = the public page, NULL = there is none. room: that may be off, or NULL. thin: below it there is little of it. */
/* next: where the first of them is written. */
struct map_next { const char *action, *tail; int permission; };
struct map_kind_row { enum component component; const char *code, *label, *tail; int permission; const char *room; int64_t thin; bool told; /* the rows themselves stand on the public page */ struct map_next next; };
extern const struct map_kind_row map_kinds[MAP_KINDS];
/* What joins two components besides deeds. */
struct map_tie_row { enum component from, to; const char *label, *tail; int permission; const char *room; };
extern const struct map_tie_row map_ties[MAP_TIES];
/* The next step where a pair is open. */
struct map_step_row { const char *words, *action, *tail; int permission; const char *room; };
extern const struct map_step_row map_steps[MAP_PAIRS];
const char *map_component_icon(enum component c);

/* The Monday after today's week: up to it the year and its weeks are counted. */
day map_until(day today);

/* ---- pairs: numbered 0 to 9; the first component is always the smaller one */
int map_pair(enum component a, enum component b);
void map_pair_ends(int pair, enum component *from, enum component *to);
enum map_bond { BOND_NONE, BOND_LOOSE, BOND_JOINED };
int64_t map_weight(const struct map_facts *f, int pair);                 /* deeds of the year and ties of today */
enum map_bond map_bond(int64_t weight);
void map_add(struct map_year *y, const struct map_sum *s);

/* ---- docs/indices.md; INDEX_NONE where there is nothing to say */
enum { INDEX_NONE = -1 };
int64_t map_people(const struct map_facts *f, bool before);              /* pupils and adults of the school */
int64_t index_reach(int64_t active, int64_t people);                     /* percent */
int64_t index_diversity(const int64_t component[COMPONENT_COUNT + 1]);   /* tenths */
int64_t index_connection(int joined, int loose);                         /* percent */
int64_t index_agency(int64_t own_steps, int64_t pupil_deeds);            /* percent */
int64_t index_creation(int64_t made, int64_t people);                    /* tenths per 100 people */
enum map_index { INDEX_REACH, INDEX_DIVERSITY, INDEX_CONNECTION, INDEX_AGENCY, INDEX_CREATION, MAP_INDICES };
int64_t map_index(const struct map_facts *f, enum map_index i);
int64_t map_index_before(const struct map_facts *f, enum map_index i);   /* INDEX_NONE for connection: ties of then are not known */

/* ---- what everybody may see */
/* In steps, or INDEX_NONE where it would tell of fewer than `least`. */
int64_t map_public_index(const struct map_facts *f, enum map_index i, int64_t least);
extern const struct map_index_face { const char *code, *unit, *name, *words, *how; } map_index_faces[MAP_INDICES];
/* The figures as JSON, as everybody may have them (docs/indices.md says what they mean). */
struct buf;
struct map_school { const char *code, *name, *url; };
void map_json(struct buf *b, const struct map_facts *f, const struct map_school *school, int64_t least);

#endif
