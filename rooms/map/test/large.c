/* A school of 3,000 pupils in a database with others of its size: the figures are right, in as many questions as of a small one
** (how long they take: bench/city.mjs). */
#include "map/inside.h"
#include "record/record.h"
#include "test/harness/city.h"
#include <string.h>

enum { PUPILS = 3000, QUESTIONS_MOST = 12 };

/* {s}: the school, {p}: where the numbers of its people begin, {d}: today, {x}: bytes. Pupils; two guardians each, every fourth of a sister or brother, too; what three in
** four did in each week of two years; sums of 12 sorts a day, which is what today's rooms come to. */
static const char *const made[] = {
    "WITH RECURSIVE i(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM i WHERE n < 8999) INSERT INTO person (id, full_name, search_key, sort_key, added_at, rev) SELECT {p} + n, 'Lê An', 'le an', {x}, 0, 1 FROM i",
    "WITH RECURSIVE i(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM i WHERE n < 2999) INSERT INTO member (school_id, id, person_id, role, display_name, search_key, sort_key, from_day, rev)"
    " SELECT {s}, {p} + n, {p} + n, 'pupil', 'Lê An', 'le an', {x}, {d} - 800, 1 FROM i",
    "WITH RECURSIVE i(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM i WHERE n < 5999) INSERT INTO guardian_link (id, child_id, guardian_id, kind, from_day)"
    " SELECT {p} + n, {p} + n / 2, {p} + 3000 + n - CASE n % 4 WHEN 2 THEN 2 ELSE 0 END, 'guardian', {d} - 800 FROM i",
    "WITH RECURSIVE w(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM w WHERE n < 103), i(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM i WHERE n < 2999)"
    " INSERT INTO record_weekly_person (school_id, monday, component, actor_as, person_id, n) SELECT {s}, {d} - 7 * w.n, 'knowledge', 'pupil', {p} + i.n, 1 FROM w, i WHERE (i.n + w.n) % 4 <> 0",
    "WITH RECURSIVE t(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM t WHERE n < 727), k(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM k WHERE n < 12)"
    " INSERT INTO record_daily (school_id, on_day, component, touches, verb, object_kind, actor_as, n) SELECT {s}, {d} - t.n, 'knowledge', 4, 'read', 'loai' || k.n, 'pupil', k.n FROM t, k",
};

static void make(struct test *t, struct city *s, int64_t school, int64_t people)
{
    const struct { const char *name, *value; } part[] = {
        { "{s}", arena_print(t->arena, "%lld", (long long)school) }, { "{p}", arena_print(t->arena, "%lld", (long long)people) },
        { "{d}", arena_print(t->arena, "%d", s->today.n) }, { "{x}", test_bytes(t, "01") } };
    const char *none;
    for (size_t i = 0; i < sizeof made / sizeof *made; i++) {
        const char *sql = made[i];
        for (size_t k = 0; k < sizeof part / sizeof *part; k++)
            for (const char *at; (at = strstr(sql, part[k].name));)
                sql = arena_print(t->arena, "%.*s%s%s", (int)(at - sql), sql, part[k].value, at + strlen(part[k].name));
        is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &none));
    }
}

TEST(a_school_of_three_thousand_is_read_in_twelve_questions)
{
    struct city *s = city_open(t);
    struct map_facts f = { 0 };
    make(t, s, s->thcs.id.v, 5000000000000);
    make(t, s, s->th.id.v, 6000000000000);
    int64_t before = db_stats(s->app.db).questions;
    is_rc(t, OK, map_read(s->ask, s->thcs.id, s->today, &f));
    int64_t asked = db_stats(s->app.db).questions - before;
    is_true(t, asked > 0 && asked <= QUESTIONS_MOST);
    is_int(t, PUPILS + 3, f.kind[MAP_PUPILS].now);
    is_int(t, PUPILS, f.kind[MAP_PUPILS].before);
    is_int(t, 78 * 364, f.before.deeds);
    is_int(t, 78 * 358, f.year.deeds);                                    /* a Monday: six days of the year are to come */
    is_int(t, PUPILS, f.active);
    is_int(t, 4500 + 2, f.kind[MAP_GUARDIANS].now);
    city_close(s);
}
