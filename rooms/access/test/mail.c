/* Links that go out by mail: a forgotten password, one's own address, an invitation; and sign-ins on new browsers. */
#include "access/links.h"
#include "people/people.h"
#include "test/harness/city.h"
#include "web/hash.h"
#include <string.h>

#define PASSWORD "mot cau ngan de nho"
#define FRESH "mat_khau=mot+cau+moi+toanh&nhac_lai=mot+cau+moi+toanh"

struct giving { person_id person; const char *hash, *address, *user_name; };
static rc give(struct tx *t, const struct giving *in, void *out)
{
    (void)out;
    try(account_rename(t, in->person, in->user_name));
    try(account_password_set(t, in->person, in->hash));
    return *in->address ? email_confirm(t, in->person, in->address) : OK;
}
CLOSURE(give, struct giving, void)

/* hang.nt has a confirmed address, toan.vd and tuan.tq have none. */
static struct city *city_with_mail(struct test *t)
{
    struct city *s = city_open(t);
    char hash[SECRET_HASH_SIZE];
    is_rc(t, OK, secret_hash(&s->app, PASSWORD, hash));
    const struct giving all[] = { { s->hang, hash, "hang@x.vn", "hang.nt" }, { s->toan, hash, "", "toan.vd" }, { s->tuan, hash, "", "tuan.tq" } };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        is_rc(t, OK, transact(s->ask, NULL, give, &all[i], NULL));
    return s;
}

static int ask(struct test *t, struct city *s, const char *body, struct loop_reply *r)
{
    return city_post(t, s, (person_id){ 0 }, "/quen-mat-khau", body, r);
}

static int mails(struct test *t, struct city *s)
{
    const char *n = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, "SELECT count(*) FROM mail", &n));
    return n ? (int)(n[0] - '0') + (n[1] ? 100 : 0) : -1;
}

/* The path of the newest mail's link, as it is shown where mails leave for nowhere. */
static const char *newest_link(struct test *t, struct city *s)
{
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, (person_id){ 0 }, "/thu-mau", &r));
    const char *mail = strstr(r.body, "<article"), *at = mail ? strstr(mail, "class=\"btn\" href=\"/") : NULL;
    return at ? arena_text_n(t->arena, at + 18, strcspn(at + 18, "\"")) : "/khong-co";
}

TEST(a_forgotten_password_is_answered_the_same_whoever_is_meant)
{
    struct city *s = city_with_mail(t);
    static const char *const who[] = { "ten=hang.nt", "ten=HANG.NT", "ten=toan.vd", "ten=khong.co", "ten=hang%40x.vn", "ten=ai%40x.vn", "ten=0900000101", "ten=0911111111", "ten=%C4%91%C3%A2u" };
    const char *first = NULL;
    for (size_t i = 0; i < sizeof who / sizeof *who; i++) {
        struct loop_reply r;
        is_int(t, 303, ask(t, s, who[i], &r));
        is_text(t, "/quen-mat-khau?xong=1", r.location);
        is_int(t, 200, city_get(t, s, (person_id){ 0 }, r.location, &r));
        const char *said = strstr(r.body, "<h1>");
        said = arena_text_n(t->arena, said, strcspn(said, "~") < 900 ? strcspn(said, "~") : 900);
        if (!first) first = said;
        is_text(t, first, said);
    }
    is_int(t, 3, mails(t, s));                               /* Hằng's, three times */
    city_close(s);
}

TEST(the_link_sets_a_new_password_once_and_ends_every_session)
{
    struct city *s = city_with_mail(t);
    struct loop_client there, here;
    struct loop_reply r;
    loop_open(&there, &s->app), loop_open(&here, &s->app);
    loop_sign_in(&there, s->hang);
    is_int(t, 303, ask(t, s, "ten=hang.nt", &r));
    const char *link = newest_link(t, s);
    is_true(t, strncmp(link, PATH_NEW_PASSWORD, strlen(PATH_NEW_PASSWORD)) == 0);             /* /mat-khau-moi/:ma */
    is_rc(t, OK, loop_send(&here, t->arena, GET, link, NULL, &r));
    is_int(t, 200, r.status);
    has_text(t, "hang.nt", r.body);
    is_rc(t, OK, loop_send(&here, t->arena, POST, link, "mat_khau=ngan&nhac_lai=ngan", &r));
    is_int(t, 422, r.status);                                                                 /* and the link still stands */
    is_rc(t, OK, loop_send(&here, t->arena, POST, link, FRESH, &r));
    is_int(t, 303, r.status);
    is_rc(t, OK, loop_send(&here, t->arena, GET, "/tai-khoan", NULL, &r));
    is_int(t, 200, r.status);
    is_rc(t, OK, loop_send(&here, t->arena, GET, "/thong-bao", NULL, &r));
    has_text(t, "Mật khẩu vừa được đặt lại", r.body);
    is_rc(t, OK, loop_send(&there, t->arena, GET, "/tai-khoan", NULL, &r));
    is_int(t, 303, r.status);
    is_int(t, 404, city_post(t, s, (person_id){ 0 }, link, FRESH, &r));
    has_text(t, "Đường dẫn đã hết hạn", r.body);
    is_int(t, 404, city_get(t, s, (person_id){ 0 }, link, NULL));
    is_int(t, 303, city_post(t, s, (person_id){ 0 }, "/dang-nhap", "ten=hang.nt&mat_khau=mot+cau+moi+toanh", NULL));
    is_int(t, 422, city_post(t, s, (person_id){ 0 }, "/dang-nhap", "ten=hang.nt&mat_khau=mot+cau+ngan+de+nho", NULL));
    loop_close(&there), loop_close(&here);
    city_close(s);
}

