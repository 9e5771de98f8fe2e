/* Two rows of one colleague made one, and two again. Hằng leads 6A1; her second row came with a list. docs/decisions/0125. */
#include "access/access.h"
#include "base/ids.h"
#include "classes/classes.h"
#include "doubles/doubles.h"
#include "groups/groups.h"
#include "people/people.h"
#include "record/record.h"
#include "schools/schools.h"
#include "test/harness/city.h"
#include <stdlib.h>
#include <string.h>

struct second { const struct city *s; const char *name; person_id id; member_id place; department_id department; };

/* The second row of Hằng teaches Ngữ văn in 6A2 and stands in there, leads a department in which Hằng sits, and a club. */
static rc second_make(struct tx *t, const struct second *in, struct second *out)
{
    const struct city *s = in->s;
    const char *user_name;
    study_group_id club;
    person_id who;
    day today = day_of(t->now);
    *out = *in;
    t->ask->scope.school = s->thcs.id;
    t->ask->me = s->clerk;
    try(person_add(t, &(struct new_person){ .full_name = in->name }, &out->id));
    try(member_add(t, &(struct new_member){ .person = out->id, .role = MEMBER_ROLE_TEACHER, .full_name = in->name, .from = { today.n - 30 } }, &out->place));
    try(account_add(t, out->id, in->name, false, (batch_id){ 0 }, &user_name));
    try(teaching_add(t, s->a2, out->place, out->id, DUTY_SUBJECT, "Ngữ văn", (day){ today.n - 10 }));
    try(duty_add(t, &(struct new_duty){ s->a2, out->place, DUTY_STAND_IN, { 0 }, today, { true, { today.n + 6 } } }, &who));
    try(department_add(t, "Ngữ văn", &out->department));
    try(department_put(t, &(struct department_place){ out->department, s->m_hang, false }));
    try(department_put(t, &(struct department_place){ out->department, out->place, true }));
    try(group_add(t, &(struct new_group){ GROUP_KIND_CLUB, "Đọc sách", NULL, GROUP_JOINING_ASKS }, &club));
    return group_leader_add(t, &(struct new_leader){ .group = club, .member = out->place }, &who);
}
CLOSURE(second_make, struct second, struct second)

static const char *text_of(struct test *t, struct city *s, const char *sql)
{
    const char *first = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &first));
    return first ? first : "";
}
static int64_t number(struct test *t, struct city *s, const char *sql) { return atoll(text_of(t, s, sql)); }
/* {} is the person. */
static void run(struct test *t, struct city *s, const char *sql, person_id who)
{
    const char *at = strstr(sql, "{}");
    text_of(t, s, arena_print(t->arena, "%.*s%lld%s", (int)(at - sql), sql, (long long)who.v, at + 2));
}

static struct city *second_open(struct test *t, struct second *w)
{
    struct city *s = city_open(t);
    *w = (struct second){ s, text_of(t, s, arena_print(t->arena, "SELECT full_name FROM person WHERE id = %lld", (long long)s->hang.v)), { 0 }, { 0 }, { 0 } };
    run(t, s, "UPDATE account SET password_hash = 'x' WHERE person_id = {}", s->hang);
    is_rc(t, OK, transact(s->ask, NULL, second_make, w, w));
    s->ask->scope = (struct scope){ 0 };
    s->ask->me = (person_id){ 0 };
    return s;
}

static int merge(struct test *t, struct city *s, person_id by, person_id kept, person_id folded, struct loop_reply *r)
{
    return city_post(t, s, by, "/t/thcs/trung-ten/gop", arena_print(t->arena, "mot=%s&hai=%s&giu=%s&li_do=nhap+hai+lan", path_to(t, "", kept.v, ""), path_to(t, "", folded.v, ""),
                                                                    path_to(t, "", kept.v, "")), r);
}
static void undo(struct test *t, struct city *s, int want)
{
    is_int(t, want, city_post(t, s, s->principal, path_to(t, "/t/thcs/hoan-tac/", number(t, s, "SELECT max(batch_id) FROM merger"), ""), "li_do=nham", NULL));
}
static bool shows(struct test *t, struct city *s, person_id who, const char *path, const char *words)
{
    struct loop_reply r;
    return city_get(t, s, who, path, &r) == 200 && strstr(r.body, words);
}

