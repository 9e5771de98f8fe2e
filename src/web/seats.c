#include "web/seats.h"
#include "base/buf.h"
#include "web/watch.h"
#include "data/tell.h"
#include <microhttpd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

enum { BLOCK = 1024 };               /* what libmicrohttpd asks for at once; holds all of `out` */

/* ---- what a seat says */

void seat_wake(struct seat *seat)
{
    if (!seat->suspended)
        return;
    seat->suspended = false;
    MHD_resume_connection(seat->connection);
}

void seat_say(struct seat *seat, const char *event, const char *data)
{
    char said[160], whole[200];

    snprintf(said, sizeof said, "event: %s\ndata: %s\n\n", event, data);
    if (strstr(seat->out, said) || seat->again)
        return;
    int n = snprintf(whole, sizeof whole, "id: %lld\n%s", (long long)++seat->house->last_event, said);
    if (seat->n + (unsigned)n < sizeof seat->out) {
        memcpy(seat->out + seat->n, whole, (unsigned)n + 1);
        seat->n += (unsigned)n;
    } else {
        seat->again = true;          /* more than it can hold: the page reads all of it anew */
    }
}

static ssize_t said(bool *flag, const char *text, char *buf)
{
    size_t n = strlen(text);

    *flag = false;
    memcpy(buf, text, n);
    return (ssize_t)n;
}

static ssize_t say_out(struct seat *seat, char *buf, size_t max)
{
    size_t n = seat->n < max ? seat->n : max;

    memcpy(buf, seat->out, n);
    seat->n -= (unsigned)n;
    memmove(seat->out, seat->out + n, seat->n + 1);
    return (ssize_t)n;
}

static ssize_t say_next(struct seat *seat, char *buf, size_t max)
{
    if (seat->gone)
        return MHD_CONTENT_READER_END_WITH_ERROR;
    if (seat->n)
        return say_out(seat, buf, max);
    if (seat->again)
        return said(&seat->again, "event: again\ndata: -\n\n", buf);
    if (seat->farewell)
        return said(&seat->farewell, "event: end\ndata: -\n\n", buf);
    if (seat->ended)
        return MHD_CONTENT_READER_END_OF_STREAM;
    if (seat->beat)
        return said(&seat->beat, ":\n\n", buf);
    MHD_suspend_connection(seat->connection);
    seat->suspended = true;
    return 0;
}

static ssize_t read_cb(void *cls, uint64_t pos, char *buf, size_t max)
{
    struct seat *seat = cls;

    (void)pos;
    if (max < 64)
        return MHD_CONTENT_READER_END_WITH_ERROR;      /* no pool for a line: it never is so small */
    pthread_mutex_lock(&seat->house->lock);
    ssize_t n = say_next(seat, buf, max);
    pthread_mutex_unlock(&seat->house->lock);
    return n;
}

/* ---- taking and leaving */

static void end_with_a_word(struct seat *seat)
{
    seat->farewell = seat->ended = true;
    seat_wake(seat);
}

/* A browser has one stream, a person a few browsers; the newest is the one that is looked at. */
static void make_room(struct seats *s, person_id person, session_id session)
{
    struct seat *oldest = NULL, *oldest_here = NULL;
    int all = 0, here = 0;

    for (struct seat *one = *row_of_person(s, person); one; one = one->next) {       /* the newest first */
        if (one->person.v != person.v || one->ended)
            continue;
        all++;
        oldest = one;
        if (one->session.v == session.v) {
            here++;
            oldest_here = one;
        }
    }
    if (here >= SEATS_A_SESSION)
        end_with_a_word(oldest_here);
    else if (all >= SEATS_A_PERSON)
        end_with_a_word(oldest);
}

static void sit_down(struct seats *s, struct seat *seat)
{
    struct seat **row = row_of_person(s, seat->person);

    seat->id = ++s->last_id;
    seat->next = *row;
    seat->at = row;
    if (*row)
        (*row)->at = &seat->next;
    *row = seat;
    s->taken++;
}

struct seat *seat_take(struct seats *s, person_id person, session_id session)
{
    struct seat *seat = calloc(1, sizeof *seat);
    int64_t now = watch_now_ms(), beat = s->app->config.beat_ms > 0 ? s->app->config.beat_ms : BEAT_MS;

