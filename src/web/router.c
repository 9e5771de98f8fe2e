#include "web/router.h"
#include "base/arena.h"
#include "base/ids.h"
#include "web/head.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum param { PARAM_NONE, PARAM_CODE, PARAM_WORD, PARAM_ID };     /* :truong, :ma, every other */

struct node {
    struct span word;                      /* of a fixed segment */
    struct node *next, *words;             /* siblings; children that are fixed words */
    struct node *any;                      /* the child that is a param */
    enum param param;                      /* kind of `any` */
    const struct route *row[KEYED + 1];    /* by method */
    const struct door *door;               /* of a first word: whose KEYED rows lie below it */
};

struct router {
    struct arena arena;
    struct node root;
};

struct build { struct router *router; char *why; size_t why_size; };

static rc refused(struct build *b, const struct route *row, const char *what)
{
    snprintf(b->why, b->why_size, "route %s %s: %s", method_name(row->method), row->path ? row->path : "?", what);
    return INVALID;
}

/* The segments of a path; "/" has none. */
static struct span segments(const char *path)
{
    return path[0] == '/' && path[1] ? span_of(path + 1) : (struct span){ NULL, 0 };
}

static enum param param_of(struct span segment)
{
    if (segment.n == 0 || segment.p[0] != ':')
        return PARAM_NONE;
    if (span_is(segment, ":truong"))
        return PARAM_CODE;
    return span_is(segment, ":ma") ? PARAM_WORD : PARAM_ID;
}

static bool reads_as_id(struct span s)
{
    char text[ID_TEXT_SIZE];
    int64_t id;

    if (s.n != ID_TEXT_SIZE - 1)
        return false;
    memcpy(text, s.p, s.n);
    text[s.n] = 0;
    return id_read(text, &id);
}