/* Who stands where and does what now: equal before a merge and after its undo. */
static const char *now_of(struct test *t, struct city *s)
{
    static const char *const tables[] = { "SELECT coalesce(sum(id % 1000003), 0) FROM member WHERE to_day IS NULL", "SELECT coalesce(sum(id % 1000003 + coalesce(to_day, 0)), 0) FROM teaching WHERE to_day IS NULL OR to_day > %d",
        "SELECT coalesce(sum((id % 1000003) * (1 + head)), 0) FROM department_member WHERE to_day IS NULL", "SELECT coalesce(sum(id % 1000003), 0) FROM group_leader WHERE to_day IS NULL",
        "SELECT coalesce(sum(person_id % 1000003), 0) FROM account WHERE closed_at IS NULL", "SELECT coalesce(sum(id % 1000003), 0) FROM contact WHERE to_day IS NULL",
        "SELECT count(*) FROM person WHERE merged_into IS NOT NULL" };
    const char *all = "";
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        const char *sql = i == 1 ? arena_print(t->arena, "SELECT coalesce(sum(id %% 1000003 + coalesce(to_day, 0)), 0) FROM teaching WHERE to_day IS NULL OR to_day > %d", s->today.n) : tables[i];
        all = arena_print(t->arena, "%s %lld", all, (long long)number(t, s, sql));
    }
    return all;
}
static int64_t open_of(struct test *t, struct city *s, const char *what, person_id who)
{
    return number(t, s, arena_print(t->arena, "SELECT count(*) FROM %s x WHERE x.person_id = %lld AND (x.to_day IS NULL OR x.to_day > %d)", what, (long long)who.v, s->today.n));
}

TEST(two_rows_of_a_colleague_become_one_with_classes_departments_and_groups_and_two_again)
{
    struct second w;
    struct city *s = second_open(t, &w);
    const char *before = now_of(t, s), *compare = arena_print(t->arena, "%s?voi=%s", path_to(t, "/t/thcs/trung-ten/", s->hang.v, ""), path_to(t, "", w.id.v, ""));
    is_true(t, shows(t, s, s->clerk, "/t/thcs/trung-ten", w.name));
    is_true(t, shows(t, s, s->clerk, compare, "6A2: "));
    is_true(t, shows(t, s, s->clerk, compare, "Giữ hồ sơ mà người ấy đang đăng nhập"));
    is_int(t, 403, city_get(t, s, s->hang, path_to(t, "/t/thcs/lop/", s->a2.v, ""), NULL));
    is_int(t, 303, merge(t, s, s->clerk, s->hang, w.id, NULL));
    is_int(t, 200, city_get(t, s, s->hang, path_to(t, "/t/thcs/lop/", s->a2.v, ""), NULL));
    is_int(t, 200, city_get(t, s, s->hang, path_to(t, "/t/thcs/lop/", s->a1.v, ""), NULL));
    is_int(t, 0, open_of(t, s, "member", w.id) + open_of(t, s, "teaching", w.id) + open_of(t, s, "department_member", w.id) + open_of(t, s, "group_leader", w.id));
    is_int(t, 1, open_of(t, s, "member", s->hang));                              /* the place that she had */
    is_int(t, 1, number(t, s, arena_print(t->arena, "SELECT count(*) FROM teaching WHERE person_id = %lld AND duty = 'stand_in' AND to_day = %d", (long long)s->hang.v, s->today.n + 7)));
    is_int(t, 1, number(t, s, arena_print(t->arena, "SELECT count(*) FROM department_member WHERE person_id = %lld AND head = 1 AND to_day IS NULL", (long long)s->hang.v)));
    is_int(t, 1, open_of(t, s, "group_leader", s->hang));
    is_int(t, 1, open_of(t, s, "department_member", s->hang));
    is_int(t, 0, number(t, s, arena_print(t->arena, "SELECT count(*) FROM account WHERE closed_at IS NULL AND person_id = %lld", (long long)w.id.v)));
    is_true(t, shows(t, s, s->hang, "/thong-bao", "vừa gộp hai hồ sơ trùng của bạn"));
    is_true(t, !shows(t, s, s->clerk, "/t/thcs/trung-ten", w.name));
    undo(t, s, 303);
    is_text(t, before, now_of(t, s));
    is_int(t, 403, city_get(t, s, s->hang, path_to(t, "/t/thcs/lop/", s->a2.v, ""), NULL));
    city_close(s);
}

