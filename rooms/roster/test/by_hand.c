/* One pupil written by hand:
** GET /t/:truong/lop/:lop/them-em
** POST /t/:truong/lop/:lop/them-em */
#include "base/ids.h"
#include "people/people.h"
#include "roster/inside.h"
#include "roster/roster.h"
#include "test/harness/city.h"
#include <string.h>

#define MI "ho_ten=Tr%E1%BA%A7n+Th%E1%BA%A3o+Mi&ngay_sinh=01%2F02%2F2015&gioi_tinh=female&ngay=16%2F11%2F2026"
#define MOTHER "&phu_huynh=Ph%E1%BA%A1m+Thu+H%C3%A0&la=mother&dien_thoai=0900555111"

static const char *page_of(struct test *t, class_id id) { return path_to(t, "/t/thcs/lop/", id.v, "/them-em"); }

static const char *count_of(struct test *t, struct city *s, const char *what)
{
    const char *n = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "SELECT count(*) FROM %s", what), &n));
    return n ? n : "";
}

static int add(struct test *t, struct city *s, person_id by, const char *body, struct loop_reply *r) { return city_post(t, s, by, page_of(t, s->a1), body, r); }

TEST(one_pupil_comes_into_a_class_with_a_guardian_and_both_get_slips)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->clerk, path_to(t, "/t/thcs/lop/", s->a1.v, ""), &r));
    has_text(t, "/them-em", r.body);
    is_int(t, 200, city_get(t, s, s->clerk, page_of(t, s->a1), &r));
    is_int(t, 303, add(t, s, s->clerk, MI MOTHER, &r));
    is_text(t, path_to(t, "/t/thcs/lop/", s->a1.v, "/phieu"), r.location);
    is_int(t, 200, city_get(t, s, s->clerk, path_to(t, "/t/thcs/lop/", s->a1.v, "/phieu"), &r));
    has_text(t, "Làm một phiếu", r.body);                      /* theirs alone: those that were given to others hold */
    has_text(t, ">Trần Thảo Mi (", r.body);
    has_text(t, ">Phạm Thu Hà (", r.body);
    is_int(t, 200, city_get(t, s, s->hang, path_to(t, "/t/thcs/lop/", s->a1.v, ""), &r));
    has_text(t, "Trần Thảo Mi", r.body);
    is_text(t, "1", count_of(t, s, "enrolment e JOIN person p ON p.id = e.person_id WHERE p.full_name = 'Trần Thảo Mi' AND e.to_day IS NULL AND e.from_day = 20773"));
    is_text(t, "1", count_of(t, s, "account a JOIN person p ON p.id = a.person_id WHERE p.full_name = 'Trần Thảo Mi'"));
    is_text(t, "1", count_of(t, s, "account a JOIN person p ON p.id = a.person_id WHERE p.full_name = 'Phạm Thu Hà'"));
    is_text(t, "1", count_of(t, s, "guardian_link g JOIN person p ON p.id = g.guardian_id WHERE p.full_name = 'Phạm Thu Hà' AND g.kind = 'mother' AND g.to_day IS NULL"));
    is_text(t, "1", count_of(t, s, "audit WHERE act = 'roster.by_hand'"));
    city_close(s);
}

TEST(who_is_there_already_is_shown_and_goes_in_a_second_time_only_when_the_office_says_so)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 303, add(t, s, s->clerk, MI, NULL));
    is_int(t, 422, add(t, s, s->clerk, "ho_ten=tran+thao+mi&ngay_sinh=01%2F02%2F2015&ngay=23%2F11%2F2026", &r));      /* however it is spelled */
    has_text(t, "Có thể em đã ở trong trường", r.body);
    has_text(t, "cùng ngày sinh", r.body);
    has_text(t, "value=\"tran thao mi\"", r.body);              /* what was typed stays */
    is_int(t, 422, add(t, s, s->clerk, "ho_ten=Tr%E1%BA%A7n+Mi&ngay_sinh=01%2F02%2F2015&ngay=23%2F11%2F2026", NULL));      /* a shorter name, the same birthday */
    is_int(t, 422, add(t, s, s->clerk, "ho_ten=Tr%E1%BA%A7n+Th%E1%BA%A3o+Mi&ngay_sinh=05%2F06%2F2014&ngay=23%2F11%2F2026", &r));
    has_text(t, "ngày sinh khác", r.body);
    is_text(t, "1", count_of(t, s, "member WHERE display_name = 'Trần Thảo Mi'"));
    is_int(t, 303, add(t, s, s->clerk, "ho_ten=Tr%E1%BA%A7n+Th%E1%BA%A3o+Mi&ngay_sinh=05%2F06%2F2014&ngay=23%2F11%2F2026&em_khac=1", NULL));
    is_text(t, "2", count_of(t, s, "member WHERE display_name = 'Trần Thảo Mi'"));
    city_close(s);
}