static bool reads_as_word(struct span s)
{
    if (s.n == 0 || s.n > 64)
        return false;
    for (size_t i = 0; i < s.n; i++) {
        char ch = s.p[i];
        if (!((ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || (ch >= '0' && ch <= '9') || ch == '-' || ch == '_' || ch == '.'))
            return false;
    }
    return true;
}

static struct node *word_find(const struct node *n, struct span s)
{
    for (struct node *w = n->words; w; w = w->next)
        if (w->word.n == s.n && memcmp(w->word.p, s.p, s.n) == 0)
            return w;
    return NULL;
}

static rc step_param(struct build *b, const struct route *row, struct node **at, enum param kind)
{
    struct node *n = *at;

    if (n->any && n->param != kind)
        return refused(b, row, "two kinds of param in one place");
    if (kind != PARAM_ID && n->words)
        return refused(b, row, "a word stands beside :truong or :ma");
    for (struct node *w = n->words; w; w = w->next)
        if (reads_as_id(w->word))
            return refused(b, row, "a word beside it reads as an id");
    if (!n->any && !(n->any = ARENA_NEW(&b->router->arena, struct node)))
        return refused(b, row, "out of memory");
    n->param = kind;
    *at = n->any;
    return OK;
}

static rc step_word(struct build *b, const struct route *row, struct node **at, struct span word)
{
    struct node *n = *at, *w = word_find(n, word);

    if (n->any && (n->param != PARAM_ID || reads_as_id(word)))
        return refused(b, row, "a param stands beside a word that it could be");
    if (!w) {
        if (!(w = ARENA_NEW(&b->router->arena, struct node)))
            return refused(b, row, "out of memory");
        w->word = word;
        w->next = n->words;
        n->words = w;
    }
    *at = w;
    return OK;
}

static rc row_add(struct build *b, const struct route *row)
{
    if (!row->path || row->path[0] != '/' || !row->run || row->method < GET || row->method > KEYED)
        return refused(b, row, "needs a method, a path and a handler");
    if ((row->method != GET) != (row->runs_on == WRITE || row->runs_on == UPLOAD))
        return refused(b, row, "GET rows are QUICK or SLOW, POST rows WRITE or UPLOAD");
    if ((row->method == KEYED) != (row->door != NULL))
        return refused(b, row, "KEYED rows, and no others, name their door");

    struct node *at = &b->router->root, *first = NULL;
    struct span rest = segments(row->path), segment;
    int params = 0;
    bool on_found = row->need.on == NULL;
    while (span_cut(&rest, '/', &segment)) {
        enum param kind = param_of(segment);
        if (segment.n == 0)
            return refused(b, row, "an empty segment");
        try(kind == PARAM_NONE ? step_word(b, row, &at, segment) : step_param(b, row, &at, kind));
        first = first ? first : at;
        if (kind != PARAM_NONE && ++params > ROUTE_PARAMS)
            return refused(b, row, "too many params");
        if (kind != PARAM_NONE && !on_found)
            on_found = strlen(row->need.on) == segment.n - 1 && memcmp(row->need.on, segment.p + 1, segment.n - 1) == 0;
    }
    if (!on_found)
        return refused(b, row, "ON() names no param of the path");
    if (at->row[row->method])
        return refused(b, row, "stands twice");
    if (row->door && (!first || (first->door && first->door != row->door)))
        return refused(b, row, "two doors below one word");
    if (row->door)
        first->door = row->door;
    at->row[row->method] = row;
    return OK;
}

rc router_build(const struct route_table *tables, struct router **out, char *why, size_t why_size)
{
    struct router *r = calloc(1, sizeof *r);
    struct build b = { r, why, why_size };
    rc answer = OK;

    if (!r)
        return LIMIT;
    arena_init(&r->arena, 4 << 20);
    for (const struct route_table *t = tables; t && t->room && answer == OK; t++)
        for (const struct route *row = t->rows; row->method && answer == OK; row++)
            answer = row_add(&b, row);
    if (answer != OK) {
        router_drop(r);
        r = NULL;
    }
    *out = r;
    return answer;
}

void router_drop(struct router *r)
{
    if (!r)
        return;
    arena_finish(&r->arena);
    free(r);
}

static bool fits(enum param kind, struct span s)
{
    return kind == PARAM_ID ? reads_as_id(s) : reads_as_word(s);
}

void router_find(const struct router *r, enum method m, const char *path, struct match *out)
{
    const struct node *at = &r->root;
    struct span rest = segments(path), segment;

    *out = (struct match){ 0 };
    while (span_cut(&rest, '/', &segment)) {
        if (segment.n == 0 && !rest.p && at->row[KEYED])
            break;
        const struct node *word = word_find(at, segment);
        if (word) {
            at = word;
        } else if (at->any && fits(at->param, segment) && out->params < ROUTE_PARAMS) {
            out->param[out->params++] = segment;
            at = at->any;
        } else {
            return;
        }
        out->door = at->door ? at->door : out->door;
    }
    out->get = at->row[GET] != NULL;
    out->post = at->row[POST] != NULL;
    out->route = m < KEYED && at->row[m] ? at->row[m] : at->row[KEYED];
}

const struct route *router_row(const struct router *r, enum method m, const char *path)
{
    const struct node *at = &r->root;
    struct span rest = segments(path), segment;

    while (at && span_cut(&rest, '/', &segment))
        at = param_of(segment) == PARAM_NONE ? word_find(at, segment) : at->any;
    return at && at->row[m] && str_is(at->row[m]->path, path) ? at->row[m] : NULL;      /* :lop and :em stand in one place */
}

struct span match_param(const struct match *m, const char *name)
{
    if (!m->route)
        return (struct span){ "", 0 };
    struct span rest = segments(m->route->path), segment;
    int i = 0;
    while (span_cut(&rest, '/', &segment)) {
        if (segment.n == 0 || segment.p[0] != ':')
            continue;
        if (i < m->params && strlen(name) == segment.n - 1 && memcmp(name, segment.p + 1, segment.n - 1) == 0)
            return m->param[i];
        i++;
    }
    return (struct span){ "", 0 };
}
