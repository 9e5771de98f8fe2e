/* The threshold below which a figure of people is not told to who may not see the people: one for the house, of the system or of a school. It
** began with the public map, and is still stored by that name. */
#include "settings/settings.h"
#include "access/permission.h"

const struct setting few_settings[] = {
    { .key = "map.least", .levels = SETTING_APP | SETTING_SCHOOL, .type = SETTING_INT, .permission = SETTINGS_LEAD, .guards = true, .group = N_("Số liệu không tên"),
      .label = N_("Ở nơi không xem được từng người, số người nhỏ hơn ngưỡng này không hiện"),
      .hint = N_("Trang công khai, dữ liệu mở, cán bộ quản lí, trường khác. Số khác được làm tròn xuống, để không ai tính ra một vài người."), .otherwise = "10", .min = 5, .max = 50 },
    { .key = NULL },
};

rc few_least(struct ask *a, school_id school, int64_t *least)
{
    struct setting_value v;
    try(setting_of(a, school, NULL, &few_settings[0], &v));
    *least = v.n;
    return OK;
}
