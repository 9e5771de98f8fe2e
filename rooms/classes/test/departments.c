/* Departments of teachers:
** GET /t/:truong/to-chuyen-mon
** POST /t/:truong/to-chuyen-mon
** GET /t/:truong/to-chuyen-mon/:to */
#include "base/ids.h"
#include "classes/classes.h"
#include "schools/schools.h"
#include "test/harness/city.h"
#include <string.h>

#define PAGE "/t/thcs/to-chuyen-mon"

static const char *made(struct test *t, struct city *s)
{
    struct loop_reply r;
    is_int(t, 303, city_post(t, s, s->clerk, PAGE, "viec=lap&ten=To%C3%A1n", NULL));
    is_int(t, 422, city_post(t, s, s->clerk, PAGE, "viec=lap&ten=To%C3%A1n", NULL));
    is_int(t, 200, city_get(t, s, s->toan, PAGE, &r));
    const char *at = strstr(r.body, PAGE "/");
    return at ? arena_text_n(t->arena, at + strlen(PAGE) + 1, 13) : (fail(t, "no department"), "");
}

static int put(struct test *t, struct city *s, person_id by, const char *to, member_id who, const char *act)
{
    return city_post(t, s, by, PAGE, arena_print(t->arena, "viec=%s&to=%s&%s", act, to, path_to(t, "nguoi=", who.v, "")), NULL);
}

static const char *number(struct test *t, struct city *s, const char *sql)
{
    const char *n = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &n));
    return n ? n : "";
}

TEST(a_department_has_one_head_at_a_time_who_sees_who_teaches_what)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *to = made(t, s), *page = arena_print(t->arena, PAGE "/%s", to);
    is_int(t, 403, put(t, s, s->toan, to, s->m_toan, "to-truong"));
    is_int(t, 303, put(t, s, s->clerk, to, s->m_toan, "to-truong"));
    is_int(t, 409, put(t, s, s->clerk, to, s->m_toan, "to-truong"));
    is_int(t, 303, put(t, s, s->clerk, to, s->m_hang, "them"));
    is_int(t, 422, put(t, s, s->clerk, to, s->m_an, "them"));                        /* a pupil */
    is_int(t, 200, city_get(t, s, s->toan, "/hom-nay", &r));
    has_text(t, "Tổ Toán", r.body);
    is_int(t, 200, city_get(t, s, s->hang, "/hom-nay", &r));
    lacks_text(t, "Tổ Toán", r.body);
    is_int(t, 200, city_get(t, s, s->toan, page, &r));
    has_text(t, "6A1", r.body);
    has_text(t, "Chủ nhiệm", r.body);
    is_int(t, 403, city_get(t, s, s->toan, path_to(t, "/t/thcs/em/", s->chi.v, ""), NULL));          /* no right to a pupil */
    is_int(t, 303, put(t, s, s->clerk, to, s->m_hang, "to-truong"));
    is_text(t, "1", number(t, s, "SELECT count(*) FROM department_member WHERE to_day IS NULL AND head = 1"));
    is_text(t, "2", number(t, s, "SELECT count(*) FROM department_member WHERE to_day IS NULL"));
    is_text(t, "4", number(t, s, "SELECT count(*) FROM department_member"));                          /* what was stays */
    is_int(t, 404, city_get(t, s, s->lan, page, NULL));
    is_int(t, 409, city_post(t, s, s->clerk, PAGE, arena_print(t->arena, "viec=giai-the&to=%s&rev=9", to), NULL));
    is_int(t, 303, city_post(t, s, s->clerk, PAGE, arena_print(t->arena, "viec=giai-the&to=%s&rev=1", to), NULL));
    is_int(t, 404, city_get(t, s, s->toan, page, NULL));
    is_text(t, "0", number(t, s, "SELECT count(*) FROM department_member WHERE to_day IS NULL"));
    city_close(s);
}

/* What the office does at /t/:truong/nhan-su/:nguoi/thoi. */
static rc goes(struct tx *t, const struct city *s, void *out)
{
    struct member_line line;
    (void)out;
    t->ask->scope.school = s->thcs.id;
    try(member_find(t->ask, s->m_toan, &line));
    try(member_end(t, line.id, day_of(t->now), line.rev));
    return teachings_end(t, line.id, line.person, day_of(t->now));
}
CLOSURE(goes, struct city, void)

TEST(a_head_who_leaves_the_school_leaves_the_place_to_another)
{
    struct city *s = city_open(t);
    const char *to = made(t, s);
    is_int(t, 303, put(t, s, s->clerk, to, s->m_toan, "to-truong"));
    is_rc(t, OK, transact(s->ask, NULL, goes, s, NULL));
    is_text(t, "0", number(t, s, "SELECT count(*) FROM department_member WHERE to_day IS NULL"));
    is_int(t, 303, put(t, s, s->clerk, to, s->m_hang, "to-truong"));
    city_close(s);
}
