/* What families ask about data: clocks, who reads it, who answers.
** GET /ho-so/:em/quyen-du-lieu   POST /ho-so/:em/quyen-du-lieu
** GET /t/:truong/quyen-du-lieu   GET /t/:truong/quyen-du-lieu/:yeu
** POST /t/:truong/quyen-du-lieu/:yeu/tra-loi */
#include "privacy/privacy.h"
#include "base/ids.h"
#include "people/people.h"
#include "test/harness/city.h"
#include <stdlib.h>
#include <string.h>

static day on(int y, int m, int d)
{
    day out = { 0 };
    return day_make(y, m, d, &out) ? out : (day){ 0 };
}

TEST(a_clock_counts_working_days_and_never_ends_on_another)
{
    struct privacy_clock k = privacy_clock(PRIVACY_KIND_COPY, on(2026, 11, 27), 20);            /* a Friday */
    is_int(t, on(2026, 12, 1).n, k.answer.n);
    is_int(t, on(2026, 12, 17).n, k.done.n);
    k = privacy_clock(PRIVACY_KIND_WITHDRAW, on(2026, 11, 27), 20);                              /* 15 days is a Saturday: the Friday before */
    is_int(t, on(2026, 12, 11).n, k.done.n);
    for (int i = 0; i < 1500; i++)
        for (int kind = 1; kind <= PRIVACY_KIND_COUNT; kind++) {
            day made = { on(2026, 1, 1).n + i };
            int counted = 0;
            k = privacy_clock((enum privacy_kind)kind, made, 10);
            for (int n = made.n + 1; n <= k.answer.n; n++) counted += workday_is((day){ n });
            if (counted != ANSWER_WORKDAYS && k.answer.n != k.done.n) fail(t, "day %d: the answer is due after %d working days", made.n, counted);
            if (!workday_is(k.answer) || !workday_is(k.done) || k.done.n > made.n + STOP_DAYS || k.done.n < k.answer.n) fail(t, "day %d kind %d ends on day %d", made.n, kind, k.done.n);
        }
}

static const char *page_of(struct test *t, person_id child) { return path_to(t, "/ho-so/", child.v, "/quyen-du-lieu"); }

static int asks(struct test *t, struct city *s, person_id who, person_id child, const char *kind, const char *words)
{
    return city_post(t, s, who, page_of(t, child), arena_print(t->arena, "viec=%s&truong=%s&loi=%s", kind, path_to(t, "", s->thcs.id.v, ""), words), NULL);
}

static int64_t number(struct test *t, struct city *s, const char *sql)
{
    const char *first = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &first));
    return first ? atoll(first) : -1;
}

static const char *request_path(struct test *t, struct city *s, const char *after)
{
    return path_to(t, "/t/thcs/quyen-du-lieu/", number(t, s, "SELECT max(id) FROM privacy_request"), after);
}

static int says(struct test *t, struct city *s, person_id who, const char *what, int64_t rev)
{
    return city_post(t, s, who, request_path(t, s, "/tra-loi"), arena_print(t->arena, "viec=%s&loi=Nha+truong+da+xem&rev=%lld", what, (long long)rev), NULL);
}

static bool shows(struct test *t, struct city *s, person_id who, const char *path, const char *words)
{
    struct loop_reply r;
    return city_get(t, s, who, path, &r) == 200 && strstr(r.body, words);
}

