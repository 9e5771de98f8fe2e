/* Frames and the socket's address; used by both ends. */
#include "main/control.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

static int64_t now_ms(void)
{
    struct timespec ts;
    clock_gettime(CLOCK_MONOTONIC, &ts);
    return ts.tv_sec * 1000LL + ts.tv_nsec / 1000000;
}

static bool send_all(int fd, const void *p, size_t n)
{
    for (size_t done = 0; done < n;) {
        ssize_t sent = send(fd, (const char *)p + done, n - done, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) return false;
        done += (size_t)sent;
    }
    return true;
}

bool frame_send(int fd, char type, const void *p, size_t n)
{
    unsigned char head[5] = { (unsigned char)type, (unsigned char)(n >> 24), (unsigned char)(n >> 16), (unsigned char)(n >> 8), (unsigned char)n };
    return n <= FRAME_MAX && send_all(fd, head, sizeof head) && send_all(fd, p, n);
}

static bool read_all(int fd, void *p, size_t n, int64_t until_ms)
{
    for (size_t done = 0; done < n;) {
        int64_t left = until_ms ? until_ms - now_ms() : 1000;
        struct pollfd one = { .fd = fd, .events = POLLIN };
        if (left <= 0) return false;
        if (poll(&one, 1, (int)left) <= 0) continue;
        ssize_t got = recv(fd, (char *)p + done, n - done, MSG_DONTWAIT);
        if (got < 0 && (errno == EINTR || errno == EAGAIN)) continue;
        if (got <= 0) return false;
        done += (size_t)got;
    }
    return true;
}

bool frame_read(int fd, struct frame *f, int ms)
{
    unsigned char head[5];
    int64_t until = ms ? now_ms() + ms : 0;
    if (!read_all(fd, head, sizeof head, until)) return false;
    f->type = (char)head[0];
    f->n = (size_t)head[1] << 24 | (size_t)head[2] << 16 | (size_t)head[3] << 8 | head[4];
    if (f->n > FRAME_MAX || !read_all(fd, f->data, f->n, until)) return false;
    f->data[f->n] = 0;
    return true;
}

bool send_limit(int fd, int ms)
{
    struct timeval limit = { .tv_sec = ms / 1000, .tv_usec = ms % 1000 * 1000 };
    return setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit) == 0;
}

/* The name is found through an open folder, since an address holds 107 bytes only. */
static bool address_in(int folder, struct sockaddr_un *a)
{
    a->sun_family = AF_UNIX;
    return snprintf(a->sun_path, sizeof a->sun_path, "/proc/self/fd/%d/control.sock", folder) < (int)sizeof a->sun_path;
}

static bool socket_ready(int fd, int folder, bool listening)
{
    struct sockaddr_un a = { 0 };
    if (!address_in(folder, &a)) return false;
    if (!listening) return send_limit(fd, PATIENCE_MS) && connect(fd, (struct sockaddr *)&a, sizeof a) == 0;
    unlinkat(folder, "control.sock", 0);
    return bind(fd, (struct sockaddr *)&a, sizeof a) == 0 && fchmodat(folder, "control.sock", S_IRUSR | S_IWUSR, 0) == 0
        && listen(fd, COMMANDS_AT_ONCE) == 0;
}

int control_socket(const char *folder, bool listening)
{
    int at = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (at < 0) return -1;
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd >= 0 && !socket_ready(fd, at, listening)) {
        int why = errno;
        close(fd);
        errno = why;
        fd = -1;
    }
    close(at);
    return fd;
}
