/* Orders that keep a guardian from a child. Tuấn is a guardian of An (6A1) and of Bống in another school; Hoa of Bình.
** POST /t/:truong/em/:em/gia-dinh/quyet-dinh
** POST /t/:truong/em/:em/gia-dinh/go */
#include "access/access.h"
#include "access/test/orders.h"
#include "base/ids.h"
#include "people/people.h"
#include "test/harness/city.h"
#include <stdlib.h>
#include <string.h>

int order_send(struct test *t, struct city *s, person_id by, person_id about)
{
    return city_post(t, s, by, path_to(t, "/t/thcs/em/", s->an.v, "/gia-dinh/quyet-dinh"), arena_print(t->arena, "phu_huynh=%s&%s", path_to(t, "", about.v, ""), ORDER), NULL);
}

int64_t order_seen(struct test *t, struct city *s, person_id who, const char *path, const char *words)
{
    struct loop_reply r;
    if (city_get(t, s, who, path, &r) != 200) return -1;
    return strstr(r.body, words) != NULL;
}

/* An's guardians as the row says; -1 where some row says another number than there are. */
int64_t guardians_said(struct test *t, struct city *s)
{
    const char *wrong = NULL, *said = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, "SELECT count(*) FROM person p WHERE p.guardians <> (SELECT count(*) FROM guardian_link g"
                                               " WHERE g.child_id = p.id AND g.to_day IS NULL AND g.limited IS NULL)", &wrong));
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "SELECT guardians FROM person WHERE id = %lld", (long long)s->an.v), &said));
    return str_is(wrong, "0") && said ? atoll(said) : -1;
}

TEST(whom_an_order_keeps_away_finds_the_child_nowhere_from_the_next_click_on)
{
    struct city *s = city_open(t);
    const char *child = path_to(t, "/ho-so/", s->an.v, ""), *ledger = path_to(t, "/ho-so/", s->an.v, "/so-ghi"), *photo = path_to(t, "/ho-so/", s->an.v, "/anh");
    const char *class = path_to(t, "/lop/", s->a1.v, "");
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->tuan, child, NULL));
    is_int(t, 1, order_seen(t, s, s->tuan, "/hom-nay", "Bình An"));
    is_int(t, 303, order_send(t, s, s->principal, s->tuan));
    is_int(t, 404, city_get(t, s, s->tuan, child, NULL));
    is_int(t, 404, city_get(t, s, s->tuan, ledger, NULL));
    is_int(t, 404, city_get(t, s, s->tuan, photo, NULL));
    is_true(t, city_get(t, s, s->tuan, class, &r) == 404 || !strstr(r.body, "6A1"));
    is_int(t, 0, order_seen(t, s, s->tuan, "/hom-nay", "Bình An"));
    is_int(t, 0, order_seen(t, s, s->tuan, "/lop-hoc", "Bình An"));
    is_int(t, 0, order_seen(t, s, s->tuan, "/hanh-trinh", "Bình An"));
    is_int(t, 200, city_get(t, s, s->tuan, path_to(t, "/ho-so/", s->bong.v, ""), NULL));         /* the other child is not meant */
    city_close(s);
}

TEST(a_page_that_was_open_before_the_order_can_no_longer_be_sent)
{
    struct city *s = city_open(t);
    is_int(t, 303, order_send(t, s, s->principal, s->tuan));
    is_int(t, 404, city_post(t, s, s->tuan, path_to(t, "/ho-so/", s->an.v, "/anh/thoi"), "loi=1", NULL));
    city_close(s);
}

TEST(teachers_see_that_it_is_so_and_only_the_heads_see_why)
{
    struct city *s = city_open(t);
    const char *page = path_to(t, "/t/thcs/em/", s->an.v, ""), *orders = path_to(t, "/t/thcs/em/", s->an.v, "/gia-dinh");
    is_int(t, 303, order_send(t, s, s->principal, s->tuan));
    is_int(t, 1, order_seen(t, s, s->hang, page, "Không tiếp cận"));
    is_int(t, 0, order_seen(t, s, s->hang, page, "12/QĐ"));
    is_int(t, 403, city_get(t, s, s->hang, orders, NULL));
    is_int(t, 0, order_seen(t, s, s->clerk, orders, "12/QĐ"));                              /* the office sees the family, not the paper */
    is_int(t, 1, order_seen(t, s, s->principal, orders, "12/QĐ"));
    is_int(t, 1, order_seen(t, s, s->principal, orders, "Tòa án khu vực 1"));
    city_close(s);
}

