/* Two versions of the page: line by line, and word by word where a line kept at least half of its words. */
#include "generated/values_queries.h"
#include "generated/values_views.h"
#include "values/shared.h"
#include <string.h>

enum { CELLS_MOST = 250000, PAIRS_MOST = 2500 };    /* of two bytes each, at a time; pairs of lines that are weighed against each other */

struct word { const char *p; size_t n; };
struct line { const char *p; size_t size; struct word *one; size_t n; };
struct lines { struct line *one; size_t n; };
struct differ { struct arena *arena; struct differ_piece *piece; size_t n; };

static rc line_cut(struct arena *a, struct span text, struct line *out)
{
    struct span word;
    *out = (struct line){ text.p, text.n, ARENA_MANY(a, struct word, text.n / 2 + 1), 0 };
    if (!out->one) return LIMIT;
    while (text.n && span_cut(&text, ' ', &word))
        if (word.n) out->one[out->n++] = (struct word){ word.p, word.n };
    return OK;
}

static rc lines_cut(struct arena *a, const char *text, struct lines *out)
{
    struct span rest = span_of(text), line;
    size_t most = 1;
    for (const char *p = text; *p; p++) most += *p == '\n';
    *out = (struct lines){ ARENA_MANY(a, struct line, most), 0 };
    if (!out->one) return LIMIT;
    while (rest.n && span_cut(&rest, '\n', &line)) {
        line = span_trim(line);
        if (line.n) try(line_cut(a, line, &out->one[out->n++]));
    }
    return OK;
}

static bool same_word(const struct word *a, const struct word *b) { return a->n == b->n && memcmp(a->p, b->p, a->n) == 0; }
static bool same_line(const struct line *a, const struct line *b) { return a->size == b->size && memcmp(a->p, b->p, a->size) == 0; }

/* Words of one kind that follow each other do so in their text too: a piece is a stretch of it. */
static void word_put(struct differ *d, enum differ_kind kind, const struct word *w)
{
    struct differ_piece *last = d->n ? &d->piece[d->n - 1] : NULL;
    if (!last || last->kind != kind || last->line) last = &d->piece[d->n++], *last = (struct differ_piece){ kind, w->p, 0, false };
    last->size = (size_t)(w->p + w->n - last->text);
}

static void line_put(struct differ *d, enum differ_kind kind, const struct line *l) { d->piece[d->n++] = (struct differ_piece){ kind, l->p, l->size, true }; }

/* A line whose words partly stayed: by the longest row of words that both have; length[i][j] = of what follows word i of x and j of y. */
static rc line_differ(struct differ *d, const struct line *x, const struct line *y)
{
    size_t wide = y->n + 1;
    uint16_t *length = ARENA_MANY(d->arena, uint16_t, (x->n + 1) * wide);
    if (!length) return LIMIT;
    for (size_t j = 0; j < wide; j++) length[x->n * wide + j] = 0;
    for (size_t i = x->n; i-- > 0;) {
        length[i * wide + y->n] = 0;
        for (size_t j = y->n; j-- > 0;) {
            uint16_t down = length[(i + 1) * wide + j], on = length[i * wide + j + 1];
            length[i * wide + j] = same_word(&x->one[i], &y->one[j]) ? (uint16_t)(length[(i + 1) * wide + j + 1] + 1) : down > on ? down : on;
        }
    }
    for (size_t i = 0, j = 0; i < x->n || j < y->n;) {
        bool both = i < x->n && j < y->n;
        if (both && same_word(&x->one[i], &y->one[j])) word_put(d, DIFFER_SAME, &x->one[i]), i++, j++;
        else if (i < x->n && (!both || length[(i + 1) * wide + j] >= length[i * wide + j + 1])) word_put(d, DIFFER_GONE, &x->one[i]), i++;
        else word_put(d, DIFFER_CAME, &y->one[j]), j++;
    }
    d->piece[d->n - 1].line = true;
    return OK;
}

