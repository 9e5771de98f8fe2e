/* What a statement from outside says, put into words: foreign texts become one line each, bounded and whole letters; kept lines are read again the same. */
#include "rooms/record/said.h"
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n);

static void must(bool held)
{
    if (!held) abort();
}

static void line_holds(const char *s)
{
    must(strlen(s) <= SAID_TEXT_MOST && !strchr(s, '\n') && utf8_valid(s, strlen(s)));
}

int LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
    static const struct json_bounds bounds = { 1 << 20, 32, 20000 };
    struct arena a;
    arena_init(&a, (size_t)64 << 20);
    const struct json *j = json_parse(&a, (struct span){ (const char *)p, n }, &bounds, NULL);
    struct said said, again;
    if (j) {
        struct said_sort sort;
        said_of(&a, j, &said);
        said_sort(&a, j, &said, &sort);
        must(sort.component && thing_word_of(sort.thing) && sort.kind);
        if (sort.topic) line_holds(sort.topic);
        const char *text = said_text(&a, &said);
        said_read(&a, text, &again);
        must(a.failed || (*text ? str_is(said_text(&a, &again), text) : true));
    } else {
        said_read(&a, utf8_valid((const char *)p, n) ? arena_text_n(&a, (const char *)p, n) : "", &again);      /* whatever stands in the table */
    }
    for (int lang = LANG_VI; j && lang <= LANG_EN; lang++)
        for (int part = 0; part <= DEED_PART_ABOUT; part++) {
            struct line_words words;
            said_words(&a, (enum lang)lang, &again, "told_thing", (enum deed_part)part, "An", &words);
            line_holds(words.sentence), line_holds(words.object), line_holds(words.after), line_holds(words.result);
        }
    arena_finish(&a);
    return 0;
}
