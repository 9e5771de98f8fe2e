/* Groups across the classes of a school. Who may NOT is asked beside who may.
** GET /t/:truong/nhom
** POST /t/:truong/nhom
** GET /t/:truong/nhom/:nhom
** POST /t/:truong/nhom/:nhom/them
** POST /t/:truong/nhom/:nhom/tra-loi
** POST /t/:truong/nhom/:nhom/sua
** POST /t/:truong/nhom/:nhom/phu-trach
** POST /t/:truong/nhom/:nhom/phu-trach/thoi
** POST /t/:truong/nhom/:nhom/thoi
** GET /ho-so/:em/nhom
** POST /ho-so/:em/nhom
** POST /ho-so/:em/nhom/rut
** GET /nhom/:nhom */
#include "groups/groups.h"
#include "access/access.h"
#include "base/ids.h"
#include "people/people.h"
#include "schools/schools.h"
#include "test/harness/city.h"
#include <string.h>

struct club { const char *path, *id; };

static struct club club_made(struct test *t, struct city *s, const char *fields)
{
    struct loop_reply r;
    is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/nhom", fields, &r));
    const char *path = arena_text(t->arena, r.location ? r.location : "");
    return (struct club){ path, strrchr(path, '/') ? strrchr(path, '/') + 1 : "" };
}

static struct club chess(struct test *t, struct city *s)
{
    struct club c = club_made(t, s, "loai=club&ten=C%C3%A2u+l%E1%BA%A1c+b%E1%BB%99+C%E1%BB%9D+vua&vao=asks&mo_ta=Th%E1%BB%A9+N%C4%83m");
    is_int(t, 303, city_post(t, s, s->clerk, arena_print(t->arena, "%s/phu-trach", c.path), path_to(t, "nguoi=", s->m_toan.v, ""), NULL));
    return c;
}

/* "dong=…&rev=…" of the first form that goes there. */
static const char *row_of(struct test *t, struct city *s, person_id who, const char *page, const char *action)
{
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, who, page, &r));
    const char *at = r.body ? strstr(r.body, arena_print(t->arena, "action=\"%s\"", action)) : NULL;
    const char *row = at ? strstr(at, "name=\"dong\" value=\"") : NULL, *rev = at ? strstr(at, "name=\"rev\" value=\"") : NULL;
    if (!row || !rev) return fail(t, "no form to %s on %s", action, page), "";
    return arena_print(t->arena, "dong=%s&rev=%s", arena_text_n(t->arena, row + 19, 13), arena_text_n(t->arena, rev + 18, strcspn(rev + 18, "\"")));
}

static int answer_to(struct test *t, struct city *s, person_id who, const struct club *c, const char *word)
{
    const char *to = arena_print(t->arena, "%s/tra-loi", c->path);
    return city_post(t, s, who, to, arena_print(t->arena, "%s&loi=%s", row_of(t, s, s->toan, c->path, to), word), NULL);
}

static const char *asked(struct test *t, struct city *s, const char *sql)
{
    const char *n = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &n));
    return n ? n : "";
}

