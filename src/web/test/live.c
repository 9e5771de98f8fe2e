/* Live events through real sockets: who hears what, when a stream ends, and that nobody who left keeps a seat. */
#include "web/live.h"
#include "base/log.h"
#include "test/harness/db.h"
#include "test/harness/wait.h"
#include "web/seats.h"
#include "web/test/floor.h"
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

struct telling { person_id to; const char *event, *data; rc end; };

static rc tell_one(struct tx *t, const struct telling *in, void *out)
{
    (void)out;
    live_tell(t, in->to, in->event, in->data);
    return in->end;
}
CLOSURE(tell_one, struct telling, void)

static rc everywhere(struct tx *t, const person_id *in, void *out)
{
    (void)out;
    return session_end_all(t, *in);
}
CLOSURE(everywhere, person_id, void)

static void told(struct test *t, struct floor *f, person_id to, const char *event, const char *data)
{
    struct telling in = { to, event, data, OK };
    is_rc(t, OK, transact(test_ask(t, f->app.db), NULL, tell_one, &in, (void *)NULL));
}

static bool serve_with(struct test *t, struct floor *f, int beat_ms)
{
    if (!floor_open(t, f)) return false;
    char why[300] = "";
    f->app.config.beat_ms = beat_ms;
    return is_rc(t, OK, http_start(&f->app, &f->http, why, sizeof why));
}

static bool serve(struct test *t, struct floor *f) { return serve_with(t, f, 200); }

/* "khue=…": a session of that person, as a browser has it. */
static const char *cookie_of(struct test *t, struct floor *f, person_id person)
{
    struct loop_client l;
    loop_open(&l, &f->app);
    is_rc(t, OK, loop_sign_in(&l, person));
    const char *cookie = arena_text(t->arena, l.cookies[0]);
    loop_close(&l);
    return cookie;
}

static int stream_of(struct test *t, struct floor *f, const char *cookie)
{
    int fd = floor_connect(f);
    const char *head = arena_print(t->arena, "GET /su-kien HTTP/1.1\r\nHost: localhost\r\nCookie: %s\r\n\r\n", cookie);
    is_true(t, fd >= 0 && send(fd, head, strlen(head), MSG_NOSIGNAL) == (ssize_t)strlen(head));
    return fd;
}

/* What comes until `part` or `other` is in it, or the other side closes. */
static const char *heard_either(struct test *t, int fd, const char *part, const char *other)
{
    struct buf b;
    char piece[2000];
    ssize_t n = 1;

    buf_init(&b, 1 << 20);
    buf_text(&b, "");
    while (n > 0 && !(part && strstr(b.p, part)) && !(other && strstr(b.p, other)))
        if ((n = recv(fd, piece, sizeof piece, 0)) > 0)
            buf_add(&b, piece, (size_t)n);
    if (n <= 0)
        buf_text(&b, "[closed]");
    const char *text = arena_text_n(t->arena, b.p, b.n);
    buf_finish(&b);
    return text;
}

static const char *heard(struct test *t, int fd, const char *part) { return heard_either(t, fd, part, NULL); }

static int open_stream(struct test *t, struct floor *f, const char *cookie)
{
    int fd = stream_of(t, f, cookie);
    const char *text = heard(t, fd, "retry:");
    is_int(t, 200, status_in(text));
    has_text(t, "text/event-stream", text);
    has_text(t, "no-store", text);
    return fd;
}

static bool seats_become(struct floor *f, int n)
{
    while (seats_taken(f->app.seats) != n && wait_more(f->t))
        continue;
    return seats_taken(f->app.seats) == n;
}

TEST(what_a_closure_tells_reaches_the_open_pages_of_that_person_alone)
{
    struct floor f = { 0 };
    if (!serve(t, &f)) return;
    int an = open_stream(t, &f, cookie_of(t, &f, AN)), an_too = open_stream(t, &f, cookie_of(t, &f, AN)), binh = open_stream(t, &f, cookie_of(t, &f, BINH));
    told(t, &f, AN, "job", "0saphf26bzzg0");
    has_text(t, "event: job\ndata: 0saphf26bzzg0\n\n", heard(t, an, "bzzg0\n\n"));
    has_text(t, "event: job\ndata: 0saphf26bzzg0\n\n", heard(t, an_too, "bzzg0\n\n"));
    told(t, &f, BINH, "notice", "1");
    const char *text = heard(t, binh, "notice");
    has_text(t, "event: notice", text);
    lacks_text(t, "job", text);
    close(an), close(an_too), close(binh);
    floor_close(&f);
}

/* As the house decides about the page of the job. */
static rc may_hear(struct ask *a, person_id person, const char *event, const char *data, bool *yes)
{
    (void)a;
    *yes = person.v == AN.v && str_is(event, "job") && !str_is(data, "lost");
    return str_is(data, "unknown") ? DOWN : OK;
}

