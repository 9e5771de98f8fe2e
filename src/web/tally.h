/* Counts of doors in memory: one place a key, handed out when a new hour begins for it and then once a minute.
** What stays true: (1) what was added is handed out exactly once; (2) the first of an hour is handed out at once, so that it can be written before the
** answer leaves; (3) memory is bounded: where a line is full, the longest unwritten place is handed out and given to the next. */
#ifndef KHUE_WEB_TALLY_H
#define KHUE_WEB_TALLY_H

#include "web/door.h"

struct tallies;
struct tallies *tallies_make(void);
void tallies_drop(struct tallies *l);
/* How many of out are to be written. NULL l: all at once. */
size_t tally_add(struct tallies *l, const struct door_use *more, int64_t now_ms, struct door_use out[2]);
size_t tallies_take(struct tallies *l, struct door_use *out, size_t most);

#endif
