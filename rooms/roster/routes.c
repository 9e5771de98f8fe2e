#include "roster/roster.h"
#include "access/permission.h"
#include "roster/pages.h"
#include "roster/staff.h"

const struct route roster_routes[] = {
    { GET,  "/t/:truong/nhap",                    MAY(ROSTER_IMPORT), NULL,         QUICK,  imports_page,      N_("Nhập danh sách"), NULL },
    { POST, "/t/:truong/nhap",                    MAY(ROSTER_IMPORT), &upload_form, UPLOAD, upload_action,     NULL, imports_page },
    { GET,  "/t/:truong/nhap/mau.xlsx",           MAY(ROSTER_IMPORT), NULL,         SLOW,   template_file,     NULL, NULL },
    { GET,  "/t/:truong/nhap/:lan",               MAY(ROSTER_IMPORT), NULL,         SLOW,   import_page,       N_("Kiểm tra trước khi nhập"), NULL },
    { POST, "/t/:truong/nhap/:lan/sua",           MAY(ROSTER_IMPORT), &fix_form,    WRITE,  fix_action,        NULL, import_page },
    { POST, "/t/:truong/nhap/:lan/nhap",          MAY(ROSTER_IMPORT), &intake_form, WRITE,  intake_action,     NULL, import_page },
    { POST, "/t/:truong/nhap/:lan/bo",            MAY(ROSTER_IMPORT), &drop_form,   WRITE,  drop_action,       NULL, import_page },
    { GET,  "/t/:truong/nhap/:lan/phieu",         MAY(ROSTER_IMPORT), NULL,         QUICK,  import_slips_page, N_("Phiếu đăng nhập"), NULL },
    { GET,  "/t/:truong/nhap/:lan/dong-cho.xlsx", MAY(ROSTER_IMPORT), NULL,         SLOW,   waiting_file,      NULL, NULL },
    { POST, "/t/:truong/nhap/:lan/danh-sach",     MAY(ROSTER_EXPORT), &layout_form, WRITE,  layout_action,     NULL, import_page },
    /* the staff of a OneRoster export */
    { GET,  "/t/:truong/nhap/:lan/thay-co",       MAY(STAFF_CHANGE),  NULL,           SLOW,   staff_in_page,     N_("Thầy cô trong tệp"), NULL },
    { POST, "/t/:truong/nhap/:lan/thay-co",       MAY(STAFF_CHANGE),  &staff_in_form, WRITE,  staff_in_action,   NULL, staff_in_page },
    { POST, "/t/:truong/nhap/:lan/thay-co/ai",    MAY(STAFF_CHANGE),  &staff_who_form, WRITE, staff_who_action,  NULL, staff_in_page },
    /* one pupil, without a file */
    { GET,  "/t/:truong/lop/:lop/them-em",        MAY(ROSTER_IMPORT, ON("lop")), NULL,          QUICK, by_hand_page,      N_("Thêm một em"), NULL },
    { POST, "/t/:truong/lop/:lop/them-em",        MAY(ROSTER_IMPORT, ON("lop")), &by_hand_form, WRITE, by_hand_action,    NULL, by_hand_page },
    /* lists of a class on paper; phones are asked for in the handler, CLASS_CONTACTS */
    { GET,  "/t/:truong/lop/:lop/danh-sach",      MAY(CLASS_READ, ON("lop")), NULL,             SLOW,  class_list_page,   N_("Danh sách lớp"), NULL },
    { POST, "/t/:truong/lop/:lop/danh-sach",      MAY(CLASS_READ, ON("lop")), &class_list_form, WRITE, class_list_action, NULL, class_list_page },
    { 0 }
};