static rc wrote_store(struct tx *t, const struct second *in, void *out)
{
    (void)out;
    t->ask->scope.school = in->s->thcs.id;
    return deed_add(t, &(struct deed){ .school = in->s->thcs.id, .actor = in->id, .as = DEED_AS_STAFF, .verb = DEED_VERB_WROTE, .object = { "values_page", 5, "Phiên bản 5" } });
}
CLOSURE(wrote_store, struct second, void)

TEST(what_either_row_of_a_colleague_did_is_read_together_and_stays_where_it_was_written)
{
    struct second w;
    struct city *s = second_open(t, &w);
    is_rc(t, OK, transact(s->ask, NULL, wrote_store, &w, NULL));
    s->ask->scope = (struct scope){ 0 };
    is_true(t, !shows(t, s, s->hang, "/hanh-trinh", "Phiên bản 5"));
    is_int(t, 303, merge(t, s, s->clerk, s->hang, w.id, NULL));
    is_true(t, shows(t, s, s->hang, "/hanh-trinh", "Phiên bản 5"));
    is_int(t, 1, number(t, s, arena_print(t->arena, "SELECT count(*) FROM statement WHERE actor_id = %lld", (long long)w.id.v)));
    undo(t, s, 303);
    is_true(t, !shows(t, s, s->hang, "/hanh-trinh", "Phiên bản 5"));
    city_close(s);
}

TEST(messages_to_the_staff_reach_the_row_that_is_kept_also_where_they_were_sent_before_it_came_back)
{
    struct second w;
    struct city *s = second_open(t, &w);
    struct loop_reply r;
    run(t, s, arena_print(t->arena, "UPDATE member SET from_day = %d, to_day = %d WHERE person_id = {}", s->today.n - 400, s->today.n - 2), s->hang);
    is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/loi-nhan/moi", "tieu_de=Hop+to&noi_dung=Thu+Sau&noi=truong&gui-staff=1&xac_nhan=1", &r));
    is_int(t, 303, city_post(t, s, s->clerk, arena_print(t->arena, "%s/gui", r.location), "rev=1", NULL));
    is_true(t, jobs_run_all(&s->app) >= 1);
    is_int(t, 1, open_of(t, s, "member", w.id));
    is_int(t, 303, merge(t, s, s->clerk, s->hang, w.id, NULL));
    is_true(t, shows(t, s, s->hang, "/loi-nhan", "Hop to"));
    city_close(s);
}

TEST(what_was_ended_after_a_merge_stays_ended_when_the_rows_are_two_again)
{
    struct second w;
    struct city *s = second_open(t, &w);
    is_int(t, 303, merge(t, s, s->clerk, s->hang, w.id, NULL));
    run(t, s, arena_print(t->arena, "UPDATE teaching SET to_day = %d WHERE duty = 'subject' AND to_day IS NULL AND person_id = {}", s->today.n), s->hang);
    run(t, s, arena_print(t->arena, "UPDATE group_leader SET to_day = %d WHERE person_id = {} AND to_day IS NULL", s->today.n), s->hang);
    undo(t, s, 303);
    is_int(t, 0, number(t, s, arena_print(t->arena, "SELECT count(*) FROM teaching WHERE duty = 'subject' AND to_day IS NULL AND person_id = %lld", (long long)w.id.v)));
    is_int(t, 0, open_of(t, s, "group_leader", w.id));
    is_int(t, 1, open_of(t, s, "department_member", w.id));
    city_close(s);
}

