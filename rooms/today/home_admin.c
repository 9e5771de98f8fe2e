/* The home of who runs the system: what did not work in the last week, what was done since yesterday, what runs by itself next. */
#include "today/home.h"
#include "web/job.h"
#include <stdlib.h>

#define DAY_MS 86400000LL
#define WEEK_MS (7 * DAY_MS)
enum { DAY_MINUTES = 1440, HANOI_MINUTES = 420, CHORES_SHOWN = 3, DONE_COUNTED = 1000 };

/* Minutes until "02:30" comes again. */
static int minutes_until(struct ctx *c, const char *at)
{
    int now = (int)((c->now.ms / 60000 + HANOI_MINUTES) % DAY_MINUTES), hour = (at[0] - '0') * 10 + at[1] - '0', minute = (at[3] - '0') * 10 + at[4] - '0';
    return (hour * 60 + minute - now + DAY_MINUTES) % DAY_MINUTES;
}

struct chore { const struct job_kind *kind; int until; };
static int by_time(const void *a, const void *b) { return ((const struct chore *)a)->until - ((const struct chore *)b)->until; }

/* What runs once a day, the next of it. */
static rc chore_rows(struct ctx *c, struct home *h)
{
    const struct job_kind *const *kind;
    size_t all, n = 0;
    try(jobs_by_themselves(c, &kind, &all));
    struct chore *chore = ARENA_MANY(c->arena, struct chore, all);
    if (!chore) return LIMIT;
    for (size_t i = 0; i < all; i++)
        if (kind[i]->daily_at) chore[n++] = (struct chore){ kind[i], minutes_until(c, kind[i]->daily_at) };
    qsort(chore, n, sizeof *chore, by_time);
    for (size_t i = 0; i < n && i < CHORES_SHOWN; i++) {
        day on = day_of((instant){ c->now.ms + chore[i].until * 60000LL });
        row_add(&h->soon, (struct ui_work){ .component = "technology", .icon = "clock", .href = "/quan-tri/viec", .what = tr(c->lang, chore[i].kind->words),
            .sub = say(c->arena, c->lang, on.n == c->today.n ? _("Tự chạy lúc {gio} hôm nay") : _("Tự chạy lúc {gio} ngày mai"), "gio", chore[i].kind->daily_at, NULL) });
    }
    return OK;
}

rc home_admin(struct ctx *c, struct home *h)
{
    struct system_waits_row w;
    try(system_waits(c->ask, (instant){ c->now.ms - WEEK_MS }, (instant){ c->now.ms - DAY_MS }, &w));
    if (w.jobs > 0)
        row_add(&h->now, (struct ui_work){ .component = "technology", .icon = "triangle-alert", .href = "/quan-tri/viec?xem=failed", .action = _("Xem các việc"),
            .what = say(c->arena, c->lang, _("{n} việc của hệ thống không xong trong 7 ngày qua"), "n", number_text(c, w.jobs), NULL), .sub = _("Xem vì sao, rồi chạy lại.") });
    if (w.letters > 0)
        row_add(&h->now, (struct ui_work){ .component = "technology", .icon = "mail", .href = "/quan-tri/thong-bao", .action = _("Xem vì sao"),
            .what = say(c->arena, c->lang, _("{n} lá thư không gửi được trong 7 ngày qua"), "n", number_text(c, w.letters), NULL), .sub = _("Thường là địa chỉ sai, hoặc máy chủ thư từ chối.") });
    const char *done = w.done == 0 ? _("Trong 24 giờ qua chưa việc nào của hệ thống xong") : w.done < DONE_COUNTED ? _("{n} việc của hệ thống đã xong trong 24 giờ qua") : _("Hơn {n} việc của hệ thống đã xong trong 24 giờ qua");
    row_add(&h->today, (struct ui_work){ .component = "technology", .icon = "list-checks", .href = "/quan-tri/viec?xem=done", .action = _("Xem việc đã xong"),
        .what = say(c->arena, c->lang, done, "n", number_text(c, w.done), NULL) });
    try(chore_rows(c, h));
    greet(c, h);
    return OK;
}
