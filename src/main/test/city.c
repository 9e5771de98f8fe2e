#include "main/demo_city.h"
#include "base/str.h"
#include "test/harness/db.h"
#include "test/harness/test.h"

TEST(the_plan_of_the_city_has_the_schools_and_pupils_of_the_decision)
{
    struct city_plan plan, tenth;
    int levels[SCHOOL_LEVEL_COUNT + 1] = { 0 }, least = 100000, most = 0;
    if (!is_rc(t, OK, city_plan_make(t->arena, 1, &plan))) return;
    is_int(t, 2748, (int)plan.n);
    is_int(t, 2044006, plan.pupils);
    for (size_t i = 0; i < plan.n; i++) {
        levels[plan.school[i].level]++;
        if (plan.school[i].pupils < least) least = plan.school[i].pupils;
        if (plan.school[i].pupils > most) most = plan.school[i].pupils;
        is_int(t, (int)i + 1, plan.school[i].number);
    }
    is_int(t, 1128, levels[SCHOOL_LEVEL_PRESCHOOL]);
    is_int(t, 755, levels[SCHOOL_LEVEL_PRIMARY]);
    is_int(t, 634, levels[SCHOOL_LEVEL_LOWER_SECONDARY]);
    is_int(t, 231, levels[SCHOOL_LEVEL_UPPER_SECONDARY]);
    is_true(t, least > 30 && most < 3500);
    is_rc(t, OK, city_plan_make(t->arena, 10, &tenth));
    is_int(t, 275, (int)tenth.n);
    is_int(t, plan.school[10].pupils, tenth.school[1].pupils);          /* the same schools, whatever is left out */
}
