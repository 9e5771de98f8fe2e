/* The pages of schools as those who may, those who may not, and those of another school. */
#include "test/harness/city.h"
#include <string.h>

#define YEAR "ten=2027-2028&bat_dau=05/09/2027&ket_thuc=01/06/2028&tuan_1=06/09/2027&hoc_ki_2=17/01/2028"

TEST(my_schools_are_where_i_work_and_where_my_children_learn)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "UPDATE school SET phone = '+84900000999' WHERE id = %lld", (long long)s->thcs.id.v), NULL));
    is_int(t, 200, city_get(t, s, s->tuan, "/nha-truong", &r));
    has_text(t, "Trường THCS Bình Minh", r.body);
    has_text(t, "Trường Mầm non Hoa Gạo", r.body);
    lacks_text(t, "Trường Tiểu học Sao Mai", r.body);
    has_text(t, "/t/thcs/lich-chung", r.body);
    has_text(t, "href=\"tel:+84900000999\"", r.body);
    is_int(t, 200, city_get(t, s, s->admin, "/nha-truong", &r));
    lacks_text(t, "/t/thcs", r.body);
    is_int(t, 303, city_get(t, s, (person_id){ 0 }, "/nha-truong", NULL));
    city_close(s);
}

TEST(management_opens_for_the_office_of_that_school_only)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 303, city_get(t, s, s->clerk, "/quan-ly", &r));
    is_text(t, "/t/thcs/quan-ly", r.location);
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/quan-ly", &r));
    has_text(t, "2026-2027", r.body);
    lacks_text(t, "tieu-hoc", r.body);
    is_int(t, 403, city_get(t, s, s->hang, "/quan-ly", NULL));
    is_int(t, 403, city_get(t, s, s->hang, "/t/thcs/quan-ly", NULL));
    is_int(t, 404, city_get(t, s, s->clerk, "/t/tieu-hoc/quan-ly", NULL));
    is_int(t, 404, city_get(t, s, s->clerk, "/t/khong-co/quan-ly", NULL));
    city_close(s);
}

TEST(the_directory_never_shows_people_of_another_school)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->toan, "/t/thcs/nguoi?q=do+tri", &r));
    has_text(t, "Đỗ Trí Bình", r.body);
    is_int(t, 200, city_get(t, s, s->toan, "/t/thcs/nguoi?q=%C4%90%E1%BB%97+Tr%C3%AD", &r));         /* Đỗ Trí */
    has_text(t, "Đỗ Trí Bình", r.body);
    is_int(t, 200, city_get(t, s, s->toan, "/t/thcs/nguoi?q=lan", &r));
    lacks_text(t, "Phùng Thị Lan", r.body);
    is_int(t, 200, city_get(t, s, s->toan, "/t/thcs/nguoi?vai=pupil", &r));
    has_text(t, "Khuất Quỳnh Chi", r.body);
    lacks_text(t, "Kiều Anh Dũng", r.body);
    is_int(t, 200, city_get(t, s, s->toan, "/t/thcs/nguoi?vai=guardian&q=", &r));                    /* no such role: teachers */
    has_text(t, "Phạm Hải Yến", r.body);
    is_int(t, 404, city_get(t, s, s->toan, "/t/thcs/nguoi?sau=khong", NULL));
    is_int(t, 404, city_get(t, s, s->lan, "/t/thcs/nguoi?q=binh", NULL));
    is_int(t, 403, city_get(t, s, s->an, "/t/thcs/nguoi", NULL));
    is_int(t, 404, city_get(t, s, s->tuan, "/t/thcs/nguoi", NULL));
    city_close(s);
}

TEST(the_office_sets_a_year_once_and_keeps_what_it_typed)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/nam-hoc", &r));
    has_text(t, "2026-2027", r.body);
    is_int(t, 422, city_post(t, s, s->clerk, "/t/thcs/nam-hoc", "ten=2027-2028&bat_dau=05/09/2027&ket_thuc=31/02/2028&tuan_1=06/09/2027&hoc_ki_2=17/01/2028", &r));
    has_text(t, "31/02/2028", r.body);
    is_int(t, 422, city_post(t, s, s->clerk, "/t/thcs/nam-hoc", "ten=2027-2028&bat_dau=05/09/2027&ket_thuc=01/06/2028&tuan_1=07/09/2027&hoc_ki_2=17/01/2028", &r));
    has_text(t, "thứ Hai", r.body);
    has_text(t, "07/09/2027", r.body);
    is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/nam-hoc", YEAR, NULL));
    is_int(t, 409, city_post(t, s, s->clerk, "/t/thcs/nam-hoc", YEAR, &r));
    has_text(t, "Trường đã có năm học 2027-2028.", r.body);
    has_text(t, "17/01/2028", r.body);
    is_int(t, 303, city_post(t, s, s->mn_principal, "/t/mam-non/nam-hoc", YEAR, NULL));              /* another school, the same name */
    is_int(t, 403, city_post(t, s, s->hang, "/t/thcs/nam-hoc", YEAR, NULL));
    is_int(t, 404, city_post(t, s, s->th_principal, "/t/thcs/nam-hoc", YEAR, NULL));
    city_close(s);
}

