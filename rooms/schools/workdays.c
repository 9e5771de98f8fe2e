/* Working days: what clocks of the law are counted in. Saturdays, Sundays and the days off by law (holidays.c) are none.
** Days that the government bridges or shifts from year to year are no data yet: there a clock ends a day too early, never too late. */
#include "schools/schools.h"

bool workday_is(day on)
{
    struct holiday h;
    return day_weekday(on) < 6 && !(holiday_on(on, &h) && h.off);
}

day workdays_after(day from, int n)
{
    while (n > 0)
        if (workday_is((day){ ++from.n })) n--;
    return from;
}
