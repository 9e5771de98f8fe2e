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
        told_yes(o, "tren_may", _("Nhận cả trên máy"), row[i].by_push);
        told_yes(o, "qua_sms", _("Nhận cả qua SMS"), row[i].by_sms);
    }
    return OK;
}

static rc tell_sends(struct ask *a, person_id person, struct part_out *o)
{
    struct sends_told_row *row;
    size_t n;
    try(sends_told(a, person, PART_MOST, &row, &n));
    told_many(o, n);
    for (size_t i = 0; i < n; i++) {
        told_line(o);
        told_words(o, "cach", _("Cách gửi"), notice_channel_label(row[i].channel));
        told_words(o, "ra_sao", _("Ra sao"), notice_send_state_label(row[i].state));
        told_time(o, "luc", _("Lúc"), told_at(row[i].made_at));
        told_time(o, "xong_luc", _("Xong lúc"), row[i].over_at);
    }
    return OK;
}

static const char *clock_text(struct ask *a, int64_t minutes) { return arena_print(a->arena, "%02d:%02d", (int)(minutes / 60), (int)(minutes % 60)); }

static rc tell_hours(struct ask *a, person_id person, struct part_out *o)
{
    struct hours_mine_row row;
    bool found;
    try(hours_mine(a, person, &row, &found));
    if (!found) return OK;
    told_line(o);
    told_text(o, "yen_tu", _("Yên lặng từ"), clock_text(a, row.quiet_from));
    told_text(o, "yen_den", _("Yên lặng đến"), clock_text(a, row.quiet_to));
    told_text(o, "gop_luc", _("Gộp và gửi lúc"), clock_text(a, row.digest_at));
    return OK;
}

/* Those that are over are forgotten in a month; where a message goes (the endpoint) is no more than a number of the browser's maker. */
static rc tell_browsers(struct ask *a, person_id person, struct part_out *o)
{
    struct pushes_mine_row *row;
    size_t n;
    try(pushes_mine(a, person, &row, &n));
    for (size_t i = 0; i < n; i++) {
        told_line(o);
        told_text(o, "may", _("Máy"), row[i].device);
        told_text(o, "dia_chi", _("Địa chỉ nhận"), row[i].endpoint);
        told_time(o, "luc", _("Bật lúc"), told_at(row[i].made_at));
        told_time(o, "cuoi", _("Tin cuối lúc"), row[i].ok_at);
    }
    return OK;
}

static rc tell_phone(struct ask *a, person_id person, struct part_out *o)
{
    struct phone_mine_row row;
    bool found;
    try(phone_mine(a, person, &row, &found));
    if (!found || !*row.phone) return OK;
    told_line(o);
    told_text(o, "so", _("Số điện thoại"), row.phone);
    told_time(o, "luc", _("Xác nhận lúc"), row.confirmed_at);
    return OK;
}

static rc drop_sends(struct tx *t, person_id person) { return sends_erase(t, person, NULL); }

static rc drop_hours(struct tx *t, person_id person) { return hours_erase(t, person, NULL); }

static rc drop_browsers(struct tx *t, person_id person) { return pushes_erase(t, person, NULL); }

static rc drop_phone(struct tx *t, person_id person) { return phone_erase(t, person, NULL); }

static rc drop_notices(struct tx *t, person_id person) { return notices_erase(t, person, NULL); }

static rc drop_choices(struct tx *t, person_id person) { return choices_erase(t, person, NULL); }

const struct person_part notices_parts[] = {
    { "notices.send",   N_("Thông báo đã gửi bằng cách nào"), "notice_send.person_id", tell_sends, true, drop_sends, NULL },      /* before what it is about */
    { "notices.notice", N_("Thông báo"),              "notice.person_id", tell_notices, true, drop_notices, NULL },
    { "notices.choice", N_("Cách nhận thông báo"), "notice_choice.person_id", tell_choices, true, drop_choices, NULL },
    { "notices.hours",  N_("Giờ yên lặng"),           "notice_hours.person_id", tell_hours, true, drop_hours, NULL },
    { "notices.browser", N_("Máy nhận thông báo"),    "push_subscription.person_id", tell_browsers, true, drop_browsers, NULL },
    { "notices.phone",  N_("Số điện thoại nhận SMS"), "notice_phone.person_id", tell_phone, true, drop_phone, NULL },
    { 0 }
};
