/* What this room holds of a person, for the copy that the person takes along (rooms/consent/consent.h). */
#include "announcements/announcements.h"
#include "consent/consent.h"
#include "generated/announcements_queries.h"

static rc tell_told(struct ask *a, person_id person, struct part_out *o)
{
    struct told_of_row *row;
    size_t n;
    try(told_of(a, person, PART_MOST, &row, &n));
    told_many(o, n);
    for (size_t i = 0; i < n; i++) {
        told_line(o);
        told_text(o, "loi_nhan", _("Lời nhắn"), row[i].title);
        told_text(o, "truong", _("Trường"), row[i].school_name);
        told_time(o, "gui_luc", _("Gửi lúc"), told_at(row[i].sent_at));
        told_time(o, "doc_luc", _("Đọc lúc"), row[i].read_at);
    }
    return OK;
}

static rc drop_told_here(struct tx *t, person_id person, school_id school) { return told_drop(t, person, school, NULL); }
static rc drop_told(struct tx *t, person_id person) { return drop_told_here(t, person, (school_id){ 0 }); }

static rc tell_family(struct ask *a, person_id person, struct part_out *o)
{
    struct family_of_child_told_row *row;
    size_t n;
    try(family_of_child_told(a, person, PART_MOST, &row, &n));
    told_many(o, n);
    for (size_t i = 0; i < n; i++) {
        told_line(o);
        told_text(o, "loi_nhan", _("Lời nhắn"), row[i].title);
        told_text(o, "truong", _("Trường"), row[i].school_name);
        told_time(o, "xac_nhan_luc", _("Gia đình xác nhận lúc"), row[i].done_at);
        told_yes(o, "phieu_giay", _("Bằng phiếu giấy"), row[i].paper);
    }
    return OK;
}

static rc drop_family_here(struct tx *t, person_id person, school_id school) { return family_told_drop(t, person, school, NULL); }
static rc drop_family(struct tx *t, person_id person) { return drop_family_here(t, person, (school_id){ 0 }); }

const struct person_part announcements_parts[] = {
    { "announcements.told", N_("Lời nhắn đã nhận"), "announcement_reader.person_id", tell_told, true, drop_told, NULL, .drop_here = drop_told_here },
    { "announcements.family", N_("Lời nhắn gửi gia đình về em"), "announcement_family.child_id", tell_family, false, drop_family, NULL, .drop_here = drop_family_here, .pupils = true },
    { 0 }
};
