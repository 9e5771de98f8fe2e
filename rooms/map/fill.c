/* From figures to what the page shows: for the staff with all numbers and the links that whoever reads may follow, for everybody by the rules of public.c. */
#include "base/few.h"
#include "access/permission.h"
#include "base/number.h"
#include "map/views.h"

static const char *number(struct ctx *c, int64_t n) { return number_in(c->arena, c->lang, n); }

const char *map_count(struct ctx *c, int64_t n, int64_t least)
{
    if (least == 0) return n > MAP_COUNT_MOST ? say(c->arena, c->lang, _("hơn {n}"), "n", number(c, MAP_COUNT_MOST), NULL) : number(c, n);
    struct few p = few_rounded(n, least);
    if (p.is == FEW_NONE) return number(c, 0);
    if (p.is == FEW_UNDER) return say(c->arena, c->lang, _("ít hơn {n}"), "n", number(c, least), NULL);
    return say(c->arena, c->lang, _("từ {n}"), "n", number(c, p.n), NULL);
}

/* Counts that stop somewhere are of these; all others are whole. */
static bool bounded(int kind) { return kind == MAP_NEWS || kind == MAP_FILES || kind == MAP_OUTSIDE; }

/* Kinds of people whom the staff cannot list by name. */
static bool unlisted(int kind) { return kind == MAP_GUARDIANS || kind == MAP_ALUMNI || kind == MAP_BEGAN; }
bool map_untold(int kind, int64_t n, int64_t few) { return unlisted(kind) && few > 0 && !few_told(n, few); }

static const char *kind_count(struct ctx *c, int kind, int64_t n, int64_t least, int64_t few)
{
    if (least == 0 && map_untold(kind, n, few)) return say(c->arena, c->lang, _("ít hơn {n}"), "n", number(c, few), NULL);
    if (map_kinds[kind].told || (least == 0 && !bounded(kind))) return number(c, n);
    return map_count(c, n, least);
}

/* A list of the school, for who may open it; everybody follows to what is public. */
static const char *link_to(struct ctx *c, const char *tail, int permission, bool everybody)
{
    if (!tail || (everybody && permission != ANYBODY) || (permission != ANYBODY && !may(c, permission, NULL, 0))) return NULL;
    return arena_print(c->arena, "/t/%s%s", c->school->code, tail);
}

static const char *state_of(int kind, int64_t n, bool everybody)
{
    if (n == 0) return "gap";
    return n < map_kinds[kind].thin && !everybody ? "thin" : "";
}

static rc items_fill(struct ctx *c, const struct map_facts *f, int64_t least, int64_t few, bool compared, struct map_part *p)
{
    struct map_item *item = ARENA_MANY(c->arena, struct map_item, MAP_KINDS);
    if (!item) return LIMIT;
    for (int k = 0; k < MAP_KINDS; k++) {
        if (map_kinds[k].component != p->component || !f->kind[k].on) continue;
        int64_t n = f->kind[k].now;
        struct map_item *i = &item[p->n++];
        *i = (struct map_item){ .number = (int64_t)p->n, .label = map_kinds[k].label, .count = kind_count(c, k, n, least, few), .state = state_of(k, n, least > 0 || map_untold(k, n, few)),
                                .href = link_to(c, map_kinds[k].tail, map_kinds[k].permission, least > 0) };
        if (compared && f->kind[k].dated && least == 0 && (n > 0 || f->kind[k].before > 0)) i->was = kind_count(c, k, f->kind[k].before, 0, few);
        i->says = say(c->arena, c->lang, _("{stt}. {ten}: {so}"), "stt", number(c, i->number), "ten", tr(c->lang, i->label), "so", i->count, NULL);
        if (n == 0 && least == 0) {
            const struct map_next *next = &map_kinds[k].next;
            i->action_href = link_to(c, next->tail, next->permission, false);
            i->action = i->action_href ? next->action : _("Văn phòng trường ghi phần này.");
        }
        p->there += n > 0;
    }
    p->item = item;
    p->present = say(c->arena, c->lang, _("{n} trên {m} có mặt"), "n", number(c, (int64_t)p->there), "m", number(c, (int64_t)p->n), NULL);
    map_draw_part(c->arena, p, item);
    return OK;
}

static rc parts_fill(struct ctx *c, const struct map_facts *f, int64_t least, struct map_view *v)
{
    struct map_part *part = ARENA_MANY(c->arena, struct map_part, COMPONENT_COUNT);
    if (!part) return LIMIT;
    for (int i = 1; i <= COMPONENT_COUNT; i++) {
        struct map_part *p = &part[i - 1];
        *p = (struct map_part){ .component = (enum component)i, .shape = component_code((enum component)i), .icon = map_component_icon((enum component)i), .name = component_label((enum component)i) };
        try(items_fill(c, f, least, v->few, v->deeds_before != NULL || f->kind[MAP_PUPILS].before > 0, p));
    }
    v->part = part, v->parts = COMPONENT_COUNT;
    return OK;
}

