/* The home of the programme's office: schools that wait for a call, how many have begun, what schools plan and tell everybody. Nobody's name is on it. */
#include "programme/programme.h"
#include "today/home.h"

enum { SCHOOLS_SHOWN = 20 };

static void schools_row(struct ctx *c, struct home *h, int64_t n, const char *words, const char *sub, const char *list)
{
    if (n > 0)
        row_add(&h->now, (struct ui_work){ .component = "context", .icon = "landmark", .what = say(c->arena, c->lang, words, "n", number_text(c, n), NULL), .sub = sub,
                                           .href = arena_print(c->arena, "/chuong-trinh?loc=%s", list), .action = _("Xem các trường") });
}

static void sums_rows(struct ctx *c, struct home *h, const struct programme_sums *s)
{
    if (!s->day.has) {
        row_add(&h->today, (struct ui_work){ .component = "context", .icon = "landmark", .what = _("Chưa có số liệu của các trường"), .sub = _("Số liệu được tính mỗi đêm."), .href = "/chuong-trinh", .action = _("Xem các trường") });
        return;
    }
    schools_row(c, h, s->schools - s->begun, _("{n} trường chưa bắt đầu"), _("Chưa có năm học hoặc chưa có học sinh."), "chua-bat-dau");
    schools_row(c, h, s->quiet, _("{n} trường im ắng bốn tuần qua"), _("Đã bắt đầu mà không việc nào được ghi."), "im-ang");
    schools_row(c, h, s->schools - s->published, _("{n} trường chưa công bố văn hóa, chiến lược"), NULL, "chua-cong-bo");
    row_add(&h->today, (struct ui_work){ .component = "context", .icon = "sprout", .href = "/chuong-trinh", .action = _("Xem số liệu"),
        .what = say(c->arena, c->lang, _("{n} trên {tong} trường đã bắt đầu"), "n", number_text(c, s->begun), "tong", number_text(c, s->schools), NULL),
        .sub = say(c->arena, c->lang, _("Số liệu đến hết Chủ nhật {ngay}, không có tên ai."), "ngay", day_text(c, s->day.v), NULL) });
}

/* The schools where most was done. */
static rc busiest_rows(struct ctx *c, struct home *h)
{
    school_id *school;
    size_t n;
    try(programme_busiest(c->ask, SCHOOLS_SHOWN, &school, &n));
    return open_rows(c, h, school, n);
}

rc home_programme(struct ctx *c, struct home *h)
{
    struct programme_sums s;
    try(programme_sums(c->ask, &s));
    sums_rows(c, h, &s);
    try(busiest_rows(c, h));
    h->today_href = "/chuong-trinh", h->today_more = _("Chương trình");
    greet(c, h);
    return OK;
}
