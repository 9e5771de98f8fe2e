/* Messages to a group by the staff who lead it: whom they reach, who reads what of whom, and who writes none.
** GET /t/:truong/nhom/:nhom/loi-nhan
** GET /t/:truong/nhom/:nhom/loi-nhan/moi
** POST /t/:truong/nhom/:nhom/loi-nhan/moi
** GET /t/:truong/nhom/:nhom/loi-nhan/:nhan
** GET /t/:truong/nhom/:nhom/loi-nhan/:nhan/sua
** POST /t/:truong/nhom/:nhom/loi-nhan/:nhan/sua
** POST /t/:truong/nhom/:nhom/loi-nhan/:nhan/gui
** POST /t/:truong/nhom/:nhom/loi-nhan/:nhan/hen
** POST /t/:truong/nhom/:nhom/loi-nhan/:nhan/thoi-hen
** POST /t/:truong/nhom/:nhom/loi-nhan/:nhan/thu-hoi
** POST /t/:truong/nhom/:nhom/loi-nhan/:nhan/nhac
** POST /t/:truong/nhom/:nhom/loi-nhan/:nhan/giay
** GET /t/:truong/nhom/:nhom/loi-nhan/:nhan/phieu
** POST /t/:truong/nhom/:nhom/loi-nhan/:nhan/danh-sach */
#include "access/access.h"
#include "announcements/announcements.h"
#include "groups/groups.h"
#include "people/people.h"
#include "schools/schools.h"
#include "test/harness/city.h"
#include <stdlib.h>
#include <string.h>

#define WORDS "tieu_de=Tham+quan&noi_dung=Bảy+giờ+sáng."
#define FAMILIES "&gui-families=1&xac_nhan=1"

struct led { study_group_id id; person_id mentor; };

static int64_t count(struct test *t, struct city *s, const char *sql)
{
    const char *n = NULL;
    ask_done(s->ask);
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &n));
    return n ? atoll(n) : -1;
}

/* A club of An (6A1) and Chi (6A2), led by Toàn and by a mentor whose papers the school has seen. */
static rc club_made(struct tx *t, const struct city *s, struct led *out)
{
    const struct new_person mentor = { .full_name = "Trịnh Thị Dẫn" };
    const char *user_name;
    outsider_id place;
    person_id person;
    t->ask->scope.school = s->thcs.id;
    t->ask->me = s->clerk;
    try(person_add(t, &mentor, &out->mentor));
    try(outsider_add(t, &(struct new_outsider){ out->mentor, OUTSIDER_KIND_MENTOR, mentor.full_name, NULL, { 0 } }, &place));
    try(mentor_check(t, &(struct mentor_check){ place, "Phiếu lí lịch tư pháp số 1", { s->today.n + 200 }, 1 }));
    try(account_add(t, out->mentor, mentor.full_name, false, (batch_id){ 0 }, &user_name));
    try(group_add(t, &(struct new_group){ GROUP_KIND_CLUB, "Câu lạc bộ Cờ", NULL, GROUP_JOINING_LEADER }, &out->id));
    try(group_leader_add(t, &(struct new_leader){ out->id, s->m_toan, { 0 } }, &person));
    try(group_leader_add(t, &(struct new_leader){ out->id, { 0 }, place }, &person));
    return group_take(t, out->id, (person_id[]){ s->an, s->chi }, 2, NULL);
}
CLOSURE(club_made, struct city, struct led)

static struct led club(struct test *t, struct city *s)
{
    struct led g = { 0 };
    is_rc(t, OK, transact(s->ask, NULL, club_made, s, &g));
    s->ask->scope = (struct scope){ 0 };
    s->ask->me = (person_id){ 0 };
    ask_done(s->ask);
    return g;
}

static const char *base_of(struct test *t, const struct led *g) { return path_to(t, "/t/thcs/nhom/", g->id.v, "/loi-nhan"); }
static const char *at(struct test *t, const char *path, const char *end) { return arena_print(t->arena, "%s%s", path, end); }
static const char *mine(struct test *t, const char *path) { return arena_print(t->arena, "/loi-nhan/%s", strrchr(path, '/') + 1); }

static const char *drafted(struct test *t, struct city *s, person_id who, const char *base, const char *more)
{
    struct loop_reply r = { .location = "/?" };
    is_int(t, 303, city_post(t, s, who, at(t, base, "/moi"), at(t, WORDS, more), &r));
    return arena_text(t->arena, r.location ? r.location : "/?");
}

