/* Which passwords are refused, and who hears of a new one. Hằng (Nguyễn Thị Thu Hằng) teaches at Trường THCS Bình Minh; An (Lê Bình An) is a pupil there. */
#include "access/access.h"
#include "people/people.h"
#include "test/harness/city.h"
#include "web/hash.h"
#include <stdlib.h>
#include <string.h>

static int chooses(struct test *t, struct city *s, person_id who, const char *typed, struct loop_reply *r)
{
    return city_post(t, s, who, "/mat-khau", arena_print(t->arena, "mat_khau=%s&nhac_lai=%s", typed, typed), r);
}

static int64_t number(struct test *t, struct city *s, const char *sql)
{
    const char *first = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &first));
    return first ? atoll(first) : -1;
}

TEST(what_everybody_types_what_stands_in_a_row_and_what_belongs_to_the_person_is_no_password)
{
    static const char *const bad[] = { "matkhau123456", "M%E1%BA%ADt+kh%E1%BA%A9u+2026", "anhyeuem123456", "P%40ssw0rdpassword", "iloveyou-forever", "hocsinh2026khue",        /* everybody's */
        "123456789012", "abcdefghijklm", "qwertyuiop12", "aaaaaaaaaaaaaaa", "abcabcabcabcabc", "zxcvbnmasdfgh", "1928374650192",                                            /* rows, repeats, digits alone */
        "nguyenthithuhang", "Thu+H%E1%BA%B1ng+1988+", "hangnguyen202020", "B%C3%ACnh+Minh+2026", "truongthcsbinhminh", "hangntt4417hangntt",                                     /* hers */
        "+++++++++++++", "0912345678+0912345678" };
    static const char *const good[] = { "ghe+nhua+xanh+hanh+lang", "c%C3%A2y+s%E1%BA%A5u+gi%C3%A0+tr%C6%B0%E1%BB%9Bc+c%E1%BB%95ng", "vun9-Lat3-kop7-Ret", "h%E1%BA%B1ng+tu%E1%BA%A7n+%C4%83n+b%C3%BAn+%E1%BB%91c" };
    struct city *s = city_open(t);
    struct loop_reply r;
    number(t, s, arena_print(t->arena, "UPDATE account SET user_name = 'hangntt4417' WHERE person_id = %lld", (long long)s->hang.v));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        int status = chooses(t, s, s->hang, bad[i], &r);
        if (status != 422) fail(t, "%s was taken: %d", bad[i], status);
        number(t, s, "UPDATE account SET password_hash = NULL");
    }
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        int status = chooses(t, s, s->hang, good[i], &r);
        if (status != 303) fail(t, "%s was refused: %d", good[i], status);
        number(t, s, "UPDATE account SET password_hash = NULL");
    }
    city_close(s);
}

TEST(birth_date_and_telephone_are_no_password_and_who_works_in_a_school_takes_twelve_characters)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 422, chooses(t, s, s->hang, "vun9Lat3kop", &r));               /* eleven */
    has_text(t, "ít nhất 12 kí tự", r.body);
    is_int(t, 422, chooses(t, s, s->admin, "vun9Lat3kop", &r));
    is_int(t, 303, chooses(t, s, s->an, "vun9Lat3ko", &r));                  /* ten, a pupil */
    number(t, s, "UPDATE account SET password_hash = NULL");
    is_int(t, 422, chooses(t, s, s->an, "vun9Lat3k", &r));
    number(t, s, arena_print(t->arena, "UPDATE person SET born = %d WHERE id = %lld", s->today.n - 4000, (long long)s->an.v));
    int y, m, d;
    day_parts((day){ s->today.n - 4000 }, &y, &m, &d);
    is_int(t, 422, chooses(t, s, s->an, arena_print(t->arena, "sach%02d%02d%04dvo", d, m, y), &r));
    has_text(t, "ngày sinh hoặc số điện thoại", r.body);
    is_int(t, 422, chooses(t, s, s->tuan, "nha0900000101nha", &r));          /* Tuấn is reached there */
    city_close(s);
}

