/* Who comes from outside: added, checked, ended; what they see; what they never reach.
** GET /t/:truong/doi-tac   POST /t/:truong/doi-tac   POST /t/:truong/doi-tac/gia-han   POST /t/:truong/doi-tac/thoi
** GET /t/:truong/nguoi-ngoai-truong   POST /t/:truong/nguoi-ngoai-truong   POST /t/:truong/nguoi-ngoai-truong/xac-minh
** POST /t/:truong/nguoi-ngoai-truong/thoi   POST /t/:truong/nguoi-ngoai-truong/phieu
** GET /tai-khoan/mang-luoi   POST /tai-khoan/mang-luoi   GET /khu-vuc
** GET /quan-tri/co-quan   POST /quan-tri/co-quan   POST /quan-tri/co-quan/thoi   POST /quan-tri/co-quan/phieu */
#include "access/access.h"
#include "base/ids.h"
#include "test/harness/city.h"
#include <stdlib.h>
#include <string.h>

#define BASE "/t/thcs/nguoi-ngoai-truong"

static int64_t number(struct test *t, struct city *s, const char *sql)
{
    const char *first = NULL;
    ask_done(s->ask);
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &first));
    return first ? atoll(first) : -1;
}

static const char *id_of(struct test *t, int64_t id) { return path_to(t, "", id, ""); }

/* The person behind a name; each is written down once. */
static person_id named(struct test *t, struct city *s, const char *name)
{
    return (person_id){ number(t, s, arena_print(t->arena, "SELECT id FROM person WHERE full_name = '%s'", name)) };
}

static int64_t place_named(struct test *t, struct city *s, const char *name)
{
    return number(t, s, arena_print(t->arena, "SELECT max(x.id) FROM outsider x JOIN person p ON p.id = x.person_id WHERE p.full_name = '%s'", name));
}

static int add(struct test *t, struct city *s, const char *body, struct loop_reply *r) { return city_post(t, s, s->clerk, BASE, body, r); }

static const char *page_as(struct test *t, struct city *s, person_id who, const char *path)
{
    struct loop_reply r = { .body = "" };
    is_int(t, 200, city_get(t, s, who, path, &r));
    return r.body;
}

TEST(r17_no_contact_is_added_to_a_partner_whose_term_is_over)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 422, city_post(t, s, s->clerk, "/t/thcs/doi-tac", "ten=X%C6%B0%E1%BB%9Fng&to_chuc=enterprise&vai=host&den=2026-11-23", &r));
    has_text(t, "Ngày hết hạn phải sau hôm nay", r.body);
    is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/doi-tac", "ten=X%C6%B0%E1%BB%9Fng&to_chuc=enterprise&vai=host&den=2026-11-24", NULL));
    is_int(t, 409, city_post(t, s, s->clerk, "/t/thcs/doi-tac", "ten=x%C6%B0%E1%BB%9Fng&to_chuc=enterprise&vai=host", NULL));       /* the same, folded */
    int64_t partner = number(t, s, "SELECT id FROM partner");
    is_int(t, 422, add(t, s, "loai=partner&ho_ten=G%E1%BB%91m", &r));
    has_text(t, "Chọn đối tác mà người này đại diện", r.body);
    is_int(t, 303, add(t, s, arena_print(t->arena, "loai=partner&ho_ten=Gom&doi_tac=%s", id_of(t, partner)), NULL));
    db_set_clock(s->app.db, (opt_instant){ true, { s->ask->now.ms + 86400000 } });                 /* the next day */
    is_int(t, 422, add(t, s, arena_print(t->arena, "loai=partner&ho_ten=Hai&doi_tac=%s", id_of(t, partner)), &r));
    has_text(t, "Thỏa thuận với đối tác này đã hết hạn", r.body);
    has_text(t, "Thỏa thuận đã hết hạn", page_as(t, s, named(t, s, "Gom"), "/tai-khoan/mang-luoi"));
    is_int(t, 409, city_post(t, s, s->clerk, "/t/thcs/doi-tac/gia-han", arena_print(t->arena, "dong=%s&rev=9&den=2027-12-01", id_of(t, partner)), NULL));
    is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/doi-tac/gia-han", arena_print(t->arena, "dong=%s&rev=1&den=2027-12-01", id_of(t, partner)), NULL));
    is_int(t, 303, add(t, s, arena_print(t->arena, "loai=partner&ho_ten=Hai&doi_tac=%s", id_of(t, partner)), NULL));
    is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/doi-tac/thoi", arena_print(t->arena, "dong=%s&rev=2", id_of(t, partner)), NULL));
    has_text(t, "Đã hết hạn", page_as(t, s, s->clerk, "/t/thcs/doi-tac"));
    is_int(t, 404, city_post(t, s, s->th_principal, "/t/tieu-hoc/doi-tac/gia-han", arena_print(t->arena, "dong=%s&rev=3&den=2028-01-01", id_of(t, partner)), NULL));
    city_close(s);
}