TEST(a_pupil_asks_the_leader_answers_and_the_guardian_hears_of_both)
{
    struct city *s = city_open(t);
    struct club c = chess(t, s);
    struct loop_reply r;
    const char *page = path_to(t, "/ho-so/", s->an.v, "/nhom"), *wish = arena_print(t->arena, "nhom=%s", c.id);
    is_int(t, 200, city_get(t, s, s->an, page, &r));
    has_text(t, "Cờ vua", r.body);
    has_text(t, "Phụ trách: Vũ Đình Toàn", r.body);
    is_int(t, 303, city_post(t, s, s->an, page, wish, NULL));
    is_int(t, 409, city_post(t, s, s->tuan, page, wish, NULL));                     /* one wish at a time */
    is_int(t, 404, city_post(t, s, s->hoa, page, wish, NULL));                      /* another child's guardian */
    is_int(t, 200, city_get(t, s, s->tuan, "/thong-bao", &r));
    has_text(t, "Con xin vào một nhóm", r.body);
    lacks_text(t, "Cờ vua", r.body);                                                /* no notice names a child or its group */
    lacks_text(t, "Bình An", r.body);
    is_int(t, 200, city_get(t, s, s->toan, "/hom-nay", &r));
    has_text(t, "1 em xin vào nhóm Câu lạc bộ Cờ vua", r.body);
    is_int(t, 200, city_get(t, s, s->hang, "/hom-nay", &r));
    lacks_text(t, "xin vào nhóm", r.body);
    is_int(t, 403, answer_to(t, s, s->hang, &c, "nhan"));                           /* leads the class, not the group */
    is_int(t, 303, answer_to(t, s, s->toan, &c, "nhan"));
    is_int(t, 200, city_get(t, s, s->tuan, "/thong-bao", &r));
    has_text(t, "Con được nhận vào một nhóm", r.body);
    lacks_text(t, "Cờ vua", r.body);
    lacks_text(t, "Bình An", r.body);
    is_int(t, 200, city_get(t, s, s->an, "/thong-bao", &r));
    has_text(t, "Em được nhận vào nhóm Câu lạc bộ Cờ vua", r.body);                /* the pupil's own */
    is_int(t, 200, city_get(t, s, s->an, "/hanh-trinh", &r));
    has_text(t, "Câu lạc bộ Cờ vua", r.body);                                       /* a step of one's own */
    is_int(t, 303, city_post(t, s, s->tuan, arena_print(t->arena, "%s/rut", page), row_of(t, s, s->tuan, page, arena_print(t->arena, "%s/rut", page)), NULL));
    is_int(t, 200, city_get(t, s, s->toan, c.path, &r));
    has_text(t, "Đã từng ở trong nhóm", r.body);
    is_text(t, "0", asked(t, s, "SELECT count(*) FROM group_member WHERE state = 'member' OR state = 'asked'"));
    city_close(s);
}

TEST(who_leads_a_group_reads_names_and_no_page_of_a_pupil)
{
    struct city *s = city_open(t);
    struct club c = chess(t, s);
    struct loop_reply r;
    is_int(t, 303, city_post(t, s, s->toan, arena_print(t->arena, "%s/them", c.path), path_to(t, "em-", s->chi.v, "=1"), NULL));
    is_int(t, 200, city_get(t, s, s->toan, c.path, &r));
    has_text(t, "Quỳnh Chi", r.body);
    is_int(t, 403, city_get(t, s, s->toan, path_to(t, "/t/thcs/em/", s->chi.v, ""), NULL));
    is_int(t, 403, city_get(t, s, s->yen, c.path, NULL));                           /* her homeroom teacher does not lead the group */
    is_int(t, 200, city_get(t, s, s->clerk, c.path, NULL));
    is_int(t, 404, city_get(t, s, s->th_principal, c.path, NULL));
    is_int(t, 200, city_get(t, s, s->yen, "/t/thcs/nhom", &r));
    has_text(t, "Cờ vua", r.body);
    lacks_text(t, "Quỳnh Chi", r.body);
    lacks_text(t, c.path, r.body);
    const char *end = arena_print(t->arena, "%s/phu-trach/thoi", c.path), *row = row_of(t, s, s->clerk, c.path, end);
    is_int(t, 403, city_post(t, s, s->toan, end, row, NULL));
    is_int(t, 303, city_post(t, s, s->clerk, end, row, NULL));
    is_int(t, 403, city_get(t, s, s->toan, c.path, NULL));                          /* from the next click on */
    city_close(s);
}

struct mentoring { const struct city *s; study_group_id group; int days; };
struct mentored { person_id person; outsider_id place; };
static rc mentor_store(struct tx *t, const struct mentoring *in, struct mentored *out)
{
    const char *user_name;
    t->ask->scope.school = in->s->thcs.id;
    t->ask->me = in->s->clerk;
    try(person_add(t, &(struct new_person){ .full_name = "Trịnh Thị Dẫn" }, &out->person));
    try(outsider_add(t, &(struct new_outsider){ out->person, OUTSIDER_KIND_MENTOR, "Trịnh Thị Dẫn", NULL, { 0 } }, &out->place));
    try(mentor_check(t, &(struct mentor_check){ out->place, "Phiếu 1", { in->s->today.n + in->days }, 1 }));
    return account_add(t, out->person, "Trịnh Thị Dẫn", false, (batch_id){ 0 }, &user_name);
}
CLOSURE(mentor_store, struct mentoring, struct mentored)

struct ordering { person_id child, guardian; school_id school; person_id by; };
static rc order_store(struct tx *t, const struct ordering *in, void *out)
{
    (void)out;
    return order_put(t, &(struct new_order){ .child = in->child, .guardian = in->guardian, .issuer = "Tòa án", .issued = day_of(t->now) });
}
CLOSURE(order_store, struct ordering, void)