TEST(the_office_corrects_the_days_of_a_year_and_its_weeks_follow)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *year = path_to(t, "nam=", s->thcs.year.v, "");
    const char *days = "ten=x&bat_dau=07/09/2026&ket_thuc=15/06/2027&tuan_1=14/09/2026&hoc_ki_2=25/01/2027&nghi_tet=01/02/2027";
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/nam-hoc", &r));
    has_text(t, "Sửa năm học 2026-2027", r.body);
    has_text(t, "2027-2028", r.body);                                                               /* what a new one would be called: not what the school has */
    is_int(t, 422, city_post(t, s, s->clerk, "/t/thcs/nam-hoc", arena_print(t->arena, "%s&rev=1&ten=x&bat_dau=07/09/2026&ket_thuc=15/06/2027&tuan_1=15/09/2026&hoc_ki_2=25/01/2027", year), &r));
    has_text(t, "15/09/2026", r.body), lacks_text(t, "Đặt năm học sau", r.body);                    /* the form that was sent, with what was typed */
    is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/nam-hoc", arena_print(t->arena, "%s&rev=1&%s", year, days), NULL));
    is_int(t, 409, city_post(t, s, s->clerk, "/t/thcs/nam-hoc", arena_print(t->arena, "%s&rev=1&%s", year, days), NULL));       /* somebody else was first */
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/nam-hoc", &r));
    has_text(t, "Từ 07/09/2026 đến 15/06/2027.", r.body), has_text(t, "14/09/2026", r.body), lacks_text(t, ">07/09/2026</td>", r.body);
    has_text(t, "Nghỉ Tết", r.body);
    is_int(t, 404, city_post(t, s, s->mn_principal, "/t/mam-non/nam-hoc", arena_print(t->arena, "%s&rev=2&%s", year, days), NULL));  /* another school's */
    is_int(t, 403, city_post(t, s, s->hang, "/t/thcs/nam-hoc", arena_print(t->arena, "%s&rev=2&%s", year, days), NULL));
    city_close(s);
}

TEST(a_pupil_in_the_directory_leads_to_its_page_for_the_office_only)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *page = path_to(t, "/t/thcs/em/", s->an.v, "");
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/nguoi?vai=pupil", &r));
    has_text(t, page, r.body);
    is_int(t, 200, city_get(t, s, s->toan, "/t/thcs/nguoi?vai=pupil", &r));
    lacks_text(t, page, r.body);
    city_close(s);
}

/* GET /t/:truong/dia-chi   ** POST /t/:truong/dia-chi */
TEST(the_principal_puts_the_address_right_and_everybody_reads_it)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *first = NULL;
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/dia-chi", &r));
    const char *at = strstr(r.body, "name=\"rev\" value=\""), *body = arena_print(t->arena, "dia_chi=S%%E1%%BB%%91+9+ph%%E1%%BB%%91+M%%E1%%BA%%ABu&rev=%.*s", (int)strcspn(at + 18, "\""), at + 18);
    is_int(t, 403, city_get(t, s, s->clerk, "/t/thcs/dia-chi", NULL));
    is_int(t, 403, city_post(t, s, s->clerk, "/t/thcs/dia-chi", body, NULL));
    is_int(t, 403, city_post(t, s, s->hang, "/t/thcs/dia-chi", body, NULL));
    is_int(t, 404, city_post(t, s, s->th_principal, "/t/thcs/dia-chi", body, NULL));
    is_int(t, 403, city_post(t, s, s->deputy, "/t/thcs/dia-chi", body, NULL));
    is_int(t, 303, city_post(t, s, s->principal, "/t/thcs/dia-chi", body, NULL));
    is_int(t, 409, city_post(t, s, s->principal, "/t/thcs/dia-chi", body, &r));              /* somebody was faster */
    is_int(t, 422, city_post(t, s, s->principal, "/t/thcs/dia-chi", "dia_chi=&rev=2", NULL));
    is_int(t, 200, city_get(t, s, (person_id){ 0 }, "/t/thcs", &r));
    has_text(t, "Số 9 phố Mẫu", r.body);
    is_int(t, 200, city_get(t, s, s->th_principal, "/t/tieu-hoc/dia-chi", &r));
    lacks_text(t, "Số 9 phố Mẫu", r.body);
    is_rc(t, OK, db_plain(s->app.db, t->arena, "SELECT count(*) FROM audit WHERE act = 'schools.address'", &first));
    is_text(t, "1", first);
    city_close(s);
}

/* ui/ui.c lists what lies in which place: a page that is forgotten there leaves its reader without a mark of where they are. */
TEST(each_page_that_the_management_leads_to_says_in_which_place_it_lies)
{
    struct city *s = city_open(t);
    struct loop_reply r, page;
    size_t seen = 0;
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/quan-ly", &r));
    for (const char *at = strstr(r.body, "<main"); at && (at = strstr(at, "<h3><a href=\"")); seen++) {
        at += strlen("<h3><a href=\"");
        const char *path = arena_text_n(t->arena, at, strcspn(at, "\""));
        is_int(t, 200, city_get(t, s, s->principal, path, &page));
        const char *places = strstr(page.body, "class=\"places"), *end = places ? strstr(places, "</nav>") : NULL, *mark = places ? strstr(places, "aria-current") : NULL;
        if (!end || !mark || mark > end) fail(t, "%s lies in no place", path);
    }
    is_true(t, seen > 15);
    city_close(s);
}
