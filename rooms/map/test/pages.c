/* The map of a school: who sees which, what each figure leads to, what it costs, and what everybody may not see. */
#include "base/ids.h"
#include "map/inside.h"
#include "record/record.h"
#include "test/harness/city.h"
#include "values/values.h"
#include <stdlib.h>
#include <string.h>

#define NOBODY ((person_id){ 0 })
enum { QUESTIONS_MOST = 12 };

static rc deeds_of_a_year(struct tx *t, const struct city *s, void *out)
{
    (void)out;
    for (int i = 0; i < 14; i++)
        try(deed_add(t, &(struct deed){ .school = s->thcs.id, .actor = i % 2 ? s->an : s->binh, .as = DEED_AS_PUPIL, .verb = i < 4 ? DEED_VERB_COMMENTED : DEED_VERB_READ,
                                        .object = { "news", i, "Tin" }, .at = { true, { t->now.ms - (int64_t)i * 86400000 } } }));
    for (int i = 0; i < 3; i++)
        try(deed_add(t, &(struct deed){ .school = s->thcs.id, .actor = s->hang, .as = DEED_AS_STAFF, .verb = DEED_VERB_WROTE, .object = { "values_page", i, "1" },
                                        .also = COMPONENT_BIT(COMPONENT_CONTEXT), .at = { true, { t->now.ms - 400LL * 86400000 } } }));
    return OK;
}
CLOSURE(deeds_of_a_year, struct city, void)

static struct city *busy(struct test *t)
{
    struct city *s = city_open(t);
    is_rc(t, OK, transact(s->ask, NULL, deeds_of_a_year, s, (void *)NULL));
    return s;
}

static struct map_facts facts_of(struct test *t, struct city *s, school_id school)
{
    struct map_facts f = { 0 };
    is_rc(t, OK, map_read(s->ask, school, s->today, &f));
    return f;
}

TEST(the_figures_of_a_school_are_those_of_its_rows)
{
    struct city *s = busy(t);
    struct map_facts f = facts_of(t, s, s->thcs.id);
    is_int(t, 3, f.kind[MAP_PUPILS].now);
    is_int(t, 3, f.kind[MAP_TEACHERS].now);
    is_int(t, 3, f.kind[MAP_STAFF].now);
    is_int(t, 2, f.kind[MAP_GUARDIANS].now);
    is_int(t, 14, f.year.deeds);
    is_int(t, 14, f.year.pair[map_pair(COMPONENT_PEOPLE, COMPONENT_KNOWLEDGE)]);
    is_int(t, 4, f.year.own_steps);
    is_int(t, 3, f.before.deeds);
    is_int(t, 3, f.before.pair[map_pair(COMPONENT_CONTEXT, COMPONENT_CULTURE)]);
    is_int(t, 0, f.year.pair[map_pair(COMPONENT_CONTEXT, COMPONENT_CULTURE)]);
    is_int(t, 1, f.week[MAP_WEEKS - 1].deeds);                            /* a Monday */
    is_int(t, 7, f.week[MAP_WEEKS - 2].deeds);
    is_int(t, 2, f.active);
    is_int(t, 2, f.active_pupils);
    is_int(t, 22, map_index(&f, INDEX_REACH));                            /* 2 of 9 */
    is_int(t, 29, map_index(&f, INDEX_AGENCY));                           /* 4 of 14 */
    is_int(t, 10, map_index_before(&f, INDEX_DIVERSITY));
    is_int(t, INDEX_NONE, map_index_before(&f, INDEX_AGENCY));            /* no pupil did anything then */
    f = facts_of(t, s, s->th.id);                                         /* another school has its own */
    is_int(t, 0, f.year.deeds);
    is_int(t, 1, f.kind[MAP_PUPILS].now);
    city_close(s);
}