static void step_fill(struct ctx *c, struct map_line *l, const struct map_facts *f)
{
    const struct map_step_row *s = &map_steps[l->number];
    l->step = s->words;
    for (int i = 0; s->room && i < MAP_TIES; i++)
        if (map_ties[i].room && str_is(map_ties[i].room, s->room) && !f->tie[i].on) {
            l->step = _("Phần này của Khuê đang tắt ở trường."), l->action = _("Mở cài đặt");
            l->step_href = link_to(c, "/cai-dat", SETTINGS_LEAD, false);
            return;
        }
    l->action = s->action;
    l->step_href = link_to(c, s->tail, s->permission, false);
}

/* What other systems told is counted up to a bound: then there are more. */
static const char *up_to(struct ctx *c, const struct map_facts *f, int pair, int64_t n)
{
    bool more = pair == map_pair(COMPONENT_KNOWLEDGE, COMPONENT_TECHNOLOGY) && f->tie[TIE_OUTSIDE].n > MAP_COUNT_MOST;
    return more ? say(c->arena, c->lang, _("hơn {n}"), "n", number(c, n - 1), NULL) : number(c, n);
}

static void line_fill(struct ctx *c, const struct map_facts *f, int pair, bool everybody, bool compared, struct map_line *l)
{
    enum component from, to;
    map_pair_ends(pair, &from, &to);
    int64_t weight = map_weight(f, pair);
    *l = (struct map_line){ .number = pair, .from = component_label(from), .to = component_label(to), .from_shape = component_code(from), .to_shape = component_code(to),
                            .icon = map_component_icon(to), .bond = map_bond(weight) };
    l->name = say(c->arena, c->lang, _("{a} – {b}"), "a", tr(c->lang, l->from), "b", tr(c->lang, l->to), NULL);
    if (!everybody) {
        l->deeds = number(c, f->year.pair[pair]), l->ties = up_to(c, f, pair, weight - f->year.pair[pair]), l->weight = up_to(c, f, pair, weight);
        if (compared) l->was = number(c, f->before.pair[pair]);
        l->href = arena_print(c->arena, "/t/%s/ban-do/cap?giua=%s-%s", c->school->code, l->from_shape, l->to_shape);
        step_fill(c, l, f);
    }
}

/* What a ribbon or a letter of the drawing says; the letter that is seen stands in it. */
static const char *line_says(struct ctx *c, const struct map_line *l)
{
    static const char *const bond[] = { N_("chưa nối"), N_("lỏng lẻo"), N_("đã nối") };
    if (l->letter) return say(c->arena, c->lang, _("{stt}. {ten}: {so}"), "stt", l->letter, "ten", l->name, "so", tr(c->lang, bond[l->bond]), NULL);
    return say(c->arena, c->lang, _("{ten}: {tinh_trang}, {n} lượt"), "ten", l->name, "tinh_trang", tr(c->lang, bond[l->bond]), "n", l->weight ? l->weight : "", NULL);
}

static rc lines_fill(struct ctx *c, const struct map_facts *f, int64_t least, struct map_view *v)
{
    static const char *const letter[MAP_PAIRS] = { "A", "B", "C", "D", "E", "G", "H", "I", "K", "L" };
    struct map_line *line = ARENA_MANY(c->arena, struct map_line, MAP_PAIRS);
    int64_t most = 0, deeds = 0;
    int open = 0;
    if (!line) return LIMIT;
    for (int i = 0; i < MAP_PAIRS; i++) {
        int64_t w = map_weight(f, i);
        if (w > most) most = w;
        deeds += f->year.pair[i];
    }
    for (int i = 0; i < MAP_PAIRS; i++) {
        line_fill(c, f, i, least > 0, v->deeds_before != NULL, &line[i]);
        map_draw_line(c->arena, &line[i], least > 0, map_weight(f, i), most);
        if (line[i].bond == BOND_NONE) line[i].letter = letter[open++];
        line[i].says = line_says(c, &line[i]);
        v->joined += line[i].bond == BOND_JOINED, v->loose += line[i].bond == BOND_LOOSE;
    }
    v->line = line, v->lines = MAP_PAIRS, v->total = number(c, deeds);
    v->hub = arena_print(c->arena, "%d/%d", MAP_PAIRS - open, MAP_PAIRS);
    return OK;
}

