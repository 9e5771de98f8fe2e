/* Slips of the whole school in one go: a job makes a sheet of codes for each class. Printing them is in sheets_print.c; what stays
** true of the codes meanwhile stands in slips.h. */
#include "access/access.h"
#include "access/acts.h"
#include "access/links.h"
#include "access/odd.h"
#include "access/sign_in.h"
#include "access/slips.h"
#include "access/views.h"
#include "base/ids.h"
#include "base/number.h"
#include "classes/classes.h"
#include "generated/access_views.h"
#include "schools/schools.h"
#include "web/job.h"

const struct field sheets_fields[] = { FIELD(struct sheets_in, all, FIELD_TICK, OPTIONAL, .name = "tat_ca"), { 0 } };

/* ---- the job */

/* Who has a slip of this job. batch: 0 until the first sheet. */
struct given { person_id *person; size_t n, most; batch_id batch; };

static bool was_given(const struct given *g, person_id person)
{
    for (size_t i = 0; i < g->n; i++)
        if (g->person[i].v == person.v) return true;
    return false;
}

static rc given_begin(struct job *j, struct given *g)
{
    struct given_by_job_row *row;
    size_t n;
    try(given_by_job(j->ask, j->school, j->id, &row, &n));
    g->most = 20000;
    g->person = ARENA_MANY(j->arena, person_id, g->most);
    if (!g->person) return LIMIT;
    for (size_t i = 0; i < n; i++) g->person[g->n++] = row[i].person_id;
    return OK;
}

struct sheet_new { slip_sheet_id id; class_id class_; job_id job; const struct fresh_code *code; size_t n; person_id by; instant code_until, until; struct bytes sealed; batch_id batch; };

static rc sheet_store(struct tx *t, const struct sheet_new *in, void *out)
{
    (void)out;
    write_behind(t);
    t->bulk = true;                                            /* told at the end, in one line: sheets_tell */
    for (size_t i = 0; i < in->n; i++) {
        struct fresh_code code = in->code[i];
        code.batch = in->batch;
        try(code_store_on(t, &code, in->by, in->code_until, in->id));
    }
    return slip_sheet_insert(t, in->id, in->class_, in->job, in->by, (int64_t)in->n, in->sealed, in->until, NULL);
}
CLOSURE(sheet_store, struct sheet_new, void)

/* Those of the class who still need a slip and have none of this job. */
static rc codes_of_class(struct job *j, const struct class_line *line, struct given *g, struct fresh_code **code, size_t *n)
{
    struct slip_people p;
    bool all = job_arg(j, "all") != 0;
    *n = 0;
    try(slip_people_of(j->ask, line->id, line->name, &p));
    if (!(*code = ARENA_MANY(j->arena, struct fresh_code, p.n))) return LIMIT;
    for (size_t i = 0; i < p.n; i++) {
        if (p.who[i].known || p.who[i].elsewhere || (p.who[i].has_code && !all) || was_given(g, p.who[i].person)) continue;
        try(code_make(j->app, j->arena, p.who[i].person, &(*code)[*n]));
        if (g->n < g->most) g->person[g->n++] = p.who[i].person;
        ++*n;
    }
    return OK;
}

/* All sheets of the job are one bulk act, opened before the first one. */
static rc batch_begin(struct tx *t, const person_id *by, batch_id *out)
{
    try(batch_open(t, access_undoers[UNDO_SHEETS].act, *by, out));
    return answer(t, "%lld", (long long)out->v);
}
CLOSURE(batch_begin, person_id, batch_id)

static rc batch_of(struct job *j, struct given *g)
{
    struct request_key *key = job_key(j, "batch");
    if (g->batch.v) return OK;
    try(transact(j->ask, key, batch_begin, &j->by, &g->batch));
    return span_int(span_of(key->answer), &g->batch.v) ? OK : fault_detail(j->ask, BUG, "the batch of the sheets: %s", key->answer);
}

static rc class_sheet(struct job *j, const struct class_line *line, struct given *g)
{
    struct fresh_code *code;
    size_t n;
    char id[ID_TEXT_SIZE];
    instant now = j->ask->now;
    int64_t days;
    try(setting_int(j->ask, &access_settings[ACCESS_SLIP_DAYS], &days));
    try(codes_of_class(j, line, g, &code, &n));
    if (n == 0) return OK;
    try(batch_of(j, g));
    struct sheet_new in = { .id = { job_new_id(j) }, .class_ = line->id, .job = j->id, .code = code, .n = n, .by = j->by,
                            .code_until = { now.ms + days * 86400000LL }, .until = { now.ms + SHEET_HOURS * 3600000LL }, .batch = g->batch };
    try(codes_seal(j->app, j->arena, j->school, in.id, code, n, &in.sealed));
    id_text(line->id.v, id);
    return transact(j->ask, job_key(j, id), sheet_store, &in, NULL);
}

