/* By which law what stays stays, and until when: beside each part that stays (rooms/privacy), and on the page for everybody. */
#include "consent/consent.h"

const struct part_law law_register = { N_("Luật Giáo dục 2019, điều lệ trường của cấp học (sổ đăng bộ, học bạ)"), N_("Lâu dài; Khuê không tự xóa") };
const struct part_law law_work     = { N_("Luật Lưu trữ 2024, Thông tư 10/2022/TT-BNV (hồ sơ công việc, hồ sơ viên chức)"), N_("Hết thời hạn lưu của loại hồ sơ ấy; Khuê không tự xóa") };
const struct part_law law_proof    = { N_("Luật 91/2025/QH15, Nghị định 356/2025/NĐ-CP (nhà trường phải chứng minh được)"), N_("Chừng nào còn phải chứng minh; Khuê không tự xóa") };
const struct part_law law_journal  = { N_("Luật 91/2025/QH15, Nghị định 356/2025/NĐ-CP (ghi lại việc xử lý dữ liệu)"), N_("Lâu dài; không ai sửa hay xóa được") };
const struct part_law law_counts   = { N_("Luật 91/2025/QH15 (không còn biết là của ai thì không còn là dữ liệu cá nhân)"), N_("Lâu dài") };
