/* What the programme's office sees of all schools, and what nobody sees there.
** GET /chuong-trinh
** GET /chuong-trinh.csv
** GET /chuong-trinh.json */
#include "access/access.h"
#include "base/ids.h"
#include "base/json.h"
#include "programme/programme.h"
#include "record/record.h"
#include "schools/schools.h"
#include "test/harness/city.h"
#include "values/values.h"
#include <stdlib.h>
#include <string.h>

enum { A_WEEK = 7 };

struct office { person_id who; officer_id place; };

static rc office_make(struct tx *t, const enum organisation_kind *kind, struct office *out)
{
    const char *user_name;
    try(person_add(t, &(struct new_person){ .full_name = "Tạ Thị Chương" }, &out->who));
    try(officer_add(t, &(struct new_officer){ out->who, "Tạ Thị Chương", NULL, NULL, *kind, OFFICE_ROLE_LEADER }, &out->place));
    return account_add(t, out->who, "Tạ Thị Chương", false, (batch_id){ 0 }, &user_name);
}
CLOSURE(office_make, enum organisation_kind, struct office)

static struct city *office_open(struct test *t, struct office *w)
{
    struct city *s = city_open(t);
    enum organisation_kind kind = ORGANISATION_KIND_PROGRAMME;
    is_rc(t, OK, transact(s->ask, NULL, office_make, &kind, w));
    return s;
}

static int64_t number(struct test *t, struct city *s, const char *sql)
{
    const char *first = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &first));
    return first ? atoll(first) : -1;
}

static const char *page_as(struct test *t, struct city *s, person_id who, const char *path)
{
    struct loop_reply r = { .body = "" };
    is_int(t, 200, city_get(t, s, who, path, &r));
    return r.body;
}

static void count(struct test *t, struct city *s)
{
    is_int(t, 303, city_post(t, s, s->admin, "/quan-tri/viec/lam-ngay", "loai=programme.count", NULL));
    is_true(t, jobs_run_all(&s->app) >= 1);
}

struct done { school_id school; person_id by; day on; int64_t times; };

/* Somebody of a school did something that often on a day. */
static rc done_store(struct tx *t, const struct done *in, void *out)
{
    (void)out;
    t->ask->scope.school = in->school;
    for (int64_t i = 0; i < in->times; i++)
        try(deed_add(t, &(struct deed){ .school = in->school, .actor = in->by, .as = DEED_AS_STAFF, .verb = DEED_VERB_WROTE, .object = { "values_page", 1 + i, "1" }, .at = { true, { day_start(in->on).ms + 36000000 } } }));
    return OK;
}
CLOSURE(done_store, struct done, void)

static void done(struct test *t, struct city *s, struct done d)
{
    is_rc(t, OK, transact(s->ask, NULL, done_store, &d, NULL));
    s->ask->scope = (struct scope){ 0 };
}

static rc said_store(struct tx *t, const struct city *s, void *out)
{
    struct values_text text = { "Tôn trọng", "Mở cửa", "Học để làm", "Chính trực: nói thật" };
    int64_t number_;
    (void)out;
    t->ask->scope.school = s->thcs.id;
    return values_publish(t, &text, s->clerk, s->principal, &number_);
}
CLOSURE(said_store, struct city, void)

/* Everybody whom the city knows by name. */
static void names_nobody(struct test *t, struct city *s, const char *page)
{
    for (int64_t n = number(t, s, "SELECT count(*) FROM person"), i = 0; i < n; i++) {
        const char *name = NULL;
        is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "SELECT full_name FROM person ORDER BY id LIMIT 1 OFFSET %lld", (long long)i), &name));
        if (name && !str_is(name, "Tạ Thị Chương") && strstr(page, name)) fail(t, "%s is named", name);
    }
    lacks_text(t, "/em/", page);
    lacks_text(t, "/lop/", page);
}

