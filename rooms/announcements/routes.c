#include "access/permission.h"
#include "announcements/inside.h"

const struct route announcements_routes[] = {
    { GET,  "/loi-nhan",                MAY(SIGNED_IN), NULL,       QUICK, mine_page,        N_("Lời nhắn"), NULL, .keep_offline = true },
    { GET,  "/loi-nhan/:nhan",          MAY(SIGNED_IN), NULL,       QUICK, mine_one_page,    N_("Lời nhắn"), NULL, .keep_offline = true },
    { POST, "/loi-nhan/:nhan/da-doc",   MAY(SIGNED_IN), &read_form, WRITE, mine_read_action, NULL, mine_one_page, .may_wait = N_("Xác nhận đã đọc lời nhắn") },
    /* of a class: who leads it, who stands in, the office */
    { GET,  "/t/:truong/lop/:lop/loi-nhan",                 MAY(ANNOUNCE_CLASS, ON("lop")), NULL,                 QUICK, told_list_page,        N_("Lời nhắn của lớp"), NULL },
    { GET,  "/t/:truong/lop/:lop/loi-nhan/moi",             MAY(ANNOUNCE_CLASS, ON("lop")), NULL,                 QUICK, compose_page,          N_("Viết lời nhắn"), NULL, .keep_offline = true },
    { POST, "/t/:truong/lop/:lop/loi-nhan/moi",             MAY(ANNOUNCE_CLASS, ON("lop")), &compose_form,        WRITE, compose_action,        NULL, compose_page, .may_wait = N_("Lưu nháp lời nhắn của lớp") },
    { GET,  "/t/:truong/lop/:lop/loi-nhan/:nhan",           MAY(ANNOUNCE_CLASS, ON("lop")), NULL,                 SLOW,  told_page,             N_("Lời nhắn"), NULL },
    { GET,  "/t/:truong/lop/:lop/loi-nhan/:nhan/sua",       MAY(ANNOUNCE_CLASS, ON("lop")), NULL,                 QUICK, compose_change_page,   N_("Sửa lời nhắn"), NULL },
    { POST, "/t/:truong/lop/:lop/loi-nhan/:nhan/sua",       MAY(ANNOUNCE_CLASS, ON("lop")), &compose_change_form, WRITE, compose_change_action, NULL, compose_change_page },
    { POST, "/t/:truong/lop/:lop/loi-nhan/:nhan/gui",       MAY(ANNOUNCE_CLASS, ON("lop")), &told_step_form,      WRITE, told_send_action,      NULL, told_page },
    { POST, "/t/:truong/lop/:lop/loi-nhan/:nhan/thu-hoi",   MAY(ANNOUNCE_CLASS, ON("lop")), &recall_form,         WRITE, recall_action,         NULL, told_page },
    { POST, "/t/:truong/lop/:lop/loi-nhan/:nhan/nhac",      MAY(ANNOUNCE_CLASS, ON("lop")), NULL,                 WRITE, remind_action,         NULL, NULL },
    { POST, "/t/:truong/lop/:lop/loi-nhan/:nhan/giay",      MAY(ANNOUNCE_CLASS, ON("lop")), &signed_form,          WRITE, signed_action,          NULL, told_page },
    { GET,  "/t/:truong/lop/:lop/loi-nhan/:nhan/phieu",     MAY(ANNOUNCE_CLASS, ON("lop")), NULL,                 QUICK, told_slips_page,    N_("Phiếu lời nhắn"), NULL },
    { POST, "/t/:truong/lop/:lop/loi-nhan/:nhan/danh-sach", MAY(ANNOUNCE_CLASS, ON("lop")), NULL,                 WRITE, told_list_action,      NULL, NULL },
    /* of a group: the staff who lead it, the office */
    { GET,  "/t/:truong/nhom/:nhom/loi-nhan",                 MAY(ANNOUNCE_GROUP, ON("nhom")), NULL,                 QUICK, told_list_page,        N_("Lời nhắn của nhóm"), NULL },
    { GET,  "/t/:truong/nhom/:nhom/loi-nhan/moi",             MAY(ANNOUNCE_GROUP, ON("nhom")), NULL,                 QUICK, compose_page,          N_("Viết lời nhắn"), NULL, .keep_offline = true },
    { POST, "/t/:truong/nhom/:nhom/loi-nhan/moi",             MAY(ANNOUNCE_GROUP, ON("nhom")), &compose_form,        WRITE, compose_action,        NULL, compose_page, .may_wait = N_("Lưu nháp lời nhắn của nhóm") },
    { GET,  "/t/:truong/nhom/:nhom/loi-nhan/:nhan",           MAY(ANNOUNCE_GROUP, ON("nhom")), NULL,                 SLOW,  told_page,             N_("Lời nhắn"), NULL },
    { GET,  "/t/:truong/nhom/:nhom/loi-nhan/:nhan/sua",       MAY(ANNOUNCE_GROUP, ON("nhom")), NULL,                 QUICK, compose_change_page,   N_("Sửa lời nhắn"), NULL },
    { POST, "/t/:truong/nhom/:nhom/loi-nhan/:nhan/sua",       MAY(ANNOUNCE_GROUP, ON("nhom")), &compose_change_form, WRITE, compose_change_action, NULL, compose_change_page },
    { POST, "/t/:truong/nhom/:nhom/loi-nhan/:nhan/gui",       MAY(ANNOUNCE_GROUP, ON("nhom")), &told_step_form,      WRITE, told_send_action,      NULL, told_page },
    { POST, "/t/:truong/nhom/:nhom/loi-nhan/:nhan/thu-hoi",   MAY(ANNOUNCE_GROUP, ON("nhom")), &recall_form,         WRITE, recall_action,         NULL, told_page },
    { POST, "/t/:truong/nhom/:nhom/loi-nhan/:nhan/nhac",      MAY(ANNOUNCE_GROUP, ON("nhom")), NULL,                 WRITE, remind_action,         NULL, NULL },
    { POST, "/t/:truong/nhom/:nhom/loi-nhan/:nhan/giay",      MAY(ANNOUNCE_GROUP, ON("nhom")), &signed_form,          WRITE, signed_action,          NULL, told_page },
    { GET,  "/t/:truong/nhom/:nhom/loi-nhan/:nhan/phieu",     MAY(ANNOUNCE_GROUP, ON("nhom")), NULL,                 QUICK, told_slips_page,    N_("Phiếu lời nhắn"), NULL },
    { POST, "/t/:truong/nhom/:nhom/loi-nhan/:nhan/danh-sach", MAY(ANNOUNCE_GROUP, ON("nhom")), NULL,                 WRITE, told_list_action,      NULL, NULL },
    /* of the school: its office */
    { GET,  "/t/:truong/loi-nhan",                 MAY(ANNOUNCE_SCHOOL), NULL,                 QUICK, told_list_page,        N_("Lời nhắn"), NULL },
    { GET,  "/t/:truong/loi-nhan/moi",             MAY(ANNOUNCE_SCHOOL), NULL,                 QUICK, compose_page,          N_("Viết lời nhắn"), NULL },
    { POST, "/t/:truong/loi-nhan/moi",             MAY(ANNOUNCE_SCHOOL), &compose_form,        WRITE, compose_action,        NULL, compose_page },
    { GET,  "/t/:truong/loi-nhan/:nhan",           MAY(ANNOUNCE_SCHOOL), NULL,                 SLOW,  told_page,             N_("Lời nhắn"), NULL },
    { GET,  "/t/:truong/loi-nhan/:nhan/sua",       MAY(ANNOUNCE_SCHOOL), NULL,                 QUICK, compose_change_page,   N_("Sửa lời nhắn"), NULL },
    { POST, "/t/:truong/loi-nhan/:nhan/sua",       MAY(ANNOUNCE_SCHOOL), &compose_change_form, WRITE, compose_change_action, NULL, compose_change_page },
    { POST, "/t/:truong/loi-nhan/:nhan/gui",       MAY(ANNOUNCE_SCHOOL), &told_step_form,      WRITE, told_send_action,      NULL, told_page },
    { POST, "/t/:truong/loi-nhan/:nhan/thu-hoi",   MAY(ANNOUNCE_SCHOOL), &recall_form,         WRITE, recall_action,         NULL, told_page },
    { POST, "/t/:truong/loi-nhan/:nhan/nhac",      MAY(ANNOUNCE_SCHOOL), NULL,                 WRITE, remind_action,         NULL, NULL },
    { GET,  "/t/:truong/loi-nhan/:nhan/phieu",     MAY(ANNOUNCE_SCHOOL), NULL,                 SLOW,  told_slips_page,    N_("Phiếu lời nhắn"), NULL },
    { POST, "/t/:truong/loi-nhan/:nhan/danh-sach", MAY(ANNOUNCE_SCHOOL), NULL,                 WRITE, told_list_action,      NULL, NULL },
    { 0 }
};