struct pair { struct new_link link; bool ended, only_ended; };
static rc pair_brought(struct tx *t, const struct pair *in, void *out)
{
    (void)out;
    if (in->only_ended) return guardian_link_close(t, in->link.child, in->link.guardian, NULL, NULL);
    if (in->ended) try(guardian_link_close(t, in->link.child, in->link.guardian, NULL, NULL));
    return guardian_links_add(t, &in->link, 1, (batch_id){ 77 });
}
CLOSURE(pair_brought, struct pair, void)

TEST(a_list_that_brings_the_pair_again_does_not_open_what_an_order_closed)
{
    struct city *s = city_open(t);
    struct family family;
    struct pair pair = { { s->an, s->tuan, GUARDIAN_KIND_FATHER }, false };
    is_int(t, 303, order_send(t, s, s->principal, s->tuan));
    is_rc(t, OK, transact(s->ask, NULL, pair_brought, &pair, NULL));              /* open as it is */
    pair.ended = true;
    is_rc(t, OK, transact(s->ask, NULL, pair_brought, &pair, NULL));                                  /* ended, and brought anew */
    is_rc(t, OK, family_of(s->ask, s->tuan, &family));
    for (size_t i = 0; i < family.children; i++) is_true(t, family.child[i].v != s->an.v);
    city_close(s);
}

TEST(an_order_is_lifted_with_a_reason_once_and_then_all_is_as_before)
{
    struct city *s = city_open(t);
    const char *orders = path_to(t, "/t/thcs/em/", s->an.v, "/gia-dinh"), *go = path_to(t, "/t/thcs/em/", s->an.v, "/gia-dinh/go");
    struct loop_reply r;
    int64_t before = guardians_said(t, s);
    is_int(t, 303, order_send(t, s, s->principal, s->tuan));
    is_int(t, before - 1, guardians_said(t, s));
    is_int(t, 409, order_send(t, s, s->principal, s->tuan));
    city_get(t, s, s->principal, orders, &r);
    const char *at = strstr(r.body, "name=\"lenh\" value=\"");
    is_true(t, at != NULL);
    const char *lenh = at ? arena_text_n(t->arena, at + 19, ID_TEXT_SIZE - 1) : "";
    is_int(t, 422, city_post(t, s, s->principal, go, arena_print(t->arena, "lenh=%s&rev=1&li_do=", lenh), NULL));
    is_int(t, 303, city_post(t, s, s->principal, go, arena_print(t->arena, "lenh=%s&rev=1&li_do=het+hieu+luc", lenh), NULL));
    is_int(t, 409, city_post(t, s, s->principal, go, arena_print(t->arena, "lenh=%s&rev=1&li_do=lan+nua", lenh), NULL));
    is_int(t, before, guardians_said(t, s));
    is_int(t, 200, city_get(t, s, s->tuan, path_to(t, "/ho-so/", s->an.v, ""), NULL));
    is_int(t, 1, order_seen(t, s, s->principal, orders, "het hieu luc"));
    city_close(s);
}

TEST(an_order_needs_a_guardian_of_the_child_and_a_day_that_has_come)
{
    struct city *s = city_open(t);
    const char *put = path_to(t, "/t/thcs/em/", s->an.v, "/gia-dinh/quyet-dinh");
    is_int(t, 409, order_send(t, s, s->principal, s->hoa));
    is_int(t, 422, city_post(t, s, s->principal, put, arena_print(t->arena, "phu_huynh=%s&co_quan=T&ngay=01%%2F09%%2F2099", path_to(t, "", s->tuan.v, "")), NULL));
    is_int(t, 200, city_get(t, s, s->tuan, path_to(t, "/ho-so/", s->an.v, ""), NULL));
    city_close(s);
}

/* Hằng leads An's class, and is An's mother. */
static struct city *teacher_is_mother(struct test *t)
{
    struct city *s = city_open(t);
    struct pair mother = { .link = { s->an, s->hang, GUARDIAN_KIND_MOTHER } };
    is_rc(t, OK, transact(s->ask, NULL, pair_brought, &mother, NULL));
    return s;
}

