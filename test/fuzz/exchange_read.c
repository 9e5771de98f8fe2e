/* What comes in from outside for exchange: a file of NDJSON, a page of another store (JSON, or multipart/mixed), a link to the next page. Whatever it is, it is read
** or refused within its bounds; lines lie in the text, in order, and nothing of it is read twice. */
#include "doors/exchange/inside.h"
#include "web/app.h"
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static void must(bool held)
{
    if (!held) abort();
}

static void lines_hold(const uint8_t *p, size_t n)
{
    struct span rest = { (const char *)p, n }, one;
    const char *last = (const char *)p;
    int64_t line = 0, before = 0;
    while (line_next(&rest, &line, &one)) {
        must(line > before && one.n > 0 && one.p >= last && one.p + one.n <= (const char *)p + n);
        must(!memchr(one.p, '\n', one.n));
        last = one.p + one.n, before = line;
    }
}

static void statement_holds(struct ask *a, const struct json *said)
{
    struct telling w = { .a = a, .home = "http://localhost", .version = XAPI_2, .key = 1, .name = "x", .account = "import:1", .define = true };
    struct told told = { .voids = false };
    const char *id;
    if (statement_tell(&w, said, -1, NULL, &told, &id) != OK) return;
    const struct json *again = json_read(a->arena, told.document);
    must(a->arena->failed || (again && json_get(again, "authority") && json_get(again, "id")));
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
    struct arena a;
    struct fault fault = { 0 };
    struct store_page page;
    const struct json *said;
    arena_init(&a, (size_t)64 << 20);
    struct ask ask = { .arena = &a, .fault = &fault };
    lines_hold(p, n);
    if (statements_json(&ask, (struct span){ (const char *)p, n }, &said) == OK) statement_holds(&ask, said);
    for (int mixed = 0; mixed < 2; mixed++)
        if (store_page_read(&ask, mixed ? "multipart/mixed; boundary=x" : "application/json", (struct bytes){ p, n }, &page) == OK) {
            must(page.statements && page.more);
            for (const struct json *one = page.statements->first; one; one = one->next) statement_holds(&ask, one);
            const char *next = outgoing_follow(&a, "https://lrs.example/xapi/statements", page.more);
            must(!next || a.failed || outgoing_same_place(next, "https://lrs.example/"));
        }
    const char *text = arena_text_n(&a, (const char *)p, n), *next = outgoing_follow(&a, "https://lrs.example/xapi/statements", text);
    must(!next || a.failed || outgoing_same_place(next, "https://lrs.example/"));
    arena_finish(&a);
    return 0;
}
