/* The journal, the history of a class and a pupil, and the way back of bulk acts, as those who may and those who may not. */
#include "access/access.h"
#include "audit/audit.h"
#include "settings/settings.h"
#include "test/harness/city.h"
#include <stdlib.h>
#include <string.h>

#define JOURNAL "/t/thcs/nhat-ky"                     /* /t/:truong/nhat-ky */

static int64_t number(struct test *t, struct city *s, const char *sql)
{
    const char *first = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &first));
    return first ? atoll(first) : -1;
}

static void homeroom_changed(struct test *t, struct city *s)
{
    is_int(t, 303, city_post(t, s, s->clerk, path_to(t, "/t/thcs/lop/", s->a1.v, "/chu-nhiem"), arena_print(t->arena, "rev=1&chu_nhiem=%s", path_to(t, "", s->m_yen.v, "")), NULL));
}

TEST(a_change_is_read_in_the_journal_in_plain_words)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    homeroom_changed(t, s);
    is_int(t, 200, city_get(t, s, s->principal, JOURNAL, &r));
    has_text(t, "<b>Lương Thị Bích Thủy</b> đổi giáo viên chủ nhiệm lớp 6A1", r.body);
    has_text(t, "từ “Nguyễn Thị Thu Hằng” thành “Phạm Hải Yến”", r.body);
    is_int(t, 403, city_get(t, s, s->hang, JOURNAL, NULL));
    is_int(t, 404, city_get(t, s, s->th_principal, JOURNAL, NULL));
    is_int(t, 200, city_get(t, s, s->th_principal, "/t/tieu-hoc/nhat-ky", &r));
    lacks_text(t, "6A1", r.body);
    city_close(s);
}

TEST(the_clerk_reads_only_what_the_clerk_did)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    homeroom_changed(t, s);
    is_int(t, 303, city_post(t, s, s->principal, "/t/thcs/cai-dat", "d-access.slip_days=20", NULL));
    is_int(t, 200, city_get(t, s, s->clerk, JOURNAL, &r));
    has_text(t, "chủ nhiệm", r.body);
    lacks_text(t, "cài đặt “Phiếu", r.body);
    is_int(t, 200, city_get(t, s, s->clerk, arena_print(t->arena, JOURNAL "?nguoi=%s", path_to(t, "", s->principal.v, "")), &r));
    lacks_text(t, "cài đặt “Phiếu", r.body);
    is_int(t, 200, city_get(t, s, s->deputy, JOURNAL, &r));
    has_text(t, "cài đặt “Phiếu", r.body);
    city_close(s);
}

TEST(the_journal_is_filtered_by_person_kind_and_day)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    homeroom_changed(t, s);
    is_int(t, 303, city_post(t, s, s->principal, "/t/thcs/cai-dat", "d-access.slip_days=20", NULL));
    is_int(t, 200, city_get(t, s, s->principal, JOURNAL "?viec=classes", &r));
    has_text(t, "đổi giáo viên chủ nhiệm", r.body);
    lacks_text(t, "đổi cài đặt", r.body);
    is_int(t, 200, city_get(t, s, s->principal, arena_print(t->arena, JOURNAL "?nguoi=%s", path_to(t, "", s->principal.v, "")), &r));
    lacks_text(t, "đổi giáo viên chủ nhiệm", r.body);
    has_text(t, "đổi cài đặt", r.body);
    is_int(t, 200, city_get(t, s, s->principal, JOURNAL "?tu=23/11/2026&den=23/11/2026", &r));
    has_text(t, "đổi giáo viên chủ nhiệm", r.body);
    is_int(t, 200, city_get(t, s, s->principal, JOURNAL "?den=22/11/2026", &r));
    has_text(t, "Chưa có thay đổi nào", r.body);
    is_int(t, 404, city_get(t, s, s->principal, JOURNAL "?nguoi=x", NULL));
    city_close(s);
}

