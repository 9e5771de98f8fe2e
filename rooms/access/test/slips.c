/* One-time codes on slips, and thầy cô and nhân viên: who makes them, for whom, and what they open. */
#include "access/codes.h"
#include "access/totp.h"
#include "base/ids.h"
#include "consent/consent.h"
#include "test/harness/city.h"
#include "web/hash.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static int post(struct test *t, struct loop_client *l, const char *path, const char *body, struct loop_reply *r)
{
    is_rc(t, OK, loop_send(l, t->arena, POST, path, body, r));
    return r->status;
}

/* Types a code as nobody; the status, and whether the one who came in may open `path`. */
static int type_code(struct test *t, struct city *s, const char *typed, const char *path)
{
    struct loop_client l;
    struct loop_reply r, after;
    loop_open(&l, &s->app);
    int status = post(t, &l, "/ma", arena_print(t->arena, "ma=%s", typed), &r);
    if (path) {
        is_rc(t, OK, loop_send(&l, t->arena, GET, path, NULL, &after));
        is_int(t, status == 303 ? 200 : 303, after.status);
    }
    loop_close(&l);
    return status;
}

struct giving { struct fresh_code code; person_id by; instant until; };
static rc code_put(struct tx *t, const struct giving *in, void *out) { (void)out; return code_store(t, &in->code, in->by, in->until); }
CLOSURE(code_put, struct giving, void)

static const char *code_for(struct test *t, struct city *s, person_id person)
{
    struct giving in = { .by = s->clerk, .until = { s->ask->now.ms + 86400000 } };
    is_rc(t, OK, code_make(&s->app, t->arena, person, &in.code));
    is_rc(t, OK, transact(s->ask, NULL, code_put, &in, NULL));
    return in.code.shown;
}

static const char *path_of_class(struct test *t, struct city *s) { return path_to(t, "/t/thcs/lop/", s->a1.v, "/phieu"); }

/* The n-th code printed on a page of slips; "" when there is none. */
static const char *code_on(struct test *t, const char *page, int n)
{
    const char *at = page;
    for (int i = 0; at && i <= n; i++)
        at = (at = strstr(at, "class=\"code\"")) ? strstr(at, "<b>") + 3 : NULL;
    return at ? arena_text_n(t->arena, at, strcspn(at, "<")) : "";
}

/* ---- codes */

TEST(a_code_is_fifty_bits_shown_in_two_halves)
{
    struct city *s = city_open(t);
    struct fresh_code one, two;
    is_rc(t, OK, code_make(&s->app, t->arena, s->an, &one));
    is_rc(t, OK, code_make(&s->app, t->arena, s->an, &two));
    is_int(t, 11, strlen(one.shown));
    is_true(t, one.shown[5] == '-' && strspn(one.shown, "0123456789ABCDEFGHJKMNPQRSTVWXYZ-") == 11);
    is_false(t, strcmp(one.shown, two.shown) == 0);
    city_close(s);
}

TEST(a_code_opens_once)
{
    struct city *s = city_open(t);
    const char *code = code_for(t, s, s->hang);
    is_int(t, 303, type_code(t, s, code, "/tai-khoan"));                  /* POST /ma */
    is_int(t, 422, type_code(t, s, code, "/tai-khoan"));
    is_int(t, 422, type_code(t, s, "K7QM2-XW9PD", NULL));
    is_int(t, 422, type_code(t, s, "", NULL));
    is_int(t, 422, type_code(t, s, "K7QM2XW9PDK7QM2XW9PD", NULL));
    is_int(t, 422, type_code(t, s, "K7QM2-XW9P%C4%90", NULL));
    city_close(s);
}

TEST(a_code_is_read_as_people_type_it)
{
    struct city *s = city_open(t);
    uint8_t want[HASH_SIZE], got[HASH_SIZE];
    static const char *const typed[] = { "k01mo-xw9pd", "K0IM0 XW9PD", " kolmo xw9pd ", "K0LMOXW9PD", "k.0.1.m.0.x.w.9.p.d", "KOIMO--XW9PD" };
    is_true(t, code_read(&s->app, "K01M0-XW9PD", want));
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        if (!is_true(t, code_read(&s->app, typed[i], got))) fail(t, "'%s' is no code", typed[i]);
        is_bytes(t, want, HASH_SIZE, got, HASH_SIZE);
    }
    is_true(t, code_read(&s->app, "K01M0-XW9PE", got));
    is_false(t, memcmp(want, got, HASH_SIZE) == 0);
    is_false(t, code_read(&s->app, "K01M0-XW9P", got));
    is_false(t, code_read(&s->app, "K01M0-XW9PDA", got));
    is_false(t, code_read(&s->app, "K01M0-XW9PU", got));                  /* u is no Crockford character */
    city_close(s);
}