/* Is y x with other words: do they share at least half of the longer one? */
static bool alike(const struct line *x, const struct line *y)
{
    size_t shared = 0, longer = x->n > y->n ? x->n : y->n;
    if (x->n + 1 > CELLS_MOST / (y->n + 1)) return false;
    for (size_t i = 0; i < x->n; i++)
        for (size_t j = 0; j < y->n; j++)
            if (same_word(&x->one[i], &y->one[j])) { shared++; break; }
    return shared * 2 >= longer;
}

/* Lines a..an of x stood where b..bn of y stand now. */
static rc block_put(struct differ *d, const struct lines *x, size_t a, size_t an, const struct lines *y, size_t b, size_t bn)
{
    bool weigh = an == a || bn - b <= PAIRS_MOST / (an - a);
    for (; a < an; a++) {
        size_t at = b;
        while (weigh && at < bn && !alike(&x->one[a], &y->one[at])) at++;
        if (!weigh || at == bn) {
            line_put(d, DIFFER_GONE, &x->one[a]);
            continue;
        }
        while (b < at) line_put(d, DIFFER_CAME, &y->one[b++]);
        try(line_differ(d, &x->one[a], &y->one[b++]));
    }
    while (b < bn) line_put(d, DIFFER_CAME, &y->one[b++]);
    return OK;
}

/* Lines that both have, the next one each time, keep the rest apart. */
static rc lines_differ(struct differ *d, const struct lines *x, const struct lines *y)
{
    size_t a = 0, b = 0;
    for (size_t i = 0; i < x->n; i++) {
        size_t at = b;
        while (at < y->n && !same_line(&x->one[i], &y->one[at])) at++;
        if (at == y->n) continue;
        try(block_put(d, x, a, i, y, b, at));
        line_put(d, DIFFER_SAME, &x->one[i]);
        a = i + 1, b = at + 1;
    }
    return block_put(d, x, a, x->n, y, b, y->n);
}

rc words_differ(struct arena *a, const char *before, const char *after, struct differ_piece **out, size_t *n)
{
    struct lines x, y;
    struct differ d = { .arena = a };
    try(lines_cut(a, before, &x));
    try(lines_cut(a, after, &y));
    d.piece = ARENA_MANY(a, struct differ_piece, strlen(before) + strlen(after) + 1);
    if (!d.piece) return LIMIT;
    try(lines_differ(&d, &x, &y));
    for (size_t i = 0; i < d.n; i++) d.piece[i].text = arena_text_n(a, d.piece[i].text, d.piece[i].size);
    *out = d.piece;
    *n = d.n;
    return OK;
}

/* ---- the page: a version beside the one published before it */

static rc part_compare(struct ctx *c, struct differ_view *v, const char *title, const char *before, const char *after)
{
    struct differ_part *p = &v->part[v->parts];
    before = before ? before : "", after = after ? after : "";
    if (str_is(before, after)) return OK;
    p->title = title;
    try(words_differ(c->arena, before, after, &p->piece, &p->n));
    v->parts++;
    return OK;
}

rc differ_page(struct ctx *c, struct reply *r)
{
    struct differ_view v = { .school_code = c->school->code, .school_name = c->school->name };
    struct values_version_row now;
    struct values_before_row was;
    try(values_version(c->ask, c->school->id, PATH_ID(c, "ban", values_page_id), &now));
    try(values_before(c->ask, c->school->id, now.number, &was, &v.any));
    v.id = now.id, v.number = now.number, v.before = v.any ? was.number : 0;
    if (v.any) {
        try(part_compare(c, &v, N_("Văn hóa"), was.culture, now.culture));
        try(part_compare(c, &v, N_("Chiến lược phát triển"), was.strategy, now.strategy));
        try(part_compare(c, &v, N_("Phương châm chất lượng"), was.motto, now.motto));
        try(part_compare(c, &v, N_("Giá trị cốt lõi"), was.core, now.core));
        try(part_compare(c, &v, N_("Tầm nhìn"), was.vision, now.vision));
        try(part_compare(c, &v, N_("Sứ mạng"), was.mission, now.mission));
    }
    r->public_cache = !signed_in(c->who);
    return show(r, view_differ, &v);
}
