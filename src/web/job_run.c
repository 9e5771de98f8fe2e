/* One attempt of one job: what it gets, what it may call, and what its answer means. */
#include "web/job_run.h"
#include "base/log.h"
#include "data/db.h"
#include "web/watch.h"
#include <sodium.h>
#include <stdio.h>
#include <string.h>

enum { STEP_MS = 500, LINKS_TEXT_MOST = 4000 };

void runner_init(struct runner *r, struct app *app, const struct job_kinds *kinds)
{
    bool test = app->config.test;
    int64_t lease_ms = app->config.job_lease_ms > 0 ? app->config.job_lease_ms : (test ? JOB_LEASE_TEST_S : JOB_LEASE_S) * 1000LL;
    *r = (struct runner){ .app = app, .kinds = kinds, .number = db_new_id(app->db), .lease_ms = lease_ms,
                          .step_ms = test ? 0 : STEP_MS };
}

static struct run *run_of(struct job *j) { return (struct run *)(void *)j; }

/* ---- what a job calls */

int64_t job_arg(const struct job *j, const char *name)
{
    struct span rest = span_of(j->args), word, key;
    int64_t v;
    while (rest.n && span_cut(&rest, ' ', &word))
        if (span_cut(&word, '=', &key) && span_is(key, name)) return span_int(word, &v) ? v : 0;
    return 0;
}

int64_t job_new_id(struct job *j) { return db_new_id(j->app->db); }

static rc heard(struct run *run)
{
    struct job *j = &run->j;
    if (run->lost) return refuse(j->ask, CONFLICT, 2004, _("Máy khác đã làm tiếp việc này."), NULL);
    if (run->cancelled) return refuse(j->ask, CONFLICT, 2005, _("Đã thôi theo yêu cầu."), NULL);
    if (run->runner->stopping) return refuse(j->ask, BUSY, 2006, _("Máy chủ đang dừng; việc sẽ được làm lại khi máy chủ chạy."), NULL);
    return OK;
}

rc job_step(struct job *j, int64_t done, int64_t of)
{
    struct run *run = run_of(j);
    int64_t now = watch_now_ms();
    try(heard(run));
    j->ask->now = db_now(run->runner->app->db);               /* what is written behind a long way bears its own time */
    run->done = done;
    run->of = of;
    if (run->stepped_ms && now - run->stepped_ms < run->runner->step_ms) return OK;
    run->stepped_ms = now;
    try(job_step_write(run, done, of));
    return heard(run);
}

struct request_key *job_key(struct job *j, const char *step)
{
    struct request_key *key = ARENA_NEW(j->arena, struct request_key);
    static struct request_key none;                         /* the arena has failed: transact says LIMIT */
    if (!key) return &none;
    key->visitor = "job";
    key->key = arena_print(j->arena, "%lld %s", (long long)j->id.v, step);
    return key;
}

/* A closure that changes nothing and is refused, unless its key was committed: then transact says OK. */
static rc not_done(struct tx *t, const void *in, void *out)
{
    (void)t, (void)in, (void)out;
    return NOT_FOUND;
}
CLOSURE(not_done, void, void)

rc job_did(struct job *j, const char *step, bool *did)
{
    rc r = transact(j->ask, job_key(j, step), not_done, NULL, NULL);
    *did = r == OK;
    return r == NOT_FOUND ? OK : r;
}

/* Kept as lines of tabs: neither may hold them. */
static bool line_good(const char *s) { return s && *s && !strpbrk(s, "\t\n"); }

static rc link_keep(struct run *run, bool first, const char *words, const char *path)
{
    struct job *j = &run->j;
    if (!line_good(words) || !line_good(path) || *path != '/' || run->links_n >= JOB_LINKS_MOST)
        return fault_detail(j->ask, BUG, "job %s: a link that cannot be kept", j->kind->name);
    const char *line = arena_print(j->arena, "%s\t%s\n", words, path);
    run->links = first ? arena_print(j->arena, "%s%s", line, run->links) : arena_print(j->arena, "%s%s", run->links, line);
    run->links_n++;
    return strlen(run->links) <= LINKS_TEXT_MOST ? OK : fault_detail(j->ask, BUG, "job %s: links are too long", j->kind->name);
}

rc job_says(struct job *j, const char *words, const char *path)
{
    struct run *run = run_of(j);
    const char *link = j->kind->result ? j->kind->result : N_("Xem kết quả");
    run->says = words;
    return path ? link_keep(run, true, link, path) : OK;
}

rc job_link(struct job *j, const char *words, const char *path) { return link_keep(run_of(j), false, words, path); }

const char *job_address(const struct job *j) { return j->app->config.base_url; }

static rc may_not(struct job *j)
{
    return refuse(j->ask, DENIED, 2007, _("Người giao việc này không còn quyền làm việc ấy, nên việc đã dừng. Nhờ người có quyền giao lại."), NULL);
}

rc job_may(struct job *j, int permission, const char *param, int64_t object)
{
    bool yes = false;
    if (!j->app->hooks.still_may) return fault_detail(j->ask, BUG, "no hook still_may");
    try(j->app->hooks.still_may(j->ask, j->school, j->by, permission, param, object, &yes));
    return yes ? OK : may_not(j);
}

void job_enter_school(struct job *j, school_id school)
{
    if (j->school.v == 0) j->ask->scope.school = school;
}

/* ---- what its answer means */

