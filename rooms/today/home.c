/* Which home, and what all of them share. */
#include "base/lunar.h"
#include "generated/today_views.h"
#include "today/home.h"
#include "today/pages.h"
#include <stdlib.h>
#include <string.h>

enum { DAYS_AHEAD = 8 };

void row_add(struct home_rows *to, struct ui_work row)
{
    if (to->n < WORK_MOST) to->row[to->n++] = row;
}

const char *number_text(struct ctx *c, int64_t n) { return arena_print(c->arena, "%lld", (long long)n); }

const char *day_text(struct ctx *c, day d)
{
    char text[DAY_TEXT_SIZE];
    return arena_text(c->arena, day_dmy(d, text));
}

static const char *weekday(struct ctx *c, day x)
{
    static const char *const days[] = { N_("Thứ Hai"), N_("Thứ Ba"), N_("Thứ Tư"), N_("Thứ Năm"), N_("Thứ Sáu"), N_("Thứ Bảy"), N_("Chủ nhật") };
    return tr(c->lang, days[day_weekday(x) - 1]);
}

const char *day_near(struct ctx *c, day x)
{
    int y, m, d;
    day_parts(x, &y, &m, &d);
    const char *on = arena_print(c->arena, "%s %02d/%02d", weekday(c, x), d, m);
    return x.n == c->today.n + 1 ? say(c->arena, c->lang, _("Ngày mai, {thu_ngay}"), "thu_ngay", on, NULL) : on;
}

/* "Thứ Sáu 27/11/2026 (19/10 âm lịch)" */
static const char *day_words(struct ctx *c)
{
    char lunar[LUNAR_TEXT_SIZE];
    return say(c->arena, c->lang, _("{thu} {ngay} ({am} âm lịch)"), "thu", weekday(c, c->today), "ngay", day_text(c, c->today),
               "am", lunar_show(lunar_of(c->today), lunar), NULL);
}

const char *date_words(struct ctx *c, const struct year_brief *year)
{
    const char *ngay = day_words(c);
    if (!year) return say(c->arena, c->lang, _("{ngay}."), "ngay", ngay, NULL);
    if (year->week == 0) return say(c->arena, c->lang, _("{ngay}, năm học {nam}."), "ngay", ngay, "nam", year->name, NULL);
    return say(c->arena, c->lang, _("{ngay}, tuần {tuan}, năm học {nam}."), "ngay", ngay, "tuan", number_text(c, year->week), "nam", year->name, NULL);
}

rc year_fill(struct ctx *c, struct home *h, school_id school, struct year_brief *year)
{
    *year = (struct year_brief){ .name = "" };
    rc found = year_at_of(c->ask, school, c->today, year);
    if (found != OK && found != NOT_FOUND) return found;
    h->date = date_words(c, found == OK ? year : NULL);
    return OK;
}

void told_waits(struct ctx *c, struct home *h, int64_t waits, const char *title)
{
    if (waits > 0)
        row_add(&h->now, (struct ui_work){ .component = "context", .icon = "mail", .href = "/loi-nhan", .action = _("Đọc và xác nhận"),
            .what = waits == 1 && title ? title : say(c->arena, c->lang, _("{n} lời nhắn chờ xác nhận đã đọc"), "n", number_text(c, waits), NULL),
            .sub = waits == 1 && title ? _("Lời nhắn cần xác nhận đã đọc.") : NULL });
}

void unsent_row(struct ctx *c, struct home *h, int64_t unsent, int64_t held, const char *title)
{
    if (unsent > 0)
        row_add(held ? &h->now : &h->today, (struct ui_work){ .component = "context", .icon = "pencil", .href = "/thu-nhap", .action = _("Viết tiếp"),
            .what = unsent == 1 ? _("Thư nháp: một lời nhắn chưa gửi") : say(c->arena, c->lang, _("Thư nháp: {n} lời nhắn chưa gửi"), "n", number_text(c, unsent), NULL),
            .late = held ? say(c->arena, c->lang, _("{n} lời nhắn đến giờ hẹn mà không gửi được."), "n", number_text(c, held), NULL) : NULL,
            .sub = unsent == 1 && title && *title ? title : NULL });
}

static void told_by(struct ctx *c, struct home *h, const struct lately_and_soon_row *one, int64_t n)
{
    row_add(&h->now, (struct ui_work){ .component = "context", .icon = "mail", .href = "/loi-nhan", .action = _("Đọc và xác nhận"),
        .what = n == 1 ? one->title : say(c->arena, c->lang, _("{n} lời nhắn chờ xác nhận đã đọc"), "n", number_text(c, n), NULL), .sub = one->school_name });
}

static int by_school(const void *x, const void *y)
{
    const struct lately_and_soon_row *a = *(const struct lately_and_soon_row *const *)x, *b = *(const struct lately_and_soon_row *const *)y;
    int order = strcmp(a->kind, b->kind);
    if (!order) order = strcmp(a->school_code, b->school_code);
    return order ? order : (a->id > b->id) - (a->id < b->id);
}

