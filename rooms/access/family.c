/* Who stands for a child: written down and ended by the school's office; a guardian may also say so themselves. What stays true:
** (1) who is written down anew is told to those who stood there before, so that nobody comes in unseen; (2) where an order stands about
** the child only the heads write somebody down, and never whom the order keeps away, however the name is written; (3) a child who is
** in another school too, and has guardians, gets one only by the heads' word; (4) nobody decides here about themselves; (5) a link
** ends, it is never deleted: what the guardian did stays told. */
#include "access/access.h"
#include "access/cards.h"
#include "access/family.h"
#include "access/views.h"
#include "base/ids.h"
#include "base/viet.h"
#include "consent/consent.h"
#include "files/files.h"
#include "generated/access_views.h"
#include "notices/notices.h"
#include "schools/schools.h"
#include "web/reply.h"

const struct field guardian_fields[] = {
    FIELD(struct guardian_in, name, FIELD_TEXT, REQUIRED, .name = "ho_ten", .max = 120, .label = N_("Họ và tên")),
    FIELD(struct guardian_in, kind, FIELD_CHOICE, REQUIRED, .name = "la", .choices = "mother father grandmother grandfather guardian", .label = N_("Là gì của em")),
    FIELD(struct guardian_in, phone, FIELD_PHONE, OPTIONAL, .name = "dien_thoai", .label = N_("Số điện thoại")), { 0 } };
const struct field guardian_end_fields[] = {
    FIELD(struct guardian_end_in, guardian, FIELD_ID, REQUIRED, .name = "phu_huynh"),
    FIELD(struct guardian_end_in, reason, FIELD_LONG, REQUIRED, .name = "li_do", .max = 500, .label = N_("Lí do")), { 0 } };

const struct field guardian_leave_fields[] = { FIELD(struct guardian_leave_in, sure, FIELD_TICK, REQUIRED, .name = "hieu", .label = N_("Tôi hiểu và thôi làm phụ huynh của em trong Khuê")), { 0 } };

const char *family_path(struct ctx *c) { return arena_print(c->arena, "/t/%s/em/%s/gia-dinh", c->school->code, path_text(c, "em")); }

rc family_page(struct ctx *c, struct reply *r)
{
    person_id child = PATH_ID(c, "em", person_id);
    struct family_view v = { .base = family_path(c), .back = arena_print(c->arena, "/t/%s/em/%s", c->school->code, path_text(c, "em")) };
    struct guardian_line *guardian;
    bool ordered;
    try(person_here(c->ask, child, &v.child));
    try(look_write(c, child, LOOK_KIND_CONTACT, looking_as(c)));
    try(guardians_of(c->ask, child, &guardian, &v.guardians));
    try(order_on_child(c->ask, child, &ordered));
    v.guardian = guardian;
    v.me = c->who->person;
    bool leads = may(c, ORDER_CHANGE, "em", child.v);
    v.may_add = leads || !ordered;
    if (leads) try(orders_fill(c, child, &v));
    return show(r, view_family, &v);
}

/* ---- written down */

static rc known_already(struct tx *t, const struct guardian_new *in, const struct guardian_line *line, size_t n)
{
    struct arena *a = t->ask->arena;
    for (size_t i = 0; i < n; i++)
        if (str_is(search_key(a, line[i].full_name), search_key(a, in->name)))
            return refuse_field(t->ask, "ho_ten", 5109, _("Em đã có phụ huynh tên {ten}. Nếu là người khác, ghi rõ hơn để phân biệt."), "ten", line[i].full_name, NULL);
    return OK;
}

/* (2), (3): *permission is what this act needs. */
static rc word_needed(struct tx *t, person_id child, size_t guardians, int *permission)
{
    struct membership *place;
    size_t n;
    bool ordered, elsewhere = false;
    try(order_on_child(t->ask, child, &ordered));
    try(memberships_of(t->ask, child, &place, &n));
    for (size_t i = 0; i < n; i++) elsewhere = elsewhere || place[i].school.id.v != t->ask->scope.school.v;
    *permission = ordered || (elsewhere && guardians > 0) ? ORDER_CHANGE : GUARDIAN_CHANGE;
    return OK;
}

