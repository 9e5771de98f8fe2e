/* Subjects, and who teaches what in a class:
** GET /t/:truong/mon-hoc
** POST /t/:truong/mon-hoc
** POST /t/:truong/mon-hoc/sua
** POST /t/:truong/mon-hoc/thoi
** GET /t/:truong/lop/:lop/phan-cong
** POST /t/:truong/lop/:lop/phan-cong
** POST /t/:truong/lop/:lop/phan-cong/thoi */
#include "base/ids.h"
#include "classes/classes.h"
#include "test/harness/city.h"
#include <string.h>

#define SUBJECTS "/t/thcs/mon-hoc"

static const char *duties(struct test *t, struct city *s, const char *after) { return path_to(t, "/t/thcs/lop/", s->a1.v, arena_print(t->arena, "/phan-cong%s", after)); }

static const char *id_of(struct test *t, int64_t id) { return path_to(t, "", id, ""); }

/* The hidden value of that name behind the first place where the words stand. */
static const char *hidden(struct test *t, struct city *s, const char *path, const char *words, const char *name)
{
    struct loop_reply r;
    const char *field = arena_print(t->arena, "name=\"%s\" value=\"", name);
    city_get(t, s, s->clerk, path, &r);
    const char *at = r.body ? strstr(r.body, words) : NULL;
    if (at) at = strstr(at, field);
    if (!at) return fail(t, "%s: no %s behind %s", path, name, words), "";
    at += strlen(field);
    return arena_text_n(t->arena, at, strcspn(at, "\""));
}

static int assign(struct test *t, struct city *s, person_id by, member_id who, const char *days)
{
    const char *subject = id_of(t, 0);
    struct subject_line *line;
    size_t n;
    is_rc(t, OK, subjects_here(as_staff(s, s->thcs.id), &line, &n));
    for (size_t i = 0; i < n; i++) if (str_starts(line[i].name, "Toán")) subject = id_of(t, line[i].id.v);
    ask_done(s->ask);
    return city_post(t, s, by, duties(t, s, ""), arena_print(t->arena, "giao_vien=%s&viec=subject&mon=%s&%s", id_of(t, who.v), subject, days), NULL);
}

static int stop(struct test *t, struct city *s, person_id by, const char *name, const char *on, const char *rev)
{
    const char *id = hidden(t, s, duties(t, s, ""), name, "phan_cong");
    return city_post(t, s, by, duties(t, s, "/thoi"), arena_print(t->arena, "phan_cong=%s&rev=%s&den_ngay=%s", id, rev, on), NULL);
}

static void days_later(struct city *s, int days) { db_set_clock(s->app.db, (opt_instant){ true, { day_start((day){ s->today.n + days }).ms + 8 * 3600000 } }); }

TEST(a_teacher_opens_a_class_from_the_press_that_assigns_to_the_press_that_ends_it)
{
    struct city *s = city_open(t);
    const char *an = path_to(t, "/t/thcs/em/", s->an.v, "");
    struct loop_reply r;
    is_int(t, 403, city_get(t, s, s->yen, an, NULL));
    is_int(t, 403, assign(t, s, s->hang, s->m_yen, "tu_ngay=23%2F11%2F2026"));
    is_int(t, 404, assign(t, s, s->th_principal, s->m_yen, "tu_ngay=23%2F11%2F2026"));
    is_int(t, 303, assign(t, s, s->clerk, s->m_yen, "tu_ngay=23%2F11%2F2026"));
    is_int(t, 409, assign(t, s, s->clerk, s->m_yen, "tu_ngay=23%2F11%2F2026"));
    is_int(t, 200, city_get(t, s, s->yen, an, NULL));
    is_int(t, 200, city_get(t, s, s->yen, path_to(t, "/t/thcs/lop/", s->a1.v, ""), &r));
    has_text(t, "Phạm Hải Yến", r.body);
    is_int(t, 403, stop(t, s, s->yen, "Phạm Hải Yến", "23%2F11%2F2026", "1"));
    is_int(t, 409, stop(t, s, s->clerk, "Phạm Hải Yến", "23%2F11%2F2026", "7"));
    is_int(t, 422, stop(t, s, s->clerk, "Phạm Hải Yến", "24%2F11%2F2026", "1"));
    is_int(t, 303, stop(t, s, s->clerk, "Phạm Hải Yến", "23%2F11%2F2026", "1"));
    is_int(t, 403, city_get(t, s, s->yen, an, NULL));
    city_close(s);
}