TEST(a_family_asks_and_the_heads_answer_in_words_that_are_kept)
{
    struct city *s = city_open(t);
    is_int(t, 303, asks(t, s, s->tuan, s->an, "copy", "Xin+ban+sao"));
    is_true(t, shows(t, s, s->principal, "/hom-nay", "1 yêu cầu về dữ liệu"));
    is_true(t, !shows(t, s, s->clerk, "/hom-nay", "yêu cầu về dữ liệu"));
    is_true(t, shows(t, s, s->principal, "/thong-bao", "Có yêu cầu mới về dữ liệu"));
    is_true(t, shows(t, s, s->clerk, "/t/thcs/quyen-du-lieu", "Lấy bản sao"));
    is_true(t, shows(t, s, s->principal, request_path(t, s, ""), "Xin ban sao"));
    is_int(t, 403, says(t, s, s->clerk, "done", 1));
    is_int(t, 303, says(t, s, s->principal, "answered", 1));
    is_int(t, 409, says(t, s, s->deputy, "done", 1));                             /* somebody was faster */
    is_int(t, 422, says(t, s, s->deputy, "extended&ngay=16", 2));
    is_int(t, 303, says(t, s, s->deputy, "extended&ngay=15", 2));
    is_int(t, 409, says(t, s, s->deputy, "extended&ngay=1", 3));
    is_int(t, 303, says(t, s, s->deputy, "done", 3));
    is_int(t, 409, says(t, s, s->principal, "refused", 4));
    is_int(t, 3, number(t, s, "SELECT count(*) FROM privacy_answer WHERE words = 'Nha truong da xem'"));
    is_true(t, shows(t, s, s->tuan, page_of(t, s->an), "Nha truong da xem"));
    is_true(t, shows(t, s, s->tuan, "/thong-bao", "Nhà trường đã trả lời yêu cầu"));
    is_true(t, shows(t, s, s->principal, "/t/thcs/quyen-du-lieu", "Đã xong"));
    is_true(t, !shows(t, s, s->principal, "/hom-nay", "yêu cầu về dữ liệu"));
    city_close(s);
}

TEST(a_request_is_read_by_who_asked_and_by_the_office_alone)
{
    struct city *s = city_open(t);
    is_int(t, 303, asks(t, s, s->tuan, s->an, "object", "loi-rieng-cua-bo"));
    is_int(t, 303, asks(t, s, s->an, s->an, "object", "loi-rieng-cua-em"));
    is_true(t, shows(t, s, s->tuan, page_of(t, s->an), "loi-rieng-cua-bo"));
    is_true(t, !shows(t, s, s->tuan, page_of(t, s->an), "loi-rieng-cua-em"));
    is_true(t, shows(t, s, s->an, page_of(t, s->an), "loi-rieng-cua-em"));
    is_true(t, !shows(t, s, s->an, page_of(t, s->an), "loi-rieng-cua-bo"));
    is_int(t, 404, city_get(t, s, s->hoa, page_of(t, s->an), NULL));
    is_int(t, 404, city_get(t, s, s->hang, page_of(t, s->an), NULL));
    is_int(t, 403, city_get(t, s, s->hang, "/t/thcs/quyen-du-lieu", NULL));
    is_int(t, 403, city_get(t, s, s->hang, request_path(t, s, ""), NULL));
    is_int(t, 404, city_get(t, s, s->th_principal, request_path(t, s, ""), NULL));
    is_int(t, 404, city_get(t, s, s->th_principal, arena_print(t->arena, "/t/tieu-hoc%s", request_path(t, s, "") + strlen("/t/thcs")), NULL));
    is_int(t, 409, asks(t, s, s->an, s->an, "object", "lan-nua"));
    is_int(t, 422, asks(t, s, s->an, s->an, "correct", ""));                       /* what is wrong? */
    is_int(t, 422, asks(t, s, s->an, s->an, "everything", "x"));
    is_int(t, 422, city_post(t, s, s->an, page_of(t, s->an), arena_print(t->arena, "viec=see&loi=&truong=%s", path_to(t, "", s->th.id.v, "")), NULL));     /* a school that holds nothing */
    is_int(t, 303, asks(t, s, s->hang, s->hang, "see", ""));                        /* a teacher about herself */
    is_int(t, 303, asks(t, s, s->tuan, s->tuan, "see", ""));                        /* a guardian about himself */
    city_close(s);
}

TEST(nobody_answers_a_request_of_their_own)
{
    struct city *s = city_open(t);
    is_int(t, 303, asks(t, s, s->principal, s->principal, "see", ""));
    is_true(t, shows(t, s, s->principal, request_path(t, s, ""), "của chính bạn"));
    is_int(t, 409, says(t, s, s->principal, "done", 1));
    is_int(t, 303, says(t, s, s->deputy, "done", 1));
    city_close(s);
}

static rc kept_away(struct tx *t, const struct city *s, void *out)
{
    (void)out;
    t->ask->scope.school = s->thcs.id;
    t->ask->me = s->principal;
    return order_put(t, &(struct new_order){ .child = s->an, .guardian = s->tuan, .issuer = "Tòa án", .issued = day_of(t->now) });
}
CLOSURE(kept_away, struct city, void)