static const char *sent(struct test *t, struct city *s, person_id who, const char *base, const char *more)
{
    const char *path = drafted(t, s, who, base, more);
    is_int(t, 303, city_post(t, s, who, at(t, path, "/gui"), "rev=1", NULL));
    is_true(t, jobs_run_all(&s->app) > 0);
    return path;
}

TEST(who_leads_a_group_writes_to_its_families_and_pupils_and_to_nobody_else)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const struct led g = club(t, s);
    const char *base = base_of(t, &g);
    is_int(t, 200, city_get(t, s, s->toan, path_to(t, "/t/thcs/nhom/", g.id.v, ""), &r));
    has_text(t, base, r.body);
    is_int(t, 200, city_get(t, s, s->toan, at(t, base, "/moi"), &r));
    has_text(t, "gui-families", r.body);
    lacks_text(t, "gui-staff", r.body);
    lacks_text(t, "Cả trường", r.body);
    is_int(t, 422, city_post(t, s, s->toan, at(t, base, "/moi"), WORDS "&gui-staff=1", NULL));
    const char *path = drafted(t, s, s->toan, base, "&gui-families=1&gui-pupils=1&xac_nhan=1");
    has_text(t, at(t, base, "/"), path);
    is_int(t, 200, city_get(t, s, s->toan, path, &r));
    has_text(t, "2 gia đình", r.body);
    is_int(t, 404, city_get(t, s, s->tuan, mine(t, path), NULL));             /* a draft */
    is_int(t, 303, city_post(t, s, s->toan, at(t, path, "/gui"), "rev=1", NULL));
    is_true(t, jobs_run_all(&s->app) > 0);
    is_int(t, 2, count(t, s, "SELECT count(*) FROM announcement_family"));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM announcement_reader WHERE side = 'family'"));        /* Tuấn; Chi has nobody with an account */
    is_int(t, 2, count(t, s, "SELECT count(*) FROM announcement_reader WHERE side = 'pupil'"));
    is_int(t, 200, city_get(t, s, s->tuan, "/loi-nhan", &r));
    has_text(t, "Câu lạc bộ Cờ", r.body);
    is_int(t, 200, city_get(t, s, s->an, mine(t, path), NULL));
    const person_id others[] = { s->hoa, s->binh, s->hang, s->yen, s->lan, g.mentor };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) is_int(t, 404, city_get(t, s, others[i], mine(t, path), NULL));
    city_close(s);
}

TEST(only_the_schools_own_staff_who_lead_it_and_the_office_write_there_and_a_mentor_never)
{
    struct city *s = city_open(t);
    const struct led g = club(t, s);
    const char *base = base_of(t, &g), *path = drafted(t, s, s->toan, base, FAMILIES);
    const struct { person_id who; int status; } asked[] = { { s->clerk, 200 }, { s->deputy, 200 }, { s->hang, 403 } /* leads An's class, not the group */, { s->yen, 403 },
                                                            { s->lan, 404 }, { s->th_principal, 404 }, { g.mentor, 404 }, { s->an, 403 }, { s->tuan, 404 }, { s->admin, 404 } };
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        is_int(t, asked[i].status, city_get(t, s, asked[i].who, base, NULL));
        is_int(t, asked[i].status, city_get(t, s, asked[i].who, path, NULL));
        if (asked[i].status == 200) continue;
        is_int(t, asked[i].status, city_post(t, s, asked[i].who, at(t, base, "/moi"), WORDS FAMILIES, NULL));
        is_int(t, asked[i].status, city_post(t, s, asked[i].who, at(t, path, "/gui"), "rev=1", NULL));
    }
    is_int(t, 404, city_post(t, s, g.mentor, at(t, path_to(t, "/nhom/", g.id.v, ""), "/loi-nhan/moi"), WORDS FAMILIES, NULL));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM announcement"));
    city_close(s);
}

