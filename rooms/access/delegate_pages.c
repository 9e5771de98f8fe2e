/* The principal's page of rights that are handed over, and one's own list of those that one was handed. */
#include "access/acts.h"
#include "access/delegate.h"
#include "access/sign_in.h"
#include "access/views.h"
#include "base/ids.h"
#include "generated/access_queries.h"
#include "generated/access_views.h"
#include "notices/notices.h"
#include "schools/schools.h"
#include <string.h>

#define MINE "/tai-khoan/uy-quyen"

const struct field hand_fields[] = {
    FIELD(struct hand_in, member, FIELD_ID, REQUIRED, .name = "nguoi", .label = N_("Giao cho")),
    FIELD(struct hand_in, what, FIELD_MANY, OPTIONAL, .name = "quyen-"),
    FIELD(struct hand_in, from, FIELD_DAY, REQUIRED, .name = "tu", .label = N_("Từ ngày")),
    FIELD(struct hand_in, last, FIELD_DAY, REQUIRED, .name = "den", .label = N_("Đến hết ngày")),
    FIELD(struct hand_in, reason, FIELD_TEXT, OPTIONAL, .name = "li_do", .max = 200, .label = N_("Lí do")), { 0 } };
const struct field hand_end_fields[] = {
    FIELD(struct hand_end_in, id, FIELD_ID, REQUIRED, .name = "uy"),
    FIELD(struct hand_end_in, rev, FIELD_INT, REQUIRED, .name = "rev"), { 0 } };

static const char *here(struct ctx *c) { return arena_print(c->arena, "/t/%s/uy-quyen", c->school->code); }

/* Everybody of the school but the principals: those have it. */
static rc choices_fill(struct ctx *c, struct hands_view *v)
{
    struct staff_of_school_row *row;
    size_t n;
    try(staff_of_school(c->ask, c->today, &row, &n));
    struct ui_choice *choice = ARENA_MANY(c->arena, struct ui_choice, n), *right = ARENA_MANY(c->arena, struct ui_choice, DELEGATED_RIGHT_COUNT);
    if (!choice || !right) return LIMIT;
    for (size_t i = 0; i < n; i++) {
        char id[ID_TEXT_SIZE];
        if (row[i].role == MEMBER_ROLE_PRINCIPAL || row[i].person_id.v == c->who->person.v) continue;
        id_text(row[i].id.v, id);
        choice[v->choices++] = (struct ui_choice){ .code = arena_text(c->arena, id), .label = arena_print(c->arena, "%s (%s)", row[i].name, tr(c->lang, member_role_label(row[i].role))) };
    }
    for (size_t i = 0; i < DELEGATED_RIGHT_COUNT; i++)
        right[i] = (struct ui_choice){ .code = delegated_right_code(rights[i].what), .label = delegated_right_label(rights[i].what), .hint = rights[i].says };
    v->choice = choice;
    v->right = right;
    v->rights = DELEGATED_RIGHT_COUNT;
    return OK;
}

rc hands_page(struct ctx *c, struct reply *r)
{
    struct delegations_here_row *row;
    struct hands_view v = { .school_code = c->school->code, .action = here(c), .today = c->today };
    try(delegations_here(c->ask, c->today, DELEGATIONS_SHOWN, &row, &v.n));
    v.line = row;
    try(choices_fill(c, &v));
    return show(r, view_hands, &v);
}

rc my_hands_page(struct ctx *c, struct reply *r)
{
    struct delegations_mine_row *row;
    struct my_hands_view v = { .today = c->today };
    try(delegations_mine(c->ask, c->who->person, c->today, &row, &v.n));
    v.line = row;
    return show(r, view_my_hands, &v);
}

/* ---- handing over */

struct handing { member_id to; enum delegated_right what[DELEGATED_RIGHT_COUNT]; size_t n; day from, to_day; const char *reason, *next; };

/* The giver's own place here, and what follows from it. */
static rc giver_place(struct tx *t, member_id *place, unsigned *relations)
{
    struct membership *m;
    size_t n;
    try(memberships_of(t->ask, t->ask->me, &m, &n));
    *place = (member_id){ 0 };
    *relations = 0;
    for (size_t i = 0; i < n; i++) {
        if (m[i].school.id.v != t->ask->scope.school.v) continue;
        *relations |= role_relation(member_role_code(m[i].role));
        if (m[i].role == MEMBER_ROLE_PRINCIPAL) *place = m[i].id;
    }
    return OK;
}

static rc told(struct tx *t, enum access_act act, const struct member_line *to, enum delegated_right what, day from, day to_day, const char *reason)
{
    char begins[DAY_TEXT_SIZE], ends[DAY_TEXT_SIZE];
    const char *label = delegated_right_label(what);
    bool on = act == ACT_HAND;
    try(notice_add(t, &(struct notice){ .to = to->person, .kind = NOTICE_KIND_WORK, .path = MINE,
        .words = on ? _("Bạn được giao một quyền của hiệu trưởng. Mở ra để xem quyền gì, đến ngày nào.") : _("Một quyền hiệu trưởng giao cho bạn đã được lấy lại.") }));
    return audit_add(t, &(struct change){ .act = &access_acts[act], .kind = "member", .id = to->id.v, .name = to->name, .about = to->person, .reason = reason,
        WAS({ N_("Quyền"), on ? NULL : label, on ? label : NULL, KEPT_AS_WORDS }, { N_("Từ ngày"), NULL, on ? day_dmy(from, begins) : NULL, KEPT_AS_IS },
            { N_("Đến hết ngày"), NULL, on ? day_dmy((day){ to_day.n - 1 }, ends) : NULL, KEPT_AS_IS }) });
}