TEST(all_staff_read_the_map_of_their_school_and_nobody_else_does)
{
    struct city *s = busy(t);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->hang, "/t/thcs/ban-do", &r));
    has_text(t, "Năm thành tố của trường đã nối với nhau đến đâu?", r.body);
    has_text(t, "14 lượt nối trong 12 tháng", r.body);
    has_text(t, "14 việc trong 12 tháng; 12 tháng trước đó 3 việc.", r.body);
    has_text(t, "aria-label=\"1. Học sinh: 3\"", r.body);
    has_text(t, "aria-label=\"Con người – Tri thức: đã nối,", r.body);
    has_text(t, ". Bối cảnh – Văn hóa, chiến lược: chưa nối\"", r.body);
    has_text(t, "<b>29%</b>", r.body);
    has_text(t, "Mới có 14 việc được ghi", r.body);
    has_text(t, "aria-current=\"true\"", r.body);                         /* in the place Nhà trường */
    lacks_text(t, "Bình An", r.body);                                     /* figures, never names */
    lacks_text(t, "style=", r.body);
    lacks_text(t, "/t/thcs/doi-tac", r.body);                             /* a teacher is led to no list of the office */
    lacks_text(t, "/t/thcs/khoa-he-thong", r.body);
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/ban-do", &r));
    has_text(t, "href=\"/t/thcs/doi-tac\"", r.body);
    has_text(t, "href=\"/t/thcs/khoa-he-thong\"", r.body);
    is_int(t, 403, city_get(t, s, s->an, "/t/thcs/ban-do", NULL));
    is_int(t, 404, city_get(t, s, s->tuan, "/t/thcs/ban-do", NULL));
    is_int(t, 404, city_get(t, s, s->lan, "/t/thcs/ban-do", NULL));
    is_int(t, 303, city_get(t, s, NOBODY, "/t/thcs/ban-do", NULL));
    city_close(s);
}

/* Every href of the map, staff's and everybody's, is a page that opens for who reads. */
static void all_open(struct test *t, struct city *s, person_id who, const char *page)
{
    struct loop_reply r, next;
    int n = 0;
    is_int(t, 200, city_get(t, s, who, page, &r));
    const char *body = arena_text(t->arena, r.body);
    for (const char *at = strstr(body, "<main"); (at = strstr(at, " href=\"/t/")) != NULL; n++) {
        const char *path = arena_text_n(t->arena, at + 7, strcspn(at + 7, "\"#"));
        at += 7;
        if (city_get(t, s, who, path, &next) != 200) fail(t, "%s leads to %s: %d", page, path, next.status);
    }
    is_true(t, n >= 2);
}

TEST(the_staff_take_the_map_along_as_csv)
{
    struct city *s = busy(t);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->hang, "/t/thcs/ban-do.csv", &r));                        /* /t/:truong/ban-do.csv */
    has_text(t, "Content-Type: text/csv", r.head), has_text(t, "ban-do-thcs-2026-11-23.csv", r.head);
    has_text(t, "Con người,Học sinh,3,0,có mặt,,\r\n", r.body);
    has_text(t, "Mối nối,Con người – Tri thức,", r.body), has_text(t, "Chỉ số,Độ phủ,22%", r.body);
    is_int(t, 403, city_get(t, s, s->an, "/t/thcs/ban-do.csv", NULL));
    is_int(t, 404, city_get(t, s, s->lan, "/t/thcs/ban-do.csv", NULL));
    city_close(s);
}

TEST(each_figure_that_is_a_link_leads_to_its_rows)
{
    struct city *s = busy(t);
    all_open(t, s, s->principal, "/t/thcs/ban-do");
    all_open(t, s, s->clerk, "/t/thcs/ban-do");
    all_open(t, s, s->hang, "/t/thcs/ban-do");
    all_open(t, s, NOBODY, "/t/thcs/he-sinh-thai");
    city_close(s);
}

