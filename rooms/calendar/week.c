/* The days of a week or of a month, from a Monday on, with what is on in them. */
#include "base/lang.h"
#include "base/lunar.h"
#include "calendar/inside.h"
#include "schools/schools.h"
#include <string.h>

enum { DAY_MOST = 200 };

const char *minutes_said(struct arena *a, opt_int minute)
{
    return minute.has ? arena_print(a, "%02d:%02d", (int)(minute.v / 60), (int)(minute.v % 60)) : "";
}

static const char *iso(struct arena *a, day x)
{
    char text[DAY_TEXT_SIZE];
    return arena_text(a, day_iso(x, text));
}

static void day_fill(struct ctx *c, struct week_day *d, day on)
{
    static const char *const brief[] = { N_("T2"), N_("T3"), N_("T4"), N_("T5"), N_("T6"), N_("T7"), N_("CN") };
    static const char *const weekday[] = { N_("Thứ Hai"), N_("Thứ Ba"), N_("Thứ Tư"), N_("Thứ Năm"), N_("Thứ Sáu"), N_("Thứ Bảy"), N_("Chủ nhật") };
    char text[LUNAR_TEXT_SIZE];
    char said[DAY_TEXT_SIZE];
    struct holiday holiday;
    int y, m, n;
    day_parts(on, &y, &m, &n);
    d->on = on;
    d->said = arena_text(c->arena, c->lang == LANG_EN ? day_with_weekday_en(on, said) : day_heading(on, said));
    d->weekday = weekday[day_weekday(on) - 1];
    d->short_day = arena_print(c->arena, "%02d/%02d", n, m);
    d->brief = arena_print(c->arena, "%s %s", tr(c->lang, brief[day_weekday(on) - 1]), d->short_day);
    d->lunar = arena_text(c->arena, lunar_show(lunar_of(on), text));
    if (holiday_on(on, &holiday)) d->name = holiday.name;
    d->today = on.n == c->today.n;
}

static day monday_of(day x) { return (day){ x.n - day_weekday(x) + 1 }; }

static void week_of(struct ctx *c, struct week_view *v)
{
    day asked = c->today;
    if (day_read(query_text(c, "tuan"), &asked) != DAY_OK) asked = c->today;
    day monday = monday_of(asked);
    v->current = c->today.n >= monday.n && c->today.n < monday.n + WEEK_DAYS;
    v->before = arena_print(c->arena, "%s?tuan=%s", v->path, iso(c->arena, (day){ monday.n - WEEK_DAYS }));
    v->after = arena_print(c->arena, "%s?tuan=%s", v->path, iso(c->arena, (day){ monday.n + WEEK_DAYS }));
    v->now = v->path;
    v->before_said = N_("Tuần trước"), v->after_said = N_("Tuần sau");
    v->days = WEEK_DAYS;
    for (size_t i = 0; i < WEEK_DAYS; i++) day_fill(c, &v->day[i], (day){ monday.n + (int32_t)i });
    /* the month that most of the week is of */
    v->other = arena_print(c->arena, "%s/thang?thang=%s", v->path, iso(c->arena, (day){ monday.n + 3 }));
}

/* The first of the month that lies so many months from that of x; the same month where there is no such one. */
static day first_of(day x, int months)
{
    day first = x;
    int y, m, d;
    day_parts(x, &y, &m, &d);
    m += months;
    if (!day_make(y + (m < 1 ? -1 : m > 12), (m + 11) % 12 + 1, 1, &first)) return first_of(x, 0);
    return first;
}

