/* Outgoing HTTP: what is asked, what is refused, and what becomes of a neighbour that is difficult. */
#include "web/outgoing.h"
#include "test/harness/city.h"
#include "test/harness/wait.h"
#include "web/test/neighbour.h"
#include "web/watch.h"
#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

static bool open_at(const char *text)
{
    struct sockaddr_in four = { .sin_family = AF_INET };
    struct sockaddr_in6 six = { .sin6_family = AF_INET6 };
    if (inet_pton(AF_INET, text, &four.sin_addr) == 1) return outgoing_open((const struct sockaddr *)&four);
    return inet_pton(AF_INET6, text, &six.sin6_addr) == 1 && outgoing_open((const struct sockaddr *)&six);
}

TEST(addresses_that_lead_inward_are_not_open)
{
    static const char *const shut[] = { "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.9.9.9", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.168.1.1", "192.0.0.8",
        "198.18.0.1", "198.19.255.1", "224.0.0.1", "255.255.255.255", "192.0.2.1", "203.0.113.9", "::", "::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "fe80::1", "fc00::1", "fd12::1", "ff02::1",
        "64:ff9b::7f00:1", "2002:7f00:1::", "2001::1", "2001:db8::1", "100::1" };
    static const char *const open[] = { "1.1.1.1", "8.8.8.8", "172.32.0.1", "172.15.0.1", "192.169.0.1", "100.128.0.1", "223.255.255.1", "2606:4700::1111", "2400:cb00::1", "::ffff:8.8.8.8" };
    for (size_t i = 0; i < sizeof shut / sizeof *shut; i++)
        if (open_at(shut[i])) fail(t, "%s is open", shut[i]);
    for (size_t i = 0; i < sizeof open / sizeof *open; i++)
        if (!open_at(open[i])) fail(t, "%s is shut", open[i]);
    is_true(t, open_at("9.9.9.9"));
}

TEST(only_https_without_a_password_in_it_is_an_address)
{
    struct app app = { .config = { .test = false } }, tried = { .config = { .test = true } };
    static const char *const bad[] = { "", "http://lrs.example/xapi", "ftp://lrs.example/", "file:///etc/passwd", "https://", "https://user:pass@lrs.example/", "https://user@lrs.example/", "lrs.example",
        "https://lrs.example/#a", "https://lrs.example/ a", "https://lrs.example/\r\nHost: x", "javascript:1", "gopher://x/", "https://\xc3\xa1.example/" };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (outgoing_address(&app, bad[i])) fail(t, "\"%s\" is an address", bad[i]);
    is_true(t, outgoing_address(&app, "https://lrs.example/xapi/statements?a=b"));
    is_true(t, outgoing_address(&app, "https://lrs.example:8443"));
    is_false(t, outgoing_address(&app, "http://127.0.0.1:80/"));
    is_true(t, outgoing_address(&tried, "http://127.0.0.1:80/"));
    is_false(t, outgoing_address(&tried, "http://127.0.0.1.example/"));
    is_false(t, outgoing_address(&tried, "http://10.0.0.1/"));
}

TEST(a_link_that_leads_to_another_place_is_not_followed)
{
    const char *base = "https://lrs.example/data/xAPI/statements?limit=1";
    is_text(t, "https://lrs.example/data/xAPI/more/1?a=b", outgoing_follow(t->arena, base, "/data/xAPI/more/1?a=b"));
    is_text(t, "https://lrs.example/x", outgoing_follow(t->arena, base, "https://lrs.example:443/x") ? "https://lrs.example/x" : NULL);
    is_text(t, NULL, outgoing_follow(t->arena, base, "https://other.example/x"));
    is_text(t, NULL, outgoing_follow(t->arena, base, "//127.0.0.1/x"));
    is_text(t, NULL, outgoing_follow(t->arena, base, "http://lrs.example/x"));
    is_text(t, NULL, outgoing_follow(t->arena, base, "https://lrs.example:8443/x"));
    is_text(t, NULL, outgoing_follow(t->arena, base, ""));
    is_true(t, outgoing_same_place("https://LRS.example/a", "https://lrs.example:443/b"));
}

