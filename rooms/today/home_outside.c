/* The homes of those from outside: a partner's contact, a mentor, an alumnus; and an officer. No pupil is on any of them. */
#include "access/permission.h"
#include "base/ids.h"
#include "calendar/calendar.h"
#include "groups/groups.h"
#include "today/home.h"

static bool soon(struct ctx *c, opt_day d) { return d.has && d.v.n > c->today.n && d.v.n <= c->today.n + DAYS_SOON; }

static void beside_row(struct ctx *c, struct home_rows *to, const char *icon, const char *what, const char *school, const char *action)
{
    row_add(to, (struct ui_work){ .component = "context", .icon = icon, .what = what, .sub = school, .href = "/tai-khoan/mang-luoi", .action = action });
    (void)c;
}

static void place_rows(struct ctx *c, struct home *h, const struct outside_place *p)
{
    const char *at = p->school.name;
    if (p->kind == OUTSIDER_KIND_ALUMNUS && !p->agreed) beside_row(c, &h->now, "graduation-cap", _("Bạn có vào mạng lưới cựu học sinh không?"), at, _("Xem và trả lời"));
    if (p->kind == OUTSIDER_KIND_MENTOR && !p->checked) beside_row(c, &h->now, "shield-check", _("Nhà trường chưa xác minh giấy tờ của bạn"), at, _("Xem cần gì"));
    if (p->kind == OUTSIDER_KIND_PARTNER && p->partner_over) beside_row(c, &h->now, "heart-handshake", _("Thỏa thuận với trường đã hết hạn"), at, _("Xem thỏa thuận"));
    if (p->kind == OUTSIDER_KIND_MENTOR && p->checked && soon(c, p->checked_until))
        beside_row(c, &h->soon, "clock", say(c->arena, c->lang, _("Xác minh của bạn hết hạn ngày {ngay}"), "ngay", day_text(c, p->checked_until.v), NULL), at, _("Xem cần gì"));
    if (p->kind == OUTSIDER_KIND_PARTNER && !p->partner_over && soon(c, p->partner_to))
        beside_row(c, &h->soon, "heart-handshake", say(c->arena, c->lang, _("Thỏa thuận hết hạn ngày {ngay}"), "ngay", day_text(c, p->partner_to.v), NULL), at, _("Xem thỏa thuận"));
}

/* The groups that a mentor leads. */
static rc group_rows(struct ctx *c, struct home *h)
{
    struct group_brief *group;
    size_t n;
    if (!(c->who->outside & OUTSIDE_MENTOR)) return OK;
    try(groups_guided(c->ask, c->who->person, &group, &n));
    for (size_t i = 0; i < n && i < 4; i++) {
        char id[ID_TEXT_SIZE];
        id_text(group[i].id.v, id);
        row_add(&h->today, (struct ui_work){ .component = "people", .icon = "users", .what = group[i].name, .sub = group[i].school, .href = arena_print(c->arena, "/nhom/%s", id), .action = _("Xem nhóm") });
    }
    return OK;
}

rc open_rows(struct ctx *c, struct home *h, const school_id *school, size_t schools)
{
    enum { DAYS_AHEAD = 7, SHOWN = 4 };
    struct open_soon *row;
    struct news_line *line;
    size_t n;
    char iso[DAY_TEXT_SIZE];
    if (schools == 0) return OK;
    try(news_open_lately(c->ask, school, schools, NEWS_SHOWN, &line, &h->news_n));
    h->news = line;
    h->open_news = true;
    try(calendar_open_soon(c->ask, school, schools, c->today, DAYS_AHEAD, SHOWN, &row, &n));
    for (size_t i = 0; i < n; i++)
        soon_row(c, h, &(struct soon){ row[i].title, row[i].place, row[i].school_name, arena_print(c->arena, "/t/%s/lich-chung?tuan=%s", row[i].school_code, day_iso(row[i].when.from, iso)), row[i].when.from, row[i].when.to,
                                       row[i].when.from_minute, row[i].when.to_minute });
    return OK;
}

rc home_beside(struct ctx *c, struct home *h)
{
    struct outside_place *place;
    try(outside_places(c->ask, c->who->person, &place, &h->besides));
    h->beside = place;
    school_id *school = ARENA_MANY(c->arena, school_id, h->besides);
    if (!school) return LIMIT;
    for (size_t i = 0; i < h->besides; i++) {
        school[i] = place[i].school.id;
        place_rows(c, h, &place[i]);
    }
    try(group_rows(c, h));
    try(open_rows(c, h, school, h->besides));
    h->today_href = "/tai-khoan/mang-luoi", h->today_more = _("Mạng lưới");
    greet(c, h);
    return OK;
}

/* What the schools of an area tell everybody, where the area is one page of schools: of a whole city's thousands the first by name would be news by chance. */
static rc area_rows(struct ctx *c, struct home *h, const struct overseen *o)
{
    school_id *school = ARENA_MANY(c->arena, school_id, o->n);
    if (!school) return LIMIT;
    for (size_t i = 0; i < o->n; i++) school[i] = o->school[i].id;
    return o->n < AREA_PAGE ? open_rows(c, h, school, o->n) : OK;
}

rc home_officer(struct ctx *c, struct home *h)
{
    enum { SHOWN = 10 };
    struct overseen o;
    try(schools_overseen(c->ask, c->who->person, "", AREA_PAGE, &o));
    h->overseen = o.school, h->overseen_n = o.n < SHOWN ? o.n : SHOWN;
    try(area_rows(c, h, &o));
    if (o.n > SHOWN) h->today_href = "/khu-vuc", h->today_more = _("Tất cả các trường");
    if (o.n > 0)
        row_add(&h->today, (struct ui_work){ .component = "context", .icon = "landmark", .what = o.office, .sub = _("Số liệu của các trường trong địa bàn, không có tên học sinh nào."), .href = "/khu-vuc", .action = _("Xem số liệu") });
    else row_add(&h->today, (struct ui_work){ .component = "context", .icon = "map-pin", .what = _("Chưa có trường nào trong địa bàn."), .sub = o.office });
    greet(c, h);
    return OK;
}
