/* Web push: the words are sealed as RFC 8291 says (its own example), the key stays the same, and what browsers send is checked. */
#include "base/base64url.h"
#include "web/push.h"
#include "test/harness/city.h"
#include "web/push_seal.h"
#include "web/test/neighbour.h"
#include <string.h>

static struct bytes of(struct test *t, const char *text)
{
    struct bytes out = { (const uint8_t *)"", 0 };
    if (!base64url_read(t->arena, text, PUSH_ENDPOINT_MOST, &out)) fail(t, "%s is no base64url", text);
    return out;
}

/* RFC 8291, appendix A. */
#define UA_POINT "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
#define UA_AUTH  "BTBZMqHH6r4Tts7J_aSIgg"

TEST(the_example_of_rfc_8291_comes_out_byte_by_byte)
{
    static const char words[] = "When I grow up, I want to be a watermelon";
    struct push_seal in = { of(t, UA_POINT), of(t, UA_AUTH), of(t, "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw").p, of(t, "DGv6ra1nlYgDCS1FRnbzlw").p, { (const uint8_t *)words, sizeof words - 1 } };
    struct bytes out;
    uint8_t point[PUSH_POINT];
    is_true(t, push_point_of(in.scalar, point));
    is_text(t, "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8", base64url_text(t->arena, (struct bytes){ point, sizeof point }));
    if (!is_true(t, push_seal(t->arena, &in, &out))) return;
    is_text(t, "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
            base64url_text(t->arena, out));
}

TEST(a_point_off_the_curve_and_a_secret_of_another_length_seal_nothing)
{
    struct push_to to;
    struct app app = { .config = { .base_url = "http://localhost" } };
    char off[] = UA_POINT;
    static const char *const points[] = { "", "AAAA", "BCVxsr7N", "not base64!", UA_POINT "AA" }, *const secrets[] = { "", "AAAA", "BTBZMqHH6r4Tts7J_aSIgh", UA_AUTH "AA", "BTBZMqHH6r4Tts7J/aSIgg" };
    off[40] = off[40] == 'A' ? 'B' : 'A';
    is_true(t, push_to_read(&app, t->arena, "https://push.example/a", UA_POINT, UA_AUTH, &to));
    is_false(t, push_to_read(&app, t->arena, "https://push.example/a", off, UA_AUTH, &to));
    for (size_t i = 0; i < sizeof points / sizeof *points; i++) is_false(t, push_to_read(&app, t->arena, "https://push.example/a", points[i], UA_AUTH, &to));
    for (size_t i = 0; i < sizeof secrets / sizeof *secrets; i++) is_false(t, push_to_read(&app, t->arena, "https://push.example/a", UA_POINT, secrets[i], &to));
    static const char *const addresses[] = { "", "http://push.example/a", "https://user@push.example/", "file:///etc/passwd", "http://127.0.0.1/" };
    for (size_t i = 0; i < sizeof addresses / sizeof *addresses; i++) is_false(t, push_to_read(&app, t->arena, addresses[i], UA_POINT, UA_AUTH, &to));
    uint8_t none[PUSH_SCALAR] = { 0 }, all[PUSH_SCALAR], point[PUSH_POINT];
    memset(all, 0xff, sizeof all);
    is_false(t, push_point_of(none, point));
    is_false(t, push_point_of(all, point));
}

TEST(our_key_is_one_and_the_same_and_hangs_on_the_secret_of_the_house)
{
    struct app one = { .secret = { 1 } }, again = { .secret = { 1 } }, other = { .secret = { 2 } };
    const char *key = push_key(&one, t->arena);
    is_int(t, 87, (int)strlen(key));
    is_text(t, key, push_key(&again, t->arena));
    is_false(t, str_is(key, push_key(&other, t->arena)));
    is_true(t, push_point_fits(of(t, key)));
}

TEST(what_the_service_answers_decides_what_becomes_of_the_browser)
{
    static const struct { int status; enum push_end end; } answers[] = { { 201, PUSH_WENT }, { 200, PUSH_WENT }, { 404, PUSH_OVER }, { 410, PUSH_OVER }, { 401, PUSH_LATER }, { 403, PUSH_LATER }, { 429, PUSH_LATER },
        { 500, PUSH_LATER }, { 503, PUSH_LATER }, { 400, PUSH_NEVER }, { 413, PUSH_NEVER }, { 301, PUSH_NEVER } };
    struct city *s = city_open(t);
    struct neighbour n = { .body = "" };
    struct push_sent sent;
    s->app.config.test = true;
    if (!is_true(t, neighbour_open(&n))) return;
    const char *url = arena_print(t->arena, "http://127.0.0.1:%d/push/abc", n.port);
    struct push p = { { url, of(t, UA_POINT), of(t, UA_AUTH) }, "{}", 60, true, "khue" };
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
        n.status = answers[i].status;
        is_rc(t, OK, push_send(&s->app, s->ask, &p, &sent));
        is_int(t, answers[i].end, sent.end);
    }
    has_text(t, "Content-Encoding: aes128gcm", n.head);
    has_text(t, "TTL: 60", n.head);
    has_text(t, "Urgency: high", n.head);
    has_text(t, "Topic: khue", n.head);
    has_text(t, "Authorization: vapid t=ey", n.head);
    is_int(t, 16 + 4 + 1 + 65 + 2 + 1 + 16, (int)n.sent_n);
    n.mood = NEIGHBOUR_GONE;
    is_rc(t, OK, push_send(&s->app, s->ask, &p, &sent));
    is_int(t, PUSH_LATER, sent.end);
    neighbour_close(&n);
    p.to.endpoint = "https://10.0.0.1/";                        /* leads inward: never asked again */
    is_rc(t, OK, push_send(&s->app, s->ask, &p, &sent));
    is_int(t, PUSH_OVER, sent.end);
    city_close(s);
}
