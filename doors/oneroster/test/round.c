/* What leaves as OneRoster comes in again, into a school that is empty: the same pupils with the same classes and guardians; and is taken back
** by the batch as any list. */
#include "access/access.h"
#include "base/ids.h"
#include "oneroster/inside.h"
#include "people/people.h"
#include "roster/roster.h"
#include "test/harness/city.h"
#include <stdlib.h>
#include <string.h>

struct second { school_id school; person_id clerk; };

static rc second_make(struct tx *t, const struct city *s, struct second *out)
{
    struct new_school school = { .code = "thcs-hai", .name = "Trường THCS Hai", .address = "Số 2", .area_code = "00008", .ownership = OWNERSHIP_PUBLIC };
    struct new_year year = year_usual(t->ask->arena, s->today);
    school_year_id id;
    member_id member;
    const char *user_name;
    school.level[SCHOOL_LEVEL_LOWER_SECONDARY] = true;
    try(school_add(t, &school, &out->school));
    t->ask->scope.school = out->school;
    try(year_add(t, &year, &id));
    try(person_add(t, &(struct new_person){ .full_name = "Đoàn Thị Sen" }, &out->clerk));
    try(member_add(t, &(struct new_member){ .person = out->clerk, .role = MEMBER_ROLE_CLERK, .full_name = "Đoàn Thị Sen", .from = s->today }, &member));
    return account_add(t, out->clerk, "Đoàn Thị Sen", false, (batch_id){ 0 }, &user_name);
}
CLOSURE(second_make, struct city, struct second)

static rc phones_store(struct tx *t, const struct city *s, void *out)
{
    (void)out;
    try(contact_set(t, s->tuan, CONTACT_KIND_PHONE, "+84912345678"));
    return contact_set(t, s->hoa, CONTACT_KIND_PHONE, "+84987654321");
}
CLOSURE(phones_store, struct city, void)

static int64_t number(struct test *t, struct city *s, const char *sql)
{
    const char *first = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &first));
    return first ? atoll(first) : -1;
}

static const char *pupils_sql(struct test *t, school_id of)
{
    return arena_print(t->arena, "SELECT p.full_name, coalesce(p.born, 0), coalesce(p.sex, ''), c.name FROM enrolment e JOIN person p ON p.id = e.person_id "
                                 "JOIN class c ON c.school_id = e.school_id AND c.id = e.class_id WHERE e.to_day IS NULL AND e.school_id = %lld", (long long)of.v);
}

static const char *guardians_sql(struct test *t, school_id of)
{
    return arena_print(t->arena, "SELECT p.full_name, q.full_name, g.kind, coalesce((SELECT max(c.value) FROM contact c WHERE c.person_id = q.id AND c.kind = 'phone'), '') FROM enrolment e "
                                 "JOIN person p ON p.id = e.person_id JOIN guardian_link g ON g.child_id = p.id AND g.to_day IS NULL JOIN person q ON q.id = g.guardian_id "
                                 "WHERE e.to_day IS NULL AND e.school_id = %lld", (long long)of.v);
}

static void same(struct test *t, struct city *s, const char *one, const char *other)
{
    int64_t n = number(t, s, arena_print(t->arena, "SELECT count(*) FROM (%s) x", one));
    is_true(t, n > 0);
    is_int(t, n, number(t, s, arena_print(t->arena, "SELECT count(*) FROM (%s) x", other)));
    is_int(t, 0, number(t, s, arena_print(t->arena, "SELECT count(*) FROM (%s EXCEPT %s) x", one, other)));
    is_int(t, 0, number(t, s, arena_print(t->arena, "SELECT count(*) FROM (%s EXCEPT %s) x", other, one)));
}

