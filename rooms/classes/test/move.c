/* A pupil goes to another class:
** GET /t/:truong/em/:em/doi-lop
** POST /t/:truong/em/:em/doi-lop
** GET /t/:truong/lop/:lop/doi-lop */
#include "base/ids.h"
#include "classes/classes.h"
#include "people/people.h"
#include "test/harness/city.h"
#include <string.h>

static const char *page_of(struct test *t, struct city *s) { return path_to(t, "/t/thcs/em/", s->an.v, "/doi-lop"); }

/* The hidden fields of the form as the clerk sees it now. */
static const char *seen_now(struct test *t, struct city *s)
{
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->clerk, page_of(t, s), &r));
    const char *place = strstr(r.body, "name=\"cho\" value=\""), *rev = strstr(r.body, "name=\"rev\" value=\"");
    return arena_print(t->arena, "cho=%s&rev=%s", place ? arena_text_n(t->arena, place + 18, 13) : "",
                       rev ? arena_text_n(t->arena, rev + 18, strcspn(rev + 18, "\"")) : "");
}

static int move_seen(struct test *t, struct city *s, person_id by, class_id to, const char *on, const char *seen)
{
    return city_post(t, s, by, page_of(t, s), arena_print(t->arena, "%s&ngay=%s&%s", path_to(t, "lop=", to.v, ""), on, seen), NULL);
}

static int move_to(struct test *t, struct city *s, class_id to, const char *on) { return move_seen(t, s, s->clerk, to, on, seen_now(t, s)); }

static const char *count_of(struct test *t, struct city *s, const char *sql)
{
    const char *n = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "SELECT count(*) FROM enrolment WHERE person_id = %lld AND %s", (long long)s->an.v, sql), &n));
    return n;
}

TEST(who_is_moved_is_read_by_the_new_class_and_no_longer_by_the_old_one)
{
    struct city *s = city_open(t);
    const char *pupil = path_to(t, "/t/thcs/em/", s->an.v, "");
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->hang, pupil, NULL));
    is_int(t, 403, city_get(t, s, s->yen, pupil, NULL));
    is_int(t, 403, move_seen(t, s, s->hang, s->a2, "23%2F11%2F2026", seen_now(t, s)));
    is_int(t, 404, move_seen(t, s, s->th_principal, s->a2, "23%2F11%2F2026", seen_now(t, s)));
    is_int(t, 303, move_to(t, s, s->a2, "23%2F11%2F2026"));
    is_int(t, 403, city_get(t, s, s->hang, pupil, NULL));
    is_int(t, 403, city_get(t, s, s->toan, pupil, NULL));
    is_int(t, 200, city_get(t, s, s->yen, pupil, NULL));
    is_int(t, 200, city_get(t, s, s->clerk, page_of(t, s), &r));
    has_text(t, "6A1", r.body);                                /* what was stays */
    has_text(t, "6A2", r.body);
    is_int(t, 200, city_get(t, s, s->tuan, path_to(t, "/ho-so/", s->an.v, ""), &r));
    has_text(t, "6A2", r.body);
    lacks_text(t, "6A1", r.body);
    is_int(t, 200, city_get(t, s, s->tuan, "/thong-bao", &r));
    has_text(t, "Con vừa đổi lớp", r.body);
    lacks_text(t, "6A2", r.body);                              /* no notice names a child or where it is */
    lacks_text(t, "Bình An", r.body);
    is_int(t, 200, city_get(t, s, s->hoa, "/thong-bao", &r));
    lacks_text(t, "Con vừa đổi lớp", r.body);                     /* another child's */
    is_int(t, 200, city_get(t, s, s->clerk, path_to(t, "/t/thcs/lop/", s->a2.v, "/doi-lop"), &r));
    has_text(t, "Bình An", r.body);
    is_int(t, 200, city_get(t, s, s->clerk, path_to(t, "/t/thcs/lop/", s->a1.v, "/doi-lop"), &r));
    lacks_text(t, "Bình An", r.body);
    is_int(t, 403, city_get(t, s, s->hang, path_to(t, "/t/thcs/lop/", s->a1.v, "/doi-lop"), NULL));
    city_close(s);
}

