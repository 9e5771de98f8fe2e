/* Erasure upon a request: somebody of the office proposes, another one of the heads decides by typing the name; when its day has come (erase_wait.c) every
** room drops what it need not keep (person_part.drop), in one closure, or nothing is dropped at all. docs/decisions/0082-erasure-takes-two.md, 0134 */
#include "privacy/erase.h"
#include "access/access.h"
#include "base/viet.h"
#include "consent/consent.h"
#include "generated/privacy_queries.h"
#include "notices/notices.h"
#include "people/people.h"

rc erasure_may(struct ask *a, const struct request_one_row *r)
{
    struct used_still_row used;
    struct pupil_ever_row pupil;
    struct adult adult;
    bool found;
    if (r->kind != PRIVACY_KIND_ERASE || r->closed_at.has || r->state != PRIVACY_STATE_ANSWERED || r->barred)
        return refuse(a, CONFLICT, 5330, _("Chỉ xóa theo một yêu cầu “Xóa dữ liệu” mà nhà trường đã trả lời là chấp nhận và chưa khép lại."), NULL);
    if (!r->stands)
        return refuse(a, CONFLICT, 5347, _("Người gửi yêu cầu nay không còn là phụ huynh của em nên không xóa theo yêu cầu này. Hỏi lại gia đình; ai đang là phụ huynh thì gửi yêu cầu mới."), NULL);
    try(adult_look(a, r->subject_id, &adult));
    try(pupil_ever(a, r->subject_id, &pupil, &found));
    if (!found && !adult.is)
        return refuse(a, CONFLICT, 5331, _("Ở đây chỉ xóa được dữ liệu của người từng học, từng làm ở trường, hay từng là phụ huynh của một em."), NULL);
    try(used_still(a, r->subject_id, day_of(a->now), &used));
    if (adult.is) try(adult_may(a, r->subject_id, r->id));
    if (!adult.is && used.places)
        return refuse(a, CONFLICT, 5332, _("Người này còn học, còn làm hoặc còn là phụ huynh ở một trường: không xóa dữ liệu đang dùng. Có thể hạn chế sử dụng."), NULL);
    struct objections_open_row objections;
    try(objections_open(a, r->subject_id, &objections));
    if (objections.n)
        return refuse(a, CONFLICT, 5867, _("Một người liên quan phản đối và đang chờ nhà trường trả lời. Trả lời xong lời phản đối ấy rồi mới xóa được."), NULL);
    if (used.orders)
        return refuse(a, CONFLICT, 5333, _("Một quyết định về việc tiếp cận còn hiệu lực: dữ liệu phải giữ cho đến khi gỡ quyết định."), NULL);
    if (used.folded)
        return refuse(a, CONFLICT, 5345, _("Hồ sơ này đã gộp vào hồ sơ khác của cùng một người. Yêu cầu xóa phải gửi cho hồ sơ còn dùng."), NULL);
    if (used.papers)
        return refuse(a, CONFLICT, 5346, _("Giấy chuyển trường của em còn chờ trường mới nhận. Đợi trường mới nhận hoặc giấy hết hạn rồi mới xóa được."), NULL);
    return OK;
}

static rc request_here(struct tx *t, privacy_request_id id, struct request_one_row *r)
{
    bool found;
    try(request_as_read(t->ask, id, r, &found));
    if (!found) return NOT_FOUND;
    try(request_answerable(t, r->by_person, r->subject_id));
    return erasure_may(t->ask, r);
}

/* Those who also stand for the child, as long as anybody speaks for it, can still say no. */
static rc others_hear(struct tx *t, const struct request_one_row *r)
{
    struct subject_born_row row;
    try(subject_born(t->ask, r->subject_id, &row));
    if (!consent_needs(row.born, day_of(t->now)).guardian) return OK;
    return guardians_hear(t, r->subject_id, r->by_person, _("{truong} vừa nhận đề nghị xóa dữ liệu của con theo yêu cầu của một người trong gia đình. Nếu không đồng ý, hãy báo nhà trường ngay."));
}

rc erasure_propose(struct tx *t, const struct new_erasure *in)
{
    struct request_one_row r;
    struct erasure_of_row last;
    bool found;
    try(request_here(t, in->request, &r));
    try(erasure_of(t->ask, in->request, &last, &found));
    if (found && last.state == ERASURE_STATE_WAITING)
        return refuse(t->ask, CONFLICT, 5866, _("Việc xóa đã được quyết định và đang chờ tới ngày. Tải lại trang để xem."), NULL);
    if (found && last.state == ERASURE_STATE_PROPOSED)
        return refuse(t->ask, CONFLICT, 5334, _("Đề nghị xóa đang chờ người thứ hai. Tải lại trang để xem."), NULL);
    try(erasure_insert(t, NEW_ID(t, privacy_erasure_id), in->request, r.subject_id, in->reason, t->ask->me, NULL));
    try(others_hear(t, &r));
    return audit_add(t, &(struct change){ .act = &privacy_acts[ACT_ERASE_PROPOSE], .kind = "person", .id = r.subject_id.v, .name = r.subject_name, .about = r.subject_id, .reason = in->reason });
}

/* ---- what goes */

static rc drop_all(struct tx *t, person_id person)
{
    for (const struct person_part_table *k = person_part_tables; k->room; k++)
        for (const struct person_part *p = k->rows; p->code; p++)
            if (p->drop) try(p->drop(t, person));
    return OK;
}

