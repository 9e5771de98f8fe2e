/* Namesakes of one list are told apart by the day of birth; nobody else's day is shown. */
#include "classes/classes.h"
#include "test/harness/city.h"
#include <stdlib.h>

static opt_day on(int y, int m, int d)
{
    opt_day out = { .has = true };
    return day_make(y, m, d, &out.v) ? out : (opt_day){ 0 };
}

TEST(who_shares_a_name_gets_the_day_and_where_that_is_one_the_year_and_nobody_else_does)
{
    const char *name[] = { "Lê An", "Lê An", "Lê Bình", "Lê Chi", "Lê Chi", "Lê Dũng", "Lê Dũng" };
    struct namesake all[] = { { &name[0], on(2014, 3, 12) }, { &name[1], on(2014, 9, 5) }, { &name[2], on(2014, 1, 1) }, { &name[3], on(2014, 2, 2) }, { &name[4], on(2015, 2, 2) },
                              { &name[5], { 0 } }, { &name[6], on(2014, 7, 7) } };
    is_rc(t, OK, namesakes_part(t->arena, LANG_VI, all, 7));
    is_text(t, "Lê An (sinh 12/3)", name[0]);
    is_text(t, "Lê An (sinh 5/9)", name[1]);
    is_text(t, "Lê Bình", name[2]);
    is_text(t, "Lê Chi (sinh 2/2/2014)", name[3]);
    is_text(t, "Lê Chi (sinh 2/2/2015)", name[4]);
    is_text(t, "Lê Dũng", name[5]);                                /* no day is known: nothing to say */
    is_text(t, "Lê Dũng (sinh 7/7)", name[6]);
}

TEST(two_of_one_name_in_a_class_are_told_apart_wherever_one_is_chosen)
{
    struct city *s = city_open(t);
    const char *const pages[] = { "", "/doi-lop", "/dong-y", "/phieu" };
    struct loop_reply r;
    const char *name = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "SELECT full_name FROM person WHERE id = %lld", (long long)s->an.v), &name));
    for (size_t i = 0; i < 4; i++) {
        is_int(t, 200, city_get(t, s, s->clerk, path_to(t, "/t/thcs/lop/", s->a1.v, pages[i]), &r));
        lacks_text(t, "(sinh ", r.body);
    }
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "UPDATE person SET full_name = (SELECT full_name FROM person WHERE id = %lld), born = CASE WHEN id = %lld THEN 16000 ELSE 16100 END WHERE id IN (%lld, %lld)",
                                                           (long long)s->an.v, (long long)s->an.v, (long long)s->an.v, (long long)s->binh.v), NULL));
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "UPDATE member SET display_name = (SELECT full_name FROM person WHERE id = member.person_id) WHERE person_id IN (%lld, %lld)", (long long)s->an.v, (long long)s->binh.v), NULL));
    for (size_t i = 0; i < 4; i++) {
        is_int(t, 200, city_get(t, s, s->clerk, path_to(t, "/t/thcs/lop/", s->a1.v, pages[i]), &r));
        has_text(t, arena_print(t->arena, "%s (sinh 22/10)", name), r.body);
        has_text(t, arena_print(t->arena, "%s (sinh 30/1)", name), r.body);
    }
    city_close(s);
}
