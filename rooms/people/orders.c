/* Orders about a guardian and a child. What stays true stands in people.h. The link is changed with the order, under its lock: who asks
** for a right by it at the same moment waits or was first (access, children_held).
** Source: domain rules 2.9; which articles they rest on is for a lawyer to say (docs/privacy.md). */
#include "people/people.h"
#include "audit/audit.h"
#include "base/viet.h"
#include "generated/people_queries.h"
#include "people/inside.h"

static rc told(struct tx *t, int act, person_id child, person_id guardian, const struct was *more, const char *reason)
{
    const char *name, *stands;
    try(person_name(t->ask, child, &name));
    try(person_name(t->ask, guardian, &stands));
    bool on = act == ACT_ORDER_ON;
    return audit_add(t, &(struct change){ .act = &people_acts[act], .kind = "person", .id = child.v, .name = name, .about = child, .reason = reason,
        WAS({ N_("Người bị giới hạn"), on ? NULL : stands, on ? stands : NULL, KEPT_AS_IS }, *more) });
}

rc family_apart(struct tx *t, person_id child)
{
    struct guardian_link_find_row link;
    bool found;
    try(guardian_link_find(t->ask, child, t->ask->me, &link, &found));
    return found ? refuse(t->ask, CONFLICT, 5108, _("Bạn là phụ huynh của em này nên không tự quyết định việc này. Nhờ người khác trong ban giám hiệu hoặc văn phòng."), NULL) : OK;
}

/* The smaller id first, so that two who hold the same two wait for each other in turn. */
rc persons_hold(struct tx *t, person_id one, person_id other)
{
    try(lock_person(t, one.v < other.v ? one : other));
    return one.v == other.v ? OK : lock_person(t, one.v < other.v ? other : one);
}

/* A row that was folded into another one meanwhile is that one. The child's page is another one then. */
static rc as_kept(struct tx *t, struct new_order *in)
{
    struct row_kept_row child, guardian;
    try(row_kept(t->ask, in->child, &child));
    if (child.id.v != in->child.v)
        return refuse(t->ask, CONFLICT, 5243, _("Hồ sơ này của em vừa được gộp vào hồ sơ khác. Mở hồ sơ đang dùng của em rồi ghi lại."), NULL);
    try(row_kept(t->ask, in->guardian, &guardian));
    if (guardian.id.v == in->guardian.v) return OK;
    in->guardian = guardian.id;
    return lock_person(t, in->guardian);
}

rc order_put(struct tx *t, const struct new_order *asked)
{
    struct new_order order = *asked, *in = &order;
    struct guardian_link_ever_row link;
    struct order_of_pair_row stands;
    struct guardian_link_find_row open;
    bool found, ordered, linked;
    enum guardian_limit holds = in->holds ? in->holds : GUARDIAN_LIMIT_NOTHING;
    day today = day_of(t->now);
    if (in->issued.n > today.n)
        return refuse_field(t->ask, "ngay", 5101, _("Ngày của quyết định không thể ở tương lai. Ghi khi quyết định đã có hiệu lực."), NULL);
    try(family_apart(t, in->child));
    try(persons_hold(t, in->child, in->guardian));
    try(as_kept(t, in));
    if (in->guardian.v == t->ask->me.v)
        return refuse(t->ask, CONFLICT, 5105, _("Không tự ghi quyết định về chính mình. Nhờ người khác trong ban giám hiệu."), NULL);
    if (in->guardian.v == in->child.v)
        return refuse(t->ask, CONFLICT, 5237, _("Quyết định là về người khác, không phải về chính em. Xem lại tên và số điện thoại."), NULL);
    try(guardian_link_ever(t->ask, in->child, in->guardian, &link, &found));
    if (!found && !in->stranger)
        return refuse(t->ask, CONFLICT, 5102, _("Người này chưa từng là phụ huynh của em. Tải lại trang để xem danh sách mới."), NULL);
    try(order_of_pair(t->ask, in->child, in->guardian, &stands, &ordered));
    if (ordered)
        return refuse(t->ask, CONFLICT, 5103, _("Một quyết định về người này đang có hiệu lực. Tải lại trang để xem."), NULL);
    try(guardian_link_find(t->ask, in->child, in->guardian, &open, &linked));
    if (holds == GUARDIAN_LIMIT_READ && !linked)
        return refuse_field(t->ask, "muc", 5813, _("“Chỉ được xem” chỉ dành cho người đang có tên là phụ huynh của em. Chọn một phụ huynh ở danh sách."), NULL);
    try(guardian_link_limit(t, in->child, in->guardian, holds, NULL));
    try(guardians_count(t, in->child));
    try(guardian_order_insert(t, NEW_ID(t, guardian_order_id), in->child, in->guardian, holds, in->issuer, in->number, in->issued,
                              in->review, in->note, t->ask->scope.school, t->ask->me, NULL));
    return told(t, ACT_ORDER_ON, in->child, in->guardian, &(struct was){ N_("Cơ quan ra quyết định"), NULL, in->issuer, KEPT_AS_IS }, in->note);
}

