/* Rules of departments. What stays true stands in departments.h. */
#include "classes/departments.h"
#include "audit/audit.h"
#include "base/viet.h"
#include "classes/inside.h"
#include "generated/classes_queries.h"

static day today_of(const struct tx *t) { return day_of(t->now); }

static rc told(struct tx *t, department_id id, const char *name, const char *label, const char *before, const char *after)
{
    return audit_add(t, &(struct change){ .act = &classes_acts[ACT_DEPARTMENT], .kind = "department", .id = id.v, .name = name, WAS({ label, before, after, KEPT_AS_IS }) });
}

static rc gone(struct ask *a) { return refuse(a, CONFLICT, 5563, _("Tổ này vừa được người khác đổi. Tải lại trang để xem."), NULL); }

rc department_add(struct tx *t, const char *name, department_id *out)
{
    struct department_named_row row;
    bool taken;
    try(department_named(t->ask, name, &row, &taken));
    if (taken) return refuse_field(t->ask, "ten", 5564, _("Trường đã có tổ tên này."), NULL);
    *out = NEW_ID(t, department_id);
    try(department_insert(t, *out, name, sort_key(t->ask->arena, name), today_of(t), NULL));
    return told(t, *out, name, N_("Tổ chuyên môn"), NULL, name);
}

rc department_end(struct tx *t, department_id id, int64_t rev)
{
    struct department_one_row row;
    bool found;
    int64_t changed = 0;
    try(department_one(t->ask, id, &row, &found));
    if (found) try(department_close(t, id, today_of(t), rev, &changed));
    if (changed == 0) return gone(t->ask);
    try(department_people_close(t, id, today_of(t), NULL));
    return told(t, id, row.name, N_("Tổ chuyên môn"), row.name, NULL);
}

/* The place ends; *was: of whom. */
static rc place_close(struct tx *t, const struct department_people_row *p)
{
    int64_t changed;
    try(department_member_close(t, p->id, today_of(t), p->rev, &changed));
    return changed ? OK : gone(t->ask);
}

/* The former head stays in the department. */
static rc head_change(struct tx *t, department_id id, const struct department_people_row *p)
{
    try(place_close(t, p));
    return department_member_insert(t, NEW_ID(t, department_member_id), id, p->member_id, p->person_id, false, today_of(t), NULL);
}

rc department_put(struct tx *t, const struct department_place *in)
{
    struct department_one_row face;
    struct department_people_row *row;
    struct member_line member;
    size_t n;
    bool found;
    rc known = member_find(t->ask, in->member, &member);
    if (known == NOT_FOUND || (known == OK && (member.role == MEMBER_ROLE_PUPIL || (member.to_day.has && member.to_day.v.n <= today_of(t).n))))
        return refuse_field(t->ask, "nguoi", 5565, _("Hãy chọn một thầy cô đang làm ở trường."), NULL);
    try(known);
    try(department_one(t->ask, in->department, &face, &found));
    if (!found) return gone(t->ask);
    try(department_people(t->ask, today_of(t), &row, &n));
    for (size_t i = 0; i < n; i++) {
        if (row[i].department_id.v != in->department.v) continue;
        bool same = row[i].person_id.v == member.person.v;
        if (same && row[i].head == in->head) return refuse(t->ask, CONFLICT, 5566, _("Người này đã ở trong tổ như vậy rồi."), NULL);
        if (same) try(place_close(t, &row[i]));
        else if (in->head && row[i].head) try(head_change(t, in->department, &row[i]));
    }
    try(department_member_insert(t, NEW_ID(t, department_member_id), in->department, in->member, member.person, in->head, today_of(t), NULL));
    return told(t, in->department, face.name, in->head ? N_("Tổ trưởng") : N_("Thành viên tổ"), NULL, member.name);
}

rc department_out(struct tx *t, department_id department, department_member_id id, int64_t rev)
{
    struct department_one_row face;
    struct department_people_row *row;
    size_t n, at = 0;
    bool found;
    try(department_one(t->ask, department, &face, &found));
    if (!found) return gone(t->ask);
    try(department_people(t->ask, today_of(t), &row, &n));
    while (at < n && row[at].id.v != id.v) at++;
    if (at == n || row[at].rev != rev) return gone(t->ask);
    try(place_close(t, &row[at]));
    return told(t, department, face.name, row[at].head ? N_("Tổ trưởng") : N_("Thành viên tổ"), row[at].name, NULL);
}

/* ---- by a file */

rc departments_now(struct ask *a, struct department_line **out, size_t *n)
{
    struct departments_of_school_row *row;
    try(departments_of_school(a, &row, n));
    *out = ARENA_MANY(a->arena, struct department_line, *n + 1);
    if (!*out) return LIMIT;
    for (size_t i = 0; i < *n; i++) (*out)[i] = (struct department_line){ row[i].id, row[i].name };
    return OK;
}

rc department_seats(struct ask *a, struct department_seat **out, size_t *n)
{
    struct department_people_row *row;
    try(department_people(a, day_of(a->now), &row, n));
    *out = ARENA_MANY(a->arena, struct department_seat, *n + 1);
    if (!*out) return LIMIT;
    for (size_t i = 0; i < *n; i++) (*out)[i] = (struct department_seat){ row[i].id, row[i].department_id, row[i].member_id, row[i].name, row[i].head };
    return OK;
}

rc batch_department_add(struct tx *t, const char *name, department_id *out)
{
    *out = NEW_ID(t, department_id);
    return department_insert(t, *out, name, sort_key(t->ask->arena, name), today_of(t), NULL);
}

rc batch_seat_add(struct tx *t, const struct department_place *in, person_id person, department_member_id *out)
{
    *out = NEW_ID(t, department_member_id);
    return department_member_insert(t, *out, in->department, in->member, person, in->head, today_of(t), NULL);
}

rc batch_seat_end(struct tx *t, department_member_id id) { return department_seat_end(t, id, today_of(t), NULL); }
rc batch_seat_back(struct tx *t, department_member_id id) { return department_seat_reopen(t, id, today_of(t), NULL); }
rc batch_department_back(struct tx *t, department_id id) { return department_close_empty(t, id, today_of(t), NULL); }
