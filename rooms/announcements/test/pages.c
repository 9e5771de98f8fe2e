/* Who has not read: reminded, on paper, by telephone, as a file; the school class by class. */
#include "announcements/announcements.h"
#include "test/harness/city.h"
#include <stdlib.h>
#include <string.h>

#define WORDS "tieu_de=Tham+quan&noi_dung=Bảy+giờ+sáng."

static int64_t count(struct test *t, struct city *s, const char *sql)
{
    const char *n = NULL;
    ask_done(s->ask);
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &n));
    return n ? atoll(n) : -1;
}

static const char *sent(struct test *t, struct city *s, person_id who, const char *base, const char *more)
{
    struct loop_reply r = { .location = "/?" };
    is_int(t, 303, city_post(t, s, who, arena_print(t->arena, "%s/moi", base), arena_print(t->arena, WORDS "%s", more), &r));
    const char *path = arena_text(t->arena, r.location);
    is_int(t, 303, city_post(t, s, who, arena_print(t->arena, "%s/gui", path), "rev=1", NULL));
    is_true(t, jobs_run_all(&s->app) > 0);
    return path;
}

static const char *of_class(struct test *t, struct city *s, const char *more) { return sent(t, s, s->hang, path_to(t, "/t/thcs/lop/", s->a1.v, "/loi-nhan"), more); }

TEST(those_who_have_not_read_are_reminded_once_a_day)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *path = of_class(t, s, "&gui-families=1&xac_nhan=1"), *again = arena_print(t->arena, "%s/nhac", path), *id = strrchr(path, '/') + 1;
    is_int(t, 303, city_post(t, s, s->tuan, arena_print(t->arena, "/loi-nhan/%s/da-doc", id), "lan=1", NULL));
    is_int(t, 303, city_post(t, s, s->hang, again, "", NULL));                               /* /t/:truong/lop/:lop/loi-nhan/:nhan/nhac */
    is_int(t, 409, city_post(t, s, s->clerk, again, "", &r));
    has_text(t, "Hôm nay đã nhắc rồi", r.body);
    is_true(t, jobs_run_all(&s->app) > 0);
    is_int(t, 1, count(t, s, "SELECT count(*) FROM notice WHERE words LIKE '%nhắc:%'"));       /* Hoa, not Tuấn who has said so */
    is_int(t, 200, city_get(t, s, s->hoa, "/thong-bao", &r));
    has_text(t, "còn chờ xác nhận đã đọc", r.body);
    is_int(t, 200, city_get(t, s, s->hang, path, &r));
    has_text(t, "Hôm nay đã nhắc", r.body);
    lacks_text(t, "/nhac\"", r.body);
    db_set_clock(s->app.db, (opt_instant){ true, { s->ask->now.ms + 86400000LL } });
    is_int(t, 303, city_post(t, s, s->hang, again, "", NULL));
    is_int(t, 403, city_post(t, s, s->toan, again, "", NULL));
    city_close(s);
}

TEST(the_office_and_the_teacher_together_remind_nobody_twice_on_one_day)
{
    struct city *s = city_open(t);
    const char *path = sent(t, s, s->clerk, "/t/thcs/loi-nhan", "&noi=truong&gui-families=1&xac_nhan=1"), *id = strrchr(path, '/') + 1;
    is_int(t, 303, city_post(t, s, s->clerk, arena_print(t->arena, "%s/nhac", path), "", NULL));                 /* /t/:truong/loi-nhan/:nhan/nhac */
    is_true(t, jobs_run_all(&s->app) > 0);
    ask_done(s->ask);
    is_rc(t, OK, db_plain(s->app.db, t->arena, "UPDATE notice SET read_at = 1", NULL));
    int64_t bells = count(t, s, "SELECT count(*) FROM notice");
    is_int(t, 303, city_post(t, s, s->hang, path_to(t, "/t/thcs/lop/", s->a1.v, arena_print(t->arena, "/loi-nhan/%s/nhac", id)), "", NULL));
    is_true(t, jobs_run_all(&s->app) > 0);
    is_int(t, bells, count(t, s, "SELECT count(*) FROM notice"));
    city_close(s);
}

