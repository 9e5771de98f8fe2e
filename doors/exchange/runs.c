/* Runs: begun, queued, ended; what may be seen of their files; kinds of change and of jobs. */
#include "access/access.h"
#include "base/ids.h"
#include "exchange/inside.h"

const struct act exchange_acts[] = {
    [ACT_OUT_ASKED] = { "exchange.ask", N_("giao xuất kho hành trình") },
    [ACT_OUT] = { "exchange.out", N_("xuất kho hành trình: {vat}") },
    [ACT_IN_ASKED] = { "exchange.in_ask", N_("giao nhập phát biểu từ {vat}") },
    [ACT_IN] = { "exchange.in", N_("nhập phát biểu từ {vat}") },
    [ACT_TARGET_MADE] = { "exchange.target", N_("bật chuyển tiếp phát biểu tới {vat}") },
    [ACT_TARGET_PAUSED] = { "exchange.pause", N_("tạm dừng chuyển tiếp tới {vat}") },
    [ACT_TARGET_ON] = { "exchange.go_on", N_("chuyển tiếp lại tới {vat}") },
    [ACT_TARGET_ENDED] = { "exchange.end", N_("thôi chuyển tiếp tới {vat}") },
    { NULL, NULL },
};

/* Who made it, as long as they may: nobody else gets the bytes whose looks are theirs. */
static rc own_see(struct ctx *c, const struct file_face *f)
{
    return f->by.v == c->who->person.v && may(c, RECORD_EXCHANGE, NULL, 0) ? OK : DENIED;
}

const struct file_use exchange_files[] = {
    { EXCHANGE_OUT, N_("Phát biểu xuất ra"), FILE_AS_SENT, "application/x-ndjson", 16 << 20, .keep_days = 0, .live_days = 7, .see = own_see },
    { EXCHANGE_IN, N_("Phát biểu gửi lên để nhập"), FILE_AS_SENT, "application/x-ndjson text/plain text/csv", 16 << 20, .keep_days = 0, .live_days = 30, .see = own_see },
    { 0 }
};

enum { KEEP_OPEN, KEEP_REPORT };
const struct keep exchange_keeps[] = {
    [KEEP_OPEN] = { .what = N_("Lần nhập phát biểu chưa làm xong, và bí mật của kho khác"), .why = N_("Để còn làm tiếp."), .days = 30, .job = "exchange.tidy" },
    [KEEP_REPORT] = { .what = N_("Bản kê dòng không nhận khi nhập phát biểu"), .why = N_("Hơn một năm học, để sửa và nhập lại."), .days = 400, .job = "exchange.tidy" },
    { 0 }
};

struct tidying { instant runs, reports; };
static rc tidy(struct tx *t, const struct tidying *in, void *out)
{
    (void)out;
    try(runs_let_go(t, in->runs, NULL));
    return reports_forget(t, in->reports, NULL);
}
CLOSURE(tidy, struct tidying, void)

static rc tidy_job(struct job *j)
{
    struct tidying in = { keep_before(&exchange_keeps[KEEP_OPEN], j->ask->now), keep_before(&exchange_keeps[KEEP_REPORT], j->ask->now) };
    return transact(j->ask, NULL, tidy, &in, NULL);
}

