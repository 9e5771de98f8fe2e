/* The office's list of messages costs a page of them: ten times as many years behind it, and each of its questions costs the same. */
#include "data/stmt.h"
#include "test/harness/city.h"
#include "test/harness/growth.h"
#include <string.h>

extern const struct query query_announcements_here, query_announcements_of_class, query_announcements_due, query_announcements_waiting, query_unsent_mine;

enum { PAGE = 21, READERS = 30, FEW = 40, MANY = 10 * FEW };

/* $1 to $2: how many messages back; the newest of them are the page, whatever comes behind it. $S the school, $W who wrote, $G who reads. */
static const char messages[] =
    "INSERT INTO announcement (school_id, id, state, to_families, to_pupils, to_staff, title, body, must_confirm, over_day, edition, written_by, written_at, sent_by, sent_at, told_edition, rev)"
    " WITH RECURSIVE k(n) AS (SELECT $1 UNION ALL SELECT n + 1 FROM k WHERE n < $2) SELECT $S, 9000000 - n, 'sent', 1, 1, 0, 'Tin ' || n, 'x', 1, 20000, 1, $W, 1790000000000 - n, $W, 1790000000000 - n, 1, 1 FROM k;"
    "INSERT INTO announcement_family (school_id, announcement_id, child_id, class_id, told, done_edition, paper)"
    " WITH RECURSIVE k(n) AS (SELECT $1 UNION ALL SELECT n + 1 FROM k WHERE n < $2) SELECT $S, 9000000 - k.n, p.id, NULL, 1, 0, 0 FROM k CROSS JOIN (SELECT id FROM person ORDER BY id LIMIT $R) p;"
    "INSERT INTO announcement_reader (school_id, announcement_id, person_id, about_id, side, sent_at, over_day, told_edition, read_edition)"
    " WITH RECURSIVE k(n) AS (SELECT $1 UNION ALL SELECT n + 1 FROM k WHERE n < $2) SELECT $S, 9000000 - k.n, p.id, p.id, 'pupil', 1790000000000 - k.n, 20000, 1, 0 FROM k CROSS JOIN (SELECT id FROM person ORDER BY id LIMIT $R) p";

static const struct asked { const struct query *q; const char *value[6]; } questions[] = {
    { &query_announcements_here, { "9223372036854775807", "$P", "$S" } },
    { &query_announcements_of_class, { "$C", "9223372036854775807", "$P", "$S" } },
    { &query_announcements_due, { "0", "0", "0", "$P", "1890000000000" } },
    { &query_announcements_waiting, { "0", "0", "$P", "$S" } },
    { &query_unsent_mine, { "$W", "9223372036854775807", "$P", "[$W]" } },
};
enum { QUESTIONS = sizeof questions / sizeof *questions };

static const char *filled(struct test *t, struct city *s, const char *text, int from, int to)
{
    const struct { const char *mark; int64_t v; } mark[] = { { "$1", from }, { "$2", to }, { "$S", s->thcs.id.v }, { "$W", s->clerk.v }, { "$R", READERS }, { "$P", PAGE }, { "$C", s->a1.v } };
    const char *out = "";
    for (const char *at = text; at && *at; at++) {
        size_t m = 0;
        while (m < sizeof mark / sizeof *mark && strncmp(at, mark[m].mark, 2) != 0) m++;
        if (m < sizeof mark / sizeof *mark) out = arena_print(t->arena, "%s%lld", out, (long long)mark[m].v), at++;
        else out = arena_print(t->arena, "%s%c", out, *at);
    }
    return text ? out : NULL;
}

static void measure(struct test *t, struct city *s, int64_t cost[QUESTIONS])
{
    for (size_t i = 0; i < QUESTIONS; i++) {
        const char *value[6];
        for (int k = 0; k < 6; k++) {
            value[k] = filled(t, s, questions[i].value[k], 0, 0);
            if (value[k] && value[k][0] == '[' && test_on_postgres()) value[k] = arena_print(t->arena, "{%.*s}", (int)strlen(value[k]) - 2, value[k] + 1);       /* a list */
        }
        cost[i] = growth_cost(t, s->app.db, questions[i].q, value);
    }
}

TEST(ten_times_as_many_years_of_messages_cost_a_page_of_them_nothing)
{
    struct city *s = city_open(t);
    int64_t few[QUESTIONS], many[QUESTIONS];
    growth_plant(t, s->app.db, filled(t, s, messages, 1, FEW));
    measure(t, s, few);
    growth_plant(t, s->app.db, filled(t, s, messages, FEW + 1, MANY));
    measure(t, s, many);
    for (size_t i = 0; i < QUESTIONS; i++) {
        if (many[i] > few[i] + few[i] / 3 + 60) fail(t, "%s costs %lld, and %lld with ten times as many messages behind the page", questions[i].q->name, (long long)few[i], (long long)many[i]);
        is_true(t, few[i] > 0);
    }
    city_close(s);
}
