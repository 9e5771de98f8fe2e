/* What a program may send to the door of xAPI: JSON, a statement, multipart/mixed, a signature. Whatever it is, it is taken or refused within its
** bounds; what is taken as JSON says the same when it is written and read again. */
#include "doors/xapi/inside.h"
#include "web/dispatch.h"
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static void must(bool held)
{
    if (!held) abort();
}

/* The span of a value is the value. */
static void spans_hold(struct arena *a, const struct json *j, int depth)
{
    static const struct json_bounds bounds = { 1 << 20, 64, 100000 };
    if (depth < 3) must(json_same(j, json_parse(a, j->raw, &bounds, NULL), NULL) || a->failed);
    for (const struct json *m = j->first; m; m = m->next) spans_hold(a, m, depth + 1);
}

static void texts_hold(struct arena *a, const struct json *j)
{
    struct buf b;
    if (j->kind != JSON_STRING) return;
    buf_init(&b, 1 << 20);
    json_put(&b, j->text);
    const struct json *again = json_read(a, b.p);
    must(b.failed || a->failed || json_is(again, j->text));
    buf_finish(&b);
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
    static const struct json_bounds bounds = { 1 << 20, 32, 20000 };
    struct arena a;
    struct fault fault = { 0 };
    arena_init(&a, (size_t)64 << 20);
    struct ask ask = { .arena = &a, .fault = &fault };
    struct json_wrong wrong;
    const struct json *j = json_parse(&a, (struct span){ (const char *)p, n }, &bounds, &wrong);
    must(j || a.failed || *json_place(&a, (struct span){ (const char *)p, n }, wrong.at) == '$' || a.failed);
    if (j) {
        struct check k = { .a = &ask, .home = "http://localhost", .version = n % 2 ? V1 : V2 };
        spans_hold(&a, j, 0);
        texts_hold(&a, j);
        path_in(&k, "$", 0);
        if (check_statement(&k, j) == OK) must(k.terms >= 3 || a.failed);      /* the actor twice, the verb; an object that is a reference has none */
        struct buf b;
        buf_init(&b, 4 << 20);
        format_put(&b, &ask, j, FORMAT_IDS, "vi");
        buf_finish(&b);
    }
    struct mixed_part *part;
    size_t parts;
    if (mixed_read(&ask, "multipart/mixed; boundary=x", (struct bytes){ p, n }, &part, &parts) == OK)
        for (size_t i = 0; i < parts; i++) must(part[i].body.p >= p && part[i].body.p + part[i].body.n <= p + n);
    if (j) must(signature_check(&ask, j, (struct bytes){ p, n }) != BUG);
    char *text = arena_take(&a, n + 1);
    instant at;
    if (text) {
        memcpy(text, p, n);
        (void)is_iri(text), (void)is_language(text), (void)is_duration(text), (void)time_read(text, &at);
    }
    arena_finish(&a);
    return 0;
}
