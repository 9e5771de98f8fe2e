/* Hostile and hasty clients, byte for byte over a socket. */
#include "test/harness/wait.h"
#include "web/dispatch.h"
#include "web/test/floor.h"
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define HOST "Host: localhost\r\n"
#define CLOSE "Connection: close\r\n"

struct hostile { int status; const char *bytes; size_t n; };
#define H(status, text) { status, text, sizeof(text) - 1 }

static int answers_in(const char *text)
{
    int n = 0;

    for (const char *p = text; (p = strstr(p, "HTTP/1.1 ")); p += 9)
        n += p[9] >= '1' && p[9] <= '5';
    return n;
}

/* Answers of another status would mean that part of one request was read as the next. (0.9.75 sends the head of its own 400
** twice; then it closes, so that is only untidy.) */
static int others_in(const char *text, int status)
{
    int n = 0, got;

    for (const char *p = text; (p = strstr(p, "HTTP/1.1 ")); p += 9)
        n += sscanf(p, "HTTP/1.1 %d ", &got) == 1 && got != status;
    return n;
}

TEST(a_request_that_proxies_read_differently_is_refused)
{
    static const struct hostile cases[] = {
        H(400, "POST /khach HTTP/1.1\r\n" HOST "Content-Length: 3\r\nContent-Length: 4\r\n\r\na=bc"),
        H(400, "POST /khach HTTP/1.1\r\n" HOST "Content-Length: 3\r\nContent-Length: 3\r\n\r\na=b"),
        H(400, "POST /khach HTTP/1.1\r\n" HOST "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n" HOST "\r\n"),
        H(400, "POST /khach HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        H(400, "POST /khach HTTP/1.1\r\n" HOST "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"),
        H(400, "POST /khach HTTP/1.1\r\n" HOST "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"),
        H(400, "POST /khach HTTP/1.0\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        H(400, "POST /khach HTTP/1.1\r\n" HOST "Content-Length: +3\r\n\r\na=b"),
        H(400, "POST /khach HTTP/1.1\r\n" HOST "Content-Length: 0x3\r\n\r\na=b"),
        H(400, "POST /khach HTTP/1.1\r\n" HOST "Content-Length: 3,3\r\n\r\na=b"),
        H(400, "GET / HTTP/1.1\r\n" HOST "Host: evil\r\n\r\n"),
        H(400, "GET / HTTP/1.1\r\n" CLOSE "\r\n"),
        H(400, "GET / HTTP/1.1\r\nHost: a b\r\n\r\n"),
        H(400, "GET / HTTP/1.1\r\nHost: evil/..\r\n\r\n"),
        H(400, "GET http://localhost/ HTTP/1.1\r\n" HOST "\r\n"),
        H(400, "GET //evil/ HTTP/1.1\r\n" HOST "\r\n"),
        H(400, "GET * HTTP/1.1\r\n" HOST "\r\n"),
        H(400, "GET /a/../ghi-chu HTTP/1.1\r\n" HOST "\r\n"),
        H(400, "GET /a/%2e%2E/ghi-chu HTTP/1.1\r\n" HOST "\r\n"),
        H(400, "GET /a/.%2e HTTP/1.1\r\n" HOST "\r\n"),
        H(400, "GET /gh\xc3\xad HTTP/1.1\r\n" HOST "\r\n"),
        H(400, "GET /\x01 HTTP/1.1\r\n" HOST "\r\n"),
        H(400, "GET /a#b HTTP/1.1\r\n" HOST "\r\n"),
        H(400, "GET / HTTP/1.1\r\n" HOST "X-A: a\x01" "b\r\n\r\n"),
        H(400, "GET / HTTP/1.1\r\n" HOST "X A: b\r\n\r\n"),
        H(400, "GET / HTTP/1.1\r\n" HOST "Content-Length : 5\r\n\r\n"),
        H(400, "GET / HTTP/1.1\r\n" HOST "Content-Length: 30\r\n\r\nGET /ghi-chu HTTP/1.1\r\n" HOST "\r\n"),
        H(400, "GET / HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        H(400, "GET /?a=%zz HTTP/1.1\r\n" HOST CLOSE "\r\n"),
        H(400, "GET /?a=%00 HTTP/1.1\r\n" HOST CLOSE "\r\n"),
        H(400, "GET /?a=%ff HTTP/1.1\r\n" HOST CLOSE "\r\n"),
        H(400, "GET / HTTP/1.1\r\n" HOST "Cookie: a=b\r\nCookie: khue=x\r\n\r\n"),
        H(405, "PATCH / HTTP/1.1\r\n" HOST "Content-Length: 0\r\n\r\n"),
        H(405, "TRACE / HTTP/1.1\r\n" HOST "\r\n"),
        H(405, "OPTIONS / HTTP/1.1\r\n" HOST CLOSE "\r\n"),
        H(405, "get / HTTP/1.1\r\n" HOST "\r\n"),
        H(405, "POST /rieng HTTP/1.1\r\n" HOST CLOSE "Content-Length: 0\r\n\r\n"),
        H(404, "GET /%2e%2e%2fetc HTTP/1.1\r\n" HOST CLOSE "\r\n"),
    };
    struct floor f;

    if (!floor_serve(t, &f)) return;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *text = floor_raw(t, &f, cases[i].bytes, cases[i].n);
        if (status_in(text) != cases[i].status || others_in(text, cases[i].status))
            fail(t, "%zu: wanted one %d: %.60s\n%s", i, cases[i].status, cases[i].bytes, text);
        if (!strstr(text, "Connection: close") && !strstr(text, "Connection: Close"))
            fail(t, "%zu: connection stays open: %.60s", i, cases[i].bytes);
    }
    is_int(t, 0, f.written);
    is_int(t, 200, status_in(RAW(t, &f, "GET /khoe HTTP/1.1\r\n" HOST CLOSE "\r\n")));
    floor_close(&f);
}

TEST(a_request_that_cannot_be_read_does_no_harm)
{
    static const struct hostile cases[] = {
        H(0, "\r\n\r\n\r\n"), H(0, "GET\r\n\r\n"), H(0, "GET /\r\n\r\n"), H(0, "\0\0\0\0\0\0\0\0"), H(0, "GET / HTTP/1.1\r\nno colon here\r\n\r\n"),
        H(0, "GET / HTTP/9.9\r\n" HOST "\r\n"), H(0, "GET /a\0b HTTP/1.1\r\n" HOST CLOSE "\r\n"),
        H(0, "POST /khach HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\nzz\r\n"),
        H(0, "POST /khach HTTP/1.1\r\n" HOST "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n"),
        H(0, "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"),
    };
    struct floor f;
    int status = 0;

    if (!floor_serve_with(t, &f, 400)) return;           /* half a request is cut off, and so is who sends a whole one slowly */
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        status = status_in(floor_raw(t, &f, cases[i].bytes, cases[i].n));
        if (status == 200 || status == 303)
            fail(t, "%zu was answered with %d", i, status);
    }
    is_int(t, 0, f.written);
    do
        status = status_in(RAW(t, &f, "GET /khoe HTTP/1.1\r\n" HOST CLOSE "\r\n"));
    while (status == 0 && wait_more(t));
    is_int(t, 200, status);
    floor_close(&f);
}

TEST(a_head_over_its_limits_is_refused)
{
    struct floor f;
    struct buf b;

    if (!floor_serve(t, &f)) return;
    buf_init(&b, 1 << 20);
    buf_text(&b, "GET /");
    for (int i = 0; i < 5000; i++) buf_char(&b, 'a');
    buf_text(&b, " HTTP/1.1\r\n" HOST "\r\n");
    is_int(t, 414, status_in(floor_raw(t, &f, b.p, b.n)));
    buf_clear(&b);
    buf_text(&b, "GET / HTTP/1.1\r\n" HOST);
    for (int i = 0; i < 70; i++) buf_print(&b, "X-%d: y\r\n", i);
    buf_text(&b, "\r\n");
    is_int(t, 431, status_in(floor_raw(t, &f, b.p, b.n)));
    buf_clear(&b);
    buf_text(&b, "GET / HTTP/1.1\r\n" HOST "X-Long: ");
    for (int i = 0; i < 200000; i++) buf_char(&b, 'a');
    buf_text(&b, "\r\n\r\n");
    int status = status_in(floor_raw(t, &f, b.p, b.n));
    is_true(t, status == 431 || status == 413 || status == 0);
    buf_finish(&b);
    floor_close(&f);
}

TEST(a_hundred_cookies_hide_none_of_ours)
{
    struct floor f;
    struct buf b;

    if (!floor_serve(t, &f)) return;
    buf_init(&b, 1 << 16);
    buf_text(&b, "GET /ghi-chu HTTP/1.1\r\n" HOST CLOSE "Cookie: ");
    for (int i = 0; i < 100; i++) buf_print(&b, "c%d=%d; ", i, i);
    buf_text(&b, "ngon_ngu=en; giao_dien=dark\r\n\r\n");
    has_text(t, "lang=1|theme=dark", floor_raw(t, &f, b.p, b.n));
    buf_finish(&b);
    floor_close(&f);
}

TEST(the_language_that_weighs_most_is_spoken)
{
    static const struct { const char *header; int lang; } cases[] = {
        { "vi", 0 }, { "en", 1 }, { "fr", 0 }, { "en-GB,en;q=0.9", 1 }, { "vi;q=0.8, en;q=0.9", 1 }, { "en;q=0.35,vi;q=0.4", 0 },
        { "en;q=0, vi;q=0.001", 0 }, { "fr, en;q=0.1", 1 }, { "vi;q=0.9999999999999, en;q=1.0", 1 }, { ",;q=,en;q=", 1 }, { "english", 0 },
    };
    struct floor f;

    if (!floor_serve(t, &f)) return;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *head = arena_print(t->arena, "GET /ghi-chu HTTP/1.1\r\n" HOST CLOSE "Accept-Language: %s\r\n\r\n", cases[i].header);
        const char *body = floor_raw(t, &f, head, strlen(head));
        if (!has_text(t, arena_print(t->arena, "lang=%d|", cases[i].lang), body)) fail(t, "for %s", cases[i].header);
    }
    floor_close(&f);
}

