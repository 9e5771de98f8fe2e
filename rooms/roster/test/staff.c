/* The staff of a OneRoster export: who is known, who waits and why, what ends, what is taken back.
** GET /t/:truong/nhap/:lan/thay-co   POST /t/:truong/nhap/:lan/thay-co   POST /t/:truong/nhap/:lan/thay-co/ai */
#include "base/ids.h"
#include "people/people.h"
#include "roster/inside.h"
#include "roster/roster.h"
#include "roster/staff.h"
#include "web/job.h"
#include "roster/read/test/workbooks.h"
#include "test/harness/city.h"
#include <stdlib.h>
#include <string.h>

#define MANIFEST "propertyName,value\r\nmanifest.version,1.0\r\noneroster.version,1.2\r\nsource.systemCode,he\r\n"
#define USERS "sourcedId,status,enabledUser,givenName,familyName,middleName,phone\r\n"
#define ROLES "sourcedId,status,userSourcedId,role\r\n"
#define ROLES_AT "sourcedId,status,userSourcedId,role,orgSourcedId,metadata.khue.head\r\n"
#define ORGS "sourcedId,status,name,type,parentSourcedId\r\no0,,Trường,school,\r\no1,,Tổ Toán – Tin,department,o0\r\no2,,Tổ Văn,department,o0\r\n"
#define CLASSES "sourcedId,status,title,classType\r\nc1,,6A1,homeroom\r\nc2,,6A2,homeroom\r\n"
#define ENROLLMENTS "sourcedId,status,classSourcedId,userSourcedId,role,primary,metadata.khue.subject\r\n"

static int64_t number(struct test *t, struct city *s, const char *sql)
{
    const char *first = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &first));
    return first ? atoll(first) : -1;
}

static const char *list_path(struct test *t, struct city *s, const char *after) { return path_to(t, "/t/thcs/nhap/", number(t, s, "SELECT max(id) FROM roster_import"), after); }

static void brought(struct test *t, struct city *s, const char *users, const char *roles, const char *enrollments)
{
    const struct made_part part[] = { { "manifest.csv", MANIFEST, 0 }, { "users.csv", arena_print(t->arena, USERS "%s", users), 0 }, { "roles.csv", arena_print(t->arena, "%s%s", strstr(roles, ",o") ? ROLES_AT : ROLES, roles), 0 },
                                      { "classes.csv", CLASSES, 0 }, { "orgs.csv", ORGS, 0 }, { "enrollments.csv", arena_print(t->arena, ENROLLMENTS "%s", enrollments), 0 } };
    struct loop_reply r;
    size_t n;
    const char *p = make_archive(t, part, 6, &n);
    is_int(t, 303, city_upload(t, s, s->clerk, "/t/thcs/nhap", path_to(t, "nam=", s->thcs.year.v, ""), "he.zip", (struct bytes){ (const uint8_t *)p, n }, &r));
}

static const char *seen(struct test *t, struct city *s, person_id who)
{
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, who, list_path(t, s, "/thay-co"), &r));
    return arena_text(t->arena, r.body);
}

static int posts(struct test *t, struct city *s, person_id who, const char *body) { return city_post(t, s, who, list_path(t, s, "/thay-co"), body, NULL); }

/* What the page of this moment shows; nothing where it has no button. */
static const char *print_seen(struct test *t, struct city *s, person_id who)
{
    static const char field[] = "name=\"da_xem\" value=\"";
    const char *at = strstr(seen(t, s, who), field);
    return at ? arena_print(t->arena, "da_xem=%.*s", (int)strcspn(at + strlen(field), "\""), at + strlen(field)) : "da_xem=0";
}

static int takes(struct test *t, struct city *s, person_id who) { return posts(t, s, who, print_seen(t, s, who)); }
/* Who a line of the newest list is. */
static int says(struct test *t, struct city *s, person_id who, int line, const char *la)
{
    return city_post(t, s, who, list_path(t, s, "/thay-co/ai"), arena_print(t->arena, "dong=%d&la=%s", line, la), NULL);
}
static const char *same(struct test *t, int64_t member)
{
    char text[ID_TEXT_SIZE];
    id_text(member, text);
    return arena_print(t->arena, "same&nguoi=%s", text);
}

static int64_t staff_named(struct test *t, struct city *s, const char *name) { return number(t, s, arena_print(t->arena, "SELECT count(*) FROM member WHERE role <> 'pupil' AND to_day IS NULL AND school_id = %lld AND display_name = '%s'", (long long)s->thcs.id.v, name)); }

