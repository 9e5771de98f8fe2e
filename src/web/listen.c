#include "web/listen.h"
#include "base/str.h"
#include <errno.h>
#include <fcntl.h>
#include <microhttpd.h>
#include <netdb.h>
#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BACKLOG = 1024, FULL_MS = 5, NO_DESCRIPTOR_MS = 20, LOST_AFTER = 400 /* looks at a full house, two seconds at least */ };

struct listener {
    int fd, stop;                       /* stop: an eventfd that becomes readable */
    bool running;
    int most;
    atomic_int inside, begun;           /* let in and not left; of them those that a loop has begun */
    int looks;                          /* at a full house, one after the other */
    struct MHD_Daemon *loops;
    pthread_t thread;
};

/* ---- the socket */

static rc address_of(const char *text, struct addrinfo **found)
{
    char host[256];
    const char *colon = strrchr(text, ':');
    struct addrinfo hints = { .ai_flags = AI_PASSIVE, .ai_socktype = SOCK_STREAM };

    int64_t port;

    if (!colon || (size_t)(colon - text) >= sizeof host || !span_int(span_of(colon + 1), &port) || port < 0 || port > 65535)      /* getaddrinfo would take 99999 as 34463 */
        return INVALID;
    bool bracket = text[0] == '[' && colon > text + 1 && colon[-1] == ']';
    snprintf(host, sizeof host, "%.*s", (int)(colon - text) - 2 * bracket, text + bracket);
    return getaddrinfo(host[0] ? host : NULL, colon + 1, &hints, found) == 0 ? OK : INVALID;
}

static int socket_at(const struct addrinfo *at)
{
    int on = 1, fd = socket(at->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

    if (fd < 0)
        return -1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(fd, at->ai_addr, at->ai_addrlen) == 0 && listen(fd, BACKLOG) == 0)
        return fd;
    close(fd);
    return -1;
}

rc listen_open(const char *address, struct listener **out)
{
    struct listener *l = calloc(1, sizeof *l);
    struct addrinfo *found = NULL;

    *out = NULL;
    if (!l)
        return LIMIT;
    l->fd = l->stop = -1;
    rc r = address_of(address, &found);
    if (r == OK)
        r = (l->fd = socket_at(found)) >= 0 && (l->stop = eventfd(0, EFD_CLOEXEC)) >= 0 ? OK : DOWN;
    if (found)
        freeaddrinfo(found);
    if (r != OK) {
        listen_drop(l);
        return r;
    }
    *out = l;
    return OK;
}

int listen_port(const struct listener *l)
{
    struct sockaddr_storage at = { 0 };
    socklen_t n = sizeof at;

    if (getsockname(l->fd, (struct sockaddr *)&at, &n) != 0)
        return 0;
    return ntohs(at.ss_family == AF_INET6 ? ((struct sockaddr_in6 *)&at)->sin6_port : ((struct sockaddr_in *)&at)->sin_port);
}

/* ---- the thread */

void listen_came(struct listener *l)
{
    l->begun++;
}

void listen_left(struct listener *l)
{
    l->inside--;                        /* in this order, see lost() */
    l->begun--;
}

/* libmicrohttpd (0.9.75) closes a connection for which it has no memory and says nothing. Nobody is let into a full house, so who was not begun for so
** long is gone. `begun` is read first: one who leaves meanwhile makes them fewer than they are, and they are found at the next look. */
static int lost(struct listener *l)
{
    int begun = l->begun, inside = l->inside;

    return inside > begun ? inside - begun : 0;
}

static bool full(struct listener *l)
{
    if (l->inside < l->most) {
        l->looks = 0;
        return false;
    }
    if (++l->looks < LOST_AFTER)
        return true;
    l->looks = 0;
    l->inside -= lost(l);
    return l->inside >= l->most;
}

/* Lets one in; false when nobody more can come now. *wait_ms: how long to stay away, 0 when somebody knocks will do. */
static bool let_in(struct listener *l, int *wait_ms)
{
    struct sockaddr_storage from = { 0 };
    socklen_t n = sizeof from;

    if (full(l)) {
        *wait_ms = FULL_MS;
        return false;
    }
    int fd = accept4(l->fd, (struct sockaddr *)&from, &n, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd >= 0) {
        l->inside++;
        if (MHD_add_connection(l->loops, fd, (struct sockaddr *)&from, n) != MHD_YES)       /* it has closed it */
            l->inside--;
        return true;
    }
    if (errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM) {
        *wait_ms = NO_DESCRIPTOR_MS;
        return false;
    }
    return errno != EAGAIN && errno != EWOULDBLOCK && errno != EINVAL && errno != EBADF;    /* the others speak of one connection that is gone */
}

static void *keep_door(void *arg)
{
    struct listener *l = arg;

    for (;;) {
        int wait_ms = 0;
        for (int i = 0; i < BACKLOG && let_in(l, &wait_ms); i++)       /* then it looks whether it is to stop, however many come */
            ;
        struct pollfd on[2] = { { .fd = l->stop, .events = POLLIN }, { .fd = wait_ms ? -1 : l->fd, .events = POLLIN } };
        if (poll(on, 2, wait_ms ? wait_ms : -1) > 0 && on[0].revents)
            break;
    }
    for (int i = 0, wait_ms = 0; i < BACKLOG && let_in(l, &wait_ms); i++)
        ;                                                              /* those who stand at the door */
    return NULL;
}

rc listen_begin(struct listener *l, struct MHD_Daemon *loops, int most)
{
    l->loops = loops;
    l->most = most;
    l->running = pthread_create(&l->thread, NULL, keep_door, l) == 0;
    return l->running ? OK : LIMIT;
}

void listen_close(struct listener *l)
{
    if (l->running) {
        eventfd_write(l->stop, 1);
        pthread_join(l->thread, NULL);
        l->running = false;
    }
    if (l->fd >= 0)
        close(l->fd);
    l->fd = -1;
}

void listen_drop(struct listener *l)
{
    if (!l)
        return;
    listen_close(l);
    if (l->stop >= 0)
        close(l->stop);
    free(l);
}
