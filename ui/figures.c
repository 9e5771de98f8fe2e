/* Where lines, bars, cells and their words stand. Sizes are those of the viewBox, which is 1:1 on a desk. */
#include "ui/figures.h"
#include "base/number.h"
#include "web/ctx.h"
#include <math.h>
#include <stdio.h>
#include <string.h>

const char *ui_number(struct out *o, int64_t v, int decimals, const char *unit)
{
    char whole[NUMBER_TEXT_SIZE];
    const char *rest = "";
    int64_t scale = 1;
    for (int i = 0; i < decimals; i++) scale *= 10;
    int64_t left = v < 0 ? -v : v;
    if (o->lang == LANG_EN) number_show_en(left / scale, whole); else number_show(left / scale, whole);
    if (decimals > 0) rest = arena_print(o->c->arena, "%c%0*lld", o->lang == LANG_EN ? '.' : ',', decimals, (long long)(left % scale));
    const char *name = unit ? tr(o->lang, unit) : "";
    return arena_print(o->c->arena, "%s%s%s%s%s", v < 0 ? "−" : "", whole, rest, strlen(name) > 1 ? " " : "", name);
}

static int64_t most(const int64_t *v, size_t n)
{
    int64_t top = 0;
    for (size_t i = 0; v && i < n; i++) if (v[i] > top) top = v[i];
    return top;
}

/* ---- line ---- */

enum { LINE_TOP = 34, LINE_BOTTOM = 150, LINE_RIGHT = 508, WORDS_Y = 174 };

/* 1, 2 or 5 times a power of ten, so that at most four steps reach the top. */
static int64_t step_for(int64_t top)
{
    static const int64_t lead[] = { 1, 2, 5 };
    for (int64_t ten = 1;; ten *= 10)
        for (size_t i = 0; i < 3; i++)
            if (lead[i] * ten * 4 >= top || ten > INT64_MAX / 1000) return lead[i] * ten;
}

static int64_t height_of(int64_t v, int64_t top) { return LINE_BOTTOM - (LINE_BOTTOM - LINE_TOP) * v / top; }

static int64_t place_of(int64_t left, size_t i, size_t n)
{
    return n < 2 ? left : left + (int64_t)((LINE_RIGHT - left) * (int64_t)i / (int64_t)(n - 1));
}

/* "M40 103L92 93…" in the arena; "" when it is full. */
static const char *line_path(struct out *o, int64_t left, const int64_t *v, size_t n, int64_t top)
{
    enum { EACH = 44 };                                       /* two numbers of 20 digits, a letter, a blank */
    char *text = arena_take(o->c->arena, n * EACH + 1);
    size_t at = 0;
    if (!text) return "";
    for (size_t i = 0; i < n; i++)
        at += (size_t)snprintf(text + at, EACH + 1, "%c%lld %lld", i ? 'L' : 'M', (long long)place_of(left, i, n), (long long)height_of(v[i], top));
    return text;
}

static size_t letters(const char *s)
{
    size_t n = 0;
    for (; *s; s++) n += (*s & 0xC0) != 0x80;
    return n;
}

/* Words that would run into each other are left out (text NULL); first and last stay. On phones they are larger: four at most. */
static const struct ui_mark *words_below(struct out *o, const struct ui_line *l, int64_t left)
{
    enum { LETTER = 7, BLANK = 10, ON_PHONE = 3 };
    struct ui_mark *mark = ARENA_MANY(o->c->arena, struct ui_mark, l->n);
    size_t longest = 0, gaps = l->n > 1 ? l->n - 1 : 1;
    for (size_t i = 0; i < l->n; i++) if (letters(tr(o->lang, l->at[i])) > longest) longest = letters(tr(o->lang, l->at[i]));
    size_t fit = (size_t)(LINE_RIGHT - left) / (longest * LETTER + BLANK), every = (gaps + fit - 1) / (fit ? fit : 1), phone = (gaps + ON_PHONE - 1) / ON_PHONE;
    if (every < 1) every = 1;
    for (size_t i = 0; mark && i < l->n; i++) {
        bool end = i == 0 || i + 1 == l->n, near = i + every > l->n - 1;        /* too near to the last one */
        mark[i] = (struct ui_mark){ place_of(left, i, l->n), WORDS_Y, end || (i % every == 0 && !near) ? tr(o->lang, l->at[i]) : NULL,
                                    !end && (i % phone != 0 || i + phone > l->n - 1) };
    }
    return mark;
}

