/* What this room holds of a person, for the copy that the person takes along (rooms/consent/consent.h): when and with what, never a secret. */
#include "access/access.h"
#include "base/ids.h"
#include "consent/consent.h"
#include "generated/access_queries.h"

static rc tell_account(struct ask *a, person_id person, struct part_out *o)
{
    struct account_shown_all_row row;
    bool found;
    try(account_shown_all(a, person, &row, &found));
    if (!found) return OK;
    told_line(o);
    told_text(o, "ten_dang_nhap", _("Tên đăng nhập"), row.user_name);
    told_time(o, "mo_luc", _("Mở lúc"), told_at(row.made_at));
    told_time(o, "dong_luc", _("Đóng lúc"), row.closed_at);
    told_time(o, "buoc_hai_tu", _("Bước thứ hai từ"), row.second_at);
    return OK;
}

static rc tell_sessions(struct ask *a, person_id person, struct part_out *o)
{
    struct sessions_told_row *row;
    size_t n;
    try(sessions_told(a, person, PART_MOST, &row, &n));
    told_many(o, n);
    for (size_t i = 0; i < n; i++) {
        told_line(o);
        told_text(o, "may", _("Thiết bị"), row[i].device);
        told_time(o, "tu_luc", _("Từ lúc"), told_at(row[i].begun_at));
        told_time(o, "lan_cuoi", _("Lần cuối"), told_at(row[i].seen_at));
        told_yes(o, "may_chung", _("Máy dùng chung"), row[i].shared);
    }
    return OK;
}

static rc tell_sign_ins(struct ask *a, person_id person, struct part_out *o)
{
    struct sign_ins_told_row *row;
    size_t n;
    try(sign_ins_told(a, person, PART_MOST, &row, &n));
    told_many(o, n);
    for (size_t i = 0; i < n; i++) {
        told_line(o);
        told_time(o, "luc", _("Lúc"), told_at(row[i].at));
        told_words(o, "bang", _("Bằng"), sign_in_how_label(row[i].how));
        told_yes(o, "vao_duoc", _("Vào được"), row[i].ok);
        told_text(o, "may", _("Thiết bị"), row[i].device);
    }
    return OK;
}

static rc tell_browsers(struct ask *a, person_id person, struct part_out *o)
{
    struct browsers_told_row *row;
    size_t n;
    try(browsers_told(a, person, PART_MOST, &row, &n));
    told_many(o, n);
    for (size_t i = 0; i < n; i++) {
        told_line(o);
        told_time(o, "lan_dau", _("Lần đầu"), told_at(row[i].first_at));
        told_time(o, "lan_cuoi", _("Lần cuối"), told_at(row[i].seen_at));
    }
    return OK;
}

static rc tell_passkeys(struct ask *a, person_id person, struct part_out *o)
{
    struct passkeys_told_row *row;
    size_t n;
    try(passkeys_told(a, person, PART_MOST, &row, &n));
    told_many(o, n);
    for (size_t i = 0; i < n; i++) {
        told_line(o);
        told_text(o, "ten", _("Tên"), row[i].name);
        told_time(o, "them_luc", _("Thêm lúc"), told_at(row[i].made_at));
        told_time(o, "lan_cuoi", _("Lần cuối"), row[i].used_at);
        told_time(o, "bo_luc", _("Thôi dùng lúc"), row[i].ended_at);
    }
    return OK;
}

static rc tell_slips(struct ask *a, person_id person, struct part_out *o)
{
    struct slips_told_row *row;
    size_t n;
    try(slips_told(a, person, PART_MOST, &row, &n));
    told_many(o, n);
    for (size_t i = 0; i < n; i++) {
        told_line(o);
        told_time(o, "lam_luc", _("Làm lúc"), told_at(row[i].made_at));
        told_time(o, "den_luc", _("Dùng được đến"), told_at(row[i].until));
        told_time(o, "dung_luc", _("Dùng lúc"), row[i].used_at);
        told_time(o, "bo_luc", _("Thôi dùng lúc"), row[i].void_at);
    }
    return OK;
}

static rc tell_links(struct ask *a, person_id person, struct part_out *o)
{
    struct links_told_row *row;
    size_t n;
    try(links_told(a, person, PART_MOST, &row, &n));
    told_many(o, n);
    for (size_t i = 0; i < n; i++) {
        told_line(o);
        told_words(o, "loai", _("Loại"), mail_link_kind_label(row[i].kind));
        told_text(o, "gui_den", _("Gửi đến"), row[i].address);
        told_time(o, "lam_luc", _("Làm lúc"), told_at(row[i].made_at));
        told_time(o, "dung_luc", _("Dùng lúc"), row[i].used_at);
    }
    return OK;
}