static rc stands_store(struct tx *t, const struct ordering *in, void *out)
{
    (void)out;
    return guardian_link_open(t, in->child, in->guardian, GUARDIAN_KIND_GUARDIAN);
}
CLOSURE(stands_store, struct ordering, void)

TEST(a_mentor_sees_names_of_the_own_group_alone_and_only_while_the_check_holds)
{
    struct city *s = city_open(t);
    struct club c = chess(t, s);
    struct mentoring in = { .s = s, .days = 30 };
    struct mentored m = { 0 };
    struct loop_reply r;
    is_rc(t, OK, transact(s->ask, NULL, mentor_store, &in, &m));
    ask_done(s->ask);
    const char *page = arena_print(t->arena, "/nhom/%s", c.id);
    is_int(t, 303, city_post(t, s, s->toan, arena_print(t->arena, "%s/them", c.path), arena_print(t->arena, "%s&%s", path_to(t, "em-", s->an.v, "=1"), path_to(t, "em-", s->binh.v, "=1")), NULL));
    is_int(t, 404, city_get(t, s, m.person, page, NULL));                           /* leads nothing yet */
    is_int(t, 303, city_post(t, s, s->clerk, arena_print(t->arena, "%s/phu-trach", c.path), path_to(t, "huong_dan=", m.place.v, ""), NULL));
    is_int(t, 200, city_get(t, s, m.person, page, &r));
    has_text(t, "Bình An", r.body);
    lacks_text(t, "6A1", r.body);
    lacks_text(t, "tel:", r.body);
    lacks_text(t, "/em/", r.body);
    is_int(t, 200, city_get(t, s, m.person, "/hom-nay", &r));
    has_text(t, "Cờ vua", r.body);
    is_int(t, 200, city_get(t, s, m.person, "/tai-khoan/mang-luoi", &r));           /* where the group's page leads back to */
    has_text(t, page, r.body);
    is_int(t, 404, city_get(t, s, m.person, c.path, NULL));                         /* nothing inside the school */
    is_int(t, 404, city_get(t, s, m.person, path_to(t, "/t/thcs/em/", s->an.v, ""), NULL));
    is_int(t, 404, city_get(t, s, s->hang, page, NULL));
    is_int(t, 404, city_get(t, s, s->tuan, page, NULL));
    /* an order about one of the children: the mentor finds that child nowhere */
    struct ordering o = { .child = s->an, .guardian = m.person };
    s->ask->scope.school = s->thcs.id;
    s->ask->me = s->principal;
    is_rc(t, OK, transact(s->ask, NULL, stands_store, &o, NULL));
    is_rc(t, OK, transact(s->ask, NULL, order_store, &o, NULL));
    ask_done(s->ask);
    is_int(t, 200, city_get(t, s, m.person, page, &r));
    lacks_text(t, "Bình An", r.body);
    has_text(t, "Bình", r.body);
    /* the check runs out */
    db_set_clock(s->app.db, (opt_instant){ true, { day_start((day){ s->today.n + 31 }).ms } });
    is_int(t, 404, city_get(t, s, m.person, page, NULL));
    city_close(s);
}

/* Bits of components: people 2, knowledge 4, context 16. */
TEST(who_joins_a_group_for_learning_joins_knowledge_and_with_a_mentor_what_is_outside)
{
    struct city *s = city_open(t);
    const char *page = path_to(t, "/ho-so/", s->an.v, "/nhom");
    const char *touches = "SELECT touches FROM statement WHERE verb = 'joined' ORDER BY id DESC LIMIT 1";
    for (int i = 0; i < 3; i++) {
        struct mentored m = { 0 };
        struct mentoring in = { .s = s, .days = 30 };
        struct club c = i == 0 ? chess(t, s) : club_made(t, s, arena_print(t->arena, "loai=gifted&ten=Nh%%C3%%B3m+%d&vao=asks", i));
        if (i > 0) {
            is_rc(t, OK, transact(s->ask, NULL, mentor_store, &in, &m));
            ask_done(s->ask);
            is_int(t, 303, city_post(t, s, s->clerk, arena_print(t->arena, "%s/phu-trach", c.path), path_to(t, "huong_dan=", m.place.v, ""), NULL));
            is_int(t, 303, city_post(t, s, s->clerk, arena_print(t->arena, "%s/phu-trach", c.path), path_to(t, "nguoi=", s->m_toan.v, ""), NULL));
            if (i == 2) asked(t, s, arena_print(t->arena, "UPDATE mentor_check SET until = %d WHERE outsider_id = %lld", s->today.n, (long long)m.place.v));   /* these papers count no more */
        }
        is_int(t, 303, city_post(t, s, s->an, page, arena_print(t->arena, "nhom=%s", c.id), NULL));
        is_int(t, 303, answer_to(t, s, s->toan, &c, "nhan"));
        is_text(t, i == 0 ? "2" : i == 1 ? "22" : "6", asked(t, s, touches));
    }
    city_close(s);
}

