/* Keeping the index true: first every thing of the tables is compared with what the index says of it, then every shelf with the
** tables. A page is one closure and stays well under its 20 ms. */
#include "base/number.h"
#include "generated/search_queries.h"
#include "search/inside.h"
#include <string.h>

enum { PAGE = 200, PROVEN_WORDS = 6 };

/* ---- one thing */

/* Has the thing these words on its shelf, and does the index find it by the first of them? */
enum found_state { RIGHT, WORDS_DIFFER, INDEX_LOST };

static rc state_of(struct ask *a, const char *shelf, const struct search_doc *d, const char *words, enum found_state *state)
{
    struct doc_words_row row;
    struct docs_found_row *hit;
    struct span rest = span_of(words), word;
    const char *query = "";
    bool there;
    size_t n;
    *state = WORDS_DIFFER;
    try(doc_words(a, shelf, d->object, &row, &there));
    if (!there || !str_is(row.words, words)) return OK;
    for (int i = 0; i < PROVEN_WORDS && span_cut(&rest, ' ', &word); i++)
        query = arena_print(a->arena, "%s%s\"@%.*s\"", query, i ? " AND " : "", (int)word.n, word.p);
    try(docs_found(a, arena_print(a->arena, "[\"%s\"]", shelf), query, d->object + 1, 1, &hit, &n));
    *state = n == 1 && hit[0].object == d->object ? RIGHT : INDEX_LOST;
    return OK;
}

static rc thing_look(struct ask *a, struct tx *t, const struct search_kind *k, const struct search_doc *d, struct search_counts *out)
{
    char shelf[SHELF_SIZE];
    const char *words = words_of(a->arena, d->title, d->text);
    enum found_state state;
    out->things++;
    if (*words == 0) return OK;
    shelf_name(k, d->school, d->object, shelf);
    try(state_of(a, shelf, d, words, &state));
    out->wrong += state != RIGHT;
    if (!t || state == RIGHT) return OK;
    return state == WORDS_DIFFER ? search_put(t, d) : doc_index_again(t, shelf, d->object, words, NULL);
}

/* ---- a page of things, a page of a shelf */

static const struct search_kind *kind_of(const struct search_walk *w) { return search_kind_at(w->kind); }

static rc things_page(struct ask *a, struct tx *t, struct search_walk *w, struct search_counts *out)
{
    struct search_doc *doc;
    size_t n;
    try(kind_of(w)->walk(a, w->after, PAGE, &doc, &n));
    for (size_t i = 0; i < n; i++)
        try(thing_look(a, t, kind_of(w), &doc[i], out));
    if (n == PAGE) w->after = doc[n - 1].object;
    else w->dropping = true, w->after = 0, w->shelf[0] = 0;
    return OK;
}

/* Is this thing, which stands on a shelf, one of the tables? The docs are those of the tables from `after` on. */
static bool is_among(const struct search_doc *doc, size_t n, int64_t object)
{
    for (size_t i = 0; i < n; i++)
        if (doc[i].object == object) return true;
    return false;
}

static rc stale_drop(struct ask *a, struct tx *t, struct search_walk *w, const struct docs_of_shelf_row *row, size_t n, struct search_counts *out)
{
    struct search_doc *doc;
    size_t docs = PAGE;
    int64_t after = n && row[0].object > w->after ? row[0].object - 1 : w->after, *gone = ARENA_MANY(a->arena, int64_t, n);
    size_t lost = 0, at = 0;
    if (!gone) return LIMIT;
    while (at < n && docs == PAGE) {
        try(kind_of(w)->walk(a, after, PAGE, &doc, &docs));
        int64_t last = docs == PAGE ? doc[docs - 1].object : INT64_MAX;
        for (; at < n && row[at].object <= last; at++)
            if (!is_among(doc, docs, row[at].object)) gone[lost++] = row[at].object;
        after = last;
    }
    out->stale += (int64_t)lost;
    return t && lost ? search_drop_all(t, kind_of(w)->name, w->school, gone, lost) : OK;
}

static rc shelf_next(struct ask *a, struct search_walk *w, bool *over)
{
    char name[SHELF_SIZE];
    struct shelf_from_row row;
    bool found;
    shelf_name(kind_of(w), w->school, 1, name);
    name[ID_TEXT_SIZE] = 0;                           /* without the half-year */
    const char *from = w->shelf[0] ? arena_print(a->arena, "%s!", w->shelf) : name;
    try(shelf_from(a, from, arena_print(a->arena, "%s~", name), &row, &found));
    w->after = 0;
    *over = !found;
    if (found && strlen(row.shelf) >= sizeof w->shelf) return fault_detail(a, BUG, "search: no shelf of ours: %s", row.shelf);
    if (found) memcpy(w->shelf, row.shelf, strlen(row.shelf) + 1);
    return OK;
}

