/* The homes of all people of the matrix: the same four sections in the same order, the rows that each role is owed, and no pupil on the
** home of whoever is from outside. */
#include "access/test/world.h"
#include "base/ids.h"
#include <stdlib.h>
#include <string.h>

static const char *home_of(struct test *t, struct world *w, person_id who)
{
    struct loop_reply r = { .body = "" };
    is_int(t, 200, city_get(t, w->s, who, "/hom-nay", &r));
    return r.body;
}

static person_id by_letter(const struct world *w, char letter) { return w->who[strchr(ROLE_LETTERS, letter) - ROLE_LETTERS]; }

static void sql(struct test *t, struct world *w, const char *text)
{
    ask_done(w->s->ask);
    is_rc(t, OK, db_plain(w->s->app.db, t->arena, text, NULL));
}

TEST(every_home_has_the_four_sections_in_one_order_and_a_button_a_row)
{
    struct world *w = world_open(t);
    static const char *const section[] = { "id=\"viec\"", "id=\"hom-nay\"", "id=\"sap-toi\"", "id=\"tin\"" };
    int seen[4] = { 0 };
    for (size_t k = 0; k < 2 * ROLES; k++) {                /* today, and when a holiday is near */
        if (k == ROLES) db_set_clock(w->s->app.db, (opt_instant){ true, { w->s->ask->now.ms + 24 * 86400000LL } });
        if (!w->who[k % ROLES].v) continue;
        const char *page = home_of(t, w, w->who[k % ROLES]), *before = page;
        for (int i = 0; i < 4; i++) {
            const char *at = strstr(page, section[i]);
            if (at && at < before) fail(t, "the home of %c: %s stands too early", ROLE_LETTERS[k % ROLES], section[i]);
            if (at) before = at, seen[i]++;
        }
        if (!strstr(page, section[0])) fail(t, "the home of %c does not say what waits", ROLE_LETTERS[k % ROLES]);
        for (const char *row = strstr(page, "<li><span class=\"comp"), *next; row; row = next) {
            next = strstr(row + 1, "<li><span class=\"comp");
            const char *one = strstr(row, "<p class=\"act\">"), *two = one ? strstr(one + 1, "<p class=\"act\">") : NULL;
            if (two && (!next || two < next) && two < strstr(row, "</li>")) fail(t, "the home of %c: two buttons in a row", ROLE_LETTERS[k % ROLES]);
        }
    }
    is_int(t, 2 * (ROLES - 1), seen[0]);
    for (int i = 1; i < 4; i++) is_true(t, seen[i] > 5);
    city_close(w->s);
}

TEST(the_bar_of_a_phone_has_five_places_and_the_sixth_is_in_the_account_menu)
{
    struct world *w = world_open(t);
    for (size_t k = 0; k < ROLES; k++) {
        if (!w->who[k].v) continue;
        const char *page = home_of(t, w, w->who[k]), *bar = strstr(page, "<nav class=\"places\""), *end = bar ? strstr(bar, "</ul>") : NULL;
        int on_phones = 0, spare = 0;
        for (const char *one = bar; one && (one = strstr(one + 1, "<li class=\"")) && one < end; ) {
            bool wide = str_starts(one, "<li class=\"wide-only");
            on_phones += !wide;
            spare += wide;
        }
        if (on_phones < 1 || on_phones > 5 || spare > 1) fail(t, "the bar of %c has %d places and %d more", ROLE_LETTERS[k], on_phones, spare);
        if ((spare == 1) != (strstr(page, "class=\"phone-only\" href=\"/hanh-trinh\"") != NULL)) fail(t, "%c does not find the journey on a phone", ROLE_LETTERS[k]);
    }
    has_text(t, "class=\"phone-only\"", home_of(t, w, w->s->principal));
    lacks_text(t, "class=\"phone-only\"", home_of(t, w, w->s->hang));
    city_close(w->s);
}

TEST(staff_without_a_class_find_people_by_name_and_an_assistant_the_class)
{
    struct world *w = world_open(t);
    const char *page = home_of(t, w, w->nurse);
    has_text(t, "Mọi người của trường", page);
    has_text(t, "href=\"/t/thcs/nguoi\"", page);
    lacks_text(t, "6A1", page);
    page = home_of(t, w, w->assistant);
    has_text(t, "6A1", page);
    lacks_text(t, "6A2", page);
    lacks_text(t, "chưa vào lần nào", page);                /* the homeroom teacher's */
    city_close(w->s);
}

TEST(heads_of_department_and_the_deputy_hear_of_teachers_without_a_class)
{
    struct world *w = world_open(t);
    static const char row[] = "1 giáo viên của trường chưa được phân công lớp nào";
    sql(t, w, arena_print(t->arena, "UPDATE teaching SET to_day = from_day WHERE person_id = %lld", (long long)w->s->yen.v));
    lacks_text(t, row, home_of(t, w, w->s->toan));
    sql(t, w, arena_print(t->arena, "UPDATE member SET title = 'Tổ trưởng Toán' WHERE person_id = %lld", (long long)w->s->toan.v));
    has_text(t, row, home_of(t, w, w->s->toan));
    has_text(t, row, home_of(t, w, w->s->deputy));
    lacks_text(t, row, home_of(t, w, w->s->clerk));
    lacks_text(t, row, home_of(t, w, w->s->lan));           /* of another school */
    city_close(w->s);
}

