/* The thread of live events: hears the tells of all servers, looks at sessions, wakes seats. See live.h and seats.h. */
#include "web/live.h"
#include "base/log.h"
#include "data/tell.h"
#include "web/dispatch.h"
#include "web/seats.h"
#include "web/watch.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>

enum { TELLS_WAIT = 1000, AT_ONCE = 200, EVENTS = 64, ARENA = 512 * 1024 };

/* ---- telling */

static bool word_fits(const char *s, size_t most, const char *of)
{
    size_t n = s ? strlen(s) : 0;
    return n > 0 && n <= most && strspn(s, of) == n;
}

#define LOWER "abcdefghijklmnopqrstuvwxyz"
#define OF_DATA LOWER "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."

void live_tell(struct tx *t, person_id to, const char *event, const char *data)
{
    if (to.v && word_fits(event, LIVE_WORD_MOST, LOWER "-") && word_fits(data, LIVE_DATA_MOST, OF_DATA))
        tell_servers(t, arena_print(t->ask->arena, "live %lld %s %s", (long long)to.v, event, data));
}

/* ---- hearing */

static bool told_read(const char *text, struct told *out)
{
    struct span rest = span_of(text), word, person, event;

    if (!span_cut(&rest, ' ', &word) || !span_is(word, "live") || !span_cut(&rest, ' ', &person) || !span_int(person, &out->to.v) ||
        !span_cut(&rest, ' ', &event) || event.n >= sizeof out->event || rest.n >= sizeof out->data || rest.n == 0)
        return false;
    memcpy(out->event, event.p, event.n);
    memcpy(out->data, rest.p, rest.n);
    return true;
}

void seats_heard(void *house, const char *text)
{
    struct seats *s = house;
    struct told *one = text ? calloc(1, sizeof *one) : NULL;

    if (one && !told_read(text, one)) {
        free(one);
        return;
    }
    pthread_mutex_lock(&s->lock);
    if (one && s->waiting < TELLS_WAIT) {
        *s->last = one;
        s->last = &one->next;
        s->waiting++;
        one = NULL;
    } else {
        s->missed = true;
    }
    pthread_mutex_unlock(&s->lock);
    free(one);
    eventfd_write(s->wake, 1);
}

/* ---- what is to be done with which seat, once its session was looked at */

struct mark { int64_t seat; person_id person; const struct told *told; /* NULL: a beat */ bool again; };
struct round { struct seats *s; struct arena arena; struct fault fault; struct mark mark[AT_ONCE]; session_id session[AT_ONCE]; bool live[AT_ONCE]; size_t n; };

static struct seat *seat_of(struct seats *s, const struct mark *m)
{
    struct seat *one = *row_of_person(s, m->person);

    while (one && one->id != m->seat)
        one = one->next;
    return one;
}

static void mark_do(struct seat *seat, const struct mark *m, bool known, bool live)
{
    if (known && !live) {
        seat->n = 0;
        seat->again = false;
        seat->farewell = seat->ended = true;
    } else if (!known) {
        seat->owed = seat->owed || m->told || m->again;
        seat->beat = true;
    } else {
        seat->again = seat->again || seat->owed || m->again;
        seat->owed = false;
        if (m->told)
            seat_say(seat, m->told->event, m->told->data);
        else
            seat->beat = true;
    }
    seat_wake(seat);
}

/* Events of jobs are for who may see the job's page: looked at once a tell, whatever the number of streams. */
static rc hearing(struct round *r, struct ask *a, bool hears[AT_ONCE])
{
    rc (*may_hear)(struct ask *, person_id, const char *, const char *, bool *) = r->s->app->hooks.may_hear;

    for (size_t i = 0; i < r->n; i++) {
        const struct mark *m = &r->mark[i];
        hears[i] = true;
        if (!m->told || !may_hear || !str_is(m->told->event, "job"))
            continue;
        if (i > 0 && r->mark[i - 1].told == m->told)
            hears[i] = hears[i - 1];
        else
            try(may_hear(a, m->person, m->told->event, m->told->data, &hears[i]));
    }
    return OK;
}

static void round_end(struct round *r)
{
    bool hears[AT_ONCE];
    struct ask a;

    if (r->n == 0)
        return;
    ask_init(&a, r->s->app->db, &r->arena, &r->fault, db_now(r->s->app->db));
    bool known = sessions_live(&a, r->session, r->n, r->live) == OK && hearing(r, &a, hears) == OK;
    ask_done(&a);
    pthread_mutex_lock(&r->s->lock);
    for (size_t i = 0; i < r->n; i++) {
        struct seat *seat = seat_of(r->s, &r->mark[i]);
        if (seat && (!known || hears[i] || !r->live[i]))
            mark_do(seat, &r->mark[i], known, r->live[i]);
    }
    pthread_mutex_unlock(&r->s->lock);
    if (!known)
        log_line(LOG_WARN, "event=live-sessions-unknown");
    r->n = 0;
    r->fault = (struct fault){ 0 };
    arena_reset(&r->arena);
}

