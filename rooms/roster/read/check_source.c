/* Rows of a list that came out of another system name the pupil and the class by its ids too: so both are known again whatever they are called
** by now. What stays true: (1) an id never outweighs two birth dates that differ, nor a class that somebody typed here; (2) without a birth date on
** one side the name must be the same: a system may give an id to another child. */
#include "roster/read/check.h"
#include "base/str.h"
#include <string.h>

static const struct roster_source *source_find(const struct roster_source *of, size_t n, const char *id)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (strcmp(of[mid].id, id) < 0) low = mid + 1; else high = mid;
    }
    return low < n && str_is(of[low].id, id) ? &of[low] : NULL;
}

void classes_sourced(struct checking *k)
{
    for (size_t i = 0; i < k->r->rows; i++) {
        struct roster_row *row = &k->r->row[i];
        const char *id = row->cell[MEANS_SOURCE_CLASS];
        const struct roster_source *known = id ? source_find(k->ctx->class_sourced, k->ctx->classes_sourced, id) : NULL;
        if (known && row->cell[MEANS_CLASS] == row->said[MEANS_CLASS]) row->cell[MEANS_CLASS] = known->class_name;
    }
}

/* A delta says of a pupil only what has changed: the rest is what the school has. */
void rows_sourced(struct checking *k)
{
    for (size_t i = 0; i < k->r->rows; i++) {
        struct roster_row *row = &k->r->row[i];
        const char *id = row->cell[MEANS_SOURCE_PERSON];
        const struct roster_source *known = id ? source_find(k->ctx->person, k->ctx->persons, id) : NULL;
        const struct roster_existing *e = known ? &k->ctx->existing[known->at] : NULL;
        char text[DAY_TEXT_SIZE];
        if (!e || !e->full_name) continue;
        bool nameless = str_empty(row->cell[MEANS_FULL_NAME]);
        if (nameless) row->cell[MEANS_FULL_NAME] = e->full_name;
        if (nameless && str_empty(row->cell[MEANS_BIRTH_DATE]) && e->birth_date.has) row->cell[MEANS_BIRTH_DATE] = arena_text(k->a, day_dmy(e->birth_date.v, text));
        if (str_empty(row->cell[MEANS_CLASS]) && !str_empty(e->class_name)) row->cell[MEANS_CLASS] = e->class_name;
    }
}

const struct roster_existing *sourced_in_school(const struct checking *k, const struct roster_row *row)
{
    const char *id = row->cell[MEANS_SOURCE_PERSON];
    const struct roster_source *known = id ? source_find(k->ctx->person, k->ctx->persons, id) : NULL;
    const struct roster_existing *e = known ? &k->ctx->existing[known->at] : NULL;
    if (!e) return NULL;
    bool dated = e->birth_date.has && row->birth_date.has;
    return (dated ? e->birth_date.v.n == row->birth_date.v.n : str_is(e->name_key, row->name_key)) ? e : NULL;
}
