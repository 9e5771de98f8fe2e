/* Messages as they are written and sent, reach those they are for and nobody else, and are read; the small city of test/harness/city.h. */
#include "announcements/announcements.h"
#include "test/harness/city.h"
#include <stdlib.h>
#include <string.h>

#define WORDS "tieu_de=Tham+quan&noi_dung=Bảy+giờ+sáng."

static const char *class_base(struct test *t, struct city *s, class_id class_) { (void)s; return path_to(t, "/t/thcs/lop/", class_.v, "/loi-nhan"); }
static const char *id_of(const char *path) { return strrchr(path, '/') + 1; }

static int64_t count(struct test *t, struct city *s, const char *sql)
{
    const char *n = NULL;
    ask_done(s->ask);
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &n));
    return n ? atoll(n) : -1;
}

/* Written through the page; the path of its own page. */
static const char *drafted(struct test *t, struct city *s, person_id who, const char *base, const char *more)
{
    struct loop_reply r = { .location = "/?" };
    is_int(t, 303, city_post(t, s, who, arena_print(t->arena, "%s/moi", base), arena_print(t->arena, WORDS "%s", more), &r));
    return arena_text(t->arena, r.location);
}

static const char *sent(struct test *t, struct city *s, person_id who, const char *base, const char *more)
{
    const char *path = drafted(t, s, who, base, more);
    is_int(t, 303, city_post(t, s, who, arena_print(t->arena, "%s/gui", path), "rev=1", NULL));
    is_true(t, jobs_run_all(&s->app) > 0);
    return path;
}

static const char *mine(struct test *t, const char *path) { return arena_print(t->arena, "/loi-nhan/%s", id_of(path)); }
static int pressed(struct test *t, struct city *s, person_id who, const char *path, int edition, struct loop_reply *r)
{
    return city_post(t, s, who, arena_print(t->arena, "/loi-nhan/%s/da-doc", id_of(path)), arena_print(t->arena, "lan=%d", edition), r);      /* /loi-nhan/:nhan/da-doc */
}

TEST(a_message_is_a_draft_for_its_writers_alone_until_it_is_sent)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *path = drafted(t, s, s->hang, class_base(t, s, s->a1), "&gui-families=1&xac_nhan=1");           /* /t/:truong/lop/:lop/loi-nhan/moi */
    is_int(t, 404, city_get(t, s, s->tuan, mine(t, path), NULL));                                               /* /loi-nhan/:nhan */
    is_int(t, 200, city_get(t, s, s->hang, path, &r));                                                          /* /t/:truong/lop/:lop/loi-nhan/:nhan */
    has_text(t, "2 gia đình", r.body);
    is_int(t, 200, city_get(t, s, s->clerk, path, NULL));
    is_int(t, 403, city_get(t, s, s->toan, path, NULL));                      /* teaches the class, does not lead it */
    is_int(t, 403, city_get(t, s, s->yen, path, NULL));
    is_int(t, 404, city_get(t, s, s->lan, path, NULL));
    is_int(t, 303, city_post(t, s, s->hang, arena_print(t->arena, "%s/gui", path), "rev=1", NULL));              /* /t/:truong/lop/:lop/loi-nhan/:nhan/gui */
    is_int(t, 409, city_post(t, s, s->hang, arena_print(t->arena, "%s/gui", path), "rev=1", &r));
    has_text(t, "Vừa có người sửa lời nhắn này", r.body);
    is_int(t, 200, city_get(t, s, s->tuan, mine(t, path), &r));
    has_text(t, "Xác nhận đã đọc", r.body);
    city_close(s);
}