static const char *words_of(rc kind)
{
    switch (kind) {
    case NOT_FOUND: return N_("Không còn tìm thấy thứ mà việc này cần.");
    case DENIED:    return N_("Không có quyền làm việc này.");
    case INVALID:   return N_("Dữ liệu của việc này chưa đúng.");
    case CONFLICT:  return N_("Dữ liệu đã thay đổi nên không làm được nữa.");
    case LIMIT:     return N_("Việc này cần nhiều bộ nhớ hơn mức cho phép.");
    case BUSY:      return N_("Máy chủ đang bận.");
    case DOWN:      return N_("Cơ sở dữ liệu hoặc ổ đĩa không trả lời.");
    default:        return N_("Chương trình gặp lỗi khi làm việc này.");
    }
}

static bool ends_it(rc kind) { return kind == INVALID || kind == NOT_FOUND || kind == CONFLICT || kind == DENIED; }

static void ending_fill(struct run *run, rc answer, struct ending *e)
{
    struct job *j = &run->j;
    int attempts = j->kind->attempts ? j->kind->attempts : JOB_ATTEMPTS;
    instant now = db_now(run->runner->app->db);
    *e = (struct ending){ .id = j->id, .kind = j->kind, .by = j->by, .attempt = j->attempt, .state = JOB_STATE_DONE, .due_at = now, .ended_at = { true, now },
                          .says = run->says, .links = run->links, .error = "" };
    if (answer == OK) return;
    if (answer == BUSY && run->runner->stopping) {
        e->give_back = true;
        return;
    }
    e->says = "";
    e->error = run->fault.kept ? run->fault.kept : words_of(answer);
    e->error_number = run->fault.number;
    e->state = run->cancelled && answer == CONFLICT ? JOB_STATE_CANCELLED : JOB_STATE_FAILED;
    if (ends_it(answer) || j->attempt >= attempts) return;
    e->state = JOB_STATE_WAITING;
    e->links = "";
    e->ended_at.has = false;
    e->due_at.ms = now.ms + job_retry_ms(j->kind, j->attempt, randombytes_random());
}

/* ---- the attempt */

void run_begin(struct run *run, struct runner *r, struct arena *a, const struct taken *taken)
{
    *run = (struct run){ .runner = r, .says = "", .links = "", .done = taken->done, .of = taken->of };
    ask_init(&run->ask, r->app->db, a, &run->fault, db_now(r->app->db));
    run->ask.scope.school = taken->school;
    run->ask.me = taken->by;
    run->ask.lang = taken->lang == LANG_EN ? LANG_EN : LANG_VI;
    run->j = (struct job){ .id = taken->id, .school = taken->school, .by = taken->by, .args = taken->args, .attempt = (int)taken->attempt,
                           .app = r->app, .arena = a, .ask = &run->ask, .kind = job_kind_find(r->app, taken->kind) };
}

/* Whom the pages of who asked leave out, their job leaves out. What runs by itself is the house's work, also when somebody starts it now. */
static rc bar(struct job *j)
{
    struct who who = { 0 };
    if (!j->by.v || j->kind->every_min || j->kind->daily_at || !j->app->hooks.who_of) return OK;
    rc known = j->app->hooks.who_of(j->ask, j->by, &who);
    if (known == NOT_FOUND) return may_not(j);              /* their account was closed: nothing is made for them */
    try(known);
    j->ask->scope.barred = who.barred;
    j->ask->scope.barred_n = who.barred_n + who.reads_n;       /* one behind the other */
    ask_done(j->ask);
    return OK;
}

static rc attempt(struct job *j)
{
    try(bar(j));
    if (j->kind->may && j->by.v) {
        try(job_may(j, j->kind->may, NULL, 0));
        ask_done(j->ask);
    }
    rc answer = j->kind->run(j);
    return answer == OK && j->arena->failed ? LIMIT : answer;
}

void job_run_one(struct run *run, const struct taken *taken, struct ending *out)
{
    int64_t begun = watch_now_ms();
    rc answer = attempt(&run->j);
    ask_done(&run->ask);
    ending_fill(run, answer, out);
    log_line(answer == OK ? LOG_INFO : LOG_WARN, "event=job kind=%s id=%lld attempt=%d answer=%s number=%d ms=%lld detail=%s", taken->kind,
             (long long)taken->id.v, run->j.attempt, rc_name(answer), run->fault.number, (long long)(watch_now_ms() - begun),
             run->fault.detail ? run->fault.detail : "-");
}

/* ---- in the caller's own thread, for tests and the demo */

static rc run_all(struct runner *r, struct arena *turns, struct arena *work, int *ran)
{
    struct taken taken;
    struct ending ending;
    static _Thread_local struct run run;
    const struct ending *last = NULL;
    for (;;) {
        arena_reset(turns);
        try(job_turn(r, turns, last, r->kinds->key, r->kinds->n, &taken));
        arena_reset(work);
        if (!taken.any) return OK;
        run_begin(&run, r, work, &taken);
        job_run_one(&run, &taken, &ending);
        last = &ending;
        ++*ran;
    }
}

int jobs_run_all(struct app *app)
{
    struct runner runner;
    struct job_kinds kinds;
    struct arena turns, work;
    char why[200];
    int ran = 0;
    if (job_kinds_read(app->job_tables, &kinds, why, sizeof why) != OK) return log_line(LOG_ERROR, "event=jobs %s", why), -1;
    if (app->config.quiet) job_kinds_quiet(&kinds);
    runner_init(&runner, app, &kinds);
    arena_init(&turns, 1 << 20);
    arena_init(&work, JOB_ARENA);
    rc answer = run_all(&runner, &turns, &work, &ran);
    arena_finish(&work);
    arena_finish(&turns);
    return answer == OK ? ran : -1;
}
