/* The change of the school year:
** GET /t/:truong/nam-hoc/chuyen-nam
** POST /t/:truong/nam-hoc/chuyen-nam
** GET /t/:truong/nam-hoc/chuyen-nam/:lop
** POST /t/:truong/nam-hoc/chuyen-nam/:lop */
#include "audit/audit.h"
#include "classes/carry.h"
#include "people/people.h"
#include "test/harness/city.h"
#include <string.h>

#define CARRY "/t/thcs/nam-hoc/chuyen-nam"

static void clock_to(struct city *s, int year, int month, int d)
{
    day on;
    day_make(year, month, d, &on);
    db_set_clock(s->app.db, (opt_instant){ true, { day_start(on).ms + 8 * 3600000 } });
}

static void next_year(struct test *t, struct city *s)
{
    is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/nam-hoc", "ten=2027-2028&bat_dau=06/09/2027&ket_thuc=01/06/2028&tuan_1=06/09/2027&hoc_ki_2=17/01/2028", NULL));
}

/* The mark of what stands on the page. */
static const char *mark(struct test *t, struct city *s)
{
    struct loop_reply r;
    city_get(t, s, s->principal, CARRY, &r);
    const char *at = r.body ? strstr(r.body, "name=\"dau\" value=\"") : NULL;
    return at ? arena_text_n(t->arena, at + 18, strcspn(at + 18, "\"")) : "none";
}

static int press(struct test *t, struct city *s, person_id by, const char *dau, const char *more)
{
    return city_post(t, s, by, CARRY, arena_print(t->arena, "da_xem=1&dau=%s%s", dau, more), NULL);
}

static int class_write(struct test *t, struct city *s, person_id by, const char *body)
{
    return city_post(t, s, by, path_to(t, CARRY "/", s->a1.v, ""), body, NULL);
}

static int undo(struct test *t, struct city *s)
{
    struct batch_line *line;
    size_t n;
    is_rc(t, OK, batches_since(as_staff(s, s->thcs.id), (instant){ 0 }, (batch_id){ INT64_MAX }, 1, &line, &n));
    ask_done(s->ask);
    return n ? city_post(t, s, s->principal, path_to(t, "/t/thcs/hoan-tac/", line->id.v, ""), "li_do=nh%E1%BA%A7m", NULL) : 0;
}

static void page_has(struct test *t, struct city *s, person_id by, const char *path, const char *words)
{
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, by, path, &r));
    has_text(t, words, r.body);
}

TEST(a_year_is_changed_whole_after_it_is_over_and_taken_back_whole)
{
    struct city *s = city_open(t);
    const char *an = path_to(t, "/t/thcs/em/", s->an.v, ""), *binh = path_to(t, "em-", s->m_binh.v, "");
    is_int(t, 303, class_write(t, s, s->clerk, arena_print(t->arena, "rev=0&den=7A1&%s=stays", binh)));
    next_year(t, s);
    is_int(t, 409, press(t, s, s->principal, mark(t, s), ""));                  /* the year is not over */
    page_has(t, s, s->clerk, CARRY, "01/06/2027");
    clock_to(s, 2027, 6, 10);
    const char *dau = mark(t, s);
    is_int(t, 403, press(t, s, s->clerk, dau, ""));
    is_int(t, 404, press(t, s, s->th_principal, dau, ""));
    is_int(t, 409, press(t, s, s->principal, "1.2.3", ""));
    is_int(t, 422, city_post(t, s, s->principal, CARRY, arena_print(t->arena, "dau=%s", dau), NULL));
    is_int(t, 200, city_get(t, s, s->hang, an, NULL));
    is_int(t, 303, press(t, s, s->deputy, dau, ""));
    is_int(t, 409, press(t, s, s->deputy, dau, ""));
    page_has(t, s, s->clerk, "/t/thcs/lop", ">7A1<");
    page_has(t, s, s->clerk, "/t/thcs/lop", ">7A2<");
    page_has(t, s, s->clerk, "/t/thcs/lop", ">6A1<");                           /* Bình stays */
    page_has(t, s, s->tuan, "/lop-hoc", "Lớp 7A1");
    page_has(t, s, s->hoa, "/lop-hoc", "Lớp 6A1");
    is_int(t, 403, city_get(t, s, s->hang, an, NULL));                          /* duties end with the year */
    is_int(t, 303, undo(t, s));
    is_int(t, 200, city_get(t, s, s->hang, an, NULL));
    page_has(t, s, s->hang, path_to(t, "/t/thcs/lop/", s->a1.v, ""), "Đỗ Trí Bình");
    is_int(t, 404, city_get(t, s, s->th_principal, CARRY, NULL));
    city_close(s);
}