TEST(a_mentor_sees_no_pupil_whose_use_is_restricted_nor_one_kept_from_another_row_of_theirs)
{
    struct city *s = city_open(t);
    struct club c = chess(t, s);
    struct mentoring in = { .s = s, .days = 30 };
    struct mentored m = { 0 };
    struct loop_reply r;
    is_rc(t, OK, transact(s->ask, NULL, mentor_store, &in, &m));
    ask_done(s->ask);
    const char *page = arena_print(t->arena, "/nhom/%s", c.id);
    is_int(t, 303, city_post(t, s, s->toan, arena_print(t->arena, "%s/them", c.path), arena_print(t->arena, "%s&%s&%s", path_to(t, "em-", s->an.v, "=1"),
                                                                                      path_to(t, "em-", s->binh.v, "=1"), path_to(t, "em-", s->chi.v, "=1")), NULL));
    is_int(t, 303, city_post(t, s, s->clerk, arena_print(t->arena, "%s/phu-trach", c.path), path_to(t, "huong_dan=", m.place.v, ""), NULL));
    asked(t, s, arena_print(t->arena, "INSERT INTO restriction (subject_id, id, school_id, request_id, by_person, at, reason, rev) VALUES (%lld, 77, %lld, 1, %lld, 1, 'r', 1)",
                            (long long)s->chi.v, (long long)s->thcs.id.v, (long long)s->principal.v));
    is_int(t, 200, city_get(t, s, m.person, page, &r));
    has_text(t, "Bình An", r.body);
    has_text(t, "Trí Bình", r.body);
    lacks_text(t, "Quỳnh Chi", r.body);
    city_bar(t, s, s->an, m.person, "+84900000885");
    is_int(t, 200, city_get(t, s, m.person, page, &r));
    lacks_text(t, "Bình An", r.body);
    has_text(t, "Trí Bình", r.body);
    city_close(s);
}

static rc mother_twice(struct tx *t, const struct ordering *in, void *out)
{
    person_id other;
    (void)out;
    t->ask->scope.school = in->school;
    t->ask->me = in->by;
    try(contact_set(t, in->guardian, CONTACT_KIND_PHONE, "+84900000885"));
    try(person_add(t, &(struct new_person){ .full_name = "Trịnh Thị Dẫn" }, &other));
    try(contact_set(t, other, CONTACT_KIND_PHONE, "+84900000885"));
    try(guardian_link_open(t, in->child, other, GUARDIAN_KIND_MOTHER));
    return order_put(t, &(struct new_order){ .child = in->child, .guardian = other, .issuer = "Tòa án", .issued = day_of(t->now), .holds = GUARDIAN_LIMIT_READ });
}
CLOSURE(mother_twice, struct ordering, void)

TEST(a_mentor_who_was_left_the_sight_as_a_parent_finds_the_child_in_no_group_by_any_row)
{
    struct city *s = city_open(t);
    struct club c = chess(t, s);
    struct mentoring in = { .s = s, .days = 30 };
    struct mentored m = { 0 };
    struct loop_reply r;
    is_rc(t, OK, transact(s->ask, NULL, mentor_store, &in, &m));
    ask_done(s->ask);
    is_int(t, 303, city_post(t, s, s->toan, arena_print(t->arena, "%s/them", c.path), arena_print(t->arena, "%s&%s", path_to(t, "em-", s->an.v, "=1"), path_to(t, "em-", s->binh.v, "=1")), NULL));
    is_int(t, 303, city_post(t, s, s->clerk, arena_print(t->arena, "%s/phu-trach", c.path), path_to(t, "huong_dan=", m.place.v, ""), NULL));
    is_rc(t, OK, transact(s->ask, NULL, mother_twice, (&(struct ordering){ s->an, m.person, s->thcs.id, s->principal }), NULL));
    ask_done(s->ask);
    is_int(t, 200, city_get(t, s, m.person, arena_print(t->arena, "/nhom/%s", c.id), &r));
    lacks_text(t, "Bình An", r.body);
    has_text(t, "Trí Bình", r.body);
    city_close(s);
}

