/* Who may come in: keys made and revoked on the page, from where nothing of another school is seen, and what each scope opens. */
#include "doors/xapi/test/door.h"
#include "base/ids.h"
#include "base/json.h"
#include "web/ratelimit.h"
#include <sodium.h>
#include <string.h>

static const char *const resources[] = { "/xapi/statements", "/xapi/activities/state", "/xapi/activities/profile", "/xapi/agents/profile", "/xapi/agents", "/xapi/activities" };

TEST(without_a_key_that_fits_nothing_opens_by_any_method)
{
    static const char *const headers[] = { "", "Authorization: Basic bm9ib2R5Om5vdGhpbmc=", "Authorization: Basic ???", "Authorization: Bearer x", "Cookie: khue=x" };
    struct city *s = city_open(t);
    struct loop_client l;
    loop_open(&l, &s->app);
    for (size_t i = 0; i < sizeof resources / sizeof *resources; i++)
        for (size_t h = 0; h < sizeof headers / sizeof *headers; h++)
            for (enum method m = GET; m <= DELETE; m++) {
                struct loop_reply r;
                struct loop_request q = { m, resources[i], headers[h], { (const uint8_t *)"", 0 } };
                if (m == KEYED) continue;
                is_rc(t, OK, loop_ask(&l, t->arena, &q, &r));
                if (r.status != 401 || !strstr(r.head, "WWW-Authenticate: Basic")) fail(t, "%s with \"%s\": %d", resources[i], headers[h], r.status);
            }
    loop_close(&l);
    city_close(s);
}

TEST(a_principal_makes_a_key_sees_its_secret_once_and_revokes_it)
{
    struct city *s = city_open(t);
    struct loop_reply r, again;
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/khoa-he-thong", &r));                                  /* GET /t/:truong/khoa-he-thong */
    is_int(t, 403, city_get(t, s, s->clerk, "/t/thcs/khoa-he-thong", NULL));
    is_int(t, 404, city_get(t, s, s->th_principal, "/t/thcs/khoa-he-thong", NULL));
    is_int(t, 422, city_post(t, s, s->principal, "/t/thcs/khoa-he-thong", "ten=SCORM", &r));                    /* POST /t/:truong/khoa-he-thong */
    is_int(t, 403, city_post(t, s, s->clerk, "/t/thcs/khoa-he-thong", "ten=SCORM&quyen-all=1", NULL));
    const char *form = "ten=SCORM&quyen-write=1&quyen-mine=1&_khoa=0123456789abcdefghjkmnpqrs";
    is_int(t, 200, city_post(t, s, s->principal, "/t/thcs/khoa-he-thong", form, &r));
    const char *at = strstr(r.body, "Bí mật</dt><dd translate=\"no\">");
    const char *secret = at ? arena_text_n(t->arena, at + strlen("Bí mật</dt><dd translate=\"no\">"), 26) : "?";
    is_int(t, 26, strspn(secret, "0123456789abcdefghjkmnpqrstvwxyz"));
    has_text(t, "statements/write statements/read/mine", r.body);
    is_int(t, 303, city_post(t, s, s->principal, "/t/thcs/khoa-he-thong", form, &again));
    lacks_text(t, secret, again.body);
    is_int(t, 1, rows_of(t, s, "SELECT count(*) FROM xapi_key"));
    is_int(t, 200, city_get(t, s, s->principal, "/t/thcs/khoa-he-thong", &r));
    lacks_text(t, secret, r.body);
    at = strstr(r.body, "name=\"khoa\" value=\"");
    const char *id = at ? arena_text_n(t->arena, at + 19, 13) : "?";
    is_int(t, 404, city_post(t, s, s->th_principal, "/t/tieu-hoc/khoa-he-thong/thoi", arena_print(t->arena, "khoa=%s", id), NULL));      /* another school's key is none */
    is_int(t, 303, city_post(t, s, s->principal, "/t/thcs/khoa-he-thong/thoi", arena_print(t->arena, "khoa=%s", id), NULL));     /* POST /t/:truong/khoa-he-thong/thoi */
    is_int(t, 303, city_post(t, s, s->principal, "/t/thcs/khoa-he-thong/thoi", arena_print(t->arena, "khoa=%s", id), NULL));
    is_int(t, 1, rows_of(t, s, "SELECT count(*) FROM xapi_key WHERE revoked_at IS NOT NULL"));
    is_int(t, 2, rows_of(t, s, "SELECT count(*) FROM audit WHERE act IN ('xapi.key_made', 'xapi.key_ended')"));
    city_close(s);
}

static rc key_gone(struct tx *t, const xapi_key_id *in, void *out)
{
    (void)out;
    return key_end(t, *in);
}
CLOSURE(key_gone, xapi_key_id, void)

