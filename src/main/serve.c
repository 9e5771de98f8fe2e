/* khue serve: one process, one data folder, until SIGTERM or SIGINT; then what runs is answered and it ends. */
#include "base/log.h"
#include "base/str.h"
#include "main/commands.h"
#include "main/control.h"
#include "main/demo_cards.h"
#include "web/watch.h"
#include "xapi/xapi.h"
#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

enum { NEIGHBOUR_MS = 5000 };            /* a mail server that takes its time has that long when we stop; the letter goes later */

static void wait_for_stop(const sigset_t *set)
{
    int signal_number = 0;
    while (sigwait(set, &signal_number) != 0) { }
    log_line(LOG_INFO, "event=stopping signal=%d", signal_number);
}

static void counts_keep(struct session_of_work *w)
{
    arena_reset(&w->arena);
    ask_init(&w->ask, w->app->db, &w->arena, &w->fault, db_now(w->app->db));
    if (uses_keep(w->app, &w->ask) != OK) log_line(LOG_WARN, "event=stopping what=counts why=\"what keys were used for in the last minutes could not be written\"");
}

struct served { struct http *http; struct jobs *jobs; };

/* Last: who reads it may use everything, the commands too. */
static void say_where(struct errand *e, const struct app *app, const struct http *http)
{
    const char *listen = app->config.listen;
    fprintf(e->out, "Khuê: http://%.*s:%d\n", (int)(strrchr(listen, ':') - listen), listen, http_port(http));
    demo_cards_print(app, e->out);
    fflush(e->out);
}

/* Commands of others come in by the control socket as long as the pages are served. */
static void serve_until_stopped(struct session_of_work *w, struct errand *e, const struct options *o, const struct served *served, const sigset_t *set)
{
    static struct host host;
    struct control *control = NULL;
    char why[512];
    host.app = w->app;
    host.options = o;
    host.commands = commands;
    if (!control_start(&host, o->config.data, &control, why, sizeof why))
        log_line(LOG_ERROR, "event=no-control-socket why=\"%s\"", why);
    say_where(e, w->app, served->http);
    wait_for_stop(set);
    atomic_store(&w->app->stop_by_ms, watch_now_ms() + NEIGHBOUR_MS);
    control_stop(control);
    jobs_stop(served->jobs);                      /* first: what they queue or tell is still served */
    http_stop(served->http);
    counts_keep(w);
}

static void log_settle(const struct options *o)
{
    static const char *const level[] = { "debug", "info", "warn", "error" };
    for (int i = 0; i < 4; i++)
        if (str_is(level[i], o->config.log_level)) log_set_level((enum log_level)i);
    log_set_json(str_is(o->config.log_format, "json"));
}

static bool here_alone(const char *host)
{
    return str_starts(host, "127.") || str_starts(host, "localhost") || str_starts(host, "[::1]");
}

/* Whoever can be reached by others without https sends their passwords to everybody on the way. */
static bool in_the_clear(const struct config *c)
{
    const char *host = strstr(c->base_url, "://");
    if (c->allow_http || c->secure_cookies) return false;
    return !here_alone(host ? host + 3 : c->base_url) || !here_alone(c->listen);
}

/* A page takes a quarter of a megabyte for a moment. By its own limits the allocator gives that back to the system after each
** page and asks again for the next, which cost a tenth of a page's time and held up the other loops; so up to a megabyte stays. */
static void memory_settle(void)
{
    mallopt(M_TRIM_THRESHOLD, 1 << 20);
    mallopt(M_MMAP_THRESHOLD, 1 << 20);
}

int serve_command(struct errand *e)
{
    static struct options o;
    if (!options_read(&o, e, NULL)) return 2;
    if (o.config.test) o.config.rate_limits = false;
    if (in_the_clear(&o.config))
        return wrong(e, 1, "people would reach Khuê at %s (listen %s) without https, so passwords could be read on the network. Put a proxy with TLS in front "
                           "(docs/deploy.md) and set base-url = https://…; or, if you know what you do, allow-http = 1", o.config.base_url, o.config.listen);
    log_settle(&o);
    memory_settle();
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    pthread_sigmask(SIG_BLOCK, &set, NULL);       /* before any thread: all of them inherit it */
    signal(SIGPIPE, SIG_IGN);
    struct session_of_work w;
    if (!work_begin(&w, e, &o)) return 1;
    demo_cards_read(w.app);
    char why[512] = "";
    struct http *http = NULL;
    struct jobs *jobs = NULL;
    if (http_start(w.app, &http, why, sizeof why) != OK || jobs_start(w.app, &jobs, why, sizeof why) != OK) {
        http_stop(http);
        work_end(&w);
        return wrong(e, 1, "%s", why);
    }
    serve_until_stopped(&w, e, &o, &(struct served){ http, jobs }, &set);
    work_end(&w);
    return 0;
}
