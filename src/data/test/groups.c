#include "base/log.h"
#include "test/harness/wait.h"
#include "things.h"
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { THREADS = 32, EACH = 25 };

struct writer { struct test *t; struct db *db; int number; int bad_every; int done, refused; pthread_barrier_t *start; };

static rc add_unless_bad(struct tx *t, const struct add_in *in, int64_t *id)
{
    try(add_thing(t, in, id));
    return in->where ? refuse(t->ask, CONFLICT, 1, _("Không được."), NULL) : OK;
}
CLOSURE(add_unless_bad, struct add_in, int64_t)

static void *write_many(void *at)
{
    struct writer *w = at;
    struct arena arena;
    struct fault fault;
    struct ask a;
    arena_init(&arena, 4 << 20);
    pthread_barrier_wait(w->start);
    for (int i = 0; i < EACH; i++) {
        int64_t id;
        bool bad = w->bad_every && i % w->bad_every == 0;
        ask_init(&a, w->db, &arena, &fault, db_now(w->db));
        struct add_in in = { arena_print(&arena, "%d/%d", w->number, i), bad ? "bad" : NULL };
        rc r = transact(&a, NULL, add_unless_bad, &in, &id);
        is_rc(w->t, bad ? CONFLICT : OK, r);
        if (r == OK) w->done++;
        else w->refused++;
    }
    arena_finish(&arena);
    db_thread_end(w->db);
    return NULL;
}

static void write_all(struct test *t, struct db *db, int round, int bad_every, int64_t *done)
{
    pthread_t thread[THREADS];
    struct writer w[THREADS];
    pthread_barrier_t start;
    pthread_barrier_init(&start, NULL, THREADS);
    for (int i = 0; i < THREADS; i++) {
        w[i] = (struct writer){ .t = t, .db = db, .number = round * THREADS + i, .bad_every = bad_every, .start = &start };
        pthread_create(&thread[i], NULL, write_many, &w[i]);
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(thread[i], NULL);
        *done += w[i].done;
    }
    pthread_barrier_destroy(&start);
}

TEST(closures_of_many_threads_share_commits_and_none_is_lost)
{
    struct db *db = things_db(t);
    struct db_stats before = db_stats(db), after;
    int64_t done = 0;
    int rounds = 0;
    do {                                                         /* until a round in which they do come at once: threads may run one after the other */
        write_all(t, db, rounds++, 0, &done);
        after = db_stats(db);
    } while (db_engine(db) == ENGINE_SQLITE && after.groups - before.groups >= done / 2 && wait_more(t));
    is_int(t, rounds * THREADS * EACH, done);
    is_int(t, done, things_now(t, db));
    is_int(t, done, after.closures - before.closures);
    db_close(db);
}

TEST(a_closure_that_is_refused_does_not_hurt_its_neighbours)
{
    struct db *db = things_db(t);
    int64_t done = 0;
    write_all(t, db, 0, 3, &done);
    is_int(t, THREADS * (EACH - (EACH + 2) / 3), done);
    is_int(t, done, things_now(t, db));
    db_close(db);
}

/* ---- a full disk in the middle of a group */

static const struct query page_count = { .name = "page_count", .index = 30, .sqlite = "PRAGMA page_count", .scope = SCOPE_SYSTEM };

static rc pages_now(struct tx *t, const char *in, int64_t *pages)
{
    struct stmt *s;
    bool row;
    (void)in;
    try(stmt_open(t->ask, &page_count, &s));
    rc r = stmt_step(s, &row);
    if (r == OK) *pages = col_int(s, 0);
    stmt_close(s);
    return r;
}
CLOSURE(pages_now, char, int64_t)

struct large { struct test *t; struct db *db; const char *code; size_t n; rc want; pthread_barrier_t *start; };

static rc add_large(struct tx *t, const struct large *in, int64_t *id)
{
    uint8_t *raw = arena_take(t->ask->arena, in->n);
    if (!raw) return LIMIT;
    *id = new_id(t);
    return thing_add(t, &(struct thing){ .id = *id, .code = in->code, .raw = { raw, in->n } });
}
CLOSURE(add_large, struct large, int64_t)

static void *write_large(void *at)
{
    struct large *l = at;
    struct arena arena;
    struct fault fault;
    struct ask a;
    int64_t id;
    arena_init(&arena, 64 << 20);
    ask_init(&a, l->db, &arena, &fault, db_now(l->db));
    pthread_barrier_wait(l->start);
    is_rc(l->t, l->want, transact(&a, NULL, add_large, l, &id));
    if (l->want == LIMIT) is_int(l->t, LIMIT, fault.kind);
    arena_finish(&arena);
    return NULL;
}

