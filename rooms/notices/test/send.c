/* Notices on their way: when they leave, together with which others, what is asked before they do, and what becomes of them. */
#include "notices/test/sending.h"
#include "access/access.h"
#include "people/people.h"
#include "src/web/test/neighbour.h"
#include "src/web/test/post_office.h"
#include "test/harness/city.h"
#include <stdlib.h>
#include <string.h>


static instant at_hour(int hour) { return (instant){ (hour - 7) * HOUR_MS + 20000 * 24 * HOUR_MS }; }

TEST(quiet_goes_over_midnight_and_two_equal_hours_are_no_quiet)
{
    struct hours h = hours_usual(), noon = { 12 * 60, 14 * 60, 0 }, none = { 360, 360, 0 };
    is_false(t, hours_quiet(&h, at_hour(20)));
    is_true(t, hours_quiet(&h, at_hour(21)));
    is_true(t, hours_quiet(&h, at_hour(24)));
    is_true(t, hours_quiet(&h, at_hour(29)));
    is_false(t, hours_quiet(&h, at_hour(30)));
    is_true(t, hours_quiet(&noon, at_hour(13)));
    is_false(t, hours_quiet(&noon, at_hour(14)));
    is_false(t, hours_quiet(&none, at_hour(6)));
}

TEST(at_once_waits_for_the_end_of_the_quiet_and_the_message_of_the_day_for_its_hour)
{
    struct hours h = hours_usual();
    is_int(t, at_hour(10).ms, hours_due(&h, at_hour(10), false, false).ms);
    is_int(t, at_hour(30).ms, hours_due(&h, at_hour(22), false, false).ms);
    is_int(t, at_hour(30).ms, hours_due(&h, at_hour(29), false, false).ms);
    is_int(t, at_hour(22).ms, hours_due(&h, at_hour(22), false, true).ms);
    is_int(t, at_hour(18).ms, hours_due(&h, at_hour(10), true, false).ms);
    is_int(t, at_hour(18).ms, hours_due(&h, at_hour(18), true, false).ms);
    is_int(t, at_hour(18 + 24).ms, hours_due(&h, at_hour(19), true, false).ms);
    is_int(t, at_hour(18 + 24).ms, hours_due(&h, (instant){ at_hour(18).ms + 30000 }, true, false).ms);       /* one message a day, also within its minute */
}

struct to_family { struct notice n; person_id child; };
static rc say_family(struct tx *t, const struct to_family *in, void *out) { return (void)out, notice_family(t, in->child, (person_id){ 0 }, &in->n); }
CLOSURE(say_family, struct to_family, void)

TEST(a_notice_leaves_as_a_letter_only_for_who_chose_so)
{
    struct city *s = sends_city(t, "thu_school=ngay&thu_work=khong");
    struct loop_reply r;
    sends_address(t, s, s->tuan, "tuan@example.edu.vn");
    sends_said(t, s, sends_news(t, s->hoa, 1));
    sends_said(t, s, sends_news(t, s->tuan, 1));
    struct notice work = sends_news(t, s->hoa, 2);
    work.kind = NOTICE_KIND_WORK;
    sends_said(t, s, work);
    sends_later(t, s, 0);
    is_text(t, "1", sends_mails(t, s));
    has_text(t, "Tin1x", sends_newest(t, s));
    is_text(t, "hoa@example.edu.vn", sends_one(t, s, "SELECT to_address FROM mail"));
    is_int(t, 200, city_get(t, s, s->hoa, "/thong-bao", &r));
    has_text(t, "Đã gửi qua thư lúc 08:00 23/11/2026", r.body);
    is_int(t, 200, city_get(t, s, s->tuan, "/thong-bao", &r));
    has_text(t, "Tin1x", r.body);                                /* the bell has it all the same */
    lacks_text(t, "qua thư lúc", r.body);
    city_close(s);
}

TEST(at_night_only_what_is_about_the_account_leaves)
{
    struct city *s = sends_city(t, "thu_school=ngay&thu_account=ngay");
    sends_later(t, s, 14 * HOUR_MS);                                   /* 22:00 */
    sends_said(t, s, sends_news(t, s->hoa, 1));
    struct notice safety = sends_news(t, s->hoa, 2);
    safety.kind = NOTICE_KIND_ACCOUNT;
    sends_said(t, s, safety);
    sends_later(t, s, 60000);
    is_text(t, "1", sends_mails(t, s));
    has_text(t, "Tin2x", sends_newest(t, s));
    sends_later(t, s, 7 * HOUR_MS);                                    /* 05:01 */
    is_text(t, "1", sends_mails(t, s));
    sends_later(t, s, HOUR_MS);
    is_text(t, "2", sends_mails(t, s));
    has_text(t, "Tin1x", sends_newest(t, s));
    city_close(s);
}

