/* Seven days from a Monday, with what is on in them. */
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

void week_begin(struct ctx *c, struct week_view *v)
{
    day asked = c->today;
    if (day_read(query_text(c, "tuan"), &asked) != DAY_OK) asked = c->today;
    day monday = { asked.n - day_weekday(asked) + 1 };
    v->this_week = c->today.n >= monday.n && c->today.n < monday.n + 7;
    v->before = iso(c->arena, (day){ monday.n - 7 });
    v->after = iso(c->arena, (day){ monday.n + 7 });
    for (int i = 0; i < 7; i++) {
        struct week_day *d = &v->day[i];
        char text[LUNAR_TEXT_SIZE];
        char said[DAY_TEXT_SIZE];
        d->on = (day){ monday.n + i };
        d->said = arena_text(c->arena, c->lang == LANG_EN ? day_with_weekday_en(d->on, said) : day_with_weekday(d->on, said));
        d->lunar = arena_text(c->arena, lunar_show(lunar_of(d->on), text));
        struct holiday holiday;
        if (holiday_on(d->on, &holiday)) d->name = holiday.name;
        d->today = d->on.n == c->today.n;
    }
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
    for (int i = 0; i < 7; i++) {
        struct week_day *d = &v->day[i];
        if (d->on.n < w->from.n || d->on.n > w->to.n || d->n == DAY_MOST) continue;
        if (!d->item) d->item = ARENA_MANY(c->arena, struct week_item, DAY_MOST);
        if (!d->item) return LIMIT;
        d->item[d->n] = *item;
        d->item[d->n++].time = time_on(c, w, d->on);
        v->items++;
        item_sort(d);
    }
    return OK;
}

rc week_said(struct ctx *c, struct week_view *v, school_id school)
{
    struct year_brief year;
    rc r = year_at_of(c->ask, school, v->day[0].on, &year);
    if (r == NOT_FOUND || (r == OK && year.week == 0)) return OK;
    try(r);
    v->said = say(c->arena, c->lang, _("Tuần {n}, năm học {nam}"), "n", arena_print(c->arena, "%lld", (long long)year.week), "nam", year.name, NULL);
    return OK;
}