TEST(whoever_left_after_a_merge_does_not_come_back_by_its_undo)
{
    struct second w;
    struct city *s = second_open(t, &w);
    is_int(t, 303, merge(t, s, s->clerk, s->hang, w.id, NULL));
    is_int(t, 303, city_post(t, s, s->clerk, path_to(t, "/t/thcs/nhan-su/", s->m_hang.v, "/thoi"), arena_print(t->arena, "rev=%lld",
                             (long long)number(t, s, arena_print(t->arena, "SELECT rev FROM member WHERE id = %lld", (long long)s->m_hang.v))), NULL));
    undo(t, s, 303);
    is_int(t, 0, open_of(t, s, "member", w.id) + open_of(t, s, "teaching", w.id) + open_of(t, s, "department_member", w.id) + open_of(t, s, "group_leader", w.id));
    is_int(t, 0, open_of(t, s, "member", s->hang));
    is_true(t, city_get(t, s, w.id, path_to(t, "/t/thcs/lop/", s->a2.v, ""), NULL) != 200);
    city_close(s);
}

TEST(the_row_that_signs_in_is_kept_and_of_two_that_do_only_those_of_one_telephone_become_one)
{
    struct second w;
    struct city *s = second_open(t, &w);
    struct loop_reply r;
    const char *before = now_of(t, s);
    is_int(t, 409, merge(t, s, s->principal, w.id, s->hang, &r));
    has_text(t, "vẫn vào được như cũ", r.body);
    run(t, s, "UPDATE account SET password_hash = 'y' WHERE person_id = {}", w.id);
    is_int(t, 409, merge(t, s, s->principal, s->hang, w.id, &r));
    has_text(t, "có thể là hai người", r.body);
    is_text(t, before, now_of(t, s));
    run(t, s, "INSERT INTO contact (id, person_id, kind, value, from_day) VALUES (7001, {}, 'phone', '+84900000321', 20000)", s->hang);
    run(t, s, "INSERT INTO contact (id, person_id, kind, value, from_day) VALUES (7002, {}, 'phone', '+84900000321', 20000)", w.id);
    is_int(t, 403, merge(t, s, s->clerk, s->hang, w.id, NULL));                  /* a second account in use: the heads' word */
    is_int(t, 303, merge(t, s, s->principal, s->hang, w.id, NULL));
    city_close(s);
}

TEST(a_passkey_is_a_sign_in_as_good_as_a_password)
{
    struct second w;
    struct city *s = second_open(t, &w);
    run(t, s, "INSERT INTO passkey (id, person_id, credential, alg, spki, counter, name, made_at, rev) SELECT 7003, person_id, sort_key, -7, sort_key, 0, 'May', 1, 1 FROM member WHERE person_id = {}", w.id);
    is_int(t, 409, merge(t, s, s->principal, s->hang, w.id, NULL));
    city_close(s);
}

