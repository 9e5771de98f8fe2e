#include "web/test/post_office.h"
#include "test/harness/wait.h"
#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct line { char text[2000]; size_t n; };

/* One line, CRLF and all; false when the other side is gone or it is time to stop. */
static bool line_read(struct post_office *p, int fd, struct line *l)
{
    l->n = 0;
    while (l->n < sizeof l->text - 1 && !p->stop) {
        struct pollfd at = { fd, POLLIN, 0 };
        if (poll(&at, 1, 100) == 0) continue;
        if (recv(fd, l->text + l->n, 1, 0) <= 0) return false;
        if (l->text[l->n++] == '\n') break;
    }
    l->text[l->n] = 0;
    return l->n > 0;
}

static void say_to(int fd, const char *text) { send(fd, text, strlen(text), MSG_NOSIGNAL); }

static bool begins(const struct line *l, const char *verb) { return strncmp(l->text, verb, strlen(verb)) == 0; }

/* The text up to the dot. */
static bool mail_take(struct post_office *p, int fd)
{
    struct line l;
    size_t n = 0;
    say_to(fd, "354 go on\r\n");
    while (line_read(p, fd, &l)) {
        if (p->mood == MOOD_HANGS_UP) return false;
        if (strcmp(l.text, ".\r\n") == 0) {
            p->last[n] = 0;
            p->taken++;
            say_to(fd, "250 taken\r\n");
            return true;
        }
        if (n + l.n < sizeof p->last - 1) memcpy(p->last + n, l.text, l.n), n += l.n;
    }
    return false;
}

static void log_in(struct post_office *p, int fd, const struct line *l)
{
    struct line said = *l;
    if (l->n < 14) say_to(fd, "334 \r\n"), line_read(p, fd, &said);
    else memmove(said.text, l->text + 11, l->n - 10);
    said.text[strcspn(said.text, "\r\n")] = 0;
    snprintf(p->said, sizeof p->said, "%.199s", said.text);
    say_to(fd, p->mood == MOOD_WRONG_PASSWORD ? "535 no\r\n" : "235 yes\r\n");
}

static void talk(struct post_office *p, int fd)
{
    struct line l;
    char no[64];
    if (p->mood == MOOD_GONE) return;
    say_to(fd, "220 test\r\n");
    while (line_read(p, fd, &l)) {
        const char *refuse = p->refuse;
        while (p->mood == MOOD_SLOW && !p->stop) let_pass(20);
        if (begins(&l, "EHLO")) say_to(fd, "250-test\r\n250-AUTH PLAIN\r\n250 8BITMIME\r\n");
        else if (begins(&l, "AUTH")) log_in(p, fd, &l);
        else if (begins(&l, "RCPT") && refuse && strstr(l.text, refuse)) {
            snprintf(no, sizeof no, "%d no\r\n", p->refuse_with);
            say_to(fd, no);
        } else if (begins(&l, "DATA")) {
            if (!mail_take(p, fd)) return;
        } else if (begins(&l, "QUIT")) {
            say_to(fd, "221 bye\r\n");
            return;
        } else say_to(fd, "250 ok\r\n");
    }
}

static void *work(void *arg)
{
    struct post_office *p = arg;
    while (!p->stop) {
        struct pollfd at = { p->fd, POLLIN, 0 };
        if (poll(&at, 1, 50) <= 0) continue;
        int fd = accept(p->fd, NULL, NULL);
        if (fd < 0) continue;
        p->connections++;
        talk(p, fd);
        close(fd);
    }
    return NULL;
}

bool post_office_open(struct post_office *p)
{
    struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t n = sizeof at;
    p->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (p->fd < 0 || bind(p->fd, (struct sockaddr *)&at, sizeof at) != 0 || listen(p->fd, 8) != 0 || getsockname(p->fd, (struct sockaddr *)&at, &n) != 0) return false;
    p->port = ntohs(at.sin_port);
    return pthread_create(&p->thread, NULL, work, p) == 0;
}

void post_office_close(struct post_office *p)
{
    p->stop = true;
    pthread_join(p->thread, NULL);
    close(p->fd);
}
