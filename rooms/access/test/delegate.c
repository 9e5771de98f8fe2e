/* Rights that a principal hands over. Toàn teaches 6A1; the clock stands at 23/11/2026.
** GET /t/:truong/uy-quyen
** POST /t/:truong/uy-quyen
** POST /t/:truong/uy-quyen/thoi
** GET /tai-khoan/uy-quyen */
#include "access/delegate.h"
#include "base/ids.h"
#include "people/people.h"
#include "test/harness/city.h"
#include <stdlib.h>
#include <string.h>

#define PAGE "/t/thcs/uy-quyen"
#define WEEK "&tu=23/11/2026&den=29/11/2026"
#define NEWS "tieu_de=H%E1%BB%8Dp&noi_dung=Th%E1%BB%A9+B%E1%BA%A3y&ai_doc=everybody&rev=0"

static long count(struct test *t, struct city *s, const char *sql)
{
    const char *n = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &n));
    return n ? atol(n) : -1;
}

static int hand(struct test *t, struct city *s, person_id by, member_id to, const char *what)
{
    return city_post(t, s, by, PAGE, arena_print(t->arena, "nguoi=%s%s", path_to(t, "", to.v, ""), what), NULL);
}

static int news(struct test *t, struct city *s, person_id by, int64_t *piece)
{
    struct loop_reply r;
    int status = city_post(t, s, by, "/t/thcs/tin-bai/moi", NEWS, &r);
    if (piece) *piece = count(t, s, "SELECT max(id) FROM news");
    return status;
}

static void later(struct city *s, int64_t days) { db_set_clock(s->app.db, (opt_instant){ true, { db_now(s->app.db).ms + days * 86400000 } }); }

static int sets(struct test *t, struct city *s, person_id by, const char *what) { return city_post(t, s, by, "/t/thcs/cai-dat", what, NULL); }

TEST(what_guards_others_is_set_by_a_place_of_ones_own_alone)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 303, hand(t, s, s->principal, s->m_toan, "&quyen-settings=1" WEEK));
    is_int(t, 200, city_get(t, s, s->toan, "/t/thcs/cai-dat", &r));
    is_int(t, 303, sets(t, s, s->toan, "d-access.slip_contact=P102"));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM setting"));
    is_int(t, 303, sets(t, s, s->toan, "d-access.second_office=1&d-access.slip_days=60&d-access.card_days=400&d-roster.undo_hours=1&d-roster.wait_days=90&d-classes.mates_seen=0&d-privacy.done_days=30"));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM setting"));
    is_int(t, 303, sets(t, s, s->clerk, "d-access.slip_days=20&d-access.second_office=1"));              /* the office's own, and the principal's */
    is_int(t, 2, count(t, s, "SELECT count(*) FROM setting"));
    is_int(t, 303, sets(t, s, s->principal, "d-classes.mates_seen=0&d-roster.undo_hours=2"));
    is_int(t, 4, count(t, s, "SELECT count(*) FROM setting"));
    is_int(t, 0, (int64_t)(access_grants(SETTINGS_GUARD) & ~(unsigned)IS_PRINCIPAL));
    is_int(t, 0, (int64_t)(access_grants(SETTINGS_OWN) & IS_ACTING));
    city_close(s);
}

static int take_back(struct test *t, struct city *s, person_id by)
{
    const char *id = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, "SELECT id FROM delegation ORDER BY id DESC LIMIT 1", &id));
    return city_post(t, s, by, PAGE "/thoi", arena_print(t->arena, "uy=%s&rev=1", path_to(t, "", id ? atoll(id) : 0, "")), NULL);
}

