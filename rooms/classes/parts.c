/* What this room holds of a person, for the copy that the person takes along (rooms/consent/consent.h). */
#include "consent/consent.h"
#include "generated/classes_queries.h"

static rc tell_enrolments(struct ask *a, person_id person, struct part_out *o)
{
    struct enrolments_told_row *row;
    size_t n;
    try(enrolments_told(a, person, PART_MOST, &row, &n));
    told_many(o, n);
    for (size_t i = 0; i < n; i++) {
        told_line(o);
        told_text(o, "truong", _("Trường"), row[i].school_name);
        told_text(o, "nam_hoc", _("Năm học"), row[i].year_name);
        told_text(o, "lop", _("Lớp"), row[i].class_name);
        told_day(o, "tu_ngay", _("Từ ngày"), told_on(row[i].from_day));
        told_day(o, "den_ngay", _("Đến ngày"), row[i].to_day);
    }
    return OK;
}

static rc tell_duties(struct ask *a, person_id person, struct part_out *o)
{
    struct duties_told_row *row;
    size_t n;
    try(duties_told(a, person, PART_MOST, &row, &n));
    told_many(o, n);
    for (size_t i = 0; i < n; i++) {
        told_line(o);
        told_text(o, "truong", _("Trường"), row[i].school_name);
        told_text(o, "lop", _("Lớp"), row[i].class_name);
        told_words(o, "viec", _("Việc"), duty_label(row[i].duty));
        told_text(o, "mon", _("Môn"), row[i].subject);
        told_day(o, "tu_ngay", _("Từ ngày"), told_on(row[i].from_day));
        told_day(o, "den_ngay", _("Đến ngày"), row[i].to_day);
    }
    return OK;
}

static rc tell_leavings(struct ask *a, person_id person, struct part_out *o)
{
    struct leavings_told_row *row;
    size_t n;
    try(leavings_told(a, person, PART_MOST, &row, &n));
    told_many(o, n);
    for (size_t i = 0; i < n; i++) {
        told_line(o);
        told_text(o, "truong", _("Trường"), row[i].school_name);
        told_text(o, "lop", _("Lớp"), row[i].class_name);
        told_words(o, "vi_sao", _("Vì sao"), leave_kind_label(row[i].why));
        told_day(o, "tu_ngay", _("Từ ngày"), told_on(row[i].to_day));
        told_time(o, "ghi_luc", _("Ghi lúc"), told_at(row[i].at));
        told_time(o, "nhan_lai_luc", _("Nhận lại lúc"), row[i].returned_at);
    }
    return OK;
}

static rc tell_transfers(struct ask *a, person_id person, struct part_out *o)
{
    struct transfers_told_row *row;
    size_t n;
    try(transfers_told(a, person, PART_MOST, &row, &n));
    told_many(o, n);
    for (size_t i = 0; i < n; i++) {
        told_line(o);
        told_text(o, "tu_truong", _("Từ trường"), row[i].from_name);
        told_text(o, "den_truong", _("Đến trường"), row[i].to_name);
        told_text(o, "lop", _("Lớp"), row[i].class_name);
        told_time(o, "luc", _("Lúc"), told_at(row[i].at));
        told_time(o, "nhan_luc", _("Trường mới nhận lúc"), row[i].taken_at);
        told_time(o, "bo_luc", _("Thôi dùng lúc"), row[i].void_at);
    }
    return OK;
}

static rc tell_departments(struct ask *a, person_id person, struct part_out *o)
{
    struct departments_told_row *row;
    size_t n;
    try(departments_told(a, person, PART_MOST, &row, &n));
    told_many(o, n);
    for (size_t i = 0; i < n; i++) {
        told_line(o);
        told_text(o, "truong", _("Trường"), row[i].school_name);
        told_text(o, "to", _("Tổ chuyên môn"), row[i].name);
        told_yes(o, "to_truong", _("Tổ trưởng"), row[i].head);
        told_day(o, "tu_ngay", _("Từ ngày"), told_on(row[i].from_day));
        told_day(o, "den_ngay", _("Đến ngày"), row[i].to_day);
    }
    return OK;
}

static rc drop_leavings_here(struct tx *t, person_id person, school_id school) { return leaving_notes_drop(t, person, school, NULL); }
static rc drop_leavings(struct tx *t, person_id person) { return drop_leavings_here(t, person, (school_id){ 0 }); }

const struct person_part classes_parts[] = {
    { "classes.enrolment", N_("Lớp đã học"),        "enrolment.person_id", tell_enrolments, false, NULL, N_("Học bạ và sổ đăng bộ phải giữ."), .law = &law_register, .pupils = true },
    { "classes.teaching",  N_("Phân công ở lớp"),   "teaching.person_id", tell_duties, true, NULL, N_("Hồ sơ công việc của nhà trường."), .law = &law_work },
    { "classes.department", N_("Tổ chuyên môn"),    "department_member.person_id", tell_departments, true, NULL, N_("Hồ sơ công việc của nhà trường."), .law = &law_work },
    { "classes.leaving",   N_("Những lần rời trường"), "leaving.person_id", tell_leavings, false, drop_leavings, N_("Ngày và lí do rời trường: sổ đăng bộ phải giữ; ghi chú thì xóa."), .drop_here = drop_leavings_here,
                            .law = &law_register, .pupils = true },
    { "classes.transfer",  N_("Giấy chuyển trường"), "transfer.person_id", tell_transfers, false, NULL, N_("Học bạ và sổ đăng bộ phải giữ."), .law = &law_register, .pupils = true },
    { 0 }
};
