/* Groups that several schools share, and terms. What another school may NOT read is asked beside what it may.
** GET /t/:truong/nhom/:nhom/lien-truong
** POST /t/:truong/nhom/:nhom/lien-truong
** POST /t/:truong/nhom/:nhom/lien-truong/thoi
** POST /t/:truong/nhom/:nhom/lien-truong/lien-he
** GET /t/:truong/loi-moi-nhom
** POST /t/:truong/loi-moi-nhom
** POST /t/:truong/nhom/:nhom/dot
** POST /t/:truong/nhom/:nhom/dot/bo */
#include "groups/groups.h"
#include "access/access.h"
#include "classes/classes.h"
#include "base/ids.h"
#include "people/people.h"
#include "schools/schools.h"
#include "settings/settings.h"
#include "test/harness/city.h"
#include <stdlib.h>
#include <string.h>

#define ASKED "/t/tieu-hoc/loi-moi-nhom"

struct shared { const char *host, *guest; };       /* paths of the two groups */

static const char *asked(struct test *t, struct city *s, const char *sql)
{
    const char *n = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &n));
    return n ? n : "";
}

/* "dong=…&rev=…" of the n-th form of a page that goes there. */
static const char *row_of(struct test *t, struct city *s, person_id who, const char *page, const char *action, int nth)
{
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, who, page, &r));
    const char *at = r.body;
    for (int i = 0; i <= nth && at; i++) at = strstr(at + (i > 0), arena_print(t->arena, "action=\"%s\"", action));
    const char *row = at ? strstr(at, "name=\"dong\" value=\"") : NULL, *rev = at ? strstr(at, "name=\"rev\" value=\"") : NULL;
    if (!row || !rev) return fail(t, "no form to %s on %s", action, page), "";
    return arena_print(t->arena, "dong=%s&rev=%s", arena_text_n(t->arena, row + 19, 13), arena_text_n(t->arena, rev + 18, strcspn(rev + 18, "\"")));
}

static const char *group_made(struct test *t, struct city *s)
{
    struct loop_reply r;
    is_int(t, 303, city_post(t, s, s->clerk, "/t/thcs/nhom", "loai=project&ten=D%E1%BB%B1+%C3%A1n+Di+s%E1%BA%A3n&vao=asks&mo_ta=Ngh%E1%BB%81+c%E1%BB%95", &r));
    const char *path = arena_text(t->arena, r.location ? r.location : "");
    is_int(t, 303, city_post(t, s, s->clerk, arena_print(t->arena, "%s/phu-trach", path), path_to(t, "nguoi=", s->m_toan.v, ""), NULL));
    is_int(t, 303, city_post(t, s, s->toan, arena_print(t->arena, "%s/them", path), path_to(t, "em-", s->an.v, "=1"), NULL));
    return path;
}

static int invited(struct test *t, struct city *s, const char *host, school_id to)
{
    return city_post(t, s, s->principal, arena_print(t->arena, "%s/lien-truong", host), path_to(t, "moi=", to.v, "&loi=C%C3%B9ng+l%C3%A0m"), NULL);
}

static struct shared both(struct test *t, struct city *s)
{
    struct shared g = { .host = group_made(t, s) };
    struct loop_reply r;
    is_int(t, 303, invited(t, s, g.host, s->th.id));
    const char *row = row_of(t, s, s->th_principal, ASKED, ASKED, 0);
    is_int(t, 303, city_post(t, s, s->th_principal, ASKED, arena_print(t->arena, "%s&tra_loi=nhan&ten=L%%C3%%A0ng+ngh%%E1%%BB%%81&lien_he=V%%C4%%83n+ph%%C3%%B2ng+Sao+Mai", row), &r));
    g.guest = arena_text(t->arena, r.location ? r.location : "");
    return g;
}

