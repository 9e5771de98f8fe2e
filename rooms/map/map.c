/* What there may be in a school's ecosystem, what joins it, and the next step where it is open: one row each. Only what some room of the house writes
** stands here; a new room adds its rows. */
#include "access/permission.h"
#include "map/inside.h"

const struct map_kind_row map_kinds[MAP_KINDS] = {
    [MAP_PUPILS]     = { COMPONENT_PEOPLE, "pupils",     N_("Học sinh"),                   "/nguoi?vai=pupil",     PEOPLE_READ, NULL, 3, false, { N_("Nhập danh sách lớp"), "/nhap", ROSTER_IMPORT } },
    [MAP_TEACHERS]   = { COMPONENT_PEOPLE, "teachers",   N_("Giáo viên"),                  "/nguoi?vai=teacher",   PEOPLE_READ, NULL, 3, false, { N_("Ghi thầy cô"), "/nhan-su", STAFF_CHANGE } },
    [MAP_ASSISTANTS] = { COMPONENT_PEOPLE, "assistants", N_("Trợ giảng"),                  "/nguoi?vai=assistant", PEOPLE_READ, NULL, 3, false, { N_("Ghi trợ giảng"), "/nhan-su", STAFF_CHANGE } },
    [MAP_STAFF]      = { COMPONENT_PEOPLE, "staff",      N_("Cán bộ quản lý, nhân viên"),  "/nguoi?vai=staff",     PEOPLE_READ, NULL, 3, false, { N_("Ghi nhân viên"), "/nhan-su", STAFF_CHANGE } },
    [MAP_GUARDIANS]  = { COMPONENT_PEOPLE, "guardians",  N_("Phụ huynh"),                  "/ban-do/phu-huynh", SCHOOL_MANAGE, NULL, 3, false, { N_("Xem em nào chưa có phụ huynh"), "/ban-do/phu-huynh", SCHOOL_MANAGE } },
    [MAP_MENTORS]    = { COMPONENT_PEOPLE, "mentors",    N_("Người hướng dẫn đã xác minh"), "/nguoi-ngoai-truong?loai=mentor",  PARTNER_CHANGE, "partners", 3, false, { N_("Mời người hướng dẫn"), "/nguoi-ngoai-truong?loai=mentor", PARTNER_CHANGE } },
    [MAP_ALUMNI]     = { COMPONENT_PEOPLE, "alumni",     N_("Cựu học sinh đã nhận lời"),   "/nguoi-ngoai-truong?loai=alumnus", PARTNER_CHANGE, "partners", 3, false, { N_("Mời cựu học sinh"), "/nguoi-ngoai-truong?loai=alumnus", PARTNER_CHANGE } },
    [MAP_GROUPS]     = { COMPONENT_PEOPLE, "groups",     N_("Nhóm, câu lạc bộ"),           "/nhom", SCHOOL_INSIDE, NULL, 3, false, { N_("Mở nhóm"), "/nhom", GROUP_CHANGE } },
    [MAP_SUBJECTS]   = { COMPONENT_KNOWLEDGE, "subjects", N_("Môn học"),                   "/mon-hoc", SUBJECT_CHANGE, NULL, 3, false, { N_("Chọn môn học"), "/mon-hoc", SUBJECT_CHANGE } },
    [MAP_NEWS]       = { COMPONENT_KNOWLEDGE, "news",    N_("Tin đã đăng"),                "/tin", ANYBODY, "news", 3, false, { N_("Viết tin"), "/tin-bai", NEWS_WRITE } },
    [MAP_OUTSIDE]    = { COMPONENT_KNOWLEDGE, "outside", N_("Việc học ở phần mềm khác, 12 tháng"), "/khoa-he-thong", DOOR_KEYS, NULL, 3, false, { N_("Cấp khóa"), "/khoa-he-thong", DOOR_KEYS } },
    [MAP_BEGAN]      = { COMPONENT_TECHNOLOGY, "began",  N_("Người bắt đầu dùng Khuê, 12 tháng"),  "/hoat-dong", SCHOOL_INSIDE, NULL, 3, false, { N_("In phiếu đăng nhập"), "/phieu", SLIPS_PRINT } },
    [MAP_KEYS]       = { COMPONENT_TECHNOLOGY, "keys",   N_("Phần mềm khác đã có khóa"),   "/khoa-he-thong", DOOR_KEYS, NULL, 2, false, { N_("Cấp khóa"), "/khoa-he-thong", DOOR_KEYS } },
    [MAP_FILES]      = { COMPONENT_TECHNOLOGY, "files",  N_("Tệp của trường đang giữ"),    "/ban-do/tep", SCHOOL_INSIDE, NULL, 3, false, { N_("Thêm ảnh của nhà trường"), "/gia-tri/anh", VALUES_WRITE } },
    [MAP_BUSINESS]   = { COMPONENT_CONTEXT, "business",  N_("Doanh nghiệp, tổ chức kinh tế"), "/doi-tac", PARTNER_CHANGE, "partners", 2, false, { N_("Ghi đối tác"), "/doi-tac", PARTNER_CHANGE } },
    [MAP_SCIENCE]    = { COMPONENT_CONTEXT, "science",   N_("Đại học, viện, khoa học công nghệ"), "/doi-tac", PARTNER_CHANGE, "partners", 2, false, { N_("Ghi đối tác"), "/doi-tac", PARTNER_CHANGE } },
    [MAP_SOCIAL]     = { COMPONENT_CONTEXT, "social",    N_("Đoàn thể, tổ chức nghề nghiệp"), "/doi-tac", PARTNER_CHANGE, "partners", 2, false, { N_("Ghi đối tác"), "/doi-tac", PARTNER_CHANGE } },
    [MAP_COMMUNITY]  = { COMPONENT_CONTEXT, "community", N_("Cộng đồng, chính quyền"),     "/doi-tac", PARTNER_CHANGE, "partners", 2, false, { N_("Ghi đối tác"), "/doi-tac", PARTNER_CHANGE } },
    [MAP_PAGE]       = { COMPONENT_CULTURE, "page",      N_("Phiên bản văn hóa, chiến lược đã công bố"), "/phien-ban", ANYBODY, NULL, 1, true, { N_("Viết văn hóa, chiến lược"), "/gia-tri", VALUES_WRITE } },
    [MAP_VALUES]     = { COMPONENT_CULTURE, "values",    N_("Giá trị cốt lõi"),            "", ANYBODY, NULL, 2, true, { N_("Viết giá trị cốt lõi"), "/gia-tri", VALUES_WRITE } },
    [MAP_GOALS]      = { COMPONENT_CULTURE, "goals",     N_("Mục tiêu đang chạy"),         "/gia-tri/muc-tieu", VALUES_WRITE, "goals", 2, true, { N_("Viết mục tiêu"), "/gia-tri/muc-tieu", VALUES_WRITE } },
    [MAP_EVIDENCE]   = { COMPONENT_CULTURE, "evidence",  N_("Minh chứng đã duyệt"),        "/gia-tri/muc-tieu", VALUES_WRITE, "goals", 2, true, { N_("Ghi minh chứng"), "/gia-tri/muc-tieu", VALUES_WRITE } },
};