TEST(it_reaches_the_families_of_the_class_once_and_nobody_else)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *path = sent(t, s, s->hang, class_base(t, s, s->a1), "&gui-families=1&xac_nhan=1");
    is_int(t, 2, count(t, s, "SELECT count(*) FROM announcement_family"));
    is_int(t, 2, count(t, s, "SELECT count(*) FROM announcement_reader"));
    is_int(t, 2, count(t, s, "SELECT count(*) FROM notice WHERE path LIKE '/loi-nhan/%'"));
    is_int(t, 2, count(t, s, "SELECT count(*) FROM notice n WHERE n.path LIKE '/loi-nhan/%' AND EXISTS (SELECT 1 FROM guardian_link g WHERE g.guardian_id = n.person_id AND g.child_id = n.about_id)"));      /* about whom: asked again before it leaves */
    is_int(t, 200, city_get(t, s, s->tuan, "/loi-nhan", &r));                                                   /* /loi-nhan */
    has_text(t, "Tham quan", r.body);
    has_text(t, "Bảy giờ sáng.", r.body);
    has_text(t, "về Trần Lê Bình An", r.body);
    const person_id others[] = { s->an, s->binh, s->chi, s->toan, s->yen, s->lan, s->th_principal, s->admin };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        is_int(t, 404, city_get(t, s, others[i], mine(t, path), NULL));
        is_int(t, 404, pressed(t, s, others[i], path, 1, NULL));
        is_int(t, 200, city_get(t, s, others[i], "/loi-nhan", &r));
        lacks_text(t, "Tham quan", r.body);
    }
    is_int(t, 303, city_get(t, s, (person_id){ 0 }, "/loi-nhan", NULL));
    city_close(s);
}

TEST(pupils_and_staff_are_reached_when_they_are_meant)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *path = sent(t, s, s->clerk, "/t/thcs/loi-nhan", "&noi=truong&gui-pupils=1&gui-staff=1");         /* /t/:truong/loi-nhan/moi, /t/:truong/loi-nhan/:nhan/gui */
    is_int(t, 0, count(t, s, "SELECT count(*) FROM announcement_family"));
    is_int(t, 3, count(t, s, "SELECT count(*) FROM announcement_reader WHERE side = 'pupil'"));
    is_int(t, 6, count(t, s, "SELECT count(*) FROM announcement_reader WHERE side = 'staff'"));
    is_int(t, 404, city_get(t, s, s->tuan, mine(t, path), NULL));
    is_int(t, 303, pressed(t, s, s->an, path, 1, NULL));
    is_int(t, 303, pressed(t, s, s->toan, path, 1, NULL));
    is_int(t, 200, city_get(t, s, s->clerk, path, &r));                                                         /* /t/:truong/loi-nhan/:nhan */
    has_text(t, "<b>1</b><span>trong 3 học sinh đã đọc", r.body);
    has_text(t, "<b>1</b><span>trong 6 thầy cô, nhân viên đã đọc", r.body);
    is_int(t, 200, city_get(t, s, s->an, "/hanh-trinh", &r));
    has_text(t, "Tham quan", r.body);                                         /* a pupil's own word is a deed */
    is_int(t, 1, count(t, s, "SELECT count(*) FROM statement WHERE object_kind = 'announcement'"));            /* what staff are told is none */
    is_int(t, 422, city_post(t, s, s->hang, arena_print(t->arena, "%s/moi", class_base(t, s, s->a1)), WORDS "&gui-staff=1", &r));
    has_text(t, "gửi cả trường", r.body);
    is_int(t, 422, city_post(t, s, s->hang, arena_print(t->arena, "%s/moi", class_base(t, s, s->a1)), WORDS, &r));
    has_text(t, "Chọn ít nhất một bên", r.body);
    city_close(s);
}

TEST(one_guardian_is_enough_for_the_family_and_the_teacher_sees_who_it_was)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *path = sent(t, s, s->hang, class_base(t, s, s->a1), "&gui-families=1&xac_nhan=1");
    is_int(t, 200, city_get(t, s, s->hang, path, &r));
    has_text(t, "<b>0</b><span>trong 2 gia đình đã xác nhận", r.body);
    has_text(t, "Trần Lê Bình An", strstr(r.body, "id=\"chua\""));
    is_int(t, 303, pressed(t, s, s->tuan, path, 1, NULL));
    is_int(t, 303, pressed(t, s, s->tuan, path, 1, NULL));                   /* again: nothing more */
    is_int(t, 1, count(t, s, "SELECT count(*) FROM statement WHERE object_kind = 'announcement' AND verb = 'confirmed'"));
    is_int(t, 200, city_get(t, s, s->hang, path, &r));
    has_text(t, "<b>1</b><span>trong 2 gia đình đã xác nhận", r.body);
    has_text(t, "Trần Quốc Tuấn", strstr(r.body, "Đã xác nhận: 1"));
    is_int(t, 200, city_get(t, s, s->tuan, mine(t, path), &r));
    lacks_text(t, "da-doc", r.body);
    is_int(t, 409, pressed(t, s, s->hoa, path, 0, NULL));                     /* another edition than is there */
    city_close(s);
}