TEST(r13_the_office_of_the_programme_sees_how_all_schools_stand_and_nobody_of_them)
{
    struct office w;
    struct city *s = office_open(t, &w);
    is_rc(t, OK, transact(s->ask, NULL, said_store, s, NULL));
    s->ask->scope = (struct scope){ 0 };
    count(t, s);
    const char *page = page_as(t, s, w.who, "/chuong-trinh");
    has_text(t, "Trường THCS Bình Minh", page);
    has_text(t, "Sao Mai", page);
    has_text(t, "Hoa Gạo", page);
    has_text(t, "<b>3/3</b><span>trường đã bắt đầu", page);
    has_text(t, "<b>1/3</b><span>đã công bố văn hóa, chiến lược", page);
    has_text(t, "số liệu đến hết Chủ nhật 22/11/2026", page);
    has_text(t, "dưới 10", page);                                                /* three pupils */
    names_nobody(t, s, page);
    names_nobody(t, s, page_as(t, s, w.who, "/chuong-trinh.csv"));
    names_nobody(t, s, page_as(t, s, w.who, "/chuong-trinh.json"));
    names_nobody(t, s, page_as(t, s, w.who, "/hom-nay"));
    is_int(t, 404, city_get(t, s, w.who, "/t/thcs/lop", NULL));
    is_int(t, 404, city_get(t, s, w.who, path_to(t, "/t/thcs/em/", s->an.v, ""), NULL));
    is_int(t, 404, city_get(t, s, w.who, "/t/thcs/ban-do", NULL));
    is_int(t, 403, city_get(t, s, w.who, "/khu-vuc", NULL));
    is_int(t, 403, city_get(t, s, w.who, "/quan-tri/co-quan", NULL));
    is_int(t, 200, city_get(t, s, w.who, "/t/thcs", NULL));
    city_close(s);
}

TEST(nobody_but_the_office_reads_its_table_and_who_left_it_no_longer)
{
    struct office w, other;
    struct city *s = office_open(t, &w);
    enum organisation_kind department = ORGANISATION_KIND_DEPARTMENT;
    is_rc(t, OK, transact(s->ask, NULL, office_make, &department, &other));
    const person_id not[] = { s->principal, s->hang, s->an, s->tuan, s->admin, other.who };
    for (size_t i = 0; i < sizeof not / sizeof *not; i++) {
        is_int(t, 403, city_get(t, s, not[i], "/chuong-trinh", NULL));
        is_int(t, 403, city_get(t, s, not[i], "/chuong-trinh.csv", NULL));
        is_int(t, 403, city_get(t, s, not[i], "/chuong-trinh.json", NULL));
    }
    is_int(t, 200, city_get(t, s, other.who, "/khu-vuc", NULL));
    char id[ID_TEXT_SIZE];
    id_text(w.place.v, id);
    is_int(t, 200, city_post(t, s, s->admin, "/quan-tri/co-quan/phieu", arena_print(t->arena, "dong=%s&rev=1", id), NULL));
    has_text(t, "Văn phòng Chương trình, Trường Đại học Thủ đô Hà Nội", page_as(t, s, s->admin, "/quan-tri/co-quan"));
    is_int(t, 303, city_post(t, s, s->admin, "/quan-tri/co-quan/thoi", arena_print(t->arena, "dong=%s&rev=1", id), NULL));
    is_int(t, 403, city_get(t, s, w.who, "/chuong-trinh", NULL));
    city_close(s);
}

TEST(who_works_in_an_authority_too_has_both_and_neither_opens_the_other)
{
    struct office w;
    struct city *s = office_open(t, &w);
    is_int(t, 303, city_post(t, s, s->admin, "/quan-tri/co-quan", "ho_ten=Can&co_quan=commune_office&vai=officer&dia_ban=00008", NULL));
    number(t, s, arena_print(t->arena, "UPDATE officer SET person_id = %lld WHERE person_id <> %lld", (long long)w.who.v, (long long)w.who.v));
    number(t, s, "UPDATE account SET access_rev = access_rev + 1");
    has_text(t, "Sao Mai", page_as(t, s, w.who, "/chuong-trinh"));
    const char *area = page_as(t, s, w.who, "/khu-vuc");                          /* that of the commune, not the whole city */
    has_text(t, "Trường THCS Bình Minh", area);
    lacks_text(t, "Sao Mai", area);
    city_close(s);
}

