/* Search: what can be found, where, by which words; the page that finds it. Tables: search_doc, search_word.
** What stays true: (1) the index holds folded words and ids, nothing as written; what a hit says is read again by its kind, in the
** scope of whoever asks, and a hit that the kind does not fill in is neither shown nor counted; (2) a thing stands on one shelf: a
** kind, and a school's inside or everybody; the shelves of a school's inside are looked at for its staff only; (3) a thing is put
** and dropped in the transaction that makes and ends it; (4) whatever is typed, a question looks at shelves only and stops at a
** bounded number of candidates (docs/decisions/0032-shelves.md).
** Source: requirements R2, 1.6; domain rules 2.11. How a room makes its things found: docs/floors/search.md. */
#ifndef KHUE_ROOMS_SEARCH_H
#define KHUE_ROOMS_SEARCH_H

#include "data/tx.h"
#include "data/verify.h"
#include "web/job.h"
#include "web/route.h"
#include "web/who.h"

extern const struct route search_routes[];

/* ---- putting: called by the rules of rooms */

struct search_doc {
    const char *kind;             /* name of a search_kind */
    school_id school;             /* whose inside it is: the scope's school; 0 = everybody may find it */
    int64_t object;               /* its id, made by new_id */
    const char *title, *text;     /* as written, or folded already; text may be NULL */
};
/* Puts a thing on its shelf, or its new words in place of the old ones; one without any word leaves the shelf. */
rc search_put(struct tx *t, const struct search_doc *d);
rc search_put_all(struct tx *t, const struct search_doc *d, size_t n);
/* It is no longer found there. One that was not there is fine. */
rc search_drop(struct tx *t, const char *kind, school_id school, int64_t object);
rc search_drop_all(struct tx *t, const char *kind, school_id school, const int64_t *object, size_t n);

/* ---- kinds: rows of a room, listed in main.c */

/* Who looks, and where: inside `school` with its scope, or (NULL) at what everybody may see. */
struct searcher {
    struct ask *ask;
    const struct who *who;                     /* never NULL */
    const struct school_brief *school;
    const char *role;                          /* of the viewer in `school`; code of enum member_role */
};

/* What the page says of a thing. Texts live in the ask's arena. */
struct search_hit {
    int64_t object;
    const char *title;                         /* NULL: nothing for this viewer */
    const char *sub;                           /* what tells it from its namesakes: class, school; or NULL */
    const char *path;                          /* where it is; a page that the viewer may open */
    struct bytes sort;                         /* order among equals; none: that of the title */
};

enum { SEARCH_AT_ONCE = 64 };
struct search_kind {
    const char *name;                          /* "person": in addresses */
    char shelf;                                /* one small letter of its own: in the index, never changed */
    const char *label, *icon;                  /* N_("Người") */
    const char *how;                           /* for the empty page: N_("Tên, có dấu hay không dấu.") */
    bool open, inside;                         /* which shelves it has: for everybody, of a school's inside */
    bool texts;                                /* its words are a text: the last word is completed from three letters on. Else a name:
                                                  from the first */
    /* Fills in hit[i] for object[i], i < n <= SEARCH_AT_ONCE, where the viewer may see it. */
    rc (*read)(const struct searcher *s, const int64_t *object, size_t n, struct search_hit *hit);
    /* What a viewer has as family, without any school's scope: few, compared word by word. NULL: nothing. */
    rc (*own)(const struct searcher *s, struct search_hit **hit, size_t *n);
    /* For the rebuilding: the things of a school's inside (a->scope.school), or those that everybody may find (no scope), in the
    ** order of their ids from `after` on, at most `limit`. */
    rc (*walk)(struct ask *a, int64_t after, int64_t limit, struct search_doc **doc, size_t *n);
};
extern const struct search_kind *const search_tables[];      /* main.c: one table a room, each ended by name NULL; the list by NULL */
const struct search_kind *search_kind_at(size_t i);           /* all of them in order; NULL behind the last */
const struct search_kind *search_kind_named(const char *name);    /* NULL: none */

/* For `read`: the hit of that object. */
struct search_hit *search_hit_of(const int64_t *object, size_t n, struct search_hit *hit, int64_t id);

/* ---- finding */

struct search_query;
/* What was typed, folded and cut into words; NULL when it has none. Anything may be typed. */
const struct search_query *search_read(struct arena *a, const char *typed);
/* Up to `most` hits of a kind older than `before` (0 = from the newest), the best first when there are no more than that. */
struct search_found { struct search_hit *hit; size_t n; bool more; int64_t next; /* `before` of the next page */ };
rc search_find(const struct searcher *s, const struct search_kind *k, const struct search_query *q, int64_t before, size_t most, struct search_found *out);
/* Of what the viewer has as family. */
rc search_own(const struct searcher *s, const struct search_kind *k, const struct search_query *q, struct search_found *out);

/* ---- keeping it true */

/* A walk over everything that can be found: what everybody may find, then one school after the other. Begins zeroed, or with the
** school to go on from. */
struct search_walk {
    school_id school; size_t kind;         /* where it is; school 0 = what everybody may find */
    bool dropping, done; int64_t after; char shelf[24];
};
struct search_counts { int64_t things, wrong, stale; };      /* in the tables; not, or not so, in the index; in the index alone */
/* Goes on by one page of at most 200 things, and makes the index what the tables say: a closure where something is to be changed,
** else only reading, so it may be broken off and begun again. Counts on. The ask's scope becomes that of the walk's school; between
** two calls its arena may be reset. */
rc search_mend(struct ask *a, struct search_walk *w, struct search_counts *out);
/* The same, changing nothing. */
rc search_check(struct ask *a, struct search_walk *w, struct search_counts *out);

extern const struct job_kind search_jobs[];            /* at night */
extern const struct verify_check search_checks[];

#endif