/* Dũng of the primary school is in its group. */
static void led_by_lan(struct test *t, struct city *s, const struct shared *g)
{
    const char *place = asked(t, s, arena_print(t->arena, "SELECT id FROM member WHERE person_id = %lld AND to_day IS NULL", (long long)s->lan.v));
    is_int(t, 303, city_post(t, s, s->th_principal, arena_print(t->arena, "%s/phu-trach", g->guest), path_to(t, "nguoi=", atoll(place), ""), NULL));
    is_int(t, 303, city_post(t, s, s->lan, arena_print(t->arena, "%s/them", g->guest), path_to(t, "em-", s->dung.v, "=1"), NULL));
}

TEST(a_school_invites_another_and_its_head_says_yes)
{
    struct city *s = city_open(t);
    const char *host = group_made(t, s), *to = arena_print(t->arena, "%s/lien-truong", host);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->principal, arena_print(t->arena, "%s?tim=sao+mai", to), &r));
    has_text(t, "Trường Tiểu học Sao Mai", r.body);
    is_int(t, 403, city_post(t, s, s->clerk, to, path_to(t, "moi=", s->th.id.v, ""), NULL));      /* the word of a head */
    is_int(t, 422, invited(t, s, host, s->thcs.id));                                              /* not oneself */
    is_int(t, 303, invited(t, s, host, s->th.id));
    is_int(t, 422, invited(t, s, host, s->th.id));                                                /* once at a time */
    is_int(t, 200, city_get(t, s, s->th_principal, "/hom-nay", &r));
    has_text(t, "1 trường mời trường mình cùng nhóm", r.body);
    is_int(t, 200, city_get(t, s, s->th_principal, "/thong-bao", &r));
    has_text(t, "mời trường mình cùng nhóm Dự án Di sản", r.body);
    is_int(t, 403, city_get(t, s, s->lan, ASKED, NULL));
    is_int(t, 200, city_get(t, s, s->th_principal, ASKED, &r));
    has_text(t, "Nghề cổ", r.body);
    has_text(t, "Cùng làm", r.body);
    has_text(t, "Phụ trách: Vũ Đình Toàn", r.body);
    lacks_text(t, "Bình An", r.body);
    const char *row = row_of(t, s, s->th_principal, ASKED, ASKED, 0);
    is_int(t, 403, city_post(t, s, s->lan, ASKED, arena_print(t->arena, "%s&tra_loi=nhan&ten=X", row), NULL));
    is_int(t, 422, city_post(t, s, s->th_principal, ASKED, arena_print(t->arena, "%s&tra_loi=nhan&ten=", row), NULL));
    is_int(t, 404, city_post(t, s, s->mn_principal, "/t/mam-non/loi-moi-nhom", arena_print(t->arena, "%s&tra_loi=nhan&ten=X", row), NULL));    /* it lies with another school */
    is_int(t, 303, city_post(t, s, s->th_principal, ASKED, arena_print(t->arena, "%s&tra_loi=nhan&ten=L%%C3%%A0ng", row), &r));
    is_int(t, 200, city_get(t, s, s->th_principal, r.location, &r));
    has_text(t, "Nhóm chưa có em nào", r.body);
    is_int(t, 409, city_post(t, s, s->th_principal, ASKED, arena_print(t->arena, "%s&tra_loi=nhan&ten=Hai", row), NULL));
    is_int(t, 200, city_get(t, s, s->principal, "/thong-bao", &r));
    has_text(t, "đã nhận lời cùng nhóm", r.body);
    is_int(t, 200, city_get(t, s, s->th_principal, "/hom-nay", &r));
    lacks_text(t, "mời trường mình", r.body);
    is_int(t, 200, city_get(t, s, s->yen, "/t/thcs/nhom", &r));
    has_text(t, "Liên trường", r.body);
    city_close(s);
}

