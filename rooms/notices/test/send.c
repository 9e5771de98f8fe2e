/* Notices on their way: when they leave, together with which others, what is asked before they do, and what becomes of them. */
#include "notices/inside.h"
#include "access/access.h"
#include "people/people.h"
#include "src/web/test/neighbour.h"
#include "src/web/test/post_office.h"
#include "test/harness/city.h"
#include <stdlib.h>
#include <string.h>

#define HOUR_MS 3600000LL
#define POINT "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
#define SECRET "BTBZMqHH6r4Tts7J_aSIgg"

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

/* ---- the small city, with somebody who hears by letter */

struct saying { struct notice n; person_id address_of; const char *address; };
static rc say_it(struct tx *t, const struct saying *in, void *out)
{
    (void)out;
    if (in->address) try(email_confirm(t, in->address_of, in->address));
    return in->n.words ? notice_add(t, &in->n) : OK;
}
CLOSURE(say_it, struct saying, void)

static rc say_family(struct tx *t, const struct saying *in, void *out) { return (void)out, notice_family(t, in->address_of, (person_id){ 0 }, &in->n); }
CLOSURE(say_family, struct saying, void)

static void said(struct test *t, struct city *s, struct notice n)
{
    struct saying in = { .n = n };
    ask_done(s->ask);
    is_rc(t, OK, transact(s->ask, NULL, say_it, &in, NULL));
}

static void has_address(struct test *t, struct city *s, person_id who, const char *address)
{
    struct saying in = { .address_of = who, .address = address };
    is_rc(t, OK, transact(s->ask, NULL, say_it, &in, NULL));
}

static struct notice news(struct test *t, person_id to, int n)
{
    return (struct notice){ .to = to, .kind = NOTICE_KIND_SCHOOL, .words = N_("Chào {ten}!"), .with = { "ten", arena_print(t->arena, "Tin%dx", n) }, .path = "/hom-nay" };
}

static rc soon(struct tx *t, const int *in, job_id *out) { return job_add(t, &(struct new_job){ .kind = &notices_jobs[*in], .once = "by hand" }, out); }
CLOSURE(soon, int, job_id)

/* The clock goes on, and what is due leaves. */
static void later(struct test *t, struct city *s, int64_t ms)
{
    job_id id;
    ask_done(s->ask);
    s->ask->now.ms += ms;
    db_set_clock(s->app.db, (opt_instant){ true, s->ask->now });
    is_rc(t, OK, transact(s->ask, NULL, soon, &(int){ SEND_JOB }, &id));
    is_true(t, jobs_run_all(&s->app) > 0);
}

static const char *one(struct test *t, struct city *s, const char *sql)
{
    const char *out = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &out));
    return out;
}

static const char *mails(struct test *t, struct city *s) { return one(t, s, "SELECT count(*) FROM mail"); }
static const char *newest(struct test *t, struct city *s) { return one(t, s, "SELECT body FROM mail ORDER BY id DESC LIMIT 1"); }
static const char *in_state(struct test *t, struct city *s, const char *state, const char *why)
{
    return one(t, s, arena_print(t->arena, "SELECT count(*) FROM notice_send WHERE state = '%s' AND why = '%s'", state, why));
}

static struct city *city_of_letters(struct test *t, const char *choice)
{
    struct city *s = city_open(t);
    s->app.config.test = true;
    has_address(t, s, s->hoa, "hoa@example.edu.vn");
    is_int(t, 303, city_post(t, s, s->hoa, "/thong-bao/cach-nhan", choice, NULL));
    return s;
}

TEST(a_notice_leaves_as_a_letter_only_for_who_chose_so)
{
    struct city *s = city_of_letters(t, "thu_school=ngay&thu_work=khong");
    struct loop_reply r;
    has_address(t, s, s->tuan, "tuan@example.edu.vn");
    said(t, s, news(t, s->hoa, 1));
    said(t, s, news(t, s->tuan, 1));
    struct notice work = news(t, s->hoa, 2);
    work.kind = NOTICE_KIND_WORK;
    said(t, s, work);
    later(t, s, 0);
    is_text(t, "1", mails(t, s));
    has_text(t, "Tin1x", newest(t, s));
    is_text(t, "hoa@example.edu.vn", one(t, s, "SELECT to_address FROM mail"));
    is_int(t, 200, city_get(t, s, s->hoa, "/thong-bao", &r));
    has_text(t, "Đã gửi qua thư lúc 08:00 23/11/2026", r.body);
    is_int(t, 200, city_get(t, s, s->tuan, "/thong-bao", &r));
    has_text(t, "Tin1x", r.body);                                /* the bell has it all the same */
    lacks_text(t, "qua thư lúc", r.body);
    city_close(s);
}

