/* Reading a person's record: what one did and what others did with one or about one are two lists in the same order, merged;
** with those of other rows for the same person (people, folded_into). */
#include "generated/record_queries.h"
#include "people/people.h"
#include "record/record.h"
#include <stdlib.h>

static const char *label_of(const char *kind)
{
    const struct object_kind *k = object_kind_of(kind, NULL);
    return k ? k->label : "";
}

static struct deed_line of_mine(const struct deeds_of_mine_row *r, person_id person)
{
    return (struct deed_line){ .id = r->id, .at = r->at, .verb = r->verb, .component = r->component, .kind = label_of(r->object_kind), .object = r->object_name,
                               .school = r->school_name, .writer = r->writer, .by_oneself = r->written_by.v == person.v };
}

static struct deed_line with_mine(const struct deeds_with_mine_row *r, person_id person)
{
    return (struct deed_line){ .id = r->id, .at = r->at, .verb = r->verb, .component = r->component, .kind = label_of(r->object_kind), .object = r->object_name,
                               .school = r->school_name, .writer = r->writer, .by_oneself = r->written_by.v == person.v, .actor = r->actor, .part = r->part };
}

static bool newer(const struct deed_line *a, const struct deed_line *b)
{
    return a->at.ms > b->at.ms || (a->at.ms == b->at.ms && a->id.v > b->id.v);
}

struct reading { struct deed_line *row; size_t n, most; };

/* One person's two lists, behind what is there. */
static rc add_person(struct ask *a, person_id person, instant before, statement_id before_id, int64_t limit, struct reading *r)
{
    struct deeds_of_mine_row *mine;
    struct deeds_with_mine_row *with;
    size_t mines, withs;
    try(deeds_of_mine(a, person, before, before_id, limit, &mine, &mines));
    try(deeds_with_mine(a, person, before, before_id, limit, &with, &withs));
    for (size_t i = 0; i < mines && r->n < r->most; i++) r->row[r->n++] = of_mine(&mine[i], person);
    for (size_t i = 0; i < withs && r->n < r->most; i++) r->row[r->n++] = with_mine(&with[i], person);
    return OK;
}

static int newest_first(const void *x, const void *y)
{
    const struct deed_line *a = x, *b = y;
    return newer(a, b) ? -1 : newer(b, a);
}

rc deeds_of(struct ask *a, person_id person, instant before, statement_id before_id, int64_t limit, struct deed_line **rows, size_t *n)
{
    person_id *folded;
    size_t more;
    if (before_id.v == 0) before = (instant){ INT64_MAX };
    try(folded_into(a, person, &folded, &more));
    struct reading r = { .most = (size_t)limit * 2 * (more + 1) };
    r.row = ARENA_MANY(a->arena, struct deed_line, r.most);
    if (!r.row) return LIMIT;
    try(add_person(a, person, before, before_id, limit, &r));
    for (size_t i = 0; i < more; i++) try(add_person(a, folded[i], before, before_id, limit, &r));
    if (r.n) qsort(r.row, r.n, sizeof *r.row, newest_first);
    *rows = r.row;
    *n = r.n < (size_t)limit ? r.n : (size_t)limit;
    return OK;
}