static void finds_nowhere(struct test *t, struct city *s, person_id who)
{
    const char *class = path_to(t, "/t/thcs/lop/", s->a1.v, "");
    is_int(t, 404, city_get(t, s, who, path_to(t, "/t/thcs/em/", s->an.v, ""), NULL));
    is_int(t, 404, city_get(t, s, who, path_to(t, "/t/thcs/em/", s->an.v, "/lich-su"), NULL));
    is_int(t, 404, city_get(t, s, who, path_to(t, "/ho-so/", s->an.v, ""), NULL));
    is_int(t, 0, order_seen(t, s, who, class, "Bình An"));
    is_int(t, 1, order_seen(t, s, who, class, "Trí Bình"));                                               /* the others are there */
    is_int(t, 0, order_seen(t, s, who, "/t/thcs/nguoi", "Bình An"));
    is_int(t, 0, order_seen(t, s, who, "/t/thcs/nguoi?tim=binh+an", "Bình An"));
    is_int(t, 0, order_seen(t, s, who, "/tim-kiem?q=binh+an", "Lê Bình An"));
    is_int(t, 0, order_seen(t, s, who, path_to(t, "/t/thcs/lop/", s->a1.v, "/phieu"), "Bình An"));
}

TEST(a_teacher_whom_an_order_keeps_from_a_child_of_the_class_finds_it_in_no_list_of_the_school)
{
    struct city *s = teacher_is_mother(t);
    struct loop_reply r;
    is_int(t, 1, order_seen(t, s, s->hang, "/tim-kiem?q=binh+an", "Lê Bình An"));
    is_int(t, 1, order_seen(t, s, s->hang, path_to(t, "/t/thcs/lop/", s->a1.v, ""), "Bình An"));
    is_int(t, 303, order_send(t, s, s->principal, s->hang));
    finds_nowhere(t, s, s->hang);
    is_int(t, 200, city_post(t, s, s->hang, path_to(t, "/t/thcs/lop/", s->a1.v, "/phieu"), "", &r));      /* slips: a code of An would open An */
    is_true(t, strstr(r.body, "Trí Bình") != NULL);
    is_true(t, strstr(r.body, "Bình An") == NULL);
    is_int(t, 404, city_post(t, s, s->hang, path_to(t, "/t/thcs/em/", s->an.v, "/anh/bo"), "anh=1", NULL));
    is_int(t, 1, order_seen(t, s, s->toan, path_to(t, "/t/thcs/lop/", s->a1.v, ""), "Bình An"));
    city_close(s);
}

TEST(an_order_holds_when_the_link_that_it_was_about_ends)
{
    struct city *s = teacher_is_mother(t);
    struct pair gone = { .link = { s->an, s->hang, GUARDIAN_KIND_MOTHER }, .only_ended = true };
    const char *orders = path_to(t, "/t/thcs/em/", s->an.v, "/gia-dinh");
    struct loop_reply r;
    is_int(t, 303, order_send(t, s, s->principal, s->hang));
    is_rc(t, OK, transact(s->ask, NULL, pair_brought, &gone, NULL));
    finds_nowhere(t, s, s->hang);
    city_get(t, s, s->principal, orders, &r);
    const char *at = strstr(r.body, "name=\"lenh\" value=\"");
    if (is_true(t, at != NULL))
        is_int(t, 303, city_post(t, s, s->principal, path_to(t, "/t/thcs/em/", s->an.v, "/gia-dinh/go"),
                                 arena_print(t->arena, "lenh=%s&rev=1&li_do=het", arena_text_n(t->arena, at + 19, ID_TEXT_SIZE - 1)), NULL));
    is_int(t, 200, city_get(t, s, s->hang, path_to(t, "/t/thcs/em/", s->an.v, ""), NULL));                /* as its teacher again */
    city_close(s);
}

