/* The table of routes. */
#include "access/permission.h"
#include "notices/pages.h"

const struct route notices_routes[] = {
    { GET,  "/thong-bao",              MAY(SIGNED_IN), NULL,      QUICK, notices_page, N_("Thông báo"), NULL, .keep_offline = true },
    { GET,  "/thong-bao/chuong",       MAY(SIGNED_IN), NULL,      QUICK, bell_page,    NULL, NULL, .unattended = true },
    { GET,  "/thong-bao/cach-nhan",    MAY(SIGNED_IN), NULL,      QUICK, ways_page,    N_("Cách nhận thông báo"), NULL },
    { POST, "/thong-bao/cach-nhan",    MAY(SIGNED_IN), &ways_form, WRITE, ways_action, NULL, ways_page },
    { POST, "/thong-bao/may",          MAY(SIGNED_IN), &browser_form, WRITE, browser_action, NULL, ways_page },
    { POST, "/thong-bao/may/thoi",     MAY(SIGNED_IN), &browser_end_form, WRITE, browser_end_action, NULL, ways_page },
    { POST, "/thong-bao/so",           MAY(SIGNED_IN), &phone_form, WRITE, phone_action, NULL, ways_page },
    { POST, "/thong-bao/so/ma",        MAY(SIGNED_IN), &phone_code_form, WRITE, phone_code_action,  NULL, ways_page },
    { POST, "/thong-bao/so/thoi",      MAY(SIGNED_IN), NULL,      WRITE, phone_end_action, NULL, NULL },
    { POST, "/thong-bao/doc-het",      MAY(SIGNED_IN), &notices_all_form, WRITE, all_action,   NULL, notices_page, .may_wait = N_("Đánh dấu thông báo đã đọc") },
    { POST, "/thong-bao/:bao/mo",      MAY(SIGNED_IN), NULL,      WRITE, open_action,  NULL, NULL },
    { GET,  "/quan-tri/thong-bao",     MAY(SYSTEM_ADMIN), NULL,   QUICK, sent_page,    N_("Thông báo đã gửi"), NULL },
    { 0 }
};
