/* The orders that keep a guardian from a child, written down and lifted by the school's heads. Each acts on the next click of whom it is
** about. It may be about anybody, also who never stood for the child. The one it is about is told nothing; the other guardians and the teachers see that it is so, never why. */
#include "access/access.h"
#include "access/cards.h"
#include "access/family.h"
#include "access/links.h"
#include "access/views.h"
#include "base/ids.h"
#include "base/viet.h"
#include "generated/access_queries.h"
#include "files/files.h"
#include "notices/notices.h"
#include "schools/schools.h"
#include "web/reply.h"

const struct field order_fields[] = {
    FIELD(struct order_in, guardian, FIELD_ID, OPTIONAL, .name = "phu_huynh", .label = N_("Quyết định về ai")),
    FIELD(struct order_in, name, FIELD_TEXT, OPTIONAL, .name = "ho_ten_khac", .max = 120, .label = N_("Họ và tên người khác")),
    FIELD(struct order_in, phone, FIELD_PHONE, OPTIONAL, .name = "dien_thoai_khac", .label = N_("Số điện thoại của người ấy")),
    FIELD(struct order_in, user_name, FIELD_TEXT, OPTIONAL, .name = "ten_dang_nhap_khac", .max = 64, .label = N_("Tên đăng nhập của người ấy")),
    FIELD(struct order_in, holds, FIELD_CHOICE, OPTIONAL, .name = "muc", .choices = "nothing read", .label = N_("Mức")),
    FIELD(struct order_in, issuer, FIELD_TEXT, REQUIRED, .name = "co_quan", .max = 200, .label = N_("Cơ quan ra quyết định")),
    FIELD(struct order_in, number, FIELD_TEXT, OPTIONAL, .name = "so", .max = 60, .label = N_("Số quyết định")),
    FIELD(struct order_in, issued, FIELD_DAY, REQUIRED, .name = "ngay", .label = N_("Ngày ra quyết định")),
    FIELD(struct order_in, review, FIELD_DAY, OPTIONAL, .name = "xem_lai", .label = N_("Xem lại vào ngày")),
    FIELD(struct order_in, note, FIELD_LONG, OPTIONAL, .name = "ghi_chu", .max = 500, .label = N_("Ghi chú")), { 0 } };
const struct field order_end_fields[] = {
    FIELD(struct order_end_in, order, FIELD_ID, REQUIRED, .name = "lenh"),
    FIELD(struct order_end_in, rev, FIELD_INT, REQUIRED, .name = "rev"),
    FIELD(struct order_end_in, reason, FIELD_LONG, REQUIRED, .name = "li_do", .max = 500, .label = N_("Lí do gỡ")), { 0 } };

static rc choices_fill(struct ctx *c, struct family_view *v)
{
    struct former_line *former;
    size_t formers;
    try(guardians_before(c->ask, v->child.id, &former, &formers));
    struct ui_choice *choice = ARENA_MANY(c->arena, struct ui_choice, v->guardians + formers);
    if (!choice) return LIMIT;
    for (size_t i = 0; i < v->guardians; i++) {
        char id[ID_TEXT_SIZE];
        if (v->guardian[i].limited || v->guardian[i].id.v == c->who->person.v) continue;
        id_text(v->guardian[i].id.v, id);
        choice[v->choices++] = (struct ui_choice){ .code = arena_text(c->arena, id), .label = v->guardian[i].full_name };
    }
    for (size_t i = 0; i < formers; i++) {
        char id[ID_TEXT_SIZE];
        if (former[i].id.v == c->who->person.v) continue;
        id_text(former[i].id.v, id);
        choice[v->choices++] = (struct ui_choice){ .code = arena_text(c->arena, id), .label = say(c->arena, c->lang, _("{ten} (đã thôi)"), "ten", former[i].full_name, NULL) };
    }
    v->choice = choice;
    return OK;
}

