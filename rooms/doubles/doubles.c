#include "access/access.h"
#include "classes/classes.h"
#include "doubles/inside.h"
#include "generated/doubles_queries.h"
#include "groups/groups.h"
#include "notices/notices.h"
#include "people/people.h"
#include "schools/schools.h"

#define ACT "doubles.merge"
const struct act doubles_acts[] = { { ACT, N_("gộp hai hồ sơ trùng của {vat}") }, { NULL, NULL } };

static rc stands(struct ask *a, person_id person, struct standing_here_row *out)
{
    bool found;
    for (size_t i = 0; i < a->scope.barred_n; i++)
        if (a->scope.barred[i].v == person.v) return NOT_FOUND;                  /* and hears of no order */
    try(standing_here(a, person, a->scope.school, day_of(a->now), out, &found));
    return found && (out->pupil || out->guardian || out->staff) ? OK : NOT_FOUND;
}

/* A restriction or a request names one of the two rows; it would hold for half of the person. */
static rc still_asked(struct ask *a)
{
    return refuse(a, CONFLICT, 5519, _("Một trong hai hồ sơ đang hạn chế sử dụng, hoặc còn yêu cầu về dữ liệu chưa khép. Làm xong việc ấy rồi làm tiếp."), NULL);
}

/* (1) to (3). */
static rc may_be_one(struct tx *t, const struct double_merge *in, const struct standing_here_row *kept, const struct standing_here_row *folded)
{
    struct ask *a = t->ask;
    bool pupils = kept->pupil && folded->pupil;
    bool adults = !kept->pupil && !folded->pupil && folded->guardian && !folded->adult, colleagues = !kept->pupil && !folded->pupil && kept->staff && folded->staff;
    if (in->kept.v == in->folded.v || in->kept.v == a->me.v || in->folded.v == a->me.v)
        return refuse(a, CONFLICT, 5517, _("Không tự gộp hồ sơ của mình. Nhờ người khác trong văn phòng."), NULL);
    if (!pupils && !adults && !colleagues)
        return refuse(a, CONFLICT, 5513, _("Chỉ gộp hai học sinh với nhau, hai thầy cô, nhân viên với nhau, hoặc một phụ huynh vào một phụ huynh, thầy cô khác của trường. Chọn giữ hồ sơ của thầy cô."), NULL);
    if (kept->elsewhere || folded->elsewhere)
        return refuse(a, CONFLICT, 5511, _("Một trong hai còn ở trường khác, hoặc quản lý hệ thống; nhờ quản trị hệ thống gộp."), NULL);
    if (kept->orders || folded->orders)
        return refuse(a, CONFLICT, 5512, _("Có quyết định về việc tiếp cận đang có hiệu lực với một trong hai hồ sơ. Ban giám hiệu xem lại quyết định trước."), NULL);
    if (kept->asked || folded->asked) return still_asked(a);
    if (!str_is(kept->search_key, folded->search_key))
        return refuse(a, CONFLICT, 5514, _("Hai hồ sơ khác họ tên. Sửa tên cho giống nhau trước, nếu đúng là một người."), NULL);
    if (kept->born.has && folded->born.has && kept->born.v.n != folded->born.v.n)
        return refuse(a, CONFLICT, 5510, _("Hai người này có ngày sinh khác nhau. Sửa trước rồi gộp."), NULL);
    return colleagues ? staff_may_be_one(t, in, kept, folded) : OK;
}

struct kin { person_id *id; size_t n; bool ordered; };

/* The children for whom the two stand: nobody's own, and where an order stands about one of them it is the heads' word. */
static rc kin_of(struct tx *t, person_id person, struct kin *out)
{
    struct family f;
    try(family_of(t->ask, person, &f));
    for (size_t i = 0; i < f.children; i++) {
        bool ordered;
        try(family_apart(t, f.child[i]));
        try(order_on_child(t->ask, f.child[i], &ordered));
        out->ordered = out->ordered || ordered;
    }
    out->id = f.child;
    out->n = f.children;
    return OK;
}

/* A second account that is in use may be another human being's: then too. */
static rc word_needed(struct tx *t, const struct double_merge *in, const struct standing_here_row *folded, struct kin *moving)
{
    struct kin other = { 0 };
    try(kin_of(t, in->folded, moving));
    try(kin_of(t, in->kept, &other));
    if (folded->pupil) try(family_apart(t, in->folded));
    if (folded->pupil) try(family_apart(t, in->kept));
    return moving->ordered || other.ordered || folded->entered ? access_recheck(t, ORDER_CHANGE, NULL, 0) : OK;
}