TEST(the_other_guardian_keeps_what_was_theirs)
{
    struct city *s = teacher_is_mother(t);
    is_int(t, 303, order_send(t, s, s->principal, s->tuan));
    is_int(t, 200, city_get(t, s, s->hang, path_to(t, "/ho-so/", s->an.v, ""), NULL));
    is_int(t, 200, city_get(t, s, s->hang, path_to(t, "/ho-so/", s->an.v, "/dong-y"), NULL));
    is_int(t, 1, order_seen(t, s, s->hang, path_to(t, "/ho-so/", s->an.v, ""), "Không tiếp cận"));
    is_int(t, 0, order_seen(t, s, s->hang, path_to(t, "/ho-so/", s->an.v, ""), "Tòa án"));
    city_close(s);
}

TEST(the_day_of_review_opens_nothing)
{
    struct city *s = city_open(t);
    is_int(t, 303, city_post(t, s, s->principal, path_to(t, "/t/thcs/em/", s->an.v, "/gia-dinh/quyet-dinh"),
        arena_print(t->arena, "phu_huynh=%s&co_quan=T&ngay=01%%2F09%%2F2025&xem_lai=02%%2F09%%2F2025", path_to(t, "", s->tuan.v, "")), NULL));
    is_int(t, 404, city_get(t, s, s->tuan, path_to(t, "/ho-so/", s->an.v, ""), NULL));
    city_close(s);
}

TEST(no_head_decides_in_their_own_family)
{
    struct city *s = city_open(t);
    struct pair deputy = { .link = { s->an, s->deputy, GUARDIAN_KIND_MOTHER } };
    struct loop_reply r;
    is_rc(t, OK, transact(s->ask, NULL, pair_brought, &deputy, NULL));
    is_int(t, 409, order_send(t, s, s->deputy, s->tuan));
    is_int(t, 200, city_get(t, s, s->tuan, path_to(t, "/ho-so/", s->an.v, ""), NULL));
    is_int(t, 303, order_send(t, s, s->principal, s->tuan));
    city_get(t, s, s->deputy, path_to(t, "/t/thcs/em/", s->an.v, "/gia-dinh"), &r);
    const char *at = strstr(r.body, "name=\"lenh\" value=\"");
    const char *lenh = at ? arena_text_n(t->arena, at + 19, ID_TEXT_SIZE - 1) : "0";
    is_int(t, 409, city_post(t, s, s->deputy, path_to(t, "/t/thcs/em/", s->an.v, "/gia-dinh/go"), arena_print(t->arena, "lenh=%s&rev=1&li_do=x", lenh), NULL));
    is_int(t, 404, city_get(t, s, s->tuan, path_to(t, "/ho-so/", s->an.v, ""), NULL));
    city_close(s);
}

TEST(the_word_for_the_photo_ends_with_the_order)
{
    struct city *s = city_open(t);
    const char *open = NULL, *none;
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "INSERT INTO photo_tick (id, child_id, guardian_id, words, at) VALUES (77, %lld, %lld, 'w', 1)",
                                                           (long long)s->an.v, (long long)s->tuan.v), &none));
    is_int(t, 303, order_send(t, s, s->principal, s->tuan));
    is_rc(t, OK, db_plain(s->app.db, t->arena, "SELECT count(*) FROM photo_tick WHERE ended_at IS NULL", &open));
    is_text(t, "0", open);
    city_close(s);
}

TEST(an_order_may_be_written_about_who_stood_for_the_child_before)
{
    struct city *s = teacher_is_mother(t);
    struct pair gone = { .link = { s->an, s->hang, GUARDIAN_KIND_MOTHER }, .only_ended = true };
    is_rc(t, OK, transact(s->ask, NULL, pair_brought, &gone, NULL));
    is_int(t, 1, order_seen(t, s, s->principal, path_to(t, "/t/thcs/em/", s->an.v, "/gia-dinh"), "(đã thôi)"));
    is_int(t, 303, order_send(t, s, s->principal, s->hang));
    finds_nowhere(t, s, s->hang);
    is_int(t, 409, order_send(t, s, s->principal, s->hang));
    city_close(s);
}