TEST(a_duty_with_days_gives_nothing_before_the_first_and_nothing_after_the_last)
{
    struct city *s = city_open(t);
    const char *an = path_to(t, "/t/thcs/em/", s->an.v, "");
    is_int(t, 422, assign(t, s, s->clerk, s->m_yen, "tu_ngay=25%2F11%2F2026&den_ngay=24%2F11%2F2026"));
    is_int(t, 303, assign(t, s, s->clerk, s->m_yen, "tu_ngay=25%2F11%2F2026&den_ngay=26%2F11%2F2026"));
    is_int(t, 403, city_get(t, s, s->yen, an, NULL));
    days_later(s, 2);
    is_int(t, 200, city_get(t, s, s->yen, an, NULL));
    days_later(s, 3);
    is_int(t, 200, city_get(t, s, s->yen, an, NULL));
    days_later(s, 4);
    is_int(t, 403, city_get(t, s, s->yen, an, NULL));
    city_close(s);
}

TEST(who_leaves_the_school_keeps_no_duty_with_days)
{
    struct city *s = city_open(t);
    const char *open = NULL;
    is_int(t, 303, assign(t, s, s->clerk, s->m_yen, "tu_ngay=23%2F11%2F2026&den_ngay=26%2F12%2F2026"));
    days_later(s, 1);
    is_int(t, 303, city_post(t, s, s->clerk, path_to(t, "/t/thcs/nhan-su/", s->m_yen.v, "/thoi"), "rev=1", NULL));
    is_rc(t, OK, as_staff(s, s->thcs.id) ? db_plain(s->app.db, t->arena, arena_print(t->arena, "SELECT count(*) FROM teaching WHERE person_id = %lld AND (to_day IS NULL OR to_day > %lld)",
                                                    (long long)s->yen.v, (long long)s->today.n + 1), &open) : BUG);
    is_text(t, "0", open);
    city_close(s);
}

TEST(only_adults_of_the_school_who_teach_are_assigned)
{
    struct city *s = city_open(t);
    member_id lan = { 0 };
    struct membership *m;
    size_t n;
    is_rc(t, OK, memberships_of(as_staff(s, s->th.id), s->lan, &m, &n));
    if (n) lan = m->id;
    ask_done(s->ask);
    is_int(t, 422, assign(t, s, s->clerk, s->m_an, "tu_ngay=23%2F11%2F2026"));
    is_int(t, 422, assign(t, s, s->clerk, lan, "tu_ngay=23%2F11%2F2026"));
    is_int(t, 422, city_post(t, s, s->clerk, duties(t, s, ""), arena_print(t->arena, "giao_vien=%s&viec=subject&tu_ngay=23%%2F11%%2F2026", id_of(t, s->m_yen.v)), NULL));
    is_int(t, 422, city_post(t, s, s->clerk, duties(t, s, ""), arena_print(t->arena, "giao_vien=%s&viec=homeroom&tu_ngay=23%%2F11%%2F2026", id_of(t, s->m_yen.v)), NULL));
    is_int(t, 404, city_get(t, s, s->clerk, path_to(t, "/t/thcs/lop/", s->c1a1.v, "/phan-cong"), NULL));
    is_int(t, 403, city_get(t, s, s->hang, duties(t, s, ""), NULL));
    city_close(s);
}

