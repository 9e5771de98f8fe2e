/* Who has places in two schools: nothing of either is hidden without a sign, and the other is one press away.
** GET /hom-nay, /quan-ly, /lich, /lop-hoc, /tim-kiem; POST /vai-tro. */
#include "access/access.h"
#include "test/harness/city.h"
#include <string.h>

struct place { school_id school; person_id person; const char *name; enum member_role role; };
static rc place_add(struct tx *t, const struct place *in, void *out)
{
    member_id member;
    (void)out;
    t->ask->scope.school = in->school;
    try(member_add(t, &(struct new_member){ .person = in->person, .role = in->role, .full_name = in->name, .from = { day_of(t->now).n - 30 } }, &member));
    t->ask->scope.school = (school_id){ 0 };
    return access_changed(t, in->person);
}
CLOSURE(place_add, struct place, void)

static void plant(struct test *t, struct city *s, const char *sql) { is_rc(t, OK, db_plain(s->app.db, t->arena, sql, NULL)); }

/* Lan teaches at the primary school and is the clerk of the other one: each of them has something today. */
static struct city *two(struct test *t, enum member_role second)
{
    struct city *s = city_open(t);
    struct place in = { s->thcs.id, s->lan, "Phạm Thị Lan", second };
    is_rc(t, OK, transact(s->ask, NULL, place_add, &in, (void *)NULL));
    struct { school_id school; const char *what; person_id by; } each[] = { { s->thcs.id, "Bình", s->principal }, { s->th.id, "Sao", s->th_principal } };
    for (size_t i = 0; i < 2; i++) {
        plant(t, s, arena_print(t->arena, "INSERT INTO calendar_event (school_id, id, audience, title, place, note, from_day, to_day, made_by, made_at, changed_at, rev) VALUES (%lld, %zu, 'staff', 'Họp %s', '', '', %d, %d, %lld, 0, 0, 1)",
                                (long long)each[i].school.v, 900 + i, each[i].what, s->today.n, s->today.n, (long long)each[i].by.v));
        plant(t, s, arena_print(t->arena, "INSERT INTO announcement (school_id, id, state, to_families, to_pupils, to_staff, title, body, must_confirm, over_day, edition, written_by, written_at, sent_by, sent_at, told_edition, rev) "
                                "VALUES (%lld, %zu, 'sent', 0, 0, 1, 'Nhắn %s', 'x', 1, %d, 1, %lld, 0, %lld, 0, 1, 1)", (long long)each[i].school.v, 910 + i, each[i].what, s->today.n + 9, (long long)each[i].by.v, (long long)each[i].by.v));
        plant(t, s, arena_print(t->arena, "INSERT INTO announcement_reader (school_id, announcement_id, person_id, about_id, side, sent_at, over_day, told_edition, read_edition) VALUES (%lld, %zu, %lld, %lld, 'staff', 0, %d, 1, 0)",
                                (long long)each[i].school.v, 910 + i, (long long)s->lan.v, (long long)s->lan.v, s->today.n + 9));
    }
    return s;
}

static const char *page(struct test *t, struct loop_client *l, const char *path)
{
    struct loop_reply r;
    is_rc(t, OK, loop_send(l, t->arena, GET, path, NULL, &r));
    is_int(t, 200, r.status);
    return arena_text(t->arena, r.body);
}

static void turn(struct test *t, struct loop_client *l, const char *role)
{
    struct loop_reply r;
    is_rc(t, OK, loop_send(l, t->arena, POST, "/vai-tro", arena_print(t->arena, "vai=%s", role), &r));
    is_int(t, 303, r.status);
}

/* Both messages, both meetings, each with the name of the school that is not this home's. */
static void both(struct test *t, const char *home, const char *here)
{
    has_text(t, here, home);
    has_text(t, "Họp Bình", home);
    has_text(t, "Họp Sao", home);
    has_text(t, "Nhắn Bình", home);
    has_text(t, "Nhắn Sao", home);
    has_text(t, "Trường THCS Bình Minh", home);
    has_text(t, "Trường Tiểu học Sao Mai", home);
    has_text(t, "Xem nơi khác của bạn", home);
}

TEST(a_home_at_work_tells_what_waits_in_the_other_school_and_leads_there)
{
    struct city *s = two(t, MEMBER_ROLE_TEACHER);
    struct loop_client l;
    loop_open(&l, &s->app);
    loop_sign_in(&l, s->lan);
    turn(t, &l, "teacher@tieu-hoc");
    const char *home = page(t, &l, "/hom-nay");
    both(t, home, "<b>Trường Tiểu học Sao Mai</b>");
    has_text(t, "value=\"teacher@thcs\"", home);
    has_text(t, "1A1", home);
    turn(t, &l, "teacher@thcs");
    home = page(t, &l, "/hom-nay");
    both(t, home, "<b>Trường THCS Bình Minh</b>");
    lacks_text(t, "/t/thcs/lop/", home);                             /* no class of hers there, and none of the other under its path */
    loop_close(&l);
    city_close(s);
}

