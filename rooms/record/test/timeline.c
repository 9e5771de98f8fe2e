/* The timeline: deeds of the house and what other systems told, in one order, in plain words, filtered, page by page; and that nobody reads it but whose it is. */
#include "base/ids.h"
#include "base/percent.h"
#include "book.h"
#include <stdio.h>
#include <string.h>

#define DAY 86400000LL
#define SAYS(verb, object, more) "{\"actor\":{an},\"verb\":{\"id\":\"http://adlnet.gov/expapi/verbs/" verb "\"},\"object\":" object more "}"
#define THING(type, name) "{\"id\":\"http://x.vn/o\",\"definition\":{\"type\":\"http://adlnet.gov/expapi/activities/" type "\",\"name\":{\"vi\":\"" name "\"}}}"

static void tells(struct test *t, struct city *s, int64_t before_ms, const char *statement)
{
    told(t, s, s->thcs.id, &(struct telling){ 71, "Kho bài giảng", { s->ask->now.ms - before_ms }, statement });
}

TEST(deeds_and_what_others_told_stand_in_one_order_and_say_who_wrote_them)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    deed_done(t, s, s->an, DEED_VERB_READ, "Thư viện mở");
    tells(t, s, -1000, SAYS("passed", THING("assessment", "Phân số"), ",\"result\":{\"score\":{\"raw\":8.5,\"max\":10},\"success\":true,\"duration\":\"PT12M05S\"}"));
    tells(t, s, 2 * DAY, SAYS("completed", THING("lesson", "Số <b>nguyên</b>"), ""));
    is_int(t, 200, city_get(t, s, s->an, "/hanh-trinh", &r));
    has_text(t, "An đã đạt bài kiểm tra <b>Phân số</b>", r.body);
    has_text(t, "<p>8,5/10 điểm, trong 12 phút 5 giây</p>", r.body);
    has_text(t, "Hệ thống ghi: Kho bài giảng.", r.body);
    has_text(t, "An đã hoàn thành bài học <b>Số &lt;b&gt;nguyên&lt;/b&gt;</b>", r.body);
    is_true(t, strstr(r.body, "Phân số") < strstr(r.body, "Thư viện mở"));
    is_true(t, strstr(r.body, "Thư viện mở") < strstr(r.body, "Số &lt;"));
    has_text(t, "Thứ Bảy, ngày 21/11/2026", r.body);
    is_int(t, 200, city_get(t, s, s->tuan, path_to(t, "/hanh-trinh/", s->an.v, ""), &r));       /* the father reads the same */
    has_text(t, "8,5/10 điểm", r.body);
    is_int(t, 200, city_get(t, s, s->binh, "/hanh-trinh", &r));
    lacks_text(t, "Phân số", r.body);
    is_int(t, 404, city_get(t, s, s->hang, path_to(t, "/hanh-trinh/", s->an.v, ""), NULL));
    city_close(s);
}

TEST(a_verb_that_nobody_knows_is_said_in_its_own_words)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    tells(t, s, 1000, "{\"actor\":{an},\"verb\":{\"id\":\"http://x.vn/v/a\",\"display\":{\"en\":\"tinkered with\",\"vi-VN\":\"đã mày mò với\"}},\"object\":" THING("x", "Máy bơm") "}");
    tells(t, s, 2000, "{\"actor\":{an},\"verb\":{\"id\":\"http://x.vn/v/b\",\"display\":{\"en\":\"tinkered\"}},\"object\":{\"id\":\"http://x.vn/may/Rô-bốt\"}}");
    tells(t, s, 3000, "{\"actor\":{an},\"verb\":{\"id\":\"http://x.vn/v/lap%3Cghep\"},\"object\":{\"objectType\":\"StatementRef\",\"id\":\"11111111-2222-4333-8444-555555555551\"}}");
    is_int(t, 200, city_get(t, s, s->an, "/hanh-trinh", &r));
    has_text(t, "An đã mày mò với hoạt động <b>Máy bơm</b>", r.body);
    has_text(t, "An “tinkered” hoạt động <b>Rô-bốt</b>", r.body);
    has_text(t, "An “lap%3Cghep” hoạt động<b></b>", r.body);
    city_close(s);
}