TEST(lower_case_and_spaces_open_the_same_door)
{
    struct city *s = city_open(t);
    char typed[64];
    size_t n = 0;
    for (const char *p = code_for(t, s, s->hang); *p; p++) {
        if (*p == '-') { typed[n++] = '+'; continue; }
        typed[n++] = *p == '0' ? 'o' : *p == '1' ? 'l' : (char)tolower((unsigned char)*p);
    }
    typed[n] = 0;
    is_int(t, 303, type_code(t, s, typed, "/tai-khoan"));
    city_close(s);
}

TEST(a_code_ends_on_its_date_and_with_a_newer_slip)
{
    struct city *s = city_open(t);
    const char *old = code_for(t, s, s->hang), *fresh = code_for(t, s, s->hang), *other = code_for(t, s, s->toan);
    is_int(t, 422, type_code(t, s, old, NULL));
    is_int(t, 303, type_code(t, s, fresh, "/tai-khoan"));
    db_set_clock(s->app.db, (opt_instant){ true, { s->ask->now.ms + 86400000 } });
    is_int(t, 422, type_code(t, s, other, NULL));
    city_close(s);
}

static int64_t began(struct test *t, struct city *s, person_id who, school_id school)
{
    const char *n = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "SELECT count(*) FROM statement WHERE verb = 'began' AND object_kind = 'account'"
                          " AND actor_id = %lld AND school_id = %lld AND written_by = actor_id", (long long)who.v, (long long)school.v), &n));
    return n ? atoll(n) : -1;
}

TEST(a_code_replaces_a_forgotten_password)
{
    struct city *s = city_open(t);
    struct loop_client l;
    struct loop_reply r;
    loop_open(&l, &s->app);
    loop_sign_in(&l, s->hang);
    is_int(t, 0, began(t, s, s->hang, s->thcs.id));
    is_int(t, 303, post(t, &l, "/mat-khau", "mat_khau=mot+cau+moi+toanh&nhac_lai=mot+cau+moi+toanh", &r));
    is_int(t, 1, began(t, s, s->hang, s->thcs.id));
    loop_close(&l);
    loop_open(&l, &s->app);
    is_int(t, 303, post(t, &l, "/ma", arena_print(t->arena, "ma=%s", code_for(t, s, s->hang)), &r));
    is_text(t, "/mat-khau", r.location);
    is_rc(t, OK, loop_send(&l, t->arena, GET, "/mat-khau", NULL, &r));
    lacks_text(t, "mat_khau_cu", r.body);                                 /* nobody asks for what is forgotten */
    is_int(t, 303, post(t, &l, "/mat-khau", "mat_khau=lan+nay+nho+nhe&nhac_lai=lan+nay+nho+nhe", &r));
    is_int(t, 1, began(t, s, s->hang, s->thcs.id));                       /* one begins once */
    loop_close(&l);
    loop_open(&l, &s->app);
    loop_sign_in(&l, s->tuan);                                            /* a guardian begins where a child is */
    is_int(t, 303, post(t, &l, "/mat-khau", "mat_khau=mot+cau+moi+toanh&nhac_lai=mot+cau+moi+toanh", &r));
    is_int(t, 1, began(t, s, s->tuan, s->thcs.id) + began(t, s, s->tuan, s->mn.id));
    loop_close(&l);
    city_close(s);
}

/* ---- slips of a class */

TEST(the_homeroom_teacher_prints_slips_and_the_codes_are_shown_once)
{
    struct city *s = city_open(t);
    struct loop_reply r, again;
    const char *path = path_of_class(t, s);                               /* /t/:truong/lop/:lop/phieu */
    is_int(t, 200, city_get(t, s, s->hang, path, &r));
    is_int(t, 200, city_post(t, s, s->hang, path, "_khoa=0123456789abcdefghjkmnpqrs", &r));
    has_text(t, "Trần Lê Bình An", r.body);
    lacks_text(t, "Trần Quốc Tuấn", r.body);                            /* has a child elsewhere (guard.c) */
    lacks_text(t, "Khuất Quỳnh Chi", r.body);
    is_int(t, 3, code_on(t, r.body, 2)[0] ? 3 : 0);                       /* An, Bình, Hoa */
    int64_t squares;
    has_text(t, qr_path(t->arena, arena_print(t->arena, "%s/ma", s->app.config.base_url), &squares), r.body);      /* the page, without a code */
    has_text(t, "href=\"#qr-ma\"", r.body);
    is_text(t, "", code_on(t, r.body, 3));
    is_int(t, 303, city_post(t, s, s->hang, path, "_khoa=0123456789abcdefghjkmnpqrs", &again));     /* the second press */
    is_int(t, 303, type_code(t, s, code_on(t, r.body, 0), "/tai-khoan"));                              /* did not void the first */
    is_int(t, 200, city_get(t, s, s->hang, path, &again));
    lacks_text(t, code_on(t, r.body, 1), again.body);
    is_int(t, 403, city_post(t, s, s->toan, path, "", NULL));             /* teaches there, does not lead */
    is_int(t, 403, city_post(t, s, s->yen, path, "", NULL));
    is_int(t, 404, city_post(t, s, s->th_principal, path, "", NULL));
    city_close(s);
}

