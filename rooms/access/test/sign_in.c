/* Signing in by user name or phone, what a refusal gives away (nothing), who has to wait (that address), passwords, codes. */
#include "access/access.h"
#include "test/harness/city.h"
#include "web/hash.h"
#include <stdlib.h>
#include <string.h>

#define PASSWORD "mot cau ngan de nho"
#define ONE_SENTENCE "Tên đăng nhập hoặc mật khẩu chưa đúng."

struct secret { person_id person; const char *hash; };
static rc secret_put(struct tx *t, const struct secret *in, void *out) { (void)out; return account_password_set(t, in->person, in->hash); }
CLOSURE(secret_put, struct secret, void)
struct reach { person_id person; const char *phone; };
static rc reach_put(struct tx *t, const struct reach *in, void *out) { (void)out; return contact_set(t, in->person, CONTACT_KIND_PHONE, in->phone); }
CLOSURE(reach_put, struct reach, void)
struct naming { person_id person; const char *user_name; };
static rc name_put(struct tx *t, const struct naming *in, void *out) { (void)out; return account_rename(t, in->person, in->user_name); }
CLOSURE(name_put, struct naming, void)

static void give_password(struct test *t, struct city *s, person_id person, const char *password)
{
    char hash[SECRET_HASH_SIZE];
    struct secret in = { person, hash };
    is_rc(t, OK, secret_hash(&s->app, password, hash));
    is_rc(t, OK, transact(s->ask, NULL, secret_put, &in, NULL));
}

/* The city with known names: hang.nt and tuan.tq have a password, toan.vd has none. */
static struct city *city_with_names(struct test *t)
{
    struct city *s = city_open(t);
    const struct naming names[] = { { s->hang, "hang.nt" }, { s->tuan, "tuan.tq" }, { s->toan, "toan.vd" }, { s->hoa, "hoa.nt" } };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        is_rc(t, OK, transact(s->ask, NULL, name_put, &names[i], NULL));
    give_password(t, s, s->hang, PASSWORD);
    give_password(t, s, s->tuan, PASSWORD);
    return s;
}

static int post(struct test *t, struct loop_client *l, const char *path, const char *body, struct loop_reply *r)
{
    is_rc(t, OK, loop_send(l, t->arena, POST, path, body, r));
    return r->status;
}

static int get(struct test *t, struct loop_client *l, const char *path, struct loop_reply *r)
{
    is_rc(t, OK, loop_send(l, t->arena, GET, path, NULL, r));
    return r->status;
}

static int try_in(struct test *t, struct city *s, uint64_t address, const char *body, struct loop_reply *r)
{
    struct loop_client l;
    loop_open(&l, &s->app);
    l.address = address;
    int status = post(t, &l, "/dang-nhap", body, r);
    loop_close(&l);
    return status;
}

TEST(people_come_in_by_user_name_in_any_case_or_by_phone)
{
    struct city *s = city_with_names(t);
    struct loop_client l;
    struct loop_reply r;
    static const char *const ways[] = { "ten=tuan.tq&mat_khau=mot+cau+ngan+de+nho", "ten=TUAN.TQ&mat_khau=mot+cau+ngan+de+nho",
                                        "ten=0900000101&mat_khau=mot+cau+ngan+de+nho", "ten=0900+000+101&mat_khau=mot+cau+ngan+de+nho",
                                        "ten=%2B84900000101&mat_khau=mot+cau+ngan+de+nho" };
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        loop_open(&l, &s->app);
        is_int(t, 303, get(t, &l, "/tai-khoan", &r));
        is_int(t, 303, post(t, &l, "/dang-nhap", ways[i], &r));
        if (is_int(t, 200, get(t, &l, "/tai-khoan", &r))) has_text(t, "tuan.tq", r.body);
        loop_close(&l);
    }
    city_close(s);
}

