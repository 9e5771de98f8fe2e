/* The page of the table, and that each setting acts. */
#include "access/access.h"
#include "classes/classes.h"
#include "settings/settings.h"
#include "test/harness/city.h"
#include <stdlib.h>
#include <string.h>

#define PAGE "/t/thcs/cai-dat"                        /* /t/:truong/cai-dat */
#define SYSTEM "/quan-tri/cai-dat"

static const char *plain(struct test *t, struct city *s, const char *sql)
{
    const char *first = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &first));
    return first ? first : "";
}

TEST(the_office_sets_what_the_table_lets_it)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->clerk, PAGE, &r));
    has_text(t, "Phiếu dùng được trong", r.body);
    has_text(t, "Để trống thì theo mặc định: 14 ngày", r.body);
    has_text(t, "Hiệu trưởng quyết định mục này", r.body);
    lacks_text(t, "Mẫu giáo bé", r.body);                                 /* the school has no such level */
    lacks_text(t, "Trên máy dùng chung", r.body);                         /* the administrator's */
    is_int(t, 303, city_post(t, s, s->clerk, PAGE, "d-access.slip_days=20", NULL));
    is_int(t, 200, city_get(t, s, s->principal, PAGE, &r));
    has_text(t, "value=\"20\"", r.body);
    has_text(t, "Lương Thị Bích Thủy đổi lần cuối", r.body);
    has_text(t, "Mặc định: 14 ngày", r.body);
    is_int(t, 303, city_post(t, s, s->principal, PAGE, "d-access.slip_days=20&r-access.slip_days=1&g-access.slip_days=20&ve=access.slip_days", NULL));
    is_int(t, 200, city_get(t, s, s->principal, PAGE, &r));
    lacks_text(t, "value=\"20\"", r.body);
    is_int(t, 403, city_get(t, s, s->hang, PAGE, NULL));
    is_int(t, 403, city_post(t, s, s->hang, PAGE, "d-access.slip_days=20", NULL));
    is_int(t, 404, city_get(t, s, s->th_principal, PAGE, NULL));
    city_close(s);
}

TEST(what_is_the_principals_word_the_clerk_cannot_set)
{
    struct city *s = city_open(t);
    is_int(t, 303, city_post(t, s, s->clerk, PAGE, "d-classes.mates_seen=0", NULL));
    is_text(t, "0", plain(t, s, "SELECT count(*) FROM setting"));
    is_int(t, 303, city_post(t, s, s->principal, PAGE, "d-classes.mates_seen=0", NULL));
    is_text(t, "1", plain(t, s, "SELECT count(*) FROM setting"));
    is_int(t, 303, city_post(t, s, s->principal, PAGE, "d-access.shared_hours=2", NULL));      /* no setting of a school */
    is_text(t, "1", plain(t, s, "SELECT count(*) FROM setting"));
    city_close(s);
}

TEST(what_does_not_fit_is_said_at_its_field_and_nothing_typed_is_lost)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 422, city_post(t, s, s->clerk, PAGE, "d-access.slip_days=90&d-access.slip_contact=V%C4%83n+ph%C3%B2ng+102", &r));
    has_text(t, "Ghi một số từ 1 đến 60", r.body);
    has_text(t, "value=\"90\"", r.body);
    has_text(t, "Văn phòng 102", r.body);
    is_text(t, "0", plain(t, s, "SELECT count(*) FROM setting"));          /* all or nothing */
    city_close(s);
}

TEST(of_two_at_once_the_second_sees_both_values)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 303, city_post(t, s, s->principal, PAGE, "d-access.slip_days=20&r-access.slip_days=0&g-access.slip_days=", NULL));
    is_int(t, 409, city_post(t, s, s->clerk, PAGE, "d-access.slip_days=30&r-access.slip_days=0&g-access.slip_days=", &r));
    has_text(t, "vừa đổi thành “20 ngày”. Bạn gõ “30”", r.body);
    has_text(t, "value=\"30\"", r.body);
    is_int(t, 303, city_post(t, s, s->clerk, PAGE, "d-access.slip_days=30&r-access.slip_days=1&g-access.slip_days=20", NULL));
    /* a field that was not touched does not stand in the way */
    is_int(t, 303, city_post(t, s, s->principal, PAGE, "d-access.slip_days=20&r-access.slip_days=1&g-access.slip_days=20&d-access.slip_contact=102&r-access.slip_contact=0&g-access.slip_contact=", NULL));
    is_text(t, "30", plain(t, s, "SELECT text FROM setting WHERE key = 'access.slip_days'"));
    is_text(t, "102", plain(t, s, "SELECT text FROM setting WHERE key = 'access.slip_contact'"));
    city_close(s);
}

TEST(a_year_has_values_of_its_own)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->principal, PAGE "?muc=nam", &r));
    has_text(t, "Riêng năm học 2026-2027", r.body);
    has_text(t, "Lớp 6–9, nhiều nhất", r.body);
    has_text(t, "Thông tư 32/2020/TT-BGDĐT", r.body);
    is_int(t, 303, city_post(t, s, s->principal, PAGE, "muc=nam&d-classes.size_LOWER=40&d-roster.last_day=31/12/2026", NULL));
    is_int(t, 200, city_get(t, s, s->principal, PAGE "?muc=nam", &r));
    has_text(t, "value=\"40\"", r.body);
    has_text(t, "value=\"31/12/2026\"", r.body);
    city_close(s);
}