TEST(of_the_guardians_none_hears_of_it_whom_an_order_keeps_from_the_child_by_another_row)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    city_bar(t, s, s->an, s->tuan, "+84900000886");            /* his own link still stands */
    is_int(t, 303, move_to(t, s, s->a2, "23%2F11%2F2026"));
    is_int(t, 200, city_get(t, s, s->tuan, "/thong-bao", &r));
    lacks_text(t, "Con vừa đổi lớp", r.body);
    city_close(s);
}

TEST(moved_back_on_the_same_day_nobody_has_left_and_no_ghost_is_shown)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 303, move_to(t, s, s->a2, "23%2F11%2F2026"));
    is_int(t, 303, move_to(t, s, s->a1, "23%2F11%2F2026"));
    is_text(t, "1", count_of(t, s, "to_day IS NULL"));
    is_text(t, "0", count_of(t, s, "to_day IS NOT NULL AND to_day > from_day"));
    is_int(t, 200, city_get(t, s, s->hang, path_to(t, "/t/thcs/em/", s->an.v, ""), NULL));
    is_int(t, 403, city_get(t, s, s->yen, path_to(t, "/t/thcs/em/", s->an.v, ""), NULL));
    is_int(t, 200, city_get(t, s, s->clerk, page_of(t, s), &r));
    const char *had = strstr(r.body, "da-hoc");
    has_text(t, "6A1", had ? had : "");
    lacks_text(t, "6A2", had ? had : "6A2");
    city_close(s);
}

TEST(of_two_who_move_a_pupil_the_second_hears_it)
{
    struct city *s = city_open(t);
    const char *seen = seen_now(t, s);
    is_int(t, 303, move_seen(t, s, s->clerk, s->a2, "23%2F11%2F2026", seen));
    is_int(t, 409, move_seen(t, s, s->deputy, s->a2, "20%2F11%2F2026", seen));
    is_int(t, 409, move_seen(t, s, s->deputy, s->a2, "20%2F11%2F2026", "cho=&rev=0"));
    is_text(t, "1", count_of(t, s, "to_day IS NULL"));
    city_close(s);
}

TEST(the_day_lies_between_the_coming_and_today_and_the_class_is_another_one_of_the_school)
{
    struct city *s = city_open(t);
    is_int(t, 422, move_to(t, s, s->a2, "24%2F11%2F2026"));
    is_int(t, 422, move_to(t, s, s->a2, "01%2F01%2F2020"));
    is_int(t, 422, move_to(t, s, s->a1, "23%2F11%2F2026"));
    is_int(t, 422, move_to(t, s, s->c1a1, "23%2F11%2F2026"));
    is_text(t, "1", count_of(t, s, "1 = 1"));
    city_close(s);
}

TEST(a_full_class_is_said_and_takes_one_more)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena,                 /* more in the class than the rules say */
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60) INSERT INTO enrolment (school_id, id, class_id, member_id, person_id, from_day, to_day, batch_id, rev) "
        "SELECT e.school_id, e.id - 1000 - n.i, e.class_id, e.member_id, e.person_id, e.from_day, 40000, NULL, 1 FROM enrolment e CROSS JOIN n WHERE e.class_id = %lld", (long long)s->a2.v), NULL));
    is_int(t, 200, city_get(t, s, s->clerk, page_of(t, s), &r));
    has_text(t, "6A2 (61 em, định mức 45)", r.body);
    is_int(t, 303, move_to(t, s, s->a2, "23%2F11%2F2026"));
    is_int(t, 200, city_get(t, s, s->clerk, path_to(t, "/t/thcs/lop/", s->a2.v, ""), &r));
    has_text(t, "62", r.body);
    city_close(s);
}
