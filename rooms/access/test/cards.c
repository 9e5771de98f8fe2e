/* Cards of young children. Lan leads 1A1 of the primary school; Dũng is its pupil, without an account; here Tuấn is his guardian, too.
** GET /t/:truong/lop/:lop/the
** POST /t/:truong/lop/:lop/the
** POST /t/:truong/lop/:lop/the/mot
** POST /t/:truong/lop/:lop/the/thoi
** GET /the
** POST /the
** GET /ho-so/:em/the
** POST /ho-so/:em/the/thoi */
#include "access/cards.h"
#include "base/ids.h"
#include "main/commands.h"
#include "test/harness/city.h"
#include <stdlib.h>
#include <string.h>

struct card { const char *code, *pictures; };           /* as they stand in the form */

static rc family(struct tx *t, const struct city *in, void *out)
{
    (void)out;
    return guardian_link_open(t, in->dung, in->tuan, GUARDIAN_KIND_FATHER);
}
CLOSURE(family, struct city, void)

static struct city *city_ready(struct test *t)
{
    struct city *s = city_open(t);
    is_rc(t, OK, transact(s->ask, NULL, family, s, NULL));
    return s;
}

static long count(struct test *t, struct city *s, const char *sql)
{
    const char *n = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &n));
    return n ? atol(n) : -1;
}

static const char *the(struct test *t, struct city *s, const char *tail) { return path_to(t, "/t/tieu-hoc/lop/", s->c1a1.v, arena_print(t->arena, "/the%s", tail)); }
static const char *of_child(struct test *t, struct city *s, const char *tail) { return path_to(t, "/ho-so/", s->dung.v, tail); }
static const char *em(struct test *t, person_id person) { return path_to(t, "em=", person.v, ""); }

/* The one card of a printed page. */
static struct card card_on(struct test *t, const char *page)
{
    struct card k = { "", "" };
    const char *at = strstr(page, "class=\"code\""), *list = strstr(page, "class=\"picture-name\"");
    at = at ? strstr(at, "<b>") : NULL;
    if (!is_true(t, at && list)) return k;
    k.code = arena_text_n(t->arena, at + 3, strcspn(at + 3, "<"));
    for (int n = 0; n < CARD_PICTURES && (list = strstr(list, "#i-")); n++, list++)
        k.pictures = arena_print(t->arena, "%s&hinh-%s=1", k.pictures, arena_text_n(t->arena, list + 3, strcspn(list + 3, "\"")));
    return k;
}

static struct card card_made(struct test *t, struct city *s)
{
    struct loop_reply r = { .body = "" };
    is_int(t, 200, city_post(t, s, s->lan, the(t, s, "/mot"), em(t, s->dung), &r));
    return card_on(t, r.body);
}

static const char *other_three(struct test *t, struct card k)
{
    for (size_t i = 0; i < CARD_OF; i++) {                 /* three that are not those */
        const char *out = arena_print(t->arena, "&hinh-%s=1&hinh-%s=1&hinh-%s=1", card_picture[i].icon, card_picture[(i + 1) % CARD_OF].icon, card_picture[(i + 2) % CARD_OF].icon);
        if (!strstr(k.pictures, arena_print(t->arena, "-%s=", card_picture[i].icon))) return out;
    }
    return "";
}

static int try_on(struct test *t, struct loop_client *l, const char *code, const char *pictures, struct loop_reply *r)
{
    is_rc(t, OK, loop_send(l, t->arena, POST, "/the", arena_print(t->arena, "ma=%s%s", code, pictures), r));
    return r->status;
}

static int try_card(struct test *t, struct city *s, const char *code, const char *pictures, struct loop_reply *r)
{
    struct loop_client l;
    loop_open(&l, &s->app);
    int status = try_on(t, &l, code, pictures, r);
    loop_close(&l);
    return status;
}

static int get(struct test *t, struct loop_client *l, const char *path, struct loop_reply *r)
{
    is_rc(t, OK, loop_send(l, t->arena, GET, path, NULL, r));
    return r->status;
}

/* ---- made */