/* Whatever statement fails, nobody has moved, and the same press does it afterwards. */
TEST(a_change_of_year_that_fails_somewhere_has_changed_nothing)
{
    struct city *s = city_open(t);
    const char *class = path_to(t, "/t/thcs/lop/", s->a1.v, ""), *dau;
    int status = 0;
    next_year(t, s);
    clock_to(s, 2027, 6, 10);
    dau = mark(t, s);
    for (long n = 1; n < 400 && status != 303; n += n < 60 ? 7 : 3) {
        struct loop_client l;
        struct loop_reply r = { 0 };
        loop_open(&l, &s->app);
        is_rc(t, OK, loop_sign_in(&l, s->principal));
        db_fail_after(n);
        is_rc(t, OK, loop_send(&l, t->arena, POST, CARRY, arena_print(t->arena, "da_xem=1&dau=%s", dau), &r));
        db_fail_after(0);
        loop_close(&l);
        status = r.status;
        if (status == 303) break;
        is_int(t, 503, status);
        page_has(t, s, s->hang, class, "Đỗ Trí Bình");
        is_text(t, dau, mark(t, s));
    }
    is_int(t, 303, status);
    city_close(s);
}

TEST(what_is_written_about_a_class_is_of_the_office_of_the_next_grade_and_not_stale)
{
    struct city *s = city_open(t);
    is_int(t, 403, class_write(t, s, s->hang, "rev=0&den=7A1"));
    is_int(t, 404, class_write(t, s, s->th_principal, "rev=0&den=7A1"));
    is_int(t, 422, class_write(t, s, s->clerk, "rev=0&den=8A1"));
    is_int(t, 422, class_write(t, s, s->clerk, "rev=0&den="));
    is_int(t, 303, class_write(t, s, s->clerk, "rev=0&den=7B"));
    is_int(t, 409, class_write(t, s, s->clerk, "rev=0&den=7C"));
    page_has(t, s, s->principal, CARRY, "sang 7B");
    is_int(t, 200, city_get(t, s, s->clerk, path_to(t, CARRY "/", s->a2.v, ""), NULL));
    is_int(t, 404, city_get(t, s, s->clerk, path_to(t, CARRY "/", s->c1a1.v, ""), NULL));
    city_close(s);
}

static rc to_grade_nine(struct tx *t, const struct city *s, void *out)
{
    (void)out;
    class_id nine;
    enrolment_id id;
    try(class_add(t, &(struct new_class){ .year = s->thcs.year, .name = "9A1" }, &nine));
    return enrol(t, nine, s->m_chi, s->chi, (day){ s->today.n - 30 }, (batch_id){ 0 }, &id);
}
CLOSURE(to_grade_nine, struct city, void)

static rc moved(struct tx *t, const struct city *s, void *out)
{
    (void)out;
    enrolment_id id;
    return enrol(t, s->a2, s->m_an, s->an, day_of(t->now), (batch_id){ 0 }, &id);
}
CLOSURE(moved, struct city, void)

