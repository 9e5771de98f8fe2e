/* Reading a person's record: what one did, what others did with one or about one, and what other systems told are three lists in the same order, merged;
** with those of other rows for the same person (people, folded_into). Each list is asked for as much as a page shows, or, where a filter leaves some out,
** looks at TIMELINE_SCAN of them; what none of them has looked at yet is left to the next page. */
#include "base/viet.h"
#include "generated/record_queries.h"
#include "people/people.h"
#include "record/record.h"
#include <stdlib.h>

struct place { instant at; statement_id id; };
struct reading {
    struct ask *a;
    const struct timeline_wanted *w;
    struct place before; instant from;
    int64_t scan;
    struct timeline_line *row; size_t n, most;
    bool cut; struct place end;            /* of those lists that go on, the newest place where one was left */
};

static bool newer(struct place a, struct place b) { return a.at.ms > b.at.ms || (a.at.ms == b.at.ms && a.id.v > b.id.v); }
static struct place place_of(const struct timeline_line *l) { return (struct place){ l->at, l->id }; }

static bool barred(const struct ask *a, person_id person)
{
    for (size_t i = 0; i < a->scope.barred_n; i++)
        if (a->scope.barred[i].v == person.v) return true;
    return false;
}

/* The list goes on behind its last row when that is the last one that was looked at, or a page was full. */
static void left_at(struct reading *r, struct place last, int64_t place, size_t n)
{
    if (place < r->scan && (int64_t)n < r->w->limit) return;
    if (!r->cut || newer(last, r->end)) r->end = last;
    r->cut = true;
}

static void keep(struct reading *r, const struct timeline_line *l, bool fits)
{
    if (fits && r->n < r->most) r->row[r->n++] = *l;
}

#define OF_ROW(q) .id = (q).id, .at = (q).at, .verb = (q).verb, .component = (q).component, .kind = (q).object_kind, .object = (q).object_name, \
                  .in_school = (q).school_id, .school = (q).school_name, .writer = barred(r->a, (q).written_by) ? NULL : (q).writer

static rc mine_add(struct reading *r, person_id person)
{
    const struct timeline_wanted *w = r->w;
    struct deeds_of_mine_row *row;
    size_t n;
    try(deeds_of_mine(r->a, person, r->before.at, r->before.id, r->from, w->component, w->kind, r->scan, w->limit, &row, &n));
    for (size_t i = 0; i < n; i++)
        keep(r, &(struct timeline_line){ OF_ROW(row[i]), .by_oneself = row[i].written_by.v == person.v }, row[i].fits);
    if (n) left_at(r, (struct place){ row[n - 1].at, row[n - 1].id }, row[n - 1].place, n);
    return OK;
}

static rc with_add(struct reading *r, person_id person)
{
    const struct timeline_wanted *w = r->w;
    struct deeds_with_mine_row *row;
    size_t n;
    try(deeds_with_mine(r->a, person, r->before.at, r->before.id, r->from, w->component, w->kind, r->scan, w->limit, &row, &n));
    for (size_t i = 0; i < n; i++)
        keep(r, &(struct timeline_line){ OF_ROW(row[i]), .by_oneself = row[i].written_by.v == person.v, .actor = barred(r->a, row[i].actor_id) ? NULL : row[i].actor, .part = row[i].part },
             row[i].fits);
    if (n) left_at(r, (struct place){ row[n - 1].at, row[n - 1].id }, row[n - 1].place, n);
    return OK;
}

static rc told_add_to(struct reading *r, person_id person)
{
    const struct timeline_wanted *w = r->w;
    struct told_of_mine_row *row;
    size_t n;
    int64_t key = w->by == BY_SYSTEM ? w->key : 0;
    try(told_of_mine(r->a, person, r->before.at, r->before.id, r->from, w->component, w->kind, key, w->topic, w->competence, r->scan, w->limit, &row, &n));
    for (size_t i = 0; i < n; i++)
        keep(r, &(struct timeline_line){ .id = row[i].id, .at = row[i].at.v, .component = row[i].component, .kind = row[i].thing, .in_school = row[i].school_id, .school = row[i].school_name,
                                         .part = row[i].part, .said = row[i].said, .topic = row[i].topic, .competence = row[i].competence, .key = row[i].key_id }, row[i].fits);
    if (n) left_at(r, (struct place){ row[n - 1].at.v, row[n - 1].id }, row[n - 1].place, n);
    return OK;
}

/* One person's three lists, behind what is there. */
static rc add_person(struct reading *r, person_id person)
{
    const struct timeline_wanted *w = r->w;
    if (w->by != BY_SYSTEM && !w->topic && !w->competence) {
        try(mine_add(r, person));
        try(with_add(r, person));
    }
    return w->by == BY_HOUSE ? OK : told_add_to(r, person);
}

static int newest_first(const void *x, const void *y)
{
    const struct timeline_line *a = x, *b = y;
    return newer(place_of(a), place_of(b)) ? -1 : newer(place_of(b), place_of(a));
}

