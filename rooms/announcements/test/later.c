/* Messages that go out at a time that somebody said, and those put away half-written; the small city of test/harness/city.h, where it is Monday 23/11/2026, 08:00. */
#include "announcements/inside.h"
#include "test/harness/city.h"
#include <stdlib.h>
#include <string.h>

#define WORDS "tieu_de=Tham+quan&noi_dung=Bảy+giờ+sáng."
#define TUESDAY_7 (&(struct moment){ 1, 7 })
#define DAY_MS 86400000LL

struct moment { int days, hour; };

static int64_t count(struct test *t, struct city *s, const char *sql)
{
    const char *n = NULL;
    ask_done(s->ask);
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &n));
    return n ? atoll(n) : -1;
}

static void run(struct test *t, struct city *s, const char *sql)
{
    ask_done(s->ask);
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, NULL));
}

static void clock_at(struct city *s, int days, int hour, int64_t and_ms) { db_set_clock(s->app.db, (opt_instant){ true, { day_start((day){ s->today.n + days }).ms + hour * 3600000LL + and_ms } }); }
static const char *of_class(struct test *t, struct city *s) { return path_to(t, "/t/thcs/lop/", s->a1.v, "/loi-nhan"); }
static const char *mine(struct test *t, const char *path) { return arena_print(t->arena, "/loi-nhan/%s", strrchr(path, '/') + 1); }

static const char *drafted(struct test *t, struct city *s, person_id who, const char *base, const char *more)
{
    struct loop_reply r = { .location = "/?" };
    is_int(t, 303, city_post(t, s, who, arena_print(t->arena, "%s/moi", base), arena_print(t->arena, WORDS "%s", more), &r));
    return arena_text(t->arena, r.location ? r.location : "/?");
}

/* POST /t/:truong/lop/:lop/loi-nhan/:nhan/hen, and of the school /t/:truong/loi-nhan/:nhan/hen */
static int planned(struct test *t, struct city *s, person_id who, const char *path, const struct moment *m, int rev, struct loop_reply *r)
{
    char iso[DAY_TEXT_SIZE];
    const char *on = day_iso((day){ s->today.n + m->days }, iso);
    return city_post(t, s, who, arena_print(t->arena, "%s/hen", path), arena_print(t->arena, "ngay=%s&gio=%02d:00&rev=%d", on, m->hour, rev), r);
}

static const char *waiting(struct test *t, struct city *s, person_id who, const char *base, const char *more)
{
    const char *path = drafted(t, s, who, base, more);
    is_int(t, 303, planned(t, s, who, path, TUESDAY_7, 1, NULL));
    return path;
}

static int64_t in_state(struct test *t, struct city *s, const char *state) { return count(t, s, arena_print(t->arena, "SELECT count(*) FROM announcement WHERE state = '%s'", state)); }
static int64_t readers(struct test *t, struct city *s) { return count(t, s, "SELECT count(*) FROM announcement_reader"); }
static int64_t bells(struct test *t, struct city *s) { return count(t, s, "SELECT count(*) FROM notice WHERE words LIKE 'Lời nhắn %: {nhan} ({truong})'"); }

TEST(it_waits_where_its_writers_read_it_and_goes_out_at_its_time_once)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *path = waiting(t, s, s->hang, of_class(t, s), "&gui-families=1&xac_nhan=1");
    clock_at(s, 1, 7, -1);
    jobs_run_all(&s->app);
    is_int(t, 1, in_state(t, s, "waiting"));
    is_int(t, 0, readers(t, s));
    is_int(t, 404, city_get(t, s, s->tuan, mine(t, path), NULL));
    is_int(t, 200, city_get(t, s, s->hang, of_class(t, s), &r));
    has_text(t, "gửi lúc 07:00 thứ Ba, ngày 24/11/2026", strstr(r.body, "Chờ gửi"));
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/loi-nhan", &r));                     /* the office reads it too */
    has_text(t, "Tham quan", strstr(r.body, "Chờ gửi"));
    is_int(t, 200, city_get(t, s, s->hang, path, &r));
    has_text(t, "Gửi lúc 07:00 thứ Ba, ngày 24/11/2026.", r.body);
    has_text(t, "Bảy giờ sáng.", r.body);
    is_int(t, 200, city_get(t, s, s->hang, "/thu-nhap", &r));
    has_text(t, "gửi lúc 07:00 thứ Ba, ngày 24/11/2026", r.body);
    clock_at(s, 1, 7, 0);
    for (int i = 0; i < 3; i++) jobs_run_all(&s->app);
    is_int(t, 1, in_state(t, s, "sent"));
    is_int(t, 2, readers(t, s));
    is_int(t, 2, bells(t, s));
    is_int(t, day_start((day){ s->today.n + 1 }).ms + 7 * 3600000LL, count(t, s, "SELECT sent_at FROM announcement"));
    is_int(t, 200, city_get(t, s, s->tuan, mine(t, path), NULL));
    is_int(t, 200, city_get(t, s, s->hang, of_class(t, s), &r));
    lacks_text(t, "Chờ gửi", r.body);
    city_close(s);
}

