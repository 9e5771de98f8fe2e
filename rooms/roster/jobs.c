/* What roster does in the background: taking a checked list in, and forgetting texts whose days are over. */
#include "access/permission.h"
#include "base/ids.h"
#include "base/number.h"
#include "roster/inside.h"
#include "roster/roster.h"

/* ---- queueing */

static rc queue(struct tx *t, const struct intake_asked *in, job_id *out)
{
    int64_t changed;
    struct arena *a = t->ask->arena;
    struct new_job job = { .kind = &roster_jobs[JOB_INTAKE], .about = in->file_name, .school = in->school, .person = in->by,
                           .args = arena_print(a, "import=%lld rev=%lld ready=%lld", (long long)in->import.v, (long long)in->rev + 1, (long long)in->ready),
                           .once = arena_print(a, "roster.intake %lld", (long long)in->import.v) };
    try(job_add(t, &job, out));
    try(import_queue(t, in->import, in->rev, *out, &changed));
    if (changed == 0)
        return refuse(t->ask, CONFLICT, 2010, _("Vừa có người sửa danh sách này. Xem lại số dòng rồi nhập."), NULL);
    return answer(t, "%s", job_path(a, in->school_code, *out));
}
CLOSURE(queue, struct intake_asked, job_id)

rc intake_ask(struct ask *a, struct request_key *key, const struct intake_asked *in, job_id *out)
{
    return transact(a, key, queue, in, out);
}

/* ---- taking in */

static const char *taken_words(struct job *j, const struct intake_done *done)
{
    struct arena *a = j->arena;
    const char *words = say_kept(a, _("Đã nhập {n} dòng: {em} em mới, {cap} em cập nhật, {nguoi} phụ huynh mới."), "n", kept_number(a, done->lines),
                            "em", kept_number(a, done->pupils), "cap", kept_number(a, done->updated), "nguoi", kept_number(a, done->guardians), NULL);
    if (done->withheld == 0) return words;
    return arena_print(a, "%s%s", words, say_kept(a, _("{n} phụ huynh chưa ghi, vì em đã có phụ huynh khác ở trường trước (nhờ trường ấy ghi) hoặc có quyết định về việc tiếp cận em (ban giám hiệu ghi ở trang của em)."),
                                              "n", kept_number(a, done->withheld), NULL));
}

/* A former attempt took it in and ended before it could say so. */
static rc done_then(struct ask *a, roster_import_id id, struct intake_done *done)
{
    struct intakes_of_import_row *row;
    size_t n;
    try(intakes_of_import(a, id, &row, &n));
    if (n > 0) *done = (struct intake_done){ .batch = row->batch_id, .lines = row->lines, .pupils = row->pupils, .updated = row->updated, .guardians = row->guardians };
    return OK;
}

enum { STEPS = 3 };

static rc take_in(struct job *j, roster_import_id id, struct intake_done *done)
{
    struct opened o;
    struct plan plan;
    try(opened_read(j->ask, id, &o));
    if (o.face.rev != job_arg(j, "rev") || (int64_t)o.roster.good != job_arg(j, "ready"))
        return refuse(j->ask, CONFLICT, 2011, _("Danh sách của trường vừa thay đổi nên số dòng sẵn sàng cũng đổi. Chưa có gì được ghi. Mở lại danh sách, xem số dòng rồi nhập."), NULL);
    try(job_step(j, 1, STEPS));
    try(plan_make(j->ask, &o, &plan));
    try(job_step(j, 2, STEPS));
    struct intake in = { .plan = &plan, .by = j->by };
    return intake_run(j->ask, job_key(j, "in"), &in, done);
}

static rc intake_job(struct job *j)
{
    char id_shown[ID_TEXT_SIZE];
    struct school_face school;
    struct intake_done done = { 0 };
    struct wide wide;
    bool did;
    roster_import_id id = { job_arg(j, "import") };
    id_text(id.v, id_shown);
    try(school_face(j->ask, j->school, &school));
    const char *path = arena_print(j->arena, "/t/%s/nhap/%s", school.code, id_shown);
    try(job_link(j, _("Mở danh sách"), path));
    try(job_did(j, "in", &did));
    wide_begin(&wide, j->ask);
    rc taken = did ? done_then(j->ask, id, &done) : take_in(j, id, &done);
    wide_end(&wide, j->ask);
    try(taken);
    try(job_says(j, taken_words(j, &done), NULL));
    return job_link(j, _("In phiếu đăng nhập"), arena_print(j->arena, "%s/phieu", path));
}