TEST(a_new_person_of_the_office_is_written_down_by_the_system_administrator_alone)
{
    struct city *s = city_open(t);
    static const char one[] = "ho_ten=Pham+Minh&co_quan=programme&vai=leader&chuc_danh=Phu+trach";
    is_int(t, 403, city_post(t, s, s->principal, "/quan-tri/co-quan", one, NULL));
    is_int(t, 303, city_post(t, s, s->admin, "/quan-tri/co-quan", one, NULL));
    is_int(t, 303, city_post(t, s, s->admin, "/quan-tri/co-quan", "ho_ten=Pham+Lan&co_quan=programme&vai=officer", NULL));
    is_int(t, 1, number(t, s, "SELECT count(*) FROM organisation WHERE kind = 'programme'"));           /* one office */
    has_text(t, "Pham Lan", page_as(t, s, s->admin, "/quan-tri/co-quan"));
    city_close(s);
}

TEST(before_the_first_night_the_office_reads_that_nothing_is_counted_yet)
{
    struct office w;
    struct city *s = office_open(t, &w);
    const char *page = page_as(t, s, w.who, "/chuong-trinh");
    has_text(t, "Chưa có số liệu.", page);
    has_text(t, "chưa có số liệu", page);                                        /* each school */
    has_text(t, "Chưa có số liệu của các trường", page_as(t, s, w.who, "/hom-nay"));
    has_text(t, "thcs,Trường THCS Bình Minh,,,", page_as(t, s, w.who, "/chuong-trinh.csv"));
    city_close(s);
}

TEST(schools_that_wait_are_on_the_home_of_the_office_and_in_a_list_of_their_own)
{
    struct office w;
    struct city *s = office_open(t, &w);
    number(t, s, arena_print(t->arena, "UPDATE school_year SET ends = starts WHERE school_id = %lld", (long long)s->th.id.v));
    done(t, s, (struct done){ s->thcs.id, s->hang, { s->today.n - 3 }, 12 });
    count(t, s);
    const char *home = page_as(t, s, w.who, "/hom-nay");
    has_text(t, "1 trường chưa bắt đầu", home);
    has_text(t, "1 trường im ắng bốn tuần qua", home);                           /* the preschool: has begun, and nothing was done */
    has_text(t, "3 trường chưa công bố", home);
    has_text(t, "2 trên 3 trường đã bắt đầu", home);
    const char *list = page_as(t, s, w.who, "/chuong-trinh?loc=chua-bat-dau");
    has_text(t, "Sao Mai", list);
    lacks_text(t, "Trường THCS Bình Minh", list);
    list = page_as(t, s, w.who, "/chuong-trinh?loc=im-ang");
    has_text(t, "Hoa Gạo", list);
    lacks_text(t, "Trường THCS Bình Minh", list);
    list = page_as(t, s, w.who, "/chuong-trinh?loc=con-trong");
    has_text(t, "Trường THCS Bình Minh", list);
    has_text(t, "mục khác", list);
    is_int(t, 404, city_get(t, s, w.who, "/chuong-trinh?loc=khac", NULL));
    lacks_text(t, "Sao Mai", page_as(t, s, w.who, "/chuong-trinh.csv?loc=im-ang"));
    city_close(s);
}