    if (!seat)
        return NULL;
    *seat = (struct seat){ .house = s, .fd = -1, .person = person, .session = session, .begun_ms = now, .due_ms = now + beat };
    seat->n = (unsigned)snprintf(seat->out, sizeof seat->out, ":\nretry: 3000\n\n");
    pthread_mutex_lock(&s->lock);
    bool room = !s->closing && s->taken < SEATS_MOST;
    if (room) {
        make_room(s, person, session);
        sit_down(s, seat);
    }
    pthread_mutex_unlock(&s->lock);
    if (room) {
        eventfd_write(s->wake, 1);                     /* from now on there are beats */
        return seat;
    }
    free(seat);
    return NULL;
}

void seat_leave(struct seat *seat)
{
    if (!seat)
        return;
    struct seats *s = seat->house;
    pthread_mutex_lock(&s->lock);
    *seat->at = seat->next;
    if (seat->next)
        seat->next->at = seat->at;
    s->taken--;
    if (seat->fd >= 0)
        epoll_ctl(s->epoll, EPOLL_CTL_DEL, seat->fd, NULL);
    pthread_mutex_unlock(&s->lock);
    free(seat);
}

static void leave_cb(void *cls)
{
    seat_leave(cls);
}

struct MHD_Response *seat_response(struct seat *seat)
{
    struct MHD_Response *response = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, BLOCK, read_cb, seat, leave_cb);

    if (!response)
        seat_leave(seat);
    return response;
}

void seat_connection(struct seat *seat, struct MHD_Connection *connection)
{
    struct seats *s = seat->house;
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    struct epoll_event leaves = { .events = EPOLLRDHUP | EPOLLONESHOT, .data.u64 = (uint64_t)seat->id };

    pthread_mutex_lock(&s->lock);
    seat->connection = connection;
    if (info && epoll_ctl(s->epoll, EPOLL_CTL_ADD, info->connect_fd, &leaves) == 0)
        seat->fd = info->connect_fd;
    pthread_mutex_unlock(&s->lock);
}

int seats_taken(struct seats *s)
{
    pthread_mutex_lock(&s->lock);
    int n = s->taken;
    pthread_mutex_unlock(&s->lock);
    return n;
}

/* ---- opening and closing */

rc seats_start(struct app *app, struct seats **out)
{
    struct seats *s = calloc(1, sizeof *s);
    struct epoll_event wake = { .events = EPOLLIN };

    *out = NULL;
    if (!s)
        return LIMIT;
    pthread_mutex_init(&s->lock, NULL);
    s->app = app;
    s->last = &s->first;
    s->last_event = db_now(app->db).ms;
    s->epoll = epoll_create1(EPOLL_CLOEXEC);
    s->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    bool made = s->epoll >= 0 && s->wake >= 0 && epoll_ctl(s->epoll, EPOLL_CTL_ADD, s->wake, &wake) == 0;
    if (made && pthread_create(&s->thread, NULL, seats_look_after, s) == 0) {
        *out = s;
        return tells_hear(app->db, seats_heard, s);
    }
    if (s->epoll >= 0)
        close(s->epoll);
    if (s->wake >= 0)
        close(s->wake);
    free(s);
    return LIMIT;
}

void seats_end(struct seats *s)
{
    if (!s)
        return;
    pthread_mutex_lock(&s->lock);
    s->closing = true;
    for (int i = 0; i < ROWS; i++)
        for (struct seat *one = s->row[i]; one; one = one->next) {
            one->ended = true;                         /* without a word: the browser comes back when the server does */
            seat_wake(one);
        }
    pthread_mutex_unlock(&s->lock);
}

void seats_drop(struct seats *s)
{
    if (!s)
        return;
    tells_end(s->app->db);
    pthread_mutex_lock(&s->lock);
    s->stopping = true;
    pthread_mutex_unlock(&s->lock);
    eventfd_write(s->wake, 1);
    pthread_join(s->thread, NULL);
    for (struct told *one = s->first, *next; one; one = next) {
        next = one->next;
        free(one);
    }
    close(s->epoll);
    close(s->wake);
    pthread_mutex_destroy(&s->lock);
    free(s);
}
