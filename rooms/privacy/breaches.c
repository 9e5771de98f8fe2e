/* What happened to data: the register, its 72 hours, and what was done about it. What stays true stands in breaches.h. */
#include "privacy/breaches.h"
#include "base/ids.h"
#include "generated/privacy_queries.h"
#include "notices/notices.h"
#include "privacy/privacy.h"
#include "schools/schools.h"

static const char *found_text(struct tx *t, instant at)
{
    char text[DAY_TEXT_SIZE];
    return arena_text(t->ask->arena, day_dmy(day_of(at), text));
}

/* Each of the heads but who wrote it down. */
static rc heads_hear_of_breach(struct tx *t)
{
    struct heads_to_tell_row *row;
    struct school_face school;
    size_t n;
    try(school_face(t->ask, t->ask->scope.school, &school));
    try(heads_to_tell(t->ask, t->ask->scope.school, (person_id){ 0 }, t->ask->me, day_of(t->now), &row, &n));
    for (size_t i = 0; i < n; i++)
        try(notice_add(t, &(struct notice){ .to = row[i].person_id, .kind = NOTICE_KIND_WORK, .words = _("Có sự cố dữ liệu vừa được ghi. Báo cơ quan trong 72 giờ."),
                                            .path = arena_print(t->ask->arena, "/t/%s/su-co-du-lieu", school.code) }));
    return OK;
}

rc breach_add(struct tx *t, const struct new_breach *in, data_breach_id *out)
{
    day today = day_of(t->now);
    if (in->found.n > today.n || in->found.n < today.n - BREACH_BACK_DAYS)
        return refuse_field(t->ask, "ngay", 5985, _("Ghi ngày nhà trường biết chuyện, từ hôm nay trở về trước, trong vòng một năm."), NULL);
    instant found = in->found.n == today.n ? t->now : day_start(in->found);
    *out = NEW_ID(t, data_breach_id);
    try(breach_insert(t, *out, found, in->words, in->what, (opt_int){ in->people > 0, in->people }, t->ask->me, NULL));
    try(heads_hear_of_breach(t));
    return audit_add(t, &(struct change){ .act = &privacy_acts[ACT_BREACH], .kind = "breach", .id = out->v, .name = found_text(t, found), .reason = in->words });
}

/* Counted behind the row's rev: of two who add at once, one is too late. */
static rc more_fits(struct tx *t, const struct breach_act *in)
{
    struct breach_more_count_row more;
    if (in->step != BREACH_STEP_MORE) return OK;
    try(breach_more_count(t->ask, in->id, &more));
    return more.n < BREACH_MORE_MOST ? OK
        : refuse(t->ask, CONFLICT, 6052, _("Sự cố này đã ghi thêm 40 lần. Ghi phần còn lại vào lời khi khép, hoặc ghi tiếp thành một sự cố mới."), NULL);
}

rc breach_did(struct tx *t, const struct breach_act *in)
{
    struct breach_one_row b;
    int64_t changed = 0;
    bool found;
    try(breach_one(t->ask, in->id, &b, &found));
    if (!found) return NOT_FOUND;
    if (b.over_at.has)
        return refuse(t->ask, CONFLICT, 5986, _("Sự cố này đã khép lại. Chuyện mới thì ghi thành một sự cố mới."), NULL);
    if ((in->step == BREACH_STEP_AUTHORITY && b.authority_at.has) || (in->step == BREACH_STEP_PEOPLE && b.people_at.has))
        return refuse(t->ask, CONFLICT, 5987, _("Việc báo này đã ghi rồi. Báo thêm thì dùng “Ghi thêm”."), NULL);
    try(more_fits(t, in));
    opt_instant now = { true, t->now };
    try(breach_turn(t, in->id, in->step == BREACH_STEP_AUTHORITY ? now : b.authority_at, in->step == BREACH_STEP_PEOPLE ? now : b.people_at, in->step == BREACH_STEP_OVER ? now : (opt_instant){ 0 }, in->rev, &changed));
    if (changed == 0)
        return refuse(t->ask, CONFLICT, 5988, _("Vừa có người ghi thêm vào sự cố này. Tải lại trang để xem."), NULL);
    try(breach_step_insert(t, in->id, NEW_ID(t, data_breach_step_id), in->step, in->words, t->ask->me, NULL));
    return audit_add(t, &(struct change){ .act = &privacy_acts[ACT_BREACH_STEP], .kind = "breach", .id = in->id.v, .name = found_text(t, b.found_at), .reason = in->words,
        WAS({ N_("Việc"), NULL, breach_step_label(in->step), KEPT_AS_WORDS }) });
}
