/* Shelves: 'p' and the school's id in its short form, zeroes for everybody. The shelf of a text for everybody ends with the half-year
** in which its thing was made, so that PostgreSQL, looking from the newest one on, never collects a common word of ten years. */
#include "search/inside.h"
#include <string.h>

#define HALF_MS (182 * 86400000LL)
#define HALVES (36 * 36)

static const char digits[] = "0123456789abcdefghijklmnopqrstuvwxyz";

static int64_t half_at(int64_t ms)
{
    int64_t q = (ms - ID_EPOCH_MS) / HALF_MS;
    return q < 0 ? 0 : q >= HALVES ? HALVES - 1 : q;
}

static void name_it(const struct search_kind *k, school_id school, int64_t half, char out[SHELF_SIZE])
{
    out[0] = k->shelf;
    id_text(school.v, out + 1);
    if (!k->texts || school.v) return;
    out[ID_TEXT_SIZE] = digits[half / 36];
    out[ID_TEXT_SIZE + 1] = digits[half % 36];
    out[ID_TEXT_SIZE + 2] = 0;
}

void shelf_name(const struct search_kind *k, school_id school, int64_t object, char out[SHELF_SIZE])
{
    name_it(k, school, half_at(id_ms(object)), out);
}

const char *shelves_list(struct arena *a, const struct search_kind *k, school_id school, int64_t before, instant now)
{
    char name[SHELF_SIZE];
    int64_t newest = half_at(now.ms) + 1, from = half_at(id_ms(before));       /* a server's clock may be ahead */
    if (from > newest) from = newest;
    if (!k->texts || school.v) {
        name_it(k, school, 0, name);
        return arena_print(a, "[\"%s\"]", name);
    }
    size_t one = SHELF_SIZE + 2;
    char *list = arena_take(a, (size_t)(from + 1) * one + 2), *w = list;
    if (!list) return "[]";
    for (int64_t q = from; q >= 0; q--) {
        name_it(k, school, q, name);
        *w++ = q == from ? '[' : ',';
        *w++ = '"';
        size_t n = strlen(name);
        memcpy(w, name, n);
        w += n;
        *w++ = '"';
    }
    *w++ = ']';
    return list;
}

const struct search_kind *search_kind_at(size_t i)
{
    for (const struct search_kind *const *table = search_tables; *table; table++)
        for (const struct search_kind *k = *table; k->name; k++)
            if (i-- == 0) return k;
    return NULL;
}

const struct search_kind *search_kind_named(const char *name)
{
    for (size_t i = 0;; i++) {
        const struct search_kind *k = search_kind_at(i);
        if (!k || str_is(k->name, name)) return k;
    }
}