TEST(at_night_only_what_is_about_the_account_leaves)
{
    struct city *s = city_of_letters(t, "thu_school=ngay&thu_account=ngay");
    later(t, s, 14 * HOUR_MS);                                   /* 22:00 */
    said(t, s, news(t, s->hoa, 1));
    struct notice safety = news(t, s->hoa, 2);
    safety.kind = NOTICE_KIND_ACCOUNT;
    said(t, s, safety);
    later(t, s, 60000);
    is_text(t, "1", mails(t, s));
    has_text(t, "Tin2x", newest(t, s));
    later(t, s, 7 * HOUR_MS);                                    /* 05:01 */
    is_text(t, "1", mails(t, s));
    later(t, s, HOUR_MS);
    is_text(t, "2", mails(t, s));
    has_text(t, "Tin1x", newest(t, s));
    city_close(s);
}

TEST(own_hours_count_and_the_messages_of_a_day_are_one_letter_at_the_hour_chosen)
{
    struct city *s = city_of_letters(t, "thu_school=gop&yen_tu=0&yen_den=0&gop_luc=720");
    for (int i = 0; i < 3; i++) said(t, s, news(t, s->hoa, i));
    later(t, s, 3 * HOUR_MS);                                    /* 11:00 */
    is_text(t, "0", mails(t, s));
    said(t, s, news(t, s->hoa, 3));
    later(t, s, HOUR_MS);
    is_text(t, "1", mails(t, s));
    for (int i = 0; i < 4; i++) has_text(t, arena_print(t->arena, "Tin%dx", i), newest(t, s));
    is_text(t, "4", in_state(t, s, "handed", "none"));
    later(t, s, 0);
    is_text(t, "4", in_state(t, s, "sent", "none"));
    city_close(s);
}

TEST(a_hundred_notices_within_an_hour_are_one_letter_and_what_follows_waits_for_the_hour)
{
    struct city *s = city_of_letters(t, "thu_school=ngay");
    for (int i = 0; i < 100; i++) said(t, s, news(t, s->hoa, i));
    later(t, s, 0);
    is_text(t, "1", mails(t, s));
    has_text(t, "100 thông báo mới", one(t, s, "SELECT subject FROM mail"));
    has_text(t, "… và 80 thông báo nữa.", newest(t, s));
    has_text(t, "Tin99x", newest(t, s));                         /* the newest are those that are said */
    lacks_text(t, "Tin79x", newest(t, s));
    for (int i = 100; i < 110; i++) said(t, s, news(t, s->hoa, i));
    later(t, s, 10 * 60000);
    is_text(t, "1", mails(t, s));
    struct notice matters = news(t, s->hoa, 200);
    matters.important = true;
    said(t, s, matters);
    later(t, s, 60000);
    is_text(t, "2", mails(t, s));                                /* what matters does not wait */
    has_text(t, "Tin200x", newest(t, s));
    for (int i = 201; i < 300; i++) {
        matters = news(t, s->hoa, i);
        matters.important = true;
        said(t, s, matters);
        later(t, s, 1000);
    }
    is_text(t, "2", mails(t, s));                                /* but a flood of it is one */
    later(t, s, 4 * 60000);
    is_text(t, "3", mails(t, s));
    has_text(t, "99 thông báo mới", one(t, s, "SELECT subject FROM mail ORDER BY id DESC LIMIT 1"));
    later(t, s, HOUR_MS);
    is_text(t, "4", mails(t, s));
    for (int i = 100; i < 110; i++) has_text(t, arena_print(t->arena, "Tin%dx", i), newest(t, s));
    city_close(s);
}

