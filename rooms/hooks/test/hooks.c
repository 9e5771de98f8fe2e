/* Other systems hear that something was published: signed, naming nobody, again when they did not take it, and no more once it was ended.
** GET /t/:truong/bao-sang   POST /t/:truong/bao-sang   POST /t/:truong/bao-sang/thu   POST /t/:truong/bao-sang/thoi */
#include "base/ids.h"
#include "hooks/inside.h"
#include "test/harness/city.h"
#include "web/outgoing.h"
#include "web/test/neighbour.h"
#include <stdlib.h>
#include <string.h>

#define SECRET "sixteen-letters-1"

static int64_t count(struct test *t, struct city *s, const char *sql)
{
    const char *n = NULL;
    ask_done(s->ask);
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &n));
    return n ? atoll(n) : -1;
}

static int add(struct test *t, struct city *s, person_id who, const char *address, const char *secret)
{
    return city_post(t, s, who, "/t/thcs/bao-sang", arena_print(t->arena, "ten=Nhom+chat&dia_chi=%s&bi_mat=%s", address, secret), NULL);
}

static struct city *told_city(struct test *t, struct neighbour *n)
{
    struct city *s = city_open(t);
    s->app.config.test = true;
    *n = (struct neighbour){ 0 };
    is_true(t, neighbour_open(n));
    is_int(t, 303, add(t, s, s->principal, arena_print(t->arena, "http%%3A%%2F%%2F127.0.0.1%%3A%d%%2Fkhue", n->port), SECRET));
    return s;
}

static void publish(struct test *t, struct city *s, const char *audience)
{
    struct loop_reply r = { .location = "/?" };
    is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/tin-bai/moi", arena_print(t->arena, "tieu_de=Ngay+hoi+sach&noi_dung=Moi+moi+nguoi&rev=0&ai_doc=%s", audience), &r));
    is_int(t, 303, city_post(t, s, s->clerk, arena_print(t->arena, "%s/dang", arena_text(t->arena, r.location)), "rev=1", NULL));
    is_true(t, jobs_run_all(&s->app) > 0);
}

static int press(struct test *t, struct city *s, const char *what)
{
    char id[ID_TEXT_SIZE];
    id_text(count(t, s, "SELECT max(id) FROM hook"), id);
    return city_post(t, s, s->principal, arena_print(t->arena, "/t/thcs/bao-sang/%s", what), arena_print(t->arena, "noi=%s&rev=1", id), NULL);
}

TEST(what_everybody_may_read_is_told_with_its_title_and_signed)
{
    struct neighbour n;
    struct city *s = told_city(t, &n);
    publish(t, s, "everybody");
    is_int(t, 1, n.asked);
    const char *body = arena_text_n(t->arena, n.sent, n.sent_n), *t_is = strstr(n.head, "X-Khue-Signature: t=");
    has_text(t, "\"school\":\"thcs\"", body);
    has_text(t, "\"event\":\"news\",\"title\":\"Ngay hoi sach\"", body);
    has_text(t, "/t/thcs/tin/", body);
    if (!is_true(t, t_is != NULL)) return;
    const char *second = arena_text_n(t->arena, t_is + 20, strcspn(t_is + 20, ","));
    has_text(t, arena_print(t->arena, "v1=%s", body_signature(t->arena, SECRET, arena_print(t->arena, "%s.", second), (struct bytes){ (const uint8_t *)body, n.sent_n })), n.head);
    is_int(t, 1, count(t, s, "SELECT count(*) FROM hook_send WHERE state = 'sent'"));
    neighbour_close(&n);
    city_close(s);
}

TEST(of_what_is_for_the_inside_only_that_it_is_there_is_told)
{
    struct neighbour n;
    struct city *s = told_city(t, &n);
    struct loop_reply r = { .location = "/?" };
    publish(t, s, "inside");
    lacks_text(t, "Ngay hoi sach", arena_text_n(t->arena, n.sent, n.sent_n));
    is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/loi-nhan/moi", "noi=truong&tieu_de=Tran+Le+Binh+An&noi_dung=x&gui-families=1", &r));
    is_int(t, 303, city_post(t, s, s->clerk, arena_print(t->arena, "%s/gui", arena_text(t->arena, r.location)), "rev=1", NULL));
    is_true(t, jobs_run_all(&s->app) > 0);
    is_int(t, 2, n.asked);
    has_text(t, "\"event\":\"message\"", arena_text_n(t->arena, n.sent, n.sent_n));
    lacks_text(t, "Tran Le", arena_text_n(t->arena, n.sent, n.sent_n));
    is_int(t, 303, city_post(t, s, s->hang, path_to(t, "/t/thcs/lop/", s->a1.v, "/loi-nhan/moi"), "tieu_de=Lop&noi_dung=x&gui-families=1", &r));
    is_int(t, 303, city_post(t, s, s->hang, arena_print(t->arena, "%s/gui", arena_text(t->arena, r.location)), "rev=1", NULL));
    is_true(t, jobs_run_all(&s->app) > 0);
    is_int(t, 2, n.asked);                                            /* what goes to a class is nobody else's */
    neighbour_close(&n);
    city_close(s);
}