static rc heads_hear(struct tx *t, person_id person, school_id school, const char *words)
{
    struct heads_to_tell_row *row;
    size_t n;
    try(heads_to_tell(t->ask, school, person, t->ask->me, day_of(t->now), &row, &n));
    for (size_t i = 0; i < n; i++)
        try(notice_add(t, &(struct notice){ .to = row[i].person_id, .kind = NOTICE_KIND_WORK, .path = "/thong-bao", .words = words }));
    return OK;
}

/* What is erased is the person's, not this school's alone: the others where the person was hear of it. */
static rc schools_hear(struct tx *t, person_id person, const char *words)
{
    struct schools_before_row *row;
    size_t n;
    try(schools_before(t->ask, person, t->ask->scope.school, &row, &n));
    for (size_t i = 0; i < n; i++) try(heads_hear(t, person, row[i].school_id, words));
    return OK;
}

/* Of an adult another school keeps its own, and hears only when what all share goes. */
static rc erase_adult(struct tx *t, person_id person, privacy_request_id request)
{
    struct folded_too_row *row;
    size_t n;
    bool elsewhere;
    try(adult_hold(t, person));
    try(adult_may(t->ask, person, request));
    try(adult_elsewhere(t->ask, person, &elsewhere));
    if (!elsewhere) try(schools_hear(t, person, _("Một trường khác vừa xóa liên hệ và tài khoản của một người từng ở trường bạn, theo yêu cầu. Phần trường bạn giữ vẫn còn nguyên.")));
    try(folded_too(t->ask, person, &row, &n));
    for (size_t i = 0; i < n; i++) try(adult_drop(t, row[i].id, !elsewhere));
    return adult_drop(t, person, !elsewhere);
}

static rc erase(struct tx *t, person_id person, privacy_request_id request)
{
    struct folded_too_row *row;
    struct adult adult;
    size_t n;
    try(adult_look(t->ask, person, &adult));
    if (adult.is) return erase_adult(t, person, request);
    try(persons_hold(t, person, person));
    try(schools_hear(t, person, _("Một trường khác vừa xóa dữ liệu của một người từng học ở trường bạn, theo yêu cầu. Phần phải giữ trong sổ sách vẫn còn.")));
    try(folded_too(t->ask, person, &row, &n));
    for (size_t i = 0; i < n; i++) try(drop_all(t, row[i].id));
    return drop_all(t, person);
}

static bool same_name(struct arena *a, const char *typed, const char *name) { return str_is(search_key(a, typed), search_key(a, name)); }

/* What the second one decides: it waits for its day from now on, or is given up. */
static rc decide(struct tx *t, const struct erasure_word *in, const struct request_one_row *r, const struct erasure_of_row *last)
{
    int64_t changed;
    if (!in->erase && last->state == ERASURE_STATE_WAITING) return erasure_given_up(t, r, last);
    if (in->erase) {
        if (last->proposed_by.v == t->ask->me.v)
            return refuse(t->ask, CONFLICT, 5336, _("Người đề nghị không tự duyệt. Nhờ người khác trong ban giám hiệu."), NULL);
        if (!same_name(t->ask->arena, in->typed, r->subject_name))
            return refuse_field(t->ask, "ho_ten", 5337, _("Gõ lại đúng họ tên của người được xóa dữ liệu."), NULL);
        return erasure_approve(t, r, last, in->on_paper);
    }
    try(erasure_decide(t, last->id, ERASURE_STATE_DROPPED, t->ask->me, last->rev, &changed));
    return changed ? OK : refuse(t->ask, CONFLICT, 5335, _("Đề nghị này vừa được quyết định hoặc đã đổi. Tải lại trang để xem."), NULL);
}

rc erasure_say(struct tx *t, const struct erasure_word *in)
{
    struct request_one_row r;
    struct erasure_of_row last;
    bool found;
    if (in->erase) try(request_here(t, in->request, &r));
    else {                                                     /* given up whatever has changed since */
        try(request_as_read(t->ask, in->request, &r, &found));
        if (!found) return NOT_FOUND;
        try(request_answerable(t, r.by_person, r.subject_id));
    }
    try(erasure_of(t->ask, in->request, &last, &found));
    bool open = found && (last.state == ERASURE_STATE_PROPOSED || (!in->erase && last.state == ERASURE_STATE_WAITING));
    if (!open || last.rev != in->rev)
        return refuse(t->ask, CONFLICT, 5335, _("Đề nghị này vừa được quyết định hoặc đã đổi. Tải lại trang để xem."), NULL);
    try(decide(t, in, &r, &last));
    return audit_add(t, &(struct change){ .act = &privacy_acts[in->erase ? ACT_ERASE_DECIDE : ACT_ERASE_NOT], .kind = "person", .id = r.subject_id.v, .name = r.subject_name, .about = r.subject_id });
}

rc erasure_carry_out(struct tx *t, const struct request_one_row *r, const struct erasure_of_row *last)
{
    int64_t changed;
    try(erasure_end(t, last->id, ERASURE_STATE_DONE, NULL, &changed));
    if (changed == 0) return OK;
    try(request_answer(t, &(struct request_answer){ .id = r->id, .did = PRIVACY_DID_DONE, .rev = r->rev,
        .words = tr(t->ask->lang, _("Nhà trường đã xóa những gì không phải giữ. Phần ở lại và vì sao: xem trang “Giữ gì, bao lâu, vì sao”.")) }));
    try(erase(t, r->subject_id, r->id));                      /* last, so that what tells who asked goes too */
    return audit_add(t, &(struct change){ .act = &privacy_acts[ACT_ERASE], .kind = "person", .id = r->subject_id.v, .name = r->subject_name, .about = r->subject_id });
}
