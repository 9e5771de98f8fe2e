/* kill -9 while eight threads write: every row that was answered is there after it, nothing is half done, and the database
** is sound. KHUE_CRASHES says how often (2; test/crash/run says more). On PostgreSQL the client is killed. */
#include "base/log.h"
#include "data/engine.h"
#include "test/harness/wait.h"
#include "things.h"
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { THREADS = 8, TOTAL = 0, ANSWERS_MOST = 1 << 20, PIPE = 1 << 20 };

static const struct query count_up = {
    .name = "count up", .index = 50, .writes = true, .scope = SCOPE_SYSTEM,
    .sqlite = "UPDATE thing SET size = size + 1 WHERE id = 0", .postgres = "UPDATE thing SET size = size + 1 WHERE id = 0",
};

/* A row and its count in one closure: they can only be equal. */
static rc add_and_count(struct tx *t, const struct thing *in, int64_t *out)
{
    struct stmt *s;
    (void)out;
    try(thing_add(t, in));
    try(stmt_open(t->ask, &count_up, &s));
    rc r = stmt_step(s, NULL);
    stmt_close(s);
    return r;
}
CLOSURE(add_and_count, struct thing, int64_t)

struct writer { struct db *db; int number, round, pipe; };

static void *write_on(void *at)
{
    struct writer *w = at;
    struct arena arena;
    struct fault fault;
    struct ask a;
    arena_init(&arena, 1 << 20);
    for (int64_t i = 1;; i++) {
        arena_reset(&arena);
        ask_init(&a, w->db, &arena, &fault, db_now(w->db));
        struct thing x = { .id = (w->round * THREADS + w->number) * 1000000LL + i };
        x.code = arena_print(&arena, "%lld", (long long)x.id);
        struct request_key key = { .person = { w->number + 1 }, .key = x.code };
        if (transact(&a, &key, add_and_count, &x, NULL) != OK) _exit(3);
        if (write(w->pipe, &x.id, sizeof x.id) != sizeof x.id) _exit(4);
    }
    return NULL;
}

static _Noreturn void write_until_killed(struct db_config config, int round, int out)
{
    char why[512];
    struct db *db;
    struct writer w[THREADS];
    pthread_t thread[THREADS];
    if (db_open(&config, true, &db, why, sizeof why) != OK) _exit(2);
    for (int i = 0; i < THREADS; i++) {
        w[i] = (struct writer){ db, i, round, out };
        if (pthread_create(&thread[i], NULL, write_on, &w[i]) != 0) _exit(2);
    }
    pthread_join(thread[0], NULL);
    _exit(5);
}

static bool read_one(int in, int64_t *answers, size_t *n)
{
    if (*n == ANSWERS_MOST || read(in, answers + *n, sizeof *answers) != sizeof *answers) return false;
    *n += 1;
    return true;
}

/* Lets the child write on for `ms` after its first answer, kills it, and reads what it answered. The pipe holds all of that. */
static bool read_until_killed(pid_t child, int in, int ms, int64_t *answers, size_t *n)
{
    int status = 0;
    if (read_one(in, answers, n)) let_pass(ms);
    kill(child, SIGKILL);
    while (read_one(in, answers, n)) continue;
    return waitpid(child, &status, 0) == child && WIFSIGNALED(status);
}

static const unsigned char one_int[] = { PARAM_INT };
static const struct query is_there = {
    .name = "is there", .index = 51, .params = 1, .kinds = one_int, .scope = SCOPE_SYSTEM,
    .sqlite = "SELECT 1 FROM thing WHERE id = ?1", .postgres = "SELECT 1 FROM thing WHERE id = $1",
};

static int64_t missing(struct ask *a, const int64_t *answers, size_t n)
{
    int64_t lost = 0;
    for (size_t i = 0; i < n; i++) {
        struct stmt *s;
        bool row = false;
        if (stmt_open(a, &is_there, &s) != OK) return -1;
        stmt_int(s, 0, answers[i]);
        lost += stmt_step(s, &row) != OK || !row;
        stmt_close(s);
    }
    return lost;
}

static void check(struct test *t, struct db *db, const int64_t *answers, size_t n)
{
    const char *text = NULL;
    struct thing total = { 0 };
    struct ask *a = test_ask(t, db);
    if (db_engine(db) == ENGINE_SQLITE) {
        is_rc(t, OK, db_plain(db, t->arena, "PRAGMA integrity_check", &text));
        is_text(t, "ok", text);
    }
    is_int(t, 0, missing(a, answers, n));
    ask_done(a);
    /* Both of one moment: PostgreSQL may still be at work on what the killed program had sent it. */
    int64_t rows = 0;
    is_rc(t, OK, thing_get(a, TOTAL, &total));
    is_rc(t, OK, things_count(a, &rows));
    ask_done(a);
    rows--;
    is_int(t, rows, (int64_t)total.size);
    is_true(t, rows >= (int64_t)n);
}

static struct db *open_durable(struct test *t, bool lock)
{
    char why[512] = "";
    struct db *db = NULL;
    struct db_config config = { .folder = test_db_folder(t), .url = test_db_url(t), .node = -1, .durable = true };
    if (!is_rc(t, OK, db_open(&config, lock, &db, why, sizeof why))) fail(t, "%s", why);
    return db;
}

