/* The page on which the principal says what is sent on to where, and sees how it goes. */
#include "access/access.h"
#include "base/ids.h"
#include "exchange/pages.h"
#include "generated/exchange_views.h"
#include <string.h>

enum { SECRET_LEAST = 16 };

struct forward_in { const char *name, *kind, *address, *account, *secret, *version, *what, *actor, *verb, *activity, *from, *reason; bool read; };
static const struct field forward_fields[] = {
    FIELD(struct forward_in, name, FIELD_TEXT, REQUIRED, .name = "ten", .max = 80, .label = N_("Tên nơi nhận")),
    FIELD(struct forward_in, reason, FIELD_TEXT, REQUIRED, .name = "ly_do", .max = REASON_MOST, .label = N_("Chuyển tiếp để làm gì")),
    FIELD(struct forward_in, kind, FIELD_CHOICE, REQUIRED, .name = "cach", .choices = "store whole ids", .label = N_("Cách gửi")),
    FIELD(struct forward_in, address, FIELD_TEXT, REQUIRED, .name = "dia_chi", .max = 500, .label = N_("Địa chỉ")),
    FIELD(struct forward_in, account, FIELD_TEXT, OPTIONAL, .name = "khoa", .max = 200, .label = N_("Khóa (Basic)")),
    FIELD(struct forward_in, secret, FIELD_SECRET, REQUIRED, .name = "bi_mat", .max = 500, .label = N_("Bí mật")),
    FIELD(struct forward_in, version, FIELD_CHOICE, REQUIRED, .name = "chuan", .choices = "1 2", .label = N_("Chuẩn xAPI của kho")),
    FIELD(struct forward_in, what, FIELD_CHOICE, REQUIRED, .name = "gi", .choices = "everything deeds outside", .label = N_("Gửi gì")),
    FIELD(struct forward_in, actor, FIELD_CHOICE, REQUIRED, .name = "ai", .choices = "anyone pupil staff family", .label = N_("Của ai")),
    FIELD(struct forward_in, verb, FIELD_TEXT, OPTIONAL, .name = "dong_tu", .max = 500, .label = N_("Chỉ động từ này")),
    FIELD(struct forward_in, activity, FIELD_TEXT, OPTIONAL, .name = "hoat_dong", .max = 500, .label = N_("Chỉ hoạt động này")),
    FIELD(struct forward_in, from, FIELD_CHOICE, REQUIRED, .name = "tu", .choices = "nay dau", .label = N_("Bắt đầu từ")),
    FIELD(struct forward_in, read, FIELD_TICK, OPTIONAL, .name = "da_doc"), { 0 } };
const struct form_spec forward_form = { forward_fields };

struct turn_in { exchange_target_id id; const char *what; int64_t rev; };
static const struct field turn_fields[] = {
    FIELD(struct turn_in, id, FIELD_ID, REQUIRED, .name = "noi"),
    FIELD(struct turn_in, what, FIELD_CHOICE, REQUIRED, .name = "viec", .choices = "dung tiep thoi"),
    FIELD(struct turn_in, rev, FIELD_INT, REQUIRED, .name = "rev"), { 0 } };
const struct form_spec turn_form = { turn_fields };

static const struct ui_choice kinds[] = {
    { "store", N_("Kho xAPI"), N_("Kho học tập khác nhận từng phát biểu theo chuẩn xAPI, kèm tệp.") },
    { "whole", N_("Webhook: cả phát biểu"), N_("Một phần mềm nhận lời gọi, mỗi lần nhiều phát biểu.") },
    { "ids", N_("Webhook: chỉ mã phát biểu"), N_("Chỉ báo có phát biểu mới; phần mềm ấy phải có khóa để đọc.") } };
static const struct ui_choice whats[] = { { "everything", N_("Mọi phát biểu"), NULL }, { "deeds", N_("Chỉ việc ghi trong Khuê"), NULL }, { "outside", N_("Chỉ điều hệ thống khác gửi đến"), NULL } };
static const struct ui_choice actors[] = { { "anyone", N_("Mọi người"), NULL }, { "pupil", N_("Chỉ học sinh"), NULL }, { "staff", N_("Chỉ thầy cô, nhân viên"), NULL }, { "family", N_("Chỉ gia đình"), NULL } };
static const struct ui_choice froms[] = { { "nay", N_("Từ bây giờ"), N_("Chỉ những gì có sau khi bật.") }, { "dau", N_("Từ đầu"), N_("Cả những gì đã có trong kho.") } };
static const struct ui_choice versions[] = { { "1", N_("1.0.3 (phần lớn kho đang dùng)"), NULL }, { "2", N_("2.0 (IEEE 9274.1.1)"), NULL } };

enum { COUNTED_MOST = 1000, MISSED_SHOWN = 20 };

static rc waits(struct ctx *c, struct target_shown *x)
{
    struct missed_of_row *missed;
    int64_t before = upto_of(c->ask, (opt_instant){ 0 });
    if (x->r->state != TARGET_STATE_ENDED && x->r->after_id.v + 1 < before)
        try(statements_count(c->ask, x->r->after_id, (statement_id){ before }, COUNTED_MOST, &x->waiting));
    x->many = x->waiting >= COUNTED_MOST;
    if (x->r->missed > 0) {
        try(missed_of(c->ask, x->r->id, (statement_id){ 0 }, MISSED_SHOWN, &missed, &x->misses));
        x->miss = missed;
    }
    return OK;
}

