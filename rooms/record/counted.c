/* Sums of statements from outside: how many of a day, by key, component, verb and activity, and how many of a week of a class. They are added to in the
** closure that keeps a statement, last and in one order (docs/decisions/0029), and taken back in the one that voids it or erases whom it tells of. What is
** forgotten by its age stays counted, as deeds do. */
#include "base/ids.h"
#include "generated/record_queries.h"
#include "record/inside.h"
#include <stdlib.h>
#include <string.h>

enum { VERBS_MOST = 100, THINGS_MOST = 1000 };      /* that a school's sums tell apart; one key four fifths of them, the rest is for others */
enum { WORD_DAYS = 30 };

/* ---- names */

struct word { const uint8_t *term; bool activity, known; const char *iri, *name; int64_t key; };

static int by_term(const void *a, const void *b) { return memcmp(((const struct word *)a)->term, ((const struct word *)b)->term, TERM_SIZE); }
static void once(void *into, const void *other) { (void)into, (void)other; }

static rc name_write(struct tx *t, const void *item)
{
    const struct word *w = item;
    return counted_put(t, (struct bytes){ w->term, TERM_SIZE }, w->activity, w->iri, w->name, w->key, NULL);
}

static const char *first_of(const char *const text[SAID_LANGS])
{
    for (int i = 0; i < SAID_LANGS; i++)
        if (text[i]) return text[i];
    return "";
}

/* Each word once, in the order of its bytes. */
static size_t words_of(struct tally *all, size_t n, struct word *word)
{
    size_t words = 0, once_each = 0;
    for (size_t i = 0; i < n; i++) {
        const struct said *s = all[i].said;
        if (s && s->verb) word[words++] = (struct word){ all[i].hash[0], false, false, s->verb, first_of(s->did) };
        if (s && s->id) word[words++] = (struct word){ all[i].hash[1], true, false, s->id, first_of(s->thing) };
    }
    if (words) qsort(word, words, sizeof *word, by_term);
    for (size_t i = 0; i < words; i++)
        if (i == 0 || by_term(&word[i], &word[i - 1]) != 0) word[once_each++] = word[i];
    return once_each;
}

static const struct late_kind names = { "record.6 outside names", by_term, once, name_write };

/* ---- no room: noted, so that it is not counted again for each statement of a key that tells of thousands of activities */

struct full { int64_t key; bool activity; day on; };

static int by_full(const void *a, const void *b)
{
    const struct full *x = a, *y = b;
    return x->key != y->key ? (x->key > y->key) - (x->key < y->key) : x->activity - y->activity;
}

static rc full_write(struct tx *t, const void *item)
{
    const struct full *f = item;
    return counted_full(t, f->key, f->activity, f->on, NULL);
}

static const struct late_kind fulls = { "record.7 outside names full", by_full, once, full_write };

static rc full_note(struct tx *t, int64_t key, bool activity)
{
    struct full *f = ARENA_NEW(t->ask->arena, struct full);
    if (!f) return LIMIT;
    *f = (struct full){ key, activity, day_of(t->now) };
    return before_commit(t, &fulls, f);
}

/* Unknown ones are named from now on, while there is room. */
static rc words_name(struct tx *t, struct word *word, size_t n, int64_t key)
{
    struct counted_words_row had;
    try(counted_words(t->ask, key, &had));
    for (size_t i = 0; i < n; i++) {
        int64_t *all = word[i].activity ? &had.things : &had.verbs, *mine = word[i].activity ? &had.own_things : &had.own_verbs, most = word[i].activity ? THINGS_MOST : VERBS_MOST;
        if (word[i].known) continue;
        if (*all >= most || *mine >= most / 5 * 4) {
            try(full_note(t, key, word[i].activity));
            continue;
        }
        ++*all, ++*mine;
        word[i].known = true, word[i].key = key;
        try(before_commit(t, &names, &word[i]));
    }
    return OK;
}

