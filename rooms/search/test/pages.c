/* Who finds what on /tim-kiem: staff their school, families their own, everybody what is open, nobody anybody else's. */
#include "search/search.h"
#include "test/harness/city.h"
#include "values/values.h"

#include <string.h>

#define NOBODY ((person_id){ 0 })

static rc publish(struct tx *t, const struct values_text *in, struct city *s)
{
    int64_t number;
    return values_publish(t, in, s->clerk, s->principal, &number);
}
CLOSURE(publish, struct values_text, struct city)

static const char *look(struct test *t, struct city *s, person_id who, const char *typed)
{
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, who, arena_print(t->arena, "/tim-kiem?q=%s", typed), &r));
    return r.body;
}

static void finds(struct test *t, struct city *s, person_id who, const char *typed, const char *name, const char *path)
{
    const char *page = look(t, s, who, typed);
    has_text(t, name, page);
    has_text(t, arena_print(t->arena, "href=\"%s\"", path), page);
}

static void finds_nothing(struct test *t, struct city *s, person_id who, const char *typed)
{
    has_text(t, "Không thấy gì.", look(t, s, who, typed));
}

TEST(staff_find_the_people_and_classes_of_their_school)
{
    struct city *s = city_open(t);
    finds(t, s, s->hang, "tran+le", "Trần Lê Bình An", path_to(t, "/t/thcs/em/", s->an.v, ""));
    finds(t, s, s->hang, "an+binh+tr", "Trần Lê Bình An", path_to(t, "/t/thcs/em/", s->an.v, ""));
    has_text(t, "Học sinh, 6A1", look(t, s, s->hang, "b%C3%ACnh+an"));
    has_text(t, "href=\"/t/thcs/nguoi?q=Khu%E1%BA%A5t%20Qu%E1%BB%B3nh%20Chi\"", look(t, s, s->hang, "khuat"));     /* not a pupil of hers: the directory */
    finds(t, s, s->clerk, "khuat", "Khuất Quỳnh Chi", path_to(t, "/t/thcs/em/", s->chi.v, ""));
    finds(t, s, s->hang, "6a", "Lớp 6A1", path_to(t, "/t/thcs/lop/", s->a1.v, ""));
    has_text(t, "Giáo viên", look(t, s, s->clerk, "hai+yen"));
    finds_nothing(t, s, s->hang, "khuat+an");
    city_close(s);
}

TEST(another_schools_people_are_never_found)
{
    struct city *s = city_open(t);
    finds_nothing(t, s, s->th_principal, "khuat");
    finds_nothing(t, s, s->th_principal, "nguyet");
    finds_nothing(t, s, s->th_principal, "6a1");
    finds_nothing(t, s, s->principal, "kieu+anh+dung");
    finds_nothing(t, s, s->admin, "khuat");
    lacks_text(t, "Khuất", look(t, s, s->th_principal, "khuat&loai=person&o=thcs"));
    lacks_text(t, "Khuất", look(t, s, s->th_principal, "khuat&loai=person&o=tieu-hoc"));
    city_close(s);
}

TEST(a_family_finds_its_own_and_no_other_child)
{
    struct city *s = city_open(t);
    finds(t, s, s->tuan, "le+binh", "Trần Lê Bình An", path_to(t, "/ho-so/", s->an.v, ""));
    finds(t, s, s->tuan, "bong", "Trần Lê Bống", path_to(t, "/ho-so/", s->bong.v, ""));
    finds(t, s, s->tuan, "thu+hang", "Nguyễn Thị Thu Hằng", path_to(t, "/lop/", s->a1.v, ""));
    finds(t, s, s->tuan, "6a1", "Lớp 6A1", path_to(t, "/lop/", s->a1.v, ""));
    lacks_text(t, "Thu Hằng", look(t, s, s->tuan, "a"));          /* not for the A of her class */
    finds_nothing(t, s, s->tuan, "tri+binh");
    finds_nothing(t, s, s->tuan, "khuat");
    finds_nothing(t, s, s->tuan, "6a2");
    finds_nothing(t, s, s->hoa, "tran+le");
    finds(t, s, s->an, "tri+binh", "Đỗ Trí Bình", path_to(t, "/lop/", s->a1.v, ""));      /* the list of names on the own class page */
    finds(t, s, s->an, "an", "Trần Lê Bình An", path_to(t, "/ho-so/", s->an.v, ""));
    finds_nothing(t, s, s->an, "khuat");
    finds_nothing(t, s, s->hoa, "le+binh+an&loai=person&o=thcs");
    finds_nothing(t, s, s->hoa, "le+binh+an&loai=person&o=gia-dinh");
    city_close(s);
}

