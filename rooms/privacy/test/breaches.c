/* What happened to data. GET /t/:truong/su-co-du-lieu, POST /t/:truong/su-co-du-lieu, POST /t/:truong/su-co-du-lieu/viec */
#include "privacy/breaches.h"
#include "test/harness/city.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define HERE "/t/thcs/su-co-du-lieu"
#define HOUR_MS 3600000LL

static long number(struct test *t, struct city *s, const char *sql)
{
    const char *n = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &n));
    return n ? atol(n) : -1;
}

static const char *page(struct test *t, struct city *s, person_id who)
{
    struct loop_reply r = { .body = "" };
    is_int(t, 200, city_get(t, s, who, HERE, &r));
    return arena_text(t->arena, r.body);
}

/* Known since so many days. */
static int write_down(struct test *t, struct city *s, int days)
{
    char on[DAY_TEXT_SIZE];
    day_dmy((day){ s->today.n - days }, on);
    return city_post(t, s, s->clerk, HERE, arena_print(t->arena, "chuyen=G%%E1%%BB%%ADi+nh%%E1%%BA%%A7m+danh+s%%C3%%A1ch&du_lieu=t%%C3%%AAn+l%%E1%%BB%%9Bp+6A1&so_nguoi=40&ngay=%s", on), NULL);
}

static int step(struct test *t, struct city *s, person_id who, const char *what, int rev, struct loop_reply *r)
{
    const char *id = path_to(t, "", number(t, s, "SELECT max(id) FROM data_breach"), "");
    return city_post(t, s, who, HERE "/viec", arena_print(t->arena, "vu=%s&viec=%s&loi=Qua+%%C4%%91i%%E1%%BB%%87n+tho%%E1%%BA%%A1i&rev=%d", id, what, rev), r);
}

TEST(the_office_writes_a_breach_down_the_heads_hear_and_72_hours_begin)
{
    struct city *s = city_open(t);
    has_text(t, "Chưa có sự cố nào được ghi.", page(t, s, s->clerk));
    is_int(t, 303, write_down(t, s, 0));                  /* today: from this moment */
    is_int(t, 1, number(t, s, arena_print(t->arena, "SELECT count(*) FROM data_breach WHERE people = 40 AND found_at = %lld AND made_by = %lld", (long long)s->ask->now.ms, (long long)s->clerk.v)));
    is_int(t, 2, number(t, s, "SELECT count(*) FROM notice WHERE path = '" HERE "'"));                   /* principal, deputy */
    has_text(t, "Còn 72 giờ để báo cơ quan", page(t, s, s->principal));
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->principal, "/hom-nay", &r));
    has_text(t, "Có sự cố dữ liệu chưa báo cơ quan", r.body);
    has_text(t, "Còn 72 giờ.", r.body);
    is_int(t, 200, city_get(t, s, s->clerk, "/hom-nay", &r));
    lacks_text(t, "Có sự cố dữ liệu chưa báo cơ quan", r.body);      /* the clerk can do nothing about it */
    is_int(t, 1, number(t, s, "SELECT count(*) FROM audit WHERE act = 'privacy.breach'"));
    city_close(s);
}

TEST(of_a_former_day_the_hours_begin_with_that_day_and_run_out)
{
    struct city *s = city_open(t);
    is_int(t, 422, write_down(t, s, -1));                  /* to come */
    is_int(t, 422, write_down(t, s, 367));
    is_int(t, 0, number(t, s, "SELECT count(*) FROM data_breach"));
    is_int(t, 303, write_down(t, s, 5));
    is_int(t, 1, number(t, s, arena_print(t->arena, "SELECT count(*) FROM data_breach WHERE found_at = %lld", (long long)day_start((day){ s->today.n - 5 }).ms)));
    has_text(t, "Quá 72 giờ, chưa báo cơ quan", page(t, s, s->deputy));
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->principal, "/hom-nay", &r));
    has_text(t, "Đã quá 72 giờ.", r.body);
    city_close(s);
}

TEST(a_head_says_what_was_done_once_each_and_what_is_closed_stays_closed)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 303, write_down(t, s, 0));
    is_int(t, 403, step(t, s, s->clerk, "authority", 1, NULL));
    is_int(t, 422, city_post(t, s, s->principal, HERE "/viec", arena_print(t->arena, "vu=%s&viec=more&loi=&rev=1", path_to(t, "", number(t, s, "SELECT max(id) FROM data_breach"), "")), NULL));
    is_int(t, 303, step(t, s, s->principal, "authority", 1, NULL));
    is_int(t, 409, step(t, s, s->deputy, "people", 1, &r));          /* somebody was faster */
    has_text(t, "Tải lại trang", r.body);
    is_int(t, 409, step(t, s, s->deputy, "authority", 2, &r));
    has_text(t, "đã ghi rồi", r.body);
    is_int(t, 303, step(t, s, s->deputy, "people", 2, NULL));
    is_int(t, 303, step(t, s, s->deputy, "more", 3, NULL));
    has_text(t, "Đã báo cơ quan, chưa khép", page(t, s, s->clerk));
    is_int(t, 200, city_get(t, s, s->principal, "/hom-nay", &r));
    lacks_text(t, "sự cố dữ liệu", r.body);
    is_int(t, 303, step(t, s, s->principal, "over", 4, NULL));
    is_int(t, 409, step(t, s, s->principal, "more", 5, &r));
    has_text(t, "đã khép lại", r.body);
    is_int(t, 4, number(t, s, "SELECT count(*) FROM data_breach_step"));
    is_int(t, 4, number(t, s, "SELECT count(*) FROM audit WHERE act = 'privacy.breach_step'"));
    has_text(t, "Đã khép lại", page(t, s, s->principal));
    city_close(s);
}