static rc words_look(struct tx *t, struct word *word, size_t n, int64_t key)
{
    uint8_t *terms = arena_take(t->ask->arena, n * TERM_SIZE);
    struct counted_among_row *row;
    size_t found, open = 0;
    if (!terms) return LIMIT;
    for (size_t i = 0; i < n; i++) memcpy(terms + i * TERM_SIZE, word[i].term, TERM_SIZE);
    try(counted_among(t->ask, (struct bytes){ terms, n * TERM_SIZE }, key, &row, &found));
    for (size_t i = 0; i < n && i < found; i++) {
        word[i].known = row[i].known;
        open += !row[i].known && !(word[i].activity ? row[i].full_things : row[i].full_verbs);
    }
    return open ? words_name(t, word, n, key) : OK;
}

static struct bytes named_as(const struct word *word, size_t n, const uint8_t *term, bool said)
{
    static const uint8_t none[1];
    const struct word key = { .term = term }, *w = said && n ? bsearch(&key, word, n, sizeof *word, by_term) : NULL;
    return w && w->known ? (struct bytes){ term, TERM_SIZE } : (struct bytes){ none, 0 };
}

rc tallies_name(struct tx *t, struct tally *all, size_t n, int64_t key)
{
    struct word *word = ARENA_MANY(t->ask->arena, struct word, 2 * n);
    if (!word) return LIMIT;
    for (size_t i = 0; i < n; i++) {
        const struct said *s = all[i].said;
        if (s && s->verb) term_of(TERM_VERB, s->verb, all[i].hash[0]);
        if (s && s->id) term_of(TERM_ACTIVITY, s->id, all[i].hash[1]);
    }
    size_t words = words_of(all, n, word);
    if (words) try(words_look(t, word, words, key));
    for (size_t i = 0; i < n; i++) {
        const struct said *s = all[i].said;
        all[i].verb = named_as(word, words, all[i].hash[0], s && s->verb);
        all[i].thing = named_as(word, words, all[i].hash[1], s && s->id);
    }
    return OK;
}

/* ---- room for others: what nobody has told of for a month gives its place away, as soon as four fifths are taken */

rc words_close(struct tx *t, const int *in, int64_t *closed)
{
    struct counted_words_row had;
    struct words_unused_row *row;
    (void)in;
    *closed = 0;
    try(counted_look_again(t, NULL));
    try(counted_words(t->ask, 0, &had));
    for (int activity = 0; activity < 2; activity++) {
        int64_t all = activity ? had.things : had.verbs, most = activity ? THINGS_MOST : VERBS_MOST;
        size_t n = 0;
        if (all * 5 >= most * 4) try(words_unused(t->ask, activity, (day){ day_of(t->now).n - WORD_DAYS }, &row, &n));
        for (size_t i = 0; i < n; i++) try(counted_close(t, row[i].term, day_of(t->now), NULL));
        *closed += (int64_t)n;
    }
    return OK;
}

/* ---- the sums */

struct daily { struct count of; int64_t n; };
struct weekly { struct count of; day monday; int64_t n; };

static int number_order(int64_t a, int64_t b) { return (a > b) - (a < b); }

static int by_daily_key(const void *at, const void *other)
{
    const struct count *a = &((const struct daily *)at)->of, *b = &((const struct daily *)other)->of;
    int order = number_order(a->school.v, b->school.v);
    if (!order) order = number_order(a->on.n, b->on.n);
    if (!order) order = number_order(a->key, b->key);
    if (!order) order = number_order(a->component, b->component);
    if (!order) order = bytes_order(a->verb, b->verb);
    return order ? order : bytes_order(a->thing, b->thing);
}

static void daily_merge(void *into, const void *other) { ((struct daily *)into)->n += ((const struct daily *)other)->n; }

static rc daily_write(struct tx *t, const void *item)
{
    const struct daily *d = item;
    return d->n ? outside_daily_add(t, d->of.school, d->of.on, d->of.key, d->of.component, d->of.verb, d->of.thing, d->n, NULL) : OK;
}

