/* Who asked for a job is told of its end, once, whatever the end; and who hears of it on the way. */
#include "access/permission.h"
#include "jobs/jobs.h"
#include "base/ids.h"
#include "test/harness/city.h"
#include "web/job_run.h"
#include <stdlib.h>
#include <string.h>

static rc answer_of_run;
static rc run(struct job *j)
{
    if (answer_of_run != OK) return refuse(j->ask, answer_of_run, 4103, "Tệp không mở được. Mở lại rồi lưu thành .xlsx.", NULL);
    return job_says(j, "Xong.", "/t/thcs/lop");
}

#define TELL { "Việc {ten} đã xong.", "Việc {ten} không xong. {vi_sao}" }
enum { TOLD, QUIET, GUARDED };
static const struct job_kind kinds[] = {
    [TOLD] = { .name = "test.told", .run = run, .words = "Việc thử", .attempts = 2, .tell = TELL }, [QUIET] = { .name = "test.quiet", .run = run, .words = "Việc lặng" },
    [GUARDED] = { .name = "test.guarded", .run = run, .words = "Việc giữ", .may = ROSTER_IMPORT, .tell = TELL }, { 0 } };
static const struct job_table tables[] = { { "test", kinds }, { NULL, NULL } };

struct asked { const struct job_kind *kind; school_id school; person_id by; const char *about; };

static rc ask_for(struct tx *t, const struct asked *in, job_id *out)
{
    return job_add(t, &(struct new_job){ .kind = in->kind, .school = in->school, .person = in->by, .about = in->about }, out);
}
CLOSURE(ask_for, struct asked, job_id)

static job_id asked(struct test *t, struct city *s, int kind, person_id by)
{
    struct asked in = { &kinds[kind], s->thcs.id, by, "6A1.xlsx" };
    job_id id = { 0 };
    s->ask->scope = (struct scope){ 0 };
    is_rc(t, OK, transact(s->ask, NULL, ask_for, &in, &id));
    return id;
}

static struct city *open_with(struct test *t, rc answer)
{
    struct city *s = city_open(t);
    s->app.job_tables = tables;
    answer_of_run = answer;
    return s;
}

static const char *one(struct test *t, struct city *s, const char *sql)
{
    const char *text = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &text));
    return text ? text : "";
}
static const char *notices(struct test *t, struct city *s, person_id to)
{
    return one(t, s, arena_print(t->arena, "SELECT count(*) FROM notice WHERE person_id = %lld", (long long)to.v));
}
static const char *words(struct test *t, struct city *s, person_id who)
{
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, who, "/thong-bao", &r));
    return arena_text(t->arena, r.body);
}
static void later(struct city *s) { db_set_clock(s->app.db, (opt_instant){ true, { db_now(s->app.db).ms + 3600000 } }); }

TEST(who_asked_is_told_where_the_result_is)
{
    struct city *s = open_with(t, OK);
    asked(t, s, TOLD, s->hang);
    asked(t, s, QUIET, s->hang);
    is_text(t, "0", notices(t, s, s->hang));
    is_int(t, 2, jobs_run_all(&s->app));
    is_text(t, "1", notices(t, s, s->hang));
    has_text(t, "Việc 6A1.xlsx đã xong.", words(t, s, s->hang));
    is_text(t, "/t/thcs/lop", one(t, s, "SELECT path FROM notice"));
    is_text(t, "0", notices(t, s, s->clerk));
    city_close(s);
}

TEST(who_asked_is_told_why_it_failed_when_no_attempt_is_left)
{
    struct city *s = open_with(t, DOWN);
    job_id id = asked(t, s, TOLD, s->hang);
    is_int(t, 1, jobs_run_all(&s->app));
    is_text(t, "0", notices(t, s, s->hang));                                    /* it is tried again first */
    later(s);
    is_int(t, 1, jobs_run_all(&s->app));
    is_text(t, "1", notices(t, s, s->hang));
    has_text(t, "Việc 6A1.xlsx không xong. Tệp không mở được. Mở lại rồi lưu thành .xlsx.", words(t, s, s->hang));
    is_text(t, path_to(t, "/t/thcs/viec/", id.v, ""), one(t, s, "SELECT path FROM notice"));
    city_close(s);
}

TEST(who_asked_is_told_when_the_server_died_under_the_last_attempt)
{
    static struct job_kinds all;
    struct city *s = open_with(t, OK);
    struct runner r;
    char why[100];
    asked(t, s, TOLD, s->hang);
    one(t, s, "UPDATE job SET state = 'running', attempt = 2, runner = 7, lease_until = 1");
    is_rc(t, OK, job_kinds_read(tables, &all, why, sizeof why));
    runner_init(&r, &s->app, &all);
    is_rc(t, OK, job_lost_return(&r, t->arena, false));
    is_text(t, "1", notices(t, s, s->hang));
    has_text(t, "Máy chủ dừng giữa chừng", words(t, s, s->hang));
    city_close(s);
}