TEST(own_hours_count_and_the_messages_of_a_day_are_one_letter_at_the_hour_chosen)
{
    struct city *s = sends_city(t, "thu_school=gop&yen_tu=0&yen_den=0&gop_luc=720");
    for (int i = 0; i < 3; i++) sends_said(t, s, sends_news(t, s->hoa, i));
    sends_later(t, s, 3 * HOUR_MS);                                    /* 11:00 */
    is_text(t, "0", sends_mails(t, s));
    sends_said(t, s, sends_news(t, s->hoa, 3));
    sends_later(t, s, HOUR_MS);
    is_text(t, "1", sends_mails(t, s));
    for (int i = 0; i < 4; i++) has_text(t, arena_print(t->arena, "Tin%dx", i), sends_newest(t, s));
    sends_later(t, s, 0);
    is_text(t, "4", sends_in_state(t, s, "sent", "none"));
    city_close(s);
}

TEST(a_hundred_notices_within_an_hour_are_one_letter_and_what_follows_waits_for_the_hour)
{
    struct city *s = sends_city(t, "thu_school=ngay");
    for (int i = 0; i < 100; i++) sends_said(t, s, sends_news(t, s->hoa, i));
    sends_later(t, s, 0);
    is_text(t, "1", sends_mails(t, s));
    has_text(t, "100 thông báo mới", sends_one(t, s, "SELECT subject FROM mail"));
    has_text(t, "… và 80 thông báo nữa.", sends_newest(t, s));
    has_text(t, "Tin99x", sends_newest(t, s));                         /* the newest are those that are said */
    lacks_text(t, "Tin79x", sends_newest(t, s));
    for (int i = 100; i < 110; i++) sends_said(t, s, sends_news(t, s->hoa, i));
    sends_later(t, s, 10 * 60000);
    is_text(t, "1", sends_mails(t, s));
    struct notice matters = sends_news(t, s->hoa, 200);
    matters.important = true;
    sends_said(t, s, matters);
    sends_later(t, s, 60000);
    is_text(t, "2", sends_mails(t, s));                                /* what matters does not wait */
    has_text(t, "Tin200x", sends_newest(t, s));
    for (int i = 201; i < 300; i++) {
        matters = sends_news(t, s->hoa, i);
        matters.important = true;
        sends_said(t, s, matters);
        sends_later(t, s, 1000);
    }
    is_text(t, "2", sends_mails(t, s));                                /* but a flood of it is one */
    sends_later(t, s, 4 * 60000);
    is_text(t, "3", sends_mails(t, s));
    has_text(t, "99 thông báo mới", sends_one(t, s, "SELECT subject FROM mail ORDER BY id DESC LIMIT 1"));
    sends_later(t, s, HOUR_MS);
    is_text(t, "4", sends_mails(t, s));
    for (int i = 100; i < 110; i++) has_text(t, arena_print(t->arena, "Tin%dx", i), sends_newest(t, s));
    city_close(s);
}

TEST(what_was_read_or_switched_off_meanwhile_is_not_sent)
{
    struct city *s = sends_city(t, "thu_school=gop&thu_work=gop");
    struct loop_reply r;
    sends_said(t, s, sends_news(t, s->hoa, 1));
    is_int(t, 303, city_post(t, s, s->hoa, "/thong-bao/doc-het", "den=9999999999999", NULL));
    struct notice work = sends_news(t, s->hoa, 2);
    work.kind = NOTICE_KIND_WORK;
    sends_said(t, s, work);
    is_int(t, 303, city_post(t, s, s->hoa, "/thong-bao/cach-nhan", "thu_work=khong", NULL));
    sends_later(t, s, 11 * HOUR_MS);
    is_text(t, "0", sends_mails(t, s));
    is_text(t, "1", sends_in_state(t, s, "stopped", "was_read"));
    is_text(t, "1", sends_in_state(t, s, "stopped", "switched_off"));
    is_int(t, 200, city_get(t, s, s->hoa, "/thong-bao", &r));
    has_text(t, "Không gửi qua thư: cách nhận này đã tắt", r.body);
    city_close(s);
}

/* ---- who may still know it */