TEST(events_of_a_job_reach_only_who_may_see_its_page)
{
    struct floor f = { 0 };
    if (!serve(t, &f)) return;
    int an = open_stream(t, &f, cookie_of(t, &f, AN)), binh = open_stream(t, &f, cookie_of(t, &f, BINH));
    f.app.hooks.may_hear = may_hear;
    told(t, &f, AN, "job", "lost");
    told(t, &f, AN, "notice", "1");
    told(t, &f, AN, "job", "mine");
    told(t, &f, BINH, "job", "mine");
    told(t, &f, BINH, "notice", "2");
    const char *text = heard(t, an, "mine\n\n"), *his = heard(t, binh, "data: 2");
    has_text(t, "event: notice", text);
    lacks_text(t, "lost", text);
    lacks_text(t, "job", his);
    told(t, &f, AN, "job", "unknown");                        /* the database does not answer: read again, once it does */
    told(t, &f, AN, "job", "later");
    text = heard(t, an, "event: again");
    lacks_text(t, "unknown", text);
    close(an), close(binh);
    floor_close(&f);
}

TEST(nothing_is_told_of_what_was_rolled_back)
{
    struct floor f = { 0 };
    struct telling in = { AN, "job", "undone", CONFLICT };
    if (!serve(t, &f)) return;
    int an = open_stream(t, &f, cookie_of(t, &f, AN));
    is_rc(t, CONFLICT, transact(test_ask(t, f.app.db), NULL, tell_one, &in, (void *)NULL));
    told(t, &f, AN, "job", "done");
    const char *text = heard(t, an, "done");
    has_text(t, "data: done", text);
    lacks_text(t, "undone", text);
    close(an);
    floor_close(&f);
}

TEST(only_words_and_ids_are_told)
{
    static const char *const odd[] = { "", "Nguyễn Văn An", "a b", "a\nevent: x", "12345678901234567890123456789012345678901234567890123456789012345" };
    struct floor f = { 0 };
    if (!serve(t, &f)) return;
    int an = open_stream(t, &f, cookie_of(t, &f, AN));
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        told(t, &f, AN, "job", odd[i]);
        told(t, &f, AN, odd[i], "1");
    }
    told(t, &f, AN, "job", "last");
    const char *text = heard(t, an, "last"), *first = strstr(text, "data: ");
    is_true(t, first && strncmp(first, "data: last", 10) == 0);
    close(an);
    floor_close(&f);
}

TEST(a_device_that_was_signed_out_hears_nothing_more)
{
    struct floor f = { 0 };
    if (!serve(t, &f)) return;
    const char *cookie = cookie_of(t, &f, AN);
    int an = open_stream(t, &f, cookie);
    is_rc(t, OK, transact(test_ask(t, f.app.db), NULL, everywhere, &AN, (void *)NULL));
    told(t, &f, AN, "job", "secret");
    const char *text = heard(t, an, NULL);
    lacks_text(t, "secret", text);
    has_text(t, "event: end", text);
    has_text(t, "[closed]", text);
    int again = stream_of(t, &f, cookie);
    is_int(t, 303, status_in(heard(t, again, "\r\n\r\n")));
    close(an), close(again);
    floor_close(&f);
}

TEST(a_stream_ends_with_its_session_even_when_nothing_is_told)
{
    struct floor f = { 0 };
    if (!serve(t, &f)) return;
    int an = open_stream(t, &f, cookie_of(t, &f, AN));
    db_set_clock(f.app.db, (opt_instant){ true, { db_now(f.app.db).ms + 8 * 86400000LL } });       /* idle for over a week */
    has_text(t, "event: end", heard(t, an, "event: end"));
    close(an);
    is_true(t, seats_become(&f, 0));
    floor_close(&f);
}

TEST(a_stream_keeps_no_session_from_growing_idle)
{
    struct floor f = { 0 };
    if (!serve(t, &f)) return;
    const char *cookie = cookie_of(t, &f, AN), *page = arena_print(t->arena, "GET /rieng HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nCookie: %s\r\n\r\n", cookie);
    int64_t now = db_now(f.app.db).ms;
    for (int i = 1; i <= 6; i++) {
        db_set_clock(f.app.db, (opt_instant){ true, { now + i * 86400000LL } });
        close(open_stream(t, &f, cookie));
    }
    db_set_clock(f.app.db, (opt_instant){ true, { now + 8 * 86400000LL } });
    is_int(t, 303, status_in(floor_raw(t, &f, page, strlen(page))));
    floor_close(&f);
}

TEST(a_stream_says_at_every_beat_that_it_is_there)
{
    struct floor f = { 0 };
    if (!serve(t, &f)) return;
    int an = open_stream(t, &f, cookie_of(t, &f, AN));
    for (int i = 0; i < 3; i++)
        has_text(t, ":\n\n", heard(t, an, ":\n\n"));
    close(an);
    floor_close(&f);
}