TEST(a_body_that_is_too_large_is_told_so_after_it_was_read)
{
    struct floor f;
    struct buf b;

    if (!floor_serve(t, &f)) return;
    buf_init(&b, 1 << 20);
    buf_print(&b, "POST /khach HTTP/1.1\r\n" HOST CLOSE "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n", 200000);
    for (int i = 0; i < 200000; i++) buf_char(&b, 'a');
    is_int(t, 413, status_in(floor_raw(t, &f, b.p, b.n)));
    buf_clear(&b);
    buf_text(&b, "POST /khach HTTP/1.1\r\n" HOST CLOSE "Content-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n");
    for (int i = 0; i < 100; i++) {
        buf_text(&b, "400\r\n");
        for (int k = 0; k < 1024; k++) buf_char(&b, 'a');
        buf_text(&b, "\r\n");
    }
    buf_text(&b, "0\r\n\r\n");
    is_int(t, 413, status_in(floor_raw(t, &f, b.p, b.n)));
    is_int(t, 413, status_in(RAW(t, &f, "POST /tep HTTP/1.1\r\n" HOST "Content-Length: 99999999999\r\n\r\nabc")));
    buf_finish(&b);
    floor_close(&f);
}

TEST(requests_in_one_packet_are_answered_in_order)
{
    struct floor f;

    if (!floor_serve(t, &f)) return;
    const char *text = RAW(t, &f, "GET /t/a/muc/0000000000001 HTTP/1.1\r\n" HOST "\r\nGET /cham HTTP/1.1\r\n" HOST "\r\nGET /t/a/muc/0000000000003 HTTP/1.1\r\n" HOST CLOSE "\r\n");
    is_int(t, 3, answers_in(text));
    const char *one = strstr(text, "a 1"), *slow = strstr(text, "chậm"), *three = strstr(text, "a 3");
    is_true(t, one && slow && three && one < slow && slow < three);
    floor_close(&f);
}

