/* Requests of families and their clocks. What stays true stands in privacy.h; how the days are counted and why, in
** docs/decisions/0066-clocks-of-requests.md. */
#include "access/permission.h"
#include "base/ids.h"
#include "generated/privacy_queries.h"
#include "notices/notices.h"
#include "people/people.h"
#include "privacy/erase.h"
#include "privacy/privacy.h"
#include "schools/schools.h"

const struct setting privacy_settings[] = {
    [PRIVACY_DONE_DAYS] = { .key = "privacy.done_days", .levels = SETTING_APP | SETTING_SCHOOL, .type = SETTING_INT, .permission = SETTINGS_LEAD, .guards = true, .group = N_("Quyền riêng tư"),
                            .label = N_("Xem, bản sao, sửa, xóa dữ liệu: làm xong trong"),
                            .hint = N_("Tính từ ngày nhận yêu cầu. Rút đồng ý, hạn chế, phản đối luôn xong trong 15 ngày."), .unit = N_("ngày"), .otherwise = "20", .min = 10, .max = 20 },
    { 0 }
};

const struct act privacy_acts[] = {
    [ACT_ASK]  = { "privacy.ask",  N_("gửi yêu cầu về dữ liệu của {vat}") },
    [ACT_STEP] = { "privacy.step", N_("trả lời yêu cầu về dữ liệu của {vat}") },
    [ACT_COPY] = { "privacy.copy", N_("lấy bản sao dữ liệu của {vat}") },
    [ACT_ERASE_PROPOSE] = { "privacy.erase_propose", N_("đề nghị xóa dữ liệu của {vat}") },
    [ACT_ERASE]     = { "privacy.erase", N_("xóa dữ liệu của {vat}") },
    [ACT_ERASE_NOT] = { "privacy.erase_not", N_("quyết định không xóa dữ liệu của {vat}") },
    [ACT_ENTER]     = { "privacy.enter", N_("ghi yêu cầu xóa dữ liệu của {vat}") },
    [ACT_ERASE_DECIDE]  = { "privacy.erase_decide", N_("quyết định xóa dữ liệu của {vat}, sau thời gian chờ") },
    [ACT_ERASE_STOP]    = { "privacy.erase_stop", N_("dừng việc xóa dữ liệu của {vat}") },
    [ACT_ERASE_NO_WAIT] = { "privacy.erase_no_wait", N_("không cần chờ ngày xóa dữ liệu của {vat}") },
    [ACT_BREACH]      = { "privacy.breach", N_("ghi sự cố dữ liệu ngày {vat}") },
    [ACT_BREACH_STEP] = { "privacy.breach_step", N_("ghi việc đã làm về sự cố dữ liệu ngày {vat}") },
    { 0 }
};

/* ---- clocks */

static day workday_not_after(day on)
{
    while (!workday_is(on)) on.n--;
    return on;
}

static bool stops_a_use(enum privacy_kind kind)
{
    return kind == PRIVACY_KIND_WITHDRAW || kind == PRIVACY_KIND_RESTRICT || kind == PRIVACY_KIND_OBJECT;
}

struct privacy_clock privacy_clock(enum privacy_kind kind, day made, int64_t done_days)
{
    int64_t days = stops_a_use(kind) ? STOP_DAYS : done_days;
    struct privacy_clock k = { workdays_after(made, ANSWER_WORKDAYS), workday_not_after((day){ (int32_t)(made.n + days) }) };
    if (k.done.n < k.answer.n) k.answer = k.done;              /* a long Tết: the end is never before the answer */
    return k;
}

/* ---- asking */

static rc heads_hear(struct tx *t, const struct new_request *in, const char *code, privacy_request_id id, day due)
{
    struct heads_to_tell_row *row;
    size_t n;
    char text[ID_TEXT_SIZE], when[DAY_TEXT_SIZE];
    id_text(id.v, text);
    try(heads_to_tell(t->ask, in->school, in->subject, t->ask->me, day_of(t->now), &row, &n));
    struct notice one = { .kind = NOTICE_KIND_WORK, .about = in->subject, .words = _("Có yêu cầu mới về dữ liệu cá nhân. Trả lời trước hết ngày {ngay}."),
                          .with = { "ngay", arena_text(t->ask->arena, day_dmy(due, when)) }, .path = arena_print(t->ask->arena, "/t/%s/quyen-du-lieu/%s", code, text) };
    for (size_t i = 0; i < n; i++) {
        bool kept_away;
        one.to = row[i].person_id;
        try(order_keeps(t->ask, one.to, in->subject, &kept_away));
        if (!kept_away) try(notice_add(t, &one));
    }
    return OK;
}

