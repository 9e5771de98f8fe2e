/* 10,000 notices to a thousand people who chose letters and their browser: queued in closures of 50, as the jobs of messages do, each with its two rows that wait to
** be sent. SQLite with everything on disk, or the PostgreSQL of KHUE_TEST_DB.
**   notices FOLDER          prints NAME VALUE UNIT bar BAR ok|short
**   notices FOLDER PORT     serves a page beside: prints a cookie, "ready"; each line of standard input queues once more and prints the seconds */
#include "base/log.h"
#include "main/commands.h"
#include "notices/notices.h"
#include "people/people.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { NOTICES = 10000, PEOPLE = 1000, A_CLOSURE = 50 };
static person_id people[PEOPLE];

static rc page(struct ctx *c, struct reply *r)
{
    (void)c;
    for (int i = 0; i < 200; i++) buf_text(&r->body, "<p>Một trang của một người đang đăng nhập</p>\n");
    return OK;
}

static const struct route rows[] = { { GET, "/trang", MAY(0), NULL, QUICK, page }, { 0 } };
static const struct route_table tables[] = { { "bench", rows }, { "web", web_routes }, { NULL, NULL } };
static rc anybody(struct ask *a, person_id person, struct who *w) { (void)a; *w = (struct who){ .person = person, .name = "An", .given = "An", .initial = "A" }; return OK; }
static rc everybody(struct ctx *c, const struct need *need) { (void)c; (void)need; return OK; }
static bool may_nothing(struct ctx *c, int permission, const char *param, int64_t object) { (void)c; (void)permission; (void)param; (void)object; return false; }
static void bare_error(struct out *o, const struct fault *fault, int status) { (void)fault; buf_print(o->b, "%d", status); }

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

struct some { int from, n; int64_t round; };

static rc people_make(struct tx *t, const struct some *in, void *out)
{
    (void)out;
    for (int i = in->from; i < in->from + in->n; i++)
        try(person_add(t, &(struct new_person){ .full_name = "Nguyễn Văn An" }, &people[i]));
    return OK;
}
CLOSURE(people_make, struct some, void)

static rc say_some(struct tx *t, const struct some *in, void *out)
{
    (void)out;
    write_behind(t);
    struct notice_to to[A_CLOSURE];
    for (int i = 0; i < in->n; i++) to[i] = (struct notice_to){ .person = people[(in->from + i) % PEOPLE] };
    return notice_add_many(t, &(struct notice){ .kind = NOTICE_KIND_SCHOOL, .words = "{truong} có lời nhắn mới: {nhan}", .path = "/thong-bao",
                                                .with = { "truong", "Trường THCS Bình Minh", "nhan", arena_print(t->ask->arena, "Lời nhắn %lld %d", (long long)in->round, in->from / PEOPLE) } }, to, (size_t)in->n);
}
CLOSURE(say_some, struct some, void)

static void must(rc done, const struct ask *a)
{
    if (done == OK) return;
    fprintf(stderr, "notices: %s %s\n", rc_name(done), a->fault->detail ? a->fault->detail : "");
    exit(1);
}

static double queued(struct app *app, struct arena *arena, int64_t round)
{
    struct fault fault = { 0 };
    struct ask a;
    double start = seconds();
    for (int i = 0; i < NOTICES; i += A_CLOSURE) {
        arena_reset(arena);
        ask_init(&a, app->db, arena, &fault, db_now(app->db));
        must(transact(&a, NULL, say_some, &((struct some){ i, A_CLOSURE, round }), NULL), &a);
    }
    return seconds() - start;
}

static void people_ready(struct app *app, struct arena *arena)
{
    struct fault fault = { 0 };
    struct ask a;
    for (int i = 0; i < PEOPLE; i += A_CLOSURE) {
        arena_reset(arena);
        ask_init(&a, app->db, arena, &fault, db_now(app->db));
        must(transact(&a, NULL, people_make, &((struct some){ i, A_CLOSURE, 0 }), NULL), &a);
    }
    must(db_plain(app->db, arena, "INSERT INTO notice_choice (person_id, kind, by_mail, mail_daily, by_push, push_daily, by_sms, lang, rev) SELECT id, 'school', 1, 0, 1, 0, 0, 0, 1 FROM person", NULL), &a);
}

static void serve(struct app *app, struct arena *arena)
{
    char line[16], why[256] = "";
    struct http *http;
    struct loop_client l;
    if (http_start(app, &http, why, sizeof why) != OK) exit(1);
    loop_open(&l, app);
    must(loop_sign_in(&l, people[0]), &(struct ask){ .fault = &(struct fault){ 0 } });
    printf("%s\nready\n", l.cookies[0]);
    fflush(stdout);
    for (int64_t round = 1; fgets(line, sizeof line, stdin); round++) {
        printf("%.3f\n", queued(app, arena, round));
        fflush(stdout);
    }
    loop_close(&l);
    http_stop(http);
}

int main(int argc, char **argv)
{
    char why[512] = "", listen[64] = "127.0.0.1:1";
    const char *url = getenv("KHUE_TEST_DB");
    struct arena arena;
    struct app app = { 0 };
    if (argc < 2) return 2;
    if (url && str_is(url, "sqlite")) url = NULL;
    if (argc > 2) snprintf(listen, sizeof listen, "127.0.0.1:%s", argv[2]);
    struct db_config config = { .folder = argv[1], .url = url, .node = url ? -1 : 1, .durable = true };
    log_set_level(LOG_WARN);
    app_hooks(&app);
    app.tables = tables;
    app.hooks.who_of = anybody, app.hooks.decide = everybody, app.hooks.may = may_nothing, app.hooks.error_page = bare_error;
    app.config = (struct config){ .data = argv[1], .listen = listen, .base_url = "http://localhost", .test = true };
    arena_init(&arena, 16 << 20);
    if (db_open(&config, true, &app.db, why, sizeof why) != OK || db_migrate(app.db, NULL, why, sizeof why) != OK || app_start(&app, why, sizeof why) != OK)
        return fprintf(stderr, "notices: %s\n", why), 1;
    people_ready(&app, &arena);
    if (argc > 2) serve(&app, &arena);
    else {
        double took = queued(&app, &arena, 0);
        printf("notices-queued-%s %.2f s bar 2 %s\n", url ? "postgres" : "sqlite", took, took <= 2 ? "ok" : "short");
    }
    app_finish(&app);
    db_close(app.db);
    arena_finish(&arena);
    return 0;
}