TEST(what_was_read_or_switched_off_meanwhile_is_not_sent)
{
    struct city *s = city_of_letters(t, "thu_school=gop&thu_work=gop");
    struct loop_reply r;
    said(t, s, news(t, s->hoa, 1));
    is_int(t, 303, city_post(t, s, s->hoa, "/thong-bao/doc-het", "den=9999999999999", NULL));
    struct notice work = news(t, s->hoa, 2);
    work.kind = NOTICE_KIND_WORK;
    said(t, s, work);
    is_int(t, 303, city_post(t, s, s->hoa, "/thong-bao/cach-nhan", "thu_work=khong", NULL));
    later(t, s, 11 * HOUR_MS);
    is_text(t, "0", mails(t, s));
    is_text(t, "1", in_state(t, s, "stopped", "was_read"));
    is_text(t, "1", in_state(t, s, "stopped", "switched_off"));
    is_int(t, 200, city_get(t, s, s->hoa, "/thong-bao", &r));
    has_text(t, "Không gửi qua thư: cách nhận này đã tắt", r.body);
    city_close(s);
}

/* ---- who may still know it */

static struct notice of_binh(struct test *t, struct city *s, int n)
{
    struct notice one = news(t, s->hoa, n);
    one.about = s->binh;
    return one;
}

TEST(what_is_about_a_child_does_not_leave_for_whom_an_order_keeps_from_it_since)
{
    struct city *s = city_of_letters(t, "thu_school=gop");
    struct loop_reply r;
    said(t, s, of_binh(t, s, 1));
    said(t, s, news(t, s->hoa, 2));
    city_keep_away(t, s, s->binh, s->hoa);
    later(t, s, 11 * HOUR_MS);
    is_text(t, "1", mails(t, s));
    lacks_text(t, "Tin1x", newest(t, s));
    has_text(t, "Tin2x", newest(t, s));
    is_text(t, "1", in_state(t, s, "stopped", "kept_away"));
    is_int(t, 200, city_get(t, s, s->hoa, "/thong-bao", &r));
    lacks_text(t, "Tin1x", r.body);                              /* nor is it read in Khuê any more */
    has_text(t, "Tin2x", r.body);
    city_close(s);
}

TEST(nor_where_the_order_is_about_another_row_of_the_same_adult)
{
    struct city *s = city_of_letters(t, "thu_school=gop");
    struct notice one = news(t, s->hoa, 1);
    one.about = s->chi;                                          /* no link stands between them */
    said(t, s, one);
    said(t, s, of_binh(t, s, 2));
    city_bar(t, s, s->chi, s->hoa, "+84912000111");
    later(t, s, 11 * HOUR_MS);
    is_text(t, "1", mails(t, s));
    lacks_text(t, "Tin1x", newest(t, s));
    has_text(t, "Tin2x", newest(t, s));
    city_close(s);
}

TEST(what_a_family_is_told_names_the_child_and_not_for_the_child_itself)
{
    struct city *s = city_of_letters(t, "thu_school=gop");
    struct saying in = { .n = { .kind = NOTICE_KIND_SCHOOL, .words = "Về em.", .path = "/hom-nay" }, .address_of = s->binh };
    is_rc(t, OK, transact(s->ask, NULL, say_family, &in, NULL));
    is_text(t, arena_print(t->arena, "%lld", (long long)s->binh.v), one(t, s, arena_print(t->arena, "SELECT about_id FROM notice WHERE person_id = %lld", (long long)s->hoa.v)));
    struct notice own = news(t, s->binh, 1);
    own.about = s->binh;
    said(t, s, own);                                             /* about oneself: nobody keeps it away */
    bool yes = false;
    is_rc(t, OK, still_theirs(s->ask, s->binh, s->binh, &yes));
    is_true(t, yes);
    city_close(s);
}