TEST(r12_a_mentor_is_told_whether_the_school_has_checked_the_papers_and_sees_no_pupil_either_way)
{
    struct city *s = city_open(t);
    is_int(t, 303, add(t, s, "loai=mentor&ho_ten=Dan&mo_ta=Th%E1%BB%A3+m%E1%BB%99c&dien_thoai=0900000555", NULL));
    int64_t place = place_named(t, s, "Dan");
    person_id dan = named(t, s, "Dan");
    has_text(t, "Nhà trường chưa xác minh", page_as(t, s, dan, "/tai-khoan/mang-luoi"));
    const char *check = arena_print(t->arena, "dong=%s&rev=1&giay=Phi%%E1%%BA%%BFu+1&den=", id_of(t, place));
    is_int(t, 422, city_post(t, s, s->clerk, BASE "/xac-minh", arena_print(t->arena, "%s2026-11-23", check), NULL));
    is_int(t, 422, city_post(t, s, s->clerk, BASE "/xac-minh", arena_print(t->arena, "%s2029-01-01", check), NULL));
    is_int(t, 303, city_post(t, s, s->clerk, BASE "/xac-minh", arena_print(t->arena, "%s2026-11-25", check), NULL));
    is_int(t, 409, city_post(t, s, s->clerk, BASE "/xac-minh", arena_print(t->arena, "%s2026-11-25", check), NULL));      /* somebody was faster */
    has_text(t, "Nhà trường đã xác minh", page_as(t, s, dan, "/tai-khoan/mang-luoi"));
    const char *const shut[] = { "/t/thcs/lop", "/t/thcs/nguoi", "/t/thcs/quan-ly", "/t/thcs/hoat-dong", NULL };
    for (size_t i = 0; shut[i]; i++) is_int(t, 404, city_get(t, s, dan, shut[i], NULL));
    is_int(t, 404, city_get(t, s, dan, path_to(t, "/t/thcs/em/", s->an.v, ""), NULL));
    is_int(t, 404, city_get(t, s, dan, path_to(t, "/ho-so/", s->an.v, ""), NULL));
    is_int(t, 404, city_get(t, s, dan, path_to(t, "/lop/", s->a1.v, ""), NULL));
    is_true(t, !strstr(page_as(t, s, dan, "/tim-kiem?q=an"), "Trần Lê Bình An"));
    is_true(t, !strstr(page_as(t, s, s->clerk, "/t/thcs/nguoi?vai=teacher"), ">Dan<"));                 /* nor is the mentor in the directory */
    is_true(t, !strstr(page_as(t, s, s->clerk, "/t/thcs/nguoi?q=dan"), ">Dan<"));
    db_set_clock(s->app.db, (opt_instant){ true, { s->ask->now.ms + 2 * 86400000LL } });
    has_text(t, "Nhà trường chưa xác minh", page_as(t, s, dan, "/tai-khoan/mang-luoi"));
    has_text(t, "Xác minh đã hết hạn", page_as(t, s, s->clerk, BASE "?loai=mentor"));
    is_int(t, 303, city_post(t, s, s->clerk, BASE "/thoi", arena_print(t->arena, "dong=%s&rev=2", id_of(t, place)), NULL));
    is_int(t, 403, city_get(t, s, dan, "/tai-khoan/mang-luoi", NULL));
    is_int(t, 200, city_get(t, s, dan, "/hom-nay", NULL));
    city_close(s);
}

