/* What the views of programme show: in words and numbers of the reader's language. */
#ifndef KHUE_ROOMS_PROGRAMME_VIEWS_H
#define KHUE_ROOMS_PROGRAMME_VIEWS_H

#include "programme/programme.h"
#include "ui/ui.h"

struct programme_line { const char *code, *name; bool counted, begun, published, quiet; const char *pupils, *deeds, *pairs, *indices, *gaps; };
struct programme_index { const char *name, *words, *mean /* NULL = no school tells it */; int64_t schools; };
struct programme_view {
    struct programme_sums sums; const char *day;
    struct ui_line trend;                                    /* deeds a week; n 0 = none */
    const char *active;                                      /* in how many schools something was done in the last week, in words */
    const struct programme_index *index; size_t indices;
    const struct ui_tab *tab; size_t tabs; const char *only, *none /* words where the list is empty */;
    const struct programme_line *line; size_t n; const char *next; bool begun;
    const char *least, *csv, *json;
};

#endif
