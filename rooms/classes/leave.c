/* Pupils who leave the school, and come back. What stays true: the place at the school and the place in the class end on the same day;
** account, guardians and the record are the child's own and stay; the former school sees the child's page no longer (access asks for a
** place of today). Source: glossary 110; requirements R9, R56. */
#include "classes/classes.h"
#include "audit/audit.h"
#include "classes/inside.h"
#include "classes/transfer.h"
#include "generated/classes_queries.h"
#include "people/people.h"

static rc told(struct tx *t, int act, person_id pupil, const char *class_before, const char *class_after, const char *why, const char *note)
{
    const char *name;
    try(person_name(t->ask, pupil, &name));
    return audit_add(t, &(struct change){ .act = &classes_acts[act], .kind = "person", .id = pupil.v, .name = name, .about = pupil, .reason = note,
        WAS({ N_("Lớp"), class_before, class_after, KEPT_AS_IS }, { N_("Rời trường vì"), NULL, why, KEPT_AS_WORDS }) });
}

rc pupil_leave(struct tx *t, const struct pupil_leave *in)
{
    struct class_of_pupil_row place = { 0 };
    struct member_line member;
    struct enrolled_since_row since;
    struct ties_to_pupil_row tie;
    day today = day_of(t->now);
    bool found, in_class;
    try(ties_to_pupil(t->ask, in->pupil, t->ask->me, today, &tie, &found));
    if (!found)
        return refuse(t->ask, CONFLICT, 5150, _("Em không còn là học sinh của trường. Tải lại trang để xem."), NULL);
    try(member_find(t->ask, tie.member_id, &member));
    try(class_of_pupil(t->ask, in->pupil, today, &place, &in_class));
    try(enrolled_since(t->ask, in->pupil, &since));
    if (in->to.n > today.n)
        return refuse_field(t->ask, "ngay", 5151, _("Ngày rời trường không thể ở tương lai. Ghi vào hôm em thôi đến lớp."), NULL);
    if (in->to.n <= member.from_day.n || (since.from_day.has && in->to.n <= since.from_day.v.n))
        return refuse_field(t->ask, "ngay", 5152, _("Ngày rời trường phải sau ngày em vào lớp."), NULL);
    try(enrolments_end(t, in->pupil, in->to, NULL));
    try(places_count_of(t, in->pupil));
    try(leaving_insert(t, NEW_ID(t, leaving_id), member.id, in->pupil, in_class ? place.name : NULL, in->why, in->to, in->note, t->ask->me, (batch_id){ 0 }, NULL));
    try(member_end(t, member.id, in->to, member.rev));
    return told(t, ACT_LEAVE, in->pupil, in_class ? place.name : NULL, NULL, leave_kind_label(in->why), in->note);
}

rc pupil_return(struct tx *t, leaving_id id, int64_t rev, person_id *pupil)
{
    struct leaving_one_row row;
    struct ties_to_pupil_row tie;
    bool found, here;
    int64_t taken = 0, places;
    try(leaving_one(t->ask, id, &row, &found));
    if (!found) return NOT_FOUND;
    *pupil = row.person_id;
    try(transfer_end(t, row.person_id));
    try(leaving_take_back(t, id, t->ask->me, rev, &taken));
    if (taken == 0)
        return refuse(t->ask, CONFLICT, 5153, _("Việc này vừa được người khác làm. Tải lại trang để xem."), NULL);
    try(ties_to_pupil(t->ask, row.person_id, t->ask->me, day_of(t->now), &tie, &here));
    if (here)
        return refuse(t->ask, CONFLICT, 5154, _("Em đã lại là học sinh của trường theo cách khác."), NULL);
    try(member_reopen(t, row.member_id));
    try(enrolments_back(t, row.member_id, row.to_day, &places));
    try(places_count_of(t, row.person_id));
    return told(t, ACT_RETURN, row.person_id, NULL, places ? row.class_name : NULL, NULL, NULL);
}

rc pupil_fold(struct tx *t, person_id folded, person_id kept, batch_id batch, member_id *member)
{
    struct ties_to_pupil_row tie, stays;
    struct member_line line;
    struct class_of_pupil_row class_, there;
    day today = day_of(t->now);
    bool here, kept_here, in_class, kept_in_class;
    enrolment_id id;
    try(ties_to_pupil(t->ask, folded, t->ask->me, today, &tie, &here));
    try(ties_to_pupil(t->ask, kept, t->ask->me, today, &stays, &kept_here));
    if (!here || !kept_here) return refuse(t->ask, CONFLICT, 5150, _("Em không còn là học sinh của trường. Tải lại trang để xem."), NULL);
    *member = tie.member_id;
    try(class_of_pupil(t->ask, folded, today, &class_, &in_class));
    try(class_of_pupil(t->ask, kept, today, &there, &kept_in_class));
    try(enrolments_end_by_batch(t, folded, today, batch, NULL));
    try(places_count_of(t, folded));
    if (in_class && !kept_in_class) try(enrol(t, class_.class_id, stays.member_id, kept, today, batch, &id));
    try(member_find(t->ask, tie.member_id, &line));
    return member_end(t, line.id, today, line.rev);
}

rc pupil_unfold(struct tx *t, member_id member, batch_id batch)
{
    try(member_reopen(t, member));
    return classes_undo(t, batch);
}

rc pupils_left(struct ask *a, leaving_id before, int64_t limit, struct left_line **rows, size_t *n)
{
    struct leavings_before_row *row;
    try(leavings_before(a, before, limit, &row, n));
    *rows = ARENA_MANY(a->arena, struct left_line, *n);
    if (!*rows) return LIMIT;
    for (size_t i = 0; i < *n; i++)
        (*rows)[i] = (struct left_line){ row[i].id, row[i].person_id, row[i].name, row[i].class_name, row[i].note, row[i].by_name, row[i].why, row[i].to_day, row[i].at, row[i].rev };
    return OK;
}