TEST(a_pair_says_what_joins_it_and_what_would)
{
    struct city *s = busy(t);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->hang, "/t/thcs/ban-do/cap?giua=people-knowledge", &r));
    has_text(t, "Điều gì nối Con người – Tri thức?", r.body);
    has_text(t, "đã đọc tin</th><td>Học sinh</td><td class=\"r\">10</td>", r.body);
    has_text(t, "đã góp ý cho tin</th><td>Học sinh</td><td class=\"r\">4</td>", r.body);
    has_text(t, "Môn mà giáo viên đang dạy ở một lớp", r.body);
    lacks_text(t, "trang văn hóa", r.body);                               /* of the year before, and of another pair */
    is_int(t, 200, city_get(t, s, s->hang, "/t/thcs/ban-do/cap?giua=culture-context", &r));
    has_text(t, "Thêm vào một mục tiêu chỉ số đo bằng số đối tác", r.body);
    has_text(t, "Chưa có việc nào nối hai thành tố này.", r.body);
    is_int(t, 404, city_get(t, s, s->hang, "/t/thcs/ban-do/cap?giua=people-people", NULL));
    is_int(t, 404, city_get(t, s, s->hang, "/t/thcs/ban-do/cap?giua=people", NULL));
    is_int(t, 404, city_get(t, s, s->hang, "/t/thcs/ban-do/cap?giua=a-b-c", NULL));
    is_int(t, 303, city_get(t, s, s->hang, "/t/thcs/ban-do/cap", NULL));
    is_int(t, 403, city_get(t, s, s->an, "/t/thcs/ban-do/cap?giua=people-knowledge", NULL));
    is_int(t, 404, city_get(t, s, s->lan, "/t/thcs/ban-do/cap?giua=people-knowledge", NULL));
    city_close(s);
}

static rc one_deed(struct tx *t, const struct city *s, void *out)
{
    (void)out;
    return deed_add(t, &(struct deed){ .school = s->thcs.id, .actor = s->principal, .as = DEED_AS_STAFF, .verb = DEED_VERB_BEGAN, .object = { "account", s->principal.v, "Khuê" } });
}
CLOSURE(one_deed, struct city, void)

TEST(a_school_that_begins_is_led_to_its_first_steps)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *first;
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "UPDATE member SET to_day = from_day WHERE role = 'pupil' AND school_id = %lld", (long long)s->thcs.id.v), &first));
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/ban-do", &r));
    has_text(t, "Trường chưa có gì để nối.", r.body);
    has_text(t, "href=\"/t/thcs/bat-dau\"", r.body);
    has_text(t, "<b class=\"muted\">–</b><small>Chưa có gì để tính.</small>", r.body);
    has_text(t, "Chưa có năm trước để so.", r.body);
    has_text(t, "5 cặp nữa chưa nối", r.body);
    lacks_text(t, "class=\"chart", r.body);                               /* a line along nought says nothing */
    is_int(t, 200, city_get(t, s, NOBODY, "/t/thcs/he-sinh-thai", &r));
    has_text(t, "Trường mới bắt đầu", r.body);
    city_close(s);
}

TEST(a_head_who_has_signed_in_is_no_beginning_yet_and_one_deed_draws_no_broad_ribbon)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *none;
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "UPDATE member SET to_day = from_day WHERE role = 'pupil' AND school_id = %lld", (long long)s->thcs.id.v), &none));
    is_rc(t, OK, transact(s->ask, NULL, one_deed, s, (void *)NULL));
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/ban-do", &r));
    has_text(t, "Trường chưa có gì để nối.", r.body);
    has_text(t, "class=\"rib\"", r.body), lacks_text(t, "stroke-width=\"36.0\"", r.body);
    city_close(s);
}

/* Whatever is missing says where its first one is written, to who may write it there; to the others, who does. */
TEST(each_gap_leads_to_where_it_is_closed)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/ban-do", &r));
    has_text(t, "href=\"/t/thcs/tin-bai\">Viết tin</a>", r.body);
    has_text(t, "href=\"/t/thcs/doi-tac\">Ghi đối tác</a>", r.body);
    lacks_text(t, "Văn phòng trường ghi phần này.", r.body);
    all_open(t, s, s->principal, "/t/thcs/ban-do");
    is_int(t, 200, city_get(t, s, s->hang, "/t/thcs/ban-do", &r));
    has_text(t, "Văn phòng trường ghi phần này.", r.body);
    lacks_text(t, "/t/thcs/doi-tac", r.body);
    is_int(t, 200, city_get(t, s, NOBODY, "/t/thcs/he-sinh-thai", &r));
    lacks_text(t, "Văn phòng trường ghi phần này.", r.body);
    lacks_text(t, "Ghi đối tác", r.body);
    city_close(s);
}

