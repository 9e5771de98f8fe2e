/* Notices to browsers and to phones: who let them, what they say, how often a service is asked, how much leaves in a day. */
#include "notices/test/sending.h"
#include "access/access.h"
#include "people/people.h"
#include "src/web/test/neighbour.h"
#include "src/web/test/post_office.h"
#include "test/harness/city.h"
#include <stdlib.h>
#include <string.h>

#define POINT "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
#define SECRET "BTBZMqHH6r4Tts7J_aSIgg"

/* ---- browsers */

static const char *letting(struct test *t, int port, const char *which)
{
    return arena_print(t->arena, "dia_chi=http%%3A%%2F%%2F127.0.0.1%%3A%d%%2Fpush%%2F%s&khoa=" POINT "&bi_mat=" SECRET, port, which);
}

TEST(a_browser_that_was_let_hears_a_sentence_that_says_nothing_until_it_is_gone)
{
    struct city *s = city_open(t);
    struct neighbour n = { .body = "" };
    struct loop_reply r;
    s->app.config.test = true;
    if (!is_true(t, neighbour_open(&n))) return;
    is_int(t, 422, city_post(t, s, s->hoa, "/thong-bao/may", "dia_chi=https%3A%2F%2Fpush.example%2F&khoa=AAAA&bi_mat=" SECRET, &r));
    has_text(t, "mà Khuê không dùng được", r.body);
    is_int(t, 303, city_post(t, s, (person_id){ 0 }, "/thong-bao/may", letting(t, n.port, "a"), NULL));
    is_text(t, "0", sends_one(t, s, "SELECT count(*) FROM push_subscription"));
    is_int(t, 303, city_post(t, s, s->hoa, "/thong-bao/may", letting(t, n.port, "a"), NULL));
    sends_said(t, s, sends_news(t, s->hoa, 1));                              /* letting it chose all kinds, at once */
    n.status = 503;
    sends_later(t, s, 0);
    is_int(t, 1, n.asked);
    is_text(t, "1", sends_in_state(t, s, "waiting", "silent"));
    n.status = 201;
    sends_later(t, s, 30000);                                          /* not within the minute */
    is_int(t, 1, n.asked);
    sends_later(t, s, 60000);
    is_int(t, 2, n.asked);
    is_text(t, "1", sends_in_state(t, s, "sent", "none"));
    is_int(t, 200, city_get(t, s, s->hoa, "/thong-bao", &r));
    has_text(t, "Đã báo trên máy lúc 08:01 23/11/2026", r.body);
    n.status = 410;
    sends_said(t, s, sends_news(t, s->hoa, 2));
    sends_later(t, s, 2 * HOUR_MS);
    is_int(t, 3, n.asked);
    is_text(t, "1", sends_in_state(t, s, "failed", "no_device"));
    is_text(t, "0", sends_one(t, s, "SELECT count(*) FROM push_subscription WHERE gone_at IS NULL"));
    sends_said(t, s, sends_news(t, s->hoa, 3));
    sends_later(t, s, 2 * HOUR_MS);
    is_int(t, 3, n.asked);
    sends_later(t, s, 40 * 24 * HOUR_MS);
    sends_run(t, s, TIDY_JOB);
    is_text(t, "0", sends_one(t, s, "SELECT count(*) FROM push_subscription"));
    neighbour_close(&n);
    city_close(s);
}

TEST(a_push_service_that_is_away_is_asked_ten_times_and_then_no_more)
{
    struct city *s = city_open(t);
    struct neighbour n = { .body = "", .status = 500 };
    s->app.config.test = true;
    if (!is_true(t, neighbour_open(&n))) return;
    is_int(t, 303, city_post(t, s, s->hoa, "/thong-bao/may", letting(t, n.port, "a"), NULL));
    is_int(t, 303, city_post(t, s, s->hoa, "/thong-bao/cach-nhan", "yen_tu=0&yen_den=0&gop_luc=0", NULL));
    sends_said(t, s, sends_news(t, s->hoa, 1));
    for (int i = 0; i < 80; i++) sends_later(t, s, HOUR_MS);
    is_int(t, SEND_ATTEMPTS, n.asked);
    is_text(t, "1", sends_in_state(t, s, "failed", "silent"));
    neighbour_close(&n);
    city_close(s);
}