static const char *index_value(struct ctx *c, enum map_index i, int64_t v, bool everybody)
{
    if (v == INDEX_NONE) return NULL;
    if (i == INDEX_DIVERSITY || (i == INDEX_CREATION && !everybody))
        return arena_print(c->arena, "%s%c%d", number(c, v / 10), c->lang == LANG_EN ? '.' : ',', (int)(v % 10));
    return i == INDEX_CREATION ? number(c, v) : arena_print(c->arena, "%s%%", number(c, v));
}

/* The figures that an index is made of: whoever reads 8 % sees of how many. */
static const char *index_made_of(struct ctx *c, const struct map_facts *f, const struct map_view *v, enum map_index i)
{
    const char *parts = NULL, *people = number(c, map_people(f, false));
    if (i == INDEX_REACH) return say(c->arena, c->lang, _("{n} trong {m} người"), "n", number(c, f->active), "m", people, NULL);
    if (i == INDEX_CONNECTION) return say(c->arena, c->lang, _("{n} cặp đã nối, {m} lỏng lẻo"), "n", number(c, v->joined), "m", number(c, v->loose), NULL);
    if (i == INDEX_AGENCY) return say(c->arena, c->lang, _("{n} trong {m} việc của học sinh"), "n", number(c, f->year.own_steps), "m", number(c, f->year.pupil_deeds), NULL);
    if (i == INDEX_CREATION) return say(c->arena, c->lang, _("{n} việc, {m} người"), "n", number(c, f->year.made), "m", people, NULL);
    for (int k = 1; k <= COMPONENT_COUNT; k++)
        if (f->year.component[k] > 0)
            parts = arena_print(c->arena, "%s%s%s %s", parts ? parts : "", parts ? ", " : "", tr(c->lang, component_label((enum component)k)), number(c, f->year.component[k]));
    return parts;
}

static rc indices_fill(struct ctx *c, const struct map_facts *f, int64_t least, struct map_view *v)
{
    struct map_index_line *index = ARENA_MANY(c->arena, struct map_index_line, MAP_INDICES);
    if (!index) return LIMIT;
    for (int i = 0; i < MAP_INDICES; i++) {
        enum map_index k = (enum map_index)i;
        int64_t now = least ? map_public_index(f, k, least) : map_index(f, k);
        index[i] = (struct map_index_line){ map_index_faces[i].name, index_value(c, k, now, least > 0), least ? NULL : index_value(c, k, map_index_before(f, k), false), map_index_faces[i].words,
                                            least || now == INDEX_NONE ? NULL : index_made_of(c, f, v, k), map_index_faces[i].how };
    }
    v->index = index, v->indices = MAP_INDICES;
    return OK;
}

static rc trend_fill(struct ctx *c, const struct map_facts *f, struct map_view *v)
{
    const char **at = ARENA_MANY(c->arena, const char *, MAP_WEEKS);
    int64_t *value = ARENA_MANY(c->arena, int64_t, MAP_WEEKS);
    if (!at || !value) return LIMIT;
    for (int i = 0; i < MAP_WEEKS; i++) {
        int y, m, d;
        day_parts(f->week[i].monday, &y, &m, &d);
        at[i] = arena_print(c->arena, "%02d/%02d", d, m);
        value[i] = f->week[i].deeds;
    }
    v->trend = (struct ui_line){ .at = at, .value = value, .n = MAP_WEEKS, .name = _("Số việc"), .head = _("Tuần từ"), .caption = _("Tuần cuối chưa hết."),
        .label = say(c->arena, c->lang, _("Số việc mỗi tuần trong 12 tuần, tuần này {n} việc"), "n", number(c, value[MAP_WEEKS - 1]), NULL) };
    return OK;
}

rc map_fill(struct ctx *c, const struct map_facts *f, int64_t least, struct map_view *v)
{
    v->school = c->school, v->today = f->today, v->everybody = least > 0;
    v->empty = f->kind[MAP_PUPILS].now == 0 && f->year.deeds < MAP_FEW_DEEDS;      /* who signed in to begin has done one */
    v->few_deeds = !v->empty && f->year.deeds < MAP_FEW_DEEDS;
    if (least == 0) {
        if (!may(c, RECORD_WATCH, NULL, 0)) try(few_least(c->ask, c->school->id, &v->few));
        v->deeds = number(c, f->year.deeds);
        if (f->before.deeds > 0) v->deeds_before = number(c, f->before.deeds);
        if (f->year.deeds > 0) try(trend_fill(c, f, v));
    } else v->least = number(c, least);
    v->rays = map_draw_rays(c->arena);
    try(parts_fill(c, f, least, v));
    try(lines_fill(c, f, least, v));
    return indices_fill(c, f, least, v);
}