TEST(somebody_new_comes_in_once_with_a_telephone_a_class_and_an_account)
{
    struct city *s = city_open(t);
    brought(t, s, "s1,,true,Mai,Lê,Thị,0912345678\r\n", "r1,,s1,teacher\r\n", "e1,,c1,s1,teacher,false,Mĩ thuật\r\ne2,,c2,s1,teacher,false,Mĩ thuật\r\ne3,,c2,s1,teacher,false,mĩ thuật\r\n");
    has_text(t, "Lê Thị Mai", seen(t, s, s->clerk));
    is_int(t, 403, city_get(t, s, s->hang, list_path(t, s, "/thay-co"), NULL));
    is_int(t, 404, city_get(t, s, s->th_principal, list_path(t, s, "/thay-co"), NULL));
    is_int(t, 409, posts(t, s, s->clerk, "da_xem=1"));            /* not what was seen */
    is_int(t, 0, staff_named(t, s, "Lê Thị Mai"));
    is_int(t, 303, takes(t, s, s->clerk));            /* one of them twice in the file */
    is_int(t, 409, takes(t, s, s->clerk));
    is_int(t, 1, staff_named(t, s, "Lê Thị Mai"));
    is_int(t, 1, number(t, s, "SELECT count(*) FROM contact c JOIN person p ON p.id = c.person_id WHERE p.full_name = 'Lê Thị Mai' AND c.value = '+84912345678'"));
    is_int(t, 1, number(t, s, "SELECT count(*) FROM account a JOIN person p ON p.id = a.person_id WHERE p.full_name = 'Lê Thị Mai' AND a.closed_at IS NULL"));
    is_int(t, 2, number(t, s, "SELECT count(*) FROM teaching d JOIN person p ON p.id = d.person_id WHERE p.full_name = 'Lê Thị Mai' AND d.duty = 'subject' AND d.to_day IS NULL"));
    is_int(t, 1, number(t, s, "SELECT count(*) FROM audit WHERE act = 'roster.staff'"));
    brought(t, s, "s1,,true,Mai,Lê,Thị,\r\n", "r1,,s1,teacher\r\n", "");            /* the next export finds her by the id */
    has_text(t, "Không còn gì để nhập", seen(t, s, s->clerk));
    city_close(s);
}

TEST(whom_an_order_leaves_the_sight_alone_takes_no_staff_in_either)
{
    struct city *s = city_open(t);
    brought(t, s, "s1,,true,Mai,Lê,Thị,0912345678\r\n", "r1,,s1,teacher\r\n", "");
    const char *shown = print_seen(t, s, s->clerk);
    city_bar(t, s, s->an, s->clerk, "+84900000886");
    is_int(t, 403, posts(t, s, s->clerk, shown));
    is_int(t, 1, number(t, s, "UPDATE guardian_order SET holds = 'read' RETURNING 1"));
    is_int(t, 403, posts(t, s, s->clerk, shown));                      /* a new account would be under no order */
    is_int(t, 403, says(t, s, s->clerk, 1, "another"));
    is_int(t, 0, staff_named(t, s, "Lê Thị Mai"));
    is_int(t, 303, takes(t, s, s->principal));
    city_close(s);
}

TEST(a_name_of_two_an_id_under_another_name_and_roles_that_no_file_gives_wait)
{
    struct city *s = city_open(t);
    brought(t, s, "s1,,true,Mai,Lê,Thị,\r\ns2,,true,Mai,Lê,Thị,\r\n", "r1,,s1,teacher\r\nr2,,s2,teacher\r\n", "");
    has_text(t, "Tệp có hai dòng giống nhau", seen(t, s, s->clerk));
    is_int(t, 303, takes(t, s, s->clerk));
    is_int(t, 1, staff_named(t, s, "Lê Thị Mai"));    /* the other one waits for a word */
    is_int(t, 403, says(t, s, s->hang, 2, "another"));
    is_int(t, 303, says(t, s, s->clerk, 2, "another"));
    is_int(t, 303, takes(t, s, s->clerk));            /* two ids, two people */
    is_int(t, 2, staff_named(t, s, "Lê Thị Mai"));
    is_int(t, 409, says(t, s, s->clerk, 2, "skip"));  /* in already */
    brought(t, s, "x1,,true,Mai,Lê,Thị,\r\n", "r1,,x1,teacher\r\n", "e1,,c1,x1,teacher,false,Nhạc\r\n");
    has_text(t, "Trường có nhiều người tên như vậy", seen(t, s, s->clerk));
    is_int(t, 409, takes(t, s, s->clerk));
    brought(t, s, "s1,,true,Tư,Lê,Văn,\r\n", "r1,,s1,teacher\r\n", "e1,,c1,s1,teacher,false,Nhạc\r\n");
    has_text(t, "Mã này trước đây là Lê Thị Mai", seen(t, s, s->clerk));
    brought(t, s, "b1,,true,Bảy,Lê,Văn,\r\nb2,,true,Tám,Lê,Văn,\r\nb3,,true,Chín,Lê,Văn,\r\nb4,,true,Mười,,,\r\n",
            "r1,,b1,principal\r\nr2,,b2,siteAdministrator\r\nr3,,b3,systemAdministrator\r\nr4,,b4,teacher\r\n", "");
    const char *page = seen(t, s, s->clerk);
    has_text(t, "Hiệu trưởng do quản trị hệ thống ghi", page);
    has_text(t, "do ban giám hiệu nhập", page);
    has_text(t, "Vai này không thuộc một trường", page);
    has_text(t, "Tên chỉ có một chữ", page);
    is_int(t, 409, takes(t, s, s->clerk));
    is_int(t, 303, takes(t, s, s->principal));        /* the deputy, by a head */
    is_int(t, 1, staff_named(t, s, "Lê Văn Tám"));
    city_close(s);
}

TEST(another_list_of_as_many_is_not_taken_for_the_one_that_was_seen)
{
    struct city *s = city_open(t);
    const char *none;
    brought(t, s, "s1,,true,Mai,Lê,Thị,\r\ns2,,true,Tư,Lê,Văn,\r\n", "r1,,s1,teacher\r\nr2,,s2,teacher\r\n", "e1,,c1,s1,teacher,false,Nhạc\r\n");
    const char *form = print_seen(t, s, s->clerk);
    is_rc(t, OK, db_plain(s->app.db, t->arena, "UPDATE roster_staff SET name = CASE name WHEN 'Lê Thị Mai' THEN 'Lê Văn Tư' ELSE 'Lê Thị Mai' END", &none));       /* who would teach is another */
    is_int(t, 409, posts(t, s, s->clerk, form));
    is_int(t, 0, staff_named(t, s, "Lê Thị Mai"));
    is_int(t, 303, takes(t, s, s->clerk));
    is_int(t, 1, staff_named(t, s, "Lê Thị Mai"));
    city_close(s);
}