TEST(after_signing_in_a_person_goes_where_they_wanted_but_never_to_another_site)
{
    struct city *s = city_with_names(t);
    struct loop_reply r;
#define IN "ten=hang.nt&mat_khau=mot+cau+ngan+de+nho&tiep="
    is_int(t, 303, try_in(t, s, 0, IN "/t/thcs/lop", &r));
    is_text(t, "/t/thcs/lop", r.location);
    static const char *const elsewhere[] = { IN "//vi.du/", IN "https://vi.du/", IN "/%5Cvi.du", IN "javascript:alert(1)", IN };
    for (size_t i = 0; i < sizeof elsewhere / sizeof *elsewhere; i++) {
        is_int(t, 303, try_in(t, s, 0, elsewhere[i], &r));
        is_text(t, "/", r.location);
    }
    city_close(s);
}

TEST(a_refusal_is_one_sentence_whatever_was_wrong)
{
    struct city *s = city_with_names(t);
    struct loop_reply r;
    static const char *const wrong[] = { "ten=hang.nt&mat_khau=sai+roi+sai+roi", "ten=khong.co&mat_khau=sai+roi+sai+roi", "ten=toan.vd&mat_khau=sai+roi+sai+roi",
                                         "ten=0900000101&mat_khau=sai+roi+sai+roi", "ten=0911111111&mat_khau=sai+roi+sai+roi" };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        is_int(t, 422, try_in(t, s, 0, wrong[i], &r));
        has_text(t, ONE_SENTENCE, r.body);
        lacks_text(t, "sai roi", r.body);                    /* a password is never shown again */
    }
    city_close(s);
}

/* How many hashes it takes to say no: nearly all that it costs. */
static int64_t work_of(struct test *t, struct city *s, const char *body)
{
    struct loop_reply r;
    int64_t before = hash_pool_made(s->app.hashes);
    is_int(t, 422, try_in(t, s, 0, body, &r));
    return hash_pool_made(s->app.hashes) - before;
}

TEST(an_unknown_name_costs_as_much_work_as_a_wrong_password)
{
    struct city *s = city_with_names(t);
    is_int(t, 1, work_of(t, s, "ten=hang.nt&mat_khau=sai+roi+sai+roi"));
    is_int(t, 1, work_of(t, s, "ten=khong.co&mat_khau=sai+roi+sai+roi"));
    is_int(t, 1, work_of(t, s, "ten=toan.vd&mat_khau=sai+roi+sai+roi"));       /* without a password */
    city_close(s);
}

TEST(after_ten_failures_only_that_address_waits_for_that_account)
{
    struct city *s = city_with_names(t);
    struct loop_reply r;
    s->app.config.rate_limits = true;
    for (int i = 0; i < 10; i++)
        is_int(t, 422, try_in(t, s, 1000, "ten=hang.nt&mat_khau=sai+roi+sai+roi", &r));
    is_int(t, 429, try_in(t, s, 1000, "ten=hang.nt&mat_khau=sai+roi+sai+roi", &r));
    has_text(t, "1411", r.body);
    is_int(t, 429, try_in(t, s, 1000, "ten=hang.nt&mat_khau=mot+cau+ngan+de+nho", &r));             /* even with the right one */
    is_int(t, 303, try_in(t, s, 2000, "ten=hang.nt&mat_khau=mot+cau+ngan+de+nho", &r));             /* Hằng herself, at home */
    is_int(t, 303, try_in(t, s, 1000, "ten=tuan.tq&mat_khau=mot+cau+ngan+de+nho", &r));             /* the others of that school */
    db_set_clock(s->app.db, (opt_instant){ true, { s->ask->now.ms + 16 * 60 * 1000 } });
    is_int(t, 303, try_in(t, s, 1000, "ten=hang.nt&mat_khau=mot+cau+ngan+de+nho", &r));
    city_close(s);
}

