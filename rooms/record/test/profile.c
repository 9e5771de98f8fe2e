/* The profile says every verb, type and extension of the house, as xAPI Profiles 1.0 asks, and deeds conform to it. GET /xapi/profile.json */
#include "record/profile.h"
#include "base/ids.h"
#include "book.h"
#include "conform.h"
#include <string.h>

static bool whole(const struct json *c)
{
    static const char *const maps[] = { "prefLabel", "definition" };
    for (int i = 0; i < 2; i++)
        if (!json_get(json_get(c, maps[i]), "vi") || !json_get(json_get(c, maps[i]), "en")) return false;
    return json_get(c, "inScheme") != NULL;
}

TEST(the_public_profile_has_what_the_standard_asks_and_every_word_of_the_house)
{
    struct city *s = city_open(t);
    struct loop_reply r;
    is_int(t, 200, city_get(t, s, (person_id){ 0 }, "/xapi/profile.json", &r));
    const struct json *p = json_read(t->arena, r.body), *version = json_get(p, "versions");
    if (!is_true(t, p && version)) return;
    is_true(t, json_is(json_get(p, "@context"), "https://w3id.org/xapi/profiles/context"));
    is_true(t, json_is(json_get(p, "type"), "Profile") && json_is(json_get(p, "conformsTo"), "https://w3id.org/xapi/profiles#1.0"));
    is_true(t, json_is(json_get(p, "id"), arena_print(t->arena, "%s/xapi/profile.json", s->app.config.base_url)));
    is_true(t, json_get(p, "prefLabel") && json_get(p, "definition") && json_is(json_get(json_get(p, "author"), "type"), "Organization") && json_get(json_get(p, "author"), "name"));
    is_true(t, json_get(version->first, "id") && json_get(version->first, "generatedAtTime"));
    for (int v = 1; v <= DEED_VERB_COUNT; v++)
        if (!whole(concept_of(p, deed_verb_iri((enum deed_verb)v), "Verb"))) fail(t, "%s is not in the profile", deed_verb_code((enum deed_verb)v));
    for (const struct object_table *table = object_tables; table->room; table++)
        for (const struct object_kind *k = table->rows; k->code; k++) {
            const struct json *c = concept_of(p, k->type, "ActivityType");
            if (!whole(c) || !strstr(json_get(json_get(c, "prefLabel"), "vi")->text, k->label)) fail(t, "%s is not in the profile", k->code);
        }
    is_true(t, whole(concept_of(p, arena_print(t->arena, "%s" EXTENSION_COMPONENT, s->app.config.base_url), "ActivityExtension")));
    is_true(t, whole(concept_of(p, arena_print(t->arena, "%s" EXTENSION_SUBJECT, s->app.config.base_url), "ContextExtension")));
    for (const struct json *a = json_get(p, "concepts")->first; a; a = a->next)            /* each name once, each of this version */
        for (const struct json *b = a->next; b; b = b->next) is_false(t, json_is(json_get(a, "id"), json_get(b, "id")->text));
    for (const struct json *a = json_get(p, "concepts")->first; a; a = a->next) is_true(t, json_is(json_get(a, "inScheme"), json_get(version->first, "id")->text));
    city_close(s);
}

TEST(a_deed_in_the_words_of_xapi_keeps_the_template_and_speaks_known_words)
{
    struct city *s = city_open(t);
    struct statement_line *line;
    struct buf b;
    size_t n;
    buf_init(&b, 1 << 20);
    profile_put(&b, t->arena, s->app.config.base_url);
    const struct json *p = json_read(t->arena, arena_text_n(t->arena, b.p, b.n));
    buf_finish(&b);
    for (int v = 1; v <= DEED_VERB_COUNT; v++) deed_done(t, s, s->an, (enum deed_verb)v, "Bài \"một\"");
    is_rc(t, OK, statements_find(as_staff(s, s->thcs.id), &(struct statements_wanted){ .home = s->app.config.base_url, .limit = 50 }, &line, &n));
    is_int(t, DEED_VERB_COUNT, (int64_t)n);
    for (size_t i = 0; i < n; i++) conforms(t, p, line[i].document);
    city_close(s);
}
