/* The round window: a ring of five arcs with a cell for each kind, ribbons between the arcs. Centre 0,0; the first component at the top, clockwise. */
#include "map/views.h"
#include <math.h>

#define OUTER 254.0
#define INNER 204.0
#define ROOT  196.0
enum { PART = 72, SPAN = 65, LETTERS_Y = 5, RAYS = 24, WIDEST = 100 /* times from which on a ribbon may be the widest: one of a school that begins is thin */ };

static double turn(double degrees) { return degrees * acos(-1.0) / 180.0; }
static double across(double r, double degrees) { return r * cos(turn(degrees)); }
static double down(double r, double degrees) { return r * sin(turn(degrees)); }
static const char *number(struct arena *a, double v) { return arena_print(a, "%.1f", v); }
static double middle_of(enum component c) { return -90.0 + PART * ((int)c - 1); }

static void names_place(struct map_part *p)
{
    static const struct { int64_t x, y, icon_x, icon_y; const char *anchor; } at[COMPONENT_COUNT + 1] = { { 0 },
        { 0, -308, -14, -362, "" }, { 306, -268, 316, -291, "en" }, { 306, 258, 316, 235, "en" }, { -306, 258, -345, 235, "st" }, { -306, -268, -345, -291, "st" } };
    p->x = at[p->component].x, p->y = at[p->component].y, p->icon_x = at[p->component].icon_x, p->icon_y = at[p->component].icon_y, p->anchor = at[p->component].anchor;
}

void map_draw_part(struct arena *a, struct map_part *p, struct map_item *item)
{
    const double gap = 1.4, each = p->n ? (SPAN - gap * (double)(p->n - 1)) / (double)p->n : SPAN;
    double from = middle_of(p->component) - SPAN / 2.0;
    for (size_t i = 0; i < p->n; i++, from += each + gap) {
        double to = from + each, mid = (from + to) / 2;
        item[i].path = arena_print(a, "M%.1f %.1fA254 254 0 0 1 %.1f %.1fL%.1f %.1fA204 204 0 0 0 %.1f %.1fZ", across(OUTER, from), down(OUTER, from), across(OUTER, to), down(OUTER, to),
                                   across(INNER, to), down(INNER, to), across(INNER, from), down(INNER, from));
        item[i].x = number(a, across((OUTER + INNER) / 2, mid));
        item[i].y = number(a, down((OUTER + INNER) / 2, mid) + LETTERS_Y);
    }
    names_place(p);
}

/* Where on the arc of `of` the ribbon to `other` begins: those to the next neighbour farthest out, so that few cross. */
static double root_of(enum component of, enum component other)
{
    static const double off[COMPONENT_COUNT] = { 0, 21, 7, -7, -21 };
    return middle_of(of) + off[((int)other - (int)of + COMPONENT_COUNT) % COMPONENT_COUNT];
}

void map_draw_line(struct arena *a, struct map_line *l, bool equal_widths, int64_t weight, int64_t most)
{
    enum component from, to;
    map_pair_ends(l->number, &from, &to);
    int steps = ((int)to - (int)from + COMPONENT_COUNT) % COMPONENT_COUNT;
    bool near = steps == 1 || steps == 4;
    double mid = steps <= 2 ? middle_of(from) + PART * steps / 2.0 : middle_of(to) + PART * (COMPONENT_COUNT - steps) / 2.0;
    double bend = near || l->bond == BOND_NONE ? near ? 118 : 132 : 38;
    double x1 = across(ROOT, root_of(from, to)), y1 = down(ROOT, root_of(from, to)), x2 = across(ROOT, root_of(to, from)), y2 = down(ROOT, root_of(to, from));
    double cx = across(bend, mid), cy = down(bend, mid), mx = (x1 + 2 * cx + x2) / 4, my = (y1 + 2 * cy + y2) / 4;
    l->path = arena_print(a, "M%.1f %.1fQ%.1f %.1f %.1f %.1f", x1, y1, cx, cy, x2, y2);
    l->x1 = number(a, x1), l->y1 = number(a, y1), l->x2 = number(a, x2), l->y2 = number(a, y2);
    l->mark_x = number(a, mx), l->mark_y = number(a, my), l->mark_text_y = number(a, my + LETTERS_Y);
    double share = sqrt((double)weight / (double)(most > WIDEST ? most : WIDEST));
    l->width = equal_widths ? l->bond == BOND_JOINED ? "16" : "6" : number(a, 3 + 33 * share);
}

const char *map_draw_rays(struct arena *a)
{
    const char *path = "";
    for (int i = 0; i < RAYS; i++) {
        double at = 360.0 / RAYS * i, end = i % 2 ? 76 : 82;
        path = arena_print(a, "%sM%.1f %.1fL%.1f %.1f", path, across(66, at), down(66, at), across(end, at), down(end, at));
    }
    return path;
}
