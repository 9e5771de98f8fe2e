#include "partners/pages.h"
#include "partners/partners.h"

const struct setting partners_settings[] = {
    { .key = "partners.open", .levels = SETTING_SCHOOL, .type = SETTING_BOOL, .permission = SETTINGS_LEAD, .group = ROOMS_GROUP, .label = N_("Đối tác và người ngoài trường"),
      .hint = N_("Tắt thì không ai thêm hay sửa được. Người đã có tài khoản vẫn vào trang của riêng mình."), .otherwise = "1" },
    { .key = NULL },
};

const struct route partners_routes[] = {
    /* the office */
    { GET,  "/t/:truong/doi-tac",                    MAY(PARTNER_CHANGE), NULL,           QUICK, partners_page,        N_("Đối tác"), NULL },
    { POST, "/t/:truong/doi-tac",                    MAY(PARTNER_CHANGE), &partner_form,  WRITE, partner_action,       NULL, partners_page },
    { POST, "/t/:truong/doi-tac/gia-han",            MAY(PARTNER_CHANGE), &term_form,     WRITE, term_action,          NULL, partners_page },
    { POST, "/t/:truong/doi-tac/thoi",               MAY(PARTNER_CHANGE), &place_form,    WRITE, partner_end_action,   NULL, partners_page },
    { GET,  "/t/:truong/nguoi-ngoai-truong",         MAY(PARTNER_CHANGE), NULL,           QUICK, outsiders_page,       N_("Người ngoài trường"), NULL },
    { POST, "/t/:truong/nguoi-ngoai-truong",         MAY(PARTNER_CHANGE), &outsider_form, WRITE, outsider_action,      NULL, outsiders_page },
    { POST, "/t/:truong/nguoi-ngoai-truong/xac-minh", MAY(PARTNER_CHANGE), &check_form,   WRITE, check_action,         NULL, outsiders_page },
    { POST, "/t/:truong/nguoi-ngoai-truong/thoi",    MAY(PARTNER_CHANGE), &place_form,    WRITE, outsider_end_action,  NULL, outsiders_page },
    { POST, "/t/:truong/nguoi-ngoai-truong/phieu",   MAY(PARTNER_CHANGE), &place_form,    WRITE, outsider_slip_action, NULL, outsiders_page },
    /* whoever comes from outside */
    { GET,  "/tai-khoan/mang-luoi",                  MAY(GUEST_HOME),     NULL,           QUICK, network_page,         N_("Mạng lưới"), NULL },
    { POST, "/tai-khoan/mang-luoi",                  MAY(GUEST_HOME),     &word_form,     WRITE, word_action,          NULL, network_page },
    { GET,  "/khu-vuc",                              MAY(AREA_READ),      NULL,           SLOW,  area_page,            N_("Khu vực"), NULL },
    /* who runs the system */
    { GET,  "/quan-tri/co-quan",                     MAY(SYSTEM_ADMIN),   NULL,           QUICK, officers_page,        N_("Cơ quan quản lí"), NULL },
    { POST, "/quan-tri/co-quan",                     MAY(SYSTEM_ADMIN),   &officer_form,  WRITE, officer_action,       NULL, officers_page },
    { POST, "/quan-tri/co-quan/thoi",                MAY(SYSTEM_ADMIN),   &place_form,    WRITE, officer_end_action,   NULL, officers_page },
    { POST, "/quan-tri/co-quan/phieu",               MAY(SYSTEM_ADMIN),   &place_form,    WRITE, officer_slip_action,  NULL, officers_page },
    { 0 }
};
