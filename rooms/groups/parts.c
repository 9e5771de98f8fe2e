/* What this room holds of a person, for the copy that the person takes along (rooms/consent/consent.h). */
#include "consent/consent.h"
#include "generated/groups_queries.h"
#include "groups/groups.h"

static rc tell_places(struct ask *a, person_id person, struct part_out *o)
{
    struct groups_told_row *row;
    size_t n;
    try(groups_told(a, person, PART_MOST, &row, &n));
    told_many(o, n);
    for (size_t i = 0; i < n; i++) {
        told_line(o);
        told_text(o, "truong", _("Trường"), row[i].school_name);
        told_text(o, "nhom", _("Nhóm"), row[i].name);
        told_words(o, "trang_thai", _("Trạng thái"), group_state_label(row[i].state));
        told_time(o, "ghi_luc", _("Ghi lúc"), told_at(row[i].at));
        told_day(o, "tu_ngay", _("Từ ngày"), row[i].from_day);
        told_day(o, "den_ngay", _("Đến ngày"), row[i].to_day);
    }
    return OK;
}

static rc tell_led(struct ask *a, person_id person, struct part_out *o)
{
    struct groups_led_told_row *row;
    size_t n;
    try(groups_led_told(a, person, PART_MOST, &row, &n));
    told_many(o, n);
    for (size_t i = 0; i < n; i++) {
        told_line(o);
        told_text(o, "truong", _("Trường"), row[i].school_name);
        told_text(o, "nhom", _("Nhóm"), row[i].name);
        told_day(o, "tu_ngay", _("Từ ngày"), told_on(row[i].from_day));
        told_day(o, "den_ngay", _("Đến ngày"), row[i].to_day);
    }
    return OK;
}

static rc drop_places_here(struct tx *t, person_id person, school_id school) { return group_places_erase(t, person, school, NULL); }
static rc drop_places(struct tx *t, person_id person) { return drop_places_here(t, person, (school_id){ 0 }); }

const struct person_part groups_parts[] = {
    { "groups.member", N_("Câu lạc bộ, nhóm học"), "group_member.person_id", tell_places, false, drop_places, NULL, .drop_here = drop_places_here },
    { "groups.leader", N_("Nhóm phụ trách"),       "group_leader.person_id", tell_led, true, NULL, N_("Hồ sơ công việc của nhà trường."), .law = &law_work },
    { 0 }
};
