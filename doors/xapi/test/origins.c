/* Programs in a browser on another site: named by the school, or let nowhere; methods that are none of a resource; keys that ask too often. */
#include "doors/xapi/test/door.h"
#include "base/ids.h"
#include "web/ratelimit.h"
#include <string.h>

static int asked(struct program *p, enum method m, const char *path, const char *headers, struct loop_reply *r)
{
    struct loop_request q = { m, path, headers, { (const uint8_t *)"", 0 } };
    is_rc(p->t, OK, loop_ask(&p->l, p->t->arena, &q, r));
    return r->status;
}

#define PREFLIGHT "Access-Control-Request-Method: POST\nAccess-Control-Request-Headers: authorization,x-experience-api-version"

TEST(another_site_is_let_in_only_where_the_school_has_named_it_and_never_with_cookies)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2), other = program_in(t, s, s->th.id, "all", V2);
    struct loop_reply r;
    is_int(t, 204, asked(&p, OPTIONS, "/xapi/statements", "Origin: https://kho.example\n" PREFLIGHT, &r));
    lacks_text(t, "Access-Control", r.head);                                               /* off until somebody names it */
    is_int(t, 200, asks(&p, GET, "/statements", "Origin: https://kho.example", NULL, &r));
    lacks_text(t, "Access-Control", r.head);
    is_int(t, 403, city_post(t, s, s->clerk, "/t/thcs/khoa-he-thong/trang", "goc=https://kho.example", NULL));
    is_int(t, 303, city_post(t, s, s->principal, "/t/thcs/khoa-he-thong/trang", "goc=https://Kho.example/", NULL));            /* POST /t/:truong/khoa-he-thong/trang */
    is_int(t, 303, city_post(t, s, s->principal, "/t/thcs/khoa-he-thong/trang", "goc=https://kho.example", NULL));
    is_int(t, 1, rows_of(t, s, "SELECT count(*) FROM xapi_origin WHERE origin = 'https://kho.example'"));
    is_int(t, 204, asked(&p, OPTIONS, "/xapi/statements", "Origin: https://kho.example\n" PREFLIGHT, &r));
    has_text(t, "Access-Control-Allow-Origin: https://kho.example", r.head);
    has_text(t, "Access-Control-Allow-Methods: GET, HEAD, PUT, POST, OPTIONS", r.head);
    has_text(t, "X-Experience-API-Version", r.head);
    has_text(t, "Origin", strstr(r.head, "Vary") ? strstr(r.head, "Vary") : "");
    lacks_text(t, "Allow-Credentials", r.head);
    is_int(t, 204, asked(&p, OPTIONS, "/xapi/statements", "Origin: https://kho.example.evil.vn\n" PREFLIGHT, &r));
    lacks_text(t, "Access-Control", r.head);
    is_int(t, 200, asks(&p, GET, "/statements", "Origin: https://kho.example", NULL, &r));
    has_text(t, "Access-Control-Allow-Origin: https://kho.example", r.head);
    has_text(t, "Access-Control-Expose-Headers: ETag", r.head);
    is_int(t, 400, asks(&p, GET, "/statements?x=1", "Origin: https://kho.example", NULL, &r));
    has_text(t, "Access-Control-Allow-Origin: https://kho.example", r.head);              /* a program reads why it was refused */
    is_int(t, 200, asks(&other, GET, "/statements", "Origin: https://kho.example", NULL, &r));
    lacks_text(t, "Access-Control", r.head);                                               /* another school did not name it */
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/khoa-he-thong", &r));
    const char *at = strstr(r.body, "name=\"trang\" value=\"");
    is_int(t, 404, city_post(t, s, s->th_principal, "/t/tieu-hoc/khoa-he-thong/trang/bo", arena_print(t->arena, "trang=%.13s", at ? at + 20 : "?"), NULL));
    is_int(t, 303, city_post(t, s, s->principal, "/t/thcs/khoa-he-thong/trang/bo", arena_print(t->arena, "trang=%.13s", at ? at + 20 : "?"), NULL));   /* POST /t/:truong/khoa-he-thong/trang/bo */
    is_int(t, 200, asks(&p, GET, "/statements", "Origin: https://kho.example", NULL, &r));
    lacks_text(t, "Access-Control", r.head);
    is_int(t, 2, rows_of(t, s, "SELECT count(*) FROM audit WHERE act LIKE 'xapi.origin%'"));
    loop_close(&p.l), loop_close(&other.l);
    city_close(s);
}

