/* Groups can be found by the staff of the school; and what `khue verify` looks at in groups. */
#include "base/ids.h"
#include "generated/groups_queries.h"
#include "groups/groups.h"
#include "schools/schools.h"
#include "ui/ui.h"

static rc groups_read(const struct searcher *s, const int64_t *object, size_t n, struct search_hit *hit)
{
    struct groups_found_row *row;
    struct arena *a = s->ask->arena;
    size_t rows;
    try(groups_found(s->ask, (const study_group_id *)object, n, s->who->person, &row, &rows));
    for (size_t i = 0; i < rows; i++) {
        struct search_hit *h = search_hit_of(object, n, hit, row[i].id.v);
        const char *list = arena_print(a, "/t/%s/nhom", s->school->code);
        char id[ID_TEXT_SIZE];
        id_text(row[i].id.v, id);
        if (h) *h = (struct search_hit){ .title = row[i].name, .sub = tr(s->ask->lang, group_kind_label(row[i].kind)), .sort = row[i].sort_key,
                                         .path = row[i].mine > 0 || role_is_office(s->role) ? arena_print(a, "%s/%s", list, id) : list };
    }
    return OK;
}

static rc groups_walk(struct ask *a, int64_t after, int64_t limit, struct search_doc **doc, size_t *n)
{
    struct groups_walked_row *row;
    try(groups_walked(a, (study_group_id){ after }, limit, &row, n));
    *doc = ARENA_MANY(a->arena, struct search_doc, *n);
    if (!*doc) return LIMIT;
    for (size_t i = 0; i < *n; i++)
        (*doc)[i] = (struct search_doc){ .kind = "study_group", .school = a->scope.school, .object = row[i].id.v, .title = row[i].name, .text = row[i].words };
    return OK;
}

const struct search_kind groups_search[] = {
    { .name = "study_group", .shelf = 'g', .label = N_("Nhóm"), .icon = "users", .how = N_("Tên nhóm, câu lạc bộ, đội tuyển."), .inside = true, .read = groups_read, .walk = groups_walk },
    { 0 }
};

static rc places_held(struct ask *a, struct verify_report *out, void *to)
{
    struct group_members_wrong_row *member;
    struct group_leaders_wrong_row *leader;
    struct group_shares_wrong_row *share;
    struct groups_count_row all;
    size_t n;
    (void)to;
    try(groups_count(a, &all));
    verify_looked(out, all.n);
    try(group_members_wrong(a, &member, &n));
    for (size_t i = 0; i < n; i++) verify_wrong(out, "school %lld: place %lld in a group does not fit its days or its group", (long long)a->scope.school.v, (long long)member[i].id.v);
    try(group_leaders_wrong(a, &leader, &n));
    for (size_t i = 0; i < n; i++) verify_wrong(out, "school %lld: leader %lld of a group names another person than the place", (long long)a->scope.school.v, (long long)leader[i].id.v);
    try(group_shares_wrong(a, &share, &n));
    for (size_t i = 0; i < n; i++) verify_wrong(out, "school %lld: part %lld in a shared group does not fit its group", (long long)a->scope.school.v, (long long)share[i].id.v);
    return OK;
}

static rc groups_check(struct ask *a, struct verify_report *out) { return schools_verify(a, places_held, out, NULL); }

const struct verify_check groups_checks[] = { { "groups", groups_check }, { NULL, NULL } };
