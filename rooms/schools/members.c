/* Who belongs to a school, from when to when. Names are kept in the membership, so that lists never leave the school. */
#include "audit/audit.h"
#include "base/viet.h"
#include "generated/schools_queries.h"
#include "schools/acts.h"
#include "schools/found.h"
#include "schools/schools.h"

rc member_add(struct tx *t, const struct new_member *in, member_id *out)
{
    struct arena *a = t->ask->arena;
    char from[DAY_TEXT_SIZE];
    *out = NEW_ID(t, member_id);
    try(member_insert(t, *out, in->person, in->role, in->full_name, search_key(a, in->full_name), sort_key_person(a, in->full_name),
                      in->title, in->from, in->batch, NULL));
    try(member_be_found(t, *out, in->full_name, in->title));
    return audit_add(t, &(struct change){ .act = &schools_acts[ACT_MEMBER_ON], .kind = "member", .id = out->v, .name = in->full_name, .about = in->person, .batch = in->batch,
        WAS({ N_("Vai trò"), NULL, member_role_label(in->role), KEPT_AS_WORDS }, { N_("Chức danh"), NULL, in->title, KEPT_AS_IS },
            { N_("Từ ngày"), NULL, day_dmy(in->from, from), KEPT_AS_IS }) });
}

rc person_correct(struct tx *t, const struct person_change *in)
{
    struct arena *a = t->ask->arena;
    struct person_now was;
    struct membership *place;
    size_t n;
    try(person_now(t->ask, in->id, &was));
    try(person_change(t, in));
    if (str_is(was.full_name, in->full_name)) return OK;
    try(members_called(t, in->id, in->full_name, search_key(a, in->full_name), sort_key_person(a, in->full_name), day_of(t->now), NULL));
    try(memberships_of(t->ask, in->id, &place, &n));
    for (size_t i = 0; i < n; i++) try(member_renamed(t, place[i].school.id, place[i].id, in->full_name, place[i].title));
    return OK;
}

rc member_find(struct ask *a, member_id id, struct member_line *out)
{
    struct member_one_row row;
    try(member_one(a, id, &row));
    *out = (struct member_line){ .id = row.id, .person = row.person_id, .name = row.name, .role = row.role, .title = row.title,
                                 .from_day = row.from_day, .to_day = row.to_day, .rev = row.rev };
    return OK;
}

rc member_end(struct tx *t, member_id id, day to, int64_t rev)
{
    int64_t changed = 0;
    struct member_one_row was;
    char until[DAY_TEXT_SIZE];
    rc found = member_one(t->ask, id, &was);
    if (found == OK) try(member_close(t, id, to, rev, &changed));
    else if (found != NOT_FOUND) return found;
    if (changed == 0)
        return refuse(t->ask, CONFLICT, 1221, _("Vừa có người sửa dòng này. Xem lại bản mới rồi làm tiếp."), NULL);
    try(search_drop(t, "person", t->ask->scope.school, id.v));
    return audit_add(t, &(struct change){ .act = &schools_acts[ACT_MEMBER_OFF], .kind = "member", .id = id.v, .name = was.name, .about = was.person_id,
        WAS({ N_("Vai trò"), member_role_label(was.role), NULL, KEPT_AS_WORDS }, { N_("Đến ngày"), NULL, day_dmy(to, until), KEPT_AS_IS }) });
}

rc member_reopen(struct tx *t, member_id id)
{
    int64_t changed;
    struct member_one_row was;
    try(member_open_again(t, id, &changed));
    try(member_one(t->ask, id, &was));
    if (changed == 0)
        return refuse(t->ask, CONFLICT, 1221, _("Vừa có người sửa dòng này. Xem lại bản mới rồi làm tiếp."), NULL);
    try(member_be_found(t, id, was.name, was.title));
    return audit_add(t, &(struct change){ .act = &schools_acts[ACT_MEMBER_ON], .kind = "member", .id = id.v, .name = was.name, .about = was.person_id,
        WAS({ N_("Vai trò"), NULL, member_role_label(was.role), KEPT_AS_WORDS }) });
}