TEST(no_right_of_the_office_rises_by_a_merge)
{
    struct second w;
    struct city *s = second_open(t, &w);
    struct loop_reply r;
    run(t, s, "UPDATE member SET role = 'deputy' WHERE person_id = {}", w.id);
    is_int(t, 409, merge(t, s, s->principal, s->hang, w.id, &r));                /* Hằng would be a deputy */
    has_text(t, "đang giữ việc của ban giám hiệu", r.body);
    run(t, s, "UPDATE account SET password_hash = NULL WHERE person_id = {}", s->hang);
    is_int(t, 403, merge(t, s, s->clerk, w.id, s->hang, NULL));                  /* into a row of the office: the heads alone */
    is_int(t, 303, merge(t, s, s->principal, w.id, s->hang, NULL));
    is_int(t, 403, city_post(t, s, s->clerk, path_to(t, "/t/thcs/hoan-tac/", number(t, s, "SELECT max(batch_id) FROM merger"), ""), "li_do=nham", NULL));
    is_int(t, 2, open_of(t, s, "member", w.id));                                 /* deputy, and the teacher that she was */
    is_int(t, 1, number(t, s, arena_print(t->arena, "SELECT count(*) FROM teaching WHERE person_id = %lld AND duty = 'homeroom' AND to_day IS NULL", (long long)w.id.v)));
    undo(t, s, 303);
    is_int(t, 1, open_of(t, s, "member", w.id));
    is_int(t, 1, number(t, s, arena_print(t->arena, "SELECT count(*) FROM teaching WHERE person_id = %lld AND duty = 'homeroom' AND to_day IS NULL", (long long)s->hang.v)));
    city_close(s);
}

TEST(while_its_rights_are_handed_over_an_order_stands_or_a_place_is_open_elsewhere_colleagues_do_not_become_one)
{
    struct second w;
    struct city *s = second_open(t, &w);
    struct loop_reply r;
    long long thcs = (long long)s->thcs.id.v;
    run(t, s, arena_print(t->arena, "INSERT INTO delegation (school_id, id, what, from_member, to_member, from_person, to_person, from_day, to_day, made_at, rev) "
        "SELECT %lld, 7004, 'news', %lld, %lld, %lld, {}, %d, %d, 1, 1", thcs, (long long)s->m_principal.v, (long long)w.place.v, (long long)s->principal.v, s->today.n, s->today.n + 9), w.id);
    is_int(t, 409, merge(t, s, s->principal, s->hang, w.id, &r));
    has_text(t, "Ngừng ủy quyền", r.body);
    run(t, s, "UPDATE delegation SET to_person = {}", s->hang);                  /* the kept row goes on with what it was handed */
    is_int(t, 303, merge(t, s, s->principal, s->hang, w.id, NULL));
    undo(t, s, 303);
    city_keep_away(t, s, s->an, s->tuan);
    run(t, s, "UPDATE guardian_order SET guardian_id = {}", w.id);
    is_int(t, 409, merge(t, s, s->principal, s->hang, w.id, &r));
    has_text(t, "quyết định về việc tiếp cận", r.body);
    run(t, s, "UPDATE guardian_order SET lifted_at = 3 WHERE guardian_id = {}", w.id);
    run(t, s, arena_print(t->arena, "INSERT INTO member (school_id, id, person_id, role, display_name, search_key, sort_key, from_day, rev) "
        "SELECT %lld, 7005, person_id, role, display_name, search_key, sort_key, from_day, 1 FROM member WHERE person_id = {}", (long long)s->th.id.v), w.id);
    is_int(t, 409, merge(t, s, s->principal, s->hang, w.id, &r));
    has_text(t, "còn ở trường khác", r.body);
    run(t, s, "UPDATE member SET to_day = from_day WHERE id = 7005 AND person_id = {}", w.id);
    is_int(t, 303, merge(t, s, s->principal, s->hang, w.id, NULL));
    city_close(s);
}

TEST(a_colleague_who_comes_back_stands_under_the_former_row_again)
{
    struct second w;
    struct city *s = second_open(t, &w);
    run(t, s, arena_print(t->arena, "UPDATE teaching SET to_day = %d WHERE person_id = {}", s->today.n - 2), s->hang);
    run(t, s, arena_print(t->arena, "UPDATE member SET from_day = %d, to_day = %d WHERE person_id = {}", s->today.n - 400, s->today.n - 2), s->hang);
    is_true(t, shows(t, s, s->clerk, "/t/thcs/trung-ten", "(đã thôi làm)"));
    is_int(t, 303, merge(t, s, s->clerk, s->hang, w.id, NULL));
    is_int(t, 200, city_get(t, s, s->hang, path_to(t, "/t/thcs/lop/", s->a2.v, ""), NULL));
    is_int(t, 1, open_of(t, s, "member", s->hang));
    undo(t, s, 303);
    is_int(t, 0, open_of(t, s, "member", s->hang));
    is_int(t, 1, open_of(t, s, "member", w.id));
    is_int(t, 2, open_of(t, s, "teaching", w.id));
    city_close(s);
}

