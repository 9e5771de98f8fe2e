/* Who has answered: the class's page, the paper, the school's page; and that nothing with a pupil's name is shown to everybody without the words.
** GET /t/:truong/dong-y   GET /t/:truong/lop/:lop/dong-y   GET /t/:truong/lop/:lop/dong-y/phieu */
#include "consent/consent.h"
#include "people/people.h"
#include "test/harness/city.h"
#include <string.h>

static int says(struct test *t, struct city *s, person_id who, person_id child, const char *purpose, const char *word)
{
    return city_post(t, s, who, path_to(t, "/ho-so/", child.v, "/dong-y"), arena_print(t->arena, "muc=%s&loi=%s", purpose, word), NULL);
}

static const char *class_path(struct test *t, struct city *s, const char *after) { return path_to(t, "/t/thcs/lop/", s->a1.v, after); }

static int times(const char *text, const char *words)
{
    int n = 0;
    for (const char *p = text; (p = strstr(p, words)); p += strlen(words)) n++;
    return n;
}

TEST(the_class_and_the_school_see_who_has_not_answered)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 303, says(t, s, s->tuan, s->an, "photo.page", "co"));
    is_int(t, 303, says(t, s, s->an, s->an, "photo.page", "co"));
    is_int(t, 303, says(t, s, s->tuan, s->an, "name.honour", "co"));
    is_int(t, 303, says(t, s, s->hoa, s->binh, "photo.page", "khong"));
    is_int(t, 200, city_get(t, s, s->hang, class_path(t, s, "/dong-y"), &r));
    has_text(t, "1 đồng ý, 1 không, 0 chưa trả lời đủ, trong 2 em", r.body);
    has_text(t, "0 đồng ý, 0 không, 2 chưa trả lời đủ, trong 2 em", r.body);
    is_int(t, 1, times(r.body, "Còn thiếu một lời</"));
    is_int(t, 5, times(r.body, "Chưa trả lời</"));
    is_true(t, !strstr(r.body, "Tuấn"));                                              /* who of the family said what is the family's */
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/dong-y", &r));
    has_text(t, "1 đồng ý, 1 không, 1 chưa trả lời đủ, trong 3 em", r.body);
    has_text(t, class_path(t, s, "/dong-y"), r.body);
    is_int(t, 200, city_get(t, s, s->hang, class_path(t, s, "/dong-y/phieu"), &r));
    is_int(t, 2, times(r.body, "<li class=\"slip\">"));
    is_int(t, 0, times(r.body, "Tôi đồng ý để nhà trường đăng ảnh có con"));          /* both have answered that */
    is_int(t, 2, times(r.body, "Tôi đồng ý để nhà trường đăng họ tên"));
    city_close(s);
}

TEST(only_the_homeroom_teacher_and_the_office_read_it)
{
    struct city *s = city_open(t);
    for (int i = 0; i < 2; i++) {
        const char *path = class_path(t, s, i ? "/dong-y/phieu" : "/dong-y");
        is_int(t, 200, city_get(t, s, s->principal, path, NULL));
        is_int(t, 403, city_get(t, s, s->toan, path, NULL));
        is_int(t, 403, city_get(t, s, s->yen, path, NULL));
        is_int(t, 404, city_get(t, s, s->tuan, path, NULL));
        is_int(t, 403, city_get(t, s, s->an, path, NULL));
        is_int(t, 404, city_get(t, s, s->th_principal, path, NULL));
    }
    is_int(t, 403, city_get(t, s, s->hang, "/t/thcs/dong-y", NULL));
    is_int(t, 404, city_get(t, s, s->th_principal, "/t/thcs/dong-y", NULL));
    city_close(s);
}

static rc order_on_clerk(struct tx *t, const struct city *s, void *out)
{
    (void)out;
    try(guardian_link_open(t, s->an, s->clerk, GUARDIAN_KIND_MOTHER));
    t->ask->scope.school = s->thcs.id;
    t->ask->me = s->principal;
    return order_put(t, &(struct new_order){ .child = s->an, .guardian = s->clerk, .issuer = "Tòa án", .issued = day_of(t->now) });
}
CLOSURE(order_on_clerk, struct city, void)

