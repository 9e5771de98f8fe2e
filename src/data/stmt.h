/* What the generated query functions stand on; nothing else includes this. One prepared statement per query and
** connection, cached by query->index. Parameters count from 0 in the order of query->params. */
#ifndef KHUE_DATA_STMT_H
#define KHUE_DATA_STMT_H

#include "data/ask.h"
#include "data/tx.h"
#include <stdbool.h>

enum query_scope { SCOPE_SCHOOL, SCOPE_PERSONS, SCOPE_AREA, SCOPE_PUBLIC, SCOPE_SYSTEM };
enum param_kind { PARAM_INT, PARAM_TEXT, PARAM_BYTES, PARAM_BOOL, PARAM_REAL, PARAM_INTS /* a list of 64-bit */ };

struct query {
    const char *name;
    int index;                        /* 0 … QUERY_COUNT-1, over all rooms */
    const char *sqlite, *postgres;    /* ?1 … and $1 … in the same order; lists: json_each(?n) / = ANY($n) */
    int params;
    const unsigned char *kinds;       /* enum param_kind, one a parameter */
    bool writes;
    enum query_scope scope;
};

struct stmt;
/* Takes (and prepares when new) the statement, all parameters NULL. Checks the scope: SCHOOL with none gives NOT_FOUND. */
rc stmt_open(struct ask *a, const struct query *q, struct stmt **s);
void stmt_int(struct stmt *s, int i, int64_t v);
void stmt_text(struct stmt *s, int i, const char *v);             /* NULL binds NULL; not copied: valid until stmt_close */
void stmt_bytes(struct stmt *s, int i, struct bytes v);           /* p NULL binds NULL */
void stmt_real(struct stmt *s, int i, double v);
void stmt_bool(struct stmt *s, int i, bool v);                    /* 0/1 on both engines */
void stmt_ints(struct stmt *s, int i, const int64_t *v, size_t n);
void stmt_null(struct stmt *s, int i);
/* *row = false after the last row. Errors: BUSY (locked, deadline, timeout), DOWN (I/O, lost), LIMIT (disk full),
** CONFLICT (unique or foreign key), BUG (the rest); the fault's detail names the query. */
rc stmt_step(struct stmt *s, bool *row);
/* For statements that give no rows; *changed counts those touched. With changed NULL, in a closure that said write_behind
** (tx.h), PostgreSQL is not waited for. */
rc stmt_run(struct stmt *s, int64_t *changed);
bool col_null(struct stmt *s, int i);
int64_t col_int(struct stmt *s, int i);
double col_real(struct stmt *s, int i);
const char *col_text(struct stmt *s, int i);                      /* copied into the ask's arena; NULL for NULL */
const char *col_words(struct stmt *s, int i);                     /* the same; "" for NULL */
struct bytes col_bytes(struct stmt *s, int i);
int64_t stmt_changes(struct stmt *s);
void stmt_close(struct stmt *s);                                  /* resets; always, also after an error */

struct migration { const char *room; int number; const char *name; const char *hash; const char *sqlite, *postgres; };
extern const char *const walled_tables[];                        /* generated: tables of scope school and person; ends with NULL */
extern const char *const person_columns[];                       /* generated: "contact.person_id": every column that names a person; ends with NULL */
extern const struct migration migrations[];                       /* generated; ends with room NULL */
extern const struct query *const all_queries[];                   /* generated; QUERY_COUNT of them, then NULL */
extern const int query_count;

#endif