static rc toan_anew(struct tx *t, const struct city *s, member_id *out)
{
    t->ask->scope.school = s->thcs.id;
    t->ask->me = s->principal;
    return member_add(t, &(struct new_member){ .person = s->toan, .role = MEMBER_ROLE_TEACHER, .full_name = "Vũ Đình Toàn", .from = day_of(t->now) }, out);
}
CLOSURE(toan_anew, struct city, member_id)

TEST(who_led_a_group_by_a_place_that_is_over_leads_it_again_by_a_new_one)
{
    struct city *s = city_open(t);
    struct club c = chess(t, s);
    member_id place;
    is_int(t, 409, city_post(t, s, s->clerk, arena_print(t->arena, "%s/phu-trach", c.path), path_to(t, "nguoi=", s->m_toan.v, ""), NULL));
    asked(t, s, arena_print(t->arena, "UPDATE member SET to_day = %lld WHERE id = %lld", (long long)s->today.n, (long long)s->m_toan.v));
    is_rc(t, OK, transact(s->ask, NULL, toan_anew, s, &place));
    s->ask->scope = (struct scope){ 0 };
    ask_done(s->ask);
    is_int(t, 403, city_get(t, s, s->toan, c.path, NULL));
    is_int(t, 303, city_post(t, s, s->clerk, arena_print(t->arena, "%s/phu-trach", c.path), path_to(t, "nguoi=", place.v, ""), NULL));
    is_int(t, 200, city_get(t, s, s->toan, c.path, NULL));
    is_text(t, "2", asked(t, s, "SELECT count(*) FROM group_leader"));
    is_text(t, "1", asked(t, s, "SELECT count(*) FROM group_leader WHERE to_day IS NULL"));
    city_close(s);
}

TEST(a_leader_whom_an_order_keeps_from_a_child_finds_it_in_no_group)
{
    struct city *s = city_open(t);
    struct club c = chess(t, s);
    struct ordering o = { .child = s->an, .guardian = s->toan };
    struct loop_reply r;
    is_int(t, 303, city_post(t, s, s->toan, arena_print(t->arena, "%s/them", c.path), path_to(t, "em-", s->an.v, "=1"), NULL));
    s->ask->scope.school = s->thcs.id;
    s->ask->me = s->principal;
    is_rc(t, OK, transact(s->ask, NULL, stands_store, &o, NULL));
    is_rc(t, OK, transact(s->ask, NULL, order_store, &o, NULL));
    ask_done(s->ask);
    is_int(t, 200, city_get(t, s, s->toan, arena_print(t->arena, "%s?lop=%s", c.path, path_to(t, "", s->a1.v, "")), &r));
    lacks_text(t, "Bình An", r.body);
    is_int(t, 409, city_post(t, s, s->toan, arena_print(t->arena, "%s/them", c.path), path_to(t, "em-", s->an.v, "=1"), NULL));
    /* nor by a number: of the names and of how many there are, one is taken from the other */
    is_int(t, 303, city_post(t, s, s->toan, arena_print(t->arena, "%s/them", c.path), path_to(t, "em-", s->binh.v, "=1"), NULL));
    asked(t, s, "UPDATE group_member SET state = 'asked', from_day = NULL WHERE person_id IN (SELECT child_id FROM guardian_order)");
    is_int(t, 200, city_get(t, s, s->toan, "/t/thcs/nhom", &r));
    has_text(t, "1 em", r.body);
    lacks_text(t, "đang xin", r.body);
    asked(t, s, "UPDATE group_member SET state = 'member', from_day = 1 WHERE state = 'asked'");
    is_int(t, 200, city_get(t, s, s->toan, "/t/thcs/nhom", &r));
    has_text(t, "1 em", r.body);
    lacks_text(t, "2 em", r.body);
    is_int(t, 303, city_post(t, s, s->principal, arena_print(t->arena, "%s/lien-truong", c.path), path_to(t, "moi=", s->th.id.v, ""), NULL));
    is_int(t, 200, city_get(t, s, s->toan, arena_print(t->arena, "%s/lien-truong", c.path), &r));
    has_text(t, "1 em", r.body);
    lacks_text(t, "2 em", r.body);
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/nhom", &r));
    has_text(t, "2 em", r.body);
    is_int(t, 200, city_get(t, s, s->clerk, c.path, &r));
    has_text(t, "Bình An", r.body);
    is_int(t, 404, city_get(t, s, s->toan, path_to(t, "/ho-so/", s->an.v, "/nhom"), NULL));
    city_close(s);
}