/* docs/decisions/0090: the school that wrote an order lifts it, while the child is its pupil. Once it is not, a school where the child is may,
** and the writer hears of it. *alone: the writer alone. */
static rc writer_alone(struct ask *a, person_id child, school_id writer, bool *alone)
{
    struct membership *place;
    size_t n;
    *alone = false;
    if (writer.v == a->scope.school.v) return OK;
    try(memberships_of(a, child, &place, &n));
    for (size_t i = 0; i < n; i++) *alone = *alone || place[i].school.id.v == writer.v;
    return OK;
}

static rc held_fill(struct ctx *c, person_id child, struct family_view *v)
{
    v->held_by = ARENA_MANY(c->arena, const char *, v->orders);
    if (!v->held_by) return LIMIT;
    for (size_t i = 0; i < v->orders; i++) {
        struct school_face school;
        bool alone;
        v->held_by[i] = NULL;
        if (v->order[i].lifted_at.has) continue;
        try(writer_alone(c->ask, child, v->order[i].school, &alone));
        if (!alone) continue;
        try(school_face(c->ask, v->order[i].school, &school));
        v->held_by[i] = school.name;
    }
    return OK;
}

rc orders_fill(struct ctx *c, person_id child, struct family_view *v)
{
    struct order_line *order;
    try(orders_of(c->ask, child, &order, &v->orders));
    v->order = order;
    v->leads = true;
    try(held_fill(c, child, v));
    return choices_fill(c, v);
}

/* ---- written down */
/* Whoever knew the child's password, sat before an open session, holds its slip, put a key of their own device or a second step on its account, or
** reads the mail at its address is out: the child gets a new slip. Its calendar address ends too (rooms/calendar, feed_by_secret). */
static rc child_shut(struct tx *t, person_id child)
{
    const char *address;
    int64_t second;
    try(codes_void(t, child, NULL));
    try(account_password_forget(t, child, NULL));
    try(passkeys_end(t, child, NULL));
    try(second_step_end(t, child, &second));
    try(recovery_void(t, child, NULL));
    try(steps_void(t, child, NULL));
    try(links_void(t, child));
    try(email_of(t->ask, child, &address));
    if (*address) try(contact_set(t, child, CONTACT_KIND_EMAIL, ""));
    try(notices_shut(t, child));
    try(session_end_all(t, child));
    return access_changed(t, child);
}

/* Whom the form means who is not among those who stand or stood for the child. An account is theirs only under their own name. */
static rc stranger_of(struct tx *t, const struct order_new *in, person_id *out)
{
    bool same = false;
    if (str_empty(in->user_name)) return order_stranger(t, in->order.child, in->name, in->phone, out);
    rc found = account_by_user_name(t->ask, in->user_name, out);
    if (found == OK) try(person_is_called(t->ask, *out, in->name, &same));
    if (found != OK && found != NOT_FOUND) return found;
    if (!same)
        return refuse_field(t->ask, "ten_dang_nhap_khac", 5241, _("Không có tài khoản nào mang cả tên đăng nhập và họ tên này. Xem lại, hoặc để trống tên đăng nhập."), NULL);
    return OK;
}

rc order_write(struct tx *t, const struct order_new *in)
{
    bool card;
    struct new_order order = in->order;
    try(access_recheck(t, ORDER_CHANGE, "em", order.child.v));
    if (order.stranger) try(persons_hold(t, order.child, order.child));        /* who is being written down beside the child waits, or was first */
    if (order.stranger) try(stranger_of(t, in, &order.guardian));
    try(order_put(t, &order));
    try(photo_word_ends(t, order.child, order.guardian));
    try(card_drop(t, order.child, &card));                     /* they may know its pictures */
    try(child_shut(t, order.child));
    return access_changed(t, order.guardian);
}

static rc order_store(struct tx *t, const struct order_new *in, void *out)
{
    (void)out;
    try(order_write(t, in));
    return answer(t, "%s", in->next);
}
CLOSURE(order_store, struct order_new, void)

static const char *or_none(const char *s) { return str_empty(s) ? NULL : s; }

