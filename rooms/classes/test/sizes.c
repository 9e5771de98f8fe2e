/* class.open_places: how many pupils a class has, read and not counted. That every act of the rules keeps it is looked at by city_close(), after each test. */
#include "classes/classes.h"
#include "data/verify.h"
#include "test/harness/race.h"
#include <string.h>

static int64_t pupils(struct test *t, struct city *s, class_id of)
{
    struct class_face face = { 0 };
    is_rc(t, OK, class_face(as_staff(s, s->thcs.id), of, &face));
    ask_done(s->ask);
    return face.pupils;
}

static void sql(struct test *t, struct city *s, const char *text)
{
    ask_done(s->ask);
    is_rc(t, OK, db_plain(s->app.db, t->arena, text, NULL));
}

TEST(who_comes_later_is_not_counted_yet_and_who_goes_later_still_is)
{
    struct city *s = city_open(t);
    struct class_line *line;
    size_t n = 0;
    is_int(t, 2, pupils(t, s, s->a1));
    sql(t, s, arena_print(t->arena, "UPDATE enrolment SET to_day = %d WHERE person_id = %lld; UPDATE class SET open_places = 1 WHERE id = %lld", s->today.n + 3, (long long)s->an.v, (long long)s->a1.v));
    is_int(t, 2, pupils(t, s, s->a1));                                       /* goes in three days */
    sql(t, s, arena_print(t->arena, "UPDATE enrolment SET from_day = %d WHERE person_id = %lld", s->today.n + 2, (long long)s->binh.v));
    is_int(t, 1, pupils(t, s, s->a1));                                       /* and one who comes in two */
    sql(t, s, arena_print(t->arena, "UPDATE enrolment SET from_day = %d WHERE person_id = %lld", s->today.n + 1, (long long)s->an.v));
    is_int(t, 0, pupils(t, s, s->a1));                                       /* both ends still to come */
    sql(t, s, arena_print(t->arena, "UPDATE enrolment SET from_day = %d, to_day = %d WHERE person_id = %lld", s->today.n - 9, s->today.n, (long long)s->an.v));
    sql(t, s, arena_print(t->arena, "UPDATE enrolment SET from_day = %d WHERE person_id = %lld", s->today.n, (long long)s->binh.v));
    is_rc(t, OK, classes_of_year(as_staff(s, s->thcs.id), s->thcs.year, &line, &n));
    is_int(t, 2, n);
    is_int(t, 1, line[0].pupils);                                            /* the last day is the first without, the first is the first with */
    is_int(t, 1, line[1].pupils);
    city_close(s);
}

static void told(void *to, const char *words) { *(int *)to += strstr(words, "open places") != NULL; }

TEST(verify_finds_a_class_whose_row_says_another_number)
{
    struct city *s = city_open(t);
    for (int wrong = 0; wrong < 2; wrong++) {
        int lines = 0;
        struct verify_report report = { .line = told, .to = &lines };
        if (wrong) sql(t, s, arena_print(t->arena, "UPDATE class SET open_places = 7 WHERE id = %lld", (long long)s->a2.v));
        for (const struct verify_check *c = classes_checks; c->name; c++) is_rc(t, OK, c->run(as_staff(s, (school_id){ 0 }), &report));
        is_int(t, wrong, lines);
    }
    sql(t, s, arena_print(t->arena, "UPDATE class SET open_places = 1 WHERE id = %lld", (long long)s->a2.v));
    city_close(s);
}

static rc goes_over(struct tx *t, struct actor *k)
{
    enrolment_id id;
    return enrol(t, k->s->a2, k->victim, k->victim_person, k->s->today, (batch_id){ 0 }, &id);
}

TEST(two_who_change_to_one_class_at_once_are_both_counted)
{
    struct city *s = city_on_postgres(t);
    if (!s) return;
    struct actor one = { t, s, goes_over, s->clerk, .victim = s->m_an, .victim_person = s->an, .then = WAITS_FOR_THE_OTHER };
    struct actor other = { t, s, goes_over, s->principal, .victim = s->m_binh, .victim_person = s->binh, .then = LEAVES_AT_ONCE };
    both_go(&one, &other);
    is_rc(t, OK, one.answered);
    is_rc(t, OK, other.answered);
    is_int(t, 0, pupils(t, s, s->a1));
    is_int(t, 3, pupils(t, s, s->a2));
    is_int(t, 0, db_stats(s->app.db).again);                                 /* both hold the smaller id first */
    city_close(s);
}
