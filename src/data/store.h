/* The store of blobs: bytes whose name is the BLAKE2b-256 of their content, in a folder of their own beside the database.
** Several servers of one PostgreSQL share one folder (setting files-dir); every step below holds between processes too.
**
** What stays true:
** (1) a blob is there whole or not at all: written under another name, synced, renamed, its folder synced (ROOT/ab/cdef…);
** (2) store_put answers OK only when (1) is on disk, so that a row which names the blob may be committed after it;
** (3) the same content is kept once; putting it again makes it young, so that nothing put within STORE_ORPHAN_S is swept;
** (4) a blob is taken away only by store_sweep, when it is older than STORE_ORPHAN_S and nobody knows it. Putting holds the
**     folder's shared lock and sweeping the exclusive one, so a blob is not taken away between somebody's look and their row. */
#ifndef KHUE_DATA_STORE_H
#define KHUE_DATA_STORE_H

#include "data/ask.h"
#include <stdbool.h>
#include <stdint.h>

#define STORE_HASH 32
#define STORE_HASH_TEXT (2 * STORE_HASH + 1)
#define STORE_ORPHAN_S (24 * 3600)

struct store { char root[1024]; };

/* The store that belongs to a database, so that whoever asks (verify, jobs) finds it; set once when the program starts. */
void db_set_store(struct db *db, const struct store *s);
const struct store *db_store(const struct db *db);             /* NULL = none */

/* Makes the folder when it is missing. false: *why says what to do. */
bool store_open(struct store *s, const char *root, char *why, size_t why_size);
void store_hash(const void *p, size_t n, uint8_t hash[STORE_HASH]);
void store_name(const uint8_t hash[STORE_HASH], char out[STORE_HASH_TEXT]);

/* Takes milliseconds (two syncs), so never inside a closure. DOWN with words when the disk does not take it; nothing is left then. */
rc store_put(const struct store *s, struct ask *a, const void *p, size_t n, uint8_t hash[STORE_HASH]);
/* An open descriptor that the caller closes. NOT_FOUND; DOWN. */
rc store_read(const struct store *s, struct ask *a, const uint8_t hash[STORE_HASH], int *fd, int64_t *size);
/* Reads all of it and hashes it anew: OK, NOT_FOUND, or CONFLICT when the content is not what the name says. */
rc store_verify(const struct store *s, struct ask *a, const uint8_t hash[STORE_HASH]);

/* Walks the whole store; what is older than STORE_ORPHAN_S (now: seconds since 1970) and not known goes, and so do temporary
** files of that age. `known` asks the rows; anything but OK ends the walk. */
struct store_swept { int64_t blobs, bytes, gone, temporary; };
typedef rc (*store_known)(void *arg, const uint8_t hash[STORE_HASH], bool *known);
rc store_sweep(const struct store *s, struct ask *a, int64_t now, store_known known, void *arg, struct store_swept *out);

#endif