static struct notice of_binh(struct test *t, struct city *s, int n)
{
    struct notice one = sends_news(t, s->hoa, n);
    one.about = s->binh;
    return one;
}

TEST(what_is_about_a_child_does_not_leave_for_whom_an_order_keeps_from_it_since)
{
    struct city *s = sends_city(t, "thu_school=gop");
    struct loop_reply r;
    sends_said(t, s, of_binh(t, s, 1));
    sends_said(t, s, sends_news(t, s->hoa, 2));
    city_keep_away(t, s, s->binh, s->hoa);
    sends_later(t, s, 11 * HOUR_MS);
    is_text(t, "1", sends_mails(t, s));
    lacks_text(t, "Tin1x", sends_newest(t, s));
    has_text(t, "Tin2x", sends_newest(t, s));
    is_text(t, "1", sends_in_state(t, s, "stopped", "kept_away"));
    is_int(t, 200, city_get(t, s, s->hoa, "/thong-bao", &r));
    lacks_text(t, "Tin1x", r.body);                              /* nor is it read in Khuê any more */
    has_text(t, "Tin2x", r.body);
    city_close(s);
}

TEST(nor_where_the_order_is_about_another_row_of_the_same_adult)
{
    struct city *s = sends_city(t, "thu_school=gop");
    struct notice one = sends_news(t, s->hoa, 1);
    one.about = s->chi;                                          /* no link stands between them */
    sends_said(t, s, one);
    sends_said(t, s, of_binh(t, s, 2));
    city_bar(t, s, s->chi, s->hoa, "+84912000111");
    sends_later(t, s, 11 * HOUR_MS);
    is_text(t, "1", sends_mails(t, s));
    lacks_text(t, "Tin1x", sends_newest(t, s));
    has_text(t, "Tin2x", sends_newest(t, s));
    city_close(s);
}

TEST(what_a_family_is_told_names_the_child_and_not_for_the_child_itself)
{
    struct city *s = sends_city(t, "thu_school=gop");
    struct to_family in = { .n = { .kind = NOTICE_KIND_SCHOOL, .words = "Về em.", .path = "/hom-nay" }, .child = s->binh };
    is_rc(t, OK, transact(s->ask, NULL, say_family, &in, NULL));
    is_text(t, arena_print(t->arena, "%lld", (long long)s->binh.v), sends_one(t, s, arena_print(t->arena, "SELECT about_id FROM notice WHERE person_id = %lld", (long long)s->hoa.v)));
    struct notice own = sends_news(t, s->binh, 1);
    own.about = s->binh;
    sends_said(t, s, own);                                             /* about oneself: nobody keeps it away */
    bool yes = false;
    is_rc(t, OK, still_theirs(s->ask, s->binh, s->binh, &yes));
    is_true(t, yes);
    city_close(s);
}

TEST(nor_for_who_stood_for_the_child_and_does_no_longer)
{
    struct city *s = sends_city(t, "thu_school=gop");
    sends_said(t, s, of_binh(t, s, 1));
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "UPDATE guardian_link SET to_day = from_day WHERE child_id = %lld AND guardian_id = %lld", (long long)s->binh.v, (long long)s->hoa.v), NULL));
    sends_later(t, s, 11 * HOUR_MS);
    is_text(t, "0", sends_mails(t, s));
    is_text(t, "1", sends_in_state(t, s, "stopped", "kept_away"));
    city_close(s);
}

TEST(a_letter_that_waits_for_its_server_does_not_leave_after_an_order_and_the_others_in_it_do)
{
    struct city *s = sends_city(t, "thu_school=ngay");
    struct post_office p = { .mood = MOOD_GONE };
    if (!is_true(t, post_office_open(&p))) return;
    s->app.config.smtp_url = arena_print(t->arena, "smtp://127.0.0.1:%d", p.port);
    s->app.config.mail_from = "khue@example.edu.vn";
    sends_said(t, s, of_binh(t, s, 1));
    sends_said(t, s, sends_news(t, s->hoa, 2));
    sends_later(t, s, 0);
    is_text(t, "waiting", sends_one(t, s, "SELECT state FROM mail"));
    city_keep_away(t, s, s->binh, s->hoa);
    p.mood = MOOD_KIND;
    sends_later(t, s, 3 * HOUR_MS);                                    /* the letter is due again, and stopped */
    sends_later(t, s, 1000);                                           /* the rest goes anew */
    is_text(t, "stopped", sends_one(t, s, "SELECT state FROM mail ORDER BY id LIMIT 1"));
    is_int(t, 1, p.taken);
    is_text(t, "sent", sends_one(t, s, "SELECT state FROM mail ORDER BY id DESC LIMIT 1"));
    lacks_text(t, "Tin1x", sends_newest(t, s));
    has_text(t, "Tin2x", sends_newest(t, s));
    sends_later(t, s, 1000);
    is_text(t, "1", sends_in_state(t, s, "stopped", "kept_away"));
    is_text(t, "1", sends_in_state(t, s, "sent", "none"));
    post_office_close(&p);
    city_close(s);
}

