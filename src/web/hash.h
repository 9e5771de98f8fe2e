/* Password hashes: Argon2id, 19 MiB, two passes (22 ms of a core), in a pool of their own, so that a morning of sign-ins does
** not slow down other pages.
** What stays true: (1) at most cores/2 hashes run at once (at least one), on threads of low priority; (2) at most 64 wait, the
** next is told BUSY; (3) never called inside a transaction closure. One-time codes of 50 random bits need none of this:
** token_hash of web/token.h. */
#ifndef KHUE_WEB_HASH_H
#define KHUE_WEB_HASH_H

#include "base/rc.h"
#include <stdbool.h>
#include <stdint.h>

#define SECRET_HASH_SIZE 128          /* crypto_pwhash_STRBYTES */

struct app;
struct hash_pool;
#define HASHES_WAITING 64
#define HASHES_NICE 10
struct hash_pool *hash_pool_make(int waiting, int nice);          /* how many may wait, and how far they stand back: HASHES_…; tests take less of both */
int hash_pool_waiting(struct hash_pool *p);
int64_t hash_pool_made(struct hash_pool *p);            /* hashes so far, those that were compared too */
void hash_pool_drop(struct hash_pool *p);               /* NULL is fine; nobody may wait any more */

/* Called by rows that say `.hashes`, after ask_done; waits for its turn. OK, BUSY (too many wait), LIMIT (out of memory). */
rc secret_hash(struct app *app, const char *secret, char out[SECRET_HASH_SIZE]);
rc secret_verify(struct app *app, const char *secret, const char *hash, bool *same);

#endif
