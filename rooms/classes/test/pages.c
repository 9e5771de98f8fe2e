/* The pages of classes as those who may, those who may not, and those of another school. */
#include "test/harness/city.h"
#include <string.h>

TEST(a_class_page_lists_the_pupils_in_vietnamese_order)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->hang, path_to(t, "/t/thcs/lop/", s->a1.v, ""), &r));       /* /t/:truong/lop/:lop */
    const char *an = strstr(r.body, "Trần Lê Bình An"), *binh = strstr(r.body, "Đỗ Trí Bình");
    is_true(t, an && binh && an < binh);
    lacks_text(t, "Khuất Quỳnh Chi", r.body);
    is_int(t, 403, city_get(t, s, s->yen, path_to(t, "/t/thcs/lop/", s->a1.v, ""), NULL));
    is_int(t, 404, city_get(t, s, s->th_principal, path_to(t, "/t/thcs/lop/", s->a1.v, ""), NULL));
    is_int(t, 404, city_get(t, s, s->th_principal, path_to(t, "/t/tieu-hoc/lop/", s->a1.v, ""), NULL));
    is_int(t, 303, city_get(t, s, (person_id){ 0 }, path_to(t, "/t/thcs/lop/", s->a1.v, ""), NULL));
    city_close(s);
}

static rc more_to_teach(struct tx *t, const struct city *s, void *out)
{
    (void)out;
    day from = { s->today.n - 30 };
    try(teaching_add(t, s->a1, s->m_hang, s->hang, DUTY_SUBJECT, "Khoa học tự nhiên", from));
    return teaching_add(t, s->a1, s->m_hang, s->hang, DUTY_SUBJECT, "Tin học", from);
}
CLOSURE(more_to_teach, struct city, void)

/* Hằng teaches in three more classes; Toàn and Yến teach one more subject in hers. */
static rc a_busy_week(struct tx *t, const struct city *s, void *out)
{
    class_id a10, a3;
    day from = { s->today.n - 30 };
    (void)out;
    try(class_add(t, &(struct new_class){ .year = s->thcs.year, .name = "6A10" }, &a10));
    try(class_add(t, &(struct new_class){ .year = s->thcs.year, .name = "6A3" }, &a3));
    try(teaching_add(t, a10, s->m_hang, s->hang, DUTY_SUBJECT, "Ngữ văn", from));
    try(teaching_add(t, s->a2, s->m_hang, s->hang, DUTY_SUBJECT, "Ngữ văn", from));
    try(teaching_add(t, a3, s->m_hang, s->hang, DUTY_SUBJECT, "Ngữ văn", from));
    try(teaching_add(t, s->a1, s->m_toan, s->toan, DUTY_SUBJECT, "Công nghệ", from));
    return teaching_add(t, s->a1, s->m_yen, s->yen, DUTY_SUBJECT, "Công nghệ", from);
}
CLOSURE(a_busy_week, struct city, void)

TEST(ones_own_class_stands_first_then_6a2_before_6a10_and_in_a_class_the_homeroom_teacher_then_by_subject_and_name)
{
    struct city *s = city_open(t);
    struct taught_line *class;
    struct teacher_line *teacher;
    size_t n;
    is_rc(t, OK, transact(as_staff(s, s->thcs.id), NULL, a_busy_week, s, NULL));
    is_rc(t, OK, classes_i_teach(as_staff(s, s->thcs.id), s->hang, &class, &n));
    if (is_int(t, 4, n)) {
        static const char *const wanted[] = { "6A1", "6A2", "6A3", "6A10" };
        for (int i = 0; i < 4; i++) is_text(t, wanted[i], class[i].name);
    }
    is_rc(t, OK, teachers_here(as_staff(s, s->thcs.id), s->a1, &teacher, &n));
    if (is_int(t, 4, n)) {
        is_int(t, s->hang.v, teacher[0].person.v);
        is_int(t, s->toan.v, teacher[1].person.v);
        is_int(t, s->yen.v, teacher[2].person.v);
        is_text(t, "Công nghệ", teacher[2].subject);
        is_text(t, "Toán", teacher[3].subject);
    }
    city_close(s);
}

TEST(a_class_in_which_one_does_three_things_stands_there_once)
{
    struct city *s = city_open(t);
    struct taught_line *row;
    size_t n;
    is_rc(t, OK, transact(as_staff(s, s->thcs.id), NULL, more_to_teach, s, NULL));
    is_rc(t, OK, classes_i_teach(as_staff(s, s->thcs.id), s->hang, &row, &n));
    is_int(t, 1, (int64_t)n);
    const char *const is[] = { "Chủ nhiệm", "Khoa học tự nhiên", "Tin học" };
    if (is_int(t, 3, (int64_t)row->n))
        for (size_t i = 0; i < 3; i++) is_text(t, is[i], row->is[i]);
    for (int i = 0; i < 2; i++) {
        struct loop_reply r;
        is_int(t, 200, city_get(t, s, s->hang, i ? "/lop-hoc" : "/hom-nay", &r));
        const char *first = strstr(r.body, "Lớp 6A1</a></h3>");
        is_true(t, first && !strstr(first + 1, "Lớp 6A1</a></h3>"));
        has_text(t, "Tin học</span>", r.body);
    }
    city_close(s);
}

TEST(a_guardian_finds_the_classes_of_the_children_the_eldest_first)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    for (int turned = 0; turned < 2; turned++) {
        if (turned) is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "UPDATE person SET born = born - 9000 WHERE id = %lld", (long long)s->bong.v), NULL));
        is_int(t, 200, city_get(t, s, s->tuan, "/lop-hoc", &r));
        const char *an = strstr(r.body, "Lớp 6A1"), *bong = strstr(r.body, "Lớp MGL A1");
        is_true(t, an && bong && (bong < an) == turned);
    }
    city_close(s);
}