TEST(a_namesake_with_another_id_of_the_same_sender_is_not_taken_for_who_is_known)
{
    struct city *s = city_open(t);
    brought(t, s, "s1,,true,Mai,Lê,Thị,\r\n", "r1,,s1,teacher\r\n", "");
    is_int(t, 303, takes(t, s, s->clerk));
    brought(t, s, "s3,,true,Mai,Lê,Thị,\r\ns1,,true,Mai,Lê,Thị,\r\n", "r3,,s3,teacher\r\nr1,,s1,teacher\r\n", "e1,,c1,s3,teacher,false,Nhạc\r\n");
    has_text(t, "đã mang mã khác của nơi gửi này", seen(t, s, s->clerk));
    is_int(t, 409, takes(t, s, s->clerk));
    is_int(t, 0, number(t, s, "SELECT count(*) FROM teaching d JOIN person p ON p.id = d.person_id WHERE p.full_name = 'Lê Thị Mai'"));
    city_close(s);
}

TEST(a_class_that_is_led_one_that_is_not_here_and_a_subject_without_a_name_wait_and_nothing_is_changed)
{
    struct city *s = city_open(t);
    const char *name = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "SELECT full_name FROM person WHERE id = %lld", (long long)s->clerk.v), &name));
    brought(t, s, "s1,,true,Mai,Lê,Thị,\r\n", "r1,,s1,teacher\r\n", "e1,,c1,s1,teacher,true,\r\ne2,,c2,s1,teacher,false,\r\ne3,,c9,s1,teacher,false,Toán\r\n");
    const char *page = seen(t, s, s->clerk);
    has_text(t, "Lớp đang do", page);
    has_text(t, "Tệp không ghi môn", page);
    is_int(t, 303, takes(t, s, s->clerk));
    is_int(t, 1, number(t, s, arena_print(t->arena, "SELECT count(*) FROM teaching WHERE duty = 'homeroom' AND to_day IS NULL AND class_id = %lld", (long long)s->a1.v)));
    city_close(s);
}

TEST(who_is_marked_as_deleted_leaves_with_their_classes_and_comes_back_with_them_when_it_is_taken_back)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    int64_t before = number(t, s, "SELECT count(*) FROM teaching WHERE to_day IS NULL");
    brought(t, s, "s1,,true,Hằng,Nguyễn,Thị Thu,\r\n", "r1,,s1,teacher\r\n", "e1,,c2,s1,teacher,false,Nhạc\r\n");
    is_int(t, 303, takes(t, s, s->principal));        /* known by her name alone */
    brought(t, s, "s1,,true,Hằng,Nguyễn,Thị Thu,\r\n", "r1,,s1,teacher\r\n", "e1,tobedeleted,c2,s1,teacher,false,Nhạc\r\n");
    is_int(t, 303, takes(t, s, s->principal));
    is_int(t, before, number(t, s, "SELECT count(*) FROM teaching WHERE to_day IS NULL"));
    brought(t, s, "s1,tobedeleted,true,Hằng,Nguyễn,Thị Thu,\r\ns9,tobedeleted,true,Xa,Lê,Văn,\r\n", "r1,,s1,teacher\r\nr9,,s9,teacher\r\n", "");
    has_text(t, "Không có ở trường", seen(t, s, s->clerk));
    is_int(t, 303, takes(t, s, s->clerk));
    is_int(t, 0, staff_named(t, s, "Nguyễn Thị Thu Hằng"));
    is_int(t, 0, number(t, s, arena_print(t->arena, "SELECT count(*) FROM teaching WHERE to_day IS NULL AND person_id = %lld", (long long)s->hang.v)));
    is_int(t, 404, city_get(t, s, s->hang, path_to(t, "/t/thcs/lop/", s->a1.v, ""), NULL));
    const char *undo = path_to(t, "/t/thcs/hoan-tac/", number(t, s, "SELECT max(id) FROM batch WHERE act = 'roster.staff'"), "");
    is_int(t, 200, city_get(t, s, s->clerk, undo, &r));
    has_text(t, "1 người đã ghi thôi làm trở lại trường", r.body);
    is_int(t, 303, city_post(t, s, s->clerk, undo, "li_do=nham", NULL));
    is_int(t, 1, staff_named(t, s, "Nguyễn Thị Thu Hằng"));
    is_int(t, before, number(t, s, "SELECT count(*) FROM teaching WHERE to_day IS NULL"));
    is_int(t, 200, city_get(t, s, s->hang, path_to(t, "/t/thcs/lop/", s->a1.v, ""), NULL));
    city_close(s);
}