/* ---- forgetting */

/* The day is written into each list when it comes, from the same setting (stage.c). */
static rc wait_days(struct ask *a, int64_t *days)
{
    struct setting_value v;
    try(setting_of(a, (school_id){ 0 }, NULL, &roster_settings[WAIT_DAYS], &v));
    *days = v.n;
    return OK;
}

static rc kept_days(struct ask *a, int64_t *days)
{
    struct setting_value v;
    try(setting_of(a, (school_id){ 0 }, NULL, &roster_settings[KEPT_DAYS], &v));
    *days = v.n;
    return OK;
}

const struct keep roster_keeps[] = {
    { .what = N_("Nơi sinh, địa chỉ, ghi chú trong danh sách lớp"), .why = N_("Để xuất lại danh sách đúng mẫu. Trường tự đặt số ngày này."), .asked = kept_days, .job = "roster.tidy" },
    { .what = N_("Chữ trong danh sách lớp đã tải lên"), .why = N_("Chờ sửa những dòng chưa nhập được. Trường tự đặt số ngày này."), .asked = wait_days, .job = "roster.tidy" },
    { 0 }
};

static rc forget(struct tx *t, const day *today, void *out)
{
    (void)out;
    try(imports_forget(t, *today, NULL));
    try(lines_forget(t, *today, NULL));
    try(staff_lines_forget(t, *today, NULL));
    try(staff_lines_empty(t, *today, NULL));
    return ignored_forget(t, *today, NULL);
}
CLOSURE(forget, day, void)

static rc forget_kept(struct tx *t, const instant *before, void *out) { (void)out; return kept_forget(t, *before, NULL); }
CLOSURE(forget_kept, instant, void)

/* Each school by its own days; none has fewer than KEPT_LEAST. */
static rc kept_tidy(struct job *j)
{
    enum { KEPT_LEAST = 90 };             /* no file waits longer (roster.wait_days) */
    struct schools_of_old_kept_row *row;
    size_t n;
    try(schools_of_old_kept(j->ask, day_of(j->ask->now), (instant){ j->ask->now.ms - KEPT_LEAST * 86400000LL }, &row, &n));
    for (size_t i = 0; i < n; i++) {
        struct setting_value days;
        try(setting_of(j->ask, row[i].school_id, NULL, &roster_settings[KEPT_DAYS], &days));
        instant before = { j->ask->now.ms - days.n * 86400000 };
        try(job_step(j, (int64_t)i, (int64_t)n));
        job_enter_school(j, row[i].school_id);
        rc done = transact(j->ask, NULL, forget_kept, &before, NULL);
        job_enter_school(j, (school_id){ 0 });
        try(done);
    }
    return OK;
}

static rc tidy_job(struct job *j)
{
    struct schools_of_old_texts_row *row;
    size_t n;
    day today = day_of(j->ask->now);
    try(schools_of_old_texts(j->ask, today, &row, &n));
    for (size_t i = 0; i < n; i++) {
        try(job_step(j, (int64_t)i, (int64_t)n));
        job_enter_school(j, row[i].school_id);
        try(transact(j->ask, NULL, forget, &today, NULL));
        job_enter_school(j, (school_id){ 0 });
    }
    return kept_tidy(j);
}

const struct job_kind roster_jobs[] = {
    [JOB_INTAKE] = { .name = "roster.intake", .run = intake_job, .words = N_("Nhập danh sách"), .may = ROSTER_IMPORT, .at_once = 2, .priority = JOB_SOON,
                     .tell = { N_("Danh sách {ten} đã nhập xong. Tiếp theo: in phiếu đăng nhập."),
                               N_("Danh sách {ten} chưa nhập xong. {vi_sao} Mở ra để xem, rồi nhập lại nếu cần.") } },
    [JOB_TIDY]   = { .name = "roster.tidy", .run = tidy_job, .words = N_("Quên nội dung tệp đã hết hạn"), .at_once = 1, .priority = JOB_LATER, .daily_at = "02:40" },
    { 0 }
};