TEST(who_printed_my_slip_is_on_the_ledger)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 200, city_post(t, s, s->hang, path_of_class(t, s), "", NULL));
    is_int(t, 200, city_get(t, s, s->tuan, path_to(t, "/ho-so/", s->an.v, "/so-ghi"), &r));
    has_text(t, "Nguyễn Thị Thu Hằng", r.body);
    has_text(t, "Phiếu đăng nhập", r.body);
    city_close(s);
}

TEST(whoever_has_a_password_gets_no_slip_with_the_class)
{
    struct city *s = city_open(t);
    struct loop_client l;
    struct loop_reply r;
    loop_open(&l, &s->app);
    loop_sign_in(&l, s->an);
    is_int(t, 303, post(t, &l, "/mat-khau", "mat_khau=mot+cau+moi+toanh&nhac_lai=mot+cau+moi+toanh", &r));
    loop_close(&l);
    is_int(t, 200, city_post(t, s, s->hang, path_of_class(t, s), "", &r));
    has_text(t, "Đỗ Trí Bình", r.body);
    is_text(t, "", code_on(t, r.body, 2));                                /* two of three */
    city_close(s);
}

/* ---- thầy cô and nhân viên */

/* /t/:truong/nhan-su/:nguoi/thoi and /t/:truong/nhan-su/:nguoi/phieu */
static const char *place_path(struct test *t, member_id place, const char *act) { return path_to(t, "/t/thcs/nhan-su/", place.v, act); }

static member_id place_named(struct test *t, struct city *s, const char *name)
{
    struct member_line *row;
    size_t n;
    is_rc(t, OK, members_find(as_staff(s, s->thcs.id), name, 2, &row, &n));
    is_int(t, 1, n);
    return n ? row->id : (member_id){ 0 };
}

TEST(the_office_adds_a_teacher_who_comes_in_by_a_slip)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 422, city_post(t, s, s->clerk, "/t/thcs/nhan-su", "ho_ten=Tr%E1%BA%A7n+M%E1%BB%9Bi&vai=principal", &r));      /* nobody makes a principal here */
    has_text(t, "Trần Mới", r.body);                                      /* nothing typed is lost */
    is_int(t, 422, city_post(t, s, s->clerk, "/t/thcs/nhan-su", "ho_ten=Tr%E1%BA%A7n+M%E1%BB%9Bi&vai=teacher&dien_thoai=12", &r));
    is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/nhan-su", "ho_ten=++Tr%E1%BA%A7n++M%E1%BB%9Bi+&vai=teacher&dien_thoai=0900000333", NULL));
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/nhan-su", &r));
    has_text(t, "Trần Mới", r.body);
    lacks_text(t, "Phùng Thị Lan", r.body);
    is_int(t, 200, city_post(t, s, s->clerk, place_path(t, place_named(t, s, "tran moi"), "/phieu"), "", &r));
    is_int(t, 303, type_code(t, s, code_on(t, r.body, 0), "/t/thcs/lop"));
    is_int(t, 403, city_post(t, s, s->hang, "/t/thcs/nhan-su", "ho_ten=A&vai=teacher", NULL));
    is_int(t, 404, city_post(t, s, s->th_principal, "/t/thcs/nhan-su", "ho_ten=A&vai=teacher", NULL));
    city_close(s);
}

TEST(somebody_added_twice_by_one_press_is_there_once)
{
    struct city *s = city_open(t);
    for (int i = 0; i < 2; i++)
        is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/nhan-su", "_khoa=0123456789abcdefghjkmnpqrs&ho_ten=Tr%E1%BA%A7n+M%E1%BB%9Bi&vai=staff", NULL));
    is_true(t, place_named(t, s, "tran moi").v != 0);
    city_close(s);
}