TEST(who_works_in_one_school_and_runs_the_office_of_another_reads_in_the_menu_which_is_which)
{
    struct city *s = two(t, MEMBER_ROLE_CLERK);
    struct loop_client l;
    loop_open(&l, &s->app);
    loop_sign_in(&l, s->lan);
    turn(t, &l, "clerk");
    const char *home = page(t, &l, "/hom-nay");
    has_text(t, "Văn thư, Trường THCS Bình Minh", home);
    has_text(t, "Giáo viên, Trường Tiểu học Sao Mai", home);
    has_text(t, "Họp Sao", home);
    has_text(t, "Nhắn Sao", home);
    turn(t, &l, "teacher");
    home = page(t, &l, "/hom-nay");
    has_text(t, "Họp Bình", home);
    has_text(t, "Nhắn Bình", home);
    const char *week = page(t, &l, "/lich");
    has_text(t, "Họp Bình", week);
    has_text(t, "Họp Sao", week);
    has_text(t, "Tuần 12, năm học 2026-2027 · Trường Tiểu học Sao Mai", week);
    const char *found = page(t, &l, "/tim-kiem?q=an");
    has_text(t, "Trường THCS Bình Minh", found);
    loop_close(&l);
    city_close(s);
}

TEST(whoever_runs_two_offices_manages_the_one_they_look_from_and_finds_the_other)
{
    struct city *s = city_open(t);
    struct place in = { s->th.id, s->principal, "Đặng Văn Minh", MEMBER_ROLE_DEPUTY };
    struct loop_client l;
    struct loop_reply r;
    is_rc(t, OK, transact(s->ask, NULL, place_add, &in, (void *)NULL));
    loop_open(&l, &s->app);
    loop_sign_in(&l, s->principal);
    for (int i = 0; i < 2; i++) {
        turn(t, &l, i ? "principal" : "deputy");
        is_rc(t, OK, loop_send(&l, t->arena, GET, "/quan-ly", NULL, &r));
        is_text(t, i ? "/t/thcs/quan-ly" : "/t/tieu-hoc/quan-ly", r.location);
        has_text(t, i ? "href=\"/t/tieu-hoc/quan-ly\"" : "href=\"/t/thcs/quan-ly\"", page(t, &l, r.location));
    }
    loop_close(&l);
    lacks_text(t, "Bạn còn quản lý", (is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/quan-ly", &r)), r.body));
    city_close(s);
}

/* A teacher whose child is at another school. */
TEST(a_home_at_work_tells_of_the_childs_school_too)
{
    struct city *s = two(t, MEMBER_ROLE_TEACHER);
    struct place in = { s->th.id, s->tuan, "Trần Anh Tuấn", MEMBER_ROLE_TEACHER };
    struct loop_reply r;
    is_rc(t, OK, transact(s->ask, NULL, place_add, &in, (void *)NULL));
    plant(t, s, arena_print(t->arena, "INSERT INTO announcement_reader (school_id, announcement_id, person_id, about_id, side, sent_at, over_day, told_edition, read_edition) VALUES (%lld, 910, %lld, %lld, 'family', 0, %d, 1, 0)",
                            (long long)s->thcs.id.v, (long long)s->tuan.v, (long long)s->an.v, s->today.n + 9));
    is_int(t, 200, city_get(t, s, s->tuan, "/hom-nay", &r));
    has_text(t, "1 lời nhắn về con chờ xác nhận", r.body);
    has_text(t, "value=\"guardian\"", r.body);
    city_keep_away(t, s, s->an, s->tuan);                            /* an order: nothing about An any more */
    is_int(t, 200, city_get(t, s, s->tuan, "/hom-nay", &r));
    lacks_text(t, "lời nhắn về con", r.body);
    city_close(s);
}

TEST(two_roles_in_one_school_are_one_list_of_classes)
{
    struct city *s = city_open(t);
    struct place in = { s->thcs.id, s->hang, "Nguyễn Thị Thu Hằng", MEMBER_ROLE_CLERK };
    struct loop_reply r;
    is_rc(t, OK, transact(s->ask, NULL, place_add, &in, (void *)NULL));
    is_int(t, 200, city_get(t, s, s->hang, "/lop-hoc", &r));
    const char *first = strstr(r.body, "Lớp 6A1</a>");
    is_true(t, first && !strstr(first + 1, "Lớp 6A1</a>"));
    city_close(s);
}

TEST(who_has_one_place_is_told_of_no_other)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->hang, "/hom-nay", &r));
    lacks_text(t, "Xem nơi khác của bạn", r.body);
    has_text(t, "Giáo viên", r.body);
    lacks_text(t, "Giáo viên, Trường", r.body);
    city_close(s);
}