TEST(the_journal_goes_on_by_key)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    for (int i = 0; i < 51; i++)
        is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/cai-dat", arena_print(t->arena, "d-access.slip_days=%d&r-access.slip_days=%d&g-access.slip_days=", 1 + i % 2, i), NULL));
    is_int(t, 200, city_get(t, s, s->principal, JOURNAL "?viec=settings", &r));
    const char *next = strstr(r.body, "sau=");
    if (!is_true(t, next != NULL)) return city_close(s);
    is_int(t, 200, city_get(t, s, s->principal, arena_print(t->arena, JOURNAL "?viec=settings&%.*s", (int)strcspn(next, "\""), next), &r));
    has_text(t, "đổi cài đặt", r.body);
    lacks_text(t, "Xem tiếp", r.body);
    city_close(s);
}

/* /t/:truong/lop/:lop/lich-su */
TEST(a_class_has_its_history_for_leaders_and_its_homeroom_teacher)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *path = path_to(t, "/t/thcs/lop/", s->a1.v, "/lich-su");
    homeroom_changed(t, s);
    is_int(t, 200, city_get(t, s, s->yen, path, &r));                      /* who leads it now */
    has_text(t, "đổi giáo viên chủ nhiệm lớp 6A1", r.body);
    is_int(t, 403, city_get(t, s, s->hang, path, NULL));                   /* and no longer she */
    is_int(t, 403, city_get(t, s, s->clerk, path, NULL));
    is_int(t, 404, city_get(t, s, s->lan, path, NULL));
    is_int(t, 200, city_get(t, s, s->principal, path_to(t, "/t/thcs/lop/", s->a1.v, ""), &r));
    has_text(t, path, r.body);                                            /* linked from the page of the class */
    city_close(s);
}

struct contact_in { person_id person; const char *phone; person_id by; school_id school; };
static rc contact_put(struct tx *t, const struct contact_in *in, void *out)
{
    (void)out;
    t->ask->scope.school = in->school;
    t->ask->me = in->by;
    return contact_set(t, in->person, CONTACT_KIND_PHONE, in->phone);
}
CLOSURE(contact_put, struct contact_in, void)

/* /t/:truong/em/:em/lich-su and /t/:truong/nhat-ky/:dong */
TEST(to_read_what_was_changed_about_a_child_is_a_look)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const struct contact_in in = { s->an, "+84912345678", s->clerk, s->thcs.id };
    const char *path = path_to(t, "/t/thcs/em/", s->an.v, "/lich-su");
    is_rc(t, OK, transact(s->ask, NULL, contact_put, &in, NULL));
    is_int(t, 200, city_get(t, s, s->principal, JOURNAL, &r));
    has_text(t, "đổi cách liên hệ với Trần Lê Bình An", r.body);
    lacks_text(t, "678", r.body);                                         /* the list tells no data of a child */
    is_int(t, 0, number(t, s, "SELECT count(*) FROM look"));
    is_int(t, 200, city_get(t, s, s->hang, path, &r));
    has_text(t, "•••678", r.body);
    lacks_text(t, "912345678", r.body);
    is_int(t, 1, number(t, s, "SELECT count(*) FROM look"));
    is_int(t, 403, city_get(t, s, s->toan, path, NULL));
    is_int(t, 404, city_get(t, s, s->lan, path, NULL));
    const char *entry = path_to(t, JOURNAL "/", number(t, s, "SELECT id FROM audit WHERE act = 'people.contact'"), "");
    is_int(t, 200, city_get(t, s, s->principal, entry, &r));
    has_text(t, "•••678", r.body);
    is_int(t, 2, number(t, s, "SELECT count(*) FROM look"));
    is_int(t, 200, city_get(t, s, s->clerk, entry, NULL));                /* the clerk's own act */
    is_int(t, 403, city_get(t, s, s->hang, entry, NULL));
    is_int(t, 404, city_get(t, s, s->th_principal, path_to(t, "/t/tieu-hoc/nhat-ky/", number(t, s, "SELECT id FROM audit WHERE act = 'people.contact'"), ""), NULL));
    city_close(s);
}

