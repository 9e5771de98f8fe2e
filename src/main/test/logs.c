/* No record of the log says anything about a person: the demo is made and every page of it visited as each of its people, pages and
** posts fail on purpose, with the log at its most talkative; then every name, number and address of the data is looked for in it. */
#include "base/log.h"
#include "main/crawl.h"
#include "main/demo_cards.h"
#include "run.h"
#include "test/harness/db.h"
#include "test/harness/json.h"
#include <string.h>
#include <unistd.h>

static int lines_found(struct test *t, const char *log, const char *lines)
{
    char *save = NULL, *copy = (char *)(uintptr_t)arena_text(t->arena, lines);
    int looked = 0;
    for (char *line = strtok_r(copy, "\n", &save); line; line = strtok_r(NULL, "\n", &save)) {
        if (strlen(line) < 5) continue;
        looked++;
        if (strstr(log, line)) fail(t, "the log says \"%s\"", line);
    }
    return looked;
}

static const char *asked(struct test *t, struct db *db, const char *sql)
{
    const char *first = NULL;
    is_rc(t, OK, db_plain(db, t->arena, sql, &first));
    return first ? first : "";
}

/* Pages and a sign-in whose n-th statement fails: 500s and 503s with their details in the log. */
static void fail_often(struct test *t, struct app *app)
{
    struct loop_client l;
    struct loop_reply reply;
    struct arena a;
    arena_init(&a, 32 << 20);
    loop_open(&l, app);
    is_rc(t, OK, loop_sign_in(&l, app->demo_card[0].person));
    for (int n = 1; n < 12; n++) {
        db_fail_after(n);
        loop_send(&l, &a, GET, "/hom-nay", NULL, &reply);
        loop_send(&l, &a, POST, "/dang-nhap", "ten=Nguy%E1%BB%85n+V%C4%83n+B%C3%AD+M%E1%BA%ADt&mat_khau=mat-khau-bi-mat-0912345678", &reply);
        db_fail_after(0);
        arena_reset(&a);
    }
    loop_close(&l);
    arena_finish(&a);
}

TEST(the_log_of_every_page_says_nothing_about_people)
{
    const char *data = arena_print(t->arena, "%s/demo", t->folder), *path = arena_print(t->arena, "%s/log", t->folder);
    const char *words[] = { "--data", data, "--node", "8191" };
    if (test_on_postgres()) { skip(t, "the same records on both engines"); return; }
    is_int(t, 0, RUN(t, demo_command, "--data", data).status);
    log_set_level(LOG_DEBUG);
    int keep = dup(STDERR_FILENO);
    if (!is_true(t, freopen(path, "w", stderr) != NULL)) return;
    struct session_of_work w;
    struct options o;
    struct errand e = { .argc = 4, .argv = (char **)(uintptr_t)words, .out = fopen("/dev/null", "w"), .err = fopen("/dev/null", "w"), .wire = -1 };
    bool opened = options_read(&o, &e, NULL) && (o.config.test = true) && work_begin(&w, &e, &o);
    if (opened) {
        crawl_print(&w);
        fail_often(t, w.app);
    }
    fflush(stderr);
    dup2(keep, STDERR_FILENO);
    if (!is_true(t, opened)) return;
    const char *log = file_text(t->arena, path, NULL);
    has_text(t, "level=error", log);                                   /* it did speak */
    is_text(t, "0", asked(t, w.app->db, "SELECT count(*) FROM (SELECT at, max(at) OVER (PARTITION BY school_id ORDER BY id) AS latest FROM audit) WHERE at < latest"));   /* the journal is a story */
    is_true(t, lines_found(t, log, asked(t, w.app->db, "SELECT group_concat(full_name, char(10)) FROM person")) > 1000);
    lines_found(t, log, asked(t, w.app->db, "SELECT group_concat(value, char(10)) FROM contact"));
    lines_found(t, log, asked(t, w.app->db, "SELECT group_concat(user_name, char(10)) FROM account"));
    lines_found(t, log, "Bí Mật\nmat-khau-bi-mat\n0912345678\n");
    work_end(&w);
    fclose(e.out);
    fclose(e.err);
}
