/* What is due costs what is due: ten times as much that waits for others, for later, or is over, and ten times as long a history of one's own, and
** every question of sending costs the same. */
#include "data/stmt.h"
#include "notices/test/sending.h"
#include "test/harness/growth.h"
#include <string.h>

extern const struct query query_letters_due, query_others_due, query_sends_claim, query_sends_hold, query_sends_claimed, query_send_last, query_sends_of_day, query_letter_settle,
    query_sends_of_mail, query_ways_counted, query_days_counted, query_mails_stuck, query_sends_stuck, query_notice_before, query_notice_again, query_notices_drop, query_sends_drop, query_sends_drop_old,
    query_account_of_person;

enum { FEW = 400, MANY = 10 * FEW };
#define NOW "1800000000000"

/* $1: from which number on, $2: up to which; $A one of the crowd, $B who is asked about. */
static const char crowd[] =
    "INSERT INTO notice (person_id, id, kind, words, parts, path, at, read_at, important) WITH RECURSIVE k(n) AS (SELECT $1 UNION ALL SELECT n + 1 FROM k WHERE n < $2)"
    " SELECT $A, 1000000 + n, 'school', 'Tin.', '', '/t/' || n, 1790000000000 + n, NULL, 0 FROM k;"
    "INSERT INTO notice (person_id, id, kind, words, parts, path, at, read_at, important) WITH RECURSIVE k(n) AS (SELECT $1 UNION ALL SELECT n + 1 FROM k WHERE n < $2)"
    " SELECT $B, 2000000 + n, 'school', 'Tin.', '', '/t/' || n, 1780000000000 + n, CASE WHEN n % 2 = 0 THEN 1790000000000 ELSE NULL END, 0 FROM k;"
    /* own history: sent, long ago */
    "INSERT INTO notice_send (person_id, notice_id, channel, state, daily, due_at, attempt, why, made_at, over_at) WITH RECURSIVE k(n) AS (SELECT $1 UNION ALL SELECT n + 1 FROM k WHERE n < $2)"
    " SELECT $B, 2000000 + n, 'mail', 'sent', 0, 1780000000000 + n, 1, 'none', 1780000000000 + n, 1780000000000 + n FROM k;"
    "INSERT INTO notice_send (person_id, notice_id, channel, state, daily, due_at, attempt, why, made_at, over_at) WITH RECURSIVE k(n) AS (SELECT $1 UNION ALL SELECT n + 1 FROM k WHERE n < $2)"
    " SELECT $B, 2000000 + n, 'push', 'stopped', 0, 1780000000000 + n, 1, 'was_read', 1780000000000 + n, 1780000000000 + n FROM k;"
    /* others': letters due since long, on their way, of later; pushes of later; SMS that left today */
    "INSERT INTO notice_send (person_id, notice_id, channel, state, daily, due_at, attempt, why, made_at, over_at) WITH RECURSIVE k(n) AS (SELECT $1 UNION ALL SELECT n + 1 FROM k WHERE n < $2)"
    " SELECT $A, 1000000 + n, 'mail', CASE WHEN n % 3 = 0 THEN 'handed' ELSE 'waiting' END, 0, CASE WHEN n % 3 = 1 THEN 1900000000000 ELSE 1799999000000 END + n, 1, 'none', 1799990000000 + n, CASE WHEN n % 3 = 0 THEN 1799999000000 + n ELSE NULL END FROM k;"
    "INSERT INTO notice_send (person_id, notice_id, channel, state, daily, due_at, attempt, why, made_at, over_at) WITH RECURSIVE k(n) AS (SELECT $1 UNION ALL SELECT n + 1 FROM k WHERE n < $2)"
    " SELECT $A, 1000000 + n, 'push', 'waiting', 0, 1900000000000 + n, 1, 'none', 1799990000000 + n, NULL FROM k;"
    "INSERT INTO notice_send (person_id, notice_id, channel, state, daily, due_at, attempt, why, made_at, over_at) WITH RECURSIVE k(n) AS (SELECT $1 UNION ALL SELECT n + 1 FROM k WHERE n < $2)"
    " SELECT $A, 1000000 + n, 'sms', 'sent', 0, 1799999000000 + n, 1, 'none', 1799990000000 + n, 1799999000000 + n FROM k;"
    /* letters of the floor of mail that wait since long, for the first time or tried */
    "INSERT INTO mail (id, to_address, subject, body, lang, state, attempt, due_at, made_at, answer, bare, asks) WITH RECURSIVE k(n) AS (SELECT $1 UNION ALL SELECT n + 1 FROM k WHERE n < $2)"
    " SELECT 3000000 + n, 'a' || n || '@example.edu.vn', '', '', 0, 'waiting', CASE WHEN n < 100 THEN 2 ELSE 0 END, 1799999000000 + n, 1790000000000 + n, 0, 0, 1 FROM k";