TEST(a_link_is_over_after_half_an_hour_by_a_newer_one_or_a_new_password)
{
    struct city *s = city_with_mail(t);
    struct loop_client l;
    struct loop_reply r;
    is_int(t, 303, ask(t, s, "ten=hang.nt", &r));
    const char *first = newest_link(t, s);
    db_set_clock(s->app.db, (opt_instant){ true, { s->ask->now.ms + 1000 } });
    is_int(t, 303, ask(t, s, "ten=hang.nt", &r));
    const char *second = newest_link(t, s);
    is_int(t, 404, city_get(t, s, (person_id){ 0 }, first, NULL));
    is_int(t, 200, city_get(t, s, (person_id){ 0 }, second, NULL));
    db_set_clock(s->app.db, (opt_instant){ true, { s->ask->now.ms + 31 * 60000 } });
    is_int(t, 404, city_get(t, s, (person_id){ 0 }, second, NULL));
    is_int(t, 303, ask(t, s, "ten=hang.nt", &r));
    const char *third = newest_link(t, s);
    loop_open(&l, &s->app);
    loop_sign_in(&l, s->hang);
    is_rc(t, OK, loop_send(&l, t->arena, POST, "/mat-khau", "mat_khau_cu=mot+cau+ngan+de+nho&" FRESH, &r));
    is_int(t, 303, r.status);
    is_int(t, 404, city_get(t, s, (person_id){ 0 }, third, NULL));
    loop_close(&l);
    city_close(s);
}

TEST(an_account_is_sent_three_links_an_hour_and_an_address_may_ask_thirty_times_in_a_quarter)
{
    struct city *s = city_with_mail(t);
    struct loop_reply r;
    s->app.config.rate_limits = true;
    for (int i = 0; i < 30; i++)
        is_int(t, 303, ask(t, s, i % 2 ? "ten=hang.nt" : "ten=khong.co", &r));
    is_int(t, 3, mails(t, s));
    is_int(t, 429, ask(t, s, "ten=hang.nt", &r));
    has_text(t, "2051", r.body);
    city_close(s);
}

TEST(without_mail_the_page_says_whom_to_ask_and_sends_nothing)
{
    struct city *s = city_with_mail(t);
    struct loop_reply r;
    s->app.config.test = false;
    is_int(t, 200, city_get(t, s, (person_id){ 0 }, "/quen-mat-khau", &r));
    has_text(t, "văn thư của trường", r.body);
    lacks_text(t, "<form class", r.body);
    is_int(t, 404, ask(t, s, "ten=hang.nt", &r));
    is_int(t, 404, city_get(t, s, s->hang, "/tai-khoan/thu", NULL));
    is_int(t, 200, city_get(t, s, s->hang, "/thong-bao/cach-nhan", &r));
    lacks_text(t, "Qua thư điện tử", r.body);
    is_int(t, 404, city_get(t, s, (person_id){ 0 }, "/thu-mau", NULL));
    is_int(t, 404, city_get(t, s, s->clerk, path_to(t, "/t/thcs/nhan-su/", s->m_yen.v, "/moi"), NULL));       /* /t/:truong/nhan-su/:nguoi/moi */
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/nhan-su", &r));
    lacks_text(t, "Mời qua thư", r.body);
    is_int(t, 0, mails(t, s));
    city_close(s);
}

/* ---- one's own address */

