#include "access/access.h"
#include "access/cards.h"
#include "access/delegate.h"
#include "access/passkey.h"
#include "access/family.h"
#include "access/sign_in.h"

static const struct form_spec sign_in_form = { sign_in_fields }, code_form = { code_fields }, password_form = { password_fields },
                              staff_form = { staff_fields }, member_form = { member_fields }, slip_form = { slip_fields }, sheets_form = { sheets_fields }, sheets_all_form = { sheets_all_fields },
                              second_begin_form = { second_begin_fields }, second_end_form = { second_end_fields }, second_codes_form = { second_codes_fields }, second_code_form = { second_code_fields },
                              forgotten_form = { forgotten_fields }, new_password_form = { new_password_fields }, address_form = { address_fields }, invite_form = { invite_fields };

static const struct form_spec guardian_form = { guardian_fields }, guardian_end_form = { guardian_end_fields }, guardian_leave_form = { guardian_leave_fields }, correct_form = { correct_fields }, order_form = { order_fields }, order_end_form = { order_end_fields };
static const struct form_spec passkey_begin_form = { passkey_begin_fields }, passkey_add_form = { passkey_add_fields }, passkey_end_form = { passkey_end_fields }, passkey_use_form = { passkey_use_fields };
static const struct form_spec hand_form = { hand_fields }, hand_end_form = { hand_end_fields };
static const struct form_spec cards_form = { cards_fields }, card_one_form = { card_one_fields }, card_try_form = { card_try_fields };

static const struct field demo_fields[] = { FIELD(struct demo_in, user, FIELD_TEXT, REQUIRED, .name = "vai", .max = 64), { 0 } };
static const struct form_spec demo_form = { demo_fields };

static const struct field role_fields[] = {
    FIELD(struct role_in, role, FIELD_TEXT, REQUIRED, .name = "vai", .max = 80), { 0 } };
static const struct form_spec role_form = { role_fields };

