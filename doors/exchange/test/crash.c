/* kill -9 of a server while it takes a file of statements in: the next servers go on where it was, and in the end each is there once. KHUE_CRASHES says how
** often (2; test/crash/run says more). */
#include "doors/exchange/test/streams.h"
#include "base/log.h"
#include "data/db.h"
#include "test/harness/wait.h"
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LINES = 12000, ROUNDS_MOST = JOB_ATTEMPTS - 1 /* a job that takes its server down each time is given up */ };

static bool server_open(struct app *app, const struct app *like, struct db_config config)
{
    char why[512] = "";
    *app = (struct app){ .config = like->config, .hooks = like->hooks, .tables = like->tables, .job_tables = like->job_tables, .file_tables = like->file_tables };
    return db_open(&config, true, &app->db, why, sizeof why) == OK && app_start(app, why, sizeof why) == OK;
}

static int64_t number_of(struct test *t, struct db *db, const char *sql)
{
    const char *text = NULL;
    is_rc(t, OK, db_plain(db, t->arena, sql, &text));
    return text ? atoll(text) : -1;
}

/* It dies in the middle: some hundred lines after it began. */
static _Noreturn void run_until_killed(struct test *t, const struct app *like, struct db_config config)
{
    struct app app;
    struct jobs *jobs;
    char why[512] = "";
    log_set_level(LOG_ERROR + 1);
    if (!server_open(&app, like, config) || jobs_start(&app, &jobs, why, sizeof why) != OK) _exit(2);
    int64_t begun = number_of(t, app.db, "SELECT line FROM exchange_run"), dies = begun + 300 + rand() % 600;
    while (number_of(t, app.db, "SELECT line FROM exchange_run") < dies && wait_more(t)) continue;
    kill(getpid(), SIGKILL);
    _exit(3);
}

static void file_queued(struct test *t, struct city *s)
{
    struct buf b;
    buf_init(&b, 8 << 20);
    for (int i = 0; i < LINES; i++) buf_text(&b, statement_text(t, i, "")), buf_char(&b, '\n');
    is_int(t, 303, city_upload(t, s, s->principal, "/t/thcs/kho-hanh-trinh/nhap", "ly_do=Kho+cu", "cu.ndjson", (struct bytes){ (const uint8_t *)b.p, b.n }, NULL));
    buf_finish(&b);
    text_of(t, s, "UPDATE exchange_run SET trial = 0");                     /* in earnest at once */
}

static void goes_to_its_end(struct test *t, const struct app *like, struct db_config config)
{
    struct app app;
    struct jobs *jobs;
    char why[512] = "";
    if (!is_true(t, server_open(&app, like, config)) || !is_rc(t, OK, jobs_start(&app, &jobs, why, sizeof why))) return;
    while (number_of(t, app.db, "SELECT count(*) FROM exchange_run WHERE state = 'done'") == 0 && wait_more(t)) continue;
    jobs_stop(jobs);
    is_int(t, LINES, number_of(t, app.db, "SELECT count(*) FROM outside_statement"));
    is_int(t, LINES, number_of(t, app.db, "SELECT count(*) FROM statement_key"));
    is_int(t, LINES, number_of(t, app.db, "SELECT fresh FROM exchange_run"));
    is_int(t, LINES, number_of(t, app.db, "SELECT sum(n) FROM outside_kept"));                            /* what is counted for its key is what is there */
    is_int(t, number_of(t, app.db, test_on_postgres() ? "SELECT sum(octet_length(document)) FROM outside_statement" : "SELECT sum(length(CAST(document AS blob))) FROM outside_statement"),
           number_of(t, app.db, "SELECT sum(bytes) FROM outside_kept"));
    is_int(t, 0, number_of(t, app.db, "SELECT known + refused FROM exchange_run"));
    is_int(t, LINES, number_of(t, app.db, "SELECT line FROM exchange_run"));
    is_true(t, number_of(t, app.db, "SELECT attempt FROM job WHERE kind = 'exchange.file'") > 1);        /* it was cut */
    app_finish(&app);
    db_close(app.db);
}

TEST(kill_9_under_an_import_loses_no_line_and_takes_none_twice)
{
    const char *often = getenv("KHUE_CRASHES");
    int rounds = often && atoi(often) < ROUNDS_MOST ? atoi(often) : often ? ROUNDS_MOST : 2;
    struct city *s = streams_open(t);
    struct db_config config = { .folder = test_db_folder(t), .url = test_db_url(t), .node = -1, .durable = true };
    file_queued(t, s);
    struct app like = s->app;
    city_close(s);
    log_set_level(LOG_ERROR);
    srand((unsigned)getpid());
    for (int round = 0; round < rounds; round++) {
        int status;
        pid_t child = fork();
        if (child == 0) run_until_killed(t, &like, config);
        is_true(t, waitpid(child, &status, 0) == child && WIFSIGNALED(status));
    }
    goes_to_its_end(t, &like, config);
}
