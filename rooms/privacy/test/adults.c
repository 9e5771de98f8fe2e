/* Erasure of adults: what has to be done first, what one school erases and what another keeps, when even the name goes; what the office writes down.
** GET /t/:truong/xoa-du-lieu   GET /t/:truong/xoa-du-lieu/:kin   POST /t/:truong/xoa-du-lieu/:kin */
#include "consent/consent.h"
#include "people/people.h"
#include "privacy/privacy.h"
#include "privacy/test/day.h"
#include "record/record.h"
#include "test/harness/city.h"
#include "test/harness/plant.h"
#include "test/harness/wrong.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int64_t number(struct test *t, struct city *s, const char *sql)
{
    const char *first = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &first));
    return first ? atoll(first) : -1;
}

static int64_t count_of(struct test *t, struct city *s, const char *from, person_id who) { return number(t, s, arena_print(t->arena, "SELECT count(*) FROM %s = %lld", from, (long long)who.v)); }
static void sql(struct test *t, struct city *s, const char *text) { is_rc(t, OK, db_plain(s->app.db, t->arena, text, NULL)); }
static void of_whom(struct test *t, struct city *s, const char *text, person_id who) { sql(t, s, arena_print(t->arena, "%s = %lld", text, (long long)who.v)); }

/* As the office does it, and whatever a test planted. */
static void left(struct test *t, struct city *s, person_id who)
{
    static const char *const table[] = { "outsider", "officer" };
    int64_t place = number(t, s, arena_print(t->arena, "SELECT coalesce(max(id), 0) FROM member WHERE to_day IS NULL AND school_id = %lld AND person_id = %lld", (long long)s->thcs.id.v, (long long)who.v));
    if (place) is_int(t, 303, city_post(t, s, s->clerk, path_to(t, "/t/thcs/nhan-su/", place, "/thoi"), arena_print(t->arena, "rev=%lld", (long long)number(t, s, arena_print(t->arena, "SELECT rev FROM member WHERE id = %lld", (long long)place))), NULL));
    for (size_t i = 0; i < 2; i++) of_whom(t, s, arena_print(t->arena, "UPDATE %s SET to_day = %d WHERE to_day IS NULL AND person_id", table[i], s->today.n), who);
}

static void stands_no_more(struct test *t, struct city *s, person_id who, person_id child)
{
    is_int(t, 303, city_post(t, s, who, path_to(t, "/ho-so/", child.v, "/thoi-phu-huynh"), "hieu=1", NULL));
}

static rc leaves(struct tx *t, const person_id *child, void *out)
{
    (void)out;
    return pupil_leave(t, &(struct pupil_leave){ *child, LEAVE_KIND_GRADUATED, day_of(t->now), NULL });
}
CLOSURE(leaves, person_id, void)

static int asks(struct test *t, struct city *s, person_id who)
{
    return city_post(t, s, who, path_to(t, "/ho-so/", who.v, "/quyen-du-lieu"), arena_print(t->arena, "viec=erase&truong=%s&loi=x", path_to(t, "", s->thcs.id.v, "")), NULL);
}

static void accepted(struct test *t, struct city *s, person_id who)
{
    is_int(t, 303, asks(t, s, who));
    sql(t, s, "UPDATE privacy_request SET state = 'answered', answered_at = at WHERE kind = 'erase'");
}

static const char *page_of(struct test *t, struct city *s, const char *after)
{
    return path_to(t, "/t/thcs/quyen-du-lieu/", number(t, s, "SELECT max(id) FROM privacy_request WHERE kind = 'erase'"), after);
}

static int proposes(struct test *t, struct city *s, struct loop_reply *r) { return city_post(t, s, s->clerk, page_of(t, s, "/xoa"), "li_do=da-nghi", r); }

static int erases(struct test *t, struct city *s, const char *name)
{
    return day_comes(t, s, city_post(t, s, s->deputy, page_of(t, s, "/xoa/duyet"), arena_print(t->arena, "quyet=xoa&bao_giay=1&ho_ten=%s&rev=1", name), NULL));
}

static void refused(struct test *t, struct city *s, const char *words)
{
    struct loop_reply r;
    is_int(t, 409, proposes(t, s, &r));
    has_text(t, words, r.body);
    is_int(t, 200, city_get(t, s, s->clerk, page_of(t, s, "/xoa"), &r));
    has_text(t, words, r.body);                                   /* and said before anybody presses */
}

