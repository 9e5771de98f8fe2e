/* Writing down, masking, sealing, and what a seal proves. */
#include "audit/audit.h"
#include "audit/inside.h"
#include "generated/audit_queries.h"
#include "test/harness/city.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct act tried = { "test.tried", "thử" };

struct trying { const struct change *change; bool fails; };
static rc trying(struct tx *t, const struct trying *in, void *out)
{
    (void)out;
    try(audit_add(t, in->change));
    return in->fails ? CONFLICT : OK;
}
CLOSURE(trying, struct trying, void)

static rc add(struct city *s, const struct change *change)
{
    struct trying in = { change, false };
    return transact(s->ask, NULL, trying, &in, NULL);
}

static const char *plain(struct test *t, struct city *s, const char *sql)
{
    const char *first = "";
    is_rc(t, OK, db_plain(s->app.db, t->arena, sql, &first));
    return first ? first : "";
}

static int64_t rows(struct test *t, struct city *s) { return atoll(plain(t, s, "SELECT count(*) FROM audit WHERE act = 'test.tried'")); }

/* What stands in the newest row, read again in Vietnamese. */
static struct changed *newest(struct test *t, struct city *s, size_t *n)
{
    struct changed *c = NULL;
    is_rc(t, OK, changed_read(t->arena, LANG_VI, plain(t, s, "SELECT fields FROM audit WHERE act = 'test.tried' ORDER BY id DESC LIMIT 1"), &c, n));
    return c;
}

TEST(a_change_stands_with_who_what_before_and_after)
{
    struct city *s = city_open(t);
    size_t n;
    s->ask->scope.school = s->thcs.id;
    s->ask->me = s->clerk;
    is_rc(t, OK, add(s, &(struct change){ .act = &tried, .kind = "class", .id = s->a1.v, .name = "6A1", .about = s->an, .reason = "gõ nhầm",
        WAS({ "Tên", "6A1", "6A2", 0 }, { "Như cũ", "x", "x", 0 }, { "Ghi chú", NULL, "dòng một\n\tdòng \\ hai", 0 }) }));
    struct changed *c = newest(t, s, &n);
    is_int(t, 2, n);
    is_text(t, "6A1", c[0].before);
    is_text(t, "6A2", c[0].after);
    is_text(t, "", c[1].before);
    is_text(t, "dòng một\n\tdòng \\ hai", c[1].after);
    is_text(t, arena_print(t->arena, "%lld", (long long)s->clerk.v), plain(t, s, "SELECT by_person FROM audit WHERE act = 'test.tried'"));
    is_text(t, "gõ nhầm", plain(t, s, "SELECT reason FROM audit WHERE act = 'test.tried'"));
    city_close(s);
}

TEST(nothing_that_differs_is_no_change)
{
    struct city *s = city_open(t);
    is_rc(t, OK, add(s, &(struct change){ .act = &tried, .kind = "class", WAS({ "Tên", "6A1", "6A1", 0 }, { "Số", NULL, "", 0 }) }));
    is_int(t, 0, rows(t, s));
    is_rc(t, OK, add(s, &(struct change){ .act = &tried, .kind = "class" }));
    is_int(t, 1, rows(t, s));
    city_close(s);
}

TEST(numbers_show_their_end_and_passwords_nothing)
{
    struct city *s = city_open(t);
    size_t n;
    is_rc(t, OK, add(s, &(struct change){ .act = &tried, .kind = "person",
        WAS({ "Điện thoại", "+84912345678", "+84900000111", KEPT_END }, { "Thư", NULL, "ab", KEPT_END }, { "Mật khẩu", "bí mật cũ", "bí mật mới", KEPT_NOT }) }));
    const char *kept = plain(t, s, "SELECT fields FROM audit WHERE act = 'test.tried'");
    struct changed *c = newest(t, s, &n);
    is_int(t, 3, n);
    is_text(t, "•••678", c[0].before);
    is_text(t, "•••111", c[0].after);
    is_text(t, "•••b", c[1].after);
    is_true(t, c[2].hidden);
    lacks_text(t, "bí mật", kept);
    lacks_text(t, "+849", kept);
    city_close(s);
}

TEST(a_change_that_fails_leaves_no_row)
{
    struct city *s = city_open(t);
    struct change change = { .act = &tried, .kind = "class" };
    struct trying in = { &change, true };
    is_rc(t, CONFLICT, transact(s->ask, NULL, trying, &in, NULL));
    is_int(t, 0, rows(t, s));
    city_close(s);
}

TEST(rows_are_only_added_on_either_engine)
{
    struct city *s = city_open(t);
    const char *first = NULL;
    is_rc(t, OK, add(s, &(struct change){ .act = &tried, .kind = "class", .name = "6A1" }));
    db_plain(s->app.db, t->arena, "UPDATE audit SET name = '6A2'", &first);
    db_plain(s->app.db, t->arena, "DELETE FROM audit", &first);
    is_text(t, "6A1", plain(t, s, "SELECT name FROM audit WHERE act = 'test.tried'"));
    city_close(s);
}

/* ---- seals */

