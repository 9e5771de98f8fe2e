/* What a school decides about its lists, and the kinds of change that are written down. */
#include "access/permission.h"
#include "roster/inside.h"
#include "roster/roster.h"

const struct setting roster_settings[] = {
    [WAIT_DAYS] = { .key = "roster.wait_days", .levels = SETTING_APP | SETTING_SCHOOL, .type = SETTING_INT, .permission = SETTINGS_CHANGE, .guards = true, .group = N_("Nhập danh sách"),
                    .label = N_("Dòng chưa sửa được giữ trong"), .hint = N_("Quá hạn thì nội dung của các dòng còn chờ bị xóa."), .unit = N_("ngày"),
                    .otherwise = "30", .min = 7, .max = 90 },
    [KEPT_DAYS] = { .key = "roster.kept_days", .levels = SETTING_APP | SETTING_SCHOOL, .type = SETTING_INT, .permission = SETTINGS_CHANGE, .guards = true, .group = N_("Nhập danh sách"),
                    .label = N_("Nơi sinh, địa chỉ, ghi chú của danh sách giữ trong"), .hint = N_("Chỉ để xuất danh sách theo mẫu cũ. Quá hạn thì xóa; tên, lớp và phụ huynh vẫn còn."), .unit = N_("ngày"),
                    .otherwise = "400", .min = 90, .max = 1200 },
    [UNDO_HOURS] = { .key = "roster.undo_hours", .levels = SETTING_SCHOOL, .type = SETTING_INT, .permission = SETTINGS_LEAD, .guards = true, .group = N_("Nhập danh sách"),
                     .label = N_("Hoàn tác được cả lần nhập trong"), .unit = N_("giờ"), .otherwise = "24", .min = 1, .max = 72 },
    [LAST_DAY] = { .key = "roster.last_day", .levels = SETTING_YEAR, .type = SETTING_DAY, .permission = SETTINGS_LEAD, .guards = true, .group = N_("Nhập danh sách"),
                   .label = N_("Ngày cuối còn nhập danh sách"), .hint = N_("Sau ngày này danh sách của năm học chỉ còn sửa từng em. Để trống: không có hạn.") },
    { 0 }
};

const struct act roster_acts[] = {
    [ACT_UPLOAD] = { "roster.upload", N_("tải lên danh sách {vat}") },
    [ACT_FIX]    = { "roster.fix", N_("sửa dòng chờ của danh sách {vat}") },
    [ACT_INTAKE] = { "roster.intake", N_("nhập danh sách {vat}") },
    [ACT_DROP]   = { "roster.drop", N_("bỏ danh sách {vat}") },
    [ACT_LAYOUT] = { "roster.layout", N_("lấy cả trường ra tệp Excel theo mẫu {vat}") },
    [ACT_LIST]   = { "roster.list", N_("lấy danh sách lớp {vat} ra tệp Excel") },
    [ACT_BY_HAND] = { "roster.by_hand", N_("thêm em {vat} vào lớp") },
    [ACT_STAFF] = { "roster.staff", N_("nhập thầy cô từ tệp {vat}") },
    { NULL, NULL },
};