static const char *name_of(struct test *t, struct city *s, person_id who)
{
    const char *name = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "SELECT full_name FROM person WHERE id = %lld", (long long)who.v), &name));
    return name;
}

/* ---- what has to be done first */

TEST(somebody_who_still_works_here_runs_the_school_or_the_system_is_not_erased)
{
    struct city *s = city_open(t);
    accepted(t, s, s->hang);
    refused(t, s, "Ghi thôi làm ở trang Thầy cô và nhân viên trước");
    left(t, s, s->hang);
    of_whom(t, s, arena_print(t->arena, "INSERT INTO outsider (school_id, id, person_id, kind, from_day, rev) SELECT school_id, id, person_id, 'mentor', %d, 1 FROM member WHERE person_id", s->today.n - 1), s->hang);
    refused(t, s, "Ghi thôi ở trang Người ngoài trường trước");
    left(t, s, s->hang);
    of_whom(t, s, "UPDATE account SET admin = 1 WHERE person_id", s->hang);
    refused(t, s, "đang quản trị hệ thống");
    of_whom(t, s, "UPDATE account SET admin = 0 WHERE person_id", s->hang);
    of_whom(t, s, "UPDATE member SET to_day = NULL, role = 'principal' WHERE person_id", s->hang);
    refused(t, s, "đang là hiệu trưởng");
    is_int(t, 0, number(t, s, "SELECT count(*) FROM privacy_erasure"));
    city_close(s);
}

static rc second_guardian(struct tx *t, const struct city *s, void *out)
{
    (void)out;
    return guardian_link_open(t, s->binh, s->yen, GUARDIAN_KIND_GUARDIAN);
}
CLOSURE(second_guardian, struct city, void)

TEST(the_only_guardian_of_a_child_is_not_erased_and_another_one_ends_the_link_first)
{
    struct city *s = city_open(t);
    accepted(t, s, s->hoa);
    refused(t, s, "Một em chỉ còn người này đứng ra");
    is_rc(t, OK, transact(s->ask, NULL, second_guardian, s, NULL));
    refused(t, s, "còn là phụ huynh của một em đang học");
    struct ask *a = as_staff(s, s->thcs.id);
    a->me = s->principal;
    is_rc(t, OK, transact(a, NULL, leaves, &s->binh, NULL));
    is_int(t, 303, proposes(t, s, NULL));                          /* the child has left, and Yến stands for it */
    stands_no_more(t, s, s->yen, s->binh);
    is_int(t, 409, erases(t, s, name_of(t, s, s->hoa)));           /* proposed, and then nobody else stood for the child, who is under age */
    is_int(t, 1, count_of(t, s, "guardian_link WHERE to_day IS NULL AND guardian_id", s->hoa));
    of_whom(t, s, "UPDATE person SET born = 1000 WHERE id", s->binh);
    is_int(t, 303, erases(t, s, name_of(t, s, s->hoa)));           /* grown up by now */
    is_int(t, 0, count_of(t, s, "guardian_link WHERE to_day IS NULL AND guardian_id", s->hoa));
    is_int(t, 0, city_wrong(t, s));
    city_close(s);
}

TEST(another_request_or_an_order_keeps_the_data)
{
    struct city *s = city_open(t);
    accepted(t, s, s->hang);
    left(t, s, s->hang);
    is_int(t, 303, city_post(t, s, s->hang, path_to(t, "/ho-so/", s->hang.v, "/quyen-du-lieu"), arena_print(t->arena, "viec=see&truong=%s&loi=x", path_to(t, "", s->thcs.id.v, "")), NULL));
    refused(t, s, "còn một yêu cầu khác về dữ liệu đang chờ");
    sql(t, s, "UPDATE privacy_request SET state = 'done', closed_at = at WHERE kind = 'see'");
    city_bar(t, s, s->chi, s->hang, "+84900000444");
    refused(t, s, "Một quyết định về việc tiếp cận còn hiệu lực");
    sql(t, s, "UPDATE guardian_order SET holds = 'read'");             /* also one that leaves the sight, about another row of theirs */
    refused(t, s, "Một quyết định về việc tiếp cận còn hiệu lực");
    city_close(s);
}

/* ---- what goes, what stays */

static const char kept[] = " statement leaving transfer officer teaching photo_tick consent privacy_request privacy_erasure restriction news announcement study_group ";