TEST(it_goes_to_those_who_are_there_at_that_time)
{
    struct city *s = city_open(t);
    const char *path = waiting(t, s, s->hang, of_class(t, s), "&gui-families=1");
    city_unenrol(t, s, s->binh);                                     /* Hoa's child leaves the class today */
    clock_at(s, 1, 7, 0);
    jobs_run_all(&s->app);
    is_int(t, 1, readers(t, s));
    is_int(t, 200, city_get(t, s, s->tuan, mine(t, path), NULL));
    is_int(t, 404, city_get(t, s, s->hoa, mine(t, path), NULL));
    city_close(s);
}

static rc due_queue(struct tx *t, const int *in, job_id *out) { return job_add(t, &(struct new_job){ .kind = &announcements_jobs[*in] }, out); }
CLOSURE(due_queue, int, job_id)

/* As its schedule does it, every few minutes. */
static void by_itself(struct test *t, struct city *s)
{
    job_id id;
    int due = DUE_JOB;
    is_true(t, announcements_jobs[DUE_JOB].every_min > 0 && announcements_jobs[DUE_JOB].every_min <= 5);
    is_rc(t, OK, transact(s->ask, NULL, due_queue, &due, &id));
}

TEST(a_house_that_was_shut_at_that_time_sends_it_late_and_once_by_whichever_job)
{
    for (int lost = 0; lost < 2; lost++) {                            /* its own job; or that which runs by itself, when the first was lost */
        struct city *s = city_open(t);
        struct loop_reply r;
        const char *path = waiting(t, s, s->hang, of_class(t, s), "&gui-families=1");
        if (lost) run(t, s, "DELETE FROM job WHERE kind = 'announcements.due'");
        clock_at(s, 3, 9, 0);
        is_int(t, 200, city_get(t, s, s->hang, path, &r));
        has_text(t, "đã quá giờ mà chưa gửi", r.body);
        if (lost) by_itself(t, s);
        for (int i = 0; i < 3; i++) jobs_run_all(&s->app);
        is_int(t, 1, in_state(t, s, "sent"));
        is_int(t, 2, readers(t, s));
        is_int(t, 2, bells(t, s));
        city_close(s);
    }
}

TEST(wherever_the_job_is_cut_the_message_goes_out_once_and_everybody_is_told_once)
{
    struct city *s = city_open(t);
    int64_t before = 0;
    for (long n = 1, met = true; met && n < 300; n += 3) {
        clock_at(s, 0, 8, n * 4 * DAY_MS);
        const char *path = drafted(t, s, s->hang, of_class(t, s), "&gui-families=1");
        struct moment later = { (int)(n * 4) + 1, 7 };
        is_int(t, 303, planned(t, s, s->hang, path, &later, 1, NULL));
        clock_at(s, later.days, later.hour, 0);
        before = bells(t, s);
        db_fail_after(n);
        jobs_run_all(&s->app);
        met = !db_fail_armed();
        db_fail_after(0);
        clock_at(s, later.days + 1, 8, 0);
        jobs_run_all(&s->app);
        is_int(t, 0, in_state(t, s, "waiting"));
        is_int(t, 2, count(t, s, "SELECT count(*) FROM announcement_reader WHERE announcement_id = (SELECT max(id) FROM announcement)"));
        is_int(t, 1, count(t, s, "SELECT edition FROM announcement WHERE id = (SELECT max(id) FROM announcement)"));
        run(t, s, "UPDATE notice SET read_at = 1 WHERE read_at IS NULL");
        is_int(t, before + 2, bells(t, s));
        if (!met) is_true(t, n > 20);
    }
    city_close(s);
}

