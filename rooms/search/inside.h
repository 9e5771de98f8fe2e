/* Inside of search: words and shelves, shared between its files. */
#ifndef KHUE_ROOMS_SEARCH_INSIDE_H
#define KHUE_ROOMS_SEARCH_INSIDE_H

#include "base/ids.h"
#include "search/search.h"

enum {
    WORD_BYTES = 40,          /* of a longer word only the beginning counts, in texts and queries alike */
    WORDS_MOST = 2000,        /* different words of a thing */
    TEXT_BYTES = 96 * 1024,   /* of a longer text only the beginning */
    TYPED_BYTES = 400,        /* of a longer query likewise */
    QUERY_WORDS = 8,
    COMPLETED_FROM = 3,       /* letters of a last word from which it is completed in texts */
    COMPLETIONS = 24,
    SHELF_SIZE = 1 + ID_TEXT_SIZE - 1 + 2 + 1
};

/* Takes the next word off a folded text: letters and digits of any script. Answers false at the end. */
bool word_next(struct span *rest, struct span *word);
/* Folded words of both, each once, in order. "" when there is none. */
const char *words_of(struct arena *a, const char *title, const char *text);
/* The words of a text as they stand, one blank between: both sides of search_matches. */
const char *words_in_line(struct arena *a, const char *text);

/* Where a thing stands; of texts it depends on when the thing was made. */
void shelf_name(const struct search_kind *k, school_id school, int64_t object, char out[SHELF_SIZE]);
/* A JSON list of the shelves to look at, those of the newest things first, from the one of `before` on. */
const char *shelves_list(struct arena *a, const struct search_kind *k, school_id school, int64_t before, instant now);

struct search_query {
    const char *key;                        /* the words in a line */
    struct span word[QUERY_WORDS];          /* the last one is a beginning */
    size_t n;
    bool crowded;                           /* some word begins another: only comparing with the title tells whether both are there */
};
/* In FTS5's language with @ for the shelf. Every word stands between quotes and holds none. */
const char *query_of_names(struct arena *a, const struct search_query *q);
rc query_of_texts(struct ask *a, const struct search_query *q, const char **out);

rc search_page(struct ctx *c, struct reply *r);

#endif