TEST(head_is_get_without_its_body)
{
    struct floor f;

    if (!floor_serve(t, &f)) return;
    const char *text = RAW(t, &f, "HEAD /cong-khai HTTP/1.1\r\n" HOST CLOSE "\r\n");
    is_int(t, 200, status_in(text));
    has_text(t, "Content-Length: 4800", text);
    lacks_text(t, "<p>", text);
    floor_close(&f);
}

TEST(a_page_is_compressed_and_not_sent_twice)
{
    struct floor f;
    char tag[100] = "", ask[300];

    if (!floor_serve(t, &f)) return;
    const char *text = RAW(t, &f, "GET /cong-khai HTTP/1.1\r\n" HOST CLOSE "Accept-Encoding: br, gzip\r\n\r\n");
    has_text(t, "Content-Encoding: gzip", text);
    lacks_text(t, "Content-Encoding", RAW(t, &f, "GET /cong-khai HTTP/1.1\r\n" HOST CLOSE "Accept-Encoding: gzip;q=0\r\n\r\n"));
    const char *at = strstr(text, "ETag: ");
    if (!is_true(t, at && sscanf(at, "ETag: %99[^\r]", tag) == 1)) return;
    snprintf(ask, sizeof ask, "GET /cong-khai HTTP/1.1\r\n" HOST CLOSE "If-None-Match: \"x\", %s\r\n\r\n", tag);
    text = floor_raw(t, &f, ask, strlen(ask));
    is_int(t, 304, status_in(text));
    lacks_text(t, "<p>", text);
    floor_close(&f);
}