TEST(a_teacher_who_left_the_class_meanwhile_sends_nothing_and_the_heads_and_the_teacher_see_why)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *path = waiting(t, s, s->hang, of_class(t, s), "&gui-families=1");
    run(t, s, arena_print(t->arena, "UPDATE teaching SET to_day = %d WHERE person_id = %lld AND duty = 'homeroom'", (int)s->today.n, (long long)s->hang.v));
    clock_at(s, 1, 7, 0);
    jobs_run_all(&s->app);
    is_int(t, 0, readers(t, s));
    is_int(t, 1, in_state(t, s, "draft"));
    is_int(t, 403, city_get(t, s, s->hang, path, NULL));
    is_int(t, 200, city_get(t, s, s->hang, "/thong-bao", &r));
    has_text(t, "không còn quyền nhắn nơi này", r.body);
    is_int(t, 200, city_get(t, s, s->hang, "/thu-nhap", &r));
    has_text(t, "Người hẹn không còn quyền nhắn nơi này", r.body);
    lacks_text(t, path, r.body);
    is_int(t, 200, city_get(t, s, s->hang, "/hom-nay", &r));
    has_text(t, "1 lời nhắn đến giờ hẹn mà không gửi được.", r.body);
    is_int(t, 200, city_get(t, s, s->principal, "/thong-bao", &r));
    has_text(t, "không còn quyền nhắn nơi này", r.body);
    is_int(t, 200, city_get(t, s, s->principal, path, &r));
    has_text(t, "không gửi được: Người hẹn không còn quyền nhắn nơi này.", r.body);
    is_int(t, 200, city_get(t, s, s->principal, of_class(t, s), &r));
    has_text(t, "Không gửi được", r.body);                            /* on the list of the class, for whoever leads it by now */
    is_int(t, 303, city_post(t, s, s->principal, arena_print(t->arena, "%s/gui", path), "rev=3", NULL));       /* and may send it */
    jobs_run_all(&s->app);
    is_int(t, 2, readers(t, s));
    city_close(s);
}

TEST(whose_account_was_shut_sends_nothing_and_the_heads_hear)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    waiting(t, s, s->clerk, "/t/thcs/loi-nhan", "&noi=truong&gui-families=1");
    run(t, s, arena_print(t->arena, "UPDATE account SET closed_at = 1 WHERE person_id = %lld", (long long)s->clerk.v));
    clock_at(s, 1, 7, 0);
    jobs_run_all(&s->app);
    is_int(t, 0, readers(t, s));
    is_int(t, 200, city_get(t, s, s->principal, "/thong-bao", &r));
    has_text(t, "không còn quyền nhắn nơi này", r.body);
    city_close(s);
}

TEST(past_its_last_day_it_goes_to_nobody_any_more)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *path = waiting(t, s, s->hang, of_class(t, s), "&gui-families=1&ngay_cuoi=24/11/2026");
    clock_at(s, 2, 7, 0);                                             /* the house was shut for a day */
    jobs_run_all(&s->app);
    is_int(t, 0, readers(t, s));
    is_int(t, 200, city_get(t, s, s->hang, path, &r));
    has_text(t, "không gửi được: Ngày cuối đã qua.", r.body);
    is_int(t, 303, city_post(t, s, s->hang, arena_print(t->arena, "%s/sua", path), WORDS "&gui-families=1&ngay_cuoi=30/11/2026&rev=3", NULL));
    is_int(t, 200, city_get(t, s, s->hang, path, &r));
    lacks_text(t, "Ngày cuối đã qua", r.body);                        /* a changed draft is a draft like any other */
    is_int(t, 303, city_post(t, s, s->hang, arena_print(t->arena, "%s/gui", path), "rev=4", NULL));
    city_close(s);
}

