/* The database: one API over SQLite (a data folder) and PostgreSQL 15 (a URL). main, tests and web open it; rooms do not.
** SQLite: WAL, synchronous=FULL, one writer thread with group commit, one reader a thread. PostgreSQL: one connection a
** thread, READ COMMITTED; 40001, 40P01 and a lost connection run the closure again under its request key. */
#ifndef KHUE_DATA_DB_H
#define KHUE_DATA_DB_H

#include "data/ask.h"
#include "data/tx.h"
#include <stdbool.h>

enum engine { ENGINE_SQLITE, ENGINE_POSTGRES };

struct db_config {
    const char *folder;       /* data folder; SQLite lives in folder/khue.db; always given (lock, node, uploads) */
    const char *url;          /* postgres://…; NULL = SQLite */
    int node;                 /* 0 … 8191 when the folder is made; -1 = as stored */
    int connections;          /* at once, reading (on PostgreSQL all); 0 = 32 */
    bool durable;             /* false only in tests that say so: synchronous=OFF */
};

/* Opens, takes the lock of the folder (`lock` = true for serve and other long holders). On failure *why says what to do. */
rc db_open(const struct db_config *config, bool lock, struct db **db, char *why, size_t why_size);
void db_close(struct db *db);                     /* waits for running closures, stops the writer; NULL is fine */
enum engine db_engine(const struct db *db);
/* Applies what is missing, in order; refuses when an applied one has another hash. `log` may be NULL. */
rc db_migrate(struct db *db, bool (*log)(const char *line), char *why, size_t why_size);
rc db_migrations_missing(struct db *db, int *missing);

/* An ask for commands, jobs and tests: its own arena and fault, no scope. */
void ask_init(struct ask *a, struct db *db, struct arena *arena, struct fault *fault, instant now);
/* Ends the snapshot that the first question of this ask began and gives the connection back. After every request. */
void ask_done(struct ask *a);
/* QUICK rows: from now on questions of this ask that run past `ms` answer BUSY with *over set (SQLite only; 0 = no limit). */
void ask_deadline(struct ask *a, int ms, bool *over);
/* Each thread that used the database says so when it ends (closes its connection). */
void db_thread_end(struct db *db);

/* The clock: real, or set by tests under --test. */
instant db_now(const struct db *db);
void db_set_clock(struct db *db, opt_instant fixed);
/* A fresh id outside a closure (staging, fixtures). */
int64_t db_new_id(struct db *db);

/* Housekeeping, once a day and at start: forgets request keys older than 60 days, a few hundred a closure. */
rc db_tidy(struct db *db, int64_t *forgotten);

/* A whole, sound copy of a SQLite database as it is at this moment, while others read and write; synced to disk. An existing
** file is not overwritten (CONFLICT). On PostgreSQL INVALID: pg_dump does it there. */
rc db_backup(struct db *db, const char *path, char *why, size_t why_size);

/* Is the file sound (whole: every page, index and foreign key; else the quick look)? While others read and write. What is wrong is
** told to the report; BUSY when it was stopped. On PostgreSQL there is nothing to look at. */
struct verify_report;
rc db_sound(struct db *db, bool whole, struct verify_report *out, char *why, size_t why_size);

/* Numbers for bench and metrics. */
struct db_stats { int64_t groups, closures, again, questions; int open, idle, most; /* connections of the pool */ };
struct db_stats db_stats(struct db *db);

/* Plain SQL for tests and tools only (check refuses it in rooms and doors). First column of the first row as text, or NULL. */
rc db_plain(struct db *db, struct arena *arena, const char *sql, const char **first);

/* For tests: the n-th statement from now on, of any thread, fails as if the disk or the connection had (DOWN); 0 disarms.
** Still armed afterwards: fewer than n were run, so a loop over n = 1, 2, 3 … may end. */
void db_fail_after(long n);
bool db_fail_armed(void);

#endif