static rc add_total(struct tx *t, const struct thing *in, int64_t *out)
{
    (void)out;
    return thing_add(t, in);
}
CLOSURE(add_total, struct thing, int64_t)

TEST(kill_9_under_writing_loses_no_answered_row)
{
    const char *often = getenv("KHUE_CRASHES");
    int rounds = often ? atoi(often) : 2;
    int64_t *answers = ARENA_MANY(t->arena, int64_t, ANSWERS_MOST);
    size_t n = 0;
    struct db *db = things_db(t);
    is_rc(t, OK, transact(test_ask(t, db), NULL, add_total, (&(struct thing){ .id = TOTAL, .code = "total" }), NULL));
    db_close(db);
    srand((unsigned)getpid());
    for (int round = 1; round <= rounds; round++) {
        int ends[2];
        if (!is_int(t, 0, pipe(ends))) return;
        fcntl(ends[1], F_SETPIPE_SZ, PIPE);
        struct db_config config = { .folder = test_db_folder(t), .url = test_db_url(t), .node = -1, .durable = true };
        pid_t child = fork();
        if (child == 0) write_until_killed(config, round, ends[1]);
        close(ends[1]);
        size_t before = n;
        is_true(t, read_until_killed(child, ends[0], 20 + rand() % 300, answers, &n));
        close(ends[0]);
        is_true(t, n > before);
        if (!(db = open_durable(t, true))) return;
        size_t from = round < rounds ? before : 0;       /* at the end all of them once more */
        check(t, db, answers + from, n - from);
        db_close(db);
    }
}

/* ---- the server itself dies and comes back */

struct stubborn { struct db *db; struct test *t; int number; atomic_bool *stop; int64_t *answers; atomic_int n; int down; };

/* A person who sends the form again, with the same key, until it is answered. */
static void *write_through(void *at)
{
    struct stubborn *w = at;
    for (int64_t i = 1; !atomic_load(w->stop); i++) {
        struct arena arena;
        struct fault fault;
        struct ask a;
        rc r;
        arena_init(&arena, 1 << 20);
        struct thing x = { .id = w->number * 1000000LL + i };
        x.code = arena_print(&arena, "%lld", (long long)x.id);
        do {
            struct request_key key = { .person = { w->number + 1 }, .key = x.code };
            ask_init(&a, w->db, &arena, &fault, db_now(w->db));
            r = transact(&a, &key, add_and_count, &x, NULL);
            if (r == DOWN || r == BUSY) w->down++;
        } while ((r == DOWN || r == BUSY) && !atomic_load(w->stop));
        if (r == OK && w->n < ANSWERS_MOST / THREADS) w->answers[w->n++] = x.id;
        else if (r != OK && !atomic_load(w->stop)) fail(w->t, "%s: %s", rc_name(r), fault.detail);
        arena_finish(&arena);
    }
    return NULL;
}

static void restart_server(struct test *t)
{
    const char *as = geteuid() == 0 ? "runuser -u postgres -- " : "";
    const char *command = arena_print(t->arena, "cd / && %spg_ctl -D '%s' -m immediate -w -t 600 restart >/dev/null 2>&1", as, getenv("KHUE_TEST_PG_DATA"));
    is_int(t, 0, system(command));
}

/* Each of them has been answered again. */
static void all_go_on(struct test *t, struct stubborn *w)
{
    int before[THREADS];
    for (int i = 0; i < THREADS; i++) before[i] = w[i].n;
    for (int i = 0; i < THREADS; i++)
        while (w[i].n == before[i] && wait_more(t)) continue;
}

TEST(a_server_that_dies_and_comes_back_loses_no_answered_row)
{
    if (!test_on_postgres() || !getenv("KHUE_TEST_PG_DATA") || !getenv("KHUE_CRASHES")) { skip(t, "for test/crash/run, on PostgreSQL"); return; }
    struct db *db = things_db(t);
    struct stubborn w[THREADS];
    pthread_t thread[THREADS];
    atomic_bool stop = false;
    log_set_level(LOG_ERROR + 1);
    is_rc(t, OK, transact(test_ask(t, db), NULL, add_total, (&(struct thing){ .id = TOTAL, .code = "total" }), NULL));
    for (int i = 0; i < THREADS; i++) {
        w[i] = (struct stubborn){ .db = db, .t = t, .number = i, .stop = &stop, .answers = ARENA_MANY(t->arena, int64_t, ANSWERS_MOST / THREADS) };
        pthread_create(&thread[i], NULL, write_through, &w[i]);
    }
    for (int round = 0; round < 3; round++) {
        all_go_on(t, w);
        let_pass(300);
        restart_server(t);
    }
    all_go_on(t, w);
    atomic_store(&stop, true);
    for (int i = 0; i < THREADS; i++) pthread_join(thread[i], NULL);
    for (int i = 0; i < THREADS; i++) {
        is_true(t, w[i].n > 0);
        check(t, db, w[i].answers, (size_t)w[i].n);
    }
    db_close(db);
}