/* (1). */
rc guardians_hear(struct tx *t, person_id child, person_id but, const char *words)
{
    struct school_face school;
    char id[ID_TEXT_SIZE];
    id_text(child.v, id);
    try(school_face(t->ask, t->ask->scope.school, &school));
    return notice_family(t, child, but, &(struct notice){ .kind = NOTICE_KIND_ACCOUNT, .path = arena_print(t->ask->arena, "/ho-so/%s", id),
        .words = words ? words : _("{truong} vừa ghi thêm một phụ huynh cho con. Nếu không đúng, hãy báo nhà trường ngay."), .with = { "truong", school.name } });
}

static rc adult_of(struct tx *t, const struct guardian_new *in, person_id *out)
{
    bool known;
    const char *user_name;
    if (!str_empty(in->phone)) try(guardian_by_phone(t->ask, in->phone, in->name, out));
    if (out->v == 0) {
        enum sex sex = in->kind == GUARDIAN_KIND_MOTHER || in->kind == GUARDIAN_KIND_GRANDMOTHER ? SEX_FEMALE
                     : in->kind == GUARDIAN_KIND_FATHER || in->kind == GUARDIAN_KIND_GRANDFATHER ? SEX_MALE : 0;
        try(person_add(t, &(struct new_person){ .full_name = in->name, .sex = sex }, out));
        if (!str_empty(in->phone)) try(contact_set(t, *out, CONTACT_KIND_PHONE, in->phone));
    }
    try(account_known(t->ask, *out, &known));
    return known ? OK : account_add(t, *out, in->name, false, (batch_id){ 0 }, &user_name);
}

rc guardian_write(struct tx *t, const struct guardian_new *in)
{
    struct guardian_line *line;
    size_t n;
    int permission;
    bool barred;
    person_id adult = { 0 };
    try(persons_hold(t, in->child, in->child));                  /* an order about the child waits, or was first */
    try(guardians_of(t->ask, in->child, &line, &n));
    try(word_needed(t, in->child, n, &permission));
    try(access_recheck(t, permission, "em", in->child.v));
    try(family_apart(t, in->child));
    try(order_meets(t->ask, in->child, in->name, in->phone, &barred));
    if (barred)
        return refuse(t->ask, CONFLICT, 5111, _("Có quyết định không để người này tiếp cận em. Gỡ quyết định trước, nếu nó không còn hiệu lực."), NULL);
    try(known_already(t, in, line, n));
    try(adult_of(t, in, &adult));
    if (adult.v == t->ask->me.v)
        return refuse(t->ask, CONFLICT, 5112, _("Không tự ghi mình làm phụ huynh. Nhờ người khác trong văn phòng."), NULL);
    try(guardian_link_open(t, in->child, adult, in->kind));
    try(guardians_hear(t, in->child, adult, NULL));
    return access_changed(t, adult);
}

static rc guardian_store(struct tx *t, const struct guardian_new *in, void *out)
{
    (void)out;
    try(guardian_write(t, in));
    return answer(t, "%s", in->next);
}
CLOSURE(guardian_store, struct guardian_new, void)

rc guardian_action(struct ctx *c, struct reply *r)
{
    struct guardian_in in;
    struct guardian_new fresh = { .child = PATH_ID(c, "em", person_id), .next = family_path(c) };
    try(form_read(c, c->route->form, &in));
    if (!guardian_kind_read(in.kind, &fresh.kind)) return INVALID;
    fresh.name = viet_tidy(c->arena, in.name);
    fresh.phone = in.phone;
    try(transact(c->ask, c->key, guardian_store, &fresh, NULL));
    return see_other_flash(r, fresh.next, _("Đã ghi. Làm phiếu đăng nhập ở trang lớp để người ấy vào lần đầu."), NULL);
}

rc school_heads_hear(struct tx *t, school_id school, const char *words, const char *path)
{
    struct scope before = t->ask->scope;
    struct member_line *head;
    size_t n;
    t->ask->scope = (struct scope){ .school = school };
    rc known = members_of_role(t->ask, MEMBER_ROLE_PRINCIPAL, (member_id){ 0 }, 5, &head, &n);
    t->ask->scope = before;
    try(known);
    for (size_t k = 0; k < n; k++)
        if (head[k].person.v != t->ask->me.v) try(notice_add(t, &(struct notice){ .to = head[k].person, .kind = NOTICE_KIND_WORK, .words = words, .path = path }));
    return OK;
}