TEST(whoever_is_kept_from_a_child_is_told_nothing_and_reads_nothing_before_and_after)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *base = class_base(t, s, s->a1), *before = sent(t, s, s->hang, base, "&gui-families=1&xac_nhan=1");
    is_int(t, 200, city_get(t, s, s->tuan, mine(t, before), NULL));
    city_keep_away(t, s, s->an, s->tuan);
    is_int(t, 404, city_get(t, s, s->tuan, mine(t, before), NULL));
    is_int(t, 404, pressed(t, s, s->tuan, before, 1, NULL));
    is_int(t, 200, city_get(t, s, s->tuan, "/loi-nhan", &r));
    lacks_text(t, "Tham quan", r.body);
    is_int(t, 200, city_get(t, s, s->tuan, "/hom-nay", &r));
    lacks_text(t, "Tham quan", r.body);
    int64_t bells = count(t, s, arena_print(t->arena, "SELECT count(*) FROM notice WHERE person_id = %lld", (long long)s->tuan.v));
    const char *after = sent(t, s, s->hang, base, "&gui-families=1&xac_nhan=1");
    is_int(t, 404, city_get(t, s, s->tuan, mine(t, after), NULL));
    is_int(t, bells, count(t, s, arena_print(t->arena, "SELECT count(*) FROM notice WHERE person_id = %lld", (long long)s->tuan.v)));
    is_int(t, 0, count(t, s, arena_print(t->arena, "SELECT told FROM announcement_family WHERE child_id = %lld ORDER BY announcement_id DESC LIMIT 1", (long long)s->an.v)));
    is_int(t, 303, city_post(t, s, s->hang, arena_print(t->arena, "%s/nhac", before), "", NULL));
    is_true(t, jobs_run_all(&s->app) > 0);
    is_int(t, bells, count(t, s, arena_print(t->arena, "SELECT count(*) FROM notice WHERE person_id = %lld", (long long)s->tuan.v)));
    city_close(s);
}

TEST(an_order_about_another_row_of_the_same_adult_keeps_the_message_away_as_well)
{
    struct city *s = city_open(t);
    city_bar(t, s, s->binh, s->hoa, "+84900000777");
    const char *path = sent(t, s, s->hang, class_base(t, s, s->a1), "&gui-families=1&xac_nhan=1");
    is_int(t, 0, count(t, s, arena_print(t->arena, "SELECT count(*) FROM announcement_reader WHERE person_id = %lld", (long long)s->hoa.v)));
    is_int(t, 404, city_get(t, s, s->hoa, mine(t, path), NULL));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM announcement_family WHERE told = 0"));           /* the child's family is there, with nobody to tell */
    city_close(s);
}

TEST(a_teacher_who_is_kept_from_a_child_sends_to_its_family_and_does_not_see_it)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    city_bar(t, s, s->an, s->hang, "+84900000778");
    const char *path = sent(t, s, s->hang, class_base(t, s, s->a1), "&gui-families=1&xac_nhan=1");
    is_int(t, 200, city_get(t, s, s->tuan, mine(t, path), NULL));
    is_int(t, 200, city_get(t, s, s->hang, path, &r));
    lacks_text(t, "Trần Lê Bình An", r.body);
    is_int(t, 200, city_get(t, s, s->clerk, path, &r));
    has_text(t, "Trần Lê Bình An", r.body);
    city_close(s);
}

