/* What the office corrects about a pupil, a guardian, somebody who works there.
** GET /t/:truong/em/:em/sua
** POST /t/:truong/em/:em/sua
** GET /t/:truong/em/:em/gia-dinh/:kin/sua
** POST /t/:truong/em/:em/gia-dinh/:kin/sua
** GET /t/:truong/nhan-su/:nguoi/sua
** POST /t/:truong/nhan-su/:nguoi/sua */
#include "access/access.h"
#include "base/ids.h"
#include "people/people.h"
#include "test/harness/city.h"
#include <string.h>

#define NEW_NAME "ho_ten=Tr%E1%BA%A7n+L%C3%AA+Ho%C3%A0i+An&ngay_sinh=14/03/2014&gioi_tinh=female"

static bool shows(struct test *t, struct city *s, person_id who, const char *path, const char *words)
{
    struct loop_reply r;
    return city_get(t, s, who, path, &r) == 200 && strstr(r.body, words);
}

TEST(a_pupils_name_is_corrected_everywhere_and_the_former_one_stays_in_the_journal)
{
    struct city *s = city_open(t);
    const char *page = path_to(t, "/t/thcs/em/", s->an.v, "/sua");
    is_true(t, shows(t, s, s->clerk, page, "Trần Lê Bình An"));
    is_int(t, 303, city_post(t, s, s->clerk, page, NEW_NAME "&rev=1", NULL));
    is_true(t, shows(t, s, s->hang, path_to(t, "/t/thcs/lop/", s->a1.v, ""), "Trần Lê Hoài An"));
    is_true(t, shows(t, s, s->hang, "/tim-kiem?q=hoai+an", "Trần Lê Hoài An"));
    is_true(t, !shows(t, s, s->hang, "/tim-kiem?q=binh+an", "Bình An"));
    is_true(t, shows(t, s, s->tuan, "/hom-nay", "Hoài An"));
    is_true(t, shows(t, s, s->principal, path_to(t, "/t/thcs/em/", s->an.v, "/lich-su"), "Trần Lê Bình An"));
    city_close(s);
}

TEST(of_two_who_correct_one_pupil_the_second_sees_both_versions_and_loses_nothing)
{
    struct city *s = city_open(t);
    const char *page = path_to(t, "/t/thcs/em/", s->an.v, "/sua");
    struct loop_reply r;
    is_int(t, 303, city_post(t, s, s->clerk, page, NEW_NAME "&rev=1", NULL));
    is_int(t, 409, city_post(t, s, s->principal, page, "ho_ten=An+Kh%C3%A1c&dien_thoai=0900000444&rev=1", &r));
    has_text(t, "An Khác", r.body);                          /* as typed */
    has_text(t, "Bây giờ trong hồ sơ", r.body);
    has_text(t, "Trần Lê Hoài An", r.body);
    city_close(s);
}

TEST(a_birth_day_to_come_and_an_empty_name_are_refused_at_their_fields)
{
    struct city *s = city_open(t);
    const char *page = path_to(t, "/t/thcs/em/", s->an.v, "/sua");
    is_int(t, 422, city_post(t, s, s->clerk, page, "ho_ten=An&ngay_sinh=01/01/2099&rev=1", NULL));
    is_int(t, 422, city_post(t, s, s->clerk, page, "ho_ten=+&rev=1", NULL));
    is_int(t, 422, city_post(t, s, s->clerk, page, "ho_ten=An&dien_thoai=12&rev=1", NULL));
    is_true(t, shows(t, s, s->clerk, page, "Trần Lê Bình An"));
    city_close(s);
}

