/* Who has answered what, for the homeroom teacher of the class and the office; and what is public today without the words that it needs. No look is
** written: names and answers are what the answers were given for, no contact stands here. */
#include "access/access.h"
#include "base/ids.h"
#include "classes/classes.h"
#include "consent/consent.h"
#include "generated/privacy_queries.h"
#include "generated/privacy_views.h"
#include "privacy/pages.h"
#include "privacy/views.h"
#include <stdlib.h>

enum { NEWS_LOOKED = 40, GOALS_LOOKED = 200 /* texts of goals */, SAID_MOST = 40 };

static size_t purpose_at(const char *code)
{
    for (size_t i = 0; i < PURPOSES; i++)
        if (str_is(purposes[i].code, code)) return i;
    return PURPOSES;
}

static int by_pupil(const void *x, const void *y)
{
    const struct words_asked_row *a = x, *b = y;
    return a->person_id.v < b->person_id.v ? -1 : a->person_id.v > b->person_id.v;
}

/* The words about one person stand together; a person's place in `word` is found by halving. */
static size_t words_from(const struct words_asked_row *word, size_t n, person_id person)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (word[mid].person_id.v < person.v) low = mid + 1;
        else high = mid;
    }
    return low;
}

static void pupil_weigh(struct asked_pupil *p, opt_day born, day today, const struct words_asked_row *word, size_t n)
{
    struct consent_needs needs = consent_needs(born, today);
    size_t from = words_from(word, n, p->person);
    p->both = needs.self && needs.guardian;
    p->self = needs.self;
    for (size_t u = 0; u < PURPOSES; u++) {
        struct consent_said said[SAID_MOST];
        size_t k = 0;
        for (size_t i = from; i < n && word[i].person_id.v == p->person.v && k < SAID_MOST; i++)
            if (purpose_at(word[i].purpose) == u) said[k++] = (struct consent_said){ word[i].own, word[i].given, word[i].decides };
        p->now[u] = consent_weigh(needs, said, k);
        p->open = p->open || still_asked(p->now[u]);
    }
}

rc asked_read(struct ask *a, class_id class, struct asked_pupil **out, size_t *n)
{
    struct pupils_asked_row *row;
    struct words_asked_row *word;
    size_t words;
    day today = day_of(a->now);
    try(pupils_asked(a, class, today, &row, n));
    try(words_asked(a, class, today, &word, &words));
    *out = ARENA_MANY(a->arena, struct asked_pupil, *n);
    if (!*out) return LIMIT;
    if (words) qsort(word, words, sizeof *word, by_pupil);
    for (size_t i = 0; i < *n; i++) {
        (*out)[i] = (struct asked_pupil){ .person = row[i].person_id, .name = row[i].name, .born = row[i].born, .class_id = row[i].class_id, .class_name = row[i].class_name };
        pupil_weigh(&(*out)[i], row[i].born, today, word, words);
    }
    return OK;
}

static void count_one(struct asked_count *count, enum consent_now now)
{
    if (now == CONSENT_GIVEN) count->yes++;
    else if (now == CONSENT_REFUSED) count->no++;
    else count->open++;
}

/* ---- one class */

static rc class_fill(struct ctx *c, struct asked_class_view *v)
{
    class_id id = PATH_ID(c, "lop", class_id);
    struct class_asked_row class;
    struct asked_pupil *pupil;
    bool found;
    try(class_asked(c->ask, id, &class, &found));
    if (!found) return NOT_FOUND;
    try(asked_read(c->ask, id, &pupil, &v->n));
    struct namesake *same = ARENA_MANY(c->arena, struct namesake, v->n);
    if (!same) return LIMIT;
    for (size_t i = 0; i < v->n; i++) same[i] = (struct namesake){ &pupil[i].name, pupil[i].born };
    try(namesakes_part(c->arena, c->lang, same, v->n));
    *v = (struct asked_class_view){ .school_code = c->school->code, .school_name = c->school->name, .class_name = class.name, .class_path = arena_print(c->arena, "/t/%s/lop/%s", c->school->code, path_text(c, "lop")),
                                    .pupil = pupil, .n = v->n };
    for (size_t i = 0; i < v->n; i++) {
        v->open += pupil[i].open;
        for (size_t u = 0; u < PURPOSES; u++) count_one(&v->count[u], pupil[i].now[u]);
    }
    return OK;
}