TEST(a_correction_says_that_it_is_one_is_told_again_and_asks_again)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *path = sent(t, s, s->hang, class_base(t, s, s->a1), "&gui-families=1&xac_nhan=1"), *change = arena_print(t->arena, "%s/sua", path);
    is_int(t, 303, pressed(t, s, s->tuan, path, 1, NULL));
    is_int(t, 200, city_get(t, s, s->hang, change, &r));                                                        /* /t/:truong/lop/:lop/loi-nhan/:nhan/sua */
    has_text(t, "Sửa gì", r.body);
    is_int(t, 422, city_post(t, s, s->hang, change, "tieu_de=Tham+quan&noi_dung=Tám+giờ.&rev=2", &r));
    has_text(t, "Ghi một câu", r.body);
    is_int(t, 303, city_post(t, s, s->hang, change, "tieu_de=Tham+quan&noi_dung=Tám+giờ.&rev=2&dinh_chinh=Đổi+giờ", NULL));
    is_true(t, jobs_run_all(&s->app) > 0);
    is_int(t, 200, city_get(t, s, s->tuan, "/thong-bao", &r));
    has_text(t, "Đính chính lời nhắn: Tham quan", r.body);
    is_int(t, 200, city_get(t, s, s->tuan, mine(t, path), &r));
    has_text(t, "Đã đính chính: Đổi giờ", r.body);
    has_text(t, "Tám giờ.", r.body);
    has_text(t, "Bản trước đã đọc rồi", r.body);
    is_int(t, 409, pressed(t, s, s->tuan, path, 1, &r));
    has_text(t, "vừa được sửa", r.body);
    is_int(t, 200, city_get(t, s, s->hang, path, &r));
    has_text(t, "<b>0</b><span>trong 2 gia đình đã xác nhận", r.body);
    is_int(t, 303, pressed(t, s, s->tuan, path, 2, NULL));
    is_int(t, 200, city_get(t, s, s->hang, path, &r));
    has_text(t, "<b>1</b><span>trong 2 gia đình đã xác nhận", r.body);
    is_int(t, 1, count(t, s, "SELECT count(*) FROM statement WHERE object_kind = 'announcement'"));            /* one deed a message */
    city_close(s);
}

TEST(what_is_taken_back_is_read_by_nobody_but_its_reason)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *path = sent(t, s, s->clerk, "/t/thcs/loi-nhan", "&noi=truong&gui-families=1&xac_nhan=1");
    is_int(t, 422, city_post(t, s, s->clerk, arena_print(t->arena, "%s/thu-hoi", path), "rev=2&li_do=", NULL));
    is_int(t, 303, city_post(t, s, s->clerk, arena_print(t->arena, "%s/thu-hoi", path), "rev=2&li_do=Gửi+nhầm", NULL));         /* /t/:truong/loi-nhan/:nhan/thu-hoi */
    is_true(t, jobs_run_all(&s->app) > 0);
    is_int(t, 200, city_get(t, s, s->tuan, mine(t, path), &r));
    has_text(t, "Gửi nhầm", r.body);
    lacks_text(t, "Bảy giờ", r.body);
    lacks_text(t, "Tham quan", r.body);
    is_int(t, 409, pressed(t, s, s->tuan, path, 1, NULL));
    is_int(t, 200, city_get(t, s, s->tuan, "/loi-nhan", &r));
    lacks_text(t, "Tham quan", r.body);
    is_int(t, 200, city_get(t, s, s->tuan, "/thong-bao", &r));
    has_text(t, "Một lời nhắn đã thu hồi", r.body);
    is_int(t, 409, city_post(t, s, s->clerk, arena_print(t->arena, "%s/nhac", path), "", NULL));
    is_int(t, 404, city_get(t, s, s->clerk, arena_print(t->arena, "%s/sua", path), NULL));
    is_int(t, 404, city_get(t, s, s->clerk, arena_print(t->arena, "%s/phieu", path), NULL));
    is_int(t, 200, city_get(t, s, s->clerk, path, &r));
    has_text(t, "Đã thu hồi: Gửi nhầm", r.body);
    city_close(s);
}

TEST(a_message_that_is_taken_back_before_the_job_ran_goes_to_nobody)
{
    struct city *s = city_open(t);
    const char *path = drafted(t, s, s->hang, class_base(t, s, s->a1), "&gui-families=1&xac_nhan=1");
    is_int(t, 303, city_post(t, s, s->hang, arena_print(t->arena, "%s/gui", path), "rev=1", NULL));
    is_int(t, 303, city_post(t, s, s->hang, arena_print(t->arena, "%s/thu-hoi", path), "rev=2&li_do=x", NULL));          /* /t/:truong/lop/:lop/loi-nhan/:nhan/thu-hoi */
    is_true(t, jobs_run_all(&s->app) > 0);
    is_int(t, 0, count(t, s, "SELECT count(*) FROM announcement_reader"));
    is_int(t, 0, count(t, s, "SELECT count(*) FROM notice WHERE path LIKE '/loi-nhan/%'"));
    city_close(s);
}