TEST(a_person_whose_place_ended_today_is_out_on_the_next_click)
{
    struct city *s = city_open(t);
    struct loop_client l;
    struct loop_reply r;
    const char *class_page = path_to(t, "/t/thcs/lop/", s->a1.v, ""), *end = place_path(t, s->m_toan, "/thoi");
    loop_open(&l, &s->app);
    loop_sign_in(&l, s->toan);
    is_rc(t, OK, loop_send(&l, t->arena, GET, class_page, NULL, &r));
    is_int(t, 200, r.status);
    is_int(t, 409, city_post(t, s, s->clerk, end, "rev=9", &r));          /* somebody was faster */
    is_int(t, 303, city_post(t, s, s->clerk, end, "rev=1", NULL));
    is_rc(t, OK, loop_send(&l, t->arena, GET, class_page, NULL, &r));
    is_int(t, 404, r.status);
    is_rc(t, OK, loop_send(&l, t->arena, GET, path_to(t, "/t/thcs/em/", s->an.v, ""), NULL, &r));
    is_int(t, 404, r.status);
    is_rc(t, OK, loop_send(&l, t->arena, GET, "/hom-nay", NULL, &r));     /* the account stays, without a school */
    is_int(t, 200, r.status);
    lacks_text(t, "6A1", r.body);
    loop_close(&l);
    is_int(t, 404, city_post(t, s, s->clerk, place_path(t, s->m_toan, "/phieu"), "", NULL));
    city_close(s);
}

TEST(nobody_ends_their_own_place_a_pupil_or_the_principal_here)
{
    struct city *s = city_open(t);
    is_int(t, 409, city_post(t, s, s->clerk, place_path(t, place_named(t, s, "luong thi bich thuy"), "/thoi"), "rev=1", NULL));
    is_int(t, 409, city_post(t, s, s->clerk, place_path(t, s->m_principal, "/thoi"), "rev=1", NULL));
    is_int(t, 409, city_post(t, s, s->clerk, place_path(t, s->m_an, "/thoi"), "rev=1", NULL));
    is_int(t, 404, city_post(t, s, s->th_principal, path_to(t, "/t/tieu-hoc/nhan-su/", s->m_toan.v, "/thoi"), "rev=1", NULL));
    is_int(t, 200, city_get(t, s, s->toan, "/t/thcs/lop", NULL));
    city_close(s);
}

struct second_place { person_id person; school_id school; enum member_role role; const char *name; };
static rc second_place_add(struct tx *t, const struct second_place *in, void *out)
{
    (void)out;
    member_id id;
    struct new_member place = { .person = in->person, .role = in->role, .full_name = in->name, .from = day_of(t->now) };
    t->ask->scope.school = in->school;
    return member_add(t, &place, &id);
}
CLOSURE(second_place_add, struct second_place, void)

static long long number(struct test *t, struct city *s, const char *sql)
{
    const char *first = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &first));
    return first ? atoll(first) : -1;
}
static long long rev_of(struct test *t, struct city *s, member_id id) { return number(t, s, arena_print(t->arena, "SELECT rev FROM member WHERE id = %lld", (long long)id.v)); }
static int64_t lan_there(struct test *t, struct city *s)
{
    return number(t, s, arena_print(t->arena, "SELECT id FROM member WHERE person_id = %lld AND school_id = %lld", (long long)s->lan.v, (long long)s->th.id.v));
}

TEST(no_slip_lets_a_school_into_another_one)
{
    struct city *s = city_open(t);
    const struct second_place lent = { s->th_principal, s->thcs.id, MEMBER_ROLE_TEACHER, "Cấn Văn Thắng" }, both = { s->lan, s->thcs.id, MEMBER_ROLE_TEACHER, "Phùng Thị Lan" },
                              root = { s->admin, s->thcs.id, MEMBER_ROLE_STAFF, "Quản trị hệ thống" };
    is_rc(t, OK, transact(s->ask, NULL, second_place_add, &lent, NULL));
    is_rc(t, OK, transact(s->ask, NULL, second_place_add, &both, NULL));
    is_rc(t, OK, transact(s->ask, NULL, second_place_add, &root, NULL));
    is_int(t, 403, city_post(t, s, s->clerk, place_path(t, s->m_principal, "/phieu"), "", NULL));              /* a clerk never becomes the principal */
    is_int(t, 403, city_post(t, s, s->clerk, place_path(t, place_named(t, s, "can van thang"), "/phieu"), "", NULL));   /* nor that of another school */
    is_int(t, 403, city_post(t, s, s->clerk, place_path(t, place_named(t, s, "quan tri he thong"), "/phieu"), "", NULL));
    struct loop_reply r;
    is_int(t, 403, city_post(t, s, s->clerk, place_path(t, place_named(t, s, "phung thi lan"), "/phieu"), "", &r));    /* she teaches there too: 1A1 would be open */
    has_text(t, "không trường nào tự làm phiếu", r.body);
    is_int(t, 403, city_post(t, s, s->th_principal, path_to(t, "/t/tieu-hoc/nhan-su/", lan_there(t, s), "/phieu"), "", NULL));
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/nhan-su", &r));
    has_text(t, "Tài khoản này còn mở được việc ở nơi khác", r.body);
    is_true(t, !strstr(r.body, place_path(t, place_named(t, s, "phung thi lan"), "/phieu")));
    is_true(t, strstr(r.body, place_path(t, s->m_toan, "/phieu")));
    is_int(t, 404, city_post(t, s, s->clerk, place_path(t, s->m_an, "/phieu"), "", NULL));
    city_close(s);
}