TEST(a_service_that_says_nothing_twice_is_not_waited_for_again_in_the_same_run)
{
    struct city *s = city_open(t);
    struct neighbour n = { .mood = NEIGHBOUR_GONE };
    s->app.config.test = true;
    if (!is_true(t, neighbour_open(&n))) return;
    const char *names[] = { "a", "b", "c", "d" };
    for (int i = 0; i < 4; i++) is_int(t, 303, city_post(t, s, s->hoa, "/thong-bao/may", letting(t, n.port, names[i]), NULL));
    is_int(t, 303, city_post(t, s, s->hoa, "/thong-bao/cach-nhan", "yen_tu=0&yen_den=0&gop_luc=0", NULL));
    sends_said(t, s, sends_news(t, s->hoa, 1));
    sends_later(t, s, 0);
    is_text(t, "1", sends_in_state(t, s, "waiting", "silent"));
    n.mood = NEIGHBOUR_KIND;
    n.status = 201;
    sends_later(t, s, HOUR_MS);
    is_int(t, 4, n.asked);                                            /* the next run asks all of them */
    is_text(t, "1", sends_in_state(t, s, "sent", "none"));
    neighbour_close(&n);
    city_close(s);
}

TEST(a_browser_belongs_to_the_last_one_who_let_it_and_each_ends_their_own)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    s->app.config.test = true;
    is_int(t, 303, city_post(t, s, s->hoa, "/thong-bao/may", letting(t, 9, "a"), NULL));
    const char *id = sends_one(t, s, "SELECT id FROM push_subscription"), *end = arena_print(t->arena, "may=%s", path_to(t, "", atoll(id), ""));
    is_int(t, 404, city_post(t, s, s->tuan, "/thong-bao/may/thoi", end, NULL));
    is_int(t, 303, city_post(t, s, s->tuan, "/thong-bao/may", letting(t, 9, "a"), NULL));
    is_text(t, "1", sends_one(t, s, "SELECT count(*) FROM push_subscription WHERE gone_at IS NULL"));
    is_int(t, 200, city_get(t, s, s->hoa, "/thong-bao/cach-nhan", &r));
    lacks_text(t, "Máy đang nhận", r.body);
    is_int(t, 404, city_post(t, s, s->hoa, "/thong-bao/may/thoi", end, NULL));             /* over already */
    for (int i = 0; i < DEVICES_MOST; i++) is_int(t, 303, city_post(t, s, s->hoa, "/thong-bao/may", letting(t, 9, arena_print(t->arena, "b%d", i)), NULL));
    is_int(t, 409, city_post(t, s, s->hoa, "/thong-bao/may", letting(t, 9, "c"), &r));
    has_text(t, "Đã có 10 máy nhận", r.body);
    city_close(s);
}

TEST(a_second_browser_changes_nothing_that_was_chosen)
{
    struct city *s = city_open(t);
    s->app.config.test = true;
    is_int(t, 303, city_post(t, s, s->hoa, "/thong-bao/may", letting(t, 9, "a"), NULL));
    is_int(t, 303, city_post(t, s, s->hoa, "/thong-bao/cach-nhan", "may_school=khong&may_work=gop", NULL));
    is_int(t, 303, city_post(t, s, s->hoa, "/thong-bao/may", letting(t, 9, "b"), NULL));
    is_text(t, "0", sends_one(t, s, "SELECT by_push FROM notice_choice WHERE kind = 'school'"));
    is_text(t, "1", sends_one(t, s, "SELECT push_daily FROM notice_choice WHERE kind = 'work'"));
    is_text(t, "1", sends_one(t, s, "SELECT by_push FROM notice_choice WHERE kind = 'account'"));
    city_close(s);
}

enum { CROWD = 200 };
static rc crowd_add(struct tx *t, const int *n, person_id *out)
{
    for (int i = 0; i < *n; i++) try(person_add(t, &(struct new_person){ .full_name = "Đám Đông" }, &out[i]));
    return OK;
}
CLOSURE(crowd_add, int, person_id)