/* From the newest line before `before`, and before `to`. */
static struct place beginning(const struct timeline_wanted *w)
{
    struct place p = w->before_id.v ? (struct place){ w->before, w->before_id } : (struct place){ { INT64_MAX }, { INT64_MAX } };
    if (w->to.has && p.at.ms >= w->to.v.ms) p = (struct place){ w->to.v, { 0 } };
    return p;
}

static void page_cut(struct reading *r, struct timeline *out)
{
    size_t n = 0;
    if (r->n) qsort(r->row, r->n, sizeof *r->row, newest_first);
    while (n < r->n && (int64_t)n < r->w->limit && !(r->cut && newer(r->end, place_of(&r->row[n])))) n++;
    out->line = r->row;
    out->n = n;
    bool full = (int64_t)n == r->w->limit && (n < r->n || r->cut);
    struct place last = full ? place_of(&r->row[n - 1]) : r->end;
    out->more = full || r->cut;
    out->at = last.at;
    out->id = last.id;
}

rc timeline_of(struct ask *a, person_id person, const struct timeline_wanted *w, struct timeline *out)
{
    person_id *folded;
    size_t more;
    bool filtered = w->component || w->kind || w->topic || w->competence || (w->by == BY_SYSTEM && w->key);
    struct reading r = { .a = a, .w = w, .before = beginning(w), .from = w->from.has ? w->from.v : (instant){ INT64_MIN }, .scan = filtered ? TIMELINE_SCAN : w->limit };
    *out = (struct timeline){ 0 };
    try(folded_into(a, person, &folded, &more));
    r.most = (size_t)w->limit * 3 * (more + 1);
    r.row = ARENA_MANY(a->arena, struct timeline_line, r.most);
    if (!r.row) return LIMIT;
    try(add_person(&r, person));
    for (size_t i = 0; i < more; i++) try(add_person(&r, folded[i]));
    page_cut(&r, out);
    return OK;
}

rc timeline_line(struct ask *a, person_id person, instant at, statement_id id, struct timeline_line *out)
{
    struct timeline t;
    struct timeline_wanted w = { .from = { true, at }, .before = at, .before_id = { id.v == INT64_MAX ? id.v : id.v + 1 }, .limit = 1 };
    try(timeline_of(a, person, &w, &t));
    if (t.n == 0 || t.line[0].id.v != id.v) return NOT_FOUND;
    *out = t.line[0];
    return OK;
}

rc timeline_tellers(struct ask *a, person_id person, struct timeline_teller **rows, size_t *n)
{
    person_id *folded;
    size_t more, found = 0;
    try(folded_into(a, person, &folded, &more));
    *n = 0, *rows = NULL;
    for (size_t k = 0; k <= more; k++) {
        struct tellers_of_mine_row *row;
        try(tellers_of_mine(a, k ? folded[k - 1] : person, &row, &found));
        struct timeline_teller *all = ARENA_MANY(a->arena, struct timeline_teller, *n + found);
        if (!all) return LIMIT;
        for (size_t i = 0; i < *n; i++) all[i] = (*rows)[i];
        for (size_t i = 0; i < found; i++) {
            bool there = false;
            for (size_t j = 0; j < *n; j++) there = there || all[j].key == row[i].key_id;
            if (!there) all[(*n)++] = (struct timeline_teller){ row[i].key_id, row[i].name, row[i].school_name };
        }
        *rows = all;
    }
    return OK;
}

/* ---- what there is to filter by */

struct word { const char *text; struct bytes key; };

static int by_key(const void *x, const void *y)
{
    const struct word *a = x, *b = y;
    return bytes_order(a->key, b->key);
}

/* Each once, in the order of the alphabet. */
static rc words_sort(struct ask *a, struct word *word, size_t n, const char ***out, size_t *found)
{
    *out = ARENA_MANY(a->arena, const char *, n), *found = 0;
    if (!*out) return LIMIT;
    for (size_t i = 0; i < n; i++) word[i].key = sort_key(a->arena, word[i].text);
    if (n) qsort(word, n, sizeof *word, by_key);
    for (size_t i = 0; i < n; i++)
        if (!*found || !str_is((*out)[*found - 1], word[i].text)) (*out)[(*found)++] = word[i].text;
    return a->arena->failed ? LIMIT : OK;
}

rc timeline_topics(struct ask *a, person_id person, struct timeline_topics *out)
{
    struct topics_of_mine_row *row;
    size_t n, topics = 0, competences = 0;
    try(topics_of_mine(a, person, TOPICS_SCAN, &row, &n));
    struct word *topic = ARENA_MANY(a->arena, struct word, n), *competence = ARENA_MANY(a->arena, struct word, n);
    if (!topic || !competence) return LIMIT;
    for (size_t i = 0; i < n; i++) {
        if (row[i].topic) topic[topics++].text = row[i].topic;
        if (row[i].competence) competence[competences++].text = row[i].competence;
    }
    try(words_sort(a, topic, topics, &out->topic, &out->topics));
    return words_sort(a, competence, competences, &out->competence, &out->competences);
}