static void name_ends(struct out *o, const struct ui_line *l, int64_t top, struct ui_line_drawn *d)
{
    int64_t y = height_of(l->value[l->n - 1], top), plan = l->plan ? height_of(l->plan[l->n - 1], top) : y;
    bool above = !l->plan || y <= plan;                       /* the upper line carries its words above, the lower one below */
    d->dot = (struct ui_mark){ LINE_RIGHT, y, NULL, false };
    d->end = (struct ui_mark){ LINE_RIGHT - 10, above ? y - 12 : y + 22,
        arena_print(o->c->arena, "%s %s", tr(o->lang, l->name), ui_number(o, l->value[l->n - 1], l->decimals, l->unit)), false };
    if (l->plan) d->plan_end = (struct ui_mark){ LINE_RIGHT, above ? plan + 18 : plan - 8,
        arena_print(o->c->arena, "%s %s", tr(o->lang, l->plan_name), ui_number(o, l->plan[l->n - 1], l->decimals, l->unit)), true };
}

struct ui_line_drawn ui_line_draw(struct out *o, const struct ui_line *l)
{
    struct ui_line_drawn d = { .left = 40, .n = l->n };
    if (l->n == 0) return d;
    int64_t top = most(l->value, l->n), planned = most(l->plan, l->n);
    int64_t step = step_for(top > planned ? top : planned);
    top = ((top > planned ? top : planned) + step - 1) / step * step;
    if (top == 0) top = step;
    for (int64_t v = 0; v <= top && d.ticks < UI_TICKS; v += step) {
        const char *text = ui_number(o, v, l->decimals, l->unit);
        if ((int64_t)letters(text) * 10 > d.left) d.left = (int64_t)letters(text) * 10;
        d.tick[d.ticks++] = (struct ui_mark){ 0, height_of(v, top), text, false };
    }
    for (size_t i = 0; i < d.ticks; i++) d.tick[i].x = d.left - 8;
    d.at = words_below(o, l, d.left);
    if (!d.at) d.n = 0;
    d.line = line_path(o, d.left, l->value, l->n, top);
    d.area = arena_print(o->c->arena, "%sL%lld %dL%lld %dZ", d.line, (long long)place_of(d.left, l->n - 1, l->n), LINE_BOTTOM, (long long)d.left, LINE_BOTTOM);
    if (l->plan) d.plan = line_path(o, d.left, l->plan, l->n, top);
    name_ends(o, l, top, &d);
    return d;
}

const char *ui_spark_draw(struct out *o, const int64_t *value, size_t n, struct ui_mark *end)
{
    enum { EACH = 20, LEFT = 3, WIDTH = 88, TOP = 40, HEIGHT = 160 };        /* heights in tenths */
    char *text = arena_take(o->c->arena, n * EACH + 1);
    int64_t low = n ? value[0] : 0, high = low;
    size_t at = 0;
    *end = (struct ui_mark){ LEFT, 13, NULL, false };
    for (size_t i = 0; i < n; i++) { if (value[i] < low) low = value[i]; if (value[i] > high) high = value[i]; }
    for (size_t i = 0; text && i < n; i++) {
        int64_t y = high == low ? TOP + HEIGHT / 2 : TOP + HEIGHT - HEIGHT * (value[i] - low) / (high - low);
        end->x = LEFT + (n < 2 ? WIDTH : (int64_t)(WIDTH * i / (n - 1)));
        end->y = (y + 5) / 10;
        at += (size_t)snprintf(text + at, EACH + 1, "%c%lld %lld.%lld", i ? 'L' : 'M', (long long)end->x, (long long)(y / 10), (long long)(y % 10));
    }
    return text ? text : "";
}

/* ---- bars ---- */

/* Short names stand at the left of their bar, as in a register; with a long one among them all stand above. */
struct ui_bars_drawn ui_bars_draw(struct out *o, const struct ui_bars *b)
{
    enum { ROOM = 280, BESIDE = 10 };
    struct ui_bar_drawn *bar = ARENA_MANY(o->c->arena, struct ui_bar_drawn, b->n);
    struct ui_bars_drawn d = { bar, bar ? b->n : 0, 0 };
    int64_t top = 0;
    bool above = false;
    for (size_t i = 0; i < d.n; i++) {
        if (b->bar[i].value > top) top = b->bar[i].value;
        if (letters(tr(o->lang, b->bar[i].what)) > BESIDE) above = true;
    }
    int64_t each = above ? 44 : 31, left = above ? 0 : 70, room = (above ? ROOM : ROOM - 42) - left;
    for (size_t i = 0; i < d.n; i++) {
        int64_t y = (int64_t)i * each + 6;
        bar[i] = (struct ui_bar_drawn){
            .what = { 0, above ? y + 8 : y + 12, tr(o->lang, b->bar[i].what), false },
            .number = { ROOM, above ? y + 8 : y + 13, ui_number(o, b->bar[i].value, b->decimals, b->unit), false },
            .x = left, .y = above ? y + 15 : y, .room = room,
            .width = top > 0 && b->bar[i].value > 0 ? (b->bar[i].value * room + top - 1) / top : 0,
        };
    }
    d.height = (int64_t)d.n * each + 4;
    return d;
}