TEST(waiting_does_not_tell_whether_an_account_exists)
{
    struct city *s = city_with_names(t);
    struct loop_reply r;
    s->app.config.rate_limits = true;
    for (int i = 0; i < 10; i++)
        is_int(t, 422, try_in(t, s, 1000, "ten=khong.co&mat_khau=sai+roi+sai+roi", &r));
    is_int(t, 429, try_in(t, s, 1000, "ten=khong.co&mat_khau=sai+roi+sai+roi", &r));
    is_int(t, 422, try_in(t, s, 2000, "ten=khong.co&mat_khau=sai+roi+sai+roi", &r));
    city_close(s);
}

TEST(a_phone_of_several_accounts_asks_for_the_user_name)
{
    struct city *s = city_with_names(t);
    struct loop_reply r;
    const struct reach same = { s->hoa, "+84900000101" };
    is_rc(t, OK, transact(s->ask, NULL, reach_put, &same, NULL));
    give_password(t, s, s->hoa, PASSWORD);
    is_int(t, 422, try_in(t, s, 0, "ten=0900000101&mat_khau=mot+cau+ngan+de+nho", &r));
    has_text(t, "tên đăng nhập", r.body);
    has_text(t, "0900000101", r.body);                       /* what was typed stays */
    is_int(t, 303, try_in(t, s, 0, "ten=hoa.nt&mat_khau=mot+cau+ngan+de+nho", &r));
    give_password(t, s, s->hoa, "mot cau khac han roi");     /* now the password says who it is */
    is_int(t, 303, try_in(t, s, 0, "ten=0900000101&mat_khau=mot+cau+khac+han+roi", &r));
    city_close(s);
}

/* ---- passwords and devices */

TEST(a_password_is_ten_characters_twice_and_the_former_one)
{
    struct city *s = city_with_names(t);
    struct loop_client l;
    struct loop_reply r;
    loop_open(&l, &s->app);
    loop_sign_in(&l, s->hang);
    is_int(t, 200, get(t, &l, "/mat-khau", &r));
    has_text(t, "mat_khau_cu", r.body);
    static const char *const wrong[] = { "mat_khau_cu=mot+cau+ngan+de+nho&mat_khau=ngan+qua&nhac_lai=ngan+qua", "mat_khau_cu=mot+cau+ngan+de+nho&mat_khau=mot+cau+moi+toanh&nhac_lai=mot+cau+moi+khac",
                                         "mat_khau_cu=khong+phai+cau+nay&mat_khau=mot+cau+moi+toanh&nhac_lai=mot+cau+moi+toanh", "mat_khau=mot+cau+moi+toanh&nhac_lai=mot+cau+moi+toanh", "" };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        is_int(t, 422, post(t, &l, "/mat-khau", wrong[i], &r));
    is_int(t, 303, try_in(t, s, 0, "ten=hang.nt&mat_khau=mot+cau+ngan+de+nho", &r));
    /* ten characters, not bytes: "ố ồ ổ ỗ ộ" has nine */
    is_int(t, 422, post(t, &l, "/mat-khau", "mat_khau_cu=mot+cau+ngan+de+nho&mat_khau=%E1%BB%91+%E1%BB%93+%E1%BB%95+%E1%BB%97+%E1%BB%99&nhac_lai=%E1%BB%91+%E1%BB%93+%E1%BB%95+%E1%BB%97+%E1%BB%99", &r));
    is_int(t, 303, post(t, &l, "/mat-khau", "mat_khau_cu=mot+cau+ngan+de+nho&mat_khau=mot+cau+moi+toanh&nhac_lai=mot+cau+moi+toanh", &r));
    is_int(t, 200, get(t, &l, "/tai-khoan", &r));            /* whoever changed it stays in */
    is_int(t, 422, try_in(t, s, 0, "ten=hang.nt&mat_khau=mot+cau+ngan+de+nho", &r));
    is_int(t, 303, try_in(t, s, 0, "ten=hang.nt&mat_khau=mot+cau+moi+toanh", &r));
    loop_close(&l);
    city_close(s);
}

