#include "base/log.h"
#include "things.h"
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static opt_instant at(int64_t ms) { return (opt_instant){ true, { ms } }; }

TEST(request_keys_are_forgotten_when_they_are_old)
{
    enum { DAY_MS = 86400000 };
    const int64_t start = 1760000000000;
    struct db *db = things_db(t);
    int64_t id, forgotten = -1;
    db_set_clock(db, at(start));
    struct request_key old = { .person = { 7 }, .key = "old" }, young = { .person = { 7 }, .key = "young" };
    is_rc(t, OK, transact_add(test_ask(t, db), &old, &(struct add_in){ "1", NULL }, &id));
    db_set_clock(db, at(start + 2LL * DAY_MS));
    is_rc(t, OK, transact_add(test_ask(t, db), &young, &(struct add_in){ "2", NULL }, &id));
    db_set_clock(db, at(start + 61LL * DAY_MS));
    is_rc(t, OK, db_tidy(db, (instant){ start }, &forgotten));
    is_int(t, 0, forgotten);
    is_rc(t, OK, db_tidy(db, (instant){ start + DAY_MS }, &forgotten));
    is_int(t, 1, forgotten);
    is_rc(t, OK, transact_add(test_ask(t, db), &young, &(struct add_in){ "3", NULL }, &id));
    is_true(t, young.repeated);
    db_close(db);
}

/* ---- a statement that fails, whichever it is */

TEST(whichever_statement_fails_nothing_is_half_done)
{
    struct db *db = things_db(t);
    log_set_level(LOG_ERROR + 1);
    int64_t done = 0, id;
    bool reached = true;
    for (long n = 1; reached && n < 50; n++) {
        struct request_key key = { .person = { 7 }, .key = arena_print(t->arena, "%ld", n) };
        struct ask *a = test_ask(t, db);
        db_fail_after(n);
        rc r = transact_add(a, &key, &(struct add_in){ key.key, "/noi" }, &id);
        reached = !db_fail_armed();
        db_fail_after(0);
        is_true(t, r == OK || (r == DOWN && a->fault->kind == DOWN));
        done += r == OK;
        is_int(t, done, things_now(t, db));
        if (r == OK) continue;
        is_rc(t, OK, transact_add(test_ask(t, db), &key, &(struct add_in){ key.key, "/noi" }, &id));
        is_false(t, key.repeated);
        done++;
    }
    is_true(t, !reached && done > 3);
    db_close(db);
}

/* ---- copies */

struct writer { struct db *db; atomic_bool stop; int written; };

static void *write_on(void *p)
{
    struct writer *w = p;
    while (!atomic_load(&w->stop)) {
        struct arena arena;
        struct fault fault;
        struct ask a;
        char code[32];
        int64_t id;
        arena_init(&arena, 1 << 16);
        ask_init(&a, w->db, &arena, &fault, db_now(w->db));
        snprintf(code, sizeof code, "%d", w->written + 1);
        if (transact_add(&a, NULL, &(struct add_in){ code, NULL }, &id) == OK) w->written++;
        arena_finish(&arena);
    }
    return NULL;
}

TEST(a_copy_made_while_others_write_is_whole)
{
    if (test_on_postgres()) { skip(t, "pg_dump copies PostgreSQL"); return; }
    char why[512] = "";
    struct db *db = things_db(t), *copy;
    struct writer w = { .db = db };
    pthread_t thread;
    const char *folder = arena_print(t->arena, "%s/copy", t->folder), *text = NULL;
    pthread_create(&thread, NULL, write_on, &w);
    while (things_now(t, db) < 20) continue;
    mkdir(folder, 0700);
    is_rc(t, OK, db_backup(db, arena_print(t->arena, "%s/khue.db", folder), NULL, why, sizeof why));
    is_rc(t, CONFLICT, db_backup(db, arena_print(t->arena, "%s/khue.db", folder), NULL, why, sizeof why));
    has_text(t, "khue.db", why);
    is_rc(t, DOWN, db_backup(db, arena_print(t->arena, "%s/none/khue.db", folder), NULL, why, sizeof why));
    atomic_store(&w.stop, true);
    pthread_join(thread, NULL);
    is_int(t, w.written, things_now(t, db));
    db_close(db);
    struct db_config config = { .folder = folder, .node = -1 };
    if (!is_rc(t, OK, db_open(&config, true, &copy, why, sizeof why))) return;
    is_rc(t, OK, db_plain(copy, t->arena, "PRAGMA integrity_check", &text));
    is_text(t, "ok", text);
    is_true(t, things_now(t, copy) >= 20);
    db_close(copy);
}
