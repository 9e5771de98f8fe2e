/* The orders that keep a guardian from a child, written down and lifted by the school's heads. Each acts on the next click of whom it is
** about. The one it is about is told nothing; the other guardians and the teachers see that it is so, never why. */
#include "access/access.h"
#include "access/cards.h"
#include "access/family.h"
#include "access/views.h"
#include "base/ids.h"
#include "generated/access_queries.h"
#include "files/files.h"
#include "web/reply.h"

const struct field order_fields[] = {
    FIELD(struct order_in, guardian, FIELD_ID, REQUIRED, .name = "phu_huynh", .label = N_("Không để tiếp cận")),
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

rc orders_fill(struct ctx *c, person_id child, struct family_view *v)
{
    struct order_line *order;
    try(orders_of(c->ask, child, &order, &v->orders));
    v->order = order;
    v->leads = true;
    return choices_fill(c, v);
}

/* ---- written down */
/* Whoever knew the child's password, sat before an open session or holds its slip is out: the child gets a new slip. */
static rc child_shut(struct tx *t, person_id child)
{
    try(codes_void(t, child, NULL));
    try(account_password_forget(t, child, NULL));
    try(session_end_all(t, child));
    return access_changed(t, child);
}

struct order_new { struct new_order order; const char *next; };

static rc order_store(struct tx *t, const struct order_new *in, void *out)
{
    (void)out;
    bool card;
    try(access_recheck(t, ORDER_CHANGE, "em", in->order.child.v));
    try(order_put(t, &in->order));
    try(photo_word_ends(t, in->order.child, in->order.guardian));
    try(card_drop(t, in->order.child, &card));                 /* they may know its pictures */
    try(child_shut(t, in->order.child));
    try(access_changed(t, in->order.guardian));
    return answer(t, "%s", in->next);
}
CLOSURE(order_store, struct order_new, void)

static const char *or_none(const char *s) { return str_empty(s) ? NULL : s; }

rc order_action(struct ctx *c, struct reply *r)
{
    struct order_in in;
    try(form_read(c, c->route->form, &in));
    struct order_new fresh = { .next = family_path(c), .order = { .child = PATH_ID(c, "em", person_id), .guardian = in.guardian, .issuer = in.issuer,
                               .number = or_none(in.number), .note = or_none(in.note), .issued = in.issued, .review = in.review } };
    try(transact(c->ask, c->key, order_store, &fresh, NULL));
    return see_other_flash(r, fresh.next, _("Đã ghi. Từ lúc này người ấy không còn thấy em ở đâu trong Khuê. Mật khẩu cũ của em không dùng được nữa: làm phiếu mới và trao tận tay em."), NULL);
}

/* ---- lifted */
struct order_over { struct order_end end; const char *next; };

static rc order_free(struct tx *t, const struct order_over *in, void *out)
{
    person_id guardian;
    (void)out;
    try(access_recheck(t, ORDER_CHANGE, "em", in->end.child.v));
    try(order_lift(t, &in->end, &guardian));
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