rc members_of_role(struct ask *a, enum member_role role, member_id after, int64_t limit, struct member_line **rows, size_t *n)
{
    struct members_in_role_row *row;
    struct member_one_row last = { 0 };
    struct bytes key = { (const uint8_t *)"", 0 };
    if (after.v) {
        try(member_one(a, after, &last));
        key = sort_key_person(a->arena, last.name);
    }
    try(members_in_role(a, role, key, after, day_of(a->now), limit, &row, n));
    *rows = ARENA_MANY(a->arena, struct member_line, *n);
    if (!*rows) return LIMIT;
    for (size_t i = 0; i < *n; i++)
        (*rows)[i] = (struct member_line){ .id = row[i].id, .person = row[i].person_id, .name = row[i].name, .role = role, .title = row[i].title,
                                           .from_day = row[i].from_day, .rev = row[i].rev };
    return OK;
}

/* The longest word of the query narrows the question; every word is then matched here (base/viet search_matches). */
static const char *longest_word(struct arena *a, const char *key)
{
    struct span rest = span_of(key), word, best = { "", 0 };
    while (rest.n && span_cut(&rest, ' ', &word))
        if (word.n > best.n) best = word;
    return arena_print(a, "%%%.*s%%", (int)best.n, best.p);
}

rc members_find(struct ask *a, const char *query, int64_t limit, struct member_line **rows, size_t *n)
{
    struct members_like_row *row;
    size_t found;
    const char *key = search_key(a->arena, query);
    *n = 0;
    *rows = ARENA_MANY(a->arena, struct member_line, (size_t)limit);
    if (!*rows) return LIMIT;
    if (str_empty(key)) return OK;
    try(members_like(a, longest_word(a->arena, key), day_of(a->now), 1000, &row, &found));
    for (size_t i = 0; i < found && *n < (size_t)limit; i++)
        if (search_matches(key, row[i].search_key))
            (*rows)[(*n)++] = (struct member_line){ .id = row[i].id, .person = row[i].person_id, .name = row[i].name, .role = row[i].role,
                                                   .title = row[i].title, .from_day = row[i].from_day, .rev = row[i].rev };
    return OK;
}

bool role_is_office(const char *role)
{
    return str_is(role, "clerk") || str_is(role, "deputy") || str_is(role, "principal");
}

rc memberships_of(struct ask *a, person_id person, struct membership **rows, size_t *n)
{
    struct memberships_open_row *row;
    try(memberships_open(a, person, day_of(a->now), &row, n));
    *rows = ARENA_MANY(a->arena, struct membership, *n);
    if (!*rows) return LIMIT;
    for (size_t i = 0; i < *n; i++)
        (*rows)[i] = (struct membership){ .school = { row[i].school_id, row[i].code, row[i].name }, .role = row[i].role, .title = row[i].title, .id = row[i].id };
    return OK;
}

rc members_undo(struct tx *t, batch_id batch)
{
    struct members_of_batch_row *row;
    size_t n;
    try(members_of_batch_undo(t, batch, NULL));
    try(members_of_batch(t->ask, batch, &row, &n));
    int64_t *id = ARENA_MANY(t->ask->arena, int64_t, n);
    if (!id) return LIMIT;
    for (size_t i = 0; i < n; i++) id[i] = row[i].id.v;
    return search_drop_all(t, "person", t->ask->scope.school, id, n);
}

rc person_here(struct ask *a, person_id id, struct person_brief *out)
{
    struct person_of_school_row row;
    struct guardian_of_school_row other;
    bool found;
    try(person_of_school(a, id, &row, &found));
    if (!found) {
        try(guardian_of_school(a, id, &other));
        row = (struct person_of_school_row){ other.id, other.full_name, other.born, other.sex };
    }
    *out = (struct person_brief){ .id = row.id, .full_name = row.full_name, .given = name_given(a->arena, row.full_name),
                                  .initial = name_initial(a->arena, row.full_name), .born = row.born, .sex = row.sex };
    return OK;
}

rc members_add(struct tx *t, enum member_role role, day from, batch_id batch, struct ready_member *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        rows[i].id = NEW_ID(t, member_id);
        try(member_insert(t, rows[i].id, rows[i].person, role, rows[i].full_name, rows[i].search_key, rows[i].sort_key, NULL, from, batch, NULL));
    }
    return members_be_found(t, rows, n);
}