TEST(whom_an_order_keeps_away_asks_nothing_and_is_answered_by_a_refusal_alone)
{
    struct city *s = city_open(t);
    is_int(t, 303, asks(t, s, s->tuan, s->an, "copy", ""));
    is_rc(t, OK, transact(s->ask, NULL, kept_away, s, NULL));
    is_int(t, 404, city_get(t, s, s->tuan, page_of(t, s->an), NULL));
    is_int(t, 404, asks(t, s, s->tuan, s->an, "see", ""));
    is_true(t, shows(t, s, s->deputy, request_path(t, s, ""), "chỉ từ chối được"));
    is_int(t, 409, says(t, s, s->deputy, "done", 1));
    is_int(t, 409, says(t, s, s->deputy, "answered", 1));
    is_int(t, 303, says(t, s, s->deputy, "refused", 1));
    is_true(t, !shows(t, s, s->tuan, "/thong-bao", "Nhà trường đã trả lời"));
    city_close(s);
}

TEST(what_is_overdue_is_red_for_the_office_and_told_to_the_family)
{
    struct city *s = city_open(t);
    is_int(t, 303, asks(t, s, s->tuan, s->an, "copy", ""));
    is_true(t, !shows(t, s, s->principal, "/t/thcs/quyen-du-lieu", "Quá hạn"));
    is_int(t, 1, number(t, s, "SELECT count(*) FROM privacy_request"));
    is_rc(t, OK, db_plain(s->app.db, t->arena, "UPDATE privacy_request SET answer_due = answer_due - 3", NULL));
    is_true(t, shows(t, s, s->principal, "/t/thcs/quyen-du-lieu", "Quá hạn từ"));
    is_true(t, shows(t, s, s->principal, request_path(t, s, ""), "Quá hạn"));
    is_true(t, shows(t, s, s->principal, "/hom-nay", "1 yêu cầu đã quá hạn"));
    is_true(t, shows(t, s, s->tuan, page_of(t, s->an), "Nhà trường đã trễ hạn"));
    is_int(t, 303, says(t, s, s->principal, "answered", 1));
    is_true(t, !shows(t, s, s->principal, "/t/thcs/quyen-du-lieu", "Quá hạn"));
    city_close(s);
}

TEST(the_office_list_and_its_notices_leave_out_whom_an_order_keeps_from_the_child_by_name_and_phone)
{
    struct city *s = city_open(t);
    city_bar(t, s, s->an, s->deputy, "+84900000884");
    is_int(t, 303, asks(t, s, s->tuan, s->an, "copy", ""));
    is_int(t, 303, asks(t, s, s->hoa, s->binh, "copy", ""));
    is_true(t, shows(t, s, s->principal, "/t/thcs/quyen-du-lieu", "Bình An"));
    is_true(t, shows(t, s, s->deputy, "/t/thcs/quyen-du-lieu", "Trí Bình"));
    is_true(t, !shows(t, s, s->deputy, "/t/thcs/quyen-du-lieu", "Bình An"));
    is_int(t, 1, number(t, s, arena_print(t->arena, "SELECT count(*) FROM notice WHERE person_id = %lld", (long long)s->deputy.v)));      /* Bình's alone */
    is_int(t, 2, number(t, s, arena_print(t->arena, "SELECT count(*) FROM notice WHERE person_id = %lld", (long long)s->principal.v)));
    is_rc(t, OK, db_plain(s->app.db, t->arena, "UPDATE privacy_request SET closed_at = at, state = 'done'", NULL));
    is_true(t, shows(t, s, s->principal, "/t/thcs/quyen-du-lieu", "Bình An"));
    is_true(t, shows(t, s, s->deputy, "/t/thcs/quyen-du-lieu", "Trí Bình"));
    is_true(t, !shows(t, s, s->deputy, "/t/thcs/quyen-du-lieu", "Bình An"));
    city_close(s);
}

static rc kept_away_and_ended(struct tx *t, const struct city *s, void *out)
{
    try(kept_away(t, s, out));
    return guardian_link_close(t, s->an, s->tuan, NULL, NULL);
}
CLOSURE(kept_away_and_ended, struct city, void)