TEST(what_leaves_comes_into_an_empty_school_as_the_same_rows_and_is_taken_back_whole)
{
    struct city *s = city_open(t);
    struct second two = { 0 };
    struct left_out left;
    struct roster_outcome out;
    is_rc(t, OK, transact(s->ask, NULL, second_make, s, &two));
    is_rc(t, OK, transact(as_staff(s, s->thcs.id), NULL, phones_store, s, NULL));
    struct leaving_out in = { s->thcs.id, "thcs", "Trường THCS Bình Minh", true, true };
    struct ask *a = as_staff(s, s->thcs.id);
    is_rc(t, OK, roster_out(a, &in, &left));
    char *zip = arena_take(t->arena, left.zip.n);
    memcpy(zip, left.zip.p, left.zip.n);
    size_t n = left.zip.n;
    a = as_staff(s, two.school);
    a->me = two.clerk;
    is_rc(t, OK, roster_import_file(&s->app, a, two.clerk, "oneroster.zip", zip, n, true, NULL, &out));
    is_int(t, 3, out.good);
    is_int(t, 0, out.waiting);
    is_int(t, 3, out.pupils);
    ask_done(s->ask);
    same(t, s, pupils_sql(t, s->thcs.id), pupils_sql(t, two.school));
    same(t, s, guardians_sql(t, s->thcs.id), guardians_sql(t, two.school));
    const char *undo = path_to(t, "/t/thcs-hai/hoan-tac/", number(t, s, "SELECT max(id) FROM batch"), "");
    is_int(t, 303, city_post(t, s, two.clerk, undo, "li_do=nh%E1%BA%A7m", NULL));
    is_int(t, 0, number(t, s, arena_print(t->arena, "SELECT count(*) FROM (%s) x", pupils_sql(t, two.school))));
    city_close(s);
}

TEST(an_export_is_taken_in_on_the_page_of_lists)
{
    struct city *s = city_open(t);
    struct left_out left;
    struct leaving_out in = { s->thcs.id, "thcs", "Trường THCS Bình Minh", false, false };
    struct loop_reply r;
    is_rc(t, OK, roster_out(as_staff(s, s->thcs.id), &in, &left));
    struct bytes zip = { left.zip.p, left.zip.n };
    is_int(t, 303, city_upload(t, s, s->clerk, "/t/thcs/nhap", path_to(t, "nam=", s->thcs.year.v, ""), "lop.zip", zip, &r));
    is_int(t, 200, city_get(t, s, s->clerk, arena_text(t->arena, r.location), &r));
    has_text(t, "Nguyễn Thị Thu Hằng", r.body);                /* a teacher: listed as no pupil */
    city_close(s);
}

#define LIST(id, after) path_to(t, "/t/thcs-hai/nhap/", id, after)

static void pressed(struct test *t, struct city *s, const struct second *two, int64_t list, const char *after, const char *fields)
{
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, two->clerk, LIST(list, ""), &r));
    const char *at = strstr(r.body, "name=\"rev\" value=\"");
    if (!is_true(t, at != NULL)) return;
    is_int(t, 303, city_post(t, s, two->clerk, LIST(list, after), arena_print(t->arena, "%s&rev=%.*s", fields, (int)strcspn(at + 18, "\""), at + 18), NULL));
    jobs_run_all(&s->app);
}

