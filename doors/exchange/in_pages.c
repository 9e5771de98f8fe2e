/* The page on which the heads take statements in: a file, or another store. Each is looked at first, and taken in when somebody says so. */
#include "access/access.h"
#include "base/csv.h"
#include "base/ids.h"
#include "exchange/pages.h"
#include "generated/exchange_views.h"
#include <string.h>

enum { REFUSALS_SHOWN = 50 };

struct file_in { const char *reason; struct upload file; };
static const struct field file_fields[] = {
    FIELD(struct file_in, reason, FIELD_TEXT, REQUIRED, .name = "ly_do", .max = REASON_MOST, .label = N_("Phát biểu từ đâu, nhập để làm gì")),
    FIELD(struct file_in, file, FIELD_FILE, REQUIRED, .name = "tep", .label = N_("Tệp NDJSON")), { 0 } };
const struct form_spec file_form = { file_fields };

struct store_in { const char *reason, *address, *account, *secret, *version; opt_day since; };
static const struct field store_fields[] = {
    FIELD(struct store_in, address, FIELD_TEXT, REQUIRED, .name = "dia_chi", .max = 500, .label = N_("Địa chỉ của kho")),
    FIELD(struct store_in, account, FIELD_TEXT, REQUIRED, .name = "khoa", .max = 200, .label = N_("Khóa (Basic)")),
    FIELD(struct store_in, secret, FIELD_SECRET, REQUIRED, .name = "bi_mat", .max = 500, .label = N_("Bí mật")),
    FIELD(struct store_in, version, FIELD_CHOICE, REQUIRED, .name = "chuan", .choices = "1 2", .label = N_("Chuẩn xAPI của kho")),
    FIELD(struct store_in, since, FIELD_DAY, OPTIONAL, .name = "tu", .label = N_("Chỉ lấy từ ngày")),
    FIELD(struct store_in, reason, FIELD_TEXT, REQUIRED, .name = "vi_sao", .max = REASON_MOST, .label = N_("Nhập để làm gì")), { 0 } };
const struct form_spec store_form = { store_fields };

struct run_in { exchange_run_id id; const char *what; int64_t rev; };
static const struct field run_fields[] = {
    FIELD(struct run_in, id, FIELD_ID, REQUIRED, .name = "lan"),
    FIELD(struct run_in, what, FIELD_CHOICE, REQUIRED, .name = "viec", .choices = "ghi tiep bo"),
    FIELD(struct run_in, rev, FIELD_INT, REQUIRED, .name = "rev"), { 0 } };
const struct form_spec run_form = { run_fields };

static const struct ui_choice versions[] = { { "1", N_("1.0.3 (phần lớn kho đang dùng)"), NULL }, { "2", N_("2.0 (IEEE 9274.1.1)"), NULL } };

/* The run of ?lan=…; false: none is asked for. */
static rc run_asked_for(struct ctx *c, struct run_of_row *row, bool *any)
{
    const char *text = query_text(c, "lan");
    exchange_run_id id;
    *any = *text != 0;
    if (!*any) return OK;
    if (!id_read(text, &id.v)) return NOT_FOUND;
    try(run_find(c->ask, id, row));
    return row->kind == EXCHANGE_KIND_OUT ? NOT_FOUND : OK;
}

rc in_page(struct ctx *c, struct reply *r)
{
    struct in_view v = { .school_code = c->school->code, .version = versions, .versions = sizeof versions / sizeof *versions };
    struct run_of_row row;
    struct run_shown *run;
    struct refused_of_row *refused;
    bool any;
    try(runs_show(c, false, &run, &v.n));
    try(run_asked_for(c, &row, &any));
    v.run = run;
    for (size_t i = 0; any && i < v.n; i++)
        if (run[i].r->id.v == row.id.v) v.open = &run[i];
    if (v.open) {
        v.row = &row;
        try(refused_of(c->ask, row.id, 0, REFUSALS_SHOWN, &refused, &v.refusals));
        v.refused = refused;
    }
    return show(r, view_exchange_in, &v);
}

rc file_action(struct ctx *c, struct reply *r)
{
    struct file_in in;
    struct blob_taken taken;
    try(form_read(c, c->route->form, &in));
    struct file_given given = { EXCHANGE_IN, "tep", in.file };
    try(file_take(c->app, c->ask, &given, &taken));
    struct run_asked asked = { .school_code = c->school->code, .taken = &taken, .quota = quota_of_school(c->app),
                               .run = { .kind = EXCHANGE_KIND_FILE, .trial = true, .name = taken.name, .reason = in.reason, .version = XAPI_2, .hash = { taken.size[0].hash, sizeof taken.size[0].hash } } };
    try(run_ask(c, &asked));
    return see_other(r, c->key->answer);
}