static int64_t wrong_seals(struct test *t, struct city *s)
{
    int64_t wrong = -1, looked = 0;
    ask_done(s->ask);                                                      /* sees what stands there by now */
    is_rc(t, OK, audit_check(s->ask, NULL, NULL, &looked, &wrong));
    return wrong;
}

static void later(struct city *s, int64_t ms)
{
    ask_done(s->ask);
    s->ask->now.ms += ms;
    db_set_clock(s->app.db, (opt_instant){ true, s->ask->now });
}

static void many(struct test *t, struct city *s, int n)
{
    s->ask->scope.school = s->thcs.id;
    for (int i = 0; i < n; i++)
        is_rc(t, OK, add(s, &(struct change){ .act = &tried, .kind = "class", .name = arena_print(t->arena, "%d", i) }));
    s->ask->scope.school.v = 0;
}

TEST(rows_are_sealed_an_hour_later_each_once)
{
    struct city *s = city_open(t);
    many(t, s, 3);
    is_rc(t, OK, audit_seal_all(s->ask));
    is_text(t, "0", plain(t, s, "SELECT count(*) FROM audit_seal"));
    later(s, SEAL_AFTER_MS + 1000);
    is_rc(t, OK, audit_seal_all(s->ask));
    is_rc(t, OK, audit_seal_all(s->ask));
    is_text(t, plain(t, s, "SELECT count(*) FROM audit"), plain(t, s, "SELECT sum(covers) FROM audit_seal"));
    is_int(t, 0, wrong_seals(t, s));
    many(t, s, SEAL_ROWS + 1);
    later(s, SEAL_AFTER_MS + 1000);
    is_rc(t, OK, audit_seal_all(s->ask));
    is_text(t, "3", plain(t, s, "SELECT max(number) FROM audit_seal"));
    is_int(t, 0, wrong_seals(t, s));
    city_close(s);
}

/* Whoever owns the database can take the guards away; the seals tell. Puts them back: the tables are used again. */
static void tampered(struct test *t, struct city *s, const char *table, const char *sql)
{
    static const struct { const char *off, *on; } sqlite[] = {
        { "DROP TRIGGER @_stays", "CREATE TRIGGER @_stays BEFORE UPDATE ON @ BEGIN SELECT raise(ABORT, 'no'); END" },
        { "DROP TRIGGER @_kept", "CREATE TRIGGER @_kept BEFORE DELETE ON @ BEGIN SELECT raise(ABORT, 'no'); END" },
    }, postgres[] = {
        { "DROP POLICY @_stays ON @", "CREATE POLICY @_stays ON @ AS RESTRICTIVE FOR UPDATE USING (false)" },
        { "DROP POLICY @_kept ON @", "CREATE POLICY @_kept ON @ AS RESTRICTIVE FOR DELETE USING (false)" },
    };
    ask_done(s->ask);
    for (int on = 0; on < 2; on++) {
        if (on) plain(t, s, sql);
        for (int i = 0; i < 2; i++) {
            const char *sqlite_text = on ? sqlite[i].on : sqlite[i].off, *postgres_text = on ? postgres[i].on : postgres[i].off, *text = test_on_postgres() ? postgres_text : sqlite_text;
            char *filled = arena_take(t->arena, 300);
            size_t n = 0;
            for (const char *p = text; *p && n < 299; p++) {
                if (*p == '@') n += (size_t)snprintf(filled + n, 299 - n, "%s", table);        /* @ = the table */
                else filled[n++] = *p;
            }
            filled[n] = 0;
            test_db_build(t, s->app.db, filled);
        }
    }
}

TEST(a_row_that_was_changed_shows)
{
    struct city *s = city_open(t);
    many(t, s, 3);
    later(s, SEAL_AFTER_MS + 1000);
    is_rc(t, OK, audit_seal_all(s->ask));
    tampered(t, s, "audit", "UPDATE audit SET name = 'khác' WHERE name = '1'");
    is_int(t, 1, wrong_seals(t, s));
    city_close(s);
}

TEST(a_row_that_was_dropped_shows)
{
    struct city *s = city_open(t);
    many(t, s, 3);
    later(s, SEAL_AFTER_MS + 1000);
    is_rc(t, OK, audit_seal_all(s->ask));
    tampered(t, s, "audit", "DELETE FROM audit WHERE name = '1'");
    is_int(t, 1, wrong_seals(t, s));
    city_close(s);
}

TEST(a_seal_that_was_made_anew_breaks_the_next)
{
    struct city *s = city_open(t);
    many(t, s, SEAL_ROWS + 2);
    later(s, SEAL_AFTER_MS + 1000);
    is_rc(t, OK, audit_seal_all(s->ask));
    tampered(t, s, "audit_seal", test_on_postgres() ? "UPDATE audit_seal SET hash = decode(repeat('ab', 32), 'hex') WHERE number = 1 AND covers > 1"
                                                    : "UPDATE audit_seal SET hash = zeroblob(32) WHERE number = 1 AND covers > 1");
    is_int(t, 2, wrong_seals(t, s));                                       /* itself, and the one that stands on it */
    city_close(s);
}