rc forward_page(struct ctx *c, struct reply *r)
{
    struct forward_view v = { .school_code = c->school->code };
    struct targets_of_school_row *row;
    v.kind = kinds, v.kinds = sizeof kinds / sizeof *kinds, v.what = whats, v.whats = sizeof whats / sizeof *whats, v.actor = actors, v.actors = sizeof actors / sizeof *actors;
    v.from = froms, v.froms = sizeof froms / sizeof *froms, v.version = versions, v.versions = sizeof versions / sizeof *versions;
    try(targets_of_school(c->ask, &row, &v.n));
    struct target_shown *x = ARENA_MANY(c->arena, struct target_shown, v.n);
    if (!x) return LIMIT;
    for (size_t i = 0; i < v.n; i++) {
        x[i] = (struct target_shown){ .r = &row[i], .id = id_shown(c->arena, row[i].id.v), .why = say_again(c->arena, c->lang, row[i].last_words) };
        try(waits(c, &x[i]));
    }
    v.target = x;
    return show(r, view_exchange_forward, &v);
}

/* The same in short, for the page of who runs the store. */
rc exchange_streams(struct ctx *c, struct stream_line **rows, size_t *n)
{
    struct targets_of_school_row *row;
    try(targets_of_school(c->ask, &row, n));
    struct stream_line *line = ARENA_MANY(c->arena, struct stream_line, *n);
    if (!line) return LIMIT;
    for (size_t i = 0; i < *n; i++) {
        const struct targets_of_school_row *r = &row[i];
        struct target_shown x = { .r = r };
        try(waits(c, &x));
        line[i] = (struct stream_line){ .name = r->name, .way = target_kind_label(r->kind), .why = say_again(c->arena, c->lang, r->last_words), .sent = r->sent, .waiting = x.waiting, .missed = r->missed, .many = x.many,
            .sent_at = r->last_sent_at, .mood = r->state == TARGET_STATE_ENDED ? STREAM_ENDED : r->state == TARGET_STATE_PAUSED ? STREAM_PAUSED : r->failing_at.has ? STREAM_FAILING : STREAM_WELL };
    }
    *rows = line;
    return OK;
}

static rc forward_fits(struct ctx *c, const struct forward_in *in)
{
    bool store = str_is(in->kind, "store");
    if (!outgoing_address(c->app, in->address)) return refuse_field(c->ask, "dia_chi", 5583, _("Địa chỉ phải bắt đầu bằng https://, không có tên và mật khẩu trong đó."), NULL);
    if (store && str_empty(in->account)) return refuse_field(c->ask, "khoa", 5585, _("Kho xAPI cần khóa của nó: ghi khóa do bên nhận cấp."), NULL);
    if (!store && strlen(in->secret) < SECRET_LEAST) return refuse_field(c->ask, "bi_mat", 5586, _("Bí mật của webhook cần ít nhất 16 kí tự: nơi nhận dùng nó để kiểm chữ kí."), NULL);
    if (*in->verb && !is_iri(in->verb)) return refuse_field(c->ask, "dong_tu", 5587, _("Ghi địa chỉ đầy đủ (IRI), ví dụ http://adlnet.gov/expapi/verbs/completed."), NULL);
    if (*in->activity && !is_iri(in->activity)) return refuse_field(c->ask, "hoat_dong", 5587, _("Ghi địa chỉ đầy đủ (IRI), ví dụ http://adlnet.gov/expapi/verbs/completed."), NULL);
    if (!in->read) return refuse_field(c->ask, "da_doc", 5588, _("Đọc những gì sẽ rời khỏi trường, rồi đánh dấu ở đây."), NULL);
    return OK;
}

static rc made_store(struct tx *t, const struct target_of_row *in, void *out)
{
    (void)out;
    try(access_recheck(t, RECORD_FORWARD, NULL, 0));
    return target_make(t, in);
}
CLOSURE(made_store, struct target_of_row, void)

rc forward_action(struct ctx *c, struct reply *r)
{
    struct forward_in in;
    struct target_of_row x = { .version = XAPI_1 };
    try(form_read(c, c->route->form, &in));
    try(forward_fits(c, &in));
    if (!target_kind_read(in.kind, &x.kind) || !target_what_read(in.what, &x.what) || !target_actor_read(in.actor, &x.actor)) return BUG;
    x.name = in.name, x.reason = in.reason, x.address = in.address, x.account = x.kind == TARGET_KIND_STORE ? in.account : "";
    x.verb = *in.verb ? in.verb : NULL, x.activity = *in.activity ? in.activity : NULL;
    if (str_is(in.version, "2")) x.version = XAPI_2;
    if (str_is(in.from, "nay")) x.after_id.v = statement_first(c->now) - 1;
    try(secret_seal(c->app, c->arena, secret_place(c->arena, c->school->id, x.address, x.account), in.secret, &x.sealed));
    try(transact(c->ask, c->key, made_store, &x, NULL));
    return see_other_flash(r, arena_print(c->arena, "/t/%s/chuyen-tiep", c->school->code), _("Đã bật, đang gửi lần đầu. Tải lại trang sau một lát để xem."), NULL);
}

static rc turned_store(struct tx *t, const struct turn_in *in, void *out)
{
    (void)out;
    try(access_recheck(t, RECORD_FORWARD, NULL, 0));
    return target_turn(t, in->id, in->rev, in->what);
}
CLOSURE(turned_store, struct turn_in, void)

rc turn_action(struct ctx *c, struct reply *r)
{
    struct turn_in in;
    try(form_read(c, c->route->form, &in));
    try(transact(c->ask, c->key, turned_store, &in, NULL));
    const char *said = str_is(in.what, "dung") ? N_("Đã tạm dừng. Không có gì mất: gửi tiếp thì đi từ chỗ đang dở.") : str_is(in.what, "tiep") ? N_("Đang gửi lại. Tải lại trang sau một lát để xem.") : N_("Đã thôi. Không gì được gửi tới đó nữa.");
    return see_other_flash(r, arena_print(c->arena, "/t/%s/chuyen-tiep", c->school->code), said, NULL);
}