TEST(whom_an_order_keeps_away_does_not_find_the_child_there)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_rc(t, OK, transact(s->ask, NULL, order_on_clerk, s, NULL));
    is_int(t, 200, city_get(t, s, s->clerk, class_path(t, s, "/dong-y"), &r));
    is_true(t, !strstr(r.body, "Bình An"));
    is_int(t, 200, city_get(t, s, s->clerk, class_path(t, s, "/dong-y/phieu"), &r));
    is_true(t, !strstr(r.body, "Bình An"));
    city_close(s);
}

/* ---- what everybody reads */

struct written { const char *text; const char *lacks; };

static int64_t lacking(struct test *t, struct city *s, const char *text)
{
    struct ask *a = as_staff(s, s->thcs.id);
    struct school_names who;
    struct named_pupil *row;
    size_t n = 99;
    is_rc(t, OK, names_read(a, &who));
    is_rc(t, OK, names_lacking(a, &who, purpose_of("name.honour"), text, &row, &n));
    return (int64_t)n;
}

TEST(a_pupils_full_name_is_found_however_it_is_typed)
{
    struct city *s = city_open(t);
    const char *name = NULL;
    is_rc(t, OK, person_name(s->ask, s->an, &name));
    is_int(t, 1, lacking(t, s, arena_print(t->arena, "Khen em %s, lớp 6A1.", name)));
    is_int(t, 1, lacking(t, s, "Khen TRẦN LÊ BÌNH AN!"));
    is_int(t, 1, lacking(t, s, "tran le binh an"));
    is_int(t, 1, lacking(t, s, "(Trần  Lê Bình An) và Trần Lê Bình An"));
    is_int(t, 0, lacking(t, s, "Trần Lê Bình Anh"));
    is_int(t, 0, lacking(t, s, "Em An lớp 6A1 được khen."));                           /* a given name alone tells nobody */
    is_int(t, 0, lacking(t, s, ""));
    is_int(t, 303, says(t, s, s->tuan, s->an, "name.honour", "co"));
    is_int(t, 1, lacking(t, s, name));
    is_int(t, 303, says(t, s, s->an, s->an, "name.honour", "co"));
    is_int(t, 0, lacking(t, s, name));
    is_int(t, 303, says(t, s, s->an, s->an, "name.honour", "khong"));
    is_int(t, 1, lacking(t, s, name));
    city_close(s);
}

#define NEWS "tieu_de=Khen&noi_dung=Tr%%E1%%BA%%A7n+L%%C3%%AA+B%%C3%%ACnh+An+gi%%E1%%BA%%A3i+nh%%E1%%BA%%A5t&ai_doc=%s&rev=%d"

TEST(public_news_names_no_pupil_without_the_words_and_the_office_hears_when_they_are_taken_back)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/tin-bai/moi", arena_print(t->arena, NEWS, "everybody", 0), &r));
    const char *piece = arena_text(t->arena, r.location), *out = arena_print(t->arena, "%s/dang", piece);
    is_int(t, 409, city_post(t, s, s->clerk, out, "rev=1", &r));
    has_text(t, "Trần Lê Bình An", r.body);
    is_int(t, 303, says(t, s, s->tuan, s->an, "name.honour", "co"));
    is_int(t, 303, says(t, s, s->an, s->an, "name.honour", "co"));
    is_int(t, 303, city_post(t, s, s->clerk, out, "rev=1", NULL));
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/dong-y", &r));
    has_text(t, "Không có tin hay mục tiêu nào như vậy", r.body);
    is_int(t, 303, says(t, s, s->tuan, s->an, "name.honour", "khong"));
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/dong-y", &r));
    has_text(t, piece, r.body);
    is_int(t, 409, city_post(t, s, s->clerk, piece, arena_print(t->arena, NEWS, "everybody", 2), NULL));     /* and it is not saved anew for everybody */
    is_int(t, 303, city_post(t, s, s->clerk, piece, arena_print(t->arena, NEWS, "inside", 2), NULL));
    city_close(s);
}
