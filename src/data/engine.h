/* Inside of the data floor; nothing above it includes this. One row of functions per engine (SQLite, PostgreSQL); what is
** the same on both is written once: pool.c (connections), stmt.c (statement cache, scope), tx.c (request keys, answers),
** late.c (what is done last), node.c (ids), migrate.c, lock.c.
**
** What stays true:
** (1) a connection is used by one thread at a time: by the ask that took it from the pool, or by the closure that runs;
** (2) a statement that failed inside a closure spoils it: whatever the closure answers, it is rolled back, on both engines;
** (3) no committed row carries an id above server_node.high: every commit is preceded by node_cover. */
#ifndef KHUE_DATA_ENGINE_H
#define KHUE_DATA_ENGINE_H

#include "base/ids.h"
#include "data/db.h"
#include "data/stmt.h"
#include "data/tell.h"
#include "data/verify.h"
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>

enum { OWN_QUERIES = 16, WHY_SIZE = 512, POOL_MOST = 32 };

/* How long a statement may run, or wait for its turn: 5 s (db_statement_most). */
int statement_ms(void);

struct stmt {
    const struct query *q;
    struct conn *conn;
    struct ask *ask;              /* who asks now */
    bool busy;                    /* between stmt_open and stmt_close */
    bool spare;                   /* a second use while the cached one is busy: dropped at close */
};

struct conn {
    struct db *db;
    struct conn *next;            /* in the pool's idle list */
    struct stmt **cache;          /* by query->index + OWN_QUERIES; grown on demand */
    int cache_n;
    bool in_closure;              /* a closure's transaction is open: writing is allowed */
    bool in_snapshot;             /* a read transaction is open */
    bool behind;                  /* the closure does not wait for its writes (write_behind) */
    rc spoiled;                   /* first failure of a statement in the running closure */
    bool again;                   /* that failure says: run the closure again (deadlock, serialization, lost) */
    bool broken;                  /* SQLite: the whole transaction is gone (disk full, I/O); PostgreSQL: connection lost */
    int64_t until_ns;             /* deadline of the running statement (monotonic), 0 = none */
    bool no_list;                 /* a list could not be bound: the next step says LIMIT */
    bool *over;                   /* set when the ask's own deadline has passed */
};

/* One closure on its way; lives on the caller's stack until it is answered. */
struct work {
    struct tx tx;                 /* what the closure sees; first, so that tx.c finds the work of a tx */
    struct ask ask;               /* caller's, but with the transaction's connection */
    struct request_key mine;      /* stands in when the caller gave no key */
    const char *name;
    closure_fn fn; const void *in; void *out;
    struct fault before;          /* the caller's fault as it was before the first run */
    struct after *after;
    struct late *late;            /* what before_commit collected, the last one first (late.c) */
    size_t lates;
    bool late_runs;
    int runs;
    long fail_left;               /* of arena_fail_after, from thread to thread */
    rc answer;
    sem_t done;
    struct work *next, *elder;    /* in the queue (SQLite), among those that run (PostgreSQL) */
    int64_t began_ms;             /* db_now */
};

struct engine_ops {
    rc (*start)(struct db *db, char *why, size_t why_size);
    void (*stop)(struct db *db);                                   /* after the pool is empty */
    rc (*connect)(struct db *db, struct ask *a, struct conn **c);  /* a reading connection; the fault goes to the ask */
    void (*disconnect)(struct conn *c);
    rc (*snapshot)(struct ask *a, struct conn *c);
    void (*snapshot_end)(struct conn *c);
    rc (*prepare)(struct ask *a, struct conn *c, const struct query *q, struct stmt **s);
    void (*drop)(struct stmt *s);
    void (*set_int)(struct stmt *s, int i, int64_t v);
    void (*set_real)(struct stmt *s, int i, double v);
    void (*set_text)(struct stmt *s, int i, const char *v);
    void (*set_bytes)(struct stmt *s, int i, struct bytes v);
    void (*set_ints)(struct stmt *s, int i, const int64_t *v, size_t n);
    void (*set_null)(struct stmt *s, int i);
    rc (*step)(struct stmt *s, bool *row);
    bool (*is_null)(struct stmt *s, int i);
    int64_t (*get_int)(struct stmt *s, int i);
    double (*get_real)(struct stmt *s, int i);
    const char *(*get_text)(struct stmt *s, int i);                /* NULL for NULL; copied: in the arena */
    struct bytes (*get_bytes)(struct stmt *s, int i);
    int64_t (*changes)(struct stmt *s);
    rc (*run_behind)(struct stmt *s);                              /* sends and does not wait: whoever waits next, or the commit, hears
                                                                   ** of a failure; NULL: the engine has no waiting */
    void (*reset)(struct stmt *s);
    /* Runs the closure to its end, as often as needed; sets w->answer. */
    void (*run)(struct db *db, struct work *w);
    /* Many statements at once, in the connection's transaction if it has one. */
    rc (*plain)(struct ask *a, const char *sql, const char **first);
    /* A connection of its own with BEGIN done and other migrations locked out; copies the file first when `backup`. */
    rc (*migrate_begin)(struct db *db, struct ask *a, struct conn **c);
    rc (*migrate_backup)(struct db *db, struct ask *a);
    rc (*migrate_grant)(struct ask *a);                            /* the server's role gets its rights; NULL: there are no roles */
    rc (*backup)(struct db *db, const char *path, const struct db_patience *p, char *why, size_t why_size);
    rc (*sound)(struct db *db, bool whole, struct verify_report *out, char *why, size_t why_size);
    rc (*migrate_end)(struct ask *a, struct conn *c, bool commit);
    rc (*settled)(struct db *db, instant *out);                    /* settled.c */
    /* Between servers; all NULL where one process has the data alone. */
    void (*tell)(struct tx *t, const char *text);
    rc (*hear)(struct db *db);
    void (*hear_end)(struct db *db);
};
extern const struct engine_ops sqlite_ops, postgres_ops;

