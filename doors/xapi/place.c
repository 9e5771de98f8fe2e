/* In which class a statement was done: that of whoever did it, on the day of which it tells; and whose accounts in other systems it names. Asked before the closure, once for a
** whole sending. */
#include "classes/classes.h"
#include "xapi/inside.h"

/* Who did it by an account that a head said is theirs. */
static person_id known_doer(struct arena *a, const struct told *told)
{
    for (size_t i = 0; i < told->knowns; i++)
        if (known_part(a, told->said, told->known[i].agent) == 0) return told->known[i].person;
    return (person_id){ 0 };
}

/* The account of ours that did it; of a group the first of its members. */
static person_id doer_of(struct arena *a, const char *home, const struct told *told)
{
    const struct json *said = told->said;
    const struct json *actor = json_get(said, "actor"), *members = json_get(actor, "member");
    const struct json *account = json_get(actor, "account"), *first = members ? members->first : NULL;
    if (!account) account = json_get(first, "account");
    const struct json *page = json_get(account, "homePage"), *name = json_get(account, "name");
    if (!page || !name || page->kind != JSON_STRING || name->kind != JSON_STRING) return known_doer(a, told);
    person_id person = agent_person(agent_text(a, "account", name->text, page->text), home);
    return person.v ? person : known_doer(a, told);
}

/* Whose other accounts each of them names; one question where the school knows none. */
static rc known_fill(struct ask *a, struct told *said, size_t n)
{
    bool some;
    if (!n || !said[0].terms) return OK;                       /* a job asks of whom it knows already */
    try(known_some(a, &some));
    for (size_t i = 0; some && i < n; i++) try(known_in(a, (struct bytes){ said[i].term, said[i].terms * TERM_SIZE }, &said[i].known, &said[i].knowns));
    return OK;
}

rc statements_place(struct ask *a, const char *home, struct told *said, size_t n)
{
    struct class_then *row = ARENA_MANY(a->arena, struct class_then, n);
    size_t *whose = ARENA_MANY(a->arena, size_t, n), rows = 0;
    if (!row || !whose) return LIMIT;
    try(known_fill(a, said, n));
    for (size_t i = 0; i < n; i++) {
        person_id person = doer_of(a->arena, home, &said[i]);
        if (!person.v) continue;
        row[rows] = (struct class_then){ .person = person, .on = day_of(said[i].at.has ? said[i].at.v : a->now) };
        whose[rows++] = i;
    }
    if (!rows) return OK;
    try(classes_then(a, row, rows));
    for (size_t i = 0; i < rows; i++) said[whose[i]].class_ref = row[i].class_.v;
    return OK;
}
