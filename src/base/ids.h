/* Ids: 63 bits, time-ordered, made in C: 41 bits of milliseconds since 2020-01-01T00:00Z, 13 of node, 9 of sequence.
** Invariants: (1) an id is > 0; 0 is "none" in every id type; (2) one maker never repeats and never goes back, even when
** the clock does; (3) text form is 13 lower-case Crockford base-32 characters (no i l o u), upper case and o->0, i l->1
** accepted when reading. Each table's id is its own C type (struct { int64_t v; }), generated into generated/ids.h. */
#ifndef KHUE_BASE_IDS_H
#define KHUE_BASE_IDS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

#define ID_TEXT_SIZE 14                     /* 13 characters and NUL */
#define ID_NODES 8192                       /* node numbers 0 … 8191; the demo uses 8191 */
#define ID_EPOCH_MS 1577836800000LL         /* 2020-01-01T00:00:00Z */

struct id_maker { _Atomic int64_t last; atomic_int node; };

void id_maker_init(struct id_maker *m, int node, int64_t last_issued);
int64_t id_next(struct id_maker *m, int64_t now_ms);            /* thread-safe */
int64_t id_at(int64_t ms, int node, int seq);                   /* for fixtures: a fixed id */
int64_t id_ms(int64_t id);                                      /* UTC milliseconds at which it was made */
void id_text(int64_t id, char out[ID_TEXT_SIZE]);
bool id_read(const char *s, int64_t *id);                       /* false: not an id; *id untouched */

#endif
