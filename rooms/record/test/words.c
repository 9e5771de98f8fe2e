/* docs/floors/record.md lists every verb and every kind of thing, and each has an address. */
#include "base/str.h"
#include "record/record.h"
#include "test/harness/json.h"
#include "test/harness/test.h"
#include <string.h>

TEST(every_verb_has_an_address_and_stands_in_the_documents)
{
    const char *text = file_text(t->arena, "docs/floors/record.md", NULL);
    if (!is_true(t, text != NULL)) return;
    is_text(t, NULL, deed_verb_iri(0));
    for (int v = 1; v <= DEED_VERB_COUNT; v++) {
        enum deed_verb verb = (enum deed_verb)v;
        const char *iri = deed_verb_iri(verb);
        if (!iri) fail(t, "%s has no address in words.c", deed_verb_code(verb));
        else has_text(t, arena_print(t->arena, "| `%s` | %s | %s |\n", deed_verb_code(verb), deed_verb_label(verb), iri), text);
    }
}

TEST(every_kind_of_thing_is_listed_once_and_stands_in_the_documents)
{
    const char *text = file_text(t->arena, "docs/floors/record.md", NULL), *room;
    if (!is_true(t, text != NULL)) return;
    size_t kinds = 0;
    for (const struct object_table *table = object_tables; table->room; table++)
        for (const struct object_kind *k = table->rows; k->code; k++, kinds++) {
            is_true(t, object_kind_of(k->code, &room) == k);
            is_text(t, table->room, room);
            is_true(t, k->component > 0 && k->component <= COMPONENT_COUNT && str_starts(k->type, "http") && *k->label);
            has_text(t, arena_print(t->arena, "| `%s` | %s | %s | %s | %s |\n", k->code, component_code(k->component), table->room, k->label, k->type), text);
        }
    is_true(t, kinds > 0);
    is_true(t, object_kind_of("dragon", NULL) == NULL);
    is_true(t, object_kind_of(NULL, NULL) == NULL);
}