TEST(the_childs_own_account_is_shut_with_the_order_until_it_gets_a_new_slip)
{
    struct city *s = city_open(t);
    const char *none, *left = NULL;
    long long an = (long long)s->an.v;
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "UPDATE account SET password_hash = 'known to the father' WHERE person_id = %lld", an), &none));
    is_int(t, 200, city_post(t, s, s->clerk, path_to(t, "/t/thcs/lop/", s->a1.v, "/phieu/mot"), arena_print(t->arena, "nguoi=%s", path_to(t, "", s->an.v, "")), NULL));
    is_int(t, 200, city_get(t, s, s->an, "/hom-nay", NULL));                    /* signed in somewhere */
    is_int(t, 303, order_send(t, s, s->principal, s->tuan));
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "SELECT (SELECT count(*) FROM account WHERE person_id = %lld AND password_hash IS NOT NULL)"
        " + (SELECT count(*) FROM one_time_code WHERE person_id = %lld AND used_at IS NULL AND void_at IS NULL) + (SELECT count(*) FROM session WHERE person_id = %lld)", an, an, an), &left));
    is_text(t, "0", left);
    city_close(s);
}

/* The father signed in as the child once: he put a key of his telephone and a second step on the account, and has its letters sent to himself. */
TEST(with_the_order_the_childs_account_has_no_key_address_or_second_step_of_who_is_kept_away)
{
    struct city *s = city_open(t);
    const char *x = test_bytes(t, "0102"), *none, *left = NULL;
    long long an = (long long)s->an.v;
    const char *planted[] = {
        arena_print(t->arena, "INSERT INTO passkey (id, person_id, credential, alg, spki, counter, name, made_at, rev) VALUES (920, %lld, %s, -7, %s, 0, 'may cua bo', 0, 1)", an, x, x),
        arena_print(t->arena, "INSERT INTO second_step (person_id, sealed, last_step, made_at, confirmed_at, rev) VALUES (%lld, %s, 0, 0, 1, 1)", an, x),
        arena_print(t->arena, "INSERT INTO recovery_code (code_hash, person_id, made_at) VALUES (%s, %lld, 0)", x, an),
        arena_print(t->arena, "INSERT INTO contact (id, person_id, kind, value, from_day, confirmed_at) VALUES (921, %lld, 'email', 'bo@x.vn', 20000, 1)", an),
        arena_print(t->arena, "INSERT INTO mail_link (id, person_id, kind, address, made_at, made_by, until) VALUES (922, %lld, 'reset', 'bo@x.vn', 0, 0, 99999999999999)", an),
        arena_print(t->arena, "INSERT INTO push_subscription (person_id, id, endpoint, p256dh, auth, device, lang, made_at) VALUES (%lld, 923, 'https://push.example/bo', %s, %s, 'may', 0, 0)", an, x, x),
        arena_print(t->arena, "INSERT INTO notice_choice (person_id, kind, by_mail, mail_daily, by_push, push_daily, by_sms, lang, rev) VALUES (%lld, 'school', 0, 0, 1, 0, 1, 0, 1)", an) };
    for (size_t i = 0; i < sizeof planted / sizeof *planted; i++) is_rc(t, OK, db_plain(s->app.db, t->arena, planted[i], &none));
    is_int(t, 303, order_send(t, s, s->principal, s->tuan));
    is_rc(t, OK, db_plain(s->app.db, t->arena, "SELECT (SELECT count(*) FROM passkey WHERE id = 920 AND ended_at IS NULL) || ' ' || (SELECT count(*) FROM second_step WHERE sealed IS NOT NULL)"
        " || ' ' || (SELECT count(*) FROM recovery_code WHERE void_at IS NULL) || ' ' || (SELECT count(*) FROM contact WHERE id = 921 AND to_day IS NULL)"
        " || ' ' || (SELECT count(*) FROM mail_link WHERE id = 922 AND used_at IS NULL AND void_at IS NULL)"
        " || ' ' || (SELECT count(*) FROM push_subscription WHERE id = 923 AND gone_at IS NULL) || ' ' || (SELECT count(*) FROM notice_choice WHERE by_push = 1 OR by_sms = 1)", &left));
    is_text(t, "0 0 0 0 0 0 0", left);
    city_close(s);
}

static rc barred_clerk(struct tx *t, const struct new_link *in, void *out)
{
    (void)out;
    try(guardian_link_open(t, in->child, in->guardian, in->kind));
    t->ask->scope.school = (school_id){ 1 };
    return order_put(t, &(struct new_order){ .child = in->child, .guardian = in->guardian, .issuer = "T", .issued = day_of(t->now) });
}
CLOSURE(barred_clerk, struct new_link, void)