TEST(a_class_gets_its_cards_on_one_sheet_and_the_pictures_on_another)
{
    struct city *s = city_ready(t);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->lan, the(t, s, ""), &r));
    has_text(t, "Chưa có thẻ", r.body);
    is_int(t, 200, city_post(t, s, s->lan, the(t, s, ""), "", &r));
    struct card k = card_on(t, r.body);
    is_int(t, 11, strlen(k.code));
    has_text(t, "<svg viewBox=\"-4", r.body);
    const char *cards = arena_text_n(t->arena, r.body, (size_t)(strstr(r.body, "id=\"hinh\"") - r.body));
    for (size_t i = 0; i < CARD_OF; i++) lacks_text(t, card_picture[i].word, cards);
    is_int(t, 1, count(t, s, "SELECT count(*) FROM account WHERE card_only = 1"));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM audit WHERE act = 'access.cards'"));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM look WHERE kind = 'sign_in'"));
    is_int(t, 200, city_get(t, s, s->lan, the(t, s, ""), &r));
    has_text(t, "chưa vào lần nào", r.body);
    lacks_text(t, k.code, r.body);                          /* never shown again */
    is_int(t, 303, city_post(t, s, s->lan, the(t, s, ""), "", &r));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM sign_in_card"));
    is_int(t, 200, city_post(t, s, s->lan, the(t, s, ""), "tat_ca=1", &r));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM sign_in_card WHERE void_at IS NULL"));
    is_int(t, 422, try_card(t, s, k.code, k.pictures, &r));
    city_close(s);
}

TEST(cards_are_for_pupils_of_grades_one_and_two_without_another_account)
{
    struct city *s = city_ready(t);
    is_int(t, 409, city_post(t, s, s->hang, path_to(t, "/t/thcs/lop/", s->a1.v, "/the"), "", NULL));
    is_int(t, 404, city_post(t, s, s->lan, the(t, s, "/mot"), em(t, s->an), NULL));
    is_int(t, 404, city_post(t, s, s->lan, the(t, s, "/mot"), em(t, s->tuan), NULL));
    is_int(t, 404, city_post(t, s, s->lan, the(t, s, "/thoi"), em(t, s->an), NULL));
    is_rc(t, OK, db_plain(s->app.db, t->arena, "UPDATE class SET grade = 2", NULL));
    is_int(t, 303, city_post(t, s, s->hang, path_to(t, "/t/thcs/lop/", s->a1.v, "/the"), "", NULL));         /* An and Bình sign in themselves */
    is_int(t, 404, city_post(t, s, s->hang, path_to(t, "/t/thcs/lop/", s->a1.v, "/the/mot"), em(t, s->an), NULL));
    is_int(t, 0, count(t, s, "SELECT count(*) FROM sign_in_card"));
    city_close(s);
}

/* ---- what it opens */

TEST(a_child_of_preschool_has_no_card_and_the_pages_where_one_would_look_for_it_say_so)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *class_ = path_to(t, "/t/mam-non/lop/", s->mgl.v, "");
    is_int(t, 200, city_get(t, s, s->nga, class_, &r));
    lacks_text(t, arena_print(t->arena, "%s/the\"", class_), r.body);
    is_int(t, 200, city_get(t, s, s->nga, arena_print(t->arena, "%s/phieu", class_), &r));
    has_text(t, "Trẻ mầm non không có phiếu hay thẻ riêng", r.body);
    is_int(t, 200, city_get(t, s, s->nga, arena_print(t->arena, "%s/the", class_), &r));
    has_text(t, "trẻ mầm non vào cùng phụ huynh", r.body);
    is_int(t, 409, city_post(t, s, s->nga, arena_print(t->arena, "%s/the", class_), "", NULL));
    is_int(t, 200, city_get(t, s, s->tuan, path_to(t, "/ho-so/", s->bong.v, "/the"), &r));
    has_text(t, "Trẻ mầm non vào cùng phụ huynh", r.body);
    is_int(t, 200, city_get(t, s, (person_id){ 0 }, "/the", &r));
    has_text(t, "Trẻ mầm non vào cùng phụ huynh", r.body);
    is_int(t, 0, count(t, s, arena_print(t->arena, "SELECT count(*) FROM account WHERE person_id = %lld", (long long)s->bong.v)));
    is_int(t, 200, city_get(t, s, s->lan, path_to(t, "/t/tieu-hoc/lop/", s->c1a1.v, "/phieu"), &r));
    lacks_text(t, "Trẻ mầm non", r.body);
    city_close(s);
}