TEST(until_then_it_is_changed_put_off_sent_at_once_or_called_off)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *path = waiting(t, s, s->hang, of_class(t, s), "&gui-families=1");
    is_int(t, 303, city_post(t, s, s->hang, arena_print(t->arena, "%s/sua", path), "tieu_de=Mai+đi&noi_dung=Tám+giờ.&gui-families=1&rev=2", NULL));
    is_int(t, 409, planned(t, s, s->hang, path, &(struct moment){ 2, 18 }, 2, NULL));          /* an older page */
    is_int(t, 303, planned(t, s, s->hang, path, &(struct moment){ 2, 18 }, 3, NULL));
    clock_at(s, 1, 7, 0);
    jobs_run_all(&s->app);
    is_int(t, 1, in_state(t, s, "waiting"));                          /* put off: the first time says nothing */
    clock_at(s, 2, 18, 0);
    jobs_run_all(&s->app);
    is_int(t, 200, city_get(t, s, s->tuan, mine(t, path), &r));
    has_text(t, "Tám giờ.", r.body);
    is_int(t, 409, city_post(t, s, s->hang, arena_print(t->arena, "%s/thoi-hen", path), "rev=4", &r));           /* /t/:truong/lop/:lop/loi-nhan/:nhan/thoi-hen */
    has_text(t, "vừa được gửi đúng giờ hẹn", r.body);
    clock_at(s, 0, 8, 0);
    path = waiting(t, s, s->hang, of_class(t, s), "&gui-families=1");
    is_int(t, 303, city_post(t, s, s->hang, arena_print(t->arena, "%s/gui", path), "rev=2", NULL));
    is_int(t, 2, in_state(t, s, "sent"));
    path = waiting(t, s, s->clerk, "/t/thcs/loi-nhan", "&noi=truong&gui-families=1");
    is_int(t, 303, city_post(t, s, s->clerk, arena_print(t->arena, "%s/thoi-hen", path), "rev=2", NULL));        /* /t/:truong/loi-nhan/:nhan/thoi-hen */
    clock_at(s, 5, 7, 0);
    jobs_run_all(&s->app);
    is_int(t, 1, in_state(t, s, "draft"));
    is_int(t, 2, in_state(t, s, "sent"));
    city_close(s);
}

TEST(whoever_changed_it_last_answers_for_it_when_its_time_comes)
{
    struct city *s = city_open(t);
    const char *path = waiting(t, s, s->hang, of_class(t, s), "&gui-families=1");
    is_int(t, 303, city_post(t, s, s->clerk, arena_print(t->arena, "%s/sua", path), WORDS "&gui-families=1&rev=2", NULL));
    run(t, s, arena_print(t->arena, "UPDATE teaching SET to_day = %d WHERE person_id = %lld AND duty = 'homeroom'", (int)s->today.n, (long long)s->hang.v));
    clock_at(s, 1, 7, 0);
    jobs_run_all(&s->app);
    is_int(t, 1, count(t, s, arena_print(t->arena, "SELECT count(*) FROM announcement WHERE state = 'sent' AND sent_by = %lld", (long long)s->clerk.v)));
    city_close(s);
}

TEST(a_time_that_is_past_too_far_or_after_the_last_day_is_refused_and_what_was_chosen_stays)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *path = drafted(t, s, s->hang, of_class(t, s), "&gui-families=1&ngay_cuoi=30/11/2026");
    static const struct { struct moment m; const char *says; } no[] = {
        { { 0, 8 }, "Giờ này đã qua" }, { { -1, 20 }, "Giờ này đã qua" }, { { WAIT_DAYS + 1, 7 }, "nhiều nhất 60 ngày" }, { { 8, 7 }, "đã qua ngày cuối của lời nhắn" } };
    for (size_t i = 0; i < sizeof no / sizeof *no; i++) {
        is_int(t, 422, planned(t, s, s->hang, path, &no[i].m, 1, &r));
        has_text(t, no[i].says, r.body);
        has_text(t, "<details class=\"drawer\" open", r.body);
    }
    is_int(t, 422, city_post(t, s, s->hang, arena_print(t->arena, "%s/hen", path), "ngay=2026-11-24&gio=25:00&rev=1", &r));
    has_text(t, "Chọn một giờ.", r.body);
    is_int(t, 422, city_post(t, s, s->hang, arena_print(t->arena, "%s/hen", path), "ngay=&gio=&rev=1", NULL));
    is_int(t, 303, planned(t, s, s->hang, path, &(struct moment){ 7, 22 }, 1, NULL));
    is_int(t, 422, city_post(t, s, s->hang, arena_print(t->arena, "%s/sua", path), WORDS "&gui-families=1&ngay_cuoi=29/11/2026&rev=2", NULL));      /* nor may the last day come before it */
    const char *far = drafted(t, s, s->hang, of_class(t, s), "&gui-families=1");
    is_int(t, 303, planned(t, s, s->hang, far, &(struct moment){ WAIT_DAYS, 7 }, 1, NULL));
    city_close(s);
}

