/* Mail: how it is written, what a mail server does to it, and that nothing typed becomes a header. */
#include "base/log.h"
#include "test/harness/db.h"
#include "test/harness/wait.h"
#include "web/mail_send.h"
#include "web/mail_text.h"
#include "web/test/floor.h"
#include "web/test/post_office.h"
#include "web/watch.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* ---- words to bytes */

TEST(addresses_are_tidied_or_refused)
{
    static const struct { const char *typed, *want; } cases[] = {
        { " An.Nguyen@Example.EDU.vn ", "an.nguyen@example.edu.vn" }, { "a+b_c-d@x.vn", "a+b_c-d@x.vn" }, { "o'neil@x-y.com", "o'neil@x-y.com" },
        { "", NULL }, { "an", NULL }, { "@x.vn", NULL }, { "an@", NULL }, { "an@x", NULL }, { "an@x.vn.", NULL }, { "an@.x.vn", NULL }, { ".an@x.vn", NULL },
        { "a..b@x.vn", NULL }, { "an@-x.vn", NULL }, { "an@x-.vn", NULL }, { "a b@x.vn", NULL }, { "an@x.vn, b@y.vn", NULL }, { "an@x.vn>", NULL },
        { "\"a b\"@x.vn", NULL }, { "an@[127.0.0.1]", NULL }, { "ân@x.vn", NULL }, { "an@trường.vn", NULL }, { "an@x.vn\r\nBcc: b@y.vn", NULL }, { "an@x@y.vn", NULL },
        { "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa@x.vn", NULL },
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        is_text(t, cases[i].want, mail_address(t->arena, cases[i].typed));
    is_text(t, "a…@example.edu.vn", mail_address_masked(t->arena, "an.nguyen@example.edu.vn"));
}

static const char *header_of(struct test *t, const char *value)
{
    struct buf b;
    buf_init(&b, 8192);
    mail_header(&b, "Subject", value);
    const char *text = arena_text_n(t->arena, b.p, b.n);
    buf_finish(&b);
    return text;
}

TEST(headers_are_encoded_by_whole_letters_and_folded)
{
    is_text(t, "Subject: Plain words\r\n", header_of(t, "Plain words"));
    is_text(t, "Subject: =?UTF-8?B?xJDhurd0IGzhuqFpIG3huq10IGto4bqpdQ==?=\r\n", header_of(t, "Đặt lại mật khẩu"));
    is_text(t, "Subject: =?UTF-8?B?PT9VVEYtOD9CPz89?=\r\n", header_of(t, "=?UTF-8?B?" "?="));                 /* cannot be taken for an encoded word */
    const char *longer = header_of(t, "Một tiêu đề rất dài, dài hơn một dòng thư, để xem chữ có dấu nào bị cắt đôi ở giữa hay không");
    for (const char *line = longer; *line; line = strstr(line, "\r\n") + 2) {
        is_true(t, strcspn(line, "\r") <= 76);
        is_true(t, line == longer || *line == ' ');
    }
    const char *plain = header_of(t, "many plain words that go on and on until the line is longer than a mail line may be, and further");
    is_true(t, strstr(plain, "\r\n ") != NULL);
}

TEST(a_composed_mail_is_seven_bits_and_says_that_it_is_automatic)
{
    struct buf b;
    struct mail_parts m = { "Khuê", "khue@example.edu.vn", "an@x.vn", "Chào", "Dòng một\nDòng hai\n", { 1795395600000LL }, "0saphf26bzzg0@example.edu.vn" };
    buf_init(&b, 1 << 16);
    mail_compose(&b, &m);
    for (size_t i = 0; i < b.n; i++)
        if ((unsigned char)b.p[i] > '~' || (b.p[i] == '\n' && b.p[i - 1] != '\r')) fail(t, "byte %zu", i);
    has_text(t, "Date: Mon, 23 Nov 2026 08:00:00 +0700\r\n", b.p);
    has_text(t, "From: =?UTF-8?B?S2h1w6o=?=\r\n <khue@example.edu.vn>\r\n", b.p);
    has_text(t, "To: <an@x.vn>\r\n", b.p);
    has_text(t, "Message-ID: <0saphf26bzzg0@example.edu.vn>\r\n", b.p);
    has_text(t, "Auto-Submitted: auto-generated\r\n", b.p);
    has_text(t, "\r\n\r\nRMOybmcgbeG7mXQNCkTDsm5nIGhhaQ0K\r\n", b.p);
    buf_finish(&b);
}

/* ---- writing */

static rc mail_put(struct tx *t, const struct mail *in, void *out) { (void)out; return mail_add(t, in); }
CLOSURE(mail_put, struct mail, void)

static struct mail mail_to(const char *address) { return (struct mail){ .to = address, .subject = "Thử", .text = "Mở {link} nhé.", .link = "/mat-khau-moi/", .link_id = 42 }; }

static rc put(struct test *t, struct floor *f, struct mail m)
{
    return transact(test_ask(t, f->app.db), NULL, mail_put, &m, (void *)NULL);
}

static const char *asked(struct test *t, struct floor *f, const char *sql)
{
    const char *first = NULL;
    is_rc(t, OK, db_plain(f->app.db, t->arena, sql, &first));
    return first ? first : "";
}

TEST(nothing_typed_becomes_a_header)
{
    struct floor f = { 0 };
    if (!floor_open(t, &f)) return;
    struct mail odd[] = { mail_to("an@x.vn\r\nBcc: b@y.vn"), mail_to("An@X.vn"), mail_to("an@x.vn"), mail_to("an@x.vn"), mail_to("an@x.vn"), mail_to("an@x.vn"), mail_to("an@x.vn") };
    odd[2].subject = "Thử\r\nBcc: b@y.vn";
    odd[3].subject = "";
    odd[4].text = "a\rb";
    odd[5].link = "https://vi.du/";
    odd[6].link = NULL;                                       /* a token for no page */
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        is_rc(t, BUG, put(t, &f, odd[i]));
    is_text(t, "0", asked(t, &f, "SELECT count(*) FROM mail"));
    floor_close(&f);
}

TEST(an_address_hears_ten_an_hour_and_forty_a_day)
{
    struct floor f = { 0 };
    if (!floor_open(t, &f)) return;
    for (int i = 0; i < 45; i++)
        is_rc(t, OK, put(t, &f, mail_to("an@x.vn")));
    is_rc(t, OK, put(t, &f, mail_to("binh@x.vn")));
    is_text(t, "40", asked(t, &f, "SELECT count(*) FROM mail WHERE to_address = 'an@x.vn'"));
    is_text(t, "10", asked(t, &f, "SELECT count(*) FROM mail WHERE to_address = 'an@x.vn' AND due_at = made_at"));
    is_text(t, "1", asked(t, &f, "SELECT count(*) FROM mail WHERE to_address = 'binh@x.vn' AND due_at = made_at"));
    floor_close(&f);
}

TEST(a_link_is_stored_without_its_token_and_opens_only_its_own_page)
{
    struct floor f = { 0 };
    int64_t id = 0;
    if (!floor_open(t, &f)) return;
    struct ctx c = { .app = &f.app, .arena = t->arena };
    const char *text = mail_text_whole(&f.app, t->arena, "Mở {link} nhé.", LANG_VI, "/mat-khau-moi/", 42), *at = strstr(text, "http://localhost:8080/mat-khau-moi/");
    if (!is_true(t, at != NULL)) return;
    char *token = arena_take(t->arena, 40);
    memcpy(token, at + strlen("http://localhost:8080/mat-khau-moi/"), 39);
    is_true(t, mail_link_read(&c, "/mat-khau-moi/", token, &id));
    is_int(t, 42, id);
    is_false(t, mail_link_read(&c, "/xac-nhan/", token, &id));
    token[38] = token[38] == '0' ? '1' : '0';
    is_false(t, mail_link_read(&c, "/mat-khau-moi/", token, &id));
    is_false(t, mail_link_read(&c, "/mat-khau-moi/", "", &id));
    is_false(t, mail_link_read(&c, "/mat-khau-moi/", "000000000001a", &id));
    is_rc(t, OK, put(t, &f, mail_to("an@x.vn")));
    is_text(t, "Mở {link} nhé./mat-khau-moi/", asked(t, &f, "SELECT body || link FROM mail"));
    floor_close(&f);
}

/* ---- sending */

static bool served(struct test *t, struct floor *f, struct post_office *p)
{
    log_set_level(LOG_ERROR + 1);
    if (!floor_open(t, f) || !is_true(t, post_office_open(p))) return false;
    f->app.config.smtp_url = arena_print(t->arena, "smtp://127.0.0.1:%d", p->port);
    f->app.config.mail_from = "khue@example.edu.vn";
    f->app.config.smtp_wait_ms = WAIT_MOST_MS;
    return true;
}

static struct mails_sent sent(struct test *t, struct floor *f)
{
    struct mails_sent out;
    is_rc(t, OK, mails_send(&f->app, test_ask(t, f->app.db), 100, &out));
    return out;
}

static void later(struct floor *f, int minutes)
{
    db_set_clock(f->app.db, (opt_instant){ true, { db_now(f->app.db).ms + minutes * 60000LL } });
}

TEST(a_copy_for_trial_sends_no_letter_and_what_waits_goes_out_later)
{
    struct floor f = { 0 };
    struct post_office p = { 0 };
    if (!served(t, &f, &p)) return;
    is_rc(t, OK, put(t, &f, mail_to("an@x.vn")));
    f.app.config.quiet = true;
    is_int(t, 0, sent(t, &f).went);
    is_int(t, 0, p.connections);
    is_text(t, "1", asked(t, &f, "SELECT count(*) FROM mail WHERE state = 'waiting' AND attempt = 0"));
    f.app.config.quiet = false;
    is_int(t, 1, sent(t, &f).went);
    post_office_close(&p);
    floor_close(&f);
}

TEST(a_slow_mail_server_does_not_hold_up_the_end_of_the_server)
{
    struct floor f = { 0 };
    struct post_office p = { .mood = MOOD_SLOW };
    if (!served(t, &f, &p)) return;
    is_rc(t, OK, put(t, &f, mail_to("an@x.vn")));
    atomic_store(&f.app.stop_by_ms, watch_now_ms() + 300);            /* long before WAIT_MOST_MS, which no test has */
    struct mails_sent out = sent(t, &f);
    is_int(t, 0, out.went);
    is_true(t, out.silent);
    is_text(t, "1", asked(t, &f, "SELECT count(*) FROM mail WHERE state = 'waiting'"));
    post_office_close(&p);
    floor_close(&f);
}

TEST(a_batch_goes_over_one_connection)
{
    struct floor f = { 0 };
    struct post_office p = { 0 };
    if (!served(t, &f, &p)) return;
    for (int i = 0; i < 30; i++)
        is_rc(t, OK, put(t, &f, mail_to(arena_print(t->arena, "nguoi%d@x.vn", i))));
    is_int(t, 30, sent(t, &f).went);
    is_int(t, 30, p.taken);
    is_int(t, 1, p.connections);
    is_text(t, "30", asked(t, &f, "SELECT count(*) FROM mail WHERE state = 'sent'"));
    has_text(t, "Subject: =?UTF-8?B?VGjhu60=?=", p.last);
    has_text(t, "To: <nguoi29@x.vn>", p.last);
    is_int(t, 0, sent(t, &f).went);
    post_office_close(&p);
    floor_close(&f);
}

TEST(a_refused_address_is_not_tried_again_and_holds_up_nobody)
{
    struct floor f = { 0 };
    struct post_office p = { .refuse = "khong-co", .refuse_with = 550 };
    if (!served(t, &f, &p)) return;
    is_rc(t, OK, put(t, &f, mail_to("khong-co@x.vn")));
    is_rc(t, OK, put(t, &f, mail_to("an@x.vn")));
    struct mails_sent out = sent(t, &f);
    is_int(t, 1, out.went);
    is_int(t, 1, out.never);
    is_text(t, "550", asked(t, &f, "SELECT answer FROM mail WHERE state = 'failed'"));
    later(&f, 60 * 24);
    is_int(t, 0, sent(t, &f).never);
    post_office_close(&p);
    floor_close(&f);
}

TEST(a_busy_mailbox_is_asked_again_later_each_time)
{
    struct floor f = { 0 };
    struct post_office p = { .refuse = "ban", .refuse_with = 451 };
    if (!served(t, &f, &p)) return;
    db_set_clock(f.app.db, (opt_instant){ true, { 1795395600000LL } });
    is_rc(t, OK, put(t, &f, mail_to("ban@x.vn")));
    is_int(t, 1, sent(t, &f).later);
    is_int(t, 0, sent(t, &f).later);                        /* not yet */
    later(&f, 1);
    is_int(t, 1, sent(t, &f).later);
    later(&f, 4);
    is_int(t, 0, sent(t, &f).later);
    later(&f, 1);
    p.refuse = NULL;
    is_int(t, 1, sent(t, &f).went);
    is_int(t, 1, p.taken);
    post_office_close(&p);
    floor_close(&f);
}

TEST(a_mailbox_that_stays_busy_is_given_up_in_the_end)
{
    struct floor f = { 0 };
    struct post_office p = { .refuse = "ban", .refuse_with = 452 };
    int later_n = 0, never = 0;
    if (!served(t, &f, &p)) return;
    db_set_clock(f.app.db, (opt_instant){ true, { 1795395600000LL } });
    is_rc(t, OK, put(t, &f, mail_to("ban@x.vn")));
    for (int i = 0; i < 12; i++) {
        struct mails_sent out = sent(t, &f);
        later_n += out.later;
        never += out.never;
        later(&f, 13 * 60);
    }
    is_int(t, MAIL_ATTEMPTS - 1, later_n);
    is_int(t, 1, never);
    post_office_close(&p);
    floor_close(&f);
}

TEST(a_server_that_hangs_up_is_slow_or_gone_loses_no_mail)
{
    static const enum post_mood moods[] = { MOOD_HANGS_UP, MOOD_SLOW, MOOD_WRONG_PASSWORD, MOOD_GONE };
    struct floor f = { 0 };
    struct post_office p = { 0 };
    if (!served(t, &f, &p)) return;
    db_set_clock(f.app.db, (opt_instant){ true, { 1795395600000LL } });
    FILE *secret = fopen(f.app.config.smtp_password_file = arena_print(t->arena, "%s/mat-khau", t->folder), "w");
    is_true(t, secret && fputs("mot mat khau\n", secret) >= 0 && fclose(secret) == 0);
    f.app.config.smtp_user = "khue";
    is_rc(t, OK, put(t, &f, mail_to("an@x.vn")));
    is_rc(t, OK, put(t, &f, mail_to("binh@x.vn")));
    for (size_t i = 0; i < sizeof moods / sizeof *moods; i++) {
        p.mood = moods[i];
        f.app.config.smtp_wait_ms = moods[i] == MOOD_SLOW ? 1000 : WAIT_MOST_MS;
        struct mails_sent out = sent(t, &f);
        is_int(t, 0, out.went + out.never);
        is_int(t, 1, out.later);                            /* the second is not even tried */
        is_true(t, out.silent);
        later(&f, 13 * 60);
    }
    p.mood = MOOD_KIND;
    f.app.config.smtp_wait_ms = WAIT_MOST_MS;
    is_int(t, 2, sent(t, &f).went);
    is_text(t, "AGtodWUAbW90IG1hdCBraGF1", p.said);           /* \0khue\0mot mat khau */
    post_office_close(&p);
    floor_close(&f);
}

TEST(texts_and_addresses_go_a_week_after_the_mail)
{
    struct floor f = { 0 };
    struct post_office p = { 0 };
    if (!served(t, &f, &p)) return;
    db_set_clock(f.app.db, (opt_instant){ true, { 1795395600000LL } });
    is_rc(t, OK, put(t, &f, mail_to("an@x.vn")));
    is_int(t, 1, sent(t, &f).went);
    later(&f, 6 * 24 * 60);
    is_rc(t, OK, mails_tidy(test_ask(t, f.app.db), &(bool){ false }));
    is_text(t, "an@x.vn", asked(t, &f, "SELECT to_address FROM mail"));
    later(&f, 2 * 24 * 60);
    is_rc(t, OK, mails_tidy(test_ask(t, f.app.db), &(bool){ false }));
    is_text(t, "", asked(t, &f, "SELECT to_address || subject || body FROM mail"));
    later(&f, 100 * 24 * 60);
    is_rc(t, OK, mails_tidy(test_ask(t, f.app.db), &(bool){ false }));
    is_text(t, "0", asked(t, &f, "SELECT count(*) FROM mail"));
    post_office_close(&p);
    floor_close(&f);
}

TEST(two_servers_send_each_mail_once)
{
    struct floor f = { 0 };
    struct post_office p = { 0 };
    if (!served(t, &f, &p)) return;
    is_rc(t, OK, put(t, &f, mail_to("an@x.vn")));
    is_rc(t, OK, db_plain(f.app.db, t->arena, "UPDATE mail SET due_at = due_at + 600000, attempt = 1", NULL));      /* another one is at it */
    is_int(t, 0, sent(t, &f).went);
    later(&f, 11);                                                                                                 /* and died */
    is_int(t, 1, sent(t, &f).went);
    post_office_close(&p);
    floor_close(&f);
}

TEST(without_a_mail_server_tests_keep_mails_to_look_at_and_schools_send_none)
{
    struct floor f = { 0 };
    char why[200];
    if (!floor_open(t, &f)) return;
    is_rc(t, OK, put(t, &f, mail_to("an@x.vn")));
    f.app.config.test = false;
    is_int(t, 0, sent(t, &f).went);
    is_text(t, "waiting", asked(t, &f, "SELECT state FROM mail"));
    f.app.config.test = true;
    sent(t, &f);
    is_text(t, "kept", asked(t, &f, "SELECT state FROM mail"));
    struct app other = f.app;
    other.config.smtp_url = "smtp://127.0.0.1";
    is_rc(t, INVALID, app_start(&other, why, sizeof why));
    has_text(t, "mail-from", why);
    floor_close(&f);
}

static const struct job_table mail_tables[] = { { "web", mail_jobs }, { 0 } };

TEST(a_mail_is_sent_by_a_job_that_its_closure_queued_and_tried_again_when_it_is_due)
{
    struct floor f = { 0 };
    struct post_office p = { .refuse = "ban", .refuse_with = 451 };
    if (!served(t, &f, &p)) return;
    f.app.job_tables = mail_tables;
    db_set_clock(f.app.db, (opt_instant){ true, { 1795395600000LL } });
    is_rc(t, OK, put(t, &f, mail_to("ban@x.vn")));
    is_rc(t, OK, put(t, &f, mail_to("an@x.vn")));
    is_text(t, "1", asked(t, &f, "SELECT count(*) FROM job WHERE kind = 'mail.send' AND state = 'waiting'"));      /* one for both */
    jobs_run_all(&f.app);
    is_int(t, 1, p.taken);
    p.refuse = NULL;
    jobs_run_all(&f.app);
    is_int(t, 1, p.taken);                                  /* not due yet */
    later(&f, 3);
    jobs_run_all(&f.app);
    is_int(t, 2, p.taken);
    later(&f, 60);
    is_text(t, "0", asked(t, &f, "SELECT count(*) FROM job WHERE state = 'failed'"));
    post_office_close(&p);
    floor_close(&f);
}