/* A place of Hằng's that is open is ended by hand, by the principal. */
static void dismissed(struct test *t, struct city *s)
{
    const char *of = arena_print(t->arena, "FROM member WHERE to_day IS NULL AND role <> 'pupil' AND person_id = %lld", (long long)s->hang.v);
    is_int(t, 303, city_post(t, s, s->principal, path_to(t, "/t/thcs/nhan-su/", number(t, s, arena_print(t->arena, "SELECT id %s", of)), "/thoi"),
                             arena_print(t->arena, "rev=%lld", (long long)number(t, s, arena_print(t->arena, "SELECT rev %s", of))), NULL));
}
static const char *newest_undo(struct test *t, struct city *s) { return path_to(t, "/t/thcs/hoan-tac/", number(t, s, "SELECT max(id) FROM batch WHERE act = 'roster.staff'"), ""); }
static int64_t open_places(struct test *t, struct city *s) { return number(t, s, arena_print(t->arena, "SELECT count(*) FROM member WHERE to_day IS NULL AND person_id = %lld", (long long)s->hang.v)); }
/* A file ended Hằng's place; a department of hers with it. */
static struct city *ended_by_a_file(struct test *t)
{
    struct city *s = city_open(t);
    brought(t, s, "s1,tobedeleted,true,Hằng,Nguyễn,Thị Thu,\r\n", "r1,,s1,teacher\r\n", "");
    is_int(t, 303, takes(t, s, s->clerk));
    is_int(t, 0, open_places(t, s));
    return s;
}
static void comes_back(struct test *t, struct city *s)
{
    is_int(t, 303, city_post(t, s, s->principal, "/t/thcs/nhan-su", arena_print(t->arena, "ho_ten=Nguyen+Thi+Thu+Hang&vai=assistant&%s", path_to(t, "tro_lai=", s->m_hang.v, "")), NULL));
    is_int(t, 1, open_places(t, s));
}

TEST(whom_the_school_dismissed_after_a_file_gets_nothing_back_by_its_undo)
{
    struct city *s = ended_by_a_file(t);
    struct loop_reply r;
    comes_back(t, s);
    dismissed(t, s);
    is_int(t, 200, city_get(t, s, s->clerk, newest_undo(t, s), &r));
    has_text(t, "chỗ cũ của họ không mở lại", r.body);
    lacks_text(t, "1 người đã ghi thôi làm trở lại trường", r.body);
    is_int(t, 303, city_post(t, s, s->clerk, newest_undo(t, s), "li_do=nham", NULL));
    is_int(t, 0, open_places(t, s));
    is_int(t, 0, number(t, s, arena_print(t->arena, "SELECT count(*) FROM teaching WHERE to_day IS NULL AND person_id = %lld", (long long)s->hang.v)));
    is_int(t, 404, city_get(t, s, s->hang, path_to(t, "/t/thcs/lop/", s->a1.v, ""), NULL));
    city_close(s);
}

TEST(who_was_taken_on_anew_after_a_file_keeps_that_place_alone_by_its_undo)
{
    struct city *s = ended_by_a_file(t);
    comes_back(t, s);
    is_int(t, 303, city_post(t, s, s->clerk, newest_undo(t, s), "li_do=nham", NULL));
    is_int(t, 1, open_places(t, s));
    is_int(t, 1, number(t, s, arena_print(t->arena, "SELECT count(*) FROM member WHERE to_day IS NULL AND role = 'assistant' AND person_id = %lld", (long long)s->hang.v)));
    city_close(s);
}

TEST(who_has_two_places_and_lost_the_other_by_hand_gets_neither_back)
{
    struct city *s = city_open(t);
    brought(t, s, "s1,,true,Hằng,Nguyễn,Thị Thu,\r\n", "r1,,s1,teacher\r\n", "e1,,c2,s1,teacher,false,Nhạc\r\n");
    is_int(t, 303, takes(t, s, s->principal));                                      /* known by an id from now on */
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "INSERT INTO member (school_id, id, person_id, role, display_name, search_key, sort_key, from_day, rev) "
        "SELECT school_id, 7021, person_id, 'assistant', display_name, search_key, sort_key, from_day, 1 FROM member WHERE id = %lld", (long long)s->m_hang.v), NULL));
    brought(t, s, "s1,tobedeleted,true,Hằng,Nguyễn,Thị Thu,\r\n", "r1,,s1,teacher\r\n", "");
    is_int(t, 303, takes(t, s, s->clerk));
    is_int(t, 1, open_places(t, s));
    dismissed(t, s);
    is_int(t, 0, open_places(t, s));
    is_int(t, 303, city_post(t, s, s->clerk, newest_undo(t, s), "li_do=nham", NULL));
    is_int(t, 0, open_places(t, s));
    city_close(s);
}

TEST(whoever_runs_the_office_leaves_by_a_file_and_comes_back_by_its_undo_at_the_heads_word_alone)
{
    struct city *s = city_open(t);
    const char *deputy = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "SELECT full_name FROM person WHERE id = %lld", (long long)s->deputy.v), &deputy));
    brought(t, s, arena_print(t->arena, "s1,tobedeleted,true,%s,,,\r\n", deputy), "r1,,s1,siteAdministrator\r\n", "");
    has_text(t, "do ban giám hiệu ghi thôi làm", seen(t, s, s->clerk));
    is_int(t, 409, takes(t, s, s->clerk));
    is_int(t, 1, staff_named(t, s, deputy));
    is_int(t, 303, takes(t, s, s->principal));
    is_int(t, 0, staff_named(t, s, deputy));
    is_int(t, 403, city_post(t, s, s->clerk, newest_undo(t, s), "li_do=nham", NULL));
    is_int(t, 0, staff_named(t, s, deputy));
    is_int(t, 303, city_post(t, s, s->principal, newest_undo(t, s), "li_do=nham", NULL));
    is_int(t, 1, staff_named(t, s, deputy));
    brought(t, s, "s7,,true,Mai,Lê,Thị,\r\n", "r7,,s7,siteAdministrator\r\n", "");
    is_int(t, 303, takes(t, s, s->principal));
    is_int(t, 403, city_post(t, s, s->clerk, newest_undo(t, s), "li_do=nham", NULL));       /* nor is a new one sent away by a clerk */
    is_int(t, 1, staff_named(t, s, "Lê Thị Mai"));
    is_int(t, 303, city_post(t, s, s->principal, newest_undo(t, s), "li_do=nham", NULL));
    is_int(t, 0, staff_named(t, s, "Lê Thị Mai"));
    city_close(s);
}