TEST(a_group_takes_pupils_of_the_school_and_is_asked_only_where_it_allows_it)
{
    struct city *s = city_open(t);
    struct club c = club_made(t, s, "loai=remedial&ten=Ph%E1%BB%A5+%C4%91%E1%BA%A1o+To%C3%A1n&vao=leader");
    struct loop_reply r;
    const char *them = arena_print(t->arena, "%s/them", c.path), *page = path_to(t, "/ho-so/", s->binh.v, "/nhom");
    is_int(t, 422, city_post(t, s, s->clerk, "/t/thcs/nhom", "loai=club&ten=Ph%E1%BB%A5+%C4%91%E1%BA%A1o+To%C3%A1n&vao=leader", NULL));
    is_int(t, 422, city_post(t, s, s->clerk, arena_print(t->arena, "%s/phu-trach", c.path), path_to(t, "nguoi=", s->m_an.v, ""), NULL));
    is_int(t, 409, city_post(t, s, s->clerk, them, path_to(t, "em-", s->dung.v, "=1"), NULL));      /* another school's */
    is_int(t, 409, city_post(t, s, s->clerk, them, path_to(t, "em-", s->toan.v, "=1"), NULL));
    is_int(t, 422, city_post(t, s, s->clerk, them, "lop=", NULL));
    is_int(t, 200, city_get(t, s, s->binh, page, &r));
    lacks_text(t, "Phụ đạo Toán", r.body);
    is_int(t, 409, city_post(t, s, s->binh, page, arena_print(t->arena, "nhom=%s", c.id), NULL));
    is_int(t, 303, city_post(t, s, s->clerk, them, path_to(t, "em-", s->binh.v, "=1"), NULL));
    is_int(t, 303, city_post(t, s, s->clerk, them, path_to(t, "em-", s->binh.v, "=1"), NULL));      /* passed over */
    is_text(t, "1", asked(t, s, "SELECT count(*) FROM group_member"));
    is_int(t, 200, city_get(t, s, s->hoa, page, &r));
    has_text(t, "Phụ đạo Toán", r.body);
    is_int(t, 200, city_get(t, s, s->hoa, "/thong-bao", &r));
    has_text(t, "Con được thêm vào một nhóm", r.body);
    lacks_text(t, "Phụ đạo Toán", r.body);
    is_text(t, "0", asked(t, s, "SELECT count(*) FROM statement WHERE verb = 'joined'"));           /* done to the child, not by it */
    const char *end = arena_print(t->arena, "%s/thoi", c.path), *sua = arena_print(t->arena, "%s/sua", c.path);
    is_int(t, 303, city_post(t, s, s->clerk, sua, "ten=X&vao=leader&rev=1", NULL));
    is_int(t, 409, city_post(t, s, s->deputy, sua, "ten=Y&vao=leader&rev=1", NULL));
    is_int(t, 409, city_post(t, s, s->clerk, end, "rev=1", NULL));
    is_int(t, 303, city_post(t, s, s->clerk, end, "rev=2", NULL));
    is_int(t, 409, city_post(t, s, s->clerk, them, path_to(t, "em-", s->an.v, "=1"), NULL));
    is_text(t, "0", asked(t, s, "SELECT count(*) FROM group_member WHERE state = 'member'"));
    is_int(t, 200, city_get(t, s, s->hoa, page, &r));
    has_text(t, "Đã ra", r.body);
    city_close(s);
}

static rc comes_back(struct tx *t, const struct city *s, void *out)
{
    member_id member;
    (void)out;
    t->ask->scope.school = s->thcs.id;
    return member_add(t, &(struct new_member){ .person = s->an, .role = MEMBER_ROLE_PUPIL, .full_name = "Trần Lê Bình An", .from = day_of(t->now) }, &member);
}
CLOSURE(comes_back, struct city, void)

