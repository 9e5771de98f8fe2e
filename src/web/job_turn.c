/* What a runner writes: taking, progress, endings, leases, schedules. Every write of a run names its runner and attempt, so a run
** that has lost its lease changes nothing any more. */
#include "base/log.h"
#include "data/db.h"
#include "generated/web_queries.h"
#include "web/job_run.h"

/* Leases are of a minute; servers whose clocks differ by more than a day understand each other in nothing. */
enum { LEASE_FAR_MS = 86400000 };

/* An ask of the runner's own, of this moment. */
struct own { struct ask ask; struct fault fault; };

static void own_init(struct own *o, struct runner *r, struct arena *a)
{
    o->fault = (struct fault){ 0 };
    ask_init(&o->ask, r->app->db, a, &o->fault, db_now(r->app->db));
}

static rc own_end(struct own *o, rc answer, const char *what)
{
    ask_done(&o->ask);
    if (answer != OK) log_line(LOG_WARN, "event=jobs what=%s kind=%s detail=%s", what, rc_name(answer), o->fault.detail ? o->fault.detail : "-");
    return answer;
}

/* ---- ending and taking */

struct turn { const struct app *app; const struct ending *last; int64_t runner; instant lease_until; const int64_t *kinds; size_t n; };

/* A run that has lost its lease ends nothing, and tells nobody. */
static rc end_write(struct tx *t, const struct app *app, int64_t runner, const struct ending *e)
{
    int64_t ended = 0;
    if (e->give_back) try(job_give_back(t, e->id, runner, e->attempt, NULL));
    else try(job_end(t, e->id, runner, e->attempt, e->state, e->due_at, e->says, e->links, e->error, e->error_number, e->ended_at, &ended));
    job_changed(t, e->id, e->by);
    return ended && e->ended_at.has ? job_over_tell(t, app, e->id, e->kind, e->state) : OK;
}

static rc turn(struct tx *t, const struct turn *in, struct taken *out)
{
    struct job_take_row row;
    bool found = false;
    *out = (struct taken){ 0 };
    if (in->last) try(end_write(t, in->app, in->runner, in->last));
    if (in->n == 0) return OK;
    try(job_take(t, in->kinds, in->n, in->runner, in->lease_until, &row, &found));
    if (!found) return OK;
    *out = (struct taken){ true, row.id, row.kind, row.args, row.school_id, row.by_person, row.lang, row.attempt, row.done_n, row.of_n };
    job_changed(t, row.id, row.by_person);
    return OK;
}
CLOSURE(turn, struct turn, struct taken)

rc job_turn(struct runner *r, struct arena *a, const struct ending *last, const int64_t *kinds, size_t n, struct taken *out)
{
    struct own o;
    own_init(&o, r, a);
    struct turn in = { r->app, last, r->number, { o.ask.now.ms + r->lease_ms }, kinds, n };
    return own_end(&o, transact(&o.ask, NULL, turn, &in, out), "turn");
}

rc job_is_due(struct runner *r, struct arena *a, const int64_t *kinds, size_t n, bool *due)
{
    struct own o;
    struct job_due_row row;
    *due = false;
    own_init(&o, r, a);
    return own_end(&o, n ? job_due(&o.ask, kinds, n, &row, due) : OK, "look");
}

/* ---- progress */

struct progress { job_id id; person_id by; int64_t runner, attempt, done, of; instant lease_until; };
struct heard { bool lost, cancelled; };

static rc progress(struct tx *t, const struct progress *in, struct heard *out)
{
    struct job_asked_row row;
    bool found;
    int64_t changed;
    try(job_progress(t, in->id, in->runner, in->attempt, in->done, in->of, in->lease_until, &changed));
    try(job_asked(t->ask, in->id, &row, &found));
    *out = (struct heard){ .lost = changed == 0, .cancelled = found && row.cancel_at.has };
    job_changed(t, in->id, in->by);
    return OK;
}
CLOSURE(progress, struct progress, struct heard)

rc job_step_write(struct run *run, int64_t done, int64_t of)
{
    struct job *j = &run->j;
    struct runner *r = run->runner;
    struct heard heard = { 0 };
    struct progress in = { j->id, j->by, r->number, j->attempt, done, of, { db_now(r->app->db).ms + r->lease_ms } };
    try(transact(j->ask, NULL, progress, &in, &heard));
    if (heard.lost) run->lost = true;
    if (heard.cancelled) run->cancelled = true;
    return OK;
}

/* ---- leases */

struct beat { const job_id *ids; size_t n; int64_t runner; instant lease_until; };

static rc beat(struct tx *t, const struct beat *in, void *out)
{
    (void)out;
    return job_beat(t, in->ids, in->n, in->runner, in->lease_until, NULL);
}
CLOSURE(beat, struct beat, void)