const struct map_tie_row map_ties[MAP_TIES] = {
    [TIE_TEACHING]          = { COMPONENT_PEOPLE, COMPONENT_KNOWLEDGE, N_("Môn mà giáo viên đang dạy ở một lớp"), "/lop", SCHOOL_INSIDE, NULL },
    [TIE_LEARNING_GROUPS]   = { COMPONENT_PEOPLE, COMPONENT_KNOWLEDGE, N_("Nhóm học: đội tuyển, dự án, bồi dưỡng, phụ đạo"), "/nhom", SCHOOL_INSIDE, NULL },
    [TIE_CONTACTS]          = { COMPONENT_PEOPLE, COMPONENT_CONTEXT, N_("Người liên hệ của đối tác"), "/nguoi-ngoai-truong?loai=partner", PARTNER_CHANGE, "partners" },
    [TIE_GUIDED]            = { COMPONENT_PEOPLE, COMPONENT_CONTEXT, N_("Nhóm có người hướng dẫn từ ngoài trường"), "/nhom", SCHOOL_INSIDE, "partners" },
    [TIE_GUIDED_LEARNING]   = { COMPONENT_KNOWLEDGE, COMPONENT_CONTEXT, N_("Nhóm học có người hướng dẫn từ ngoài trường"), "/nhom", SCHOOL_INSIDE, "partners" },
    [TIE_OUTSIDE]           = { COMPONENT_KNOWLEDGE, COMPONENT_TECHNOLOGY, N_("Việc học mà phần mềm khác kể lại trong 12 tháng"), "/khoa-he-thong", DOOR_KEYS, NULL },
    [TIE_OUTSIDER_ACCOUNTS] = { COMPONENT_TECHNOLOGY, COMPONENT_CONTEXT, N_("Người ngoài trường có tài khoản"), "/nguoi-ngoai-truong", PARTNER_CHANGE, "partners" },
    [TIE_GOAL_PEOPLE]       = { COMPONENT_PEOPLE, COMPONENT_CULTURE, N_("Chỉ số của mục tiêu đo bằng lớp và việc đã làm"), "/gia-tri/muc-tieu", VALUES_WRITE, "goals" },
    [TIE_GOAL_KNOWLEDGE]    = { COMPONENT_KNOWLEDGE, COMPONENT_CULTURE, N_("Chỉ số của mục tiêu đo bằng tin đã đăng"), "/gia-tri/muc-tieu", VALUES_WRITE, "goals" },
    [TIE_GOAL_TECHNOLOGY]   = { COMPONENT_TECHNOLOGY, COMPONENT_CULTURE, N_("Chỉ số của mục tiêu đo bằng số người dùng"), "/gia-tri/muc-tieu", VALUES_WRITE, "goals" },
    [TIE_GOAL_CONTEXT]      = { COMPONENT_CONTEXT, COMPONENT_CULTURE, N_("Chỉ số của mục tiêu đo bằng số đối tác"), "/gia-tri/muc-tieu", VALUES_WRITE, "goals" },
};

