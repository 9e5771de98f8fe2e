/* What programs do at the edge of the door: addresses that are none, a slash too many, methods that no resource takes, a zone whose plus became a blank, packed bodies,
** and a list read on after the server was started anew. What is refused before anybody looks at the key is refused in JSON too, and says its version. */
#include "doors/xapi/test/door.h"
#include "data/db.h"
#include "test/harness/db.h"
#include <string.h>

enum { TOO_MUCH = (16 << 20) + 1 };
#define JSON_TYPE "Content-Type: application/json"

static void over(struct program *p)
{
    struct city *s = p->s;
    loop_close(&p->l);
    city_close(s);
}

/* As the door refuses: this status and number, as JSON with a version, and never a page. */
static void refused_so(struct program *p, const char *called, const char *path, const char *more, const char *body, int status, int number, struct loop_reply *r)
{
    struct loop_request q = { GET, path, arena_print(p->t->arena, "%s%s%s", p->headers, *more ? "\n" : "", more), { (const uint8_t *)body, strlen(body) }, called };
    is_rc(p->t, OK, loop_ask(&p->l, p->t->arena, &q, r));
    const struct json *said = json_get(json_read(p->t->arena, r->body), "number");
    if (r->status != status || !said || !span_is(said->raw, arena_print(p->t->arena, "%d", number))) fail(p->t, "%s %s: %d %s", called, path, r->status, r->body);
    has_text(p->t, "Content-Type: application/json", r->head);
    has_text(p->t, "X-Experience-API-Version: ", r->head);
    lacks_text(p->t, "Set-Cookie", r->head);
}

TEST(an_address_that_is_none_is_refused_as_the_door_refuses_by_every_method_with_a_key_and_without)
{
    static const char *const paths[] = { "/xapi", "/xapi/", "/xapi/statement", "/xapi/statements/more", "/xapi/statements//", "/xapi/activities/state/x", "/xapi/mo-rong/mon-hoc", "/xapi/abouts?a=b", "/xapi//about",
                                         "/xapi/profile.json/" };
    static const char *const methods[] = { "GET", "HEAD", "POST", "PUT", "DELETE" };
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V1), nobody = p;
    struct loop_reply r;
    nobody.headers = "X-Experience-API-Version: 2.0.0";
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        for (size_t m = 0; m < sizeof methods / sizeof *methods; m++) {
            refused_so(&p, methods[m], paths[i], JSON_TYPE, m > 1 ? "{}" : "", 404, 6045, &r);
            has_text(t, "X-Experience-API-Version: 1.0.3", r.head);
            refused_so(&nobody, methods[m], paths[i], "", "", 404, 6045, &r);
            lacks_text(t, "WWW-Authenticate", r.head);
        }
    refused_so(&p, "GET", "/xapi/thieu", "Accept-Language: en", "", 404, 6045, &r);
    has_text(t, "There is nothing at this address", r.body);
    is_int(t, 404, city_get(t, s, s->principal, "/xapis", &r));                    /* elsewhere it is a page, as ever */
    has_text(t, "Content-Type: text/html", r.head);
    is_int(t, 200, city_get(t, s, s->principal, "/xapi/profile.json", &r));
    over(&p);
}

TEST(what_is_not_there_has_a_number_and_words_of_its_own)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    struct loop_reply r;
    refused_so(&p, "GET", "/xapi/statements?statementId=11111111-2222-4333-8444-555555555559", "", "", 404, 6054, &r);
    refused_so(&p, "GET", "/xapi/statements?voidedStatementId=11111111-2222-4333-8444-555555555559", "", "", 404, 6054, &r);
    refused_so(&p, "GET", "/xapi/activities/profile?activityId=http%3A%2F%2Fx.vn%2Fo&profileId=a", "", "", 404, 6055, &r);
    over(&p);
}

TEST(what_is_no_json_is_named_by_its_path_in_the_readers_language)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    struct loop_reply r;
    refused_so(&p, "POST", "/xapi/statements", JSON_TYPE, "[{\"id\":\"a\"},{\"result\":{\"response\":\"a\\ud800b\"}}]", 400, 5620, &r);
    has_text(t, "\"path\":\"$[1].result.response\"", r.body);
    has_text(t, "nửa cặp surrogate", r.body);
    refused_so(&p, "POST", "/xapi/statements", JSON_TYPE "\nAccept-Language: en", "{\"context\":{\"extensions\":{\"http://x.vn/e\":{\"a\":1,\"a\":2}}}}", 400, 5620, &r);
    has_text(t, "\"path\":\"$.context.extensions.http://x.vn/e.a\"", r.body);
    has_text(t, "a name twice in one object", r.body);
    over(&p);
}

