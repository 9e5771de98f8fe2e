/* Putting and dropping, in the transaction of the rule that makes or ends the thing. */
#include "generated/search_queries.h"
#include "search/inside.h"
#include <string.h>

/* A shelf is one that the kind has, and a school's is that of the scope: a rule cannot put things into another school. */
static rc kind_of(struct ask *a, const char *name, school_id school, const struct search_kind **out)
{
    const struct search_kind *k = search_kind_named(name);
    *out = k;
    if (!k) return fault_detail(a, BUG, "search: no kind \"%s\" in any table of main.c", name);
    if (school.v ? !k->inside : !k->open) return fault_detail(a, BUG, "search: the kind %s has no such shelf", name);
    if (school.v && school.v != a->scope.school.v) return fault_detail(a, BUG, "search: not the school of the scope");
    return OK;
}

/* What the last word of a query may become (query.c). */
static rc learn(struct tx *t, const char *words)
{
    size_t n = strlen(words), blanks = 0;
    for (const char *p = words; *p; p++) blanks += *p == ' ';
    char *list = arena_take(t->ask->arena, n + 2 * blanks + 5), *w = list;
    if (!list) return LIMIT;
    *w++ = '[', *w++ = '"';
    for (const char *p = words; *p; p++) {
        if (*p == ' ') *w++ = '"', *w++ = ',', *w++ = '"';
        else *w++ = *p;
    }
    *w++ = '"', *w++ = ']';
    return words_learn(t, list, NULL);
}

static rc put_one(struct tx *t, const struct search_kind *k, const struct search_doc *d)
{
    char shelf[SHELF_SIZE];
    const char *words = words_of(t->ask->arena, d->title, d->text);
    shelf_name(k, d->school, d->object, shelf);
    if (*words == 0) return docs_drop(t, shelf, &d->object, 1, NULL);
    if (k->texts) try(learn(t, words));
    return doc_put(t, shelf, d->object, words, NULL);
}

rc search_put_all(struct tx *t, const struct search_doc *d, size_t n)
{
    const struct search_kind *k = NULL;
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || d[i].kind != d[i - 1].kind || d[i].school.v != d[i - 1].school.v)
            try(kind_of(t->ask, d[i].kind, d[i].school, &k));
        try(put_one(t, k, &d[i]));
    }
    return OK;
}

rc search_put(struct tx *t, const struct search_doc *d) { return search_put_all(t, d, 1); }

rc search_drop_all(struct tx *t, const char *kind, school_id school, const int64_t *object, size_t n)
{
    const struct search_kind *k;
    char shelf[SHELF_SIZE];
    try(kind_of(t->ask, kind, school, &k));
    if (n == 0) return OK;
    if (!k->texts || school.v) {
        shelf_name(k, school, object[0], shelf);
        return docs_drop(t, shelf, object, n, NULL);
    }
    for (size_t i = 0; i < n; i++) {
        shelf_name(k, school, object[i], shelf);
        try(docs_drop(t, shelf, &object[i], 1, NULL));
    }
    return OK;
}

rc search_drop(struct tx *t, const char *kind, school_id school, int64_t object) { return search_drop_all(t, kind, school, &object, 1); }