TEST(nor_for_who_stood_for_the_child_and_does_no_longer)
{
    struct city *s = city_of_letters(t, "thu_school=gop");
    said(t, s, of_binh(t, s, 1));
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "UPDATE guardian_link SET to_day = from_day WHERE child_id = %lld AND guardian_id = %lld", (long long)s->binh.v, (long long)s->hoa.v), NULL));
    later(t, s, 11 * HOUR_MS);
    is_text(t, "0", mails(t, s));
    is_text(t, "1", in_state(t, s, "stopped", "kept_away"));
    city_close(s);
}

TEST(a_letter_that_waits_for_its_server_does_not_leave_after_an_order_and_the_others_in_it_do)
{
    struct city *s = city_of_letters(t, "thu_school=ngay");
    struct post_office p = { .mood = MOOD_GONE };
    if (!is_true(t, post_office_open(&p))) return;
    s->app.config.smtp_url = arena_print(t->arena, "smtp://127.0.0.1:%d", p.port);
    s->app.config.mail_from = "khue@example.edu.vn";
    said(t, s, of_binh(t, s, 1));
    said(t, s, news(t, s->hoa, 2));
    later(t, s, 0);
    is_text(t, "waiting", one(t, s, "SELECT state FROM mail"));
    city_keep_away(t, s, s->binh, s->hoa);
    p.mood = MOOD_KIND;
    later(t, s, 3 * HOUR_MS);                                    /* the letter is due again, and stopped */
    later(t, s, 1000);                                           /* the rest goes anew */
    is_text(t, "stopped", one(t, s, "SELECT state FROM mail ORDER BY id LIMIT 1"));
    is_int(t, 1, p.taken);
    is_text(t, "sent", one(t, s, "SELECT state FROM mail ORDER BY id DESC LIMIT 1"));
    lacks_text(t, "Tin1x", newest(t, s));
    has_text(t, "Tin2x", newest(t, s));
    later(t, s, 1000);
    is_text(t, "1", in_state(t, s, "stopped", "kept_away"));
    is_text(t, "1", in_state(t, s, "sent", "none"));
    post_office_close(&p);
    city_close(s);
}

TEST(the_words_about_a_child_whose_use_is_restricted_stay_in_the_house)
{
    struct city *s = city_of_letters(t, "thu_school=ngay");
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "INSERT INTO restriction (subject_id, id, school_id, request_id, by_person, at, reason, rev) VALUES (%lld, 926, %lld, 1, %lld, 0, 'x', 1)",
        (long long)s->binh.v, (long long)s->thcs.id.v, (long long)s->principal.v), NULL));
    said(t, s, of_binh(t, s, 1));
    later(t, s, 0);
    is_text(t, "Có thông báo mới trong Khuê.", newest(t, s));
    city_close(s);
}

TEST(a_restriction_that_comes_after_a_letter_was_written_stops_its_words_and_a_sentence_leaves_instead)
{
    struct city *s = city_of_letters(t, "thu_school=ngay");
    struct post_office p = { .mood = MOOD_GONE };
    if (!is_true(t, post_office_open(&p))) return;
    s->app.config.smtp_url = arena_print(t->arena, "smtp://127.0.0.1:%d", p.port);
    s->app.config.mail_from = "khue@example.edu.vn";
    said(t, s, of_binh(t, s, 1));
    later(t, s, 0);
    ask_done(s->ask);
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "INSERT INTO restriction (subject_id, id, school_id, request_id, by_person, at, reason, rev) VALUES (%lld, 926, %lld, 1, %lld, %lld, 'x', 1)",
        (long long)s->binh.v, (long long)s->thcs.id.v, (long long)s->principal.v, (long long)s->ask->now.ms + 1000), NULL));
    p.mood = MOOD_KIND;
    later(t, s, 3 * HOUR_MS);
    later(t, s, 1000);
    later(t, s, HOUR_MS);
    is_text(t, "stopped", one(t, s, "SELECT state FROM mail ORDER BY id LIMIT 1"));
    is_int(t, 1, p.taken);
    is_text(t, "Có thông báo mới trong Khuê.", newest(t, s));
    post_office_close(&p);
    city_close(s);
}

/* ---- a mail server that is away */

