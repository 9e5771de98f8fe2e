/* The rows of exchange. */
#include "access/permission.h"
#include "base/lang.h"
#include "exchange/pages.h"
#include "web/route.h"

const struct route exchange_routes[] = {
    { GET,  "/t/:truong/kho-hanh-trinh",              MAY(RECORD_EXCHANGE), NULL,          QUICK,  out_page,       N_("Kho hành trình"), NULL },
    { POST, "/t/:truong/kho-hanh-trinh",              MAY(RECORD_EXCHANGE), &out_form,     WRITE,  out_action,     NULL, out_page },
    { GET,  "/t/:truong/kho-hanh-trinh/nhap",         MAY(RECORD_EXCHANGE), NULL,          QUICK,  in_page,        N_("Nhập phát biểu"), NULL },
    { POST, "/t/:truong/kho-hanh-trinh/nhap",         MAY(RECORD_EXCHANGE), &file_form,    UPLOAD, file_action,    NULL, in_page },
    { POST, "/t/:truong/kho-hanh-trinh/nhap/kho-khac", MAY(RECORD_EXCHANGE), &store_form,  WRITE,  store_action,   NULL, in_page },
    { POST, "/t/:truong/kho-hanh-trinh/nhap/lam",     MAY(RECORD_EXCHANGE), &run_form,     WRITE,  run_action,     NULL, in_page },
    { GET,  "/t/:truong/kho-hanh-trinh/nhap/loi",     MAY(RECORD_EXCHANGE), NULL,          SLOW,   refused_file,   N_("Dòng không nhận"), NULL },
    { GET,  "/t/:truong/chuyen-tiep",                 MAY(RECORD_FORWARD),  NULL,          QUICK,  forward_page,   N_("Chuyển tiếp phát biểu"), NULL },
    { POST, "/t/:truong/chuyen-tiep",                 MAY(RECORD_FORWARD),  &forward_form, WRITE,  forward_action, NULL, forward_page },
    { POST, "/t/:truong/chuyen-tiep/doi",             MAY(RECORD_FORWARD),  &turn_form,    WRITE,  turn_action,    NULL, forward_page },
    { 0 }
};