TEST(the_job_may_be_cut_anywhere_and_tells_everybody_once)
{
    struct city *s = city_open(t);
    for (long n = 1, met = true; met && n < 400; n += 3) {
        const char *path = drafted(t, s, s->clerk, "/t/thcs/loi-nhan", "&noi=truong&gui-families=1&gui-pupils=1&gui-staff=1");
        is_int(t, 303, city_post(t, s, s->clerk, arena_print(t->arena, "%s/gui", path), "rev=1", NULL));
        int64_t bells = count(t, s, "SELECT count(*) FROM notice");
        db_fail_after(n);
        jobs_run_all(&s->app);
        met = !db_fail_armed();
        db_fail_after(0);
        db_set_clock(s->app.db, (opt_instant){ true, { s->ask->now.ms + n * 7200000LL } });
        jobs_run_all(&s->app);
        is_int(t, 11, count(t, s, arena_print(t->arena, "SELECT count(*) FROM announcement_reader r WHERE r.announcement_id = (SELECT max(id) FROM announcement)")));
        is_int(t, 3, count(t, s, "SELECT count(*) FROM announcement_family f WHERE f.announcement_id = (SELECT max(id) FROM announcement)"));
        is_int(t, bells + 11, count(t, s, "SELECT count(*) FROM notice"));
        if (!met) is_true(t, n > 20);
    }
    city_close(s);
}

struct coming { const struct city *s; person_id child; };
static rc comes(struct tx *t, const struct coming *in, void *out)
{
    enrolment_id place;
    (void)out;
    t->ask->scope.school = in->s->thcs.id;
    t->ask->me = in->s->clerk;
    try(guardian_link_open(t, in->s->chi, in->s->hoa, GUARDIAN_KIND_MOTHER));
    struct place_now now;
    try(place_now(t->ask, in->child, &now));
    (void)place;
    return pupil_move(t, &(struct pupil_move){ in->child, in->s->a1, day_of(t->now), now.id, now.rev });
}
CLOSURE(comes, struct coming, void)

TEST(who_comes_to_the_class_later_reads_it_while_it_is_not_over_and_is_written_down_by_saying_so)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *path = sent(t, s, s->hang, class_base(t, s, s->a1), "&gui-families=1&xac_nhan=1&ngay_cuoi=30/11/2026");
    struct coming in = { s, s->chi };
    is_rc(t, OK, transact(s->ask, NULL, comes, &in, NULL));
    ask_done(s->ask);
    is_int(t, 200, city_get(t, s, s->hang, path, &r));
    has_text(t, "Vào lớp sau khi gửi", r.body);
    is_int(t, 200, city_get(t, s, s->hoa, "/loi-nhan", &r));
    has_text(t, "Khuất Quỳnh Chi", r.body);
    is_int(t, 303, pressed(t, s, s->hoa, path, 1, NULL));
    is_int(t, 2, count(t, s, arena_print(t->arena, "SELECT count(*) FROM announcement_family WHERE done_by = %lld", (long long)s->hoa.v)));       /* of Bình and of Chi */
    is_int(t, 3, count(t, s, "SELECT count(*) FROM announcement_family"));
    is_int(t, 200, city_get(t, s, s->hang, path, &r));
    lacks_text(t, "Vào lớp sau khi gửi", r.body);
    db_set_clock(s->app.db, (opt_instant){ true, { s->ask->now.ms + 8 * 86400000LL } });
    is_int(t, 200, city_get(t, s, s->tuan, "/hom-nay", &r));
    lacks_text(t, "Tham quan", r.body);                                       /* over: nothing is asked any more */
    is_int(t, 200, city_get(t, s, s->tuan, mine(t, path), &r));
    has_text(t, "đã hết hạn", r.body);
    is_int(t, 409, city_post(t, s, s->hang, arena_print(t->arena, "%s/nhac", path), "", NULL));
    city_close(s);
}