TEST(a_slip_that_came_back_signed_is_the_familys_word_and_a_wrong_tick_goes_away)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *path = of_class(t, s, "&gui-families=1&xac_nhan=1"), *tick = arena_print(t->arena, "%s/giay", path);
    const char *an = path_to(t, "", s->an.v, ""), *chi = path_to(t, "", s->chi.v, "");
    is_int(t, 422, city_post(t, s, s->hang, tick, "lan=1", &r));                                                      /* /t/:truong/lop/:lop/loi-nhan/:nhan/giay */
    has_text(t, "Đánh dấu ít nhất một em", r.body);
    is_int(t, 404, city_post(t, s, s->hang, tick, arena_print(t->arena, "em-%s=1&lan=1", chi), NULL));                 /* of another class */
    is_int(t, 303, city_post(t, s, s->hang, tick, arena_print(t->arena, "em-%s=1&lan=1", an), NULL));
    is_int(t, 200, city_get(t, s, s->hang, path, &r));
    has_text(t, "<b>1</b><span>trong 2 gia đình đã xác nhận", r.body);
    has_text(t, "Đã nhận giấy kí", strstr(r.body, "Đã xác nhận: 1"));
    is_int(t, 303, city_post(t, s, s->hang, tick, arena_print(t->arena, "bo=%s&lan=1", an), NULL));
    is_int(t, 200, city_get(t, s, s->hang, path, &r));
    has_text(t, "<b>0</b><span>trong 2 gia đình đã xác nhận", r.body);
    is_int(t, 303, city_post(t, s, s->tuan, arena_print(t->arena, "/loi-nhan/%s/da-doc", strrchr(path, '/') + 1), "lan=1", NULL));
    is_int(t, 303, city_post(t, s, s->hang, tick, arena_print(t->arena, "bo=%s&lan=1", an), NULL));                    /* no slip: the press stays */
    is_int(t, 200, city_get(t, s, s->hang, path, &r));
    has_text(t, "<b>1</b><span>trong 2 gia đình đã xác nhận", r.body);
    city_close(s);
}

TEST(a_slip_of_the_former_edition_is_not_taken_for_the_corrected_one)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *path = of_class(t, s, "&gui-families=1&xac_nhan=1"), *tick = arena_print(t->arena, "%s/giay", path), *an = path_to(t, "", s->an.v, "");
    is_int(t, 303, city_post(t, s, s->hang, arena_print(t->arena, "%s/sua", path), WORDS "&rev=2&dinh_chinh=Đổi+giờ", NULL));
    is_int(t, 409, city_post(t, s, s->hang, tick, arena_print(t->arena, "em-%s=1&lan=1", an), &r));
    has_text(t, "phiếu kí là của bản cũ", r.body);
    is_int(t, 422, city_post(t, s, s->hang, tick, arena_print(t->arena, "em-%s=1", an), NULL));
    is_int(t, 200, city_get(t, s, s->hang, path, &r));
    has_text(t, "<input type=\"hidden\" name=\"lan\" value=\"2\">", r.body);
    is_int(t, 303, city_post(t, s, s->hang, tick, arena_print(t->arena, "em-%s=1&lan=2", an), NULL));
    city_close(s);
}

TEST(slips_are_printed_for_families_without_an_account_for_who_has_not_confirmed_or_for_all)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *path = of_class(t, s, "&gui-families=1&xac_nhan=1");
    ask_done(s->ask);
    is_int(t, 200, city_get(t, s, s->hang, arena_print(t->arena, "%s/phieu", path), &r));                        /* /t/:truong/lop/:lop/loi-nhan/:nhan/phieu */
    has_text(t, "Không gia đình nào cần phiếu", r.body);
    is_int(t, 200, city_get(t, s, s->hang, arena_print(t->arena, "%s/phieu?ai=chua", path), &r));
    has_text(t, "Kính gửi gia đình em", r.body);
    has_text(t, "Trần Lê Bình An", r.body);
    has_text(t, "Bảy giờ sáng.", r.body);
    is_int(t, 303, city_post(t, s, s->tuan, arena_print(t->arena, "/loi-nhan/%s/da-doc", strrchr(path, '/') + 1), "lan=1", NULL));
    is_int(t, 200, city_get(t, s, s->hang, arena_print(t->arena, "%s/phieu?ai=chua", path), &r));
    lacks_text(t, "Trần Lê Bình An", r.body);
    is_int(t, 200, city_get(t, s, s->hang, arena_print(t->arena, "%s/phieu?ai=tat-ca", path), &r));
    has_text(t, "Trần Lê Bình An", r.body);
    is_int(t, 403, city_get(t, s, s->toan, arena_print(t->arena, "%s/phieu", path), NULL));
    const char *other = sent(t, s, s->yen, path_to(t, "/t/thcs/lop/", s->a2.v, "/loi-nhan"), "&gui-families=1");
    is_int(t, 200, city_get(t, s, s->yen, arena_print(t->arena, "%s/phieu", other), &r));
    has_text(t, "Khuất Quỳnh Chi", r.body);                                   /* has nobody with an account */
    city_close(s);
}