TEST(what_was_told_of_a_group_or_of_somebody_else_names_nobody_and_shows_no_result_of_theirs)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    tells(t, s, 1000, "{\"actor\":{\"objectType\":\"Group\",\"member\":[{an},{binh}]},\"verb\":{\"id\":\"http://adlnet.gov/expapi/verbs/completed\"},\"object\":" THING("x", "Làm đèn") "}");
    tells(t, s, 2000, "{\"actor\":{binh},\"verb\":{\"id\":\"http://adlnet.gov/expapi/verbs/failed\"},\"object\":" THING("assessment", "Bài khó") ",\"result\":{\"score\":{\"raw\":3}},\"context\":{\"instructor\":{hang},\"team\":{\"objectType\":\"Group\",\"member\":[{an}]}}}");
    is_int(t, 200, city_get(t, s, s->an, "/hanh-trinh", &r));
    has_text(t, "Một nhóm có An đã hoàn thành hoạt động <b>Làm đèn</b>", r.body);
    has_text(t, "Một người đã có phần trong bài kiểm tra<b></b>, có nhắc tới An", r.body);
    lacks_text(t, "Bài khó", r.body);
    lacks_text(t, "3 điểm", r.body);
    lacks_text(t, "Bình</", r.body);
    is_int(t, 200, city_get(t, s, s->binh, "/hanh-trinh", &r));
    has_text(t, "<p>3 điểm</p>", r.body);
    city_close(s);
}

static int lines(const char *body)
{
    int n = 0;
    for (const char *p = body; (p = strstr(p, "<div class=\"person high\">")); p++) n++;
    return n;
}

static int found(struct test *t, struct city *s, const char *query)
{
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->an, arena_print(t->arena, "/hanh-trinh?%s", query), &r));
    return lines(r.body);
}

TEST(filters_find_what_they_say_and_say_what_to_do_when_nothing_fits)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    char id[ID_TEXT_SIZE];
    id_text(71, id);
    is_int(t, 200, city_get(t, s, s->an, "/hanh-trinh", &r));
    lacks_text(t, "Ai ghi", r.body);                                       /* no other system: no such filter */
    deed_done(t, s, s->an, DEED_VERB_READ, "Thư viện mở");
    tells(t, s, 1000, SAYS("passed", THING("assessment", "Phân số"), ",\"context\":{\"extensions\":{\"https://truong.vn/xapi/mo-rong/mon-hoc\":\"Toán & Tin\"}}"));
    tells(t, s, 20 * DAY, SAYS("completed", THING("lesson", "Số nguyên"), ""));
    tells(t, s, 400 * DAY, SAYS("attended", THING("meeting", "Ngày hội"), ""));
    told(t, s, s->thcs.id, &(struct telling){ 72, "Máy tập đọc", { s->ask->now.ms - 5000 }, SAYS("completed", THING("x", "Bài đọc"), "") });
    is_int(t, 5, found(t, s, ""));
    is_int(t, 3, found(t, s, "khi=tuan"));
    is_int(t, 4, found(t, s, "khi=nam"));
    is_int(t, 1, found(t, s, "tu=1/11/2026&den=20/11/2026"));
    is_int(t, 1, found(t, s, "phan=people"));
    is_int(t, 1, found(t, s, "phan=culture"));
    is_int(t, 1, found(t, s, "loai=told_lesson"));
    is_int(t, 1, found(t, s, "loai=values_page"));
    is_int(t, 1, found(t, s, "ai=nha"));
    is_int(t, 3, found(t, s, arena_print(t->arena, "ai=%s", id)));
    is_int(t, 1, found(t, s, "mon=To%C3%A1n%20%26%20Tin"));
    is_int(t, 0, found(t, s, "mon=To%C3%A1n"));
    is_int(t, 5, found(t, s, "loai=dragon&ai=!!&phan=x&khi=y&tu=z"));     /* what means nothing filters nothing */
    is_int(t, 200, city_get(t, s, s->an, "/hanh-trinh?loai=told_place&khi=thang", &r));
    has_text(t, "Không có dòng nào khớp với điều đang lọc.", r.body);
    has_text(t, "href=\"/hanh-trinh\"", r.body);
    has_text(t, "<option value=\"told_place\" selected>", r.body);
    has_text(t, "Máy tập đọc</option>", r.body);
    is_int(t, 200, city_get(t, s, s->an, "/hanh-trinh", &r));
    has_text(t, "href=\"/hanh-trinh?mon=To%C3%A1n%20%26%20Tin\"", r.body);
    city_close(s);
}

