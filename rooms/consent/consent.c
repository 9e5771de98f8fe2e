/* The ledger of looks. What stays true stands in consent.h. */
#include "consent/consent.h"
#include "generated/consent_queries.h"
#include "people/people.h"
#include <stdlib.h>

#define SLOT_MS (15 * 60 * 1000LL)

int64_t look_slot(instant at) { return at.ms / SLOT_MS; }

struct looks { const person_id *subject, *mine; size_t n, mine_n; person_id viewer; enum look_kind kind; school_id school; const char *as; };

static bool of_mine(const person_id *mine, size_t n, person_id subject)
{
    for (size_t i = 0; i < n; i++)
        if (mine[i].v == subject.v) return true;
    return false;
}

static rc looks_store(struct tx *t, const struct looks *in, void *out)
{
    (void)out;
    int64_t slot = look_slot(t->now);
    for (size_t i = 0; i < in->n; i++)
        if (!of_mine(in->mine, in->mine_n, in->subject[i]))
            try(look_insert(t, in->subject[i], slot, in->viewer, in->kind, in->school, in->as, NULL));
    return OK;
}
CLOSURE(looks_store, struct looks, void)

rc look_write_all(struct ctx *c, const person_id *subject, size_t n, enum look_kind kind, const char *as)
{
    struct looks in = { .subject = subject, .n = n, .mine = c->ask->scope.persons, .mine_n = c->ask->scope.persons_n,
                        .viewer = c->who->person, .kind = kind, .as = as };
    if (!c->school) return fault_detail(c->ask, BUG, "a look outside a school");
    in.school = c->school->id;
    return transact(c->ask, NULL, looks_store, &in, NULL);
}

const char *looking_as(const struct ctx *c)
{
    for (size_t i = 0; i < c->who->roles; i++)
        if (c->who->role[i].school.id.v == c->school->id.v) return c->who->role[i].role;
    return "staff";
}

rc looks_add(struct tx *t, const person_id *subject, size_t n, enum look_kind kind, const char *as)
{
    struct family mine;
    int64_t slot = look_slot(t->now);
    try(family_of(t->ask, t->ask->me, &mine));
    for (size_t i = 0; i < n; i++)
        if (subject[i].v != t->ask->me.v && !of_mine(mine.child, mine.children, subject[i]))
            try(look_insert(t, subject[i], slot, t->ask->me, kind, t->ask->scope.school, as, NULL));
    return OK;
}

rc look_write(struct ctx *c, person_id subject, enum look_kind kind, const char *as)
{
    struct look_known_row row;
    bool found;
    if (of_mine(c->ask->scope.persons, c->ask->scope.persons_n, subject)) return OK;
    try(look_known(c->ask, subject, look_slot(c->now), c->who->person, kind, &row, &found));
    return found ? OK : look_write_all(c, &subject, 1, kind, as);
}

const char *looks_school(const struct look_line *rows, size_t n)
{
    for (size_t i = 1; i < n; i++)
        if (!str_is(rows[i].school_name, rows[0].school_name)) return NULL;
    return n ? rows[0].school_name : NULL;
}

static int later_slot_first(const void *x, const void *y)
{
    const struct look_line *a = x, *b = y;
    return a->slot == b->slot ? 0 : a->slot > b->slot ? -1 : 1;
}

/* Of the person, and of other rows for the same person. */
rc looks_at(struct ask *a, person_id subject, int64_t before_slot, int64_t limit, struct look_line **rows, size_t *n)
{
    person_id *folded;
    size_t more, all = 0;
    try(folded_into(a, subject, &folded, &more));
    struct look_line *line = ARENA_MANY(a->arena, struct look_line, (size_t)limit * (more + 1));
    if (!line) return LIMIT;
    for (size_t k = 0; k <= more; k++) {
        struct looks_of_mine_row *row;
        size_t some;
        try(looks_of_mine(a, k ? folded[k - 1] : subject, before_slot ? before_slot : INT64_MAX, limit, &row, &some));
        for (size_t i = 0; i < some; i++)
            line[all++] = (struct look_line){ .viewer = row[i].viewer_id, .viewer_name = row[i].viewer_name, .viewer_as = row[i].viewer_as,
                                              .school_name = row[i].school_name, .kind = row[i].kind, .at = row[i].at, .slot = row[i].slot };
    }
    if (more) qsort(line, all, sizeof *line, later_slot_first);
    *rows = line;
    *n = all < (size_t)limit ? all : (size_t)limit;
    return OK;
}
