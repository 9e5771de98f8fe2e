/* Two of one name in one list: without the day they were born nobody knows which of them is chosen. */
#include "base/hash.h"
#include "classes/classes.h"
#include <string.h>

static bool same_day_of_year(day a, day b)
{
    int y, m, d, oy, om, od;
    day_parts(a, &y, &m, &d);
    day_parts(b, &oy, &om, &od);
    return m == om && d == od;
}

/* The most that another one of the name makes necessary: 0 nothing, 1 day and month, 2 the year too. Unknown days tell nobody apart. Every name is
** compared with every other, so by the hash first. */
static int needed(const struct namesake *all, const uint64_t *hash, size_t n, size_t i)
{
    int out = 0;
    for (size_t k = 0; k < n && out < 2; k++)
        if (hash[k] == hash[i] && k != i && str_is(*all[k].name, *all[i].name))
            out = all[k].born.has && same_day_of_year(all[k].born.v, all[i].born.v) ? 2 : 1;
    return out;
}

rc namesakes_part(struct arena *a, enum lang lang, struct namesake *all, size_t n)
{
    const char **shown = ARENA_MANY(a, const char *, n);
    uint64_t *hash = ARENA_MANY(a, uint64_t, n);
    if (!shown || !hash) return LIMIT;
    for (size_t i = 0; i < n; i++) hash[i] = hash_text(HASH_BEGIN, *all[i].name);
    for (size_t i = 0; i < n; i++) {
        int y, m, d, how = all[i].born.has ? needed(all, hash, n, i) : 0;
        shown[i] = *all[i].name;
        if (how == 0) continue;
        day_parts(all[i].born.v, &y, &m, &d);
        const char *on = how == 2 ? arena_print(a, "%d/%d/%d", d, m, y) : arena_print(a, "%d/%d", d, m);
        shown[i] = say(a, lang, _("{ten} (sinh {ngay})"), "ten", *all[i].name, "ngay", on, NULL);
    }
    for (size_t i = 0; i < n; i++) *all[i].name = shown[i];
    return a->failed ? LIMIT : OK;
}
