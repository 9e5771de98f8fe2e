/* What one thread owns for serving: its arena (reset after each request) and its compressor. Loops and workers each have
** one; the loopback client has its own. When the thread ends, the kit goes and its database connection with it. */
#ifndef KHUE_WEB_KIT_H
#define KHUE_WEB_KIT_H

#include "base/arena.h"

#define LOOP_ARENA   (1 << 20)
#define WORKER_ARENA (16 << 20)

struct db;
struct libdeflate_compressor;
struct packed_page;
struct kit {
    struct db *db;
    struct arena arena;
    struct libdeflate_compressor *gzip;        /* made at the first use */
    struct packed_page *packed;                /* compress.c; made at the first use */
};

void kit_init(struct kit *k, struct db *db, size_t arena_max);
void kit_finish(struct kit *k);                          /* also ends this thread's use of the database */
/* The kit of this loop thread; made at the first call, finished when the thread ends. NULL when out of memory. */
struct kit *kit_here(struct db *db);

#endif