static rc hand_one(struct tx *t, const struct handing *in, const struct member_line *to, member_id from, unsigned own, enum delegated_right what)
{
    struct delegation_meets_row row;
    const struct right *right = right_of(what);
    bool meets;
    if (!right_follows(right, own))
        return refuse(t->ask, CONFLICT, 5221, _("Vai trò của bạn không có quyền này nên không giao được."), NULL);
    if (right_follows(right, role_relation(member_role_code(to->role))))
        return refuse_field(t->ask, "quyen", 5222, _("{ten} đã có quyền “{quyen}” theo vai trò."), "ten", to->name, "quyen", tr(t->ask->lang, delegated_right_label(what)), NULL);
    try(delegation_meets(t->ask, what, to->person, in->from, in->to_day, &row, &meets));
    if (meets)
        return refuse_field(t->ask, "quyen", 5209, _("{ten} đang giữ quyền “{quyen}” trong thời gian ấy."), "ten", to->name, "quyen", tr(t->ask->lang, delegated_right_label(what)), NULL);
    try(delegation_insert(t, NEW_ID(t, delegation_id), what, from, to->id, t->ask->me, to->person, in->from, in->to_day, in->reason, NULL));
    return told(t, ACT_HAND, to, what, in->from, in->to_day, in->reason);
}

static rc hand_over(struct tx *t, const struct handing *in, void *out)
{
    (void)out;
    struct member_line to;
    member_id from;
    unsigned own;
    try(access_recheck(t, DELEGATE, NULL, 0));
    try(giver_place(t, &from, &own));
    try(member_find(t->ask, in->to, &to));
    bool gone = to.to_day.has && to.to_day.v.n <= day_of(t->now).n;
    if (!from.v || gone || !(role_relation(member_role_code(to.role)) & IS_STAFF) || to.person.v == t->ask->me.v || to.role == MEMBER_ROLE_PRINCIPAL)
        return refuse_field(t->ask, "nguoi", 5220, _("Chỉ giao cho thầy cô, nhân viên đang làm ở trường, không giao cho chính mình."), NULL);
    try(lock_account(t, to.person));                                   /* two hands at once meet here */
    for (size_t i = 0; i < in->n; i++) try(hand_one(t, in, &to, from, own, in->what[i]));
    try(access_changed(t, to.person));
    return answer(t, "%s", in->next);
}
CLOSURE(hand_over, struct handing, void)

static size_t rights_read(const struct typed_list *typed, enum delegated_right *what)
{
    size_t n = 0;
    for (size_t i = 0; i < DELEGATED_RIGHT_COUNT; i++)
        for (size_t k = 0; k < typed->n; k++)
            if (str_is(typed->item[k].name + strlen("quyen-"), delegated_right_code(rights[i].what))) { what[n++] = rights[i].what; break; }
    return n;
}

rc hand_action(struct ctx *c, struct reply *r)
{
    struct hand_in in;
    struct handing hand = { .next = here(c) };
    try(form_read(c, c->route->form, &in));
    hand.to = in.member, hand.from = in.from, hand.to_day = (day){ in.last.n + 1 }, hand.reason = str_empty(in.reason) ? NULL : in.reason;
    hand.n = rights_read(&in.what, hand.what);
    if (hand.n == 0) return form_wrong(c, "quyen", _("Chọn ít nhất một quyền."));
    if (in.from.n < c->today.n) return form_wrong(c, "tu", _("Ngày bắt đầu từ hôm nay trở đi."));
    if (in.last.n < in.from.n || hand.to_day.n - in.from.n > DELEGATION_DAYS)
        return refuse_field(c->ask, "den", 5208, _("Ngày hết phải sau ngày bắt đầu, nhiều nhất 60 ngày. Cần lâu hơn thì giao lại khi hết."), NULL);
    try(transact(c->ask, c->key, hand_over, &hand, NULL));
    return see_other_flash(r, hand.next, _("Đã giao. Hết ngày đã ghi thì quyền tự hết."), NULL);
}

/* ---- taking back */

struct taking { delegation_id id; int64_t rev; const char *next; };

static rc take_back(struct tx *t, const struct taking *in, void *out)
{
    (void)out;
    struct delegation_one_row row;
    struct member_line to;
    int64_t changed;
    bool found;
    try(access_recheck(t, DELEGATE, NULL, 0));
    try(delegation_one(t->ask, in->id, &row, &found));
    if (!found) return NOT_FOUND;
    try(delegation_end(t, in->id, in->rev, day_of(t->now), &changed));
    if (changed == 0) return refuse(t->ask, CONFLICT, 5223, _("Quyền này đã hết hoặc đã được lấy lại. Tải lại trang để xem."), NULL);
    try(member_find(t->ask, row.to_member, &to));
    try(told(t, ACT_HAND_BACK, &to, row.what, row.from_day, row.to_day, NULL));
    try(access_changed(t, row.to_person));
    return answer(t, "%s", in->next);
}
CLOSURE(take_back, struct taking, void)

rc hand_end_action(struct ctx *c, struct reply *r)
{
    struct hand_end_in in;
    try(form_read(c, c->route->form, &in));
    struct taking back = { in.id, in.rev, here(c) };
    try(transact(c->ask, c->key, take_back, &back, NULL));
    return see_other_flash(r, back.next, _("Đã lấy lại. Từ lần bấm kế tiếp người ấy không dùng được quyền này."), NULL);
}
