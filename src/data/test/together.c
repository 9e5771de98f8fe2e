/* Closures that go together: on PostgreSQL in one transaction, on SQLite each by itself; what their callers hear is the same. */
#include "data/engine.h"
#include "test/harness/wait.h"
#include "things.h"
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

enum { FIRST = 2 /* so many run side by side */, MANY = 8, LOOKS = WAIT_MOST_MS };

/* One input of the closure. `gate` holds the one that it belongs to inside the closure until it is opened. */
struct note { const char *code; const char *family; bool bad; size_t weight; atomic_bool *gate; atomic_int *inside; size_t *with; };

static size_t note_weight(const void *in) { return ((const struct note *)in)->weight; }
static bool note_fits(const void *a, const void *b) { return strcmp(((const struct note *)a)->family, ((const struct note *)b)->family) == 0; }
static const struct together notes = { note_weight, 100, note_fits };

static bool look_until(bool (*there)(const void *), const void *what)
{
    for (int i = 0; i < LOOKS; i++) {
        if (there(what)) return true;
        let_pass(1);
    }
    return false;
}

static bool opened(const void *gate) { return atomic_load((atomic_bool *)gate); }

static rc notes_add(struct tx *t, const struct company *in, void *out)
{
    (void)out;
    for (size_t i = 0; i < in->n; i++) {
        const struct note *n = in->one[i];
        int64_t id;
        if (n->inside) atomic_fetch_add(n->inside, 1);
        if (n->gate && !look_until(opened, n->gate)) return BUG;
        *n->with = in->n;
        if (n->bad) return refuse(t->ask, CONFLICT, 1, _("Không được."), NULL);
        try(add_thing(t, &(struct add_in){ n->code, NULL }, &id));
    }
    return OK;
}
CLOSURE(notes_add, struct company, void)

struct sender { struct db *db; struct note note; size_t with; rc answer; int number; pthread_t thread; int64_t school; };

static void *send_note(void *at)
{
    struct sender *s = at;
    struct arena arena;
    struct fault fault;
    struct ask a;
    arena_init(&arena, 1 << 20);
    ask_init(&a, s->db, &arena, &fault, db_now(s->db));
    a.scope.school.v = s->school;
    s->note.with = &s->with;
    s->answer = transact_together(&a, &notes, notes_add, &s->note);
    s->number = fault.number;
    arena_finish(&arena);
    db_thread_end(s->db);
    return NULL;
}

struct waiters { struct db *db; int n; };

static bool so_many_wait(const void *at)
{
    const struct waiters *w = at;
    if (w->db->engine == ENGINE_SQLITE) return true;
    return companies_waiting(w->db) == w->n;
}

struct held { atomic_bool gate; atomic_int inside; struct sender first[FIRST]; };

static bool all_inside(const void *at)
{
    const struct held *h = at;
    return atomic_load((atomic_int *)&h->inside) == (h->first[0].db->engine == ENGINE_SQLITE ? 1 : FIRST);
}

/* As many as may run at once are inside, so that who comes now waits. */
static void hold(struct test *t, struct db *db, struct held *h)
{
    static const char *const code[FIRST] = { "held 0", "held 1" };
    for (int i = 0; i < FIRST; i++) {
        h->first[i] = (struct sender){ .db = db, .note = { .code = code[i], .family = "a", .weight = 1, .gate = &h->gate, .inside = &h->inside } };
        pthread_create(&h->first[i].thread, NULL, send_note, &h->first[i]);
    }
    is_true(t, look_until(all_inside, h));
}

static void send(struct test *t, struct sender *s, int n)
{
    for (int i = 0; i < n; i++) {
        struct waiters w = { s[i].db, i + 1 };
        pthread_create(&s[i].thread, NULL, send_note, &s[i]);
        is_true(t, look_until(so_many_wait, &w));           /* one after the other: they wait in this order */
    }
}

static void let_go(struct test *t, struct held *h, struct sender *s, int n)
{
    atomic_store(&h->gate, true);
    for (int i = 0; i < FIRST; i++) {
        pthread_join(h->first[i].thread, NULL);
        is_rc(t, OK, h->first[i].answer);
    }
    for (int i = 0; i < n; i++) pthread_join(s[i].thread, NULL);
}

static void eight(struct test *t, struct db *db, struct sender *s)
{
    for (int i = 0; i < MANY; i++)
        s[i] = (struct sender){ .db = db, .note = { .code = arena_print(t->arena, "note %d", i), .family = "a", .weight = 1 } };
}

TEST(those_that_wait_go_in_one_transaction)
{
    struct db *db = things_db(t);
    struct held h = { 0 };
    struct sender s[MANY];
    bool together = db_engine(db) == ENGINE_POSTGRES;
    eight(t, db, s);
    int64_t groups = db_stats(db).groups;
    hold(t, db, &h);
    send(t, s, MANY);
    let_go(t, &h, s, MANY);
    for (int i = 0; i < MANY; i++) {
        is_rc(t, OK, s[i].answer);
        is_int(t, together ? MANY : 1, (int64_t)s[i].with);
    }
    if (together) is_int(t, FIRST + 1, db_stats(db).groups - groups);
    is_int(t, FIRST + MANY, things_now(t, db));
    db_close(db);
}

TEST(what_is_refused_in_company_hurts_nobody_else)
{
    struct db *db = things_db(t);
    struct held h = { 0 };
    struct sender s[MANY];
    eight(t, db, s);
    struct sender before = { .db = db, .note = { .code = "before", .family = "a", .weight = 1 } };
    send_note(&before);
    is_rc(t, OK, before.answer);
    s[3].note.bad = true;
    s[5].note.code = "before";                               /* there is one of that name */
    hold(t, db, &h);
    send(t, s, MANY);
    let_go(t, &h, s, MANY);
    for (int i = 0; i < MANY; i++) {
        is_rc(t, i == 3 || i == 5 ? CONFLICT : OK, s[i].answer);
        is_int(t, i == 3 ? 1 : 0, s[i].number);
        is_int(t, 1, (int64_t)s[i].with);                    /* in the end each went alone */
    }
    is_int(t, 1 + FIRST + MANY - 2, things_now(t, db));
    db_close(db);
}

TEST(another_school_another_family_and_too_much_weight_do_not_go_along)
{
    struct db *db = things_db(t);
    struct held h = { 0 };
    struct sender s[MANY];
    eight(t, db, s);
    if (db_engine(db) == ENGINE_SQLITE) {
        db_close(db);
        return skip(t, "nobody goes along");
    }
    for (int i = 0; i < MANY; i++) s[i].note.weight = 30;    /* three of the first, and the fourth would be too much */
    s[1].note.family = "b";
    struct sender other = { .db = db, .note = { .code = "other", .family = "a", .weight = 1 }, .school = 7 };
    hold(t, db, &h);
    send_note(&other);                                       /* a school of its own waits for nobody */
    is_rc(t, OK, other.answer);
    is_int(t, 1, (int64_t)other.with);
    send(t, s, MANY);
    let_go(t, &h, s, MANY);
    static const int64_t with[MANY] = { 3, 1, 3, 3, 3, 3, 3, 1 };
    for (int i = 0; i < MANY; i++) {
        is_rc(t, OK, s[i].answer);
        is_int(t, with[i], (int64_t)s[i].with);
    }
    is_int(t, FIRST + MANY + 1, things_now(t, db));
    db_close(db);
}