TEST(of_a_teacher_who_left_only_the_record_of_work_and_evidence_stay)
{
    struct city *s = city_open(t);
    const char *columns = NULL, *name = name_of(t, s, s->hang);
    struct span one;
    city_plant_of(t, s, s->hang);
    left(t, s, s->hang);
    of_whom(t, s, arena_print(t->arena, "UPDATE guardian_link SET to_day = %d WHERE guardian_id", s->today.n), s->hang);
    accepted(t, s, s->hang);
    sql(t, s, "UPDATE privacy_request SET closed_at = at WHERE kind = 'see'");
    of_whom(t, s, "UPDATE person SET national_id = 'dau-number', ethnicity = 'dau-kinh', sex = 'female', born = 5000 WHERE id", s->hang);
    int64_t deeds = number(t, s, "SELECT count(*) FROM statement");
    is_int(t, 303, proposes(t, s, NULL));
    is_int(t, 303, erases(t, s, name));
    is_rc(t, OK, db_plain(s->app.db, t->arena, test_on_postgres()
        ? "SELECT string_agg(c.table_name || '.' || c.column_name, ' ' ORDER BY 1) FROM information_schema.columns c WHERE c.table_schema = current_schema() AND c.data_type = 'text'"
          " AND NOT EXISTS (SELECT 1 FROM pg_class m WHERE m.relname = c.table_name AND m.relispartition)"
        : "SELECT group_concat(m.name || '.' || p.name, ' ') FROM sqlite_schema m JOIN pragma_table_info(m.name) p WHERE m.type = 'table' AND m.sql NOT LIKE '%VIRTUAL%' AND m.name NOT LIKE 'search%' AND p.type = 'TEXT'", &columns));
    if (!is_true(t, columns != NULL)) return;
    int looked = 0, found = 0;
    for (struct span rest = span_of(columns); rest.n && span_cut(&rest, ' ', &one); looked++) {
        struct span table, column = one;
        if (!span_cut(&column, '.', &table)) continue;
        int64_t n = number(t, s, arena_print(t->arena, "SELECT count(*) FROM \"%.*s\" WHERE \"%.*s\" LIKE '%%dau-%%' OR \"%.*s\" LIKE '%%+84900000901%%'",
                                             (int)table.n, table.p, (int)column.n, column.p, (int)column.n, column.p));
        found += n > 0;
        if (n > 0 && !strstr(kept, arena_print(t->arena, " %.*s ", (int)table.n, table.p))) fail(t, "%.*s still holds a mark", (int)one.n, one.p);
    }
    is_true(t, looked > 100);
    is_true(t, found > 3);
    is_int(t, 0, count_of(t, s, "session WHERE person_id", s->hang));
    is_int(t, 0, count_of(t, s, "calendar_feed WHERE person_id", s->hang));
    is_int(t, 0, count_of(t, s, "contact WHERE value <> '' AND person_id", s->hang));
    is_int(t, 1, count_of(t, s, "account WHERE password_hash IS NULL AND closed_at IS NOT NULL AND person_id", s->hang));
    is_int(t, 0, count_of(t, s, "statement WHERE actor_id", s->hang));
    is_int(t, deeds, number(t, s, "SELECT count(*) FROM statement"));
    is_text(t, name, name_of(t, s, s->hang));                      /* who taught here is known */
    is_int(t, 1, count_of(t, s, "person WHERE born IS NOT NULL AND national_id IS NULL AND id", s->hang));
    is_int(t, 1, count_of(t, s, "teaching WHERE duty = 'homeroom' AND person_id", s->hang));
    is_int(t, 1, count_of(t, s, "member WHERE person_id", s->hang));
    city_close(s);
}

static rc deeds_do(struct tx *t, const struct city *s, void *out)
{
    (void)out;
    for (int i = 0; i < 6; i++)
        try(deed_add(t, &(struct deed){ .school = i % 2 ? s->thcs.id : s->th.id, .actor = s->hang, .as = DEED_AS_STAFF, .verb = DEED_VERB_READ, .object = { "news", i + 1, "Tin" },
                                        .at = { true, { t->now.ms - i * 200000000LL } } }));
    return contact_set(t, s->hang, CONTACT_KIND_PHONE, "+84900000333");
}
CLOSURE(deeds_do, struct city, void)