struct pool {
    pthread_mutex_t lock;
    pthread_cond_t freed;
    struct conn *idle;
    int open;                     /* idle and taken */
    int most;
};

struct node {
    struct id_maker maker;
    pthread_mutex_t lock;
    _Atomic int64_t high;         /* durable: server_node.high as this server last wrote it */
    int64_t pending;              /* written in the running transaction, durable with its commit; 0 = none */
    _Atomic enum node_state { NODE_NONE, NODE_OURS, NODE_CLOSING } state;
};

/* Closures that may go together (together.c): those that wait, in the order in which they came, and the first of each company that runs. */
struct companion;
struct companies { pthread_mutex_t lock; struct companion *waiting, *running; };

struct db {
    const struct engine_ops *ops;
    enum engine engine;
    char *folder, *url, *server_url;
    int node_wanted;
    bool durable;
    bool copied;                  /* the next migration needs no copy of its own */
    int lock_fd;                  /* -1 = not held */
    struct pool pool;
    struct companies companies;
    struct node node;
    _Atomic int64_t fixed_ms;     /* the test clock; CLOCK_RUNS = real time */
    _Atomic int64_t groups, closures, again, questions;
    struct { pthread_mutex_t lock; tell_fn fn; void *arg; } tells;       /* tell.c */
    struct { pthread_mutex_t lock; instant upto; int64_t asked_ns; } settled;     /* settled.c */
    const struct store *store;    /* of blobs; set once at the start, NULL = none */
    void *engine_state;           /* struct sqlite or struct postgres */
};
#define CLOCK_RUNS INT64_MIN

/* pool.c */
rc pool_take(struct db *db, struct ask *a, struct conn **c);       /* BUSY after 5 s with none free */
void pool_give(struct conn *c);                                    /* drops it when broken */
void pool_trim(struct db *db);                                     /* closes one idle connection */
void pool_empty(struct db *db);
void pool_count(struct pool *p, struct db_stats *out);
int64_t sqlite_log_waits(struct db *db);
void conn_forget(struct conn *c);                                  /* drops the cached statements */

/* tx.c: one run inside an open transaction; OK means that it may be committed (what was sent behind may still fail). */
rc work_run(struct work *w, struct conn *c);
void work_committed(struct work *w);
void work_failed(struct work *w, rc kind, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* together.c, for tests: how many closures wait for company. */
int companies_waiting(struct db *db);

/* late.c: what before_commit collected, done in its order. */
rc late_run(struct work *w);

/* node.c */
rc node_load(struct db *db, char *why, size_t why_size);           /* OK and not ready when the table is not there yet */
/* Before a commit, in its transaction (SQLite) or on a connection of its own (PostgreSQL): makes (3) hold. CONFLICT: another
** server has this number; it was changed, the closures must run again. */
rc node_cover(struct db *db, struct conn *c);
void node_settled(struct db *db, bool committed);
void node_give_back(struct db *db);                                /* at close: high becomes exact */

/* tell.c: to this process's listener, if there is one; NULL = some may have been missed */
void tells_pass(struct db *db, const char *text);

/* counts.c */
extern const char counts_sqlite[];
const char *counts_lines(struct arena *a, const char *found);

/* Functions of one engine that have no database open. */
rc sqlite_copy_sound(const char *path, struct verify_report *out, char *why, size_t why_size);                  /* sqlite_sound.c */
rc pg_archive_sound(const char *path, char *why, size_t why_size);                                              /* postgres_tool.c */
rc pg_restore_into(const struct db_config *config, const char *path, bool beside, char *moved, size_t moved_size, char *why, size_t why_size);

rc pg_take_ready(const struct db_config *config, char *why, size_t why_size);                                   /* postgres_take.c */
rc pg_take_file(const char *url, const char *path, struct db_taken *out, char *why, size_t why_size);

/* lock.c */
rc lock_take(const char *folder, int *fd, char *why, size_t why_size);
void lock_release(int fd);

/* migrate.c: over any list, for tests; db_migrate gives it the generated one. */
rc migrate_list(struct db *db, const struct migration *list, bool (*log)(const char *line), char *why, size_t why_size);
rc migrate_missing(struct db *db, const struct migration *list, int *missing);

/* sqlite_*.c share struct sqlite through data/sqlite.h, postgres_*.c struct postgres through data/postgres.h. */
int64_t monotonic_ns(void);

#endif
