/* Transactions. A closure gets only struct tx and plain data, may run twice, and holds the writer at most 20 ms:
** no files, no hashing, no HTTP, no clock (t->now), no randomness but new_id. tools/check enforces it.
**
**   rc lend(struct tx *t, const struct lend *in, struct loan *out);
**   CLOSURE(lend, struct lend, struct loan)                    -- once, after its definition, or in the header
**   try(transact(c->ask, c->key, lend, &in, &loan));           -- answered only after its commit is on disk
**
** What stays true:
** (1) transact answers OK only after COMMIT is durable (SQLite synchronous=FULL, group commit; PostgreSQL COMMIT).
** (2) Any other answer of the closure rolls back all it did.
** (3) A request key that was committed before is not run again: transact answers OK, and key->answer is the first answer. */
#ifndef KHUE_DATA_TX_H
#define KHUE_DATA_TX_H

#include "data/ask.h"

struct tx {
    struct ask *ask;         /* reads and writes inside the transaction; same scope, arena and fault as the caller's */
    instant now;
    struct request_key *key; /* may be NULL (commands, jobs) */
    bool bulk;               /* this closure is one act as a whole, told by one row (rooms/audit); false when it begins */
};

/* From the form's hidden field. Kept 60 days in request_done(person_id, key, answer). */
struct request_key {
    person_id person;        /* 0 with a visitor cookie: then `visitor` is part of the key */
    const char *visitor;     /* NULL or the visitor cookie's hash, 32 hex */
    const char *key;         /* 26 characters; NULL = no key, runs always */
    const char *answer;      /* out: where the first run said to go (see answer()), or NULL */
    bool repeated;           /* out: this key had been done before; the closure did not run */
};

typedef rc (*closure_fn)(struct tx *t, const void *in, void *out);
rc transact_run(struct ask *a, struct request_key *key, const char *name, closure_fn fn, const void *in, void *out);

#define CLOSURE(fn, in_type, out_type) \
    static rc fn##_closure(struct tx *t, const void *in, void *out) \
    { const in_type *typed_in = in; out_type *typed_out = out; return fn(t, typed_in, typed_out); }
#define transact(a, key, fn, in, out) transact_run((a), (key), #fn, fn##_closure, (in), (out))

/* ---- together
** Many programs send small things one by one at the same time, and all add to the same rows of sums: each commit then waits for the one before it, and each
** asks again what one question could ask for all. Closures of one kind that come while others of theirs run wait, and go together in the next transaction.
**
**   rc told(struct tx *t, const struct company *in, void *out);        in->n >= 1 inputs, in the order in which they came
**   CLOSURE(told, struct company, void)
**   try(transact_together(c->ask, &telling, told, &in));               what comes out is written behind pointers of the input
**
** What stays true:
** (1) OK is answered only after the commit of the transaction that took it along is on disk;
** (2) nobody hears what another one did: what is refused in company is undone whole, and each of its closures runs again alone. DOWN and BUSY, which are
**     nobody's doing, all hear at once;
** (3) those that go together are of one school and one person, and `fit` says yes to the first with each other;
** (4) what weighs more than `most` goes alone, and what goes together weighs no more than that. On SQLite, whose writer commits in groups, all go alone. */
struct company { const void *const *one; size_t n; };
struct together {
    size_t (*weight)(const void *in);
    size_t most;
    bool (*fit)(const void *first, const void *other);
};
rc transact_together_run(struct ask *a, const struct together *kind, const char *name, closure_fn fn, const void *in);
#define transact_together(a, kind, fn, in) transact_together_run((a), (kind), #fn, fn##_closure, (in))

/* Inside a closure: where the person goes next ("/t/abc/nhap/…"); stored with the request key, so that a repeat goes there
** too. The handler then ends with `return see_other(r, c->key->answer)`. */
rc answer(struct tx *t, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* For a closure of hundreds of rows: from here on, writes whose count of changed rows nobody asks for are sent without waiting
** for their answer. One that fails is heard of at a later statement or at the end, and undoes the closure as ever; so a rule
** that wants to meet a CONFLICT right where it happens does not call this. SQLite needs no waiting: nothing changes there. */
void write_behind(struct tx *t);

/* A fresh id; for tables: NEW_ID(t, book_id). */
int64_t new_id(struct tx *t);
#define NEW_ID(t, type) ((type){ new_id(t) })

/* Work that a rule collects while the closure runs and that is done last, once, in one order for all closures of the house:
** sums that many closures add to (rollups, counters). Kinds run in the order of their names, the items of a kind in its own
** order, equal ones merged into one before: so every closure takes the locks of such rows in the same order (no deadlock on
** PostgreSQL), each once, and holds them only until its commit. Nothing of it is waited for one by one (as with write_behind).
** What stays true: (1) a run of the closure begins with nothing collected, so a second run counts nothing twice; (2) what `write`
** answers but OK undoes the closure; (3) `write` only writes: collecting more in it is a BUG. Items live in the ask's arena. */
struct late_kind {
    const char *name;                                   /* unique in the house; the room's name first: "record.daily" */
    int (*order)(const void *a, const void *b);         /* as for qsort; 0 = the same key */
    void (*merge)(void *into, const void *other);       /* two with the same key become one; NULL = both are written, as they came */
    rc (*write)(struct tx *t, const void *item);
};
rc before_commit(struct tx *t, const struct late_kind *kind, void *item);

/* Work that changes what other tables of memory show (caches) is told here and runs after the commit, on the committing
** thread; never runs when the transaction is rolled back. */
void after_commit(struct tx *t, void (*fn)(struct db *db, int64_t arg), int64_t arg);

#endif
