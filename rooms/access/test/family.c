/* Who stands for a child: written down and ended by the office, left by the guardian. Tuấn is a guardian of An (6A1), Hoa of Bình.
** GET /t/:truong/em/:em/gia-dinh
** POST /t/:truong/em/:em/gia-dinh/them
** POST /t/:truong/em/:em/gia-dinh/thoi
** GET /ho-so/:em/thoi-phu-huynh
** POST /ho-so/:em/thoi-phu-huynh */
#include "access/access.h"
#include "base/ids.h"
#include "people/people.h"
#include "test/harness/city.h"
#include <stdlib.h>
#include <string.h>

#define MOTHER "ho_ten=L%C3%AA+Th%E1%BB%8B+Mai&la=mother&dien_thoai=0900000777"
#define FATHER_AGAIN "ho_ten=Tr%E1%BA%A7n+Qu%E1%BB%91c++TU%E1%BA%A4N&la=guardian"

static int add(struct test *t, struct city *s, person_id by, person_id child, const char *body) { return city_post(t, s, by, path_to(t, "/t/thcs/em/", child.v, "/gia-dinh/them"), body, NULL); }
static int64_t count(struct test *t, struct city *s, const char *sql)
{
    const char *first = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &first));
    return first ? atoll(first) : -1;
}
static int64_t links(struct test *t, struct city *s, person_id child)
{
    return count(t, s, arena_print(t->arena, "SELECT count(*) FROM guardian_link WHERE child_id = %lld AND to_day IS NULL", (long long)child.v));
}
static int64_t shows(struct test *t, struct city *s, person_id who, const char *path, const char *words)
{
    struct loop_reply r;
    return city_get(t, s, who, path, &r) == 200 ? strstr(r.body, words) != NULL : -1;
}
static int order_on_tuan(struct test *t, struct city *s)
{
    return city_post(t, s, s->principal, path_to(t, "/t/thcs/em/", s->an.v, "/gia-dinh/quyet-dinh"),
        arena_print(t->arena, "phu_huynh=%s&co_quan=T&ngay=01%%2F09%%2F2025", path_to(t, "", s->tuan.v, "")), NULL);
}

TEST(the_office_writes_a_guardian_down_and_those_who_stood_there_hear_of_it)
{
    struct city *s = city_open(t);
    const char *page = path_to(t, "/t/thcs/em/", s->an.v, "/gia-dinh");
    is_int(t, 303, add(t, s, s->clerk, s->an, MOTHER));
    is_int(t, 2, links(t, s, s->an));
    is_int(t, 1, shows(t, s, s->clerk, page, "Lê Thị Mai"));
    is_int(t, 1, shows(t, s, s->tuan, "/thong-bao", "vừa ghi thêm một phụ huynh"));
    is_int(t, 0, shows(t, s, s->tuan, "/thong-bao", "Bình An"));                      /* no name: it may be read when that is no longer right */
    is_int(t, 0, shows(t, s, s->hoa, "/thong-bao", "vừa ghi thêm"));
    is_int(t, 422, add(t, s, s->clerk, s->an, MOTHER));                          /* the same name is there */
    is_int(t, 2, links(t, s, s->an));
    is_int(t, 303, add(t, s, s->clerk, s->binh, MOTHER));                             /* one person, one account, two children */
    is_int(t, 1, count(t, s, "SELECT count(*) FROM person WHERE search_key = 'le thi mai'"));
    is_int(t, 403, add(t, s, s->hang, s->an, MOTHER));
    is_int(t, 404, add(t, s, s->th_principal, s->an, MOTHER));
    city_close(s);
}

TEST(where_an_order_stands_only_the_heads_write_somebody_down_and_never_whom_it_keeps_away)
{
    struct city *s = city_open(t);
    is_int(t, 303, order_on_tuan(t, s));
    is_int(t, 403, add(t, s, s->clerk, s->an, MOTHER));
    is_int(t, 409, add(t, s, s->principal, s->an, FATHER_AGAIN));
    is_int(t, 409, add(t, s, s->principal, s->an, "ho_ten=Ng%C6%B0%E1%BB%9Di+L%E1%BA%A1&la=guardian&dien_thoai=0900000101"));     /* his telephone */
    is_int(t, 1, links(t, s, s->an));
    is_int(t, 303, add(t, s, s->principal, s->an, MOTHER));
    is_int(t, 2, links(t, s, s->an));
    is_int(t, 0, shows(t, s, s->tuan, "/thong-bao", "vừa ghi thêm"));
    city_close(s);
}

