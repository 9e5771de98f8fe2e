/* `khue verify` finds what was made wrong behind the rules' back, and nothing else. */
#include "book.h"
#include "test/harness/wrong.h"
#include "values/values.h"
#include <string.h>

static void some_deeds(struct test *t, struct city *s)
{
    struct deed d[40];
    person_id who[] = { s->an, s->binh, s->hang, s->tuan };
    for (int i = 0; i < 40; i++)
        d[i] = (struct deed){ .school = i % 3 ? s->thcs.id : s->th.id, .actor = who[i % 4], .verb = (enum deed_verb)(1 + i % DEED_VERB_COUNT), .object = A_PAGE(i, "1"),
                              .at = { true, { s->ask->now.ms - i * 30000000LL } }, .with = &s->chi, .with_n = (size_t)(i % 2) };
    is_rc(t, OK, deeds_write(s->ask, &(struct deeds){ d, 40, false }));
}

static void broken(struct test *t, struct city *s, const char *how, const char *mended, const char *said)
{
    int64_t wrong;
    is_rc(t, OK, db_plain(s->app.db, t->arena, how, NULL));
    const char *words = city_says(t, s, &wrong);
    if (wrong == 0) fail(t, "nobody minds: %s", how);
    has_text(t, said, words);
    is_rc(t, OK, db_plain(s->app.db, t->arena, mended, NULL));
    words = city_says(t, s, &wrong);
    if (wrong != 0) fail(t, "after %s:\n%s", mended, words);
}

TEST(a_sound_city_passes_every_check_of_every_room)
{
    struct city *s = city_open(t);
    int64_t wrong;
    is_text(t, "", city_says(t, s, &wrong));
    some_deeds(t, s);
    is_text(t, "", city_says(t, s, &wrong));
    is_int(t, 0, wrong);
    city_close(s);
}

TEST(sums_that_are_not_those_of_the_deeds_are_found)
{
    struct city *s = city_open(t);
    some_deeds(t, s);
    broken(t, s, "UPDATE record_daily SET n = n + 1", "UPDATE record_daily SET n = n - 1", "-1 deeds more than their sum says");
    broken(t, s, "UPDATE record_daily SET on_day = on_day + 7000", "UPDATE record_daily SET on_day = on_day - 7000", "1 deeds more than their sum says");
    broken(t, s, "UPDATE record_weekly_person SET n = n - 1", "UPDATE record_weekly_person SET n = n + 1", "deeds more than their sum says");
    city_close(s);
}

TEST(deeds_that_cannot_be_are_found)
{
    struct city *s = city_open(t);
    some_deeds(t, s);
    broken(t, s, "UPDATE statement_key SET statement_id = statement_id + 1", "UPDATE statement_key SET statement_id = statement_id - 1", "has no name for other systems");
    broken(t, s, "UPDATE statement SET touches = touches - 32", "UPDATE statement SET touches = touches + 32", "is not joined to its own component");
    broken(t, s, "UPDATE statement_with SET at = at + 1", "UPDATE statement_with SET at = at - 1", "stands elsewhere at another time");
    broken(t, s, "UPDATE statement SET id = id + 4611686018427387904", "UPDATE statement SET id = id - 4611686018427387904", "lies beyond its server's numbers");
    broken(t, s, "UPDATE statement SET at = at + 315360000000", "UPDATE statement SET at = at - 315360000000", "was stored before it was done");
    broken(t, s, "UPDATE record_daily SET object_kind = 'dragon'; UPDATE statement SET object_kind = 'dragon'",
           "UPDATE record_daily SET object_kind = 'values_page'; UPDATE statement SET object_kind = 'values_page'", "dragon is no kind of culture");
    city_close(s);
}

TEST(what_other_rooms_promise_is_looked_at)
{
    struct city *s = city_open(t);
    broken(t, s, "UPDATE person SET search_key = 'x' || search_key", "UPDATE person SET search_key = substr(search_key, 2)", "cannot be found or sorted by the name");
    broken(t, s, "UPDATE member SET display_name = display_name || 'x'", "UPDATE member SET display_name = substr(display_name, 1, length(display_name) - 1)",
           "bears another name than its person");
    broken(t, s, "UPDATE school_week SET number = number + 1 WHERE number = 35", "UPDATE school_week SET number = 35 WHERE number = 36", "follows week 34");
    broken(t, s, "UPDATE member SET to_day = from_day WHERE role = 'teacher'", "UPDATE member SET to_day = NULL WHERE role = 'teacher'", "is open, its place is not");
    city_close(s);
}

static bool at_once(void *to) { (void)to; return true; }

TEST(a_check_stops_where_it_is_told_to)
{
    struct city *s = city_open(t);
    some_deeds(t, s);
    for (const struct verify_check *c = record_checks; c->name; c++) {
        struct verify_report out = { .over = at_once };
        is_rc(t, OK, c->run(s->ask, &out));
        is_int(t, 0, out.looked);
    }
    city_close(s);
}
