/* Files over the wire: ranges, caches, HEAD; and the antivirus hook with programs that play one. */
#include "floor.h"
#include "test/harness/wait.h"
#include "web/blob.h"
#include "web/dispatch.h"
#include "web/scan.h"
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define REST "Host: localhost\r\nConnection: close\r\n"

static const char *body_in(const char *answer)
{
    const char *at = strstr(answer, "\r\n\r\n");
    return at ? at + 4 : "";
}

TEST(a_file_comes_whole_in_part_or_not_again)
{
    struct floor f;
    if (!floor_serve(t, &f)) return;
    const char *r = RAW(t, &f, "GET /tep-rieng HTTP/1.1\r\n" REST "\r\n");
    is_int(t, 200, status_in(r));
    is_int(t, 100000, strlen(body_in(r)));
    has_text(t, "Content-Length: 100000\r\n", r);
    has_text(t, "Accept-Ranges: bytes\r\n", r);
    has_text(t, "Cache-Control: private, no-cache\r\n", r);
    has_text(t, "Content-Disposition: attachment; filename=\"Bi.pdf\"; filename*=UTF-8''B%C3%A0i.pdf\r\n", r);
    const char *etag = strstr(r, "ETag: ");
    if (!is_true(t, etag != NULL)) return;
    etag = arena_text_n(t->arena, etag + 6, strcspn(etag + 6, "\r"));

    r = RAW(t, &f, "GET /tep-rieng HTTP/1.1\r\n" REST "Range: bytes=99995-\r\n\r\n");
    is_int(t, 206, status_in(r));
    has_text(t, "Content-Range: bytes 99995-99999/100000\r\n", r);
    is_text(t, "56789", body_in(r));
    r = RAW(t, &f, "GET /tep-rieng HTTP/1.1\r\n" REST "Range: bytes=3-5\r\n\r\n");
    is_text(t, "345", body_in(r));
    r = RAW(t, &f, "GET /tep-rieng HTTP/1.1\r\n" REST "Range: bytes=100000-\r\n\r\n");
    is_int(t, 416, status_in(r));
    has_text(t, "Content-Range: bytes */100000\r\n", r);
    r = RAW(t, &f, "GET /tep-rieng HTTP/1.1\r\n" REST "Range: bytes=1-2,5-6\r\n\r\n");
    is_int(t, 200, status_in(r));
    r = RAW(t, &f, "GET /tep-rieng HTTP/1.1\r\n" REST "Range: bytes=3-5\r\nIf-Range: \"another\"\r\n\r\n");
    is_int(t, 200, status_in(r));
    const char *same = arena_print(t->arena, "GET /tep-rieng HTTP/1.1\r\n" REST "Range: bytes=3-5\r\nIf-Range: %s\r\n\r\n", etag);
    is_int(t, 206, status_in(floor_raw(t, &f, same, strlen(same))));
    const char *known = arena_print(t->arena, "GET /tep-rieng HTTP/1.1\r\n" REST "If-None-Match: %s\r\n\r\n", etag);
    r = floor_raw(t, &f, known, strlen(known));
    is_int(t, 304, status_in(r));
    is_text(t, "", body_in(r));
    r = RAW(t, &f, "HEAD /tep-rieng HTTP/1.1\r\n" REST "Range: bytes=3-5\r\n\r\n");
    is_int(t, 200, status_in(r));
    has_text(t, "Content-Length: 100000\r\n", r);
    is_text(t, "", body_in(r));
    r = RAW(t, &f, "GET /tep-mo HTTP/1.1\r\n" REST "\r\n");
    has_text(t, "Cache-Control: public, max-age=3600\r\n", r);
    floor_close(&f);
}

TEST(a_file_that_is_missing_on_the_disk_is_told_and_logged)
{
    struct floor f;
    struct loop_client l;
    struct loop_reply r;
    if (!floor_open(t, &f)) return;
    loop_open(&l, &f.app);
    is_rc(t, OK, loop_send(&l, t->arena, GET, "/tep-mo", NULL, &r));
    is_int(t, 200, r.status);
    is_int(t, 100000, r.n);
    chmod(f.app.store.root, 0);
    snprintf(f.app.store.root, sizeof f.app.store.root, "%s/gone", t->folder);
    is_rc(t, OK, loop_send(&l, t->arena, GET, "/tep-mo", NULL, &r));
    is_int(t, 503, r.status);
    loop_close(&l);
    floor_close(&f);
}

/* ---- the scanner */

static const char *program(struct test *t, const char *name, const char *lines)
{
    const char *path = arena_print(t->arena, "%s/%s", t->folder, name);
    FILE *f = fopen(path, "w");
    if (!is_true(t, f != NULL)) return path;
    fprintf(f, "#!/bin/sh\n%s\n", lines);
    fclose(f);
    chmod(path, 0700);
    return path;
}

static enum scan scanned(const char *command, int seconds, const char *file)
{
    struct config c = { .scan_command = command, .scan_seconds = seconds };
    return scan_file(&c, (struct bytes){ (const uint8_t *)file, strlen(file) });
}

TEST(a_scanner_gets_the_file_and_its_word_counts)
{
    const char *looks = program(t, "looks", "if grep -q EICAR; then exit 1; fi\nexit 0");
    const char *arguments = program(t, "arguments", "[ \"$1\" = --quiet ] && [ \"$2\" = - ] && [ -z \"$HOME\" ] && exit 0\nexit 3");
    is_int(t, SCAN_CLEAN, scanned(looks, WAIT_MOST_S, "một tệp sạch"));
    is_int(t, SCAN_INFECTED, scanned(looks, WAIT_MOST_S, "X5O!P%@AP EICAR-STANDARD"));
    is_int(t, SCAN_CLEAN, scanned(arena_print(t->arena, "%s --quiet -", arguments), WAIT_MOST_S, "x"));
    is_int(t, SCAN_UNKNOWN, scanned(arguments, WAIT_MOST_S, "x"));
    is_int(t, SCAN_CLEAN, scanned("", WAIT_MOST_S, "x"));
    is_int(t, SCAN_CLEAN, scanned(NULL, WAIT_MOST_S, "x"));
}

TEST(a_scanner_that_crashes_hangs_or_is_missing_clears_nothing)
{
    const char *hangs = program(t, "hangs", "sleep 10000 &\nsleep 10000");
    is_int(t, SCAN_UNKNOWN, scanned(program(t, "crashes", "kill -SEGV $$"), WAIT_MOST_S, "x"));
    is_int(t, SCAN_UNKNOWN, scanned(arena_print(t->arena, "%s/nowhere", t->folder), WAIT_MOST_S, "x"));
    is_int(t, SCAN_UNKNOWN, scanned("grep", WAIT_MOST_S, "x"));                       /* no search through PATH */
    is_int(t, SCAN_UNKNOWN, scanned("/bin/sh -c exit;0 a b c d e f g h i j k l m n o p q", WAIT_MOST_S, "x"));
    is_int(t, SCAN_UNKNOWN, scanned(hangs, 1, "x"));                         /* a test has less time than it wants */
}