static rc works_there(struct tx *t, const struct city *s, void *out)
{
    member_id id;
    const char *name;
    (void)out;
    try(person_name(t->ask, s->hang, &name));
    return member_add(t, &(struct new_member){ .person = s->hang, .role = MEMBER_ROLE_TEACHER, .full_name = name, .from = day_of(t->now) }, &id);
}
CLOSURE(works_there, struct city, void)

TEST(what_another_school_uses_stays_and_goes_only_when_it_too_is_asked)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *name = name_of(t, s, s->hang);
    is_rc(t, OK, transact(s->ask, NULL, deeds_do, s, NULL));
    left(t, s, s->hang);
    is_rc(t, OK, transact(as_staff(s, s->th.id), NULL, works_there, s, NULL));
    sql(t, s, arena_print(t->arena, "INSERT INTO roster_person_source (school_id, source, person_id, at) VALUES (%lld, 'a/1', %lld, 0), (%lld, 'b/1', %lld, 0)",
                          (long long)s->thcs.id.v, (long long)s->hang.v, (long long)s->th.id.v, (long long)s->hang.v));
    accepted(t, s, s->hang);
    is_int(t, 200, city_get(t, s, s->clerk, page_of(t, s, "/xoa"), &r));
    has_text(t, "Nơi khác còn dùng: trường này không xóa", r.body);
    is_int(t, 303, proposes(t, s, NULL));
    is_int(t, 303, erases(t, s, name));
    is_int(t, 1, count_of(t, s, "contact WHERE value = '+84900000333' AND person_id", s->hang));
    is_int(t, 1, count_of(t, s, "account WHERE closed_at IS NULL AND person_id", s->hang));
    is_int(t, 200, city_get(t, s, s->hang, "/hom-nay", NULL));
    is_int(t, 3, count_of(t, s, arena_print(t->arena, "statement WHERE school_id = %lld AND actor_id", (long long)s->th.id.v), s->hang));
    is_int(t, 0, count_of(t, s, arena_print(t->arena, "statement WHERE school_id = %lld AND actor_id", (long long)s->thcs.id.v), s->hang));
    is_int(t, 0, count_of(t, s, "roster_person_source WHERE source = 'a/1' AND person_id", s->hang));
    is_int(t, 1, count_of(t, s, "roster_person_source WHERE source = 'b/1' AND person_id", s->hang));
    is_int(t, 0, count_of(t, s, "notice WHERE words LIKE '%Một trường khác vừa xóa%' AND person_id", s->th_principal));
    is_int(t, 0, city_wrong(t, s));
    city_close(s);
}

/* ---- guardians: even the name */

TEST(of_a_guardian_whose_name_proves_nothing_not_even_the_name_stays)
{
    struct city *s = city_open(t);
    stands_no_more(t, s, s->hoa, s->binh);
    accepted(t, s, s->hoa);                                        /* the link has ended, and the school still can be asked */
    is_int(t, 303, proposes(t, s, NULL));
    is_int(t, 303, erases(t, s, name_of(t, s, s->hoa)));
    is_text(t, "(đã xóa dữ liệu)", name_of(t, s, s->hoa));
    is_int(t, 1, count_of(t, s, "person WHERE born IS NULL AND sex IS NULL AND id", s->hoa));
    is_int(t, 0, count_of(t, s, "contact WHERE value <> '' AND person_id", s->hoa));
    is_int(t, 0, count_of(t, s, "notice WHERE person_id", s->hoa));        /* nothing new was said to somebody who is gone */
    is_int(t, 0, city_wrong(t, s));
    city_close(s);
}

TEST(of_a_guardian_who_gave_consent_the_consent_stays_with_the_name_and_nothing_else)
{
    struct city *s = city_open(t);
    const char *name = name_of(t, s, s->hoa);
    is_int(t, 303, city_post(t, s, s->hoa, path_to(t, "/ho-so/", s->binh.v, "/dong-y"), "muc=photo.page&loi=co", NULL));
    stands_no_more(t, s, s->hoa, s->binh);
    accepted(t, s, s->hoa);
    is_int(t, 303, proposes(t, s, NULL));
    is_int(t, 303, erases(t, s, name));
    is_text(t, name, name_of(t, s, s->hoa));
    is_int(t, 1, count_of(t, s, "consent WHERE by_person", s->hoa));
    is_int(t, 0, count_of(t, s, "contact WHERE value <> '' AND person_id", s->hoa));
    is_int(t, 1, count_of(t, s, "account WHERE closed_at IS NOT NULL AND person_id", s->hoa));
    city_close(s);
}

