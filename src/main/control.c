/* The server's end of the control socket: one thread takes callers, each command has a thread of its own. */
#include "main/control.h"
#include "base/log.h"
#include "base/why_not.h"
#include "main/commands.h"
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { UNHEARD_MS = 500 };

struct seat {
    struct control *control;
    pthread_t thread;
    enum { SEAT_FREE, SEAT_TAKEN, SEAT_DONE } state;      /* DONE: the thread has ended but for being joined */
    int fd;
    uid_t by;
    bool deaf;                                            /* (3): the caller takes nothing any more */
    struct frame in;
};

struct control {
    struct host *host;
    char folder[4096];
    int listening, wake;
    pthread_t thread;
    pthread_mutex_t lock;
    struct frame unheard;                                 /* of a caller that is turned away */
    struct seat seat[COMMANDS_AT_ONCE];
};

static int or_usual(int of_tests, int usual) { return of_tests ? of_tests : usual; }

/* ---- output of a command */

static ssize_t put(struct seat *s, char type, const char *p, size_t n)
{
    for (size_t done = 0; !s->deaf && done < n; done += FRAME_MAX)
        s->deaf = !frame_send(s->fd, type, p + done, n - done < FRAME_MAX ? n - done : FRAME_MAX);
    return (ssize_t)n;                                    /* never an error: the command goes on (errand.h, 3) */
}

static ssize_t put_out(void *at, const char *p, size_t n) { return put(at, 'o', p, n); }
static ssize_t put_err(void *at, const char *p, size_t n) { return put(at, 'e', p, n); }

static FILE *stream(struct seat *s, cookie_write_function_t *put_it)
{
    FILE *f = fopencookie(s, "w", (cookie_io_functions_t){ .write = put_it });
    if (f) setvbuf(f, NULL, _IOLBF, 4096);                /* by lines, so that both stay in order */
    return f;
}

/* ---- one command */

static const struct command *command_named(const struct seat *s, const char *name)
{
    const struct command *c = s->control->host->commands;
    while (c->name && strcmp(c->name, name) != 0) c++;
    return c->name ? c : NULL;
}

static int command_run(const struct command *c, struct errand *e, const char *name)
{
    if (!c) return fprintf(e->err, "khue: the running server knows no command \"%s\": is it an older version?\n", name), 2;
    if (c->where != BESIDE) return fprintf(e->err, "khue: %s does not run inside a server; stop it first\n", name), 1;
    return c->run(e);
}

/* Cuts the frame into working folder, name, words; false: it is none. */
static bool words_cut(struct frame *f, char *word[], int *n)
{
    *n = 0;
    if (f->type != 'c' || f->n == 0 || f->data[f->n - 1] != 0) return false;
    for (char *p = f->data; p < f->data + f->n; p += strlen(p) + 1) {
        if (*n == WORDS_MOST) return false;
        word[(*n)++] = p;
    }
    return *n >= 2 && word[0][0] == '/';
}

static int64_t now_ms(void)
{
    struct timespec ts;
    clock_gettime(CLOCK_MONOTONIC, &ts);
    return ts.tv_sec * 1000LL + ts.tv_nsec / 1000000;
}

static void serve(struct seat *s)
{
    char *word[WORDS_MOST];
    int n;
    if (!frame_read(s->fd, &s->in, or_usual(s->control->host->silent_ms, PATIENCE_MS)) || !words_cut(&s->in, word, &n)) {
        log_line(LOG_WARN, "event=command-refused why=no-frame by=%d", (int)s->by);
        return;
    }
    int64_t began = now_ms();
    const struct command *c = command_named(s, word[1]);
    struct errand e = { .argc = n - 2, .argv = word + 2, .stands = word[0], .host = s->control->host, .wire = s->fd,
                        .out = stream(s, put_out), .err = stream(s, put_err) };
    unsigned char status = e.out && e.err ? (unsigned char)command_run(c, &e, word[1]) : 1;
    if (e.out) fclose(e.out);
    if (e.err) fclose(e.err);
    put(s, 's', (const char *)&status, 1);
    log_line(LOG_INFO, "event=command name=%s by=%d status=%d ms=%lld heard=%d", c ? c->name : "-" /* what else was typed stays out of the log */, (int)s->by, status,
             (long long)(now_ms() - began), !s->deaf);
}

static void *seat_thread(void *at)
{
    struct seat *s = at;
    serve(s);
    pthread_mutex_lock(&s->control->lock);
    close(s->fd);
    s->fd = -1;
    s->state = SEAT_DONE;
    pthread_mutex_unlock(&s->control->lock);
    return NULL;
}

/* ---- callers */