TEST(who_left_the_school_is_in_no_group_any_more_and_may_come_back_to_it)
{
    struct city *s = city_open(t);
    struct club c = chess(t, s);
    struct loop_reply r;
    is_int(t, 303, city_post(t, s, s->toan, arena_print(t->arena, "%s/them", c.path), path_to(t, "em-", s->an.v, "=1"), NULL));
    is_int(t, 303, city_post(t, s, s->clerk, path_to(t, "/t/thcs/em/", s->an.v, "/roi-truong"), "vi_sao=dropped&ngay=23%2F11%2F2026", NULL));
    is_int(t, 200, city_get(t, s, s->toan, c.path, &r));
    lacks_text(t, "Bình An", r.body);
    is_rc(t, OK, transact(s->ask, NULL, comes_back, s, NULL));                        /* as a new member */
    is_int(t, 303, city_post(t, s, s->toan, arena_print(t->arena, "%s/them", c.path), path_to(t, "em-", s->an.v, "=1"), NULL));
    is_int(t, 200, city_get(t, s, s->toan, c.path, &r));
    has_text(t, "Bình An", r.body);
    is_text(t, "1", asked(t, s, "SELECT count(*) FROM group_member WHERE state = 'member'"));
    city_close(s);
}

TEST(a_restricted_pupil_is_offered_to_no_group_and_who_left_the_school_is_not_read_of_it)
{
    struct city *s = city_open(t);
    struct club c = chess(t, s);
    struct loop_reply r;
    const char *them = arena_print(t->arena, "%s/them", c.path), *list = arena_print(t->arena, "%s?lop=%s", c.path, path_to(t, "", s->a1.v, ""));
    is_int(t, 200, city_get(t, s, s->toan, list, &r));
    has_text(t, "Bình An", r.body);
    const char *limit = arena_print(t->arena, "INSERT INTO restriction (subject_id, id, school_id, request_id, by_person, at, reason, rev) VALUES (%lld, 7, %lld, 1, %lld, 1, 'x', 1)",
                                    (long long)s->an.v, (long long)s->thcs.id.v, (long long)s->principal.v);
    is_rc(t, OK, db_plain(s->app.db, t->arena, limit, NULL));
    is_int(t, 200, city_get(t, s, s->toan, list, &r));
    lacks_text(t, "Bình An", r.body);
    has_text(t, path_to(t, "em-", s->binh.v, ""), r.body);
    is_int(t, 409, city_post(t, s, s->toan, them, path_to(t, "em-", s->an.v, "=1"), &r));
    has_text(t, "đang hạn chế sử dụng dữ liệu", r.body);
    lacks_text(t, "không còn là học sinh", r.body);
    is_int(t, 303, city_post(t, s, s->toan, them, path_to(t, "em-", s->binh.v, "=1"), NULL));
    is_int(t, 303, answer_to(t, s, s->toan, &c, "ra"));
    const char *name = asked(t, s, arena_print(t->arena, "SELECT display_name FROM member WHERE person_id = %lld", (long long)s->binh.v));
    is_int(t, 200, city_get(t, s, s->toan, c.path, &r));
    has_text(t, name, r.body);
    is_int(t, 303, city_post(t, s, s->clerk, path_to(t, "/t/thcs/em/", s->binh.v, "/roi-truong"), "vi_sao=dropped&ngay=23%2F11%2F2026", NULL));
    is_int(t, 200, city_get(t, s, s->toan, c.path, &r));
    lacks_text(t, name, r.body);
    city_close(s);
}

TEST(who_may_not_see_the_names_in_a_group_reads_no_number_of_few)
{
    struct city *s = city_open(t);
    struct club c = chess(t, s);
    struct loop_reply r;
    is_int(t, 303, city_post(t, s, s->toan, arena_print(t->arena, "%s/them", c.path), path_to(t, "em-", s->chi.v, "=1"), NULL));
    const struct { person_id who; const char *says; } rows[] = { { s->yen, "ít hơn 10 em" }, { s->toan, "1 em" }, { s->clerk, "1 em" }, { s->principal, "1 em" } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        is_int(t, 200, city_get(t, s, rows[i].who, "/t/thcs/nhom", &r));
        has_text(t, arena_print(t->arena, "\n%s ·", rows[i].says), r.body);
    }
    city_close(s);
}