/* A school could take on anew who left it, and come in by their account as a parent of another school's child. */
TEST(who_works_here_since_before_a_child_of_theirs_went_elsewhere_gets_a_slip_here_and_who_came_after_does_not)
{
    struct city *s = city_open(t);
    const struct second_place late = { s->tuan, s->thcs.id, MEMBER_ROLE_STAFF, "Trần Văn Tuấn" };       /* Bống's father since long */
    const struct { person_id child, adult; } own = { s->bong, s->toan };
    const char *link = arena_print(t->arena, "INSERT INTO guardian_link (id, child_id, guardian_id, kind, from_day) VALUES (7031, %lld, %lld, 'father', %d)",
                                   (long long)own.child.v, (long long)own.adult.v, s->today.n);
    is_rc(t, OK, db_plain(s->app.db, t->arena, link, NULL));
    is_int(t, 200, city_post(t, s, s->clerk, place_path(t, s->m_toan, "/phieu"), "", NULL));
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "UPDATE guardian_link SET from_day = %d WHERE guardian_id = %lld", s->today.n - 90, (long long)s->tuan.v), NULL));
    is_rc(t, OK, transact(s->ask, NULL, second_place_add, &late, NULL));
    is_int(t, 403, city_post(t, s, s->clerk, place_path(t, place_named(t, s, "tran van tuan"), "/phieu"), "", NULL));
    is_int(t, 403, city_post(t, s, s->principal, place_path(t, place_named(t, s, "tran van tuan"), "/phieu"), "", NULL));
    city_close(s);
}

TEST(a_slip_that_a_school_kept_opens_nothing_once_the_place_there_is_over)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 200, city_post(t, s, s->clerk, place_path(t, s->m_toan, "/phieu"), "", &r));
    const char *kept = code_on(t, r.body, 0);
    is_int(t, 303, city_post(t, s, s->clerk, place_path(t, s->m_toan, "/thoi"), arena_print(t->arena, "rev=%lld", rev_of(t, s, s->m_toan)), NULL));
    is_true(t, type_code(t, s, kept, NULL) != 303);
    city_close(s);
}

TEST(who_forgot_the_password_gets_a_slip_of_the_class_and_the_old_password_ends_with_it)
{
    struct city *s = city_open(t);
    struct loop_client l;
    struct loop_reply r;
    const char *ask = path_of_class(t, s), *again = arena_print(t->arena, "%s/mot", ask);       /* /t/:truong/lop/:lop/phieu/mot */
    const char *body = arena_print(t->arena, "nguoi=%s", path_to(t, "", s->an.v, ""));
    struct loop_client an;
    loop_open(&an, &s->app);
    is_int(t, 303, post(t, &an, "/ma", arena_print(t->arena, "ma=%s", code_for(t, s, s->an)), &r));
    is_int(t, 303, post(t, &an, "/mat-khau", "mat_khau=cây+sấu+già+trước+cổng&nhac_lai=cây+sấu+già+trước+cổng", &r));
    loop_close(&an);
    loop_open(&l, &s->app);
    is_rc(t, OK, loop_sign_in(&l, s->hang));
    is_rc(t, OK, loop_send(&l, t->arena, GET, ask, NULL, &r));
    has_text(t, "Trần Lê Bình An", r.body);
    is_int(t, 200, post(t, &l, again, body, &r));
    const char *code = code_on(t, r.body, 0);
    is_text(t, "", code_on(t, r.body, 1));
    is_int(t, 404, post(t, &l, again, arena_print(t->arena, "nguoi=%s", path_to(t, "", s->chi.v, "")), &r));
    is_int(t, 422, post(t, &l, again, "nguoi=", &r));
    loop_close(&l);
    is_int(t, 303, type_code(t, s, code, "/hom-nay"));
    city_close(s);
}
