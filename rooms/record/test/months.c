/* On PostgreSQL statements lie in a table a month (src/data/sql/0003_months.sql): the nightly work makes them, and none is lost before it. */
#include "book.h"
#include "record/inside.h"
#include <string.h>

static const char *lies_in(struct test *t, struct city *s, const char *name)
{
    const char *found = NULL;
    is_rc(t, OK, db_plain(s->app.db, t->arena, arena_print(t->arena, "SELECT tableoid::regclass::text FROM statement WHERE object_name = '%s'", name), &found));
    return found ? found : "nowhere";
}

static void write_one(struct test *t, struct city *s, const char *name)
{
    struct deed d = { .actor = s->an, .verb = DEED_VERB_READ, .object = A_PAGE(7, name) };
    is_rc(t, OK, deeds_write(as_staff(s, s->thcs.id), &(struct deeds){ &d, 1, false }));
}

TEST(a_statement_lies_in_the_table_of_its_month_and_one_that_came_before_its_month_is_moved_there)
{
    if (!test_on_postgres()) return skip(t, "SQLite keeps one table");
    struct city *s = city_open(t);
    const int64_t then = s->ask->now.ms, years = 31LL * 365 * 86400000;
    is_rc(t, OK, db_tidy(s->app.db, (instant){ 0 }, NULL));
    write_one(t, s, "nay");
    is_text(t, "statement_2026_11", lies_in(t, s, "nay"));
    db_set_clock(s->app.db, (opt_instant){ true, { then + years } });            /* nobody was here for 31 years */
    write_one(t, s, "mai sau");
    is_text(t, "statement_rest", lies_in(t, s, "mai sau"));
    is_rc(t, OK, db_tidy(s->app.db, (instant){ 0 }, NULL));
    is_text(t, "statement_2057_11", lies_in(t, s, "mai sau"));
    is_text(t, "statement_2026_11", lies_in(t, s, "nay"));
    is_int(t, 2, number(t, s, "SELECT count(*) FROM statement"));
    city_close(s);
}

TEST(a_month_has_the_wall_of_its_whole_and_what_a_later_change_does_to_the_whole_holds_in_each)
{
    if (!test_on_postgres()) return skip(t, "SQLite keeps one table");
    struct city *s = city_open(t);
    is_rc(t, OK, db_tidy(s->app.db, (instant){ 0 }, NULL));
    is_int(t, 0, number(t, s, "SELECT count(*) FROM pg_class WHERE relispartition AND relkind = 'r' AND NOT (relrowsecurity AND relforcerowsecurity)"));
    is_int(t, 0, number(t, s, "SELECT count(*) FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_class w ON w.oid = i.inhparent WHERE c.relkind = 'r'"
                              " AND NOT EXISTS (SELECT 1 FROM pg_policies p JOIN pg_policies q ON q.tablename = w.relname AND q.policyname = 'wall' AND q.qual = p.qual"
                              " WHERE p.tablename = c.relname AND p.policyname = 'wall')"));
    is_int(t, 0, number(t, s, "SELECT count(*) FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid"
                              " WHERE c.relispartition AND k.contype = 'c' AND k.conislocal AND c.relname ~ '_[0-9]{4}_[0-9]{2}$'"));
    is_true(t, number(t, s, "SELECT count(*) FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'outside_statement'::regclass") > 3);
    city_close(s);
}