TEST(the_schools_of_a_group_read_who_leads_it_and_about_how_many_are_in_it_and_no_pupil)
{
    struct city *s = city_open(t);
    struct shared g = both(t, s);
    struct loop_reply r;
    led_by_lan(t, s, &g);
    is_int(t, 200, city_get(t, s, s->toan, arena_print(t->arena, "%s/lien-truong", g.host), &r));
    has_text(t, "Trường Tiểu học Sao Mai", r.body);
    has_text(t, "Phụ trách: Phùng Thị Lan", r.body);
    has_text(t, "Văn phòng Sao Mai", r.body);
    has_text(t, "ít hơn 10 em", r.body);                               /* one of the other school */
    has_text(t, "1 em", r.body);                                       /* one's own */
    lacks_text(t, "Dũng", r.body);
    is_int(t, 200, city_get(t, s, s->lan, arena_print(t->arena, "%s/lien-truong", g.guest), &r));
    has_text(t, "Trường THCS Bình Minh", r.body);
    has_text(t, "ít hơn 10 em", r.body);
    lacks_text(t, "Bình An", r.body);
    lacks_text(t, "6A1", r.body);
    is_int(t, 404, city_get(t, s, s->lan, g.host, NULL));              /* nothing of the other school's own page */
    is_int(t, 404, city_get(t, s, s->toan, g.guest, NULL));
    is_int(t, 404, city_get(t, s, s->th_principal, arena_print(t->arena, "%s/lien-truong", g.host), NULL));
    is_int(t, 404, city_get(t, s, s->lan, arena_print(t->arena, "/t/tieu-hoc%s/lien-truong", g.host + strlen("/t/thcs")), NULL));
    is_int(t, 403, city_get(t, s, s->hang, arena_print(t->arena, "%s/lien-truong", g.host), NULL));
    /* the family knows with whom, and reads no other child */
    is_int(t, 200, city_get(t, s, s->tuan, path_to(t, "/ho-so/", s->an.v, "/nhom"), &r));
    has_text(t, "Nhóm liên trường, cùng: Trường Tiểu học Sao Mai", r.body);
    lacks_text(t, "Dũng", r.body);
    city_close(s);
}

struct crowd { const struct city *s; study_group_id group; size_t n; };
static rc crowd_store(struct tx *t, const struct crowd *in, void *out)
{
    (void)out;
    t->ask->scope.school = in->s->th.id;
    t->ask->me = in->s->th_principal;
    for (size_t i = 0; i < in->n; i++) {
        person_id one;
        member_id place;
        const char *name = arena_print(t->ask->arena, "Ngô Văn Thứ %zu", i);
        try(person_add(t, &(struct new_person){ .full_name = name }, &one));
        try(member_add(t, &(struct new_member){ .person = one, .role = MEMBER_ROLE_PUPIL, .full_name = name, .from = day_of(t->now) }, &place));
        try(group_take(t, in->group, &one, 1, NULL));
    }
    return OK;
}
CLOSURE(crowd_store, struct crowd, void)

TEST(one_pupil_who_comes_or_leaves_is_not_seen_by_another_school)
{
    struct city *s = city_open(t);
    struct shared g = both(t, s);
    struct loop_reply r;
    int64_t id = 0;
    is_true(t, id_read(strrchr(g.guest, '/') + 1, &id));
    struct crowd in = { s, { id }, 12 };
    is_rc(t, OK, transact(s->ask, NULL, crowd_store, &in, NULL));
    ask_done(s->ask);
    const char *page = arena_print(t->arena, "%s/lien-truong", g.host), *own = arena_print(t->arena, "%s/lien-truong", g.guest);
    is_int(t, 200, city_get(t, s, s->toan, page, &r));
    has_text(t, "từ 10 em", r.body);
    lacks_text(t, "12 em", r.body);
    lacks_text(t, "Ngô Văn", r.body);
    is_int(t, 200, city_get(t, s, s->th_principal, own, &r));
    has_text(t, "12 em", r.body);
    in.n = 1;
    is_rc(t, OK, transact(s->ask, NULL, crowd_store, &in, NULL));
    ask_done(s->ask);
    is_int(t, 200, city_get(t, s, s->toan, page, &r));
    has_text(t, "từ 10 em", r.body);
    /* whose data is restricted is in no figure that leaves the school */
    is_rc(t, OK, db_plain(s->app.db, t->arena, "INSERT INTO restriction (subject_id, id, school_id, request_id, by_person, at, reason, rev) SELECT person_id, id, school_id, 1, person_id, 0, 'x', 1"
        " FROM group_member WHERE person_id IN (SELECT id FROM person WHERE full_name LIKE 'Ngô Văn%' ORDER BY id LIMIT 4)", NULL));
    is_int(t, 200, city_get(t, s, s->toan, page, &r));
    has_text(t, "ít hơn 10 em", r.body);
    city_close(s);
}

