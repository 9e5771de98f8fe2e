/* Orders that leave a guardian the sight of a child and nothing else (docs/decisions/0130). The city and its people as in orders.c. */
#include "access/access.h"
#include "access/test/orders.h"
#include "base/ids.h"
#include "people/people.h"
#include "test/harness/city.h"
#include <stdlib.h>
#include <string.h>

static int sight_send(struct test *t, struct city *s, person_id about)
{
    return city_post(t, s, s->principal, order_page(t, s), arena_print(t->arena, "phu_huynh=%s&muc=read&%s", path_to(t, "", about.v, ""), ORDER), NULL);
}

static rc linked(struct tx *t, const struct new_link *in, void *out) { return (void)out, guardian_link_open(t, in->child, in->guardian, in->kind); }
CLOSURE(linked, struct new_link, void)

TEST(whom_an_order_left_the_sight_reads_the_childs_pages_and_decides_and_hears_nothing)
{
    struct city *s = city_open(t);
    struct new_link link = { s->an, s->hoa, GUARDIAN_KIND_MOTHER };
    struct loop_reply r;
    const char *child = path_to(t, "/ho-so/", s->an.v, ""), *groups = path_to(t, "/ho-so/", s->an.v, "/nhom");
    const char *const closed[] = { "/dong-y", "/quyen-du-lieu", "/anh", "/the", "/thoi-phu-huynh" };
    is_rc(t, OK, transact(s->ask, NULL, linked, &link, NULL));
    ask_done(s->ask);
    int64_t before = guardians_said(t, s);
    is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/nhom", "loai=club&ten=C%E1%BB%9D&vao=asks", &r));
    const char *club = arena_text(t->arena, r.location);
    is_int(t, 1, order_seen(t, s, s->tuan, "/hom-nay", "câu hỏi về dữ liệu"));
    is_int(t, 303, sight_send(t, s, s->tuan));
    is_int(t, before - 1, guardians_said(t, s));
    is_int(t, 200, city_get(t, s, s->tuan, child, &r));
    has_text(t, "bạn xem được hồ sơ này", r.body);
    lacks_text(t, "Hoa", r.body);                                              /* nobody else who stands for the child */
    lacks_text(t, "/dong-y", r.body);
    is_int(t, 200, city_get(t, s, s->tuan, groups, &r));
    has_text(t, "Nhóm đang nhận lời xin", r.body);
    lacks_text(t, "Xin vào", r.body);
    is_int(t, 200, city_get(t, s, s->hang, path_to(t, "/t/thcs/em/", s->an.v, ""), NULL));
    is_int(t, 200, city_get(t, s, s->tuan, path_to(t, "/ho-so/", s->an.v, "/so-ghi"), &r));
    has_text(t, "giáo viên chủ nhiệm", r.body);
    lacks_text(t, "Hỏi nhà trường", r.body);                                   /* it would be refused */
    is_int(t, 200, city_get(t, s, s->tuan, path_to(t, "/hanh-trinh/", s->an.v, ""), NULL));
    is_int(t, 200, city_get(t, s, s->tuan, path_to(t, "/lop/", s->a1.v, ""), NULL));
    is_int(t, 1, order_seen(t, s, s->tuan, "/hom-nay", "Bình An"));
    for (size_t i = 0; i < sizeof closed / sizeof *closed; i++) is_int(t, 403, city_get(t, s, s->tuan, arena_print(t->arena, "%s%s", child, closed[i]), NULL));
    is_int(t, 403, city_get(t, s, s->tuan, arena_print(t->arena, "%s/dong-y", child), &r));
    has_text(t, "Nhà trường giữ một quyết định", r.body);
    lacks_text(t, "tài khoản khác", r.body);                                   /* no other account gives it */
    is_int(t, 403, city_post(t, s, s->tuan, groups, arena_print(t->arena, "nhom=%s", strrchr(club, '/') + 1), NULL));
    is_int(t, 403, city_post(t, s, s->tuan, arena_print(t->arena, "%s/ban-sao", child), "", NULL));
    is_int(t, 403, city_post(t, s, s->tuan, arena_print(t->arena, "%s/dong-y", child), "loi=1", NULL));
    is_int(t, 303, city_post(t, s, s->clerk, arena_print(t->arena, "%s/them", club), path_to(t, "em-", s->an.v, "=1"), NULL));
    is_int(t, 0, order_seen(t, s, s->tuan, "/thong-bao", "Con được thêm vào một nhóm"));
    is_int(t, 1, order_seen(t, s, s->hoa, "/thong-bao", "Con được thêm vào một nhóm"));
    is_int(t, 1, order_seen(t, s, s->hang, path_to(t, "/t/thcs/em/", s->an.v, ""), "Chỉ được xem"));
    is_int(t, 1, order_seen(t, s, s->principal, path_to(t, "/t/thcs/em/", s->an.v, "/gia-dinh"), "Chỉ được xem"));
    is_int(t, 200, city_get(t, s, s->hoa, arena_print(t->arena, "%s/dong-y", child), NULL));       /* the other one keeps all */
    is_int(t, 200, city_get(t, s, s->tuan, path_to(t, "/ho-so/", s->bong.v, "/dong-y"), NULL));    /* the other child is not meant */
    const char *id = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, "SELECT id FROM guardian_order WHERE lifted_at IS NULL", &id));
    is_int(t, 303, city_post(t, s, s->principal, path_to(t, "/t/thcs/em/", s->an.v, "/gia-dinh/go"), path_to(t, "lenh=", id ? atoll(id) : 0, "&rev=1&li_do=het"), NULL));
    is_int(t, 200, city_get(t, s, s->tuan, arena_print(t->arena, "%s/dong-y", child), NULL));
    city_close(s);
}

