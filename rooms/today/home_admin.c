/* The home of who runs the system: what did not work in the last week. */
#include "today/home.h"

#define WEEK_MS (7 * 86400000LL)

rc home_admin(struct ctx *c, struct home *h)
{
    struct system_waits_row w;
    try(system_waits(c->ask, (instant){ c->now.ms - WEEK_MS }, &w));
    if (w.jobs > 0)
        row_add(&h->now, (struct ui_work){ .component = "technology", .icon = "triangle-alert", .href = "/quan-tri/viec?xem=failed", .action = _("Xem các việc"),
            .what = say(c->arena, c->lang, _("{n} việc của hệ thống không xong trong 7 ngày qua"), "n", number_text(c, w.jobs), NULL), .sub = _("Xem vì sao, rồi chạy lại.") });
    if (w.letters > 0)
        row_add(&h->now, (struct ui_work){ .component = "technology", .icon = "mail", .href = "/quan-tri/thong-bao", .action = _("Xem vì sao"),
            .what = say(c->arena, c->lang, _("{n} lá thư không gửi được trong 7 ngày qua"), "n", number_text(c, w.letters), NULL), .sub = _("Thường là địa chỉ sai, hoặc máy chủ thư từ chối.") });
    greet(c, h);
    return OK;
}