TEST(nobody_but_the_office_reads_it_and_no_other_school_touches_it)
{
    struct city *s = city_open(t);
    is_int(t, 303, write_down(t, s, 0));
    is_int(t, 403, city_get(t, s, s->hang, HERE, NULL));
    is_int(t, 404, city_get(t, s, s->tuan, HERE, NULL));
    is_int(t, 404, city_get(t, s, s->th_principal, HERE, NULL));
    const char *id = path_to(t, "", number(t, s, "SELECT max(id) FROM data_breach"), "");
    is_int(t, 404, city_post(t, s, s->th_principal, "/t/tieu-hoc/su-co-du-lieu/viec", arena_print(t->arena, "vu=%s&viec=over&loi=x&rev=1", id), NULL));
    is_int(t, 1, number(t, s, "SELECT count(*) FROM data_breach WHERE over_at IS NULL"));
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->th_principal, "/t/tieu-hoc/su-co-du-lieu", &r));
    lacks_text(t, "Gửi nhầm", r.body);
    city_close(s);
}

/* Thirty of them, every second one over; each is on just one page, what is open first. */
TEST(all_breaches_are_found_by_going_on_from_page_to_page)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    char at[64] = "";
    int seen = 0, pages = 0, opens = 0;
    for (int i = 0; i < 30; i++) {
        is_int(t, 303, write_down(t, s, 0));
        if (i % 2) is_int(t, 303, step(t, s, s->principal, "over", 1, NULL));
    }
    for (const char *page = HERE; page && pages < 9; pages++) {
        is_int(t, 200, city_get(t, s, s->clerk, page, &r));
        for (const char *p = r.body; (p = strstr(p, "<h2>Sự cố ngày")); p++) seen++;
        for (const char *p = r.body; (p = strstr(p, "giờ để báo cơ quan")); p++) opens++;
        if (pages == 0) is_int(t, BREACHES_SHOWN, opens);                       /* what is not over first */
        const char *link = NULL;
        for (const char *p = r.body; (p = strstr(p, "href=\"" HERE "?sau=")); p++) link = p + strlen("href=\"");
        if (link) snprintf(at, sizeof at, "%.*s", (int)strcspn(link, "\""), link);
        page = link ? at : NULL;
    }
    is_int(t, 3, pages);
    is_int(t, 30, seen);
    is_int(t, 15, opens);
    is_int(t, 404, city_get(t, s, s->clerk, HERE "?sau=7zzzzzzzzzzzz", NULL));
    city_close(s);
}

TEST(every_step_of_a_page_is_shown_since_further_words_have_a_bound_and_the_end_has_none)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    int rev = 1, shown = 0;
    is_true(t, BREACHES_SHOWN * (BREACH_MORE_MOST + 3) < 1000);                  /* LIMIT of breach_steps */
    is_int(t, 303, write_down(t, s, 0));
    for (int i = 0; i < BREACH_MORE_MOST; i++) is_int(t, 303, step(t, s, s->principal, "more", rev++, NULL));
    is_int(t, 409, step(t, s, s->principal, "more", rev, &r));
    has_text(t, "ghi tiếp thành một sự cố mới", r.body);
    is_int(t, 303, step(t, s, s->principal, "authority", rev++, NULL));
    is_int(t, 303, step(t, s, s->principal, "people", rev++, NULL));
    is_int(t, 303, step(t, s, s->principal, "over", rev++, NULL));
    is_int(t, 200, city_get(t, s, s->clerk, HERE, &r));
    for (const char *p = r.body; (p = strstr(p, "<br>Qua điện thoại<br>")); p++) shown++;
    is_int(t, BREACH_MORE_MOST + 3, shown);
    city_close(s);
}

TEST(a_step_that_is_sent_from_a_later_page_comes_back_to_it)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    for (int i = 0; i < BREACHES_SHOWN + 1; i++) is_int(t, 303, write_down(t, s, 0));
    const char *oldest = path_to(t, "", number(t, s, "SELECT min(id) FROM data_breach"), "");
    const char *last = path_to(t, "", number(t, s, "SELECT id FROM data_breach WHERE id > (SELECT min(id) FROM data_breach) ORDER BY id LIMIT 1"), "");
    const char *there = arena_print(t->arena, HERE "/viec?sau=%s", last);
    is_int(t, 200, city_get(t, s, s->principal, arena_print(t->arena, HERE "?sau=%s", last), &r));
    has_text(t, there, r.body);
    is_int(t, 422, city_post(t, s, s->principal, there, arena_print(t->arena, "vu=%s&viec=more&loi=&rev=1", oldest), &r));
    has_text(t, oldest, r.body);                                                /* its form again, and no other page */
    is_int(t, 303, city_post(t, s, s->principal, there, arena_print(t->arena, "vu=%s&viec=more&loi=x&rev=1", oldest), &r));
    is_text(t, arena_print(t->arena, HERE "?sau=%s", last), r.location);
    city_close(s);
}
