/* The floor of HTTP: a page of 15 KB built from memory, through the whole path of a request but the database.
**   floor FOLDER PORT        serves /floor on 127.0.0.1:PORT until SIGTERM */
#include "web/app.h"
#include "web/out.h"
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

enum { ROWS = 110 };

#define RAW(o, literal) put_raw((o), literal, sizeof literal - 1)

static void view_floor(struct out *o, const void *v)
{
    (void)v;
    RAW(o, "<!doctype html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\"><title>Khuê</title></head><body><h1>Khuê</h1><ul>\n");
    for (int64_t i = 0; i < ROWS; i++) {
        RAW(o, "<li><a href=\"/t/mau/lop/");
        put_url_part(o, "0ab3c4d5e6f7g");
        RAW(o, "\">");
        put_text(o, "Nguyễn Thị Minh Anh & Trần Quốc Bảo, lớp 7A2");
        RAW(o, "</a> <b>");
        put_int(o, i * 1000003);
        RAW(o, "</b></li>\n");
    }
    RAW(o, "</ul></body></html>\n");
}

static rc floor_page(struct ctx *c, struct reply *r)
{
    (void)c;
    return show(r, view_floor, NULL);
}

static const struct route floor_routes[] = {
    { GET, "/floor", MAY(0), NULL, QUICK, floor_page },
    { 0 },
};
static const struct route_table tables[] = { { "floor", floor_routes }, { NULL, NULL } };

static rc nobody(struct ask *a, person_id person, struct who *w) { (void)a; (void)person; (void)w; return NOT_FOUND; }
static rc everybody(struct ctx *c, const struct need *need) { (void)c; (void)need; return OK; }
static bool may_nothing(struct ctx *c, int permission, const char *param, int64_t object) { (void)c; (void)permission; (void)param; (void)object; return false; }
static void bare_error(struct out *o, const struct fault *fault, int status) { (void)fault; put_int(o, status); }

int main(int argc, char **argv)
{
    char why[256] = "", listen[64];
    sigset_t stop;
    struct app app = { .tables = tables, .hooks = { nobody, everybody, may_nothing, bare_error } };
    struct http *http;
    int got;
    if (argc != 3) return 2;
    snprintf(listen, sizeof listen, "127.0.0.1:%s", argv[2]);
    app.config = (struct config){ .data = argv[1], .listen = listen, .base_url = "http://localhost", .test = true };
    sigemptyset(&stop);
    sigaddset(&stop, SIGTERM);
    sigprocmask(SIG_BLOCK, &stop, NULL);
    struct db_config config = { .folder = argv[1], .node = 1, .durable = true };
    if (db_open(&config, true, &app.db, why, sizeof why) != OK || db_migrate(app.db, NULL, why, sizeof why) != OK
        || app_start(&app, why, sizeof why) != OK || http_start(&app, &http, why, sizeof why) != OK) {
        fprintf(stderr, "floor: %s\n", why);
        return 1;
    }
    sigwait(&stop, &got);
    http_stop(http);
    app_finish(&app);
    db_close(app.db);
    return 0;
}