/* (4). */
static rc hear(struct tx *t, const struct double_merge *in, bool pupil)
{
    if (pupil) return guardians_hear(t, in->kept, (person_id){ 0 }, _("{truong} vừa gộp hai hồ sơ trùng của con làm một. Nếu không đúng, hãy báo nhà trường."));
    return notice_add(t, &(struct notice){ .to = in->kept, .kind = NOTICE_KIND_ACCOUNT, .path = "/hom-nay",
        .words = _("Nhà trường vừa gộp hai hồ sơ trùng của bạn làm một. Nếu không đúng, hãy báo nhà trường.") });
}

rc double_merge(struct tx *t, const struct double_merge *in, batch_id *out)
{
    struct standing_here_row kept, folded;
    member_id member = { 0 };
    bool closed;
    struct person_codes codes;
    struct kin moving = { 0 };
    try(persons_hold(t, in->kept, in->folded));                                  /* an order about one of them waits, or was first */
    try(stands(t->ask, in->kept, &kept));
    try(stands(t->ask, in->folded, &folded));
    try(may_be_one(t, in, &kept, &folded));
    try(word_needed(t, in, &folded, &moving));
    try(batch_open(t, ACT, t->ask->me, out));
    try(audit_bulk(t, &(struct change){ .act = &doubles_acts[0], .kind = "person", .id = in->kept.v, .name = kept.full_name, .about = in->kept, .reason = in->reason, .batch = *out,
        WAS({ N_("Hồ sơ gộp vào"), NULL, folded.full_name, KEPT_AS_IS }, { N_("Tên đăng nhập"), folded.user_name, kept.user_name, KEPT_AS_IS }) }));
    if (kept.pupil) try(group_places_fold(t, in->folded, in->kept, *out));
    if (kept.pupil) try(pupil_fold(t, in->folded, in->kept, *out, &member));
    if (folded.staff) try(staff_fold(t, in, *out, kept.full_name));
    try(person_fold(t, &(struct person_fold){ in->kept, in->folded, *out }, &codes));
    try(account_close(t, in->folded, &closed));
    try(merger_insert(t, NEW_ID(t, merger_id), *out, in->kept, in->folded, member, closed, codes.moet, codes.national, t->ask->me, NULL));
    try(access_changed(t, in->kept));
    try(hear(t, in, kept.pupil > 0));
    for (size_t i = 0; i < moving.n; i++)
        try(guardians_hear(t, moving.id[i], in->kept, _("{truong} vừa gộp hai hồ sơ của một phụ huynh của con làm một. Nếu không đúng, hãy báo nhà trường.")));
    return in->next ? answer(t, "%s", in->next) : OK;
}

/* ---- two again */

static rc undo_hours(struct ask *a, int64_t *hours) { (void)a; *hours = DOUBLES_UNDO_DAYS * 24; return OK; }

/* What a later merge gave the kept row stands on what this one gave it: so the newest is taken back first. */
static const char *const newer_words[] = {
    N_("Sau lần gộp này, hồ sơ được giữ còn nhận thêm một hồ sơ khác, lúc {luc}. Hoàn tác lần gộp ấy trước, rồi đến lần này."),
    N_("Sau lần gộp này, hồ sơ được giữ còn nhận thêm một hồ sơ ở trường khác. Nhờ trường ấy hoàn tác lần gộp của họ trước."),
};
struct newer { bool any, elsewhere; const char *at; };

static rc newer_find(struct ask *a, batch_id batch, person_id kept, struct newer *out)
{
    struct merger_after_row row;
    char at[DAY_TEXT_SIZE];
    try(merger_after(a, batch, kept, &row, &out->any));
    if (!out->any) return OK;
    out->elsewhere = row.school_id.v != a->scope.school.v;
    out->at = arena_text(a->arena, instant_show(row.at, at));
    return OK;
}

static rc newest_alone(struct tx *t, batch_id batch, person_id kept)
{
    struct newer newer = { 0 };
    try(newer_find(t->ask, batch, kept, &newer));
    if (!newer.any) return OK;
    if (newer.elsewhere) return refuse(t->ask, CONFLICT, 6051, newer_words[1], NULL);
    return refuse(t->ask, CONFLICT, 6050, newer_words[0], "luc", newer.at, NULL);
}

