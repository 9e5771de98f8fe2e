/* A strict reader: what is JSON is read whole, what is none is refused, and what was sent can be handed on. */
#include "base/json.h"
#include "test/harness/test.h"
#include <string.h>

static const struct json_bounds small = { 1000, 8, 50 };

static bool taken(struct test *t, const char *text)
{
    return json_parse(t->arena, span_of(text), &small, NULL) != NULL;
}

TEST(json_is_read_and_its_values_keep_their_spans)
{
    const struct json *j = json_parse(t->arena, SPAN(" {\"a\": [1.50, -0, 1E+2], \"b\\u00e9\": \"\\ud83d\\ude00 x\\n\", \"c\": {\"d\": null}, \"e\": true} "), &small, NULL);
    if (!is_true(t, j != NULL)) return;
    is_int(t, 4, json_count(j));
    is_text(t, "1.50", json_get(j, "a")->first->text);
    is_text(t, "😀 x\n", json_get(j, "bé")->text);
    is_int(t, 16, json_get(j, "a")->raw.n);
    is_true(t, memcmp(json_get(j, "a")->raw.p, "[1.50, -0, 1E+2]", 16) == 0);
    is_int(t, JSON_NULL, json_get(json_get(j, "c"), "d")->kind);
    is_true(t, json_get(j, "f") == NULL && json_get(NULL, "x") == NULL);
}

TEST(what_is_no_json_is_refused)
{
    static const char *const bad[] = { "", " ", "{", "}", "[", "[1,]", "[,1]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{'a':1}", "01", "-", "1.", ".5", "1e", "+1", "0x1", "nan", "tru", "nulll",
        "\"", "\"\\x\"", "\"\\u12\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\udc00\"", "\"\\ud800\\u0041\"", "\"a\nb\"", "\"\xff\"", "\"\xc0\x80\"", "\"\xed\xa0\x80\"", "1 2", "{} x", "[1]]", "//", "{\"a\":1,\"a\":2}",
        "{\"a\":1,\"\\u0061\":2}", "\xef\xbb\xbf{}" };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (taken(t, bad[i])) fail(t, "taken: %s", bad[i]);
    is_true(t, json_parse(t->arena, (struct span){ "1\0", 2 }, &small, NULL) == NULL);
}

TEST(depth_length_and_number_are_bounded_and_the_place_is_told)
{
    struct json_wrong wrong;
    is_true(t, taken(t, "[[[[[[[[1]]]]]]]]"));
    is_true(t, json_parse(t->arena, SPAN("[[[[[[[[[1]]]]]]]]]"), &small, &wrong) == NULL);
    is_text(t, "lồng quá sâu", wrong.what);
    is_true(t, json_parse(t->arena, SPAN("[1,2,x]"), &small, &wrong) == NULL);
    is_int(t, 5, wrong.at);
    char *many = arena_take(t->arena, 2001);
    memset(many, '1', 1001);
    is_true(t, json_parse(t->arena, span_of(many), &small, &wrong) == NULL);
    is_text(t, "quá dài", wrong.what);
    strcpy(many, "[1");
    for (int i = 0; i < 60; i++) strcat(many, ",1");
    strcat(many, "]");
    is_true(t, json_parse(t->arena, span_of(many), &small, &wrong) == NULL);
    is_text(t, "quá nhiều giá trị", wrong.what);
}

TEST(what_is_refused_is_named_by_its_path)
{
    static const struct { const char *text, *place; } rows[] = { { "{\"a\":1,\"b\":[1,{\"c\":tru}]}", "$.b[1].c" }, { "[{\"a\":1},{\"x\":{\"y\":1,\"y\":2}}]", "$[1].x.y" }, { "x", "$" }, { "[1,2,]", "$[2]" },
        { "{\"a\\\"b\":\"\\ud800\"}", "$.a\\\"b" }, { "{\"a\":{\"b\":1}} x", "$" }, { "{\"a\":[\"]{\",", "$.a[1]" } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct json_wrong wrong;
        is_true(t, json_parse(t->arena, span_of(rows[i].text), &small, &wrong) == NULL);
        is_text(t, rows[i].place, json_place(t->arena, span_of(rows[i].text), wrong.at));
    }
    char deep[400];
    memset(deep, '[', 399), deep[399] = 0;
    is_true(t, strlen(json_place(t->arena, span_of(deep), 399)) == 1 + 64 * 3);
    is_text(t, "$", json_place(t->arena, (struct span){ NULL, 0 }, 0));
}

TEST(values_that_say_the_same_are_the_same)
{
    static const struct { const char *a, *b; bool same; } rows[] = { { "{\"a\":1,\"b\":[1,2]}", "{\"b\":[1.0,2],\"a\":1e0}", true }, { "[1,2]", "[2,1]", false },
        { "{\"a\":1}", "{\"a\":1,\"b\":2}", false }, { "\"\\u0061\"", "\"a\"", true }, { "null", "false", false }, { "{\"id\":1,\"x\":2}", "{\"x\":2}", true } };
    static const char *const but[] = { "id", NULL };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        is_int(t, rows[i].same, json_same(json_read(t->arena, rows[i].a), json_read(t->arena, rows[i].b), but));
}

TEST(a_text_written_is_the_text_read)
{
    static const char text[] = "\"\\/\b\t\x01 ầ 😀";
    struct buf b;
    buf_init(&b, 1000);
    json_put(&b, text);
    is_text(t, text, json_read(t->arena, b.p)->text);
    buf_finish(&b);
}

TEST(members_of_one_object_are_joined_over_those_of_another_and_maps_one_level_deeper)
{
    static const char *const deeper[] = { "name", NULL };
    struct buf b;
    buf_init(&b, 1000);
    json_join(&b, json_read(t->arena, "{\"a\":1.50,\"name\":{\"vi\":\"x\",\"en\":\"y\"},\"b\":{\"c\":1}}"), json_read(t->arena, "{\"name\":{\"vi\":\"z\"},\"b\":{\"d\":2}}"), deeper);
    buf_char(&b, 0);
    is_text(t, "{\"a\":1.50,\"name\":{\"en\":\"y\",\"vi\":\"z\"},\"b\":{\"d\":2}}", b.p);
    buf_finish(&b);
}