TEST(the_next_export_of_the_same_system_finds_pupils_and_classes_under_other_names)
{
    struct city *s = city_open(t);
    struct second two = { 0 };
    struct left_out left;
    struct roster_outcome out;
    struct leaving_out in = { s->thcs.id, "thcs", "Trường THCS Bình Minh", false, false };
    is_rc(t, OK, transact(s->ask, NULL, second_make, s, &two));
    for (int i = 0; i < 2; i++) {
        is_rc(t, OK, roster_out(as_staff(s, s->thcs.id), &in, &left));
        char *zip = arena_take(t->arena, left.zip.n);
        memcpy(zip, left.zip.p, left.zip.n);
        size_t n = left.zip.n;
        struct ask *a = as_staff(s, two.school);
        a->me = two.clerk;
        is_rc(t, OK, roster_import_file(&s->app, a, two.clerk, "oneroster.zip", zip, n, true, NULL, &out));
        ask_done(s->ask);
        if (i) break;
        is_int(t, 3, out.pupils);
        is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "UPDATE person SET full_name = 'Trần Hoài Thương', search_key = 'tran hoai thuong' WHERE id = %lld", (long long)s->an.v), NULL));
        is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "UPDATE class SET name = '6A9' WHERE id = %lld", (long long)s->a1.v), NULL));
    }
    is_int(t, 0, out.pupils);                                  /* all are there, also the one with another name */
    is_int(t, 3, out.waiting);
    int64_t list = number(t, s, "SELECT max(id) FROM roster_import"), of = (int64_t)two.school.v;
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, two.clerk, LIST(list, ""), &r));
    has_text(t, "dưới tên khác", r.body);
    pressed(t, s, &two, list, "/sua", "c-0-already_in_school=update");
    pressed(t, s, &two, list, "/nhap", "san_sang=3");
    is_int(t, 3, number(t, s, arena_print(t->arena, "SELECT count(*) FROM member WHERE role = 'pupil' AND school_id = %lld", (long long)of)));
    is_int(t, 2, number(t, s, arena_print(t->arena, "SELECT count(*) FROM class WHERE school_id = %lld", (long long)of)));
    is_int(t, 0, number(t, s, arena_print(t->arena, "SELECT count(*) FROM class WHERE name = '6A9' AND school_id = %lld", (long long)of)));
    /* the same ids for another child: the birth dates say so */
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "UPDATE person SET born = born - 400 WHERE id = %lld", (long long)s->an.v), NULL));
    is_rc(t, OK, roster_out(as_staff(s, s->thcs.id), &in, &left));
    char *zip = arena_take(t->arena, left.zip.n);
    memcpy(zip, left.zip.p, left.zip.n);
    size_t n = left.zip.n;
    struct ask *a = as_staff(s, two.school);
    a->me = two.clerk;
    is_rc(t, OK, roster_import_file(&s->app, a, two.clerk, "oneroster.zip", zip, n, false, NULL, &out));
    is_int(t, 2, out.waiting);
    is_int(t, 1, out.good);
    city_close(s);
}

/* ---- and the staff */

static const char *staff_sql(struct test *t, school_id of)
{
    return arena_print(t->arena, "SELECT p.full_name, m.role FROM member m JOIN person p ON p.id = m.person_id WHERE m.to_day IS NULL AND m.role IN ('teacher', 'assistant', 'staff', 'deputy') AND m.school_id = %lld", (long long)of.v);
}

static const char *duties_sql(struct test *t, school_id of)
{
    return arena_print(t->arena, "SELECT p.full_name, c.name, d.duty, coalesce(d.subject, '') FROM teaching d JOIN person p ON p.id = d.person_id JOIN class c ON c.school_id = d.school_id AND c.id = d.class_id "
                                 "WHERE d.to_day IS NULL AND d.school_id = %lld", (long long)of.v);
}

static rc head_make(struct tx *t, const struct second *two, person_id *out)
{
    member_id member;
    const char *user_name;
    t->ask->scope.school = two->school;
    try(person_add(t, &(struct new_person){ .full_name = "Đoàn Văn Nhất" }, out));
    try(member_add(t, &(struct new_member){ .person = *out, .role = MEMBER_ROLE_PRINCIPAL, .full_name = "Đoàn Văn Nhất", .from = day_of(t->now) }, &member));
    return account_add(t, *out, "Đoàn Văn Nhất", false, (batch_id){ 0 }, &user_name);
}
CLOSURE(head_make, struct second, person_id)

static rc aide_make(struct tx *t, const struct city *s, void *out)
{
    person_id person;
    member_id member;
    (void)out;
    t->ask->scope.school = s->thcs.id;
    try(person_add(t, &(struct new_person){ .full_name = "Hà Văn Giang" }, &person));
    try(member_add(t, &(struct new_member){ .person = person, .role = MEMBER_ROLE_ASSISTANT, .full_name = "Hà Văn Giang", .from = s->today }, &member));
    return teaching_add(t, s->a1, member, person, DUTY_ASSISTANT, NULL, s->today);
}
CLOSURE(aide_make, struct city, void)