TEST(a_day_to_come_a_day_of_another_year_and_a_name_of_one_word_are_refused_in_their_fields)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 422, add(t, s, s->clerk, "ho_ten=Tr%E1%BA%A7n+Mi&ngay_sinh=01%2F02%2F2015&ngay=24%2F11%2F2026", &r));
    has_text(t, "muộn nhất là hôm nay", r.body);
    is_int(t, 422, add(t, s, s->clerk, "ho_ten=Tr%E1%BA%A7n+Mi&ngay_sinh=01%2F02%2F2015&ngay=01%2F03%2F2025", NULL));
    is_int(t, 422, add(t, s, s->clerk, "ho_ten=Mi&ngay_sinh=01%2F02%2F2015&ngay=23%2F11%2F2026", NULL));
    is_int(t, 422, add(t, s, s->clerk, "ho_ten=Tr%E1%BA%A7n+Mi&ngay_sinh=23%2F11%2F2026&ngay=23%2F11%2F2026", NULL));
    is_int(t, 422, add(t, s, s->clerk, "ho_ten=Tr%E1%BA%A7n+Mi&ngay_sinh=01%2F02%2F2015&ngay=23%2F11%2F2026&dien_thoai=0900555111", NULL));
    is_int(t, 422, add(t, s, s->clerk, "ho_ten=Tr%E1%BA%A7n+Mi&ngay_sinh=01%2F02%2F2015&ngay=23%2F11%2F2026&phu_huynh=Ph%E1%BA%A1m+H%C3%A0", NULL));
    is_text(t, "0", count_of(t, s, "person WHERE full_name = 'Trần Mi'"));
    is_int(t, 403, add(t, s, s->hang, MI, NULL));              /* a homeroom teacher asks the office */
    is_int(t, 404, city_post(t, s, s->th_principal, page_of(t, s->a1), MI, NULL));
    city_close(s);
}

TEST(a_guardian_whose_name_and_phone_are_known_is_the_same_human_being)
{
    struct city *s = city_open(t);
    is_int(t, 303, add(t, s, s->clerk, MI MOTHER, NULL));
    is_int(t, 303, add(t, s, s->clerk, "ho_ten=Tr%E1%BA%A7n+Gia+Huy&ngay_sinh=01%2F02%2F2014&ngay=16%2F11%2F2026" MOTHER, NULL));
    is_text(t, "1", count_of(t, s, "person WHERE full_name = 'Phạm Thu Hà'"));
    is_text(t, "2", count_of(t, s, "guardian_link g JOIN person p ON p.id = g.guardian_id WHERE p.full_name = 'Phạm Thu Hà' AND g.to_day IS NULL"));
    city_close(s);
}

TEST(who_was_added_by_mistake_is_taken_back_with_guardian_and_account_and_comes_again)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 303, add(t, s, s->clerk, MI MOTHER, NULL));
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/hoan-tac", &r));
    has_text(t, "Thêm một em", r.body);
    const char *at = strstr(r.body, "href=\"/t/thcs/hoan-tac/");
    if (!is_true(t, at != NULL)) return city_close(s);
    const char *undo = arena_text_n(t->arena, at + 6, strcspn(at + 6, "\""));
    is_int(t, 200, city_get(t, s, s->clerk, undo, &r));
    has_text(t, "Trần Thảo Mi", r.body);
    is_int(t, 303, city_post(t, s, s->clerk, undo, "li_do=nh%E1%BA%A7m+tr%C6%B0%E1%BB%9Dng", NULL));
    is_text(t, "0", count_of(t, s, "enrolment e JOIN person p ON p.id = e.person_id WHERE p.full_name = 'Trần Thảo Mi' AND (e.to_day IS NULL OR e.to_day > e.from_day)"));
    is_text(t, "0", count_of(t, s, "guardian_link g JOIN person p ON p.id = g.guardian_id WHERE p.full_name = 'Phạm Thu Hà' AND g.to_day IS NULL"));
    is_text(t, "0", count_of(t, s, "account a JOIN person p ON p.id = a.person_id WHERE p.full_name = 'Trần Thảo Mi' AND a.closed_at IS NULL"));
    is_int(t, 303, add(t, s, s->clerk, MI MOTHER, NULL));       /* nobody is alike any more */
    city_close(s);
}