TEST(what_a_leader_writes_stands_on_the_offices_list_and_the_office_may_take_it_back)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const struct led g = club(t, s);
    const char *path = sent(t, s, s->toan, base_of(t, &g), FAMILIES);
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/loi-nhan", &r));
    has_text(t, path, r.body);
    has_text(t, "Câu lạc bộ Cờ", r.body);
    is_int(t, 1, count(t, s, "SELECT count(*) FROM audit WHERE act = 'announcements.send'"));
    is_int(t, 404, city_get(t, s, s->clerk, arena_print(t->arena, "/t/thcs/loi-nhan/%s", strrchr(path, '/') + 1), NULL));        /* one page of its own */
    is_int(t, 404, city_get(t, s, s->hang, path_to(t, "/t/thcs/lop/", s->a1.v, arena_print(t->arena, "/loi-nhan/%s", strrchr(path, '/') + 1)), NULL));
    is_int(t, 303, city_post(t, s, s->toan, at(t, path, "/sua"), WORDS "&rev=2&dinh_chinh=Đổi+giờ", NULL));
    is_true(t, jobs_run_all(&s->app) > 0);
    is_int(t, 200, city_get(t, s, s->tuan, mine(t, path), &r));
    has_text(t, "Đã đính chính: Đổi giờ", r.body);
    is_int(t, 303, city_post(t, s, s->deputy, at(t, path, "/thu-hoi"), "rev=3&li_do=Gửi+nhầm", NULL));
    is_true(t, jobs_run_all(&s->app) > 0);
    is_int(t, 200, city_get(t, s, s->tuan, mine(t, path), &r));
    has_text(t, "Gửi nhầm", r.body);
    lacks_text(t, "Bảy giờ", r.body);
    is_int(t, 200, city_get(t, s, s->toan, path, &r));
    has_text(t, "Đã thu hồi: Gửi nhầm", r.body);
    is_int(t, 404, city_get(t, s, s->toan, at(t, path, "/sua"), NULL));
    city_close(s);
}

TEST(the_office_writes_to_a_group_and_its_leader_finds_it_there)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const struct led g = club(t, s);
    is_int(t, 200, city_get(t, s, s->clerk, "/t/thcs/loi-nhan/moi", &r));
    has_text(t, "Câu lạc bộ Cờ", r.body);
    const char *path = sent(t, s, s->clerk, "/t/thcs/loi-nhan", arena_print(t->arena, "&noi=nhom-%s" FAMILIES, path_to(t, "", g.id.v, "")));
    has_text(t, base_of(t, &g), path);
    is_int(t, 200, city_get(t, s, s->toan, path, &r));
    has_text(t, "Khuất Quỳnh Chi", r.body);
    city_close(s);
}

TEST(a_leader_sees_which_families_have_confirmed_and_no_guardians_name_or_phone)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const struct led g = club(t, s);
    const char *path = sent(t, s, s->toan, base_of(t, &g), FAMILIES);
    is_int(t, 303, city_post(t, s, s->tuan, at(t, mine(t, path), "/da-doc"), "lan=1", NULL));
    is_int(t, 200, city_get(t, s, s->toan, at(t, path, "?xem=dien-thoai"), &r));
    has_text(t, "<b>1</b><span>trong 2 gia đình đã xác nhận", r.body);
    has_text(t, "Trần Lê Bình An", strstr(r.body, "Đã xác nhận: 1"));
    has_text(t, "6A1", r.body);
    has_text(t, "Khuất Quỳnh Chi, 6A2", strstr(r.body, "id=\"chua\""));        /* two of one name are told apart */
    lacks_text(t, "Trần Quốc Tuấn", r.body);
    lacks_text(t, "tel:", r.body);
    is_int(t, 200, city_get(t, s, s->clerk, path, &r));
    has_text(t, "Trần Quốc Tuấn", r.body);
    city_close(s);
}

TEST(slips_are_printed_and_ticked_for_the_children_of_the_group_alone)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const struct led g = club(t, s);
    const char *path = sent(t, s, s->toan, base_of(t, &g), FAMILIES), *tick = at(t, path, "/giay"), *chi = path_to(t, "", s->chi.v, "");
    is_int(t, 200, city_get(t, s, s->toan, at(t, path, "/phieu"), &r));
    has_text(t, "Khuất Quỳnh Chi", r.body);
    lacks_text(t, "Trần Lê Bình An", r.body);
    is_int(t, 303, city_post(t, s, s->toan, tick, arena_print(t->arena, "em-%s=1&lan=1", chi), NULL));
    is_int(t, 404, city_post(t, s, s->toan, tick, arena_print(t->arena, "em-%s=1&lan=1", path_to(t, "", s->binh.v, "")), NULL));
    is_int(t, 1, count(t, s, "SELECT count(*) FROM audit WHERE act = 'announcements.paper'"));
    is_int(t, 200, city_post(t, s, s->toan, at(t, path, "/danh-sach"), "", &r));
    is_true(t, r.n > 1000 && memcmp(r.body, "PK", 2) == 0);
    is_int(t, 1, count(t, s, "SELECT count(*) FROM audit WHERE act = 'announcements.list'"));
    is_int(t, 303, city_post(t, s, s->toan, tick, arena_print(t->arena, "bo=%s&lan=1", chi), NULL));
    is_int(t, 0, count(t, s, "SELECT count(*) FROM announcement_family WHERE paper = 1"));
    city_close(s);
}