static rc tell_cards(struct ask *a, person_id person, struct part_out *o)
{
    struct cards_told_row *row;
    size_t n;
    try(cards_told(a, person, PART_MOST, &row, &n));
    told_many(o, n);
    for (size_t i = 0; i < n; i++) {
        told_line(o);
        told_time(o, "lam_luc", _("Làm lúc"), told_at(row[i].made_at));
        told_time(o, "den_luc", _("Dùng được đến"), told_at(row[i].until));
        told_time(o, "lan_cuoi", _("Lần cuối"), row[i].used_at);
        told_time(o, "bo_luc", _("Thôi dùng lúc"), row[i].void_at);
    }
    return OK;
}

static rc tell_handed(struct ask *a, person_id person, struct part_out *o)
{
    struct handed_told_row *row;
    size_t n;
    try(handed_told(a, person, PART_MOST, &row, &n));
    told_many(o, n);
    for (size_t i = 0; i < n; i++) {
        told_line(o);
        told_words(o, "quyen", _("Quyền"), delegated_right_label(row[i].what));
        told_text(o, "nguoi_giao", _("Người giao"), row[i].from_name);
        told_text(o, "nguoi_nhan", _("Người nhận"), row[i].to_name);
        told_day(o, "tu_ngay", _("Từ ngày"), told_on(row[i].from_day));
        told_day(o, "den_ngay", _("Đến ngày"), told_on(row[i].to_day));
        told_time(o, "lay_lai_luc", _("Lấy lại lúc"), row[i].ended_at);
    }
    return OK;
}

static rc drop_account(struct tx *t, person_id person)
{
    char id[ID_TEXT_SIZE];
    id_text(person.v, id);
    try(account_blank(t, person, arena_print(t->ask->arena, "xoa-%s", id), NULL));
    try(second_erase(t, person, NULL));
    return recovery_erase(t, person, NULL);
}

static rc drop_sign_ins(struct tx *t, person_id person)
{
    try(sign_ins_erase(t, person, NULL));
    return failures_erase(t, person, NULL);
}

static rc drop_sessions(struct tx *t, person_id person) { return session_end_all(t, person); }

static rc drop_browsers(struct tx *t, person_id person) { return browsers_erase(t, person, NULL); }

static rc drop_passkeys(struct tx *t, person_id person) { return passkeys_erase(t, person, NULL); }

static rc drop_slips(struct tx *t, person_id person) { return slips_erase(t, person, NULL); }

static rc drop_links(struct tx *t, person_id person) { return links_erase(t, person, NULL); }

static rc drop_cards(struct tx *t, person_id person) { return cards_erase(t, person, NULL); }

const struct person_part access_parts[] = {
    { "access.account",  N_("Tài khoản"),                 "account.person_id second_step.person_id", tell_account, true, drop_account, N_("Một dòng rằng từng có tài khoản, đã đóng, không còn tên và mật khẩu."), .law = &law_journal },
    { "access.session",  N_("Đang đăng nhập ở"),          "session.person_id", tell_sessions, true, drop_sessions, NULL },
    { "access.sign_in",  N_("Lịch sử đăng nhập"),         "sign_in.person_id", tell_sign_ins, true, drop_sign_ins, NULL },
    { "access.browser",  N_("Trình duyệt đã dùng"),       "known_browser.person_id", tell_browsers, true, drop_browsers, NULL },
    { "access.passkey",  N_("Khóa thiết bị"),             "passkey.person_id", tell_passkeys, true, drop_passkeys, NULL },
    { "access.slip",     N_("Phiếu đăng nhập đã làm"),    "one_time_code.person_id", tell_slips, true, drop_slips, NULL },
    { "access.link",     N_("Đường dẫn đã gửi qua thư"),  "mail_link.person_id", tell_links, true, drop_links, NULL },
    { "access.card",     N_("Thẻ đăng nhập"),             "sign_in_card.person_id", tell_cards, false, drop_cards, NULL, .pupils = true },
    { "access.handed",   N_("Quyền được giao"),           "delegation.to_person", tell_handed, true, NULL, N_("Hồ sơ công việc của nhà trường."), .law = &law_work },
    { 0 }
};
