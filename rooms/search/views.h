/* What the views of search show. */
#ifndef KHUE_ROOMS_SEARCH_VIEWS_H
#define KHUE_ROOMS_SEARCH_VIEWS_H

#include "search/search.h"
#include "ui/ui.h"

/* The hits of one kind in one place: a school's inside, what everybody may see (place NULL), or the family (place "gia-dinh"). */
struct search_group {
    const struct search_kind *kind;
    const char *place, *place_name;            /* code and name of the school, or NULL */
    const struct search_hit *hit; size_t n;    /* those shown */
    size_t found; bool more;                   /* as many, or more than that */
    const char *next;                          /* key of the next page, or NULL */
};

struct search_view {
    const char *typed;
    bool asked;                                /* something was typed that has a letter or a digit */
    const struct search_kind *only;            /* one kind, in one place, page by page; NULL: all of them */
    bool begun, many;                          /* not the first page; some kind has more than are shown with it */
    const struct search_group *group; size_t groups;
    const struct search_kind *const *kind; size_t kinds;      /* what this viewer may look for */
};

#endif
