/* How often one address and one account may ask. Token buckets in memory, local to a server. Per-address limits are sized for
** a whole school behind one address; the real brakes on sign-in are in rooms/access, in the database.
** What stays true: addresses are kept only as keyed hashes; when the table is full the longest unused bucket of its line goes. */
#ifndef KHUE_WEB_RATELIMIT_H
#define KHUE_WEB_RATELIMIT_H

#include "base/rc.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct rate_limits;
struct rate { int burst, per_minute; };

extern const struct rate rate_of_address;        /* a school of 3,000 at the first bell */
extern const struct rate rate_of_account;        /* one person on one address */
extern const struct rate rate_of_key;            /* one program with a key of a door */
extern const struct rate rate_of_notes;          /* refusals of one key that are written down */
extern const struct rate rate_of_strangers;      /* requests without a key that fits, from one address */

struct rate_limits *rate_limits_make(void);
void rate_limits_drop(struct rate_limits *l);
/* Takes one token of the bucket `key`; false when it is empty. NULL l: always true. */
bool rate_take(struct rate_limits *l, uint64_t key, struct rate rate, int64_t now_ms);
/* Hash of an address (sockaddr bytes without port, or text of a proxy's header) under the program's secret. Never 0. */
uint64_t address_hash(const uint8_t key[16], const void *p, size_t n);

#endif
