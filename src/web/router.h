/* The router: all rows of all tables as one tree of path segments, built once at start and read by every thread.
** What stays true: a path matches at most one row of each method; where a fixed word and an id may both stand, the word
** wins and no id can be read from it (router_build refuses tables in which one could). One slash behind the path of a KEYED row is
** none: programs put addresses together from parts. Behind any other path it is another path. */
#ifndef KHUE_WEB_ROUTER_H
#define KHUE_WEB_ROUTER_H

#include "base/str.h"
#include "web/route.h"

#define ROUTE_PARAMS 8

struct router;
struct match {
    const struct route *route;             /* NULL: no row */
    bool get, post;                        /* methods that the path has, for 405 and Allow */
    const struct door *door;               /* whose KEYED rows begin with the same word: it answers below it also where no row is (web/door.h) */
    struct span param[ROUTE_PARAMS];       /* in the order of the row's path; parts of the path given to router_find */
    int params;
};

/* Refuses, saying which rows: two rows of one method and path, a word beside :truong or :ma, a word that reads as an id,
** two kinds of param in one place, two doors below one word, ON() of a param that the path lacks, a row without handler. */
rc router_build(const struct route_table *tables, struct router **r, char *why, size_t why_size);
void router_drop(struct router *r);                                        /* NULL is fine */
void router_find(const struct router *r, enum method m, const char *path, struct match *out);
/* The row that is written with this very path, params as the tables write them ("/t/:truong/lop"); NULL when there is none. */
const struct route *router_row(const struct router *r, enum method m, const char *path);
/* The value of :name in the row's path; empty when it has none. */
struct span match_param(const struct match *m, const char *name);

#endif