rc store_action(struct ctx *c, struct reply *r)
{
    struct store_in in;
    try(form_read(c, c->route->form, &in));
    if (!outgoing_address(c->app, in.address)) return refuse_field(c->ask, "dia_chi", 5583, _("Địa chỉ phải bắt đầu bằng https://, không có tên và mật khẩu trong đó."), NULL);
    struct run_asked asked = { .school_code = c->school->code, .run = { .kind = EXCHANGE_KIND_STORE, .trial = true, .name = in.address, .reason = in.reason, .address = in.address, .account = in.account,
                                                                       .version = str_is(in.version, "2") ? XAPI_2 : XAPI_1 } };
    if (in.since.has) asked.run.from = (opt_instant){ true, day_start(in.since.v) };
    try(secret_seal(c->app, c->arena, secret_place(c->arena, c->school->id, in.address, in.account), in.secret, &asked.run.sealed));
    try(run_ask(c, &asked));
    return see_other(r, c->key->answer);
}

/* ---- what becomes of a run */

struct run_turn { const struct run_in *in; const char *school_code; };

static rc too_late(struct tx *t) { return refuse(t->ask, CONFLICT, 5584, _("Lần này vừa đổi trạng thái. Xem lại trang rồi bấm."), NULL); }

static rc run_drop(struct tx *t, const struct run_turn *in, const struct run_of_row *row)
{
    int64_t changed;
    char id[ID_TEXT_SIZE];
    id_text(row->id.v, id);
    try(run_over(t, row->id, row->rev, EXCHANGE_STATE_STOPPED, false, &changed));
    if (!changed) return too_late(t);
    try(files_end(t, EXCHANGE_IN, row->id.v, t->ask->me));
    return answer(t, "/t/%s/kho-hanh-trinh/nhap?lan=%s", in->school_code, id);
}

static rc run_turned(struct tx *t, const struct run_turn *in, job_id *out)
{
    struct run_of_row row;
    int64_t changed = 1;
    bool write = str_is(in->in->what, "ghi");
    try(access_recheck(t, RECORD_EXCHANGE, NULL, 0));
    try(run_find(t->ask, in->in->id, &row));
    if (row.rev != in->in->rev || row.state == EXCHANGE_STATE_DONE) return too_late(t);
    if (str_is(in->in->what, "bo")) return row.state == EXCHANGE_STATE_LOOKED ? run_drop(t, in, &row) : too_late(t);
    if (write) try(run_in_earnest(t, row.id, row.rev, &changed));
    if (!changed || (!write && row.state == EXCHANGE_STATE_LOOKED)) return too_late(t);
    if (write) try(refused_forget(t, row.id, NULL));
    try(run_queue(t, row.id, row.kind, row.name, out));
    return answer(t, "%s", job_path(t->ask->arena, in->school_code, *out));
}
CLOSURE(run_turned, struct run_turn, job_id)

rc run_action(struct ctx *c, struct reply *r)
{
    struct run_in in;
    job_id id;
    try(form_read(c, c->route->form, &in));
    struct run_turn turn = { &in, c->school->code };
    try(transact(c->ask, c->key, run_turned, &turn, &id));
    return see_other(r, c->key->answer);
}

/* ---- the report, to be kept and worked through */

static rc report_put(struct ctx *c, const struct run_of_row *run, struct buf *b)
{
    struct refused_of_row *row;
    size_t n;
    try(refused_of(c->ask, run->id, 0, REFUSED_MOST + TAKE, &row, &n));
    buf_text(b, CSV_BOM);
    csv_text(b, tr(c->lang, _("Dòng")), CSV_MORE), csv_text(b, tr(c->lang, _("Số lỗi")), CSV_MORE), csv_text(b, tr(c->lang, _("Chỗ trong phát biểu")), CSV_MORE);
    csv_text(b, tr(c->lang, _("Mã phát biểu")), CSV_MORE), csv_text(b, tr(c->lang, _("Vì sao không nhận")), CSV_LAST);
    for (size_t i = 0; i < n; i++) {
        csv_number(b, row[i].line, CSV_MORE), csv_number(b, row[i].number, CSV_MORE);
        csv_text(b, row[i].path, CSV_MORE), csv_text(b, row[i].name, CSV_MORE), csv_text(b, say_again(c->arena, c->lang, row[i].words), CSV_LAST);
    }
    return b->failed ? LIMIT : OK;
}

rc refused_file(struct ctx *c, struct reply *r)
{
    struct run_of_row run;
    struct buf b;
    bool any;
    try(run_asked_for(c, &run, &any));
    if (!any) return see_other_print(r, "/t/%s/kho-hanh-trinh/nhap", c->school->code);
    buf_init(&b, 16 << 20);
    rc done = report_put(c, &run, &b);
    if (done == OK) done = send_bytes(r, "text/csv; charset=utf-8", "khong-nhan.csv", b.p, b.n);
    buf_finish(&b);
    return done;
}
