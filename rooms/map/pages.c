/* The map of a school: for its staff with all figures, what joins one pair, for everybody with a threshold, and the same as data. */
#include "access/permission.h"
#include "base/buf.h"
#include "base/number.h"
#include "generated/map_queries.h"
#include "generated/map_views.h"
#include "map/views.h"
#include "record/record.h"
#include "web/reply.h"

enum { JSON_MOST = 1 << 16, A_WEEK = 7 };

static rc map_page(struct ctx *c, struct reply *r)
{
    struct map_facts f;
    struct map_view v = { .can_manage = may(c, SCHOOL_MANAGE, NULL, 0) };
    try(map_read(c->ask, c->school->id, c->today, &f));
    try(room_open(c, c->school->id, "map_public", &v.has_public));
    try(map_fill(c, &f, 0, &v));
    return show(r, view_map, &v);
}

/* "people-context": the two codes of a pair, in any order. */
static bool pair_read(struct ctx *c, int *pair)
{
    struct span rest = span_of(query_text(c, "giua")), one;
    enum component a, b;
    if (!span_cut(&rest, '-', &one)) return false;
    if (!component_read(arena_text_n(c->arena, one.p, one.n), &a) || !component_read(arena_text_n(c->arena, rest.p, rest.n), &b)) return false;
    *pair = map_pair(a, b);
    return *pair >= 0;
}

static rc pair_deeds_fill(struct ctx *c, int pair, struct pair_view *v)
{
    struct map_pair_deeds_row *row;
    enum component from, to;
    day until = map_until(c->today);
    map_pair_ends(pair, &from, &to);
    try(map_pair_deeds(c->ask, (day){ until.n - MAP_YEAR_WEEKS * A_WEEK }, until, COMPONENT_BIT(from), COMPONENT_BIT(to), COMPONENT_BIT(COMPONENT_PEOPLE), &row, &v->deeds));
    struct pair_deed *deed = ARENA_MANY(c->arena, struct pair_deed, v->deeds);
    if (!deed) return LIMIT;
    for (size_t i = 0; i < v->deeds; i++) {
        const struct object_kind *k = object_kind_of(row[i].object_kind, NULL);
        deed[i] = (struct pair_deed){ k ? k->label : "", deed_verb_label(row[i].verb), deed_as_label(row[i].actor_as), number_in(c->arena, c->lang, row[i].n) };
    }
    v->deed = deed;
    return OK;
}

static rc pair_ties_fill(struct ctx *c, const struct map_facts *f, int pair, struct pair_view *v)
{
    struct pair_tie *tie = ARENA_MANY(c->arena, struct pair_tie, MAP_TIES);
    if (!tie) return LIMIT;
    for (int i = 0; i < MAP_TIES; i++) {
        const struct map_tie_row *t = &map_ties[i];
        if (map_pair(t->from, t->to) != pair || !f->tie[i].on) continue;
        tie[v->ties++] = (struct pair_tie){ t->label, i == TIE_OUTSIDE ? map_count(c, f->tie[i].n, 0) : number_in(c->arena, c->lang, f->tie[i].n),
                                            may(c, t->permission, NULL, 0) ? arena_print(c->arena, "/t/%s%s", c->school->code, t->tail) : NULL };
    }
    v->tie = tie;
    return OK;
}

static rc pair_page(struct ctx *c, struct reply *r)
{
    struct map_facts f;
    struct map_view whole = { 0 };
    struct pair_view v = { .school = c->school };
    int pair;
    if (!*query_text(c, "giua")) return see_other(r, arena_print(c->arena, "/t/%s/ban-do", c->school->code));
    if (!pair_read(c, &pair)) return NOT_FOUND;
    try(map_read(c->ask, c->school->id, c->today, &f));
    try(map_fill(c, &f, 0, &whole));
    v.line = &whole.line[pair];
    try(pair_deeds_fill(c, pair, &v));
    try(pair_ties_fill(c, &f, pair, &v));
    return show(r, view_map_pair, &v);
}

/* ---- everybody */

static rc public_map_page(struct ctx *c, struct reply *r)
{
    struct map_facts f;
    struct map_view v = { 0 };
    int64_t least;
    try(few_least(c->ask, c->school->id, &least));
    try(map_read(c->ask, c->school->id, map_public_day(c->today), &f));
    try(map_fill(c, &f, least, &v));
    r->public_cache = !signed_in(c->who);
    return show(r, view_map_public, &v);
}

static rc public_map_file(struct ctx *c, struct reply *r)
{
    struct map_facts f;
    struct buf b;
    int64_t least;
    try(few_least(c->ask, c->school->id, &least));
    try(map_read(c->ask, c->school->id, map_public_day(c->today), &f));
    buf_init(&b, JSON_MOST);
    map_json(&b, &f, &(struct map_school){ c->school->code, c->school->name, arena_print(c->arena, "%s/t/%s", base_address(c), c->school->code) }, least);
    rc sent = b.failed ? LIMIT : send_bytes(r, "application/json; charset=utf-8", NULL, b.p, b.n);
    buf_finish(&b);
    r->public_cache = true;
    return sent;
}

const struct route map_routes[] = {
    { GET, "/t/:truong/ban-do",     MAY(SCHOOL_INSIDE), NULL, SLOW, map_page,  N_("Bản đồ hệ sinh thái"), NULL },
    { GET, "/t/:truong/ban-do.csv", MAY(SCHOOL_INSIDE), NULL, SLOW, map_file,  NULL, NULL },
    { GET, "/t/:truong/ban-do/phu-huynh", MAY(SCHOOL_MANAGE), NULL, SLOW, map_guardians_page, N_("Phụ huynh của từng lớp"), NULL },
    { GET, "/t/:truong/ban-do/tep", MAY(SCHOOL_INSIDE), NULL, SLOW, map_files_page, N_("Tệp của trường"), NULL },
    { GET, "/t/:truong/ban-do/cap", MAY(SCHOOL_INSIDE), NULL, SLOW, pair_page, N_("Điều gì nối hai thành tố"), NULL },
    { 0 }
};

/* anybody: what a school has joined, with the thresholds of public.c (R8) */
const struct route map_public_routes[] = {
    { GET, "/t/:truong/he-sinh-thai",      MAY(ANYBODY), NULL, SLOW, public_map_page, N_("Bản đồ hệ sinh thái của trường"), NULL },     /* anybody: thresholds */
    { GET, "/t/:truong/he-sinh-thai.json", MAY(ANYBODY), NULL, SLOW, public_map_file, N_("Bản đồ hệ sinh thái, dạng dữ liệu mở"), NULL, .framed = true },    /* anybody: the same as data */
    { 0 }
};
