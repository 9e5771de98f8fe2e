#include "base/log.h"
#include "things.h"
#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

TEST(what_a_closure_wrote_is_there_after_it)
{
    struct db *db = things_db(t);
    int64_t id = 0;
    struct thing x;
    is_rc(t, OK, transact_add(test_ask(t, db), NULL, &(struct add_in){ "a", NULL }, &id));
    db = test_db_again(t, db);
    struct ask *a = test_ask(t, db);
    is_rc(t, OK, thing_get(a, id, &x));
    is_text(t, "a", x.code);
    ask_done(a);
    db_close(db);
}

static rc add_and_refuse(struct tx *t, const char *code, int64_t *id)
{
    *id = new_id(t);
    try(thing_add(t, &(struct thing){ .id = *id, .code = code }));
    return refuse(t->ask, DENIED, 4711, _("Không được thêm {ma}."), "ma", code, NULL);
}
CLOSURE(add_and_refuse, char, int64_t)

TEST(a_refused_closure_leaves_nothing_behind)
{
    struct db *db = things_db(t);
    struct ask *a = test_ask(t, db);
    int64_t id;
    is_rc(t, DENIED, transact(a, NULL, add_and_refuse, "a", &id));
    is_int(t, 0, things_now(t, db));
    is_int(t, DENIED, a->fault->kind);
    is_int(t, 4711, a->fault->number);
    is_text(t, "Không được thêm a.", a->fault->message);
    db_close(db);
}

/* Meets a unique index, thinks that it can go on, and says OK. */
static rc stubborn(struct tx *t, const char *code, int64_t *id)
{
    *id = new_id(t);
    try(thing_add(t, &(struct thing){ .id = *id, .code = "first" }));
    if (thing_add(t, &(struct thing){ .id = *id + 1, .code = code }) == CONFLICT) return OK;
    return OK;
}
CLOSURE(stubborn, char, int64_t)

TEST(a_failed_statement_spoils_its_closure)
{
    struct db *db = things_db(t);
    int64_t id;
    is_rc(t, OK, transact_add(test_ask(t, db), NULL, &(struct add_in){ "there", NULL }, &id));
    is_rc(t, CONFLICT, transact(test_ask(t, db), NULL, stubborn, "there", &id));
    is_int(t, 1, things_now(t, db));
    db_close(db);
}

static rc tell_conflict(struct tx *t, const char *code, int64_t *id)
{
    *id = new_id(t);
    rc r = thing_add(t, &(struct thing){ .id = *id, .code = code });
    return r == CONFLICT ? refuse(t->ask, CONFLICT, 4103, _("Mã {ma} đã có rồi."), "ma", code, NULL) : r;
}
CLOSURE(tell_conflict, char, int64_t)

TEST(a_rule_gives_words_to_a_conflict_that_has_none)
{
    struct db *db = things_db(t);
    struct ask *a = test_ask(t, db);
    int64_t id;
    is_rc(t, OK, transact(a, NULL, tell_conflict, "a", &id));
    is_rc(t, CONFLICT, transact(a, NULL, tell_conflict, "a", &id));
    is_int(t, 4103, a->fault->number);
    is_text(t, "Mã a đã có rồi.", a->fault->message);
    has_text(t, "thing_add", a->fault->detail);
    refuse(a, CONFLICT, 1, _("Muộn rồi."), NULL);
    is_int(t, 4103, a->fault->number);
    db_close(db);
}

TEST(a_field_that_is_wrong_is_named)
{
    struct db *db = things_db(t);
    struct ask *a = test_ask(t, db);
    is_rc(t, INVALID, refuse_field(a, "born", 4210, _("Ngày sinh sau hôm nay."), NULL));
    is_text(t, "born", a->fault->field);
    is_int(t, INVALID, a->fault->kind);
    db_close(db);
}

TEST(the_same_request_key_gets_the_first_answer)
{
    struct db *db = things_db(t);
    int64_t id = 0, again = 0;
    struct request_key key = { .person = { 7 }, .key = "0123456789abcdefghjkmnpqrs" };
    is_rc(t, OK, transact_add(test_ask(t, db), &key, &(struct add_in){ "a", "/t/abc/moi" }, &id));
    is_false(t, key.repeated);
    is_text(t, "/t/abc/moi", key.answer);
    struct request_key repeat = { .person = { 7 }, .key = "0123456789abcdefghjkmnpqrs" };
    is_rc(t, OK, transact_add(test_ask(t, db), &repeat, &(struct add_in){ "b", "/khac" }, &again));
    is_true(t, repeat.repeated);
    is_text(t, "/t/abc/moi", repeat.answer);
    is_int(t, 0, again);
    is_int(t, 1, things_now(t, db));
    db_close(db);
}

TEST(keys_of_different_people_and_visitors_do_not_meet)
{
    struct db *db = things_db(t);
    int64_t id;
    struct request_key one = { .person = { 7 }, .key = "k" }, two = { .person = { 8 }, .key = "k" },
                       three = { .visitor = "aa", .key = "k" }, four = { .visitor = "bb", .key = "k" };
    is_rc(t, OK, transact_add(test_ask(t, db), &one, &(struct add_in){ "1", NULL }, &id));
    is_rc(t, OK, transact_add(test_ask(t, db), &two, &(struct add_in){ "2", NULL }, &id));
    is_rc(t, OK, transact_add(test_ask(t, db), &three, &(struct add_in){ "3", NULL }, &id));
    is_rc(t, OK, transact_add(test_ask(t, db), &four, &(struct add_in){ "4", NULL }, &id));
    is_int(t, 4, things_now(t, db));
    is_text(t, NULL, four.answer);
    db_close(db);
}

