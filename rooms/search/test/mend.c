/* The index is what the tables say, and becomes so again. */
#include "search/search.h"
#include "test/harness/city.h"

static struct search_counts all_of(struct test *t, struct city *s, bool mend)
{
    struct search_walk w = { 0 };
    struct search_counts c = { 0 };
    struct ask *a = as_staff(s, (school_id){ 0 });
    for (int i = 0; !w.done && i < 1000; i++) {
        rc r = mend ? search_mend(a, &w, &c) : search_check(a, &w, &c);
        if (!is_rc(t, OK, r)) break;
        ask_done(a);
    }
    is_true(t, w.done);
    return c;
}

static void counts_are(struct test *t, struct search_counts c, int things, int wrong, int stale)
{
    is_int(t, things, c.things);
    is_int(t, wrong, c.wrong);
    is_int(t, stale, c.stale);
}

/* Three schools, four classes, fifteen members. */
enum { THINGS = 3 + 4 + 15 };

static rc stale_put(struct tx *t, const struct search_doc *in, void *out)
{
    (void)out;
    return search_put(t, in);
}
CLOSURE(stale_put, struct search_doc, void)

TEST(the_index_of_the_small_city_is_what_its_tables_say)
{
    struct city *s = city_open(t);
    counts_are(t, all_of(t, s, false), THINGS, 0, 0);
    counts_are(t, all_of(t, s, true), THINGS, 0, 0);
    struct verify_report report = { 0 };
    struct arena pieces;
    struct fault fault;
    struct ask a;
    arena_init(&pieces, 8 << 20);
    ask_init(&a, s->ask->db, &pieces, &fault, s->ask->now);
    is_rc(t, OK, search_checks[0].run(&a, &report));
    ask_done(&a);
    arena_finish(&pieces);
    is_int(t, THINGS, report.looked);
    is_int(t, 0, report.wrong);
    city_close(s);
}

TEST(what_is_lost_or_stale_is_mended)
{
    struct city *s = city_open(t);
    const char *first;
    struct search_doc gone = { "person", s->thcs.id, db_new_id(s->ask->db), "Nguyễn Ma", NULL };
    is_rc(t, OK, transact(as_staff(s, s->thcs.id), NULL, stale_put, &gone, NULL));
    is_rc(t, OK, db_plain(s->ask->db, t->arena, "DELETE FROM search_doc WHERE words LIKE '%khuat%'", &first));
    is_rc(t, OK, db_plain(s->ask->db, t->arena, "UPDATE search_doc SET words = 'x' WHERE words LIKE '%binh minh%' OR words LIKE '%kieu%'", &first));
    counts_are(t, all_of(t, s, false), THINGS, 2, 1);
    counts_are(t, all_of(t, s, true), THINGS, 2, 1);
    counts_are(t, all_of(t, s, false), THINGS, 0, 0);
    city_close(s);
}

/* SQLite's index has no rows of its own; what was emptied behind the back of the triggers is put in again. */
TEST(an_emptied_index_is_filled_again)
{
    const char *first;
    if (test_on_postgres()) return skip(t, "SQLite's own index");
    struct city *s = city_open(t);
    is_rc(t, OK, db_plain(s->ask->db, t->arena, "INSERT INTO search_text (search_text) VALUES ('delete-all')", &first));
    counts_are(t, all_of(t, s, false), THINGS, THINGS, 0);
    counts_are(t, all_of(t, s, true), THINGS, THINGS, 0);
    counts_are(t, all_of(t, s, false), THINGS, 0, 0);
    city_close(s);
}