TEST(a_role_that_ends_is_not_the_place_of_who_has_another_here)
{
    struct city *s = city_open(t);
    brought(t, s, "s1,,true,Hằng,Nguyễn,Thị Thu,\r\n", "r1,tobedeleted,s1,aide\r\n", "");
    has_text(t, "bỏ một vai khác với vai ở trường", seen(t, s, s->clerk));
    is_int(t, 409, takes(t, s, s->clerk));
    is_int(t, 1, staff_named(t, s, "Nguyễn Thị Thu Hằng"));
    brought(t, s, "s1,,true,Hằng,Nguyễn,Thị Thu,\r\n", "r1,tobedeleted,s1,teacher\r\n", "");
    is_int(t, 303, takes(t, s, s->clerk));
    is_int(t, 0, staff_named(t, s, "Nguyễn Thị Thu Hằng"));
    city_close(s);
}

TEST(nobody_is_ended_by_a_file_that_they_press_themselves_nor_is_a_principal)
{
    struct city *s = city_open(t);
    const char *clerk = NULL, *head = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "SELECT full_name FROM person WHERE id = %lld", (long long)s->clerk.v), &clerk));
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "SELECT full_name FROM person WHERE id = %lld", (long long)s->principal.v), &head));
    brought(t, s, arena_print(t->arena, "s1,tobedeleted,true,%s,,,\r\ns2,tobedeleted,true,%s,,,\r\n", clerk, head), "r1,,s1,aide\r\nr2,,s2,principal\r\n", "");
    has_text(t, "không thôi làm bằng một tệp", seen(t, s, s->clerk));
    is_int(t, 409, takes(t, s, s->clerk));
    is_int(t, 303, takes(t, s, s->principal));                                      /* the clerk alone */
    is_int(t, 0, staff_named(t, s, clerk));
    is_int(t, 1, staff_named(t, s, head));
    city_close(s);
}

/* ---- somebody alike */

TEST(names_that_may_be_one_human_beings_are_seen_and_others_are_not)
{
    static const struct { const char *a, *b; bool alike; } pair[] = {
        { "le thi mai", "le thi mai", true }, { "le mai", "le thi mai", true }, { "mai le thi", "le thi mai", true }, { "le thi mai", "le thi maii", true },
        { "nguyen thu hang", "nguyen thi thu hang", true }, { "le thi mai", "le thi mau", true },
        { "le thi mai", "tran thi mai", false }, { "le thi mai", "le van tu", false }, { "mai", "le thi mai", false }, { "an", "am", false }, { "", "le thi mai", false } };
    for (size_t i = 0; i < sizeof pair / sizeof *pair; i++) {
        if (names_alike(pair[i].a, pair[i].b) != pair[i].alike) fail(t, "%s, %s", pair[i].a, pair[i].b);
        is_int(t, names_alike(pair[i].b, pair[i].a), pair[i].alike);
    }
}

TEST(the_same_adult_under_another_spelling_or_telephone_is_asked_about_and_never_taken_in_silence)
{
    struct city *s = city_open(t);
    brought(t, s, "s1,,true,Mai,Lê,Thị,0912345678\r\n", "r1,,s1,teacher\r\n", "");
    is_int(t, 303, takes(t, s, s->clerk));
    int64_t mai = number(t, s, "SELECT id FROM member WHERE display_name = 'Lê Thị Mai'");
    /* without her middle name; another name with her telephone; her name with another telephone; her name with other marks */
    brought(t, s, "a1,,true,Mai,Lê,,\r\na2,,true,Hoa,Trần,Thị,0912345678\r\n", "r1,,a1,teacher\r\nr2,,a2,teacher\r\n", "e1,,c1,a1,teacher,false,Nhạc\r\n");
    const char *page = seen(t, s, s->clerk);
    has_text(t, "Cần bạn chọn (2)", page);
    has_text(t, "cùng số điện thoại", page);
    is_int(t, 409, takes(t, s, s->clerk));                                      /* nothing goes in unasked */
    is_int(t, 303, says(t, s, s->clerk, 1, same(t, mai)));
    is_int(t, 303, says(t, s, s->clerk, 2, "another"));
    is_int(t, 303, takes(t, s, s->clerk));
    is_int(t, 0, staff_named(t, s, "Lê Mai"));
    is_int(t, 1, number(t, s, arena_print(t->arena, "SELECT count(*) FROM teaching WHERE member_id = %lld AND to_day IS NULL", (long long)mai)));
    is_int(t, 1, staff_named(t, s, "Trần Thị Hoa"));
    brought(t, s, "b1,,true,Mai,Lê,Thị,0987654321\r\nb2,,true,Mãi,Lê,Thị,\r\n", "r1,,b1,teacher\r\nr2,,b2,teacher\r\n", "");
    has_text(t, "Cần bạn chọn (2)", seen(t, s, s->clerk));
    is_int(t, 409, takes(t, s, s->clerk));
    city_close(s);
}