TEST(an_alternate_request_of_the_wrong_shape_is_refused_for_that_though_its_key_was_not_read)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V1), bare = p;
    struct loop_reply r;
    bare.headers = "X-Experience-API-Version: 1.0.3";
    refused_so(&bare, "POST", "/xapi/statements?method=PUT&x=1", "Content-Type: application/x-www-form-urlencoded", "content=%7B%7D", 400, 5603, &r);
    refused_so(&bare, "POST", "/xapi/statements?method=PUT", "Content-Type: application/x-www-form-urlencoded", "content=%7B%7D", 401, 5600, &r);
    over(&p);
}

TEST(a_slash_behind_a_resource_is_none_and_opens_nothing_without_a_key)
{
    static const char *const resources[] = { "/statements/", "/activities/state/", "/activities/profile/", "/agents/profile/", "/agents/", "/activities/" };
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2), nobody = p;
    struct loop_reply r;
    nobody.headers = "X-Experience-API-Version: 2.0.0";
    for (size_t i = 0; i < sizeof resources / sizeof *resources; i++) {
        is_int(t, 401, asks(&nobody, GET, resources[i], "", NULL, &r));
        if (asks(&p, GET, resources[i], "", NULL, &r) == 404) fail(t, "%s is none", resources[i]);
    }
    is_int(t, 200, asks(&p, POST, "/statements/", JSON_TYPE, deed_said(t, "an", "did", "o", ""), &r));
    is_int(t, 200, asks(&p, GET, "/statements/?verb=http%3A%2F%2Fx.vn%2Fdid", "", NULL, &r));
    is_int(t, 1, json_count(json_get(json_read(t->arena, r.body), "statements")));
    is_int(t, 200, asks(&nobody, GET, "/about/", "", NULL, &r));
    over(&p);
}

TEST(a_method_that_the_house_does_not_speak_hears_in_json_what_the_resource_takes)
{
    static const struct { const char *path, *allow; } rows[] = {
        { "/xapi/statements", "Allow: GET, HEAD, PUT, POST, OPTIONS\n" }, { "/xapi/statements/", "Allow: GET, HEAD, PUT, POST, OPTIONS\n" },
        { "/xapi/activities/state", "Allow: GET, HEAD, PUT, POST, DELETE, OPTIONS\n" }, { "/xapi/agents/profile", "Allow: GET, HEAD, PUT, POST, DELETE, OPTIONS\n" },
        { "/xapi/agents", "Allow: GET, HEAD, OPTIONS\n" }, { "/xapi/about", "Allow: GET, HEAD, OPTIONS\n" }, { "/xapi/token", "Allow: POST, OPTIONS\n" } };
    static const char *const methods[] = { "PATCH", "TRACE", "PROPFIND", "get" };
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    struct loop_reply r;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (size_t m = 0; m < sizeof methods / sizeof *methods; m++) {
            refused_so(&p, methods[m], rows[i].path, JSON_TYPE, "", 405, 5607, &r);
            has_text(t, rows[i].allow, r.head);
        }
    struct loop_request page = { GET, "/t/thcs/khoa-he-thong/thoi", "", { (const uint8_t *)"", 0 }, "PATCH" };
    is_rc(t, OK, loop_ask(&p.l, t->arena, &page, &r));
    is_int(t, 405, r.status);
    has_text(t, "Allow: POST\n", r.head);
    refused_so(&p, "PUT", "/xapi/profile.json", "", "", 405, 5607, &r);
    has_text(t, "Allow: GET, HEAD\n", r.head);
    over(&p);
}

TEST(a_head_that_is_refused_is_refused_in_json_too)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    struct loop_reply r;
    refused_so(&p, "GET", "/xapi/statements", JSON_TYPE, "{}", 400, 6047, &r);                   /* a GET with a body */
    refused_so(&p, "GET", "/xapi/statements?verb=%zz", "", "", 400, 6047, &r);
    char *much = arena_take(t->arena, TOO_MUCH + 1);
    memset(much, ' ', TOO_MUCH);
    much[TOO_MUCH] = 0;
    refused_so(&p, "POST", "/xapi/statements", JSON_TYPE, much, 413, 6048, &r);
    refused_so(&p, "POST", "/xapi/khong-co", JSON_TYPE, much, 413, 6048, &r);
    is_int(t, 0, found(&p, ""));
    over(&p);
}