/* ---- three rows */

struct thirds { const struct second *w; person_id id; member_id place; };

/* A third row of Hằng: it teaches Toán in 6A2, sits in a department of its own and leads a club. */
static rc third_make(struct tx *t, const struct thirds *in, struct thirds *out)
{
    const struct city *s = in->w->s;
    const char *user_name;
    department_id department;
    study_group_id club;
    person_id who;
    *out = *in;
    t->ask->scope.school = s->thcs.id;
    t->ask->me = s->clerk;
    try(person_add(t, &(struct new_person){ .full_name = in->w->name }, &out->id));
    try(contact_set(t, out->id, CONTACT_KIND_PHONE, "+84900000654"));
    try(member_add(t, &(struct new_member){ .person = out->id, .role = MEMBER_ROLE_TEACHER, .full_name = in->w->name, .from = { day_of(t->now).n - 20 } }, &out->place));
    try(account_add(t, out->id, in->w->name, false, (batch_id){ 0 }, &user_name));
    try(teaching_add(t, s->a2, out->place, out->id, DUTY_SUBJECT, "Toán", (day){ day_of(t->now).n - 10 }));
    try(department_add(t, "Toán", &department));
    try(department_put(t, &(struct department_place){ department, out->place, true }));
    try(department_put(t, &(struct department_place){ in->w->department, out->place, false }));
    try(group_add(t, &(struct new_group){ GROUP_KIND_CLUB, "Cờ vua", NULL, GROUP_JOINING_ASKS }, &club));
    return group_leader_add(t, &(struct new_leader){ .group = club, .member = out->place }, &who);
}
CLOSURE(third_make, struct thirds, struct thirds)

static int undo_one(struct test *t, struct city *s, int64_t batch, struct loop_reply *r)
{
    return city_post(t, s, s->principal, path_to(t, "/t/thcs/hoan-tac/", batch, ""), "li_do=nham", r);
}

/* The three rows; Hằng's own place is over, so that what the first merge makes carries what the second one gives. */
static struct city *thirds_open(struct test *t, struct second *w, struct thirds *x)
{
    struct city *s = second_open(t, w);
    run(t, s, arena_print(t->arena, "UPDATE teaching SET to_day = %d WHERE person_id = {}", s->today.n - 2), s->hang);
    run(t, s, arena_print(t->arena, "UPDATE member SET from_day = %d, to_day = %d WHERE person_id = {}", s->today.n - 400, s->today.n - 2), s->hang);
    run(t, s, arena_print(t->arena, "UPDATE department_member SET to_day = %d WHERE person_id = {}", s->today.n - 2), s->hang);
    *x = (struct thirds){ w, { 0 }, { 0 } };
    is_rc(t, OK, transact(s->ask, NULL, third_make, x, x));
    s->ask->scope = (struct scope){ 0 };
    s->ask->me = (person_id){ 0 };
    return s;
}