TEST(a_refused_request_may_be_sent_again_with_its_key)
{
    struct db *db = things_db(t);
    int64_t id;
    struct request_key key = { .person = { 7 }, .key = "k" };
    is_rc(t, DENIED, transact(test_ask(t, db), &key, add_and_refuse, "a", &id));
    is_rc(t, OK, transact_add(test_ask(t, db), &key, &(struct add_in){ "a", NULL }, &id));
    is_false(t, key.repeated);
    is_int(t, 1, things_now(t, db));
    db_close(db);
}

/* ---- eight double clicks at once */

struct click { struct db *db; rc answered; bool repeated; bool right_place; pthread_barrier_t *start; };

static void *click(void *at)
{
    struct click *k = at;
    struct arena arena;
    struct fault fault;
    struct ask a;
    int64_t id;
    struct request_key key = { .person = { 7 }, .key = "same" };
    arena_init(&arena, 1 << 20);
    ask_init(&a, k->db, &arena, &fault, db_now(k->db));
    pthread_barrier_wait(k->start);
    k->answered = transact_add(&a, &key, &(struct add_in){ "once", "/noi" }, &id);
    k->repeated = key.repeated;
    k->right_place = key.answer && strcmp(key.answer, "/noi") == 0;
    arena_finish(&arena);
    db_thread_end(k->db);
    return NULL;
}

TEST(eight_clicks_at_once_are_done_once)
{
    enum { CLICKS = 8 };
    struct db *db = things_db(t);
    pthread_t thread[CLICKS];
    struct click k[CLICKS];
    pthread_barrier_t start;
    int repeats = 0;
    pthread_barrier_init(&start, NULL, CLICKS);
    for (int i = 0; i < CLICKS; i++) {
        k[i] = (struct click){ .db = db, .start = &start };
        pthread_create(&thread[i], NULL, click, &k[i]);
    }
    for (int i = 0; i < CLICKS; i++) {
        pthread_join(thread[i], NULL);
        is_rc(t, OK, k[i].answered);
        is_true(t, k[i].right_place);
        repeats += k[i].repeated;
    }
    is_int(t, CLICKS - 1, repeats);
    is_int(t, 1, things_now(t, db));
    pthread_barrier_destroy(&start);
    db_close(db);
}

/* ---- after the commit */

static _Atomic int64_t told;
static void tell(struct db *db, int64_t arg) { (void)db; atomic_store(&told, atomic_load(&told) * 10 + arg); }

static rc tell_after(struct tx *t, const char *code, int64_t *id)
{
    after_commit(t, tell, 1);
    after_commit(t, tell, 2);
    *id = new_id(t);
    try(thing_add(t, &(struct thing){ .id = *id, .code = code }));
    return atomic_load(&told) == 0 ? OK : BUG;           /* not before the commit */
}
CLOSURE(tell_after, char, int64_t)

TEST(what_follows_a_commit_runs_only_after_it)
{
    struct db *db = things_db(t);
    int64_t id;
    atomic_store(&told, 0);
    is_rc(t, OK, transact(test_ask(t, db), NULL, tell_after, "a", &id));
    is_int(t, 12, atomic_load(&told));
    atomic_store(&told, 0);
    is_rc(t, CONFLICT, transact(test_ask(t, db), NULL, tell_after, "a", &id));
    is_int(t, 0, atomic_load(&told));
    db_close(db);
}

/* ---- limits and mistakes */

static rc eat(struct tx *t, const char *code, int64_t *id)
{
    *id = new_id(t);
    try(thing_add(t, &(struct thing){ .id = *id, .code = code }));
    while (arena_take(t->ask->arena, 4096)) continue;
    return OK;
}
CLOSURE(eat, char, int64_t)

TEST(a_closure_that_ran_out_of_memory_is_not_kept)
{
    struct db *db = things_db(t);
    struct arena small;
    struct fault fault;
    struct ask a;
    int64_t id;
    arena_init(&small, 64 * 1024);
    ask_init(&a, db, &small, &fault, db_now(db));
    is_rc(t, LIMIT, transact(&a, NULL, eat, "a", &id));
    arena_finish(&small);
    is_int(t, 0, things_now(t, db));
    db_close(db);
}

static rc nested(struct tx *t, const char *code, int64_t *id)
{
    return transact_add(t->ask, NULL, &(struct add_in){ code, NULL }, id);
}
CLOSURE(nested, char, int64_t)

TEST(a_closure_inside_a_closure_is_our_bug)
{
    struct db *db = things_db(t);
    int64_t id;
    log_set_level(LOG_ERROR + 1);
    is_rc(t, BUG, transact(test_ask(t, db), NULL, nested, "a", &id));
    is_int(t, 0, things_now(t, db));
    db_close(db);
}

TEST(an_ask_sees_what_its_own_closure_wrote)
{
    struct db *db = things_db(t);
    struct ask *a = test_ask(t, db);
    int64_t id, n = -1;
    is_rc(t, OK, things_count(a, &n));
    is_int(t, 0, n);
    is_rc(t, OK, transact_add(a, NULL, &(struct add_in){ "a", NULL }, &id));
    is_rc(t, OK, things_count(a, &n));
    is_int(t, 1, n);
    ask_done(a);
    db_close(db);
}