TEST(a_card_opens_the_childs_own_few_pages_and_nothing_else)
{
    struct city *s = city_ready(t);
    struct card k = card_made(t, s);
    struct loop_client l;
    struct loop_reply r;
    size_t opened = 0;
    loop_open(&l, &s->app);
    is_int(t, 200, get(t, &l, arena_print(t->arena, "/the?ma=%s", k.code), &r));
    lacks_text(t, "Dũng", r.body);                          /* whoever finds a card learns no more from us than it says */
    is_int(t, 303, try_on(t, &l, k.code, k.pictures, &r));
    is_text(t, "/hom-nay", r.location);
    is_int(t, 200, get(t, &l, "/hom-nay", &r));
    has_text(t, "Chào Dũng", r.body);
    static const char *const shut_out[] = { "/ho-so/", "/tai-khoan", "/thong-bao", "/tim-kiem", "/lop/", "/lop-hoc", "Ai đã xem", "/mat-khau" };
    for (size_t i = 0; i < sizeof shut_out / sizeof *shut_out; i++) lacks_text(t, shut_out[i], r.body);
    for (const struct route_table *table = route_tables; table->room; table++)
        for (const struct route *row = table->rows; row->method; row++) {
            if (row->need.permission == ANYBODY || row->need.permission == NOBODY_YET || row->method != GET || strchr(row->path, ':')) continue;
            int status = get(t, &l, row->path, &r);
            bool own = str_is(row->path, "/hom-nay") || str_is(row->path, "/hanh-trinh") || str_is(row->path, "/tin") || str_is(row->path, "/loi-nhan") || str_is(row->path, "/su-kien");
            if (own ? status != 200 && status != 204 : status != 403) fail(t, "GET %s answers %d to a card", row->path, status);
            opened += own;
        }
    is_int(t, 5, opened);
    is_int(t, 403, get(t, &l, "/tim-kiem", &r));
    is_int(t, 403, get(t, &l, of_child(t, s, ""), &r));
    is_int(t, 403, get(t, &l, of_child(t, s, "/so-ghi"), &r));
    is_int(t, 403, get(t, &l, of_child(t, s, "/dong-y"), &r));
    is_int(t, 403, get(t, &l, of_child(t, s, "/the"), &r));
    is_int(t, 403, get(t, &l, path_to(t, "/lop/", s->c1a1.v, ""), &r));
    is_rc(t, OK, loop_send(&l, t->arena, POST, of_child(t, s, "/dong-y"), "muc=photo.page&loi=co", &r));
    is_int(t, 403, r.status);
    is_rc(t, OK, loop_send(&l, t->arena, POST, "/mat-khau", "mat_khau=mot+cau+de+nho+nhe&nhac_lai=mot+cau+de+nho+nhe", &r));
    is_int(t, 403, r.status);
    is_int(t, 1, count(t, s, "SELECT count(*) FROM session WHERE shared = 1"));
    loop_close(&l);
    city_close(s);
}

TEST(on_a_familys_telephone_a_card_ends_the_guardians_session)
{
    struct city *s = city_ready(t);
    struct card k = card_made(t, s);
    struct loop_client phone;
    struct loop_reply r;
    const char *sibling = path_to(t, "/ho-so/", s->bong.v, "");
    loop_open(&phone, &s->app);
    is_rc(t, OK, loop_sign_in(&phone, s->tuan));
    is_int(t, 200, get(t, &phone, sibling, &r));
    is_int(t, 200, get(t, &phone, "/the", &r));
    has_text(t, "đang có người đăng nhập", r.body);
    lacks_text(t, "Tuấn", r.body);
    is_int(t, 422, try_on(t, &phone, k.code, other_three(t, k), &r));
    is_int(t, 200, get(t, &phone, sibling, &r));              /* not in yet: nothing has changed */
    is_int(t, 303, try_on(t, &phone, k.code, k.pictures, &r));
    is_int(t, 403, get(t, &phone, sibling, &r));
    is_int(t, 403, get(t, &phone, of_child(t, s, ""), &r));
    is_int(t, 0, count(t, s, arena_print(t->arena, "SELECT count(*) FROM session WHERE person_id = %lld", (long long)s->tuan.v)));
    loop_close(&phone);
    city_close(s);
}