static rc heartbeat(struct own *o, struct runner *r, const job_id *ids, size_t n, job_id **cancelled, size_t *cancelled_n)
{
    struct beat in = { ids, n, r->number, { o->ask.now.ms + r->lease_ms } };
    struct job_cancelled_of_row *row;
    try(transact(&o->ask, NULL, beat, &in, NULL));
    try(job_cancelled_of(&o->ask, r->number, &row, cancelled_n));
    if (!(*cancelled = ARENA_MANY(o->ask.arena, job_id, *cancelled_n))) return LIMIT;
    for (size_t i = 0; i < *cancelled_n; i++)
        (*cancelled)[i] = row[i].id;
    return OK;
}

rc job_heartbeat(struct runner *r, struct arena *a, const job_id *ids, size_t n, job_id **cancelled, size_t *cancelled_n)
{
    struct own o;
    *cancelled_n = 0;
    if (n == 0) return OK;
    own_init(&o, r, a);
    return own_end(&o, heartbeat(&o, r, ids, n, cancelled, cancelled_n), "heartbeat");
}

struct losing { const struct app *app; const struct job_kinds *kinds; instant before, beyond; const char *words; };

static const struct job_kind *kind_of(const struct job_kinds *kinds, const char *name)
{
    int64_t key = job_kind_key(name);
    for (size_t i = 0; i < kinds->n; i++)
        if (kinds->key[i] == key) return kinds->kind[i];
    return NULL;
}

static rc lost_return(struct tx *t, const struct losing *in, int64_t *out)
{
    struct job_lost_row *row;
    size_t n;
    try(job_lost(t->ask, in->before, in->beyond, &row, &n));
    for (size_t i = 0; i < n; i++) {
        const struct job_kind *kind = kind_of(in->kinds, row[i].kind);
        bool over = row[i].cancel_at.has || row[i].attempt >= (kind && kind->attempts ? kind->attempts : JOB_ATTEMPTS);
        struct ending e = { .id = row[i].id, .kind = kind, .by = row[i].by_person, .attempt = row[i].attempt, .due_at = t->now, .says = "", .links = "", .error = in->words, .error_number = 2003,
                            .state = row[i].cancel_at.has ? JOB_STATE_CANCELLED : over ? JOB_STATE_FAILED : JOB_STATE_WAITING };
        if (over) e.ended_at = (opt_instant){ true, t->now };
        try(end_write(t, in->app, row[i].runner, &e));
    }
    *out = (int64_t)n;
    if (n) after_commit(t, job_bell_ring, 0);
    return OK;
}
CLOSURE(lost_return, struct losing, int64_t)

rc job_lost_return(struct runner *r, struct arena *a, bool all)
{
    struct own o;
    struct job_lost_row *row;
    size_t n = 0;
    int64_t returned = 0;
    own_init(&o, r, a);
    struct losing in = { r->app, r->kinds, { all ? INT64_MAX : o.ask.now.ms }, { o.ask.now.ms + LEASE_FAR_MS }, tr(LANG_VI, _("Máy chủ dừng giữa chừng khi đang làm việc này.")) };
    rc answer = job_lost(&o.ask, in.before, in.beyond, &row, &n);               /* hardly ever any: look without holding the writer */
    while (answer == OK && n > 0) {
        answer = transact(&o.ask, NULL, lost_return, &in, &returned);
        if (answer == OK) log_line(LOG_WARN, "event=jobs what=lost-returned n=%lld", (long long)returned);
        n = returned == 100 ? 1 : 0;
    }
    return own_end(&o, answer, "leases");
}

/* ---- schedule */

struct due { const struct job_kind *kind; bool known, far; instant seen, next; };

/* (kind, seen) is moved by one server only; that one queues the job. */
static rc scheduled(struct tx *t, const struct due *in, job_id *out)
{
    int64_t moved;
    if (!in->known) return job_schedule_add(t, in->kind->name, in->next, NULL);
    try(job_schedule_move(t, in->kind->name, in->seen, in->next, &moved));
    if (moved == 0 || in->far) return OK;
    struct new_job job = { .kind = in->kind, .once = arena_print(t->ask->arena, "schedule %s", in->kind->name) };
    return job_add(t, &job, out);
}
CLOSURE(scheduled, struct due, job_id)

static rc schedule_look(struct own *o, const struct job_kind *kind)
{
    struct job_schedule_of_row row;
    job_id id;
    struct due due = { .kind = kind, .next = job_next_time(kind, o->ask.now) };
    try(job_schedule_of(&o->ask, kind->name, &row, &due.known));
    due.far = due.known && row.next_at.ms > due.next.ms;          /* the clock was ahead, or the kind's time has changed: nothing is due, but it is again when it should be */
    if (due.known && row.next_at.ms > o->ask.now.ms && !due.far) return OK;
    due.seen = row.next_at;
    return transact(&o->ask, NULL, scheduled, &due, &id);
}

rc job_schedule_look(struct runner *r, struct arena *a)
{
    struct own o;
    rc answer = OK;
    own_init(&o, r, a);
    for (size_t i = 0; i < r->kinds->n && answer == OK; i++)
        if (r->kinds->kind[i]->daily_at || r->kinds->kind[i]->every_min) answer = schedule_look(&o, r->kinds->kind[i]);
    return own_end(&o, answer, "schedule");
}
