/* The search page. A GET form, so an address can be kept and sent on, and everything works without a script. */
#include "access/permission.h"
#include "base/ids.h"
#include "generated/search_views.h"
#include "search/inside.h"
#include "search/views.h"
#include "web/reply.h"

enum { SHOWN = 8, PAGE_FULL = 50, GROUPS_MOST = 64 };
#define PLACE_FAMILY "gia-dinh"

struct looking { struct ctx *c; const struct search_query *q; struct search_view *v; struct search_group *group; int64_t before; };

static rc group_add(struct looking *l, const struct search_kind *k, const char *place, const char *place_name, const struct search_found *f)
{
    if (f->n == 0 || l->v->groups == GROUPS_MOST) return OK;
    size_t shown = l->v->only || f->n <= SHOWN ? f->n : SHOWN;
    struct search_group *g = &l->group[l->v->groups++];
    l->v->many = l->v->many || f->more;
    *g = (struct search_group){ .kind = k, .place = place, .place_name = place_name, .hit = f->hit, .n = shown, .found = f->n, .more = f->more };
    if (!f->more) return OK;
    char *key = arena_take(l->c->arena, ID_TEXT_SIZE);
    if (!key) return LIMIT;
    id_text(f->next, key);
    g->next = key;
    return OK;
}

/* The kinds of one place. */
static rc place_look(struct looking *l, const struct searcher *s, const char *name)
{
    for (size_t i = 0;; i++) {
        const struct search_kind *k = search_kind_at(i);
        struct search_found f;
        if (!k) return OK;
        if ((l->v->only && k != l->v->only) || (s->school ? !k->inside : !k->open)) continue;
        try(search_find(s, k, l->q, l->before, PAGE_FULL, &f));
        try(group_add(l, k, s->school ? s->school->code : NULL, name, &f));
    }
}

static rc family_look(struct looking *l, const struct searcher *s)
{
    for (size_t i = 0;; i++) {
        const struct search_kind *k = search_kind_at(i);
        struct search_found f;
        if (!k) return OK;
        if (l->v->only && k != l->v->only) continue;
        try(search_own(s, k, l->q, &f));
        try(group_add(l, k, PLACE_FAMILY, NULL, &f));
    }
}

/* Has this school been entered by an earlier one of the viewer's roles there? */
static bool seen_before(const struct who *w, size_t role)
{
    for (size_t i = 0; i < role; i++)
        if (w->role[i].school.id.v == w->role[role].school.id.v && !str_is(w->role[i].role, "pupil")) return true;
    return false;
}

/* Of somebody's roles in one school the one that opens most: whoever runs its office opens every pupil. */
static const char *role_there(const struct who *w, school_id school)
{
    const char *role = NULL;
    for (size_t i = 0; i < w->roles; i++) {
        const char *one = w->role[i].role;
        if (w->role[i].school.id.v != school.v || str_is(one, "pupil")) continue;
        if (!role || str_is(one, "clerk") || str_is(one, "deputy") || str_is(one, "principal")) role = one;
    }
    return role;
}

static size_t schools_of(const struct who *w)
{
    size_t n = 0;
    for (size_t i = 0; i < w->roles; i++) n += !str_is(w->role[i].role, "pupil") && !seen_before(w, i);
    return n;
}

static rc schools_look(struct looking *l, const char *place)
{
    const struct who *w = l->c->who;
    bool many = schools_of(w) > 1;
    for (size_t i = 0; i < w->roles; i++) {
        const struct school_brief *school = &w->role[i].school;
        if (seen_before(w, i) || (place && !str_is(place, school->code)) || !ctx_enter_school(l->c, i)) continue;
        struct searcher s = { .ask = l->c->ask, .who = w, .school = school, .role = role_there(w, school->id) };
        try(place_look(l, &s, many ? school->name : NULL));
    }
    l->c->ask->scope.school = (school_id){ 0 };
    return OK;
}

static rc all_look(struct looking *l, const char *place)
{
    struct searcher s = { .ask = l->c->ask, .who = l->c->who };
    bool one = l->v->only != NULL, family = str_is(place, PLACE_FAMILY);
    if (signed_in(l->c->who) && (!one || family)) try(family_look(l, &s));
    if (!one || (place && !family)) try(schools_look(l, place));
    return one && place ? OK : place_look(l, &s, NULL);
}

/* What a viewer may look for: what is open to everybody; of inside things staff, and families where the kind has something of theirs. */
static rc kinds_fill(struct ctx *c, struct search_view *v)
{
    size_t n = 0;
    bool staff = schools_of(c->who) > 0;
    while (search_kind_at(n)) n++;
    const struct search_kind **kind = ARENA_MANY(c->arena, const struct search_kind *, n);
    if (!kind) return LIMIT;
    for (size_t i = 0; i < n; i++) {
        const struct search_kind *k = search_kind_at(i);
        if (k->open || (staff && k->inside) || (signed_in(c->who) && k->own)) kind[v->kinds++] = k;
    }
    v->kind = kind;
    return OK;
}

rc search_page(struct ctx *c, struct reply *r)
{
    struct search_view v = { .typed = query_text(c, "q") };
    struct looking l = { .c = c, .v = &v, .q = search_read(c->arena, v.typed), .group = ARENA_MANY(c->arena, struct search_group, GROUPS_MOST) };
    const char *kind = query_text(c, "loai"), *place = query_text(c, "o"), *from = query_text(c, "sau");
    if (!l.group) return LIMIT;
    if (!str_empty(kind) && !(v.only = search_kind_named(kind))) return NOT_FOUND;
    if (!str_empty(from) && (!v.only || !id_read(from, &l.before))) return NOT_FOUND;
    v.asked = l.q != NULL;
    v.begun = l.before > 0;
    v.group = l.group;
    if (v.asked) try(all_look(&l, str_empty(place) ? NULL : place));
    else try(kinds_fill(c, &v));
    return show(r, view_search, &v);
}

const struct route search_routes[] = {
    /* anybody: schools and what they have published are found signed out too; all else needs a place in a school or a family */
    { GET, "/tim-kiem", MAY(ANYBODY), NULL, SLOW, search_page, N_("Tìm kiếm"), NULL },
    { 0 }
};