TEST(an_address_is_used_only_after_its_link_was_opened)
{
    struct city *s = city_with_mail(t);
    struct loop_reply r;
    is_int(t, 422, city_post(t, s, s->toan, "/tai-khoan/thu", "thu=khong+phai+thu&mat_khau=mot+cau+ngan+de+nho", &r));
    is_int(t, 422, city_post(t, s, s->toan, "/tai-khoan/thu", "thu=toan%40x.vn&mat_khau=khong+phai", &r));
    has_text(t, "toan@x.vn", r.body);
    is_int(t, 303, city_post(t, s, s->toan, "/tai-khoan/thu", "thu=Toan%40X.vn&mat_khau=mot+cau+ngan+de+nho", &r));
    is_int(t, 200, city_get(t, s, s->toan, "/tai-khoan/thu", &r));
    has_text(t, "Chờ xác nhận", r.body);
    is_int(t, 303, ask(t, s, "ten=toan.vd", &r));
    is_int(t, 1, mails(t, s));                               /* the confirmation; nothing goes to an address that is not confirmed */
    const char *link = newest_link(t, s);
    is_int(t, 200, city_get(t, s, (person_id){ 0 }, link, &r));                               /* /xac-nhan/:ma */
    has_text(t, "toan@x.vn", r.body);
    is_int(t, 303, ask(t, s, "ten=toan.vd", &r));
    is_int(t, 1, mails(t, s));                               /* looking at the link is not opening it: mail programs look, too */
    is_int(t, 303, city_post(t, s, (person_id){ 0 }, link, NULL, &r));
    is_int(t, 404, city_post(t, s, (person_id){ 0 }, link, NULL, &r));
    is_int(t, 303, ask(t, s, "ten=toan.vd", &r));
    is_int(t, 2, mails(t, s));
    city_close(s);
}

TEST(the_former_address_hears_of_the_change_and_an_address_can_be_taken_away)
{
    struct city *s = city_with_mail(t);
    struct loop_reply r;
    is_int(t, 303, city_post(t, s, s->hang, "/tai-khoan/thu", "thu=moi%40x.vn&mat_khau=mot+cau+ngan+de+nho", &r));
    is_int(t, 303, city_post(t, s, (person_id){ 0 }, newest_link(t, s), NULL, &r));
    is_int(t, 200, city_get(t, s, (person_id){ 0 }, "/thu-mau", &r));
    has_text(t, "Gửi hang@x.vn", r.body);
    has_text(t, "dùng một địa chỉ thư khác", r.body);
    is_int(t, 303, city_post(t, s, s->hang, "/tai-khoan/thu/bo", NULL, &r));
    is_int(t, 200, city_get(t, s, (person_id){ 0 }, "/thu-mau", &r));
    has_text(t, "Gửi moi@x.vn", r.body);
    has_text(t, "không dùng địa chỉ thư này nữa", r.body);
    is_int(t, 200, city_get(t, s, s->hang, "/tai-khoan/thu", &r));
    has_text(t, "chưa có", r.body);
    int before = mails(t, s);
    is_int(t, 303, ask(t, s, "ten=hang.nt", &r));
    is_int(t, before, mails(t, s));
    city_close(s);
}

TEST(a_link_opens_only_its_own_page)
{
    struct city *s = city_with_mail(t);
    struct loop_reply r;
    is_int(t, 303, city_post(t, s, s->toan, "/tai-khoan/thu", "thu=toan%40x.vn&mat_khau=mot+cau+ngan+de+nho", &r));
    const char *token = newest_link(t, s) + strlen(PATH_CONFIRM);
    is_int(t, 404, city_get(t, s, (person_id){ 0 }, arena_print(t->arena, PATH_NEW_PASSWORD "%s", token), NULL));
    is_int(t, 404, city_post(t, s, (person_id){ 0 }, arena_print(t->arena, PATH_NEW_PASSWORD "%s", token), FRESH, NULL));
    city_close(s);
}

/* ---- invitations */

TEST(a_colleague_comes_in_by_the_link_of_an_invitation)
{
    struct city *s = city_with_mail(t);
    struct loop_reply r;
    is_int(t, 422, city_post(t, s, s->clerk, "/t/thcs/nhan-su", "ho_ten=Phan+Th%E1%BB%8B+M%E1%BA%ABn&vai=teacher&thu=sai", &r));
    is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/nhan-su", "ho_ten=Phan+Th%E1%BB%8B+M%E1%BA%ABn&vai=teacher&thu=man%40x.vn", &r));
    is_int(t, 1, mails(t, s));
    const char *link = newest_link(t, s);
    is_int(t, 200, city_get(t, s, (person_id){ 0 }, link, &r));
    has_text(t, "Chọn mật khẩu", r.body);
    is_int(t, 303, city_post(t, s, (person_id){ 0 }, link, FRESH, &r));
    is_text(t, "/hom-nay", r.location);
    is_int(t, 303, ask(t, s, "ten=man%40x.vn", &r));
    is_int(t, 2, mails(t, s));                               /* the address of the invitation is confirmed by its use */
    city_close(s);
}