static int by_weekly_key(const void *at, const void *other)
{
    const struct weekly *a = at, *b = other;
    int order = number_order(a->of.school.v, b->of.school.v);
    if (!order) order = number_order(a->monday.n, b->monday.n);
    if (!order) order = number_order(a->of.class_ref, b->of.class_ref);
    if (!order) order = number_order(a->of.key, b->of.key);
    return order ? order : bytes_order(a->of.verb, b->of.verb);
}

static void weekly_merge(void *into, const void *other) { ((struct weekly *)into)->n += ((const struct weekly *)other)->n; }

static rc weekly_write(struct tx *t, const void *item)
{
    const struct weekly *w = item;
    return w->n ? outside_class_add(t, w->of.school, w->monday, w->of.class_ref, w->of.key, w->of.verb, w->n, NULL) : OK;
}

static const struct late_kind dailies  = { "record.4 outside days", by_daily_key, daily_merge, daily_write };
static const struct late_kind weeklies = { "record.5 outside classes", by_weekly_key, weekly_merge, weekly_write };

rc count_class(struct tx *t, const struct count *of, int64_t n)
{
    struct weekly *w = ARENA_NEW(t->ask->arena, struct weekly);
    if (!w) return LIMIT;
    *w = (struct weekly){ *of, monday_of(of->on), n };
    return before_commit(t, &weeklies, w);
}

rc count_add(struct tx *t, const struct count *of, int64_t n)
{
    struct daily *d = ARENA_NEW(t->ask->arena, struct daily);
    if (!d) return LIMIT;
    *d = (struct daily){ *of, n };
    try(before_commit(t, &dailies, d));
    return of->class_ref ? count_class(t, of, n) : OK;
}

/* ---- how much came in */

struct stored { day on; int64_t n, bytes; };
static int by_day(const void *a, const void *b) { return number_order(((const struct stored *)a)->on.n, ((const struct stored *)b)->on.n); }
static void stored_merge(void *into, const void *other)
{
    ((struct stored *)into)->n += ((const struct stored *)other)->n;
    ((struct stored *)into)->bytes += ((const struct stored *)other)->bytes;
}
static rc stored_write(struct tx *t, const void *item)
{
    const struct stored *s = item;
    return outside_stored_add(t, s->on, s->n, s->bytes, NULL);
}
static const struct late_kind storeds = { "record.8 outside stored", by_day, stored_merge, stored_write };

rc stored_add(struct tx *t, statement_id id, int64_t bytes)
{
    struct stored *s = ARENA_NEW(t->ask->arena, struct stored);
    if (!s) return LIMIT;
    *s = (struct stored){ day_of((instant){ id_ms(id.v) }), 1, bytes };
    return before_commit(t, &storeds, s);
}

/* ---- taken back */

static rc name_forget(struct tx *t, const void *item)
{
    const struct daily *d = item;
    return counted_forget(t, d->of.school, d->of.thing, NULL);
}
static const struct late_kind forgotten_names = { "record.7 outside names", by_daily_key, once, name_forget };

rc count_back(struct tx *t, school_id school, statement_id id, bool forget)
{
    struct outside_count_of_row row;
    int64_t changed;
    bool found;
    try(outside_count_of(t->ask, school, id, &row, &found));
    if (!found) return OK;
    try(outside_count_end(t, school, id, &changed));
    if (!changed) return OK;
    struct count of = { school, day_of(row.at), row.key_id, row.component, row.verb_term, row.thing_term, row.class_ref };
    try(count_add(t, &of, -1));
    if (!forget || !of.thing.n) return OK;
    struct daily *d = ARENA_NEW(t->ask->arena, struct daily);
    if (!d) return LIMIT;
    *d = (struct daily){ of, 0 };
    return before_commit(t, &forgotten_names, d);
}