/* One line of the journal: which classes, how many, never a code. */
struct sheets_told { job_id job; person_id by; batch_id batch; };

static rc sheets_tell(struct tx *t, const struct sheets_told *in, void *out)
{
    (void)out;
    struct sheets_of_job_row made;
    struct sheet_classes_row *row;
    struct arena *a = t->ask->arena;
    const char *classes = "";
    size_t n;
    try(sheets_of_job(t->ask, in->job, &made));
    try(sheet_classes(t->ask, in->job, 300, &row, &n));
    for (size_t i = 0; i < n; i++) classes = i ? arena_print(a, "%s, %s", classes, row[i].class_name) : row[i].class_name;
    return audit_add(t, &(struct change){ .act = &access_acts[ACT_SHEETS], .kind = "batch", .id = in->batch.v, .by = in->by, .batch = in->batch,
        WAS({ N_("Lớp"), NULL, classes, KEPT_AS_IS }, { N_("Số phiếu"), NULL, arena_print(a, "%lld", (long long)made.slips), KEPT_AS_IS }) });
}
CLOSURE(sheets_tell, struct sheets_told, void)

/* What was made is told when the job ends, also when it was stopped half way; not when it will be tried again. */
static rc sheets_told(struct job *j, struct given *g, rc end)
{
    bool begun, again = (end == BUG || end == LIMIT || end == DOWN || end == BUSY) && j->attempt < JOB_ATTEMPTS;
    if (again) return end;
    try(job_did(j, "batch", &begun));
    if (!begun) return end;
    try(batch_of(j, g));
    struct sheets_told in = { j->id, j->by, g->batch };
    try(transact(j->ask, job_key(j, end == OK ? "told" : "told so far"), sheets_tell, &in, NULL));
    return end;
}

static rc sheets_say(struct job *j)
{
    struct sheets_of_job_row made;
    struct school_face school;
    struct arena *a = j->arena;
    try(sheets_of_job(j->ask, j->id, &made));
    try(school_face(j->ask, j->school, &school));
    const char *path = arena_print(a, "/t/%s/phieu", school.code);
    if (made.slips == 0) return job_says(j, _("Không còn ai cần phiếu: mọi người đã tự đặt mật khẩu hoặc đang có phiếu còn hạn."), path);
    return job_says(j, say_kept(a, _("Đã làm {n} phiếu của {m} lớp. In trong 24 giờ."), "n", kept_number(a, made.slips), "m", kept_number(a, made.sheets), NULL), path);
}

static rc sheets_make(struct job *j, struct given *given)
{
    struct class_line *line;
    struct year_brief year;
    size_t n;
    rc found = year_at(j->ask, day_of(j->ask->now), &year);
    if (found == NOT_FOUND) return refuse(j->ask, CONFLICT, 2021, _("Trường chưa có năm học nên chưa có lớp nào. Đặt năm học và nhập danh sách trước."), NULL);
    try(found);
    try(classes_of_year(j->ask, year.id, &line, &n));
    try(given_begin(j, given));
    for (size_t i = 0; i < n; i++) {
        try(job_step(j, (int64_t)i, (int64_t)n));
        try(class_sheet(j, &line[i], given));
    }
    return job_step(j, (int64_t)n, (int64_t)n);
}

static rc sheets_job(struct job *j)
{
    struct given given = { 0 };
    try(sheets_told(j, &given, sheets_make(j, &given)));
    return sheets_say(j);
}

/* ---- forgetting */

struct going { slip_sheet_id id; bool shown; };

static rc sheet_forget(struct tx *t, const struct going *in, void *out)
{
    (void)out;
    try(sheet_gone(t, in->id, NULL));
    return in->shown ? OK : codes_void_sheet(t, in->id, NULL);
}
CLOSURE(sheet_forget, struct going, void)

static rc sheets_tidy_job(struct job *j)
{
    struct sheets_over_row *row;
    size_t n;
    try(sheets_over(j->ask, 500, &row, &n));
    for (size_t i = 0; i < n; i++) {
        struct going in = { row[i].id, row[i].shown };
        try(job_step(j, (int64_t)i, (int64_t)n));
        job_enter_school(j, row[i].school_id);
        try(transact(j->ask, NULL, sheet_forget, &in, NULL));
        job_enter_school(j, (school_id){ 0 });
    }
    return OK;
}

enum { FAILURES_AT_ONCE = 500 };

static rc failures_old(struct tx *t, const instant *before, int64_t *changed) { return failures_forget(t, *before, FAILURES_AT_ONCE, changed); }
CLOSURE(failures_old, instant, int64_t)