TEST(who_stood_for_a_child_asks_only_schools_where_the_child_was_then)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    of_whom(t, s, arena_print(t->arena, "UPDATE guardian_link SET from_day = %d, to_day = %d WHERE guardian_id", s->today.n - 90, s->today.n - 30), s->hoa);
    of_whom(t, s, arena_print(t->arena, "UPDATE member SET from_day = %d WHERE person_id", s->today.n - 10), s->binh);      /* Bình came here after it had ended */
    is_int(t, 200, city_get(t, s, s->hoa, path_to(t, "/ho-so/", s->hoa.v, "/quyen-du-lieu"), &r));
    lacks_text(t, "Bình Minh", r.body);
    is_int(t, 422, asks(t, s, s->hoa));
    city_close(s);
}

/* ---- on paper */

static int enters(struct test *t, struct city *s, person_id by, person_id whom) { return city_post(t, s, by, path_to(t, "/t/thcs/xoa-du-lieu/", whom.v, ""), "tu_dau=paper&loi=don-ngay-hai-muoi", NULL); }

TEST(the_office_writes_down_what_came_on_paper_and_the_person_hears)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/xoa-du-lieu", NULL));
    is_int(t, 200, city_get(t, s, s->clerk, arena_print(t->arena, "/t/thcs/xoa-du-lieu?ten=%s", "Qu%C3%A1ch"), &r));
    is_int(t, 200, city_get(t, s, s->clerk, path_to(t, "/t/thcs/xoa-du-lieu/", s->yen.v, ""), &r));
    has_text(t, "Ghi thôi làm ở trang Thầy cô và nhân viên trước", r.body);
    is_int(t, 403, enters(t, s, s->hang, s->yen));
    is_int(t, 404, enters(t, s, s->clerk, s->lan));                                /* of another school */
    is_int(t, 404, enters(t, s, s->clerk, s->an));                                 /* a pupil asks, or the family */
    is_int(t, 409, enters(t, s, s->clerk, s->clerk));
    is_int(t, 422, city_post(t, s, s->clerk, path_to(t, "/t/thcs/xoa-du-lieu/", s->yen.v, ""), "tu_dau=&loi=x", NULL));
    is_int(t, 303, enters(t, s, s->clerk, s->yen));
    is_int(t, 409, enters(t, s, s->clerk, s->yen));                                /* it waits */
    is_int(t, 1, count_of(t, s, "notice WHERE words LIKE '%yêu cầu xóa dữ liệu của bạn%' AND person_id", s->yen));
    is_int(t, 200, city_get(t, s, s->yen, path_to(t, "/ho-so/", s->yen.v, "/quyen-du-lieu"), &r));
    has_text(t, "don-ngay-hai-muoi", r.body);
    is_int(t, 200, city_get(t, s, s->principal, page_of(t, s, ""), &r));
    has_text(t, "Trên giấy", r.body);
    is_int(t, 1, number(t, s, "SELECT count(*) FROM audit WHERE act = 'privacy.enter'"));
    city_close(s);
}

TEST(a_name_is_found_from_its_beginning_among_staff_and_guardians_of_the_own_school_alone)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const struct { person_id who; bool here; } one[] = { { s->hang, true }, { s->hoa, true }, { s->tuan, true }, { s->lan, false }, { s->nga, false }, { s->an, false } };
    for (size_t i = 0; i < sizeof one / sizeof *one; i++) {
        const char *name = name_of(t, s, one[i].who);
        char typed[400];
        size_t n = 0;
        for (const char *p = name; *p && n < sizeof typed - 4; p++) n += (size_t)snprintf(typed + n, 4, "%%%02X", (unsigned char)*p);
        is_int(t, 200, city_get(t, s, s->clerk, arena_print(t->arena, "/t/thcs/xoa-du-lieu?ten=%s", typed), &r));
        if (one[i].here) has_text(t, path_to(t, "/t/thcs/xoa-du-lieu/", one[i].who.v, ""), r.body);
        else lacks_text(t, path_to(t, "/t/thcs/xoa-du-lieu/", one[i].who.v, ""), r.body);
    }
    city_close(s);
}
