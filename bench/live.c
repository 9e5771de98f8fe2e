/* Many open streams: a server whose people are anybody.
**   live FOLDER PORT PEOPLE     makes a session for each of PEOPLE, prints "Cookie" values a line each, serves until SIGTERM */
#include "web/app.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

static rc page(struct ctx *c, struct reply *r)
{
    (void)c;
    for (int i = 0; i < 200; i++)
        buf_text(&r->body, "<p>Một trang của một người đang đăng nhập</p>\n");
    return OK;
}

static const struct route rows[] = { { GET, "/trang", MAY(0), NULL, QUICK, page }, { 0 } };
static const struct route_table tables[] = { { "live", rows }, { "web", web_routes }, { NULL, NULL } };

static rc anybody(struct ask *a, person_id person, struct who *w) { (void)a; *w = (struct who){ .person = person, .name = "An", .given = "An", .initial = "A" }; return OK; }
static rc everybody(struct ctx *c, const struct need *need) { (void)c; (void)need; return OK; }
static bool may_nothing(struct ctx *c, int permission, const char *param, int64_t object) { (void)c; (void)permission; (void)param; (void)object; return false; }
static void bare_error(struct out *o, const struct fault *fault, int status) { (void)fault; buf_print(o->b, "%d", status); }

static void cookies_print(struct app *app, int people)
{
    for (int i = 1; i <= people; i++) {
        struct loop_client l;
        loop_open(&l, app);
        if (loop_sign_in(&l, (person_id){ i }) == OK) puts(l.cookies[0]);
        loop_close(&l);
    }
    puts("ready");
    fflush(stdout);
}

int main(int argc, char **argv)
{
    char why[256] = "", listen[64];
    sigset_t stop;
    struct app app = { .tables = tables, .hooks = { .who_of = anybody, .decide = everybody, .may = may_nothing, .error_page = bare_error } };
    struct http *http;
    int got;
    if (argc != 4) return 2;
    snprintf(listen, sizeof listen, "127.0.0.1:%s", argv[2]);
    app.config = (struct config){ .data = argv[1], .listen = listen, .base_url = "http://localhost", .test = true };
    sigemptyset(&stop);
    sigaddset(&stop, SIGTERM);
    sigprocmask(SIG_BLOCK, &stop, NULL);
    struct db_config config = { .folder = argv[1], .node = 1 };
    if (db_open(&config, true, &app.db, why, sizeof why) != OK || db_migrate(app.db, NULL, why, sizeof why) != OK
        || app_start(&app, why, sizeof why) != OK || http_start(&app, &http, why, sizeof why) != OK) {
        fprintf(stderr, "live: %s\n", why);
        return 1;
    }
    cookies_print(&app, (int)strtol(argv[3], NULL, 10));
    sigwait(&stop, &got);
    http_stop(http);
    app_finish(&app);
    db_close(app.db);
    return 0;
}
