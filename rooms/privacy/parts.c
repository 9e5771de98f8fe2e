/* What this room holds of a person, as far as it is that of whoever takes the copy (rooms/consent/consent.h). */
#include "consent/consent.h"
#include "generated/privacy_queries.h"
#include "privacy/privacy.h"

static rc tell_requests(struct ask *a, person_id person, struct part_out *o)
{
    struct requests_told_row *row;
    size_t n;
    try(requests_told(a, person, a->me, PART_MOST, &row, &n));
    told_many(o, n);
    for (size_t i = 0; i < n; i++) {
        told_line(o);
        told_words(o, "viec", _("Việc"), privacy_kind_label(row[i].kind));
        told_text(o, "loi", _("Lời nhắn"), row[i].words);
        told_text(o, "truong", _("Trường"), row[i].school_name);
        told_time(o, "luc", _("Lúc"), told_at(row[i].at));
        told_words(o, "den_dau", _("Đến đâu"), privacy_state_label(row[i].state));
        told_day(o, "han_tra_loi", _("Hạn trả lời"), told_on(row[i].answer_due));
        told_day(o, "han_xong", _("Hạn xong"), told_on(row[i].done_due));
        told_time(o, "xong_luc", _("Xong lúc"), row[i].closed_at);
    }
    return OK;
}

static rc tell_copies(struct ask *a, person_id person, struct part_out *o)
{
    struct copies_of_mine_row *row;
    size_t n;
    try(copies_of_mine(a, person, a->me, PART_MOST, &row, &n));
    told_many(o, n);
    for (size_t i = 0; i < n; i++) {
        told_line(o);
        told_time(o, "luc", _("Lúc"), told_at(row[i].at));
    }
    return OK;
}

static rc tell_erasures(struct ask *a, person_id person, struct part_out *o)
{
    struct erasures_told_row *row;
    size_t n;
    try(erasures_told(a, person, PART_MOST, &row, &n));
    told_many(o, n);
    for (size_t i = 0; i < n; i++) {
        told_line(o);
        told_time(o, "luc", _("Lúc"), told_at(row[i].proposed_at));
        told_words(o, "den_dau", _("Đến đâu"), erasure_state_label(row[i].state));
        told_time(o, "xong_luc", _("Xong lúc"), row[i].decided_at);
    }
    return OK;
}

const struct person_part privacy_parts[] = {
    { "privacy.request", N_("Yêu cầu bạn đã gửi về dữ liệu này"), "privacy_request.subject_id privacy_request.by_person", tell_requests, false, NULL, N_("Bằng chứng nhà trường đã làm theo yêu cầu."), .law = &law_proof },
    { "privacy.copy",    N_("Bản sao bạn đã lấy"),               "data_copy.subject_id data_copy.by_person", tell_copies, false, NULL, N_("Bằng chứng nhà trường đã làm theo yêu cầu."), .law = &law_proof },
    { "privacy.erasure", N_("Xóa dữ liệu theo yêu cầu"), "privacy_erasure.subject_id", tell_erasures, false, NULL, N_("Bằng chứng nhà trường đã làm theo yêu cầu."), .law = &law_proof },
    { 0 }
};
