#include "web/test/neighbour.h"
#include "test/harness/wait.h"
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BODY_MOST = 32 << 20 };

static bool some(struct neighbour *n, int fd, char *p, size_t most, size_t *got)
{
    while (!n->stop) {
        struct pollfd at = { fd, POLLIN, 0 };
        if (poll(&at, 1, 100) == 0) continue;
        ssize_t r = recv(fd, p, most, 0);
        *got = r > 0 ? (size_t)r : 0;
        return r > 0;
    }
    return false;
}

static bool request_read(struct neighbour *n, int fd)
{
    size_t have = 0, got, want;
    char *end = NULL;
    while (!end && have < sizeof n->head - 1) {
        if (!some(n, fd, n->head + have, sizeof n->head - 1 - have, &got)) return false;
        have += got;
        n->head[have] = 0;
        end = strstr(n->head, "\r\n\r\n");
    }
    if (!end) return false;
    const char *length = strcasestr(n->head, "\r\ncontent-length:");
    want = length ? (size_t)strtoull(length + 17, NULL, 10) : 0;
    if (want > BODY_MOST) return false;
    free(n->sent);
    n->sent = calloc(1, want + 1);
    n->sent_n = have - (size_t)(end + 4 - n->head);
    memcpy(n->sent, end + 4, n->sent_n < want ? n->sent_n : want);
    end[2] = 0;
    while (n->sent_n < want && some(n, fd, n->sent + n->sent_n, want - n->sent_n, &got)) n->sent_n += got;
    return n->sent_n == want;
}

static void put(int fd, const char *p, size_t size)
{
    while (size > 0) {
        ssize_t r = send(fd, p, size, MSG_NOSIGNAL);
        if (r <= 0) return;
        p += r, size -= (size_t)r;
    }
}

static void wait_for_change(struct neighbour *n)
{
    while (n->mood == NEIGHBOUR_SLOW && !n->stop) let_pass(20);
}

static void endless(struct neighbour *n, int fd)
{
    static const char more[4096] = "";
    const char *head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n";
    put(fd, head, strlen(head));
    while (!n->stop && send(fd, more, sizeof more, MSG_NOSIGNAL) > 0) { }
}

static void answer(struct neighbour *n, int fd)
{
    char head[1000];
    const char *body = n->body ? n->body : "", *type = n->type ? n->type : "application/json", *location = n->location;
    int status = n->status ? n->status : 200;
    if (n->look) status = n->look(n, n->head, n->sent, n->sent_n, &body);
    int size = snprintf(head, sizeof head, "HTTP/1.1 %d X\r\nContent-Type: %s\r\nContent-Length: %zu\r\nConnection: close\r\n%s%s%s\r\n", status, type, strlen(body),
                        location ? "Location: " : "", location ? location : "", location ? "\r\n" : "");
    put(fd, head, (size_t)size);
    put(fd, body, strlen(body));
}

static void talk(struct neighbour *n, int fd)
{
    if (n->mood == NEIGHBOUR_GONE || !request_read(n, fd)) return;
    n->asked++;
    if (n->mood == NEIGHBOUR_SLOW) wait_for_change(n);
    else if (n->mood == NEIGHBOUR_ENDLESS) endless(n, fd);
    else if (n->mood == NEIGHBOUR_NO_HTTP) put(fd, "220 hello\r\n", 11);
    else answer(n, fd);
}

static void *work(void *arg)
{
    struct neighbour *n = arg;
    while (!n->stop) {
        struct pollfd at = { n->fd, POLLIN, 0 };
        if (poll(&at, 1, 50) <= 0) continue;
        int fd = accept(n->fd, NULL, NULL);
        if (fd < 0) continue;
        talk(n, fd);
        close(fd);
    }
    return NULL;
}

bool neighbour_open(struct neighbour *n)
{
    struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t size = sizeof at;
    n->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (n->fd < 0 || bind(n->fd, (struct sockaddr *)&at, sizeof at) != 0 || listen(n->fd, 8) != 0 || getsockname(n->fd, (struct sockaddr *)&at, &size) != 0) return false;
    n->port = ntohs(at.sin_port);
    return pthread_create(&n->thread, NULL, work, n) == 0;
}

void neighbour_close(struct neighbour *n)
{
    n->stop = true;
    pthread_join(n->thread, NULL);
    close(n->fd);
    free(n->sent);
}
