/* Lines of timelines: what a statement from outside says of each whom it names, written with it, so that a page reads no documents. */
#include "generated/record_queries.h"
#include "record/inside.h"

void line_read(struct arena *a, const struct json *said, struct line *out)
{
    said_of(a, said, &out->words);
    said_sort(a, said, &out->words, &out->sort);
    out->said = said_text(a, &out->words);
}

rc lines_write(struct tx *t, statement_id id, const struct line_of *of, const struct line *line, const person_id *person, size_t n, bool *tied)
{
    *tied = false;
    for (size_t i = 0; i < n; i++) {
        int64_t made;
        try(outside_person_insert(t, id, person[i], of->at, said_part(of->said, person[i]), of->key, line->sort.component, line->sort.thing, line->sort.topic, line->said, &made));
        if (!made) continue;
        *tied = true;
        try(outside_teller_put(t, person[i], of->key, of->teller ? of->teller : "", NULL));
    }
    return OK;
}