TEST(a_goal_that_is_counted_by_partners_joins_context_and_culture)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/ban-do/cap?giua=context-culture", &r));
    has_text(t, "href=\"/t/thcs/gia-tri/muc-tieu\"", r.body);
    is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/doi-tac", "ten=Xuong+gom&to_chuc=enterprise&vai=host", NULL));
    is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/gia-tri/muc-tieu", "muc_tieu=Mo+cua&tu=23/11/2026&den=31/05/2027&chi_so_1=Doi+tac&nguon_1=partners&dich_1=5&viec=gui", &r));
    const char *at = strstr(r.location, "muc=");
    ask_done(s->ask);
    is_int(t, 0, (int)facts_of(t, s, s->thcs.id).tie[TIE_GOAL_CONTEXT].n);                /* not before the principal's word */
    is_int(t, 303, city_post(t, s, s->principal, "/t/thcs/gia-tri/muc-tieu/duyet", arena_print(t->arena, "muc=%s&rev=2&quyet=duyet", at ? at + 4 : ""), NULL));
    ask_done(s->ask);
    is_int(t, 1, (int)facts_of(t, s, s->thcs.id).tie[TIE_GOAL_CONTEXT].n);
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/ban-do/cap?giua=context-culture", &r));
    has_text(t, "Chỉ số của mục tiêu đo bằng số đối tác", r.body);
    is_int(t, 200, city_get(t, s, NOBODY, "/t/thcs", &r));
    has_text(t, "Ngày 23/11/2026: 1.", r.body);                                              /* counted at that word: the one partner */
    city_close(s);
}

TEST(a_room_that_is_off_is_no_gap)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/ban-do", &r));
    has_text(t, "Doanh nghiệp, tổ chức kinh tế", r.body);
    is_int(t, 303, city_post(t, s, s->principal, "/t/thcs/cai-dat", "d-partners.open=0&r-partners.open=0&g-partners.open=x", NULL));
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/ban-do", &r));
    lacks_text(t, "Doanh nghiệp, tổ chức kinh tế", r.body);
    lacks_text(t, "Cựu học sinh đã nhận lời", r.body);
    has_text(t, "Phần này của Khuê đang tắt ở trường.", r.body);
    has_text(t, "href=\"/t/thcs/cai-dat\"", r.body);                       /* where it is switched on again */
    lacks_text(t, "/t/thcs/nguoi-ngoai-truong", r.body);
    city_close(s);
}

TEST(a_preschool_lacks_no_subjects)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->mn_principal, "/t/mam-non/ban-do", &r));
    lacks_text(t, "Môn học", r.body);
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/ban-do", &r));
    has_text(t, "Môn học", r.body);
    city_close(s);
}

/* ---- everybody */

TEST(everybody_sees_the_map_without_small_numbers)
{
    struct city *s = busy(t);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, NOBODY, "/t/thcs", &r));
    has_text(t, "href=\"/t/thcs/he-sinh-thai\"", r.body);
    is_int(t, 200, city_get(t, s, NOBODY, "/t/thcs/he-sinh-thai", &r));
    has_text(t, "aria-labelledby=\"hinh\"", r.body);
    has_text(t, ">ít hơn 10", r.body);
    lacks_text(t, "class=\"push num\">3", r.body);
    lacks_text(t, ": 3\"", r.body);
    has_text(t, "Không công bố vì số người còn ít.", r.body);
    lacks_text(t, "Từ việc đã làm", r.body);
    lacks_text(t, "còn mỏng", r.body);
    lacks_text(t, "năm trước", r.body);
    lacks_text(t, "/ban-do", r.body);
    has_text(t, "Cache-Control: public", r.head);
    is_int(t, 200, city_get(t, s, s->an, "/t/thcs/he-sinh-thai", &r));
    lacks_text(t, "Cache-Control: public", r.head);
    city_close(s);
}