TEST(the_staff_comes_in_too_with_roles_and_classes_and_is_taken_back_whole)
{
    struct city *s = city_open(t);
    struct second two = { 0 };
    struct left_out left;
    struct loop_reply r;
    person_id head;
    is_rc(t, OK, transact(s->ask, NULL, second_make, s, &two));
    is_rc(t, OK, transact(s->ask, NULL, head_make, &two, &head));
    is_rc(t, OK, transact(s->ask, NULL, aide_make, s, NULL));
    struct leaving_out in = { s->thcs.id, "thcs", "Trường THCS Bình Minh", true, true };
    is_rc(t, OK, roster_out(as_staff(s, s->thcs.id), &in, &left));
    struct bytes zip = { left.zip.p, left.zip.n };
    int64_t year = number(t, s, arena_print(t->arena, "SELECT max(id) FROM school_year WHERE school_id = %lld", (long long)two.school.v));
    is_int(t, 303, city_upload(t, s, head, "/t/thcs-hai/nhap", path_to(t, "nam=", year, ""), "tat-ca.zip", zip, &r));
    int64_t list = number(t, s, "SELECT max(id) FROM roster_import");
    is_int(t, 200, city_get(t, s, head, LIST(list, ""), &r));
    has_text(t, "Khớp với trường", r.body);                    /* the year of the file is that of the school */
    pressed(t, s, &(struct second){ two.school, head }, list, "/nhap", "san_sang=3");
    same(t, s, pupils_sql(t, s->thcs.id), pupils_sql(t, two.school));
    is_int(t, 200, city_get(t, s, two.clerk, LIST(list, "/thay-co"), &r));
    has_text(t, "Phó hiệu trưởng và văn thư do ban giám hiệu nhập", r.body);
    is_int(t, 200, city_get(t, s, head, LIST(list, "/thay-co"), &r));
    has_text(t, "Hiệu trưởng do quản trị hệ thống ghi", r.body);
    static const char field[] = "name=\"da_xem\" value=\"";
    const char *at = strstr(r.body, field);
    if (!is_true(t, at != NULL)) return;
    const char *body = arena_print(t->arena, "da_xem=%.*s", (int)strcspn(at + strlen(field), "\""), at + strlen(field));
    int64_t people = number(t, s, arena_print(t->arena, "SELECT count(*) FROM (%s) x", staff_sql(t, s->thcs.id))), duties = number(t, s, arena_print(t->arena, "SELECT count(*) FROM (%s) x", duties_sql(t, s->thcs.id)));
    has_text(t, arena_print(t->arena, "%lld người mới, %lld phân công mới", (long long)people + 1 /* the clerk */, (long long)duties), r.body);
    is_int(t, 409, city_post(t, s, two.clerk, LIST(list, "/thay-co"), body, NULL));        /* for who is no head it is less */
    is_int(t, 303, city_post(t, s, head, LIST(list, "/thay-co"), body, NULL));
    same(t, s, staff_sql(t, s->thcs.id), staff_sql(t, two.school));
    same(t, s, duties_sql(t, s->thcs.id), duties_sql(t, two.school));
    is_int(t, 409, city_post(t, s, head, LIST(list, "/thay-co"), body, NULL));             /* all of it is there */
    is_int(t, 200, city_get(t, s, head, LIST(list, "/thay-co"), &r));
    has_text(t, "Không còn gì để nhập", r.body);
    const char *undo = path_to(t, "/t/thcs-hai/hoan-tac/", number(t, s, "SELECT max(id) FROM batch WHERE act = 'roster.staff'"), "");
    is_int(t, 200, city_get(t, s, head, undo, &r));
    is_int(t, 303, city_post(t, s, head, undo, "li_do=nh%E1%BA%A7m", NULL));
    is_int(t, 0, number(t, s, arena_print(t->arena, "SELECT count(*) FROM (%s) x", staff_sql(t, two.school))));
    is_int(t, 0, number(t, s, arena_print(t->arena, "SELECT count(*) FROM (%s) x WHERE 1 = 1", duties_sql(t, two.school))));
    is_int(t, 3, number(t, s, arena_print(t->arena, "SELECT count(*) FROM (%s) x", pupils_sql(t, two.school))));       /* the pupils are another act */
    city_close(s);
}