struct joining { study_group_id group; person_id child; };
static rc joined(struct tx *t, const struct joining *in, void *out) { return (void)out, group_take(t, in->group, &in->child, 1, NULL); }
CLOSURE(joined, struct joining, void)

static void joins(struct test *t, struct city *s, study_group_id group, person_id child)
{
    const struct joining in = { group, child };
    ask_done(s->ask);
    s->ask->scope.school = s->thcs.id;
    s->ask->me = s->clerk;
    is_rc(t, OK, transact(s->ask, NULL, joined, &in, NULL));
    s->ask->scope = (struct scope){ 0 };
    s->ask->me = (person_id){ 0 };
}

TEST(who_left_the_group_is_reminded_no_more_and_who_came_later_may_be_ticked)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const struct led g = club(t, s);
    const char *path = sent(t, s, s->toan, base_of(t, &g), FAMILIES);
    ask_done(s->ask);
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "UPDATE group_member SET state = 'left', to_day = %d WHERE person_id = %lld", s->today.n, (long long)s->an.v), NULL));
    joins(t, s, g.id, s->binh);
    is_int(t, 200, city_get(t, s, s->toan, path, &r));
    has_text(t, "Đã rời nhóm sau khi gửi", r.body);
    has_text(t, "Vào nhóm sau khi gửi", r.body);
    is_int(t, 200, city_get(t, s, s->hoa, mine(t, path), NULL));             /* Bình's mother reads it while it is not over */
    is_int(t, 303, city_post(t, s, s->toan, at(t, path, "/nhac"), "", NULL));
    is_int(t, 409, city_post(t, s, s->clerk, at(t, path, "/nhac"), "", NULL));
    is_true(t, jobs_run_all(&s->app) > 0);
    is_int(t, 0, count(t, s, arena_print(t->arena, "SELECT count(*) FROM notice WHERE person_id = %lld AND words LIKE '%%nhắc:%%'", (long long)s->tuan.v)));
    is_int(t, 1, count(t, s, arena_print(t->arena, "SELECT count(*) FROM announcement_reader WHERE person_id = %lld", (long long)s->hoa.v)));
    is_int(t, 303, city_post(t, s, s->toan, at(t, path, "/giay"), arena_print(t->arena, "em-%s=1&lan=1", path_to(t, "", s->binh.v, "")), NULL));
    city_close(s);
}

TEST(a_family_that_came_after_the_message_is_written_down_by_its_slip)
{
    struct city *s = city_open(t);
    const struct led g = club(t, s);
    const char *path = sent(t, s, s->toan, base_of(t, &g), FAMILIES);
    joins(t, s, g.id, s->binh);
    is_int(t, 303, city_post(t, s, s->toan, at(t, path, "/giay"), arena_print(t->arena, "em-%s=1&lan=1", path_to(t, "", s->binh.v, "")), NULL));
    is_int(t, 1, count(t, s, arena_print(t->arena, "SELECT count(*) FROM announcement_family WHERE child_id = %lld AND paper = 1 AND class_id = %lld", (long long)s->binh.v, (long long)s->a1.v)));
    city_close(s);
}

TEST(whom_an_order_keeps_from_a_child_is_told_nothing_by_a_group_either)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const struct led g = club(t, s);
    const char *before = sent(t, s, s->toan, base_of(t, &g), FAMILIES);
    is_int(t, 200, city_get(t, s, s->tuan, mine(t, before), NULL));
    city_keep_away(t, s, s->an, s->tuan);
    is_int(t, 404, city_get(t, s, s->tuan, mine(t, before), NULL));
    int64_t bells = count(t, s, arena_print(t->arena, "SELECT count(*) FROM notice WHERE person_id = %lld", (long long)s->tuan.v));
    const char *after = sent(t, s, s->toan, base_of(t, &g), FAMILIES);
    is_int(t, 404, city_get(t, s, s->tuan, mine(t, after), NULL));
    is_int(t, 303, city_post(t, s, s->toan, at(t, before, "/nhac"), "", NULL));
    is_true(t, jobs_run_all(&s->app) > 0);
    is_int(t, bells, count(t, s, arena_print(t->arena, "SELECT count(*) FROM notice WHERE person_id = %lld", (long long)s->tuan.v)));
    is_int(t, 200, city_get(t, s, s->tuan, "/loi-nhan", &r));
    lacks_text(t, "Tham quan", r.body);
    city_close(s);
}

