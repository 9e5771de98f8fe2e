#include "access/permission.h"
#include "today/pages.h"
#include "today/today.h"

const struct route today_routes[] = {
    /* anybody: the first page of the house */
    { GET, "/",        MAY(ANYBODY),   NULL, QUICK, front_page, N_("Khuê"), NULL },
    { GET, "/hom-nay", MAY(SIGNED_IN), NULL, QUICK, today_page, N_("Hôm nay"), NULL, .keep_offline = true },
    { GET, "/t/:truong/bat-dau", MAY(SCHOOL_MANAGE), NULL, QUICK, start_page, N_("Bắt đầu dùng Khuê"), NULL },
    { 0 }
};
