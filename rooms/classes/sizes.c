/* class.open_places. What stays true: it is the number of the class's enrolments without a last day. Whoever changes enrolments has them counted anew
** in the same closure: the classes are held first, then counted by a statement of its own, which sees what others had done before (docs/decisions/0067). */
#include "classes/inside.h"
#include "generated/classes_queries.h"

rc places_count_in(struct tx *t, const class_id *ids, size_t n)
{
    struct classes_hold_row *held;
    size_t found;
    if (n == 0) return OK;
    try(classes_hold(t, ids, n, &held, &found));
    return open_places_count(t, ids, n, NULL);
}

rc places_count_of(struct tx *t, person_id pupil)
{
    struct classes_of_places_row *row;
    size_t n;
    try(classes_of_places(t->ask, pupil, &row, &n));
    class_id *ids = ARENA_MANY(t->ask->arena, class_id, n);
    if (!ids) return LIMIT;
    for (size_t i = 0; i < n; i++) ids[i] = row[i].id;
    return places_count_in(t, ids, n);
}

rc places_of_batch(struct ask *a, batch_id batch, class_id **ids, size_t *n)
{
    struct classes_of_batch_places_row *row;
    try(classes_of_batch_places(a, batch, &row, n));
    *ids = ARENA_MANY(a->arena, class_id, *n);
    if (!*ids) return LIMIT;
    for (size_t i = 0; i < *n; i++) (*ids)[i] = row[i].id;
    return OK;
}

rc places_count_of_batch(struct tx *t, batch_id batch)
{
    class_id *ids;
    size_t n;
    try(places_of_batch(t->ask, batch, &ids, &n));
    return places_count_in(t, ids, n);
}