TEST(a_run_that_lost_its_lease_tells_nobody)
{
    static struct job_kinds all;
    struct city *s = open_with(t, OK);
    struct runner r;
    struct taken taken;
    char why[100];
    job_id id = asked(t, s, TOLD, s->hang);
    is_rc(t, OK, job_kinds_read(tables, &all, why, sizeof why));
    runner_init(&r, &s->app, &all);
    is_rc(t, OK, job_turn(&r, t->arena, NULL, all.key, all.n, &taken));
    one(t, s, "UPDATE job SET runner = 7");
    struct ending e = { .id = id, .by = s->hang, .kind = &kinds[TOLD], .attempt = taken.attempt, .state = JOB_STATE_DONE, .ended_at = { true, s->ask->now },
                        .says = "", .links = "", .error = "" };
    is_rc(t, OK, job_turn(&r, t->arena, &e, NULL, 0, &taken));
    is_text(t, "0", notices(t, s, s->hang));
    city_close(s);
}

TEST(somebody_elses_stop_is_told_and_ones_own_is_not)
{
    struct city *s = open_with(t, OK);
    job_id mine = asked(t, s, TOLD, s->hang), other = asked(t, s, TOLD, s->hang);
    is_int(t, 303, city_post(t, s, s->hang, path_to(t, "/t/thcs/viec/", mine.v, "/thoi"), "", NULL));
    is_text(t, "0", notices(t, s, s->hang));
    is_int(t, 303, city_post(t, s, s->clerk, path_to(t, "/t/thcs/viec/", other.v, "/thoi"), "", NULL));
    is_text(t, "1", notices(t, s, s->hang));
    has_text(t, "Có người khác đã cho thôi việc này.", words(t, s, s->hang));
    city_close(s);
}

TEST(whoever_lost_the_right_is_told_on_a_page_that_they_may_open)
{
    struct city *s = open_with(t, OK);
    struct loop_reply r;
    asked(t, s, GUARDED, s->clerk);
    asked(t, s, TOLD, s->clerk);
    one(t, s, arena_print(t->arena, "UPDATE member SET to_day = from_day WHERE person_id = %lld", (long long)s->clerk.v));
    is_int(t, 2, jobs_run_all(&s->app));
    is_text(t, "1", notices(t, s, s->clerk));                                   /* of the one that is done there is nothing to open */
    has_text(t, "không còn quyền", words(t, s, s->clerk));
    is_int(t, 200, city_get(t, s, s->clerk, one(t, s, "SELECT path FROM notice"), &r));
    city_close(s);
}

TEST(long_names_and_reasons_fit_into_a_notice)
{
    struct city *s = open_with(t, OK);
    char name[1000] = "";
    for (int i = 0; i < 150; i++) strcat(name, i % 50 == 0 ? "\n" : "ế");
    struct asked in = { &kinds[TOLD], s->thcs.id, s->hang, name };
    job_id id;
    is_rc(t, OK, transact(s->ask, NULL, ask_for, &in, &id));
    is_int(t, 1, jobs_run_all(&s->app));
    has_text(t, "ếế…", words(t, s, s->hang));
    city_close(s);
}

TEST(only_who_may_see_a_job_hears_its_events)
{
    struct city *s = open_with(t, OK);
    job_id id = asked(t, s, TOLD, s->hang);
    char text[ID_TEXT_SIZE];
    id_text(id.v, text);
    const struct { person_id who; const char *event, *data; bool hears; } cases[] = {
        { s->hang, "job", text, true }, { s->clerk, "job", text, true }, { s->yen, "job", text, false }, { s->lan, "job", text, false },
        { s->admin, "job", text, false }, { s->hang, "notice", text, false }, { s->hang, "job", "?", false }, { s->hang, "job", "0000000000001", false } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool yes = !cases[i].hears;
        is_rc(t, OK, jobs_may_hear(s->ask, cases[i].who, cases[i].event, cases[i].data, &yes));
        if (yes != cases[i].hears) fail(t, "case %zu", i);
    }
    one(t, s, arena_print(t->arena, "UPDATE member SET to_day = from_day WHERE person_id = %lld", (long long)s->hang.v));
    bool yes = true;
    ask_done(s->ask);
    is_rc(t, OK, jobs_may_hear(s->ask, s->hang, "job", text, &yes));
    is_true(t, !yes);
    city_close(s);
}