/* (1) */
static bool caller_may(int fd, uid_t *by)
{
    struct ucred peer = { .uid = (uid_t)-1 };
    socklen_t n = sizeof peer;
    bool known = getsockopt(fd, SOL_SOCKET, SO_PEERCRED, &peer, &n) == 0;
    *by = peer.uid;
    return known && (peer.uid == geteuid() || peer.uid == 0);
}

/* What the caller sent is read first: a socket that is closed with something unread resets the connection, and the answer is lost. */
static void turned_away(struct control *c, int fd, const char *text)
{
    unsigned char status = 1;
    if (frame_read(fd, &c->unheard, or_usual(c->host->silent_ms, UNHEARD_MS)) && frame_send(fd, 'e', text, strlen(text)) && frame_send(fd, 's', &status, 1)) shutdown(fd, SHUT_WR);
    close(fd);
}

static struct seat *seat_find(struct control *c)
{
    for (int i = 0; i < COMMANDS_AT_ONCE; i++) {
        struct seat *s = &c->seat[i];
        if (s->state == SEAT_DONE) {
            pthread_join(s->thread, NULL);
            s->state = SEAT_FREE;
        }
        if (s->state == SEAT_FREE) return s;
    }
    return NULL;
}

static void caller_take(struct control *c, int fd)
{
    uid_t by;
    if (!caller_may(fd, &by) || !send_limit(fd, or_usual(c->host->deaf_ms, PATIENCE_MS))) {
        log_line(LOG_WARN, "event=command-refused why=not-our-user by=%d", (int)by);
        turned_away(c, fd, "khue: only the server's own user and root may call\n");
        return;
    }
    pthread_mutex_lock(&c->lock);
    struct seat *s = seat_find(c);
    bool runs = false;
    if (s) {
        s->control = c, s->fd = fd, s->by = by, s->deaf = false, s->state = SEAT_TAKEN;
        runs = pthread_create(&s->thread, NULL, seat_thread, s) == 0;
        if (!runs) s->state = SEAT_FREE;
    }
    pthread_mutex_unlock(&c->lock);
    if (!runs) turned_away(c, fd, "khue: the server runs as many commands as it can; wait a moment and call again\n");
}

static void *callers(void *at)
{
    struct control *c = at;
    struct pollfd both[2] = { { .fd = c->listening, .events = POLLIN }, { .fd = c->wake, .events = POLLIN } };
    while (!atomic_load(&c->host->stopping)) {
        if (poll(both, 2, -1) < 0 || !(both[0].revents & POLLIN)) continue;
        int fd = accept4(c->listening, NULL, NULL, SOCK_CLOEXEC);
        if (fd >= 0) caller_take(c, fd);
        else if (errno == EMFILE || errno == ENFILE) usleep(100000);
    }
    return NULL;
}

/* ---- life */

bool control_start(struct host *host, const char *folder, struct control **out, char *why, size_t why_size)
{
    static struct control control;                        /* a process serves one folder */
    struct control *c = &control;
    *out = NULL;
    memset(c, 0, sizeof *c);
    c->host = host;
    c->listening = control_socket(folder, true);
    c->wake = eventfd(0, EFD_CLOEXEC);
    snprintf(c->folder, sizeof c->folder, "%s", folder);
    pthread_mutex_init(&c->lock, NULL);
    if (c->listening >= 0 && c->wake >= 0 && pthread_create(&c->thread, NULL, callers, c) == 0) {
        *out = c;
        return true;
    }
    snprintf(why, why_size, "%s/control.sock: %s", folder, why_not(errno));
    if (c->listening >= 0) close(c->listening);
    if (c->wake >= 0) close(c->wake);
    return false;
}

/* Commands that wait for their caller hear the end of the wire; what they still print goes out. */
static void seats_end(struct control *c)
{
    for (int i = 0; i < COMMANDS_AT_ONCE; i++) {
        struct seat *s = &c->seat[i];
        pthread_mutex_lock(&c->lock);
        if (s->state == SEAT_TAKEN && s->fd >= 0) shutdown(s->fd, SHUT_RD);
        bool join = s->state != SEAT_FREE;
        pthread_mutex_unlock(&c->lock);
        if (join) pthread_join(s->thread, NULL);
        s->state = SEAT_FREE;
    }
}

void control_stop(struct control *c)
{
    char path[4200];
    if (!c) return;
    atomic_store(&c->host->stopping, true);
    if (eventfd_write(c->wake, 1) != 0) log_line(LOG_ERROR, "event=control-not-woken");
    pthread_join(c->thread, NULL);
    snprintf(path, sizeof path, "%s/control.sock", c->folder);
    unlink(path);
    close(c->listening);
    close(c->wake);
    seats_end(c);
    pthread_mutex_destroy(&c->lock);
}
