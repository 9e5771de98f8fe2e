/* The home of each role: what is on it and what is not. How many questions it costs: src/main/test/plans.c. */
#include "access/access.h"
#include "test/harness/city.h"
#include "values/values.h"
#include <string.h>

static struct loop_reply home_of(struct test *t, struct city *s, person_id who, const char *query)
{
    struct loop_reply r = { .body = "" };
    is_int(t, 200, city_get(t, s, who, arena_print(t->arena, "/hom-nay%s", query), &r));
    return r;
}

TEST(the_first_page_names_the_schools_and_sends_who_is_in_home)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, (person_id){ 0 }, "/", &r));
    has_text(t, "Trường THCS Bình Minh", r.body);
    has_text(t, "Trường Mầm non Hoa Gạo", r.body);
    lacks_text(t, "/demo/vao", r.body);                     /* cards only on demo data */
    is_int(t, 303, city_get(t, s, s->hang, "/", &r));
    is_text(t, "/hom-nay", r.location);
    is_int(t, 303, city_get(t, s, (person_id){ 0 }, "/hom-nay", &r));
    has_text(t, "/dang-nhap?tiep=", r.location);
    city_close(s);
}

TEST(a_teacher_sees_the_own_classes_and_no_others)
{
    struct city *s = city_open(t);
    const char *page = home_of(t, s, s->hang, "").body;
    has_text(t, "Hằng", page);
    has_text(t, "6A1", page);
    lacks_text(t, "6A2", page);
    lacks_text(t, "Sao Mai", page);
    page = home_of(t, s, s->yen, "").body;
    has_text(t, "6A2", page);
    lacks_text(t, "6A1", page);
    page = home_of(t, s, s->lan, "").body;
    has_text(t, "1A1", page);
    lacks_text(t, "6A1", page);
    lacks_text(t, "Bình Minh", page);
    city_close(s);
}

struct newcomer { school_id school; const char *name; };          /* no school: an officer of the department */

static rc newcomer_add(struct tx *t, const struct newcomer *in, person_id *out)
{
    const char *user_name;
    officer_id office;
    try(person_add(t, &(struct new_person){ .full_name = in->name }, out));
    try(account_add(t, *out, in->name, false, (batch_id){ 0 }, &user_name));
    if (in->school.v == 0)
        return officer_add(t, &(struct new_officer){ *out, in->name, NULL, NULL, ORGANISATION_KIND_DEPARTMENT, OFFICE_ROLE_OFFICER }, &office);
    member_id member;
    t->ask->scope.school = in->school;
    return member_add(t, &(struct new_member){ .person = *out, .role = MEMBER_ROLE_STAFF, .full_name = in->name, .title = "Thư viện", .from = day_of(t->now) }, &member);
}
CLOSURE(newcomer_add, struct newcomer, person_id)

TEST(r14_staff_who_teach_nobody_find_what_is_there_for_all_staff_and_no_pupil)
{
    struct city *s = city_open(t);
    struct newcomer in = { .school = s->thcs.id, .name = "Lò Thị Mai" };
    person_id librarian;
    struct loop_reply r;
    is_rc(t, OK, transact(as_staff(s, s->thcs.id), NULL, newcomer_add, &in, &librarian));
    const char *page = home_of(t, s, librarian, "").body;
    has_text(t, "Tuần 12 của năm học", page);
    has_text(t, "Từ 23/11/2026 đến 29/11/2026", page);
    has_text(t, "href=\"/t/thcs/hoat-dong\"", page);
    has_text(t, "2 lớp trong năm học này", page);
    has_text(t, "href=\"/t/thcs/nguoi\"", page);
    has_text(t, "Thư viện", page);
    lacks_text(t, "nhóm đang hoạt động", page);                /* none is there */
    lacks_text(t, "Bình An", page);
    lacks_text(t, "Tuần 12 của năm học", home_of(t, s, s->hang, "").body);     /* a teacher has the classes there */
    is_int(t, 200, city_get(t, s, librarian, "/t/thcs/lop", &r));
    has_text(t, "6A1", r.body);
    lacks_text(t, path_to(t, "/t/thcs/lop/", s->a1.v, "\""), r.body);           /* no link that ends at a shut door */
    is_int(t, 403, city_get(t, s, librarian, path_to(t, "/t/thcs/lop/", s->a1.v, ""), NULL));
    is_int(t, 200, city_get(t, s, s->hang, "/t/thcs/lop", &r));
    has_text(t, path_to(t, "/t/thcs/lop/", s->a1.v, "\""), r.body);
    lacks_text(t, path_to(t, "/t/thcs/lop/", s->a2.v, "\""), r.body);
    city_close(s);
}

