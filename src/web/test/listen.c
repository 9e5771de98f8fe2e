/* The door (web/listen.h) before loops that only say which of them answered. */
#include "test/harness/wait.h"
#include "web/listen.h"
#include <arpa/inet.h>
#include <microhttpd.h>
#include <netinet/in.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { LOOPS = 2, BURST = 64 };

static atomic_int loops_seen, of_loop[LOOPS];

static int this_loop(void)
{
    static _Thread_local int mine = -1;

    if (mine < 0)
        mine = atomic_fetch_add(&loops_seen, 1) % LOOPS;
    return mine;
}

static enum MHD_Result answer_cb(void *cls, struct MHD_Connection *connection, const char *url, const char *method, const char *version,
                                 const char *body, size_t *n, void **state)
{
    (void)cls, (void)url, (void)method, (void)version, (void)body, (void)n;
    if (!*state) {                      /* an answer to the head alone would end the connection */
        *state = &loops_seen;
        return MHD_YES;
    }
    of_loop[this_loop()]++;
    struct MHD_Response *r = MHD_create_response_from_buffer(2, "ok", MHD_RESPMEM_PERSISTENT);
    enum MHD_Result queued = MHD_queue_response(connection, 200, r);
    MHD_destroy_response(r);
    return queued;
}

struct house { struct listener *door; struct MHD_Daemon *loops; };

static void connection_cb(void *cls, struct MHD_Connection *connection, void **state, enum MHD_ConnectionNotificationCode what)
{
    struct house *h = cls;

    (void)connection, (void)state;
    if (what == MHD_CONNECTION_NOTIFY_CLOSED) listen_left(h->door);
    else                                      listen_came(h->door);
}

static bool house_open(struct test *t, struct house *h, int connections)
{
    loops_seen = 0;
    for (int i = 0; i < LOOPS; i++) of_loop[i] = 0;
    if (!is_rc(t, OK, listen_open("127.0.0.1:0", &h->door))) return false;
    h->loops = MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_NO_LISTEN_SOCKET | MHD_USE_ITC, 0, NULL, NULL, answer_cb, NULL,
                                MHD_OPTION_THREAD_POOL_SIZE, (unsigned)LOOPS, MHD_OPTION_CONNECTION_LIMIT, (unsigned)(LOOPS * connections),
                                MHD_OPTION_NOTIFY_CONNECTION, connection_cb, h, MHD_OPTION_END);
    return is_true(t, h->loops != NULL) && is_rc(t, OK, listen_begin(h->door, h->loops, connections));
}

static void house_close(struct house *h)
{
    listen_close(h->door);
    MHD_stop_daemon(h->loops);
    listen_drop(h->door);
}

/* Sockets first, connections after: so the ends of the door follow one another as they do in a process of its own. */
static bool knock(const struct house *h, int *fd, int n)
{
    struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK), .sin_port = htons((uint16_t)listen_port(h->door)) };

    for (int i = 0; i < n; i++)
        if ((fd[i] = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) < 0) return false;
    for (int i = 0; i < n; i++) {
        socket_is_patient(fd[i]);
        if (connect(fd[i], (struct sockaddr *)&at, sizeof at) != 0) return false;
    }
    return true;
}

static void ask(int fd)
{
    static const char get[] = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

    (void)!write(fd, get, sizeof get - 1);
}

static bool answered(int fd)
{
    char got[400] = "";

    return read(fd, got, sizeof got - 1) > 0 && strncmp(got, "HTTP/1.1 200", 12) == 0;
}

TEST(a_burst_of_connections_is_shared_by_the_loops)
{
    struct house h;
    int fd[BURST], ok = 0;

    if (!house_open(t, &h, 1000)) return;
    is_true(t, knock(&h, fd, BURST));
    for (int i = 0; i < BURST; i++) ask(fd[i]);
    for (int i = 0; i < BURST; i++) ok += answered(fd[i]);
    is_int(t, BURST, ok);
    is_true(t, of_loop[0] >= BURST / 4);
    is_true(t, of_loop[1] >= BURST / 4);
    for (int i = 0; i < BURST; i++) close(fd[i]);
    house_close(&h);
}

TEST(who_comes_to_a_full_house_waits_before_the_door_until_somebody_leaves)
{
    struct house h;
    int fd[5];
    char none[4];

    if (!house_open(t, &h, 4)) return;
    is_true(t, knock(&h, fd, 5));
    for (int i = 0; i < 5; i++) ask(fd[i]);
    for (int i = 0; i < 4; i++) is_true(t, answered(fd[i]));
    let_pass(200);
    is_true(t, recv(fd[4], none, sizeof none, MSG_DONTWAIT) < 0);
    close(fd[0]);
    is_true(t, answered(fd[4]));
    for (int i = 1; i < 5; i++) close(fd[i]);
    house_close(&h);
}

/* libmicrohttpd without memory for a connection closes it, and neither says that it began nor that it ended. */
TEST(connections_that_the_loops_lost_without_a_word_do_not_shut_the_door)
{
    struct house h = { 0 };
    int fd[12], let_go = 0;
    char none[4];

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    skip(t, "a sanitizer ends who asks for so much memory");
    return;
#endif
    if (!is_rc(t, OK, listen_open("127.0.0.1:0", &h.door))) return;
    h.loops = MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_NO_LISTEN_SOCKET | MHD_USE_ITC, 0, NULL, NULL, answer_cb, NULL,
                               MHD_OPTION_THREAD_POOL_SIZE, (unsigned)LOOPS, MHD_OPTION_CONNECTION_LIMIT, (unsigned)(LOOPS * 4),
                               MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)1 << 60, MHD_OPTION_NOTIFY_CONNECTION, connection_cb, &h, MHD_OPTION_END);
    if (!is_true(t, h.loops != NULL) || !is_rc(t, OK, listen_begin(h.door, h.loops, 4))) return;
    is_true(t, knock(&h, fd, 12));
    for (int i = 0; i < 12; i++) {
        let_go += read(fd[i], none, sizeof none) == 0;
        close(fd[i]);
    }
    is_int(t, 12, let_go);
    house_close(&h);
}

TEST(an_address_that_is_none_and_one_that_is_taken_are_told_apart)
{
    struct listener *first = NULL, *second = NULL;
    char taken[40];

    is_rc(t, INVALID, listen_open("8080", &first));
    is_rc(t, INVALID, listen_open("127.0.0.1:99999", &first));
    is_rc(t, INVALID, listen_open("no such host.invalid:80", &first));
    if (!is_rc(t, OK, listen_open("127.0.0.1:0", &first))) return;
    snprintf(taken, sizeof taken, "127.0.0.1:%d", listen_port(first));
    is_rc(t, DOWN, listen_open(taken, &second));
    is_true(t, second == NULL);
    if (is_rc(t, OK, listen_open("[::1]:0", &second))) is_true(t, listen_port(second) > 0);
    listen_drop(second);
    listen_drop(first);
}
