/* A request's head, a line each: method, target, version, then "Name: value". What passes head_check is a path of visible
** ASCII without "..", with one Host and one length; everything that reads a head can read it. */
#include "web/dispatch.h"
#include "web/door.h"
#include "web/token.h"
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static void must(bool held)
{
    if (!held) abort();
}

static rc nothing(struct ctx *c, struct reply *r) { (void)c; (void)r; return OK; }

static const struct door door = { .enter = nothing };
static const struct route rows[] = {
    { GET,  "/",                   { 0 }, NULL, QUICK, nothing },
    { GET,  "/t/:truong",          { 0 }, NULL, QUICK, nothing },
    { GET,  "/t/:truong/lop/:lop", { 0 }, NULL, QUICK, nothing },
    { GET,  "/t/:truong/lop/moi",  { 0 }, NULL, QUICK, nothing },
    { POST, "/phieu/:ma",          { 0 }, NULL, WRITE, nothing },
    { KEYED, "/xapi/statements",   { 0 }, NULL, UPLOAD, nothing, .door = &door },
    { 0 }
};

static struct app *app_once(void)
{
    static const struct route_table tables[] = { { "fuzz", rows }, { 0 } };
    static struct app app;
    char why[200];

    if (!app.router)
        must(router_build(tables, &app.router, why, sizeof why) == OK);
    return &app;
}

static void readers(struct arena *a, const struct head *h)
{
    static const char *const names[] = { "khue", "ngon_ngu", "__Host-khue", "" };
    struct span value;
    struct match match = { 0 };
    struct request q;

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (cookie_find(h, names[i], &value))
            must(value.p >= h->field[HEAD_COOKIE] && value.p + value.n <= h->field[HEAD_COOKIE] + strlen(h->field[HEAD_COOKIE]));
    accepts(h->field[HEAD_ACCEPT_ENCODING], "gzip");
    if (h->field[HEAD_IF_NONE_MATCH]) etag_matches(h->field[HEAD_IF_NONE_MATCH], "W/\"1\"");
    request_read(&q, a, h, &match, (struct bytes){ NULL, 0 });
    signed_text_read(a, (const uint8_t[HASH_SIZE]){ 1 }, "flash", h->field[HEAD_COOKIE] ? h->field[HEAD_COOKIE] : "");
}

static void passed(const struct head *h)
{
    struct call call = { 0 };

    const char *climb = strstr(h->target, "/../"), *query = strchr(h->target, '?');
    must(h->target[0] == '/' && strlen(h->target) <= TARGET_MAX && !strpbrk(h->target, " \t\r\n\\#") && (!climb || (query && query < climb)));
    must(h->times[HEAD_HOST] <= 1 && !(h->field[HEAD_CONTENT_LENGTH] && h->field[HEAD_TRANSFER_ENCODING]));
    must(head_length(h) >= -1 && head_length(h) < 1000000000000000);
    call_route(&call, app_once(), h);
    for (int i = 0; i < call.match.params; i++)
        must(call.match.param[i].n > 0 && call.match.param[i].p > h->target && call.match.param[i].p + call.match.param[i].n <= h->target + strlen(h->target));
    if (call.match.route) must(call.match.route->method == head_method(h));
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
    struct arena a;
    struct head h;
    struct span rest, line[3] = { 0 }, one, name;

    if (n > HEAD_MAX) return 0;
    arena_init(&a, 4 << 20);
    rest = (struct span){ (const char *)p, n };
    if (!n) rest.p = "";
    for (int i = 0; i < 3; i++)
        if (!span_cut(&rest, '\n', &line[i])) line[i] = (struct span){ "", 0 };
    head_init(&h, arena_text_n(&a, line[0].p, line[0].n), arena_text_n(&a, line[1].p, line[1].n), arena_text_n(&a, line[2].p, line[2].n));
    while (span_cut(&rest, '\n', &one)) {
        span_cut(&one, ':', &name);
        struct span value = span_trim(one);
        const char *text = arena_text_n(&a, value.n ? value.p : "", value.n);
        head_add(&h, arena_text_n(&a, name.p, name.n), name.n, text, strlen(text));
    }
    readers(&a, &h);
    struct call call = { 0 };
    call_read(&call, app_once(), &h);                     /* the row is looked for also where the head is refused */
    must(call.refused == head_check(&h));
    if (head_check(&h) == 0) passed(&h);
    arena_finish(&a);
    return 0;
}