TEST(who_is_known_by_the_name_alone_can_be_said_to_be_another_and_a_choice_can_be_taken_back)
{
    struct city *s = city_open(t);
    int64_t lan_member = number(t, s, arena_print(t->arena, "SELECT id FROM member WHERE person_id = %lld AND to_day IS NULL", (long long)s->lan.v));
    brought(t, s, "h1,,true,Hằng,Nguyễn,Thị Thu,\r\n", "r1,,h1,teacher\r\n", "e1,,c2,h1,teacher,false,Nhạc\r\n");
    has_text(t, "Nhận ra bằng tên", seen(t, s, s->clerk));
    is_int(t, 303, says(t, s, s->clerk, 1, "skip"));
    is_int(t, 409, takes(t, s, s->clerk));
    is_int(t, 303, says(t, s, s->clerk, 1, "another"));
    is_int(t, 409, says(t, s, s->clerk, 1, same(t, 1)));                        /* nobody */
    is_int(t, 409, says(t, s, s->clerk, 1, same(t, lan_member)));               /* of another school */
    is_int(t, 409, says(t, s, s->clerk, 9, "skip"));                            /* no such line */
    is_int(t, 422, says(t, s, s->clerk, 1, "me"));
    is_int(t, 404, says(t, s, s->th_principal, 1, "skip"));
    is_int(t, 303, takes(t, s, s->clerk));
    is_int(t, 2, staff_named(t, s, "Nguyễn Thị Thu Hằng"));
    city_close(s);
}

TEST(a_former_colleague_is_shown_before_a_second_row_of_theirs_is_made)
{
    struct city *s = city_open(t);
    brought(t, s, "s1,,true,Mai,Lê,Thị,0912345678\r\n", "r1,,s1,teacher\r\n", "");
    is_int(t, 303, takes(t, s, s->clerk));
    brought(t, s, "s1,tobedeleted,true,Mai,Lê,Thị,\r\n", "r1,,s1,teacher\r\n", "");
    is_int(t, 303, takes(t, s, s->clerk));
    brought(t, s, "z1,,true,Mai,Lê,Thị,\r\n", "r1,,z1,teacher\r\n", "");
    has_text(t, "đã thôi làm", seen(t, s, s->clerk));
    is_int(t, 409, takes(t, s, s->clerk));
    is_int(t, 303, says(t, s, s->clerk, 1, "another"));
    is_int(t, 303, takes(t, s, s->clerk));
    city_close(s);
}

TEST(a_former_colleague_comes_back_by_a_file_as_the_same_person_when_somebody_says_so_and_leaves_again_when_it_is_taken_back)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    brought(t, s, "s1,,true,Mai,Lê,Thị,0912345678\r\n", "r1,,s1,teacher\r\n", "");
    is_int(t, 303, takes(t, s, s->clerk));
    brought(t, s, "s1,tobedeleted,true,Mai,Lê,Thị,\r\n", "r1,,s1,teacher\r\n", "");
    is_int(t, 303, takes(t, s, s->clerk));
    int64_t people = number(t, s, "SELECT count(*) FROM person"), accounts = number(t, s, "SELECT count(*) FROM account");
    int64_t place = number(t, s, "SELECT max(id) FROM member WHERE display_name = 'Lê Thị Mai'");
    brought(t, s, "s1,,true,Mai,Lê,Thị,0912345678\r\nz2,,true,Mai,Lê,Thị,0912345678\r\n", "r1,,s1,aide\r\nr2,,z2,teacher\r\n", "e1,,c2,s1,aide,false,\r\n");
    has_text(t, "Là người này, trở lại trường", seen(t, s, s->clerk));
    is_int(t, 303, says(t, s, s->clerk, 1, same(t, place)));
    has_text(t, "Trở lại trường", seen(t, s, s->clerk)), has_text(t, "1 người trở lại trường, giữ hồ sơ và tài khoản cũ", seen(t, s, s->clerk));
    is_int(t, 303, says(t, s, s->clerk, 2, same(t, place)));                                    /* two lines are not one person */
    has_text(t, "Một dòng khác của tệp đã là người này", seen(t, s, s->clerk));
    is_int(t, 303, takes(t, s, s->clerk));
    is_int(t, people, number(t, s, "SELECT count(*) FROM person"));
    is_int(t, accounts, number(t, s, "SELECT count(*) FROM account"));
    is_int(t, 1, staff_named(t, s, "Lê Thị Mai"));
    is_int(t, 1, number(t, s, "SELECT count(*) FROM teaching t JOIN member m ON m.school_id = t.school_id AND m.id = t.member_id WHERE m.display_name = 'Lê Thị Mai' AND m.role = 'assistant' AND m.to_day IS NULL AND t.to_day IS NULL"));
    is_int(t, 1, number(t, s, "SELECT count(*) FROM contact c JOIN member m ON m.person_id = c.person_id WHERE c.to_day IS NULL AND m.display_name = 'Lê Thị Mai' AND m.to_day IS NULL"));
    int64_t batch = number(t, s, "SELECT max(batch_id) FROM roster_staff");
    is_int(t, 200, city_get(t, s, s->principal, path_to(t, "/t/thcs/hoan-tac/", batch, ""), &r));
    has_text(t, "1 người trở lại theo tệp lại rời trường", r.body), lacks_text(t, "1 người mới rời trường", r.body);
    is_int(t, 303, city_post(t, s, s->principal, path_to(t, "/t/thcs/hoan-tac/", batch, ""), "li_do=nham", NULL));
    is_int(t, 0, staff_named(t, s, "Lê Thị Mai"));
    is_int(t, 0, number(t, s, "SELECT count(*) FROM account a JOIN member m ON m.person_id = a.person_id WHERE m.display_name = 'Lê Thị Mai' AND a.closed_at IS NOT NULL"));      /* not the act's to close */
    city_close(s);
}