/* `by` is who asks. */
static rc request_put(struct tx *t, const struct new_request *in, person_id by, privacy_request_id *out)
{
    struct request_school_row school;
    struct request_waits_row waits;
    struct setting_value days;
    bool found;
    try(request_school(t->ask, in->subject, in->school, &school, &found));
    if (!found)
        return refuse_field(t->ask, "truong", 5302, _("Hãy chọn trường đang giữ dữ liệu này."), NULL);
    try(request_waits(t->ask, in->school, in->subject, by, in->kind, &waits, &found));
    if (found)
        return refuse(t->ask, CONFLICT, 5304, _("Một yêu cầu như vậy đang chờ nhà trường. Xong yêu cầu ấy thì gửi tiếp được."), NULL);
    try(setting_of(t->ask, in->school, NULL, &privacy_settings[PRIVACY_DONE_DAYS], &days));
    struct privacy_clock clock = privacy_clock(in->kind, day_of(t->now), days.n);
    *out = NEW_ID(t, privacy_request_id);
    try(request_insert(t, in->school, *out, in->subject, by, in->kind, in->words, clock.answer, clock.done, NULL));
    return heads_hear(t, in, school.code, *out, clock.answer);
}

static rc request_told(struct tx *t, const struct new_request *in, int act)
{
    const char *name;
    try(person_name(t->ask, in->subject, &name));
    return audit_add(t, &(struct change){ .act = &privacy_acts[act], .kind = "person", .id = in->subject.v, .name = name, .about = in->subject,
        .reason = act == ACT_ENTER ? in->words : NULL, WAS({ N_("Yêu cầu"), NULL, privacy_kind_label(in->kind), KEPT_AS_WORDS }) });
}

rc request_add(struct tx *t, const struct new_request *in, privacy_request_id *out)
{
    if (in->kind == PRIVACY_KIND_CORRECT && str_empty(in->words))
        return refuse_field(t->ask, "loi", 5303, _("Hãy viết chỗ nào chưa đúng, và viết thế nào mới đúng."), NULL);
    try(request_put(t, in, t->ask->me, out));
    return request_told(t, in, ACT_ASK);
}

rc request_enter_for(struct tx *t, const struct new_request *in, enum privacy_source source, privacy_request_id *out)
{
    struct school_face school;
    char text[ID_TEXT_SIZE];
    try(request_put(t, in, in->subject, out));
    try(request_enter(t, *out, source, t->ask->me, NULL));
    try(school_face(t->ask, in->school, &school));
    id_text(in->subject.v, text);
    try(notice_add(t, &(struct notice){ .to = in->subject, .kind = NOTICE_KIND_WORK, .words = _("{truong} vừa ghi một yêu cầu xóa dữ liệu của bạn. Nếu bạn không muốn thế, hãy báo nhà trường ngay."),
                                        .with = { "truong", school.name }, .path = arena_print(t->ask->arena, "/ho-so/%s/quyen-du-lieu", text) }));
    return request_told(t, in, ACT_ENTER);
}

/* ---- answering */

/* Who asked hears of it without a name in it: a notice stays where it was read. */
static rc asker_hears(struct tx *t, const struct request_one_row *r)
{
    char text[ID_TEXT_SIZE];
    if (!r->stands) return OK;
    id_text(r->subject_id.v, text);
    return notice_add(t, &(struct notice){ .to = r->by_person, .kind = NOTICE_KIND_WORK, .words = _("Nhà trường đã trả lời yêu cầu của bạn về dữ liệu cá nhân."),
                                           .path = arena_print(t->ask->arena, "/ho-so/%s/quyen-du-lieu", text) });
}

