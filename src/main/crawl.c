#include "main/crawl.h"
#include "base/str.h"
#include "main/commands.h"
#include "main/demo_cards.h"
#include <stdio.h>
#include <string.h>

#define PATHS 1200              /* pages visited as one person, at most */
#define PATH_SIZE 256
#define PER_ROUTE 3             /* pages of one route that are followed further */
#define ROUTES 512

struct crawl {
    struct errand *errand;
    struct app *app;
    const struct route *route[ROUTES]; size_t routes;
    bool reached[ROUTES];               /* by anybody */
    int seen[ROUTES];                   /* by this person */
    char path[PATHS][PATH_SIZE]; size_t paths;
    bool broken;
};

/* Not pages to look at: answers for programs and for developers, files, what a secret in its address opens, the page of a post that was kept, and the one between two steps. */
static bool worth_a_look(const char *pattern) { return !str_starts(pattern, "/dev/") && !strstr(pattern, ".xlsx") && !str_starts(pattern, "/khoe") && !str_is(pattern, "/so-lieu") && !str_is(pattern, "/gui-lai") && !str_is(pattern, "/dang-nhap/buoc-hai") && !str_is(pattern, "/su-kien") && !str_is(pattern, "/thong-bao/chuong") && !str_is(pattern, "/lich.ics") && !str_is(pattern, "/sw.js") && !str_is(pattern, "/manifest.webmanifest"); }

static void routes_collect(struct crawl *c)
{
    for (const struct route_table *t = route_tables; t->room; t++)
        for (const struct route *r = t->rows; r->method; r++)
            if (r->method == GET && worth_a_look(r->path) && c->routes < ROUTES)
                c->route[c->routes++] = r;
}

static bool pattern_fits(const char *pattern, const char *path, size_t n)
{
    struct span want = span_of(pattern), got = { path, n }, a, b;
    for (;;) {
        bool more = span_cut(&want, '/', &a), also = span_cut(&got, '/', &b);
        if (more != also) return false;
        if (!more) return true;
        if (a.n && a.p[0] == ':' ? b.n == 0 : !(a.n == b.n && memcmp(a.p, b.p, a.n) == 0)) return false;
    }
}

/* The route of a path: a row without params wins, as in the router. */
static int route_of(const struct crawl *c, const char *path)
{
    size_t n = strcspn(path, "?#");
    int found = -1;
    for (size_t i = 0; i < c->routes; i++)
        if (pattern_fits(c->route[i]->path, path, n) && (found < 0 || !strchr(c->route[i]->path, ':')))
            found = (int)i;
    return found;
}

static void path_add(struct crawl *c, const char *p, size_t n)
{
    n = strcspn(p, "#\"") < n ? strcspn(p, "#\"") : n;
    if (n == 0 || n >= PATH_SIZE || p[0] != '/' || c->paths == PATHS) return;
    for (size_t i = 0; i < c->paths; i++)
        if (strlen(c->path[i]) == n && memcmp(c->path[i], p, n) == 0) return;
    char path[PATH_SIZE];
    memcpy(path, p, n);
    path[n] = 0;
    int r = route_of(c, path);
    if (r < 0 || c->seen[r] >= PER_ROUTE) return;
    c->seen[r]++;
    memcpy(c->path[c->paths++], path, n + 1);
}

/* Everything that a browser would fetch or a person press: href="…", and the pictures of src="…". */
static void links_follow(struct crawl *c, const char *body, size_t n, const char *before)
{
    const char *end = body + n;
    for (const char *p = body; (p = memmem(p, (size_t)(end - p), before, strlen(before))); ) {
        p += strlen(before);
        const char *stop = memchr(p, '"', (size_t)(end - p));
        if (!stop) return;
        if (!memchr(p, '&', (size_t)(stop - p))) path_add(c, p, (size_t)(stop - p));
        p = stop;
    }
}

static void visit(struct crawl *c, struct loop_client *l, struct arena *a, const char *role, size_t i)
{
    struct loop_reply reply;
    const char *path = c->path[i];
    int r = route_of(c, path);
    arena_reset(a);
    if (loop_send(l, a, GET, path, NULL, &reply) != OK || reply.status >= 500) {
        wrong(c->errand, 1, "crawl: %s as %s: status %d", path, role, reply.status);
        c->broken = true;
        return;
    }
    if (reply.location) path_add(c, reply.location, strlen(reply.location));
    if (reply.status == 200 || reply.status == 303) c->reached[r] = true;
    if (reply.status != 200) return;
    bool first = true;
    for (size_t k = 0; k < i && first; k++)
        first = route_of(c, c->path[k]) != r;
    if (first) fprintf(c->errand->out, "%s\t%s\n", role, path);
    links_follow(c, reply.body, reply.n, "href=\"");
    links_follow(c, reply.body, reply.n, " src=\"");
}

static void crawl_as(struct crawl *c, const struct demo_card *card)
{
    struct loop_client l;
    struct arena a;
    arena_init(&a, (size_t)32 << 20);
    loop_open(&l, c->app);
    if (card && loop_sign_in(&l, card->person) != OK) c->broken = true;
    memset(c->seen, 0, sizeof c->seen);
    c->paths = 0;
    path_add(c, "/", 1);
    if (card) path_add(c, "/hom-nay", 8);
    for (size_t i = 0; i < c->paths; i++)
        visit(c, &l, &a, card ? card->user_name : "-", i);
    loop_close(&l);
    arena_finish(&a);
}

bool crawl_print(struct session_of_work *w)
{
    struct crawl *c = ARENA_NEW(&w->arena, struct crawl);
    struct app *app = w->app;
    if (!c) return wrong(w->errand, 1, "crawl: out of memory"), false;
    c->errand = w->errand;
    c->app = app;
    routes_collect(c);
    if (!w->errand->host) demo_cards_read(app);
    crawl_as(c, NULL);
    for (size_t i = 0; i < app->demo_cards; i++)
        crawl_as(c, &app->demo_card[i]);
    for (size_t i = 0; i < c->routes; i++)
        if (!c->reached[i]) {
            wrong(w->errand, 1, "crawl: no link leads to %s", c->route[i]->path);
            c->broken = true;
        }
    return !c->broken;
}