TEST(a_guardian_of_another_school_too_is_corrected_by_nobody_here)
{
    struct city *s = city_open(t);
    const char *tuan = arena_print(t->arena, "%s/%s", path_to(t, "/t/thcs/em/", s->an.v, "/gia-dinh"), path_to(t, "", s->tuan.v, "/sua"));
    const char *hoa = arena_print(t->arena, "%s/%s", path_to(t, "/t/thcs/em/", s->binh.v, "/gia-dinh"), path_to(t, "", s->hoa.v, "/sua"));
    const char *crossed = arena_print(t->arena, "%s/%s", path_to(t, "/t/thcs/em/", s->an.v, "/gia-dinh"), path_to(t, "", s->hoa.v, "/sua"));
    is_int(t, 409, city_post(t, s, s->clerk, tuan, "ho_ten=Tu%E1%BA%A5n&dien_thoai=0900000101&rev=1", NULL));      /* Bống's father as well */
    is_int(t, 303, city_post(t, s, s->clerk, hoa, "ho_ten=Hoa+M%E1%BB%9Bi&dien_thoai=0900000666&rev=1", NULL));
    is_true(t, shows(t, s, s->clerk, path_to(t, "/t/thcs/em/", s->binh.v, "/gia-dinh"), "0900 000 666"));
    is_int(t, 404, city_get(t, s, s->clerk, crossed, NULL));
    is_int(t, 404, city_post(t, s, s->clerk, crossed, "ho_ten=X&rev=2", NULL));
    city_close(s);
}

TEST(somebody_who_works_here_is_corrected_and_no_pupil_by_that_way)
{
    struct city *s = city_open(t);
    is_int(t, 303, city_post(t, s, s->clerk, path_to(t, "/t/thcs/nhan-su/", s->m_toan.v, "/sua"), "ho_ten=V%C5%A9+%C4%90%C3%ACnh+To%E1%BA%A3n&rev=1", NULL));
    is_true(t, shows(t, s, s->clerk, "/t/thcs/nhan-su", "Vũ Đình Toản"));
    is_true(t, shows(t, s, s->hang, path_to(t, "/t/thcs/lop/", s->a1.v, ""), "Vũ Đình Toản"));
    is_int(t, 404, city_get(t, s, s->clerk, path_to(t, "/t/thcs/nhan-su/", s->m_an.v, "/sua"), NULL));
    is_int(t, 404, city_post(t, s, s->clerk, path_to(t, "/t/thcs/nhan-su/", s->m_an.v, "/sua"), "ho_ten=X&rev=1", NULL));
    city_close(s);
}

TEST(whom_an_order_keeps_from_a_child_gets_no_other_name_or_telephone_by_the_office_nor_by_themselves)
{
    struct city *s = city_open(t);
    const char *none, *id = NULL, *child = path_to(t, "/t/thcs/em/", s->an.v, "");
    struct loop_reply r;
    city_bar(t, s, s->an, s->clerk, "+84900000881");
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "SELECT id FROM member WHERE person_id = %lld", (long long)s->clerk.v), &id));
    int64_t place = 0;
    is_true(t, span_int(span_of(id ? id : ""), &place));
    const char *page = path_to(t, "/t/thcs/nhan-su/", place, "/sua");
    is_int(t, 404, city_get(t, s, s->clerk, child, NULL));
    is_int(t, 409, city_post(t, s, s->clerk, page, "ho_ten=T%C3%AAn+Kh%C3%A1c&rev=1", &r));
    has_text(t, "Nhờ họ tự đổi, hoặc nhờ quản trị hệ thống", r.body);
    lacks_text(t, "quyết định", r.body);
    is_int(t, 409, city_post(t, s, s->deputy, page, "ho_ten=T%C3%AAn+Kh%C3%A1c&dien_thoai=0900000882&rev=1", NULL));
    is_int(t, 404, city_get(t, s, s->clerk, child, NULL));
    /* a telephone that ended, by whatever way, opens nothing */
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "UPDATE contact SET to_day = from_day WHERE person_id = %lld", (long long)s->clerk.v), &none));
    is_int(t, 404, city_get(t, s, s->clerk, child, NULL));
    is_rc(t, OK, db_plain(s->app.db, t->arena, "UPDATE contact SET to_day = from_day WHERE value = '+84900000881'", &none));
    is_int(t, 404, city_get(t, s, s->clerk, child, NULL));
    city_close(s);
}