static const char *url_of(struct test *t, const struct neighbour *n, const char *path) { return arena_print(t->arena, "http://127.0.0.1:%d%s", n->port, path); }

static enum outgoing_end ends_in(struct test *t, struct city *s, const char *url, int wait_ms, struct incoming *out)
{
    struct outgoing in = { .method = GET, .url = url, .most = 100000, .wait_ms = wait_ms };
    rc sent = outgoing_send(&s->app, s->ask, &in, out);
    return sent == OK ? out->end : (fail(t, "%s: %s", url, rc_name(sent)), 0);
}

static enum outgoing_end ends(struct test *t, struct city *s, const char *url, struct incoming *out) { return ends_in(t, s, url, WAIT_MOST_MS, out); }

TEST(a_request_goes_out_with_its_key_and_its_answer_comes_back)
{
    struct city *s = city_open(t);
    struct neighbour n = { .body = "{\"a\":1}" };
    struct incoming out;
    s->app.config.test = true;
    if (!is_true(t, neighbour_open(&n))) return;
    struct outgoing in = { .method = POST, .url = url_of(t, &n, "/xapi/statements"), .headers = "X-A: b\nX-C: d", .body = { (const uint8_t *)"[1]", 3 }, .user = "k", .password = "s" };
    is_rc(t, OK, outgoing_send(&s->app, s->ask, &in, &out));
    is_int(t, OUTGOING_ANSWERED, out.end);
    is_int(t, 200, out.status);
    is_text(t, "{\"a\":1}", (const char *)out.body.p);
    has_text(t, "POST /xapi/statements HTTP/1.1", n.head);
    has_text(t, "Authorization: Basic azpz", n.head);
    has_text(t, "X-C: d", n.head);
    is_text(t, "[1]", n.sent);
    n.status = 418;
    is_rc(t, OK, outgoing_send(&s->app, s->ask, &in, &out));
    is_int(t, 418, out.status);
    s->app.config.quiet = true;                                        /* a copy for trial */
    is_rc(t, OK, outgoing_send(&s->app, s->ask, &in, &out));
    is_int(t, OUTGOING_NO_ANSWER, out.end);
    s->app.config.quiet = false;
    in.headers = "X-A: b\r\nX-C: d";
    is_rc(t, LIMIT, outgoing_send(&s->app, s->ask, &in, &out));
    neighbour_close(&n);
    city_close(s);
}

TEST(requests_of_one_job_may_share_their_connections_and_the_guard_holds)
{
    struct city *s = city_open(t);
    struct neighbour n = { .body = "{}" };
    struct incoming out;
    s->app.config.test = true;
    if (!is_true(t, neighbour_open(&n))) return;
    struct outgoing_lines *lines = outgoing_lines_open();
    is_true(t, lines != NULL);
    struct outgoing in = { .method = GET, .url = url_of(t, &n, "/a"), .wait_ms = WAIT_MOST_MS, .lines = lines };
    for (int i = 0; i < 3; i++) {
        is_rc(t, OK, outgoing_send(&s->app, s->ask, &in, &out));
        is_int(t, 200, out.status);
    }
    is_int(t, 3, n.asked);
    in.url = "https://10.0.0.1/";
    is_rc(t, OK, outgoing_send(&s->app, s->ask, &in, &out));
    is_int(t, OUTGOING_INWARD, out.end);
    outgoing_lines_close(lines);
    neighbour_close(&n);
    city_close(s);
}

TEST(a_redirect_is_not_followed)
{
    struct city *s = city_open(t);
    struct neighbour n = { .status = 302 };
    struct incoming out;
    s->app.config.test = true;
    if (!is_true(t, neighbour_open(&n))) return;
    n.location = url_of(t, &n, "/inside");
    is_int(t, OUTGOING_ANSWERED, ends(t, s, url_of(t, &n, "/"), &out));
    is_int(t, 302, out.status);
    is_int(t, 1, n.asked);
    neighbour_close(&n);
    city_close(s);
}

