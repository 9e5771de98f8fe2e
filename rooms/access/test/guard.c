/* What must not come back: old sessions after a new code, old duties after a new place, long sessions on shared devices;
** and codes that a machine guesses. */
#include "access/codes.h"
#include "test/harness/city.h"
#include <stdlib.h>
#include <string.h>

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

struct giving { struct fresh_code code; person_id by; instant until; };
static rc code_put(struct tx *t, const struct giving *in, void *out) { (void)out; return code_store(t, &in->code, in->by, in->until); }
CLOSURE(code_put, struct giving, void)

static const char *code_for(struct test *t, struct city *s, person_id person)
{
    struct giving in = { .by = s->clerk, .until = { s->ask->now.ms + 86400000 } };
    is_rc(t, OK, code_make(&s->app, t->arena, person, &in.code));
    is_rc(t, OK, transact(s->ask, NULL, code_put, &in, NULL));
    return arena_print(t->arena, "ma=%s", in.code.shown);
}

TEST(a_new_code_ends_every_session_of_its_person)
{
    struct city *s = city_open(t);
    struct loop_client thief, owner;
    struct loop_reply r;
    loop_open(&thief, &s->app);
    loop_open(&owner, &s->app);
    loop_sign_in(&thief, s->hang);
    is_int(t, 200, get(t, &thief, "/hom-nay", &r));
    is_int(t, 303, post(t, &owner, "/ma", code_for(t, s, s->hang), &r));
    is_int(t, 200, get(t, &owner, "/hom-nay", &r));
    is_int(t, 303, get(t, &thief, "/hom-nay", &r));
    loop_close(&thief);
    loop_close(&owner);
    city_close(s);
}

TEST(a_machine_that_guesses_codes_waits_and_other_addresses_do_not)
{
    struct city *s = city_open(t);
    struct loop_client l;
    struct loop_reply r;
    const char *good = code_for(t, s, s->hang);
    s->app.config.rate_limits = true;
    loop_open(&l, &s->app);
    l.address = 77;
    for (int i = 0; i < 300; i++)
        if (post(t, &l, "/ma", "ma=00000-00000", &r) != 422) fail(t, "guess %d: %d", i, r.status);
    is_int(t, 429, post(t, &l, "/ma", "ma=00000-00000", &r));
    is_int(t, 429, post(t, &l, "/ma", good, &r));
    l.address = 78;
    is_int(t, 303, post(t, &l, "/ma", good, &r));
    loop_close(&l);
    city_close(s);
}

/* A session of a shared device is over when the browser closes: its cookie has no age. */
static bool shared_cookie(const struct loop_reply *r)
{
    const char *at = strstr(r->head, "khue=");
    return at && !memmem(at, strcspn(at, "\n"), "Max-Age", 7);
}

TEST(a_shared_device_stays_shared_by_code_and_through_a_new_password)
{
    struct city *s = city_open(t);
    struct loop_client l;
    struct loop_reply r;
    const char *fresh = "mat_khau=mot+cau+moi+toanh&nhac_lai=mot+cau+moi+toanh";
    loop_open(&l, &s->app);
    is_int(t, 303, post(t, &l, "/ma", arena_print(t->arena, "%s&may_chung=1", code_for(t, s, s->an)), &r));
    is_true(t, shared_cookie(&r));
    is_int(t, 303, post(t, &l, "/mat-khau", fresh, &r));
    is_true(t, shared_cookie(&r));
    db_set_clock(s->app.db, (opt_instant){ true, { s->ask->now.ms + 31 * 60000 } });
    is_int(t, 303, get(t, &l, "/hom-nay", &r));
    is_int(t, 303, post(t, &l, "/ma", code_for(t, s, s->hang), &r));
    is_false(t, shared_cookie(&r));
    loop_close(&l);
    city_close(s);
}

struct returning { person_id person; const char *name; };
static rc come_back(struct tx *t, const struct returning *in, member_id *out)
{
    struct new_member place = { .person = in->person, .role = MEMBER_ROLE_STAFF, .full_name = in->name, .from = day_of(t->now) };
    return member_add(t, &place, out);
}
CLOSURE(come_back, struct returning, member_id)