TEST(a_right_is_handed_for_some_days_used_in_somebodys_stead_and_ends_by_itself)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 403, city_get(t, s, s->toan, "/t/thcs/tin-bai", NULL));
    is_int(t, 303, hand(t, s, s->principal, s->m_toan, "&quyen-news=1" WEEK "&li_do=T%E1%BA%ADp+hu%E1%BA%A5n"));
    is_int(t, 200, city_get(t, s, s->toan, "/t/thcs/tin-bai", NULL));
    is_int(t, 303, news(t, s, s->toan, NULL));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM audit WHERE fields LIKE '%Thay mặt%Nguyễn Thị Thu Hà%'"));
    is_int(t, 303, news(t, s, s->clerk, NULL));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM audit WHERE fields LIKE '%Thay mặt%'"));           /* the clerk writes by the own place */
    is_int(t, 1, count(t, s, "SELECT count(*) FROM audit WHERE act = 'access.hand' AND reason = 'Tập huấn'"));
    is_int(t, 200, city_get(t, s, s->toan, "/tai-khoan/uy-quyen", &r));
    has_text(t, "/t/thcs/tin-bai", r.body);
    is_int(t, 200, city_get(t, s, s->toan, "/thong-bao", &r));
    has_text(t, "được giao một quyền", r.body);
    is_int(t, 200, city_get(t, s, s->yen, "/tai-khoan/uy-quyen", &r));
    has_text(t, "Không có quyền nào", r.body);
    is_int(t, 403, city_get(t, s, s->yen, "/t/thcs/tin-bai", NULL));
    later(s, 6);
    is_int(t, 303, news(t, s, s->toan, NULL));                            /* the last day */
    later(s, 1);
    is_int(t, 403, news(t, s, s->toan, NULL));
    is_int(t, 403, city_get(t, s, s->toan, "/t/thcs/tin-bai", NULL));
    city_close(s);
}

TEST(a_right_begins_on_its_day_and_is_taken_back_with_the_next_click)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 303, hand(t, s, s->principal, s->m_toan, "&quyen-news=1&tu=25/11/2026&den=30/11/2026"));
    is_int(t, 403, news(t, s, s->toan, NULL));
    later(s, 2);
    is_int(t, 303, news(t, s, s->toan, NULL));
    is_int(t, 200, city_get(t, s, s->principal, PAGE, &r));
    has_text(t, "Đang giao", r.body);
    is_int(t, 403, take_back(t, s, s->toan));
    is_int(t, 403, take_back(t, s, s->deputy));
    is_int(t, 303, take_back(t, s, s->principal));
    is_int(t, 403, news(t, s, s->toan, NULL));
    is_int(t, 409, take_back(t, s, s->principal));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM audit WHERE act = 'access.hand_back'"));
    is_int(t, 200, city_get(t, s, s->principal, PAGE, &r));
    has_text(t, "Đã hết", r.body);
    city_close(s);
}

TEST(a_deputy_approves_in_the_principals_stead)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *m = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "SELECT id FROM member WHERE person_id = %lld", (long long)s->deputy.v), &m));
    is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/gia-tri", "van_hoa=a&chien_luoc=b&phuong_cham=c&gia_tri=d&viec=gui&rev=0", &r));
    is_int(t, 403, city_post(t, s, s->deputy, "/t/thcs/gia-tri/duyet", "quyet=duyet&rev=1", NULL));
    is_int(t, 303, hand(t, s, s->principal, (member_id){ m ? atoll(m) : 0 }, "&quyen-values=1&quyen-settings=1" WEEK));
    is_int(t, 303, city_post(t, s, s->deputy, "/t/thcs/gia-tri/duyet", arena_print(t->arena, "quyet=duyet&rev=%ld", count(t, s, "SELECT rev FROM values_page WHERE state = 'pending'")), &r));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM values_page WHERE state = 'published'"));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM audit WHERE act LIKE 'values.%' AND fields LIKE '%Thay mặt%'"));
    is_int(t, 2, count(t, s, "SELECT count(*) FROM delegation"));
    city_close(s);
}

/* ---- what cannot be */

