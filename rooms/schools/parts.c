/* What this room holds of a person, for the copy that the person takes along (rooms/consent/consent.h). */
#include "consent/consent.h"
#include "generated/schools_queries.h"

static rc tell_places(struct ask *a, person_id person, struct part_out *o)
{
    struct places_told_row *row;
    size_t n;
    try(places_told(a, person, PART_MOST, &row, &n));
    told_many(o, n);
    for (size_t i = 0; i < n; i++) {
        told_line(o);
        told_text(o, "truong", _("Trường"), row[i].school_name);
        told_words(o, "vai", _("Vai"), member_role_label(row[i].role));
        told_text(o, "ten_trong_danh_sach", _("Tên trong danh sách của trường"), row[i].display_name);
        told_text(o, "chuc_danh", _("Chức danh"), row[i].title);
        told_day(o, "tu_ngay", _("Từ ngày"), told_on(row[i].from_day));
        told_day(o, "den_ngay", _("Đến ngày"), row[i].to_day);
    }
    return OK;
}

static rc tell_outside(struct ask *a, person_id person, struct part_out *o)
{
    struct places_outside_told_row *row;
    size_t n;
    try(places_outside_told(a, person, PART_MOST, &row, &n));
    told_many(o, n);
    for (size_t i = 0; i < n; i++) {
        told_line(o);
        told_text(o, "truong", _("Trường"), row[i].school_name);
        told_words(o, "la", _("Là"), outsider_kind_label(row[i].kind));
        told_text(o, "loi_ghi", _("Lời ghi"), row[i].words);
        told_time(o, "tu_vao_luc", _("Tự đồng ý lúc"), row[i].agreed_at);
        told_day(o, "tu_ngay", _("Từ ngày"), told_on(row[i].from_day));
        told_day(o, "den_ngay", _("Đến ngày"), row[i].to_day);
    }
    return OK;
}

static rc tell_offices(struct ask *a, person_id person, struct part_out *o)
{
    struct offices_told_row *row;
    size_t n;
    try(offices_told(a, person, PART_MOST, &row, &n));
    told_many(o, n);
    for (size_t i = 0; i < n; i++) {
        told_line(o);
        told_text(o, "co_quan", _("Cơ quan"), row[i].organisation_name);
        told_words(o, "vai", _("Vai"), office_role_label(row[i].role));
        told_text(o, "chuc_danh", _("Chức danh"), row[i].title);
        told_day(o, "tu_ngay", _("Từ ngày"), told_on(row[i].from_day));
        told_day(o, "den_ngay", _("Đến ngày"), row[i].to_day);
    }
    return OK;
}

static rc drop_outside_here(struct tx *t, person_id person, school_id school) { return outsider_words_drop(t, person, school, NULL); }
static rc drop_outside(struct tx *t, person_id person) { return drop_outside_here(t, person, (school_id){ 0 }); }

const struct person_part schools_parts[] = {
    { "schools.member",   N_("Nơi học, nơi làm"),        "member.person_id", tell_places, false, NULL, N_("Học bạ và sổ đăng bộ phải giữ."), .law = &law_register,
                          .adult = N_("Làm ở trường với vai gì, từ ngày nào đến ngày nào: hồ sơ công việc phải giữ.") },
    { "schools.outsider", N_("Bên cạnh trường nào"),     "outsider.person_id", tell_outside, true, drop_outside, N_("Trường nào, từ ngày nào; lời ghi thì xóa."), .drop_here = drop_outside_here, .law = &law_work },
    { "schools.officer",  N_("Ở cơ quan quản lý nào"),   "officer.person_id", tell_offices, true, NULL, N_("Hồ sơ công việc của cơ quan."), .law = &law_work },
    { 0 }
};
