/* `khue verify`: does what is stored agree with itself? A floor or room that keeps the same truth in two places (sums beside what
** they sum up, files beside their rows) lists checks of its own: `extern const struct verify_check <room>_checks[];`, which ends
** with name NULL and stands in the list of main.c.
**
** What stays true:
** (1) a check only reads, in pieces (verify_piece): it may run for minutes beside a serving server;
** (2) what is wrong is told as counts and ids, never with what stands in a row;
** (3) OK means "looked through", whatever was found; anything else, that it could not look. */
#ifndef KHUE_DATA_VERIFY_H
#define KHUE_DATA_VERIFY_H

#include "data/ask.h"

struct verify_report {
    void (*line)(void *to, const char *words); void *to;
    bool (*over)(void *to);                  /* should the check stop early? NULL = never */
    int64_t looked, wrong;
};

struct verify_check { const char *name; rc (*run)(struct ask *a, struct verify_report *out); };

void verify_looked(struct verify_report *r, int64_t n);                     /* so many things were compared */
/* One thing is wrong. The first VERIFY_TOLD of a check are told, all are counted. */
void verify_wrong(struct verify_report *r, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
bool verify_over(const struct verify_report *r);
enum { VERIFY_TOLD = 20 };

/* A piece of a check, or of a job that reads everything, is over: gives back the snapshot, so that what others write may be put away,
** and the ask's whole arena: nothing taken from it lives on. */
void piece_over(struct ask *a);

/* A piece of a check: what it reads is one view of the data, and both the view and the memory are given back after it. */
typedef rc (*verify_look)(struct ask *piece, struct verify_report *out, void *to);
rc verify_piece(struct ask *a, verify_look look, struct verify_report *out, void *to);

/* The checks of this floor: the file, the indexes and the foreign keys. */
extern const struct verify_check data_checks[];

#endif
