/* An ask past its deadline gives its connection back as it took it, wherever the deadline came. */
#include "data/engine.h"
#include "things.h"

enum { TIMES = 3000 };         /* SQLite looks at the clock once in a thousand of its instructions, and those of BEGIN and COMMIT count too */

static const struct query q_one = { .name = "one", .index = 50, .scope = SCOPE_SYSTEM, .sqlite = "SELECT 1", .postgres = "SELECT 1" };

static rc asked(struct test *t, struct db *db, bool late, bool *over)
{
    struct ask *a = test_ask(t, db);
    struct stmt *s;
    bool row;
    if (late) {
        ask_deadline(a, 1, over);
        a->until_ns = 1;                        /* long over */
    }
    rc r = stmt_open(a, &q_one, &s);
    if (r == OK) {
        r = stmt_step(s, &row);
        stmt_close(s);
    }
    ask_done(a);
    return r;
}

TEST(whoever_comes_after_an_ask_that_was_late_is_answered)
{
    struct db *db = things_db(t);
    int late = 0;
    for (int i = 0; i < TIMES; i++) {
        bool over;
        late += asked(t, db, true, &over) != OK;
        if (i % 7 != 0) continue;               /* seldom: those that are counted must not all be the others' */
        rc after = asked(t, db, false, &over);
        if (after != OK) {
            fail(t, "%s after ask %d, of which %d were late", rc_name(after), i, late);
            break;
        }
    }
    is_true(t, late > 0 || test_on_postgres());
    test_db_close(db);
}