static rc undo_look(struct ask *a, batch_id batch, struct undo_view *out)
{
    struct merger_of_batch_row row;
    struct newer newer = { 0 };
    try(merger_of_batch(a, batch, &row));
    out->what = row.name;
    out->about = row.kept_id;
    out->back[out->backs++] = _("Hai hồ sơ lại là hai, với tài khoản, liên kết gia đình, lớp, phân công và liên hệ như trước khi gộp");
    out->stays[out->stay++] = _("Những việc đã ghi sau khi gộp ở lại với hồ sơ được giữ");
    try(newer_find(a, batch, row.kept_id, &newer));
    struct erased_since_row erased;
    try(erased_since(a, row.kept_id, row.folded_id, row.at, &erased));
    if (erased.n) out->not_now = _("Sau khi gộp, dữ liệu của người này đã xóa theo yêu cầu, nên hai hồ sơ không tách lại nữa: không gì đã xóa được mở ra.");
    else if (newer.any) out->not_now = say(a->arena, a->lang, newer_words[newer.elsewhere], "luc", newer.at, NULL);
    return OK;
}

/* Who may make two rows one may make them two: nobody of their own family, and where the heads' word was needed, or would be by now, they. */
static rc undo_word(struct tx *t, const struct merger_of_batch_row *row)
{
    struct ever_entered_row account;
    struct kin kin = { 0 };
    try(kin_of(t, row->kept_id, &kin));
    if (row->member_id.v) try(family_apart(t, row->kept_id));
    if (row->member_id.v) try(family_apart(t, row->folded_id));
    try(ever_entered(t->ask, row->folded_id, &account));
    return kin.ordered || (row->account_closed && account.n) ? access_recheck(t, ORDER_CHANGE, NULL, 0) : OK;
}

static rc undo_run(struct tx *t, batch_id batch)
{
    struct merger_of_batch_row row;
    bool kept_ordered, folded_ordered, any;
    try(merger_of_batch(t->ask, batch, &row));
    try(persons_hold(t, row.kept_id, row.folded_id));
    if (row.kept_id.v == t->ask->me.v || row.folded_id.v == t->ask->me.v)
        return refuse(t->ask, CONFLICT, 5517, _("Không tự gộp hồ sơ của mình. Nhờ người khác trong văn phòng."), NULL);
    try(undo_word(t, &row));
    try(newest_alone(t, batch, row.kept_id));
    struct erased_since_row erased;
    try(erased_since(t->ask, row.kept_id, row.folded_id, row.at, &erased));
    if (erased.n)
        return refuse(t->ask, CONFLICT, 6053, _("Sau khi gộp, dữ liệu của người này đã xóa theo yêu cầu, nên hai hồ sơ không tách lại nữa: không gì đã xóa được mở ra."), NULL);
    try(order_about(t->ask, row.kept_id, &kept_ordered));
    try(order_about(t->ask, row.folded_id, &folded_ordered));
    if (kept_ordered || folded_ordered)
        return refuse(t->ask, CONFLICT, 5518, _("Sau khi gộp đã có quyết định về việc tiếp cận. Ban giám hiệu xem lại quyết định trước khi tách hai hồ sơ."), NULL);
    struct standing_here_row kept, folded;
    try(standing_here(t->ask, row.kept_id, t->ask->scope.school, day_of(t->now), &kept, &any));
    try(standing_here(t->ask, row.folded_id, t->ask->scope.school, day_of(t->now), &folded, &any));
    if (kept.asked || folded.asked) return still_asked(t->ask);
    if (kept.office > 0) try(access_recheck(t, OFFICE_CHANGE, NULL, 0));
    struct merger_stale_row stale;
    try(merger_stale(t->ask, t->ask->scope.school, batch, &stale, &any));
    if (any)
        return refuse(t->ask, CONFLICT, 5240, _("Lần nhập đã đưa hồ sơ ấy vào trường đã được hoàn tác sau khi gộp, nên không tách lại được. Ghi lại em hoặc phụ huynh ấy nếu cần."), NULL);
    try(person_unfold(t, &(struct person_fold){ row.kept_id, row.folded_id, batch }, (struct person_codes){ row.moet_moved, row.national_moved }));
    if (row.member_id.v) try(pupil_unfold(t, row.member_id, batch));
    if (row.member_id.v) try(group_places_unfold(t, batch));
    try(staff_unfold(t, batch, row.kept_id));
    if (row.account_closed) try(account_reopen(t, row.folded_id));
    try(access_changed(t, row.folded_id));
    return access_changed(t, row.kept_id);
}

const struct undoer doubles_undoers[] = { { ACT, N_("Gộp hồ sơ trùng"), DOUBLES_MERGE, undo_hours, undo_look, undo_run }, { 0 } };