TEST(a_full_disk_refuses_only_what_does_not_fit)
{
    enum { SMALL = 12 };
    if (test_on_postgres()) { skip(t, "max_page_count is of SQLite"); return; }
    struct db *db = things_db(t);
    int64_t pages = 0;
    is_rc(t, OK, transact(test_ask(t, db), NULL, pages_now, "", &pages));
    is_rc(t, OK, db_plain(db, t->arena, arena_print(t->arena, "PRAGMA max_page_count=%d", (int)pages + 40), NULL));
    pthread_t thread[SMALL + 1];
    struct large l[SMALL + 1];
    pthread_barrier_t start;
    pthread_barrier_init(&start, NULL, SMALL + 1);
    for (int i = 0; i <= SMALL; i++) {
        bool too_large = i == SMALL / 2;
        l[i] = (struct large){ t, db, arena_print(t->arena, "%d", i), too_large ? 1 << 20 : 100, too_large ? LIMIT : OK, &start };
        pthread_create(&thread[i], NULL, write_large, &l[i]);
    }
    for (int i = 0; i <= SMALL; i++) pthread_join(thread[i], NULL);
    is_int(t, SMALL, things_now(t, db));
    is_rc(t, OK, db_plain(db, t->arena, "PRAGMA max_page_count=1000000", NULL));
    struct ask *a = test_ask(t, db);
    int64_t id;
    is_rc(t, OK, transact(a, NULL, add_large, &l[SMALL / 2], &id));
    is_int(t, SMALL + 1, things_now(t, db));
    const char *sound;
    is_rc(t, OK, db_plain(db, t->arena, "PRAGMA integrity_check", &sound));
    is_text(t, "ok", sound);
    db_close(db);
}

static int64_t size_of(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 ? st.st_size : 0;
}

/* The log has begun anew when a commit no longer makes its file longer. */
TEST(a_long_log_is_moved_into_the_file_and_ends_empty)
{
    enum { LONG = 400 };                                                 /* after that it is long enough, and its thread only needs time */
    if (test_on_postgres()) { skip(t, "the log is of SQLite"); return; }
    struct db *db = things_db(t);
    const char *log = arena_print(t->arena, "%s/khue.db-wal", test_db_folder(t));
    int64_t id, before = -1;
    int n = 0;
    bool more = true;
    while (size_of(log) > before && is_true(t, more)) {
        struct arena arena;
        struct fault fault;
        struct ask a;
        arena_init(&arena, 1 << 20);
        ask_init(&a, db, &arena, &fault, db_now(db));
        before = size_of(log);
        struct large l = { t, db, arena_print(&arena, "%d", n), n < LONG ? 1 << 18 : 100, OK, NULL };
        is_rc(t, OK, transact(&a, NULL, add_large, &l, &id));
        arena_finish(&arena);
        if (n++ < LONG) let_pass(2);                                     /* a disk is not as fast as memory */
        else more = wait_more(t);
    }
    is_int(t, n, things_now(t, db));
    db = test_db_again(t, db);
    is_int(t, 0, size_of(log));
    is_int(t, n, things_now(t, db));
    db_close(db);
}

static void write_some(struct test *t, struct db *db, int from, int n, size_t bytes)
{
    for (int i = from; i < from + n; i++) {
        struct arena arena;
        struct fault fault;
        struct ask a;
        int64_t id;
        arena_init(&arena, 1 << 20);
        ask_init(&a, db, &arena, &fault, db_now(db));
        struct large l = { t, db, arena_print(&arena, "%d", i), bytes, OK, NULL };
        is_rc(t, OK, transact(&a, NULL, add_large, &l, &id));
        arena_finish(&arena);
        let_pass(2);                                                     /* so that the checkpoint comes between */
    }
}

TEST(who_reads_for_long_does_not_hold_up_every_save)
{
    enum { LONG = 170, SHORT = 60 };
    if (test_on_postgres()) { skip(t, "the log is of SQLite"); return; }
    struct db *db = things_db(t);
    struct ask *reader = test_ask(t, db);
    int64_t now;
    is_rc(t, OK, things_count(reader, &now));                              /* its snapshot stays open, as a backup's does */
    write_some(t, db, 0, LONG, 1 << 18);
    int n = LONG;
    while (db_stats(db).waits == 0 && wait_more(t)) write_some(t, db, n++, 1, 100);      /* the log is long enough to be waited for */
    int64_t before = db_stats(db).waits;
    write_some(t, db, n, SHORT, 100);
    is_true(t, before > 0);
    is_true(t, db_stats(db).waits - before <= 1);
    ask_done(reader);
    is_int(t, n + SHORT, things_now(t, db));
    db_close(db);
}