TEST(deeds_are_told_rounded_down_and_never_of_a_few)
{
    struct office w;
    struct city *s = office_open(t, &w);
    done(t, s, (struct done){ s->thcs.id, s->hang, { s->today.n - 3 }, 27 });
    done(t, s, (struct done){ s->th.id, s->lan, { s->today.n - 4 }, 4 });
    done(t, s, (struct done){ s->th.id, s->lan, { s->today.n - 4 - A_WEEK }, 8 });
    count(t, s);
    const char *page = page_as(t, s, w.who, "/chuong-trinh"), *csv = page_as(t, s, w.who, "/chuong-trinh.csv");
    has_text(t, "từ 20", page);
    lacks_text(t, ">27<", page);
    lacks_text(t, "từ 27", page);
    lacks_text(t, ">31<", page);                                                 /* of both: 30 */
    has_text(t, ">30<", page);
    has_text(t, "Tuần qua có việc được ghi ở 2 trên 3 trường.", page);
    has_text(t, "2026-11-22,1,0,0,,20,", csv);                                   /* pupils: not told */
    has_text(t, "2026-11-22,1,0,0,,,", csv);                                     /* four deeds: not told */
    has_text(t, "2026-11-22,1,0,1,,0,", csv);                                    /* none: told */
    const char *json = page_as(t, s, w.who, "/chuong-trinh.json");
    is_true(t, json_read(t->arena, json) != NULL);
    has_text(t, "{\"threshold\":10,\"schools\":[", json);
    has_text(t, "\"so_hoc_sinh\":null", json);
    city_close(s);
}

/* Everybody reads "fewer than 30" of a school that set 30; "from 20" beside it would leave ten. */
TEST(deeds_are_told_by_the_threshold_of_the_school_and_those_of_all_by_the_greatest)
{
    struct office w;
    struct city *s = office_open(t, &w);
    number(t, s, arena_print(t->arena, "INSERT INTO setting (school_id, year_id, key, text, by_person, at, rev) VALUES (%lld, 0, 'map.least', '30', 0, 0, 1)", (long long)s->thcs.id.v));
    done(t, s, (struct done){ s->thcs.id, s->hang, { s->today.n - 3 }, 27 });
    count(t, s);
    const char *page = page_as(t, s, w.who, "/chuong-trinh");
    has_text(t, "dưới 30", page);
    lacks_text(t, "từ 20", page);
    lacks_text(t, ">20<", page);                                                 /* nor week by week, of all: it is the only one */
    has_text(t, "2026-11-22,1,0,0,,,", page_as(t, s, w.who, "/chuong-trinh.csv"));
    lacks_text(t, "2026-11-22,1,0,0,,20,", page_as(t, s, w.who, "/chuong-trinh.csv"));
    number(t, s, arena_print(t->arena, "UPDATE programme_school SET deeds = 65 WHERE school_id = %lld", (long long)s->thcs.id.v));
    has_text(t, "2026-11-22,1,0,0,,60,", page_as(t, s, w.who, "/chuong-trinh.csv"));
    city_close(s);
}

TEST(pupils_of_a_school_are_told_from_the_threshold_on)
{
    struct office w;
    struct city *s = office_open(t, &w);
    number(t, s, arena_print(t->arena, "INSERT INTO setting (school_id, year_id, key, text, by_person, at, rev) VALUES (0, 0, 'map.least', '5', 0, 0, 1)"));
    count(t, s);
    number(t, s, arena_print(t->arena, "UPDATE programme_school SET pupils = 5 WHERE school_id = %lld", (long long)s->thcs.id.v));
    has_text(t, "2026-11-22,1,0,1,5,0,", page_as(t, s, w.who, "/chuong-trinh.csv"));
    number(t, s, arena_print(t->arena, "UPDATE programme_school SET pupils = 4 WHERE school_id = %lld", (long long)s->thcs.id.v));
    lacks_text(t, "2026-11-22,1,0,1,4,", page_as(t, s, w.who, "/chuong-trinh.csv"));
    has_text(t, "dưới 5", page_as(t, s, w.who, "/chuong-trinh"));
    city_close(s);
}