TEST(many_are_sent_by_several_runs_and_each_once)
{
    person_id crowd[CROWD];
    struct city *s = city_open(t);
    struct neighbour n = { .body = "", .status = 201 };
    s->app.config.test = true;
    if (!is_true(t, neighbour_open(&n))) return;
    is_int(t, 303, city_post(t, s, s->hoa, "/thong-bao/may", letting(t, n.port, "hoa"), NULL));
    is_rc(t, OK, transact(s->ask, NULL, crowd_add, &(int){ CROWD }, crowd));
    is_rc(t, OK, db_plain(s->app.db, t->arena, "INSERT INTO notice_choice (person_id, kind, by_mail, by_push, lang, rev) SELECT id, 'school', 0, 1, 0, 1 FROM person WHERE full_name = 'Đám Đông'", NULL));
    is_rc(t, OK, db_plain(s->app.db, t->arena, "INSERT INTO push_subscription (person_id, id, endpoint, p256dh, auth, device, lang, made_at) SELECT p.id, p.id, x.endpoint || p.id, x.p256dh, x.auth, '', 0, 0 FROM person p JOIN push_subscription x ON x.endpoint LIKE '%hoa' WHERE p.full_name = 'Đám Đông'", NULL));
    for (int i = 0; i < CROWD; i++) sends_said(t, s, sends_news(t, crowd[i], i));
    sends_later(t, s, 0);
    is_int(t, CROWD, n.asked);
    is_text(t, "200", sends_in_state(t, s, "sent", "none"));
    neighbour_close(&n);
    city_close(s);
}

/* ---- SMS */

static struct city *city_with_gateway(struct test *t, struct neighbour *n)
{
    struct city *s = city_open(t);
    s->app.config.test = true;
    if (!is_true(t, neighbour_open(n))) return s;
    s->app.config.sms_url = arena_print(t->arena, "http://127.0.0.1:%d/sms", n->port);
    return s;
}

/* The six digits of the last message. */
static const char *code_sent(struct test *t, const struct neighbour *n)
{
    const char *at = n->sent ? strstr(n->sent, "la ") : NULL;
    return at ? arena_text_n(t->arena, at + 3, 6) : (fail(t, "no code"), "");
}

static void phone_confirmed(struct test *t, struct city *s, struct neighbour *n, person_id who)
{
    is_int(t, 303, city_post(t, s, who, "/thong-bao/so", "so=0912+345+678", NULL));
    sends_later(t, s, 0);
    is_int(t, 303, city_post(t, s, who, "/thong-bao/so/ma", arena_print(t->arena, "ma=%s", code_sent(t, n)), NULL));
}

TEST(a_phone_is_used_only_after_its_code_came_back_in_time)
{
    struct neighbour n = { .body = "{}" };
    struct city *s = city_with_gateway(t, &n);
    struct loop_reply r;
    is_int(t, 422, city_post(t, s, s->hoa, "/thong-bao/so", "so=12", NULL));
    is_int(t, 303, city_post(t, s, s->hoa, "/thong-bao/so", "so=0912+345+678", NULL));
    sends_later(t, s, 0);
    has_text(t, "\"to\":\"+84912345678\"", n.sent);
    const char *code = code_sent(t, &n), *wrong = str_is(code, "111111") ? "ma=222222" : "ma=111111";
    is_int(t, 422, city_post(t, s, s->tuan, "/thong-bao/so/ma", arena_print(t->arena, "ma=%s", code), NULL));       /* another one's */
    for (int i = 0; i < CODE_TRIES; i++) is_int(t, 422, city_post(t, s, s->hoa, "/thong-bao/so/ma", wrong, NULL));
    is_int(t, 422, city_post(t, s, s->hoa, "/thong-bao/so/ma", arena_print(t->arena, "ma=%s", code), &r));
    has_text(t, "không còn dùng được", r.body);
    is_int(t, 303, city_post(t, s, s->hoa, "/thong-bao/so", "so=0912+345+678", NULL));
    sends_later(t, s, (CODE_MINUTES + 1) * 60000);
    is_int(t, 422, city_post(t, s, s->hoa, "/thong-bao/so/ma", arena_print(t->arena, "ma=%s", code_sent(t, &n)), NULL));
    phone_confirmed(t, s, &n, s->hoa);
    is_int(t, 200, city_get(t, s, s->hoa, "/thong-bao/cach-nhan", &r));
    has_text(t, "Nhắn tới 0912 345 678", r.body);
    is_int(t, 303, city_post(t, s, s->hoa, "/thong-bao/so/thoi", "", NULL));
    is_text(t, "", sends_one(t, s, "SELECT phone FROM notice_phone"));
    is_int(t, 409, city_post(t, s, s->hoa, "/thong-bao/so", "so=0912+345+679", &r));       /* three codes a day, whatever the phone */
    has_text(t, "Hôm nay đã gửi 3 mã", r.body);
    neighbour_close(&n);
    city_close(s);
}