rc told_elsewhere(struct ctx *c, struct home *h, const struct lately_and_soon_row *row, size_t n)
{
    const struct lately_and_soon_row **told = ARENA_MANY(c->arena, const struct lately_and_soon_row *, n);
    size_t many = 0;
    int64_t kin = 0, of_school = 0;
    if (!told) return LIMIT;
    for (size_t i = 0; i < n; i++)
        if (str_is(row[i].kind, "kin") || (str_is(row[i].kind, "told") && !(h->school && str_is(row[i].school_code, h->school->code)))) told[many++] = &row[i];
    if (many) qsort(told, many, sizeof *told, by_school);
    for (size_t i = 0; i < many; i++) {
        bool again = i > 0 && told[i]->id == told[i - 1]->id;                   /* about another child of theirs */
        if (str_is(told[i]->kind, "kin")) {
            kin += !again;
            continue;
        }
        of_school += !again;
        if (i + 1 < many && str_is(told[i]->kind, told[i + 1]->kind) && str_is(told[i]->school_code, told[i + 1]->school_code)) continue;
        told_by(c, h, told[i], of_school);
        of_school = 0;
    }
    if (kin > 0)
        row_add(&h->now, (struct ui_work){ .component = "context", .icon = "mail", .href = "/loi-nhan", .action = _("Đọc và xác nhận"),
            .what = say(c->arena, c->lang, _("{n} lời nhắn về con chờ xác nhận đã đọc"), "n", number_text(c, kin), NULL) });
    return OK;
}

/* How a school speaks to its adults; nothing where the sex is not on file. */
static const char *who_address(const struct who *w)
{
    return w->sex == 'F' ? _("cô ") : w->sex == 'M' ? _("thầy ") : "";
}

void greet(struct ctx *c, struct home *h)
{
    const char *name = arena_print(c->arena, "%s%s", c->who->roles ? tr(c->lang, who_address(c->who)) : "", c->who->given);
    h->greeting = h->now.n == 0 ? say(c->arena, c->lang, _("Chào {ten}, không có việc nào chờ"), "ten", name, NULL)
                                : say(c->arena, c->lang, _("Chào {ten}, có {n} việc cần làm"), "ten", name, "n", number_text(c, (int64_t)h->now.n), NULL);
}

static void password_row(struct ctx *c, struct home *h)
{
    if (c->who->must_choose_password)
        row_add(&h->now, (struct ui_work){ .component = "technology", .icon = "lock", .what = _("Đặt mật khẩu của riêng mình"),
                                           .sub = _("Phiếu chỉ dùng một lần. Có mật khẩu thì lần sau vào được ngay."), .href = "/mat-khau", .action = _("Đặt mật khẩu") });
}

/* Today's, or the next within the week. */
static void holiday_row(struct ctx *c, struct home *h)
{
    struct holiday on;
    if (!holiday_next(c->today, DAYS_AHEAD, &on)) return;
    bool now = on.on.n == c->today.n;
    row_add(now ? &h->today : &h->soon, (struct ui_work){ .component = "culture", .icon = "calendar-days",
        .what = now ? say(c->arena, c->lang, _("Hôm nay là {ten}"), "ten", tr(c->lang, on.name), NULL) : say(c->arena, c->lang, "{ten}", "ten", tr(c->lang, on.name), NULL),
        .sub = now ? NULL : day_text(c, on.on) });
}

/* ---- which */

static bool is_staff(const char *role) { return !str_is(role, "pupil"); }

static rc home_of_role(struct ctx *c, struct home *h, size_t at)
{
    const char *role = c->who->role[at].role;
    if (!is_staff(role)) return home_family(c, h, true);
    ctx_enter_school(c, at);
    return role_is_office(role) ? home_office(c, h, at) : home_teach(c, h, at);
}

/* The chosen role first; else work, children, oneself as a pupil, what one is from outside, the system. */
static rc home_fill(struct ctx *c, struct home *h)
{
    const struct who *w = c->who;
    const char *chosen = w->chosen_role ? w->chosen_role : "";
    if (str_is(chosen, "guardian") && w->children > 0) return home_family(c, h, false);
    if (str_is(chosen, "admin") && w->admin) return home_admin(c, h);
    if (str_is(chosen, "officer") && (w->outside & OUTSIDE_OFFICER)) return home_officer(c, h);
    if (str_is(chosen, "programme") && (w->outside & OUTSIDE_PROGRAMME)) return home_programme(c, h);
    if ((str_is(chosen, "mentor") || str_is(chosen, "alumnus") || str_is(chosen, "partner")) && (w->outside & ~(unsigned)OUTSIDE_OVER)) return home_beside(c, h);
    for (size_t i = 0; i < w->roles; i++)
        if (ui_role_is(c, i, chosen)) return home_of_role(c, h, i);
    for (size_t i = 0; i < w->roles; i++)
        if (is_staff(w->role[i].role)) return home_of_role(c, h, i);
    if (w->children > 0) return home_family(c, h, false);
    if (w->roles > 0) return home_family(c, h, true);
    if (w->outside & ~(unsigned)OUTSIDE_OVER) return home_beside(c, h);
    if (w->outside & OUTSIDE_PROGRAMME) return home_programme(c, h);
    if (w->outside) return home_officer(c, h);
    if (w->admin) return home_admin(c, h);
    h->greeting = say(c->arena, c->lang, _("Chào {ten}!"), "ten", w->given, NULL);
    return OK;
}

rc today_page(struct ctx *c, struct reply *r)
{
    struct home h = { .date = date_words(c, NULL) };
    password_row(c, &h);
    holiday_row(c, &h);
    try(home_fill(c, &h));
    h.admin = c->who->admin && !h.family;
    if (h.school && ui_many_schools(c)) h.at = h.school->name;
    h.roles = c->who->by_card ? 0 : ui_roles(c, h.role);
    return show(r, view_home, &h);
}