const struct job_kind exchange_jobs[] = {
    [JOB_OUT] = { .name = "exchange.out", .run = out_job, .words = N_("Xuất kho hành trình"), .result = N_("Lấy tệp"), .may = RECORD_EXCHANGE, .at_once = 1,
                  .tell = { N_("Phát biểu đã xuất xong, chờ lấy tệp."), N_("Chưa xuất xong phát biểu. {vi_sao}") } },
    [JOB_FILE] = { .name = "exchange.file", .run = file_job, .words = N_("Nhập phát biểu từ tệp"), .result = N_("Xem kết quả nhập"), .may = RECORD_EXCHANGE, .at_once = 1,
                   .tell = { N_("Đã xem xong tệp phát biểu {ten}."), N_("Chưa nhập xong tệp phát biểu {ten}. {vi_sao}") } },
    [JOB_STORE] = { .name = "exchange.store", .run = store_job, .outside = true, .words = N_("Nhập phát biểu từ kho khác"), .result = N_("Xem kết quả nhập"), .may = RECORD_EXCHANGE, .at_once = 2,
                    .tell = { N_("Đã xem xong phát biểu ở {ten}."), N_("Chưa nhập xong phát biểu từ {ten}. {vi_sao}") } },
    [JOB_DUE] = { .name = "exchange.due", .run = due_job, .words = N_("Xem có phát biểu nào cần chuyển tiếp"), .at_once = 1, .every_min = 2 },
    [JOB_FORWARD] = { .name = "exchange.forward", .run = forward_job, .outside = true, .words = N_("Chuyển tiếp phát biểu"), .at_once = 2, .attempts = 2 },
    [JOB_TIDY] = { .name = "exchange.tidy", .run = tidy_job, .words = N_("Bỏ lần nhập phát biểu đã cũ"), .at_once = 1, .priority = JOB_LATER, .daily_at = "02:45" },
    { 0 }
};

const char *secret_place(struct arena *a, school_id school, const char *address, const char *account)
{
    return arena_print(a, "exchange\n%lld\n%s\n%s", (long long)school.v, address, account);
}

rc run_open(struct tx *t, const struct new_run *in, exchange_run_id *out)
{
    bool leaves = in->kind == EXCHANGE_KIND_OUT;
    *out = NEW_ID(t, exchange_run_id);
    try(run_insert(t, *out, in->kind, in->trial, in->name, in->reason, in->from, in->until, in->hash, in->address, in->account, in->sealed, in->version, in->after, t->ask->me, NULL));
    return audit_add(t, &(struct change){ .act = &exchange_acts[leaves ? ACT_OUT_ASKED : ACT_IN_ASKED], .kind = "exchange_run", .id = out->v, .name = in->name, .reason = in->reason });
}

rc run_queue(struct tx *t, exchange_run_id id, enum exchange_kind kind, const char *about, job_id *out)
{
    struct arena *a = t->ask->arena;
    const struct job_kind *job = &exchange_jobs[kind == EXCHANGE_KIND_OUT ? JOB_OUT : kind == EXCHANGE_KIND_FILE ? JOB_FILE : JOB_STORE];
    struct new_job in = { .kind = job, .about = about, .school = t->ask->scope.school, .person = t->ask->me, .args = arena_print(a, "run=%lld", (long long)id.v),
                          .once = arena_print(a, "exchange.run %lld", (long long)id.v) };
    try(job_add(t, &in, out));
    return run_goes(t, id, out->v, NULL);
}

rc run_find(struct ask *a, exchange_run_id id, struct run_of_row *out)
{
    bool found;
    try(run_of(a, id, out, &found));
    return found ? OK : NOT_FOUND;
}

struct ending_in { const struct run_of_row *run; enum exchange_state state; };

static const char *number_of(struct tx *t, int64_t n) { return arena_print(t->ask->arena, "%lld", (long long)n); }

static rc over(struct tx *t, const struct ending_in *in, void *out)
{
    const struct run_of_row *r = in->run;
    int64_t changed;
    (void)out;
    try(run_over(t, r->id, r->rev, in->state, in->state == EXCHANGE_STATE_LOOKED, &changed));
    if (!changed) return CONFLICT;
    if (in->state != EXCHANGE_STATE_DONE || r->kind == EXCHANGE_KIND_OUT) return OK;
    return audit_add(t, &(struct change){ .act = &exchange_acts[ACT_IN], .kind = "exchange_run", .id = r->id.v, .name = r->name, .by = r->made_by,
        WAS({ N_("Phát biểu mới"), NULL, number_of(t, r->fresh), KEPT_AS_IS }, { N_("Đã có"), NULL, number_of(t, r->known), KEPT_AS_IS }, { N_("Không nhận"), NULL, number_of(t, r->refused), KEPT_AS_IS }) });
}
CLOSURE(over, struct ending_in, void)

rc run_close(struct ask *a, const struct run_of_row *run, enum exchange_state state, struct request_key *key)
{
    struct ending_in in = { run, state };
    return transact(a, key, over, &in, NULL);
}