TEST(a_place_that_does_not_take_it_is_asked_again_later_and_the_page_says_why)
{
    struct neighbour n;
    struct city *s = told_city(t, &n);
    struct loop_reply r;
    n.status = 503;
    publish(t, s, "everybody");
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/bao-sang", &r));
    has_text(t, "Nơi nhận trả lời mã 503.", r.body);
    has_text(t, "Đang chờ", r.body);
    n.status = 200;
    for (int hour = 1; hour <= 12 && count(t, s, "SELECT count(*) FROM hook_send WHERE state = 'sent'") == 0; hour++) {
        db_set_clock(s->app.db, (opt_instant){ true, { s->ask->now.ms + hour * 3600000LL } });
        (void)jobs_run_all(&s->app);
    }
    is_int(t, 2, n.asked);
    is_int(t, 1, count(t, s, "SELECT count(*) FROM hook_send WHERE state = 'sent' AND why = ''"));
    neighbour_close(&n);
    city_close(s);
}

TEST(a_place_that_sends_on_to_another_is_not_followed_and_the_other_hears_nothing)
{
    struct neighbour n, inside = { 0 };
    struct city *s = told_city(t, &n);
    struct loop_reply r;
    is_true(t, neighbour_open(&inside));                              /* as a service of the school's own network */
    n.status = 307;
    n.location = arena_print(t->arena, "http://127.0.0.1:%d/quan-tri", inside.port);
    publish(t, s, "everybody");
    is_int(t, 1, n.asked);
    is_int(t, 0, inside.asked);
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/bao-sang", &r));
    has_text(t, "Đang chờ", r.body);
    is_int(t, 0, count(t, s, "SELECT count(*) FROM hook_send WHERE state = 'sent'"));
    neighbour_close(&inside);
    neighbour_close(&n);
    city_close(s);
}

TEST(a_place_that_was_ended_is_told_nothing_not_even_what_waited)
{
    struct neighbour n;
    struct city *s = told_city(t, &n);
    is_int(t, 303, press(t, s, "thu"));
    is_int(t, 1, jobs_run_all(&s->app));
    has_text(t, "\"event\":\"test\"", arena_text_n(t->arena, n.sent, n.sent_n));
    is_int(t, 303, press(t, s, "thu"));
    is_int(t, 303, press(t, s, "thoi"));
    (void)jobs_run_all(&s->app);
    publish(t, s, "everybody");
    is_int(t, 1, n.asked);
    is_int(t, 404, press(t, s, "thu"));
    is_int(t, 0, count(t, s, "SELECT length(sealed) FROM hook"));
    is_int(t, 2, count(t, s, "SELECT count(*) FROM audit WHERE kind = 'hook'"));
    neighbour_close(&n);
    city_close(s);
}

TEST(only_heads_of_the_school_say_where_and_only_to_the_open_internet)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 403, add(t, s, s->clerk, "https%3A%2F%2Fbot.example%2F", SECRET));
    is_int(t, 404, add(t, s, s->th_principal, "https%3A%2F%2Fbot.example%2F", SECRET));
    is_int(t, 422, add(t, s, s->principal, "http%3A%2F%2Fbot.example%2F", SECRET));
    is_int(t, 422, add(t, s, s->principal, "https%3A%2F%2Fa%3Ab%40bot.example%2F", SECRET));
    is_int(t, 422, add(t, s, s->principal, "https%3A%2F%2Fbot.example%2F", "short"));
    is_int(t, 422, city_post(t, s, s->principal, "/t/thcs/bao-sang", "ten=Nhom+chat&dia_chi=http%3A%2F%2Fbot.example%2F&bi_mat=" SECRET, &r));
    has_text(t, "Nhom chat", r.body);
    lacks_text(t, SECRET, r.body);
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/bao-sang", &r));
    has_text(t, "Chưa báo tới đâu.", r.body);
    for (int i = 0; i < 10; i++) is_int(t, 303, add(t, s, s->deputy, "https%3A%2F%2Fbot.example%2F", SECRET));
    is_int(t, 409, add(t, s, s->principal, "https%3A%2F%2Fbot.example%2F", SECRET));
    lacks_text(t, SECRET, city_get(t, s, s->principal, "/t/thcs/bao-sang", &r) == 200 ? r.body : SECRET);
    city_close(s);
}

/* Of four (job-threads); what an address that lets everybody wait holds back is the telling of others alone. */
TEST(telling_other_systems_holds_no_more_than_two_threads)
{
    is_true(t, hooks_jobs[0].outside && hooks_jobs[0].at_once >= 1 && hooks_jobs[0].at_once <= 2);
}
