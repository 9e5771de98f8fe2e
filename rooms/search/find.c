/* Finding: candidates from the index, each read again by its kind in the viewer's scope. */
#include "base/viet.h"
#include "generated/search_queries.h"
#include "search/inside.h"
#include <stdlib.h>
#include <string.h>

enum { ROUNDS = 8 };                 /* SEARCH_AT_ONCE candidates each: what a page may cost at most */

struct search_hit *search_hit_of(const int64_t *object, size_t n, struct search_hit *hit, int64_t id)
{
    for (size_t i = 0; i < n; i++)
        if (object[i] == id) return &hit[i];
    return NULL;
}

/* ---- ranking: only when all hits are there */

struct ranked { struct search_hit hit; int rank; struct bytes sort; };

static int rank_of(struct arena *a, const struct search_query *q, const struct search_hit *h)
{
    const char *title = words_in_line(a, h->title);
    if (str_starts(title, q->key)) return 0;
    return search_matches(q->key, title) ? 1 : 2;
}

static int by_rank(const void *x, const void *y)
{
    const struct ranked *a = x, *b = y;
    if (a->rank != b->rank) return a->rank - b->rank;
    int order = bytes_order(a->sort, b->sort);
    if (order) return order;
    return (a->hit.object < b->hit.object) - (a->hit.object > b->hit.object);        /* the newest first */
}

static rc rank_all(struct arena *a, const struct search_query *q, bool texts, struct search_hit *hit, size_t n)
{
    struct ranked *r = ARENA_MANY(a, struct ranked, n);
    if (!r) return LIMIT;
    for (size_t i = 0; i < n; i++) {
        r[i] = (struct ranked){ .hit = hit[i], .rank = rank_of(a, q, &hit[i]) };
        if (hit[i].sort.n) r[i].sort = hit[i].sort;
        else if (!texts) r[i].sort = sort_key(a, hit[i].title);
    }
    if (n) qsort(r, n, sizeof *r, by_rank);
    for (size_t i = 0; i < n; i++) hit[i] = r[i].hit;
    return OK;
}

/* ---- candidates */

static bool really(struct arena *a, const struct search_query *q, const struct search_hit *h)
{
    return search_matches(q->key, words_in_line(a, arena_print(a, "%s %s", h->title, h->sub ? h->sub : "")));
}

/* One round: the candidates from `*before` on, those for this viewer behind out->hit. *end: there are no more candidates. */
static rc round_of(const struct searcher *s, const struct search_kind *k, const struct search_query *q, const char *query, int64_t *before,
                   size_t most, struct search_found *out, bool *end)
{
    struct arena *a = s->ask->arena;
    struct docs_found_row *row;
    int64_t object[SEARCH_AT_ONCE];
    struct search_hit hit[SEARCH_AT_ONCE] = { 0 };
    size_t n;
    school_id school = { s->school ? s->school->id.v : 0 };
    try(docs_found(s->ask, shelves_list(a, k, school, *before, s->ask->now), query, *before, SEARCH_AT_ONCE, &row, &n));
    for (size_t i = 0; i < n; i++) object[i] = row[i].object;
    if (n) try(k->read(s, object, n, hit));
    for (size_t i = 0; i < n; i++) {
        if (hit[i].title && (!q->crowded || k->texts || really(a, q, &hit[i]))) {
            if (out->n == most) {
                out->more = true;
                return OK;
            }
            hit[i].object = object[i];
            out->hit[out->n++] = hit[i];
        }
        out->next = *before = object[i];
    }
    *end = n < SEARCH_AT_ONCE;
    return OK;
}

rc search_find(const struct searcher *s, const struct search_kind *k, const struct search_query *q, int64_t before, size_t most, struct search_found *out)
{
    struct arena *a = s->ask->arena;
    const char *query;
    bool end = false, first = before <= 0;
    *out = (struct search_found){ .hit = ARENA_MANY(a, struct search_hit, most) };
    if (!out->hit) return LIMIT;
    if (s->school ? !k->inside : !k->open) return OK;
    if (k->texts) try(query_of_texts(s->ask, q, &query));
    else query = query_of_names(a, q);
    if (first) before = INT64_MAX;
    for (int i = 0; i < ROUNDS && !end && !out->more; i++)
        try(round_of(s, k, q, query, &before, most, out, &end));
    out->more = out->more || !end;
    if (first && !out->more) try(rank_all(a, q, k->texts, out->hit, out->n));
    return a->failed ? LIMIT : OK;
}

rc search_own(const struct searcher *s, const struct search_kind *k, const struct search_query *q, struct search_found *out)
{
    struct arena *a = s->ask->arena;
    struct search_hit *all;
    size_t n;
    *out = (struct search_found){ 0 };
    if (!k->own) return OK;
    try(k->own(s, &all, &n));
    out->hit = ARENA_MANY(a, struct search_hit, n);
    if (!out->hit) return LIMIT;
    for (size_t i = 0; i < n; i++)
        if (all[i].title && search_matches(q->key, words_in_line(a, all[i].title))) out->hit[out->n++] = all[i];
    try(rank_all(a, q, k->texts, out->hit, out->n));
    return a->failed ? LIMIT : OK;
}