static rc order_made(struct tx *t, const struct city *s, void *out)
{
    (void)out;
    t->ask->scope.school = s->thcs.id;
    t->ask->me = s->principal;
    return order_put(t, &(struct new_order){ .child = s->an, .guardian = s->tuan, .issuer = "Tòa án", .issued = s->today, .review = { true, { s->today.n + 10 } } });
}
CLOSURE(order_made, struct city, void)

TEST(heads_are_told_of_an_order_to_be_looked_at_again_the_clerk_is_not)
{
    struct world *w = world_open(t);
    is_rc(t, OK, transact(w->s->ask, NULL, order_made, w->s, NULL));
    has_text(t, "Sắp đến ngày xem lại một quyết định", home_of(t, w, w->s->principal));
    has_text(t, "Sắp đến ngày xem lại một quyết định", home_of(t, w, w->s->deputy));
    lacks_text(t, "quyết định về phụ huynh", home_of(t, w, w->s->clerk));
    lacks_text(t, "quyết định về phụ huynh", home_of(t, w, w->s->th_principal));
    db_set_clock(w->s->app.db, (opt_instant){ true, { w->s->ask->now.ms + 10 * 86400000LL } });
    has_text(t, "Đến ngày xem lại một quyết định", home_of(t, w, w->s->principal));
    /* the deputy is the guardian of another order about the same child: that child is nowhere, not even as a row */
    sql(t, w, arena_print(t->arena, "UPDATE guardian_order SET guardian_id = %lld", (long long)w->s->deputy.v));
    lacks_text(t, "quyết định về phụ huynh", home_of(t, w, w->s->deputy));
    has_text(t, "Đến ngày xem lại một quyết định", home_of(t, w, w->s->principal));
    city_close(w->s);
}

TEST(families_are_asked_for_the_words_that_count_until_they_said_them)
{
    struct world *w = world_open(t);
    static const char *const uses[] = { "photo.page", NULL };
    struct loop_reply r = { .body = "" };
    const char *page = path_to(t, "/ho-so/", w->s->an.v, "/dong-y");
    has_text(t, "4 câu hỏi về dữ liệu của An chưa có câu trả lời", home_of(t, w, w->s->tuan));
    has_text(t, "4 câu hỏi về dữ liệu của em chưa có câu trả lời", home_of(t, w, w->s->an));
    for (int i = 0; uses[i]; i++) is_int(t, 303, city_post(t, w->s, w->s->tuan, page, arena_print(t->arena, "muc=%s&loi=khong", uses[i]), &r));
    has_text(t, "3 câu hỏi về dữ liệu của An chưa có câu trả lời", home_of(t, w, w->s->tuan));
    has_text(t, "4 câu hỏi về dữ liệu của em chưa có câu trả lời", home_of(t, w, w->s->an));          /* the pupil's own words are the pupil's */
    has_text(t, "4 câu hỏi về dữ liệu của Bình", home_of(t, w, w->s->hoa));
    city_close(w->s);
}

TEST(the_office_hears_of_mentors_and_agreements)
{
    struct world *w = world_open(t);
    lacks_text(t, "chưa được xác minh", home_of(t, w, w->s->clerk));
    is_int(t, 303, city_post(t, w->s, w->s->clerk, "/t/thcs/nguoi-ngoai-truong", "loai=mentor&ho_ten=Lan+Anh", NULL));
    has_text(t, "1 người hướng dẫn chưa được xác minh", home_of(t, w, w->s->clerk));
    lacks_text(t, "chưa được xác minh", home_of(t, w, w->s->hang));
    db_set_clock(w->s->app.db, (opt_instant){ true, { w->s->ask->now.ms + 80 * 86400000LL } });
    has_text(t, "1 thỏa thuận với đối tác sắp hết hạn", home_of(t, w, w->s->clerk));
    has_text(t, "Thỏa thuận hết hạn ngày", home_of(t, w, w->contact));
    db_set_clock(w->s->app.db, (opt_instant){ true, { w->s->ask->now.ms + 190 * 86400000LL } });
    has_text(t, "Xác minh của 1 người hướng dẫn sắp hết hạn", home_of(t, w, w->s->clerk));
    has_text(t, "Xác minh của bạn hết hạn ngày", home_of(t, w, w->mentor));
    has_text(t, "Thỏa thuận với trường đã hết hạn", home_of(t, w, w->contact));
    city_close(w->s);
}