rc person_is_called(struct ask *a, person_id person, const char *full_name, bool *yes)
{
    const char *name;
    try(person_name(a, person, &name));
    *yes = *name && str_is(search_key(a->arena, name), search_key(a->arena, full_name));
    return OK;
}

static rc reached_at(struct ask *a, person_id person, const char *phone, bool *yes)
{
    struct contact_line *line;
    size_t n;
    if (str_empty(phone)) return OK;
    try(contacts_of(a, person, &line, &n));
    for (size_t i = 0; i < n && !*yes; i++) *yes = str_is(line[i].value, phone);
    return OK;
}

/* One of the guardians of today and of before: *called is set when one has that name, *out when one is also reached at that phone. */
static rc kin_met(struct ask *a, person_id kin, const char *full_name, const char *key, const char *phone, bool *called, person_id *out)
{
    bool reached = false;
    if (out->v || !str_is(search_key(a->arena, full_name), key)) return OK;
    *called = true;
    try(reached_at(a, kin, phone, &reached));
    if (reached) *out = kin;
    return OK;
}

static rc kin_called(struct ask *a, person_id child, const char *key, const char *phone, bool *called, person_id *out)
{
    struct guardian_line *line;
    struct former_line *former;
    size_t n, m;
    *called = false;
    try(guardians_of(a, child, &line, &n));
    try(guardians_before(a, child, &former, &m));
    for (size_t i = 0; i < n; i++) try(kin_met(a, line[i].id, line[i].full_name, key, phone, called, out));
    for (size_t i = 0; i < m; i++) try(kin_met(a, former[i].id, former[i].full_name, key, phone, called, out));
    return OK;
}

/* A name alone never means a guardian of the child: Hoa and Hòa are one key, and an order about the other would keep the child's own mother away. */
rc order_stranger(struct tx *t, person_id child, const char *name, const char *phone, person_id *out)
{
    struct person_with_phone_row row;
    const char *key = search_key(t->ask->arena, name);
    bool found = false, called;
    *out = (person_id){ 0 };
    try(kin_called(t->ask, child, key, phone, &called, out));
    if (out->v) return OK;
    if (called)
        return refuse_field(t->ask, "ho_ten_khac", 5245, _("Tên này trùng với một phụ huynh của em. Nếu là người ấy, chọn ở danh sách trên; nếu là người khác, ghi số điện thoại và thêm tên đệm hoặc tên gọi để phân biệt."), NULL);
    if (!str_empty(phone)) try(person_with_phone(t->ask, phone, key, &row, &found));
    if (found) return *out = row.id, OK;
    try(person_add(t, &(struct new_person){ .full_name = name }, out));
    return str_empty(phone) ? OK : contact_set(t, *out, CONTACT_KIND_PHONE, phone);
}

rc order_writer(struct ask *a, guardian_order_id id, person_id child, school_id *school)
{
    struct guardian_order_find_row row;
    bool found;
    try(guardian_order_find(a, id, child, &row, &found));
    *school = found ? row.of_school : (school_id){ 0 };
    return OK;
}