/* Under the lock; gives it up for a moment where the round is full, so the caller begins its row anew. */
static bool round_add(struct round *r, const struct seat *seat, const struct told *told, bool again)
{
    if (r->n == AT_ONCE)
        return false;
    r->session[r->n] = seat->session;
    r->mark[r->n++] = (struct mark){ seat->id, seat->person, told, again };
    return true;
}

static void told_pass(struct round *r, const struct told *told)
{
    struct seats *s = r->s;

    if (r->n > AT_ONCE - SEATS_A_PERSON - 8)
        round_end(r);
    pthread_mutex_lock(&s->lock);
    for (struct seat *one = *row_of_person(s, told->to); one; one = one->next)
        if (one->person.v == told->to.v && !one->ended && !round_add(r, one, told, false))
            s->missed = true;
    pthread_mutex_unlock(&s->lock);
}

/* A beat for whom it is due, or "again" for everybody. Each row is short, so it is marked whole or in the next round. */
static void all_pass(struct round *r, bool again)
{
    struct seats *s = r->s;
    int64_t beat = s->app->config.beat_ms > 0 ? s->app->config.beat_ms : BEAT_MS;

    for (int i = 0; i < ROWS; i++) {
        pthread_mutex_lock(&s->lock);
        int64_t now = watch_now_ms();
        for (struct seat *one = s->row[i]; one; one = one->next) {
            if (one->ended || (!again && now < one->due_ms) || !round_add(r, one, NULL, again))
                continue;
            one->due_ms = now + beat;
            if (now - one->begun_ms > SEAT_LIFE_MS)
                one->ended = true;                     /* it comes back, through the whole decision */
        }
        pthread_mutex_unlock(&s->lock);
        if (r->n > AT_ONCE / 2)
            round_end(r);
    }
    round_end(r);
}

/* ---- the thread */

static void client_left(struct seats *s, int64_t id)
{
    pthread_mutex_lock(&s->lock);
    for (int i = 0; i < ROWS; i++)
        for (struct seat *one = s->row[i]; one; one = one->next)
            if (one->id == id) {
                one->gone = true;
                seat_wake(one);
            }
    pthread_mutex_unlock(&s->lock);
}

static struct told *tells_take(struct seats *s, bool *missed, bool *stop)
{
    pthread_mutex_lock(&s->lock);
    struct told *first = s->first;
    *missed = s->missed;
    *stop = s->stopping;
    s->first = NULL;
    s->last = &s->first;
    s->waiting = 0;
    s->missed = false;
    pthread_mutex_unlock(&s->lock);
    return first;
}

static void tells_pass_on(struct round *r, struct told *first)
{
    for (struct told *one = first; one; one = one->next)
        told_pass(r, one);
    round_end(r);
    for (struct told *next; first; first = next) {
        next = first->next;
        free(first);
    }
}

/* Until something is told, somebody leaves, or the next look at who is due. */
static void wait_a_little(struct seats *s, int look_ms)
{
    struct epoll_event event[EVENTS];
    int n = epoll_wait(s->epoll, event, EVENTS, seats_taken(s) > 0 ? look_ms : -1);

    for (int i = 0; i < n; i++) {
        eventfd_t count;
        if (event[i].data.u64 == 0)
            eventfd_read(s->wake, &count);
        else
            client_left(s, (int64_t)event[i].data.u64);
    }
}

void *seats_look_after(void *house)
{
    struct seats *s = house;
    struct round *r = calloc(1, sizeof *r);
    int beat = s->app->config.beat_ms > 0 ? s->app->config.beat_ms : BEAT_MS, look_ms = beat / 15 > 5 ? beat / 15 : 5;
    int64_t next_look = 0;
    bool missed, stop = r == NULL;

    if (r) {
        r->s = s;
        arena_init(&r->arena, ARENA);
    }
    while (!stop) {
        wait_a_little(s, look_ms);
        struct told *first = tells_take(s, &missed, &stop);
        tells_pass_on(r, first);
        if (missed || watch_now_ms() >= next_look) {
            all_pass(r, missed);
            next_look = watch_now_ms() + look_ms;
        }
    }
    if (r) {
        arena_finish(&r->arena);
        free(r);
    }
    db_thread_end(s->app->db);
    return NULL;
}

/* ---- the page */

/* Over the loopback nobody waits: the answer is its beginning alone. */
rc live_page(struct ctx *c, struct reply *r)
{
    struct visit *v = VISIT_OF(c);

    r->type = "text/event-stream; charset=utf-8";
    if (!c->app->seats)
        return send_bytes(r, r->type, NULL, ":\n\n", 3);
    r->seat = seat_take(c->app->seats, c->who->person, v->session.id);
    return r->seat ? OK : BUSY;
}