TEST(a_new_password_and_signing_out_everywhere_end_all_other_devices)
{
    struct city *s = city_with_names(t);
    struct loop_client here, there, other;
    struct loop_reply r;
    loop_open(&here, &s->app), loop_open(&there, &s->app), loop_open(&other, &s->app);
    loop_sign_in(&here, s->hang), loop_sign_in(&there, s->hang), loop_sign_in(&other, s->toan);
    is_int(t, 200, get(t, &there, "/tai-khoan", &r));
    is_int(t, 303, post(t, &here, "/mat-khau", "mat_khau_cu=mot+cau+ngan+de+nho&mat_khau=mot+cau+moi+toanh&nhac_lai=mot+cau+moi+toanh", &r));
    is_int(t, 303, get(t, &there, "/tai-khoan", &r));
    loop_sign_in(&there, s->hang);
    is_int(t, 303, post(t, &there, "/tai-khoan/dang-xuat-het", NULL, &r));
    is_int(t, 303, get(t, &here, "/tai-khoan", &r));
    is_int(t, 303, get(t, &there, "/tai-khoan", &r));
    is_int(t, 200, get(t, &other, "/tai-khoan", &r));
    loop_close(&here), loop_close(&there), loop_close(&other);
    city_close(s);
}

TEST(signing_out_ends_this_device_only)
{
    struct city *s = city_with_names(t);
    struct loop_client here, there;
    struct loop_reply r;
    loop_open(&here, &s->app), loop_open(&there, &s->app);
    loop_sign_in(&here, s->hang), loop_sign_in(&there, s->hang);
    is_int(t, 303, post(t, &here, "/dang-xuat", NULL, &r));
    is_int(t, 303, get(t, &here, "/hom-nay", &r));
    is_int(t, 200, get(t, &there, "/hom-nay", &r));
    loop_close(&here), loop_close(&there);
    city_close(s);
}

TEST(the_chosen_role_changes_the_home_and_no_right)
{
    struct city *s = city_open(t);
    struct loop_client l;
    struct loop_reply r;
    loop_open(&l, &s->app);
    loop_sign_in(&l, s->hang);
    is_int(t, 422, post(t, &l, "/vai-tro", "vai=principal", &r));       /* not one of hers */
    is_int(t, 303, post(t, &l, "/vai-tro", "vai=teacher", &r));         /* a word, not a right */
    is_int(t, 403, get(t, &l, "/t/thcs/quan-ly", &r));
    is_int(t, 403, get(t, &l, "/t/thcs/nhan-su", &r));
    is_int(t, 200, get(t, &l, "/hom-nay", &r));
    is_int(t, 422, post(t, &l, "/vai-tro", "vai=vua", &r));
    loop_close(&l);
    city_close(s);
}

TEST(the_demo_cards_open_only_for_people_on_a_card)
{
    struct city *s = city_with_names(t);
    struct loop_client l;
    struct loop_reply r;
    struct demo_card card = { s->tuan, "guardian", "Trần Quốc Tuấn", "", "tuan.tq" };
    loop_open(&l, &s->app);
    is_int(t, 404, post(t, &l, "/demo/vao", "vai=tuan.tq", &r));
    s->app.demo_card = &card, s->app.demo_cards = 1, s->app.config.demo = true;
    is_int(t, 404, post(t, &l, "/demo/vao", "vai=hang.nt", &r));
    is_int(t, 303, get(t, &l, "/hom-nay", &r));
    is_int(t, 303, post(t, &l, "/demo/vao", "vai=tuan.tq", &r));
    is_int(t, 200, get(t, &l, "/hom-nay", &r));
    loop_close(&l);
    city_close(s);
}

TEST(nobody_is_told_that_a_password_typed_is_still_there)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 422, city_post(t, s, s->hang, "/mat-khau", "mat_khau_cu=sai&mat_khau=ngan&nhac_lai=khac", &r));
    has_text(t, "Chưa gửi được", r.body);
    lacks_text(t, "Những gì đã ghi vẫn còn nguyên", r.body);
    city_close(s);
}