TEST(what_is_said_while_a_letter_waits_for_its_server_joins_one_letter_behind_it)
{
    struct city *s = city_of_letters(t, "thu_school=ngay&yen_tu=0&yen_den=0&gop_luc=0");
    struct post_office p = { .mood = MOOD_GONE };
    if (!is_true(t, post_office_open(&p))) return;
    s->app.config.smtp_url = arena_print(t->arena, "smtp://127.0.0.1:%d", p.port);
    s->app.config.mail_from = "khue@example.edu.vn";
    for (int hour = 0; hour < 8; hour++) {
        said(t, s, news(t, s->hoa, hour));
        later(t, s, HOUR_MS);
    }
    is_text(t, "1", mails(t, s));
    p.mood = MOOD_KIND;
    for (int hour = 0; hour < 6; hour++) later(t, s, HOUR_MS);
    is_text(t, "2", mails(t, s));
    is_int(t, 2, p.taken);
    has_text(t, "Tin7x", newest(t, s));
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
    struct city *s = city_of_letters(t, "thu_school=ngay");
    struct post_office p = { .mood = MOOD_GONE };
    struct loop_reply r;
    if (!is_true(t, post_office_open(&p))) return;
    s->app.config.smtp_url = arena_print(t->arena, "smtp://127.0.0.1:%d", p.port);
    s->app.config.mail_from = "khue@example.edu.vn";
    for (int i = 0; i < 5; i++) said(t, s, news(t, s->hoa, i));
    for (int i = 0; i < 24; i++) later(t, s, HOUR_MS);
    is_int(t, 0, p.taken);
    is_text(t, "waiting", one(t, s, "SELECT state FROM mail"));
    is_int(t, 200, city_get(t, s, s->hoa, "/thong-bao", &r));
    has_text(t, "Sẽ gửi qua thư", r.body);
    is_int(t, 200, city_get(t, s, s->admin, "/quan-tri/thong-bao", &r));
    has_text(t, "1 lá thư chờ đã hơn 4 giờ", r.body);
    lacks_text(t, "Tin1x", r.body);
    lacks_text(t, "hoa@", r.body);
    is_int(t, 403, city_get(t, s, s->principal, "/quan-tri/thong-bao", NULL));
    is_int(t, 303, city_get(t, s, (person_id){ 0 }, "/quan-tri/thong-bao", NULL));
    for (int i = 0; i < 3; i++) stuck_looked_for(t, s);
    is_text(t, "1", one(t, s, arena_print(t->arena, "SELECT count(*) FROM notice WHERE person_id = %lld AND words LIKE 'Máy chủ thư không nhận%%'", (long long)s->admin.v)));
    is_int(t, 303, city_post(t, s, s->admin, "/thong-bao/doc-het", "den=9999999999999", NULL));
    stuck_looked_for(t, s);                                      /* once a day, read or not */
    is_text(t, "1", one(t, s, arena_print(t->arena, "SELECT count(*) FROM notice WHERE person_id = %lld AND words LIKE 'Máy chủ thư không nhận%%'", (long long)s->admin.v)));
    p.mood = MOOD_KIND;
    later(t, s, 13 * HOUR_MS);
    is_int(t, 1, p.taken);
    later(t, s, HOUR_MS);
    is_text(t, "5", in_state(t, s, "sent", "none"));
    is_int(t, 200, city_get(t, s, s->admin, "/quan-tri/thong-bao", &r));
    lacks_text(t, "lá thư chờ", r.body);
    post_office_close(&p);
    city_close(s);
}

