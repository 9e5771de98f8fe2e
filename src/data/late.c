/* What a closure does last: collected by before_commit, sorted, merged, written. What stays true stands in tx.h. */
#include "data/engine.h"

#include <stdlib.h>
#include <string.h>

struct late { struct late *next; const struct late_kind *kind; void *item; size_t came; };

rc before_commit(struct tx *t, const struct late_kind *kind, void *item)
{
    struct work *w = (struct work *)t;
    struct late *l = ARENA_NEW(t->ask->arena, struct late);
    if (!l || !item) return fault_detail(t->ask, LIMIT, "%s: arena is full", kind->name);
    if (w->late_runs) return fault_detail(t->ask, BUG, "%s: collected while the last is written", kind->name);
    *l = (struct late){ .next = w->late, .kind = kind, .item = item, .came = w->lates++ };
    w->late = l;
    return OK;
}

static int same_key(const struct late *a, const struct late *b)
{
    int by_kind = a->kind == b->kind ? 0 : strcmp(a->kind->name, b->kind->name);
    return by_kind ? by_kind : a->kind->order(a->item, b->item);
}

static int in_order(const void *at, const void *other)
{
    const struct late *a = *(struct late *const *)at, *b = *(struct late *const *)other;
    int by_key = same_key(a, b);
    return by_key ? by_key : (a->came > b->came) - (a->came < b->came);
}

static rc write_all(struct work *w, struct late **all)
{
    for (size_t i = 0, next; i < w->lates; i = next) {
        const struct late_kind *kind = all[i]->kind;
        for (next = i + 1; kind->merge && next < w->lates && same_key(all[i], all[next]) == 0; next++)
            kind->merge(all[i]->item, all[next]->item);
        try(kind->write(&w->tx, all[i]->item));
    }
    return OK;
}

rc late_run(struct work *w)
{
    if (w->lates == 0) return OK;
    struct late **all = ARENA_MANY(w->ask.arena, struct late *, w->lates), *l = w->late;
    if (!all) return fault_detail(&w->ask, LIMIT, "%s: arena is full", w->name);
    for (size_t i = w->lates; i-- > 0; l = l->next) all[i] = l;
    qsort(all, w->lates, sizeof *all, in_order);
    write_behind(&w->tx);
    w->late_runs = true;
    rc r = write_all(w, all);
    w->late_runs = false;
    return r;
}
