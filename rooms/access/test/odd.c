/* Odd numbers of looks and exports by one account in an hour are told to the principals and the administrators, once. */
#include "access/access.h"
#include "access/odd.h"
#include "consent/consent.h"
#include "people/people.h"
#include "test/harness/city.h"
#include <stdlib.h>
#include <string.h>

static int64_t number(struct test *t, struct city *s, const char *sql)
{
    const char *first = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &first));
    return first ? atoll(first) : -1;
}

struct many { const struct city *s; int n; const char *as; };

/* Hằng looks at n pupils whom nobody else knows. */
static rc many_seen(struct tx *t, const struct many *in, void *out)
{
    (void)out;
    person_id *one = ARENA_MANY(t->ask->arena, person_id, (size_t)in->n);
    if (!one) return LIMIT;
    for (int i = 0; i < in->n; i++) try(person_add(t, &(struct new_person){ .full_name = "Em Nào" }, &one[i]));
    t->ask->me = in->s->hang;
    t->ask->scope.school = in->s->thcs.id;
    return looks_add(t, one, (size_t)in->n, LOOK_KIND_CONTACT, in->as);
}
CLOSURE(many_seen, struct many, void)

static void looks(struct test *t, struct city *s, int n, const char *as)
{
    const struct many many = { s, n, as };
    is_rc(t, OK, transact(s->ask, NULL, many_seen, &many, NULL));
    s->ask->scope = (struct scope){ 0 };
    s->ask->me = (person_id){ 0 };
}

static rc run_ask(struct tx *t, const void *in, void *out)
{
    (void)in, (void)out;
    const struct job_kind *kind = access_jobs;
    while (!str_is(kind->name, "access.odd")) kind++;
    job_id id;
    return job_add(t, &(struct new_job){ .kind = kind }, &id);
}
CLOSURE(run_ask, void, void)

static void run(struct test *t, struct city *s)
{
    is_rc(t, OK, transact(s->ask, NULL, run_ask, NULL, NULL));
    jobs_run_all(&s->app);
}

TEST(who_opens_the_pages_of_many_pupils_within_an_hour_is_told_of_once_to_principal_and_administrator)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 303, city_post(t, s, s->principal, "/t/thcs/cai-dat", "d-access.looks_hour=20", NULL));
    looks(t, s, 20, "homeroom");
    run(t, s);
    is_int(t, 0, number(t, s, "SELECT count(*) FROM odd_use"));
    number(t, s, "UPDATE setting SET text = '19' WHERE key = 'access.looks_hour'");        /* below its bounds: the default holds */
    run(t, s);
    is_int(t, 0, number(t, s, "SELECT count(*) FROM odd_use"));
    number(t, s, "UPDATE setting SET text = '20' WHERE key = 'access.looks_hour'");
    is_int(t, 200, city_get(t, s, s->hang, path_to(t, "/t/thcs/em/", s->an.v, ""), NULL));
    run(t, s);
    run(t, s);
    is_int(t, 1, number(t, s, "SELECT count(*) FROM odd_use WHERE looks = 21 AND exports = 0"));
    is_int(t, 200, city_get(t, s, s->principal, "/thong-bao", &r));
    has_text(t, "mở hồ sơ của nhiều học sinh", r.body);
    has_text(t, "Nguyễn Thị Thu Hằng", r.body);
    is_int(t, 200, city_get(t, s, s->admin, "/thong-bao", &r));
    has_text(t, "mở hồ sơ của nhiều học sinh", r.body);
    is_int(t, 200, city_get(t, s, s->hang, "/thong-bao", &r));
    lacks_text(t, "mở hồ sơ của nhiều", r.body);
    is_int(t, 1, number(t, s, "SELECT count(*) FROM audit WHERE act = 'access.odd'"));
    is_int(t, 0, number(t, s, "SELECT count(*) FROM notice WHERE person_id NOT IN (SELECT person_id FROM account WHERE admin = 1) AND words LIKE '%mở hồ sơ của nhiều%' AND parts LIKE '%Sao Mai%'"));
    city_close(s);
}

TEST(many_files_that_go_out_are_told_and_lists_on_paper_are_not)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    looks(t, s, 30, "export");
    is_int(t, 303, city_post(t, s, s->principal, "/t/thcs/cai-dat", "d-access.looks_hour=20&d-access.exports_hour=2", NULL));
    for (int i = 0; i < 2; i++)
        number(t, s, arena_print(t->arena, "INSERT INTO audit (school_id, id, at, by_person, act, kind, object, name, about, fields) VALUES (%lld, %d, %lld, %lld, 'roster.layout', 'roster_import', 0, '', 0, '')",
            (long long)s->thcs.id.v, 900 + i, (long long)s->ask->now.ms, (long long)s->clerk.v));
    run(t, s);
    is_int(t, 0, number(t, s, "SELECT count(*) FROM odd_use"));
    number(t, s, arena_print(t->arena, "INSERT INTO audit (school_id, id, at, by_person, act, kind, object, name, about, fields) VALUES (%lld, 905, %lld, %lld, 'oneroster.out', 'school', 0, '', 0, '')",
        (long long)s->thcs.id.v, (long long)s->ask->now.ms, (long long)s->clerk.v));
    run(t, s);
    is_int(t, 1, number(t, s, "SELECT count(*) FROM odd_use WHERE looks = 0 AND exports = 3"));
    is_int(t, 200, city_get(t, s, s->principal, "/thong-bao", &r));
    has_text(t, "xuất nhiều danh sách học sinh", r.body);
    is_int(t, 200, city_get(t, s, s->th_principal, "/thong-bao", &r));
    lacks_text(t, "xuất nhiều danh sách", r.body);
    city_close(s);
}

TEST(a_principal_who_is_the_odd_one_is_told_nothing_and_the_administrator_is)
{
    struct city *s = city_open(t);
    is_int(t, 303, city_post(t, s, s->principal, "/t/thcs/cai-dat", "d-access.exports_hour=1", NULL));
    for (int i = 0; i < 4; i++)
        number(t, s, arena_print(t->arena, "INSERT INTO audit (school_id, id, at, by_person, act, kind, object, name, about, fields) VALUES (%lld, %d, %lld, %lld, 'roster.list', 'class', 0, '', 0, '')",
            (long long)s->thcs.id.v, 910 + i, (long long)s->ask->now.ms, (long long)(i < 2 ? s->principal : s->admin).v));
    run(t, s);
    is_int(t, 2, number(t, s, "SELECT count(*) FROM odd_use WHERE exports = 2"));
    is_int(t, 1, number(t, s, arena_print(t->arena, "SELECT count(*) FROM notice WHERE words LIKE '%%xuất nhiều%%' AND person_id = %lld", (long long)s->principal.v)));        /* of the administrator */
    is_int(t, 1, number(t, s, arena_print(t->arena, "SELECT count(*) FROM notice WHERE words LIKE '%%xuất nhiều%%' AND person_id = %lld", (long long)s->admin.v)));            /* of the principal */
    city_close(s);
}
