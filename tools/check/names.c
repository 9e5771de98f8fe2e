#include "check.h"
#include <string.h>

static size_t hash(struct span s)
{
    uint64_t h = 14695981039346656037u;      /* FNV-1a */
    for (size_t i = 0; i < s.n; i++) h = (h ^ (unsigned char)s.p[i]) * 1099511628211u;
    return (size_t)h;
}

static bool same(struct span a, struct span b)
{
    return a.n == b.n && memcmp(a.p, b.p, a.n) == 0;
}

/* The slot of the name, or the empty one where it belongs. The table is never full. */
static struct name_slot *slot_of(const struct names *s, struct span name)
{
    size_t at = hash(name) & (s->cap - 1);
    while (s->slot[at].name.p && !same(s->slot[at].name, name)) at = (at + 1) & (s->cap - 1);
    return &s->slot[at];
}

static void widen(struct tree *t, struct names *s)
{
    struct names wider = { .n = s->n, .cap = s->cap ? s->cap * 2 : 64 };
    wider.slot = memory(t, (int)wider.cap, sizeof *wider.slot);
    for (size_t i = 0; i < s->cap; i++)
        if (s->slot[i].name.p) *slot_of(&wider, s->slot[i].name) = s->slot[i];
    *s = wider;
}

void name_put(struct tree *t, struct names *s, struct span name, const void *value)
{
    if (s->n * 2 >= s->cap) widen(t, s);
    struct name_slot *slot = slot_of(s, name);
    if (slot->name.p) return;
    *slot = (struct name_slot){ name, value };
    s->n++;
}

const void *name_find(const struct names *s, struct span name)
{
    return s->cap ? slot_of(s, name)->value : NULL;
}
