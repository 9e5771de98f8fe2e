/* Since when closures run that have not ended: an id carries the time at which it was made, and is seen by others when its closure has ended. */
#include "data/engine.h"

enum { FRESH_NS = 100000000 };

/* What is read after it is asked has to be younger than what it says: so it ends the reading that was begun. An answer of before is right for ever, only older: one
** question in a tenth of a second, and none where the database is away. */
instant ask_settled(struct ask *a)
{
    struct db *db = a->db;
    instant upto;
    ask_done(a);
    if (atomic_load(&db->fixed_ms) != CLOCK_RUNS) return db_now(db);          /* of a test: no time passes */
    pthread_mutex_lock(&db->settled.lock);
    int64_t now = monotonic_ns();
    if (db->engine == ENGINE_SQLITE || !db->settled.asked_ns || now - db->settled.asked_ns > FRESH_NS) {
        if (db->ops->settled(db, &upto) == OK) db->settled.upto = upto;
        db->settled.asked_ns = now;
    }
    upto = db->settled.upto;
    pthread_mutex_unlock(&db->settled.lock);
    return upto;
}