TEST(phones_stand_on_the_page_only_when_asked_for_and_then_on_each_childs_ledger)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    ask_done(s->ask);
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "INSERT INTO contact (id, person_id, kind, value, from_day) VALUES (99, %lld, 'phone', '+84900000321', 20000)", (long long)s->hoa.v), NULL));
    const char *path = of_class(t, s, "&gui-families=1&xac_nhan=1");
    is_int(t, 200, city_get(t, s, s->hang, path, &r));
    lacks_text(t, "tel:", r.body);
    int64_t looks = count(t, s, "SELECT count(*) FROM look WHERE kind = 'contact'");
    is_int(t, 200, city_get(t, s, s->hang, arena_print(t->arena, "%s?xem=dien-thoai", path), &r));
    has_text(t, "tel:+84900000321", r.body);
    is_int(t, looks + 2, count(t, s, "SELECT count(*) FROM look WHERE kind = 'contact'"));
    city_close(s);
}

TEST(no_phone_stands_there_of_whom_an_order_keeps_away_nor_of_the_family_of_a_child_who_left_the_class)
{
    for (int left = 0; left < 2; left++) {
        struct city *s = city_open(t);
        struct loop_reply r;
        ask_done(s->ask);
        is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "INSERT INTO contact (id, person_id, kind, value, from_day) VALUES (99, %lld, 'phone', '+84900000321', 20000)", (long long)s->hoa.v), NULL));
        const char *phones = arena_print(t->arena, "%s?xem=dien-thoai", of_class(t, s, "&gui-families=1&xac_nhan=1"));
        is_int(t, 200, city_get(t, s, s->hang, phones, &r));
        has_text(t, "tel:+84900000321", r.body);
        if (left) city_unenrol(t, s, s->binh);
        else city_bar(t, s, s->binh, s->hoa, "+84900000777");
        is_int(t, 200, city_get(t, s, s->hang, phones, &r));
        lacks_text(t, "+84900000321", r.body);
        city_close(s);
    }
}

TEST(the_list_is_a_file_of_texts_and_stands_in_the_journal)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *path = of_class(t, s, "&gui-families=1&xac_nhan=1"), *file = arena_print(t->arena, "%s/danh-sach", path);
    is_int(t, 200, city_post(t, s, s->hang, file, "", &r));                                                      /* /t/:truong/lop/:lop/loi-nhan/:nhan/danh-sach */
    is_true(t, r.n > 1000 && memcmp(r.body, "PK", 2) == 0);
    has_text(t, "spreadsheetml", r.head);
    is_int(t, 1, count(t, s, "SELECT count(*) FROM audit WHERE act = 'announcements.list'"));
    is_int(t, 403, city_post(t, s, s->toan, file, "", NULL));
    is_int(t, 404, city_post(t, s, s->lan, file, "", NULL));
    const char *school = sent(t, s, s->clerk, "/t/thcs/loi-nhan", "&noi=truong&gui-families=1");
    is_int(t, 200, city_post(t, s, s->clerk, arena_print(t->arena, "%s/danh-sach", school), "", NULL));          /* /t/:truong/loi-nhan/:nhan/danh-sach */
    is_int(t, 200, city_get(t, s, s->clerk, arena_print(t->arena, "%s/phieu?ai=tat-ca", school), &r));           /* /t/:truong/loi-nhan/:nhan/phieu */
    has_text(t, "lớp 6A2", r.body);
    city_close(s);
}

TEST(the_office_corrects_what_it_sent_and_a_teacher_does_not)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *path = sent(t, s, s->clerk, "/t/thcs/loi-nhan", "&noi=truong&gui-families=1&xac_nhan=1"), *change = arena_print(t->arena, "%s/sua", path);
    is_int(t, 200, city_get(t, s, s->clerk, change, &r));                                                        /* /t/:truong/loi-nhan/:nhan/sua */
    has_text(t, "Gửi bản đã sửa", r.body);
    is_int(t, 403, city_get(t, s, s->hang, change, NULL));
    is_int(t, 404, city_get(t, s, s->lan, change, NULL));
    is_int(t, 303, city_post(t, s, s->deputy, change, WORDS "&rev=2&dinh_chinh=Đổi+ngày", NULL));
    is_int(t, 409, city_post(t, s, s->clerk, change, WORDS "&rev=2&dinh_chinh=Đổi+ngày", &r));
    has_text(t, "Vừa có người sửa lời nhắn này", r.body);
    is_int(t, 1, count(t, s, "SELECT count(*) FROM audit WHERE act = 'announcements.correct'"));
    city_close(s);
}