/* ---- guessed, lost, outgrown */

TEST(five_wrong_choices_end_a_card_and_its_maker_hears_of_it)
{
    struct city *s = city_ready(t);
    struct card k = card_made(t, s);
    struct loop_reply r;
    const char *no = other_three(t, k);
    is_int(t, 422, try_card(t, s, k.code, "&hinh-sun=1", &r));
    is_int(t, 422, try_card(t, s, k.code, "&hinh-sun=1&hinh-moon=1&hinh-star=1&hinh-house=1", &r));
    is_int(t, 0, count(t, s, "SELECT failures FROM sign_in_card"));           /* no choice of three, so none that counts */
    for (int i = 1; i < CARD_TRIES; i++) {
        is_int(t, 422, try_card(t, s, k.code, no, &r));
        has_text(t, arena_print(t->arena, "Còn %d lần", CARD_TRIES - i), r.body);
        is_int(t, i, count(t, s, "SELECT failures FROM sign_in_card"));
    }
    is_int(t, 303, try_card(t, s, k.code, k.pictures, &r));
    is_int(t, 0, count(t, s, "SELECT failures FROM sign_in_card"));           /* the child was in between */
    is_int(t, 1, count(t, s, "SELECT count(*) FROM session WHERE shared = 1"));
    for (int i = 0; i < CARD_TRIES; i++) is_int(t, 422, try_card(t, s, k.code, no, &r));
    has_text(t, "Xin thầy cô thẻ mới", r.body);
    is_int(t, 0, count(t, s, "SELECT count(*) FROM session WHERE shared = 1"));
    is_int(t, 422, try_card(t, s, k.code, k.pictures, &r));
    is_int(t, 200, city_get(t, s, s->lan, "/thong-bao", &r));
    has_text(t, "đã tự khóa", r.body);
    is_int(t, 1, count(t, s, "SELECT count(*) FROM audit WHERE act = 'access.card_shut'"));
    is_int(t, 422, try_card(t, s, "K7QM2-XW9PD", no, &r));
    has_text(t, "Xin thầy cô thẻ mới", r.body);                               /* a code that is none sounds the same */
    is_int(t, 422, try_card(t, s, "K7", no, &r));
    city_close(s);
}

TEST(a_lost_card_is_ended_by_the_teacher_or_the_guardian_and_made_anew)
{
    struct city *s = city_ready(t);
    struct loop_reply r;
    for (int by = 0; by < 2; by++) {
        struct card k = card_made(t, s);
        struct loop_client l;
        loop_open(&l, &s->app);
        is_int(t, 303, try_on(t, &l, k.code, k.pictures, &r));
        is_int(t, 404, city_post(t, s, s->hoa, of_child(t, s, "/the/thoi"), "", NULL));
        is_int(t, 404, city_post(t, s, s->hang, of_child(t, s, "/the/thoi"), "", NULL));
        is_int(t, 404, city_post(t, s, s->hang, the(t, s, "/thoi"), em(t, s->dung), NULL));
        is_int(t, 200, get(t, &l, "/hom-nay", &r));
        is_int(t, 200, city_get(t, s, s->tuan, of_child(t, s, "/the"), &r));
        has_text(t, "Báo mất thẻ", r.body);
        is_int(t, 303, by ? city_post(t, s, s->tuan, of_child(t, s, "/the/thoi"), "", NULL) : city_post(t, s, s->lan, the(t, s, "/thoi"), em(t, s->dung), NULL));
        is_int(t, 303, get(t, &l, "/hom-nay", &r));
        is_int(t, 422, try_card(t, s, k.code, k.pictures, &r));
        is_int(t, 409, by ? city_post(t, s, s->tuan, of_child(t, s, "/the/thoi"), "", NULL) : city_post(t, s, s->lan, the(t, s, "/thoi"), em(t, s->dung), NULL));
        loop_close(&l);
    }
    is_int(t, 2, count(t, s, "SELECT count(*) FROM audit WHERE act = 'access.card_end'"));
    is_int(t, 200, city_get(t, s, s->lan, "/thong-bao", &r));
    has_text(t, "báo mất thẻ", r.body);
    struct card one = card_made(t, s), two = card_made(t, s);
    is_int(t, 422, try_card(t, s, one.code, one.pictures, &r));
    is_int(t, 303, try_card(t, s, two.code, two.pictures, &r));
    city_close(s);
}