TEST(a_name_that_leads_inward_is_not_connected_to)
{
    struct city *s = city_open(t);
    struct neighbour n = { .mood = NEIGHBOUR_KIND };
    struct incoming out;
    if (!is_true(t, neighbour_open(&n))) return;
    s->app.config.test = false;
    is_int(t, OUTGOING_INWARD, ends(t, s, arena_print(t->arena, "https://127.0.0.1:%d/", n.port), &out));
    is_int(t, OUTGOING_INWARD, ends(t, s, arena_print(t->arena, "https://localhost:%d/", n.port), &out));
    is_int(t, OUTGOING_INWARD, ends(t, s, "https://[::ffff:10.0.0.1]/", &out));
    is_int(t, OUTGOING_INWARD, ends(t, s, "https://2130706433/", &out));               /* 127.0.0.1 as one number */
    struct outgoing in = { .method = GET, .url = url_of(t, &n, "/") };
    is_rc(t, INVALID, outgoing_send(&s->app, s->ask, &in, &out));
    is_int(t, 0, n.asked);
    neighbour_close(&n);
    city_close(s);
}

TEST(a_silent_neighbour_does_not_hold_up_the_end_of_the_server)
{
    struct city *s = city_open(t);
    struct neighbour n = { .mood = NEIGHBOUR_SLOW };
    struct incoming out;
    s->app.config.test = true;
    if (!is_true(t, neighbour_open(&n))) return;
    struct outgoing in = { .method = GET, .url = url_of(t, &n, "/"), .wait_ms = WAIT_MOST_MS };
    atomic_store(&s->app.stop_by_ms, watch_now_ms() + 300);
    is_rc(t, OK, outgoing_send(&s->app, s->ask, &in, &out));
    is_int(t, OUTGOING_NO_ANSWER, out.end);                            /* after WAIT_MOST_MS it would be OUTGOING_SLOW */
    neighbour_close(&n);
    city_close(s);
}

TEST(a_difficult_neighbour_holds_nobody_up)
{
    struct city *s = city_open(t);
    struct neighbour n = { .mood = NEIGHBOUR_SLOW };
    struct incoming out;
    s->app.config.test = true;
    if (!is_true(t, neighbour_open(&n))) return;
    is_int(t, OUTGOING_SLOW, ends_in(t, s, url_of(t, &n, "/"), 700, &out));
    n.mood = NEIGHBOUR_ENDLESS;
    is_int(t, OUTGOING_TOO_LONG, ends(t, s, url_of(t, &n, "/"), &out));
    n.mood = NEIGHBOUR_GONE;
    is_int(t, OUTGOING_NO_ANSWER, ends(t, s, url_of(t, &n, "/"), &out));
    n.mood = NEIGHBOUR_NO_HTTP;
    is_true(t, ends(t, s, url_of(t, &n, "/"), &out) != OUTGOING_ANSWERED);
    int port = n.port;
    neighbour_close(&n);
    is_int(t, OUTGOING_NO_ANSWER, ends(t, s, arena_print(t->arena, "http://127.0.0.1:%d/", port), &out));
    is_true(t, *outgoing_words(OUTGOING_SLOW) != 0);
    city_close(s);
}

TEST(a_secret_opens_in_its_own_place_alone)
{
    struct city *s = city_open(t);
    struct bytes sealed;
    is_rc(t, OK, secret_seal(&s->app, t->arena, "exchange 1", "bí mật", &sealed));
    is_text(t, "bí mật", secret_open(&s->app, t->arena, "exchange 1", sealed));
    is_text(t, NULL, secret_open(&s->app, t->arena, "exchange 2", sealed));
    is_text(t, NULL, secret_open(&s->app, t->arena, "exchange 1", (struct bytes){ sealed.p, 10 }));
    s->app.secret[0] ^= 1;
    is_text(t, NULL, secret_open(&s->app, t->arena, "exchange 1", sealed));
    city_close(s);
}

TEST(a_body_is_signed_as_rfc_4231_says)
{
    is_text(t, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", body_signature(t->arena, "Jefe", "", (struct bytes){ (const uint8_t *)"what do ya want for nothing?", 28 }));
    is_text(t, "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843", body_signature(t->arena, "Jefe", "what do ya ", (struct bytes){ (const uint8_t *)"want for nothing?", 17 }));
}
