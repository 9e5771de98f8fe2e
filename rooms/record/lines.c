/* Lines of timelines: what a statement from outside says of each whom it names, written with it, so that a page reads no documents. */
#include "generated/record_queries.h"
#include "record/inside.h"

void line_read(struct arena *a, const struct json *said, struct line *out)
{
    said_of(a, said, &out->words);
    said_sort(a, said, &out->words, &out->sort);
    out->said = said_text(a, &out->words);
}

/* *made: 1 where the person belongs to the school and was not tied yet, or was as somebody beside and is who did it by this account. */
static rc line_write(struct tx *t, statement_id id, const struct line_of *of, const struct line *line, const struct known_account *who, int64_t *made)
{
    const struct said_sort *s = &line->sort;
    enum deed_part part = who->agent ? known_part(t->ask->arena, of->said, who->agent) : said_part(of->said, who->person);
    school_id here = t->ask->scope.school;
    try(outside_person_insert(t, id, who->person, of->at, part, of->key, s->component, s->thing, s->topic, s->competence, line->said, who->id, made));
    if (!*made) try(outside_folded_insert(t, here, id, who->person, of->at, part, of->key, s->component, s->thing, s->topic, s->competence, line->said, who->id, made));
    if (!*made) try(outside_kept_insert(t, here, id, who->person, of->at, part, of->key, s->component, s->thing, s->topic, s->competence, line->said, who->id, made));
    if (!*made && who->agent && !part) try(tie_did(t, id, who->person, who->id, made));
    return *made ? outside_teller_put(t, who->person, of->key, of->teller ? of->teller : "", NULL) : OK;
}

rc lines_write(struct tx *t, statement_id id, const struct line_of *of, const struct line *line, const person_id *person, size_t n, bool *tied)
{
    *tied = false;
    for (size_t i = 0; i < n; i++) {
        int64_t made;
        try(line_write(t, id, of, line, &(struct known_account){ .person = person[i] }, &made));
        *tied = *tied || made;
    }
    return OK;
}

/* Of two accounts of one person the one by which they did it goes first: a person has one line of a statement. */
rc known_write(struct tx *t, statement_id id, const struct line_of *of, const struct line *line, const struct known_account *known, size_t n, bool *tied)
{
    for (size_t i = 0; i < 2 * n; i++) {
        const struct known_account *k = &known[i % n];
        struct known_account now;
        bool open;
        int64_t made = 0;
        if ((known_part(t->ask->arena, of->said, k->agent) == 0) != (i < n)) continue;
        try(known_find(t->ask, k->id, &now, &open));                      /* it may have been taken back since it was asked */
        if (open) try(line_write(t, id, of, line, &now, &made));
        *tied = *tied || made;
    }
    return OK;
}