TEST(a_no_is_told_with_its_reason_and_one_may_ask_again)
{
    struct city *s = city_open(t);
    const char *host = group_made(t, s);
    struct loop_reply r;
    is_int(t, 303, invited(t, s, host, s->th.id));
    is_int(t, 303, city_post(t, s, s->th_principal, ASKED, arena_print(t->arena, "%s&tra_loi=khong&li_do=Xa+qu%%C3%%A1", row_of(t, s, s->th_principal, ASKED, ASKED, 0)), NULL));
    is_int(t, 200, city_get(t, s, s->principal, arena_print(t->arena, "%s/lien-truong", host), &r));
    has_text(t, "Xa quá", r.body);
    has_text(t, "Không tham gia lần này", r.body);
    is_int(t, 200, city_get(t, s, s->th_principal, ASKED, &r));
    has_text(t, "Không có lời mời nào chờ trả lời", r.body);
    has_text(t, "Xa quá", r.body);
    is_text(t, "0", asked(t, s, "SELECT count(*) FROM study_group g JOIN school s ON s.id = g.school_id WHERE s.code = 'tieu-hoc'"));
    is_int(t, 303, invited(t, s, host, s->th.id));
    /* taken back before the answer */
    const char *end = arena_print(t->arena, "%s/lien-truong/thoi", host), *page = arena_print(t->arena, "%s/lien-truong", host);
    const char *theirs = row_of(t, s, s->th_principal, ASKED, ASKED, 0);
    is_int(t, 303, city_post(t, s, s->principal, end, row_of(t, s, s->principal, page, end, 0), NULL));
    is_int(t, 409, city_post(t, s, s->th_principal, ASKED, arena_print(t->arena, "%s&tra_loi=nhan&ten=X", theirs), NULL));
    city_close(s);
}

TEST(a_school_leaves_and_keeps_its_own_group_with_its_history)
{
    struct city *s = city_open(t);
    struct shared g = both(t, s);
    struct loop_reply r;
    led_by_lan(t, s, &g);
    is_int(t, 303, invited(t, s, g.host, s->mn.id));
    const char *end = arena_print(t->arena, "%s/lien-truong/thoi", g.guest), *page = arena_print(t->arena, "%s/lien-truong", g.guest);
    const char *mine = row_of(t, s, s->th_principal, page, end, 0);
    is_int(t, 200, city_get(t, s, s->th_principal, page, &r));
    lacks_text(t, "Mầm non", r.body);                                  /* whom the other one asks is not theirs to know */
    is_int(t, 403, city_post(t, s, s->lan, end, mine, NULL));
    const char *waiting = asked(t, s, "SELECT id FROM group_share WHERE state = 'invited'");
    is_int(t, 409, city_post(t, s, s->th_principal, end, path_to(t, "dong=", atoll(waiting), "&rev=1"), NULL));        /* nor to end */
    is_int(t, 303, city_post(t, s, s->th_principal, end, mine, NULL));
    is_int(t, 200, city_get(t, s, s->lan, g.guest, &r));
    has_text(t, "Dũng", r.body);                                       /* the group goes on */
    is_int(t, 200, city_get(t, s, s->lan, page, &r));
    lacks_text(t, "Trường THCS Bình Minh", r.body);
    is_int(t, 200, city_get(t, s, s->principal, arena_print(t->arena, "%s/lien-truong", g.host), &r));
    has_text(t, "Đã thôi", r.body);
    lacks_text(t, "Phùng Thị Lan", r.body);
    is_int(t, 200, city_get(t, s, s->principal, "/thong-bao", &r));
    has_text(t, "thôi tham gia nhóm", r.body);
    is_text(t, "1", asked(t, s, "SELECT count(*) FROM group_share WHERE state = 'ended' AND from_day IS NOT NULL AND to_day IS NOT NULL"));
    city_close(s);
}

