/* What this room holds of a person: who looked, what was said about uses. */
#include "consent/consent.h"
#include "generated/consent_queries.h"

static rc tell_looks(struct ask *a, person_id person, struct part_out *o)
{
    struct looks_told_row *row;
    size_t n;
    try(looks_told(a, person, PART_MOST, &row, &n));
    told_many(o, n);
    for (size_t i = 0; i < n; i++) {
        told_line(o);
        told_time(o, "luc", _("Lúc"), told_at(row[i].at));
        told_text(o, "nguoi_xem", _("Người xem"), row[i].viewer_name);
        told_words(o, "la", _("Là"), look_as_words(row[i].viewer_as));
        told_words(o, "xem_gi", _("Xem gì"), look_kind_label(row[i].kind));
        told_text(o, "truong", _("Trường"), row[i].school_name);
    }
    return OK;
}

static rc tell_words(struct ask *a, person_id person, struct part_out *o)
{
    struct words_told_row *row;
    size_t n;
    try(words_told(a, person, PART_MOST, &row, &n));
    told_many(o, n);
    for (size_t i = 0; i < n; i++) {
        const struct purpose *p = purpose_of(row[i].purpose);
        told_line(o);
        told_words(o, "viec", _("Việc dùng"), p ? p->label : row[i].purpose);
        told_text(o, "nguoi_noi", _("Người nói"), row[i].by_name);
        told_words(o, "la", _("Là"), consent_voice_label(row[i].voice));
        told_yes(o, "dong_y", _("Đồng ý"), row[i].given);
        told_text(o, "cau", _("Câu đã đọc"), row[i].words);
        told_time(o, "luc", _("Lúc"), told_at(row[i].at));
        told_time(o, "het_luc", _("Đổi ý lúc"), row[i].ended_at);
        told_day(o, "giay_ki_ngay", _("Theo giấy kí ngày"), row[i].signed_on);
        told_text(o, "nguoi_ghi", _("Người ghi từ giấy"), row[i].entered_name);
    }
    return OK;
}

const struct person_part consent_parts[] = {
    { "consent.look",  N_("Ai đã xem hồ sơ"), "look.subject_id", tell_looks, false, NULL, N_("Sổ ghi ai đã xem: không ai sửa hay xóa được."), .law = &law_journal },
    { "consent.words", N_("Lời đồng ý"),      "consent.subject_id consent_paper.subject_id", tell_words, false, NULL, N_("Bằng chứng của lời đồng ý."), .law = &law_proof, .pupils = true },
    { 0 }
};
