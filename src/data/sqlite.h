/* What the files of the SQLite engine share. */
#ifndef KHUE_DATA_SQLITE_H
#define KHUE_DATA_SQLITE_H

#include "data/engine.h"
#include <sqlite3.h>

/* The words of transactions, prepared once a connection. */
enum sqlite_word { WORD_BEGIN, WORD_BEGIN_WRITING, WORD_COMMIT, WORD_ROLLBACK, WORD_SAVEPOINT, WORD_RELEASE, WORD_ROLLBACK_TO, WORD_COUNT };

struct sqlite_conn { struct conn conn; sqlite3 *sql; sqlite3_stmt *word[WORD_COUNT]; };
/* A question with lists is prepared twice: `full` reads each list by json_each, `one` (NULL without lists) takes lists of one number as that number,
** which is most of them: no table made on the way, and a plan for one. Nearly all others are empty, and stand there as a number that no row has, where the question
** does nothing but look whether something is in its lists (only_in). now: which of them runs, from the first step on. */
struct sqlite_stmt { struct stmt stmt; sqlite3_stmt *full, *one, *now; int lists; bool only_in, many; };

struct checkpointer {
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    bool wanted, stop, runs;
    atomic_bool begin_anew;           /* the log is long and nearly copied: the writer is to finish it */
    int anew_at;                      /* so many pages are long; under the lock */
    atomic_long waits;                /* how often the writer waited for a reader in vain */
    sqlite3 *sql;
};

struct sqlite {
    struct sqlite_conn *writer;
    pthread_t thread;
    pthread_mutex_t lock;             /* guards queue, tail, stop */
    pthread_cond_t wake;
    struct work *queue, **tail;
    bool stop, runs;
    _Atomic int64_t writing_ms;       /* since when (db_now) the running group writes; 0 = none does */
    struct checkpointer checkpointer;
};

enum sqlite_use { FOR_READING, FOR_WRITING, FOR_MIGRATING };

void sqlite_memory(void);                     /* sqlite_memory.c: what SQLite takes its memory from */

/* sqlite.c */
void sqlite_configure(void);                  /* the library itself, once; opening a file does it */
const char *sqlite_words(sqlite3 *sql);      /* its last error, for whoever runs the machine: what people can mend in both languages (base/why_not.h) */
rc sqlite_open_file(struct db *db, sqlite3 **sql, const char **why);          /* plain connection, busy timeout set */
rc sqlite_open_conn(struct db *db, enum sqlite_use use, struct sqlite_conn **c, char *why, size_t why_size);
void sqlite_close_conn(struct sqlite_conn *c);
/* Tells the ask and answers the kind; notes on the connection whether its transaction is gone. */
rc sqlite_failed(struct ask *a, struct conn *c, const char *doing);
bool sqlite_say(struct conn *c, enum sqlite_word word);            /* false: sqlite_failed tells why */
static inline sqlite3 *sqlite_of(const struct conn *c) { return ((const struct sqlite_conn *)c)->sql; }

/* sqlite_stmt.c: the rows of engine_ops */
rc sqlite_prepare(struct ask *a, struct conn *c, const struct query *q, struct stmt **s);
void sqlite_drop(struct stmt *s);
void sqlite_set_int(struct stmt *s, int i, int64_t v);
void sqlite_set_real(struct stmt *s, int i, double v);
void sqlite_set_text(struct stmt *s, int i, const char *v);
void sqlite_set_bytes(struct stmt *s, int i, struct bytes v);
void sqlite_set_ints(struct stmt *s, int i, const int64_t *v, size_t n);
void sqlite_set_null(struct stmt *s, int i);
rc sqlite_step(struct stmt *s, bool *row);
bool sqlite_is_null(struct stmt *s, int i);
int64_t sqlite_get_int(struct stmt *s, int i);
double sqlite_get_real(struct stmt *s, int i);
const char *sqlite_get_text(struct stmt *s, int i);
struct bytes sqlite_get_bytes(struct stmt *s, int i);
int64_t sqlite_changed(struct stmt *s);
void sqlite_reset(struct stmt *s);
rc sqlite_plain(struct ask *a, const char *sql, const char **first);

/* sqlite_writer.c */
rc writer_start(struct db *db, char *why, size_t why_size);
void writer_stop(struct db *db);
void writer_run(struct db *db, struct work *w);
rc writer_settled(struct db *db, instant *out);

/* sqlite_checkpoint.c */
rc checkpointer_start(struct db *db, char *why, size_t why_size);
void checkpointer_stop(struct db *db);
void checkpointer_finish_log(struct sqlite *s);                    /* by the writer, between groups */

/* sqlite_copy.c */
rc sqlite_backup(struct db *db, const char *path, const struct db_patience *p, char *why, size_t why_size);
rc sqlite_migrate_backup(struct db *db, struct ask *a);

rc sqlite_sound(struct db *db, bool whole, struct verify_report *out, char *why, size_t why_size);        /* sqlite_sound.c */

#endif
