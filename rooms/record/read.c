/* Reading a person's record: what one did and what others did with one or about one are two lists in the same order, merged. */
#include "generated/record_queries.h"
#include "record/record.h"

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

rc deeds_of(struct ask *a, person_id person, instant before, statement_id before_id, int64_t limit, struct deed_line **rows, size_t *n)
{
    struct deeds_of_mine_row *mine;
    struct deeds_with_mine_row *with;
    size_t mines, withs, i = 0, k = 0;
    if (before_id.v == 0) before = (instant){ INT64_MAX };
    try(deeds_of_mine(a, person, before, before_id, limit, &mine, &mines));
    try(deeds_with_mine(a, person, before, before_id, limit, &with, &withs));
    *rows = ARENA_MANY(a->arena, struct deed_line, (size_t)limit);
    if (!*rows) return LIMIT;
    for (*n = 0; *n < (size_t)limit && (i < mines || k < withs); ++*n) {
        struct deed_line own = i < mines ? of_mine(&mine[i], person) : (struct deed_line){ 0 };
        struct deed_line other = k < withs ? with_mine(&with[k], person) : (struct deed_line){ 0 };
        bool first = k == withs || (i < mines && newer(&own, &other));
        (*rows)[*n] = first ? own : other;
        if (first) i++; else k++;
    }
    return OK;
}