#define COMPETENCE(name) "{\"id\":\"http://x.vn/nl\",\"definition\":{\"type\":\"http://adlnet.gov/expapi/activities/objective\",\"name\":{\"vi\":\"" name "\"}}}"
#define ABOUT(subject, name) ",\"context\":{\"extensions\":{\"https://truong.vn/xapi/mo-rong/mon-hoc\":\"" subject "\"},\"contextActivities\":{\"other\":[" COMPETENCE(name) "]}}"

TEST(a_subject_and_a_competence_are_chosen_each_for_itself_from_what_there_is)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    deed_done(t, s, s->an, DEED_VERB_READ, "Thư viện mở");
    is_int(t, 200, city_get(t, s, s->an, "/hanh-trinh", &r));
    lacks_text(t, "Mọi môn", r.body);                                      /* nothing was told: no such filters */
    tells(t, s, 1000, SAYS("passed", THING("assessment", "Phân số"), ABOUT("Toán", "Tư duy")));
    tells(t, s, 2000, SAYS("passed", THING("assessment", "Đo góc"), ABOUT("Toán", "Giao tiếp")));
    tells(t, s, 3000, SAYS("completed", THING("lesson", "Đọc thơ"), ABOUT("Ngữ văn", "Giao tiếp")));
    tells(t, s, 4000, SAYS("mastered", COMPETENCE("Tự học"), ""));         /* the thing itself is one */
    is_int(t, 5, found(t, s, ""));
    is_int(t, 2, found(t, s, "mon=To%C3%A1n"));
    is_int(t, 2, found(t, s, "nl=Giao%20ti%E1%BA%BFp"));
    is_int(t, 1, found(t, s, "mon=To%C3%A1n&nl=Giao%20ti%E1%BA%BFp"));
    is_int(t, 1, found(t, s, "nl=T%E1%BB%B1%20h%E1%BB%8Dc"));
    is_int(t, 200, city_get(t, s, s->an, "/hanh-trinh?mon=To%C3%A1n", &r));
    const char *first = strstr(r.body, ">Ngữ văn</option>"), *second = strstr(r.body, "selected>Toán</option>");
    is_true(t, first && second && first < second);                         /* once each, in the order of the alphabet */
    has_text(t, ">Tự học</option>", r.body);
    has_text(t, "href=\"/hanh-trinh?mon=To%C3%A1n&amp;nl=Giao%20ti%E1%BA%BFp\"", r.body);
    is_int(t, 200, city_get(t, s, s->an, "/hanh-trinh?mon=X%C3%A2y", &r));
    has_text(t, "selected>Xây</option>", r.body);                          /* what was chosen stays chosen */
    const char *none;
    is_rc(t, OK, db_plain(s->app.db, t->arena, "UPDATE outside_person SET topic = 'Xưa', competence = NULL WHERE topic = 'Ngữ văn'", &none));
    is_int(t, 1, found(t, s, "nl=X%C6%B0a"));                              /* told before: one column held either */
    city_close(s);
}

