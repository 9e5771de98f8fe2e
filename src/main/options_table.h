/* The table of settings (options.c), for those that print it. */
#ifndef KHUE_MAIN_OPTIONS_TABLE_H
#define KHUE_MAIN_OPTIONS_TABLE_H

#include "main/options.h"

enum option_kind { KIND_TEXT, KIND_INT, KIND_BOOL, KIND_WORD, KIND_SECRET };
struct setting {
    const char *name;
    enum option_kind kind;
    size_t offset;
    const char *otherwise;               /* NULL = not set */
    const char *words;
    const char *unit;                    /* of a KIND_WORD: its words, "text|json" */
    int64_t least, most;                 /* of a KIND_INT, both included */
    const char *since;                   /* version; NULL = the first */
};
extern const struct setting settings[];  /* ends with name NULL */

#endif