TEST(whom_an_order_bars_makes_no_account_that_is_not_barred_and_gets_no_slip_of_the_childs_kin)
{
    struct city *s = city_open(t);
    struct new_link link = { s->an, s->clerk, GUARDIAN_KIND_MOTHER };
    struct loop_reply r;
    is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/nhan-su", "ho_ten=M%E1%BB%9Bi&vai=teacher", NULL));
    is_int(t, 403, city_post(t, s, s->clerk, "/t/thcs/nhan-su", "ho_ten=M%E1%BB%9Bi&vai=deputy", NULL));       /* the heads' */
    is_int(t, 303, city_post(t, s, s->deputy, "/t/thcs/nhan-su", "ho_ten=M%E1%BB%9Bi+Hai&vai=clerk", NULL));
    is_int(t, 1, order_seen(t, s, s->principal, "/thong-bao", "vừa được thêm vào văn phòng"));
    is_rc(t, OK, transact(s->ask, NULL, barred_clerk, &link, NULL));
    s->ask->scope = (struct scope){ 0 };
    is_int(t, 403, city_post(t, s, s->clerk, "/t/thcs/nhan-su", "ho_ten=M%E1%BB%9Bi+Ba&vai=teacher", NULL));
    is_int(t, 200, city_post(t, s, s->clerk, path_to(t, "/t/thcs/lop/", s->a1.v, "/phieu"), "", &r));
    is_true(t, strstr(r.body, "Trí Bình") != NULL);
    is_true(t, strstr(r.body, "Quốc Tuấn") == NULL);                           /* An's father: his slip would open An */
    city_close(s);
}

/* ---- about somebody who never was a guardian */

const char *order_page(struct test *t, struct city *s) { return path_to(t, "/t/thcs/em/", s->an.v, "/gia-dinh/quyet-dinh"); }
int64_t order_number(struct test *t, struct city *s, const char *sql)
{
    const char *first = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &first));
    return first ? atoll(first) : -1;
}

static const char *plus(struct test *t, const char *name)
{
    size_t n = strlen(name);
    char *out = arena_take(t->arena, n + 1);
    for (size_t i = 0; i <= n; i++) out[i] = name[i];
    for (size_t i = 0; i < n; i++) if (out[i] == ' ') out[i] = '+';
    return out;
}

TEST(an_order_about_a_stranger_lets_nobody_of_that_name_or_phone_be_written_beside_the_child)
{
    struct city *s = city_open(t);
    const char *add = path_to(t, "/t/thcs/em/", s->an.v, "/gia-dinh/them");
    struct loop_reply r;
    is_int(t, 422, city_post(t, s, s->principal, order_page(t, s), ORDER, &r));
    has_text(t, "Chọn một người ở trên", r.body);
    is_int(t, 403, city_post(t, s, s->clerk, order_page(t, s), "ho_ten_khac=Tr%E1%BA%A7n+V%C4%83n+Kh%C3%A1ch&" ORDER, NULL));
    is_int(t, 303, city_post(t, s, s->principal, order_page(t, s), "ho_ten_khac=Tr%E1%BA%A7n+V%C4%83n+Kh%C3%A1ch&dien_thoai_khac=0900000991&" ORDER, NULL));
    is_int(t, 409, city_post(t, s, s->principal, add, "ho_ten=tran+van+khach&la=guardian", NULL));                       /* the name, another spelling */
    is_int(t, 409, city_post(t, s, s->principal, add, "ho_ten=Tr%E1%BA%A7n+V%C4%83n+Kh%C3%A1ch%E2%80%8E&la=guardian", NULL));   /* with U+200E behind it, which nobody sees */
    is_int(t, 409, city_post(t, s, s->principal, add, "ho_ten=%D0%A2r%E1%BA%A7n+V%C4%83n+Kh%C3%A1%D1%81h&la=guardian", NULL));       /* with a Cyrillic T and c */
    is_int(t, 409, city_post(t, s, s->principal, add, "ho_ten=Ai+Kh%C3%A1c&la=guardian&dien_thoai=0900000991", NULL));   /* the phone */
    is_int(t, 403, city_post(t, s, s->clerk, add, "ho_ten=B%C3%A0+Ngo%E1%BA%A1i&la=grandmother", NULL));                 /* the heads' from now on */
    is_int(t, 303, city_post(t, s, s->principal, add, "ho_ten=B%C3%A0+Ngo%E1%BA%A1i&la=grandmother", NULL));
    is_int(t, 1, order_seen(t, s, s->principal, path_to(t, "/t/thcs/em/", s->an.v, "/gia-dinh"), "Trần Văn Khách"));
    is_int(t, 200, city_get(t, s, s->tuan, path_to(t, "/ho-so/", s->an.v, ""), NULL));
    city_close(s);
}

