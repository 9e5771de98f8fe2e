#include "generated/web_queries.h"
#include "web/dispatch.h"
#include "web/hash.h"
#include "web/test/floor.h"
#include "web/token.h"
#include <pthread.h>
#include <string.h>

#define HOUR 3600000LL
#define DAY  (24 * HOUR)

struct desk { struct floor f; struct loop_client l; struct loop_reply r; int64_t at; };

static void clock_to(struct desk *d, int64_t ms)
{
    d->at = ms;
    db_set_clock(d->f.app.db, (opt_instant){ true, { ms } });
}

static bool desk_open(struct test *t, struct desk *d)
{
    if (!floor_open(t, &d->f)) return false;
    clock_to(d, 1760000000000LL);
    loop_open(&d->l, &d->f.app);
    return true;
}

static void desk_close(struct desk *d)
{
    loop_close(&d->l);
    floor_close(&d->f);
}

static int get(struct test *t, struct desk *d, const char *path)
{
    is_rc(t, OK, loop_send(&d->l, t->arena, GET, path, NULL, &d->r));
    return d->r.status;
}

static int post(struct test *t, struct desk *d, const char *path, const char *body)
{
    is_rc(t, OK, loop_send(&d->l, t->arena, POST, path, body, &d->r));
    return d->r.status;
}

TEST(somebody_unknown_is_led_to_sign_in_and_back)
{
    struct desk d;

    if (!desk_open(t, &d)) return;
    is_int(t, 303, get(t, &d, "/rieng?a=1&b=%C4%83"));
    is_text(t, "/dang-nhap?tiep=%2Frieng%3Fa%3D1%26b%3D%25C4%2583", d.r.location);
    is_int(t, 303, post(t, &d, "/dang-nhap?tiep=/rieng%3Fa%3D1", ""));
    is_text(t, "/rieng?a=1", d.r.location);
    is_int(t, 200, get(t, &d, "/rieng"));
    has_text(t, "who=1001|", d.r.body);
    is_int(t, 303, post(t, &d, "/dang-nhap?tiep=https://evil.example/", ""));
    is_text(t, "/", d.r.location);
    desk_close(&d);
}

TEST(a_question_too_long_for_the_sign_in_form_is_left_out_of_the_way_back)
{
    struct desk d;
    char path[600] = "/rieng?q=";

    if (!desk_open(t, &d)) return;
    memset(path + 9, 'x', 400);
    is_int(t, 303, get(t, &d, path));
    is_text(t, "/dang-nhap?tiep=%2Frieng", d.r.location);
    desk_close(&d);
}

TEST(a_foreign_page_is_not_found_and_a_person_who_left_is_nobody)
{
    struct desk d;

    if (!desk_open(t, &d)) return;
    loop_sign_in(&d.l, BINH);
    is_int(t, 404, get(t, &d, "/cua-an"));
    loop_sign_in(&d.l, CHI);
    is_int(t, 303, get(t, &d, "/rieng"));
    desk_close(&d);
}

TEST(a_session_ends_when_unused_for_a_week_or_after_a_month)
{
    struct desk d;
    int64_t begun = 1760000000000LL;

    if (!desk_open(t, &d)) return;
    loop_sign_in(&d.l, AN);
    for (int days = 6; days < 30; days += 6) {
        clock_to(&d, begun + days * DAY);
        is_int(t, 200, get(t, &d, "/rieng"));
    }
    clock_to(&d, begun + 30 * DAY + 1);
    is_int(t, 303, get(t, &d, "/rieng"));
    loop_sign_in(&d.l, AN);
    clock_to(&d, d.at + 7 * DAY + 1);
    is_int(t, 303, get(t, &d, "/rieng"));
    desk_close(&d);
}

TEST(signing_in_makes_a_new_token_and_drops_the_old_one)
{
    struct desk d;

    if (!desk_open(t, &d)) return;
    loop_sign_in(&d.l, AN);
    const char *old = arena_text(t->arena, d.l.cookies[0]);
    is_int(t, 303, post(t, &d, "/dang-nhap", ""));
    struct loop_client thief;
    loop_open(&thief, &d.f.app);
    thief.cookies[thief.cookies_n++] = strdup(old);
    loop_send(&thief, t->arena, GET, "/rieng", NULL, &d.r);
    is_int(t, 303, d.r.status);
    loop_close(&thief);
    is_int(t, 200, get(t, &d, "/rieng"));
    desk_close(&d);
}

TEST(signing_out_everywhere_ends_every_device)
{
    struct desk d;
    struct loop_client phone;

    if (!desk_open(t, &d)) return;
    loop_open(&phone, &d.f.app);
    loop_sign_in(&phone, AN);
    loop_sign_in(&d.l, AN);
    is_int(t, 200, post(t, &d, "/dang-xuat", ""));
    loop_send(&phone, t->arena, GET, "/rieng", NULL, &d.r);
    is_int(t, 303, d.r.status);
    loop_close(&phone);
    desk_close(&d);
}

static void make_old(struct desk *d) { clock_to(d, d->at + 8 * DAY); }