TEST(everybody_finds_schools_and_what_they_have_published)
{
    struct city *s = city_open(t);
    struct values_text text = { .culture = "Tôn trọng", .strategy = "Đến năm 2030 mỗi học sinh một dự án", .motto = "Nói thật, làm thật", .core = "Chính trực: nói thật" };
    finds(t, s, NOBODY, "binh+minh", "Trường THCS Bình Minh", "/t/thcs");
    finds(t, s, NOBODY, "thach+that", "Trường Tiểu học Sao Mai", "/t/tieu-hoc");                 /* by its commune */
    finds(t, s, s->admin, "sao+m", "Trường Tiểu học Sao Mai", "/t/tieu-hoc");
    finds_nothing(t, s, NOBODY, "khuat");
    finds_nothing(t, s, NOBODY, "du+an");
    is_rc(t, OK, transact(as_staff(s, s->thcs.id), NULL, publish, &text, s));
    finds(t, s, NOBODY, "du+an", "Trường THCS Bình Minh", "/t/thcs");
    finds(t, s, s->lan, "moi+hoc+sinh", "Nói thật, làm thật", "/t/thcs");
    city_close(s);
}

TEST(whoever_left_is_found_no_more)
{
    struct city *s = city_open(t);
    finds(t, s, s->clerk, "vu+dinh+toan", "Vũ Đình Toàn", "/t/thcs/nguoi?q=V%C5%A9%20%C4%90%C3%ACnh%20To%C3%A0n");
    is_int(t, 303, city_post(t, s, s->clerk, path_to(t, "/t/thcs/nhan-su/", s->m_toan.v, "/thoi"), "rev=1", NULL));
    finds_nothing(t, s, s->clerk, "vu+dinh+toan");
    city_close(s);
}

TEST(an_empty_question_says_what_can_be_found)
{
    struct city *s = city_open(t);
    has_text(t, "Tên trường, tên xã", look(t, s, NOBODY, ""));
    lacks_text(t, "Họ tên, có dấu", look(t, s, NOBODY, "%20..."));
    has_text(t, "Họ tên, có dấu", look(t, s, s->tuan, ""));
    is_int(t, 404, city_get(t, s, s->hang, "/tim-kiem?q=an&loai=spaceship", NULL));
    is_int(t, 404, city_get(t, s, s->hang, "/tim-kiem?q=an&sau=7", NULL));
    is_int(t, 404, city_get(t, s, s->hang, "/tim-kiem?q=an&loai=person&sau=7", NULL));
    city_close(s);
}

/* ---- more than fit on a page */

static rc many_add(struct tx *t, const int *n, void *out)
{
    (void)out;
    for (int i = 0; i < *n; i++) {
        const char *name = arena_print(t->ask->arena, "Quách Văn Số %d", i);
        struct new_person one = { .full_name = name };
        person_id person;
        member_id member;
        try(person_add(t, &one, &person));
        struct new_member in = { .person = person, .role = MEMBER_ROLE_STAFF, .full_name = name, .from = day_of(t->now) };
        try(member_add(t, &in, &member));
    }
    return OK;
}
CLOSURE(many_add, int, void)

static size_t times(const char *part, const char *whole)
{
    size_t n = 0;
    for (const char *p = whole; (p = strstr(p, part)); p++) n++;
    return n;
}

TEST(many_hits_come_page_by_page_each_once)
{
    struct city *s = city_open(t);
    int n = 70;
    is_rc(t, OK, transact(as_staff(s, s->thcs.id), NULL, many_add, &n, NULL));
    const char *page = look(t, s, s->clerk, "quach");
    has_text(t, "hơn 50", page);
    is_int(t, 8, times("<li><a href=\"/t/thcs/nguoi", page));
    page = look(t, s, s->clerk, "quach&loai=person&o=thcs");
    is_int(t, 50, times("<li><a href=\"/t/thcs/nguoi", page));
    has_text(t, "Văn Số 69<", page);
    lacks_text(t, "Văn Số 19<", page);
    const char *next = strstr(page, "&amp;sau=");
    if (!is_true(t, next != NULL)) return;
    page = look(t, s, s->clerk, arena_print(t->arena, "quach&loai=person&o=thcs&sau=%.13s", next + 9));
    is_int(t, 20, times("<li><a href=\"/t/thcs/nguoi", page));
    has_text(t, "Văn Số 19<", page);
    has_text(t, "Văn Số 0<", page);
    lacks_text(t, "&amp;sau=", page);
    city_close(s);
}