struct ui_way_drawn ui_way_draw(const struct ui_way *w)
{
    enum { ROOM = 300, EDGE = 40 };
    int64_t top = w->top > 0 ? w->top : w->goal > w->value ? w->goal : w->value;
    if (top < 1) top = 1;
    struct ui_way_drawn d = { ROOM * (w->value < top ? w->value : top) / top, ROOM * w->from / top, ROOM * w->goal / top, "middle", "middle" };
    if (d.from < EDGE) d.from_anchor = "start";
    if (d.goal > ROOM - EDGE) d.goal_anchor = "end";
    return d;
}

/* ---- heat strip ---- */

static size_t worst_of(const struct ui_heat *h)
{
    size_t worst = h->n;
    for (size_t i = 0; i < h->n; i++) {
        if (h->value[i] < 0 || h->worst == UI_WORST_NONE) continue;
        if (worst == h->n) worst = i;
        else if (h->worst == UI_WORST_LEAST ? h->value[i] < h->value[worst] : h->value[i] > h->value[worst]) worst = i;
    }
    return worst;
}

struct ui_heat_drawn ui_heat_draw(struct out *o, const struct ui_heat *h)
{
    static const char *const kind[] = { "h0", "h1", "h2", "h3" };
    enum { CELL = 14, GAP = 6 };
    size_t each = h->each ? h->each : h->n, groups = h->n && each ? (h->n + each - 1) / each : 0, worst = worst_of(h);
    struct ui_cell_drawn *cell = ARENA_MANY(o->c->arena, struct ui_cell_drawn, h->n);
    struct ui_mark *group = ARENA_MANY(o->c->arena, struct ui_mark, groups);
    struct ui_heat_drawn d = { cell, cell ? h->n : 0, group, group ? groups : 0, 0 };
    int64_t low = INT64_MAX, high = 0;
    for (size_t i = 0; i < d.n; i++) if (h->value[i] >= 0) { if (h->value[i] < low) low = h->value[i]; if (h->value[i] > high) high = h->value[i]; }
    for (size_t i = 0; i < d.n; i++) {
        int64_t x = (int64_t)(i * CELL + i / each * GAP);
        int64_t level = high > low ? ((h->value[i] - low) * 3 + (high - low) / 2) / (high - low) : 3;
        cell[i] = (struct ui_cell_drawn){ x, h->value[i] < 0 ? "hn" : i == worst && high > low ? "hx" : kind[level] };
        d.width = x + CELL;
    }
    for (size_t i = 0; i < d.groups; i++) group[i] = (struct ui_mark){ (int64_t)(i * (each * CELL + GAP)), 54, tr(o->lang, h->group[i]), false };
    if (d.width < 60) d.width = 60;
    return d;
}

/* ---- the round window ---- */

const struct ui_pane *ui_panes_draw(struct out *o, size_t n)
{
    const double cx = 150, cy = 166, rim = 84, hub = 28, icon = 58, turn = 2 * acos(-1.0);
    struct ui_pane *pane = ARENA_MANY(o->c->arena, struct ui_pane, n ? n : 1);
    if (!pane) return NULL;
    for (size_t i = 0; i < n; i++) {
        double from = turn * ((double)i - .5) / (double)n - turn / 4, to = turn * ((double)i + .5) / (double)n - turn / 4, mid = (from + to) / 2;
        pane[i].path = n == 1
            ? "M66 166a84 84 0 1 0 168 0a84 84 0 1 0 -168 0Z"
            : arena_print(o->c->arena, "M150 166L%.1f %.1fA84 84 0 %d 1 %.1f %.1fZ", cx + rim * cos(from), cy + rim * sin(from), n == 2, cx + rim * cos(to), cy + rim * sin(to));
        pane[i].ray = arena_print(o->c->arena, "M%.1f %.1fL%.1f %.1f", cx + hub * cos(from), cy + hub * sin(from), cx + rim * cos(from), cy + rim * sin(from));
        pane[i].x = (int64_t)lround(cx + icon * cos(mid)) - 14;
        pane[i].y = (int64_t)lround(cy + icon * sin(mid)) - 14;
    }
    return pane;
}