TEST(a_child_of_one_school_has_its_name_once_and_not_with_each_who_may_look)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->tuan, path_to(t, "/ho-so/", s->an.v, ""), &r));
    has_text(t, " · Chủ nhiệm", r.body);
    lacks_text(t, ", Trường THCS Bình Minh</span>", r.body);
    city_close(s);
}

TEST(who_is_no_pupil_is_not_spoken_to_as_one_on_the_own_page)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->hang, path_to(t, "/ho-so/", s->hang.v, ""), &r));          /* /ho-so/:em */
    has_text(t, "Chính mình", r.body);
    lacks_text(t, "của em", r.body);
    lacks_text(t, "Chưa có phụ huynh", r.body);
    lacks_text(t, "/dong-y", r.body);
    is_int(t, 200, city_get(t, s, s->an, path_to(t, "/ho-so/", s->an.v, ""), &r));
    has_text(t, "Em và phụ huynh của em", r.body);
    has_text(t, "/dong-y", r.body);
    city_close(s);
}

TEST(a_family_sees_its_own_class_without_the_list)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->tuan, path_to(t, "/lop/", s->a1.v, ""), &r));              /* /lop/:lop */
    has_text(t, "Nguyễn Thị Thu Hằng", r.body);
    lacks_text(t, "Đỗ Trí Bình", r.body);
    is_int(t, 200, city_get(t, s, s->an, path_to(t, "/lop/", s->a1.v, ""), &r));
    has_text(t, "Đỗ Trí Bình", r.body);
    is_int(t, 404, city_get(t, s, s->tuan, path_to(t, "/lop/", s->a2.v, ""), NULL));
    is_int(t, 404, city_get(t, s, s->hang, path_to(t, "/lop/", s->a1.v, ""), NULL));
    city_close(s);
}

TEST(a_look_at_a_pupil_is_on_the_ledger_of_the_family)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->tuan, path_to(t, "/ho-so/", s->an.v, ""), &r));            /* /ho-so/:em */
    lacks_text(t, "Liên hệ", r.body);
    is_int(t, 200, city_get(t, s, s->toan, path_to(t, "/t/thcs/em/", s->an.v, ""), &r));        /* /t/:truong/em/:em */
    has_text(t, "0900 000 101", r.body);
    is_int(t, 200, city_get(t, s, s->tuan, path_to(t, "/ho-so/", s->an.v, ""), &r));
    has_text(t, "Vũ Đình Toàn", r.body);
    has_text(t, "giáo viên bộ môn", r.body);
    is_int(t, 200, city_get(t, s, s->an, path_to(t, "/ho-so/", s->an.v, "/so-ghi"), &r));       /* /ho-so/:em/so-ghi */
    has_text(t, "Vũ Đình Toàn", r.body);
    is_int(t, 404, city_get(t, s, s->hoa, path_to(t, "/ho-so/", s->an.v, ""), NULL));
    is_int(t, 403, city_get(t, s, s->yen, path_to(t, "/t/thcs/em/", s->an.v, ""), NULL));
    is_int(t, 404, city_get(t, s, s->principal, path_to(t, "/t/thcs/em/", s->dung.v, ""), NULL));
    city_close(s);
}

TEST(the_office_chooses_a_homeroom_teacher_once)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *path = path_to(t, "/t/thcs/lop/", s->a2.v, "/chu-nhiem");                       /* /t/:truong/lop/:lop/chu-nhiem */
    const char *body = arena_print(t->arena, "rev=1&chu_nhiem=%s", path_to(t, "", s->m_toan.v, ""));
    is_int(t, 303, city_post(t, s, s->clerk, path, body, NULL));
    is_int(t, 409, city_post(t, s, s->clerk, path, body, NULL));
    is_int(t, 403, city_post(t, s, s->yen, path, body, NULL));
    is_int(t, 200, city_get(t, s, s->toan, path_to(t, "/t/thcs/lop/", s->a2.v, ""), &r));
    has_text(t, "Khuất Quỳnh Chi", r.body);
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/lop", &r));                            /* /t/:truong/lop */
    has_text(t, "Vũ Đình Toàn", r.body);
    is_int(t, 200, city_get(t, s, s->toan, "/lop-hoc", &r));
    has_text(t, "6A2", r.body);
    city_close(s);
}

/* Whose copies a page belongs to: another value, and the browser throws away what it kept (web/offline.h). */
static const char *copies_of(struct test *t, struct city *s, person_id who)
{
    struct loop_reply r = { .head = "" };
    is_int(t, 200, city_get(t, s, who, "/hom-nay", &r));
    const char *at = strstr(r.head, "Khue-Me: ");
    return at ? arena_text_n(t->arena, at + 9, strcspn(at + 9, "\n")) : "";
}

TEST(what_a_teacher_kept_to_read_without_a_network_goes_with_the_class)
{
    struct city *s = city_open(t);
    const char *hang = copies_of(t, s, s->hang), *toan = copies_of(t, s, s->toan), *yen = copies_of(t, s, s->yen);
    is_true(t, strlen(hang) > 20);
    is_text(t, hang, copies_of(t, s, s->hang));                        /* nothing changed: nothing is thrown away */
    is_int(t, 303, city_post(t, s, s->principal, path_to(t, "/t/thcs/lop/", s->a1.v, "/chu-nhiem"), arena_print(t->arena, "rev=1&chu_nhiem=%s", path_to(t, "", s->m_toan.v, "")), NULL));
    is_true(t, !str_is(hang, copies_of(t, s, s->hang)));
    is_true(t, !str_is(toan, copies_of(t, s, s->toan)));
    is_text(t, yen, copies_of(t, s, s->yen));
    city_close(s);
}