/* ---- bulk acts: /t/:truong/hoan-tac and /t/:truong/hoan-tac/:dot */

static const char *code_on(struct test *t, const char *page, int n)
{
    const char *at = page;
    for (int i = 0; at && i <= n; i++) at = (at = strstr(at, "class=\"code\"")) ? strstr(at, "<b>") + 3 : NULL;
    return at ? arena_text_n(t->arena, at, strcspn(at, "<")) : "";
}

static int type_code(struct test *t, struct city *s, const char *code)
{
    return city_post(t, s, (person_id){ 0 }, "/ma", arena_print(t->arena, "ma=%s", code), NULL);
}

TEST(slips_of_a_class_are_taken_back_and_who_came_in_stays)
{
    struct city *s = city_open(t);
    struct loop_reply slips, r;
    is_int(t, 200, city_post(t, s, s->hang, path_to(t, "/t/thcs/lop/", s->a1.v, "/phieu"), "", &slips));
    is_int(t, 303, type_code(t, s, code_on(t, slips.body, 0)));
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/hoan-tac", &r));
    has_text(t, "Phiếu đăng nhập của cả lớp", r.body);
    has_text(t, "Nguyễn Thị Thu Hằng", r.body);
    has_text(t, "2 phiếu chưa dùng", r.body);
    has_text(t, "1 người đã vào bằng phiếu", r.body);
    const char *path = path_to(t, "/t/thcs/hoan-tac/", number(t, s, "SELECT max(id) FROM batch"), "");
    is_int(t, 403, city_get(t, s, s->hang, path, NULL));
    is_int(t, 403, city_post(t, s, s->hang, path, "li_do=x", NULL));
    is_int(t, 404, city_post(t, s, s->th_principal, path, "li_do=x", NULL));
    is_int(t, 200, city_get(t, s, s->clerk, path, &r));
    is_int(t, 422, city_post(t, s, s->clerk, path, "li_do=", &r));
    is_int(t, 303, city_post(t, s, s->clerk, path, "li_do=R%C6%A1i+ngo%C3%A0i+h%C3%A0nh+lang", NULL));
    is_int(t, 409, city_post(t, s, s->clerk, path, "li_do=l%E1%BA%A7n+n%E1%BB%AFa", NULL));
    is_int(t, 422, type_code(t, s, code_on(t, slips.body, 1)));           /* void */
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/hoan-tac", &r));
    has_text(t, "Rơi ngoài hành lang", r.body);
    is_int(t, 200, city_get(t, s, s->principal, JOURNAL, &r));
    has_text(t, "hoàn tác Phiếu đăng nhập của cả lớp", r.body);
    has_text(t, "Rơi ngoài hành lang", r.body);
    city_close(s);
}

TEST(after_its_time_a_bulk_act_stays)
{
    struct city *s = city_open(t);
    is_int(t, 200, city_post(t, s, s->hang, path_to(t, "/t/thcs/lop/", s->a1.v, "/phieu"), "", NULL));
    const char *path = path_to(t, "/t/thcs/hoan-tac/", number(t, s, "SELECT max(id) FROM batch"), "");
    db_set_clock(s->app.db, (opt_instant){ true, { s->ask->now.ms + 15 * 86400000LL } });
    is_int(t, 409, city_post(t, s, s->clerk, path, "li_do=x", NULL));
    city_close(s);
}

TEST(what_was_done_in_no_school_is_for_the_administrator)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 303, city_post(t, s, s->admin, "/quan-tri/cai-dat", "d-access.shared_hours=8", NULL));
    is_int(t, 200, city_get(t, s, s->admin, "/quan-tri/nhat-ky", &r));
    has_text(t, "đổi cài đặt", r.body);
    is_int(t, 403, city_get(t, s, s->principal, "/quan-tri/nhat-ky", NULL));
    city_close(s);
}