TEST(a_school_is_counted_once_a_week_and_again_when_the_week_is_over)
{
    struct office w;
    struct city *s = office_open(t, &w);
    count(t, s);
    is_int(t, 3, number(t, s, "SELECT count(*) FROM programme_school"));
    is_int(t, 36, number(t, s, "SELECT count(*) FROM programme_week"));
    number(t, s, "UPDATE programme_school SET pupils = 77");
    number(t, s, arena_print(t->arena, "DELETE FROM programme_week WHERE school_id = %lld", (long long)s->thcs.id.v));
    number(t, s, arena_print(t->arena, "DELETE FROM programme_school WHERE school_id = %lld", (long long)s->thcs.id.v));       /* as a new school */
    count(t, s);
    is_int(t, 2, number(t, s, "SELECT count(*) FROM programme_school WHERE pupils = 77"));
    is_int(t, 3, number(t, s, "SELECT count(*) FROM programme_school"));
    done(t, s, (struct done){ s->thcs.id, s->hang, { s->today.n + 2 }, 12 });
    db_set_clock(s->app.db, (opt_instant){ true, { s->ask->now.ms + A_WEEK * 86400000LL } });
    count(t, s);
    is_int(t, 0, number(t, s, "SELECT count(*) FROM programme_school WHERE pupils = 77"));
    is_int(t, 39, number(t, s, "SELECT count(*) FROM programme_week"));
    is_int(t, 12, number(t, s, arena_print(t->arena, "SELECT deeds FROM programme_school WHERE school_id = %lld", (long long)s->thcs.id.v)));
    city_close(s);
}

enum { CITY = 2748 };

/* As many schools as the city has, each with all gaps that there are. */
static void whole_city(struct test *t, struct city *s)
{
    long long of = (long long)s->thcs.id.v;
    number(t, s, arena_print(t->arena, "INSERT INTO school (id, organisation_id, code, name, search_key, area_id, ownership, address, rev) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) "
        "SELECT s.id + 3000000000 * n.i, s.organisation_id, 'truong-' || n.i, 'Trường ' || n.i, 'truong ' || (n.i / 3), s.area_id, s.ownership, '', 1 FROM n JOIN school s ON s.id = %lld", CITY - 3, of));
    number(t, s, "INSERT INTO programme_school (school_id, day, begun, published, quiet, pupils, deeds, joined, loose, gaps, gap_codes) SELECT id, 20779, 1, 0, 0, 700, 20, 3, 2, 22, "
        "'pupils teachers assistants staff guardians mentors alumni groups subjects news outside began keys files business science social community page values goals evidence' FROM school");
}

static int64_t times(const char *text, const char *part)
{
    int64_t n = 0;
    for (; (text = strstr(text, part)); text++) n++;
    return n;
}

TEST(a_city_of_schools_is_read_page_by_page_and_taken_whole_as_files)
{
    struct office w;
    struct city *s = office_open(t, &w);
    whole_city(t, s);
    const char *path = "/chuong-trinh";
    int64_t seen = 0;
    for (int pages = 0; path && pages < 100; pages++) {
        const char *page = page_as(t, s, w.who, path), *next = strstr(page, "&amp;sau=");
        seen += times(page, "<tr><th scope=\"row\"><div>");
        path = next ? arena_print(t->arena, "/chuong-trinh?loc=&sau=%.*s", (int)strcspn(next + 9, "\""), next + 9) : NULL;
    }
    is_int(t, CITY, seen);
    is_int(t, CITY, times(page_as(t, s, w.who, "/chuong-trinh.csv"), "Giá trị cốt lõi"));
    is_int(t, CITY, times(page_as(t, s, w.who, "/chuong-trinh.json?loc=con-trong"), "\"ma_truong\""));
    is_int(t, 0, times(page_as(t, s, w.who, "/chuong-trinh.json?loc=im-ang"), "\"ma_truong\""));
    has_text(t, "2748 trên 2748 trường đã bắt đầu", page_as(t, s, w.who, "/hom-nay"));
    city_close(s);
}
