/* The page on which the heads take statements out, and what all pages of runs share. */
#include "access/access.h"
#include "base/ids.h"
#include "exchange/pages.h"
#include "generated/exchange_views.h"
#include "schools/schools.h"

struct out_in { const char *reason; opt_day from, until; bool fresh; };
static const struct field out_fields[] = {
    FIELD(struct out_in, reason, FIELD_TEXT, REQUIRED, .name = "ly_do", .max = REASON_MOST, .label = N_("Xuất để làm gì")),
    FIELD(struct out_in, from, FIELD_DAY, OPTIONAL, .name = "tu", .label = N_("Từ ngày")),
    FIELD(struct out_in, until, FIELD_DAY, OPTIONAL, .name = "den", .label = N_("Đến hết ngày")),
    FIELD(struct out_in, fresh, FIELD_TICK, OPTIONAL, .name = "moi"), { 0 } };
const struct form_spec out_form = { out_fields };

const char *id_shown(struct arena *a, int64_t id)
{
    char text[ID_TEXT_SIZE];
    id_text(id, text);
    return arena_text(a, text);
}

static rc run_show(struct ctx *c, const struct runs_of_school_row *r, struct run_shown *out)
{
    struct job_face job;
    struct file_line *file;
    *out = (struct run_shown){ .r = r, .id = id_shown(c->arena, r->id.v), .job_path = job_path(c->arena, c->school->code, (job_id){ r->job_id }), .why = "" };
    if (r->kind == EXCHANGE_KIND_OUT && r->parts > 0) {
        try(files_of(c->ask, EXCHANGE_OUT, r->id.v, &file, &out->files));
        out->file = file;
    }
    if (r->job_id == 0 || (r->state != EXCHANGE_STATE_GOING && r->state != EXCHANGE_STATE_STOPPED)) return OK;
    rc found = job_look(c, (job_id){ r->job_id }, &job);
    if (found != OK && found != NOT_FOUND) return found;
    if (found == OK) out->why = job.error;
    out->failed = r->state == EXCHANGE_STATE_STOPPED || found == NOT_FOUND || job.state == JOB_STATE_FAILED || job.state == JOB_STATE_CANCELLED;
    return OK;
}

rc runs_show(struct ctx *c, bool out, struct run_shown **rows, size_t *n)
{
    struct runs_of_school_row *row;
    try(runs_of_school(c->ask, out, RUNS_SHOWN, &row, n));
    *rows = ARENA_MANY(c->arena, struct run_shown, *n);
    if (!*rows) return LIMIT;
    for (size_t i = 0; i < *n; i++) {
        try(run_show(c, &row[i], &(*rows)[i]));
        if (row[i].state == EXCHANGE_STATE_GOING && !(*rows)[i].failed) c->refresh_s = 5;
    }
    return OK;
}

rc out_page(struct ctx *c, struct reply *r)
{
    struct out_view v = { .school_code = c->school->code };
    struct run_shown *run;
    try(runs_show(c, true, &run, &v.n));
    v.run = run;
    for (size_t i = 0; i < v.n; i++) v.had = v.had || run[i].r->state == EXCHANGE_STATE_DONE;
    return show(r, view_exchange_out, &v);
}

/* ---- asked for */

static rc asked_store(struct tx *t, const struct run_asked *in, job_id *out)
{
    exchange_run_id id;
    file_id file;
    try(access_recheck(t, RECORD_EXCHANGE, NULL, 0));
    try(run_open(t, &in->run, &id));
    if (in->taken) try(file_add(t, &(struct new_file){ .taken = in->taken, .about = id.v, .by = t->ask->me, .quota = in->quota }, &file));
    try(run_queue(t, id, in->run.kind, in->run.name, out));
    return answer(t, "%s", job_path(t->ask->arena, in->school_code, *out));
}
CLOSURE(asked_store, struct run_asked, job_id)

rc run_ask(struct ctx *c, const struct run_asked *in)
{
    job_id id;
    return transact(c->ask, c->key, asked_store, in, &id);
}

rc out_action(struct ctx *c, struct reply *r)
{
    struct out_in in;
    struct runs_of_school_row *row;
    size_t n;
    try(form_read(c, c->route->form, &in));
    if (in.from.has && in.until.has && in.until.v.n < in.from.v.n) return refuse_field(c->ask, "den", 5582, _("Ngày cuối phải sau ngày đầu."), NULL);
    struct run_asked asked = { .school_code = c->school->code,
                               .run = { .kind = EXCHANGE_KIND_OUT, .name = N_("Kho hành trình"), .reason = in.reason, .version = XAPI_2 } };
    if (in.from.has) asked.run.from = (opt_instant){ true, day_start(in.from.v) };
    if (in.until.has) asked.run.until = (opt_instant){ true, day_start((day){ in.until.v.n + 1 }) };
    if (in.fresh) {
        try(runs_of_school(c->ask, true, RUNS_SHOWN, &row, &n));
        for (size_t i = 0; i < n && !asked.run.after.v; i++)
            if (row[i].state == EXCHANGE_STATE_DONE) asked.run.after = row[i].after_id;
    }
    try(run_ask(c, &asked));
    return see_other(r, c->key->answer);
}
