/* What stays true stands in move.h. The class that was left is read no more by its teacher from that day on: access asks for a place of today. */
#include "classes/move.h"
#include "audit/audit.h"
#include "base/ids.h"
#include "classes/inside.h"
#include "generated/classes_queries.h"
#include "notices/notices.h"
#include "people/people.h"

rc place_now(struct ask *a, person_id pupil, struct place_now *out)
{
    struct place_open_row row;
    bool found;
    *out = (struct place_now){ 0 };
    try(place_open(a, pupil, &row, &found));
    if (found) *out = (struct place_now){ row.id, row.class_id, row.class_name, row.from_day, row.rev };
    return OK;
}

/* The class that the pupil goes to is one of the year that the day is in. */
static rc class_to(struct tx *t, const struct pupil_move *in, struct class_face *out)
{
    struct year_brief year;
    struct class_line *line;
    size_t n = 0;
    rc found = year_at(t->ask, in->from, &year);
    if (found != OK && found != NOT_FOUND) return found;
    if (found == OK) try(classes_of_year(t->ask, year.id, &line, &n));
    for (size_t i = 0; i < n; i++)
        if (line[i].id.v == in->to.v) return class_face(t->ask, in->to, out);
    return refuse_field(t->ask, "lop", 5540, _("Chọn một lớp của năm học có ngày ấy."), NULL);
}

static rc day_fits(struct tx *t, const struct pupil_move *in, const struct place_now *was, day member_from)
{
    struct places_until_row until;
    day first = member_from;
    try(places_until(t->ask, in->pupil, &until));
    if (until.to_day.has && until.to_day.v.n > first.n) first = until.to_day.v;
    if (was->id.v && was->from.n > first.n) first = was->from;
    if (in->from.n >= first.n && in->from.n <= day_of(t->now).n) return OK;
    return refuse_field(t->ask, "ngay", 5541, _("Ngày đổi lớp từ ngày em vào lớp đang học đến hôm nay."), NULL);
}

static rc told(struct tx *t, const struct pupil_move *in, const char *before, const char *after)
{
    const char *name;
    char id[ID_TEXT_SIZE], from[DAY_TEXT_SIZE];
    id_text(in->pupil.v, id);
    try(person_name(t->ask, in->pupil, &name));
    try(notice_family(t, in->pupil, (person_id){ 0 }, &(struct notice){ .kind = NOTICE_KIND_ACCOUNT, .path = arena_print(t->ask->arena, "/ho-so/%s", id),
        .words = _("Con vừa đổi lớp. Mở để xem.") }));
    return audit_add(t, &(struct change){ .act = &classes_acts[ACT_MOVE], .kind = "person", .id = in->pupil.v, .name = name, .about = in->pupil,
        WAS({ N_("Lớp"), before, after, KEPT_AS_IS }, { N_("Từ ngày"), NULL, day_dmy(in->from, from), KEPT_AS_IS }) });
}

rc pupil_move(struct tx *t, const struct pupil_move *in)
{
    struct place_now was;
    struct ties_to_pupil_row tie;
    struct class_face to;
    struct member_line member;
    struct place_ended_on_row back;
    bool here, returns;
    int64_t ended = 1;
    try(ties_to_pupil(t->ask, in->pupil, t->ask->me, day_of(t->now), &tie, &here));
    if (!here) return refuse(t->ask, CONFLICT, 5150, _("Em không còn là học sinh của trường. Tải lại trang để xem."), NULL);
    try(place_now(t->ask, in->pupil, &was));
    if (was.id.v != in->place.v || was.rev != in->rev)
        return refuse(t->ask, CONFLICT, 5542, _("Vừa có người đổi lớp của em. Xem lại rồi chọn."), NULL);
    try(class_to(t, in, &to));
    if (was.class_id.v == in->to.v) return refuse_field(t->ask, "lop", 5543, _("Em đang ở lớp này. Chọn lớp khác."), NULL);
    try(member_find(t->ask, tie.member_id, &member));
    try(day_fits(t, in, &was, member.from_day));
    if (was.id.v) try(place_end(t, was.id, in->from, was.rev, &ended));
    if (ended == 0) return refuse(t->ask, CONFLICT, 5542, _("Vừa có người đổi lớp của em. Xem lại rồi chọn."), NULL);
    try(place_ended_on(t->ask, tie.member_id, in->to, in->from, &back, &returns));
    if (returns) try(place_reopen(t, back.id, NULL));
    else try(enrolment_insert(t, NEW_ID(t, enrolment_id), in->to, tie.member_id, in->pupil, in->from, (batch_id){ 0 }, NULL));
    try(places_count_of(t, in->pupil));
    return told(t, in, was.id.v ? was.class_name : NULL, to.name);
}

rc places_of_pupil(struct ask *a, person_id pupil, struct place_had **rows, size_t *n)
{
    struct places_had_row *row;
    try(places_had(a, pupil, &row, n));
    *rows = ARENA_MANY(a->arena, struct place_had, *n);
    if (!*rows) return LIMIT;
    for (size_t i = 0; i < *n; i++) (*rows)[i] = (struct place_had){ row[i].class_name, row[i].year_name, row[i].from_day, row[i].to_day };
    return OK;
}
