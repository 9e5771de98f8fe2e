/* kill -9 while eight threads write deeds: every deed that was answered is there after it, and every sum is that of its deeds.
** KHUE_CRASHES says how often (2; test/crash/run says more). On PostgreSQL the client is killed. */
#include "book.h"
#include "base/buf.h"
#include "test/harness/wait.h"
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { THREADS = 8, DEEDS = 3, ANSWERS_MOST = 1 << 19, PIPE = 1 << 20 };

struct writer { struct db *db; school_id school; int64_t number; int round, pipe; };

/* Several kinds and people a closure, in an order of each thread's own. */
static void *write_on(void *at)
{
    struct writer *w = at;
    struct arena arena;
    struct fault fault;
    struct ask a;
    arena_init(&arena, 1 << 20);
    for (int64_t i = 1;; i++) {
        struct deed d[DEEDS];
        int64_t number = (w->round * THREADS + w->number) * 1000000LL + i;
        arena_reset(&arena);
        ask_init(&a, w->db, &arena, &fault, db_now(w->db));
        for (int k = 0; k < DEEDS; k++)
            d[k] = (struct deed){ .school = w->school, .actor = { 1 + (i + k * (w->number + 1)) % 5 }, .as = DEED_AS_PUPIL,
                                  .verb = (enum deed_verb)(1 + (i + k * w->number) % DEED_VERB_COUNT), .object = A_PAGE(number * DEEDS + k, "1") };
        if (deeds_write(&a, &(struct deeds){ d, DEEDS, false }) != OK) _exit(3);
        if (write(w->pipe, &number, sizeof number) != sizeof number) _exit(4);
    }
    return NULL;
}

static _Noreturn void write_until_killed(struct db_config config, school_id school, int round, int out)
{
    char why[512];
    struct db *db;
    struct writer w[THREADS];
    pthread_t thread[THREADS];
    if (db_open(&config, true, &db, why, sizeof why) != OK) _exit(2);
    for (int i = 0; i < THREADS; i++) {
        w[i] = (struct writer){ db, school, i, round, out };
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

static void hear(void *to, const char *words) { fail((struct test *)to, "%s", words); }

/* How many of these deeds are there, a few hundred a question. */
static int64_t found(struct test *t, struct city *s, const int64_t *answers, size_t n)
{
    enum { AT_ONCE = 200 };
    int64_t there = 0;
    for (size_t i = 0; i < n; i += AT_ONCE) {
        struct buf list;
        buf_init(&list, 64 * AT_ONCE * DEEDS);
        for (size_t k = i * DEEDS; k < (i + AT_ONCE) * DEEDS && k < n * DEEDS; k++)
            buf_print(&list, "%s%lld", list.n ? "," : "", (long long)answers[k / DEEDS] * DEEDS + (long long)(k % DEEDS));
        there += number(t, s, arena_print(t->arena, "SELECT count(*) FROM statement WHERE object_id IN (%s)", list.p));
        buf_finish(&list);
    }
    return there;
}

static void check(struct test *t, struct city *s, const int64_t *answers, size_t n)
{
    for (const struct verify_check *c = record_checks; c->name; c++) {
        struct verify_report out = { .line = hear, .to = t };
        struct ask *a = test_ask(t, s->app.db);
        is_rc(t, OK, c->run(a, &out));
        is_int(t, 0, out.wrong);
        is_true(t, out.looked >= (int64_t)n * DEEDS);
        ask_done(a);
    }
    is_int(t, (int64_t)n * DEEDS, found(t, s, answers, n));
}

static struct db *open_durable(struct test *t)
{
    char why[512] = "";
    struct db *db = NULL;
    struct db_config config = { .folder = test_db_folder(t), .url = test_db_url(t), .node = -1, .durable = true };
    if (!is_rc(t, OK, db_open(&config, true, &db, why, sizeof why))) fail(t, "%s", why);
    return db;
}

TEST(kill_9_under_writing_loses_no_answered_deed_and_keeps_the_sums)
{
    const char *often = getenv("KHUE_CRASHES");
    int rounds = often ? atoi(often) : 2;
    int64_t *answers = ARENA_MANY(t->arena, int64_t, ANSWERS_MOST);
    struct city *s = city_open(t);
    db_set_clock(s->app.db, (opt_instant){ 0 });
    ask_done(s->ask);
    app_finish(&s->app);
    db_close(s->app.db);
    srand((unsigned)getpid());
    for (int round = 1; round <= rounds; round++) {
        int ends[2];
        size_t n = 0;
        if (!is_int(t, 0, pipe(ends))) return;
        fcntl(ends[1], F_SETPIPE_SZ, PIPE);
        struct db_config config = { .folder = test_db_folder(t), .url = test_db_url(t), .node = -1, .durable = true };
        pid_t child = fork();
        if (child == 0) write_until_killed(config, s->thcs.id, round, ends[1]);
        close(ends[1]);
        is_true(t, read_until_killed(child, ends[0], 20 + rand() % 300, answers, &n));
        close(ends[0]);
        is_true(t, n > 0);
        if (!(s->app.db = open_durable(t))) return;
        check(t, s, answers, n);
        db_close(s->app.db);
    }
}
