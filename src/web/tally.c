/* What programs with keys are given and told, counted in memory and handed out to be written now and then (web/door.h). */
#include "web/tally.h"
#include "web/app.h"
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { LINE_BITS = 11, LINES = 1 << LINE_BITS, WAYS = 4, WRITE_MS = 60000, HOUR_MS = 3600000 };

struct place { struct door_use use; int64_t written_ms; };
struct tallies { pthread_mutex_t lock; struct place place[LINES][WAYS]; };

struct tallies *tallies_make(void)
{
    struct tallies *l = calloc(1, sizeof *l);
    if (l) pthread_mutex_init(&l->lock, NULL);
    return l;
}

void tallies_drop(struct tallies *l)
{
    if (l) pthread_mutex_destroy(&l->lock);
    free(l);
}

static bool waits(const struct door_use *u)
{
    for (int i = 0; i < DOOR_COUNTS; i++)
        if (u->n[i]) return true;
    return false;
}

static void hand_out(struct place *p, struct door_use *out, size_t *n)
{
    if (waits(&p->use)) out[(*n)++] = p->use;
    memset(p->use.n, 0, sizeof p->use.n);
}

/* The low bits of ids made in a quiet millisecond are all alike. */
static struct place *line_of(struct tallies *l, int64_t key) { return l->place[((uint64_t)key * 0x9E3779B97F4A7C15u) >> (64 - LINE_BITS)]; }

static struct place *place_of(struct place *line, int64_t key)
{
    struct place *oldest = line;
    for (int i = 0; i < WAYS; i++) {
        if (line[i].use.key == key) return &line[i];
        if (line[i].written_ms < oldest->written_ms) oldest = &line[i];
    }
    return oldest;
}

size_t tally_add(struct tallies *l, const struct door_use *more, int64_t now_ms, struct door_use out[2])
{
    size_t n = 0;
    if (!l) return out[0] = *more, 1;
    pthread_mutex_lock(&l->lock);
    struct place *p = place_of(line_of(l, more->key), more->key);
    bool first = p->use.key != more->key || p->use.hour != more->hour;
    if (first) {
        hand_out(p, out, &n);                                     /* of the hour before, or of a key that makes room */
        p->use = (struct door_use){ .key = more->key, .school = more->school, .hour = more->hour };
    }
    for (int i = 0; i < DOOR_COUNTS; i++) p->use.n[i] += more->n[i];
    if (first || now_ms - p->written_ms >= WRITE_MS || now_ms < p->written_ms) {
        hand_out(p, out, &n);
        p->written_ms = now_ms;
    }
    pthread_mutex_unlock(&l->lock);
    return n;
}

size_t tallies_take(struct tallies *l, struct door_use *out, size_t most)
{
    size_t n = 0;
    if (!l) return 0;
    pthread_mutex_lock(&l->lock);
    for (int i = 0; i < LINES; i++)
        for (int k = 0; k < WAYS && n < most; k++) hand_out(&l->place[i][k], out, &n);
    pthread_mutex_unlock(&l->lock);
    return n;
}

/* Where the place has gone to another key or hour, they are lost. */
void door_uses_back(struct app *app, const struct door_use *use, size_t n)
{
    struct tallies *l = app->tallies;
    if (!l) return;
    pthread_mutex_lock(&l->lock);
    for (size_t i = 0; i < n; i++) {
        struct place *p = place_of(line_of(l, use[i].key), use[i].key);
        if (p->use.key != use[i].key || p->use.hour != use[i].hour) continue;
        for (int k = 0; k < DOOR_COUNTS; k++) p->use.n[k] += use[i].n[k];
        p->written_ms = 0;                                        /* the next one writes */
    }
    pthread_mutex_unlock(&l->lock);
}

size_t door_counted(struct ctx *c, enum door_count what, int64_t many, struct door_use out[2])
{
    struct door_use more = { .key = c->keyed.key, .school = c->ask->scope.school, .hour = c->now.ms / HOUR_MS };
    more.n[what] = many;
    return tally_add(c->app->tallies, &more, c->now.ms, out);
}

size_t door_uses_take(struct app *app, struct door_use *out, size_t most) { return tallies_take(app->tallies, out, most); }