TEST(the_days_to_choose_from_say_their_weekday_and_the_first_is_the_next_morning_that_is_no_sunday)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *path = drafted(t, s, s->hang, of_class(t, s), "&gui-families=1");
    is_int(t, 200, city_get(t, s, s->hang, path, &r));
    lacks_text(t, "class=\"drawer\" open", r.body);
    has_text(t, "<option value=\"2026-11-24\" selected>Ngày mai: Thứ Ba, ngày 24/11/2026", r.body);
    has_text(t, "<option value=\"07:00\" selected>", r.body);
    clock_at(s, 5, 20, 0);                                            /* Saturday evening */
    is_int(t, 200, city_get(t, s, s->hang, path, &r));
    has_text(t, "<option value=\"2026-11-30\" selected>Thứ Hai, ngày 30/11/2026", r.body);
    clock_at(s, 1, 5, 0);
    is_int(t, 200, city_get(t, s, s->hang, path, &r));
    has_text(t, "<option value=\"2026-11-24\" selected>Hôm nay: Thứ Ba", r.body);
    city_close(s);
}

TEST(in_somebodys_quiet_hours_it_stands_at_the_bell_and_rings_only_after_them)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    run(t, s, arena_print(t->arena, "INSERT INTO contact (id, person_id, kind, value, from_day) VALUES (99, %lld, 'email', 'hoa@example.edu.vn', 20000)", (long long)s->hoa.v));
    is_int(t, 303, city_post(t, s, s->hoa, "/thong-bao/cach-nhan", "thu_school=ngay", NULL));
    const char *path = drafted(t, s, s->hang, of_class(t, s), "&gui-families=1");
    is_int(t, 303, planned(t, s, s->hang, path, &(struct moment){ 0, 22 }, 1, NULL));
    clock_at(s, 0, 22, 0);
    jobs_run_all(&s->app);
    is_int(t, 200, city_get(t, s, s->hoa, "/thong-bao", &r));
    has_text(t, "Lời nhắn mới: Tham quan", r.body);
    is_int(t, day_start((day){ s->today.n + 1 }).ms + 6 * 3600000LL, count(t, s, "SELECT due_at FROM notice_send"));
    is_int(t, 0, count(t, s, "SELECT count(*) FROM mail"));
    city_close(s);
}

TEST(only_who_may_write_there_says_when)
{
    struct city *s = city_open(t);
    const char *path = waiting(t, s, s->hang, of_class(t, s), "&gui-families=1");
    is_int(t, 403, planned(t, s, s->toan, path, TUESDAY_7, 2, NULL));
    is_int(t, 403, city_post(t, s, s->toan, arena_print(t->arena, "%s/thoi-hen", path), "rev=2", NULL));
    is_int(t, 404, planned(t, s, s->lan, path, TUESDAY_7, 2, NULL));
    is_int(t, 404, city_post(t, s, s->tuan, arena_print(t->arena, "%s/thoi-hen", path), "rev=2", NULL));
    is_int(t, 303, planned(t, s, s->clerk, path, &(struct moment){ 2, 7 }, 2, NULL));                /* the office, too */
    city_close(s);
}