TEST(r13_an_officer_of_the_department_finds_the_schools_of_the_city_and_nobody_of_them)
{
    struct city *s = city_open(t);
    struct newcomer in = { .name = "Đinh Quốc Hưng" };
    person_id officer;
    is_rc(t, OK, transact(s->ask, NULL, newcomer_add, &in, &officer));
    const char *page = home_of(t, s, officer, "").body;
    has_text(t, "Trường THCS Bình Minh", page);
    has_text(t, "Trường Mầm non Hoa Gạo", page);
    has_text(t, "href=\"/khu-vuc\"", page);
    lacks_text(t, "6A1", page);
    is_int(t, 404, city_get(t, s, officer, path_to(t, "/t/thcs/lop/", s->a1.v, ""), NULL));
    is_int(t, 404, city_get(t, s, officer, path_to(t, "/t/thcs/em/", s->an.v, ""), NULL));
    city_close(s);
}

struct proposing { struct values_text text; person_id by; };
static rc propose(struct tx *t, const struct proposing *in, void *out) { (void)out; return values_propose(t, &in->text, in->by); }
CLOSURE(propose, struct proposing, void)

TEST(the_principal_alone_is_told_what_waits_for_the_principal)
{
    struct city *s = city_open(t);
    struct proposing in = { { "a", "b", "c", "d" }, s->clerk };
    lacks_text(t, "/t/thcs/gia-tri", home_of(t, s, s->principal, "").body);
    is_rc(t, OK, transact(as_staff(s, s->thcs.id), NULL, propose, &in, NULL));
    has_text(t, "/t/thcs/gia-tri", home_of(t, s, s->principal, "").body);
    lacks_text(t, "/t/thcs/gia-tri", home_of(t, s, s->hang, "").body);
    lacks_text(t, "/t/thcs/gia-tri", home_of(t, s, s->th_principal, "").body);
    lacks_text(t, "/t/thcs/gia-tri", home_of(t, s, s->tuan, "").body);
    city_close(s);
}

TEST(r18_a_guardian_of_children_in_two_schools_sees_both_after_one_sign_in)
{
    struct city *s = city_open(t);
    const char *page = home_of(t, s, s->tuan, "").body;
    has_text(t, "Trần Lê Bình An", page);                   /* the eldest first, and the way to the other */
    has_text(t, "Trường THCS Bình Minh", page);
    has_text(t, "Trần Lê Bống", page);
    has_text(t, "Hôm nay của An", page);
    page = home_of(t, s, s->tuan, path_to(t, "?con=", s->bong.v, "")).body;
    has_text(t, "Hôm nay của Bống", page);
    has_text(t, "Trường Mầm non Hoa Gạo", page);
    page = home_of(t, s, s->tuan, path_to(t, "?con=", s->binh.v, "")).body;       /* somebody else's child: as if nothing was asked */
    has_text(t, "Hôm nay của An", page);
    lacks_text(t, "Đỗ Trí Bình", page);
    lacks_text(t, "Hôm nay của Bình", page);
    page = home_of(t, s, s->tuan, "?con=khong").body;
    has_text(t, "Hôm nay của An", page);
    city_close(s);
}