rc request_answerable(struct tx *t, person_id by, person_id subject)
{
    if (by.v != t->ask->me.v && subject.v != t->ask->me.v) return OK;
    return refuse(t->ask, CONFLICT, 5305, _("Không tự trả lời yêu cầu về dữ liệu của chính mình. Nhờ người khác trong ban giám hiệu."), NULL);
}

static rc may_be_answered(struct tx *t, const struct request_one_row *r, const struct request_answer *in)
{
    try(request_answerable(t, r->by_person, r->subject_id));
    if (r->closed_at.has)
        return refuse(t->ask, CONFLICT, 5306, _("Yêu cầu này đã xong. Tải lại trang để xem."), NULL);
    if (r->barred && in->did != PRIVACY_DID_REFUSED)
        return refuse(t->ask, CONFLICT, 5307, _("Có quyết định không để người này tiếp cận em, nên chỉ từ chối được yêu cầu này."), NULL);
    return OK;
}

static rc put_off(struct tx *t, const struct request_one_row *r, int64_t days, day *due)
{
    if (r->extended_at.has)
        return refuse(t->ask, CONFLICT, 5308, _("Yêu cầu này đã gia hạn một lần. Làm xong trong hạn ấy."), NULL);
    if (days < 1 || days > EXTENSION_DAYS)
        return refuse_field(t->ask, "ngay", 5309, _("Ghi số ngày gia hạn, từ 1 đến 15."), NULL);
    *due = workday_not_after((day){ (int32_t)(r->done_due.n + days) });
    return OK;
}

rc request_as_read(struct ask *a, privacy_request_id id, struct request_one_row *out, bool *found)
{
    bool kept_away;
    try(request_one(a, id, a->me, out, found));
    if (!*found || out->barred) return OK;
    try(order_keeps(a, out->by_person, out->subject_id, &kept_away));
    out->barred = kept_away;
    out->stands = out->stands && !kept_away;
    return OK;
}

rc request_answer(struct tx *t, const struct request_answer *in)
{
    static const enum privacy_state after[] = { [PRIVACY_DID_ANSWERED] = PRIVACY_STATE_ANSWERED, [PRIVACY_DID_EXTENDED] = PRIVACY_STATE_ANSWERED,
                                                [PRIVACY_DID_DONE] = PRIVACY_STATE_DONE, [PRIVACY_DID_REFUSED] = PRIVACY_STATE_REFUSED };
    struct request_one_row r;
    bool found, off = in->did == PRIVACY_DID_EXTENDED, over = in->did == PRIVACY_DID_DONE || in->did == PRIVACY_DID_REFUSED;
    int64_t changed;
    opt_instant now = { true, t->now };
    try(request_as_read(t->ask, in->id, &r, &found));
    if (!found) return NOT_FOUND;
    try(may_be_answered(t, &r, in));
    struct erasure_of_row waits;
    try(erasure_of(t->ask, in->id, &waits, &found));
    if (over && found && waits.state == ERASURE_STATE_WAITING)
        return refuse(t->ask, CONFLICT, 5868, _("Việc xóa theo yêu cầu này đang chờ tới ngày. Thôi việc xóa ở trang Xóa dữ liệu trước, rồi mới khép yêu cầu."), NULL);
    day due = r.done_due;
    if (off) try(put_off(t, &r, in->days, &due));
    try(request_step(t, in->id, after[in->did], due, r.answered_at.has ? r.answered_at : now, off ? now : r.extended_at, over ? now : r.closed_at, in->rev, &changed));
    if (changed == 0)
        return refuse(t->ask, CONFLICT, 5310, _("Vừa có người làm việc với yêu cầu này. Xem lại trang rồi làm tiếp."), NULL);
    try(answer_insert(t, in->id, NEW_ID(t, privacy_answer_id), in->did, in->words, t->ask->me, NULL));
    try(asker_hears(t, &r));
    return audit_add(t, &(struct change){ .act = &privacy_acts[ACT_STEP], .kind = "person", .id = r.subject_id.v, .name = r.subject_name, .about = r.subject_id, .reason = in->words,
        WAS({ N_("Yêu cầu"), privacy_state_label(r.state), privacy_state_label(after[in->did]), KEPT_AS_WORDS }, { N_("Gia hạn"), NULL, off ? N_("Gia hạn") : NULL, KEPT_AS_WORDS }) });
}
