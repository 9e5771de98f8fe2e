/* What homes say of the calendar: what is on today, and what comes within a week; asked together with the news. */
#include "base/lang.h"
#include "today/home.h"
#include <stdlib.h>

enum { DAYS_AHEAD = 7, MOST = 200 /* of each kind: more than there can be */, EVENTS_SHOWN = 4, LONGEST = 62 };

static const char *clock(struct ctx *c, int64_t minute) { return arena_print(c->arena, "%02d:%02d", (int)(minute / 60), (int)(minute % 60)); }

static const char *joined(struct ctx *c, const char *a, const char *b)
{
    if (str_empty(a)) return b;
    return str_empty(b) ? a : arena_print(c->arena, "%s · %s", a, b);
}

/* "07:30–09:00 · Lớp 6A1 · Hội trường", with the day in front of what is not today. */
void soon_row(struct ctx *c, struct home *h, const struct soon *s)
{
    bool now = s->from.n <= c->today.n;
    const char *when = NULL;
    if (s->from_minute.has && s->from.n == s->to.n && s->to_minute.has) when = arena_print(c->arena, "%s–%s", clock(c, s->from_minute.v), clock(c, s->to_minute.v));
    else if (s->from_minute.has && (!now || s->from.n == c->today.n)) when = say(c->arena, c->lang, _("từ {gio}"), "gio", clock(c, s->from_minute.v), NULL);
    if (s->to.n != s->from.n) when = joined(c, when, say(c->arena, c->lang, _("đến hết {ngay}"), "ngay", day_text(c, s->to), NULL));
    if (!now) when = joined(c, day_near(c, s->from), when);
    row_add(now ? &h->today : &h->soon, (struct ui_work){ .component = "context", .icon = "calendar", .what = s->title, .sub = joined(c, joined(c, when, s->of), s->place), .href = s->href });
}

/* Over already: of today, and its end has passed. */
static bool over(const struct ctx *c, const struct lately_and_soon_row *r)
{
    int64_t minute = (c->now.ms - day_start(c->today).ms) / 60000;
    return r->to_day.v.n == c->today.n && r->to_minute.has && r->to_minute.v <= minute;
}

/* At work: is it of another school than the one of this home? */
static bool elsewhere(const struct home *h, const struct lately_and_soon_row *r)
{
    return str_is(r->kind, "event") && !h->family && h->school && !str_is(r->school_code, h->school->code);
}

/* Of the child shown: its schools, and of their classes its own. At work, and on a pupil's own home, everything: whoever works in two schools, or has a child in another, is told of which. */
static bool concerns(const struct home *h, const struct lately_and_soon_row *r)
{
    if (!h->family || h->self || str_is(r->kind, "own")) return true;
    for (size_t k = 0; k < h->places; k++)
        if (str_is(r->school_code, h->place[k].school.code) && (!r->class_id.v || r->class_id.v == h->place[k].class_id.v)) return true;
    return false;
}

static void row_of(struct ctx *c, struct home *h, const struct lately_and_soon_row *r)
{
    char iso[DAY_TEXT_SIZE];
    day on = r->from_day.v.n < c->today.n ? c->today : r->from_day.v;
    const char *of = str_is(r->kind, "own") ? _("Lịch riêng") : r->class_name ? say(c->arena, c->lang, _("Lớp {ten}"), "ten", r->class_name, NULL) : NULL;
    if (elsewhere(h, r)) of = of ? arena_print(c->arena, "%s, %s", of, r->school_name) : r->school_name;
    soon_row(c, h, &(struct soon){ r->title, r->place, of ? tr(c->lang, of) : NULL, c->who->by_card ? NULL : arena_print(c->arena, "/lich?tuan=%s", day_iso(on, iso)), r->from_day.v, r->to_day.v, r->from_minute, r->to_minute });
}

static int order_of(int64_t a, int64_t b) { return (a > b) - (a < b); }

/* News first, the newest first; then what is on, by day and hour. */
static int in_order(const void *x, const void *y)
{
    const struct lately_and_soon_row *a = *(const struct lately_and_soon_row *const *)x, *b = *(const struct lately_and_soon_row *const *)y;
    int order = order_of(b->at.v.ms, a->at.v.ms);                  /* of what is no news it is 0 */
    if (!order && a->at.has) order = order_of(b->id, a->id);
    if (!order) order = order_of(a->from_day.v.n, b->from_day.v.n);
    if (!order) order = order_of(a->from_minute.v, b->from_minute.v);
    return order ? order : order_of(a->id, b->id);
}

/* News, or something of a calendar that is not over. */
static bool to_show(const struct ctx *c, const struct home *h, const struct lately_and_soon_row *r)
{
    if (str_is(r->kind, "told") || str_is(r->kind, "kin") || !concerns(h, r)) return false;
    return str_is(r->kind, "news") || !(over(c, r) || (c->who->by_card && str_is(r->kind, "own")));
}

rc news_and_soon(struct ctx *c, struct home *h)
{
    struct lately_and_soon_row *row, **shown;
    size_t n, many = 0;
    struct news_line *line;
    day until = { c->today.n + DAYS_AHEAD }, since = { c->today.n - LONGEST };
    try(lately_and_soon(c->ask, c->who->person, c->today, until, since, (instant){ c->now.ms - NEWS_LATELY_DAYS * 86400000LL }, MOST, &row, &n));
    line = ARENA_MANY(c->arena, struct news_line, NEWS_SHOWN);
    shown = ARENA_MANY(c->arena, struct lately_and_soon_row *, n);
    if (!line || !shown) return LIMIT;
    for (size_t i = 0; i < n; i++)
        if (to_show(c, h, &row[i])) shown[many++] = &row[i];
    if (many) qsort(shown, many, sizeof *shown, in_order);
    size_t here = 0, away = 0;                               /* a full day in one school hides nothing of the other */
    for (size_t i = 0; i < many; i++) {
        const struct lately_and_soon_row *r = shown[i];
        if (str_is(r->kind, "news")) {
            if (h->news_n < NEWS_SHOWN) line[h->news_n++] = (struct news_line){ { r->id }, r->title, NULL, r->school_code, r->school_name, r->at.v };
            continue;
        }
        size_t *of = elsewhere(h, r) ? &away : &here;
        if ((*of)++ < EVENTS_SHOWN) row_of(c, h, r);
    }
    if (!h->family) try(told_elsewhere(c, h, row, n));
    h->news = line;
    return OK;
}
