#include "conform.h"
#include <string.h>

const struct json *concept_of(const struct json *profile, const char *id, const char *type)
{
    const struct json *all = json_get(profile, "concepts");
    for (const struct json *c = all ? all->first : NULL; c; c = c->next)
        if (json_is(json_get(c, "id"), id)) return json_is(json_get(c, "type"), type) ? c : NULL;
    return NULL;
}

/* "$.object.definition['x'].y" in a statement. */
static const struct json *at_location(struct test *t, const struct json *j, const char *location)
{
    for (const char *p = location + 1; j && *p;) {
        bool quoted = str_starts(p, "['");
        size_t n = quoted ? strcspn(p + 2, "'") : strcspn(p + 1, ".[");
        j = json_get(j, arena_text_n(t->arena, p + (quoted ? 2 : 1), n));
        p += n + (quoted ? 4 : 1);
    }
    return j;
}

static bool extensions_known(struct test *t, const struct json *profile, const struct json *all, const char *type)
{
    bool known = true;
    for (const struct json *one = all ? all->first : NULL; one; one = one->next)
        if (!concept_of(profile, one->key, type)) known = fail(t, "%s is not in the profile as %s", one->key, type);
    return known;
}

bool conforms(struct test *t, const struct json *profile, const char *statement)
{
    const struct json *said = json_read(t->arena, statement), *rules = json_get(json_get(profile, "templates")->first, "rules"), *what = json_get(json_get(said, "object"), "definition");
    if (!is_true(t, said && rules && what)) return false;
    bool kept = is_true(t, concept_of(profile, json_get(json_get(said, "verb"), "id")->text, "Verb") != NULL);
    kept = is_true(t, concept_of(profile, json_get(what, "type")->text, "ActivityType") != NULL) && kept;
    kept = extensions_known(t, profile, json_get(what, "extensions"), "ActivityExtension") && extensions_known(t, profile, json_get(json_get(said, "context"), "extensions"), "ContextExtension") && kept;
    for (const struct json *one = rules->first; one; one = one->next)
        if (!at_location(t, said, json_get(one, "location")->text)) kept = fail(t, "nothing at %s in %s", json_get(one, "location")->text, statement);
    return kept;
}