TEST(the_administrator_sets_for_all)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 303, city_post(t, s, s->admin, SYSTEM, "d-access.slip_days=10&d-access.shared_hours=6", NULL));
    is_int(t, 200, city_get(t, s, s->admin, SYSTEM, &r));
    has_text(t, "value=\"10\"", r.body);
    is_int(t, 200, city_get(t, s, s->clerk, PAGE, &r));
    has_text(t, "theo mặc định: 10 ngày", r.body);
    is_int(t, 422, city_post(t, s, s->admin, SYSTEM, "d-access.shared_hours=100", NULL));
    is_int(t, 403, city_get(t, s, s->principal, SYSTEM, NULL));
    is_int(t, 403, city_post(t, s, s->principal, SYSTEM, "d-access.slip_days=10", NULL));
    city_close(s);
}

/* ---- each one acts */

TEST(slips_last_as_long_as_the_school_says_and_carry_its_words)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 303, city_post(t, s, s->clerk, PAGE, "d-access.slip_days=3&d-access.slip_contact=V%C4%83n+ph%C3%B2ng+102&d-access.slip_note=D%C3%B2ng+m%E1%BB%99t%0AD%C3%B2ng+hai", NULL));
    is_int(t, 200, city_post(t, s, s->hang, path_to(t, "/t/thcs/lop/", s->a1.v, "/phieu"), "", &r));
    has_text(t, "hết ngày 26/11/2026", r.body);
    has_text(t, "Cần giúp: Văn phòng 102", r.body);
    has_text(t, "Dòng một\nDòng hai", r.body);
    city_close(s);
}

TEST(pupils_see_their_class_only_where_the_school_lets_them)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *path = path_to(t, "/lop/", s->a1.v, "");
    is_int(t, 200, city_get(t, s, s->an, path, &r));
    has_text(t, "Đỗ Trí Bình", r.body);
    is_int(t, 303, city_post(t, s, s->principal, PAGE, "d-classes.mates_seen=0", NULL));
    is_int(t, 200, city_get(t, s, s->an, path, &r));
    lacks_text(t, "Đỗ Trí Bình", r.body);
    city_close(s);
}

TEST(class_sizes_come_from_the_regulation_until_the_school_sets_its_own)
{
    struct city *s = city_open(t);
    static const struct { int64_t grade, most; } by_law[] = { { -4, 25 }, { -3, 25 }, { -2, 30 }, { -1, 35 }, { 1, 35 }, { 5, 35 }, { 6, 45 }, { 9, 45 }, { 10, 45 }, { 12, 45 }, { 0, 0 } };
    int64_t n;
    as_staff(s, s->thcs.id);
    for (size_t i = 0; i < sizeof by_law / sizeof *by_law; i++) {
        is_rc(t, OK, class_size_norm(s->ask, NULL, by_law[i].grade, &n));
        is_int(t, by_law[i].most, n);
    }
    is_int(t, 303, city_post(t, s, s->principal, PAGE, "d-classes.size_LOWER=38", NULL));
    as_staff(s, s->thcs.id);
    is_rc(t, OK, class_size_norm(s->ask, NULL, 7, &n));
    is_int(t, 38, n);
    city_close(s);
}

TEST(a_shared_device_is_out_after_the_hours_that_the_administrator_sets)
{
    struct city *s = city_open(t);
    struct loop_client l;
    struct loop_reply r;
    struct fresh_code code;
    is_int(t, 303, city_post(t, s, s->admin, SYSTEM, "d-access.shared_hours=1", NULL));
    is_int(t, 200, city_post(t, s, s->hang, path_to(t, "/t/thcs/lop/", s->a1.v, "/phieu"), "", &r));
    const char *at = strstr(strstr(r.body, "class=\"code\""), "<b>") + 3;
    code.shown = arena_text_n(t->arena, at, strcspn(at, "<"));
    loop_open(&l, &s->app);
    is_rc(t, OK, loop_send(&l, t->arena, POST, "/ma", arena_print(t->arena, "ma=%s&may_chung=1", code.shown), &r));
    is_int(t, 303, r.status);
    is_rc(t, OK, loop_send(&l, t->arena, GET, "/tai-khoan", NULL, &r));
    is_int(t, 200, r.status);
    for (int i = 1; i <= 4; i++) {                                         /* never idle for long, but an hour is over */
        db_set_clock(s->app.db, (opt_instant){ true, { s->ask->now.ms + i * 16 * 60000LL } });
        is_rc(t, OK, loop_send(&l, t->arena, GET, "/tai-khoan", NULL, &r));
        is_int(t, i < 4 ? 200 : 303, r.status);
    }
    loop_close(&l);
    city_close(s);
}

TEST(a_new_password_is_as_long_as_the_administrator_asks)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 303, city_post(t, s, s->admin, SYSTEM, "d-access.password_least=20", NULL));
    is_int(t, 422, city_post(t, s, s->hang, "/mat-khau", "mat_khau=mot+cau+ngan&nhac_lai=mot+cau+ngan", &r));
    has_text(t, "ít nhất 20 kí tự", r.body);
    is_int(t, 303, city_post(t, s, s->hang, "/mat-khau", "mat_khau=mot+cau+that+la+dai+day&nhac_lai=mot+cau+that+la+dai+day", &r));
    city_close(s);
}