TEST(a_client_that_leaves_gives_its_seat_back_at_once)
{
    enum { MANY = 60 };
    struct floor f = { 0 };
    int fd[MANY];
    if (!serve_with(t, &f, 60000)) return;                   /* not by the beat */
    for (int i = 0; i < MANY; i++)
        fd[i] = open_stream(t, &f, cookie_of(t, &f, i % 2 ? AN : BINH));
    is_true(t, seats_become(&f, 2 * SEATS_A_PERSON));        /* the others were ended for the newest */
    for (int i = 0; i < MANY; i++)
        close(fd[i]);
    is_true(t, seats_become(&f, 0));
    floor_close(&f);
}

TEST(the_newest_streams_of_a_browser_stay)
{
    struct floor f = { 0 };
    int fd[SEATS_A_SESSION + 1];
    if (!serve(t, &f)) return;
    const char *cookie = cookie_of(t, &f, AN);
    for (int i = 0; i <= SEATS_A_SESSION; i++)
        fd[i] = open_stream(t, &f, cookie);
    has_text(t, "event: end", heard(t, fd[0], "event: end"));
    told(t, &f, AN, "job", "1");
    for (int i = 1; i <= SEATS_A_SESSION; i++)
        has_text(t, "event: job", heard(t, fd[i], "event: job"));
    for (int i = 0; i <= SEATS_A_SESSION; i++)
        close(fd[i]);
    floor_close(&f);
}

static rc tell_many(struct tx *t, const person_id *in, void *out)
{
    (void)out;
    for (int i = 0; i < 40; i++)
        live_tell(t, *in, "job", arena_print(t->ask->arena, "number-%d", i));
    return OK;
}
CLOSURE(tell_many, person_id, void)

TEST(more_than_a_seat_can_hold_becomes_one_word_to_read_anew)
{
    struct floor f = { 0 };
    if (!serve(t, &f)) return;
    int an = open_stream(t, &f, cookie_of(t, &f, AN));
    const char *text;
    do {                                                     /* until they come faster than the loop sends them */
        is_rc(t, OK, transact(test_ask(t, f.app.db), NULL, tell_many, &AN, (void *)NULL));
        text = heard_either(t, an, "event: again", "number-39\n\n");
    } while (!strstr(text, "event: again") && wait_more(t));
    has_text(t, "event: again", text);
    close(an);
    floor_close(&f);
}

TEST(stopping_ends_open_streams_and_those_that_do_not_read)
{
    enum { MANY = 12 };
    struct floor f = { 0 };
    int fd[MANY];
    if (!serve(t, &f)) return;
    for (int i = 0; i < MANY; i++)
        fd[i] = i % 3 ? open_stream(t, &f, cookie_of(t, &f, i % 2 ? AN : BINH)) : stream_of(t, &f, cookie_of(t, &f, AN));
    http_stop(f.http);
    f.http = NULL;
    for (int i = 0; i < MANY; i++) {
        has_text(t, "[closed]", heard(t, fd[i], NULL));
        close(fd[i]);
    }
    floor_close(&f);
}

TEST(a_head_alone_takes_no_seat)
{
    struct floor f = { 0 };
    if (!serve(t, &f)) return;
    const char *head = arena_print(t->arena, "HEAD /su-kien HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nCookie: %s\r\n\r\n", cookie_of(t, &f, AN));
    is_int(t, 200, status_in(floor_raw(t, &f, head, strlen(head))));
    is_true(t, seats_become(&f, 0));
    floor_close(&f);
}

TEST(a_full_house_says_503_and_when_to_come_back)
{
    struct floor f = { 0 };
    if (!serve(t, &f)) return;
    int an = open_stream(t, &f, cookie_of(t, &f, AN));
    seats_end(f.app.seats);                                  /* nobody sits down any more */
    int late = stream_of(t, &f, cookie_of(t, &f, BINH));
    const char *text = heard(t, late, "\r\n\r\n");
    is_int(t, 503, status_in(text));
    has_text(t, "Retry-After", text);
    close(an), close(late);
    floor_close(&f);
}

TEST(a_listener_that_lost_its_connection_comes_back_and_says_so)
{
    struct floor f = { 0 };
    if (!test_on_postgres()) {
        skip(t, "needs PostgreSQL (KHUE_TEST_DB)");
        return;
    }
    log_set_level(LOG_ERROR + 1);
    if (!serve(t, &f)) return;
    int an = open_stream(t, &f, cookie_of(t, &f, AN));
    is_rc(t, OK, db_plain(f.app.db, t->arena, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query = 'LISTEN khue'", NULL));
    has_text(t, "event: again", heard(t, an, "event: again"));
    told(t, &f, AN, "job", "after");
    has_text(t, "data: after", heard(t, an, "data: after"));
    close(an);
    floor_close(&f);
}
