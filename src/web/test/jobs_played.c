#include "web/test/jobs.h"
#include "test/harness/db.h"
#include "test/harness/wait.h"
#include <string.h>

struct played played;
school_id queue_in;

static void step_counted(struct db *db, int64_t n) { (void)db; played.steps_done += (int)n; }

static rc step_once(struct tx *t, const int *in, void *out)
{
    (void)out;
    after_commit(t, step_counted, *in);
    return answer(t, "/xong/%d", *in);
}
CLOSURE(step_once, int, void)

static rc cancel_it(struct tx *t, const job_id *in, void *out)
{
    (void)out;
    return job_cancel(t, *in, AN);
}
CLOSURE(cancel_it, job_id, void)

static rc plain(struct job *j)
{
    int n = played.ran++;
    if (n < 62) played.order[n] = *j->args;
    played.attempt = j->attempt;
    played.barred_n = j->ask->scope.barred_n;
    if (played.cancel_me.v == j->id.v) {
        try(transact(j->ask, NULL, cancel_it, &j->id, NULL));
        played.heard = job_step(j, 1, 2);
        try(played.heard);
    }
    if (played.says) {
        try(job_says(j, "Đã làm 3 dòng.", "/t/a/xong"));
        try(job_link(j, "In phiếu", "/t/a/phieu"));
    }
    if (played.words) return refuse(j->ask, played.answer, 4103, played.words, NULL);
    return played.answer;
}

/* One step that counts, then as told. */
static rc careful(struct job *j)
{
    int one = 1;
    struct request_key *key = job_key(j, "count");
    played.ran++;
    try(transact(j->ask, key, step_once, &one, NULL));
    if (!str_is(key->answer, "/xong/1")) return fault_detail(j->ask, BUG, "answer of the step");
    return played.answer;
}

static rc patient(struct job *j)
{
    int now = ++played.at_once;
    if (now > played.most_at_once) played.most_at_once = now;
    played.ran++;
    played.attempt = j->attempt;
    rc step = OK;
    for (int i = 1; step == OK && (played.hold || i == 1); i++) {
        step = job_step(j, i < 7 ? i : 7, 10);
        let_pass(2);
    }
    played.at_once--;
    return played.heard = step;
}

const struct job_kind played_jobs[] = {
    [PLAIN]   = { .name = "test.plain", .run = plain, .words = N_("Việc thử"), .attempts = 3 },
    [CAREFUL] = { .name = "test.careful", .run = careful, .words = N_("Việc thử") },
    [SINGLE]  = { .name = "test.single", .run = patient, .words = N_("Việc thử"), .at_once = 1 },
    [NIGHTLY] = { .name = "test.nightly", .run = plain, .words = N_("Việc thử"), .daily_at = "02:30" },
    [OFTEN]   = { .name = "test.often", .run = plain, .words = N_("Việc thử"), .every_min = 60 },
    [GUARDED] = { .name = "test.guarded", .run = plain, .words = N_("Việc thử"), .may = FAKE_AN_ONLY },
    [PATIENT] = { .name = "test.patient", .run = patient, .words = N_("Việc thử"), .attempts = 2 },
    [FEW]     = { .name = "test.few", .run = plain, .words = N_("Việc thử"), .waiting_most = 3 },
    [OUTSIDE] = { .name = "test.outside", .run = plain, .words = N_("Việc thử"), .outside = true },
    { 0 }
};
const struct job_table played_tables[] = { { "test", played_jobs }, { "web", web_jobs }, { NULL, NULL } };

static rc still_may(struct ask *a, school_id school, person_id person, int permission, const char *param, int64_t object, bool *yes)
{
    (void)a, (void)school, (void)param, (void)object;
    *yes = played.may && person.v == AN.v && permission == FAKE_AN_ONLY;
    return OK;
}

static rc who_of(struct ask *a, person_id person, struct who *w)
{
    static person_id child[] = { { 55 } };
    (void)a;
    if (person.v == GONE) return NOT_FOUND;
    w->person = person;
    w->barred = child;
    w->barred_n = person.v == AN.v;
    return OK;
}

bool jobs_open(struct test *t, struct floor *f)
{
    memset(&played, 0, sizeof played);
    if (!floor_open(t, f)) return false;
    f->app.job_tables = played_tables;
    f->app.hooks.still_may = still_may;
    f->app.hooks.who_of = who_of;
    db_set_clock(f->app.db, (opt_instant){ true, { 1795395600000 } });         /* 23/11/2026 08:00 in Hà Nội */
    return true;
}

struct queueing { struct new_job job; bool roll_back; };

static rc queue_it(struct tx *t, const struct queueing *in, job_id *out)
{
    try(job_add(t, &in->job, out));
    return in->roll_back ? INVALID : OK;
}
CLOSURE(queue_it, struct queueing, job_id)

rc queue_rc(struct test *t, struct floor *f, struct new_job in, job_id *out)
{
    struct queueing q = { in, in.about && str_is(in.about, "never") };
    struct ask *a = test_ask(t, f->app.db);
    a->scope.school = queue_in;
    return transact(a, NULL, queue_it, &q, out);
}

job_id queue(struct test *t, struct floor *f, struct new_job in)
{
    job_id id = { 0 };
    is_rc(t, OK, queue_rc(t, f, in, &id));
    return id;
}

struct job_face face(struct test *t, struct floor *f, job_id id)
{
    struct job_face out = { 0 };
    struct ask *a = test_ask(t, f->app.db);
    struct ctx c = { .app = &f->app, .arena = t->arena, .ask = a };
    is_rc(t, OK, job_look(&c, id, &out));
    ask_done(a);
    return out;
}

void later(struct floor *f, int64_t ms)
{
    db_set_clock(f->app.db, (opt_instant){ true, { db_now(f->app.db).ms + ms } });
}