TEST(r15_an_alumnus_is_in_the_network_by_the_own_word_alone)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 303, add(t, s, "loai=alumnus&ho_ten=Cuu&mo_ta=9A1&ngay_sinh=2001-01-02", NULL));
    is_int(t, 303, add(t, s, "loai=alumnus&ho_ten=Kim&ngay_sinh=2002-03-04", NULL));
    const char *place = id_of(t, place_named(t, s, "Cuu"));
    person_id cuu = named(t, s, "Cuu");
    has_text(t, "Chưa tự đồng ý", page_as(t, s, s->clerk, BASE "?loai=alumnus"));
    is_int(t, 409, city_post(t, s, named(t, s, "Kim"), "/tai-khoan/mang-luoi", arena_print(t->arena, "dong=%s&rev=1&loi=co", place), NULL));      /* not for another */
    is_int(t, 303, city_post(t, s, cuu, "/tai-khoan/mang-luoi", arena_print(t->arena, "dong=%s&rev=1&loi=co", place), NULL));
    has_text(t, "Đã tự vào mạng lưới", page_as(t, s, s->clerk, BASE "?loai=alumnus"));
    is_int(t, 303, city_post(t, s, cuu, "/tai-khoan/mang-luoi", arena_print(t->arena, "dong=%s&rev=2&loi=khong", place), NULL));
    is_true(t, !strstr(page_as(t, s, s->clerk, BASE "?loai=alumnus"), "Đã tự vào mạng lưới"));
    is_int(t, 3, number(t, s, "SELECT rev FROM outsider ORDER BY id LIMIT 1"));
    is_int(t, 403, city_post(t, s, s->hang, "/tai-khoan/mang-luoi", arena_print(t->arena, "dong=%s&rev=3&loi=co", place), &r));
    city_close(s);
}

TEST(a_graduate_becomes_an_alumnus_with_the_own_account)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 303, city_post(t, s, s->clerk, path_to(t, "/t/thcs/em/", s->chi.v, "/roi-truong"), "vi_sao=graduated&ngay=2026-11-20", NULL));
    has_text(t, "Khuất Quỳnh Chi (6A2)", page_as(t, s, s->clerk, BASE "?loai=alumnus"));
    is_int(t, 422, add(t, s, arena_print(t->arena, "loai=alumnus&em=%s", id_of(t, s->an.v)), NULL));            /* still a pupil */
    is_int(t, 422, add(t, s, arena_print(t->arena, "loai=alumnus&em=%s", id_of(t, s->chi.v)), &r));            /* a child */
    has_text(t, "từ 18 tuổi", r.body);
    number(t, s, arena_print(t->arena, "UPDATE person SET born = %d WHERE id = %lld", s->today.n - 18 * 366, (long long)s->chi.v));
    is_int(t, 303, add(t, s, arena_print(t->arena, "loai=alumnus&em=%s", id_of(t, s->chi.v)), NULL));
    is_int(t, 422, add(t, s, arena_print(t->arena, "loai=alumnus&em=%s", id_of(t, s->chi.v)), NULL));
    is_int(t, 1, number(t, s, arena_print(t->arena, "SELECT count(*) FROM account WHERE person_id = %lld", (long long)s->chi.v)));
    has_text(t, "Lớp 6A2", page_as(t, s, s->chi, "/tai-khoan/mang-luoi"));
    const char *slip = arena_print(t->arena, "dong=%s&rev=1", id_of(t, place_named(t, s, "Khuất Quỳnh Chi")));
    is_int(t, 200, city_post(t, s, s->clerk, BASE "/phieu", slip, NULL));                                       /* has never come in */
    number(t, s, arena_print(t->arena, "UPDATE account SET password_hash = 'x' WHERE person_id = %lld", (long long)s->chi.v));
    is_int(t, 403, city_post(t, s, s->clerk, BASE "/phieu", slip, &r));                                         /* an account of one's own is not opened by the former school */
    has_text(t, "đã có mật khẩu của riêng mình", r.body);
    city_close(s);
}

