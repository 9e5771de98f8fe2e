/* Eight weeks of deeds, by the rules that people's own acts go through, at the time that the demo gives them: who came in with a
** password of their own, and when. Kinds of deeds that no room writes yet are not made up. */
#include "access/access.h"
#include "main/demo.h"
#include "main/demo_cards.h"
#include "values/values.h"
#include "web/hash.h"
#include <stdlib.h>

enum { DAYS = 56, BATCH = 400, ALL_MOST = 8000, DAY_MS = 86400000, MORNING_MS = 6 * 3600000, HOURS_MS = 15 * 3600000 };

struct beginner { person_id person; instant at; };
struct beginners { school_id school; const char *hash; struct beginner *one; size_t n; };

/* The demo's clock stands still where it is put; within a closure it is that of the tx. */
void demo_clock(struct tx *t, instant at) { t->now = t->ask->now = at; }

static rc begin_all(struct tx *t, const struct beginners *in, void *out)
{
    (void)out;
    instant now = t->now;
    for (size_t i = 0; i < in->n; i++) {
        bool has_account;
        demo_clock(t, in->one[i].at);
        t->ask->me = in->one[i].person;
        try(account_known(t->ask, in->one[i].person, &has_account));
        if (!has_account) continue;
        try(account_password_set(t, in->one[i].person, in->hash));
        try(account_begun(t, in->one[i].person, in->school));
    }
    demo_clock(t, now);
    return OK;
}
CLOSURE(begin_all, struct beginners, void)

/* Most begin in the first weeks, by day or in the evening; nobody before the school had them. */
static instant some_time(const struct demo_made *made, struct dice *d, instant now)
{
    int64_t back = (int64_t)(DAYS - dice_roll(d, DAYS - 1) * dice_roll(d, DAYS) / DAYS) * DAY_MS;
    instant at = { day_start(day_of((instant){ now.ms - back })).ms + MORNING_MS + dice_roll(d, HOURS_MS) }, first = day_start(made->from);
    return at.ms < first.ms + MORNING_MS ? (instant){ first.ms < now.ms - MORNING_MS ? first.ms + MORNING_MS : now.ms } : at.ms < now.ms ? at : now;
}

static void beginner_add(struct beginners *b, const struct demo_made *made, struct dice *d, person_id person, instant now)
{
    if (person.v && b->n < ALL_MOST) b->one[b->n++] = (struct beginner){ person, some_time(made, d, now) };
}

/* The class's people of the cards, and of the others three in five pupils and one guardian in three. */
static rc class_begins(struct session_of_work *w, const struct demo_made *made, const struct demo_class *c, struct dice *d, struct beginners *b)
{
    struct pupil_line *pupil;
    size_t n, guardians;
    beginner_add(b, made, d, c->teacher, w->ask.now);
    beginner_add(b, made, d, c->pupil, w->ask.now);
    beginner_add(b, made, d, c->guardian, w->ask.now);
    try(pupils_of_class(&w->ask, c->id, &pupil, &n));
    for (size_t i = 0; i < n; i++) {
        struct guardian_line *guardian;
        if (pupil[i].person.v != c->pupil.v && dice_roll(d, 5) < 3) beginner_add(b, made, d, pupil[i].person, w->ask.now);
        if (dice_roll(d, 3) > 0) continue;
        try(guardians_of(&w->ask, pupil[i].person, &guardian, &guardians));
        if (guardians > 0 && guardian[0].id.v != c->guardian.v) beginner_add(b, made, d, guardian[0].id, w->ask.now);
    }
    return OK;
}

/* ---- what the school stands for: two versions, the third waits */

struct version { const struct demo_school *school; const struct demo_made *made; int number; enum demo_goals_step goals; instant at; };
struct goals_kept { goal_id id[DEMO_GOALS]; };

static instant days_ago(const struct demo_made *made, instant now, int64_t days)
{
    instant at = { now.ms - days * DAY_MS }, first = day_start(made->from);
    return at.ms > first.ms ? at : first.ms < now.ms ? first : now;
}

/* A version of the page (number 0: none), or a step of the goals. */
static rc version_make(struct tx *t, const struct version *in, struct goals_kept *out)
{
    int64_t number;
    instant now = t->now;
    const struct demo_school *s = in->school;
    const struct demo_made *made = in->made;
    t->ask->scope.school = made->school;
    t->ask->me = in->number == 3 ? made->deputy : in->goals == DEMO_GOALS_PROPOSED || in->goals == DEMO_GOALS_MEASURED ? made->clerk : made->principal;
    demo_clock(t, in->at);
    if (in->goals) try(demo_goals_step(t, s, made, in->goals, out->id));
    else if (in->number < 3) try(values_publish(t, in->number == 1 ? &s->before : &s->now, made->clerk, made->principal, &number));
    else if (s->next.motto) try(values_propose(t, &s->next, made->deputy));
    demo_clock(t, now);
    return OK;
}
CLOSURE(version_make, struct version, struct goals_kept)

/* ---- in order of time, so that the journal reads as it happened */

static int by_time(const void *a, const void *b)
{
    const struct beginner *x = a, *y = b;
    return x->at.ms != y->at.ms ? (x->at.ms < y->at.ms ? -1 : 1) : (x->person.v > y->person.v) - (x->person.v < y->person.v);
}

/* Those who begin before `until`. */
static rc begin_until(struct session_of_work *w, struct beginners *all, instant until)
{
    while (all->n && all->one[0].at.ms < until.ms) {
        struct beginners some = *all;
        for (some.n = 1; some.n < all->n && some.n < BATCH && all->one[some.n].at.ms < until.ms; some.n++) { }
        try(transact(&w->ask, NULL, begin_all, &some, NULL));
        all->one += some.n;
        all->n -= some.n;
    }
    return OK;
}

rc demo_deeds_make(struct session_of_work *w, const struct demo_school *s, const struct demo_made *made, struct dice *d)
{
    static struct beginner one[ALL_MOST];
    struct beginners b = { .school = made->school, .one = one };
    char hash[SECRET_HASH_SIZE];
    instant now = w->ask.now;
    static const struct { int64_t ago; int number; enum demo_goals_step goals; } act[] = { { 50, 1, 0 }, { 23, 2, 0 }, { 20, 0, DEMO_GOALS_PUBLISHED }, { 8, 0, DEMO_GOALS_MEASURED },
                                                                                             { 5, 0, DEMO_GOALS_SHOWN }, { 3, 3, 0 }, { 2, 0, DEMO_GOALS_PROPOSED } };
    struct goals_kept goals = { 0 };
    try(secret_hash(w->app, DEMO_PASSWORD, hash));
    b.hash = hash;
    w->ask.scope.school = made->school;
    beginner_add(&b, made, d, made->principal, now);
    beginner_add(&b, made, d, made->deputy, now);
    beginner_add(&b, made, d, made->clerk, now);
    for (size_t i = 0; i < made->classes; i++) try(class_begins(w, made, &made->class_[i], d, &b));
    ask_done(&w->ask);
    qsort(b.one, b.n, sizeof *b.one, by_time);
    for (size_t i = 0; i < sizeof act / sizeof *act; i++) {
        struct version v = { s, made, act[i].number, act[i].goals, days_ago(made, now, act[i].ago) };
        try(begin_until(w, &b, v.at));
        try(transact(&w->ask, NULL, version_make, &v, &goals));
    }
    return begin_until(w, &b, (instant){ INT64_MAX });
}
