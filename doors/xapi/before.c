/* Documents that were written before it was kept whom they name (named_id). A row has no more than a hash of where it lies, so it is looked where one about that
** person would: the profile of the person's number, and the states of activities that statements about the person name. What stays true: (1) nothing is named but by that hash;
** (2) a state of an activity of which nothing was ever told is named when it is next written, and not before. */
#include "base/ids.h"
#include "xapi/inside.h"
#include <string.h>

enum { PLACES_MOST = 256 };

struct looked_at { struct bytes places; const person_id *person; size_t n; outside_known_id known; };      /* person: a place each */
struct places { uint8_t place[PLACES_MOST][PLACE_SIZE]; person_id person[PLACES_MOST]; size_t n; const struct known_account *known; /* by this account; NULL: by our number */ };

static rc name_them(struct tx *t, const struct looked_at *in, void *out)
{
    (void)out;
    for (size_t i = 0; i < in->n; i++) try(documents_name(t, (struct bytes){ in->places.p + i * PLACE_SIZE, PLACE_SIZE }, in->person[i], in->known.v, NULL));
    return OK;
}
CLOSURE(name_them, struct looked_at, void)

/* Where something lies is named; none are waiting behind it. */
static rc places_look(struct ask *a, struct places *p)
{
    struct documents_unnamed_among_row *row;
    size_t rows, n = 0;
    if (!p->n) return OK;
    try(documents_unnamed_among(a, (struct bytes){ p->place[0], p->n * PLACE_SIZE }, &row, &rows));
    for (size_t i = 0; i < rows && i < p->n; i++) {
        if (!row[i].n) continue;
        memmove(p->place[n], p->place[i], PLACE_SIZE);
        p->person[n++] = p->person[i];
    }
    p->n = 0;
    struct looked_at in = { { p->place[0], n * PLACE_SIZE }, p->person, n, p->known ? p->known->id : (outside_known_id){ 0 } };
    return n ? transact(a, NULL, name_them, &in, NULL) : OK;
}

/* A home page is written with a slash behind it or without. */
static rc place_add(struct ask *a, struct places *p, const char *home, enum document_kind kind, const char *activity, person_id person)
{
    char name[ID_TEXT_SIZE];
    id_text(person.v, name);
    for (int slash = 0; slash < (p->known ? 1 : 2); slash++) {
        const char *agent = p->known ? p->known->agent : agent_text(a->arena, "account", name, slash ? arena_print(a->arena, "%s/", home) : home);
        if (a->arena->failed) return LIMIT;
        document_place(kind, activity, agent, p->place[p->n]);
        p->person[p->n++] = person;
    }
    return p->n > PLACES_MOST - 2 ? places_look(a, p) : OK;
}

rc profiles_name(struct ask *a, const char *home, const person_id *person, size_t n)
{
    struct places p = { .n = 0 };
    for (size_t i = 0; i < n; i++) try(place_add(a, &p, home, DOCUMENT_AGENT, "", person[i]));
    return places_look(a, &p);
}

rc profile_name_known(struct ask *a, const struct known_account *known)
{
    struct places p = { .known = known };
    try(place_add(a, &p, "", DOCUMENT_AGENT, "", known->person));
    return places_look(a, &p);
}

/* ---- states */

static rc state_add(struct ask *a, struct places *p, const char *home, const struct json *activity, person_id person)
{
    const struct json *id = activity && activity->kind == JSON_OBJECT ? json_get(activity, "id") : NULL;
    return id && id->kind == JSON_STRING ? place_add(a, p, home, DOCUMENT_STATE, id->text, person) : OK;
}

/* Its object, and the activities beside. */
static rc states_add(struct ask *a, struct places *p, const char *home, const struct json *said, person_id person)
{
    const struct json *beside = json_get(json_get(said, "context"), "contextActivities");
    try(state_add(a, p, home, json_get(said, "object"), person));
    for (const struct json *kind = beside && beside->kind == JSON_OBJECT ? beside->first : NULL; kind; kind = kind->next) {
        if (kind->kind == JSON_OBJECT) try(state_add(a, p, home, kind, person));
        for (const struct json *one = kind->kind == JSON_ARRAY ? kind->first : NULL; one; one = one->next) try(state_add(a, p, home, one, person));
    }
    return OK;
}

rc states_name(struct ask *a, const char *home, person_id person, const struct known_account *known, statement_id *after, size_t *n)
{
    struct places p = { .known = known };
    const struct json **said;
    try(told_about(a, person, after, &said, n));
    for (size_t i = 0; i < *n; i++)
        if (said[i]) try(states_add(a, &p, home, said[i], person));
    return places_look(a, &p);
}