TEST(a_card_ends_with_its_days_and_with_the_childs_place_in_a_school)
{
    struct city *s = city_ready(t);
    struct card k = card_made(t, s);
    struct loop_reply r;
    is_rc(t, OK, db_plain(s->app.db, t->arena, "UPDATE member SET role = 'staff' WHERE role = 'pupil'", NULL));
    is_int(t, 422, try_card(t, s, k.code, k.pictures, &r));
    is_rc(t, OK, db_plain(s->app.db, t->arena, "UPDATE member SET role = 'pupil' WHERE role = 'staff'", NULL));
    is_int(t, 303, try_card(t, s, k.code, k.pictures, &r));
    db_set_clock(s->app.db, (opt_instant){ true, { db_now(s->app.db).ms + 301 * 86400000LL } });
    is_int(t, 422, try_card(t, s, k.code, k.pictures, &r));
    city_close(s);
}

TEST(an_order_about_a_guardian_ends_the_childs_card)
{
    struct city *s = city_ready(t);
    struct card k = card_made(t, s);
    struct loop_reply r;
    is_int(t, 303, city_post(t, s, s->th_principal, path_to(t, "/t/tieu-hoc/em/", s->dung.v, "/gia-dinh/quyet-dinh"),
                             arena_print(t->arena, "phu_huynh=%s&co_quan=T&ngay=01%%2F09%%2F2025", path_to(t, "", s->tuan.v, "")), NULL));
    is_int(t, 422, try_card(t, s, k.code, k.pictures, &r));
    is_int(t, 404, city_get(t, s, s->tuan, of_child(t, s, "/the"), NULL));
    city_close(s);
}

struct giving { struct fresh_code code; person_id by; };
static rc code_put(struct tx *t, const struct giving *in, void *out) { (void)out; return code_store(t, &in->code, in->by, (instant){ t->now.ms + 86400000 }); }
CLOSURE(code_put, struct giving, void)

TEST(in_grade_three_a_slip_ends_the_card_for_good)
{
    struct city *s = city_ready(t);
    struct card k = card_made(t, s);
    struct giving in = { .by = s->lan };
    struct loop_client l;
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->lan, path_to(t, "/t/tieu-hoc/lop/", s->c1a1.v, "/phieu"), &r));
    lacks_text(t, "Làm phiếu và in", r.body);                 /* who comes by a card gets no slip */
    is_rc(t, OK, db_plain(s->app.db, t->arena, "UPDATE class SET grade = 3", NULL));
    is_int(t, 200, city_get(t, s, s->lan, path_to(t, "/t/tieu-hoc/lop/", s->c1a1.v, "/phieu"), &r));
    has_text(t, "Làm phiếu và in", r.body);
    is_rc(t, OK, code_make(&s->app, t->arena, s->dung, &in.code));
    is_rc(t, OK, transact(s->ask, NULL, code_put, &in, NULL));
    loop_open(&l, &s->app);
    is_rc(t, OK, loop_send(&l, t->arena, POST, "/ma", arena_print(t->arena, "ma=%s", in.code.shown), &r));
    is_int(t, 303, r.status);
    is_int(t, 200, get(t, &l, "/mat-khau", &r));
    is_int(t, 200, get(t, &l, of_child(t, s, ""), &r));
    is_int(t, 422, try_card(t, s, k.code, k.pictures, &r));
    loop_close(&l);
    city_close(s);
}