TEST(a_pupil_sees_the_own_day_and_not_a_classmates)
{
    struct city *s = city_open(t);
    const char *page = home_of(t, s, s->an, "").body;
    has_text(t, "An", page);
    has_text(t, "6A1", page);
    lacks_text(t, "Đỗ Trí Bình", page);
    lacks_text(t, "0900 000 101", page);
    page = home_of(t, s, s->an, path_to(t, "?con=", s->binh.v, "")).body;
    lacks_text(t, "Đỗ Trí Bình", page);
    city_close(s);
}

TEST(a_look_at_the_child_is_on_its_familys_home)
{
    struct city *s = city_open(t);
    lacks_text(t, "Vũ Đình Toàn", home_of(t, s, s->tuan, "").body);
    is_int(t, 200, city_get(t, s, s->toan, path_to(t, "/t/thcs/em/", s->an.v, ""), NULL));
    has_text(t, "Vũ Đình Toàn", home_of(t, s, s->tuan, "").body);
    lacks_text(t, "Vũ Đình Toàn", home_of(t, s, s->hoa, "").body);
    lacks_text(t, "Vũ Đình Toàn", home_of(t, s, s->tuan, path_to(t, "?con=", s->bong.v, "")).body);
    city_close(s);
}

TEST(whoever_came_by_a_slip_is_asked_for_a_password_until_there_is_one)
{
    struct city *s = city_open(t);
    struct loop_client l;
    struct loop_reply r;
    const person_id all[] = { s->principal, s->hang, s->an, s->tuan, s->admin };
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        has_text(t, "href=\"/mat-khau\"", home_of(t, s, all[i], "").body);
    loop_open(&l, &s->app);
    loop_sign_in(&l, s->tuan);
    is_rc(t, OK, loop_send(&l, t->arena, POST, "/mat-khau", "mat_khau=mot+cau+moi+toanh&nhac_lai=mot+cau+moi+toanh", &r));
    is_int(t, 303, r.status);
    loop_close(&l);
    lacks_text(t, "href=\"/mat-khau\"", home_of(t, s, s->tuan, "").body);
    city_close(s);
}

static void plan(struct test *t, struct city *s, person_id who, const char *path, const char *form)
{
    is_int(t, 303, city_post(t, s, who, path, arena_print(t->arena, "%s&rev=0", form), NULL));
}

/* The rows of "coming up" and of today alone. */
TEST(every_home_says_what_its_calendar_holds_today_and_within_a_week)
{
    struct city *s = city_open(t);
    const char *class_ = path_to(t, "/t/thcs/lop/", s->a1.v, "/lich/moi"), *page;
    plan(t, s, s->clerk, "/t/thcs/lich/moi", "viec=Hoi+khoe&tu_ngay=27/11/2026&tu_gio=7h30&den_gio=9h&noi=San+truong&ai_xem=inside");
    plan(t, s, s->clerk, "/t/thcs/lich/moi", "viec=Hop+hoi+dong&tu_ngay=24/11/2026&ai_xem=staff");
    plan(t, s, s->clerk, "/t/thcs/lich/moi", "viec=Da+xong&tu_ngay=23/11/2026&tu_gio=6h&den_gio=7h&ai_xem=inside");
    plan(t, s, s->clerk, "/t/thcs/lich/moi", "viec=Tuan+le+doc&tu_ngay=20/11/2026&den_ngay=28/11/2026&ai_xem=inside");
    plan(t, s, s->clerk, "/t/thcs/lich/moi", "viec=Con+lau&tu_ngay=15/12/2026&ai_xem=inside");
    plan(t, s, s->hang, class_, "viec=Di+bao+tang&tu_ngay=25/11/2026");
    plan(t, s, s->tuan, "/lich/moi", "viec=Rieng+cua+bo&tu_ngay=26/11/2026");
    const person_id inside[] = { s->an, s->tuan, s->hang, s->clerk, s->principal };
    for (size_t i = 0; i < sizeof inside / sizeof *inside; i++) {
        bool staff = i >= 2, of_class = i < 3;
        page = home_of(t, s, inside[i], i == 1 ? path_to(t, "?con=", s->an.v, "") : "").body;
        has_text(t, "Hoi khoe", page), has_text(t, "07:30–09:00 · San truong", page), has_text(t, "Tuan le doc", page);
        lacks_text(t, "Da xong", page), lacks_text(t, "Con lau", page);
        if (staff) has_text(t, "Hop hoi dong", page);
        else lacks_text(t, "Hop hoi dong", page);
        if (of_class) has_text(t, "Di bao tang", page);
        else lacks_text(t, "Di bao tang", page);
        if (i == 1) has_text(t, "Rieng cua bo", page);
        else lacks_text(t, "Rieng cua bo", page);
        has_text(t, "href=\"/lich?tuan=2026-11-27\"", page);
    }
    page = home_of(t, s, s->tuan, path_to(t, "?con=", s->bong.v, "")).body;          /* the other child, of another school */
    lacks_text(t, "Hoi khoe", page), lacks_text(t, "Di bao tang", page), has_text(t, "Rieng cua bo", page);
    page = home_of(t, s, s->chi, "").body;
    has_text(t, "Hoi khoe", page), lacks_text(t, "Di bao tang", page);
    page = home_of(t, s, s->lan, "").body;
    lacks_text(t, "Hoi khoe", page);
    city_close(s);
}

