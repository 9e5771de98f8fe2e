/* Lines of timelines: what a statement from outside says of each whom it names, written with it, so that a page reads no documents. */
#include "generated/record_queries.h"
#include "record/inside.h"

void line_read(struct arena *a, const struct json *said, struct line *out)
{
    said_of(a, said, &out->words);
    said_sort(a, said, &out->words, &out->sort);
    out->said = said_text(a, &out->words);
}

/* *made: 1 where the person belongs to the school and was not tied yet. */
static rc line_write(struct tx *t, statement_id id, const struct line_of *of, const struct line *line, person_id person, int64_t *made)
{
    const struct said_sort *s = &line->sort;
    enum deed_part part = said_part(of->said, person);
    try(outside_person_insert(t, id, person, of->at, part, of->key, s->component, s->thing, s->topic, line->said, made));
    if (!*made) try(outside_folded_insert(t, t->ask->scope.school, id, person, of->at, part, of->key, s->component, s->thing, s->topic, line->said, made));
    if (!*made) try(outside_kept_insert(t, t->ask->scope.school, id, person, of->at, part, of->key, s->component, s->thing, s->topic, line->said, made));
    return OK;
}

rc lines_write(struct tx *t, statement_id id, const struct line_of *of, const struct line *line, const person_id *person, size_t n, bool *tied)
{
    *tied = false;
    for (size_t i = 0; i < n; i++) {
        int64_t made;
        try(line_write(t, id, of, line, person[i], &made));
        if (!made) continue;
        *tied = true;
        try(outside_teller_put(t, person[i], of->key, of->teller ? of->teller : "", NULL));
    }
    return OK;
}
