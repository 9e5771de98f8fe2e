/* 10,000 jobs: queued one closure each, by as many people as a school's office and its teachers; then drained by the threads of
** one server, each with a step of its own to commit. Beside it the same rows raw: one insert a closure, one update a closure,
** as many at once. SQLite with everything on disk, or the PostgreSQL of KHUE_TEST_DB.
**   jobs FOLDER      prints NAME VALUE UNIT bar BAR ok|short */
#include "base/log.h"
#include "data/stmt.h"
#include "web/job_run.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { JOBS = 10000, HANDS = 8, SCHOOLS = 20, THREADS = 4 };

static atomic_int ran;

static rc nothing(struct job *j)
{
    (void)j;
    ran++;
    return OK;
}

static const struct job_kind kinds[] = { { .name = "bench.nothing", .run = nothing, .words = "bench" }, { 0 } };
static const struct job_table tables[] = { { "bench", kinds }, { NULL, NULL } };

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* ---- raw rows */

static const unsigned char ints[] = { PARAM_INT };
static const struct query put = { .name = "raw put", .index = 900, .params = 1, .kinds = ints, .writes = true, .scope = SCOPE_SYSTEM,
    .sqlite = "INSERT INTO raw (id, state) VALUES (?1, 'waiting')", .postgres = "INSERT INTO raw (id, state) VALUES ($1, 'waiting')" };
static const struct query set = { .name = "raw set", .index = 901, .params = 1, .kinds = ints, .writes = true, .scope = SCOPE_SYSTEM,
    .sqlite = "UPDATE raw SET state = 'done' WHERE id = ?1", .postgres = "UPDATE raw SET state = 'done' WHERE id = $1" };

struct one { const struct query *q; int64_t id; };

static rc raw(struct tx *t, const struct one *in, void *out)
{
    struct stmt *s;
    (void)out;
    try(stmt_open(t->ask, in->q, &s));
    stmt_int(s, 0, in->id);
    rc r = stmt_step(s, NULL);
    stmt_close(s);
    return r;
}
CLOSURE(raw, struct one, void)

static rc queue(struct tx *t, const struct one *in, job_id *out)
{
    return job_add(t, &(struct new_job){ .kind = &kinds[0], .school = { 1 + in->id % SCHOOLS } }, out);
}
CLOSURE(queue, struct one, job_id)

/* ---- by many hands */

struct hand { struct db *db; int number, hands; const struct query *q; };

static void *hand_works(void *arg)
{
    struct hand *h = arg;
    struct arena arena;
    struct fault fault = { 0 };
    struct ask a;
    job_id id;
    arena_init(&arena, 1 << 20);
    for (int64_t i = h->number; i < JOBS; i += h->hands) {
        struct one in = { h->q, i + 1 };
        arena_reset(&arena);
        ask_init(&a, h->db, &arena, &fault, db_now(h->db));
        if ((h->q ? transact(&a, NULL, raw, &in, NULL) : transact(&a, NULL, queue, &in, &id)) != OK) {
            fprintf(stderr, "jobs: %s\n", fault.detail ? fault.detail : "failed");
            exit(1);
        }
    }
    arena_finish(&arena);
    db_thread_end(h->db);
    return NULL;
}

static double by_hands(struct db *db, const struct query *q, int hands)
{
    pthread_t thread[HANDS];
    struct hand h[HANDS];
    double start = seconds();
    for (int i = 0; i < hands; i++) {
        h[i] = (struct hand){ db, i, hands, q };
        if (pthread_create(&thread[i], NULL, hand_works, &h[i]) != 0) exit(1);
    }
    for (int i = 0; i < hands; i++) pthread_join(thread[i], NULL);
    return seconds() - start;
}

static double drained(struct app *app)
{
    struct jobs *jobs;
    char why[256] = "";
    double start = seconds();
    if (jobs_start(app, &jobs, why, sizeof why) != OK) exit(1);
    while (ran < JOBS) usleep(1000);
    jobs_stop(jobs);                                    /* the last endings are on disk too */
    return seconds() - start;
}

/* A queued job is one insert, a run job two updates (taken, ended; both in the same closure as its neighbours'): a third of the rate
** of raw rows is fair, since a row of job has six indexes. */
static void tell(const char *name, const char *what, double mine, double beside)
{
    double ratio = beside / mine;
    printf("%s-%s-rate %.0f jobs/s bar 0 ok\n", name, what, JOBS / mine);
    printf("%s-%s %.2f x-raw bar 0.33 %s\n", name, what, ratio, ratio >= 0.33 ? "ok" : "short");
}

int main(int argc, char **argv)
{
    char why[512] = "";
    const char *url = getenv("KHUE_TEST_DB"), *done = NULL;
    struct arena arena;
    struct app app = { .job_tables = tables };
    if (argc != 2) return 2;
    if (url && str_is(url, "sqlite")) url = NULL;
    struct db_config config = { .folder = argv[1], .url = url, .node = url ? -1 : 1, .durable = true };
    log_set_level(LOG_WARN);
    app.config = (struct config){ .data = argv[1], .job_threads = THREADS };
    if (db_open(&config, true, &app.db, why, sizeof why) != OK || db_migrate(app.db, NULL, why, sizeof why) != OK) {
        fprintf(stderr, "jobs: %s\n", why);
        return 1;
    }
    arena_init(&arena, 1 << 20);
    const char *name = url ? "jobs-postgres" : "jobs-sqlite";
    if (db_plain(app.db, &arena, url ? "CREATE TABLE raw (id BIGINT PRIMARY KEY, state TEXT NOT NULL)"
                                     : "CREATE TABLE raw (id INTEGER PRIMARY KEY, state TEXT NOT NULL) STRICT", &done) != OK) return 1;
    double puts = by_hands(app.db, &put, HANDS), queued = by_hands(app.db, NULL, HANDS), sets = by_hands(app.db, &set, THREADS);
    if (url && db_plain(app.db, &arena, "ANALYZE job", &done) != OK) return 1;          /* as autovacuum does; pg.sh runs without it */
    double drain = drained(&app);
    tell(name, "queue", queued, puts);
    tell(name, "drain", drain, sets);
    arena_finish(&arena);
    db_close(app.db);
    return ran >= JOBS ? 0 : 1;
}