static rc stands_for_two(struct tx *t, const struct city *s, void *out)
{
    (void)out;
    t->ask->scope.school = s->thcs.id;
    return guardian_link_open(t, s->an, s->hoa, GUARDIAN_KIND_GUARDIAN);
}
CLOSURE(stands_for_two, struct city, void)

TEST(whoever_stands_for_two_children_is_asked_once_and_answers_for_both_with_one_press)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_rc(t, OK, transact(s->ask, NULL, stands_for_two, s, NULL));
    const char *path = sent(t, s, s->hang, class_base(t, s, s->a1), "&gui-families=1&xac_nhan=1");
    is_int(t, 1, count(t, s, arena_print(t->arena, "SELECT count(*) FROM notice WHERE person_id = %lld", (long long)s->hoa.v)));
    is_int(t, 200, city_get(t, s, s->hoa, "/hom-nay", &r));
    lacks_text(t, "2 lời nhắn", r.body);
    has_text(t, "Tham quan", r.body);
    is_int(t, 200, city_get(t, s, s->hoa, "/loi-nhan", &r));
    has_text(t, "Trần Lê Bình An, ", r.body);
    is_int(t, 303, pressed(t, s, s->hoa, path, 1, NULL));
    is_int(t, 2, count(t, s, "SELECT count(*) FROM announcement_family WHERE done_edition = 1"));
    is_int(t, 200, city_get(t, s, s->tuan, "/loi-nhan", &r));
    has_text(t, "Xác nhận đã đọc", r.body);                                   /* reading is each person's own */
    is_int(t, 303, pressed(t, s, s->tuan, path, 1, NULL));
    is_int(t, 200, city_get(t, s, s->hang, path, &r));
    has_text(t, "Trần Quốc Tuấn", r.body);                                    /* who teaches the class knows both */
    has_text(t, "Nguyễn Thị Hoa", r.body);
    is_int(t, 303, city_post(t, s, s->hang, arena_print(t->arena, "%s/nhac", path), "", NULL));
    is_true(t, jobs_run_all(&s->app) > 0);
    is_int(t, 0, count(t, s, "SELECT count(*) FROM notice WHERE words LIKE '%nhắc:%'"));          /* the family has answered: nobody of it is reminded */
    city_close(s);
}

static void said(void *to, const char *words) { (void)to, (void)words; }

TEST(verify_sees_a_reader_and_a_family_that_do_not_fit_their_message)
{
    struct city *s = city_open(t);
    struct verify_report report = { .line = said };
    sent(t, s, s->hang, class_base(t, s, s->a1), "&gui-families=1&xac_nhan=1");
    is_rc(t, OK, announcements_checks[0].run(s->ask, &report));
    is_int(t, 4, report.looked);
    is_int(t, 0, report.wrong);
    is_int(t, -1, count(t, s, "UPDATE announcement_reader SET read_edition = 7 WHERE person_id = (SELECT min(person_id) FROM announcement_reader)"));
    is_int(t, -1, count(t, s, "UPDATE announcement_family SET done_edition = 1 WHERE child_id = (SELECT min(child_id) FROM announcement_family)"));
    is_rc(t, OK, announcements_checks[0].run(s->ask, &report));
    is_int(t, 2, report.wrong);
    is_int(t, -1, count(t, s, "UPDATE announcement SET send_at = 1"));                         /* sent, and still has a time to go */
    is_rc(t, OK, announcements_checks[0].run(s->ask, &report));
    is_int(t, 5, report.wrong);
    city_close(s);
}

TEST(a_sending_that_stopped_half_way_says_so_and_goes_on_by_the_reminder)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *path = drafted(t, s, s->hang, class_base(t, s, s->a1), "&gui-families=1&xac_nhan=1");
    is_int(t, 303, city_post(t, s, s->hang, arena_print(t->arena, "%s/gui", path), "rev=1", NULL));
    is_int(t, 200, city_get(t, s, s->hang, path, &r));
    has_text(t, "Đang gửi tới từng người", r.body);
    ask_done(s->ask);
    is_rc(t, OK, db_plain(s->app.db, t->arena, "DELETE FROM job", NULL));
    db_set_clock(s->app.db, (opt_instant){ true, { s->ask->now.ms + 11 * 60000LL } });
    is_int(t, 200, city_get(t, s, s->hang, path, &r));
    has_text(t, "Có người chưa được báo", r.body);
    is_int(t, 303, city_post(t, s, s->hang, arena_print(t->arena, "%s/nhac", path), "", NULL));
    is_true(t, jobs_run_all(&s->app) > 0);
    is_int(t, 2, count(t, s, "SELECT count(*) FROM announcement_reader"));
    is_int(t, 200, city_get(t, s, s->hang, path, &r));
    lacks_text(t, "Có người chưa được báo", r.body);
    city_close(s);
}