TEST(a_home_is_whole_or_an_error)
{
    struct city *s = city_open(t);
    struct loop_client l;
    struct loop_reply r;
    int n = 1;
    bool armed = false;
    loop_open(&l, &s->app);
    loop_sign_in(&l, s->tuan);
    for (; n < 100 && !armed; n++) {
        db_fail_after(n);
        is_rc(t, OK, loop_send(&l, t->arena, GET, "/hom-nay", NULL, &r));
        armed = db_fail_armed();
        db_fail_after(0);
        if (!armed && r.status != 503) fail(t, "row %d could not be read: status %d", n, r.status);
    }
    is_true(t, armed);
    is_int(t, 200, r.status);
    loop_close(&l);
    city_close(s);
}

TEST(the_first_way_ticks_what_is_in_the_school_and_is_offered_until_slips_were_made)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/bat-dau", &r));                 /* GET /t/:truong/bat-dau */
    has_text(t, "3 em trong 2 lớp", r.body);
    has_text(t, "Bước 5/5", r.body);
    const char *at = strstr(r.body, "aria-current=\"step\"");
    is_true(t, at && strstr(at, "In phiếu đăng nhập") && !strstr(at, "Bước 4/5"));
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/nam-hoc", &r));
    has_text(t, "href=\"/t/thcs/nhap\">Sang bước 3", r.body);
    static const struct { const char *path, *says; } steps[] = {                       /* each page of the way says where one is */
        { "/t/thcs/nam-hoc", "Bước 2/5: Năm học" }, { "/t/thcs/nhap", "Bước 3/5: Danh sách lớp" }, { "/t/thcs/phieu", "Bước 5/5: In phiếu đăng nhập" } };
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        is_int(t, 200, city_get(t, s, s->clerk, steps[i].path, &r));
        has_text(t, steps[i].says, r.body);
        has_text(t, "/t/thcs/bat-dau", r.body);
    }
    has_text(t, "/t/thcs/bat-dau", home_of(t, s, s->clerk, "").body);
    is_int(t, 403, city_get(t, s, s->hang, "/t/thcs/bat-dau", NULL));
    is_int(t, 404, city_get(t, s, s->lan, "/t/thcs/bat-dau", NULL));
    is_int(t, 404, city_get(t, s, s->tuan, "/t/thcs/bat-dau", NULL));
    is_int(t, 200, city_post(t, s, s->hang, path_to(t, "/t/thcs/lop/", s->a1.v, "/phieu"), "", NULL));
    lacks_text(t, "/t/thcs/bat-dau", home_of(t, s, s->clerk, "").body);
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/bat-dau", &r));
    has_text(t, "Xong cả năm bước", r.body);
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        is_int(t, 200, city_get(t, s, s->clerk, steps[i].path, &r));
        lacks_text(t, "/t/thcs/bat-dau", r.body);
    }
    city_close(s);
}