const struct route access_routes[] = {
    /* whoever is not signed in yet */
    { GET,  "/dang-nhap",                MAY(NOBODY_YET),              NULL,           QUICK, sign_in_page,          N_("Đăng nhập"), NULL },
    { POST, "/dang-nhap",                MAY(NOBODY_YET),              &sign_in_form,  WRITE, sign_in_action,        NULL, sign_in_page, .hashes = true },
    { GET,  "/dang-nhap/buoc-hai",       MAY(NOBODY_YET),              NULL,           QUICK, step_page,             N_("Bước thứ hai"), NULL },
    { POST, "/dang-nhap/buoc-hai",       MAY(NOBODY_YET),              &second_code_form, WRITE, step_action,        NULL, step_page },
    { GET,  "/ma",                       MAY(NOBODY_YET),              NULL,           QUICK, code_page,             N_("Dùng mã trên phiếu"), NULL },
    { POST, "/ma",                       MAY(NOBODY_YET),              &code_form,     WRITE, code_action,           NULL, code_page },
    { POST, "/demo/vao",                 MAY(NOBODY_YET),              &demo_form,     WRITE, demo_action,           NULL, sign_in_page },
    { GET,  "/quen-mat-khau",            MAY(NOBODY_YET),              NULL,           QUICK, forgotten_page,        N_("Quên mật khẩu"), NULL },
    { POST, "/quen-mat-khau",            MAY(NOBODY_YET),              &forgotten_form, WRITE, forgotten_action,     NULL, forgotten_page },
    { GET,  "/mat-khau-moi/:ma",         MAY(NOBODY_YET),              NULL,           QUICK, new_password_page,     N_("Đặt mật khẩu mới"), NULL },
    { POST, "/mat-khau-moi/:ma",         MAY(NOBODY_YET),              &new_password_form, WRITE, new_password_action, NULL, new_password_page, .hashes = true },
    { GET,  "/xac-nhan/:ma",             MAY(NOBODY_YET),              NULL,           QUICK, confirm_page,          N_("Xác nhận địa chỉ thư"), NULL },
    { POST, "/xac-nhan/:ma",             MAY(NOBODY_YET),              NULL,           WRITE, confirm_action,        NULL, NULL },
    /* a young child's card */
    { GET,  "/the",                      MAY(NOBODY_YET),              NULL,           QUICK, by_card_page,          N_("Vào bằng thẻ"), NULL },
    { POST, "/the",                      MAY(NOBODY_YET),              &card_try_form, WRITE, by_card_action,        NULL, by_card_page },
    /* one's own account */
    { GET,  "/tai-khoan/thu",            MAY(SIGNED_IN),               NULL,           QUICK, address_page,          N_("Địa chỉ thư"), NULL },
    { POST, "/tai-khoan/thu",            MAY(SIGNED_IN),               &address_form,  WRITE, address_action,        NULL, address_page, .hashes = true },
    { POST, "/tai-khoan/thu/bo",         MAY(SIGNED_IN),               NULL,           WRITE, address_drop_action,   NULL, NULL },
    { GET,  "/mat-khau",                 MAY(SIGNED_IN),               NULL,           QUICK, password_page,         N_("Đặt mật khẩu"), NULL },
    { POST, "/mat-khau",                 MAY(SIGNED_IN),               &password_form, WRITE, password_action,       NULL, password_page, .hashes = true },
    { GET,  "/tai-khoan",                MAY(SIGNED_IN),               NULL,           QUICK, account_page,          N_("Tài khoản"), NULL },
    { GET,  "/tai-khoan/lich-su",        MAY(SIGNED_IN),               NULL,           QUICK, history_page,          N_("Lịch sử đăng nhập"), NULL },
    { GET,  "/tai-khoan/buoc-hai",       MAY(SIGNED_IN),               NULL,           SLOW,  second_page,           N_("Đăng nhập hai bước"), NULL },
    { POST, "/tai-khoan/buoc-hai",       MAY(SIGNED_IN),               &second_begin_form, WRITE, second_begin_action, NULL, second_page, .hashes = true },
    { POST, "/tai-khoan/buoc-hai/xac-nhan", MAY(SIGNED_IN),            &second_code_form, WRITE, second_confirm_action, NULL, second_page },
    { POST, "/tai-khoan/buoc-hai/ma-du-phong", MAY(SIGNED_IN),         &second_codes_form, WRITE, recovery_action,   NULL, second_page, .hashes = true },
    { POST, "/tai-khoan/buoc-hai/bo",    MAY(SIGNED_IN),               &second_end_form, WRITE, second_end_action,   NULL, second_page, .hashes = true },
    { GET,  "/tai-khoan/uy-quyen",       MAY(SIGNED_IN),               NULL,           QUICK, my_hands_page,         N_("Quyền được giao"), NULL },
    { POST, "/tai-khoan/noi/:phien/thoi", MAY(SIGNED_IN),              NULL,           WRITE, one_out_action,        NULL, NULL },
    { POST, "/tai-khoan/dang-xuat-het",  MAY(SIGNED_IN),               NULL,           WRITE, everywhere_out_action, NULL, NULL },
    { POST, "/dang-xuat",                MAY(SIGNED_IN),               NULL,           WRITE, sign_out_action,       NULL, NULL },
    { POST, "/vai-tro",                  MAY(SIGNED_IN),               &role_form,     WRITE, role_action,           NULL, account_page },
    /* thầy cô and nhân viên */
    { GET,  "/t/:truong/nhan-su",               MAY(STAFF_CHANGE),     NULL,           QUICK, staff_page,            N_("Thầy cô và nhân viên"), NULL },
    { POST, "/t/:truong/nhan-su",               MAY(STAFF_CHANGE),     &staff_form,    WRITE, staff_action,          NULL, staff_page },
    { POST, "/t/:truong/nhan-su/:nguoi/thoi",   MAY(STAFF_CHANGE),     &member_form,   WRITE, staff_end_action,      NULL, staff_page },
    { POST, "/t/:truong/nhan-su/phieu",         MAY(STAFF_CHANGE),     NULL,           WRITE, staff_slips_action,    NULL, NULL },
    { POST, "/t/:truong/nhan-su/:nguoi/phieu",  MAY(STAFF_CHANGE),     NULL,           WRITE, staff_slip_action,     NULL, NULL },
    { GET,  "/t/:truong/nhan-su/:nguoi/sua",    MAY(STAFF_CHANGE),     NULL,           QUICK, staff_correct_page,    N_("Sửa thông tin"), NULL },
    { POST, "/t/:truong/nhan-su/:nguoi/sua",    MAY(STAFF_CHANGE),     &correct_form,  WRITE, staff_correct_action,  NULL, staff_correct_page },
    { POST, "/t/:truong/nhan-su/:nguoi/moi",    MAY(STAFF_CHANGE),     &invite_form,   WRITE, invite_action,         NULL, invite_page },
    { GET,  "/t/:truong/nhan-su/:nguoi/moi",    MAY(STAFF_CHANGE),     NULL,           QUICK, invite_page,           N_("Mời qua thư"), NULL },
    /* who of a child's family may reach it */
    { GET,  "/t/:truong/em/:em/gia-dinh",            MAY(GUARDIAN_CHANGE, ON("em")), NULL,               SLOW,  family_page,         N_("Gia đình và quyền tiếp cận"), NULL },
    { POST, "/t/:truong/em/:em/gia-dinh/them",       MAY(GUARDIAN_CHANGE, ON("em")), &guardian_form,     WRITE, guardian_action,     NULL, family_page },
    { POST, "/t/:truong/em/:em/gia-dinh/thoi",       MAY(GUARDIAN_CHANGE, ON("em")), &guardian_end_form, WRITE, guardian_end_action, NULL, family_page },
    { GET,  "/t/:truong/em/:em/gia-dinh/:kin/sua", MAY(GUARDIAN_CHANGE, ON("em")), NULL,               SLOW,  guardian_correct_page, N_("Sửa thông tin"), NULL },
    { POST, "/t/:truong/em/:em/gia-dinh/:kin/sua", MAY(GUARDIAN_CHANGE, ON("em")), &correct_form,      WRITE, guardian_correct_action, NULL, guardian_correct_page },
    { GET,  "/t/:truong/em/:em/sua",                 MAY(PERSON_CHANGE, ON("em")),   NULL,               SLOW,  pupil_correct_page,  N_("Sửa thông tin"), NULL },
    { POST, "/t/:truong/em/:em/sua",                 MAY(PERSON_CHANGE, ON("em")),   &correct_form,      WRITE, pupil_correct_action, NULL, pupil_correct_page },
    { POST, "/t/:truong/em/:em/gia-dinh/quyet-dinh", MAY(ORDER_CHANGE, ON("em")),    &order_form,        WRITE, order_action,        NULL, family_page },
    { POST, "/t/:truong/em/:em/gia-dinh/go",         MAY(ORDER_CHANGE, ON("em")),    &order_end_form,    WRITE, order_end_action,    NULL, family_page },
    { GET,  "/ho-so/:em/thoi-phu-huynh",             MAY(GUARDIAN_LEAVE, ON("em")),  NULL,               QUICK, guardian_leave_page, N_("Thôi làm phụ huynh"), NULL },
    { POST, "/ho-so/:em/thoi-phu-huynh",             MAY(SIGNED_IN),                 &guardian_leave_form, WRITE, guardian_leave_action, NULL, guardian_leave_page },
    /* slips of a class */
    { GET,  "/t/:truong/lop/:lop/phieu", MAY(SLIPS_PRINT, ON("lop")),  NULL,           QUICK, slips_page,            N_("Phiếu đăng nhập"), NULL },
    { POST, "/t/:truong/lop/:lop/phieu", MAY(SLIPS_PRINT, ON("lop")),  NULL,           WRITE, slips_action,          NULL, NULL },
    { POST, "/t/:truong/lop/:lop/phieu/mot", MAY(SLIPS_PRINT, ON("lop")), &slip_form,  WRITE, slip_again_action,     NULL, slips_page },
    /* cards of a class of grade 1 or 2; and a guardian who says that it is lost */
    { GET,  "/t/:truong/lop/:lop/the",   MAY(CARD_PRINT, ON("lop")),   NULL,           QUICK, cards_page,            N_("Thẻ đăng nhập"), NULL },
    { POST, "/t/:truong/lop/:lop/the",   MAY(CARD_PRINT, ON("lop")),   &cards_form,    WRITE, cards_action,          NULL, cards_page },
    { POST, "/t/:truong/lop/:lop/the/mot", MAY(CARD_PRINT, ON("lop")), &card_one_form, WRITE, card_again_action,     NULL, cards_page },
    { POST, "/t/:truong/lop/:lop/the/thoi", MAY(CARD_PRINT, ON("lop")), &card_one_form, WRITE, card_end_action,      NULL, cards_page },
    { GET,  "/ho-so/:em/the",            MAY(CARD_OF_CHILD, ON("em")), NULL,           QUICK, child_card_page,       N_("Thẻ đăng nhập của con"), NULL },
    { POST, "/ho-so/:em/the/thoi",       MAY(CARD_OF_CHILD, ON("em")), NULL,           WRITE, child_card_end_action, NULL, NULL },
    /* passkeys: one's own, and by one of them */
    { GET,  "/tai-khoan/khoa",           MAY(SIGNED_IN),               NULL,           QUICK, passkeys_page,         N_("Khóa thiết bị"), NULL },
    { POST, "/tai-khoan/khoa",           MAY(SIGNED_IN),               &passkey_begin_form, WRITE, passkey_begin_action, NULL, passkeys_page, .hashes = true },
    { POST, "/tai-khoan/khoa/them",      MAY(SIGNED_IN),               &passkey_add_form, WRITE, passkey_add_action,  NULL, passkeys_page },
    { POST, "/tai-khoan/khoa/thoi",      MAY(SIGNED_IN),               &passkey_end_form, WRITE, passkey_end_action,  NULL, passkeys_page },
    { POST, "/dang-nhap/khoa",           MAY(NOBODY_YET),              &passkey_use_form, WRITE, passkey_use_action,  NULL, sign_in_page },
    /* rights handed over: the principal */
    { GET,  "/t/:truong/uy-quyen",       MAY(DELEGATE),                NULL,           QUICK, hands_page,            N_("Ủy quyền"), NULL },
    { POST, "/t/:truong/uy-quyen",       MAY(DELEGATE),                &hand_form,     WRITE, hand_action,           NULL, hands_page },
    { POST, "/t/:truong/uy-quyen/thoi",  MAY(DELEGATE),                &hand_end_form, WRITE, hand_end_action,       NULL, hands_page },
    /* slips of the whole school: the office */
    { GET,  "/t/:truong/phieu",          MAY(SLIPS_PRINT),             NULL,           SLOW,  sheets_page,           N_("In phiếu cả trường"), NULL },
    { POST, "/t/:truong/phieu",          MAY(SLIPS_PRINT),             &sheets_form,   WRITE, sheets_action,         NULL, sheets_page },
    { POST, "/t/:truong/phieu/tat-ca",   MAY(SLIPS_PRINT),             &sheets_all_form, WRITE, sheets_all_action,   NULL, sheets_page, .long_page = true },
    { POST, "/t/:truong/phieu/xong",     MAY(SLIPS_PRINT),             NULL,           WRITE, sheets_printed_action, NULL, NULL },
    { POST, "/t/:truong/phieu/:to",      MAY(SLIPS_PRINT),             NULL,           WRITE, sheet_action,          NULL, NULL },
    { 0 }
};