TEST(a_former_colleague_who_works_elsewhere_by_now_is_told_of_before_the_file_is_taken_in_and_offered_no_return)
{
    struct city *s = city_open(t);
    brought(t, s, "s1,,true,Mai,Lê,Thị,0912345678\r\n", "r1,,s1,teacher\r\n", "");
    is_int(t, 303, takes(t, s, s->clerk));
    brought(t, s, "s1,tobedeleted,true,Mai,Lê,Thị,\r\n", "r1,,s1,teacher\r\n", "");
    is_int(t, 303, takes(t, s, s->clerk));
    int64_t place = number(t, s, "SELECT max(id) FROM member WHERE display_name = 'Lê Thị Mai'");
    brought(t, s, "s1,,true,Mai,Lê,Thị,0912345678\r\n", "r1,,s1,aide\r\n", "");
    is_int(t, 303, says(t, s, s->clerk, 1, same(t, place)));                    /* said while it could be */
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "INSERT INTO member (school_id, id, person_id, role, display_name, search_key, sort_key, from_day, rev) "
        "SELECT %lld, 7031, person_id, 'teacher', display_name, search_key, sort_key, from_day, 1 FROM member WHERE id = %lld", (long long)s->th.id.v, (long long)place), NULL));
    has_text(t, "Tài khoản nay dùng ở nơi khác", seen(t, s, s->clerk));
    lacks_text(t, "Là người này, trở lại trường", seen(t, s, s->clerk)), lacks_text(t, "giữ hồ sơ và tài khoản cũ", seen(t, s, s->clerk));
    is_int(t, 409, takes(t, s, s->clerk));                                      /* a line that waits, and nothing else */
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "UPDATE member SET to_day = %d WHERE id = 7031", s->today.n), NULL));
    lacks_text(t, "Tài khoản nay dùng ở nơi khác", seen(t, s, s->clerk)), has_text(t, "giữ hồ sơ và tài khoản cũ", seen(t, s, s->clerk));
    is_int(t, 303, takes(t, s, s->clerk));
    is_int(t, 1, staff_named(t, s, "Lê Thị Mai"));
    city_close(s);
}

/* ---- a list in Excel or CSV */

TEST(a_list_of_staff_in_a_sheet_is_seen_taken_in_and_taken_back_like_that_of_a_export)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    static const char list[] = "DANH SÁCH GIÁO VIÊN;;;;\nSTT;Họ và tên;Chức vụ;Tổ chuyên môn;Môn dạy;Lớp dạy;Điện thoại\n1;Đỗ Minh Quân;Giáo viên;Toán – Tin;Toán;6A2;0912345671\n2;Vũ Thị Thơm;Nhân viên thư viện;;;;\n";
    int64_t pupils = number(t, s, "SELECT count(*) FROM member WHERE role = 'pupil'"), teachings = number(t, s, "SELECT count(*) FROM teaching");
    is_int(t, 303, city_upload(t, s, s->clerk, "/t/thcs/nhap", path_to(t, "nam=", s->thcs.year.v, ""), "giao-vien.csv", (struct bytes){ (const uint8_t *)list, sizeof list - 1 }, &r));
    is_int(t, 200, city_get(t, s, s->clerk, list_path(t, s, ""), &r));
    has_text(t, "Tệp này không có học sinh nào; thầy cô thì xem ở dưới.", r.body);
    has_text(t, "Người mới", seen(t, s, s->clerk)), has_text(t, "Toán, 6A2", seen(t, s, s->clerk));
    is_int(t, 0, staff_named(t, s, "Đỗ Minh Quân"));                               /* nothing before the button */
    is_int(t, 303, takes(t, s, s->clerk));
    is_int(t, 1, staff_named(t, s, "Đỗ Minh Quân"));
    is_int(t, 1, number(t, s, "SELECT count(*) FROM member WHERE display_name = 'Vũ Thị Thơm' AND role = 'staff' AND to_day IS NULL"));
    is_int(t, teachings + 1, number(t, s, "SELECT count(*) FROM teaching"));
    is_int(t, pupils, number(t, s, "SELECT count(*) FROM member WHERE role = 'pupil'"));
    is_int(t, 303, city_post(t, s, s->principal, path_to(t, "/t/thcs/hoan-tac/", number(t, s, "SELECT max(batch_id) FROM roster_staff"), ""), "li_do=nham", NULL));
    is_int(t, 0, staff_named(t, s, "Đỗ Minh Quân"));
    city_close(s);
}

/* ---- departments */

static int64_t seats_in(struct test *t, struct city *s, const char *department, const char *head)
{
    return number(t, s, arena_print(t->arena, "SELECT count(*) FROM department_member x JOIN department d ON d.school_id = x.school_id AND d.id = x.department_id WHERE x.to_day IS NULL AND d.to_day IS NULL AND d.name = '%s' AND x.head = %s", department, head));
}

