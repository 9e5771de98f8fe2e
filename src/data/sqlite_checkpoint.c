/* Moves the write-ahead log into the database file on a thread and connection of its own, so that the writer does not wait
** for it. The writer's hook tells the log's length after every commit; past WAL_PAGES a PASSIVE checkpoint copies what it can.
** A writer that never rests would keep the log growing for ever: once it is twice as long, the writer itself copies the few
** pages that came meanwhile and begins the log anew, waiting READERS_MS at most for readers that still look into it. One that looks for
** long (a backup) must not hold up every group so: after a vain wait the next one comes when the log is WAL_PAGES longer. */
#include "data/sqlite.h"

#include "base/log.h"
#include <stdio.h>

enum { WAL_PAGES = 4096, READERS_MS = 50 };                /* 16 MB of 4 KB pages */

static int after_each_commit(void *at, sqlite3 *sql, const char *name, int pages)
{
    struct checkpointer *k = at;
    (void)sql; (void)name;
    if (pages < WAL_PAGES) return SQLITE_OK;
    pthread_mutex_lock(&k->lock);
    k->wanted = true;
    pthread_cond_signal(&k->wake);
    pthread_mutex_unlock(&k->lock);
    return SQLITE_OK;
}

static int copy(sqlite3 *sql, int mode, bool *held)
{
    int pages = 0, moved = 0;
    int code = sqlite3_wal_checkpoint_v2(sql, NULL, mode, &pages, &moved);
    *held = code == SQLITE_BUSY;
    if (code != SQLITE_OK && code != SQLITE_BUSY && code != SQLITE_LOCKED)
        log_line(LOG_ERROR, "event=checkpoint-failed why=\"%s\"", sqlite3_errmsg(sql));
    return pages;
}

void checkpointer_finish_log(struct sqlite *s)
{
    struct checkpointer *k = &s->checkpointer;
    bool held;
    if (!atomic_load(&k->begin_anew)) return;
    sqlite3_busy_timeout(s->writer->sql, READERS_MS);
    int pages = copy(s->writer->sql, SQLITE_CHECKPOINT_RESTART, &held);
    sqlite3_busy_timeout(s->writer->sql, statement_ms());
    if (held) atomic_fetch_add(&k->waits, 1);
    pthread_mutex_lock(&k->lock);
    k->anew_at = held ? pages + WAL_PAGES : 2 * WAL_PAGES;
    atomic_store(&k->begin_anew, false);
    pthread_cond_signal(&k->wake);
    pthread_mutex_unlock(&k->lock);
}

/* While the writer is to finish the log it is left alone: two checkpoints at once get in each other's way. */
static bool wait_for_work(struct checkpointer *k)
{
    pthread_mutex_lock(&k->lock);
    while ((!k->wanted || atomic_load(&k->begin_anew)) && !k->stop) pthread_cond_wait(&k->wake, &k->lock);
    k->wanted = false;
    bool stop = k->stop;
    pthread_mutex_unlock(&k->lock);
    return !stop;
}

static void *checkpoint_thread(void *at)
{
    struct checkpointer *k = at;
    bool held;
    while (wait_for_work(k)) {
        int pages = copy(k->sql, SQLITE_CHECKPOINT_PASSIVE, &held);
        pthread_mutex_lock(&k->lock);
        if (pages > k->anew_at) atomic_store(&k->begin_anew, true);
        pthread_mutex_unlock(&k->lock);
    }
    return NULL;
}

rc checkpointer_start(struct db *db, char *why, size_t why_size)
{
    struct sqlite *s = db->engine_state;
    struct checkpointer *k = &s->checkpointer;
    const char *text = "cannot start the thread";
    k->anew_at = 2 * WAL_PAGES;
    pthread_mutex_init(&k->lock, NULL);
    pthread_cond_init(&k->wake, NULL);
    rc r = sqlite_open_file(db, &k->sql, &text);
    /* A connection that has never read does not know of the log, and its checkpoints do nothing. */
    if (r == OK && sqlite3_exec(k->sql, "SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL) != SQLITE_OK) {
        r = DOWN;
        text = sqlite3_errmsg(k->sql);
    }
    if (r == OK) {
        sqlite3_wal_hook(s->writer->sql, after_each_commit, k);           /* also turns the writer's own checkpoints off */
        k->runs = pthread_create(&k->thread, NULL, checkpoint_thread, k) == 0;
    }
    if (k->runs) return OK;
    snprintf(why, why_size, "checkpoints: %s", text);
    return DOWN;
}

void checkpointer_stop(struct db *db)
{
    struct checkpointer *k = &((struct sqlite *)db->engine_state)->checkpointer;
    if (k->runs) {
        pthread_mutex_lock(&k->lock);
        k->stop = true;
        pthread_cond_signal(&k->wake);
        pthread_mutex_unlock(&k->lock);
        pthread_join(k->thread, NULL);
        k->runs = false;
    }
    sqlite3_close(k->sql);
    k->sql = NULL;
}

int64_t sqlite_log_waits(struct db *db) { return atomic_load(&((struct sqlite *)db->engine_state)->checkpointer.waits); }