TEST(a_revoked_key_opens_nothing_from_the_next_request_on)
{
    struct city *s = city_open(t);
    struct program p = program_in(t, s, s->thcs.id, "all", V2);
    is_int(t, 200, asks(&p, GET, "/statements", "", NULL, NULL));
    is_rc(t, OK, transact(as_staff(s, s->thcs.id), NULL, key_gone, &p.key, NULL));
    is_int(t, 401, asks(&p, GET, "/statements", "", NULL, NULL));
    loop_close(&p.l);
    city_close(s);
}

TEST(a_key_reads_and_writes_in_its_own_school_alone)
{
    struct city *s = city_open(t);
    struct program one = program_in(t, s, s->thcs.id, "all", V2), other = program_in(t, s, s->th.id, "all", V2);
    static const char state[] = "/activities/state?activityId=http%3A%2F%2Fx.vn%2Fo&agent=%7B%22mbox%22%3A%22mailto%3Aan%40x.vn%22%7D&stateId=a";
    const char *id = "11111111-2222-4333-8444-555555555555", *with_id = ",\"id\":\"11111111-2222-4333-8444-555555555555\"";
    is_int(t, 200, says(&one, deed_said(t, "an", "did", "o", with_id)));
    is_int(t, 204, asks(&one, PUT, state, "Content-Type: text/plain", "cua-thcs", NULL));
    is_int(t, 0, found(&other, ""));
    is_int(t, 404, asks(&other, GET, arena_print(t->arena, "/statements?statementId=%s", id), "", NULL, NULL));
    is_int(t, 404, asks(&other, GET, state, "", NULL, NULL));
    is_int(t, 200, says(&other, deed_said(t, "binh", "did", "o", with_id)));           /* a name is one of a school */
    is_int(t, 1, found(&one, ""));
    is_int(t, 1, found(&one, "?agent=%7B%22mbox%22%3A%22mailto%3Aan%40x.vn%22%7D"));
    is_int(t, 0, found(&other, "?agent=%7B%22mbox%22%3A%22mailto%3Aan%40x.vn%22%7D"));
    loop_close(&one.l), loop_close(&other.l);
    city_close(s);
}

TEST(each_scope_opens_what_it_says_and_nothing_else)
{
    static const char agent[] = "agent=%7B%22mbox%22%3A%22mailto%3Aan%40x.vn%22%7D";
    struct city *s = city_open(t);
    const struct { const char *scopes; int write, read, state, profile; } rows[] = {
        { "statements/write", 200, 403, 403, 403 }, { "statements/read/mine", 403, 200, 403, 403 }, { "statements/read", 403, 200, 403, 403 },
        { "state", 403, 403, 204, 403 }, { "profile", 403, 403, 403, 204 }, { "define", 403, 403, 403, 403 }, { "all", 200, 200, 204, 204 } };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct program p = program_in(t, s, s->thcs.id, rows[i].scopes, V1);
        is_int(t, rows[i].write, says(&p, deed_said(t, "an", "did", "o", "")));
        is_int(t, rows[i].read, asks(&p, GET, "/statements", "", NULL, NULL));
        is_int(t, rows[i].state, asks(&p, PUT, arena_print(t->arena, "/activities/state?activityId=http%%3A%%2F%%2Fx.vn%%2Fo&%s&stateId=%zu", agent, i), "", "x", NULL));
        is_int(t, rows[i].profile, asks(&p, PUT, arena_print(t->arena, "/agents/profile?%s&profileId=%zu", agent, i), "If-None-Match: *", "x", NULL));
        loop_close(&p.l);
    }
    city_close(s);
}

TEST(who_may_read_its_own_reads_no_deed_of_the_house_and_nothing_that_others_told)
{
    struct city *s = city_open(t);
    struct program all = program_in(t, s, s->thcs.id, "all", V2), mine = program_in(t, s, s->thcs.id, "statements/write statements/read/mine", V2);
    is_int(t, 200, says(&all, deed_said(t, "an", "did", "o", ",\"id\":\"11111111-2222-4333-8444-555555555555\"")));
    is_int(t, 200, says(&mine, deed_said(t, "an", "did", "o", "")));
    is_int(t, 2, found(&all, ""));
    is_int(t, 1, found(&mine, ""));
    is_int(t, 1, found(&mine, "?verb=http%3A%2F%2Fx.vn%2Fdid"));
    is_int(t, 404, asks(&mine, GET, "/statements?statementId=11111111-2222-4333-8444-555555555555", "", NULL, NULL));
    /* nor may it void what another key told */
    is_int(t, 403, says(&mine, "{\"actor\":{\"mbox\":\"mailto:a@x.vn\"},\"verb\":{\"id\":\"http://adlnet.gov/expapi/verbs/voided\"},\"object\":{\"objectType\":\"StatementRef\",\"id\":\"11111111-2222-4333-8444-555555555555\"}}"));
    is_int(t, 2, found(&all, ""));
    loop_close(&all.l), loop_close(&mine.l);
    city_close(s);
}

