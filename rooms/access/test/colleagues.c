/* Adding somebody to the staff by hand: who may be there already is shown first. POST /t/:truong/nhan-su
** Slips for all of them who have not come in yet. POST /t/:truong/nhan-su/phieu */
#include "people/people.h"
#include "test/harness/city.h"
#include <stdlib.h>

static int64_t number(struct test *t, struct city *s, const char *sql)
{
    const char *first = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &first));
    return first ? atoll(first) : -1;
}

static int adds(struct test *t, struct city *s, const char *fields, struct loop_reply *r) { return city_post(t, s, s->clerk, "/t/thcs/nhan-su", fields, r); }

static rc phone_store(struct tx *t, const struct city *s, void *out)
{
    (void)out;
    return contact_set(t, s->toan, CONTACT_KIND_PHONE, "+84912345678");
}
CLOSURE(phone_store, struct city, void)

TEST(who_has_the_name_or_the_telephone_is_shown_before_anybody_is_written_down_twice)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    int64_t before = number(t, s, "SELECT count(*) FROM person");
    is_rc(t, OK, transact(s->ask, NULL, phone_store, s, NULL));
    is_int(t, 422, adds(t, s, "ho_ten=Nguyen+Thi+Thu+Hang&vai=teacher", &r));              /* without marks, too */
    has_text(t, "Có thể người này đã ở trong trường", r.body);
    has_text(t, "đây là người khác", r.body);
    is_int(t, 422, adds(t, s, "ho_ten=L%C3%AA+V%C4%83n+Kh%C3%A1c&vai=teacher&dien_thoai=0912345678", &r));
    has_text(t, "cùng số điện thoại", r.body);
    is_int(t, before, number(t, s, "SELECT count(*) FROM person"));
    is_int(t, 303, adds(t, s, "ho_ten=L%C3%AA+V%C4%83n+Kh%C3%A1c&vai=teacher", NULL));     /* nobody like that */
    is_int(t, 303, adds(t, s, "ho_ten=Nguyen+Thi+Thu+Hang&vai=teacher&nguoi_khac=1", NULL));
    is_int(t, before + 2, number(t, s, "SELECT count(*) FROM person"));
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "UPDATE member SET to_day = %d WHERE person_id = %lld", s->today.n, (long long)s->yen.v), NULL));
    const char *name = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "SELECT search_key FROM person WHERE id = %lld", (long long)s->yen.v), &name));
    is_int(t, 422, adds(t, s, arena_print(t->arena, "ho_ten=%s&vai=teacher", name), &r));
    has_text(t, "đã thôi làm", r.body);                                                     /* who was here before is somebody to look at */
    is_int(t, 303, city_post(t, s, s->th_principal, "/t/tieu-hoc/nhan-su", "ho_ten=Nguyen+Thi+Thu+Hang&vai=teacher", NULL));      /* another school's staff is not told */
    city_close(s);
}

TEST(a_colleague_who_left_comes_back_as_the_same_person_with_the_same_account)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *left = arena_print(t->arena, "UPDATE member SET to_day = %d WHERE person_id = %lld", s->today.n, (long long)s->toan.v);
    int64_t people = number(t, s, "SELECT count(*) FROM person"), accounts = number(t, s, "SELECT count(*) FROM account");
    int64_t place = number(t, s, arena_print(t->arena, "SELECT max(id) FROM member WHERE person_id = %lld", (long long)s->toan.v));
    const char *name = NULL, *back = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "SELECT search_key FROM person WHERE id = %lld", (long long)s->toan.v), &name));
    back = arena_print(t->arena, "ho_ten=%s&vai=assistant&tro_lai=%s", name, path_to(t, "", place, ""));
    is_int(t, 409, adds(t, s, back, NULL));                                                 /* is here: nothing to come back to */
    is_rc(t, OK, db_plain(s->app.db, t->arena, left, NULL));
    is_true(t, city_get(t, s, s->toan, "/t/thcs/lop", NULL) != 200);
    is_int(t, 422, adds(t, s, arena_print(t->arena, "ho_ten=%s&vai=assistant", name), &r));
    has_text(t, "name=\"tro_lai\"", r.body), has_text(t, "Người này trở lại trường", r.body);
    is_int(t, 403, adds(t, s, arena_print(t->arena, "ho_ten=%s&vai=deputy&tro_lai=%s", name, path_to(t, "", place, "")), NULL));      /* who runs the office is for the heads */
    is_int(t, 404, city_post(t, s, s->th_principal, "/t/tieu-hoc/nhan-su", back, NULL));    /* a place of another school */
    is_int(t, 303, adds(t, s, back, NULL));
    is_int(t, people, number(t, s, "SELECT count(*) FROM person"));
    is_int(t, accounts, number(t, s, "SELECT count(*) FROM account"));
    is_int(t, 1, number(t, s, arena_print(t->arena, "SELECT count(*) FROM member WHERE to_day IS NULL AND role = 'assistant' AND person_id = %lld", (long long)s->toan.v)));
    is_int(t, 200, city_get(t, s, s->toan, "/thong-bao", &r));
    has_text(t, "đã ghi bạn trở lại làm việc từ hôm nay", r.body);
    is_int(t, 200, city_get(t, s, s->toan, "/t/thcs/lop", NULL));
    is_int(t, 409, adds(t, s, back, NULL));                                                 /* once */
    city_close(s);
}

