/* One job, a school's jobs, all jobs. */
#include "access/access.h"
#include "access/permission.h"
#include "base/number.h"
#include "generated/jobs_queries.h"
#include "generated/jobs_views.h"
#include "jobs/jobs.h"
#include "jobs/views.h"
#include "web/job.h"
#include "web/reply.h"

enum { SHOWN = 50, MINE_SHOWN = 5 };

/* A page of something that goes on is asked for again: at first quickly, then ever less often. */
static int refresh_s(const struct ctx *c, const struct job_face *job)
{
    int64_t age = c->now.ms - job->made_at.ms;
    if (job->state != JOB_STATE_WAITING && job->state != JOB_STATE_RUNNING) return 0;
    return age < 5000 ? 1 : age < 60000 ? 3 : age < 600000 ? 10 : 30;
}

static rc asker_fill(struct ctx *c, person_id by, const char **name)
{
    struct asker_name_row row;
    bool found = false;
    if (by.v) try(asker_name(c->ask, by, &row, &found));
    *name = found ? row.name : NULL;
    return OK;
}

static const char *code_here(const struct ctx *c) { return c->school ? c->school->code : NULL; }

/* Of a school, or of none: then only who asked sees it. */
static rc job_page(struct ctx *c, struct reply *r)
{
    job_id id = PATH_ID(c, "viec", job_id);
    struct job_view v = { .school_code = code_here(c), .path = job_path(c->arena, code_here(c), id), .office = c->school && may(c, SCHOOL_MANAGE, NULL, 0) };
    try(job_look(c, id, &v.job));
    if (c->school) try(asker_fill(c, v.job.by, &v.by_name));
    v.again = v.job.state == JOB_STATE_WAITING && v.job.attempt > 0 && *v.job.error;
    c->refresh_s = v.every_s = refresh_s(c, &v.job);
    return show(r, view_job_page, &v);
}

static rc jobs_page(struct ctx *c, struct reply *r)
{
    struct jobs_view v = { .school_code = c->school->code };
    struct job_face *job;
    try(jobs_here(c, SHOWN, &job, &v.n));
    struct job_line *line = ARENA_MANY(c->arena, struct job_line, v.n);
    if (!line) return LIMIT;
    for (size_t i = 0; i < v.n; i++) {
        line[i].job = job[i];
        try(asker_fill(c, job[i].by, &line[i].who));
    }
    v.line = line;
    return show(r, view_jobs_page, &v);
}

/* ---- steering */

struct stopping { const struct app *app; job_id id; };

static rc cancel(struct tx *t, const struct stopping *in, void *out)
{
    (void)out;
    return job_cancel_told(t, in->app, in->id, t->ask->me);
}
CLOSURE(cancel, struct stopping, void)

static rc again(struct tx *t, const job_id *in, void *out)
{
    (void)out;
    return job_again(t, *in);
}
CLOSURE(again, job_id, void)

static rc cancel_action(struct ctx *c, struct reply *r)
{
    struct stopping in = { c->app, PATH_ID(c, "viec", job_id) };
    try(transact(c->ask, c->key, cancel, &in, NULL));
    return see_other(r, job_path(c->arena, code_here(c), in.id));
}

static const char *path_of(struct ctx *c, enum job_state state) { return arena_print(c->arena, "/quan-tri/viec?xem=%s", job_state_code(state)); }

static rc cancel_any_action(struct ctx *c, struct reply *r)
{
    struct stopping in = { c->app, PATH_ID(c, "viec", job_id) };
    try(transact(c->ask, c->key, cancel, &in, NULL));
    return see_other_flash(r, path_of(c, JOB_STATE_WAITING), _("Đã thôi việc ấy, hoặc việc sẽ dừng ở bước tới."), NULL);
}

static rc again_action(struct ctx *c, struct reply *r)
{
    job_id id = PATH_ID(c, "viec", job_id);
    try(transact(c->ask, c->key, again, &id, NULL));
    return see_other_flash(r, path_of(c, JOB_STATE_FAILED), _("Việc ấy đã vào hàng chờ để làm lại."), NULL);
}

/* ---- what runs by itself, at once */

struct now_in { const char *kind; };
static const struct field now_fields[] = { FIELD(struct now_in, kind, FIELD_TEXT, REQUIRED, .name = "loai", .max = 60, .label = N_("Việc")), { 0 } };
static const struct form_spec now_form = { now_fields };

struct starting { const struct job_kind *kind; person_id by; };

static rc start(struct tx *t, const struct starting *in, job_id *out)
{
    struct arena *a = t->ask->arena;
    try(access_recheck(t, SYSTEM_ADMIN, NULL, 0));
    try(job_add(t, &(struct new_job){ .kind = in->kind, .person = in->by, .priority = JOB_USUAL,
                                      .once = arena_print(a, "now %s %lld", in->kind->name, (long long)in->by.v) }, out));
    return answer(t, "%s", job_path(a, NULL, *out));
}
CLOSURE(start, struct starting, job_id)