static int with(struct city *s, struct test *t, const char *authorization)
{
    struct loop_client l;
    struct loop_reply r;
    struct loop_request q = { GET, "/xapi/statements", arena_print(t->arena, "Authorization: %s\nX-Experience-API-Version: 2.0.0", authorization), { (const uint8_t *)"", 0 } };
    loop_open(&l, &s->app);
    is_rc(t, OK, loop_ask(&l, t->arena, &q, &r));
    loop_close(&l);
    return r.status;
}

static const char *basic(struct test *t, const char *id, const char *secret)
{
    char coded[200];
    const char *both = arena_print(t->arena, "%s:%s", id, secret);
    sodium_bin2base64(coded, sizeof coded, (const uint8_t *)both, strlen(both), sodium_base64_VARIANT_ORIGINAL);
    return arena_print(t->arena, "Basic %s", coded);
}

static const char *secret_in(struct test *t, const char *body)
{
    const char *at = strstr(body, "Bí mật</dt><dd translate=\"no\">");
    return is_true(t, at != NULL) ? arena_text_n(t->arena, at + strlen("Bí mật</dt><dd translate=\"no\">"), 26) : "?";
}

TEST(a_new_secret_opens_at_once_and_the_former_one_for_seven_days_or_not_at_all)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 200, city_post(t, s, s->principal, "/t/thcs/khoa-he-thong", "ten=SCORM&quyen-read=1", &r));
    const char *first = secret_in(t, r.body), *at = strstr(r.body, "name=\"khoa\" value=\""), *id = at ? arena_text_n(t->arena, at + 19, 13) : "?";
    has_text(t, "Chưa dùng lần nào", r.body);
    is_int(t, 200, with(s, t, basic(t, id, first)));
    is_int(t, 403, city_post(t, s, s->clerk, "/t/thcs/khoa-he-thong/doi", arena_print(t->arena, "khoa=%s", id), NULL));
    is_int(t, 404, city_post(t, s, s->th_principal, "/t/tieu-hoc/khoa-he-thong/doi", arena_print(t->arena, "khoa=%s", id), NULL));
    is_int(t, 200, city_post(t, s, s->principal, "/t/thcs/khoa-he-thong/doi", arena_print(t->arena, "khoa=%s", id), &r));        /* /t/:truong/khoa-he-thong/doi */
    const char *second = secret_in(t, r.body);
    has_text(t, "Dùng gần nhất", r.body);
    has_text(t, "Bí mật cũ còn dùng được đến", r.body);
    is_int(t, 200, with(s, t, basic(t, id, first)));
    is_int(t, 200, with(s, t, basic(t, id, second)));
    db_set_clock(s->app.db, (opt_instant){ true, { s->ask->now.ms + KEY_GRACE_DAYS * 86400000LL } });
    is_int(t, 401, with(s, t, basic(t, id, first)));
    is_int(t, 200, with(s, t, basic(t, id, second)));
    is_int(t, 200, city_post(t, s, s->principal, "/t/thcs/khoa-he-thong/doi", arena_print(t->arena, "khoa=%s&lo=1", id), &r));
    const char *third = secret_in(t, r.body);
    is_int(t, 401, with(s, t, basic(t, id, second)));
    is_int(t, 200, with(s, t, basic(t, id, third)));
    is_int(t, 303, city_post(t, s, s->principal, "/t/thcs/khoa-he-thong/thoi", arena_print(t->arena, "khoa=%s", id), NULL));
    is_int(t, 409, city_post(t, s, s->principal, "/t/thcs/khoa-he-thong/doi", arena_print(t->arena, "khoa=%s", id), NULL));
    is_int(t, 401, with(s, t, basic(t, id, third)));
    is_int(t, 2, rows_of(t, s, "SELECT count(*) FROM audit WHERE act = 'xapi.key_rotated'"));
    city_close(s);
}

/* A form to /xapi/token: the status, and the answer. */
static int token_asked(struct city *s, struct test *t, const char *authorization, const char *form, struct loop_reply *r)
{
    struct loop_client l;
    struct loop_request q = { POST, "/xapi/token", arena_print(t->arena, "Content-Type: application/x-www-form-urlencoded%s%s", authorization ? "\nAuthorization: " : "", authorization ? authorization : ""),
                              { (const uint8_t *)form, strlen(form) } };
    loop_open(&l, &s->app);
    l.address = 7;
    is_rc(t, OK, loop_ask(&l, t->arena, &q, r));
    loop_close(&l);
    return r->status;
}

