/* Figures that the server draws: SVG with one sentence, and the numbers in a table right behind. ui/figures.c works out where
** lines and words stand, ui/parts/figure.html puts them out.
**
**   {{> chart_line(&(struct ui_line){ .label = _("Độ ẩm đất tăng từ 18 lên 44 phần trăm trong 10 ngày"), .at = day, .value = wet, .n = 10,
**         .unit = "%", .name = _("Có bình tưới"), .plan = dry, .plan_name = _("Đối chứng") })}}
**
** What stays true: (1) no picture stands without its sentence (the label, read aloud instead of it) and its table; (2) axes
** begin at 0; (3) numbers are whole, in units of the last decimal: 184 with decimals = 1 is 18,4; (4) no colour says
** anything alone: lines are named at their end, the worst cell is outlined, what is reached is counted in words. Drawing
** takes from the request's arena and never fails: nothing is drawn of n = 0. Texts are source texts, as everywhere in ui. */
#ifndef KHUE_UI_FIGURES_H
#define KHUE_UI_FIGURES_H

#include "web/out.h"

/* A number as people read it: 18,4% or 2.044.006 em; a unit of one sign stands close. */
const char *ui_number(struct out *o, int64_t v, int decimals, const char *unit);

/* One thing over time, and perhaps the plan. */
struct ui_line {
    const char *label, *caption;               /* caption under the picture, or NULL */
    const char *const *at;                     /* n words under the axis: "T1", "ngày 4" */
    const int64_t *value, *plan;               /* none below 0; plan NULL = none, else dashed */
    size_t n;
    int decimals;
    const char *unit;                          /* "%", or NULL */
    const char *name, *plan_name;
    const char *head;                          /* of the table's first column: "Tháng" */
};

struct ui_mark { int64_t x, y; const char *text; bool opt; /* left out on phones */ };
enum { UI_TICKS = 6 };
struct ui_line_drawn {
    int64_t left;
    struct ui_mark tick[UI_TICKS]; size_t ticks;
    const struct ui_mark *at; size_t n;
    const char *line, *area, *plan;            /* paths; plan NULL = none */
    struct ui_mark dot, end, plan_end;
};
struct ui_line_drawn ui_line_draw(struct out *o, const struct ui_line *l);

/* Some things beside each other, in their own order. */
struct ui_bar { const char *what; int64_t value; };
struct ui_bars { const char *label, *caption; const struct ui_bar *bar; size_t n; int decimals; const char *unit; const char *head, *what; /* of the table's columns: "Mức điểm", "Số em" */ };
struct ui_bar_drawn { struct ui_mark what, number; int64_t x, y, width, room; };
struct ui_bars_drawn { const struct ui_bar_drawn *bar; size_t n; int64_t height; };
struct ui_bars_drawn ui_bars_draw(struct out *o, const struct ui_bars *b);

/* One number on its way: where it began, where it stands, where it should come. */
struct ui_way { const char *label; int64_t from, value, goal, top; /* top > 0: the end of the track */ int decimals; const char *unit; const char *from_name; /* "2024" */ };
struct ui_way_drawn { int64_t value, from, goal; const char *from_anchor, *goal_anchor; };
struct ui_way_drawn ui_way_draw(const struct ui_way *w);

/* Days side by side in groups (weeks), four steps from the least to the most; the worst is outlined. */
enum ui_worst { UI_WORST_NONE, UI_WORST_LEAST, UI_WORST_MOST };
struct ui_heat {
    const char *label, *caption;
    const char *const *at;                     /* n names of cells, for the table: "Thứ Hai 02/11" */
    const int64_t *value;                      /* -1 = nothing known */
    size_t n, each;                            /* each: cells of a group, >= 1 */
    const char *const *group;                  /* names of the groups, for the axis */
    enum ui_worst worst;
    int decimals;
    const char *unit;
    const char *head, *what;                   /* of the table: "Ngày", "Vắng" */
};
struct ui_cell_drawn { int64_t x; const char *kind; };
struct ui_heat_drawn { const struct ui_cell_drawn *cell; size_t n; const struct ui_mark *group; size_t groups; int64_t width; };
struct ui_heat_drawn ui_heat_draw(struct out *o, const struct ui_heat *h);

/* The path of a line without axes, 96 x 26; *end is where its last point stands. */
const char *ui_spark_draw(struct out *o, const int64_t *value, size_t n, struct ui_mark *end);

/* A competence as four rungs. */
enum { UI_RUNGS = 4 };
struct ui_ladder { const char *what, *says; int64_t reached; bool next; /* the next rung is in reach: dashed, and says tells what it takes */ };

/* The panes of the round window, the first at the top, clockwise; centre 150,166. n from 1 to UI_PANES. */
enum { UI_PANES = 8 };
struct ui_pane { const char *path, *ray; int64_t x, y; /* of its icon, 28 x 28 */ };
const struct ui_pane *ui_panes_draw(struct out *o, size_t n);

#endif