TEST(a_leader_who_is_kept_from_a_child_reads_neither_its_name_nor_a_number_with_it)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const struct led g = club(t, s);
    city_bar(t, s, s->an, s->toan, "+84900000778");
    const char *draft = drafted(t, s, s->toan, base_of(t, &g), FAMILIES);
    is_int(t, 200, city_get(t, s, s->toan, draft, &r));
    has_text(t, "1 gia đình", r.body);
    is_int(t, 303, city_post(t, s, s->toan, at(t, draft, "/gui"), "rev=1", NULL));
    is_true(t, jobs_run_all(&s->app) > 0);
    is_int(t, 200, city_get(t, s, s->tuan, mine(t, draft), NULL));            /* the family hears all the same */
    is_int(t, 200, city_get(t, s, s->toan, draft, &r));
    lacks_text(t, "Trần Lê Bình An", r.body);
    has_text(t, "trong 1 gia đình đã xác nhận", r.body);
    is_int(t, 200, city_get(t, s, s->toan, base_of(t, &g), &r));
    has_text(t, "0/1 gia đình đã đọc", r.body);
    is_int(t, 200, city_get(t, s, s->toan, "/hom-nay", &r));
    has_text(t, "1 gia đình chưa xác nhận", r.body);
    is_int(t, 200, city_get(t, s, s->clerk, draft, &r));
    has_text(t, "Trần Lê Bình An", r.body);
    city_close(s);
}

TEST(the_home_of_who_leads_a_group_says_how_many_families_have_not_confirmed)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const struct led g = club(t, s);
    const char *path = sent(t, s, s->toan, base_of(t, &g), FAMILIES);
    is_int(t, 200, city_get(t, s, s->toan, "/hom-nay", &r));
    has_text(t, "2 gia đình chưa xác nhận", r.body);
    has_text(t, path, r.body);
    is_int(t, 200, city_get(t, s, s->yen, "/hom-nay", &r));
    lacks_text(t, "gia đình chưa xác nhận", r.body);
    is_int(t, 303, city_post(t, s, s->tuan, at(t, mine(t, path), "/da-doc"), "lan=1", NULL));
    is_int(t, 200, city_get(t, s, s->toan, "/hom-nay", &r));
    has_text(t, "1 gia đình chưa xác nhận", r.body);
    city_close(s);
}

static rc club_over(struct tx *t, const struct led *g, void *out) { return (void)out, group_end(t, g->id, 1); }
CLOSURE(club_over, struct led, void)

TEST(a_group_that_is_over_hears_nothing_more_and_who_led_it_is_a_stranger_to_its_messages)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const struct led g = club(t, s);
    const char *base = base_of(t, &g), *path = drafted(t, s, s->toan, base, FAMILIES);
    s->ask->scope.school = s->thcs.id;
    s->ask->me = s->clerk;
    is_rc(t, OK, transact(s->ask, NULL, club_over, &g, NULL));
    s->ask->scope = (struct scope){ 0 };
    s->ask->me = (person_id){ 0 };
    is_int(t, 403, city_get(t, s, s->toan, path, NULL));
    is_int(t, 403, city_post(t, s, s->toan, at(t, path, "/gui"), "rev=1", NULL));
    is_int(t, 200, city_get(t, s, s->clerk, path, &r));
    has_text(t, "Nhóm này đã kết thúc", r.body);
    lacks_text(t, "/gui\"", r.body);
    is_int(t, 409, city_post(t, s, s->clerk, at(t, path, "/gui"), "rev=1", &r));
    has_text(t, "không còn ai để nhắn", r.body);
    is_int(t, 409, city_post(t, s, s->clerk, at(t, base, "/moi"), WORDS FAMILIES, NULL));
    is_int(t, 200, city_get(t, s, s->clerk, base, &r));
    lacks_text(t, "Viết lời nhắn", r.body);
    is_int(t, 0, count(t, s, "SELECT count(*) FROM announcement_family"));
    city_close(s);
}

