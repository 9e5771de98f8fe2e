/* Whoever comes to a school from outside: partners with a term, their contacts, mentors, alumni. What stays true: (1) none of them is a
** member, so no question about members answers them and nothing about them opens a page inside; (2) partners, places and checks end, they
** are never deleted; (3) of several checks of a mentor the last one counts; (4) in the network of alumni is who said so.
** Source: requirements R12, R15, R17, R19, R20. */
#include "audit/audit.h"
#include "base/viet.h"
#include "generated/schools_queries.h"
#include "schools/acts.h"
#include "schools/schools.h"

#define CHECK_DAYS_MOST 731                       /* two years: then papers are looked at again */

static const char *day_text(struct arena *a, opt_day d)
{
    char text[DAY_TEXT_SIZE];
    return d.has ? arena_text(a, day_dmy(d.v, text)) : NULL;
}

static bool over(opt_day to, day today) { return to.has && to.v.n <= today.n; }

/* ---- partners */

static rc organisation_known(struct tx *t, const struct new_partner *in, organisation_id *out)
{
    struct organisation_named_row row;
    bool found;
    const char *key = search_key(t->ask->arena, in->name);
    try(organisation_named(t->ask, in->organisation, key, &row, &found));
    *out = row.id;
    if (found) return OK;
    *out = NEW_ID(t, organisation_id);
    return organisation_insert(t, *out, in->organisation, in->name, key, (area_id){ 0 }, NULL);
}

static rc term_fits(struct ask *a, opt_day to)
{
    if (over(to, day_of(a->now)))
        return refuse_field(a, "den", 5405, _("Ngày hết hạn phải sau hôm nay."), NULL);
    return OK;
}

rc partner_add(struct tx *t, const struct new_partner *in, partner_id *out)
{
    organisation_id organisation;
    struct partner_open_with_row open;
    bool found;
    day today = day_of(t->now);
    try(term_fits(t->ask, in->to));
    try(organisation_known(t, in, &organisation));
    try(partner_open_with(t->ask, organisation, in->kind, today, &open, &found));
    if (found)
        return refuse(t->ask, CONFLICT, 5414, _("Đã có thỏa thuận đang mở với tổ chức này. Gia hạn dòng ấy."), NULL);
    *out = NEW_ID(t, partner_id);
    try(partner_insert(t, *out, organisation, in->kind, in->agreement, today, in->to, NULL));
    return audit_add(t, &(struct change){ .act = &schools_acts[ACT_PARTNER_ON], .kind = "partner", .id = out->v, .name = in->name,
        WAS({ N_("Vai trò"), NULL, partner_kind_label(in->kind), KEPT_AS_WORDS }, { N_("Thỏa thuận"), NULL, in->agreement, KEPT_AS_IS },
            { N_("Đến ngày"), NULL, day_text(t->ask->arena, in->to), KEPT_AS_IS }) });
}

/* With to = today it ends. */
rc partner_term(struct tx *t, const struct partner_term *in)
{
    struct partner_one_row was;
    int64_t changed = 0;
    bool found;
    day today = day_of(t->now);
    try(partner_one(t->ask, in->id, &was, &found));
    if (!found) return NOT_FOUND;
    if (!in->to.has || in->to.v.n != today.n) try(term_fits(t->ask, in->to));
    try(partner_term_set(t, in->id, in->to, in->rev, &changed));
    if (changed == 0)
        return refuse(t->ask, CONFLICT, 5406, _("Vừa có người sửa đối tác này. Tải lại trang rồi làm tiếp."), NULL);
    return audit_add(t, &(struct change){ .act = &schools_acts[over(in->to, today) ? ACT_PARTNER_OFF : ACT_PARTNER_TERM], .kind = "partner", .id = in->id.v, .name = was.name,
        WAS({ N_("Đến ngày"), day_text(t->ask->arena, was.to_day), day_text(t->ask->arena, in->to), KEPT_AS_IS }) });
}

rc partners_of(struct ask *a, struct partner_line **rows, size_t *n)
{
    struct partners_here_row *row;
    day today = day_of(a->now);
    try(partners_here(a, today, &row, n));
    *rows = ARENA_MANY(a->arena, struct partner_line, *n);
    if (!*rows) return LIMIT;
    for (size_t i = 0; i < *n; i++)
        (*rows)[i] = (struct partner_line){ row[i].id, row[i].name, row[i].agreement, row[i].organisation, row[i].kind, row[i].from_day, row[i].to_day,
                                            over(row[i].to_day, today), row[i].people, row[i].rev };
    return OK;
}

/* ---- people beside a school */

static rc partner_holds(struct ask *a, partner_id id)
{
    struct partner_one_row row;
    bool found = false;
    if (id.v) try(partner_one(a, id, &row, &found));
    if (!found)
        return refuse_field(a, "doi_tac", 5410, _("Chọn đối tác mà người này đại diện."), NULL);
    if (over(row.to_day, day_of(a->now)))
        return refuse_field(a, "doi_tac", 5400, _("Thỏa thuận với đối tác này đã hết hạn. Gia hạn trước khi thêm hoạt động."), NULL);
    return OK;
}