TEST(who_has_no_account_any_more_does_not_come_back_to_it)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    int64_t place = number(t, s, arena_print(t->arena, "SELECT max(id) FROM member WHERE person_id = %lld", (long long)s->toan.v));
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "UPDATE member SET to_day = %d WHERE person_id = %lld", s->today.n, (long long)s->toan.v), NULL));
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "UPDATE account SET closed_at = 1 WHERE person_id = %lld", (long long)s->toan.v), NULL));
    is_int(t, 409, adds(t, s, arena_print(t->arena, "ho_ten=To%%C3%%A0n&vai=teacher&tro_lai=%s", path_to(t, "", place, "")), &r));
    has_text(t, "Tài khoản cũ của người này đã đóng", r.body);
    is_int(t, 0, number(t, s, arena_print(t->arena, "SELECT count(*) FROM member WHERE to_day IS NULL AND person_id = %lld", (long long)s->toan.v)));
    city_close(s);
}

/* Their account opens what they see there: slips made here would let their bearers in. */
TEST(who_works_at_another_school_by_now_is_not_written_back_by_the_former_one)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    int64_t place = number(t, s, arena_print(t->arena, "SELECT max(id) FROM member WHERE person_id = %lld", (long long)s->toan.v));
    const char *back = arena_print(t->arena, "ho_ten=To%%C3%%A0n&vai=teacher&tro_lai=%s", path_to(t, "", place, ""));
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "INSERT INTO member (school_id, id, person_id, role, display_name, search_key, sort_key, from_day, rev) "
        "SELECT %lld, 7005, person_id, 'teacher', display_name, search_key, sort_key, from_day, 1 FROM member WHERE id = %lld", (long long)s->th.id.v, (long long)place), NULL));
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "UPDATE member SET to_day = %d WHERE id = %lld", s->today.n, (long long)place), NULL));
    is_int(t, 409, adds(t, s, back, &r));
    has_text(t, "nay dùng ở nơi khác", r.body);
    is_int(t, 1, number(t, s, arena_print(t->arena, "SELECT count(*) FROM member WHERE to_day IS NULL AND person_id = %lld", (long long)s->toan.v)));
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "UPDATE member SET to_day = %d WHERE id = 7005", s->today.n), NULL));
    is_int(t, 303, adds(t, s, back, NULL));
    city_close(s);
}

/* ---- slips for all */

static int64_t codes(struct test *t, struct city *s) { return number(t, s, "SELECT count(*) FROM one_time_code WHERE used_at IS NULL AND void_at IS NULL"); }

TEST(one_press_makes_a_slip_for_everybody_of_the_staff_who_has_not_come_in_and_for_nobody_else)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_rc(t, OK, db_plain(s->app.db, t->arena, "UPDATE account SET password_hash = 'x'", NULL));
    is_int(t, 303, adds(t, s, "ho_ten=L%C3%AA+V%C4%83n+M%E1%BB%9Bi&vai=teacher", NULL));
    is_int(t, 303, adds(t, s, "ho_ten=Tr%E1%BA%A7n+Th%E1%BB%8B+M%E1%BB%9Bi&vai=staff", NULL));
    is_int(t, 303, city_post(t, s, s->principal, "/t/thcs/nhan-su", "ho_ten=Ho%C3%A0ng+V%C4%83n+Th%C6%B0&vai=clerk", NULL));
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/nhan-su", &r));
    has_text(t, "Phiếu cho 2 người chưa vào lần nào", r.body);
    int64_t before = codes(t, s);
    is_int(t, 200, city_post(t, s, s->clerk, "/t/thcs/nhan-su/phieu", "", &r));
    has_text(t, "Lê Văn Mới", r.body), has_text(t, "Trần Thị Mới", r.body), lacks_text(t, "Hoàng Văn Thư", r.body);      /* who runs the office gets it from the heads */
    is_int(t, before + 2, codes(t, s));
    is_int(t, 200, city_post(t, s, s->principal, "/t/thcs/nhan-su/phieu", "", &r));
    has_text(t, "Lê Văn Mới", r.body), has_text(t, "Hoàng Văn Thư", r.body);
    is_int(t, before + 3, codes(t, s));                                          /* the new ones void the older ones */
    int64_t batch = number(t, s, "SELECT max(id) FROM batch WHERE act = 'access.staff_slips'");
    is_int(t, 303, city_post(t, s, s->principal, path_to(t, "/t/thcs/hoan-tac/", batch, ""), "li_do=nham", NULL));
    is_int(t, before, codes(t, s));
    is_rc(t, OK, db_plain(s->app.db, t->arena, "UPDATE account SET password_hash = 'x'", NULL));
    is_int(t, 409, city_post(t, s, s->clerk, "/t/thcs/nhan-su/phieu", "", &r));
    has_text(t, "Không còn ai cần phiếu", r.body);
    is_int(t, 403, city_post(t, s, s->hang, "/t/thcs/nhan-su/phieu", "", NULL));
    city_close(s);
}

TEST(the_slips_of_all_leave_out_whom_the_school_makes_none_for)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_rc(t, OK, db_plain(s->app.db, t->arena, "UPDATE account SET password_hash = 'x'", NULL));
    is_int(t, 303, adds(t, s, "ho_ten=L%C3%AA+V%C4%83n+M%E1%BB%9Bi&vai=teacher", NULL));
    is_int(t, 303, adds(t, s, "ho_ten=Tr%E1%BA%A7n+Hai+N%C6%A1i&vai=teacher", NULL));
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "INSERT INTO member (school_id, id, person_id, role, display_name, search_key, sort_key, from_day, rev) "
        "SELECT %lld, 7041, person_id, 'principal', display_name, search_key, sort_key, from_day, 1 FROM member WHERE display_name = 'Trần Hai Nơi'", (long long)s->th.id.v), NULL));
    is_int(t, 200, city_post(t, s, s->principal, "/t/thcs/nhan-su/phieu", "", &r));
    has_text(t, "Lê Văn Mới", r.body), lacks_text(t, "Trần Hai Nơi", r.body);     /* it would open another school */
    city_close(s);
}
