/* What this room holds of a person, for the copy that the person takes along (rooms/consent/consent.h). */
#include "base/viet.h"
#include "consent/consent.h"
#include "generated/people_queries.h"
#include "people/people.h"

static rc tell_person(struct ask *a, person_id person, struct part_out *o)
{
    struct person_told_row row;
    bool found;
    try(person_told(a, person, &row, &found));
    if (!found) return OK;
    told_line(o);
    told_text(o, "ho_ten", _("Họ và tên"), row.full_name);
    told_day(o, "ngay_sinh", _("Ngày sinh"), row.born);
    told_words(o, "gioi_tinh", _("Giới tính"), row.sex ? sex_label(row.sex) : NULL);
    told_text(o, "so_dinh_danh", _("Số định danh cá nhân"), row.national_id);
    told_text(o, "ma_hoc_sinh", _("Mã định danh học sinh"), row.moet_id);
    told_text(o, "dan_toc", _("Dân tộc"), row.ethnicity);
    told_time(o, "ghi_luc", _("Ghi vào Khuê lúc"), told_at(row.added_at));
    return OK;
}

static rc tell_contacts(struct ask *a, person_id person, struct part_out *o)
{
    struct contacts_told_row *row;
    size_t n;
    try(contacts_told(a, person, PART_MOST, &row, &n));
    told_many(o, n);
    for (size_t i = 0; i < n; i++) {
        told_line(o);
        told_words(o, "loai", _("Loại"), contact_kind_label(row[i].kind));
        told_text(o, "gia_tri", _("Liên hệ"), row[i].value);
        told_day(o, "tu_ngay", _("Từ ngày"), told_on(row[i].from_day));
        told_day(o, "den_ngay", _("Đến ngày"), row[i].to_day);
        told_time(o, "xac_nhan_luc", _("Xác nhận lúc"), row[i].confirmed_at);
    }
    return OK;
}

static void link_tell(struct part_out *o, const char *name, enum guardian_kind kind, day from, opt_day to)
{
    told_line(o);
    told_text(o, "ho_ten", _("Họ và tên"), name);
    told_words(o, "quan_he", _("Quan hệ"), guardian_kind_label(kind));
    told_day(o, "tu_ngay", _("Từ ngày"), told_on(from));
    told_day(o, "den_ngay", _("Đến ngày"), to);
}

static rc tell_guardians(struct ask *a, person_id person, struct part_out *o)
{
    struct guardians_told_row *row;
    size_t n;
    try(guardians_told(a, person, PART_MOST, &row, &n));
    told_many(o, n);
    for (size_t i = 0; i < n; i++) link_tell(o, row[i].full_name, row[i].kind, row[i].from_day, row[i].to_day);
    return OK;
}

static rc tell_children(struct ask *a, person_id person, struct part_out *o)
{
    struct children_told_row *row;
    size_t n;
    try(children_told(a, person, PART_MOST, &row, &n));
    told_many(o, n);
    for (size_t i = 0; i < n; i++) link_tell(o, row[i].full_name, row[i].kind, row[i].from_day, row[i].to_day);
    return OK;
}

static rc tell_restrictions(struct ask *a, person_id person, struct part_out *o)
{
    struct restrictions_told_row *row;
    size_t n;
    try(restrictions_told(a, person, PART_MOST, &row, &n));
    told_many(o, n);
    for (size_t i = 0; i < n; i++) {
        told_line(o);
        told_time(o, "tu_luc", _("Từ lúc"), told_at(row[i].at));
        told_time(o, "go_luc", _("Gỡ lúc"), row[i].ended_at);
    }
    return OK;
}

static rc drop_person(struct tx *t, person_id person) { return person_numbers_drop(t, person, NULL); }

rc person_unname(struct tx *t, person_id person, bool name, bool born)
{
    const char *gone = _("(đã xóa dữ liệu)");
    if (!born) try(person_facts_drop(t, person, NULL));
    return name ? OK : person_name_drop(t, person, gone, search_key(t->ask->arena, gone), sort_key_person(t->ask->arena, gone), NULL);
}

static rc drop_contacts(struct tx *t, person_id person) { return contacts_blank(t, person, day_of(t->now), NULL); }

const struct person_part people_parts[] = {
    { "people.person",    N_("Hồ sơ"),                  "person.id", tell_person, false, drop_person, N_("Họ tên, ngày sinh, giới tính, mã học sinh: học bạ và sổ đăng bộ phải giữ."), .law = &law_register,
                           .adult = N_("Họ tên và ngày sinh của người từng làm ở trường; họ tên của phụ huynh khi còn bằng chứng mang tên ấy. Không thì tên cũng xóa.") },
    { "people.contact",   N_("Cách liên hệ"),           "contact.person_id", tell_contacts, false, drop_contacts, NULL },
    { "people.guardians", N_("Phụ huynh, người giám hộ"), "guardian_link.child_id", tell_guardians, false, NULL, N_("Để gia đình còn đọc được lời nhà trường trả lời."), .law = &law_proof, .pupils = true },
    { "people.restriction", N_("Những lần hạn chế sử dụng dữ liệu"), "restriction.subject_id", tell_restrictions, false, NULL, N_("Bằng chứng nhà trường đã làm theo yêu cầu."), .law = &law_proof },
    { "people.children",  N_("Là phụ huynh của"),       "guardian_link.guardian_id", tell_children, true, NULL, N_("Của em ấy, không phải của người này."), .law = &law_register },
    { 0 }
};