TEST(a_letter_that_the_server_refuses_for_good_is_told_to_its_person)
{
    struct city *s = city_of_letters(t, "thu_school=ngay");
    struct post_office p = { .refuse = "hoa@", .refuse_with = 550 };
    struct loop_reply r;
    if (!is_true(t, post_office_open(&p))) return;
    s->app.config.smtp_url = arena_print(t->arena, "smtp://127.0.0.1:%d", p.port);
    s->app.config.mail_from = "khue@example.edu.vn";
    said(t, s, news(t, s->hoa, 1));
    later(t, s, 0);
    later(t, s, 1000);
    is_text(t, "1", in_state(t, s, "failed", "silent"));
    is_int(t, 200, city_get(t, s, s->hoa, "/thong-bao", &r));
    has_text(t, "Chưa gửi được qua thư", r.body);
    post_office_close(&p);
    city_close(s);
}

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
    is_text(t, "0", one(t, s, "SELECT count(*) FROM push_subscription"));
    is_int(t, 303, city_post(t, s, s->hoa, "/thong-bao/may", letting(t, n.port, "a"), NULL));
    said(t, s, news(t, s->hoa, 1));                              /* letting it chose all kinds, at once */
    n.status = 503;
    later(t, s, 0);
    is_int(t, 1, n.asked);
    is_text(t, "1", in_state(t, s, "waiting", "silent"));
    n.status = 201;
    later(t, s, 30000);                                          /* not within the minute */
    is_int(t, 1, n.asked);
    later(t, s, 60000);
    is_int(t, 2, n.asked);
    is_text(t, "1", in_state(t, s, "sent", "none"));
    is_int(t, 200, city_get(t, s, s->hoa, "/thong-bao", &r));
    has_text(t, "Đã báo trên máy lúc 08:01 23/11/2026", r.body);
    n.status = 410;
    said(t, s, news(t, s->hoa, 2));
    later(t, s, 2 * HOUR_MS);
    is_int(t, 3, n.asked);
    is_text(t, "1", in_state(t, s, "failed", "no_device"));
    is_text(t, "0", one(t, s, "SELECT count(*) FROM push_subscription WHERE gone_at IS NULL"));
    said(t, s, news(t, s->hoa, 3));
    later(t, s, 2 * HOUR_MS);
    is_int(t, 3, n.asked);
    later(t, s, 40 * 24 * HOUR_MS);
    job_id id;
    is_rc(t, OK, transact(s->ask, NULL, soon, &(int){ TIDY_JOB }, &id));
    is_true(t, jobs_run_all(&s->app) > 0);
    is_text(t, "0", one(t, s, "SELECT count(*) FROM push_subscription"));
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
    said(t, s, news(t, s->hoa, 1));
    for (int i = 0; i < 80; i++) later(t, s, HOUR_MS);
    is_int(t, SEND_ATTEMPTS, n.asked);
    is_text(t, "1", in_state(t, s, "failed", "silent"));
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
    said(t, s, news(t, s->hoa, 1));
    later(t, s, 0);
    is_text(t, "1", in_state(t, s, "waiting", "silent"));
    n.mood = NEIGHBOUR_KIND;
    n.status = 201;
    later(t, s, HOUR_MS);
    is_int(t, 4, n.asked);                                            /* the next run asks all of them */
    is_text(t, "1", in_state(t, s, "sent", "none"));
    neighbour_close(&n);
    city_close(s);
}

TEST(a_browser_belongs_to_the_last_one_who_let_it_and_each_ends_their_own)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    s->app.config.test = true;
    is_int(t, 303, city_post(t, s, s->hoa, "/thong-bao/may", letting(t, 9, "a"), NULL));
    const char *id = one(t, s, "SELECT id FROM push_subscription"), *end = arena_print(t->arena, "may=%s", path_to(t, "", atoll(id), ""));
    is_int(t, 404, city_post(t, s, s->tuan, "/thong-bao/may/thoi", end, NULL));
    is_int(t, 303, city_post(t, s, s->tuan, "/thong-bao/may", letting(t, 9, "a"), NULL));
    is_text(t, "1", one(t, s, "SELECT count(*) FROM push_subscription WHERE gone_at IS NULL"));
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
    is_text(t, "0", one(t, s, "SELECT by_push FROM notice_choice WHERE kind = 'school'"));
    is_text(t, "1", one(t, s, "SELECT push_daily FROM notice_choice WHERE kind = 'work'"));
    is_text(t, "1", one(t, s, "SELECT by_push FROM notice_choice WHERE kind = 'account'"));
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
    for (int i = 0; i < CROWD; i++) said(t, s, news(t, crowd[i], i));
    later(t, s, 0);
    is_int(t, CROWD, n.asked);
    is_text(t, "200", in_state(t, s, "sent", "none"));
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
    later(t, s, 0);
    is_int(t, 303, city_post(t, s, who, "/thong-bao/so/ma", arena_print(t->arena, "ma=%s", code_sent(t, n)), NULL));
}