/* In the order of pairs (indices.c). */
const struct map_step_row map_steps[MAP_PAIRS] = {
    { N_("Phân công giáo viên dạy môn ở từng lớp, hoặc mở một nhóm học."), N_("Mở các lớp"), "/lop", SCHOOL_INSIDE, NULL },
    { N_("Phát phiếu để thầy cô, học sinh và gia đình bắt đầu dùng Khuê."), N_("In phiếu đăng nhập"), "/phieu", SCHOOL_MANAGE, NULL },
    { N_("Ghi người liên hệ của đối tác, hoặc mời người hướng dẫn dẫn một nhóm."), N_("Ghi người ngoài trường"), "/nguoi-ngoai-truong", PARTNER_CHANGE, "partners" },
    { N_("Viết văn hóa, chiến lược của trường rồi trình hiệu trưởng duyệt."), N_("Viết văn hóa, chiến lược"), "/gia-tri", VALUES_WRITE, NULL },
    { N_("Cấp khóa để phần mềm học tập của trường ghi hành trình vào Khuê."), N_("Cấp khóa"), "/khoa-he-thong", DOOR_KEYS, NULL },
    { N_("Mời một người hướng dẫn đã xác minh dẫn một nhóm học."), N_("Mở các nhóm"), "/nhom", SCHOOL_INSIDE, "partners" },
    { N_("Thêm vào một mục tiêu chỉ số đo bằng số tin đã đăng."), N_("Mở mục tiêu"), "/gia-tri/muc-tieu", VALUES_WRITE, "goals" },
    { N_("Phát phiếu cho người liên hệ, người hướng dẫn, cựu học sinh."), N_("Phát phiếu"), "/nguoi-ngoai-truong", PARTNER_CHANGE, "partners" },
    { N_("Thêm vào một mục tiêu chỉ số đo bằng số người bắt đầu dùng."), N_("Mở mục tiêu"), "/gia-tri/muc-tieu", VALUES_WRITE, "goals" },
    { N_("Thêm vào một mục tiêu chỉ số đo bằng số đối tác đang cùng trường."), N_("Mở mục tiêu"), "/gia-tri/muc-tieu", VALUES_WRITE, "goals" },
};

const char *map_component_icon(enum component c)
{
    static const char *const icon[COMPONENT_COUNT + 1] = { "", "users", "book-open", "cpu", "map-pin", "landmark" };
    return icon[c];
}

const struct setting map_settings[] = {
    { .key = "map.public", .levels = SETTING_SCHOOL, .type = SETTING_BOOL, .permission = SETTINGS_LEAD, .group = ROOMS_GROUP,
      .label = N_("Bản đồ hệ sinh thái công khai"), .hint = N_("Ai cũng xem được trường đã nối với những gì, không có số nhỏ và không có tên ai."), .otherwise = "1" },
    { .key = NULL },
};
