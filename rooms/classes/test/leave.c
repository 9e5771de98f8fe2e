/* A pupil leaves and comes back:
** GET /t/:truong/em/:em/roi-truong
** POST /t/:truong/em/:em/roi-truong
** GET /t/:truong/da-roi
** POST /t/:truong/da-roi/nhan-lai */
#include "base/ids.h"
#include "classes/classes.h"
#include "people/people.h"
#include "test/harness/city.h"
#include <string.h>

static int leave_send(struct test *t, struct city *s, person_id by, const char *why, const char *from)
{
    return city_post(t, s, by, path_to(t, "/t/thcs/em/", s->an.v, "/roi-truong"), arena_print(t->arena, "vi_sao=%s&ngay=%s&ghi_chu=theo+gia+dinh", why, from), NULL);
}

/* The hidden fields of the first row of the list. */
static const char *first_row(struct test *t, struct city *s)
{
    struct loop_reply r;
    city_get(t, s, s->clerk, "/t/thcs/da-roi", &r);
    const char *at = r.body ? strstr(r.body, "name=\"lan\" value=\"") : NULL;
    if (!at) return fail(t, "nobody left"), "";
    return arena_print(t->arena, "lan=%s&rev=1", arena_text_n(t->arena, at + 18, 13));
}

TEST(who_left_is_in_no_list_and_nobody_of_the_school_opens_the_page_but_the_family_does)
{
    struct city *s = city_open(t);
    const char *staff = path_to(t, "/t/thcs/em/", s->an.v, ""), *family = path_to(t, "/ho-so/", s->an.v, ""), *class = path_to(t, "/t/thcs/lop/", s->a1.v, "");
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->clerk, path_to(t, "/t/thcs/em/", s->an.v, "/roi-truong"), NULL));
    is_int(t, 403, leave_send(t, s, s->hang, "transferred", "20%2F11%2F2026"));
    is_int(t, 303, leave_send(t, s, s->clerk, "transferred", "20%2F11%2F2026"));
    is_int(t, 404, city_get(t, s, s->hang, staff, NULL));
    is_int(t, 404, city_get(t, s, s->principal, staff, NULL));
    is_int(t, 200, city_get(t, s, s->hang, class, &r));
    lacks_text(t, "Bình An", r.body);
    is_int(t, 200, city_get(t, s, s->tuan, family, NULL));
    is_int(t, 200, city_get(t, s, s->an, "/hom-nay", NULL));
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/da-roi", &r));
    has_text(t, "Bình An", r.body);
    has_text(t, "Chuyển trường", r.body);
    has_text(t, "theo gia dinh", r.body);
    is_int(t, 403, city_get(t, s, s->hang, "/t/thcs/da-roi", NULL));
    is_int(t, 404, city_get(t, s, s->th_principal, "/t/thcs/da-roi", NULL));
    city_close(s);
}

TEST(who_left_by_mistake_comes_back_into_the_same_class_once)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 303, leave_send(t, s, s->clerk, "dropped", "20%2F11%2F2026"));
    const char *row = first_row(t, s);
    is_int(t, 403, city_post(t, s, s->hang, "/t/thcs/da-roi/nhan-lai", row, NULL));
    is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/da-roi/nhan-lai", row, NULL));
    is_int(t, 409, city_post(t, s, s->clerk, "/t/thcs/da-roi/nhan-lai", row, NULL));
    is_int(t, 200, city_get(t, s, s->hang, path_to(t, "/t/thcs/lop/", s->a1.v, ""), &r));
    has_text(t, "Bình An", r.body);
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/nguoi?q=binh+an", &r));
    has_text(t, "Bình An", r.body);
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/da-roi", &r));
    lacks_text(t, "Bình An", r.body);
    city_close(s);
}

TEST(the_day_of_leaving_is_after_the_coming_and_not_to_come)
{
    struct city *s = city_open(t);
    is_int(t, 422, leave_send(t, s, s->clerk, "graduated", "24%2F11%2F2026"));
    is_int(t, 422, leave_send(t, s, s->clerk, "graduated", "01%2F01%2F2020"));
    is_int(t, 422, leave_send(t, s, s->clerk, "nothing", "20%2F11%2F2026"));
    is_int(t, 303, leave_send(t, s, s->clerk, "graduated", "23%2F11%2F2026"));
    is_int(t, 409, leave_send(t, s, s->clerk, "graduated", "23%2F11%2F2026"));
    city_close(s);
}