TEST(only_what_matters_goes_by_sms_and_says_nothing_of_it)
{
    struct neighbour n = { .body = "{}" };
    struct city *s = city_with_gateway(t, &n);
    phone_confirmed(t, s, &n, s->hoa);
    int before = n.asked;
    sends_said(t, s, sends_news(t, s->hoa, 1));
    sends_later(t, s, 0);
    is_int(t, before, n.asked);
    struct notice matters = sends_news(t, s->hoa, 2);
    matters.important = true;
    sends_said(t, s, matters);
    sends_later(t, s, 0);
    is_int(t, before + 1, n.asked);
    is_text(t, "{\"to\":\"+84912345678\",\"text\":\"Khue: co thong bao quan trong cho ban. Mo http://localhost/thong-bao de doc.\"}", n.sent);
    is_text(t, "1", sends_in_state(t, s, "sent", "none"));
    neighbour_close(&n);
    city_close(s);
}

TEST(a_schools_messages_of_a_day_are_bounded_and_the_rest_leaves_in_the_morning)
{
    struct neighbour n = { .body = "{}" };
    struct city *s = city_with_gateway(t, &n);
    phone_confirmed(t, s, &n, s->hoa);
    int before = n.asked;
    is_rc(t, OK, db_plain(s->app.db, t->arena, "INSERT INTO setting (school_id, year_id, key, text, by_person, at, rev) VALUES (0, 0, 'notices.sms_day', '2', 0, 0, 1)", NULL));
    for (int i = 0; i < 5; i++) {
        struct notice matters = sends_news(t, s->hoa, i);
        matters.important = true;
        sends_said(t, s, matters);
        sends_later(t, s, 6 * 60000);
    }
    is_int(t, before + 2, n.asked);
    is_text(t, "3", sends_in_state(t, s, "waiting", "day_full"));
    sends_later(t, s, 21 * HOUR_MS);                                   /* 05:30 */
    is_int(t, before + 2, n.asked);
    sends_later(t, s, HOUR_MS);
    is_int(t, before + 3, n.asked);                              /* the three as one */
    is_text(t, "5", sends_in_state(t, s, "sent", "none"));
    neighbour_close(&n);
    city_close(s);
}

TEST(without_a_gateway_nobody_is_offered_sms)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->hoa, "/thong-bao/cach-nhan", &r));
    lacks_text(t, "SMS", r.body);
    is_int(t, 404, city_post(t, s, s->hoa, "/thong-bao/so", "so=0912345678", NULL));
    is_int(t, 404, city_post(t, s, s->hoa, "/thong-bao/so/ma", "ma=123456", NULL));
    is_int(t, 303, city_get(t, s, (person_id){ 0 }, "/thong-bao/cach-nhan", NULL));
    city_close(s);
}

TEST(a_choice_of_a_channel_that_was_not_on_the_page_stays)
{
    struct city *s = sends_city(t, "thu_school=gop&thu_work=ngay");
    is_int(t, 303, city_post(t, s, s->hoa, "/thong-bao/cach-nhan", "may_school=ngay", NULL));
    is_text(t, "1", sends_one(t, s, "SELECT mail_daily FROM notice_choice WHERE kind = 'school'"));
    is_text(t, "1", sends_one(t, s, "SELECT by_mail FROM notice_choice WHERE kind = 'work'"));
    is_int(t, 422, city_post(t, s, s->hoa, "/thong-bao/cach-nhan", "thu_school=moi+gio", NULL));
    is_int(t, 422, city_post(t, s, s->hoa, "/thong-bao/cach-nhan", "yen_tu=61&yen_den=0&gop_luc=0", NULL));
    is_int(t, 422, city_post(t, s, s->hoa, "/thong-bao/cach-nhan", "yen_tu=60", NULL));
    city_close(s);
}
