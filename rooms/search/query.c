/* What a person typed, and how the index is asked. Nothing of it but letters and digits reaches the index: a word stands between
** quotes and cannot hold one, so no operator of FTS5 or tsquery can be typed. */
#include "base/viet.h"
#include "generated/search_queries.h"
#include "search/inside.h"
#include <string.h>

/* Typed text may be anything: what is no UTF-8 is left out, what is long is cut between letters. */
static const char *sound(struct arena *a, const char *typed)
{
    size_t n = strnlen(typed, TYPED_BYTES);
    char *out = arena_take(a, n * 3 + 1), *w = out;
    if (!out) return "";
    for (const char *p = typed, *end = typed + n; p < end;) {
        uint32_t cp = utf8_next(&p, end);
        if (cp == 0xFFFD) cp = ' ';
        w += utf8_put(w, cp);
    }
    return out;
}

static bool begins(struct span part, struct span whole) { return part.n <= whole.n && memcmp(part.p, whole.p, part.n) == 0; }

static void crowd_look(struct search_query *q)
{
    for (size_t i = 0; i < q->n; i++)
        for (size_t k = 0; k < q->n; k++)
            if (i != k && begins(q->word[i], q->word[k])) q->crowded = true;
}

const struct search_query *search_read(struct arena *a, const char *typed)
{
    struct search_query *q = ARENA_NEW(a, struct search_query);
    struct span rest, word;
    if (!q || !typed) return NULL;
    const char *line = words_in_line(a, sound(a, typed));
    rest = span_of(line);
    while (q->n < QUERY_WORDS && word_next(&rest, &word))
        q->word[q->n++] = word;
    if (q->n == 0) return NULL;
    crowd_look(q);
    struct span last = q->word[q->n - 1];
    q->key = arena_text_n(a, line, (size_t)(last.p + last.n - line));
    return q;
}

static const char *wholes(struct arena *a, const struct search_query *q)
{
    const char *out = "";
    for (size_t i = 0; i + 1 < q->n; i++)
        out = arena_print(a, "%s\"@%.*s\" AND ", out, (int)q->word[i].n, q->word[i].p);
    return out;
}

const char *query_of_names(struct arena *a, const struct search_query *q)
{
    struct span last = q->word[q->n - 1];
    return arena_print(a, "%s\"@%.*s\" *", wholes(a, q), (int)last.n, last.p);
}

/* In a text the last word is itself, or, from three letters on, one of the words that texts have and it begins. */
rc query_of_texts(struct ask *a, const struct search_query *q, const char **out)
{
    struct words_between_row *row = NULL;
    struct span last = q->word[q->n - 1];
    const char *from = arena_text_n(a->arena, last.p, last.n), *many;
    size_t n = 0;
    many = arena_print(a->arena, "\"@%s\"", from);
    if (utf8_count(from) >= COMPLETED_FROM)
        try(words_between(a, from, arena_print(a->arena, "%s\U0010FFFF", from), COMPLETIONS, &row, &n));
    for (size_t i = 0; i < n; i++)
        if (!str_is(row[i].word, from)) many = arena_print(a->arena, "%s OR \"@%s\"", many, row[i].word);
    *out = arena_print(a->arena, "%s(%s)", wholes(a->arena, q), many);
    return OK;
}