static rc shelf_page(struct ask *a, struct tx *t, struct search_walk *w, struct search_counts *out, bool *over)
{
    struct docs_of_shelf_row *row;
    size_t n;
    if (w->shelf[0] == 0) return shelf_next(a, w, over);
    try(docs_of_shelf(a, w->shelf, w->after, PAGE, &row, &n));
    try(stale_drop(a, t, w, row, n, out));
    if (n == PAGE) w->after = row[n - 1].object;
    else try(shelf_next(a, w, over));
    return OK;
}

/* ---- one kind after the other, one school after the other */

/* The schools are the things of a kind themselves, in the order of their ids. */
static rc school_next(struct ask *a, struct search_walk *w)
{
    const struct search_kind *schools = search_kind_named("school");
    struct search_doc *doc;
    size_t n = 0;
    if (schools) try(schools->walk(a, w->school.v, 1, &doc, &n));
    w->kind = 0;
    w->done = n == 0;
    if (n) w->school = (school_id){ doc[0].object };
    return OK;
}

static rc kind_next(struct ask *a, struct search_walk *w)
{
    w->dropping = false;
    w->after = 0;
    w->shelf[0] = 0;
    w->kind++;
    return kind_of(w) ? OK : school_next(a, w);
}

static rc page(struct ask *a, struct tx *t, struct search_walk *w, struct search_counts *out)
{
    bool shelves_over = false;
    while (!w->done && (w->school.v ? !kind_of(w)->inside : !kind_of(w)->open)) try(kind_next(a, w));
    if (w->done) return OK;
    a->scope.school = w->school;
    if (!w->dropping) return things_page(a, t, w, out);
    try(shelf_page(a, t, w, out, &shelves_over));
    return shelves_over ? kind_next(a, w) : OK;
}

/* ---- with and without changing */

struct mending { const struct search_walk *walk; const struct search_counts *counts; };
struct mended { struct search_walk walk; struct search_counts counts; };

static rc mend_page(struct tx *t, const struct mending *in, struct mended *out)
{
    *out = (struct mended){ *in->walk, *in->counts };             /* a closure may run twice */
    return page(t->ask, t, &out->walk, &out->counts);
}
CLOSURE(mend_page, struct mending, struct mended)

rc search_check(struct ask *a, struct search_walk *w, struct search_counts *out) { return page(a, NULL, w, out); }

/* Most pages are right, and then the writer is not troubled. */
rc search_mend(struct ask *a, struct search_walk *w, struct search_counts *out)
{
    struct search_walk ahead = *w;
    struct search_counts seen = { 0 };
    struct mending in = { w, out };
    struct mended done;
    try(page(a, NULL, &ahead, &seen));
    if (seen.wrong == 0 && seen.stale == 0) {
        *w = ahead;
        out->things += seen.things;
        return OK;
    }
    try(transact(a, NULL, mend_page, &in, &done));
    *w = done.walk;
    *out = done.counts;
    return OK;
}

/* ---- at night, and when somebody asks whether all is well */

static rc mend_job(struct job *j)
{
    struct search_walk w = { 0 };
    struct search_counts c = { 0 };
    while (!w.done) {
        try(job_step(j, c.things, 0));
        job_enter_school(j, w.school);
        try(search_mend(j->ask, &w, &c));
        piece_over(j->ask);
    }
    return job_says(j, say_kept(j->arena, _("Đã so {n} mục, sửa {sua}."), "n", kept_number(j->arena, c.things),
                                "sua", kept_number(j->arena, c.wrong + c.stale), NULL), NULL);
}

const struct job_kind search_jobs[] = {
    { .name = "search.mend", .run = mend_job, .words = N_("So lại chỉ mục tìm kiếm"), .priority = JOB_LATER, .daily_at = "03:20", .at_once = 1 },
    { 0 }
};

static rc verify_index(struct ask *a, struct verify_report *out)
{
    struct search_walk w = { 0 };
    struct search_counts c = { 0 };
    while (!w.done && !verify_over(out)) {
        struct search_counts before = c;
        try(search_check(a, &w, &c));
        piece_over(a);
        verify_looked(out, c.things - before.things);
        char place[ID_TEXT_SIZE];
        id_text(w.school.v, place);
        if (c.wrong > before.wrong) verify_wrong(out, "%lld things of school %s are not in the index as the tables have them", (long long)(c.wrong - before.wrong), place);
        if (c.stale > before.stale) verify_wrong(out, "%lld things in the index of school %s are gone; khue search rebuild mends it", (long long)(c.stale - before.stale), place);
    }
    return OK;
}

const struct verify_check search_checks[] = { { "index of the search", verify_index }, { 0 } };