TEST(a_program_on_a_site_that_is_named_reads_that_an_address_is_none_or_its_key)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    struct loop_reply r;
    is_int(t, 404, asked(&p, OPTIONS, "/xapi/statement", "Origin: https://kho.example\n" PREFLIGHT, &r));             /* nobody named it */
    lacks_text(t, "Access-Control", r.head);
    is_int(t, 303, city_post(t, s, s->principal, "/t/thcs/khoa-he-thong/trang", "goc=https://kho.example", NULL));
    static const char *const paths[] = { "/xapi/statement", "/xapi/", "/xapi/activities/state/x" };
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        is_int(t, 204, asked(&p, OPTIONS, paths[i], "Origin: https://kho.example\n" PREFLIGHT, &r));
        has_text(t, "Access-Control-Allow-Origin: https://kho.example", r.head);
        has_text(t, "Access-Control-Allow-Methods: GET, HEAD, PUT, POST, DELETE, OPTIONS", r.head);
        has_text(t, "Access-Control-Allow-Headers: Authorization", r.head);
        lacks_text(t, "Allow-Credentials", r.head);
        is_int(t, 404, asked(&p, GET, paths[i], "Origin: https://kho.example", &r));
        has_text(t, "Access-Control-Allow-Origin: https://kho.example", r.head);
        has_text(t, "Access-Control-Expose-Headers: ETag", r.head);
        has_text(t, "Origin", strstr(r.head, "Vary") ? strstr(r.head, "Vary") : "");
        has_text(t, "6045", r.body);
        is_int(t, 404, asked(&p, OPTIONS, paths[i], "Origin: https://kho.example.evil.vn\n" PREFLIGHT, &r));
        lacks_text(t, "Access-Control", r.head);
        is_int(t, 404, asked(&p, GET, paths[i], "Origin: https://kho.example.evil.vn", &r));
        lacks_text(t, "Access-Control", r.head);
        is_int(t, 404, asked(&p, OPTIONS, paths[i], "", &r));
        lacks_text(t, "Access-Control", r.head);
    }
    is_int(t, 401, asked(&p, GET, "/xapi/statements", "Origin: https://kho.example\nX-Experience-API-Version: 2.0.0\nAuthorization: Basic eDp5", &r));
    has_text(t, "Access-Control-Allow-Origin: https://kho.example", r.head);
    is_int(t, 401, asked(&p, GET, "/xapi/statements", "Origin: https://kho.example.evil.vn\nX-Experience-API-Version: 2.0.0\nAuthorization: Basic eDp5", &r));
    lacks_text(t, "Access-Control", r.head);
    loop_close(&p.l);
    city_close(s);
}

TEST(what_is_no_site_is_not_taken_for_one)
{
    static const char *const good[] = { "https://kho.example", "https://kho.example:8443", "http://localhost:3000", "http://127.0.0.1", "https://KHO.Example/" };
    static const char *const bad[] = { "", "*", "null", "https://", "http://kho.example", "https://kho.example/duong-dan", "https://kho.example?x", "https://*.example", "https://a@b.example",
                                       "ftp://kho.example", "https://kho.example:", "https://kho.example:123456", "http://localhost.evil.vn", "https://kho .example", "https://kho.example\r\nX: y", "https://.example" };
    char out[ORIGIN_SIZE];
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (!origin_fits(good[i], out)) fail(t, "%s is none", good[i]);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (origin_fits(bad[i], out)) fail(t, "%s is one", bad[i]);
    is_true(t, origin_fits("https://KHO.Example/", out));
    is_text(t, "https://kho.example", out);
}

TEST(a_method_that_a_resource_has_not_is_told_which_it_has)
{
    static const struct { enum method m; const char *path, *allow; } rows[] = {
        { DELETE, "/statements", "Allow: GET, HEAD, PUT, POST, OPTIONS" }, { PUT, "/agents", "Allow: GET, HEAD, OPTIONS" }, { POST, "/activities", "Allow: GET, HEAD, OPTIONS" },
        { POST, "/about", "Allow: GET, HEAD, OPTIONS" }, { GET, "/token", "Allow: POST, OPTIONS" } };
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct loop_reply r;
        is_int(t, 405, asks(&p, rows[i].m, rows[i].path, "", NULL, &r));
        has_text(t, rows[i].allow, r.head);
    }
    loop_close(&p.l);
    city_close(s);
}

TEST(a_key_asks_no_more_often_than_the_school_lets_it)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    char id[ID_TEXT_SIZE];
    id_text(p.key.v, id);
    const char *form = arena_print(t->arena, "khoa=%s&muc=60", id);
    struct rate_limits *limits = rate_limits_make();
    int refused = 0;
    s->app.limits = limits;
    for (int i = 0; i < 10; i++) is_int(t, 200, asks(&p, GET, "/statements", "", NULL, NULL));
    s->app.limits = NULL;
    is_int(t, 403, city_post(t, s, s->clerk, "/t/thcs/khoa-he-thong/muc", form, NULL));
    is_int(t, 404, city_post(t, s, s->th_principal, "/t/tieu-hoc/khoa-he-thong/muc", form, NULL));
    is_int(t, 422, city_post(t, s, s->principal, "/t/thcs/khoa-he-thong/muc", arena_print(t->arena, "khoa=%s&muc=7", id), NULL));
    is_int(t, 303, city_post(t, s, s->principal, "/t/thcs/khoa-he-thong/muc", form, NULL));                       /* POST /t/:truong/khoa-he-thong/muc */
    s->app.limits = limits;
    for (int i = 0; i < 10; i++) refused += asks(&p, GET, "/statements", "", NULL, NULL) == 429;
    is_true(t, refused >= 6);
    s->app.limits = NULL;
    rate_limits_drop(limits);
    is_int(t, 1, rows_of(t, s, "SELECT count(*) FROM audit WHERE act = 'xapi.key_rate'"));
    loop_close(&p.l);
    city_close(s);
}
