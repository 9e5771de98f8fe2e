/* The shape of one SQL statement, as far as the scope law needs it: which tables it touches under which names, and which
** equalities of schools and persons must hold for every row. Only what stands in WHERE or ON, joined by AND, is a fact:
** a clause with an OR beside it proves nothing, and the ON of a LEFT JOIN binds only the table that is joined. */
#ifndef KHUE_TOOLS_SQL_SHAPE_H
#define KHUE_TOOLS_SQL_SHAPE_H

#include "tools/sql/sql.h"

enum { MAX_REFS = 60, MAX_BLOCKS = 60, MAX_FACTS = 200 };

/* A block is one SELECT, INSERT, UPDATE or DELETE; `binds_outer`: EXISTS (…) that must hold, so its facts bind the row outside. */
struct block { int parent; bool binds_outer; };
struct ref { const struct table *table; const char *alias; int block, line; bool written; };

enum side_class { SIDE_NONE, SIDE_SCHOOL /* school_id, or id of table school */, SIDE_PERSON /* any id of a person */ };
enum { OF_SCHOOL = -1 /* :school */, OF_AREA = -2 /* IN (:area*) */, OF_PERSONS = -3 /* IN (:persons*) */, OF_NOBODY = -4 };

/* One side of an equality as written. Names are looked up when the whole statement is known, since a SELECT list may speak
** of tables that come behind it. */
struct side { const char *alias /* or NULL */, *column /* NULL: a fixed one */; int fixed, ref, block; size_t tokens; };

/* a and b agree; b may be one of OF_…. `only` >= 0: binds no other ref than this. */
struct fact { enum side_class kind; int a, b, block, only; struct side left, right; };

struct shape {
    struct block block[MAX_BLOCKS]; int blocks;
    struct ref ref[MAX_REFS]; int refs;
    struct fact fact[MAX_FACTS]; int facts;
    int moves_school;                                   /* line of an UPDATE that sets school_id, or 0 */
};

void shape_of(const struct house *h, const struct query *q, const struct body *body, struct shape *out);

#endif