TEST(long_lists_go_on_page_by_page)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *base = class_base(t, s, s->a1);
    for (int i = 0; i < 23; i++) {
        const char *path = sent(t, s, s->hang, base, "&gui-families=1");
        is_int(t, 303, pressed(t, s, s->tuan, path, 1, NULL));
    }
    const char *const lists[] = { base, "/t/thcs/loi-nhan", "/loi-nhan" };
    for (size_t i = 0; i < 3; i++) {
        person_id who = i == 0 ? s->hang : i == 1 ? s->clerk : s->tuan;
        int seen = 0;
        is_int(t, 200, city_get(t, s, who, lists[i], &r));
        for (const char *at = r.body; (at = strstr(at, "<b>Tham quan</b>")); at++) seen++;
        const char *next = strstr(r.body, "?sau=");
        if (!is_true(t, next != NULL)) continue;
        is_int(t, 200, city_get(t, s, who, arena_print(t->arena, "%s%s", lists[i], arena_text_n(t->arena, next, strcspn(next, "\""))), &r));
        for (const char *at = r.body; (at = strstr(at, "<b>Tham quan</b>")); at++) seen++;
        is_int(t, 23, seen);
    }
    city_close(s);
}

TEST(a_guardian_who_no_longer_stands_for_the_child_reads_it_no_more)
{
    struct city *s = city_open(t);
    const char *path = sent(t, s, s->hang, class_base(t, s, s->a1), "&gui-families=1&xac_nhan=1");
    is_int(t, 200, city_get(t, s, s->tuan, mine(t, path), NULL));
    ask_done(s->ask);
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "UPDATE guardian_link SET to_day = %d WHERE guardian_id = %lld AND child_id = %lld", s->today.n, (long long)s->tuan.v, (long long)s->an.v), NULL));
    is_int(t, 404, city_get(t, s, s->tuan, mine(t, path), NULL));
    is_int(t, 404, pressed(t, s, s->tuan, path, 1, NULL));
    city_close(s);
}

TEST(homes_put_what_waits_for_a_word_first_and_tell_the_teacher_how_many_families_are_missing)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *path = sent(t, s, s->hang, class_base(t, s, s->a1), "&gui-families=1&xac_nhan=1");
    is_int(t, 200, city_get(t, s, s->tuan, "/hom-nay", &r));
    has_text(t, "Tham quan", r.body);
    is_true(t, strstr(r.body, "Tham quan") < strstr(r.body, "câu hỏi về dữ liệu"));
    is_int(t, 200, city_get(t, s, s->hang, "/hom-nay", &r));
    has_text(t, "2 gia đình chưa xác nhận", r.body);
    has_text(t, id_of(path), r.body);
    is_int(t, 303, pressed(t, s, s->tuan, path, 1, NULL));
    is_int(t, 200, city_get(t, s, s->tuan, "/hom-nay", &r));
    lacks_text(t, "Tham quan", r.body);
    is_int(t, 200, city_get(t, s, s->hang, "/hom-nay", &r));
    has_text(t, "1 gia đình chưa xác nhận", r.body);
    is_int(t, 200, city_get(t, s, s->yen, "/hom-nay", &r));
    lacks_text(t, "gia đình chưa xác nhận", r.body);
    sent(t, s, s->clerk, "/t/thcs/loi-nhan", "&noi=truong&gui-staff=1&xac_nhan=1");
    is_int(t, 200, city_get(t, s, s->yen, "/hom-nay", &r));
    has_text(t, "Lời nhắn cần xác nhận đã đọc", r.body);
    is_int(t, 200, city_get(t, s, s->deputy, "/hom-nay", &r));
    has_text(t, "1 lời nhắn chờ xác nhận đã đọc", r.body);
    city_close(s);
}
