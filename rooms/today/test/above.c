/* The homes of those above the schools: an officer, and who runs the system. GET /hom-nay. */
#include "access/access.h"
#include "test/harness/city.h"
#include <string.h>

static const char *home_of(struct test *t, struct city *s, person_id who)
{
    struct loop_reply r = { .body = "" };
    is_int(t, 200, city_get(t, s, who, "/hom-nay", &r));
    return arena_text(t->arena, r.body);
}

static rc officer_make(struct tx *t, const char *commune, person_id *out)
{
    const char *user_name;
    officer_id office;
    try(person_add(t, &(struct new_person){ .full_name = "Đinh Quốc Hưng" }, out));
    try(account_add(t, *out, "Đinh Quốc Hưng", false, (batch_id){ 0 }, &user_name));
    return officer_add(t, &(struct new_officer){ *out, "Đinh Quốc Hưng", NULL, *commune ? commune : NULL, *commune ? ORGANISATION_KIND_COMMUNE_OFFICE : ORGANISATION_KIND_DEPARTMENT, OFFICE_ROLE_OFFICER }, &office);
}
CLOSURE(officer_make, char, person_id)

static person_id officer_of(struct test *t, struct city *s, const char *commune)
{
    person_id officer = { 0 };
    is_rc(t, OK, transact(s->ask, NULL, officer_make, commune, &officer));
    return officer;
}

/* A piece of news and an event of the school, in two days; `audience` of both. */
static void tell(struct test *t, struct city *s, school_id school, const char *code, person_id by, const char *audience)
{
    static int n = 700;
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "INSERT INTO news (school_id, id, state, audience, title, body, written_by, written_at, published_by, published_at, told, rev) "
        "VALUES (%lld, %d, 'published', '%s', 'Tin %s của %s', 'x', %lld, 0, %lld, %lld, 0, 1)", (long long)school.v, n, audience, audience, code, (long long)by.v, (long long)by.v, (long long)s->ask->now.ms - 1000), NULL));
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "INSERT INTO calendar_event (school_id, id, audience, title, place, note, from_day, to_day, made_by, made_at, changed_at, rev) "
        "VALUES (%lld, %d, '%s', 'Hội %s của %s', '', '', %d, %d, %lld, 0, 0, 1)", (long long)school.v, n + 1, audience, audience, code, s->today.n + 2, s->today.n + 2, (long long)by.v), NULL));
    n += 2;
}

TEST(an_officer_finds_what_the_schools_of_the_area_tell_everybody_and_nothing_of_their_inside)
{
    struct city *s = city_open(t);
    tell(t, s, s->thcs.id, s->thcs.code, s->principal, "everybody");
    tell(t, s, s->thcs.id, s->thcs.code, s->principal, "inside");
    tell(t, s, s->th.id, s->th.code, s->th_principal, "everybody");
    const char *home = home_of(t, s, officer_of(t, s, ""));
    has_text(t, "Tin everybody của thcs", home);
    has_text(t, "Hội everybody của thcs", home);
    has_text(t, "Tin everybody của tieu-hoc", home);
    lacks_text(t, "inside", home);
    lacks_text(t, "href=\"/tin\"", home);                      /* the list of one's own schools */
    city_close(s);
}

TEST(what_comes_tomorrow_is_called_so_and_what_comes_later_by_its_day)
{
    struct city *s = city_open(t);
    tell(t, s, s->thcs.id, s->thcs.code, s->principal, "everybody");
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "UPDATE calendar_event SET from_day = %d, to_day = %d", s->today.n + 1, s->today.n + 1), NULL));
    const char *home = home_of(t, s, s->hang);
    has_text(t, "Ngày mai, ", home);
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "UPDATE calendar_event SET from_day = %d, to_day = %d", s->today.n + 2, s->today.n + 2), NULL));
    home = home_of(t, s, s->hang);
    has_text(t, "Hội everybody", home);
    lacks_text(t, "Ngày mai", home);
    city_close(s);
}

TEST(an_officer_of_a_commune_finds_no_news_of_another)
{
    struct city *s = city_open(t);
    tell(t, s, s->thcs.id, s->thcs.code, s->principal, "everybody");
    const char *home = home_of(t, s, officer_of(t, s, "00070"));
    lacks_text(t, "của thcs", home);
    lacks_text(t, "Bình Minh", home);
    city_close(s);
}

/* Nobody can read fifty schools' news on a home, and the first fifty by name would be chance. */
TEST(an_officer_of_a_page_of_schools_and_more_has_the_figures_alone)
{
    struct city *s = city_open(t);
    tell(t, s, s->thcs.id, s->thcs.code, s->principal, "everybody");
    for (int i = 0; i < 48; i++)
        is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "INSERT INTO school (id, organisation_id, code, name, search_key, ownership, area_id, address, rev) SELECT 5000 + %d, organisation_id, 'truong-%d', 'Trường số %d', 'truong so %d', ownership, area_id, '', 1 FROM school WHERE id = %lld", i, i, i, i, (long long)s->thcs.id.v), NULL));
    const char *home = home_of(t, s, officer_of(t, s, ""));
    lacks_text(t, "Tin everybody", home);
    has_text(t, "Tất cả các trường", home);
    has_text(t, "href=\"/khu-vuc\"", home);
    city_close(s);
}

static void job_over(struct test *t, struct city *s, int id, const char *state, long long at)
{
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "INSERT INTO job (id, kind, kind_key, school_id, by_person, lang, args, about, priority, state, attempt, due_at, done_n, of_n, runner, says, links, error, error_number, made_at, ended_at) "
        "VALUES (%d, 'web.tidy', 1, 0, 0, 0, '', '', 2, '%s', 1, 0, 0, 0, 0, '', '', '', 0, 0, %lld)", id, state, at), NULL));
}

TEST(who_runs_the_system_reads_what_was_done_what_failed_and_what_comes_next)
{
    struct city *s = city_open(t);
    has_text(t, "Trong 24 giờ qua chưa việc nào", home_of(t, s, s->admin));
    long long now = (long long)s->ask->now.ms;
    job_over(t, s, 801, "done", now - 3600000);
    job_over(t, s, 802, "done", now - 2 * 86400000LL);
    const char *home = home_of(t, s, s->admin);
    has_text(t, "1 việc của hệ thống đã xong trong 24 giờ qua", home);
    lacks_text(t, "không xong trong 7 ngày", home);
    has_text(t, "Tự chạy lúc", home);
    job_over(t, s, 803, "failed", now - 2 * 86400000LL);
    has_text(t, "1 việc của hệ thống không xong trong 7 ngày qua", home_of(t, s, s->admin));
    city_close(s);
}