TEST(only_what_is_the_givers_own_is_handed_and_nobody_hands_it_on)
{
    static const int never[] = { DELEGATE, ORDER_CHANGE, GUARDIAN_CHANGE, PERSON_CHANGE, SLIPS_PRINT, CARD_PRINT, STAFF_CHANGE, PUPIL_READ, PUPIL_MOVE, PHOTO_OF_PUPIL, CLASS_READ, CLASS_CHANGE,
                                 UNDO_BULK, SETTINGS_GUARD, SETTINGS_OWN, AUDIT_READ, AUDIT_OWN, SCHOOL_MANAGE, MANAGE_HOME, PUPIL_HISTORY, CLASS_HISTORY, CONSENT_GIVE, SYSTEM_ADMIN };
    unsigned principal = role_relation("principal");
    for (size_t i = 0; i < DELEGATED_RIGHT_COUNT; i++) {
        is_true(t, right_follows(&rights[i], principal));
        is_false(t, right_follows(&rights[i], IS_ACTING | IS_STAFF));         /* what was handed to me is not mine */
        is_false(t, right_follows(&rights[i], role_relation("teacher")));
        is_true(t, right_of(rights[i].what) == &rights[i]);
        for (size_t k = 0; k < sizeof never / sizeof *never; k++) is_false(t, right_gives(&rights[i], never[k]));
    }
    for (int p = 0; p < PERMISSION_COUNT; p++) {                             /* the table says so, and nothing else does */
        bool listed = false;
        for (size_t i = 0; i < DELEGATED_RIGHT_COUNT; i++) listed = listed || right_gives(&rights[i], p);
        if (listed != ((access_grants(p) & IS_ACTING) != 0)) fail(t, "%s: grants.c and delegate.c differ", access_permission_name(p));
    }
    struct city *s = city_open(t);
    is_int(t, 303, hand(t, s, s->principal, s->m_toan, "&quyen-news=1&quyen-settings=1&quyen-values=1&quyen-roster=1&quyen-year=1&quyen-partner=1" WEEK));
    is_int(t, 403, hand(t, s, s->toan, s->m_yen, "&quyen-news=1" WEEK));
    is_int(t, 403, hand(t, s, s->deputy, s->m_yen, "&quyen-news=1" WEEK));
    is_int(t, 404, hand(t, s, s->th_principal, s->m_yen, "&quyen-news=1" WEEK));
    is_int(t, 403, city_get(t, s, s->toan, "/t/thcs/quan-ly", NULL));
    is_int(t, 403, city_get(t, s, s->toan, "/t/thcs/nhan-su", NULL));
    is_int(t, 403, city_get(t, s, s->toan, "/t/thcs/phieu", NULL));
    is_int(t, 403, city_get(t, s, s->toan, path_to(t, "/t/thcs/em/", s->an.v, "/gia-dinh"), NULL));
    is_int(t, 403, city_get(t, s, s->toan, path_to(t, "/t/thcs/em/", s->chi.v, ""), NULL));
    is_int(t, 404, city_get(t, s, s->toan, "/t/tieu-hoc/tin-bai", NULL));
    city_close(s);
}

TEST(hands_need_a_colleague_of_today_a_right_that_lacks_and_two_dates)
{
    struct city *s = city_open(t);
    const char *pupil = path_to(t, "", s->m_an.v, "");
    is_int(t, 422, hand(t, s, s->principal, s->m_toan, WEEK));
    is_int(t, 422, hand(t, s, s->principal, s->m_toan, "&quyen-news=1&tu=23/11/2026"));
    is_int(t, 422, hand(t, s, s->principal, s->m_toan, "&quyen-news=1&tu=22/11/2026&den=29/11/2026"));
    is_int(t, 422, hand(t, s, s->principal, s->m_toan, "&quyen-news=1&tu=29/11/2026&den=28/11/2026"));
    is_int(t, 422, hand(t, s, s->principal, s->m_toan, "&quyen-news=1&tu=23/11/2026&den=22/01/2027"));         /* 61 days */
    is_int(t, 422, hand(t, s, s->principal, s->m_principal, "&quyen-news=1" WEEK));
    is_int(t, 422, city_post(t, s, s->principal, PAGE, arena_print(t->arena, "nguoi=%s&quyen-news=1" WEEK, pupil), NULL));
    is_int(t, 422, city_post(t, s, s->principal, PAGE, arena_print(t->arena, "nguoi=%lld&quyen-news=1" WEEK, (long long)s->m_toan.v), NULL));
    is_int(t, 0, count(t, s, "SELECT count(*) FROM delegation"));
    is_int(t, 303, hand(t, s, s->principal, s->m_toan, "&quyen-news=1&tu=23/11/2026&den=21/01/2027"));         /* 60 days */
    is_int(t, 422, hand(t, s, s->principal, s->m_toan, "&quyen-news=1&tu=21/01/2027&den=25/01/2027"));
    is_int(t, 303, hand(t, s, s->principal, s->m_toan, "&quyen-news=1&tu=22/01/2027&den=25/01/2027"));
    is_int(t, 303, hand(t, s, s->principal, s->m_yen, "&quyen-news=1" WEEK));
    is_int(t, 3, count(t, s, "SELECT count(*) FROM delegation"));
    city_close(s);
}