TEST(a_guardian_ends_with_a_reason_once_and_from_the_next_click_on)
{
    struct city *s = city_open(t);
    const char *end = path_to(t, "/t/thcs/em/", s->an.v, "/gia-dinh/thoi"), *who = arena_print(t->arena, "phu_huynh=%s", path_to(t, "", s->tuan.v, ""));
    is_int(t, 422, city_post(t, s, s->clerk, end, arena_print(t->arena, "%s&li_do=", who), NULL));
    is_int(t, 403, city_post(t, s, s->hang, end, arena_print(t->arena, "%s&li_do=x", who), NULL));
    is_int(t, 200, city_get(t, s, s->tuan, path_to(t, "/ho-so/", s->an.v, ""), NULL));
    is_int(t, 303, city_post(t, s, s->clerk, end, arena_print(t->arena, "%s&li_do=doi+nguoi+nuoi", who), NULL));
    is_int(t, 404, city_get(t, s, s->tuan, path_to(t, "/ho-so/", s->an.v, ""), NULL));
    is_int(t, 0, shows(t, s, s->tuan, "/hom-nay", "Bình An"));
    is_int(t, 0, links(t, s, s->an));
    is_int(t, 409, city_post(t, s, s->clerk, end, arena_print(t->arena, "%s&li_do=lan+nua", who), NULL));
    is_int(t, 1, shows(t, s, s->principal, "/t/thcs/nhat-ky", "doi nguoi nuoi") + 1 > 0);
    is_int(t, 200, city_get(t, s, s->tuan, path_to(t, "/ho-so/", s->bong.v, ""), NULL));
    city_close(s);
}

static rc clerk_stands_for(struct tx *t, const struct new_link *in, void *out)
{
    (void)out;
    try(guardian_link_open(t, in->child, in->guardian, in->kind));
    return contact_set(t, in->guardian, CONTACT_KIND_PHONE, "+84900000333");
}
CLOSURE(clerk_stands_for, struct new_link, void)

TEST(nobody_at_the_office_writes_themselves_beside_a_child_or_away_from_it)
{
    struct city *s = city_open(t);
    struct new_link own = { s->binh, s->clerk, GUARDIAN_KIND_MOTHER };
    is_rc(t, OK, transact(s->ask, NULL, clerk_stands_for, &own, NULL));
    is_int(t, 409, add(t, s, s->clerk, s->an, "ho_ten=L%C6%B0%C6%A1ng+Th%E1%BB%8B+B%C3%ADch+Th%E1%BB%A7y&la=mother&dien_thoai=0900000333"));
    is_int(t, 1, links(t, s, s->an));
    is_int(t, 409, city_post(t, s, s->clerk, path_to(t, "/t/thcs/em/", s->binh.v, "/gia-dinh/thoi"),
                             arena_print(t->arena, "phu_huynh=%s&li_do=x", path_to(t, "", s->clerk.v, "")), NULL));
    is_int(t, 2, links(t, s, s->binh));
    city_close(s);
}

TEST(a_guardian_leaves_and_the_heads_hear_of_it)
{
    struct city *s = city_open(t);
    const char *page = path_to(t, "/ho-so/", s->an.v, "/thoi-phu-huynh");
    is_int(t, 200, city_get(t, s, s->tuan, page, NULL));
    is_int(t, 403, city_get(t, s, s->an, page, NULL));
    is_int(t, 404, city_get(t, s, s->hoa, page, NULL));
    is_int(t, 403, city_post(t, s, s->hoa, page, "", NULL));
    is_int(t, 403, city_post(t, s, s->an, page, "", NULL));
    is_int(t, 1, links(t, s, s->an));
    is_int(t, 422, city_post(t, s, s->tuan, page, "", NULL));
    is_int(t, 1, links(t, s, s->an));
    is_int(t, 303, city_post(t, s, s->tuan, page, "hieu=1", NULL));
    is_int(t, 0, links(t, s, s->an));
    is_int(t, 404, city_get(t, s, s->tuan, path_to(t, "/ho-so/", s->an.v, ""), NULL));
    is_int(t, 1, shows(t, s, s->principal, "/thong-bao", "tự ghi thôi làm phụ huynh"));
    is_int(t, 0, shows(t, s, s->th_principal, "/thong-bao", "tự ghi thôi làm phụ huynh"));
    city_close(s);
}

TEST(who_stands_for_the_child_decides_nothing_about_it_at_the_office)
{
    struct city *s = city_open(t);
    struct new_link own = { s->an, s->clerk, GUARDIAN_KIND_MOTHER };
    is_rc(t, OK, transact(s->ask, NULL, clerk_stands_for, &own, NULL));
    is_int(t, 409, add(t, s, s->clerk, s->an, MOTHER));
    is_int(t, 409, city_post(t, s, s->clerk, path_to(t, "/t/thcs/em/", s->an.v, "/gia-dinh/thoi"), arena_print(t->arena, "phu_huynh=%s&li_do=x", path_to(t, "", s->tuan.v, "")), NULL));
    is_int(t, 2, links(t, s, s->an));
    is_int(t, 303, city_post(t, s, s->deputy, path_to(t, "/t/thcs/em/", s->an.v, "/gia-dinh/thoi"), arena_print(t->arena, "phu_huynh=%s&li_do=x", path_to(t, "", s->tuan.v, "")), NULL));
    is_int(t, 1, shows(t, s, s->principal, "/thong-bao", "vừa ghi một người thôi làm phụ huynh"));
    city_close(s);
}

TEST(whom_an_order_keeps_away_by_name_and_phone_hears_of_nobody_who_is_written_down)
{
    struct city *s = city_open(t);
    city_bar(t, s, s->an, s->tuan, "+84900000886");
    is_int(t, 303, city_post(t, s, s->principal, path_to(t, "/t/thcs/em/", s->an.v, "/gia-dinh/them"), MOTHER, NULL));
    is_int(t, 0, shows(t, s, s->tuan, "/thong-bao", "vừa ghi thêm một phụ huynh"));
    city_close(s);
}
