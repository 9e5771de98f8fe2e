/* See sending.h. */
#include "notices/test/sending.h"
#include "people/people.h"

struct saying { struct notice n; person_id address_of; const char *address; };
static rc say_it(struct tx *t, const struct saying *in, void *out)
{
    (void)out;
    if (in->address) try(email_confirm(t, in->address_of, in->address));
    return in->n.words ? notice_add(t, &in->n) : OK;
}
CLOSURE(say_it, struct saying, void)

void sends_said(struct test *t, struct city *s, struct notice n)
{
    struct saying in = { .n = n };
    ask_done(s->ask);
    is_rc(t, OK, transact(s->ask, NULL, say_it, &in, NULL));
}

void sends_address(struct test *t, struct city *s, person_id who, const char *address)
{
    struct saying in = { .address_of = who, .address = address };
    is_rc(t, OK, transact(s->ask, NULL, say_it, &in, NULL));
}

struct notice sends_news(struct test *t, person_id to, int n)
{
    return (struct notice){ .to = to, .kind = NOTICE_KIND_SCHOOL, .words = N_("Chào {ten}!"), .with = { "ten", arena_print(t->arena, "Tin%dx", n) }, .path = "/hom-nay" };
}

static rc soon(struct tx *t, const int *in, job_id *out) { return job_add(t, &(struct new_job){ .kind = &notices_jobs[*in], .once = "by hand" }, out); }
CLOSURE(soon, int, job_id)

void sends_run(struct test *t, struct city *s, int job)
{
    job_id id;
    is_rc(t, OK, transact(s->ask, NULL, soon, &job, &id));
    is_true(t, jobs_run_all(&s->app) > 0);
}

void sends_later(struct test *t, struct city *s, int64_t ms)
{
    ask_done(s->ask);
    s->ask->now.ms += ms;
    db_set_clock(s->app.db, (opt_instant){ true, s->ask->now });
    sends_run(t, s, SEND_JOB);
}

const char *sends_one(struct test *t, struct city *s, const char *sql)
{
    const char *out = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &out));
    return out;
}

const char *sends_mails(struct test *t, struct city *s) { return sends_one(t, s, "SELECT count(*) FROM mail"); }
const char *sends_newest(struct test *t, struct city *s) { return sends_one(t, s, "SELECT body FROM mail ORDER BY id DESC LIMIT 1"); }
const char *sends_in_state(struct test *t, struct city *s, const char *state, const char *why)
{
    return sends_one(t, s, arena_print(t->arena, "SELECT count(*) FROM notice_send WHERE state = '%s' AND why = '%s'", state, why));
}

struct city *sends_city(struct test *t, const char *choice)
{
    struct city *s = city_open(t);
    s->app.config.test = true;
    sends_address(t, s, s->hoa, "hoa@example.edu.vn");
    is_int(t, 303, city_post(t, s, s->hoa, "/thong-bao/cach-nhan", choice, NULL));
    return s;
}
