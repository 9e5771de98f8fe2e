/* In which class a statement was done: that of whoever did it, on the day of which it tells. Asked before the closure, once for a whole sending. */
#include "classes/classes.h"
#include "xapi/inside.h"

/* The account of ours that did it; of a group the first of its members. */
static person_id doer_of(struct arena *a, const char *home, const struct json *said)
{
    const struct json *actor = json_get(said, "actor"), *members = json_get(actor, "member");
    const struct json *account = json_get(actor, "account"), *first = members ? members->first : NULL;
    if (!account) account = json_get(first, "account");
    const struct json *page = json_get(account, "homePage"), *name = json_get(account, "name");
    if (!page || !name || page->kind != JSON_STRING || name->kind != JSON_STRING) return (person_id){ 0 };
    return agent_person(agent_text(a, "account", name->text, page->text), home);
}

rc statements_place(struct ask *a, const char *home, struct told *said, size_t n)
{
    struct class_then *row = ARENA_MANY(a->arena, struct class_then, n);
    size_t *whose = ARENA_MANY(a->arena, size_t, n), rows = 0;
    if (!row || !whose) return LIMIT;
    for (size_t i = 0; i < n; i++) {
        person_id person = doer_of(a->arena, home, said[i].said);
        if (!person.v) continue;
        row[rows] = (struct class_then){ .person = person, .on = day_of(said[i].at.has ? said[i].at.v : a->now) };
        whose[rows++] = i;
    }
    if (!rows) return OK;
    try(classes_then(a, row, rows));
    for (size_t i = 0; i < rows; i++) said[whose[i]].class_ref = row[i].class_.v;
    return OK;
}