TEST(a_post_whose_session_had_ended_is_sent_after_sign_in)
{
    struct desk d;
    struct fault fault = { 0 };
    const char *body;

    if (!desk_open(t, &d)) return;
    loop_sign_in(&d.l, AN);
    make_old(&d);
    is_int(t, 303, post(t, &d, "/ghi-chu", "ten=D%C3%A0i+l%E1%BA%AFm&ngay=1/1/2025&ma=matkhau&la=khac"));
    is_text(t, "/dang-nhap?tiep=%2Fgui-lai", d.r.location);
    is_int(t, 0, d.f.written);
    is_rc(t, OK, db_plain(d.f.app.db, t->arena, "SELECT body FROM kept_post", &body));
    has_text(t, "ten=D%C3%A0i%20l%E1%BA%AFm&ngay=1%2F1%2F2025", body);
    lacks_text(t, "matkhau", body);
    lacks_text(t, "khac", body);
    lacks_text(t, "_the", body);
    is_int(t, 303, post(t, &d, "/dang-nhap?tiep=/gui-lai", ""));
    is_text(t, "/gui-lai", d.r.location);
    is_int(t, 303, get(t, &d, "/gui-lai"));
    is_text(t, "/xong?ten=D%C3%A0i%20l%E1%BA%AFm", d.r.location);
    is_int(t, 1, d.f.written);
    is_int(t, 303, get(t, &d, "/gui-lai"));
    is_text(t, "/", d.r.location);
    is_int(t, 1, d.f.written);
    (void)fault;
    desk_close(&d);
}

TEST(a_kept_post_that_does_not_fit_is_shown_with_what_was_typed)
{
    struct desk d;

    if (!desk_open(t, &d)) return;
    loop_sign_in(&d.l, AN);
    make_old(&d);
    is_int(t, 303, post(t, &d, "/ghi-chu", "ten=Dai&ngay=31/2/2025"));
    post(t, &d, "/dang-nhap", "");
    is_int(t, 422, get(t, &d, "/gui-lai"));
    has_text(t, "[ngay=31/2/2025|Ngày: không có ngày này trong lịch.]", d.r.body);
    desk_close(&d);
}

TEST(a_kept_post_waits_half_an_hour_and_only_for_its_person)
{
    struct desk d;

    if (!desk_open(t, &d)) return;
    loop_sign_in(&d.l, BINH);
    make_old(&d);
    post(t, &d, "/ghi-chu", "ten=Cua+Binh&ngay=1/1/2025");
    post(t, &d, "/dang-nhap", "");                                 /* An signs in */
    is_int(t, 303, get(t, &d, "/gui-lai"));
    is_text(t, "/", d.r.location);
    loop_sign_in(&d.l, AN);
    make_old(&d);
    post(t, &d, "/ghi-chu", "ten=Cua+An&ngay=1/1/2025");
    clock_to(&d, d.at + 31 * 60000);
    post(t, &d, "/dang-nhap", "");
    is_int(t, 303, get(t, &d, "/gui-lai"));
    is_int(t, 0, d.f.written);
    desk_close(&d);
}

TEST(a_password_is_kept_only_as_argon2id)
{
    struct desk d;
    char hash[SECRET_HASH_SIZE];
    bool same = false;

    if (!desk_open(t, &d)) return;
    is_rc(t, OK, secret_hash(&d.f.app, "mật khẩu", hash));
    has_text(t, "$argon2id$v=19$m=19456,t=2,p=1$", hash);
    is_rc(t, OK, secret_verify(&d.f.app, "mật khẩu", hash, &same));
    is_true(t, same);
    is_rc(t, OK, secret_verify(&d.f.app, "mật khẩU", hash, &same));
    is_false(t, same);
    desk_close(&d);
}

TEST(a_signed_text_is_worth_nothing_elsewhere)
{
    uint8_t secret[HASH_SIZE] = { 1 }, other[HASH_SIZE] = { 2 };
    const char *value = signed_text(t->arena, secret, "flash", "Chào bạn");

    is_text(t, "Chào bạn", signed_text_read(t->arena, secret, "flash", value));
    is_text(t, NULL, signed_text_read(t->arena, secret, "kept", value));
    is_text(t, NULL, signed_text_read(t->arena, other, "flash", value));
    is_text(t, NULL, signed_text_read(t->arena, secret, "flash", "x.y"));
    is_text(t, NULL, signed_text_read(t->arena, secret, "flash", ""));
}

TEST(secure_cookies_carry_the_host_prefix)
{
    struct desk d;

    if (!desk_open(t, &d)) return;
    d.f.app.config.secure_cookies = true;
    loop_sign_in(&d.l, AN);
    is_true(t, strncmp(d.l.cookies[0], "__Host-khue=", 12) == 0);
    is_int(t, 200, get(t, &d, "/rieng"));
    has_text(t, "Strict-Transport-Security", d.r.head);
    d.l.cookies[0][0] = 'x';                                       /* a planted name without the prefix counts for nothing */
    is_int(t, 303, get(t, &d, "/rieng"));
    desk_close(&d);
}