static const char *token_in(struct test *t, const char *body)
{
    const struct json *token = json_get(json_read(t->arena, body), "access_token");
    return is_true(t, token && token->text) ? token->text : "?";
}

TEST(a_token_opens_for_an_hour_what_was_asked_for_and_ends_with_its_key_or_secret)
{
    struct city *s = city_open(t);
    struct loop_reply r, token;
    is_int(t, 200, city_post(t, s, s->principal, "/t/thcs/khoa-he-thong", "ten=SCORM&quyen-read=1&quyen-state=1", &r));
    const char *secret = secret_in(t, r.body), *at = strstr(r.body, "name=\"khoa\" value=\""), *id = at ? arena_text_n(t->arena, at + 19, 13) : "?", *mine = basic(t, id, secret);
    is_int(t, 401, token_asked(s, t, NULL, "grant_type=client_credentials", &token));
    has_text(t, "\"error\":\"invalid_client\"", token.body);
    is_int(t, 401, token_asked(s, t, basic(t, id, "00000000000000000000000000"), "grant_type=client_credentials", &token));
    has_text(t, "WWW-Authenticate: Basic", token.head);
    is_int(t, 400, token_asked(s, t, mine, "", &token));
    has_text(t, "\"error\":\"invalid_request\"", token.body);
    is_int(t, 400, token_asked(s, t, mine, "grant_type=password", &token));
    has_text(t, "\"error\":\"unsupported_grant_type\"", token.body);
    is_int(t, 400, token_asked(s, t, mine, "grant_type=client_credentials&scope=statements/write", &token));
    has_text(t, "\"error\":\"invalid_scope\"", token.body);
    is_int(t, 200, token_asked(s, t, mine, "grant_type=client_credentials&scope=state", &token));
    has_text(t, "\"scope\":\"state\"", token.body);
    is_int(t, 403, with(s, t, arena_print(t->arena, "Bearer %s", token_in(t, token.body))));                 /* the token may not what its key may */
    is_int(t, 200, token_asked(s, t, NULL, arena_print(t->arena, "grant_type=client_credentials&client_id=%s&client_secret=%s", id, secret), &token));
    const char *whole = token_in(t, token.body), *bearer = arena_print(t->arena, "Bearer %s", whole);
    has_text(t, "\"token_type\":\"Bearer\",\"expires_in\":3600", token.body);
    is_int(t, 200, with(s, t, bearer));
    size_t n = strlen(bearer);
    is_int(t, 401, with(s, t, arena_print(t->arena, "%.*s%c", (int)n - 1, bearer, bearer[n - 1] == '0' ? '1' : '0')));
    const char *other = arena_print(t->arena, "Bearer %s.127.%s", id, strchr(strchr(whole, '.') + 1, '.') + 1);          /* more scopes under the same seal */
    is_int(t, 401, with(s, t, other));
    db_set_clock(s->app.db, (opt_instant){ true, { s->ask->now.ms + 3599000 } });
    is_int(t, 200, with(s, t, bearer));
    db_set_clock(s->app.db, (opt_instant){ true, { s->ask->now.ms + 3600000 } });
    is_int(t, 401, with(s, t, bearer));
    db_set_clock(s->app.db, (opt_instant){ true, { s->ask->now.ms } });
    is_int(t, 200, city_post(t, s, s->principal, "/t/thcs/khoa-he-thong/doi", arena_print(t->arena, "khoa=%s", id), NULL));
    is_int(t, 401, with(s, t, bearer));
    city_close(s);
}

TEST(a_secret_is_tried_no_more_often_for_a_token_than_elsewhere)
{
    struct city *s = city_open(t);
    struct loop_reply r, token;
    struct rate_limits *limits = rate_limits_make();
    int asked = 0, refused = 0;
    is_int(t, 200, city_post(t, s, s->principal, "/t/thcs/khoa-he-thong", "ten=SCORM&quyen-read=1", &r));
    const char *secret = secret_in(t, r.body), *at = strstr(r.body, "name=\"khoa\" value=\""), *id = at ? arena_text_n(t->arena, at + 19, 13) : "?";
    s->app.limits = limits;
    for (int i = 0; i < 80; i++) {
        int status = token_asked(s, t, basic(t, id, "00000000000000000000000000"), "grant_type=client_credentials", &token);
        asked += status == 401, refused += status == 429;
    }
    is_int(t, 80, asked + refused);
    is_true(t, refused > 0);
    lacks_text(t, "invalid_client", token.body);
    is_int(t, 200, token_asked(s, t, basic(t, id, secret), "grant_type=client_credentials", &token));             /* whoever has it is not kept out by who has not */
    s->app.limits = NULL;
    rate_limits_drop(limits);
    city_close(s);
}