TEST(a_plus_that_came_as_a_blank_is_a_plus_where_only_a_zone_can_stand)
{
    static const struct { const char *query; int n; } rows[] = {             /* stored at 08:00 in the zone +07:00 */
        { "?since=2026-11-23T07:59:59+07:00", 1 }, { "?since=2026-11-23T08:00:00+07:00", 0 }, { "?since=2026-11-23T08:00:00%2B07:00", 0 }, { "?since=2026-11-23T07:59:59%20%2B07:00", -1 },
        { "?until=2026-11-23T07:59:59.999+0700", 0 }, { "?until=2026-11-23T08:00:00.000+07", 1 }, { "?since=2026-11-23+07:59:59+07:00", 1 }, { "?since=2026-11-23+08:00:00+07:00", 0 },
        { "?since=2026-11-23+00:59:59", 1 }, { "?since=2026-11-23+01:00:00", 0 },      /* the blank before the clock stays one */
        { "?since=2026-11-23T07:59:59++07:00", -1 }, { "?since=2026-11-23T07:59:59+", -1 }, { "?since=+2026-11-23T07:59:59Z", -1 }, { "?since=2026-11-23T07:59:59+Z", -1 }, { "?since=2026-11-23+07:00+", -1 },
        { "?since=2026-11-23T07:59:59.000000000000000000000000000000000000000000000000000+07:00", -1 } };
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    is_int(t, 200, says(&p, deed_said(t, "an", "did", "o", "")));
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct loop_reply r;
        int status = asks(&p, GET, arena_print(t->arena, "/statements%s", rows[i].query), "", NULL, &r);
        int n = status == 200 ? (int)json_count(json_get(json_read(t->arena, r.body), "statements")) : status == 400 ? -1 : -2;
        if (n != rows[i].n) fail(t, "%s finds %d, not %d", rows[i].query, n, rows[i].n);
    }
    is_int(t, 400, says(&p, deed_said(t, "an", "did", "o", ",\"timestamp\":\"2026-11-23T07:59:59 07:00\"")));           /* in JSON nothing eats a plus */
    over(&p);
}

TEST(a_packed_body_is_refused_with_a_word_that_says_so_and_nothing_of_it_is_kept)
{
    static const char *const codings[] = { "gzip", "GZIP", "deflate", "br", "identity, gzip" };
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    struct loop_reply r;
    for (size_t i = 0; i < sizeof codings / sizeof *codings; i++) {
        refused_so(&p, "POST", "/xapi/statements", arena_print(t->arena, JSON_TYPE "\nContent-Encoding: %s", codings[i]), deed_said(t, "an", "did", "o", ""), 415, 6046, &r);
        has_text(t, "Accept-Encoding: identity", r.head);
        refused_so(&p, "POST", "/xapi/token", arena_print(t->arena, "Content-Encoding: %s", codings[i]), "x", 415, 6046, &r);
    }
    is_int(t, 0, found(&p, ""));
    is_int(t, 200, asks(&p, GET, "/statements", "Content-Encoding: gzip", NULL, NULL));                            /* there is nothing that could be packed */
    is_int(t, 200, asks(&p, POST, "/statements", JSON_TYPE "\nContent-Encoding: identity", deed_said(t, "an", "did", "o", ""), NULL));
    is_int(t, 1, found(&p, ""));
    p.headers = "X-Experience-API-Version: 2.0.0";
    is_int(t, 401, asks(&p, POST, "/statements", JSON_TYPE "\nContent-Encoding: gzip", "x", NULL));                  /* who has no key hears only that */
    over(&p);
}

/* The last member of the objects of a page, one letter each. */
static const char *page_says(struct test *t, const struct json *page)
{
    const char *out = "";
    for (const struct json *j = json_get(page, "statements") ? json_get(page, "statements")->first : NULL; j; j = j->next) {
        const struct json *id = json_get(json_get(j, "object"), "id");
        out = arena_print(t->arena, "%s%s", out, id ? id->text + strlen("http://x.vn/") : "?");
    }
    return out;
}

static const char *more_said(const struct json *page) { return json_get(page, "more") ? json_get(page, "more")->text : "?"; }

TEST(a_list_is_read_on_by_more_after_the_server_was_started_anew_and_nothing_is_left_out_or_given_twice)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    struct loop_reply r;
    for (int i = 0; i < 5; i++) is_int(t, 200, says(&p, deed_said(t, "an", "did", arena_print(t->arena, "%c", 'a' + i), "")));
    is_int(t, 200, says(&p, deed_said(t, "an", "saw", "x", "")));
    is_int(t, 200, asks(&p, GET, "/statements?limit=2&verb=http%3A%2F%2Fx.vn%2Fdid&since=2026-11-23T07:00:00+07:00", "", NULL, &r));
    const struct json *page = json_read(t->arena, r.body);
    is_text(t, "ed", page_says(t, page));
    const char *more = more_said(page);
    for (int page_n = 0; page_n < 2; page_n++) {
        loop_close(&p.l);
        ask_done(s->ask);
        s->app.db = test_db_again(t, s->app.db);
        s->ask = test_ask(t, s->app.db);
        loop_open(&p.l, &s->app);
        is_int(t, 200, says(&p, deed_said(t, "an", "did", "z", "")));                       /* newer than all that is still to come */
        is_int(t, 200, asks(&p, GET, more + strlen("/xapi"), "", NULL, &r));
        page = json_read(t->arena, r.body);
        is_text(t, page_n ? "a" : "cb", page_says(t, page));
        more = more_said(page);
    }
    is_text(t, "", more);
    over(&p);
}