static rc failures_tidy_job(struct job *j)
{
    int64_t changed = FAILURES_AT_ONCE;
    instant before = keep_before(&access_keeps[KEEP_FAILURE], j->ask->now);
    for (int64_t done = 0; changed == FAILURES_AT_ONCE; done += changed) {
        try(job_step(j, done, 0));
        try(transact(j->ask, NULL, failures_old, &before, &changed));
    }
    return OK;
}

enum { JOB_SHEETS, JOB_SHEETS_TIDY, JOB_FAILURES_TIDY, JOB_LINKS_TIDY, JOB_ODD, JOB_HISTORY_TIDY, JOB_STUCK };
const struct job_kind access_jobs[] = {
    [JOB_SHEETS]        = { .name = "access.sheets", .run = sheets_job, .words = N_("Làm phiếu cả trường"), .result = N_("Mở trang in phiếu"),
                            .may = SLIPS_PRINT, .at_once = 1, .priority = JOB_SOON,
                            .tell = { N_("Phiếu đăng nhập của cả trường đã làm xong. Mở trang in; mã chỉ giữ 24 giờ."),
                                      N_("Chưa làm xong phiếu của cả trường. {vi_sao} Mở ra để xem; lớp đã có phiếu vẫn in được.") } },
    [JOB_SHEETS_TIDY]   = { .name = "access.sheets-tidy", .run = sheets_tidy_job, .words = N_("Quên mã của phiếu đã hết giờ in"), .at_once = 1,
                            .priority = JOB_LATER, .every_min = 30 },
    [JOB_FAILURES_TIDY] = { .name = "access.failures-tidy", .run = failures_tidy_job, .words = N_("Quên các lần đăng nhập không được"), .at_once = 1,
                            .priority = JOB_LATER, .daily_at = "02:50" },
    [JOB_LINKS_TIDY]    = { .name = "access.tidy", .run = links_tidy_job, .words = N_("Bỏ đường dẫn thư và thiết bị đã lâu"), .at_once = 1,
                            .priority = JOB_LATER, .daily_at = "02:50" },
    [JOB_ODD]           = { .name = "access.odd", .run = odd_use_job, .words = N_("Xem có tài khoản nào mở hoặc xuất bất thường"), .at_once = 1,
                            .priority = JOB_LATER, .every_min = 10 },
    [JOB_HISTORY_TIDY]  = { .name = "access.history-tidy", .run = history_tidy_job, .words = N_("Xóa lịch sử đăng nhập đã quá hạn"), .at_once = 1,
                            .priority = JOB_LATER, .daily_at = "02:55" },
    [JOB_STUCK]         = { .name = "access.stuck", .run = stuck_job, .words = N_("Xem thư và tin có đi được không"), .at_once = 1, .priority = JOB_LATER, .every_min = 60 },
    { 0 }
};

/* ---- pages */

rc sheets_page(struct ctx *c, struct reply *r)
{
    struct slips_wanted_row wanted;
    struct sheets_waiting_row *row;
    struct sheets_view v = { .school_code = c->school->code, .only_here = slips_only_here(c->app) };
    try(school_first_way(c->ask, &v.first_way));
    try(slips_wanted(c->ask, c->today, &wanted));
    try(sheets_waiting(c->ask, &row, &v.n));
    v.people = wanted.people;
    v.with_code = wanted.with_code;
    v.sheet = row;
    for (size_t i = 0; i < v.n; i++) v.shown += row[i].shown_at.has;
    return show(r, view_sheets, &v);
}

struct sheets_asked { school_id school; const char *school_code; person_id by; bool all; };

static rc sheets_queue(struct tx *t, const struct sheets_asked *in, job_id *out)
{
    struct arena *a = t->ask->arena;
    try(access_recheck(t, SLIPS_PRINT, NULL, 0));
    struct new_job job = { .kind = &access_jobs[JOB_SHEETS], .args = arena_print(a, "all=%d", in->all), .school = in->school, .person = in->by,
                           .once = arena_print(a, "access.sheets %lld", (long long)in->school.v) };
    try(job_add(t, &job, out));
    return answer(t, "%s", job_path(a, in->school_code, *out));
}
CLOSURE(sheets_queue, struct sheets_asked, job_id)

rc sheets_action(struct ctx *c, struct reply *r)
{
    struct sheets_in in;
    job_id id;
    try(form_read(c, c->route->form, &in));
    struct sheets_asked asked = { c->school->id, c->school->code, c->who->person, in.all };
    try(transact(c->ask, c->key, sheets_queue, &asked, &id));
    return see_other(r, c->key->answer);
}