TEST(duties_end_with_the_place_and_do_not_come_back_with_the_next_one)
{
    struct city *s = city_open(t);
    const char *class_page = path_to(t, "/t/thcs/lop/", s->a1.v, ""), *homeroom = path_to(t, "/t/thcs/lop/", s->a1.v, "/chu-nhiem");
    struct returning again = { s->hang, "Nguyễn Thị Thu Hằng" };
    struct loop_reply r;
    member_id member;
    is_int(t, 303, city_post(t, s, s->clerk, path_to(t, "/t/thcs/nhan-su/", s->m_hang.v, "/thoi"), "rev=1", NULL));
    is_rc(t, OK, transact(as_staff(s, s->thcs.id), NULL, come_back, &again, &member));
    is_int(t, 200, city_get(t, s, s->hang, "/t/thcs/lop", NULL));                             /* she works there again */
    is_int(t, 403, city_get(t, s, s->hang, class_page, NULL));
    is_int(t, 403, city_get(t, s, s->hang, path_to(t, "/t/thcs/em/", s->an.v, ""), NULL));
    /* neither the ended place nor one that is no teacher's may lead a class */
    is_int(t, 422, city_post(t, s, s->clerk, homeroom, arena_print(t->arena, "rev=1&chu_nhiem=%s", path_to(t, "", s->m_hang.v, "")), &r));
    has_text(t, "Hãy chọn một giáo viên của trường.", r.body);
    is_int(t, 422, city_post(t, s, s->clerk, homeroom, arena_print(t->arena, "rev=1&chu_nhiem=%s", path_to(t, "", member.v, "")), NULL));
    is_int(t, 422, city_post(t, s, s->clerk, homeroom, arena_print(t->arena, "rev=1&chu_nhiem=%s", path_to(t, "", s->m_an.v, "")), NULL));
    is_int(t, 303, city_post(t, s, s->clerk, homeroom, arena_print(t->arena, "rev=1&chu_nhiem=%s", path_to(t, "", s->m_yen.v, "")), NULL));
    city_close(s);
}

struct kin { person_id child, guardian; };
static rc kin_put(struct tx *t, const struct kin *in, void *out) { (void)out; return guardian_link_open(t, in->child, in->guardian, GUARDIAN_KIND_MOTHER); }
CLOSURE(kin_put, struct kin, void)

/* Tuấn has a child at thcs and one in the kindergarten, and no list of thcs brought him in: its clerk gets no code for him. */
TEST(no_school_prints_a_slip_for_a_guardian_whom_another_school_brought_in)
{
    struct city *s = city_open(t);
    struct kin hoa_too = { s->bong, s->hoa };
    struct loop_reply r;
    const char *slips = path_to(t, "/t/thcs/lop/", s->a1.v, "/phieu");
    is_int(t, 200, city_get(t, s, s->clerk, slips, &r));
    has_text(t, "1 phụ huynh nhận phiếu ở nơi khác", r.body);
    is_rc(t, OK, transact(s->ask, NULL, kin_put, &hoa_too, NULL));
    is_int(t, 200, city_get(t, s, s->clerk, slips, &r));
    has_text(t, "2 phụ huynh nhận phiếu ở nơi khác", r.body);
    is_int(t, 200, city_post(t, s, s->clerk, slips, "", &r));
    has_text(t, "Đỗ Trí Bình", r.body);
    lacks_text(t, "của Trần Lê Bình An, lớp", r.body);
    lacks_text(t, "của Đỗ Trí Bình, lớp", r.body);
    city_close(s);
}

TEST(one_guardian_does_not_see_how_another_is_reached)
{
    struct city *s = city_open(t);
    struct kin both = { s->an, s->hoa };
    struct loop_reply r;
    is_rc(t, OK, transact(s->ask, NULL, kin_put, &both, NULL));
    is_int(t, 200, city_get(t, s, s->hoa, path_to(t, "/ho-so/", s->an.v, ""), &r));
    lacks_text(t, "0900 000 101", r.body);                                /* Tuấn's */
    is_int(t, 200, city_get(t, s, s->tuan, path_to(t, "/ho-so/", s->an.v, ""), &r));
    has_text(t, "0900 000 101", r.body);
    is_int(t, 200, city_get(t, s, s->an, path_to(t, "/ho-so/", s->an.v, ""), &r));
    has_text(t, "0900 000 101", r.body);
    is_int(t, 200, city_get(t, s, s->toan, path_to(t, "/t/thcs/em/", s->an.v, ""), &r));
    has_text(t, "0900 000 101", r.body);
    city_close(s);
}

/* A handler that hashes on the common workers would let somebody who guesses hold up the whole school. */
TEST(rows_that_hash_passwords_run_on_threads_of_their_own)
{
    static const char *const paths[] = { "/dang-nhap", "/mat-khau", "/mat-khau-moi/:ma", "/tai-khoan/thu",
                                         "/tai-khoan/buoc-hai", "/tai-khoan/buoc-hai/ma-du-phong", "/tai-khoan/buoc-hai/bo", "/tai-khoan/khoa" };
    int marked = 0;
    for (const struct route *r = access_routes; r->method; r++) {
        bool hashes = false;
        for (size_t i = 0; r->method == POST && i < sizeof paths / sizeof *paths; i++)
            hashes = hashes || str_is(r->path, paths[i]);
        marked += hashes;
        if (r->hashes != hashes) fail(t, "%s", r->path);
    }
    is_int(t, 8, marked);
}

