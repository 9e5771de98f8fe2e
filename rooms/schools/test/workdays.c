/* Working days: weekends, days off by law, Tết by the lunar calendar. */
#include "schools/schools.h"
#include "test/harness/test.h"

static day on(int y, int m, int d)
{
    day out = { 0 };
    return day_make(y, m, d, &out) ? out : (day){ 0 };
}

TEST(weekends_and_days_off_by_law_are_no_working_days)
{
    is_true(t, workday_is(on(2026, 11, 27)));             /* Friday */
    is_true(t, !workday_is(on(2026, 11, 28)));
    is_true(t, !workday_is(on(2026, 11, 29)));
    is_true(t, workday_is(on(2026, 11, 20)));             /* teachers' day is kept, not off */
    is_true(t, !workday_is(on(2026, 9, 2)));
    is_true(t, !workday_is(on(2027, 1, 1)));
    is_true(t, !workday_is(on(2027, 2, 5)) && !workday_is(on(2027, 2, 6)) && !workday_is(on(2027, 2, 8)));      /* Giao thừa 2027 is a Friday */
}

TEST(two_working_days_after_a_friday_and_over_tet)
{
    is_int(t, on(2026, 12, 1).n, workdays_after(on(2026, 11, 27), 2).n);
    is_int(t, on(2026, 11, 27).n, workdays_after(on(2026, 11, 27), 0).n);
    is_int(t, on(2026, 12, 1).n, workdays_after(on(2026, 11, 28), 2).n);      /* asked on a Saturday */
    is_int(t, on(2027, 2, 10).n, workdays_after(on(2027, 2, 4), 2).n);        /* Thursday before Tết: Tuesday 9 and Wednesday 10 */
    is_int(t, on(2027, 1, 5).n, workdays_after(on(2026, 12, 31), 2).n);
}
