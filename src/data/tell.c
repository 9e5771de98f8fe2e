#include "data/tell.h"
#include "data/engine.h"
#include <string.h>

void tells_pass(struct db *db, const char *text)
{
    pthread_mutex_lock(&db->tells.lock);
    if (db->tells.fn) db->tells.fn(db->tells.arg, text);
    pthread_mutex_unlock(&db->tells.lock);
}

static void listener_set(struct db *db, tell_fn fn, void *arg)
{
    pthread_mutex_lock(&db->tells.lock);
    db->tells.fn = fn;
    db->tells.arg = arg;
    pthread_mutex_unlock(&db->tells.lock);
}

rc tells_hear(struct db *db, tell_fn fn, void *arg)
{
    listener_set(db, fn, arg);
    return db->ops->hear ? db->ops->hear(db) : OK;
}

void tells_end(struct db *db)
{
    if (db->ops->hear_end) db->ops->hear_end(db);
    listener_set(db, NULL, NULL);
}

/* The text lies in the arena of the closure's caller, who is answered only after this ran. */
static void told_here(struct db *db, int64_t text)
{
    tells_pass(db, (const char *)(intptr_t)text);
}

void tell_servers(struct tx *t, const char *text)
{
    if (strlen(text) > TELL_MOST) return;
    if (t->ask->db->ops->tell) t->ask->db->ops->tell(t, text);
    else after_commit(t, told_here, (int64_t)(intptr_t)arena_text(t->ask->arena, text));
}