TEST(no_child_has_an_account_as_alumnus_past_those_who_decide_for_it)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 422, add(t, s, "loai=alumnus&ho_ten=Cuu&mo_ta=9A1", NULL));                                      /* how old? */
    is_int(t, 422, add(t, s, arena_print(t->arena, "loai=alumnus&ho_ten=Cuu&ngay_sinh=24/11/2008"), NULL));    /* 18 tomorrow */
    is_int(t, 303, add(t, s, "loai=alumnus&ho_ten=Cuu&ngay_sinh=23/11/2008", NULL));
    const char *slip = arena_print(t->arena, "dong=%s&rev=1", id_of(t, place_named(t, s, "Cuu")));
    number(t, s, "UPDATE person SET born = born + 1 WHERE full_name = 'Cuu'");
    is_int(t, 403, city_post(t, s, s->clerk, BASE "/phieu", slip, &r));                                         /* written down before the rule */
    has_text(t, "đủ 18 tuổi", r.body);
    number(t, s, "UPDATE person SET born = NULL WHERE full_name = 'Cuu'");
    is_int(t, 403, city_post(t, s, s->clerk, BASE "/phieu", slip, NULL));
    number(t, s, arena_print(t->arena, "UPDATE person SET born = %d WHERE full_name = 'Cuu'", s->today.n - 19 * 366));
    is_int(t, 200, city_post(t, s, s->clerk, BASE "/phieu", slip, NULL));
    city_close(s);
}

TEST(a_slip_is_made_for_nobody_who_signs_in_for_something_else)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 303, add(t, s, "loai=mentor&ho_ten=Dan", NULL));
    person_id dan = named(t, s, "Dan");
    const char *slip = arena_print(t->arena, "dong=%s&rev=1", id_of(t, place_named(t, s, "Dan")));
    is_int(t, 200, city_post(t, s, s->clerk, BASE "/phieu", slip, &r));
    has_text(t, "Người hướng dẫn", r.body);
    number(t, s, arena_print(t->arena, "UPDATE outsider SET person_id = %lld WHERE person_id = %lld", (long long)s->tuan.v, (long long)dan.v));
    is_int(t, 403, city_post(t, s, s->clerk, BASE "/phieu", slip, &r));
    has_text(t, "còn vai trò khác", r.body);
    is_int(t, 404, city_post(t, s, s->th_principal, "/t/tieu-hoc/nguoi-ngoai-truong/phieu", slip, NULL));
    city_close(s);
}

TEST(an_officer_sees_figures_of_the_own_commune_and_no_name)
{
    struct city *s = city_open(t);
    is_int(t, 422, city_post(t, s, s->admin, "/quan-tri/co-quan", "ho_ten=Can&co_quan=commune_office&vai=officer&dia_ban=99999", NULL));
    is_int(t, 303, city_post(t, s, s->admin, "/quan-tri/co-quan", "ho_ten=Can&co_quan=commune_office&vai=officer&dia_ban=00008", NULL));
    is_int(t, 303, city_post(t, s, s->admin, "/quan-tri/co-quan", "ho_ten=So&co_quan=department&vai=leader", NULL));
    person_id can = named(t, s, "Can"), so = named(t, s, "So");
    const char *page = page_as(t, s, can, "/khu-vuc");
    has_text(t, "Trường THCS Bình Minh", page);
    has_text(t, "2026-2027", page);
    has_text(t, "dưới 10", page);                            /* three pupils */
    lacks_text(t, "Sao Mai", page);
    lacks_text(t, "Bình An", page);
    page = page_as(t, s, so, "/khu-vuc");
    has_text(t, "Sao Mai", page);
    has_text(t, "Trường THCS Bình Minh", page);
    is_int(t, 403, city_get(t, s, s->principal, "/khu-vuc", NULL));
    is_int(t, 404, city_get(t, s, so, "/t/thcs/lop", NULL));
    is_int(t, 403, city_get(t, s, so, "/quan-tri/co-quan", NULL));
    const char *place = id_of(t, number(t, s, arena_print(t->arena, "SELECT id FROM officer WHERE person_id = %lld", (long long)can.v)));
    is_int(t, 200, city_post(t, s, s->admin, "/quan-tri/co-quan/phieu", arena_print(t->arena, "dong=%s&rev=1", place), NULL));
    is_int(t, 409, city_post(t, s, s->admin, "/quan-tri/co-quan/thoi", arena_print(t->arena, "dong=%s&rev=7", place), NULL));
    is_int(t, 303, city_post(t, s, s->admin, "/quan-tri/co-quan/thoi", arena_print(t->arena, "dong=%s&rev=1", place), NULL));
    is_int(t, 403, city_get(t, s, can, "/khu-vuc", NULL));
    city_close(s);
}