TEST(what_is_half_written_is_put_away_and_found_again_on_the_writers_home)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->hang, "/hom-nay", &r));
    lacks_text(t, "Thư nháp", r.body);
    is_int(t, 422, city_post(t, s, s->hang, arena_print(t->arena, "%s/moi", of_class(t, s)), "noi_dung=Xe+đón+lúc&gui-families=1", &r));
    has_text(t, "Xe đón lúc", r.body);                                /* refused, and not lost */
    is_int(t, 422, city_post(t, s, s->hang, arena_print(t->arena, "%s/moi", of_class(t, s)), "cat=1", &r));
    has_text(t, "Chưa có gì để cất", r.body);
    is_int(t, 303, city_post(t, s, s->hang, arena_print(t->arena, "%s/moi", of_class(t, s)), "noi_dung=Xe+đón+lúc&cat=1", &r));
    is_text(t, of_class(t, s), r.location);
    is_int(t, 200, city_get(t, s, s->hang, "/hom-nay", &r));
    has_text(t, "Thư nháp: một lời nhắn chưa gửi", r.body);
    is_int(t, 200, city_get(t, s, s->yen, "/hom-nay", &r));
    lacks_text(t, "Thư nháp", r.body);                                /* the writer's alone */
    is_int(t, 200, city_get(t, s, s->hang, "/thu-nhap", &r));
    has_text(t, "<b>Xe đón lúc</b>", r.body);
    is_int(t, 200, city_get(t, s, s->yen, "/thu-nhap", &r));
    has_text(t, "Không có thư nháp nào.", r.body);
    const char *path = path_to(t, arena_print(t->arena, "%s/", of_class(t, s)), count(t, s, "SELECT id FROM announcement"), "");
    is_int(t, 200, city_get(t, s, s->hang, path, &r));
    has_text(t, "Còn thiếu tiêu đề, nội dung hoặc người nhận.", r.body);
    lacks_text(t, "/gui\"", r.body);
    is_int(t, 422, city_post(t, s, s->hang, arena_print(t->arena, "%s/gui", path), "rev=1", &r));
    has_text(t, "còn thiếu tiêu đề", r.body);
    is_int(t, 422, planned(t, s, s->hang, path, TUESDAY_7, 1, NULL));
    is_int(t, 303, city_post(t, s, s->hang, arena_print(t->arena, "%s/sua", path), "tieu_de=Đón+sớm&noi_dung=Xe+đón+lúc&cat=1&rev=1", NULL));
    is_int(t, 422, city_post(t, s, s->hang, arena_print(t->arena, "%s/sua", path), "tieu_de=&noi_dung=Xe+đón&gui-families=1&rev=2", NULL));
    is_int(t, 303, city_post(t, s, s->hang, arena_print(t->arena, "%s/sua", path), WORDS "&gui-families=1&rev=2", NULL));
    is_int(t, 303, city_post(t, s, s->hang, arena_print(t->arena, "%s/gui", path), "rev=3", NULL));
    is_int(t, 200, city_get(t, s, s->hang, "/hom-nay", &r));
    lacks_text(t, "Thư nháp", r.body);
    is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/loi-nhan/moi", "noi=truong&tieu_de=Họp&cat=1", NULL));
    is_int(t, 200, city_get(t, s, s->clerk, "/hom-nay", &r));
    has_text(t, "Thư nháp: một lời nhắn chưa gửi", r.body);
    city_close(s);
}

TEST(what_waits_cannot_be_put_away_half_written)
{
    struct city *s = city_open(t);
    const char *path = waiting(t, s, s->hang, of_class(t, s), "&gui-families=1");
    is_int(t, 422, city_post(t, s, s->hang, arena_print(t->arena, "%s/sua", path), "tieu_de=&noi_dung=Xe&cat=1&gui-families=1&rev=2", NULL));
    is_int(t, 422, city_post(t, s, s->hang, arena_print(t->arena, "%s/sua", path), WORDS "&cat=1&rev=2", NULL));            /* to nobody */
    is_int(t, 1, count(t, s, "SELECT count(*) FROM announcement WHERE state = 'waiting' AND to_families = 1 AND title = 'Tham quan'"));
    city_close(s);
}

TEST(a_message_that_was_being_written_when_the_session_ended_is_there_after_signing_in)
{
    struct city *s = city_open(t);
    struct loop_client l;
    struct loop_reply r;
    const char *form = arena_print(t->arena, "%s/moi", of_class(t, s));
    loop_open(&l, &s->app);
    is_rc(t, OK, loop_sign_in(&l, s->hang));
    clock_at(s, 9, 8, 0);
    is_rc(t, OK, loop_send(&l, t->arena, POST, form, "noi_dung=Xe+đón+lúc+bảy+giờ&gui-families=1&cat=1", &r));
    is_int(t, 303, r.status);
    has_text(t, "/dang-nhap", r.location);
    is_int(t, 0, count(t, s, "SELECT count(*) FROM announcement"));
    is_rc(t, OK, loop_sign_in(&l, s->hang));
    is_rc(t, OK, loop_send(&l, t->arena, GET, "/gui-lai", NULL, &r));
    is_text(t, of_class(t, s), r.location);
    is_int(t, 1, count(t, s, "SELECT count(*) FROM announcement WHERE body = 'Xe đón lúc bảy giờ' AND state = 'draft' AND to_families = 1"));
    loop_close(&l);
    city_close(s);
}