rc order_lift(struct tx *t, const struct order_end *in, person_id *guardian)
{
    struct guardian_order_find_row row;
    bool found;
    int64_t lifted;
    if (str_empty(in->reason))
        return refuse_field(t->ask, "li_do", 5104, _("Hãy ghi lí do gỡ quyết định."), NULL);
    try(family_apart(t, in->child));
    try(guardian_order_find(t->ask, in->id, in->child, &row, &found));
    if (found) try(guardian_order_lift(t, in->id, t->ask->me, in->reason, in->rev, &lifted));
    if (!found || lifted == 0)
        return refuse(t->ask, CONFLICT, 5106, _("Quyết định này đã được gỡ. Tải lại trang để xem."), NULL);
    *guardian = row.guardian_id;
    if (row.guardian_id.v == t->ask->me.v)
        return refuse(t->ask, CONFLICT, 5107, _("Không tự gỡ quyết định về chính mình. Nhờ người khác trong ban giám hiệu."), NULL);
    try(guardian_link_free(t, in->child, row.guardian_id, NULL));
    try(guardians_count(t, in->child));
    return told(t, ACT_ORDER_OFF, in->child, row.guardian_id, &(struct was){ N_("Cơ quan ra quyết định"), row.issuer, NULL, KEPT_AS_IS }, in->reason);
}

rc orders_of(struct ask *a, person_id child, struct order_line **rows, size_t *n)
{
    struct guardian_orders_of_row *row;
    try(guardian_orders_of(a, child, &row, n));
    *rows = ARENA_MANY(a->arena, struct order_line, *n);
    if (!*rows) return LIMIT;
    for (size_t i = 0; i < *n; i++)
        (*rows)[i] = (struct order_line){ row[i].id, row[i].guardian_id, row[i].of_school, row[i].guardian_name, row[i].issuer, row[i].number, row[i].note, row[i].by_name,
                                          row[i].lift_reason, row[i].issued, row[i].review, row[i].at, row[i].lifted_at, row[i].rev, row[i].holds };
    return OK;
}

rc order_meets(struct ask *a, person_id child, const char *full_name, const char *phone, bool *yes)
{
    struct order_line *order;
    size_t n;
    const char *key = search_key(a->arena, full_name);
    *yes = false;
    try(orders_of(a, child, &order, &n));
    for (size_t i = 0; i < n && !*yes; i++) {
        if (order[i].lifted_at.has) continue;
        *yes = str_is(search_key(a->arena, order[i].guardian_name), key);
        if (!*yes) try(reached_at(a, order[i].guardian, phone, yes));
    }
    return OK;
}

rc stands_for_any(struct ask *a, person_id person, const person_id *child, size_t n, bool *yes)
{
    struct stands_for_row row;
    *yes = false;
    for (size_t i = 0; i < n && !*yes; i++) *yes = child[i].v == person.v;
    return n && !*yes ? stands_for(a, person, child, n, &row, yes) : OK;
}

rc order_keeps(struct ask *a, person_id adult, person_id child, bool *yes)
{
    struct family f;
    *yes = false;
    try(family_of(a, adult, &f));
    for (size_t i = 0; i < f.barred_n + f.reads_n && !*yes; i++) *yes = f.barred[i].v == child.v;       /* reads lies behind barred */
    return OK;
}

rc order_about(struct ask *a, person_id person, bool *yes)
{
    struct order_naming_row row;
    return order_naming(a, person, &row, yes);
}

rc order_on_child(struct ask *a, person_id child, bool *yes)
{
    struct order_stands_row row;
    return order_stands(a, child, &row, yes);
}

rc guardians_before(struct ask *a, person_id child, struct former_line **rows, size_t *n)
{
    struct guardians_former_row *row;
    try(guardians_former(a, child, &row, n));
    *rows = ARENA_MANY(a->arena, struct former_line, *n);
    if (!*rows) return LIMIT;
    for (size_t i = 0; i < *n; i++) (*rows)[i] = (struct former_line){ row[i].id, row[i].full_name };
    return OK;
}