TEST(who_asked_before_the_order_is_refused_also_when_the_link_has_ended)
{
    struct city *s = city_open(t);
    is_int(t, 303, asks(t, s, s->tuan, s->an, "copy", ""));
    is_rc(t, OK, transact(s->ask, NULL, kept_away_and_ended, s, NULL));
    is_true(t, shows(t, s, s->deputy, request_path(t, s, ""), "chỉ từ chối được"));
    is_int(t, 409, says(t, s, s->deputy, "done", 1));
    is_int(t, 303, says(t, s, s->deputy, "refused", 1));
    city_close(s);
}

TEST(who_asked_and_is_kept_away_by_name_and_phone_is_refused_alone_too)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 303, asks(t, s, s->hoa, s->binh, "copy", ""));
    is_true(t, !shows(t, s, s->deputy, request_path(t, s, ""), "chỉ từ chối được"));
    city_bar(t, s, s->binh, s->hoa, "+84900000885");
    is_true(t, shows(t, s, s->deputy, request_path(t, s, ""), "chỉ từ chối được"));
    is_int(t, 409, says(t, s, s->deputy, "done", 1));
    is_int(t, 303, says(t, s, s->deputy, "refused", 1));
    is_int(t, 200, city_get(t, s, s->hoa, "/thong-bao", &r));
    is_true(t, !strstr(r.body, "đã trả lời yêu cầu"));
    city_close(s);
}

TEST(the_home_counts_the_requests_that_the_list_shows)
{
    struct city *s = city_open(t);
    city_bar(t, s, s->an, s->deputy, "+84900000884");
    is_int(t, 303, asks(t, s, s->tuan, s->an, "copy", ""));
    is_true(t, shows(t, s, s->principal, "/hom-nay", "/t/thcs/quyen-du-lieu"));
    is_true(t, !shows(t, s, s->deputy, "/hom-nay", "yêu cầu về dữ liệu"));
    is_true(t, !shows(t, s, s->deputy, "/hom-nay", "/t/thcs/quyen-du-lieu"));
    city_close(s);
}

TEST(a_line_of_the_timeline_is_named_in_the_request_and_found_by_the_office)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *none;
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "INSERT INTO statement (school_id, id, uuid, actor_id, actor_as, verb, object_kind, object_id, object_name, component, touches, at, room) VALUES (%lld, 77, %s, %lld, 'pupil', 'read', 'news', 1, 'Tin <chợ>', 'knowledge', 4, %lld, 'news')",
                                                           (long long)s->thcs.id.v, test_bytes(t, "01"), (long long)s->an.v, (long long)s->ask->now.ms - 60000), &none));
    is_int(t, 200, city_get(t, s, s->tuan, path_to(t, "/hanh-trinh/", s->an.v, ""), &r));
    const char *at = strstr(r.body, "?dong=");
    if (!is_true(t, at != NULL)) return;
    const char *line = arena_print(t->arena, "%.*s", (int)strcspn(at, "#"), at);
    is_int(t, 200, city_get(t, s, s->tuan, path_to(t, "/ho-so/", s->an.v, arena_print(t->arena, "/quyen-du-lieu%s", line)), &r));
    has_text(t, "“An đã đọc tin Tin &lt;chợ&gt;” (số ", r.body);
    has_text(t, "value=\"correct\" checked", r.body);
    is_int(t, 200, city_get(t, s, s->hoa, path_to(t, "/ho-so/", s->binh.v, arena_print(t->arena, "/quyen-du-lieu%s", line)), &r));       /* of another child: no line of it */
    lacks_text(t, "Tin &lt;chợ", r.body);
    is_int(t, 200, city_get(t, s, s->tuan, path_to(t, "/ho-so/", s->an.v, "/quyen-du-lieu?dong=x-y"), NULL));
    char school[ID_TEXT_SIZE];
    id_text(s->thcs.id.v, school);
    is_int(t, 303, city_post(t, s, s->tuan, path_to(t, "/ho-so/", s->an.v, "/quyen-du-lieu"), arena_print(t->arena, "viec=correct&truong=%s&loi=D%%C3%%B2ng+%s", school, line + 6), &r));
    is_int(t, 200, city_get(t, s, s->tuan, path_to(t, "/ho-so/", s->an.v, "/quyen-du-lieu"), &r));
    has_text(t, arena_print(t->arena, "Dòng %s", line + 6), r.body);
    city_close(s);
}