rc order_action(struct ctx *c, struct reply *r)
{
    struct order_in in;
    try(form_read(c, c->route->form, &in));
    struct order_new fresh = { .next = family_path(c), .name = viet_tidy(c->arena, in.name), .phone = in.phone, .user_name = viet_lower(c->arena, in.user_name),
                               .order = { .child = PATH_ID(c, "em", person_id), .guardian = in.guardian, .stranger = in.guardian.v == 0, .issuer = in.issuer,
                               .number = or_none(in.number), .note = or_none(in.note), .issued = in.issued, .review = in.review } };
    if (!str_empty(in.holds) && !guardian_limit_read(in.holds, &fresh.order.holds)) return INVALID;
    bool sees = fresh.order.holds == GUARDIAN_LIMIT_READ;
    if (sees && in.guardian.v == 0) return form_wrong(c, "muc", _("“Chỉ được xem” chỉ dành cho người đang có tên là phụ huynh của em. Chọn một phụ huynh ở danh sách."));
    if (in.guardian.v == 0 && str_empty(fresh.name))
        return form_wrong(c, "ho_ten_khac", _("Chọn một người ở trên, hoặc ghi họ và tên người khác."));
    if (in.guardian.v && !str_empty(fresh.name))
        return form_wrong(c, "ho_ten_khac", _("Chọn một người ở trên hoặc ghi họ tên người khác, không làm cả hai."));
    try(transact(c->ask, c->key, order_store, &fresh, NULL));
    if (sees) return see_other_flash(r, fresh.next, _("Đã ghi. Từ lúc này người ấy chỉ xem được hồ sơ của em, không quyết định và không nhận tin về em. Mật khẩu cũ của em không dùng được nữa: làm phiếu mới và trao tận tay em."), NULL);
    return see_other_flash(r, fresh.next, _("Đã ghi. Từ lúc này người ấy không còn thấy em ở đâu trong Khuê. Mật khẩu cũ của em không dùng được nữa: làm phiếu mới và trao tận tay em."), NULL);
}

/* ---- lifted */
struct order_over { struct order_end end; const char *next; };

static rc order_free(struct tx *t, const struct order_over *in, void *out)
{
    person_id guardian;
    school_id writer;
    struct school_face face = { .code = NULL };
    bool alone;
    (void)out;
    try(access_recheck(t, ORDER_CHANGE, "em", in->end.child.v));
    try(order_writer(t->ask, in->end.id, in->end.child, &writer));
    try(writer_alone(t->ask, in->end.child, writer, &alone));
    if (writer.v && writer.v != t->ask->scope.school.v) try(school_face(t->ask, writer, &face));
    if (alone && writer.v)
        return refuse(t->ask, CONFLICT, 5236, _("Quyết định này do {truong} ghi và em còn học ở đó, nên chỉ ban giám hiệu trường ấy gỡ được. Liên hệ trường ấy."), "truong", face.name, NULL);
    try(order_lift(t, &in->end, &guardian));
    if (face.code) try(school_heads_hear(t, writer, _("Một trường khác vừa gỡ một quyết định về việc tiếp cận mà trường bạn đã ghi trước khi em chuyển trường. Nếu bạn cho là nhầm, báo cơ quan quản lý."),
                                         arena_print(t->ask->arena, "/t/%s/quan-ly", face.code)));
    try(access_changed(t, guardian));
    return answer(t, "%s", in->next);
}
CLOSURE(order_free, struct order_over, void)

rc order_end_action(struct ctx *c, struct reply *r)
{
    struct order_end_in in;
    try(form_read(c, c->route->form, &in));
    struct order_over over = { .next = family_path(c), .end = { in.order, PATH_ID(c, "em", person_id), in.reason, in.rev } };
    try(transact(c->ask, c->key, order_free, &over, NULL));
    return see_other_flash(r, over.next, _("Đã gỡ quyết định. Người ấy lại thấy em như trước."), NULL);
}