TEST(the_office_invites_who_has_no_password_and_only_the_own_people)
{
    struct city *s = city_with_mail(t);
    struct loop_reply r;
    const char *yen = path_to(t, "/t/thcs/nhan-su/", s->m_yen.v, "/moi"), *hang = path_to(t, "/t/thcs/nhan-su/", s->m_hang.v, "/moi"), *an = path_to(t, "/t/thcs/nhan-su/", s->m_an.v, "/moi");
    is_int(t, 303, city_post(t, s, s->clerk, yen, "thu=yen%40x.vn", &r));
    is_int(t, 1, mails(t, s));
    is_int(t, 422, city_post(t, s, s->clerk, yen, "thu=yen", &r));
    is_int(t, 409, city_post(t, s, s->clerk, hang, "thu=ai-do%40x.vn", &r));                  /* she has one: nobody else may set it */
    has_text(t, "2052", r.body);
    is_int(t, 404, city_post(t, s, s->clerk, an, "thu=an%40x.vn", &r));                       /* a pupil gets a slip */
    is_int(t, 403, city_post(t, s, s->toan, yen, "thu=yen%40x.vn", &r));
    is_int(t, 404, city_post(t, s, s->th_principal, yen, "thu=yen%40x.vn", &r));
    is_int(t, 1, mails(t, s));
    city_close(s);
}

/* ---- new browsers */

static int sign_in(struct test *t, struct loop_client *l, const char *who)
{
    struct loop_reply r;
    is_rc(t, OK, loop_send(l, t->arena, POST, "/dang-nhap", arena_print(t->arena, "ten=%s&mat_khau=mot+cau+ngan+de+nho", who), &r));
    return r.status;
}

static int bell(struct test *t, struct loop_client *l)
{
    struct loop_reply r;
    int n = 0;
    is_rc(t, OK, loop_send(l, t->arena, GET, "/thong-bao", NULL, &r));
    for (const char *at = r.body; (at = strstr(at, "thiết bị mới")); at++) n++;
    return n;
}

TEST(a_sign_in_on_a_browser_never_seen_before_is_told_at_the_bell)
{
    struct city *s = city_with_mail(t);
    struct loop_client home, school;
    struct loop_reply r;
    loop_open(&home, &s->app), loop_open(&school, &s->app);
    is_int(t, 303, sign_in(t, &home, "hang.nt"));
    is_int(t, 0, bell(t, &home));                            /* the first one is no news */
    is_rc(t, OK, loop_send(&home, t->arena, POST, "/dang-xuat", NULL, &r));
    is_int(t, 303, sign_in(t, &home, "hang.nt"));
    is_int(t, 0, bell(t, &home));                            /* known by now */
    is_int(t, 303, sign_in(t, &school, "hang.nt"));
    is_int(t, 1, bell(t, &home));
    is_rc(t, OK, loop_send(&school, t->arena, POST, "/dang-xuat", NULL, &r));
    is_int(t, 303, sign_in(t, &school, "toan.vd"));          /* another person there: for them it is the first */
    is_int(t, 0, bell(t, &school));
    loop_close(&home), loop_close(&school);
    city_close(s);
}

/* ---- a copy by mail */

TEST(a_notice_goes_by_mail_to_those_who_chose_so_in_their_language)
{
    struct city *s = city_with_mail(t);
    struct loop_client a, b;
    struct loop_reply r;
    loop_open(&a, &s->app), loop_open(&b, &s->app);
    is_int(t, 303, sign_in(t, &a, "hang.nt"));
    is_int(t, 303, sign_in(t, &b, "hang.nt"));
    is_int(t, 0, mails(t, s));                               /* not unless chosen */
    is_rc(t, OK, loop_send(&a, t->arena, POST, "/ngon-ngu", "lang=en", &r));
    is_rc(t, OK, loop_send(&a, t->arena, POST, "/thong-bao/cach-nhan", "thu_account=ngay", &r));
    is_int(t, 303, r.status);
    loop_close(&b), loop_open(&b, &s->app);
    is_int(t, 303, sign_in(t, &b, "hang.nt"));
    is_int(t, 0, mails(t, s));                               /* the same, unread, is not said twice */
    is_rc(t, OK, loop_send(&a, t->arena, POST, "/thong-bao/doc-het", "den=9999999999999", &r));
    loop_close(&b), loop_open(&b, &s->app);
    is_int(t, 303, sign_in(t, &b, "hang.nt"));
    is_true(t, jobs_run_all(&s->app) > 0);
    is_int(t, 1, mails(t, s));
    is_int(t, 200, city_get(t, s, (person_id){ 0 }, "/thu-mau", &r));
    has_text(t, "Your account has just signed in on a new device", r.body);
    has_text(t, "http://localhost/tai-khoan", r.body);
    loop_close(&a), loop_close(&b);
    city_close(s);
}