TEST(the_words_about_a_child_whose_use_is_restricted_stay_in_the_house)
{
    struct city *s = sends_city(t, "thu_school=ngay");
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "INSERT INTO restriction (subject_id, id, school_id, request_id, by_person, at, reason, rev) VALUES (%lld, 926, %lld, 1, %lld, 0, 'x', 1)",
        (long long)s->binh.v, (long long)s->thcs.id.v, (long long)s->principal.v), NULL));
    sends_said(t, s, of_binh(t, s, 1));
    sends_later(t, s, 0);
    is_text(t, "Có thông báo mới trong Khuê.", sends_newest(t, s));
    city_close(s);
}

TEST(a_restriction_that_comes_after_a_letter_was_written_stops_its_words_and_a_sentence_leaves_instead)
{
    struct city *s = sends_city(t, "thu_school=ngay");
    struct post_office p = { .mood = MOOD_GONE };
    if (!is_true(t, post_office_open(&p))) return;
    s->app.config.smtp_url = arena_print(t->arena, "smtp://127.0.0.1:%d", p.port);
    s->app.config.mail_from = "khue@example.edu.vn";
    sends_said(t, s, of_binh(t, s, 1));
    sends_later(t, s, 0);
    ask_done(s->ask);
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "INSERT INTO restriction (subject_id, id, school_id, request_id, by_person, at, reason, rev) VALUES (%lld, 926, %lld, 1, %lld, %lld, 'x', 1)",
        (long long)s->binh.v, (long long)s->thcs.id.v, (long long)s->principal.v, (long long)s->ask->now.ms + 1000), NULL));
    p.mood = MOOD_KIND;
    sends_later(t, s, 3 * HOUR_MS);
    sends_later(t, s, 1000);
    sends_later(t, s, HOUR_MS);
    is_text(t, "stopped", sends_one(t, s, "SELECT state FROM mail ORDER BY id LIMIT 1"));
    is_int(t, 1, p.taken);
    is_text(t, "Có thông báo mới trong Khuê.", sends_newest(t, s));
    post_office_close(&p);
    city_close(s);
}

/* ---- a mail server that is away */

TEST(what_is_said_while_a_letter_waits_for_its_server_joins_one_letter_behind_it)
{
    struct city *s = sends_city(t, "thu_school=ngay&yen_tu=0&yen_den=0&gop_luc=0");
    struct post_office p = { .mood = MOOD_GONE };
    if (!is_true(t, post_office_open(&p))) return;
    s->app.config.smtp_url = arena_print(t->arena, "smtp://127.0.0.1:%d", p.port);
    s->app.config.mail_from = "khue@example.edu.vn";
    for (int hour = 0; hour < 8; hour++) {
        sends_said(t, s, sends_news(t, s->hoa, hour));
        sends_later(t, s, HOUR_MS);
    }
    is_text(t, "1", sends_mails(t, s));
    p.mood = MOOD_KIND;
    for (int hour = 0; hour < 6; hour++) sends_later(t, s, HOUR_MS);
    is_text(t, "2", sends_mails(t, s));
    is_int(t, 2, p.taken);
    has_text(t, "Tin7x", sends_newest(t, s));
    post_office_close(&p);
    city_close(s);
}

static rc stuck_soon(struct tx *t, const int *in, job_id *out)
{
    const struct job_kind *kind = access_jobs;
    (void)in;
    while (kind->name && !str_is(kind->name, "access.stuck")) kind++;
    return job_add(t, &(struct new_job){ .kind = kind }, out);
}
CLOSURE(stuck_soon, int, job_id)

static void stuck_looked_for(struct test *t, struct city *s)
{
    job_id id;
    ask_done(s->ask);
    is_rc(t, OK, transact(s->ask, NULL, stuck_soon, &(int){ 0 }, &id));
    is_int(t, 1, jobs_run_all(&s->app));
}