TEST(the_data_hold_the_same_thresholds)
{
    struct city *s = busy(t);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, NOBODY, "/t/thcs/he-sinh-thai.json", &r));
    has_text(t, "Content-Type: application/json", r.head);
    has_text(t, "Access-Control-Allow-Origin: *", r.head);
    lacks_text(t, "Set-Cookie", r.head);
    has_text(t, "\"threshold\":10,", r.body);
    has_text(t, "{\"code\":\"pupils\",\"fewerThan\":10}", r.body);
    has_text(t, "{\"code\":\"mentors\",\"count\":0}", r.body);
    has_text(t, "{\"from\":\"context\",\"to\":\"culture\",\"state\":\"none\"}", r.body);
    has_text(t, "{\"code\":\"reach\",\"unit\":\"percent\",\"value\":null}", r.body);
    has_text(t, "{\"monday\":\"2026-11-16\",\"fewerThan\":10}", r.body);
    lacks_text(t, "\"monday\":\"2026-11-23\"", r.body);                   /* the week that runs */
    has_text(t, "\"asOf\":\"2026-11-22\"", r.body);
    is_int(t, COMPONENT_COUNT, (int)json_count(json_get(json_read(t->arena, r.body), "components")));
    is_int(t, 404, city_get(t, s, NOBODY, "/t/khong-co/he-sinh-thai.json", NULL));
    city_close(s);
}

static int turn(struct test *t, struct city *s, person_id who, const char *key, const char *to, int rev)
{
    return city_post(t, s, who, "/t/thcs/cai-dat", arena_print(t->arena, "d-%s=%s&r-%s=%d&g-%s=x", key, to, key, rev, key), NULL);
}

TEST(the_principal_sets_the_threshold_never_below_five_and_may_close_the_public_map)
{
    struct city *s = busy(t);
    struct loop_reply r;
    is_int(t, 303, turn(t, s, s->principal, "map.least", "5", 0));
    is_int(t, 422, turn(t, s, s->principal, "map.least", "4", 1));
    is_int(t, 200, city_get(t, s, NOBODY, "/t/thcs/he-sinh-thai.json", &r));
    has_text(t, "\"threshold\":5,", r.body);
    has_text(t, "{\"monday\":\"2026-11-16\",\"atLeast\":5}", r.body);     /* seven */
    is_int(t, 303, turn(t, s, s->principal, "map.public", "0", 0));
    is_int(t, 404, city_get(t, s, NOBODY, "/t/thcs/he-sinh-thai", NULL));
    is_int(t, 404, city_get(t, s, NOBODY, "/t/thcs/he-sinh-thai.json", NULL));
    is_int(t, 200, city_get(t, s, NOBODY, "/t/thcs", &r));
    lacks_text(t, "he-sinh-thai", r.body);
    is_int(t, 200, city_get(t, s, s->hang, "/t/thcs/ban-do", &r));
    lacks_text(t, "he-sinh-thai", r.body);
    is_int(t, 200, city_get(t, s, NOBODY, "/t/tieu-hoc/he-sinh-thai", NULL));
    city_close(s);
}

/* ---- cost */

static int64_t questions(struct test *t, struct city *s, person_id who, const char *path)
{
    struct loop_client l;
    struct loop_reply r;
    int64_t before = 0;
    loop_open(&l, &s->app);
    if (who.v) loop_sign_in(&l, who);
    for (int i = 0; i < 2; i++) {
        before = db_stats(s->app.db).questions;
        is_rc(t, OK, loop_send(&l, t->arena, GET, path, NULL, &r));
        is_int(t, 200, r.status);
    }
    loop_close(&l);
    return db_stats(s->app.db).questions - before;
}

TEST(the_map_costs_at_most_twelve_questions)
{
    struct city *s = busy(t);
    const struct { person_id who; const char *path; } ask[] = { { s->principal, "/t/thcs/ban-do" }, { s->hang, "/t/thcs/ban-do" }, { NOBODY, "/t/thcs/he-sinh-thai" }, { NOBODY, "/t/thcs/he-sinh-thai.json" } };
    for (size_t i = 0; i < sizeof ask / sizeof *ask; i++) {
        int64_t n = questions(t, s, ask[i].who, ask[i].path);
        if (n > QUESTIONS_MOST || n < 6) fail(t, "%s costs %lld questions", ask[i].path, (long long)n);
    }
    city_close(s);
}

