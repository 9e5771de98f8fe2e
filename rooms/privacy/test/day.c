#include "privacy/test/day.h"
#include "privacy/privacy.h"

static rc night_asked(struct tx *t, const void *in, void *out)
{
    job_id id;
    (void)in, (void)out;
    return job_add(t, &(struct new_job){ .kind = &privacy_jobs[0] }, &id);
}
CLOSURE(night_asked, void, void)

void night_passes(struct test *t, struct city *s)
{
    ask_done(s->ask);
    is_rc(t, OK, transact(s->ask, NULL, night_asked, NULL, NULL));
    jobs_run_all(&s->app);
}

int day_comes(struct test *t, struct city *s, int status)
{
    if (status != 303) return status;
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "UPDATE privacy_erasure SET carry_on = %d WHERE state = 'waiting'", s->today.n), NULL));
    night_passes(t, s);
    return status;
}