TEST(of_three_rows_made_one_the_newest_is_taken_back_first_and_then_all_is_as_it_was)
{
    struct second w;
    struct thirds x;
    struct city *s = thirds_open(t, &w, &x);
    struct loop_reply r;
    const char *before = now_of(t, s);
    is_int(t, 303, merge(t, s, s->clerk, s->hang, w.id, NULL));
    const char *between = now_of(t, s);
    int64_t first = number(t, s, "SELECT max(batch_id) FROM merger");
    is_int(t, 303, merge(t, s, s->clerk, s->hang, x.id, NULL));
    const char *both = now_of(t, s);
    int64_t second = number(t, s, "SELECT max(batch_id) FROM merger");
    is_int(t, 200, city_get(t, s, s->principal, path_to(t, "/t/thcs/hoan-tac/", first, ""), &r));
    has_text(t, "Hoàn tác lần gộp ấy trước", r.body);
    is_int(t, 409, undo_one(t, s, first, &r));
    has_text(t, "Hoàn tác lần gộp ấy trước", r.body);
    has_text(t, "08:00 23/11/2026", r.body);                                     /* which one */
    is_text(t, both, now_of(t, s));
    is_int(t, 303, undo_one(t, s, second, NULL));
    is_text(t, between, now_of(t, s));
    is_int(t, 200, city_get(t, s, s->principal, path_to(t, "/t/thcs/hoan-tac/", first, ""), &r));
    is_true(t, !strstr(r.body, "Hoàn tác lần gộp ấy trước"));
    is_int(t, 303, undo_one(t, s, first, NULL));
    is_text(t, before, now_of(t, s));
    is_int(t, 1, open_of(t, s, "member", w.id));
    is_int(t, 1, open_of(t, s, "member", x.id));
    is_int(t, 1, open_of(t, s, "teaching", x.id));
    is_int(t, 2, open_of(t, s, "department_member", x.id));
    is_int(t, 1, open_of(t, s, "group_leader", x.id));
    city_close(s);
}

TEST(a_newer_merge_at_another_school_is_said_and_not_told_of)
{
    struct second w;
    struct city *s = second_open(t, &w);
    struct loop_reply r;
    is_int(t, 303, merge(t, s, s->clerk, s->hang, w.id, NULL));
    long long batch = number(t, s, "SELECT max(batch_id) FROM merger"), th = (long long)s->th.id.v;
    text_of(t, s, arena_print(t->arena, "INSERT INTO batch (school_id, id, kind, by_person, at) VALUES (%lld, %lld, 'other', %lld, 1700000000000)", th, batch + 1, (long long)s->th_principal.v));
    text_of(t, s, arena_print(t->arena, "INSERT INTO merger (school_id, id, batch_id, kept_id, folded_id, account_closed, by_person, at) VALUES (%lld, 7011, %lld, %lld, %lld, 0, %lld, 1700000000000)",
                              th, batch + 1, (long long)s->hang.v, (long long)s->lan.v, (long long)s->th_principal.v));
    is_int(t, 409, undo_one(t, s, batch, &r));
    has_text(t, "Nhờ trường ấy hoàn tác", r.body);
    is_true(t, !strstr(r.body, "2023"));
    text_of(t, s, arena_print(t->arena, "UPDATE batch SET undone_at = 1700000000001 WHERE id = %lld", batch + 1));
    is_int(t, 303, undo_one(t, s, batch, NULL));
    city_close(s);
}

TEST(of_who_has_left_the_end_of_the_telephone_is_shown_alone)
{
    struct second w;
    struct city *s = second_open(t, &w);
    const char *compare = arena_print(t->arena, "%s?voi=%s", path_to(t, "/t/thcs/trung-ten/", s->hang.v, ""), path_to(t, "", w.id.v, ""));
    run(t, s, "DELETE FROM contact WHERE person_id = {}", s->hang);
    run(t, s, "INSERT INTO contact (id, person_id, kind, value, from_day) VALUES (7041, {}, 'phone', '+84900000321', 20000)", s->hang);
    is_true(t, shows(t, s, s->clerk, compare, "0900 000 321"));
    run(t, s, arena_print(t->arena, "UPDATE member SET from_day = %d, to_day = %d WHERE person_id = {}", s->today.n - 400, s->today.n - 2), s->hang);
    is_true(t, !shows(t, s, s->clerk, compare, "0900 000 321"));
    is_true(t, shows(t, s, s->clerk, compare, "… 321"));
    city_close(s);
}
