/* What this room holds of a person, for the copy that the person takes along (rooms/consent/consent.h). */
#include "consent/consent.h"
#include "generated/notices_queries.h"
#include "notices/notices.h"

static rc tell_notices(struct ask *a, person_id person, struct part_out *o)
{
    struct notices_told_row *row;
    size_t n;
    try(notices_told(a, person, PART_MOST, &row, &n));
    told_many(o, n);
    for (size_t i = 0; i < n; i++) {
        told_line(o);
        told_time(o, "luc", _("Lúc"), told_at(row[i].at));
        told_words(o, "loai", _("Loại"), notice_kind_label(row[i].kind));
        told_text(o, "loi", _("Lời báo"), notice_say(a->arena, a->lang, row[i].words, row[i].parts));
        told_time(o, "doc_luc", _("Đọc lúc"), row[i].read_at);
    }
    return OK;
}

static rc tell_choices(struct ask *a, person_id person, struct part_out *o)
{
    struct choices_mine_row *row;
    size_t n;
    try(choices_mine(a, person, &row, &n));
    for (size_t i = 0; i < n; i++) {
        told_line(o);
        told_words(o, "loai", _("Loại"), notice_kind_label(row[i].kind));
        told_yes(o, "qua_thu", _("Nhận cả qua thư"), row[i].by_mail);
    }
    return OK;
}

static rc drop_notices(struct tx *t, person_id person) { return notices_erase(t, person, NULL); }

static rc drop_choices(struct tx *t, person_id person) { return choices_erase(t, person, NULL); }

const struct person_part notices_parts[] = {
    { "notices.notice", N_("Thông báo"),              "notice.person_id", tell_notices, true, drop_notices, NULL },
    { "notices.choice", N_("Nhận thông báo qua thư"), "notice_choice.person_id", tell_choices, true, drop_choices, NULL },
    { 0 }
};