TEST(a_client_that_dribbles_its_head_is_ended)
{
    struct floor f;
    bool ended = false;

    if (!floor_serve_with(t, &f, 400)) return;
    int fd = floor_connect(&f);
    send(fd, "GET / HT", 8, MSG_NOSIGNAL);
    while (!ended && wait_more(t)) {
        let_pass(50);
        char ch;
        ended = send(fd, "T", 1, MSG_NOSIGNAL) < 0 || recv(fd, &ch, 1, MSG_DONTWAIT) == 0;
    }
    is_true(t, ended);
    close(fd);
    floor_close(&f);
}

TEST(a_page_that_is_slow_on_the_loop_goes_to_a_worker)
{
    struct floor f;

    if (!floor_serve(t, &f)) return;
    const char *text = RAW(t, &f, "GET /doi-cho HTTP/1.1\r\n" HOST CLOSE "\r\n");
    is_int(t, 200, status_in(text));
    has_text(t, "worker", text);
    floor_close(&f);
}

static int pages_waiting(const struct floor *f)
{
    struct http_numbers n;

    http_count(f->http, &n);
    return n.pages_waiting;
}

struct running { const struct floor *f; struct test *t; int status; };

static void *ask_slowly(void *p)
{
    struct running *r = p;
    int fd = floor_connect(r->f);
    char head[64] = "";

    send(fd, "GET /cham HTTP/1.1\r\n" HOST CLOSE "\r\n", sizeof("GET /cham HTTP/1.1\r\n" HOST CLOSE "\r\n") - 1, MSG_NOSIGNAL);
    recv(fd, head, sizeof head - 1, 0);
    r->status = status_in(head);
    close(fd);
    return NULL;
}

TEST(stopping_answers_what_runs_and_what_waits)
{
    struct floor f;
    pthread_t thread[6];
    struct running r[6];

    if (!floor_serve(t, &f)) return;                     /* two workers: four of six wait */
    f.hold = true;
    for (int i = 0; i < 6; i++) {
        r[i] = (struct running){ &f, t, 0 };
        pthread_create(&thread[i], NULL, ask_slowly, &r[i]);
    }
    while ((f.slow_running < 2 || pages_waiting(&f) < 4) && wait_more(t))
        continue;
    f.hold = false;
    http_stop(f.http);
    f.http = NULL;
    for (int i = 0; i < 6; i++) {
        pthread_join(thread[i], NULL);
        is_int(t, 200, r[i].status);
    }
    is_int(t, 6, f.slow_running);
    floor_close(&f);
}

TEST(a_full_queue_says_503_and_when_to_come_back)
{
    struct floor f;
    enum { CLIENTS = 270, BUSY_ONES = 12 };              /* two run, 256 wait, 12 are told */
    static int fd[CLIENTS];
    int busy = 0;

    if (!floor_serve(t, &f)) return;
    f.hold = true;
    f.takes_ms = 0;
    for (int i = 0; i < CLIENTS; i++) {
        while (i == 2 && f.slow_running < 2 && wait_more(t))
            continue;
        fd[i] = floor_connect(&f);
        send(fd[i], "GET /cham HTTP/1.1\r\n" HOST "\r\n", sizeof("GET /cham HTTP/1.1\r\n" HOST "\r\n") - 1, MSG_NOSIGNAL);
    }
    while (busy < BUSY_ONES && wait_more(t))
        for (int i = 0; i < CLIENTS; i++) {
            char head[400] = "";
            if (recv(fd[i], head, sizeof head - 1, MSG_DONTWAIT) > 0 && status_in(head) == 503 && strstr(head, "Retry-After: 2"))
                busy++;
        }
    is_int(t, 256, pages_waiting(&f));
    is_int(t, 2, f.slow_running);
    for (int i = 0; i < CLIENTS; i++)
        close(fd[i]);
    f.hold = false;
    is_int(t, BUSY_ONES, busy);
    floor_close(&f);
}

TEST(a_client_that_leaves_while_a_worker_runs_harms_nobody)
{
    struct floor f;

    if (!floor_serve(t, &f)) return;
    f.hold = true;
    for (int i = 0; i < 8; i++) {
        int fd = floor_connect(&f);
        send(fd, "GET /cham HTTP/1.1\r\n" HOST "\r\n", sizeof("GET /cham HTTP/1.1\r\n" HOST "\r\n") - 1, MSG_NOSIGNAL);
        close(fd);
    }
    while (f.slow_running < 2 && wait_more(t))
        continue;
    let_pass(50);
    f.hold = false;
    f.takes_ms = 0;
    is_int(t, 200, status_in(RAW(t, &f, "GET /khoe HTTP/1.1\r\n" HOST CLOSE "\r\n")));
    floor_close(&f);
}