TEST(with_the_group_of_who_holds_it_all_parts_end_and_the_groups_of_the_others_stay)
{
    struct city *s = city_open(t);
    struct shared g = both(t, s);
    struct loop_reply r;
    led_by_lan(t, s, &g);
    is_int(t, 303, invited(t, s, g.host, s->mn.id));
    const char *rev = asked(t, s, "SELECT rev FROM study_group WHERE name = 'Dự án Di sản'");
    is_int(t, 303, city_post(t, s, s->clerk, arena_print(t->arena, "%s/thoi", g.host), arena_print(t->arena, "rev=%s", rev), NULL));
    is_text(t, "0", asked(t, s, "SELECT count(*) FROM group_share WHERE state <> 'ended'"));
    is_int(t, 200, city_get(t, s, s->th_principal, "/thong-bao", &r));
    has_text(t, "đã kết thúc nhóm Dự án Di sản", r.body);
    is_int(t, 200, city_get(t, s, s->lan, g.guest, &r));
    has_text(t, "Dũng", r.body);
    is_int(t, 200, city_get(t, s, s->mn_principal, "/t/mam-non/loi-moi-nhom", &r));
    has_text(t, "Không có lời mời nào", r.body);
    city_close(s);
}

TEST(a_group_has_terms_of_its_own_which_no_school_year_ends)
{
    struct city *s = city_open(t);
    struct shared g = both(t, s);
    struct loop_reply r;
    led_by_lan(t, s, &g);
    const char *to = arena_print(t->arena, "%s/dot", g.host);
    is_int(t, 422, city_post(t, s, s->clerk, to, "ten_dot=H%C3%A8&tu=30%2F6%2F2027&den=1%2F6%2F2027", NULL));
    is_int(t, 403, city_post(t, s, s->toan, to, "ten_dot=H%C3%A8&tu=1%2F6%2F2027&den=30%2F9%2F2027", NULL));
    is_int(t, 303, city_post(t, s, s->clerk, to, "ten_dot=H%C3%A8&tu=1%2F6%2F2027&den=30%2F9%2F2027", NULL));      /* over the end of a year */
    is_int(t, 409, city_post(t, s, s->th_principal, arena_print(t->arena, "%s/dot", g.guest), "ten_dot=X&tu=1%2F6%2F2027&den=2%2F6%2F2027", NULL));
    is_int(t, 200, city_get(t, s, s->lan, g.guest, &r));
    has_text(t, "từ 01/06/2027 đến hết 30/09/2027", r.body);
    is_int(t, 200, city_get(t, s, s->tuan, path_to(t, "/ho-so/", s->an.v, "/nhom"), &r));
    has_text(t, "từ 01/06/2027 đến hết 30/09/2027", r.body);
    db_set_clock(s->app.db, (opt_instant){ true, { day_start((day){ s->today.n + 280 }).ms } });                   /* between two school years */
    is_int(t, 200, city_get(t, s, s->toan, g.host, &r));
    has_text(t, "Đang diễn ra", r.body);
    has_text(t, "Bình An", r.body);
    db_set_clock(s->app.db, (opt_instant){ true, { day_start(s->today).ms + 28800000 } });
    const char *drop = arena_print(t->arena, "%s/dot/bo", g.host), *row = row_of(t, s, s->clerk, g.host, drop, 0);
    is_int(t, 303, city_post(t, s, s->clerk, drop, row, NULL));
    is_int(t, 409, city_post(t, s, s->clerk, drop, row, NULL));
    is_int(t, 200, city_get(t, s, s->lan, g.guest, &r));
    lacks_text(t, "01/06/2027", r.body);
    city_close(s);
}

