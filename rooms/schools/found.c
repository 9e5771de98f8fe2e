/* What of schools can be found: every school by everybody, members by the staff of their school. */
#include "schools/found.h"
#include "generated/schools_queries.h"
#include "search/search.h"

static struct search_doc school_doc(struct arena *a, school_id id, const char *name, const char *area, const char *address, const char *code)
{
    return (struct search_doc){ .kind = "school", .object = id.v, .title = name, .text = arena_print(a, "%s %s %s", area, address, code) };
}

rc school_be_found(struct tx *t, school_id id, const char *name, const char *area, const char *address, const char *code)
{
    struct search_doc doc = school_doc(t->ask->arena, id, name, area, address, code);
    return search_put(t, &doc);
}

rc member_renamed(struct tx *t, school_id school, member_id id, const char *name, const char *title)
{
    return search_put(t, &(struct search_doc){ .kind = "person", .school = school, .object = id.v, .title = name, .text = title });
}

rc member_be_found(struct tx *t, member_id id, const char *name, const char *title) { return member_renamed(t, t->ask->scope.school, id, name, title); }

rc members_be_found(struct tx *t, const struct ready_member *rows, size_t n)
{
    struct search_doc *doc = ARENA_MANY(t->ask->arena, struct search_doc, n);
    if (!doc) return LIMIT;
    for (size_t i = 0; i < n; i++)
        doc[i] = (struct search_doc){ .kind = "person", .school = t->ask->scope.school, .object = rows[i].id.v, .title = rows[i].search_key };
    return search_put_all(t, doc, n);
}

static rc schools_read(const struct searcher *s, const int64_t *object, size_t n, struct search_hit *hit)
{
    struct schools_found_row *row;
    size_t rows;
    try(schools_found(s->ask, (const school_id *)object, n, &row, &rows));
    for (size_t i = 0; i < rows; i++) {
        struct search_hit *h = search_hit_of(object, n, hit, row[i].id.v);
        if (h) *h = (struct search_hit){ .title = row[i].name, .sub = row[i].area_name, .path = arena_print(s->ask->arena, "/t/%s", row[i].code) };
    }
    return OK;
}

static rc schools_walk(struct ask *a, int64_t after, int64_t limit, struct search_doc **doc, size_t *n)
{
    struct schools_walked_row *row;
    try(schools_walked(a, (school_id){ after }, limit, &row, n));
    *doc = ARENA_MANY(a->arena, struct search_doc, *n);
    if (!*doc) return LIMIT;
    for (size_t i = 0; i < *n; i++)
        (*doc)[i] = school_doc(a->arena, row[i].id, row[i].name, row[i].area_name, row[i].address, row[i].code);
    return OK;
}

const struct search_kind schools_search[] = {
    { .name = "school", .shelf = 's', .label = N_("Trường"), .icon = "school", .how = N_("Tên trường, tên xã, phường hay địa chỉ."), .open = true,
      .read = schools_read, .walk = schools_walk },
    { 0 }
};