TEST(a_mail_server_that_is_away_for_a_day_loses_nothing_and_the_operator_sees_it)
{
    struct city *s = sends_city(t, "thu_school=ngay");
    struct post_office p = { .mood = MOOD_GONE };
    struct loop_reply r;
    if (!is_true(t, post_office_open(&p))) return;
    s->app.config.smtp_url = arena_print(t->arena, "smtp://127.0.0.1:%d", p.port);
    s->app.config.mail_from = "khue@example.edu.vn";
    for (int i = 0; i < 5; i++) sends_said(t, s, sends_news(t, s->hoa, i));
    for (int i = 0; i < 24; i++) sends_later(t, s, HOUR_MS);
    is_int(t, 0, p.taken);
    is_text(t, "waiting", sends_one(t, s, "SELECT state FROM mail"));
    is_int(t, 200, city_get(t, s, s->hoa, "/thong-bao", &r));
    has_text(t, "Sẽ gửi qua thư", r.body);
    is_int(t, 200, city_get(t, s, s->admin, "/quan-tri/thong-bao", &r));
    has_text(t, "1 lá thư chờ đã hơn 4 giờ", r.body);
    lacks_text(t, "Tin1x", r.body);
    lacks_text(t, "hoa@", r.body);
    is_int(t, 403, city_get(t, s, s->principal, "/quan-tri/thong-bao", NULL));
    is_int(t, 303, city_get(t, s, (person_id){ 0 }, "/quan-tri/thong-bao", NULL));
    for (int i = 0; i < 3; i++) stuck_looked_for(t, s);
    is_text(t, "1", sends_one(t, s, arena_print(t->arena, "SELECT count(*) FROM notice WHERE person_id = %lld AND words LIKE 'Máy chủ thư không nhận%%'", (long long)s->admin.v)));
    is_int(t, 303, city_post(t, s, s->admin, "/thong-bao/doc-het", "den=9999999999999", NULL));
    stuck_looked_for(t, s);                                      /* once a day, read or not */
    is_text(t, "1", sends_one(t, s, arena_print(t->arena, "SELECT count(*) FROM notice WHERE person_id = %lld AND words LIKE 'Máy chủ thư không nhận%%'", (long long)s->admin.v)));
    p.mood = MOOD_KIND;
    sends_later(t, s, 13 * HOUR_MS);
    is_int(t, 1, p.taken);
    sends_later(t, s, HOUR_MS);
    is_text(t, "5", sends_in_state(t, s, "sent", "none"));
    is_int(t, 200, city_get(t, s, s->admin, "/quan-tri/thong-bao", &r));
    lacks_text(t, "lá thư chờ", r.body);
    post_office_close(&p);
    city_close(s);
}

TEST(a_letter_that_the_server_refuses_for_good_is_told_to_its_person)
{
    struct city *s = sends_city(t, "thu_school=ngay");
    struct post_office p = { .refuse = "hoa@", .refuse_with = 550 };
    struct loop_reply r;
    if (!is_true(t, post_office_open(&p))) return;
    s->app.config.smtp_url = arena_print(t->arena, "smtp://127.0.0.1:%d", p.port);
    s->app.config.mail_from = "khue@example.edu.vn";
    sends_said(t, s, sends_news(t, s->hoa, 1));
    sends_later(t, s, 0);
    sends_later(t, s, 1000);
    is_text(t, "1", sends_in_state(t, s, "failed", "silent"));
    is_int(t, 200, city_get(t, s, s->hoa, "/thong-bao", &r));
    has_text(t, "Chưa gửi được qua thư", r.body);
    post_office_close(&p);
    city_close(s);
}

TEST(letters_that_an_older_program_left_on_their_way_are_settled_at_night)
{
    struct city *s = sends_city(t, "thu_school=ngay");
    sends_said(t, s, sends_news(t, s->hoa, 1));
    s->app.hooks.mail_over = NULL;                                     /* as before */
    sends_later(t, s, 0);
    s->app.hooks.mail_over = notices_mail_over;
    is_text(t, "1", sends_in_state(t, s, "handed", "none"));
    sends_run(t, s, TIDY_JOB);
    is_text(t, "1", sends_in_state(t, s, "sent", "none"));
    is_text(t, "1", sends_one(t, s, "SELECT notices FROM notice_day WHERE channel = 'mail' AND state = 'sent'"));
    sends_run(t, s, TIDY_JOB);
    is_text(t, "1", sends_one(t, s, "SELECT notices FROM notice_day WHERE channel = 'mail' AND state = 'sent'"));       /* once */
    city_close(s);
}