/* Whose a page is and what it was made from, as the browser keeps it beside its copies. */
static const char *made_from(struct test *t, struct city *s, person_id who)
{
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, who, "/hom-nay", &r));
    const char *at = r.head ? strstr(r.head, "Khue-Me: ") : NULL;
    return at ? arena_text_n(t->arena, at, strcspn(at, "\r\n")) : "";
}

TEST(what_a_browser_kept_of_the_childs_pages_is_forgotten_when_only_the_sight_is_left)
{
    struct city *s = city_open(t);
    const char *before = made_from(t, s, s->tuan);
    is_true(t, *before && str_is(before, made_from(t, s, s->tuan)));
    is_int(t, 303, sight_send(t, s, s->tuan));
    is_true(t, !str_is(before, made_from(t, s, s->tuan)));             /* there the other guardians stand with their numbers */
    city_close(s);
}

struct second_row { person_id child, out; };
static rc second_row_made(struct tx *t, const struct second_row *in, person_id *out)
{
    try(person_add(t, &(struct new_person){ .full_name = "Trần Quốc Tuấn" }, out));
    try(contact_set(t, *out, CONTACT_KIND_PHONE, "+84900000101"));
    return guardian_link_open(t, in->child, *out, GUARDIAN_KIND_GUARDIAN);
}
CLOSURE(second_row_made, struct second_row, person_id)

TEST(the_sight_alone_holds_for_every_row_of_the_same_name_and_phone_and_gives_a_stranger_nothing)
{
    struct city *s = city_open(t);
    struct second_row in = { .child = s->an };
    struct family family;
    person_id second;
    is_int(t, 409, sight_send(t, s, s->hoa));                                                      /* never was a guardian */
    is_int(t, 422, city_post(t, s, s->principal, order_page(t, s), "muc=read&ho_ten_khac=Ng%C3%B4+V%C4%83n+L%E1%BA%A1&" ORDER, NULL));
    is_rc(t, OK, transact(s->ask, NULL, second_row_made, &in, &second));
    ask_done(s->ask);
    is_int(t, 303, sight_send(t, s, s->tuan));
    is_rc(t, OK, family_of(s->ask, second, &family));
    is_int(t, 0, (int64_t)family.barred_n);
    is_int(t, 1, (int64_t)family.reads_n);
    is_true(t, family.reads_n == 1 && family.reads[0].v == s->an.v);
    is_int(t, 1, (int64_t)family.children);
    city_close(s);
}

static rc second_row_called(struct tx *t, const struct second_row *in, void *out)
{
    (void)out;
    return contact_set(t, in->out, CONTACT_KIND_PHONE, "+84900000101");
}
CLOSURE(second_row_called, struct second_row, void)

static void wrong_line(void *to, const char *words) { fail((struct test *)to, "%s", words); }

/* How many links of An are limited, and whether khue verify finds each as the orders say. */
static int64_t limited_links(struct test *t, struct city *s)
{
    struct verify_report report = { .line = wrong_line, .to = t };
    for (const struct verify_check *k = people_checks; k->name; k++) is_rc(t, OK, k->run(s->ask, &report));
    ask_done(s->ask);
    is_int(t, 0, (int64_t)report.wrong);
    return order_number(t, s, arena_print(t->arena, "SELECT count(*) FROM guardian_link WHERE child_id = %lld AND to_day IS NULL AND limited IS NOT NULL", (long long)s->an.v));
}