/* What is asked for: a letter that waits, a push that is due, a letter handed over. */
static const char asked[] =
    "INSERT INTO mail (id, to_address, subject, body, lang, state, attempt, due_at, made_at, answer, bare, asks) VALUES (77, 'b@example.edu.vn', '', '', 0, 'waiting', 0, 1799999999000, 1799999999000, 0, 0, 1);"
    "INSERT INTO notice (person_id, id, kind, words, parts, path, at, read_at, important) VALUES ($B, 71, 'school', 'Tin.', '', '/hom-nay', 1799999999000, NULL, 0);"
    "INSERT INTO notice (person_id, id, kind, words, parts, path, at, read_at, important) VALUES ($B, 72, 'school', 'Tin.', '', '/hom-nay/2', 1799999999000, NULL, 0);"
    "INSERT INTO notice_send (person_id, notice_id, channel, state, daily, due_at, attempt, why, made_at, over_at) VALUES ($B, 71, 'mail', 'waiting', 0, 1799000000000, 0, 'none', 1799000000000, NULL);"
    "INSERT INTO notice_send (person_id, notice_id, channel, state, daily, due_at, attempt, why, made_at, over_at) VALUES ($B, 71, 'push', 'waiting', 0, 1799000000000, 3, 'silent', 1799000000000, NULL);"
    "INSERT INTO notice_send (person_id, notice_id, channel, state, daily, due_at, attempt, why, mail_id, made_at, over_at) VALUES ($B, 72, 'mail', 'handed', 0, 1799000000000, 0, 'none', 77, 1799000000000, 1799000000000);"
    "INSERT INTO notice_day (on_day, channel, of_school, state, why, notices, messages) VALUES (20833, 'sms', 0, 'sent', 'none', 4, 3)";

static const struct asked { const struct query *q; const char *value[8]; } questions[] = {
    { &query_letters_due, { "5", NOW } },
    { &query_others_due, { "5", NOW } },
    { &query_sends_claim, { "$B", "mail", "1800000600000", NOW } },
    { &query_sends_hold, { "$B", "mail", "1799000000000" } },
    { &query_sends_claimed, { "$B", "mail", "1799000000000", "50" } },
    { &query_send_last, { "$B", "mail", "1799996400000" } },
    { &query_send_last, { "$B", "push", "1799996400000" } },
    { &query_sends_of_day, { "sms", "0", "20833" } },
    { &query_letter_settle, { "77", "sent", "none", NOW } },
    { &query_sends_of_mail, { "77" } },
    { &query_ways_counted, { "5" } },
    { &query_days_counted, { "20800" } },
    { &query_mails_stuck, { "1799999000000", "5" } },
    { &query_sends_stuck, { "1799999000000", "5" } },
    { &query_notice_before, { "$LIST", "school", "Tin.", "", "/hom-nay" } },
    { &query_notice_again, { "$B", "Tin.", "", "/hom-nay", NOW } },
    { &query_notices_drop, { "1000", "5" } },
    { &query_sends_drop, { "1780000000000", "5" } },
    { &query_sends_drop_old, { "1780000000000", "5" } },
};
enum { QUESTIONS = sizeof questions / sizeof *questions };