TEST(a_phone_is_used_only_after_its_code_came_back_in_time)
{
    struct neighbour n = { .body = "{}" };
    struct city *s = city_with_gateway(t, &n);
    struct loop_reply r;
    is_int(t, 422, city_post(t, s, s->hoa, "/thong-bao/so", "so=12", NULL));
    is_int(t, 303, city_post(t, s, s->hoa, "/thong-bao/so", "so=0912+345+678", NULL));
    later(t, s, 0);
    has_text(t, "\"to\":\"+84912345678\"", n.sent);
    const char *code = code_sent(t, &n), *wrong = str_is(code, "111111") ? "ma=222222" : "ma=111111";
    is_int(t, 422, city_post(t, s, s->tuan, "/thong-bao/so/ma", arena_print(t->arena, "ma=%s", code), NULL));       /* another one's */
    for (int i = 0; i < CODE_TRIES; i++) is_int(t, 422, city_post(t, s, s->hoa, "/thong-bao/so/ma", wrong, NULL));
    is_int(t, 422, city_post(t, s, s->hoa, "/thong-bao/so/ma", arena_print(t->arena, "ma=%s", code), &r));
    has_text(t, "không còn dùng được", r.body);
    is_int(t, 303, city_post(t, s, s->hoa, "/thong-bao/so", "so=0912+345+678", NULL));
    later(t, s, (CODE_MINUTES + 1) * 60000);
    is_int(t, 422, city_post(t, s, s->hoa, "/thong-bao/so/ma", arena_print(t->arena, "ma=%s", code_sent(t, &n)), NULL));
    phone_confirmed(t, s, &n, s->hoa);
    is_int(t, 200, city_get(t, s, s->hoa, "/thong-bao/cach-nhan", &r));
    has_text(t, "Nhắn tới 0912 345 678", r.body);
    is_int(t, 303, city_post(t, s, s->hoa, "/thong-bao/so/thoi", "", NULL));
    is_text(t, "", one(t, s, "SELECT phone FROM notice_phone"));
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
    said(t, s, news(t, s->hoa, 1));
    later(t, s, 0);
    is_int(t, before, n.asked);
    struct notice matters = news(t, s->hoa, 2);
    matters.important = true;
    said(t, s, matters);
    later(t, s, 0);
    is_int(t, before + 1, n.asked);
    is_text(t, "{\"to\":\"+84912345678\",\"text\":\"Khue: co thong bao quan trong cho ban. Mo http://localhost/thong-bao de doc.\"}", n.sent);
    is_text(t, "1", in_state(t, s, "sent", "none"));
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
        struct notice matters = news(t, s->hoa, i);
        matters.important = true;
        said(t, s, matters);
        later(t, s, 6 * 60000);
    }
    is_int(t, before + 2, n.asked);
    is_text(t, "3", in_state(t, s, "waiting", "day_full"));
    later(t, s, 21 * HOUR_MS);                                   /* 05:30 */
    is_int(t, before + 2, n.asked);
    later(t, s, HOUR_MS);
    is_int(t, before + 3, n.asked);                              /* the three as one */
    is_text(t, "5", in_state(t, s, "sent", "none"));
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
    struct city *s = city_of_letters(t, "thu_school=gop&thu_work=ngay");
    is_int(t, 303, city_post(t, s, s->hoa, "/thong-bao/cach-nhan", "may_school=ngay", NULL));
    is_text(t, "1", one(t, s, "SELECT mail_daily FROM notice_choice WHERE kind = 'school'"));
    is_text(t, "1", one(t, s, "SELECT by_mail FROM notice_choice WHERE kind = 'work'"));
    is_int(t, 422, city_post(t, s, s->hoa, "/thong-bao/cach-nhan", "thu_school=moi+gio", NULL));
    is_int(t, 422, city_post(t, s, s->hoa, "/thong-bao/cach-nhan", "yen_tu=61&yen_den=0&gop_luc=0", NULL));
    is_int(t, 422, city_post(t, s, s->hoa, "/thong-bao/cach-nhan", "yen_tu=60", NULL));
    city_close(s);
}
