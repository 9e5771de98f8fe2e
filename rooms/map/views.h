/* What the views of map show: everything is worked out, in words and numbers of the reader's language. */
#ifndef KHUE_ROOMS_MAP_VIEWS_H
#define KHUE_ROOMS_MAP_VIEWS_H

#include "map/inside.h"
#include "schools/schools.h"
#include "ui/ui.h"

/* One kind: a cell of the ring and a line of a list. state: "" there, "thin", "gap". */
struct map_item { const char *label, *count, *was /* a year ago, or NULL */, *href /* or NULL */, *state, *says, *action /* of a gap, for the staff: the next step; else NULL */, *action_href /* NULL: not theirs */; const char *path, *x, *y; int64_t number; };
struct map_part {
    enum component component; const char *shape, *icon, *name, *present /* "7 trên 8 có mặt" */;
    const struct map_item *item; size_t n, there;
    int64_t x, y, icon_x, icon_y; const char *anchor;       /* of its name beside the ring */
};
/* One pair: a ribbon, or a dashed line with a letter, and a line of the table. */
struct map_line {
    int number; const char *from, *to, *from_shape, *to_shape, *icon;
    enum map_bond bond;
    const char *name, *deeds, *was /* or NULL */, *ties, *weight, *href, *says;
    const char *path, *width, *x1, *y1, *x2, *y2, *mark_x, *mark_y, *mark_text_y, *letter;
    const char *step, *action, *step_href;                  /* where it is open or loose: what next; href may be NULL */
};
enum { MAP_STEPS = 4 };         /* open pairs that are shown at once; further ones are folded */
struct map_index_line { const char *name, *value, *was, *words, *made_of /* "61 trong 746 người"; NULL for everybody */, *how; };
bool map_untold(int kind, int64_t n, int64_t few);           /* too few of a kind whom the staff cannot list */
struct map_view {
    const struct school_brief *school;
    int64_t few /* staff: numbers of people whom they cannot list are told from it on; 0 = all */; bool everybody, empty, can_manage, has_public, few_deeds;
    day today; const char *total; int joined, loose; const char *hub, *least;
    const struct map_part *part; size_t parts;
    const struct map_line *line; size_t lines;
    const struct map_index_line *index; size_t indices;
    struct ui_line trend;
    const char *deeds, *deeds_before;                       /* of the year; before NULL = nothing to compare with */
    const char *rays;
};
struct pair_deed { const char *what, *verb, *as, *n; };
struct pair_tie { const char *label, *n, *href; };
struct pair_view { const struct school_brief *school; const struct map_line *line; const struct pair_deed *deed; size_t deeds; const struct pair_tie *tie; size_t ties; };

struct guardians_line { class_id id; const char *name, *pupils, *guardians, *lack; bool lacks; };
struct guardians_view { const struct school_brief *school; const struct guardians_line *line; size_t n; const char *lack /* pupils without a guardian, all together; NULL = none */; };
struct files_line { const char *words, *n, *kb; };
struct files_view { const struct school_brief *school; const struct files_line *line; size_t n; };

/* draw.c: where cells, ribbons and names stand. */
void map_draw_part(struct arena *a, struct map_part *p, struct map_item *item);
void map_draw_line(struct arena *a, struct map_line *l, bool equal_widths, int64_t weight, int64_t most);
const char *map_draw_rays(struct arena *a);

/* fill.c: the whole view from the figures; least 0 = for the staff, who see all. */
rc map_fill(struct ctx *c, const struct map_facts *f, int64_t least, struct map_view *v);
rc map_file(struct ctx *c, struct reply *r);                               /* open.c: the same facts as CSV, for the staff */
rc map_guardians_page(struct ctx *c, struct reply *r);                     /* rows.c */
rc map_files_page(struct ctx *c, struct reply *r);
const char *map_count(struct ctx *c, int64_t n, int64_t least);

#endif