TEST(a_pupil_whose_use_is_restricted_is_in_no_file_that_leaves)
{
    struct city *s = city_open(t);
    const char *path = of_class(t, s, "&gui-families=1&xac_nhan=1"), *file = arena_print(t->arena, "%s/danh-sach", path), *fields = NULL;
    ask_done(s->ask);
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "INSERT INTO restriction (subject_id, id, school_id, request_id, by_person, at, reason, rev) VALUES (%lld, 926, %lld, 1, %lld, 0, 'x', 1)",
                                                           (long long)s->binh.v, (long long)s->thcs.id.v, (long long)s->principal.v), NULL));
    is_int(t, 200, city_post(t, s, s->hang, file, "", NULL));
    ask_done(s->ask);
    is_rc(t, OK, db_plain(s->app.db, t->arena, "SELECT fields FROM audit WHERE act = 'announcements.list'", &fields));
    has_text(t, "1", fields);
    lacks_text(t, "2", fields);
    city_close(s);
}

static rc stand_in(struct tx *t, const struct city *s, person_id *out)
{
    t->ask->scope.school = s->thcs.id;
    t->ask->me = s->principal;
    return duty_add(t, &(struct new_duty){ .class_id = s->a1, .member = s->m_yen, .duty = DUTY_STAND_IN, .from = s->today, .last = { true, { s->today.n + 2 } } }, out);
}
CLOSURE(stand_in, struct city, person_id)

TEST(who_stands_in_for_the_homeroom_teacher_writes_to_the_class_for_those_days)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    person_id person;
    const char *base = path_to(t, "/t/thcs/lop/", s->a1.v, "/loi-nhan");
    is_int(t, 403, city_get(t, s, s->yen, base, NULL));
    is_rc(t, OK, transact(s->ask, NULL, stand_in, s, &person));
    ask_done(s->ask);
    const char *path = sent(t, s, s->yen, base, "&gui-families=1&xac_nhan=1");
    is_int(t, 200, city_get(t, s, s->hang, path, NULL));
    is_int(t, 200, city_get(t, s, s->yen, "/hom-nay", &r));
    has_text(t, "2 gia đình chưa xác nhận", r.body);
    db_set_clock(s->app.db, (opt_instant){ true, { s->ask->now.ms + 3 * 86400000LL } });
    is_int(t, 403, city_get(t, s, s->yen, path, NULL));
    is_int(t, 403, city_post(t, s, s->yen, arena_print(t->arena, "%s/thu-hoi", path), "rev=2&li_do=x", NULL));
    city_close(s);
}

TEST(the_school_is_seen_class_by_class_and_each_class_by_who_leads_it)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *path = sent(t, s, s->clerk, "/t/thcs/loi-nhan", "&noi=truong&gui-families=1&xac_nhan=1"), *id = strrchr(path, '/') + 1;
    const char *in_class = path_to(t, "/t/thcs/lop/", s->a1.v, arena_print(t->arena, "/loi-nhan/%s", id));
    is_int(t, 303, city_post(t, s, s->hoa, arena_print(t->arena, "/loi-nhan/%s/da-doc", id), "lan=1", NULL));
    is_int(t, 200, city_get(t, s, s->deputy, path, &r));
    has_text(t, "<b>1</b><span>trong 3 gia đình đã xác nhận", r.body);
    has_text(t, in_class, r.body);
    has_text(t, "data-label=\"Gia đình\">1/2</td>", r.body);
    lacks_text(t, "Trần Lê Bình An", r.body);
    is_int(t, 200, city_get(t, s, s->hang, in_class, &r));
    has_text(t, "Trần Lê Bình An", r.body);
    lacks_text(t, "/thu-hoi", r.body);
    is_int(t, 404, city_post(t, s, s->hang, arena_print(t->arena, "%s/thu-hoi", in_class), "rev=2&li_do=x", NULL));
    is_int(t, 404, city_get(t, s, s->hang, arena_print(t->arena, "%s/sua", in_class), NULL));
    is_int(t, 403, city_get(t, s, s->hang, path, NULL));
    is_int(t, 303, city_post(t, s, s->hang, arena_print(t->arena, "%s/giay", in_class), arena_print(t->arena, "em-%s=1&lan=1", path_to(t, "", s->an.v, "")), NULL));
    is_int(t, 200, city_get(t, s, s->hang, path_to(t, "/t/thcs/lop/", s->a1.v, "/loi-nhan"), &r));               /* /t/:truong/lop/:lop/loi-nhan */
    has_text(t, "2/2 gia đình đã đọc", r.body);
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/loi-nhan", &r));                                            /* /t/:truong/loi-nhan */
    has_text(t, "2/3 gia đình đã đọc", r.body);
    is_int(t, 404, city_get(t, s, s->th_principal, path, NULL));
    is_int(t, 404, city_get(t, s, s->th_principal, arena_print(t->arena, "/t/tieu-hoc/loi-nhan/%s", id), NULL));
    city_close(s);
}