TEST(what_a_leader_said_for_later_goes_out_while_they_lead_it_and_is_held_when_the_group_is_over)
{
    for (int over = 0; over < 2; over++) {
        struct city *s = city_open(t);
        struct loop_reply r;
        const struct led g = club(t, s);
        const char *path = drafted(t, s, s->toan, base_of(t, &g), FAMILIES);
        is_int(t, 403, city_post(t, s, s->hang, at(t, path, "/hen"), "ngay=2026-11-24&gio=07:00&rev=1", NULL));
        is_int(t, 303, city_post(t, s, s->toan, at(t, path, "/hen"), "ngay=2026-11-24&gio=07:00&rev=1", NULL));
        is_int(t, 303, city_post(t, s, s->toan, at(t, path, "/thoi-hen"), "rev=2", NULL));
        is_int(t, 303, city_post(t, s, s->toan, at(t, path, "/hen"), "ngay=2026-11-24&gio=07:00&rev=3", NULL));
        s->ask->scope.school = s->thcs.id, s->ask->me = s->clerk;
        if (over) is_rc(t, OK, transact(s->ask, NULL, club_over, &g, NULL));
        s->ask->scope = (struct scope){ 0 }, s->ask->me = (person_id){ 0 };
        db_set_clock(s->app.db, (opt_instant){ true, { s->ask->now.ms + 86400000LL } });
        is_true(t, jobs_run_all(&s->app) > 0);
        is_int(t, over ? 0 : 2, count(t, s, "SELECT count(*) FROM announcement_family"));       /* An and Chi */
        is_int(t, 200, city_get(t, s, s->clerk, path, &r));
        if (over) has_text(t, "không gửi được: Nhóm đã kết thúc.", r.body);
        is_int(t, 200, city_get(t, s, s->toan, "/thong-bao", &r));
        if (over) has_text(t, "nhóm đã kết thúc", r.body);
        city_close(s);
    }
}

struct sharing { const struct city *s; study_group_id host; };
static rc shared_made(struct tx *t, const struct sharing *in, study_group_id *out)
{
    const struct city *s = in->s;
    group_share_id share;
    t->ask->scope.school = s->thcs.id;
    t->ask->me = s->principal;
    try(share_invite(t, &(struct new_share){ in->host, s->th.id, NULL }));
    t->ask->scope.school = s->th.id;
    t->ask->me = s->th_principal;
    try(share_waiting(t->ask, in->host, &share));
    try(share_accept(t, &(struct share_yes){ share, "Câu lạc bộ Cờ Sao Mai", NULL, GROUP_JOINING_LEADER, 1 }, out));
    return group_take(t, *out, &s->dung, 1, NULL);
}
CLOSURE(shared_made, struct sharing, study_group_id)

TEST(of_a_group_of_several_schools_each_reaches_the_pupils_of_its_own_alone)
{
    struct city *s = city_open(t);
    const struct led g = club(t, s);
    const struct sharing both = { s, g.id };
    study_group_id guest;
    is_rc(t, OK, transact(s->ask, NULL, shared_made, &both, &guest));
    s->ask->scope = (struct scope){ 0 };
    s->ask->me = (person_id){ 0 };
    ask_done(s->ask);
    const char *path = sent(t, s, s->toan, base_of(t, &g), "&gui-families=1&gui-pupils=1&xac_nhan=1");
    is_int(t, 2, count(t, s, "SELECT count(*) FROM announcement_family"));
    is_int(t, 0, count(t, s, arena_print(t->arena, "SELECT count(*) FROM announcement_family WHERE child_id = %lld", (long long)s->dung.v)));
    is_int(t, 404, city_get(t, s, s->lan, mine(t, path), NULL));
    is_int(t, 404, city_get(t, s, s->th_principal, path, NULL));
    is_int(t, 404, city_get(t, s, s->toan, path_to(t, "/t/thcs/nhom/", guest.v, "/loi-nhan"), NULL));
    const char *theirs = sent(t, s, s->th_principal, path_to(t, "/t/tieu-hoc/nhom/", guest.v, "/loi-nhan"), FAMILIES);
    is_int(t, 1, count(t, s, "SELECT count(*) FROM announcement_family WHERE announcement_id = (SELECT max(id) FROM announcement)"));
    is_int(t, 404, city_get(t, s, s->toan, theirs, NULL));
    is_int(t, 404, city_get(t, s, s->tuan, mine(t, theirs), NULL));
    city_close(s);
}
