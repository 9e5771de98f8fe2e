#include "access/permission.h"
#include "audit/inside.h"

const struct route audit_routes[] = {
    { GET,  "/t/:truong/nhat-ky",         MAY(AUDIT_OWN),                NULL,       QUICK, journal_page,        N_("Nhật kí"), NULL },
    { GET,  "/t/:truong/nhat-ky/:dong",   MAY(AUDIT_OWN),                NULL,       SLOW,  entry_page,          N_("Một thay đổi"), NULL },
    { GET,  "/t/:truong/nhat-ky/:dong/anh", MAY(AUDIT_OWN),              NULL,       SLOW,  entry_picture_file,  NULL, NULL },
    { GET,  "/t/:truong/lop/:lop/lich-su", MAY(CLASS_HISTORY, ON("lop")), NULL,      QUICK, class_history_page,  N_("Lịch sử thay đổi"), NULL },
    { GET,  "/t/:truong/em/:em/lich-su",  MAY(PUPIL_HISTORY, ON("em")),  NULL,       SLOW,  pupil_history_page,  N_("Lịch sử thay đổi"), NULL },
    { GET,  "/t/:truong/em/:em/lich-su/:dong/anh", MAY(PUPIL_HISTORY, ON("em")), NULL, SLOW, pupil_picture_file, NULL, NULL },
    { GET,  "/t/:truong/hoan-tac",        MAY(UNDO_BULK),                NULL,       SLOW,  undos_page,          N_("Hoàn tác"), NULL },
    { GET,  "/t/:truong/hoan-tac/:dot",   MAY(UNDO_BULK),                NULL,       SLOW,  undo_page,           N_("Hoàn tác một việc"), NULL },
    { POST, "/t/:truong/hoan-tac/:dot",   MAY(UNDO_BULK),                &undo_form, WRITE, undo_action,         NULL, undo_page },
    { GET,  "/quan-tri/nhat-ky",          MAY(SYSTEM_ADMIN),             NULL,       QUICK, system_journal_page, N_("Nhật kí hệ thống"), NULL },
    { 0 }
};