/* A principal or an administrator is a parent too; their child's teacher must not become them. */
TEST(no_teacher_prints_a_slip_for_a_parent_who_runs_a_school_or_the_system)
{
    struct city *s = city_open(t);
    const struct kin kin[] = { { s->an, s->th_principal }, { s->an, s->admin }, { s->an, s->deputy } };
    struct loop_client l;
    struct loop_reply r;
    const char *slips = path_to(t, "/t/thcs/lop/", s->a1.v, "/phieu"), *again = path_to(t, "/t/thcs/lop/", s->a1.v, "/phieu/mot");
    for (size_t i = 0; i < sizeof kin / sizeof *kin; i++)
        is_rc(t, OK, transact(s->ask, NULL, kin_put, &kin[i], NULL));
    loop_open(&l, &s->app);
    loop_sign_in(&l, s->deputy);
    is_int(t, 303, post(t, &l, "/mat-khau", "mat_khau=mot+cau+moi+toanh&nhac_lai=mot+cau+moi+toanh", &r));
    loop_close(&l);
    is_int(t, 200, city_post(t, s, s->hang, slips, "", &r));
    lacks_text(t, "của Trần Lê Bình An, lớp", r.body);
    for (size_t i = 0; i < sizeof kin / sizeof *kin; i++)
        is_int(t, 404, city_post(t, s, s->hang, again, arena_print(t->arena, "nguoi=%s", path_to(t, "", kin[i].guardian.v, "")), NULL));
    city_close(s);
}

struct working { person_id person; school_id school; enum member_role role; const char *name; };
static rc place_put(struct tx *t, const struct working *in, void *out)
{
    (void)out;
    member_id id;
    struct new_member place = { .person = in->person, .role = in->role, .full_name = in->name, .from = day_of(t->now) };
    t->ask->scope.school = in->school;
    return member_add(t, &place, &id);
}
CLOSURE(place_put, struct working, void)

/* Toàn teaches here and Lan in another school, both have a child in 6A1: who prints their slip reads their classes, of that school too. */
TEST(no_class_prints_a_slip_for_a_parent_who_teaches_here_or_elsewhere)
{
    struct city *s = city_open(t);
    const struct kin kin[] = { { s->an, s->toan }, { s->an, s->lan } };
    struct loop_reply r;
    const char *slips = path_to(t, "/t/thcs/lop/", s->a1.v, "/phieu"), *again = path_to(t, "/t/thcs/lop/", s->a1.v, "/phieu/mot");
    for (size_t i = 0; i < sizeof kin / sizeof *kin; i++)
        is_rc(t, OK, transact(s->ask, NULL, kin_put, &kin[i], NULL));
    is_int(t, 200, city_post(t, s, s->hang, slips, "", &r));
    lacks_text(t, "của Trần Lê Bình An, lớp", r.body);
    for (size_t i = 0; i < sizeof kin / sizeof *kin; i++) {
        const char *body = arena_print(t->arena, "nguoi=%s", path_to(t, "", kin[i].guardian.v, ""));
        is_int(t, 404, city_post(t, s, s->hang, again, body, NULL));
        is_int(t, 404, city_post(t, s, s->clerk, again, body, NULL));
    }
    is_int(t, 200, city_post(t, s, s->clerk, path_to(t, "/t/thcs/nhan-su/", s->m_toan.v, "/phieu"), "", NULL));         /* where he works */
    city_close(s);
}

TEST(a_clerk_gets_no_slip_of_a_principal_who_also_stands_as_a_teacher)
{
    struct city *s = city_open(t);
    const struct working too[] = { { s->principal, s->thcs.id, MEMBER_ROLE_TEACHER, "Hai Cho" }, { s->deputy, s->thcs.id, MEMBER_ROLE_TEACHER, "Ba Cho" } };
    const char *id = NULL;
    for (int i = 0; i < 2; i++) {
        is_rc(t, OK, transact(s->ask, NULL, place_put, &too[i], NULL));
        is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "SELECT id FROM member WHERE display_name = '%s'", too[i].name), &id));
        is_int(t, 403, city_post(t, s, s->clerk, path_to(t, "/t/thcs/nhan-su/", id ? atoll(id) : 0, "/phieu"), "", NULL));
    }
    is_int(t, 200, city_post(t, s, s->principal, path_to(t, "/t/thcs/nhan-su/", id ? atoll(id) : 0, "/phieu"), "", NULL));
    city_close(s);
}

/* Who may write down an order, or lift it, is not sent away by who may not. */
TEST(a_clerk_ends_no_place_of_the_office)
{
    struct city *s = city_open(t);
    const char *id = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "SELECT id FROM member WHERE role = 'deputy' AND person_id = %lld", (long long)s->deputy.v), &id));
    const char *end = path_to(t, "/t/thcs/nhan-su/", id ? atoll(id) : 0, "/thoi");
    is_int(t, 403, city_post(t, s, s->clerk, end, "rev=1", NULL));
    is_int(t, 200, city_get(t, s, s->deputy, "/t/thcs/nhan-su", NULL));
    is_int(t, 303, city_post(t, s, s->principal, end, "rev=1", NULL));
    is_int(t, 404, city_get(t, s, s->deputy, "/t/thcs/nhan-su", NULL));
    city_close(s);
}
