/* What this room holds of a person, for the copy that the person takes along (rooms/consent/consent.h). Address and note of a list stay
** out: they may be about another guardian, and who reads them is for the office to weigh (rooms/privacy/left_out.c says so). */
#include "consent/consent.h"
#include "generated/roster_queries.h"
#include "roster/inside.h"
#include "roster/read/read.h"

static rc tell_lists(struct ask *a, person_id person, struct part_out *o)
{
    struct lists_told_row *row;
    size_t n;
    try(lists_told(a, person, PART_MOST, &row, &n));
    told_many(o, n);
    for (size_t i = 0; i < n; i++) {
        struct roster_row kept = { 0 };
        roster_row_unpack(a->arena, row[i].kept, &kept);
        told_line(o);
        told_text(o, "truong", _("Trường"), row[i].school_name);
        told_time(o, "luc", _("Lúc"), told_at(row[i].at));
        told_text(o, "ma_hoc_sinh", _("Mã học sinh của trường"), kept.said[MEANS_PUPIL_CODE]);
        told_text(o, "trang_thai", _("Trạng thái"), kept.said[MEANS_STATUS]);
        told_text(o, "noi_sinh", _("Nơi sinh"), kept.said[MEANS_BIRTH_PLACE]);
    }
    return OK;
}

static rc drop_lists_here(struct tx *t, person_id person, school_id school)
{
    try(lines_blank(t, person, school, NULL));
    try(staff_lines_blank(t, person, school, NULL));
    return kept_blank(t, person, school, NULL);
}
static rc drop_lists(struct tx *t, person_id person) { return drop_lists_here(t, person, (school_id){ 0 }); }

static rc tell_sources(struct ask *a, person_id person, struct part_out *o)
{
    struct sources_told_row *row;
    size_t n;
    try(sources_told(a, person, PART_MOST, &row, &n));
    told_many(o, n);
    for (size_t i = 0; i < n; i++) {
        told_line(o);
        told_text(o, "truong", _("Trường"), row[i].school_name);
        told_text(o, "ma", _("Mã ở hệ thống gửi"), row[i].source);
        told_time(o, "luc", _("Lúc"), told_at(row[i].at));
    }
    return OK;
}

static rc drop_sources_here(struct tx *t, person_id person, school_id school) { return sources_drop(t, person, school, NULL); }
static rc drop_sources(struct tx *t, person_id person) { return drop_sources_here(t, person, (school_id){ 0 }); }

const struct person_part roster_parts[] = {
    { "roster.kept",   N_("Trong danh sách trường đã nhập"), "roster_kept.person_id", tell_lists, false, drop_lists, NULL, .drop_here = drop_lists_here },
    { "roster.source", N_("Mã ở hệ thống khác gửi danh sách"), "roster_person_source.person_id", tell_sources, false, drop_sources, NULL, .drop_here = drop_sources_here },
    { 0 }
};