TEST(a_right_lapses_with_the_place_of_the_giver_and_of_the_receiver)
{
    for (int who = 0; who < 2; who++) {
        struct city *s = city_open(t);
        is_int(t, 303, hand(t, s, s->principal, s->m_toan, "&quyen-news=1" WEEK));
        is_int(t, 303, news(t, s, s->toan, NULL));
        is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "UPDATE member SET to_day = from_day WHERE id = %lld", (long long)(who ? s->m_toan : s->m_principal).v), NULL));
        is_int(t, who ? 404 : 403, news(t, s, s->toan, NULL));
        city_close(s);
    }
}

/* In the closure: the right is taken back between the decision and the write. */
TEST(a_right_that_was_taken_back_meanwhile_writes_nothing)
{
    struct city *s = city_open(t);
    if (test_on_postgres()) { city_close(s); skip(t, "the trigger that ends the right is SQLite's"); return; }
    is_int(t, 303, hand(t, s, s->principal, s->m_toan, "&quyen-news=1" WEEK));
    is_rc(t, OK, db_plain(s->app.db, t->arena, "CREATE TRIGGER ends AFTER INSERT ON request_done BEGIN UPDATE delegation SET ended_at = 1; END", NULL));
    is_int(t, 403, news(t, s, s->toan, NULL));
    is_int(t, 0, count(t, s, "SELECT count(*) FROM news"));
    city_close(s);
}

struct pair { person_id child, guardian; };
static rc stands(struct tx *t, const struct pair *in, void *out) { (void)out; return guardian_link_open(t, in->child, in->guardian, GUARDIAN_KIND_MOTHER); }
CLOSURE(stands, struct pair, void)

TEST(nobody_writes_or_lifts_an_order_about_a_child_of_their_own)
{
    struct city *s = city_open(t);
    const struct pair own = { s->an, s->principal };
    const char *put = path_to(t, "/t/thcs/em/", s->an.v, "/gia-dinh/quyet-dinh"), *go = path_to(t, "/t/thcs/em/", s->an.v, "/gia-dinh/go");
    const char *order = arena_print(t->arena, "phu_huynh=%s&co_quan=T&ngay=01%%2F09%%2F2025", path_to(t, "", s->tuan.v, ""));
    is_rc(t, OK, transact(s->ask, NULL, stands, &own, NULL));
    is_int(t, 409, city_post(t, s, s->principal, put, order, NULL));
    is_int(t, 0, count(t, s, "SELECT count(*) FROM guardian_order"));
    is_int(t, 303, city_post(t, s, s->deputy, put, order, NULL));
    int64_t id = count(t, s, "SELECT id FROM guardian_order");
    is_int(t, 409, city_post(t, s, s->principal, go, arena_print(t->arena, "lenh=%s&rev=1&li_do=x", path_to(t, "", id, "")), NULL));
    is_int(t, 0, count(t, s, "SELECT count(*) FROM guardian_order WHERE lifted_at IS NOT NULL"));
    city_close(s);
}