TEST(staff_read_no_number_of_few_people_whom_they_cannot_list_and_the_heads_do)
{
    struct city *s = busy(t);
    struct loop_reply r;
    const struct { person_id who; const char *says, *not; } rows[] = { { s->hang, "ít hơn 10", "2, còn mỏng" }, { s->clerk, "ít hơn 10", "2, còn mỏng" },
                                                                       { s->principal, "2, còn mỏng", "ít hơn 10" }, { s->deputy, "2, còn mỏng", "ít hơn 10" } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        is_int(t, 200, city_get(t, s, rows[i].who, "/t/thcs/ban-do", &r));
        has_text(t, rows[i].says, r.body);                                /* guardians: two */
        lacks_text(t, rows[i].not, r.body);
    }
    is_int(t, 200, city_get(t, s, s->hang, "/t/thcs/ban-do.csv", &r));
    has_text(t, "Phụ huynh,ít hơn 10", r.body);
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/ban-do.csv", &r));
    has_text(t, "Phụ huynh,2", r.body);
    city_close(s);
}

TEST(guardians_open_class_by_class_for_the_office_and_files_by_what_they_are_for_for_all_staff)
{
    struct city *s = busy(t);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/ban-do", &r));
    has_text(t, "href=\"/t/thcs/ban-do/phu-huynh\"", r.body), has_text(t, "href=\"/t/thcs/ban-do/tep\"", r.body), has_text(t, "href=\"/t/thcs/hoat-dong\"", r.body);
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/ban-do/phu-huynh", &r));                 /* /t/:truong/ban-do/phu-huynh */
    has_text(t, "em chưa có phụ huynh trong hồ sơ", r.body);
    has_text(t, path_to(t, "href=\"/t/thcs/lop/", s->a2.v, "\""), r.body);
    lacks_text(t, "Khuất Quỳnh Chi", r.body);
    is_int(t, 403, city_get(t, s, s->hang, "/t/thcs/ban-do/phu-huynh", NULL));
    is_int(t, 404, city_get(t, s, s->th_principal, "/t/thcs/ban-do/phu-huynh", NULL));
    is_int(t, 200, city_get(t, s, s->hang, "/t/thcs/ban-do", &r));
    lacks_text(t, "ban-do/phu-huynh", r.body);
    is_int(t, 200, city_get(t, s, s->hang, "/t/thcs/ban-do/tep", &r));                        /* /t/:truong/ban-do/tep */
    has_text(t, "Trường chưa giữ tệp nào.", r.body);
    is_int(t, 403, city_get(t, s, s->an, "/t/thcs/ban-do/tep", NULL));
    const char *none;
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "INSERT INTO file (school_id, id, use, about, type, name, alt, size, by_person, at, rev) VALUES (%lld, 7, 'values.picture', 0, 'image/jpeg', 'a.jpg', '', 2049, 0, 1, 1)", (long long)s->thcs.id.v), &none));
    is_int(t, 200, city_get(t, s, s->hang, "/t/thcs/ban-do/tep", &r));
    has_text(t, "<td class=\"r\" data-label=\"Số tệp\">1</td><td class=\"r\" data-label=\"Dung lượng, KB\">3</td>", r.body);
    city_close(s);
}

TEST(an_index_shows_what_it_is_made_of_to_the_staff_and_how_it_is_reckoned_to_everybody)
{
    struct city *s = busy(t);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->hang, "/t/thcs/ban-do", &r));
    has_text(t, "<small>2 trong 9 người</small>", arena_text(t->arena, r.body));
    has_text(t, "4 trong 14 việc của học sinh", r.body), has_text(t, "Tri thức 14", r.body);
    has_text(t, "Cách tính và giới hạn", r.body), has_text(t, "cộng lại chia cho 20", r.body);
    is_int(t, 200, city_get(t, s, NOBODY, "/t/thcs/he-sinh-thai", &r));
    lacks_text(t, "trong 9 người", r.body), lacks_text(t, "việc của học sinh</small>", r.body);
    has_text(t, "cộng lại chia cho 20", r.body);
    city_close(s);
}
