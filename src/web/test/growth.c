/* Letters that are due, and one's own jobs, cost what they are: not what waits for later, is over, or is others'. */
#include "base/str.h"
#include "data/stmt.h"
#include "test/harness/growth.h"

extern const struct query query_mails_due, query_mail_next_due, query_mails_bare, query_mails_forget, query_mails_to, query_jobs_of_person, query_jobs_of_school, query_job_take, query_job_due;

enum { FEW = 400, MANY = 10 * FEW };

static const char crowd[] =
    /* wait for later; are over and still have their words; are bare; wait and are due, of the kind that only tells */
    "INSERT INTO mail (id, to_address, subject, body, lang, state, attempt, due_at, made_at, over_at, answer, bare, asks) WITH RECURSIVE k(n) AS (SELECT %1$d UNION ALL SELECT n + 1 FROM k WHERE n < %2$d)"
    " SELECT 10000000 + n, 'later' || n || '@example.edu.vn', '', '', 0, 'waiting', 0, 1900000000000 + n, 1790000000000, NULL, 0, 0, n %% 2 FROM k;"
    "INSERT INTO mail (id, to_address, subject, body, lang, state, attempt, due_at, made_at, over_at, answer, bare, asks) WITH RECURSIVE k(n) AS (SELECT %1$d UNION ALL SELECT n + 1 FROM k WHERE n < %2$d)"
    " SELECT 20000000 + n, 'b@example.edu.vn', '', '', 0, 'sent', 1, 1790000000000, 1780000000000 + n, 1795000000000 + n, 250, n %% 2, 0 FROM k;"
    "INSERT INTO mail (id, to_address, subject, body, lang, state, attempt, due_at, made_at, over_at, answer, bare, asks) WITH RECURSIVE k(n) AS (SELECT %1$d UNION ALL SELECT n + 1 FROM k WHERE n < %2$d)"
    " SELECT 30000000 + n, 'due' || n || '@example.edu.vn', '', '', 0, 'waiting', 0, 1799000000000 + n, 1790000000000, NULL, 0, 0, 1 FROM k;"
    /* jobs that wait for later, of each priority; one that is due */
    "INSERT INTO job (id, kind, kind_key, school_id, by_person, lang, args, about, priority, state, attempt, due_at, done_n, of_n, runner, says, links, error, error_number, made_at)"
    " WITH RECURSIVE k(n) AS (SELECT %1$d UNION ALL SELECT n + 1 FROM k WHERE n < %2$d) SELECT 60000000 + n, 'x.y', 3, 0, 0, 0, '', '', 1 + n %% 3, 'waiting', 1, CASE WHEN n = 2 THEN 5 ELSE 1900000000000 + n END, 0, 0, 0, '', '', '', 0, 1 FROM k;"
    /* jobs of others without a school, and of a school that nobody asked for */
    "INSERT INTO job (id, kind, kind_key, school_id, by_person, lang, args, about, priority, state, attempt, due_at, done_n, of_n, runner, says, links, error, error_number, made_at, ended_at)"
    " WITH RECURSIVE k(n) AS (SELECT %1$d UNION ALL SELECT n + 1 FROM k WHERE n < %2$d) SELECT 40000000 + n, 'x.y', 1, 0, 100 + n, 0, '', '', 2, 'done', 1, 1, 0, 0, 0, '', '', '', 0, 1, 2 FROM k;"
    "INSERT INTO job (id, kind, kind_key, school_id, by_person, lang, args, about, priority, state, attempt, due_at, done_n, of_n, runner, says, links, error, error_number, made_at, ended_at)"
    " WITH RECURSIVE k(n) AS (SELECT %1$d UNION ALL SELECT n + 1 FROM k WHERE n < %2$d) SELECT 50000000 + n, 'x.y', 1, 9, 0, 0, '', '', 2, 'done', 1, 1, 0, 0, 0, '', '', '', 0, 1, 2 FROM k";

static struct asked { const struct query *q; const char *value[4]; } questions[] = {
    { &query_mails_due, { "5", "1800000000000" } },
    { &query_mail_next_due, { NULL } },
    { &query_mails_bare, { "1800000000000", "5" } },
    { &query_mails_forget, { "1800000000000", "5" } },
    { &query_mails_to, { "b@example.edu.vn", "1799996400000", "1799913600000", "1" } },
    { &query_jobs_of_person, { "7", "50" } },
    { &query_jobs_of_school, { "9", "50" } },
    { &query_job_due, { "$KINDS", "1800000000000" } },
    { &query_job_take, { "$KINDS", "7", "1800000060000", "1800000000000" } },
};
enum { QUESTIONS = sizeof questions / sizeof *questions };

TEST(ten_times_as_many_letters_and_jobs_of_others_cost_nothing)
{
    struct db *db = test_db_open(t);
    for (size_t i = 0; i < QUESTIONS; i++) if (questions[i].value[0] && str_is(questions[i].value[0], "$KINDS")) questions[i].value[0] = test_on_postgres() ? "{1,3}" : "[1,3]";
    int64_t few[QUESTIONS], many[QUESTIONS];
    growth_plant(t, db, arena_print(t->arena, crowd, 1, FEW));
    for (size_t i = 0; i < QUESTIONS; i++) few[i] = growth_cost(t, db, questions[i].q, questions[i].value);
    growth_plant(t, db, arena_print(t->arena, crowd, FEW + 1, MANY));
    for (size_t i = 0; i < QUESTIONS; i++) many[i] = growth_cost(t, db, questions[i].q, questions[i].value);
    for (size_t i = 0; i < QUESTIONS; i++) {
        if (many[i] > few[i] + few[i] / 3 + 30) fail(t, "%s costs %lld, and %lld with ten times as many", questions[i].q->name, (long long)few[i], (long long)many[i]);
        is_true(t, few[i] > 0);
    }
    test_db_close(db);
}