/* The heads of the schools where the child is hear of it: perhaps nobody stands for the child now. */
static rc heads_hear(struct tx *t, person_id child, const char *words)
{
    struct membership *place;
    size_t places;
    char id[ID_TEXT_SIZE];
    id_text(child.v, id);
    try(memberships_of(t->ask, child, &place, &places));
    for (size_t i = 0; i < places; i++)
        try(school_heads_hear(t, place[i].school.id, words, arena_print(t->ask->arena, "/t/%s/em/%s/gia-dinh", place[i].school.code, id)));
    return OK;
}

/* ---- ended by the office */

struct guardian_over { person_id child, guardian; const char *reason, *next; };

static rc guardian_free(struct tx *t, const struct guardian_over *in, void *out)
{
    (void)out;
    bool ended, card;
    try(access_recheck(t, GUARDIAN_CHANGE, "em", in->child.v));
    if (str_empty(in->reason)) return refuse_field(t->ask, "li_do", 5114, _("Hãy ghi lí do."), NULL);
    if (in->guardian.v == t->ask->me.v)
        return refuse(t->ask, CONFLICT, 5115, _("Không tự ghi về mình ở đây. Thôi làm phụ huynh ở trang của con."), NULL);
    try(family_apart(t, in->child));
    try(guardian_link_close(t, in->child, in->guardian, in->reason, &ended));
    if (!ended)
        return refuse(t->ask, CONFLICT, 5113, _("Người này đã thôi là phụ huynh của em. Tải lại trang để xem danh sách mới."), NULL);
    try(photo_word_ends(t, in->child, in->guardian));
    try(card_drop(t, in->child, &card));                       /* they may know its pictures */
    try(heads_hear(t, in->child, _("Văn phòng vừa ghi một người thôi làm phụ huynh của một em trong trường.")));
    try(access_changed(t, in->guardian));
    return answer(t, "%s", in->next);
}
CLOSURE(guardian_free, struct guardian_over, void)

rc guardian_end_action(struct ctx *c, struct reply *r)
{
    struct guardian_end_in in;
    try(form_read(c, c->route->form, &in));
    struct guardian_over over = { PATH_ID(c, "em", person_id), in.guardian, in.reason, family_path(c) };
    try(transact(c->ask, c->key, guardian_free, &over, NULL));
    return see_other_flash(r, over.next, _("Đã ghi. Từ lúc này người ấy không còn thấy em trong Khuê."), NULL);
}

/* ---- said by the guardian */

rc guardian_leave_page(struct ctx *c, struct reply *r)
{
    const char *page = arena_print(c->arena, "/ho-so/%s", path_text(c, "em"));
    struct guardian_leave_view v = { .action = arena_print(c->arena, "%s/thoi-phu-huynh", page), .back = page };
    try(person_mine(c->ask, PATH_ID(c, "em", person_id), &v.child));
    return show(r, view_guardian_leave, &v);
}

static rc guardian_gone(struct tx *t, const person_id *child, void *out)
{
    (void)out;
    bool ended;
    try(access_recheck(t, GUARDIAN_LEAVE, "em", child->v));
    try(guardian_link_close(t, *child, t->ask->me, NULL, &ended));
    if (!ended) return NOT_FOUND;
    try(photo_word_ends(t, *child, t->ask->me));
    try(heads_hear(t, *child, _("Một phụ huynh vừa tự ghi thôi làm phụ huynh của một em trong trường.")));
    try(access_changed(t, t->ask->me));
    return answer(t, "/hom-nay");
}
CLOSURE(guardian_gone, person_id, void)

/* No ON("em"): the second press of the same button finds the child a stranger, and still gets the first answer. */
rc guardian_leave_action(struct ctx *c, struct reply *r)
{
    person_id child = PATH_ID(c, "em", person_id);
    struct guardian_leave_in in;
    if (may(c, GUARDIAN_LEAVE, "em", child.v)) try(form_read(c, c->route->form, &in));
    try(transact(c->ask, c->key, guardian_gone, &child, NULL));
    return see_other_flash(r, "/hom-nay", _("Đã ghi. Bạn không còn là phụ huynh của em trong Khuê; nếu nhầm, nhờ nhà trường ghi lại."), NULL);
}