struct giving { person_id person; const char *hash; };
static rc give(struct tx *t, const struct giving *in, void *out)
{
    (void)out;
    try(account_password_set(t, in->person, in->hash));
    return email_confirm(t, in->person, "hang@x.vn");
}
CLOSURE(give, struct giving, void)

TEST(the_owner_hears_when_a_password_is_changed_by_page_or_slip_at_the_bell_and_by_letter)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    struct loop_client l;
    char hash[SECRET_HASH_SIZE];
    is_int(t, 303, chooses(t, s, s->hang, "ghe+nhua+xanh+hanh+lang", &r));
    is_int(t, 0, number(t, s, "SELECT count(*) FROM notice"));               /* the first one is no change */
    is_rc(t, OK, secret_hash(&s->app, "mot cau ngan de nho", hash));
    const struct giving given = { s->hang, hash };
    is_rc(t, OK, transact(s->ask, NULL, give, &given, NULL));
    is_int(t, 303, city_post(t, s, s->hang, "/mat-khau", "mat_khau_cu=mot+cau+ngan+de+nho&mat_khau=ghe+nhua+xanh+hanh+lang&nhac_lai=ghe+nhua+xanh+hanh+lang", &r));
    is_int(t, 1, number(t, s, "SELECT count(*) FROM notice WHERE words LIKE '%vừa được đổi ở trang Tài khoản%'"));
    is_int(t, 1, number(t, s, "SELECT count(*) FROM mail"));
    is_int(t, 200, city_post(t, s, s->principal, path_to(t, "/t/thcs/nhan-su/", s->m_hang.v, "/phieu"), "rev=1", &r));
    const char *at = strstr(r.body, "<dd class=\"code\"");
    const char *code = at ? strstr(at, "<b>") + 3 : NULL;
    if (!is_true(t, code != NULL)) return city_close(s);
    loop_open(&l, &s->app);
    is_rc(t, OK, loop_send(&l, t->arena, POST, "/ma", arena_print(t->arena, "ma=%s", arena_text_n(t->arena, code, 11)), &r));
    is_int(t, 303, r.status);
    is_int(t, 1, number(t, s, "SELECT count(*) FROM notice WHERE words LIKE '%vừa được mở bằng một phiếu%'"));
    is_int(t, 2, number(t, s, "SELECT count(*) FROM mail"));
    loop_close(&l);
    city_close(s);
}

/* Whoever finds a session open guesses the password of its owner no faster than at the door. */
TEST(the_password_asked_for_inside_is_guessed_ten_times_and_its_owner_reads_of_it)
{
    struct city *s = city_open(t);
    struct loop_client l;
    struct loop_reply r;
    char hash[SECRET_HASH_SIZE];
    const char *wrong = "mat_khau_cu=khong+phai+cau+nay&mat_khau=ghe+nhua+xanh+hanh+lang&nhac_lai=ghe+nhua+xanh+hanh+lang";
    const char *right = "mat_khau_cu=mot+cau+ngan+de+nho&mat_khau=ghe+nhua+xanh+hanh+lang&nhac_lai=ghe+nhua+xanh+hanh+lang";
    is_rc(t, OK, secret_hash(&s->app, "mot cau ngan de nho", hash));
    const struct giving given = { s->hang, hash };
    is_rc(t, OK, transact(s->ask, NULL, give, &given, NULL));
    s->app.config.rate_limits = true;
    loop_open(&l, &s->app);
    loop_sign_in(&l, s->hang);
    for (int i = 0; i < 10; i++) {
        is_rc(t, OK, loop_send(&l, t->arena, POST, "/mat-khau", wrong, &r));
        is_int(t, 422, r.status);
        has_text(t, "Mật khẩu đang dùng chưa đúng.", r.body);
    }
    is_rc(t, OK, loop_send(&l, t->arena, POST, "/mat-khau", right, &r));
    is_int(t, 422, r.status);
    has_text(t, "Đã thử sai nhiều lần.", r.body);
    is_int(t, 10, number(t, s, "SELECT count(*) FROM sign_in WHERE ok = 0"));
    loop_close(&l);
    s->app.config.rate_limits = false;
    is_int(t, 303, city_post(t, s, s->hang, "/mat-khau", right, NULL));
    city_close(s);
}
