/* Orders that keep a guardian from a child. Tuấn is a guardian of An (6A1) and of Bống in another school; Hoa of Bình.
** POST /t/:truong/em/:em/gia-dinh/quyet-dinh
** POST /t/:truong/em/:em/gia-dinh/go */
#include "access/access.h"
#include "base/ids.h"
#include "people/people.h"
#include "test/harness/city.h"
#include <stdlib.h>
#include <string.h>

#define ORDER "co_quan=T%C3%B2a+%C3%A1n+khu+v%E1%BB%B1c+1&so=12%2FQ%C4%90&ngay=01%2F09%2F2025&ghi_chu=ban+sao+o+van+thu"

static int order_send(struct test *t, struct city *s, person_id by, person_id about)
{
    return city_post(t, s, by, path_to(t, "/t/thcs/em/", s->an.v, "/gia-dinh/quyet-dinh"), arena_print(t->arena, "phu_huynh=%s&%s", path_to(t, "", about.v, ""), ORDER), NULL);
}

static int64_t seen(struct test *t, struct city *s, person_id who, const char *path, const char *words)
{
    struct loop_reply r;
    if (city_get(t, s, who, path, &r) != 200) return -1;
    return strstr(r.body, words) != NULL;
}

/* An's guardians as the row says; -1 where some row says another number than there are. */
static int64_t guardians_said(struct test *t, struct city *s)
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
    is_int(t, 1, seen(t, s, s->tuan, "/hom-nay", "Bình An"));
    is_int(t, 303, order_send(t, s, s->principal, s->tuan));
    is_int(t, 404, city_get(t, s, s->tuan, child, NULL));
    is_int(t, 404, city_get(t, s, s->tuan, ledger, NULL));
    is_int(t, 404, city_get(t, s, s->tuan, photo, NULL));
    is_true(t, city_get(t, s, s->tuan, class, &r) == 404 || !strstr(r.body, "6A1"));
    is_int(t, 0, seen(t, s, s->tuan, "/hom-nay", "Bình An"));
    is_int(t, 0, seen(t, s, s->tuan, "/lop-hoc", "Bình An"));
    is_int(t, 0, seen(t, s, s->tuan, "/hanh-trinh", "Bình An"));
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
    is_int(t, 1, seen(t, s, s->hang, page, "Không tiếp cận"));
    is_int(t, 0, seen(t, s, s->hang, page, "12/QĐ"));
    is_int(t, 403, city_get(t, s, s->hang, orders, NULL));
    is_int(t, 0, seen(t, s, s->clerk, orders, "12/QĐ"));                              /* the office sees the family, not the paper */
    is_int(t, 1, seen(t, s, s->principal, orders, "12/QĐ"));
    is_int(t, 1, seen(t, s, s->principal, orders, "Tòa án khu vực 1"));
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
    is_int(t, 1, seen(t, s, s->principal, orders, "het hieu luc"));
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
    is_int(t, 0, seen(t, s, who, class, "Bình An"));
    is_int(t, 1, seen(t, s, who, class, "Trí Bình"));                                               /* the others are there */
    is_int(t, 0, seen(t, s, who, "/t/thcs/nguoi", "Bình An"));
    is_int(t, 0, seen(t, s, who, "/t/thcs/nguoi?tim=binh+an", "Bình An"));
    is_int(t, 0, seen(t, s, who, "/tim-kiem?q=binh+an", "Lê Bình An"));
    is_int(t, 0, seen(t, s, who, path_to(t, "/t/thcs/lop/", s->a1.v, "/phieu"), "Bình An"));
}

TEST(a_teacher_whom_an_order_keeps_from_a_child_of_the_class_finds_it_in_no_list_of_the_school)
{
    struct city *s = teacher_is_mother(t);
    struct loop_reply r;
    is_int(t, 1, seen(t, s, s->hang, "/tim-kiem?q=binh+an", "Lê Bình An"));
    is_int(t, 1, seen(t, s, s->hang, path_to(t, "/t/thcs/lop/", s->a1.v, ""), "Bình An"));
    is_int(t, 303, order_send(t, s, s->principal, s->hang));
    finds_nowhere(t, s, s->hang);
    is_int(t, 200, city_post(t, s, s->hang, path_to(t, "/t/thcs/lop/", s->a1.v, "/phieu"), "", &r));      /* slips: a code of An would open An */
    is_true(t, strstr(r.body, "Trí Bình") != NULL);
    is_true(t, strstr(r.body, "Bình An") == NULL);
    is_int(t, 404, city_post(t, s, s->hang, path_to(t, "/t/thcs/em/", s->an.v, "/anh/bo"), "anh=1", NULL));
    is_int(t, 1, seen(t, s, s->toan, path_to(t, "/t/thcs/lop/", s->a1.v, ""), "Bình An"));
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
    is_int(t, 1, seen(t, s, s->hang, path_to(t, "/ho-so/", s->an.v, ""), "Không tiếp cận"));
    is_int(t, 0, seen(t, s, s->hang, path_to(t, "/ho-so/", s->an.v, ""), "Tòa án"));
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
    is_int(t, 1, seen(t, s, s->principal, path_to(t, "/t/thcs/em/", s->an.v, "/gia-dinh"), "(đã thôi)"));
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
    is_int(t, 1, seen(t, s, s->principal, "/thong-bao", "vừa được thêm vào văn phòng"));
    is_rc(t, OK, transact(s->ask, NULL, barred_clerk, &link, NULL));
    s->ask->scope = (struct scope){ 0 };
    is_int(t, 403, city_post(t, s, s->clerk, "/t/thcs/nhan-su", "ho_ten=M%E1%BB%9Bi+Ba&vai=teacher", NULL));
    is_int(t, 200, city_post(t, s, s->clerk, path_to(t, "/t/thcs/lop/", s->a1.v, "/phieu"), "", &r));
    is_true(t, strstr(r.body, "Trí Bình") != NULL);
    is_true(t, strstr(r.body, "Quốc Tuấn") == NULL);                           /* An's father: his slip would open An */
    city_close(s);
}
