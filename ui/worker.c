/* /sw.js: the service worker. It has to lie at the top of the site to speak for all of it, so it is a route and no file of /s/; what it does
** stands in files that it takes in. */
#include "ui/ui.h"
#include "web/app.h"
#include "web/reply.h"

static rc worker_file(struct ctx *c, struct reply *r)
{
    const char *text = arena_print(c->arena, "importScripts(\"%s\");\n", asset("sw-push.js"));
    r->public_cache = true;
    r->program = true;
    return send_bytes(r, "text/javascript; charset=utf-8", NULL, text, strlen(text));
}

const struct route ui_worker_routes[] = {
    { GET, "/sw.js", MAY(0), NULL, QUICK, worker_file, NULL, NULL },      /* anybody: the same for everybody, and says nothing */
    { 0 }
};