TEST(places_in_departments_come_by_the_file_and_go_with_its_act)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    brought(t, s, "s1,,true,Mai,Lê,Thị,\r\ns2,,true,Tư,Trần,Văn,\r\nh1,,true,Hằng,Nguyễn,Thị Thu,\r\n",
            "r1,,s1,teacher,o0,\r\nd1,,s1,teacher,o1,true\r\nr2,,s2,teacher,o0,\r\nd2,,s2,teacher,o1,true\r\nr3,,h1,teacher,o0,\r\nd3,,h1,teacher,o2,\r\nd4,,h1,teacher,o9,\r\n", "");
    const char *page = seen(t, s, s->clerk);
    has_text(t, "tổ mới, sẽ ghi", page);
    has_text(t, "Tệp ghi hai tổ trưởng của tổ này", page);
    is_int(t, 303, takes(t, s, s->clerk));
    is_int(t, 1, seats_in(t, s, "Tổ Toán – Tin", "1"));
    is_int(t, 1, seats_in(t, s, "Tổ Toán – Tin", "0"));
    is_int(t, 1, seats_in(t, s, "Tổ Văn", "0"));
    is_int(t, 409, takes(t, s, s->clerk));                                      /* and nothing twice */
    const char *first = path_to(t, "/t/thcs/hoan-tac/", number(t, s, "SELECT max(id) FROM batch WHERE act = 'roster.staff'"), "");
    /* she leaves a department, and another would lead what is led */
    brought(t, s, "h1,,true,Hằng,Nguyễn,Thị Thu,\r\n", "r3,,h1,teacher,o0,\r\nd3,tobedeleted,h1,teacher,o2,\r\nd5,,h1,teacher,o1,true\r\n", "");
    has_text(t, "Tổ đang do Lê Thị Mai làm tổ trưởng", seen(t, s, s->clerk));
    is_int(t, 303, takes(t, s, s->clerk));
    is_int(t, 0, seats_in(t, s, "Tổ Văn", "0"));
    is_int(t, 2, seats_in(t, s, "Tổ Toán – Tin", "0"));
    is_int(t, 1, staff_named(t, s, "Nguyễn Thị Thu Hằng"));                     /* out of a department is not out of the school */
    const char *second = path_to(t, "/t/thcs/hoan-tac/", number(t, s, "SELECT max(id) FROM batch WHERE act = 'roster.staff'"), "");
    is_int(t, 200, city_get(t, s, s->clerk, second, &r));
    has_text(t, "2 chỗ trong tổ trở lại như trước", r.body);
    is_int(t, 303, city_post(t, s, s->clerk, second, "li_do=nham", NULL));
    is_int(t, 1, seats_in(t, s, "Tổ Văn", "0"));
    is_int(t, 1, seats_in(t, s, "Tổ Toán – Tin", "0"));
    is_int(t, 303, city_post(t, s, s->clerk, first, "li_do=nham", NULL));
    is_int(t, 0, number(t, s, "SELECT count(*) FROM department_member WHERE to_day IS NULL"));
    is_int(t, 0, number(t, s, "SELECT count(*) FROM department WHERE to_day IS NULL"));
    city_close(s);
}

TEST(a_file_makes_no_more_departments_than_a_school_shows)
{
    struct city *s = city_open(t);
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "INSERT INTO department (school_id, id, name, sort_key, from_day, rev) WITH RECURSIVE k(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k WHERE n < 59) "
                                                           "SELECT %lld, 5000000 + n, 'Nhom ' || n, %s, 20000, 1 FROM k", (long long)s->thcs.id.v, test_bytes(t, "01")), NULL));
    brought(t, s, "s1,,true,Mai,Lê,Thị,\r\n", "r1,,s1,teacher,o0,\r\nd1,,s1,teacher,o1,\r\nd2,,s1,teacher,o2,\r\n", "");
    has_text(t, "Không thêm được tổ này từ tệp", seen(t, s, s->clerk));
    is_int(t, 303, takes(t, s, s->clerk));
    is_int(t, 60, number(t, s, "SELECT count(*) FROM department WHERE to_day IS NULL"));
    is_int(t, 1, number(t, s, "SELECT count(*) FROM department_member WHERE to_day IS NULL"));
    city_close(s);
}

TEST(who_only_left_a_department_by_a_delta_stays_at_the_school)
{
    struct city *s = city_open(t);
    brought(t, s, "h1,,true,Hằng,Nguyễn,Thị Thu,\r\n", "d3,tobedeleted,h1,teacher,o2,\r\n", "e1,,c2,h1,teacher,false,Nhạc\r\n");
    is_int(t, 303, takes(t, s, s->clerk));
    is_int(t, 1, staff_named(t, s, "Nguyễn Thị Thu Hằng"));
    city_close(s);
}

static rc tidy_asked(struct tx *t, const void *in, void *out)
{
    job_id id;
    (void)in, (void)out;
    return job_add(t, &(struct new_job){ .kind = &roster_jobs[JOB_TIDY] }, &id);
}
CLOSURE(tidy_asked, void, void)

TEST(what_a_file_said_of_the_staff_is_forgotten_with_its_days)
{
    struct city *s = city_open(t);
    brought(t, s, "s1,,true,Mai,Lê,Thị,\r\ns2,,true,Tư,,,\r\n", "r1,,s1,teacher\r\nr2,,s2,teacher\r\n", "");
    is_int(t, 303, takes(t, s, s->clerk));
    is_rc(t, OK, db_plain(s->app.db, t->arena, "UPDATE roster_import SET until_day = 1", NULL));
    is_rc(t, OK, transact(s->ask, NULL, tidy_asked, NULL, NULL));
    jobs_run_all(&s->app);
    is_int(t, 1, number(t, s, "SELECT count(*) FROM roster_staff"));
    is_int(t, 1, number(t, s, "SELECT count(*) FROM roster_staff WHERE name = '' AND duties = ''"));
    city_close(s);
}
