/* A table and its questions for the tests of this floor, written by hand as the sql tool writes them. */
#ifndef KHUE_DATA_TEST_THINGS_H
#define KHUE_DATA_TEST_THINGS_H

#include "data/stmt.h"
#include "test/harness/db.h"

struct thing {
    int64_t id;
    const char *code;            /* unique */
    const char *words;           /* may be NULL */
    struct bytes raw;
    double size;
    bool on;
    int64_t parent;              /* 0 = none, else the id of another thing */
};

struct db *things_db(struct test *t);                        /* test_db_open and the empty table */
rc thing_add(struct tx *t, const struct thing *x);
rc thing_get(struct ask *a, int64_t id, struct thing *x);    /* NOT_FOUND */
rc thing_rename(struct tx *t, int64_t id, const char *words, int64_t *changed);
rc things_among(struct ask *a, const int64_t *ids, size_t n, int64_t *found);
rc things_count(struct ask *a, int64_t *n);
/* Counts in a new ask, as another request would. */
int64_t things_now(struct test *t, struct db *db);

/* Closures. */
struct add_in { const char *code; const char *where; };      /* where: answer(), or NULL */
rc add_thing(struct tx *t, const struct add_in *in, int64_t *id);
rc transact_add(struct ask *a, struct request_key *key, const struct add_in *in, int64_t *id);

#endif