static const char *filled(struct test *t, struct city *s, const char *text, int from, int to)
{
    const char *out = "";
    if (!text) return NULL;
    for (const char *at = text; *at; at++)
        if (strncmp(at, "$1", 2) == 0) out = arena_print(t->arena, "%s%d", out, from), at++;
        else if (strncmp(at, "$2", 2) == 0) out = arena_print(t->arena, "%s%d", out, to), at++;
        else if (strncmp(at, "$A", 2) == 0) out = arena_print(t->arena, "%s%lld", out, (long long)s->hoa.v), at++;
        else if (strncmp(at, "$B", 2) == 0) out = arena_print(t->arena, "%s%lld", out, (long long)s->tuan.v), at++;
        else if (strncmp(at, "$LIST", 5) == 0) out = arena_print(t->arena, test_on_postgres() ? "{%lld}" : "[%lld]", (long long)s->tuan.v), at += 4;
        else out = arena_print(t->arena, "%s%c", out, *at);
    return out;
}

static void measure(struct test *t, struct city *s, int64_t cost[QUESTIONS])
{
    for (size_t i = 0; i < QUESTIONS; i++) {
        const char *value[8];
        for (int k = 0; k < 8; k++) value[k] = filled(t, s, questions[i].value[k], 0, 0);
        cost[i] = growth_cost(t, s->app.db, questions[i].q, value);
    }
}

TEST(ten_times_as_much_that_is_not_due_costs_sending_nothing)
{
    struct city *s = city_open(t);
    int64_t few[QUESTIONS], many[QUESTIONS];
    growth_plant(t, s->app.db, filled(t, s, asked, 0, 0));
    growth_plant(t, s->app.db, filled(t, s, crowd, 1, FEW));
    measure(t, s, few);
    growth_plant(t, s->app.db, filled(t, s, crowd, FEW + 1, MANY));
    measure(t, s, many);
    for (size_t i = 0; i < QUESTIONS; i++) {
        if (many[i] > few[i] + few[i] / 3 + 30) fail(t, "%s costs %lld, and %lld where ten times as much is not due", questions[i].q->name, (long long)few[i], (long long)many[i]);
        is_true(t, few[i] > 0);
    }
    city_close(s);
}

TEST(the_number_at_the_bell_costs_the_same_however_much_was_read)
{
    static const char read[] = "INSERT INTO notice (person_id, id, kind, words, parts, path, at, read_at, important) WITH RECURSIVE k(n) AS (SELECT $1 UNION ALL SELECT n + 1 FROM k WHERE n < $2)"
                               " SELECT $B, 2000000 + n, 'school', 'Tin.', '', '/t/' || n, 1780000000000 + n, 1790000000000, 0 FROM k";
    struct city *s = city_open(t);
    const char *value[] = { filled(t, s, "$B", 0, 0), "20833" };
    growth_plant(t, s->app.db, filled(t, s, asked, 0, 0));
    growth_plant(t, s->app.db, filled(t, s, read, 1, FEW));
    int64_t few = growth_cost(t, s->app.db, &query_account_of_person, value);
    growth_plant(t, s->app.db, filled(t, s, read, FEW + 1, MANY));
    int64_t many = growth_cost(t, s->app.db, &query_account_of_person, value);
    if (many > few + few / 3 + 30) fail(t, "%lld, and %lld where ten times as much was read", (long long)few, (long long)many);
    is_true(t, few > 0);
    city_close(s);
}

/* That such a growth would be seen. */
TEST(a_question_that_walks_all_that_waits_is_seen_to)
{
    static const struct query walks = { .name = "walks", .index = 9998, .params = 1,
        .sqlite = "SELECT count(*) FROM notice_send s JOIN mail m ON m.id = s.mail_id WHERE s.state = ?1", .postgres = "SELECT count(*) FROM notice_send s WHERE s.attempt = 1 AND s.state = $1::text" };
    struct city *s = city_open(t);
    growth_plant(t, s->app.db, filled(t, s, crowd, 1, FEW));
    int64_t few = growth_cost(t, s->app.db, &walks, (const char *const[]){ "handed" });
    growth_plant(t, s->app.db, filled(t, s, crowd, FEW + 1, MANY));
    int64_t many = growth_cost(t, s->app.db, &walks, (const char *const[]){ "handed" });
    is_true(t, many > few + few / 3 + 30);
    city_close(s);
}
