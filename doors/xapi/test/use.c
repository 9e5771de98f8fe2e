/* What keys were used for is counted, the last refusals are kept, and a key asks no more often than it may. */
#include "doors/xapi/test/door.h"
#include "web/job.h"
#include "web/tally.h"
#include <string.h>

static rc queue(struct tx *t, const int *which, job_id *out) { return job_add(t, &(struct new_job){ .kind = &xapi_jobs[*which] }, out); }
CLOSURE(queue, int, job_id)

static void run(struct test *t, struct city *s, int which)
{
    job_id id;
    is_rc(t, OK, transact(s->ask, NULL, queue, &which, &id));
    is_int(t, 1, jobs_run_all(&s->app));
}

TEST(that_a_key_read_is_known_before_its_first_answer_and_how_much_soon_after)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    is_int(t, 200, says(&p, arena_print(t->arena, "[%s,%s]", deed_said(t, "an", "did", "o", ""), deed_said(t, "binh", "did", "o", ""))));
    is_int(t, 2, rows_of(t, s, "SELECT sum(taken) FROM xapi_use"));
    db_set_clock(s->app.db, (opt_instant){ true, { s->ask->now.ms + 3600000 } });
    is_int(t, 2, found(&p, ""));
    is_int(t, 2, rows_of(t, s, "SELECT sum(given) FROM xapi_use"));                /* at once: nobody waits for a job to hear of it */
    for (int i = 0; i < 5; i++) is_int(t, 2, found(&p, ""));
    is_int(t, 2, rows_of(t, s, "SELECT sum(given) FROM xapi_use"));                /* not a write a request */
    run(t, s, 0);
    is_int(t, 12, rows_of(t, s, "SELECT sum(given) FROM xapi_use"));
    run(t, s, 0);
    is_int(t, 12, rows_of(t, s, "SELECT sum(given) FROM xapi_use"));               /* once */
    db_set_clock(s->app.db, (opt_instant){ true, { s->ask->now.ms + 3600000 + 61000 } });
    is_int(t, 2, found(&p, ""));
    is_int(t, 14, rows_of(t, s, "SELECT sum(given) FROM xapi_use"));
    is_int(t, 2, rows_of(t, s, "SELECT count(*) FROM xapi_use"));                  /* two hours */
    loop_close(&p.l);
    city_close(s);
}

TEST(the_last_fifty_refusals_say_where_and_why_and_nothing_that_was_sent)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "statements/write", V2);
    is_int(t, 400, says(&p, "{\"actor\":{\"mbox\":\"mailto:an@x.vn\"},\"verb\":{\"id\":\"http://x.vn/v\"},\"object\":{\"id\":\"http://x.vn/o\"},\"result\":{\"score\":{\"scaled\":7}}}"));
    is_int(t, 1, rows_of(t, s, "SELECT count(*) FROM xapi_refusal WHERE resource = 'POST /xapi/statements' AND status = 400 AND place = '$.result.score.scaled' AND number > 5000"));
    is_int(t, 400, says(&p, "{\"actor\":{\"mbox\":\"mailto:an@x.vn\"},\"verb\":{\"id\":\"http://x.vn/v\"},\"object\":{\"id\":\"http://x.vn/o\"},\"result\":{\"extensions\":{\"Nguyễn Văn A\":1}}}"));
    is_int(t, 1, rows_of(t, s, "SELECT count(*) FROM xapi_refusal WHERE place = '$.result.extensions'"));
    is_int(t, 400, says(&p, "{\"actor\":{\"mbox\":\"mailto:an@x.vn\"},\"verb\":{\"id\":\"http://x.vn/v\",\"display\":{\"Nguyễn Văn A\":\"x\"}},\"object\":{\"id\":\"http://x.vn/o\"}}"));
    is_int(t, 0, rows_of(t, s, "SELECT count(*) FROM xapi_refusal WHERE place LIKE '%Nguy%'"));
    is_int(t, 1, rows_of(t, s, "SELECT count(*) FROM xapi_refusal WHERE place = '$.verb.display'"));
    is_int(t, 403, asks(&p, GET, "/statements", "", NULL, NULL));
    is_int(t, 1, rows_of(t, s, "SELECT count(*) FROM xapi_refusal WHERE status = 403 AND place = ''"));
    for (int i = 0; i < 60; i++) is_int(t, 400, says(&p, "{"));
    is_int(t, 0, rows_of(t, s, "SELECT count(*) FROM xapi_refusal WHERE words LIKE '%Nguy%' OR words = ''"));
    is_int(t, 50, rows_of(t, s, "SELECT count(*) FROM xapi_refusal"));
    run(t, s, 0);
    is_int(t, 64, rows_of(t, s, "SELECT sum(refused) FROM xapi_use"));
    db_set_clock(s->app.db, (opt_instant){ true, { s->ask->now.ms + 31 * 86400000LL } });
    run(t, s, 1);
    is_int(t, 0, rows_of(t, s, "SELECT count(*) FROM xapi_refusal"));
    is_int(t, 64, rows_of(t, s, "SELECT sum(refused) FROM xapi_use"));
    db_set_clock(s->app.db, (opt_instant){ true, { s->ask->now.ms + 401 * 86400000LL } });
    run(t, s, 1);
    is_int(t, 0, rows_of(t, s, "SELECT count(*) FROM xapi_use"));
    loop_close(&p.l);
    city_close(s);
}

TEST(a_program_without_a_key_leaves_no_trace_in_a_school)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    p.headers = "Authorization: Basic bm9ib2R5Om5vdGhpbmc=\nX-Experience-API-Version: 2.0.0";
    is_int(t, 401, asks(&p, GET, "/statements", "", NULL, NULL));
    is_int(t, 0, rows_of(t, s, "SELECT count(*) FROM xapi_refusal"));
    is_int(t, 0, rows_of(t, s, "SELECT count(*) FROM xapi_use"));
    loop_close(&p.l);
    city_close(s);
}

TEST(what_was_counted_is_written_when_the_server_stops_and_a_repeat_counts_nothing)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    const char *one = deed_said(t, "an", "did", "o", ",\"id\":\"11111111-2222-4333-8444-555555555551\"");
    is_int(t, 200, says(&p, one));
    is_int(t, 200, says(&p, one));
    for (int i = 0; i < 3; i++) is_int(t, 1, found(&p, ""));
    is_rc(t, OK, uses_keep(&s->app, s->ask));
    is_int(t, 1, rows_of(t, s, "SELECT sum(taken) FROM xapi_use"));
    is_int(t, 3, rows_of(t, s, "SELECT sum(given) FROM xapi_use"));
    loop_close(&p.l);
    city_close(s);
}

TEST(many_keys_are_counted_side_by_side_and_none_pushes_another_out)
{
    struct tallies *l = tallies_make();
    struct door_use out[2], use = { .n = { 1 } };
    size_t written = 0;
    for (int round = 0; round < 3; round++)
        for (int64_t k = 0; k < 500; k++) {
            use.key = (k + 1) * 1000 << 22;                   /* as ids of quiet milliseconds are */
            written += tally_add(l, &use, 1000 + round, out);
        }
    is_int(t, 500, (int64_t)written);
    tallies_drop(l);
}
