/* What the files of the PostgreSQL engine share. Connections stay in libpq's pipeline mode: BEGIN, a first PREPARE and the
** question itself go out together and cost one wait. */
#ifndef KHUE_DATA_POSTGRES_H
#define KHUE_DATA_POSTGRES_H

#include "data/engine.h"
#include <libpq-fe.h>

/* The scope that this transaction's settings speak of (postgres_scope.c). */
struct pg_scope {
    bool sent, all;
    enum query_scope kind;
    int64_t school;
    const void *persons, *area;
    size_t persons_n, area_n;
};

enum { BEHIND_MOST = 256, GRANTS_SIZE = 2048 };

struct pg_conn {
    struct conn conn;
    PGconn *pg;
    unsigned life;                /* grows with every reconnect: statements prepared in an earlier life are gone */
    unsigned names;               /* for names of prepared statements */
    const char *begin;            /* BEGIN … to be sent with the next question, or NULL */
    bool in_transaction;          /* BEGIN was sent */
    bool warned;                  /* PostgreSQL sent a warning; whoever wants to know sets it false before */
    struct pg_scope scope;        /* forgotten when a transaction begins */
    const char *behind[BEHIND_MOST];      /* names of writes sent without waiting, in order */
    int behind_n;
    const char *blame;            /* the one of them whose error pg_read gave, or NULL */
    int owed;                     /* commands sent without waiting, whose results are still to be read */
};

struct pg_stmt {
    struct stmt stmt;
    char name[16];
    unsigned life;                /* of the connection when it was prepared; 0 = not yet */
    const char **value;           /* one a parameter: text form, or raw bytes */
    int *length, *format;
    char (*digits)[32];           /* room for numbers */
    char **list;                  /* malloc'd, until reset */
    PGresult *result;
    int row, rows;
};

struct pg_ear;
struct postgres {
    struct pg_conn *lease;        /* for server_node, outside closures; under db->node.lock */
    struct pg_ear *ear;           /* postgres_listen.c; NULL = nobody listens */
    struct { pthread_mutex_t lock; struct work *oldest, *youngest; } running;     /* closures of this server, in the order in which they began */
};

static inline struct pg_conn *pg_of(struct conn *c) { return (struct pg_conn *)c; }

/* postgres.c */
rc pg_open(struct db *db, struct pg_conn **c, char *why, size_t why_size);
void pg_close(struct pg_conn *c);
PGconn *pg_dial(const char *url);                      /* a bare connection, perhaps a failed one */
bool pg_reopen(struct pg_conn *c);                     /* the same connection anew, outside a transaction */
/* One command without a result to read, waited for; sends what is due first. */
rc pg_command(struct ask *a, struct pg_conn *c, const char *sql);
void pg_command_later(struct pg_conn *c, const char *sql);         /* its result is read before the next one's */
/* Tells the ask and answers the kind; notes on the connection whether the closure may run again. `r` may be NULL. */
rc pg_failed(struct ask *a, struct pg_conn *c, const PGresult *r, const char *doing);
bool pg_lost(const struct pg_conn *c);
/* Sends BEGIN when due; counts the commands sent. Then read exactly those with pg_read: the first error, else the last
** command's result; NULL when the connection is lost. */
bool pg_send_due(struct pg_conn *c, int *sent);
PGresult *pg_read(struct pg_conn *c, int sent);

/* One command into the pipeline. */
bool pg_send(struct pg_conn *c, const char *sql);

rc pg_settled(struct db *db, instant *out);             /* postgres_tx.c, as ask_settled */

/* postgres_scope.c: row level security. Sends the settings for a question of this scope when they differ; counts in *sent. */
bool pg_send_scope(struct pg_conn *c, const struct ask *a, enum query_scope kind, int *sent);
bool pg_scopes_prepare(PGconn *pg);                    /* on a new connection, before pipeline mode */
rc pg_scope_all(struct ask *a, struct pg_conn *c);     /* for plain SQL, waited for; sends the BEGIN that is due */

/* postgres_stmt.c */
rc pg_prepare(struct ask *a, struct conn *c, const struct query *q, struct stmt **s);
void pg_drop(struct stmt *s);
void pg_set_int(struct stmt *s, int i, int64_t v);
void pg_set_real(struct stmt *s, int i, double v);
void pg_set_text(struct stmt *s, int i, const char *v);
void pg_set_bytes(struct stmt *s, int i, struct bytes v);
void pg_set_ints(struct stmt *s, int i, const int64_t *v, size_t n);
void pg_set_null(struct stmt *s, int i);
rc pg_step(struct stmt *s, bool *row);
bool pg_is_null(struct stmt *s, int i);
int64_t pg_get_int(struct stmt *s, int i);
double pg_get_real(struct stmt *s, int i);
const char *pg_get_text(struct stmt *s, int i);
struct bytes pg_get_bytes(struct stmt *s, int i);
int64_t pg_changed(struct stmt *s);
void pg_reset(struct stmt *s);
rc pg_run_behind(struct stmt *s);
rc pg_settle(struct ask *a);
rc pg_plain(struct ask *a, const char *sql, const char **first);

/* postgres_listen.c */
void pg_tell(struct tx *t, const char *text);
rc pg_hear(struct db *db);
void pg_hear_end(struct db *db);

/* postgres_tx.c */
void pg_run(struct db *db, struct work *w);

/* postgres_role.c */
rc pg_grant(struct ask *a);                            /* in the owner's transaction */
/* What the owner runs to give the role of this address its rights; DOWN when that role cannot connect. */
rc pg_grants(const char *server_url, char *sql, size_t size, char *why, size_t why_size);

/* postgres_tool.c */
rc pg_dump_to(struct db *db, const char *path, const struct db_patience *p, char *why, size_t why_size);

#endif
