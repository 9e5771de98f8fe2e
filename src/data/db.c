#include "data/engine.h"

#include "base/log.h"
#include "base/why_not.h"
#include "data/store.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* ---- opening and closing */

static struct db *make(const struct db_config *config)
{
    struct db *db = calloc(1, sizeof *db);
    if (!db) return NULL;
    db->engine = config->url ? ENGINE_POSTGRES : ENGINE_SQLITE;
    db->ops = config->url ? &postgres_ops : &sqlite_ops;
    db->folder = strdup(config->folder);
    db->url = config->url ? strdup(config->url) : NULL;
    db->server_url = config->server_url ? strdup(config->server_url) : NULL;
    db->node_wanted = config->node;
    db->durable = config->durable;
    db->pool.most = config->connections > 0 ? config->connections : POOL_MOST;
    db->lock_fd = -1;
    db->fixed_ms = CLOCK_RUNS;
    pthread_mutex_init(&db->pool.lock, NULL);
    pthread_cond_init(&db->pool.freed, NULL);
    pthread_mutex_init(&db->node.lock, NULL);
    pthread_mutex_init(&db->companies.lock, NULL);
    pthread_mutex_init(&db->tells.lock, NULL);
    pthread_mutex_init(&db->settled.lock, NULL);
    id_maker_init(&db->node.maker, 0, 0);
    return db;
}

static rc make_folder(const char *folder, char *why, size_t why_size)
{
    if (mkdir(folder, 0700) == 0 || errno == EEXIST) return OK;
    snprintf(why, why_size, "%s: %s", folder, why_not(errno));
    return DOWN;
}

/* A restore that was cut off may have left a database without its secret, or the settings of another server. */
static rc restored_whole(const char *folder, char *why, size_t why_size)
{
    char path[4096];
    if (snprintf(path, sizeof path, "%s/%s", folder, DB_RESTORE_MARK) >= (int)sizeof path || access(path, F_OK) != 0) return OK;
    snprintf(why, why_size, "Việc khôi phục vào %s bị ngắt giữa chừng, nên thư mục này chưa đủ. Xóa nó rồi khôi phục lại.\n"
             "The restore into %s was cut off, so this folder is not whole. Delete it and restore again.", folder, folder);
    return DENIED;
}

rc db_open(const struct db_config *config, bool lock, struct db **out, char *why, size_t why_size)
{
    *out = NULL;
    if (why_size) *why = 0;
    try(make_folder(config->folder, why, why_size));
    struct db *db = make(config);
    if (!db || !db->folder || (config->url && !db->url) || (config->server_url && !db->server_url)) {
        snprintf(why, why_size, "out of memory");
        db_close(db);
        return LIMIT;
    }
    rc r = lock ? lock_take(db->folder, &db->lock_fd, why, why_size) : OK;
    if (r == OK && !config->restoring) r = restored_whole(db->folder, why, why_size);
    if (r == OK) r = db->ops->start(db, why, why_size);
    if (r == OK) r = node_load(db, why, why_size);
    if (r != OK) db_close(db);
    else *out = db;
    return r;
}

void db_close(struct db *db)
{
    if (!db) return;
    node_give_back(db);
    pool_empty(db);
    if (db->engine_state) db->ops->stop(db);
    lock_release(db->lock_fd);
    pthread_mutex_destroy(&db->pool.lock);
    pthread_cond_destroy(&db->pool.freed);
    pthread_mutex_destroy(&db->node.lock);
    pthread_mutex_destroy(&db->companies.lock);
    pthread_mutex_destroy(&db->tells.lock);
    free(db->folder);
    free(db->url);
    free(db->server_url);
    free(db);
}

void db_thread_end(struct db *db) { pool_trim(db); }

void db_set_store(struct db *db, const struct store *s) { db->store = s; }
const struct store *db_store(const struct db *db) { return db->store; }

enum engine db_engine(const struct db *db) { return db->engine; }

/* ---- migrations: the generated list */

rc db_migrate(struct db *db, bool (*log)(const char *line), char *why, size_t why_size)
{
    return migrate_list(db, migrations, log, why, why_size);
}

rc db_migrations_missing(struct db *db, int *missing) { return migrate_missing(db, migrations, missing); }

/* ---- clock and ids */

instant db_now(const struct db *db)
{
    int64_t fixed = atomic_load(&db->fixed_ms);
    if (fixed != CLOCK_RUNS) return (instant){ fixed };
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    return (instant){ now.tv_sec * 1000LL + now.tv_nsec / 1000000 };
}

void db_set_clock(struct db *db, opt_instant fixed)
{
    atomic_store(&db->fixed_ms, fixed.has ? fixed.v.ms : CLOCK_RUNS);
}

static rc nothing(struct tx *t, const void *in, void *out)
{
    (void)t; (void)in; (void)out;
    return OK;
}

/* An id that no closure has made must be covered before anybody sees it; the commit of an empty closure does that. */
int64_t db_new_id(struct db *db)
{
    int64_t id = id_next(&db->node.maker, db_now(db).ms);
    if (id <= atomic_load(&db->node.high)) return id;
    struct arena arena;
    struct fault fault;
    struct ask a;
    arena_init(&arena, 16 * 1024);
    ask_init(&a, db, &arena, &fault, db_now(db));
    if (transact_run(&a, NULL, "ids", nothing, NULL, NULL) != OK) log_line(LOG_ERROR, "event=id-not-reserved");
    arena_finish(&arena);
    return id;
}

/* ---- housekeeping */

rc db_backup(struct db *db, const char *path, const struct db_patience *p, char *why, size_t why_size)
{
    return db->ops->backup(db, path, p, why, why_size);
}

void db_copied(struct db *db) { db->copied = true; }

rc db_restore(const struct db_config *config, const char *path, bool beside, char *moved, size_t moved_size, char *why, size_t why_size)
{
    return pg_restore_into(config, path, beside, moved, moved_size, why, why_size);
}

rc db_take(const struct db_config *config, const char *path, struct db_taken *out, char *why, size_t why_size)
{
    *out = (struct db_taken){ 0 };
    try(pg_take_ready(config, why, why_size));
    return pg_take_file(config->url, path, out, why, why_size);
}

rc db_copy_sound(enum engine engine, const char *path, struct verify_report *out, char *why, size_t why_size)
{
    return engine == ENGINE_SQLITE ? sqlite_copy_sound(path, out, why, why_size) : pg_archive_sound(path, why, why_size);
}

rc db_sound(struct db *db, bool whole, struct verify_report *out, char *why, size_t why_size)
{
    return db->ops->sound(db, whole, out, why, why_size);
}

/* ---- numbers, plain SQL */

struct db_stats db_stats(struct db *db)
{
    struct db_stats s = { .groups = atomic_load(&db->groups), .closures = atomic_load(&db->closures), .again = atomic_load(&db->again),
                          .questions = atomic_load(&db->questions) };
    if (db->engine == ENGINE_SQLITE) s.waits = sqlite_log_waits(db);
    pool_count(&db->pool, &s);
    return s;
}

static rc plain_closure(struct tx *t, const void *in, void *out)
{
    return t->ask->db->ops->plain(t->ask, in, out);
}

rc db_plain(struct db *db, struct arena *arena, const char *sql, const char **first)
{
    struct fault fault;
    struct ask a;
    const char *ignored;
    ask_init(&a, db, arena, &fault, db_now(db));
    return transact_run(&a, NULL, "plain SQL", plain_closure, sql, first ? first : &ignored);
}