TEST(an_order_holds_every_row_of_the_adult_that_stands_for_the_child_and_none_of_them_decides_or_counts)
{
    struct city *s = city_open(t);
    struct second_row in = { .child = s->an };
    int64_t before = guardians_said(t, s);
    is_rc(t, OK, transact(s->ask, NULL, second_row_made, &in, &in.out));
    ask_done(s->ask);
    is_int(t, before + 1, guardians_said(t, s));
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "INSERT INTO photo_tick (id, child_id, guardian_id, words, at) VALUES (77, %lld, %lld, 'w', 1)",
                                                           (long long)s->an.v, (long long)in.out.v), NULL));
    is_int(t, 303, sight_send(t, s, s->tuan));
    is_int(t, 0, order_number(t, s, "SELECT count(*) FROM photo_tick WHERE ended_at IS NULL"));           /* the word of the second row is theirs as well */
    is_int(t, 2, limited_links(t, s));
    is_int(t, before - 1, guardians_said(t, s));
    const char *lift = path_to(t, "lenh=", order_number(t, s, "SELECT id FROM guardian_order WHERE lifted_at IS NULL"), "&rev=1&li_do=het");
    is_int(t, 303, city_post(t, s, s->principal, path_to(t, "/t/thcs/em/", s->an.v, "/gia-dinh/go"), lift, NULL));
    is_int(t, 0, limited_links(t, s));
    is_int(t, before + 1, guardians_said(t, s));
    /* Two rows, two orders: the stricter holds for both, and what is left when one is lifted. */
    is_int(t, 303, sight_send(t, s, s->tuan));
    is_int(t, 303, order_send(t, s, s->principal, in.out));
    is_int(t, 2, order_number(t, s, "SELECT count(*) FROM guardian_link WHERE limited = 'nothing'"));
    lift = path_to(t, "lenh=", order_number(t, s, "SELECT id FROM guardian_order WHERE lifted_at IS NULL AND holds = 'nothing'"), "&rev=1&li_do=het");
    is_int(t, 303, city_post(t, s, s->principal, path_to(t, "/t/thcs/em/", s->an.v, "/gia-dinh/go"), lift, NULL));
    is_int(t, 2, order_number(t, s, "SELECT count(*) FROM guardian_link WHERE limited = 'read'"));
    is_int(t, 2, limited_links(t, s));
    city_close(s);
}

static rc third_row_made(struct tx *t, const struct second_row *in, person_id *out)
{
    try(person_add(t, &(struct new_person){ .full_name = "Trần Quốc Tuấn" }, out));
    return guardian_link_open(t, in->child, *out, GUARDIAN_KIND_GUARDIAN);
}
CLOSURE(third_row_made, struct second_row, person_id)

TEST(a_row_that_comes_after_the_order_or_gets_the_phone_later_is_held_as_well)
{
    struct city *s = city_open(t);
    struct second_row in = { .child = s->an };
    int64_t before = guardians_said(t, s);
    is_int(t, 303, order_send(t, s, s->principal, s->tuan));
    is_rc(t, OK, transact(s->ask, NULL, second_row_made, &in, &in.out));
    ask_done(s->ask);
    is_int(t, 2, limited_links(t, s));
    is_rc(t, OK, transact(s->ask, NULL, third_row_made, &in, &in.out));                       /* of the name alone: somebody else */
    ask_done(s->ask);
    is_int(t, 2, limited_links(t, s));
    is_int(t, before, guardians_said(t, s));
    is_rc(t, OK, transact(s->ask, NULL, second_row_called, &in, NULL));                       /* and of the phone: the same */
    ask_done(s->ask);
    is_int(t, 3, limited_links(t, s));
    is_int(t, before - 1, guardians_said(t, s));
    city_close(s);
}

TEST(who_works_at_the_school_finds_a_child_of_whom_the_sight_was_left_on_the_familys_page_alone)
{
    struct city *s = city_open(t);
    struct new_link link = { s->an, s->hang, GUARDIAN_KIND_MOTHER };
    is_rc(t, OK, transact(s->ask, NULL, linked, &link, NULL));
    ask_done(s->ask);
    is_int(t, 303, sight_send(t, s, s->hang));
    is_int(t, 404, city_get(t, s, s->hang, path_to(t, "/t/thcs/em/", s->an.v, ""), NULL));
    is_int(t, 0, order_seen(t, s, s->hang, path_to(t, "/t/thcs/lop/", s->a1.v, ""), "Bình An"));
    is_int(t, 200, city_get(t, s, s->hang, path_to(t, "/ho-so/", s->an.v, ""), NULL));
    city_close(s);
}