TEST(the_office_writes_to_a_class_and_the_teacher_finds_it_there)
{
    struct city *s = city_open(t);
    struct loop_reply r = { .location = "/" };
    const char *noi = arena_print(t->arena, WORDS "&noi=lop-%s&gui-families=1", path_to(t, "", s->a1.v, ""));
    is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/loi-nhan/moi", noi, &r));
    const char *path = arena_text(t->arena, r.location);
    has_text(t, path_to(t, "/t/thcs/lop/", s->a1.v, "/loi-nhan/"), path);
    is_int(t, 200, city_get(t, s, s->hang, path, NULL));
    is_int(t, 422, city_post(t, s, s->clerk, "/t/thcs/loi-nhan/moi", WORDS "&noi=x&gui-families=1", &r));
    is_int(t, 422, city_post(t, s, s->clerk, "/t/thcs/loi-nhan/moi", arena_print(t->arena, WORDS "&noi=lop-%s&gui-families=1", path_to(t, "", s->c1a1.v, "")), &r));
    has_text(t, "không có ở trường", r.body);
    is_int(t, 422, city_post(t, s, s->clerk, "/t/thcs/loi-nhan/moi", WORDS "&noi=truong&gui-families=1&ngay_cuoi=22/11/2026", &r));
    has_text(t, "Ngày cuối đã qua", r.body);
    is_int(t, 422, city_post(t, s, s->clerk, "/t/thcs/loi-nhan/moi", WORDS "&noi=truong&gui-families=1&ngay_cuoi=22/11/2036", &r));
    has_text(t, "xa quá một năm", r.body);
    is_int(t, 303, city_post(t, s, s->clerk, arena_print(t->arena, "%s/sua", path), WORDS "&gui-families=1&gui-pupils=1&rev=1", NULL));
    is_int(t, 409, city_post(t, s, s->clerk, arena_print(t->arena, "%s/sua", path), WORDS "&gui-families=1&rev=1", NULL));
    city_close(s);
}

static rc tidy_ask(struct tx *t, const void *in, void *out)
{
    job_id id;
    const struct job_kind *kind = announcements_jobs;
    (void)in, (void)out;
    while (!str_is(kind->name, "announcements.tidy")) kind++;
    return job_add(t, &(struct new_job){ .kind = kind }, &id);
}
CLOSURE(tidy_ask, void, void)

static void tidied(struct test *t, struct city *s, instant at)
{
    db_set_clock(s->app.db, (opt_instant){ true, at });
    s->ask->scope = (struct scope){ 0 };
    is_rc(t, OK, transact(s->ask, NULL, tidy_ask, NULL, NULL));
    is_true(t, jobs_run_all(&s->app) > 0);
}

TEST(after_two_years_a_message_is_forgotten_whole)
{
    struct city *s = city_open(t);
    of_class(t, s, "&gui-families=1&xac_nhan=1&ngay_cuoi=24/11/2026");
    instant then = s->ask->now;
    tidied(t, s, (instant){ then.ms + 730 * 86400000LL });
    is_int(t, 1, count(t, s, "SELECT count(*) FROM announcement"));
    tidied(t, s, (instant){ then.ms + 734 * 86400000LL });
    is_int(t, 0, count(t, s, "SELECT count(*) FROM announcement"));
    is_int(t, 0, count(t, s, "SELECT count(*) FROM announcement_reader"));
    is_int(t, 0, count(t, s, "SELECT count(*) FROM announcement_family"));
    city_close(s);
}