TEST(filters_go_along_from_page_to_page_and_no_line_is_lost_or_shown_twice)
{
    enum { ALL = 130 };
    struct city *s = city_open(t);
    bool seen[ALL] = { false };
    for (int i = 0; i < ALL; i++)                                          /* every other one is a lesson; many at one instant */
        tells(t, s, i / 20 * 1000LL, arena_print(t->arena, "{\"actor\":{an},\"verb\":{\"id\":\"http://adlnet.gov/expapi/verbs/completed\"},\"object\":{\"id\":\"http://x.vn/o\",\"definition\":{\"type\":\"http://adlnet.gov/expapi/activities/%s\",\"name\":{\"vi\":\"bài %03d.\"}}}}",
                                                 i % 2 ? "lesson" : "media", i));
    for (int i = 0; i < 60; i++) deed_done(t, s, s->an, DEED_VERB_READ, "x");
    const char *path = "/hanh-trinh?loai=told_lesson&khi=nam";
    int pages = 0, n = 0;
    while (path && pages++ < 6) {
        struct loop_reply r;
        is_int(t, 200, city_get(t, s, s->an, path, &r));
        for (int i = 0; i < ALL; i++)
            if (strstr(r.body, arena_print(t->arena, "bài %03d.", i))) is_false(t, seen[i]), is_int(t, 1, i % 2), seen[i] = true, n++;
        const char *next = strstr(r.body, "Xem tiếp"), *at = NULL;
        for (const char *p = r.body; next && (p = strstr(p, "href=\"/hanh-trinh?")) && p < next; p++) at = p;
        path = NULL;
        if (at) for (path = arena_print(t->arena, "%.*s", (int)strcspn(at + 6, "\""), at + 6); strstr(path, "&amp;");)
            path = arena_print(t->arena, "%.*s&%s", (int)(strstr(path, "&amp;") - path), path, strstr(path, "&amp;") + 5);
    }
    is_int(t, ALL / 2, n);
    is_int(t, 2, pages);
    city_close(s);
}

TEST(a_search_that_finds_little_stops_after_a_while_and_says_how_to_go_on)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *none;
    tells(t, s, 300 * DAY, SAYS("completed", THING("lesson", "Bài xưa"), ""));
    tells(t, s, 0, SAYS("experienced", THING("media", "Phim"), ""));
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "INSERT INTO outside_person (school_id, statement_id, person_id, at, key_id, component, thing, said) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) "
                                                           "SELECT o.school_id, o.statement_id - 1000 - i, o.person_id, o.at - i, o.key_id, o.component, o.thing, o.said FROM n, outside_person o WHERE o.thing = 'told_media'", TIMELINE_SCAN + 300), &none));
    is_int(t, 200, city_get(t, s, s->an, "/hanh-trinh?loai=told_lesson", &r));
    is_int(t, 0, lines(r.body));
    has_text(t, "đến nay chưa thấy dòng nào khớp.", r.body);
    const char *at = strstr(r.body, "sau=");
    if (!is_true(t, at != NULL)) return;
    is_int(t, 200, city_get(t, s, s->an, arena_print(t->arena, "/hanh-trinh?loai=told_lesson&%.*s", (int)strcspn(at, "\""), at), &r));
    has_text(t, "Bài xưa", r.body);
    is_int(t, 1, lines(r.body));
    city_close(s);
}

TEST(what_was_voided_is_in_no_timeline)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    uint8_t uuid[STATEMENT_UUID_SIZE];
    tells(t, s, 1000, SAYS("completed", THING("lesson", "Nhầm em"), ""));
    const char *first = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, test_on_postgres() ? "SELECT encode(uuid, 'hex') FROM outside_statement" : "SELECT lower(hex(uuid)) FROM outside_statement", &first));
    if (!is_true(t, first != NULL)) return;
    for (int i = 0; i < STATEMENT_UUID_SIZE; i++) {
        unsigned v = 0;
        sscanf(first + 2 * i, "%2x", &v);
        uuid[i] = (uint8_t)v;
    }
    voided(t, s, s->thcs.id, 71, uuid);
    is_int(t, 200, city_get(t, s, s->an, "/hanh-trinh", &r));
    lacks_text(t, "Nhầm em", r.body);
    city_close(s);
}

