/* Two of one name in one list: without the day they were born nobody knows which of them is chosen. */
#include "classes/classes.h"
#include <string.h>

/* The most that another one of the name makes necessary: 0 nothing, 1 day and month, 2 the year too. Unknown days tell nobody apart. */
static int needed(const struct namesake *all, size_t n, size_t i)
{
    int y, m, d, out = 0;
    day_parts(all[i].born.v, &y, &m, &d);
    for (size_t k = 0; k < n && out < 2; k++) {
        int oy, om, od;
        if (k == i || !str_is(*all[k].name, *all[i].name)) continue;
        day_parts(all[k].born.v, &oy, &om, &od);
        out = all[k].born.has && om == m && od == d ? 2 : 1;
    }
    return out;
}

rc namesakes_part(struct arena *a, enum lang lang, struct namesake *all, size_t n)
{
    const char **shown = ARENA_MANY(a, const char *, n);
    if (!shown) return LIMIT;
    for (size_t i = 0; i < n; i++) {
        int y, m, d, how = all[i].born.has ? needed(all, n, i) : 0;
        day_parts(all[i].born.v, &y, &m, &d);
        const char *on = how == 2 ? arena_print(a, "%d/%d/%d", d, m, y) : arena_print(a, "%d/%d", d, m);
        shown[i] = how ? say(a, lang, _("{ten} (sinh {ngay})"), "ten", *all[i].name, "ngay", on, NULL) : *all[i].name;
    }
    for (size_t i = 0; i < n; i++) *all[i].name = shown[i];
    return a->failed ? LIMIT : OK;
}