static rc start_action(struct ctx *c, struct reply *r)
{
    struct now_in form;
    const struct job_kind *const *kind;
    struct starting in = { .by = c->who->person };
    job_id id;
    size_t n;
    try(form_read(c, c->route->form, &form));
    try(jobs_by_themselves(c, &kind, &n));
    for (size_t i = 0; i < n; i++)
        if (str_is(kind[i]->name, form.kind)) in.kind = kind[i];
    if (!in.kind) return NOT_FOUND;
    try(transact(c->ask, c->key, start, &in, &id));
    return see_other(r, c->key->answer);
}

/* ---- the operator's list */

static rc mine_fill(struct ctx *c, struct jobs_all_view *v)
{
    struct job_face *job;
    try(jobs_mine(c, MINE_SHOWN, &job, &v->mines));
    struct job_line *line = ARENA_MANY(c->arena, struct job_line, v->mines);
    if (!line) return LIMIT;
    for (size_t i = 0; i < v->mines; i++) line[i].job = job[i];
    v->mine = line;
    return OK;
}

static rc kinds_fill(struct ctx *c, struct jobs_all_view *v)
{
    const struct job_kind *const *kind;
    try(jobs_by_themselves(c, &kind, &v->kinds));
    struct job_kind_line *line = ARENA_MANY(c->arena, struct job_kind_line, v->kinds);
    if (!line) return LIMIT;
    for (size_t i = 0; i < v->kinds; i++)
        line[i] = (struct job_kind_line){ kind[i]->name, kind[i]->words, kind[i]->daily_at
            ? say(c->arena, c->lang, _("Mỗi ngày lúc {gio}"), "gio", kind[i]->daily_at, NULL)
            : say(c->arena, c->lang, _("Cách {n} phút một lần"), "n", arena_print(c->arena, "%d", kind[i]->every_min), NULL) };
    v->kind = line;
    return OK;
}

static rc tabs_fill(struct ctx *c, struct jobs_all_view *v)
{
    struct ui_tab *tab = ARENA_MANY(c->arena, struct ui_tab, JOB_STATE_COUNT);
    if (!tab) return LIMIT;
    for (int i = 1; i <= JOB_STATE_COUNT; i++) {
        enum job_state state = (enum job_state)i;
        const char *words = tr(c->lang, job_state_label(state));
        tab[v->tabs++] = (struct ui_tab){ .href = path_of(c, state), .current = state == v->state,
                                          .text = arena_print(c->arena, "%s (%s)", words, number_in(c->arena, c->lang, v->counts.n[state])) };
    }
    v->tab = tab;
    return OK;
}

static rc school_name(struct ctx *c, school_id school, const char **name)
{
    struct school_of_job_row row;
    bool found = false;
    if (school.v) try(school_of_job(c->ask, school, &row, &found));
    *name = found ? row.name : NULL;
    return OK;
}

static rc jobs_all_page(struct ctx *c, struct reply *r)
{
    struct jobs_all_view v = { .state = JOB_STATE_WAITING };
    struct job_face *job;
    try(jobs_count(c->ask, &v.counts));
    if (!job_state_read(query_text(c, "xem"), &v.state)) v.state = v.counts.n[JOB_STATE_FAILED] ? JOB_STATE_FAILED : JOB_STATE_WAITING;
    try(tabs_fill(c, &v));
    try(kinds_fill(c, &v));
    try(mine_fill(c, &v));
    try(jobs_everywhere(c, v.state, SHOWN, &job, &v.n));
    struct job_line *line = ARENA_MANY(c->arena, struct job_line, v.n);
    if (!line) return LIMIT;
    for (size_t i = 0; i < v.n; i++) {
        line[i].job = job[i];
        try(school_name(c, job[i].school, &line[i].who));
    }
    v.line = line;
    return show(r, view_jobs_all, &v);
}

const struct route jobs_routes[] = {
    { GET,  "/t/:truong/viec",            MAY(SCHOOL_MANAGE),          NULL, QUICK, jobs_page,         N_("Việc máy chủ đang làm"), NULL },
    { GET,  "/t/:truong/viec/:viec",      MAY(JOB_READ, ON("viec")),   NULL, QUICK, job_page,          N_("Việc máy chủ đang làm"), NULL, .unattended = true },
    { POST, "/t/:truong/viec/:viec/thoi", MAY(JOB_READ, ON("viec")),   NULL, WRITE, cancel_action,     NULL, NULL },
    { GET,  "/viec/:viec",                MAY(JOB_READ, ON("viec")),   NULL, QUICK, job_page,          N_("Việc máy chủ đang làm"), NULL, .unattended = true },
    { POST, "/viec/:viec/thoi",           MAY(JOB_READ, ON("viec")),   NULL, WRITE, cancel_action,     NULL, NULL },
    { GET,  "/quan-tri/viec",             MAY(SYSTEM_ADMIN),           NULL, QUICK, jobs_all_page,     N_("Việc của hệ thống"), NULL },
    { POST, "/quan-tri/viec/lam-ngay",    MAY(SYSTEM_ADMIN),           &now_form, WRITE, start_action, NULL, jobs_all_page },
    { POST, "/quan-tri/viec/:viec/thoi",  MAY(SYSTEM_ADMIN),           NULL, WRITE, cancel_any_action, NULL, NULL },
    { POST, "/quan-tri/viec/:viec/lai",   MAY(SYSTEM_ADMIN),           NULL, WRITE, again_action,      NULL, NULL },
    { 0 }
};
