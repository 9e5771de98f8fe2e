/* Closures that go together. What stays true stands in tx.h. Whoever comes while fewer than ABREAST of its kind run, runs at once; the others wait, and whoever
** ends wakes the one that waits longest and gives it all that fit it: it runs the closure for them. Two abreast: while the commit of one is on its way to
** the disk the next is worked out. No thread holds a connection while it waits. */
#include "data/engine.h"

enum { ABREAST = 2, COMPANY_MOST = 64, ARENA_BYTES = 16 << 20 };

enum companion_state { WAITS, LEADS, HAS_ANSWER, GOES_ALONE };

struct companion {
    const struct together *kind;
    struct ask *ask;
    const void *in;
    size_t weight;
    enum companion_state state;         /* written by whoever ends, read once woken */
    rc answer;
    sem_t woken;
    struct companion *next;             /* among those that wait, or that run */
    struct companion *along;            /* of the first: those that it takes along; of each of these: the next */
};

static bool same_queue(const struct companion *a, const struct companion *b)
{
    return a->kind == b->kind && a->ask->scope.school.v == b->ask->scope.school.v && a->ask->me.v == b->ask->me.v;
}

/* ---- with the lock held */

static bool may_run(const struct companies *all, const struct companion *c)
{
    int abreast = 0;
    for (const struct companion *r = all->running; r; r = r->next) abreast += same_queue(r, c);
    return abreast < ABREAST;
}

static void run_begins(struct companies *all, struct companion *c)
{
    c->state = LEADS;
    c->next = all->running;
    all->running = c;
}

static void wait_begins(struct companies *all, struct companion *c)
{
    struct companion **end = &all->waiting;
    while (*end) end = &(*end)->next;
    c->state = WAITS;
    *end = c;
}

/* All that fit the first, out of those that wait. */
static void take_along(struct companies *all, struct companion *first)
{
    struct companion **end = &first->along;
    size_t weight = first->weight;
    int n = 1;
    for (struct companion **at = &all->waiting; *at && n < COMPANY_MOST;) {
        struct companion *c = *at;
        if (!same_queue(c, first) || weight + c->weight > first->kind->most || !first->kind->fit(first->in, c->in)) {
            at = &c->next;
            continue;
        }
        *at = c->next;
        *end = c;
        end = &c->along;
        weight += c->weight;
        n++;
    }
}

/* The place of one that has ended goes to the one of its queue that waits longest. */
static void next_begins(struct companies *all, const struct companion *ended)
{
    struct companion **at = &all->running;
    while (*at != ended) at = &(*at)->next;
    *at = ended->next;
    for (at = &all->waiting; *at && !same_queue(*at, ended);) at = &(*at)->next;
    struct companion *c = *at;
    if (!c) return;
    *at = c->next;
    run_begins(all, c);
    take_along(all, c);
    sem_post(&c->woken);
}

/* ---- running */

static rc alone(struct companion *c, const char *name, closure_fn fn)
{
    struct company one = { &c->in, 1 };
    return transact_run(c->ask, NULL, name, fn, &one, NULL);
}

/* In an arena of its own: of what goes wrong in company nothing stays behind. */
static rc in_company(struct companion *first, const char *name, closure_fn fn, const char **why)
{
    const void *in[COMPANY_MOST];
    struct company company = { in, 0 };
    struct arena arena;
    struct fault fault = { 0 };
    struct ask a = *first->ask;
    arena_init(&arena, ARENA_BYTES);
    a.arena = &arena;
    a.fault = &fault;
    for (struct companion *c = first; c; c = c->along) in[company.n++] = c->in;
    rc r = transact_run(&a, NULL, name, fn, &company, NULL);
    *why = arena_text(first->ask->arena, fault.detail);
    arena_finish(&arena);
    return r;
}

/* From the post on a companion is gone. */
static void answer_all(struct companion *first, rc answer, const char *why)
{
    bool theirs = answer != OK && answer != DOWN && answer != BUSY;
    for (struct companion *c = first->along, *next; c; c = next) {
        next = c->along;
        c->state = theirs ? GOES_ALONE : HAS_ANSWER;
        c->answer = answer;
        if (!theirs && answer != OK) fault_detail(c->ask, answer, "%s", why);
        sem_post(&c->woken);
    }
    first->state = theirs ? GOES_ALONE : HAS_ANSWER;
    first->answer = answer;
    if (!theirs && answer != OK) fault_detail(first->ask, answer, "%s", why);
}

static void lead(struct companion *first, const char *name, closure_fn fn)
{
    struct companies *all = &first->ask->db->companies;
    const char *why = "";
    rc r = first->along ? in_company(first, name, fn, &why) : alone(first, name, fn);
    pthread_mutex_lock(&all->lock);
    next_begins(all, first);
    pthread_mutex_unlock(&all->lock);
    if (first->along) answer_all(first, r, why);
    else first->state = HAS_ANSWER, first->answer = r;
}

static rc among_others(struct companion *c, const char *name, closure_fn fn)
{
    struct companies *all = &c->ask->db->companies;
    pthread_mutex_lock(&all->lock);
    bool now = may_run(all, c);
    if (now) run_begins(all, c);
    else wait_begins(all, c);
    pthread_mutex_unlock(&all->lock);
    while (!now && sem_wait(&c->woken) != 0) continue;           /* a signal came */
    if (c->state == LEADS) lead(c, name, fn);
    return c->state == GOES_ALONE ? alone(c, name, fn) : c->answer;
}

rc transact_together_run(struct ask *a, const struct together *kind, const char *name, closure_fn fn, const void *in)
{
    struct companion c = { .kind = kind, .ask = a, .in = in, .weight = kind->weight(in) };
    if (a->db->engine == ENGINE_SQLITE || c.weight > kind->most) return alone(&c, name, fn);
    if (a->conn && a->conn->in_closure) return fault_detail(a, BUG, "%s: transact inside a closure", name);
    ask_done(a);
    sem_init(&c.woken, 0, 0);
    rc r = among_others(&c, name, fn);
    sem_destroy(&c.woken);
    return r;
}

int companies_waiting(struct db *db)
{
    int n = 0;
    pthread_mutex_lock(&db->companies.lock);
    for (const struct companion *c = db->companies.waiting; c; c = c->next) n++;
    pthread_mutex_unlock(&db->companies.lock);
    return n;
}