TEST(how_others_reach_a_school_is_written_by_its_office_for_the_schools_of_the_group)
{
    struct city *s = city_open(t);
    struct shared g = both(t, s);
    struct loop_reply r;
    const char *to = arena_print(t->arena, "%s/lien-truong/lien-he", g.host);
    is_int(t, 403, city_post(t, s, s->toan, to, "rev=1&lien_he=X", NULL));
    is_int(t, 303, city_post(t, s, s->clerk, to, "rev=1&lien_he=024+3000+000", NULL));
    is_int(t, 409, city_post(t, s, s->clerk, to, "rev=1&lien_he=024+3000+001", NULL));
    is_int(t, 200, city_get(t, s, s->th_principal, arena_print(t->arena, "%s/lien-truong", g.guest), &r));
    has_text(t, "024 3000 000", r.body);
    city_close(s);
}

struct gone { const struct city *s; person_id pupil; };
static rc gone_store(struct tx *t, const struct gone *in, void *out)
{
    (void)out;
    t->ask->scope.school = in->s->thcs.id;
    t->ask->me = in->s->clerk;
    return pupil_leave(t, &(struct pupil_leave){ in->pupil, LEAVE_KIND_TRANSFERRED, day_of(t->now), NULL });
}
CLOSURE(gone_store, struct gone, void)

TEST(a_pupil_who_leaves_the_school_leaves_its_part_and_is_in_no_other_one)
{
    struct city *s = city_open(t);
    struct shared g = both(t, s);
    struct gone in = { s, s->an };
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->th_principal, arena_print(t->arena, "%s/lien-truong", g.guest), &r));
    has_text(t, "ít hơn 10 em", r.body);
    is_rc(t, OK, transact(s->ask, NULL, gone_store, &in, NULL));
    ask_done(s->ask);
    is_int(t, 200, city_get(t, s, s->toan, g.host, &r));
    lacks_text(t, "Bình An", r.body);
    is_int(t, 200, city_get(t, s, s->th_principal, arena_print(t->arena, "%s/lien-truong", g.guest), &r));
    lacks_text(t, "ít hơn 10 em", r.body);
    is_int(t, 200, city_get(t, s, s->th_principal, g.guest, &r));
    has_text(t, "Nhóm chưa có em nào", r.body);
    city_close(s);
}

TEST(the_management_leads_the_heads_to_invitations_and_each_school_keeps_its_own_journal)
{
    struct city *s = city_open(t);
    struct shared g = both(t, s);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/quan-ly", &r));
    has_text(t, "/t/thcs/loi-moi-nhom", r.body);
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/quan-ly", &r));
    has_text(t, "/t/thcs/nhom", r.body);
    lacks_text(t, "/t/thcs/loi-moi-nhom", r.body);
    is_text(t, "1", asked(t, s, "SELECT count(*) FROM audit a JOIN school s ON s.id = a.school_id WHERE s.code = 'thcs' AND a.act = 'groups.share_ask'"));
    is_text(t, "1", asked(t, s, "SELECT count(*) FROM audit a JOIN school s ON s.id = a.school_id WHERE s.code = 'tieu-hoc' AND a.act = 'groups.share_yes'"));
    is_text(t, "0", asked(t, s, "SELECT count(*) FROM audit a JOIN school s ON s.id = a.school_id WHERE s.code = 'tieu-hoc' AND a.act = 'groups.share_ask'"));
    is_true(t, g.guest != NULL);
    city_close(s);
}

TEST(two_answers_to_one_invitation_make_one_group)
{
    struct city *s = city_open(t);
    const char *host = group_made(t, s);
    is_int(t, 303, invited(t, s, host, s->th.id));
    const char *yes = arena_print(t->arena, "%s&tra_loi=nhan&ten=M%%E1%%BB%%99t", row_of(t, s, s->th_principal, ASKED, ASKED, 0));
    is_int(t, 303, city_post(t, s, s->th_principal, ASKED, yes, NULL));
    is_int(t, 409, city_post(t, s, s->th_principal, ASKED, yes, NULL));
    is_text(t, "1", asked(t, s, "SELECT count(*) FROM study_group g JOIN school s ON s.id = g.school_id WHERE s.code = 'tieu-hoc'"));
    is_text(t, "1", asked(t, s, "SELECT count(*) FROM group_share WHERE state = 'taken'"));
    city_close(s);
}
