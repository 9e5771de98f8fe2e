/* Two rows for one human being become one, and two again. What stays true: (1) nothing moves that tells who did what: deeds, looks, words and
** the journal stay under the person they were written of, and are read through folded_into(); (2) links and contacts of the folded one are the
** kept one's from then on, as the batch's; (3) back means: those links and contacts end, the former links are open as before, but for those that somebody has ended since. */
#include "people/people.h"
#include "generated/people_queries.h"
#include "people/inside.h"

rc folded_into(struct ask *a, person_id kept, person_id **ids, size_t *n)
{
    struct folded_list_row *row;
    *ids = NULL;
    *n = 0;
    if (a->scope.folded_n == 0) return OK;                       /* nearly always: one question less */
    try(folded_list(a, kept, &row, n));
    *ids = ARENA_MANY(a->arena, person_id, *n);
    if (!*ids) return LIMIT;
    for (size_t i = 0; i < *n; i++) (*ids)[i] = row[i].id;
    return OK;
}

static rc links_move(struct tx *t, const struct person_fold *in)
{
    struct links_of_person_row *row;
    size_t n;
    try(links_of_person(t->ask, in->folded, &row, &n));
    struct new_link *link = ARENA_MANY(t->ask->arena, struct new_link, n);
    if (!link) return LIMIT;
    for (size_t i = 0; i < n; i++)
        link[i] = (struct new_link){ row[i].child_id.v == in->folded.v ? in->kept : row[i].child_id,
                                     row[i].guardian_id.v == in->folded.v ? in->kept : row[i].guardian_id, row[i].kind };
    try(links_end_by_batch(t, in->folded, day_of(t->now), in->batch, NULL));
    try(guardian_links_add(t, link, n, in->batch));
    for (size_t i = 0; i < n; i++) try(guardians_count(t, row[i].child_id));
    return OK;
}

static rc contacts_move(struct tx *t, const struct person_fold *in)
{
    struct contact_line *line;
    size_t n;
    try(contacts_of(t->ask, in->folded, &line, &n));
    struct new_contact *contact = ARENA_MANY(t->ask->arena, struct new_contact, n);
    if (!contact) return LIMIT;
    for (size_t i = 0; i < n; i++) contact[i] = (struct new_contact){ in->kept, line[i].kind, line[i].value };
    return contacts_add(t, contact, n, in->batch);
}

rc person_fold(struct tx *t, const struct person_fold *in)
{
    int64_t changed;
    try(persons_hold(t, in->kept, in->folded));
    try(person_point(t, in->folded, in->kept, &changed));
    if (changed == 0)
        return refuse(t->ask, CONFLICT, 5515, _("Một trong hai hồ sơ này đã được gộp với hồ sơ khác. Chọn hồ sơ đã nhận gộp làm hồ sơ giữ lại."), NULL);
    try(links_move(t, in));
    return contacts_move(t, in);
}

rc person_unfold(struct tx *t, const struct person_fold *in)
{
    struct children_of_ended_batch_row *child;
    size_t n;
    int64_t changed;
    try(person_point_back(t, in->folded, in->kept, &changed));
    if (changed == 0) return refuse(t->ask, CONFLICT, 5516, _("Hai hồ sơ này không còn là một. Tải lại trang để xem."), NULL);
    try(children_of_ended_batch(t->ask, in->batch, &child, &n));
    try(links_open_again(t, in->batch, in->kept, in->folded, NULL));
    try(people_undo(t, in->batch));
    try(contacts_end_of_batch(t, in->batch, NULL));
    for (size_t i = 0; i < n; i++) try(guardians_count(t, child[i].id));
    return OK;
}
