/* kill -9 while the jobs of the record store tie, name, untie and take away what an erasure left: each goes on with what is there, and the house agrees with itself.
** KHUE_CRASHES says how often (4; test/crash/run says more). On PostgreSQL the client is killed. */
#include "doors/xapi/test/door.h"
#include "base/log.h"
#include "data/db.h"
#include "schools/schools.h"
#include "test/harness/db.h"
#include "test/harness/wait.h"
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static const char *const jobs[] = { "xapi.tie", "record.unfind", "xapi.tie-night" };
enum { JOBS = sizeof jobs / sizeof *jobs };

static rc pupil(struct tx *t, const person_id *in, void *out)
{
    member_id id;
    (void)out;
    return member_add(t, &(struct new_member){ .person = *in, .role = MEMBER_ROLE_PUPIL, .full_name = "Người Mới", .from = day_of(t->now) }, &id);
}
CLOSURE(pupil, person_id, void)

static void runs(struct test *t, struct city *s, const char *sql)
{
    const char *none;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &none));
}

static bool opened(struct city *s, struct test *t)
{
    char why[512] = "";
    struct db_config config = { .folder = test_db_folder(t), .url = test_db_url(t), .node = -1, .durable = true };
    bool open = db_open(&config, true, &s->app.db, why, sizeof why) == OK;
    if (open) s->ask = test_ask(t, s->app.db);
    return open;
}

static void closed(struct city *s)
{
    ask_done(s->ask);
    db_close(s->app.db);
}

/* Sixty statements and forty profiles of somebody who has come meanwhile, as from before it was kept whom they name; and what an erasure left. */
static void prepared(struct test *t, struct city *s)
{
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    struct buf b;
    buf_init(&b, 1 << 20);
    for (int i = 0; i < 60; i++)
        buf_print(&b, "%c{\"actor\":%s,\"verb\":{\"id\":\"http://x.vn/v\"},\"object\":{\"id\":\"http://x.vn/o%d\"}}", i ? ',' : '[', account_of(t, &p, s->dung), i);
    buf_char(&b, ']');
    is_int(t, 200, says(&p, arena_text_n(t->arena, b.p, b.n)));
    buf_finish(&b);
    for (int i = 0; i < 40; i++)
        is_int(t, 204, asks(&p, PUT, arena_print(t->arena, "/agents/profile?profileId=a%d&agent=%s", i, encoded(t, account_of(t, &p, s->dung))), "If-None-Match: *", "x", NULL));
    runs(t, s, "UPDATE xapi_document SET named_id = NULL");
    is_rc(t, OK, transact(as_staff(s, s->thcs.id), NULL, pupil, &s->dung, NULL));
    runs(t, s, "INSERT INTO outside_term (school_id, term, statement_id, source_id) WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT n.i + 1 FROM n WHERE n.i < 120000) "
               "SELECT o.school_id, o.uuid, n.i, o.id FROM n, outside_statement o WHERE o.id = (SELECT min(x.id) FROM outside_statement x)");
    runs(t, s, "INSERT INTO outside_leftover (school_id, source_id, term) SELECT o.school_id, o.id, o.uuid FROM outside_statement o WHERE o.id = (SELECT min(x.id) FROM outside_statement x)");
    loop_close(&p.l);
}

static void all_queued(struct test *t, struct city *s)
{
    runs(t, s, "DELETE FROM job");
    for (int i = 0; i < JOBS; i++) job_queue_now(t, s, jobs[i]);
}

static int64_t left(struct test *t, struct city *s)
{
    return rows_of(t, s, "SELECT (SELECT count(*) FROM outside_leftover) + (SELECT count(*) FROM xapi_document WHERE person_id IS NULL) + "
                         "(SELECT 60 - count(*) FROM outside_person) + (SELECT count(*) FROM outside_term WHERE source_id <> statement_id)");
}

TEST(kill_9_under_the_jobs_of_the_store_loses_nothing_and_does_nothing_twice)
{
    const char *often = getenv("KHUE_CRASHES");
    int rounds = often ? atoi(often) : 4, cut = 0;
    struct city *s = city_open(t);
    prepared(t, s);
    is_int(t, 1 + 40 + 60 + 120000, left(t, s));
    db_set_clock(s->app.db, (opt_instant){ 0 });
    closed(s);
    log_set_level(LOG_ERROR);
    srand((unsigned)getpid());
    for (int round = 0; round < rounds; round++) {
        int status;
        pid_t child = fork();
        if (child == 0) {
            if (!opened(s, t)) _exit(2);
            all_queued(t, s);
            for (int i = 0; i < JOBS; i++) (void)jobs_run_all(&s->app);
            pause();
        }
        let_pass(5 + rand() % 60);
        kill(child, SIGKILL);
        is_true(t, waitpid(child, &status, 0) == child && WIFSIGNALED(status));
        if (!is_true(t, opened(s, t))) return;
        cut += left(t, s) > 0;
        agrees(t, s);
        closed(s);
    }
    if (!is_true(t, opened(s, t))) return;
    all_queued(t, s);
    is_int(t, JOBS, jobs_run_all(&s->app));
    is_int(t, 0, left(t, s));
    is_int(t, 60, rows_of(t, s, "SELECT count(*) FROM outside_person"));
    agrees(t, s);
    is_true(t, cut > 0);
    ask_done(s->ask);
    app_finish(&s->app);
    db_close(s->app.db);
}
