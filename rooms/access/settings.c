/* What is decided about accounts: slips by the school, sessions and passwords by the administrator within bounds that are safe. */
#include "access/access.h"
#include "access/acts.h"
#include "settings/settings.h"

const struct setting access_settings[] = {
    [ACCESS_SLIP_DAYS] = { .key = "access.slip_days", .levels = SETTING_APP | SETTING_SCHOOL, .type = SETTING_INT, .permission = SETTINGS_CHANGE, .guards = true, .group = N_("Phiếu đăng nhập"),
                           .label = N_("Phiếu dùng được trong"), .hint = N_("Tính từ ngày in. Phiếu cũ giữ hạn cũ."), .unit = N_("ngày"), .otherwise = "14", .min = 1, .max = 60 },
    [ACCESS_SLIP_CONTACT] = { .key = "access.slip_contact", .levels = SETTING_SCHOOL, .type = SETTING_LINE, .permission = SETTINGS_CHANGE, .group = N_("Phiếu đăng nhập"),
                              .label = N_("Nơi hỏi khi cần giúp"), .hint = N_("In trên từng phiếu, ví dụ: Văn phòng, phòng 102, 024 3733 0000."), .max = 120 },
    [ACCESS_SLIP_NOTE] = { .key = "access.slip_note", .levels = SETTING_SCHOOL, .type = SETTING_LONG, .permission = SETTINGS_CHANGE, .group = N_("Phiếu đăng nhập"),
                           .label = N_("Lời nhắn in trên phiếu"), .hint = N_("Vài dòng ngắn; để trống thì không in gì thêm."), .max = 400 },
    [ACCESS_SHARED_HOURS] = { .key = "access.shared_hours", .levels = SETTING_APP, .type = SETTING_INT, .permission = SYSTEM_ADMIN, .group = N_("Đăng nhập"),
                              .label = N_("Trên máy dùng chung, đăng nhập giữ nhiều nhất"), .hint = N_("Không chạm vào 30 phút thì ra trước đó."), .unit = N_("giờ"),
                              .otherwise = "12", .min = 1, .max = 24 },
    [ACCESS_PASSWORD_LEAST] = { .key = "access.password_least", .levels = SETTING_APP, .type = SETTING_INT, .permission = SYSTEM_ADMIN, .group = N_("Đăng nhập"),
                                .label = N_("Mật khẩu mới ngắn nhất"), .hint = N_("Mật khẩu đã đặt trước đây vẫn dùng được."), .unit = N_("kí tự"), .otherwise = "10", .min = 8, .max = 32 },
    [ACCESS_HISTORY_DAYS] = { .key = "access.history_days", .levels = SETTING_APP, .type = SETTING_INT, .permission = SYSTEM_ADMIN, .group = N_("Đăng nhập"),
                              .label = N_("Lịch sử đăng nhập giữ trong"), .hint = N_("Mỗi người chỉ xem được của mình. Quá hạn thì xóa mỗi đêm."), .unit = N_("ngày"),
                              .otherwise = "180", .min = 30, .max = 365 },
    [ACCESS_SECOND_OFFICE] = { .key = "access.second_office", .levels = SETTING_SCHOOL, .type = SETTING_BOOL, .permission = SETTINGS_LEAD, .guards = true, .group = N_("Đăng nhập"),
                               .label = N_("Văn phòng và lãnh đạo phải đăng nhập hai bước"),
                               .hint = N_("Ai chưa đặt bước thứ hai sẽ đặt ở lần mở trang kế tiếp, trước khi làm việc khác."), .otherwise = "0" },
    [ACCESS_SECOND_ADMIN] = { .key = "access.second_admin", .levels = SETTING_APP, .type = SETTING_BOOL, .permission = SYSTEM_ADMIN, .group = N_("Đăng nhập"),
                              .label = N_("Quản trị hệ thống phải đăng nhập hai bước"),
                              .hint = N_("Ai chưa đặt bước thứ hai sẽ đặt ở lần mở trang kế tiếp, trước khi làm việc khác."), .otherwise = "0" },
    [ACCESS_CARD_DAYS] = { .key = "access.card_days", .levels = SETTING_APP | SETTING_SCHOOL, .type = SETTING_INT, .permission = SETTINGS_CHANGE, .guards = true, .group = N_("Phiếu đăng nhập"),
                           .label = N_("Thẻ của học sinh lớp 1, lớp 2 dùng được trong"), .hint = N_("Tính từ ngày in. Thẻ cũ giữ hạn cũ."), .unit = N_("ngày"), .otherwise = "300", .min = 30, .max = 400 },
    [ACCESS_PASSWORD_STAFF] = { .key = "access.password_staff", .levels = SETTING_APP, .type = SETTING_INT, .permission = SYSTEM_ADMIN, .group = N_("Đăng nhập"),
                                .label = N_("Mật khẩu mới của thầy cô, nhân viên và người quản lý ngắn nhất"), .hint = N_("Mật khẩu đã đặt trước đây vẫn dùng được."), .unit = N_("kí tự"), .otherwise = "12", .min = 10, .max = 32 },
    [ACCESS_LOOKS_HOUR] = { .key = "access.looks_hour", .levels = SETTING_APP | SETTING_SCHOOL, .type = SETTING_INT, .permission = SETTINGS_LEAD, .guards = true, .group = N_("Giám sát"),
                            .label = N_("Báo khi một tài khoản mở hồ sơ của hơn"), .hint = N_("Trong một giờ. Hiệu trưởng và quản trị hệ thống được báo."), .unit = N_("học sinh"), .otherwise = "150", .min = 20, .max = 5000 },
    [ACCESS_EXPORTS_HOUR] = { .key = "access.exports_hour", .levels = SETTING_APP | SETTING_SCHOOL, .type = SETTING_INT, .permission = SETTINGS_LEAD, .guards = true, .group = N_("Giám sát"),
                              .label = N_("Báo khi một tài khoản xuất tệp hơn"), .hint = N_("Trong một giờ. Hiệu trưởng và quản trị hệ thống được báo."), .unit = N_("lần"), .otherwise = "4", .min = 1, .max = 100 },
    { 0 }
};

rc access_shared_hours(struct ask *a, int64_t *hours)
{
    struct setting_value v;
    try(setting_of(a, (school_id){ 0 }, NULL, &access_settings[ACCESS_SHARED_HOURS], &v));
    *hours = v.n;
    return OK;
}