TEST(a_subject_is_one_however_it_is_written_and_its_new_name_is_that_of_its_duties)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    const char *id = hidden(t, s, SUBJECTS, "<b>Toán</b>", "ma_mon");
    is_int(t, 422, city_post(t, s, s->clerk, SUBJECTS, "mon=TO%C3%81N", NULL));
    is_int(t, 303, city_post(t, s, s->clerk, SUBJECTS, "mon=%C3%82m+nh%E1%BA%A1c%0AM%C4%A9+thu%E1%BA%ADt%0Ato%C3%A1n", NULL));
    is_int(t, 403, city_post(t, s, s->hang, SUBJECTS, "mon=Tin", NULL));
    is_int(t, 404, city_get(t, s, s->th_principal, SUBJECTS, NULL));
    is_int(t, 409, city_post(t, s, s->clerk, SUBJECTS "/thoi", arena_print(t->arena, "ma_mon=%s&rev=1", id), NULL));
    is_int(t, 422, city_post(t, s, s->clerk, SUBJECTS "/sua", arena_print(t->arena, "ma_mon=%s&rev=1&ten=%%C3%%A2m+nh%%E1%%BA%%A1c", id), NULL));
    is_int(t, 303, city_post(t, s, s->clerk, SUBJECTS "/sua", arena_print(t->arena, "ma_mon=%s&rev=1&ten=To%%C3%%A1n+h%%E1%%BB%%8Dc", id), NULL));
    is_int(t, 409, city_post(t, s, s->clerk, SUBJECTS "/sua", arena_print(t->arena, "ma_mon=%s&rev=1&ten=S%%E1%%BB%%91", id), NULL));
    is_int(t, 200, city_get(t, s, s->toan, path_to(t, "/t/thcs/lop/", s->a1.v, ""), &r));
    has_text(t, "Toán học", r.body);
    is_int(t, 303, city_post(t, s, s->clerk, SUBJECTS "/thoi", arena_print(t->arena, "ma_mon=%s&rev=1", hidden(t, s, SUBJECTS, "<b>Âm nhạc</b>", "ma_mon")), NULL));
    is_int(t, 200, city_get(t, s, s->clerk, SUBJECTS, &r));
    lacks_text(t, "Âm nhạc", r.body);
    has_text(t, "Mĩ thuật", r.body);
    city_close(s);
}

static void clock_to(struct city *s, int on) { db_set_clock(s->app.db, (opt_instant){ true, { day_start((day){ s->today.n + on }).ms + 8 * 3600000 } }); }

TEST(who_stands_in_leads_the_class_for_those_days_alone)
{
    struct city *s = city_open(t);
    const char *class = path_to(t, "/t/thcs/lop/", s->a1.v, ""), *pupil = path_to(t, "/t/thcs/em/", s->an.v, "");
    const char *yen = arena_print(t->arena, "giao_vien=%s&viec=stand_in&tu_ngay=23%%2F11%%2F2026", id_of(t, s->m_yen.v));
    const char *toan = arena_print(t->arena, "giao_vien=%s&viec=stand_in&tu_ngay=25%%2F11%%2F2026&den_ngay=30%%2F11%%2F2026", id_of(t, s->m_toan.v));
    const char *hang = arena_print(t->arena, "giao_vien=%s&viec=stand_in&tu_ngay=23%%2F11%%2F2026&den_ngay=27%%2F11%%2F2026", id_of(t, s->m_hang.v));
    struct loop_reply r;
    is_int(t, 403, city_get(t, s, s->yen, class, NULL));
    is_int(t, 403, city_post(t, s, s->clerk, duties(t, s, ""), arena_print(t->arena, "%s&den_ngay=27%%2F11%%2F2026", yen), NULL));      /* the heads' word */
    is_int(t, 200, city_get(t, s, s->clerk, duties(t, s, ""), &r));
    lacks_text(t, "stand_in", r.body);
    is_int(t, 422, city_post(t, s, s->principal, duties(t, s, ""), yen, NULL));
    is_int(t, 422, city_post(t, s, s->principal, duties(t, s, ""), arena_print(t->arena, "%s&den_ngay=30%%2F11%%2F2027", yen), NULL));
    is_int(t, 422, city_post(t, s, s->principal, duties(t, s, ""), hang, NULL));
    is_int(t, 303, city_post(t, s, s->deputy, duties(t, s, ""), arena_print(t->arena, "%s&den_ngay=27%%2F11%%2F2026", yen), NULL));
    is_int(t, 409, city_post(t, s, s->principal, duties(t, s, ""), toan, NULL));
    is_int(t, 200, city_get(t, s, s->yen, class, &r));
    has_text(t, "In phiếu đăng nhập", r.body);                  /* what the homeroom teacher may */
    is_int(t, 200, city_get(t, s, s->yen, pupil, &r));
    has_text(t, "Chủ nhiệm thay", r.body);
    is_int(t, 200, city_get(t, s, s->hang, class, NULL));
    clock_to(s, 5);                                             /* 28/11: it has ended by itself */
    is_int(t, 403, city_get(t, s, s->yen, class, NULL));
    is_int(t, 403, city_get(t, s, s->yen, pupil, NULL));
    is_int(t, 200, city_get(t, s, s->hang, class, NULL));
    city_close(s);
}