TEST(no_pupil_is_on_a_home_from_outside)
{
    struct world *w = world_open(t);
    static const char *const pupils[] = { "Trần Lê Bình An", "Đỗ Trí Bình", "Khuất Quỳnh Chi", "Kiều Anh Dũng", "/em/", "/ho-so/", "/lop/", NULL };
    const char *page;
    for (const char *letter = "KMVOW"; *letter; letter++) {
        page = home_of(t, w, by_letter(w, *letter));
        for (int i = 0; pupils[i]; i++)
            if (strstr(page, pupils[i])) fail(t, "%s on the home of %c", pupils[i], *letter);
        if (*letter != 'W') has_text(t, "Trường THCS Bình Minh", page);
        lacks_text(t, "Họp phụ huynh", page);               /* news for the inside */
        lacks_text(t, "Sao Mai", page);
    }
    has_text(t, "Bạn có vào mạng lưới cựu học sinh không?", home_of(t, w, w->alumnus));
    has_text(t, "href=\"/khu-vuc\"", home_of(t, w, w->officer));
    has_text(t, "href=\"/chuong-trinh\"", home_of(t, w, w->programme));
    city_close(w->s);
}

TEST(who_runs_the_system_hears_of_jobs_that_failed)
{
    struct world *w = world_open(t);
    lacks_text(t, "không xong trong 7 ngày qua", home_of(t, w, w->s->admin));
    sql(t, w, arena_print(t->arena, "UPDATE job SET state = 'failed', ended_at = %lld WHERE id = %lld", (long long)w->s->ask->now.ms, (long long)w->job[0].v));
    has_text(t, "1 việc của hệ thống không xong trong 7 ngày qua", home_of(t, w, w->s->admin));
    lacks_text(t, "không xong trong 7 ngày qua", home_of(t, w, w->s->principal));
    city_close(w->s);
}

TEST(whoever_is_several_things_chooses_the_home)
{
    struct world *w = world_open(t);
    struct loop_client l;
    struct loop_reply r = { .body = "" };
    sql(t, w, arena_print(t->arena, "UPDATE outsider SET person_id = %lld WHERE id = %lld", (long long)w->s->tuan.v, (long long)w->place[1].v));
    loop_open(&l, &w->s->app);
    is_rc(t, OK, loop_sign_in(&l, w->s->tuan));
    is_rc(t, OK, loop_send(&l, t->arena, GET, "/hom-nay", NULL, &r));
    has_text(t, "Hôm nay của An", r.body);
    has_text(t, "Vào với tư cách Người hướng dẫn", r.body);
    is_rc(t, OK, loop_send(&l, t->arena, POST, "/vai-tro", "vai=mentor", &r));
    is_rc(t, OK, loop_send(&l, t->arena, GET, "/hom-nay", NULL, &r));
    lacks_text(t, "Hôm nay của An", r.body);
    has_text(t, "Mạng lưới", r.body);
    is_rc(t, OK, loop_send(&l, t->arena, POST, "/vai-tro", "vai=officer", &r));      /* what one is not changes nothing */
    is_int(t, 422, r.status);
    is_rc(t, OK, loop_send(&l, t->arena, GET, "/hom-nay", NULL, &r));
    is_int(t, 200, r.status);
    lacks_text(t, "/khu-vuc", r.body);
    loop_close(&l);
    city_close(w->s);
}

static rc second_place(struct tx *t, const struct city *s, void *out)
{
    member_id member;
    (void)out;
    t->ask->scope.school = s->th.id;
    try(member_add(t, &(struct new_member){ .person = s->toan, .role = MEMBER_ROLE_TEACHER, .full_name = "Vũ Đình Toàn", .from = s->today }, &member));
    return teaching_add(t, s->c1a1, member, s->toan, DUTY_SUBJECT, "Toán", s->today);
}
CLOSURE(second_place, struct city, void)

TEST(who_has_the_same_role_in_two_schools_chooses_the_school)
{
    struct world *w = world_open(t);
    struct loop_client l;
    struct loop_reply r = { .body = "" };
    is_rc(t, OK, transact(w->s->ask, NULL, second_place, w->s, NULL));
    loop_open(&l, &w->s->app);
    is_rc(t, OK, loop_sign_in(&l, w->s->toan));
    is_rc(t, OK, loop_send(&l, t->arena, GET, "/hom-nay", NULL, &r));
    has_text(t, "1A1", r.body);                             /* the newest place first */
    lacks_text(t, "Lớp 6A1</a>", r.body);                   /* of the other: what is planned there, and no class */
    has_text(t, "value=\"teacher@thcs\"", r.body);
    has_text(t, "Vào với tư cách Giáo viên, Trường THCS Bình Minh", r.body);
    is_rc(t, OK, loop_send(&l, t->arena, POST, "/vai-tro", "vai=teacher%40thcs", &r));
    is_int(t, 303, r.status);
    is_rc(t, OK, loop_send(&l, t->arena, GET, "/hom-nay", NULL, &r));
    has_text(t, "6A1", r.body);
    lacks_text(t, "Lớp 1A1</a>", r.body);
    has_text(t, "href=\"/lop-hoc\"", r.body);             /* the menu is a teacher's */
    is_rc(t, OK, loop_send(&l, t->arena, POST, "/vai-tro", "vai=teacher%40mam-non", &r));
    is_int(t, 422, r.status);
    loop_close(&l);
    city_close(w->s);
}
