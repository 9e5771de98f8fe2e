/* The administration of Hà Nội as dated areas: the province, its 30 former districts (until 30/06/2025) and the 126
** communes and wards since 01/07/2025 (Nghị quyết 1656/NQ-UBTVQH15). New communes reuse old codes, so code and first day
** go together (domain rules 2.10). The two tables of rooms/schools/data are part of the program. */
#include "base/viet.h"
#include "generated/schools_queries.h"
#include "schools/schools.h"

#define EMBED(name, file) \
    __asm__(".section .rodata\n.global " #name "\n" #name ":\n.incbin \"rooms/schools/data/" file "\"\n.byte 0\n.previous\n"); \
    extern const char name[]
EMBED(communes_tsv, "hanoi_communes_2025.tsv");
EMBED(districts_tsv, "hanoi_districts_until_2025.tsv");

#define DISTRICTS 30
#define COMMUNES 126
#define COLUMNS 8

struct district { const char *name; area_id id; };
struct loading { struct tx *t; area_id province; day start, reform; struct district district[DISTRICTS]; size_t districts; };

/* Takes one line off the table, cut into columns; false at the end. */
static bool line_next(struct span *rest, struct span column[COLUMNS])
{
    struct span line;
    if (rest->n == 0 || !span_cut(rest, '\n', &line) || line.n == 0) return false;
    for (int i = 0; i < COLUMNS; i++)
        if (!span_cut(&line, '\t', &column[i])) column[i] = (struct span){ "", 0 };
    return true;
}

static const char *text_of(struct loading *l, struct span s) { return arena_text_n(l->t->ask->arena, s.p, s.n); }

static rc area_put(struct loading *l, const char *code, enum area_kind kind, const char *name, area_id parent, opt_int inner, day from, opt_day to, area_id *id)
{
    *id = NEW_ID(l->t, area_id);
    return area_insert(l->t, *id, code, kind, name, search_key(l->t->ask->arena, name), parent, inner, from, to, NULL);
}

static rc districts_load(struct loading *l)
{
    struct span rest = span_of(districts_tsv), c[COLUMNS];
    line_next(&rest, c);
    while (l->districts < DISTRICTS && line_next(&rest, c)) {
        struct arena *a = l->t->ask->arena;
        const char *kind = text_of(l, c[2]), *bare = text_of(l, c[1]);
        const char *name = arena_print(a, "%s %s", name_title_case(a, kind), bare);
        /* law 5: names of places, as the data write them */
        if (str_starts(kind, "thị")) name = arena_print(a, "Thị xã %s", bare);
        struct district *d = &l->district[l->districts++];
        d->name = name;
        opt_int inner = { true, span_is(c[3], "nội thành") };
        try(area_put(l, text_of(l, c[0]), AREA_KIND_DISTRICT, name, l->province, inner, l->start, (opt_day){ true, l->reform }, &d->id));
    }
    return OK;
}

static rc district_link(struct loading *l, area_id commune, struct span name, bool main)
{
    for (size_t i = 0; i < l->districts; i++)
        if (span_is(name, l->district[i].name))
            return area_was_insert(l->t, commune, l->district[i].id, main, NULL);
    return fault_detail(l->t->ask, BUG, "areas: unknown district %.*s", (int)name.n, name.p);
}

static rc communes_load(struct loading *l)
{
    struct span rest = span_of(communes_tsv), c[COLUMNS], other;
    line_next(&rest, c);
    while (line_next(&rest, c)) {
        area_id id;
        enum area_kind kind = span_is(c[2], "Xã") ? AREA_KIND_COMMUNE : AREA_KIND_WARD;
        try(area_put(l, text_of(l, c[0]), kind, text_of(l, c[1]), l->province, (opt_int){ 0 }, l->reform, (opt_day){ 0 }, &id));
        try(district_link(l, id, c[5], true));
        while (c[6].n && span_cut(&c[6], ';', &other))
            try(district_link(l, id, span_trim(other), false));
    }
    return OK;
}

rc schools_load_areas(struct tx *t)
{
    struct area_find_row row;
    bool found;
    struct loading l = { .t = t };
    day_make(2008, 8, 1, &l.start);               /* Hà Nội in its bounds of today */
    day_make(2025, 7, 1, &l.reform);
    try(area_find(t->ask, "01", AREA_KIND_PROVINCE, l.reform, &row, &found));
    if (found) return OK;
    /* law 5: the name of a place */
    try(area_put(&l, "01", AREA_KIND_PROVINCE, "Thành phố Hà Nội", (area_id){ 0 }, (opt_int){ 0 }, l.start, (opt_day){ 0 }, &l.province));
    try(districts_load(&l));
    return communes_load(&l);
}

rc communes_of_district(struct arena *a, const char *district_code, struct commune **rows, size_t *n)
{
    struct span rest = span_of(communes_tsv), c[COLUMNS];
    *n = 0;
    *rows = ARENA_MANY(a, struct commune, COMMUNES);
    if (!*rows) return LIMIT;
    line_next(&rest, c);
    while (*n < COMMUNES && line_next(&rest, c))
        if (span_is(c[4], district_code)) (*rows)[(*n)++] = (struct commune){ arena_text_n(a, c[0].p, c[0].n), arena_text_n(a, c[1].p, c[1].n) };
    return OK;
}