rc outsider_add(struct tx *t, const struct new_outsider *in, outsider_id *out)
{
    struct outsider_open_row open;
    bool found;
    day today = day_of(t->now);
    partner_id partner = in->kind == OUTSIDER_KIND_PARTNER ? in->partner : (partner_id){ 0 };
    if (in->kind == OUTSIDER_KIND_PARTNER) try(partner_holds(t->ask, partner));
    try(outsider_open(t->ask, in->person, in->kind, today, &open, &found));
    if (found)
        return refuse(t->ask, CONFLICT, 5415, _("Người này đã có trong danh sách ấy."), NULL);
    *out = NEW_ID(t, outsider_id);
    try(outsider_insert(t, *out, in->person, in->kind, in->words, partner, today, NULL));
    return audit_add(t, &(struct change){ .act = &schools_acts[ACT_OUTSIDER_ON], .kind = "outsider", .id = out->v, .name = in->full_name, .about = in->person,
        WAS({ N_("Vai trò"), NULL, outsider_kind_label(in->kind), KEPT_AS_WORDS }, { N_("Mô tả"), NULL, in->words, KEPT_AS_IS }) });
}

rc outsider_find(struct ask *a, outsider_id id, struct outsider_face *out)
{
    struct outsider_one_row row;
    bool found;
    try(outsider_one(a, id, &row, &found));
    if (!found) return NOT_FOUND;
    *out = (struct outsider_face){ row.id, row.person_id, row.name, row.kind, row.to_day, row.born, row.rev };
    return OK;
}

static rc stale(struct ask *a)
{
    return refuse(a, CONFLICT, 5407, _("Vừa có người sửa dòng này. Tải lại trang rồi làm tiếp."), NULL);
}

rc outsider_end(struct tx *t, outsider_id id, int64_t rev, person_id *person)
{
    struct outsider_face was;
    int64_t changed = 0;
    char today[DAY_TEXT_SIZE];
    try(outsider_find(t->ask, id, &was));
    *person = was.person;
    try(outsider_close(t, id, day_of(t->now), rev, &changed));
    if (changed == 0) return stale(t->ask);
    return audit_add(t, &(struct change){ .act = &schools_acts[ACT_OUTSIDER_OFF], .kind = "outsider", .id = id.v, .name = was.name, .about = was.person,
        WAS({ N_("Vai trò"), outsider_kind_label(was.kind), NULL, KEPT_AS_WORDS }, { N_("Đến ngày"), NULL, day_dmy(day_of(t->now), today), KEPT_AS_IS }) });
}

rc mentor_check(struct tx *t, const struct mentor_check *in)
{
    struct outsider_face mentor;
    int64_t changed = 0;
    char until[DAY_TEXT_SIZE];
    day today = day_of(t->now);
    try(outsider_find(t->ask, in->id, &mentor));
    if (mentor.kind != OUTSIDER_KIND_MENTOR)
        return refuse(t->ask, CONFLICT, 5408, _("Chỉ xác minh người hướng dẫn."), NULL);
    if (in->until.n <= today.n || in->until.n > today.n + CHECK_DAYS_MOST)
        return refuse_field(t->ask, "den", 5409, _("Ngày hết hiệu lực phải sau hôm nay và trong vòng 24 tháng."), NULL);
    try(outsider_touch(t, in->id, in->rev, &changed));
    if (changed == 0) return stale(t->ask);
    try(mentor_check_insert(t, NEW_ID(t, mentor_check_id), in->id, in->paper, in->until, t->ask->me, NULL));
    return audit_add(t, &(struct change){ .act = &schools_acts[ACT_MENTOR_CHECK], .kind = "outsider", .id = in->id.v, .name = mentor.name, .about = mentor.person,
        WAS({ N_("Giấy tờ đã xem"), NULL, in->paper, KEPT_AS_IS }, { N_("Có hiệu lực đến"), NULL, day_dmy(in->until, until), KEPT_AS_IS }) });
}

rc outside_places(struct ask *a, person_id person, struct outside_place **rows, size_t *n)
{
    struct outside_of_person_row *row;
    day today = day_of(a->now);
    try(outside_of_person(a, person, today, &row, n));
    *rows = ARENA_MANY(a->arena, struct outside_place, *n);
    if (!*rows) return LIMIT;
    for (size_t i = 0; i < *n; i++)
        (*rows)[i] = (struct outside_place){ .id = row[i].id, .school = { row[i].school_id, row[i].code, row[i].school_name }, .kind = row[i].kind, .words = row[i].words,
                                             .partner = row[i].partner_name, .partner_to = row[i].partner_to, .partner_over = over(row[i].partner_to, today),
                                             .checked_until = row[i].checked_until, .checked = row[i].checked_until.has && !over(row[i].checked_until, today),
                                             .agreed = row[i].agreed_at.has, .rev = row[i].rev };
    return OK;
}

/* The row of the journal is the school's, wherever the alumnus stands. */
rc alumnus_word(struct tx *t, const struct alumnus_word *in)
{
    struct outside_place *place;
    size_t n, at = 0;
    int64_t changed = 0;
    opt_instant now = { in->yes, t->now };
    try(outside_places(t->ask, t->ask->me, &place, &n));
    while (at < n && place[at].id.v != in->id.v) at++;
    if (at < n) try(alumnus_word_set(t, in->id, t->ask->me, now, day_of(t->now), in->rev, &changed));
    if (changed == 0)
        return refuse(t->ask, CONFLICT, 5411, _("Chỗ này đã kết thúc hoặc vừa đổi. Tải lại trang để xem."), NULL);
    const char *name;
    try(person_name(t->ask, t->ask->me, &name));
    school_id here = t->ask->scope.school;
    t->ask->scope.school = place[at].school.id;
    rc told = audit_add(t, &(struct change){ .act = &schools_acts[in->yes ? ACT_ALUMNUS_IN : ACT_ALUMNUS_OUT], .kind = "outsider", .id = in->id.v, .name = name, .about = t->ask->me });
    t->ask->scope.school = here;
    return told;
}
