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
    for (size_t i = 0; i < n; i++) try(links_held(t, row[i].child_id));
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

/* Codes for life belong to one human being, so to one row: the kept one's. */
static rc codes_move(struct tx *t, const struct person_fold *in, struct person_codes *moved)
{
    struct codes_of_two_row two;
    try(codes_of_two(t->ask, in->kept, in->folded, &two));
    if (two.kept_moet && two.folded_moet && !str_is(two.kept_moet, two.folded_moet))
        return refuse(t->ask, CONFLICT, 5238, _("Hai hồ sơ có mã định danh học sinh khác nhau nên có thể là hai em. Xem lại danh sách gốc trước khi gộp."), NULL);
    if (two.kept_national && two.folded_national && !str_is(two.kept_national, two.folded_national))
        return refuse(t->ask, CONFLICT, 5239, _("Hai hồ sơ có số định danh cá nhân khác nhau nên có thể là hai người. Xem lại giấy tờ trước khi gộp."), NULL);
    *moved = (struct person_codes){ !two.kept_moet && two.folded_moet, !two.kept_national && two.folded_national };
    if (!moved->moet && !moved->national) return OK;
    try(person_codes_put(t, in->kept, moved->moet ? two.folded_moet : two.kept_moet, moved->national ? two.folded_national : two.kept_national, NULL));
    return person_codes_put(t, in->folded, moved->moet ? NULL : two.folded_moet, moved->national ? NULL : two.folded_national, NULL);
}

/* As they are by now. */
static rc codes_back(struct tx *t, const struct person_fold *in, struct person_codes moved)
{
    struct codes_of_two_row two;
    if (!moved.moet && !moved.national) return OK;
    try(codes_of_two(t->ask, in->kept, in->folded, &two));
    try(person_codes_put(t, in->folded, moved.moet ? two.kept_moet : two.folded_moet, moved.national ? two.kept_national : two.folded_national, NULL));
    return person_codes_put(t, in->kept, moved.moet ? NULL : two.kept_moet, moved.national ? NULL : two.kept_national, NULL);
}

rc person_fold(struct tx *t, const struct person_fold *in, struct person_codes *moved)
{
    int64_t changed;
    try(persons_hold(t, in->kept, in->folded));
    try(person_point(t, in->folded, in->kept, &changed));
    if (changed == 0)
        return refuse(t->ask, CONFLICT, 5515, _("Một trong hai hồ sơ này đã được gộp với hồ sơ khác. Chọn hồ sơ đã nhận gộp làm hồ sơ giữ lại."), NULL);
    try(codes_move(t, in, moved));
    try(links_move(t, in));
    return contacts_move(t, in);
}

rc person_unfold(struct tx *t, const struct person_fold *in, struct person_codes moved)
{
    struct children_of_ended_batch_row *child;
    size_t n;
    int64_t changed;
    try(person_point_back(t, in->folded, in->kept, &changed));
    if (changed == 0) return refuse(t->ask, CONFLICT, 5516, _("Hai hồ sơ này không còn là một. Tải lại trang để xem."), NULL);
    try(codes_back(t, in, moved));
    try(children_of_ended_batch(t->ask, in->batch, &child, &n));
    try(links_open_again(t, in->batch, in->kept, in->folded, NULL));
    try(people_undo(t, in->batch));
    try(contacts_end_of_batch(t, in->batch, NULL));
    for (size_t i = 0; i < n; i++) try(links_held(t, child[i].id));
    return OK;
}