rc asked_next(struct ctx *c, class_id class, person_id after, struct asked_pupil *out, int64_t *left)
{
    struct asked_pupil *pupil;
    size_t n, at = 0;
    *left = 0;
    try(asked_read(c->ask, class, &pupil, &n));
    while (at < n && pupil[at].person.v != after.v) at++;
    for (size_t i = 1; i < n + 1; i++) {
        const struct asked_pupil *p = &pupil[(at + i) % n];
        if (!p->open || p->person.v == after.v) continue;
        if (++*left == 1) *out = *p;
    }
    return OK;
}

rc asked_class_page(struct ctx *c, struct reply *r)
{
    struct asked_class_view v = { 0 };
    try(class_fill(c, &v));
    return show(r, view_asked_class, &v);
}

rc asked_paper_page(struct ctx *c, struct reply *r)
{
    struct asked_class_view v = { 0 };
    try(class_fill(c, &v));
    return show(r, view_asked_paper, &v);
}

/* ---- the school */

static rc shown_weigh(struct ctx *c, const struct school_names *who, struct asked_shown one, const char *text, struct asked_school_view *v)
{
    try(names_lacking(c->ask, who, purpose_of("name.honour"), text, &one.named, &one.n));
    if (one.n) v->shown[v->shown_n++] = one;
    return OK;
}

static const char *short_id(struct ctx *c, int64_t id)
{
    char text[ID_TEXT_SIZE];
    id_text(id, text);
    return arena_text(c->arena, text);
}

/* The texts of one goal stand together: it is looked at, and shown, once. */
static rc goals_weigh(struct ctx *c, const struct school_names *who, const struct goals_shown_to_all_row *row, size_t n, struct asked_school_view *v)
{
    for (size_t i = 0, next; i < n; i = next) {
        const char *text = row[i].words;
        for (next = i; next < n && row[next].id.v == row[i].id.v; next++) text = arena_print(c->arena, "%s\n%s", text, row[next].text);
        try(shown_weigh(c, who, (struct asked_shown){ .path = arena_print(c->arena, "/t/%s/gia-tri/muc-tieu?muc=%s", c->school->code, short_id(c, row[i].id.v)), .title = row[i].words }, text, v));
    }
    return OK;
}

static rc public_fill(struct ctx *c, struct asked_school_view *v)
{
    struct news_shown_to_all_row *row;
    struct goals_shown_to_all_row *goal;
    struct school_names who;
    size_t n, goals;
    try(news_shown_to_all(c->ask, NEWS_LOOKED, &row, &n));
    try(goals_shown_to_all(c->ask, GOALS_LOOKED, &goal, &goals));
    v->shown = ARENA_MANY(c->arena, struct asked_shown, n + goals);
    if (!v->shown) return LIMIT;
    if (n + goals) try(names_read(c->ask, &who));
    for (size_t i = 0; i < n; i++)
        try(shown_weigh(c, &who, (struct asked_shown){ .path = arena_print(c->arena, "/t/%s/tin-bai/%s", c->school->code, short_id(c, row[i].id.v)), .title = row[i].title },
                        arena_print(c->arena, "%s\n%s", row[i].title, row[i].body), v));
    return goals_weigh(c, &who, goal, goals, v);
}

rc asked_school_page(struct ctx *c, struct reply *r)
{
    struct asked_school_view v = { .school_code = c->school->code, .school_name = c->school->name };
    struct asked_pupil *pupil;
    size_t n;
    try(asked_read(c->ask, (class_id){ 0 }, &pupil, &n));
    v.class_ = ARENA_MANY(c->arena, struct asked_of_class, n);
    if (!v.class_) return LIMIT;
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || pupil[i].class_id.v != pupil[i - 1].class_id.v) v.class_[v.n++] = (struct asked_of_class){ .id = pupil[i].class_id, .name = pupil[i].class_name };
        struct asked_of_class *k = &v.class_[v.n - 1];
        k->pupils++;
        for (size_t u = 0; u < PURPOSES; u++) count_one(&k->count[u], pupil[i].now[u]), count_one(&v.count[u], pupil[i].now[u]);
    }
    v.pupils = (int64_t)n;
    try(public_fill(c, &v));
    return show(r, view_asked_school, &v);
}
