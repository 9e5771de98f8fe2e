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
    const char *server_url;   /* PostgreSQL: `url` is the owner's, and the role of this address is given what a server needs whenever
                              ** db_migrate runs; NULL = nobody is given anything */
    int node;                 /* 0 … 8191 when the folder is made; -1 = as stored */
    int connections;          /* at once, reading (on PostgreSQL all); 0 = 32 */
    bool restoring;           /* for khue restore alone: opens the folder that carries DB_RESTORE_MARK */
    bool durable;             /* false only in tests that say so: synchronous=OFF */
};

/* This file lies in a folder from the first to the last step of a restore into it; while it does, nothing else opens the folder. */
#define DB_RESTORE_MARK "restore-unfinished"

/* Opens, takes the lock of the folder (`lock` = true for serve and other long holders). On failure *why says what to do. */
rc db_open(const struct db_config *config, bool lock, struct db **db, char *why, size_t why_size);
void db_close(struct db *db);                     /* waits for running closures, stops the writer; NULL is fine */
enum engine db_engine(const struct db *db);
/* Applies what is missing, in order; refuses when an applied one has another hash. `log` may be NULL. On PostgreSQL only the owner of
** the tables may; the server's role gets its rights in the same transaction. */
rc db_migrate(struct db *db, bool (*log)(const char *line), char *why, size_t why_size);
rc db_migrations_missing(struct db *db, int *missing);

/* Were ids ever made in it? Then it was written by a server, with a secret. */
bool db_lived(struct db *db);
/* PostgreSQL: a way back (db_restore) was cut off; `why` says where the data are, and that db_restore again goes on. false: none was. */
bool db_back_unfinished(struct db *db, char *why, size_t size);

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

/* Housekeeping, once a day and at start: forgets request keys of before that instant, a few hundred a closure. */
rc db_tidy(struct db *db, instant before, int64_t *forgotten);

/* A whole, sound copy of a SQLite database as it is at this moment, while others read and write; synced to disk. An existing
** file is not overwritten (CONFLICT). On PostgreSQL pg_dump writes the copy (INVALID where it is not installed). BUSY: stopped. */
struct db_patience { bool (*over)(void *at); void *at; };         /* asked now and then: should it stop? */
rc db_backup(struct db *db, const char *path, const struct db_patience *p /* or NULL */, char *why, size_t why_size);
/* SQLite: such a copy, which nobody has open, gives out no id up to `high`. */
rc db_copy_node_raise(const char *path, int64_t high, char *why, size_t why_size);
/* The caller has just made a copy itself: the next db_migrate makes none. */
void db_copied(struct db *db);
/* PostgreSQL: puts such a copy into the database of the config, whole or not at all, and gives the server's role its rights; CONFLICT
** when khue's tables are there already, unless `beside`: then these are moved into the schema khue_after_… first, whose name is
** written to `moved`, and ids go on above theirs. */
rc db_restore(const struct db_config *config, const char *path, bool beside, char *moved, size_t moved_size, char *why, size_t why_size);
/* PostgreSQL: makes our tables in the database of the config, in which nobody lives yet (CONFLICT), and takes all that a SQLite file of the same
** migrations holds into them, whole or not at all: it may be tried again. The number of the server (db_node_renew) is the caller's. */
struct db_taken { int tables; int64_t rows; };
rc db_take(const struct db_config *config, const char *path, struct db_taken *out, char *why, size_t why_size);
/* Can a copy be read, whole? What is wrong goes to the report. */
struct verify_report;
rc db_copy_sound(enum engine engine, const char *path, struct verify_report *out, char *why, size_t why_size);

/* "\ntable 12\nother 3\n": how many rows each table has, here and in a SQLite copy. */
rc db_row_counts(struct db *db, struct arena *a, const char **lines);
rc db_copy_row_counts(const char *path, struct arena *a, const char **lines, char *why, size_t why_size);

/* PostgreSQL: what matters about our role there. */
struct db_role {
    bool over_the_wall;       /* superuser or BYPASSRLS */
    bool owns;                /* may change, empty or make tables */
    bool shut_out;            /* may not read or write some table of ours */
    const char *open;         /* tables of schools and persons whose row level security is off or not forced; NULL = none */
    int connections_most;
    int64_t clock_off_ms;     /* by how much our clock is ahead of the database's */
};
rc db_role(struct db *db, struct arena *a, struct db_role *out);

/* "migration people/0001 HASH" and a line break, for each that was applied, in that order. */
rc db_migrations_applied(struct db *db, struct arena *a, const char **lines);

/* This server's number, and the last id that it may have given out. */
int db_node(const struct db *db);
int64_t db_node_high(const struct db *db);
/* After a restore: a number that these data never had, so that what the lost days made elsewhere is never made again. */
rc db_node_renew(struct db *db, char *why, size_t why_size);
/* After going back to an earlier copy of the same data: ids go on above `high`. */
rc db_node_raise(struct db *db, int64_t high, char *why, size_t why_size);

/* Is the file sound (whole: every page, index and foreign key; else the quick look)? While others read and write. What is wrong is
** told to the report; BUSY when it was stopped. On PostgreSQL there is nothing to look at. */
rc db_sound(struct db *db, bool whole, struct verify_report *out, char *why, size_t why_size);

/* Numbers for bench and metrics. */
struct db_stats { int64_t groups, closures, again, questions, waits /* for a reader of a long log, in vain (SQLite) */; int open, idle, most; /* connections of the pool */ };
struct db_stats db_stats(struct db *db);

/* Plain SQL for tests and tools only (check refuses it in rooms and doors). First column of the first row as text, or NULL. */
rc db_plain(struct db *db, struct arena *arena, const char *sql, const char **first);

/* For tests: the n-th statement from now on, of any thread, fails as if the disk or the connection had (DOWN); 0 disarms.
** Still armed afterwards: fewer than n were run, so a loop over n = 1, 2, 3 … may end. */
void db_fail_after(long n);
bool db_fail_armed(void);

/* For tests: how long a statement may run, or wait for its turn, in databases that are opened from now on (5 s): on a machine that does much else at
** once none is late. */
void db_statement_most(int ms);

#endif