static void month_of(struct ctx *c, struct week_view *v)
{
    day asked = c->today;
    if (day_read(query_text(c, "thang"), &asked) != DAY_OK) asked = c->today;
    v->first = first_of(asked, 0), v->end = first_of(asked, 1);
    if (v->end.n == v->first.n) v->end.n += 31;                            /* December 2100 */
    day from = monday_of(v->first);
    v->current = c->today.n >= v->first.n && c->today.n < v->end.n;
    v->now = arena_print(c->arena, "%s/thang", v->path);
    v->before_said = N_("Tháng trước"), v->after_said = N_("Tháng sau");
    v->before = arena_print(c->arena, "%s?thang=%s", v->now, iso(c->arena, first_of(asked, -1)));
    v->after = arena_print(c->arena, "%s?thang=%s", v->now, iso(c->arena, first_of(asked, 1)));
    for (; v->days < MONTH_DAYS && from.n + (int32_t)v->days < v->end.n; v->days += WEEK_DAYS)
        for (size_t i = v->days; i < v->days + WEEK_DAYS; i++) {
            day_fill(c, &v->day[i], (day){ from.n + (int32_t)i });
            v->day[i].beside = v->day[i].on.n < v->first.n || v->day[i].on.n >= v->end.n;
        }
    v->other = arena_print(c->arena, "%s?tuan=%s", v->path, iso(c->arena, v->current ? c->today : v->first));
}

void week_begin(struct ctx *c, struct week_view *v)
{
    if (v->month) month_of(c, v);
    else week_of(c, v);
}

/* What of the time of an event falls on this day: "07:30–09:00", "từ 07:30", "đến 09:00", or nothing for the whole day. */
static const char *time_on(struct ctx *c, const struct when *w, day on)
{
    bool first = on.n == w->from.n, last = on.n == w->to.n;
    const char *from = minutes_said(c->arena, w->from_minute), *to = minutes_said(c->arena, w->to_minute);
    if (first && last && *from && *to) return arena_print(c->arena, "%s–%s", from, to);
    if (first && *from) return first && last ? from : say(c->arena, c->lang, _("từ {gio}"), "gio", from, NULL);
    if (last && *to && !first) return say(c->arena, c->lang, _("đến {gio}"), "gio", to, NULL);
    return NULL;
}

/* By time; what lasts the whole day comes first, and in the order in which it came. */
static void item_sort(struct week_day *d)
{
    for (size_t i = d->n - 1; i > 0; i--) {
        const char *here = d->item[i].time ? d->item[i].time : "", *before = d->item[i - 1].time ? d->item[i - 1].time : "";
        if (strcmp(here, before) >= 0) break;
        struct week_item swap = d->item[i];
        d->item[i] = d->item[i - 1], d->item[i - 1] = swap;
    }
}

rc week_item_add(struct ctx *c, struct week_view *v, const struct when *w, const struct week_item *item)
{
    for (size_t i = 0; i < v->days; i++) {
        struct week_day *d = &v->day[i];
        if (d->on.n < w->from.n || d->on.n > w->to.n || d->n == DAY_MOST) continue;
        if (!d->item) d->item = ARENA_MANY(c->arena, struct week_item, DAY_MOST);
        if (!d->item) return LIMIT;
        d->item[d->n] = *item;
        d->item[d->n++].time = time_on(c, w, d->on);
        v->items += !d->beside;
        item_sort(d);
    }
    return OK;
}

rc week_said(struct ctx *c, struct week_view *v, school_id school)
{
    struct year_brief year;
    if (v->month) {
        int y, m, d;
        day_parts(v->first, &y, &m, &d);
        v->said = say(c->arena, c->lang, _("Tháng {thang}"), "thang", arena_print(c->arena, "%d/%d", m, y), NULL);
        return OK;
    }
    char last[DAY_TEXT_SIZE];
    v->said = arena_print(c->arena, "%s – %s", v->day[0].short_day, day_dmy(v->day[WEEK_DAYS - 1].on, last));
    if (!school.v) return OK;
    rc r = year_at_of(c->ask, school, v->day[0].on, &year);
    if (r == NOT_FOUND || (r == OK && year.week == 0)) return OK;
    try(r);
    v->said = say(c->arena, c->lang, _("{tu_den}. Tuần {n}, năm học {nam}"), "tu_den", v->said, "n", arena_print(c->arena, "%lld", (long long)year.week), "nam", year.name, NULL);
    return OK;
}