TEST(a_child_who_moved_on_and_the_family_read_the_lines_of_all_schools)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *none;
    deed_done(t, s, s->an, DEED_VERB_READ, "Thư viện mở");
    tells(t, s, 2 * DAY, SAYS("completed", THING("lesson", "Số nguyên"), ""));
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "UPDATE member SET to_day = %d WHERE id = %lld", s->today.n, (long long)s->m_an.v), &none));
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "INSERT INTO member (school_id, id, person_id, role, from_day, display_name, search_key, sort_key, rev) SELECT %lld, id + 1, person_id, role, %d, display_name, search_key, sort_key, 1 FROM member WHERE id = %lld",
                                                           (long long)s->th.id.v, s->today.n, (long long)s->m_an.v), &none));
    told(t, s, s->th.id, &(struct telling){ 88, "Phòng máy", { s->ask->now.ms - 1000 }, SAYS("completed", THING("lesson", "Tin học"), "") });
    const person_id readers[] = { s->an, s->tuan };
    for (int i = 0; i < 2; i++) {
        is_int(t, 200, city_get(t, s, readers[i], path_to(t, "/hanh-trinh/", s->an.v, ""), &r));
        has_text(t, "Thư viện mở", r.body);
        has_text(t, "Trường THCS Bình Minh. Hệ thống ghi: Kho bài giảng.", r.body);
        has_text(t, "Trường Tiểu học Sao Mai. Hệ thống ghi: Phòng máy.", r.body);
        has_text(t, "Ở trang này có việc ghi ở nhiều trường: Trường THCS Bình Minh, Trường Tiểu học Sao Mai.", r.body);
    }
    is_int(t, 1, number(t, s, arena_print(t->arena, "SELECT count(*) FROM statement WHERE school_id = %lld", (long long)s->thcs.id.v)));          /* what the former school has stays there */
    is_int(t, 1, number(t, s, arena_print(t->arena, "SELECT count(*) FROM outside_statement WHERE school_id = %lld", (long long)s->thcs.id.v)));
    is_int(t, 1, number(t, s, arena_print(t->arena, "SELECT sum(n) FROM record_daily WHERE school_id = %lld", (long long)s->thcs.id.v)));
    told(t, s, s->thcs.id, &(struct telling){ 71, "Kho bài giảng", { s->ask->now.ms }, SAYS("completed", THING("lesson", "Kể sau"), "") });       /* and may still be told about what was */
    is_int(t, 200, city_get(t, s, s->an, "/hanh-trinh", &r));
    has_text(t, "Kể sau", r.body);
    city_close(s);
}

TEST(a_page_of_a_long_record_costs_few_questions)
{
    struct city *s = city_open(t);
    struct loop_client l;
    struct loop_reply r;
    for (int i = 0; i < 80; i++) tells(t, s, i * 1000LL, SAYS("completed", THING("lesson", "Bài"), ""));
    loop_open(&l, &s->app);
    loop_sign_in(&l, s->an);
    is_rc(t, OK, loop_send(&l, t->arena, GET, "/hanh-trinh?loai=told_lesson", NULL, &r));
    int64_t before = db_stats(s->app.db).questions;
    is_rc(t, OK, loop_send(&l, t->arena, GET, "/hanh-trinh?loai=told_lesson", NULL, &r));
    is_int(t, 200, r.status);
    is_true(t, db_stats(s->app.db).questions - before <= 14);
    loop_close(&l);
    city_close(s);
}