TEST(the_account_of_a_stranger_with_that_name_and_phone_finds_the_child_nowhere_made_before_or_after)
{
    struct city *s = city_open(t);
    const char *none;
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "INSERT INTO contact (id, person_id, kind, value, from_day) VALUES (991, %lld, 'phone', '+84900000991', 1)", (long long)s->hang.v), &none));
    is_int(t, 303, city_post(t, s, s->principal, order_page(t, s), "ho_ten_khac=nguyen+thi+thu+hang&dien_thoai_khac=0900000991&" ORDER, NULL));
    is_int(t, 1, order_number(t, s, "SELECT count(*) FROM guardian_order"));
    finds_nowhere(t, s, s->hang);
    is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/nhan-su", "ho_ten=Tr%E1%BA%A7n+V%C4%83n+Kh%C3%A1ch&vai=teacher&dien_thoai=0900000992", NULL));
    person_id early = { order_number(t, s, "SELECT id FROM person WHERE full_name = 'Trần Văn Khách'") };
    is_int(t, 303, city_post(t, s, s->principal, order_page(t, s), "ho_ten_khac=Tr%E1%BA%A7n+V%C4%83n+Kh%C3%A1ch&dien_thoai_khac=0900000992&" ORDER, NULL));
    is_int(t, 0, order_seen(t, s, early, "/tim-kiem?q=binh+an", "Lê Bình An"));
    is_int(t, 303, city_post(t, s, s->principal, order_page(t, s), "ho_ten_khac=%C4%90%E1%BB%97+Th%E1%BB%8B+M%E1%BB%A3&dien_thoai_khac=0900000993&" ORDER, NULL));
    is_int(t, 303, city_post(t, s, s->deputy, "/t/thcs/nhan-su", "ho_ten=%C4%90%E1%BB%97+Th%E1%BB%8B+M%E1%BB%A3&vai=clerk&dien_thoai=0900000993", NULL));
    person_id late = { order_number(t, s, "SELECT max(id) FROM person WHERE full_name = 'Đỗ Thị Mợ'") };
    is_int(t, 404, city_get(t, s, late, path_to(t, "/t/thcs/em/", s->an.v, ""), NULL));                                   /* another row, made after the order */
    is_int(t, 0, order_seen(t, s, late, path_to(t, "/t/thcs/lop/", s->a1.v, ""), "Bình An"));
    is_int(t, 1, order_seen(t, s, late, path_to(t, "/t/thcs/lop/", s->a1.v, ""), "Trí Bình"));
    city_close(s);
}