TEST(who_ends_the_last_grade_leaves_with_it_and_comes_back_when_it_is_taken_back)
{
    struct city *s = city_open(t);
    const char *chi = path_to(t, "/t/thcs/em/", s->chi.v, ""), *an = path_to(t, "/t/thcs/em/", s->an.v, "");
    is_rc(t, OK, transact(as_staff(s, s->thcs.id), NULL, to_grade_nine, s, NULL));
    ask_done(s->ask);
    next_year(t, s);
    clock_to(s, 2027, 6, 10);
    is_int(t, 303, press(t, s, s->principal, mark(t, s), "&giu_chu_nhiem=1"));
    is_int(t, 404, city_get(t, s, s->principal, chi, NULL));
    page_has(t, s, s->clerk, "/t/thcs/da-roi", "Khuất Quỳnh Chi");
    is_int(t, 200, city_get(t, s, s->hang, an, NULL));                          /* leads 7A1 on */
    is_int(t, 403, city_get(t, s, s->toan, an, NULL));
    is_int(t, 303, undo(t, s));
    is_int(t, 200, city_get(t, s, s->principal, chi, NULL));
    is_int(t, 200, city_get(t, s, s->toan, an, NULL));
    city_close(s);
}

TEST(a_change_of_year_that_others_built_on_is_not_taken_back)
{
    struct city *s = city_open(t);
    next_year(t, s);
    clock_to(s, 2027, 6, 10);
    is_int(t, 303, press(t, s, s->principal, mark(t, s), ""));
    clock_to(s, 2027, 6, 11);
    is_rc(t, OK, transact(as_staff(s, s->thcs.id), NULL, moved, s, NULL));
    ask_done(s->ask);
    is_int(t, 409, undo(t, s));
    city_close(s);
}

static rc bar_deputy(struct tx *t, const struct city *s, void *out)
{
    (void)out;
    struct new_order order = { .child = s->chi, .guardian = s->deputy, .issuer = "Tòa án nhân dân", .issued = { s->today.n - 9 } };
    try(guardian_link_open(t, s->chi, s->deputy, GUARDIAN_KIND_MOTHER));
    return order_put(t, &order);
}
CLOSURE(bar_deputy, struct city, void)

TEST(a_child_from_whom_an_order_keeps_the_presser_is_not_shown_and_not_left_behind)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_rc(t, OK, transact(as_staff(s, s->thcs.id), NULL, bar_deputy, s, NULL));
    ask_done(s->ask);
    next_year(t, s);
    is_int(t, 200, city_get(t, s, s->deputy, path_to(t, CARRY "/", s->a2.v, ""), &r));
    lacks_text(t, "Khuất Quỳnh Chi", r.body);
    clock_to(s, 2027, 6, 10);
    is_int(t, 303, press(t, s, s->deputy, mark(t, s), ""));
    is_int(t, 200, city_get(t, s, s->clerk, path_to(t, "/t/thcs/em/", s->chi.v, ""), &r));
    has_text(t, ">7A2<", r.body);
    city_close(s);
}

TEST(classes_grow_into_those_of_the_next_grade_that_the_school_has)
{
    static const struct { int64_t grade; const char *name, *next; int64_t next_grade; } of[] = {
        { 6, "6A1", "7A1", 7 }, { 9, "9A2", NULL, 10 }, { 5, "5C", "6C", 6 }, { -4, "NT 2", "MGB 2", -3 }, { -3, "MGB A1", "MGN A1", -2 },
        { -2, "Mẫu giáo nhỡ 1", "Mẫu giáo lớn 1", -1 }, { -2, "Hoa Mai", "Hoa Mai", -1 }, { -1, "MGL A3", "1A3", 1 }, { 12, "12A1", NULL, 13 },
    };
    const bool level[SCHOOL_LEVEL_COUNT + 1] = { [SCHOOL_LEVEL_PRESCHOOL] = true, [SCHOOL_LEVEL_PRIMARY] = true, [SCHOOL_LEVEL_LOWER_SECONDARY] = true };
    for (size_t i = 0; i < sizeof of / sizeof *of; i++) {
        const char *next;
        int64_t grade;
        is_int(t, of[i].next != NULL, carry_next(t->arena, level, of[i].grade, of[i].name, &next, &grade));
        is_text(t, of[i].next, next);
        is_int(t, of[i].next_grade, grade);
    }
}
