/* What of values can be found: the published page of each school, by everybody. It stands under the school's id. */
#include "values/found.h"
#include "generated/values_queries.h"

static struct search_doc page_doc(struct arena *a, school_id school, const struct values_text *v)
{
    return (struct search_doc){ .kind = "values", .object = school.v, .title = v->motto, .text = arena_print(a, "%s\n%s\n%s\n%s\n%s", v->culture, v->strategy, v->core, v->vision ? v->vision : "", v->mission ? v->mission : "") };
}

rc values_be_found(struct tx *t, const struct values_text *text)
{
    struct search_doc doc = page_doc(t->ask->arena, t->ask->scope.school, text);
    return search_put(t, &doc);
}

static rc values_read(const struct searcher *s, const int64_t *object, size_t n, struct search_hit *hit)
{
    struct values_found_row *row;
    size_t rows;
    try(values_found(s->ask, (const school_id *)object, n, &row, &rows));
    for (size_t i = 0; i < rows; i++) {
        struct search_hit *h = search_hit_of(object, n, hit, row[i].school_id.v);
        struct span rest = span_of(row[i].motto), line = { "", 0 };
        if (rest.n) span_cut(&rest, '\n', &line);
        if (h) *h = (struct search_hit){ .title = row[i].name, .sub = arena_text_n(s->ask->arena, line.p, line.n),
                                         .path = arena_print(s->ask->arena, "/t/%s", row[i].code) };
    }
    return OK;
}

static rc values_walk(struct ask *a, int64_t after, int64_t limit, struct search_doc **doc, size_t *n)
{
    struct values_walked_row *row;
    try(values_walked(a, (school_id){ after }, limit, &row, n));
    *doc = ARENA_MANY(a->arena, struct search_doc, *n);
    if (!*doc) return LIMIT;
    for (size_t i = 0; i < *n; i++)
        (*doc)[i] = page_doc(a->arena, row[i].school_id, &(struct values_text){ row[i].culture, row[i].strategy, row[i].motto, row[i].core, row[i].vision, row[i].mission });
    return OK;
}

const struct search_kind values_search[] = {
    { .name = "values", .shelf = 'v', .label = N_("Văn hóa, chiến lược"), .icon = "landmark", .how = N_("Lời các trường đã công bố."), .open = true, .texts = true,
      .read = values_read, .walk = values_walk },
    { 0 }
};