TEST(a_user_name_names_an_account_only_together_with_its_name_and_who_stands_for_the_child_only_by_name_and_phone)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *user = NULL, *name = NULL, *none;
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "SELECT user_name FROM account WHERE person_id = %lld", (long long)s->yen.v), &user));
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "SELECT search_key FROM person WHERE id = %lld", (long long)s->yen.v), &name));
    const char *typed = plus(t, name);
    is_int(t, 422, city_post(t, s, s->principal, order_page(t, s), arena_print(t->arena, "ho_ten_khac=Ai+Khac&ten_dang_nhap_khac=%s&%s", user, ORDER), &r));
    has_text(t, "Không có tài khoản nào mang cả", r.body);
    is_int(t, 422, city_post(t, s, s->principal, order_page(t, s), arena_print(t->arena, "ho_ten_khac=%s&ten_dang_nhap_khac=khongcoai&%s", typed, ORDER), NULL));
    is_int(t, 303, city_post(t, s, s->principal, order_page(t, s), arena_print(t->arena, "ho_ten_khac=%s&ten_dang_nhap_khac=%s&%s", typed, user, ORDER), NULL));
    is_int(t, 1, order_number(t, s, arena_print(t->arena, "SELECT count(*) FROM guardian_order WHERE guardian_id = %lld", (long long)s->yen.v)));
    int64_t persons = order_number(t, s, "SELECT count(*) FROM person");
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "SELECT search_key FROM person WHERE id = %lld", (long long)s->tuan.v), &name));
    typed = plus(t, name);
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "INSERT INTO contact (id, person_id, kind, value, from_day) VALUES (995, %lld, 'phone', '+84900000995', 1)", (long long)s->tuan.v), &none));
    is_int(t, 422, city_post(t, s, s->principal, order_page(t, s), arena_print(t->arena, "ho_ten_khac=%s&%s", typed, ORDER), &r));
    has_text(t, "Tên này trùng với một phụ huynh của em", r.body);
    is_int(t, 422, city_post(t, s, s->principal, order_page(t, s), arena_print(t->arena, "ho_ten_khac=%s&dien_thoai_khac=0900000996&%s", typed, ORDER), NULL));
    is_int(t, 200, city_get(t, s, s->tuan, path_to(t, "/ho-so/", s->an.v, ""), NULL));                                      /* the father is not who is meant */
    is_int(t, 1, order_number(t, s, "SELECT count(*) FROM guardian_order"));
    is_int(t, 303, city_post(t, s, s->principal, order_page(t, s), arena_print(t->arena, "ho_ten_khac=%s&dien_thoai_khac=0900000995&%s", typed, ORDER), NULL));
    is_int(t, persons, order_number(t, s, "SELECT count(*) FROM person"));                                                        /* the guardian himself */
    is_int(t, 404, city_get(t, s, s->tuan, path_to(t, "/ho-so/", s->an.v, ""), NULL));
    city_close(s);
}

/* ---- whose word lifts it */

static rc also_in_th(struct tx *t, const struct city *s, member_id *out)
{
    t->ask->scope.school = s->th.id;
    return member_add(t, &(struct new_member){ .person = s->an, .role = MEMBER_ROLE_PUPIL, .full_name = "Lê Bình An", .from = day_of(t->now) }, out);
}
CLOSURE(also_in_th, struct city, member_id)

TEST(an_order_is_lifted_by_the_school_that_wrote_it_and_after_the_child_left_by_its_school_with_the_writer_told)
{
    struct city *s = city_open(t);
    member_id place;
    struct loop_reply r;
    const char *there = path_to(t, "/t/tieu-hoc/em/", s->an.v, "/gia-dinh"), *none;
    is_int(t, 303, order_send(t, s, s->principal, s->tuan));
    is_rc(t, OK, transact(s->ask, NULL, also_in_th, s, &place));
    s->ask->scope = (struct scope){ 0 };
    const char *lift = arena_print(t->arena, "lenh=%s&rev=1&li_do=het", path_to(t, "", order_number(t, s, "SELECT id FROM guardian_order"), ""));
    city_get(t, s, s->th_principal, there, &r);
    has_text(t, "Chỉ ban giám hiệu Trường THCS Bình Minh gỡ được", r.body);
    lacks_text(t, "name=\"lenh\"", r.body);
    is_int(t, 409, city_post(t, s, s->th_principal, arena_print(t->arena, "%s/go", there), lift, &r));
    has_text(t, "em còn học ở đó", r.body);
    is_int(t, 404, city_get(t, s, s->tuan, path_to(t, "/ho-so/", s->an.v, ""), NULL));
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "UPDATE member SET to_day = from_day WHERE id = %lld", (long long)s->m_an.v), &none));
    is_int(t, 404, city_post(t, s, s->principal, path_to(t, "/t/thcs/em/", s->an.v, "/gia-dinh/go"), lift, NULL));        /* no pupil of theirs any more */
    is_int(t, 303, city_post(t, s, s->th_principal, arena_print(t->arena, "%s/go", there), lift, NULL));
    is_int(t, 1, order_seen(t, s, s->principal, "/thong-bao", "Một trường khác vừa gỡ một quyết định"));
    is_int(t, 0, order_seen(t, s, s->principal, "/thong-bao", "Bình An"));
    city_close(s);
}
